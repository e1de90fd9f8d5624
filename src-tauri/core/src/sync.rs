//! Bringing the mirror in step with the folder: compare, read what differs, apply. Nothing else changes the mirror.

mod building;
mod comparison;
mod examine;
mod look;

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

pub use look::{Differences, differences, still_different};

use comparison::{Comparison, Scope, is_mostly_new};

use crate::folder::{CONFIG_PATH, Folder, FolderError, Found, Settings};
use crate::mirror::{Building, Known, Mirror, MirrorError, Reader, Touched};
use crate::site_config::{self, SiteConfig};

/// How long to wait for another program that is syncing the same folder.
const PATIENCE: Duration = Duration::from_secs(120);

/// Characters of an excerpt.
pub(crate) const EXCERPT: usize = 280;
/// How long a program that ends waits for another that is syncing the same folder.
const LEAVING: Duration = Duration::from_secs(1);

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
    /// Called with directories before they are listed.
    pub entering: Box<dyn FnMut(&[PathBuf]) + Send + 'a>,
    /// Called now and then with (files done, files to do).
    pub progress: Box<dyn FnMut(u64, u64) + 'a>,
    /// Set from elsewhere to stop.
    pub cancel: Arc<AtomicBool>,
    /// Somebody reads along: what a first reading has read so far is made readable now and then.
    pub shows: bool,
}

impl Company<'_> {
    /// Nobody watches, nobody waits.
    #[must_use]
    pub fn nobody() -> Self {
        Self {
            entering: Box::new(|_| {}),
            progress: Box::new(|_, _| {}),
            cancel: Arc::default(),
            shows: false,
        }
    }
}

/// The mirror of one folder, held against other programs while it is written.
pub struct Writer {
    directory: PathBuf,
    /// None before the first sync, and where there is no mirror.
    mirror: Option<Mirror>,
    lock: File,
    /// The mirror was damaged, deleted or of another version, and was made anew since this was last looked at.
    pub rebuilt: bool,
    /// The whole folder was read into a new mirror since this was last looked at.
    pub built: bool,
}

/// Makes ready to write the mirror in `directory`. It is opened with the first sync, which makes one where there is none;
/// a damaged one, or one of another version, is thrown away.
///
/// # Errors
/// Where the directory cannot be used.
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
    // What a program that ended too early was building; unless one is building just now.
    if lock.try_lock().is_ok() {
        let abandoned = Building::abandon(directory);
        let _ = lock.unlock();
        abandoned?;
    }
    Ok(Writer {
        directory: directory.to_path_buf(),
        mirror: None,
        lock,
        rebuilt: false,
        built: false,
    })
}

/// Throws the mirror in `directory` away, so that the next sync takes the folder for what it is, whatever it was.
///
/// # Errors
/// Where the system does not let us.
pub fn forget(directory: &Path) -> Result<(), MirrorError> {
    Mirror::delete(directory)
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
        if self.mirror.is_some() && hold(&self.lock, LEAVING).is_ok() {
            self.mirror = None; // closes the file
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

    /// Changes whenever another program has changed the mirror. None: there is no mirror yet.
    #[must_use]
    pub fn data_version(&self) -> Option<i64> {
        self.mirror.as_ref()?.data_version().ok()
    }

    /// A value that the mirror remembers.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn remembered(&self, key: &str) -> Result<Option<String>, MirrorError> {
        self.mirror
            .as_ref()
            .map_or(Ok(None), |mirror| mirror.remembered(key))
    }

    /// Has the mirror remember a value.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn remember(&self, key: &str, value: &str) -> Result<(), MirrorError> {
        self.mirror
            .as_ref()
            .map_or(Ok(()), |mirror| mirror.remember(key, value))
    }

    /// The next paths that the mirror knows, in their order.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn paths_after(&self, path: &str, most: usize) -> Result<BTreeSet<String>, MirrorError> {
        let mirror = self.mirror.as_ref();
        mirror.map_or_else(|| Ok(BTreeSet::new()), |mirror| mirror.paths_after(path, most))
    }

    /// Takes a step towards a quicker mirror, of some milliseconds. False: nothing is left to do.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn merge_step(&mut self) -> Result<bool, MirrorError> {
        hold(&self.lock, PATIENCE)?;
        let result = match &mut self.mirror {
            Some(mirror) if mirror.is_current() => mirror.merge_step(),
            _ => Ok(false),
        };
        let _ = self.lock.unlock();
        result
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
        if self.mirror.as_ref().is_some_and(|mirror| !mirror.is_current()) {
            self.mirror = None;
            self.rebuilt = !file_is_there(&self.directory);
        }
        let result = self.compare(folder, hints, company);
        if !matches!(result, Err(SyncError::Mirror(MirrorError::Damaged))) {
            return result;
        }
        self.mirror = None; // what is open cannot be deleted everywhere
        Mirror::delete(&self.directory)?;
        self.rebuilt = true;
        self.compare(folder, None, company)
    }

    fn compare(
        &mut self,
        folder: &Folder,
        hints: Option<&BTreeSet<String>>,
        company: &mut Company<'_>,
    ) -> Result<Outcome, SyncError> {
        let mut is_elsewhere = false;
        if self.mirror.is_none() {
            let left = std::fs::read_to_string(self.directory.join(AS_LEFT)).unwrap_or_default();
            match Mirror::open(&self.directory, left == Mirror::state(&self.directory)) {
                Ok(mirror) => self.mirror = Some(mirror),
                Err(MirrorError::NotBuilt) => {
                    let look = Look::at(folder, &mut company.entering)?;
                    return self.build(folder, look, company);
                }
                Err(error) => return Err(error.into()),
            }
            is_elsewhere = true;
        }
        let Some(mirror) = &mut self.mirror else {
            return Err(MirrorError::NotBuilt.into());
        };
        let hints = hints.filter(|_| !is_elsewhere);
        if let Some(hints) = hints
            && let Some(outcome) = paths(mirror, folder, hints, company)?
        {
            return Ok(outcome);
        }
        match whole(mirror, folder, company)? {
            Whole::Applied(outcome) => Ok(outcome),
            Whole::MostlyNew(look) => self.build(folder, look, company),
        }
    }

    /// Reads all of the folder into a mirror of its own, which then takes the place of the present one.
    fn build(
        &mut self,
        folder: &Folder,
        look: Look,
        company: &mut Company<'_>,
    ) -> Result<Outcome, SyncError> {
        let built = building::build(Some(&self.directory), folder, look, self.mirror.as_ref(), company);
        let (building, outcome) = match built {
            Ok(built) => built,
            Err(error) => {
                if !(company.shows && matches!(error, SyncError::Cancelled)) {
                    Building::abandon(&self.directory)?;
                }
                return Err(error);
            }
        };
        self.mirror = None;
        self.mirror = Some(building.finish()?);
        self.built = true;
        Ok(outcome)
    }
}

fn file_is_there(directory: &Path) -> bool {
    !Mirror::state(directory).is_empty()
}

/// A mirror in memory of the folder as it is now.
///
/// # Errors
/// See [`SyncError`].
pub fn fresh(folder: &Folder) -> Result<Reader, SyncError> {
    let company = &mut Company::nobody();
    let look = Look::at(folder, &mut company.entering)?;
    let (building, _) = building::build(None, folder, look, None, company)?;
    Ok(building.finish()?.into_reader())
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

/// The folder at one moment. One reading of the settings, and one look at whose directory this is, hold for all that follows.
struct Look {
    settings: Settings,
    identity: Option<String>,
    found: Vec<Found>,
}

impl Look {
    fn at(folder: &Folder, entering: &mut (dyn FnMut(&[PathBuf]) + Send)) -> Result<Self, SyncError> {
        // What happens to the settings after they were read must be told.
        entering(&[folder.root().to_path_buf()]);
        let settings = folder.settings()?;
        let identity = folder.identity();
        let found = folder.walk("", &settings.config, entering)?;
        if folder.identity() != identity {
            return Err(SyncError::Offline(folder.root().to_path_buf()));
        }
        Ok(Self {
            settings,
            identity,
            found,
        })
    }
}

/// What comparing the whole folder came to.
enum Whole {
    Applied(Outcome),
    /// Nothing was applied: it is sooner read into a mirror of its own.
    MostlyNew(Look),
}

fn whole(mirror: &mut Mirror, folder: &Folder, company: &mut Company<'_>) -> Result<Whole, SyncError> {
    // Both take about as long.
    let entering = &mut company.entering;
    let (look, known) = std::thread::scope(|scope| {
        let look = scope.spawn(|| Look::at(folder, entering));
        let known = mirror.known("");
        let look = look
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (look, known)
    });
    let (look, known) = (look?, known?);
    let is_ours = look.identity == mirror.remembered(IDENTITY)?;
    if !is_ours && !is_recognised(&look.found, &known) {
        return Err(SyncError::Offline(folder.root().to_path_buf()));
    }
    let read_all = mirror.remembered(CONFIG)?.unwrap_or_default() != look.settings.text;
    if is_mostly_new(&look.found, &known) {
        return Ok(Whole::MostlyNew(look));
    }
    let mut comparison = Comparison::new(Scope::Everything { read_all }, look.identity.clone());
    comparison.add(look.found, known);
    comparison.add_settings(mirror, look.settings.problems)?;
    let outcome = comparison.carry_out(mirror, folder, &look.settings.config, company)?;
    if read_all {
        mirror.remember(CONFIG, &look.settings.text)?;
    }
    for (key, value) in [
        (ROOT, folder.root().to_string_lossy().into_owned()),
        (IDENTITY, look.identity.unwrap_or_default()),
    ] {
        if mirror.remembered(key)?.as_ref() != Some(&value) {
            mirror.remember(key, &value)?;
        }
    }
    Ok(Whole::Applied(outcome))
}

/// None: it takes a comparison of everything.
fn paths(
    mirror: &mut Mirror,
    folder: &Folder,
    hints: &BTreeSet<String>,
    company: &mut Company<'_>,
) -> Result<Option<Outcome>, SyncError> {
    let identity = folder.identity();
    // New settings can mean anything for any document; another directory in the folder's place, too.
    if hints.contains("") || hints.contains(CONFIG_PATH) || identity != mirror.remembered(IDENTITY)? {
        return Ok(None);
    }
    let (config, _) = site_config::read(mirror.remembered(CONFIG)?.unwrap_or_default().as_bytes());
    let links = mirror.links()?;
    let mut comparison = Comparison::new(Scope::Hinted, identity);
    for hint in hints.iter().chain(&links) {
        let found = folder.walk(hint, &config, &mut company.entering)?;
        let known = mirror.known(hint)?;
        comparison.add(found, known);
    }
    Ok(Some(comparison.carry_out(mirror, folder, &config, company)?))
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
