//! Brings the mirror in step with the folder: compares, reads what differs, and applies it. Nothing else
//! changes the mirror.

mod building;
mod comparison;
mod examine;
mod look;
mod recording;
mod replaced;
mod writer;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

pub use look::{Differences, differences, still_different};
pub use writer::{Writer, forget, open};

use comparison::{Comparison, Scope, is_mostly_new};
use recording::Recorder;
use replaced::Replaced;

use crate::content::site_config::{self, SiteConfig};
use crate::disk::folder::{CONFIG_PATH, Entering, Folder, FolderError, Found, Listed, Settings};
use crate::mirror::{IDENTITY, Mirror, MirrorError, ROOT, Reader, Touched};

/// Longest excerpt, in characters.
pub(crate) const EXCERPT: usize = 280;

/// The key under which the mirror remembers the folder's settings.
const CONFIG: &str = "config";

/// Why a sync did not happen.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The folder cannot be read. The mirror is unchanged.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The mirror cannot be written.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// Another directory, or an empty one, is at the folder's path: for example because a drive is not
    /// connected.
    #[error(
        "The folder at {0} is not the one that was there before, and most of its documents are missing: perhaps its drive is not connected. Nothing was removed; what was read before can still be read. If this is the folder now, forget it among the recent folders and open it again (or run `arguendo-cli sync --as-new`)."
    )]
    Offline(PathBuf),
    /// The sync was cancelled.
    #[error("The sync was stopped before it was done.")]
    Cancelled,
}

/// The result of a sync.
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
    /// What the sync changed for readers.
    pub touched: Touched,
}

/// The callbacks of a sync, and the flag that stops it.
pub struct SyncHooks<'a> {
    /// Called with directories before they are listed.
    pub entering: Box<Entering<'a>>,
    /// Called now and then with (files done, files to do).
    pub progress: Box<dyn FnMut(u64, u64) + 'a>,
    /// Set from elsewhere to stop.
    pub cancel: Arc<AtomicBool>,
    /// Somebody reads meanwhile: what a first reading has read so far is committed now and then.
    pub shows: bool,
    /// Called before the mirror's file is replaced, so that readers that do not need it can close it.
    pub letting_go: Box<dyn FnMut() + 'a>,
}

impl SyncHooks<'_> {
    /// No callbacks.
    #[must_use]
    pub fn none() -> Self {
        Self {
            entering: Box::new(|_| {}),
            progress: Box::new(|_, _| {}),
            cancel: Arc::default(),
            shows: false,
            letting_go: Box::new(|| {}),
        }
    }
}

/// Makes a mirror in memory of the folder as it is now.
///
/// # Errors
/// See [`SyncError`].
pub fn fresh(folder: &Folder) -> Result<Reader, SyncError> {
    let hooks = &mut SyncHooks::none();
    let look = FolderScan::at(folder, &mut hooks.entering)?;
    let (building, _) = building::build(None, folder, look, None, hooks)?;
    Ok(building.finish()?.into_reader()?)
}

/// The settings that the mirror was made with.
///
/// # Errors
/// An error of SQLite.
pub fn config_of(reader: &Reader) -> Result<SiteConfig, MirrorError> {
    let text = reader.remembered(CONFIG)?;
    Ok(text.map_or_else(SiteConfig::default, |text| site_config::read(text.as_bytes()).0))
}

/// Whether the folder exists and is the one that the mirror was made of.
///
/// # Errors
/// An error of SQLite.
pub fn is_folder_of(reader: &Reader, folder: &Folder) -> Result<bool, MirrorError> {
    let identity = folder.identity();
    Ok(identity.is_some() && identity == reader.remembered(IDENTITY)?)
}

/// The same for the folder at `root` and the mirror in `databases`. False if there is no mirror.
#[must_use]
pub fn is_folder_at(databases: &Path, root: &Path) -> bool {
    let (Ok(reader), Ok(folder)) = (Reader::open(databases), Folder::find(root)) else {
        return false;
    };
    is_folder_of(&reader, &folder).unwrap_or(false)
}

/// The last part of the folder's path.
///
/// # Errors
/// An error of SQLite.
pub fn folder_name(reader: &Reader) -> Result<String, MirrorError> {
    let root = reader.remembered(ROOT)?.unwrap_or_default();
    Ok(Path::new(&root)
        .file_name()
        .map_or(root.clone(), |name| name.to_string_lossy().into_owned()))
}

/// The folder at one moment: the settings and the directory's identity are read once and hold for everything
/// that follows.
struct FolderScan {
    settings: Settings,
    identity: Option<String>,
    found: Vec<Found>,
}

impl FolderScan {
    fn at(folder: &Folder, entering: &mut Entering<'_>) -> Result<Self, SyncError> {
        // Watched first, so that a later change of the settings is noticed.
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

/// The result of comparing the whole folder.
enum Whole {
    Applied(Outcome),
    /// Nothing was applied, because reading everything into a new mirror is faster.
    MostlyNew(FolderScan),
}

fn sync_all(
    mirror: &mut Mirror,
    folder: &Folder,
    recorder: &mut Recorder,
    hooks: &mut SyncHooks<'_>,
) -> Result<Whole, SyncError> {
    // Both take about as long.
    let entering = &mut hooks.entering;
    let (look, known) = std::thread::scope(|scope| {
        let look = scope.spawn(|| FolderScan::at(folder, entering));
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
    // On Windows, a file that the window has open cannot be replaced.
    if !cfg!(windows) && is_mostly_new(&look.found, &known) {
        return Ok(Whole::MostlyNew(look));
    }
    let mut comparison = Comparison::new(Scope::Everything { read_all }, look.identity.clone());
    let mut replaced = Replaced::new(folder, &look.settings.config);
    comparison.add(look.found, known, &mut replaced);
    comparison.add_settings(mirror, look.settings.problems)?;
    let outcome = comparison.carry_out((mirror, recorder), folder, &look.settings.config, hooks)?;
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

/// None if a full comparison is needed.
fn sync_paths(
    mirror: &mut Mirror,
    folder: &Folder,
    hints: &BTreeSet<String>,
    recorder: &mut Recorder,
    hooks: &mut SyncHooks<'_>,
) -> Result<Option<Outcome>, SyncError> {
    let identity = folder.identity();
    // New settings can change any document, and so can another directory at the folder's path.
    if hints.contains("") || hints.contains(CONFIG_PATH) || identity != mirror.remembered(IDENTITY)? {
        return Ok(None);
    }
    let (config, _) = site_config::read(mirror.remembered(CONFIG)?.unwrap_or_default().as_bytes());
    let links = mirror.links()?;
    let mut comparison = Comparison::new(Scope::Hinted, identity);
    let mut replaced = Replaced::new(folder, &config);
    let mut listed = Listed::of(folder);
    for hint in hints.iter().chain(&links) {
        let found = match listed.may_be_called(hint) {
            true => folder.walk(hint, &config, &mut hooks.entering)?,
            false => Vec::new(),
        };
        let mut known = mirror.known(hint)?;
        // A directory further up may have become unreadable.
        let is_above = |found: &&Found| found.path.len() < hint.len() && hint.starts_with(&found.path);
        for found in found.iter().filter(is_above) {
            known.extend(mirror.known(&found.path)?);
        }
        comparison.add(found, known, &mut replaced);
    }
    Ok(Some(comparison.carry_out(
        (mirror, recorder),
        folder,
        &config,
        hooks,
    )?))
}

/// Whether the directory is the folder that the mirror knows: most of the known documents are in it. A
/// directory with another identity and hardly any of them is not that folder, even if it is empty.
fn is_recognised<T>(found: &[Found], known: &HashMap<String, T>) -> bool {
    let still_there = found
        .iter()
        .filter(|found| known.contains_key(&found.path))
        .count();
    still_there * 2 >= known.len()
}
