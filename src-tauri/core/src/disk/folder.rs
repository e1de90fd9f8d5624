//! The content folder: finding and reading its files. This module never writes and never leaves the root.

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

/// Receives the full paths of directories before they are listed.
pub type Entering<'a> = dyn FnMut(&[PathBuf]) + Send + 'a;

/// A folder that exists, with its canonical path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    root: PathBuf,
}

/// Why a folder cannot be used, as a sentence for the person.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is nothing at this path.
    #[error("There is no folder at {0}. Check the path, or that the drive is connected.")]
    NotThere(PathBuf),
    /// There is something other than a directory at this path.
    #[error("{0} is a file, not a folder. Name the folder that holds the questions and responses.")]
    NotAFolder(PathBuf),
    /// The system denies access, or the drive was removed.
    #[error("{} Nothing in it was changed.", why_unreadable(path, source))]
    Unreadable {
        /// The folder, or a directory in it.
        path: PathBuf,
        /// The error of the operating system.
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

/// What distinguishes two states of a file without reading it: size, times and inode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamp {
    /// The size in bytes.
    pub size: u64,
    /// The modification time, in ns since 1970.
    pub modified: i64,
    /// The inode change time, in ns since 1970; 0 if the system has none.
    pub changed: i64,
    /// The inode number; 0 if the system has none.
    pub inode: i64,
    /// It is a symbolic link. Its target may change without any change to the link.
    pub link: bool,
}

/// Something that exists at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The path inside the folder, with `/` between its parts.
    pub path: String,
    /// The state of the file.
    pub stamp: Stamp,
    /// What it is.
    pub what: What,
}

/// What was found at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A document of this kind.
    Document(Kind),
    /// Something that perhaps should be a document but cannot be read as one.
    NotRead(Problem),
    /// A directory that cannot be listed. Nothing is concluded about the documents that are known in it.
    Unlisted(Problem),
    /// A symbolic link to something that does not matter to us, as long as its target stays the same.
    Link,
}

/// The path of a Jekyll site's settings.
pub const CONFIG_PATH: &str = "_config.yml";

/// The folder's settings, as they were when they were read.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The text of the file; empty if there is none.
    pub text: String,
    /// The settings that this program uses.
    pub config: SiteConfig,
    /// The problems in the file.
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

/// The bytes of a file that are mirrored.
pub struct Bytes {
    /// The whole file, or the head of a large one.
    pub bytes: Vec<u8>,
    /// The size of the whole file in bytes.
    pub size: u64,
}

impl Folder {
    /// Opens the folder at `path`.
    ///
    /// # Errors
    /// There is no folder, or it cannot be listed.
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

    /// The canonical path of the folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The file system's identifier of this directory, to notice that another directory has taken its place,
    /// even one that got the inode number of a deleted one. None: the directory does not exist.
    #[must_use]
    pub fn identity(&self) -> Option<String> {
        let id = file_id::get_file_id(&self.root).ok()?;
        let born = fs::metadata(&self.root)
            .and_then(|meta| meta.created())
            .map(nanoseconds);
        Some(format!("{id:?} {}", born.unwrap_or_default()))
    }

    /// The settings of `_config.yml`, or the defaults if there is no such file or it cannot be read.
    ///
    /// # Errors
    /// The drive was removed.
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

    /// Reads the file at `path`, or only its head if it is large.
    ///
    /// # Errors
    /// The error of the operating system; [`is_gone`] says whether the file simply does not exist any more.
    pub fn read(&self, path: &str) -> io::Result<Bytes> {
        let mut file = open_inside(&self.root, &self.full(path))?;
        let size = file.metadata()?.len();
        let mut bytes = Vec::new();
        if size > LARGEST_BODY {
            file.take(HEAD_OF_LARGE_FILE as u64).read_to_end(&mut bytes)?;
            return Ok(Bytes { bytes, size });
        }
        bytes.reserve_exact(usize::try_from(size).unwrap_or(0) + 1);
        // The file may grow while it is read. The next comparison will notice that.
        let read = (&mut file).take(LARGEST_BODY + 1).read_to_end(&mut bytes)? as u64;
        Ok(Bytes { bytes, size: read })
    }

    /// True if nothing can be written where documents are, because the person may not, or because the drive
    /// is read-only.
    ///
    /// On systems other than Unix only trying shows it, so the result is always false.
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

    /// The names in the directory at `path`; empty if there is no such directory.
    ///
    /// # Errors
    /// The error of the operating system.
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

    /// The path inside the folder of a full path. None if it lies outside or is not valid UTF-8.
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

/// True if the error means that the path does not exist (any more).
#[must_use]
pub fn is_gone(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// A time in ns since 1970.
#[must_use]
pub fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_nanos()).unwrap_or(i64::MAX),
    }
}

/// Opens the ordinary file at `full`. After all links are followed, the file must be inside `root` at this
/// moment.
pub(crate) fn open_inside(root: &Path, full: &Path) -> io::Result<File> {
    let refused = |why| Err(io::Error::new(io::ErrorKind::InvalidInput, why));
    let mut options = File::options();
    options.read(true);
    // If the file is a pipe, a plain open would wait for ever.
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

/// The real path of an open file.
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

/// The problem of a directory that cannot be listed.
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

/// The problem of a file that the system does not allow us to read.
#[must_use]
pub fn cannot_read(error: &io::Error) -> Problem {
    Problem {
        code: ProblemCode::Unreadable,
        line: None,
        message: format!("This cannot be read ({error}). Check who is allowed to open it."),
    }
}
