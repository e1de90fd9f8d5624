//! The difference between what lies in the folder and what the mirror knows of it, worked out and applied.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::Ordering;

use super::examine::{Examined, Suspect, examine, hash, is_same, now};
use super::{Company, Outcome, SyncError};
use crate::document::Kind;
use crate::folder::{CONFIG_PATH, Folder, Found, Stamp, What};
use crate::mirror::{Change, Known, Mirror};
use crate::problem::Problem;
use crate::site_config::SiteConfig;

/// Documents in one transaction of a first sync: small enough for the list to fill before one's eyes.
const FIRST_BATCH: usize = 500;
/// Documents in one transaction otherwise. Readers see all of a batch or nothing, so it is as large as memory allows.
const BATCH: usize = 20_000;
/// So few files are read on one thread.
const FEW: usize = 50;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The whole folder.
    Everything {
        /// Also what has not changed: the settings have.
        read_all: bool,
        /// The mirror is empty.
        is_first: bool,
    },
    /// Paths that were hinted at: their content is compared even under an equal stamp.
    Hinted,
}

/// The difference between what was found and what is known.
pub(super) struct Comparison {
    scope: Scope,
    /// Whose directory the folder is; without it, nothing may be concluded to be gone.
    identity: Option<String>,
    suspects: Vec<Suspect>,
    changes: Vec<Change>,
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
            seen: BTreeSet::new(),
            outcome: Outcome::default(),
        }
    }

    pub(super) fn add(&mut self, found: Vec<Found>, mut known: HashMap<String, Known>) {
        let hinted = self.scope == Scope::Hinted;
        let read_all = matches!(self.scope, Scope::Everything { read_all: true, .. });
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
                What::NotRead(problem) => self.add_other(path, stamp, known, Some(problem)),
                What::Link => self.add_other(path, stamp, known, None),
            }
        }
        for path in known.into_keys() {
            if path != CONFIG_PATH && (!hinted || self.seen.insert(path.clone())) {
                self.outcome.removed += 1;
                self.changes.push(Change::Remove { path });
            }
        }
    }

    /// A path that is no document, but about which there is something to say, or which may come to be one.
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

    /// The folder's settings have a row only while there is something wrong with them.
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
        let batch = match self.scope {
            Scope::Everything { is_first: true, .. } => FIRST_BATCH,
            _ => BATCH,
        };
        if suspects.len() <= FEW {
            for suspect in suspects {
                let change = examine(folder, config, suspect)?;
                self.take(change);
            }
        } else {
            in_parallel(folder, config, suspects, |examined| {
                done += 1;
                self.take(examined?);
                if self.changes.len() >= batch {
                    self.apply(mirror, folder, (done, total), company)?;
                }
                if company.cancel.load(Ordering::Relaxed) {
                    Err(SyncError::Cancelled)
                } else {
                    Ok(())
                }
            })
            .unwrap_or_else(|error| failure = Some(error));
        }
        self.apply(mirror, folder, (total, total), company)?;
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
        folder: &Folder,
        (done, total): (u64, u64),
        company: &mut Company<'_>,
    ) -> Result<(), SyncError> {
        if self.changes.is_empty() {
            return Ok(());
        }
        // What was not found, or not read, while the folder itself was going away says nothing.
        if folder.identity() != self.identity {
            return Err(SyncError::Offline(folder.root().to_path_buf()));
        }
        let touched = mirror.apply(std::mem::take(&mut self.changes))?;
        (company.progress)(done, total);
        self.outcome.touched.join(touched);
        Ok(())
    }
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
