//! Bringing the mirror in step with the folder: compare, read what differs, apply. Nothing else changes the mirror.

mod comparison;
mod examine;

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use comparison::{Comparison, Scope};

use crate::folder::{CONFIG_PATH, Folder, FolderError, Found};
use crate::mirror::{Known, Mirror, MirrorError, Reader, Touched};
use crate::site_config::{self, SiteConfig};

/// How long to wait for another program that is syncing the same folder.
const PATIENCE: Duration = Duration::from_secs(120);

/// Characters of an excerpt.
pub(crate) const EXCERPT: usize = 280;
/// How long a person waits for a folder to open.
const OPENING: Duration = Duration::from_secs(1);

/// The file that tells how the last writer left the mirror.
const AS_LEFT: &str = "mirror.as-left";

/// Keys of what the mirror remembers.
const CONFIG: &str = "config";
const IDENTITY: &str = "identity";
const ROOT: &str = "root";

/// Why a sync did not happen.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The folder cannot be read. The mirror is as it was.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The mirror cannot be written.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// Another, or an empty, directory stands where the folder was: a drive that is not connected.
    #[error(
        "The folder at {0} is not the one that was there before, and most of its documents are missing: perhaps its drive is not connected. Nothing was removed; what was read before can still be read. If this is the folder now, forget it among the recent folders and open it again (or run `arguendo-cli sync --as-new`)."
    )]
    Offline(PathBuf),
    /// It was asked to stop.
    #[error("The sync was stopped before it was done.")]
    Cancelled,
}

/// What a sync came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files that the mirror did not know.
    pub added: u64,
    /// Files with other content.
    pub changed: u64,
    /// Files that are gone.
    pub removed: u64,
    /// Files with the same content.
    pub unchanged: u64,
    /// What that means for readers.
    pub touched: Touched,
}

/// What happens beside a sync.
pub struct Company<'a> {
    /// Called with each directory before it is listed.
    pub entering: Box<dyn FnMut(&Path) + 'a>,
    /// Called after each transaction with (files done, files to do).
    pub progress: Box<dyn FnMut(u64, u64) + 'a>,
    /// Set from elsewhere to stop between two transactions.
    pub cancel: Arc<AtomicBool>,
}

impl Company<'_> {
    /// Nobody watches, nobody waits.
    #[must_use]
    pub fn nobody() -> Self {
        Self {
            entering: Box::new(|_| {}),
            progress: Box::new(|_, _| {}),
            cancel: Arc::default(),
        }
    }
}

/// The mirror of one folder, held against other programs while it is written.
pub struct Writer {
    directory: PathBuf,
    mirror: Mirror,
    lock: File,
    /// The mirror was damaged, deleted or of another version, and was made anew since this was last looked at.
    pub rebuilt: bool,
}

/// Opens the mirror in `directory` for writing; a damaged one, or one of another version, is thrown away.
///
/// # Errors
/// See [`MirrorError`].
pub fn open(directory: &Path) -> Result<Writer, MirrorError> {
    let unusable = |source| MirrorError::Directory {
        path: directory.to_path_buf(),
        source,
    };
    std::fs::create_dir_all(directory).map_err(unusable)?;
    let lock = File::options()
        .create(true)
        .append(true)
        .open(directory.join("mirror.lock"))
        .map_err(unusable)?;
    let (mirror, rebuilt) = match hold(&lock, OPENING) {
        Ok(()) => {
            let opened = open_or_make(directory);
            let _ = lock.unlock();
            opened?
        }
        // Another program is syncing this folder, and may go on for long: its mirror can be opened meanwhile.
        Err(_) => (Mirror::open(directory, true)?, false),
    };
    Ok(Writer {
        directory: directory.to_path_buf(),
        mirror,
        lock,
        rebuilt,
    })
}

/// Throws the mirror in `directory` away, so that the next sync takes the folder for what it is, whatever it was.
///
/// # Errors
/// Where the system does not let us.
pub fn forget(directory: &Path) -> Result<(), MirrorError> {
    Mirror::delete(directory)
}

fn open_or_make(directory: &Path) -> Result<(Mirror, bool), MirrorError> {
    let left = std::fs::read_to_string(directory.join(AS_LEFT)).unwrap_or_default();
    match Mirror::open(directory, left == Mirror::state(directory)) {
        Ok(mirror) => Ok((mirror, false)),
        Err(MirrorError::Damaged) => {
            Mirror::delete(directory)?;
            Ok((Mirror::open(directory, true)?, true))
        }
        Err(error) => Err(error),
    }
}

fn hold(lock: &File, patience: Duration) -> Result<(), MirrorError> {
    let started = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(std::fs::TryLockError::WouldBlock) if started.elapsed() < patience => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(_) => return Err(MirrorError::Busy),
        }
    }
}

/// Leaves word of how the mirror was left, so that the next to open it need not look through all of it.
impl Drop for Writer {
    fn drop(&mut self) {
        let Ok(nothing) = Mirror::in_memory() else { return };
        if hold(&self.lock, OPENING).is_ok() {
            self.mirror = nothing; // closes the file
            let _ = std::fs::write(self.directory.join(AS_LEFT), Mirror::state(&self.directory));
            let _ = self.lock.unlock();
        }
    }
}

impl Writer {
    /// Compares the whole folder with the mirror.
    ///
    /// # Errors
    /// See [`SyncError`]; what was applied before the error stays, and is true.
    pub fn sync(&mut self, folder: &Folder, company: &mut Company<'_>) -> Result<Outcome, SyncError> {
        self.locked(folder, None, company)
    }

    /// Compares the folder with the mirror at `hints` (paths inside the folder, of files or directories).
    ///
    /// # Errors
    /// See [`SyncError`].
    pub fn sync_paths(
        &mut self,
        folder: &Folder,
        hints: &BTreeSet<String>,
        company: &mut Company<'_>,
    ) -> Result<Outcome, SyncError> {
        self.locked(folder, Some(hints), company)
    }

    /// Changes whenever another program has changed the mirror.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn data_version(&self) -> Result<i64, MirrorError> {
        self.mirror.data_version()
    }

    /// Two programs may compare the same folder; one after the other, so that no older look overwrites a newer.
    fn locked(
        &mut self,
        folder: &Folder,
        hints: Option<&BTreeSet<String>>,
        company: &mut Company<'_>,
    ) -> Result<Outcome, SyncError> {
        hold(&self.lock, PATIENCE)?;
        let result = self.bring_in_step(folder, hints, company);
        let _ = self.lock.unlock();
        result
    }

    /// The mirror may be deleted or damaged at any time: then it is made anew.
    fn bring_in_step(
        &mut self,
        folder: &Folder,
        hints: Option<&BTreeSet<String>>,
        company: &mut Company<'_>,
    ) -> Result<Outcome, SyncError> {
        let result = match hints {
            _ if !self.mirror.is_current() => Err(MirrorError::Damaged.into()),
            Some(hints) => paths(&mut self.mirror, folder, hints, company),
            None => whole(&mut self.mirror, folder, company),
        };
        if !matches!(result, Err(SyncError::Mirror(MirrorError::Damaged))) {
            return result;
        }
        // What is still open cannot be deleted everywhere; so something else takes its place first.
        let was_current = self.mirror.is_current();
        self.mirror = Mirror::in_memory()?;
        if was_current {
            Mirror::delete(&self.directory)?;
        }
        self.mirror = open_or_make(&self.directory)?.0;
        self.rebuilt = true;
        let mut outcome = whole(&mut self.mirror, folder, company)?;
        outcome.touched.everything = true;
        Ok(outcome)
    }
}

/// A mirror in memory of the folder as it is now.
///
/// # Errors
/// See [`SyncError`].
pub fn fresh(folder: &Folder) -> Result<Reader, SyncError> {
    let mut mirror = Mirror::in_memory()?;
    whole(&mut mirror, folder, &mut Company::nobody())?;
    Ok(mirror.into_reader())
}

/// The settings that the mirror was read by.
///
/// # Errors
/// As SQLite says.
pub fn config_of(reader: &Reader) -> Result<SiteConfig, MirrorError> {
    let text = reader.remembered(CONFIG)?;
    Ok(text.map_or_else(SiteConfig::default, |text| site_config::read(text.as_bytes()).0))
}

/// The last part of the folder's path.
///
/// # Errors
/// As SQLite says.
pub fn folder_name(reader: &Reader) -> Result<String, MirrorError> {
    let root = reader.remembered(ROOT)?.unwrap_or_default();
    Ok(Path::new(&root)
        .file_name()
        .map_or(root.clone(), |name| name.to_string_lossy().into_owned()))
}

fn whole(mirror: &mut Mirror, folder: &Folder, company: &mut Company<'_>) -> Result<Outcome, SyncError> {
    // One reading of the settings, and one look at whose directory this is, hold for all that follows.
    let settings = folder.settings()?;
    let identity = folder.identity();
    let read_all = mirror.remembered(CONFIG)?.unwrap_or_default() != settings.text;
    let found = folder.walk("", &settings.config, &mut company.entering)?;
    let known = mirror.known("")?;
    let is_ours = identity == mirror.remembered(IDENTITY)?;
    if folder.identity() != identity || !is_ours && !is_recognised(&found, &known) {
        return Err(SyncError::Offline(folder.root().to_path_buf()));
    }
    let is_first = known.is_empty();
    let mut comparison = Comparison::new(Scope::Everything { read_all, is_first }, identity.clone());
    comparison.add(found, known);
    comparison.add_settings(mirror, settings.problems)?;
    let outcome = comparison.carry_out(mirror, folder, &settings.config, company)?;
    if read_all {
        mirror.remember(CONFIG, &settings.text)?;
    }
    mirror.remember(ROOT, &folder.root().to_string_lossy())?;
    mirror.remember(IDENTITY, &identity.unwrap_or_default())?;
    Ok(outcome)
}

fn paths(
    mirror: &mut Mirror,
    folder: &Folder,
    hints: &BTreeSet<String>,
    company: &mut Company<'_>,
) -> Result<Outcome, SyncError> {
    let identity = folder.identity();
    // New settings can mean anything for any document; another directory in the folder's place, too.
    if hints.contains("") || hints.contains(CONFIG_PATH) || identity != mirror.remembered(IDENTITY)? {
        return whole(mirror, folder, company);
    }
    let (config, _) = site_config::read(mirror.remembered(CONFIG)?.unwrap_or_default().as_bytes());
    let links = mirror.links()?;
    let mut comparison = Comparison::new(Scope::Hinted, identity);
    for hint in hints.iter().chain(&links) {
        let found = folder.walk(hint, &config, &mut company.entering)?;
        let known = mirror.known(hint)?;
        comparison.add(found, known);
    }
    comparison.carry_out(mirror, folder, &config, company)
}

/// Whether what was found is what we know: most of it is there. A directory with another identity that holds hardly any
/// of the documents we know is not our folder, however empty.
fn is_recognised(found: &[Found], known: &HashMap<String, Known>) -> bool {
    let still_there = found
        .iter()
        .filter(|found| known.contains_key(&found.path))
        .count();
    still_there * 2 >= known.len()
}
