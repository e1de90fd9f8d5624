//! The one folder that is open: its live mirror, the readers of it, and what is told to the page as it changes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use arguendo_core::data::DataDir;
use arguendo_core::live::{Live, Stale, Status, Update};
use arguendo_core::mirror::{MirrorError, Reader};

use crate::settings::Place;
use crate::wire::{self, Event, FolderStatus, Progress, WireError};

/// Readers kept open between questions. More are opened when more is asked at once.
const IDLE_READERS: usize = 4;

/// An open folder. Dropping it ends its watching.
pub struct OpenFolder {
    /// What it was opened as.
    pub place: Place,
    live: Live,
    idle: Mutex<Vec<Reader>>,
    status: Arc<Mutex<FolderStatus>>,
}

impl OpenFolder {
    /// Opens the folder at `root`. `tell` is called on the folder's own thread.
    ///
    /// # Errors
    /// Where there is no such folder, or no mirror can be kept of it.
    pub fn open(
        place: Place,
        root: &Path,
        data: &DataDir,
        tell: impl Fn(Event) + Send + 'static,
    ) -> Result<Self, WireError> {
        let status = Arc::new(Mutex::new(FolderStatus::Working));
        let kept = Arc::clone(&status);
        let listener = move |update| {
            for event in events_of(update) {
                if let Event::Status(status) = &event {
                    *lock(&kept) = status.clone();
                }
                tell(event);
            }
        };
        let live = Live::open(root, data, Box::new(listener))?;
        Ok(Self {
            place,
            live,
            idle: Mutex::default(),
            status,
        })
    }

    /// Where it lies, canonical.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.live.folder().root()
    }

    /// How it stands.
    #[must_use]
    pub fn status(&self) -> FolderStatus {
        lock(&self.status).clone()
    }

    /// Asks for a full comparison with the mirror, in the background.
    pub fn recheck(&self) {
        self.live.recheck();
    }

    /// Asks the mirror, on this thread.
    ///
    /// # Errors
    /// As the mirror says.
    pub fn read<T>(&self, ask: impl FnOnce(&Reader) -> Result<T, MirrorError>) -> Result<T, MirrorError> {
        let idle = lock(&self.idle).pop();
        let reader = idle.map_or_else(|| self.live.reader(), Ok)?;
        let answer = ask(&reader)?;
        let mut readers = lock(&self.idle);
        if readers.len() < IDLE_READERS {
            readers.push(reader);
        }
        Ok(answer)
    }
}

fn events_of(update: Update) -> Vec<Event> {
    match update {
        Update::Progress(done, total) => vec![Event::Progress(Some(Progress {
            done,
            total: Some(total),
        }))],
        Update::Applied(applied) => vec![Event::Stale(Stale::from(&applied.outcome.touched).into())],
        Update::Status(Status::Working) => vec![Event::Status(FolderStatus::Working)],
        Update::Status(status) => vec![Event::Progress(None), Event::Status(status.into())],
    }
}

impl From<Stale> for wire::Stale {
    fn from(stale: Stale) -> Self {
        Self {
            everything: stale.everything,
            library: stale.library,
            documents: stale.documents.into_iter().collect(),
        }
    }
}

impl From<Status> for FolderStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Working => Self::Working,
            Status::UpToDate => Self::UpToDate,
            Status::Offline(reason) => Self::Offline { reason },
            Status::Polling(reason) => Self::Polling { reason },
        }
    }
}

/// `path` as people write it: the home folder is `~`.
#[must_use]
pub fn for_people(path: &Path, home: Option<&Path>) -> String {
    let below = home
        .filter(|home| !home.as_os_str().is_empty())
        .and_then(|home| path.strip_prefix(home).ok());
    let shown = match below {
        Some(below) => PathBuf::from("~").join(below).display().to_string(),
        None => path.display().to_string(),
    };
    // How Windows marks a path that is spelt out in full.
    shown.strip_prefix(r"\\?\").map_or(shown.clone(), str::to_owned)
}

/// The value behind `mutex`. A panic elsewhere while it was held does no harm: each value is replaced whole.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_folder_is_written_as_a_tilde() {
        let home = Some(Path::new("/home/jane"));
        assert_eq!(for_people(Path::new("/home/jane/seminar"), home), "~/seminar");
        assert_eq!(
            for_people(Path::new("/home/janet/seminar"), home),
            "/home/janet/seminar"
        );
        assert_eq!(for_people(Path::new("/seminar"), None), "/seminar");
        assert_eq!(for_people(Path::new(r"\\?\C:\seminar"), None), r"C:\seminar");
    }

    #[test]
    fn the_end_of_a_reading_ends_its_progress() {
        assert_eq!(
            events_of(Update::Status(Status::UpToDate)),
            [Event::Progress(None), Event::Status(FolderStatus::UpToDate)]
        );
        assert_eq!(
            events_of(Update::Progress(3, 10)),
            [Event::Progress(Some(Progress {
                done: 3,
                total: Some(10)
            }))]
        );
    }
}
