//! Bringing the mirror in step with the folder: compare, read what differs, apply. Nothing else changes the mirror.

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

/// Characters of an excerpt.
pub(crate) const EXCERPT: usize = 280;

/// The key of the folder's settings, among what the mirror remembers.
const CONFIG: &str = "config";

/// Why a sync did not happen.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The folder cannot be read. The mirror is as it was.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The mirror cannot be written.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// Another, or an empty, directory is where the folder was: a drive that is not connected.
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
    pub entering: Box<Entering<'a>>,
    /// Called now and then with (files done, files to do).
    pub progress: Box<dyn FnMut(u64, u64) + 'a>,
    /// Set from elsewhere to stop.
    pub cancel: Arc<AtomicBool>,
    /// Somebody reads along: what a first reading has read so far is made readable now and then.
    pub shows: bool,
    /// Called before the mirror's file is replaced: whoever keeps it open without need closes it.
    pub letting_go: Box<dyn FnMut() + 'a>,
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
            letting_go: Box::new(|| {}),
        }
    }
}

/// A mirror in memory of the folder as it is now.
///
/// # Errors
/// See [`SyncError`].
pub fn fresh(folder: &Folder) -> Result<Reader, SyncError> {
    let company = &mut Company::nobody();
    let look = Look::at(folder, &mut company.entering)?;
    let (building, _) = building::build(None, folder, look, None, company)?;
    Ok(building.finish()?.into_reader()?)
}

/// The settings that the mirror was read by.
///
/// # Errors
/// As SQLite says.
pub fn config_of(reader: &Reader) -> Result<SiteConfig, MirrorError> {
    let text = reader.remembered(CONFIG)?;
    Ok(text.map_or_else(SiteConfig::default, |text| site_config::read(text.as_bytes()).0))
}

/// Whether the folder is there, and the one that the mirror was made of.
///
/// # Errors
/// As SQLite says.
pub fn is_folder_of(reader: &Reader, folder: &Folder) -> Result<bool, MirrorError> {
    let identity = folder.identity();
    Ok(identity.is_some() && identity == reader.remembered(IDENTITY)?)
}

/// The same of the folder at `root`, by the mirror in `databases`. Where there is no mirror, nothing can be said, and it is not.
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
    fn at(folder: &Folder, entering: &mut Entering<'_>) -> Result<Self, SyncError> {
        // What happens to the settings after they were read must be noticed.
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

fn whole(
    mirror: &mut Mirror,
    folder: &Folder,
    recorder: &mut Recorder,
    company: &mut Company<'_>,
) -> Result<Whole, SyncError> {
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
    // On Windows, what the window has open cannot be replaced.
    if !cfg!(windows) && is_mostly_new(&look.found, &known) {
        return Ok(Whole::MostlyNew(look));
    }
    let mut comparison = Comparison::new(Scope::Everything { read_all }, look.identity.clone());
    let mut replaced = Replaced::new(folder, &look.settings.config);
    comparison.add(look.found, known, &mut replaced);
    comparison.add_settings(mirror, look.settings.problems)?;
    let outcome = comparison.carry_out((mirror, recorder), folder, &look.settings.config, company)?;
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
    recorder: &mut Recorder,
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
    let mut replaced = Replaced::new(folder, &config);
    let mut listed = Listed::of(folder);
    for hint in hints.iter().chain(&links) {
        let found = match listed.may_be_called(hint) {
            true => folder.walk(hint, &config, &mut company.entering)?,
            false => Vec::new(),
        };
        let mut known = mirror.known(hint)?;
        // The way to it may have been barred further up.
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
        company,
    )?))
}

/// Whether what was found is what we know: most of it is there. A directory with another identity that holds hardly any
/// of the documents we know is not our folder, however empty.
fn is_recognised<T>(found: &[Found], known: &HashMap<String, T>) -> bool {
    let still_there = found
        .iter()
        .filter(|found| known.contains_key(&found.path))
        .count();
    still_there * 2 >= known.len()
}
