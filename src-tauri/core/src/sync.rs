//! Bringing the mirror in step with the folder: compare, read what differs, apply. Nothing else changes the mirror.

mod comparison;
mod examine;

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use comparison::Comparison;

use crate::folder::{Folder, FolderError, Found};
use crate::mirror::{Known, Mirror, MirrorError, Reader, Touched};
use crate::site_config::{self, SiteConfig};

/// How long to wait for another program that is syncing the same folder.
const PATIENCE: Duration = Duration::from_secs(120);

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
        "The folder at {0} is not the one that was there before, and holds none of its documents: perhaps its drive is not connected. Nothing was removed; what was read before can still be read."
    )]
    Offline(std::path::PathBuf),
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
    mirror: Mirror,
    lock: File,
    /// The mirror was damaged or of another version, and was made anew.
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
    hold(&lock)?;
    let (mirror, rebuilt) = match Mirror::open(directory) {
        Ok(mirror) => (mirror, false),
        Err(MirrorError::Damaged(_)) => {
            Mirror::delete(directory)?;
            (Mirror::open(directory)?, true)
        }
        Err(error) => return Err(error),
    };
    let _ = lock.unlock();
    Ok(Writer {
        mirror,
        lock,
        rebuilt,
    })
}

fn hold(lock: &File) -> Result<(), MirrorError> {
    let started = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(std::fs::TryLockError::WouldBlock) if started.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(_) => return Err(MirrorError::Busy),
        }
    }
}

impl Writer {
    /// Compares the whole folder with the mirror.
    ///
    /// # Errors
    /// See [`SyncError`]; what was applied before the error stays, and is true.
    pub fn sync(&mut self, folder: &Folder, company: &mut Company<'_>) -> Result<Outcome, SyncError> {
        self.locked(|mirror| whole(mirror, folder, company))
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
        self.locked(|mirror| paths(mirror, folder, hints, company))
    }

    /// Changes whenever another program has changed the mirror.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn data_version(&self) -> Result<i64, MirrorError> {
        self.mirror.data_version()
    }

    /// Two programs may compare the same folder; one after the other, so that no older look overwrites a newer.
    fn locked<T>(&mut self, work: impl FnOnce(&mut Mirror) -> Result<T, SyncError>) -> Result<T, SyncError> {
        hold(&self.lock)?;
        let result = work(&mut self.mirror);
        let _ = self.lock.unlock();
        result
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
    let (config, read_all) = settle_config(mirror, folder)?;
    let found = folder.walk("", &config, &mut company.entering)?;
    let known = mirror.known("")?;
    recognise(mirror, folder, &found, &known)?;
    let mut comparison = Comparison::new(read_all, false);
    comparison.add(found, known);
    comparison.add_config(mirror, folder)?;
    let outcome = comparison.carry_out(mirror, folder, &config, company)?;
    finish_config(mirror, folder, read_all)?;
    Ok(outcome)
}

fn paths(
    mirror: &mut Mirror,
    folder: &Folder,
    hints: &BTreeSet<String>,
    company: &mut Company<'_>,
) -> Result<Outcome, SyncError> {
    let (config, read_all) = settle_config(mirror, folder)?;
    if read_all || hints.contains("") || folder.identity() != mirror.remembered(IDENTITY)? {
        return whole(mirror, folder, company);
    }
    let links = mirror.links()?;
    let mut comparison = Comparison::new(false, true);
    for hint in hints.iter().chain(&links) {
        let found = folder.walk(hint, &config, &mut company.entering)?;
        let known = mirror.known(hint)?;
        comparison.add(found, known);
    }
    // What was not found may only be concluded to be gone while the folder is there.
    if comparison.outcome.removed > 0 && folder.identity() != mirror.remembered(IDENTITY)? {
        return Err(SyncError::Offline(folder.root().to_path_buf()));
    }
    comparison.carry_out(mirror, folder, &config, company)
}

/// The settings as they are now, and whether they are other ones than the mirror was read by: then every document is
/// read again, since dates, defaults and excluded places may come out differently.
fn settle_config(mirror: &Mirror, folder: &Folder) -> Result<(SiteConfig, bool), SyncError> {
    let bytes = folder.config_bytes()?.unwrap_or_default();
    let (config, _) = site_config::read(&bytes);
    let remembered = mirror.remembered(CONFIG)?.unwrap_or_default();
    Ok((config, remembered != String::from_utf8_lossy(&bytes)))
}

fn finish_config(mirror: &Mirror, folder: &Folder, read_all: bool) -> Result<(), SyncError> {
    if read_all {
        let bytes = folder.config_bytes()?.unwrap_or_default();
        mirror.remember(CONFIG, &String::from_utf8_lossy(&bytes))?;
    }
    mirror.remember(ROOT, &folder.root().to_string_lossy())?;
    if let Some(identity) = folder.identity() {
        mirror.remember(IDENTITY, &identity)?;
    }
    Ok(())
}

/// A directory with another identity that holds none of the documents we know is not our folder, however empty.
fn recognise(
    mirror: &Mirror,
    folder: &Folder,
    found: &[Found],
    known: &HashMap<String, Known>,
) -> Result<(), SyncError> {
    let same = match mirror.remembered(IDENTITY)? {
        Some(remembered) => folder.identity().is_some_and(|identity| identity == remembered),
        None => true,
    };
    if same || known.is_empty() || found.iter().any(|found| known.contains_key(&found.path)) {
        return Ok(());
    }
    Err(SyncError::Offline(folder.root().to_path_buf()))
}
