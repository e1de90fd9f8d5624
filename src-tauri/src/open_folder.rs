//! The one folder that is open: its live mirror, the readers of it, and what is told to the page as it changes.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use arguendo_core::data::DataDir;
use arguendo_core::folder::Folder;
use arguendo_core::live::{Live, READ_ONLY, Stale, Status, Update};
use arguendo_core::mirror::{MirrorError, Reader};
use arguendo_core::watch::WatchError;
use jiff::Timestamp;

use crate::activity::{Activity, happenings};
use crate::settings::Place;
use crate::wire::{self, Because, DraftNews, ErrorCode, Event, FolderStatus, Progress, WireError};
use crate::writing::Writing;

/// Readers kept open between questions. More are opened when more is asked at once.
const IDLE_READERS: usize = 4;

/// While a large folder is read, the page is asked to show what is there this often.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// An open folder. Dropping it ends its watching.
pub struct OpenFolder {
    /// What it was opened as.
    pub place: Place,
    /// Tells it apart from every folder that was opened before or after it.
    pub number: u32,
    live: Live,
    idle: Mutex<Vec<Reader>>,
    writing: Arc<Mutex<Option<Writing>>>,
    status: Arc<Mutex<FolderStatus>>,
    /// Another folder has taken its place: nothing more is told of this one.
    closed: Arc<AtomicBool>,
    tell: Arc<dyn Fn(Event) + Send + Sync>,
}

/// Counts the folders that are opened.
static NEXT: AtomicU32 = AtomicU32::new(1);

impl OpenFolder {
    /// Opens the folder at `root`. What happens to it is added to `activity`. `tell` is called on the folder's own
    /// thread.
    ///
    /// # Errors
    /// Where there is no such folder, or no mirror can be kept of it.
    pub fn open(
        place: Place,
        root: &Path,
        data: &DataDir,
        activity: Arc<Activity>,
        tell: impl Fn(Event) + Send + Sync + 'static,
    ) -> Result<Self, WireError> {
        let status = Arc::new(Mutex::new(FolderStatus::Working));
        let kept = Arc::clone(&status);
        let closed = Arc::new(AtomicBool::new(false));
        let is_closed = Arc::clone(&closed);
        let writing: Arc<Mutex<Option<Writing>>> = Arc::default();
        let written = Arc::clone(&writing);
        let looked = Mutex::new(Instant::now());
        let shown_place = for_people(root, std::env::home_dir().as_deref());
        let teller: Arc<dyn Fn(Event) + Send + Sync> = Arc::new(tell);
        let kept_teller = Arc::clone(&teller);
        let listener = move |update| {
            let is_closed = is_closed.load(Ordering::Relaxed);
            let tell = |event| {
                if !is_closed {
                    teller(event);
                }
            };
            let mut looked = lock(&looked);
            let is_time = looked.elapsed() >= LOOK_AGAIN;
            if is_time {
                *looked = Instant::now();
            }
            let happened = happenings(&update, &lock(&kept));
            let is_recorded =
                matches!(&update, Update::Applied(applied) if !applied.outcome.touched.is_nothing());
            if let (Update::Applied(applied), Some(writing)) = (&update, lock(&written).as_ref()) {
                for id in writing.changed_outside(&applied.outcome.touched) {
                    tell(Event::Draft(DraftNews { id }));
                }
            }
            for event in events_of(update, is_time) {
                if let Event::Status(status) = &event {
                    *lock(&kept) = status.clone();
                }
                tell(event);
            }
            if !is_closed && (is_recorded || !happened.is_empty()) {
                for what in happened {
                    activity.add(what, Some(&shown_place), Timestamp::now());
                }
                tell(Event::Activity);
            }
        };
        let live = Live::open(root, data, Box::new(listener))?;
        Ok(Self {
            place,
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            live,
            idle: Mutex::default(),
            writing,
            status,
            closed,
            tell: kept_teller,
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

    /// Another folder takes its place. What the page still has to write is written here.
    pub fn leave(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    /// It is the open folder again.
    pub fn come_back(&self) {
        self.closed.store(false, Ordering::Relaxed);
        self.recheck();
    }

    /// Ends it without anybody waiting for what it is writing.
    pub fn close(self: Arc<Self>) {
        self.leave();
        std::thread::spawn(move || {
            self.end_sittings();
            drop(self);
        });
    }

    /// Asks for a full comparison with the mirror, in the background.
    pub fn recheck(&self) {
        self.live.recheck();
    }

    /// Stops a reading of many files that is on its way, until [`Self::go_on`].
    pub fn stop(&self) {
        self.live.stop();
    }

    /// Goes on with a reading that was stopped.
    pub fn go_on(&self) {
        self.live.resume();
    }

    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        self.live.folder()
    }

    /// A reader of the mirror, for a question that asks the desk too.
    ///
    /// # Errors
    /// As the mirror says.
    pub fn reader(&self) -> Result<Reader, MirrorError> {
        // The mirror may have been made anew under another file of the same name.
        let idle = lock(&self.idle).pop().filter(Reader::is_current);
        idle.map_or_else(|| self.live.reader(), Ok)
    }

    /// Where the files of private drafts lie.
    #[must_use]
    pub fn drafts(&self) -> PathBuf {
        arguendo_core::desk::drafts_in(self.live.databases())
    }

    /// Uses the desk and the open drafts, on this thread. The desk is opened when it is first asked for.
    ///
    /// # Errors
    /// Where it cannot be opened, or as `act`.
    pub fn write<T>(&self, act: impl FnOnce(&mut Writing) -> Result<T, WireError>) -> Result<T, WireError> {
        let mut writing = lock(&self.writing);
        if writing.is_none() {
            let (opened, news) = Writing::open(self.live.folder(), self.live.databases())?;
            *writing = Some(opened);
            for sentence in news {
                (self.tell)(Event::Failed(WireError::new(ErrorCode::Desk, sentence)));
            }
        }
        match writing.as_mut() {
            Some(writing) => act(writing),
            None => Err(WireError::new(
                ErrorCode::Desk,
                "Your drafts could not be opened. Try again.",
            )),
        }
    }

    /// Writes the drafts that are being written, and ends their sittings.
    pub fn end_sittings(&self) {
        if let Some(writing) = lock(&self.writing).as_mut() {
            writing.end_sittings();
        }
    }

    /// Asks the mirror, on this thread.
    ///
    /// # Errors
    /// As the mirror says.
    pub fn read<T>(&self, ask: impl FnOnce(&Reader) -> Result<T, MirrorError>) -> Result<T, MirrorError> {
        let reader = self.reader()?;
        let answer = ask(&reader);
        if matches!(answer, Err(MirrorError::Damaged)) {
            drop(reader);
            lock(&self.idle).clear();
            self.live.distrust();
            return answer;
        }
        let answer = answer?;
        let mut readers = lock(&self.idle);
        if readers.len() < IDLE_READERS && reader.is_current() {
            readers.push(reader);
        }
        Ok(answer)
    }
}

/// What the page is told of `update`; with `is_time`, also to look at what has been read so far.
fn events_of(update: Update, is_time: bool) -> Vec<Event> {
    match update {
        Update::Progress(done, total) => {
            let mut events = vec![Event::Progress(Some(Progress {
                done,
                total: Some(total),
            }))];
            if is_time {
                events.push(Event::Stale(wire::Stale {
                    library: true,
                    ..wire::Stale::default()
                }));
            }
            events
        }
        Update::Applied(applied) => vec![Event::Stale(Stale::from(&applied.outcome.touched).into())],
        Update::Status(Status::Working) => vec![Event::Status(FolderStatus::Working)],
        // The status first: at no time may the page take the part that was read for the whole. All of that part is shown.
        Update::Status(Status::Stopped) => vec![
            Event::Status(FolderStatus::Stopped),
            Event::Progress(None),
            Event::Stale(wire::Stale {
                everything: true,
                ..wire::Stale::default()
            }),
        ],
        Update::Status(status) => vec![Event::Progress(None), Event::Status(status.into())],
        Update::Note(_) => Vec::new(),
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
            Status::Stopped => Self::Stopped,
            Status::Offline(reason) => Self::Offline { reason },
            Status::Polling(error) => Self::Polling {
                reason: error.to_string(),
                because: match error {
                    WatchError::LimitReached => Because::Limit,
                    WatchError::Network(_) => Because::Network,
                    WatchError::NotPossible(_) => Because::Other,
                },
            },
            Status::ReadOnly => Self::ReadOnly {
                reason: READ_ONLY.to_owned(),
            },
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
    shown.strip_prefix(r"\\?\").unwrap_or(&shown).to_owned()
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
            events_of(Update::Status(Status::UpToDate), true),
            [Event::Progress(None), Event::Status(FolderStatus::UpToDate)]
        );
    }

    #[test]
    fn a_reading_that_is_stopped_is_never_shown_as_the_whole() {
        let events = events_of(Update::Status(Status::Stopped), false);
        let names: Vec<_> = events.iter().map(Event::name).collect();
        assert_eq!(names, ["status", "progress", "stale"]);
        assert_eq!(events[0], Event::Status(FolderStatus::Stopped));
    }

    #[test]
    fn while_a_large_folder_is_read_the_list_grows_now_and_then() {
        let progress = Progress {
            done: 3,
            total: Some(10),
        };
        let progress = || Event::Progress(Some(progress));
        assert_eq!(events_of(Update::Progress(3, 10), false), [progress()]);
        let look = Event::Stale(wire::Stale {
            library: true,
            ..wire::Stale::default()
        });
        assert_eq!(events_of(Update::Progress(3, 10), true), [progress(), look]);
    }
}
