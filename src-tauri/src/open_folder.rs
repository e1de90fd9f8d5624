//! The one folder that is open: its live mirror, the mirror's readers, and the events for the page.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use arguendo_core::content::rounds::Participant;
use arguendo_core::desk::Desk;
use arguendo_core::disk::data::DataDir;
use arguendo_core::disk::folder::Folder;
use arguendo_core::drafts::publishing;
use arguendo_core::mirror::live::{Live, Update};
use arguendo_core::mirror::{MirrorError, Reader, Touched};
use jiff::Timestamp;

use crate::activity::{Activity, happenings};
use crate::draft_sessions::DraftSessions;
use crate::events::events_of;
use crate::lock::lock;
use crate::noticing;
use crate::settings::Place;
use crate::wire::{ErrorCode, Event, EventSink, FolderStatus, Stale, WireError};

/// Readers kept open between requests. More are opened if there are more requests at once.
const IDLE_READERS: usize = 4;

/// During the first reading of a large folder, the page is asked this often to show what is there.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// An open folder. Dropping it ends the watching.
pub struct OpenFolder {
    /// The place that was opened.
    pub place: Place,
    /// A number that no other folder opened before or after has.
    pub number: u32,
    live: Live,
    idle: Arc<Mutex<Vec<Reader>>>,
    writing: Arc<Mutex<Option<DraftSessions>>>,
    noticing: Sender<Touched>,
    /// The participant who reads; none until the desk was asked.
    participant: Mutex<Option<Participant>>,
    status: Arc<Mutex<FolderStatus>>,
    /// Another folder was opened in its place: no more events are sent for this one.
    closed: Arc<AtomicBool>,
    tell: EventSink,
}

/// Counts the folders that were opened.
static NEXT: AtomicU32 = AtomicU32::new(1);

impl OpenFolder {
    /// Opens the folder at `root`. Events of the folder are added to `activity`. `tell` is called on the
    /// folder's own thread.
    ///
    /// # Errors
    /// If there is no such folder, or no mirror can be made of it.
    pub fn open(
        place: Place,
        root: &Path,
        data: &DataDir,
        activity: Arc<Activity>,
        tell: impl Fn(Event) + Send + Sync + 'static,
    ) -> Result<Self, WireError> {
        let (noticing, hints) = std::sync::mpsc::channel();
        let to_notice = noticing.clone();
        let status = Arc::new(Mutex::new(FolderStatus::Working));
        let kept = Arc::clone(&status);
        let closed = Arc::new(AtomicBool::new(false));
        let is_closed = Arc::clone(&closed);
        let writing: Arc<Mutex<Option<DraftSessions>>> = Arc::default();
        let written = Arc::clone(&writing);
        let idle: Arc<Mutex<Vec<Reader>>> = Arc::default();
        let waiting = Arc::clone(&idle);
        let looked = Mutex::new(Instant::now());
        let shown_place = for_people(root, std::env::home_dir().as_deref());
        let teller: EventSink = Arc::new(tell);
        let tell = Arc::clone(&teller);
        let listener = move |update| {
            if update == Update::LetGo {
                lock(&waiting).clear();
                return;
            }
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
            let touched = match &update {
                Update::Applied(applied) => Some(applied.outcome.touched.clone()),
                _ => None,
            };
            // Only changes in the folder wait for a running command of the desk.
            let drafts = touched.as_ref().map_or_else(Vec::new, |touched| {
                let writing = lock(&written);
                writing
                    .as_ref()
                    .map_or_else(Vec::new, |writing| writing.changed_outside(touched))
            });
            for event in events_of(update, is_time, &drafts) {
                if let Event::Status(status) = &event {
                    *lock(&kept) = status.clone();
                }
                tell(event);
            }
            if !is_closed && !happened.is_empty() {
                for what in happened {
                    activity.add(what, Some(&shown_place), Timestamp::now());
                }
                tell(Event::Stale(vec![Stale::Activity]));
            }
            // This fails only when the folder is being closed, and then nobody listens.
            let _ = touched.map(|touched| to_notice.send(touched));
        };
        let live = Live::open(root, data, Box::new(listener), publishing::while_idle())?;
        noticing::start(
            &live,
            Arc::clone(&writing),
            Arc::clone(&closed),
            hints,
            Arc::clone(&tell),
        )?;
        Ok(Self {
            place,
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            live,
            idle,
            writing,
            noticing,
            participant: Mutex::default(),
            status,
            closed,
            tell,
        })
    }

    /// Its canonical path.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.live.folder().root()
    }

    /// Its status.
    #[must_use]
    pub fn status(&self) -> FolderStatus {
        lock(&self.status).clone()
    }

    /// Marks the folder as replaced by another. The page can still write here what it has left to write.
    pub fn leave(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    /// Makes it the open folder again.
    pub fn come_back(&self) {
        self.closed.store(false, Ordering::Relaxed);
        self.recheck();
    }

    /// Closes the folder without making anybody wait for what is being written.
    pub fn close(self: Arc<Self>) {
        self.leave();
        std::thread::spawn(move || {
            self.end_sessions();
            drop(self);
        });
    }

    /// Asks for a full comparison with the mirror, in the background.
    pub fn recheck(&self) {
        self.live.recheck();
    }

    /// Stops a running reading of many files, until [`Self::go_on`].
    pub fn stop(&self) {
        self.live.stop();
    }

    /// Continues a reading that was stopped.
    pub fn go_on(&self) {
        self.live.resume();
    }

    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        self.live.folder()
    }

    /// A reader of the mirror for the person, from whom responses may be hidden.
    ///
    /// # Errors
    /// An error of the mirror.
    pub fn reader(&self) -> Result<Reader, MirrorError> {
        // The mirror may have been rebuilt as another file with the same name.
        let idle = lock(&self.idle).pop().filter(Reader::is_current);
        let mut reader = idle.map_or_else(|| self.live.reader(), Ok)?;
        // The participant matters only if there are rounds. A round that begins before the next request is
        // closed to an unknown reader.
        let is_asked = reader.has_rounds()?;
        reader.read_as(Some(if is_asked {
            self.participant()
        } else {
            Participant::default()
        }));
        Ok(reader)
    }

    /// A reader from which nothing is hidden: for writing files, which needs complete names and lists.
    ///
    /// # Errors
    /// An error of the mirror.
    pub fn reader_of_all(&self) -> Result<Reader, MirrorError> {
        self.live.reader()
    }

    /// The participant who reads. If the desk cannot be opened, an unknown one, from whom the most is hidden.
    fn participant(&self) -> Participant {
        let known = lock(&self.participant).clone();
        known.unwrap_or_else(|| {
            // An error will be reported by the next command that uses the desk.
            let _ = self.write(|_| Ok(()));
            lock(&self.participant).clone().unwrap_or_default()
        })
    }

    /// Stores the participant that the desk names.
    fn note_participant(&self, writing: &DraftSessions) {
        // If the participant is not known, the most is hidden.
        *lock(&self.participant) = Some(writing.desk.participant().unwrap_or_default());
    }

    /// The directory of the private drafts.
    #[must_use]
    pub fn drafts(&self) -> PathBuf {
        arguendo_core::desk::drafts_in(self.live.databases())
    }

    /// Uses the desk and the open drafts, on this thread. The desk is opened on first use.
    ///
    /// # Errors
    /// If it cannot be opened, or an error of `act`.
    pub fn write<T>(
        &self,
        act: impl FnOnce(&mut DraftSessions) -> Result<T, WireError>,
    ) -> Result<T, WireError> {
        DraftSessions::used(
            &self.writing,
            self.live.folder(),
            self.live.databases(),
            |writing| {
                for sentence in writing.untold.drain(..) {
                    (self.tell)(Event::Failed(WireError::new(ErrorCode::Desk, sentence)));
                }
                // Before, because `act` may read as this person; after, because it may change the person.
                self.note_participant(writing);
                let answer = act(writing);
                self.note_participant(writing);
                answer
            },
        )
    }

    /// Reports these sentences at the page's next request to the desk.
    pub fn tell_later(&self, sentences: Vec<String>) {
        if !sentences.is_empty() {
            // If the desk cannot be opened, that is the error to report.
            let _ = self.write(|writing| {
                writing.untold.extend(sentences);
                Ok(())
            });
        }
    }

    /// A second connection to the desk, for reading beside the writer. The desk is opened and repaired first,
    /// as for writing.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub fn desk_beside(&self) -> Result<Desk, WireError> {
        self.write(|_| Ok(()))?;
        Ok(Desk::open_to_record(self.live.databases(), Timestamp::now())?)
    }

    /// Requests a comparison of the whole folder with what the person has read, in the background.
    pub fn look_for_news(&self) {
        let everything = Touched {
            everything: true,
            ..Touched::default()
        };
        let _ = self.noticing.send(everything);
    }

    /// Saves the open drafts, and ends their sessions.
    pub fn end_sessions(&self) {
        if let Some(writing) = lock(&self.writing).as_mut() {
            writing.end_sessions();
        }
    }

    /// Reads from the mirror, on this thread.
    ///
    /// # Errors
    /// An error of the mirror.
    pub fn read<T>(&self, ask: impl FnOnce(&Reader) -> Result<T, MirrorError>) -> Result<T, MirrorError> {
        let reader = self.reader()?;
        let answer = reader.at_one_moment(|| ask(&reader));
        if matches!(answer, Err(MirrorError::Damaged)) {
            // Another mirror may have been made in its place in the meantime.
            let is_current = reader.is_current();
            drop(reader);
            lock(&self.idle).clear();
            if is_current {
                self.live.distrust();
            }
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

/// `path` as shown to people: the home directory is `~`.
#[must_use]
pub fn for_people(path: &Path, home: Option<&Path>) -> String {
    let below = home
        .filter(|home| !home.as_os_str().is_empty())
        .and_then(|home| path.strip_prefix(home).ok());
    let shown = match below {
        Some(below) => PathBuf::from("~").join(below).display().to_string(),
        None => path.display().to_string(),
    };
    // The prefix by which Windows marks a complete path.
    shown.strip_prefix(r"\\?\").unwrap_or(&shown).to_owned()
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
}
