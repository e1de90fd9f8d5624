//! Watches the folder and reports hints that something may have changed. Only a comparison shows what did.

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

/// If more paths than this are hinted at, they are not stored one by one: the whole folder is compared.
const MOST_PATHS: usize = 20_000;
/// A batch is ready when no hint has arrived for this long.
const QUIET: Duration = Duration::from_millis(50);
/// A batch is also ready when its first hint is this old.
const PATIENCE: Duration = Duration::from_secs(2);
/// The limit on the steps for removing watches. To remove one watch, notify visits all of them, at about 0.2
/// µs each. If a few thousand of many thousand directories are moved, that would take seconds. Above this
/// limit (a fifth of a second), it is cheaper to set all watches again.
const MOST_STEPS_OF_LEAVING: usize = 1_000_000;

/// What must be compared again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Paths of files or directories inside the folder.
    pub paths: BTreeSet<String>,
    /// The whole folder must be compared, because events were lost or the watch failed.
    pub everything: bool,
}

impl Hints {
    /// Hints that the whole folder must be compared.
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
    /// The operating system's limit on the number of watched directories is reached.
    #[error(
        "This computer watches as many directories as it may, so the folder is looked through every few seconds instead."
    )]
    LimitReached,
    /// Another computer provides the folder, through this kind of network file system. Its changes raise no
    /// events here.
    #[error(
        "The folder lies on a network drive ({0}), of whose changes this computer is not told, so it is looked through every few seconds instead."
    )]
    Network(String),
    /// Any other reason, such as a file system that sends no events.
    #[error(
        "The system does not tell of changes here ({0}), so the folder is looked through every few seconds instead."
    )]
    NotPossible(String),
}

/// Collects hints between the thread that receives events and the one that compares.
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

/// The result of waiting for hints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waited {
    /// A batch is ready.
    Hints(Hints),
    /// The watch failed. Everything may have changed.
    Failed(WatchError),
    /// Somebody asked to make sure that nothing was missed.
    Look,
    /// Nothing arrived within the time limit.
    Nothing,
    /// The inbox was closed.
    Closed,
}

impl Inbox {
    /// Asks for a comparison of the whole folder.
    pub fn ask_for_everything(&self) {
        self.change(|state| state.hints.everything = true);
    }

    /// Asks for a check that nothing was missed.
    pub fn ask_for_a_look(&self) {
        self.lock().look = true;
        self.arrived.notify_all();
    }

    /// Adds hints at these paths inside the folder.
    pub fn hint(&self, paths: BTreeSet<String>) {
        if !paths.is_empty() {
            self.change(|state| state.hints.paths.extend(paths));
        }
    }

    /// True if nothing has arrived, ready or not.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let state = self.lock();
        state.first.is_none() && state.failure.is_none() && !state.look && !state.closed
    }

    /// Closes the inbox, which ends all waiting.
    pub fn close(&self) {
        self.lock().closed = true;
        self.arrived.notify_all();
    }

    /// Waits until a batch is ready, at most for `limit`.
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
    /// Directories that have a watch of their own. Empty if the system watches a whole tree at once.
    directories: BTreeSet<PathBuf>,
    root: PathBuf,
    failure: Option<WatchError>,
}

/// On Linux each directory has its own watch. The recursive mode of notify would also watch directories that
/// we skip, and it does not guarantee that a new directory is watched before we list it.
const EACH_DIRECTORY: bool = cfg!(target_os = "linux");

impl Watch {
    /// Starts watching `folder`. Where each directory is watched by itself, [`Self::enter`] adds the watches.
    ///
    /// # Errors
    /// The system cannot watch this folder.
    pub fn new(folder: &Folder, inbox: Arc<Inbox>) -> Result<Self, WatchError> {
        if let Some(kind) = filesystem::network_kind(folder.root()) {
            return Err(WatchError::Network(kind));
        }
        // Reading a file raises Access events. Our own reading must not cause further reading.
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

    /// Makes sure that the directories at `full` are watched. It must be called before they are listed. Many
    /// directories in one call cost little more than one, because each call waits for the system's own
    /// thread.
    pub fn enter(&mut self, full: &[PathBuf]) {
        if !EACH_DIRECTORY {
            return;
        }
        let new = full
            .iter()
            .filter(|directory| !self.directories.contains(*directory));
        let mut waiting: Vec<PathOp> = new.map(PathOp::watch_non_recursive).collect();
        // Once the limit is reached, the folder is polled, so the remaining directories need not be tried.
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

    /// Decides whether a failure to watch one directory means that the whole watch has failed.
    fn note(&mut self, error: Error) {
        match error.kind {
            // The directory no longer exists. Its parent reports that.
            ErrorKind::PathNotFound => {}
            // The directory cannot be listed either, and that is reported. The rest of the folder can be
            // watched.
            ErrorKind::Io(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::PermissionDenied | io::ErrorKind::InvalidFilename
                ) => {}
            _ => self.failure = Some(why(&error)),
        }
    }

    /// Removes the watches from the directories at and below the hinted paths. A directory that was moved
    /// keeps its watch under its old name. So first all watches below the paths of a batch are removed, then
    /// they are set again.
    ///
    /// False: nothing was done. Either the hints are for everything, or removing the watches would take
    /// longer than a new start with another [`Watch`] and a comparison of the whole folder.
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

    /// What has gone wrong since the last call.
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
