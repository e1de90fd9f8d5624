//! Bringing the mirror in step with the folder: compare, read what differs, apply. Nothing else changes the mirror.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use xxhash_rust::xxh3::xxh3_64;

use crate::document::{self, Kind, Reading};
use crate::folder::{self, Folder, FolderError, Found, Stamp};
use crate::markdown;
use crate::mirror::{Change, Content, Known, Mirror, MirrorError, Touched};
use crate::places;
use crate::problem::{Problem, ProblemCode};
use crate::site_config::{self, SiteConfig};

/// A file that was modified this short before it was read may have changed again under the same stamp (git calls
/// this "racy"), ns.
const RACY: i64 = 2_000_000_000;
/// Documents in one transaction of a large sync: small enough for the list to fill before one's eyes.
const BATCH: usize = 500;
/// Characters of an excerpt.
const EXCERPT: usize = 280;
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
    pub entering: &'a mut dyn FnMut(&Path),
    /// Called after each transaction with (files done, files to do) and what it changed.
    pub progress: &'a mut dyn FnMut(u64, u64, &Touched),
    /// Set from elsewhere to stop between two transactions.
    pub cancel: &'a AtomicBool,
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
pub fn fresh(folder: &Folder) -> Result<crate::mirror::Reader, SyncError> {
    let mut mirror = Mirror::in_memory()?;
    let mut company = Company {
        entering: &mut |_| {},
        progress: &mut |_, _, _| {},
        cancel: &AtomicBool::new(false),
    };
    whole(&mut mirror, folder, &mut company)?;
    Ok(mirror.into_reader())
}

/// The settings that the mirror was read by.
///
/// # Errors
/// As SQLite says.
pub fn config_of(reader: &crate::mirror::Reader) -> Result<SiteConfig, MirrorError> {
    let text = reader.remembered(CONFIG)?;
    Ok(text.map_or_else(SiteConfig::default, |text| site_config::read(text.as_bytes()).0))
}

/// The last part of the folder's path.
///
/// # Errors
/// As SQLite says.
pub fn folder_name(reader: &crate::mirror::Reader) -> Result<String, MirrorError> {
    let root = reader.remembered(ROOT)?.unwrap_or_default();
    Ok(Path::new(&root)
        .file_name()
        .map_or(root.clone(), |name| name.to_string_lossy().into_owned()))
}

fn whole(mirror: &mut Mirror, folder: &Folder, company: &mut Company<'_>) -> Result<Outcome, SyncError> {
    let (config, read_all) = settle_config(mirror, folder)?;
    let found = folder.walk("", &config, company.entering)?;
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
        let found = folder.walk(hint, &config, company.entering)?;
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

/// A file to be read and, if its content differs, applied.
struct Suspect {
    path: String,
    stamp: Stamp,
    kind: Kind,
    known: Option<Known>,
    /// The same bytes mean the same document: the settings have not changed since.
    same_settings: bool,
}

/// The difference between what was found and what is known.
struct Comparison {
    read_all: bool,
    /// The paths were hinted at: their content is compared even under an equal stamp.
    hinted: bool,
    suspects: Vec<Suspect>,
    changes: Vec<Change>,
    seen: BTreeSet<String>,
    outcome: Outcome,
}

impl Comparison {
    fn new(read_all: bool, hinted: bool) -> Self {
        Self {
            read_all,
            hinted,
            suspects: Vec::new(),
            changes: Vec::new(),
            seen: BTreeSet::new(),
            outcome: Outcome::default(),
        }
    }

    fn add(&mut self, found: Vec<Found>, mut known: HashMap<String, Known>) {
        for Found { path, stamp, what } in found {
            let known = known.remove(&path);
            if self.hinted && !self.seen.insert(path.clone()) {
                continue;
            }
            match what {
                Ok(_)
                    if !self.read_all && !self.hinted && known.is_some_and(|known| is_same(known, stamp)) =>
                {
                    self.outcome.unchanged += 1;
                }
                Ok(kind) => {
                    let same_settings = !self.read_all;
                    self.suspects.push(Suspect {
                        path,
                        stamp,
                        kind,
                        known,
                        same_settings,
                    });
                }
                Err(problem) => self.add_problem(path, stamp, known, problem),
            }
        }
        for path in known.into_keys() {
            if path != CONFIG_PATH && (!self.hinted || self.seen.insert(path.clone())) {
                self.outcome.removed += 1;
                self.changes.push(Change::Remove { path });
            }
        }
    }

    /// A path that is no document, but about which there is something to say.
    fn add_problem(&mut self, path: String, stamp: Stamp, known: Option<Known>, problem: Problem) {
        let hash = hash(problem.message.as_bytes());
        if known.is_some_and(|known| known.hash == hash) {
            self.outcome.unchanged += 1;
            return;
        }
        self.count(known);
        let known = Known {
            stamp,
            hash,
            seen: now(),
        };
        self.changes.push(Change::Put {
            path,
            known,
            content: None,
            problems: vec![problem],
        });
    }

    /// `_config.yml` has a row only while there is something wrong with it.
    fn add_config(&mut self, mirror: &Mirror, folder: &Folder) -> Result<(), SyncError> {
        let known = mirror.known(CONFIG_PATH)?.remove(CONFIG_PATH);
        let (_, problems) = folder.config()?;
        let message: String = problems.iter().map(|problem| problem.message.as_str()).collect();
        let state = Known {
            stamp: Stamp::default(),
            hash: hash(message.as_bytes()),
            seen: now(),
        };
        match known {
            Some(_) if problems.is_empty() => {
                self.changes.push(Change::Remove {
                    path: CONFIG_PATH.to_owned(),
                });
            }
            Some(known) if known.hash == state.hash => {}
            None if problems.is_empty() => {}
            _ => self.changes.push(Change::Put {
                path: CONFIG_PATH.to_owned(),
                known: state,
                content: None,
                problems,
            }),
        }
        Ok(())
    }

    fn count(&mut self, known: Option<Known>) {
        if known.is_some() {
            self.outcome.changed += 1;
        } else {
            self.outcome.added += 1;
        }
    }

    fn carry_out(
        mut self,
        mirror: &mut Mirror,
        folder: &Folder,
        config: &SiteConfig,
        company: &mut Company<'_>,
    ) -> Result<Outcome, SyncError> {
        // Contributors before what they signed, questions before their responses: less is worked out twice.
        let rank = |kind| match kind {
            Kind::Contributor => 0,
            Kind::Question => 1,
            Kind::Response | Kind::Draft => 2,
        };
        self.suspects
            .sort_by(|a, b| (rank(a.kind), &a.path).cmp(&(rank(b.kind), &b.path)));
        let total = self.suspects.len() as u64;
        let suspects = std::mem::take(&mut self.suspects);
        let mut done = 0;
        let mut failure = None;
        if suspects.len() <= BATCH {
            // One small batch: all of it in one transaction, removals (of a rename, say) included.
            for suspect in suspects {
                let change = examine(folder, config, suspect)?;
                self.take(change);
            }
        } else {
            in_parallel(folder, config, suspects, |examined| {
                done += 1;
                self.take(examined?);
                if self.changes.len() >= BATCH {
                    self.apply(mirror, done, total, company)?;
                }
                if company.cancel.load(Ordering::Relaxed) {
                    Err(SyncError::Cancelled)
                } else {
                    Ok(())
                }
            })
            .unwrap_or_else(|error| failure = Some(error));
        }
        self.apply(mirror, total, total, company)?;
        failure.map_or(Ok(self.outcome), Err)
    }

    fn take(&mut self, examined: Examined) {
        match examined {
            Examined::Same(change) => {
                self.outcome.unchanged += 1;
                self.changes.extend(change);
            }
            Examined::Other(change, known) => {
                self.count(known);
                self.changes.push(change);
            }
            Examined::Gone(path, known) => {
                if known.is_some() {
                    self.outcome.removed += 1;
                    self.changes.push(Change::Remove { path });
                }
            }
        }
    }

    fn apply(
        &mut self,
        mirror: &mut Mirror,
        done: u64,
        total: u64,
        company: &mut Company<'_>,
    ) -> Result<(), SyncError> {
        if self.changes.is_empty() {
            return Ok(());
        }
        let touched = mirror.apply(std::mem::take(&mut self.changes))?;
        (company.progress)(done, total, &touched);
        self.outcome.touched.join(touched);
        Ok(())
    }
}

const CONFIG_PATH: &str = "_config.yml";

/// Whether a file may be taken for the one that was read, without reading it.
fn is_same(known: Known, stamp: Stamp) -> bool {
    known.stamp == stamp && !stamp.link && stamp.modified.max(stamp.changed).saturating_add(RACY) < known.seen
}

enum Examined {
    Same(Option<Change>),
    Other(Change, Option<Known>),
    Gone(String, Option<Known>),
}

fn examine(folder: &Folder, config: &SiteConfig, suspect: Suspect) -> Result<Examined, SyncError> {
    let Suspect {
        path,
        stamp,
        kind,
        known,
        same_settings,
    } = suspect;
    let seen = now();
    let bytes = match folder.read(&path) {
        Ok(bytes) => bytes,
        Err(error) if folder::is_gone(&error) => {
            // Either the file is gone, or all of the folder: then nothing follows for this file.
            return match Folder::find(folder.root()) {
                Ok(_) => Ok(Examined::Gone(path, known)),
                Err(error) => Err(error.into()),
            };
        }
        Err(error) => {
            let problem = folder::cannot_read(&error);
            let state = Known {
                stamp,
                hash: hash(problem.message.as_bytes()),
                seen,
            };
            let change = Change::Put {
                path,
                known: state,
                content: None,
                problems: vec![problem],
            };
            return Ok(Examined::Other(change, known));
        }
    };
    let state = Known {
        stamp,
        hash: hash(&bytes.bytes) ^ hash(&bytes.size.to_le_bytes()),
        seen,
    };
    if let Some(known) = known
        && same_settings
        && known.hash == state.hash
    {
        return Ok(Examined::Same(
            (known.stamp != stamp || !is_same(known, stamp)).then_some(Change::Touch { path, known: state }),
        ));
    }
    let read = catch_unwind(AssertUnwindSafe(|| content(&path, kind, &bytes, config)));
    let (content, problems) = match read {
        Ok(Ok(content)) => (Some(Box::new(content)), Vec::new()),
        Ok(Err(problem)) => (None, vec![problem]),
        Err(_) => (
            None,
            vec![Problem {
                code: ProblemCode::Unreadable,
                line: None,
                message: "This text made the reader fail, so it is left out. The file itself is untouched."
                    .to_owned(),
            }],
        ),
    };
    Ok(Examined::Other(
        Change::Put {
            path,
            known: state,
            content,
            problems,
        },
        known,
    ))
}

fn content(path: &str, kind: Kind, bytes: &folder::Bytes, config: &SiteConfig) -> Result<Content, Problem> {
    let mut document = match document::read(kind, path, bytes.size, &bytes.bytes, config) {
        Reading::Document(document) => *document,
        Reading::NoFrontMatter(problem) => return Err(problem),
    };
    let text = String::from_utf8_lossy(&bytes.bytes).into_owned();
    let body = std::mem::take(&mut document.body);
    let (text, body_at) = match text.ends_with(&body) {
        true => {
            let at = text.len() - body.len();
            (text, at)
        }
        // Never the case for a body that is the rest of the text; but what is shown must be the body.
        false => (body.clone(), 0),
    };
    let plain = if document.broken {
        body.clone()
    } else {
        markdown::plain_text(&body)
    };
    Ok(Content {
        words: markdown::count_words(&plain),
        excerpt: markdown::excerpt(&body, config.excerpt_separator.as_deref(), EXCERPT),
        conflict_bases: places::conflict_bases(path),
        document,
        text,
        body_at,
        plain,
    })
}

/// Reads and parses on as many threads as there are cores, handing on each result in order of arrival.
fn in_parallel(
    folder: &Folder,
    config: &SiteConfig,
    suspects: Vec<Suspect>,
    mut take: impl FnMut(Result<Examined, SyncError>) -> Result<(), SyncError>,
) -> Result<(), SyncError> {
    let threads = std::thread::available_parallelism()
        .map_or(2, std::num::NonZero::get)
        .min(8);
    let (give_work, work) = crossbeam_channel::bounded::<Suspect>(64);
    let (give_result, results) = crossbeam_channel::bounded(64);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (work, give_result) = (work.clone(), give_result.clone());
            scope.spawn(move || {
                for suspect in work {
                    if give_result.send(examine(folder, config, suspect)).is_err() {
                        return;
                    }
                }
            });
        }
        drop((work, give_result));
        scope.spawn(move || {
            for suspect in suspects {
                if give_work.send(suspect).is_err() {
                    return;
                }
            }
        });
        // Dropping `results` on an error lets the workers and the giver end.
        for examined in results {
            take(examined)?;
        }
        Ok(())
    })
}

fn hash(bytes: &[u8]) -> i64 {
    xxh3_64(bytes).cast_signed()
}

fn now() -> i64 {
    folder::nanoseconds(SystemTime::now())
}
