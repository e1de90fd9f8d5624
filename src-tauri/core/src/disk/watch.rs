//! Watching the folder: hints that something may have changed. Only comparing shows what did.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::event::Flag;
use notify::{
    Config, Error, ErrorKind, Event, EventKind, EventKindMask, PathOp, RecommendedWatcher, RecursiveMode,
    Watcher as _,
};

use crate::disk::filesystem;
use crate::disk::folder::Folder;

/// More hinted paths than this are not kept apart: the whole folder is compared.
const MOST_PATHS: usize = 20_000;
/// A batch is ripe when nothing has happened for this long,
const QUIET: Duration = Duration::from_millis(50);
/// or when its first hint is this old.
const PATIENCE: Duration = Duration::from_secs(2);
/// To take one watch off, notify goes through all of them, at about 0.2 µs each: for a move of a few thousand directories
/// among thousands, that would be seconds. From here on (a fifth of a second) it is cheaper to set all of them anew.
const MOST_STEPS_OF_LEAVING: usize = 1_000_000;

/// What to look at again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Paths inside the folder, of files or directories.
    pub paths: BTreeSet<String>,
    /// Everything: events were lost, or the watching itself failed.
    pub everything: bool,
}

impl Hints {
    /// Everything is to be looked at.
    #[must_use]
    pub fn all() -> Self {
        Self {
            paths: BTreeSet::new(),
            everything: true,
        }
    }
}

/// Why the file system cannot be watched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WatchError {
    /// The system's limit on watched directories is reached.
    #[error(
        "This computer watches as many directories as it may, so the folder is looked through every few seconds instead."
    )]
    LimitReached,
    /// Another computer serves the folder, by this kind of file system: what it changes raises no events here.
    #[error(
        "The folder lies on a network drive ({0}), of whose changes this computer is not told, so it is looked through every few seconds instead."
    )]
    Network(String),
    /// Anything else, such as a file system that sends no events.
    #[error(
        "The system does not tell of changes here ({0}), so the folder is looked through every few seconds instead."
    )]
    NotPossible(String),
}

/// The hints that have come in, between the thread that only drains and the one that compares.
#[derive(Default)]
pub struct Inbox {
    state: Mutex<State>,
    arrived: Condvar,
}

#[derive(Default)]
struct State {
    hints: Hints,
    first: Option<Instant>,
    last: Option<Instant>,
    failure: Option<WatchError>,
    look: bool,
    closed: bool,
}

/// What waiting for hints came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waited {
    /// A ripe batch.
    Hints(Hints),
    /// The watching failed; everything may have changed.
    Failed(WatchError),
    /// Somebody wants to be sure that nothing was missed.
    Look,
    /// Nothing for as long as was asked.
    Nothing,
    /// The inbox was closed.
    Closed,
}

impl Inbox {
    /// Asks for a comparison of the whole folder.
    pub fn ask_for_everything(&self) {
        self.change(|state| state.hints.everything = true);
    }

    /// Asks to make sure that nothing was missed.
    pub fn ask_for_a_look(&self) {
        self.lock().look = true;
        self.arrived.notify_all();
    }

    /// Hints at these paths inside the folder.
    pub fn hint(&self, paths: BTreeSet<String>) {
        if !paths.is_empty() {
            self.change(|state| state.hints.paths.extend(paths));
        }
    }

    /// Whether nothing has come in, ripe or not.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let state = self.lock();
        state.first.is_none() && state.failure.is_none() && !state.look && !state.closed
    }

    /// Ends the waiting.
    pub fn close(&self) {
        self.lock().closed = true;
        self.arrived.notify_all();
    }

    /// Waits for a ripe batch, at most `limit`.
    pub fn wait(&self, limit: Duration) -> Waited {
        let started = Instant::now();
        let mut state = self.lock();
        loop {
            if state.closed {
                return Waited::Closed;
            }
            if let Some(failure) = state.failure.take() {
                return Waited::Failed(failure);
            }
            if std::mem::take(&mut state.look) {
                return Waited::Look;
            }
            let now = Instant::now();
            let rest = match (state.first, state.last) {
                (Some(first), Some(last)) => {
                    let ripe = (last + QUIET).min(first + PATIENCE);
                    if now >= ripe {
                        (state.first, state.last) = (None, None);
                        return Waited::Hints(std::mem::take(&mut state.hints));
                    }
                    ripe - now
                }
                _ => {
                    let over = started + limit;
                    if now >= over {
                        return Waited::Nothing;
                    }
                    over - now
                }
            };
            state = self
                .arrived
                .wait_timeout(state, rest)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.lock();
        change(&mut state);
        let now = Instant::now();
        state.first.get_or_insert(now);
        state.last = Some(now);
        drop(state);
        self.arrived.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_event(&self, folder: &Folder, event: notify::Result<Event>) {
        match event {
            Ok(event) if event.flag() == Some(Flag::Rescan) => self.ask_for_everything(),
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
            Ok(event) => {
                let paths: Vec<_> = event.paths.iter().map(|path| folder.inside(path)).collect();
                self.change(|state| {
                    for path in paths {
                        match path {
                            Some(path) if !path.is_empty() => {
                                state.hints.paths.insert(path);
                            }
                            _ => state.hints.everything = true,
                        }
                    }
                    if state.hints.everything || state.hints.paths.len() > MOST_PATHS {
                        state.hints = Hints::all();
                    }
                });
            }
            Err(error) => self.change(|state| {
                state.hints.everything = true;
                state.failure = Some(why(&error));
            }),
        }
    }
}

/// Watches the directories of one folder.
pub struct Watch {
    watcher: RecommendedWatcher,
    /// Directories with a watch of their own. Empty where the system watches a whole tree at once.
    directories: BTreeSet<PathBuf>,
    root: PathBuf,
    failure: Option<WatchError>,
}

/// On Linux each directory has its own watch: notify's recursive mode would also watch what we skip, and gives no order
/// between setting a watch on a new directory and our listing it.
const EACH_DIRECTORY: bool = cfg!(target_os = "linux");

impl Watch {
    /// Begins to watch `folder`. Where each directory is watched by itself, that comes with [`Self::enter`].
    ///
    /// # Errors
    /// Where the system has no such service for this folder.
    pub fn new(folder: &Folder, inbox: Arc<Inbox>) -> Result<Self, WatchError> {
        if let Some(kind) = filesystem::network_kind(folder.root()) {
            return Err(WatchError::Network(kind));
        }
        // Reading a file raises Access events; our own reading must not call for more of it.
        let config = Config::default()
            .with_follow_symlinks(false)
            .with_event_kinds(EventKindMask::CORE);
        let events = folder.clone();
        let watcher = RecommendedWatcher::new(move |event| inbox.take_event(&events, event), config)
            .map_err(|e| why(&e))?;
        let mut watch = Self {
            watcher,
            directories: BTreeSet::new(),
            root: folder.root().to_path_buf(),
            failure: None,
        };
        if !EACH_DIRECTORY {
            watch
                .watcher
                .watch(&watch.root, RecursiveMode::Recursive)
                .map_err(|error| why(&error))?;
        }
        Ok(watch)
    }

    /// Sees to it that the directories at `full` are watched; to be called before they are listed. Many at once cost little
    /// more than one: each call waits for the system's own thread.
    pub fn enter(&mut self, full: &[PathBuf]) {
        if !EACH_DIRECTORY {
            return;
        }
        let new = full
            .iter()
            .filter(|directory| !self.directories.contains(*directory));
        let mut waiting: Vec<PathOp> = new.map(PathOp::watch_non_recursive).collect();
        // Once the limit is reached, the folder is polled: the rest need not be tried.
        while !waiting.is_empty() && self.failure.is_none() {
            let mut set: Vec<PathBuf> = waiting.iter().map(|op| op.as_path().to_path_buf()).collect();
            let rest = match self.watcher.update_paths(waiting) {
                Ok(()) => Vec::new(),
                Err(failed) => {
                    set.truncate(set.len().saturating_sub(failed.remaining.len() + 1));
                    self.note(failed.source);
                    failed.remaining
                }
            };
            self.directories.extend(set);
            waiting = rest;
        }
    }

    /// Judges why a directory could not be watched.
    fn note(&mut self, error: Error) {
        match error.kind {
            // It went away again: its parent reports it.
            ErrorKind::PathNotFound => {}
            // It cannot be listed either, and is reported; the rest of the folder can be watched.
            ErrorKind::Io(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::PermissionDenied | io::ErrorKind::InvalidFilename
                ) => {}
            _ => self.failure = Some(why(&error)),
        }
    }

    /// Takes the watches off the directories at and below the hinted paths. A directory that was moved keeps its watch under
    /// its old name; so everything that a batch hints at is left first and then entered anew.
    ///
    /// False: nothing was done, because that would take longer than to begin anew, with another [`Watch`] and a comparison of
    /// everything; so it is with a hint at everything.
    #[must_use]
    pub fn leave(&mut self, hints: &Hints) -> bool {
        if hints.everything {
            return false;
        }
        let mut left = BTreeSet::new();
        for path in &hints.paths {
            let mut full = self.root.clone();
            full.extend(path.split('/'));
            let below = self
                .directories
                .range(full.clone()..)
                .take_while(|directory| directory.starts_with(&full));
            left.extend(below.cloned());
        }
        if left.len() * self.directories.len() > MOST_STEPS_OF_LEAVING {
            return false;
        }
        for directory in left {
            let _ = self.watcher.unwatch(&directory); // it may have gone with its directory
            self.directories.remove(&directory);
        }
        true
    }

    /// What has gone wrong since this was last asked.
    pub fn take_failure(&mut self) -> Option<WatchError> {
        self.failure.take()
    }
}

fn why(error: &notify::Error) -> WatchError {
    match &error.kind {
        ErrorKind::MaxFilesWatch => WatchError::LimitReached,
        _ => WatchError::NotPossible(error.to_string()),
    }
}

#[cfg(test)]
mod tests;
