//! The content folder: what lies in it, and reading its files. It never writes and never leaves the root.

mod listed;
mod tasks;
mod template;
mod walk;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

pub use listed::Listed;
pub use template::TEMPLATE_PATH;

use crate::content::document::{HEAD_OF_LARGE_FILE, LARGEST_BODY};
use crate::content::kind::Kind;
use crate::content::places;
use crate::content::problem::{Problem, ProblemCode};
use crate::content::site_config::{self, SiteConfig};
use crate::disk::filesystem;

/// Told of directories, by their full paths, before they are listed.
pub type Entering<'a> = dyn FnMut(&[PathBuf]) + Send + 'a;

/// A folder that was found, by its canonical path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    root: PathBuf,
}

/// Why a folder cannot be used, in a sentence for the person.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is nothing at that path.
    #[error("There is no folder at {0}. Check the path, or that the drive is connected.")]
    NotThere(PathBuf),
    /// There is something else at that path.
    #[error("{0} is a file, not a folder. Name the folder that holds the questions and responses.")]
    NotAFolder(PathBuf),
    /// The system does not let us in, or the drive has gone.
    #[error("{} Nothing in it was changed.", why_unreadable(path, source))]
    Unreadable {
        /// The folder, or the directory in it.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

fn why_unreadable(path: &Path, source: &io::Error) -> String {
    let path = path.display();
    match is_gone(source) {
        true => {
            format!("The folder {path} is not there at present. Connect the drive, or put the folder back.")
        }
        false => format!("The folder {path} cannot be read ({source}). Check the drive."),
    }
}

/// What distinguishes two states of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Modification time, ns since 1970.
    pub modified: i64,
    /// Inode change time, ns since 1970; 0 where the system has none.
    pub changed: i64,
    /// Inode; 0 where the system has none.
    pub inode: i64,
    /// It is a symbolic link: its target may change without a sign on the link.
    pub link: bool,
}

/// Something that was found at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Path inside the folder, parts divided by `/`.
    pub path: String,
    /// Its state.
    pub stamp: Stamp,
    /// What that is.
    pub what: What,
}

/// What was found at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A document of this kind.
    Document(Kind),
    /// Something that should perhaps be a document, but cannot be read as one.
    NotRead(Problem),
    /// A directory that cannot be looked into: nothing follows for what is known in it.
    Unlisted(Problem),
    /// A symbolic link to something of no concern to us, for as long as it leads there.
    Link,
}

/// Where a Jekyll site keeps its settings.
pub const CONFIG_PATH: &str = "_config.yml";

/// The folder's settings as they were read once.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The text of the file; empty where there is none.
    pub text: String,
    /// What we honour of it.
    pub config: SiteConfig,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

impl Settings {
    fn unread(why: &str) -> Self {
        let message =
            format!("The folder's settings cannot be read ({why}), so they are left out of account.");
        let problem = Problem {
            code: ProblemCode::ConfigInvalid,
            line: None,
            message,
        };
        Self {
            problems: vec![problem],
            ..Self::default()
        }
    }
}

/// The bytes of a file, as far as they are mirrored.
pub struct Bytes {
    /// All of the file, or the head of a large one.
    pub bytes: Vec<u8>,
    /// The whole size in bytes.
    pub size: u64,
}

impl Folder {
    /// Finds the folder at `path`.
    ///
    /// # Errors
    /// Where there is none, or it cannot be listed.
    pub fn find(path: &Path) -> Result<Self, FolderError> {
        let root = fs::canonicalize(path).map_err(|source| match source.kind() {
            _ if is_gone(&source) => FolderError::NotThere(path.to_path_buf()),
            _ => FolderError::Unreadable {
                path: path.to_path_buf(),
                source,
            },
        })?;
        if !root.is_dir() {
            return Err(FolderError::NotAFolder(root));
        }
        fs::read_dir(&root).map_err(|source| FolderError::Unreadable {
            path: root.clone(),
            source,
        })?;
        Ok(Self { root })
    }

    /// Its canonical path.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What the file system calls this very directory, so that another one in its place is recognised, also one that
    /// got the number of one that was deleted. None: the directory is not there.
    #[must_use]
    pub fn identity(&self) -> Option<String> {
        let id = file_id::get_file_id(&self.root).ok()?;
        let born = fs::metadata(&self.root)
            .and_then(|meta| meta.created())
            .map(nanoseconds);
        Some(format!("{id:?} {}", born.unwrap_or_default()))
    }

    /// The settings of `_config.yml`, or the defaults where there is no such file or it cannot be read.
    ///
    /// # Errors
    /// Where the drive has gone.
    pub fn settings(&self) -> Result<Settings, FolderError> {
        match self.read(CONFIG_PATH) {
            Ok(Bytes { bytes, size }) if size == bytes.len() as u64 => {
                let (config, problems) = site_config::read(&bytes);
                let text = String::from_utf8_lossy(&bytes).into_owned();
                Ok(Settings {
                    text,
                    config,
                    problems,
                })
            }
            Ok(_) => Ok(Settings::unread("it is too large")),
            Err(source) if is_gone(&source) && self.root.is_dir() => Ok(Settings::default()),
            Err(source) if is_gone(&source) => Err(FolderError::Unreadable {
                path: self.root.clone(),
                source,
            }),
            Err(source) => Ok(Settings::unread(&source.to_string())),
        }
    }

    /// Reads the file at `path`, or the head of it where it is large.
    ///
    /// # Errors
    /// What the system says; [`is_gone`] says whether it is simply not there any more.
    pub fn read(&self, path: &str) -> io::Result<Bytes> {
        let mut file = open_inside(&self.root, &self.full(path))?;
        let size = file.metadata()?.len();
        let mut bytes = Vec::new();
        if size > LARGEST_BODY {
            file.take(HEAD_OF_LARGE_FILE as u64).read_to_end(&mut bytes)?;
            return Ok(Bytes { bytes, size });
        }
        bytes.reserve_exact(usize::try_from(size).unwrap_or(0) + 1);
        // It may grow while it is read; the next look will see that.
        let read = (&mut file).take(LARGEST_BODY + 1).read_to_end(&mut bytes)? as u64;
        Ok(Bytes { bytes, size: read })
    }

    /// Whether nothing can be written where documents lie: the person has not the right, or the drive allows it to nobody.
    ///
    /// On systems other than Unix it is only known by trying, so never here.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        let collections = self.settings().map(|settings| settings.config.collections_dir);
        let inside = self.full(&collections.unwrap_or_default());
        let places = places::DIRECTORIES.map(|name| inside.join(name));
        let there: Vec<_> = places.iter().filter(|place| place.is_dir()).collect();
        if there.is_empty() {
            return self.root.is_dir() && !filesystem::may_write(&self.root);
        }
        !there.into_iter().any(|place| filesystem::may_write(place))
    }

    /// The names of what lies in the directory at `path`; none where there is no such directory.
    ///
    /// # Errors
    /// What the system says.
    pub fn names_in(&self, path: &str) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(self.full(path)) {
            Err(error) if is_gone(&error) => return Ok(Vec::new()),
            entries => entries?,
        };
        let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        names.collect()
    }

    fn full(&self, path: &str) -> PathBuf {
        let mut full = self.root.clone();
        full.extend(path.split('/').filter(|part| !part.is_empty()));
        full
    }

    /// The path inside the folder of a full path, where it is one that we can name.
    #[must_use]
    pub fn inside(&self, full: &Path) -> Option<String> {
        let relative = full.strip_prefix(&self.root).ok()?;
        let mut path = String::new();
        for part in relative.components() {
            let std::path::Component::Normal(part) = part else {
                return None;
            };
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(part.to_str()?);
        }
        Some(path)
    }
}

/// Whether an error says that the path is not there (any more).
#[must_use]
pub fn is_gone(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// ns since 1970.
#[must_use]
pub fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_nanos()).unwrap_or(i64::MAX),
    }
}

/// Opens the ordinary file at `full`, which must lie inside `root` wherever the links on the way to it lead at this moment.
pub(crate) fn open_inside(root: &Path, full: &Path) -> io::Result<File> {
    let refused = |why| Err(io::Error::new(io::ErrorKind::InvalidInput, why));
    let mut options = File::options();
    options.read(true);
    // A pipe in a file's place would make a plain open wait for ever.
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        #[cfg(target_os = "linux")]
        const O_NONBLOCK: i32 = 0o4000;
        #[cfg(not(target_os = "linux"))]
        const O_NONBLOCK: i32 = 0x0004;
        options.custom_flags(O_NONBLOCK);
    }
    let file = options.open(full)?;
    if !file.metadata()?.is_file() {
        return refused("not an ordinary file");
    }
    if !real_path(&file, full)?.starts_with(root) {
        return refused("it lies outside the folder");
    }
    Ok(file)
}

/// Where an opened file really lies.
fn real_path(file: &File, full: &Path) -> io::Result<PathBuf> {
    #[cfg(target_os = "linux")]
    {
        use std::os::fd::AsRawFd as _;
        if let Ok(real) = fs::read_link(format!("/proc/self/fd/{}", file.as_raw_fd())) {
            return Ok(real);
        }
    }
    let _ = file;
    fs::canonicalize(full)
}

/// The problem of a directory that cannot be looked into.
#[must_use]
pub fn cannot_list(error: &io::Error) -> Problem {
    Problem {
        code: ProblemCode::DirectoryUnread,
        line: None,
        message: format!(
            "This directory cannot be looked into ({error}). Whatever was read in it before is shown as it was then, and may have changed since. Check who may open it, or the drive; where its path is too long, move it higher up."
        ),
    }
}

/// The problem of a file that the system does not let us read.
#[must_use]
pub fn cannot_read(error: &io::Error) -> Problem {
    Problem {
        code: ProblemCode::Unreadable,
        line: None,
        message: format!("This cannot be read ({error}). Check who is allowed to open it."),
    }
}
