//! Finds the differences between the folder and the mirror, and applies them.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::Ordering;

use super::examine::{Examined, Examiner, Suspect, hash, is_same, now};
use super::recording::Recorder;
use super::replaced::Replaced;
use super::{Outcome, SyncError, SyncHooks};
use crate::content::problem::Problem;
use crate::content::site_config::SiteConfig;
use crate::disk::folder::{CONFIG_PATH, Folder, Found, Stamp, What};
use crate::mirror::{Change, Dictionary, Known, Mirror, Packer};

/// Documents in one transaction. Readers see all of a batch or nothing, so it is as large as memory allows.
const BATCH: usize = 20_000;
/// The same limit in bytes of text.
const BATCH_BYTES: u64 = 48 * 1024 * 1024;
/// Up to this many files are read on one thread.
const FEW: usize = 50;
/// If more documents than this are new, and more than are known, the mirror is rebuilt, because that is
/// faster.
const MANY_NEW: usize = 5_000;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The whole folder.
    Everything {
        /// True if the settings have changed: then unchanged files are read too.
        read_all: bool,
    },
    /// Hinted paths: their content is compared even if the stamp is the same.
    Hinted,
}

/// Whether so much is unknown that reading the folder into a new mirror is faster.
pub(super) fn is_mostly_new(found: &[Found], known: &HashMap<String, Known>) -> bool {
    // What is known of a directory that cannot be listed is nowhere else.
    let is_all_listed = !found.iter().any(|found| matches!(found.what, What::Unlisted(_)));
    let new = found
        .iter()
        .filter(|found| !known.contains_key(&found.path))
        .count();
    is_all_listed && new > MANY_NEW && new > known.len()
}

/// The differences between what was found and what is known.
pub(super) struct Comparison {
    scope: Scope,
    /// The identity of the folder's directory; if it is none, no file may be concluded to be gone.
    identity: Option<String>,
    suspects: Vec<Suspect>,
    changes: Vec<Change>,
    /// Paths that are gone, by content hash. If the same bytes are found elsewhere, the file was only moved,
    /// and both changes must be in one batch.
    gone: HashMap<i64, Vec<String>>,
    seen: BTreeSet<String>,
    pub(super) outcome: Outcome,
}

impl Comparison {
    pub(super) fn new(scope: Scope, identity: Option<String>) -> Self {
        Self {
            scope,
            identity,
            suspects: Vec::new(),
            changes: Vec::new(),
            gone: HashMap::new(),
            seen: BTreeSet::new(),
            outcome: Outcome::default(),
        }
    }

    /// Adds what was found. Files below a directory that cannot be listed stay known: they do not count as
    /// gone.
    pub(super) fn add(
        &mut self,
        found: Vec<Found>,
        mut known: HashMap<String, Known>,
        replaced: &mut Replaced<'_>,
    ) {
        forget_below_unlisted(&found, &mut known);
        let hinted = self.scope == Scope::Hinted;
        let read_all = self.scope == Scope::Everything { read_all: true };
        for Found { path, stamp, what } in found {
            let known = known.remove(&path);
            if hinted && !self.seen.insert(path.clone()) {
                continue;
            }
            match what {
                What::Document(_)
                    if !read_all && !hinted && known.is_some_and(|known| is_same(known, stamp)) =>
                {
                    self.outcome.unchanged += 1;
                }
                What::Document(kind) => {
                    let same_settings = !read_all;
                    self.suspects.push(Suspect {
                        path,
                        stamp,
                        kind,
                        known,
                        same_settings,
                    });
                }
                What::NotRead(problem) | What::Unlisted(problem) => {
                    self.add_other(path, stamp, known, Some(problem))
                }
                What::Link => self.add_other(path, stamp, known, None),
            }
        }
        for (path, known) in known {
            if path == CONFIG_PATH || hinted && self.seen.contains(&path) {
                continue;
            }
            let back = replaced.look_again(&path);
            if !back.is_empty() {
                self.add(back, HashMap::from([(path, known)]), replaced);
                continue;
            }
            if hinted {
                self.seen.insert(path.clone());
            }
            self.outcome.removed += 1;
            self.gone.entry(known.hash).or_default().push(path);
        }
    }

    /// Adds a path that is not a document, but has a problem or may become a document.
    fn add_other(&mut self, path: String, stamp: Stamp, known: Option<Known>, problem: Option<Problem>) {
        let message = problem.as_ref().map_or("", |problem| &problem.message);
        let hash = hash(message.as_bytes());
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
            problems: problem.into_iter().collect(),
        });
    }

    /// Adds the folder's settings. They have a row only while there is a problem with them.
    pub(super) fn add_settings(&mut self, mirror: &Mirror, problems: Vec<Problem>) -> Result<(), SyncError> {
        let known = mirror.known(CONFIG_PATH)?.remove(CONFIG_PATH);
        let message: String = problems.iter().map(|problem| problem.message.as_str()).collect();
        let path = CONFIG_PATH.to_owned();
        let state = Known {
            stamp: Stamp::default(),
            hash: hash(message.as_bytes()),
            seen: now(),
        };
        match known {
            Some(_) if problems.is_empty() => self.changes.push(Change::Remove { path }),
            Some(known) if known.hash == state.hash => {}
            None if problems.is_empty() => {}
            _ => self.changes.push(Change::Put {
                path,
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

    pub(super) fn carry_out(
        mut self,
        (mirror, recorder): (&mut Mirror, &mut Recorder),
        folder: &Folder,
        config: &SiteConfig,
        hooks: &mut SyncHooks<'_>,
    ) -> Result<Outcome, SyncError> {
        let total = self.suspects.len() as u64;
        let suspects = std::mem::take(&mut self.suspects);
        let dictionary = mirror.dictionary().clone();
        let mut done = 0;
        let mut bytes = 0;
        let mut failure = None;
        if suspects.len() <= FEW {
            let mut examiner = Examiner::new(folder, config, mirror.packer());
            for suspect in suspects {
                let change = examiner.examine(suspect)?;
                self.take(change);
            }
        } else {
            in_parallel(folder, config, &dictionary, suspects, |size, examined| {
                done += 1;
                bytes += size;
                self.take(examined?);
                if self.changes.len() >= BATCH || bytes >= BATCH_BYTES {
                    bytes = 0;
                    self.apply((mirror, recorder), folder, (done, total), hooks)?;
                }
                if hooks.cancel.load(Ordering::Relaxed) {
                    Err(SyncError::Cancelled)
                } else {
                    Ok(())
                }
            })
            .unwrap_or_else(|error| failure = Some(error));
        }
        if failure.is_none() {
            let gone = std::mem::take(&mut self.gone).into_values().flatten();
            self.changes.extend(gone.map(|path| Change::Remove { path }));
        }
        self.apply((mirror, recorder), folder, (total, total), hooks)?;
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
                if known.is_none()
                    && let Change::Put { known: new, .. } = &change
                    && let Some(path) = self.gone.get_mut(&new.hash).and_then(Vec::pop)
                {
                    self.changes.push(Change::Remove { path });
                }
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
        (mirror, recorder): (&mut Mirror, &mut Recorder),
        folder: &Folder,
        (done, total): (u64, u64),
        hooks: &mut SyncHooks<'_>,
    ) -> Result<(), SyncError> {
        if self.changes.is_empty() {
            return Ok(());
        }
        // If the folder itself was disappearing meanwhile, files that were not found prove nothing.
        if folder.identity() != self.identity {
            return Err(SyncError::Offline(folder.root().to_path_buf()));
        }
        let changes = std::mem::take(&mut self.changes);
        let touched = mirror.apply(changes, &mut |news| recorder.take(&news))?;
        (hooks.progress)(done, total);
        self.outcome.touched.join(touched);
        Ok(())
    }
}

/// Removes from `known` everything in directories that could not be listed, because nothing can be concluded
/// about it.
pub(super) fn forget_below_unlisted(found: &[Found], known: &mut HashMap<String, Known>) {
    let unlisted = found
        .iter()
        .filter(|found| matches!(found.what, What::Unlisted(_)));
    let unlisted: Vec<String> = unlisted.map(|found| format!("{}/", found.path)).collect();
    if !unlisted.is_empty() {
        known.retain(|path, _| !unlisted.iter().any(|directory| path.starts_with(directory)));
    }
}

/// The most files that a thread is given at once,
const CHUNK: usize = 32;
/// and the most bytes, unless a single file is larger.
const CHUNK_BYTES: u64 = 256 * 1024;

/// Reads and parses files on as many threads as there are cores. Hands on each file's size as it was found,
/// and its result, in order of arrival.
pub(super) fn in_parallel(
    folder: &Folder,
    config: &SiteConfig,
    dictionary: &Dictionary,
    suspects: Vec<Suspect>,
    mut take: impl FnMut(u64, Result<Examined, SyncError>) -> Result<(), SyncError>,
) -> Result<(), SyncError> {
    let threads = std::thread::available_parallelism()
        .map_or(2, std::num::NonZero::get)
        .min(8);
    let (give_work, work) = crossbeam_channel::bounded::<Vec<Suspect>>(threads);
    let (give_result, results) = crossbeam_channel::bounded(threads);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (work, give_result) = (work.clone(), give_result.clone());
            let mut packer = Packer::new(dictionary)?;
            scope.spawn(move || {
                let mut examiner = Examiner::new(folder, config, &mut packer);
                for suspects in work {
                    let examine = |suspect: Suspect| (suspect.stamp.size, examiner.examine(suspect));
                    let examined: Vec<_> = suspects.into_iter().map(examine).collect();
                    if give_result.send(examined).is_err() {
                        return;
                    }
                }
            });
        }
        drop((work, give_result));
        scope.spawn(move || {
            let (mut chunk, mut bytes) = (Vec::new(), 0);
            for suspect in suspects {
                if chunk.len() == CHUNK || bytes >= CHUNK_BYTES {
                    bytes = 0;
                    if give_work.send(std::mem::take(&mut chunk)).is_err() {
                        return;
                    }
                }
                bytes += suspect.stamp.size;
                chunk.push(suspect);
            }
            let _ = give_work.send(chunk);
        });
        // Dropping `results` on an error makes the worker threads and the sending thread end.
        for (size, examined) in results.into_iter().flatten() {
            take(size, examined)?;
        }
        Ok(())
    })
}
