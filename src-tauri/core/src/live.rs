//! A folder kept in step with its mirror for as long as it is open: one thread writes, everyone else reads.

mod aside;
mod pace;
mod sweep;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime};

use aside::Aside;
use pace::{Clocks, Pace};
use sweep::Sweep;

use crate::data::{DataDir, DataError};
use crate::folder::{Folder, FolderError};
use crate::memory;
use crate::mirror::{MirrorError, Reader, Touched};
use crate::sync::{self, Company, Outcome, SyncError, Writer};
use crate::watch::{Hints, Inbox, Waited, Watch, WatchError};

/// After so long without a hint, what nobody waits for is done.
const IDLE: Duration = Duration::from_secs(1);
/// While a large sync runs, readers are told this often at most.
const TELL: Duration = Duration::from_millis(300);

/// Why a folder cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    /// The folder itself.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// Where its mirror would be.
    #[error(transparent)]
    Data(#[from] DataError),
    /// Its mirror.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// No thread could be started.
    #[error("The system did not let the program start its work ({0}). Close other programs and try again.")]
    Thread(#[from] std::io::Error),
}

/// What is to be told while a folder is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Update {
    /// A large sync is on its way: (files done, files to do).
    Progress(u64, u64),
    /// A batch was applied, or the first comparison is done (then also where nothing had changed).
    Applied(Applied),
    /// How it stands.
    Status(Status),
    /// Something that a person may want to look up later.
    Note(Note),
}

/// Something that happened to the mirror. It changes nothing in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The mirror was damaged, of another version or gone, and is made anew.
    Rebuilt,
    /// The folder was read for the first time.
    FirstReading {
        /// How many files that was.
        files: u64,
        /// How long it took.
        took: Duration,
    },
    /// Files whose content had changed without a sign of it were found by reading all of them again.
    FoundBySweep {
        /// How many.
        files: u64,
    },
}

/// A batch that was applied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// Counted from 0, the first comparison.
    pub batch: u64,
    /// What it came to.
    pub outcome: Outcome,
    /// How long it took, without the quiet time before it.
    pub took: Duration,
}

/// What pages must ask again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stale {
    /// Every page.
    pub everything: bool,
    /// The list of questions and the counts.
    pub library: bool,
    /// The pages of these documents.
    pub documents: BTreeSet<String>,
}

impl From<&Touched> for Stale {
    fn from(touched: &Touched) -> Self {
        Self {
            everything: touched.everything,
            library: touched.everything || !touched.is_nothing(),
            documents: if touched.everything {
                BTreeSet::new()
            } else {
                touched.stale.clone()
            },
        }
    }
}

/// How it stands with the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Comparing.
    Working,
    /// Nothing left to do.
    UpToDate,
    /// The folder has gone; what was read before can be read. Says why.
    Offline(String),
    /// No events come, so it is looked through every few seconds. Says why.
    Polling(String),
    /// A person stopped the reading; what has been read so far can be read.
    Stopped,
}

/// An open folder. Dropping it ends its thread.
pub struct Live {
    folder: Folder,
    databases: PathBuf,
    inbox: Arc<Inbox>,
    cancel: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Live {
    /// Opens the folder at `root`. Returns at once; the first comparison goes on in the background.
    ///
    /// # Errors
    /// Where there is no such folder, or no mirror can be kept of it.
    pub fn open(
        root: &Path,
        data: &DataDir,
        listener: Box<dyn Fn(Update) + Send>,
    ) -> Result<Self, LiveError> {
        let folder = Folder::find(root)?;
        let databases = data.of_folder(folder.root())?;
        let writer = sync::open(&databases)?;
        let inbox = Arc::new(Inbox::default());
        let cancel = Arc::new(AtomicBool::new(false));
        let worker = Worker {
            folder: folder.clone(),
            writer,
            inbox: Arc::clone(&inbox),
            cancel: Arc::clone(&cancel),
            listener,
            watch: None,
            batch: 0,
            version: None,
            status: None,
            took: Duration::ZERO,
            clocks: Clocks::now(),
            databases: databases.clone(),
            aside: Aside::default(),
            is_untidy: true,
            sweep: None,
            told_progress: false,
        };
        let thread = std::thread::Builder::new()
            .name("mirror".to_owned())
            .spawn(move || worker.run())?;
        Ok(Self {
            folder,
            databases,
            inbox,
            cancel,
            thread: Some(thread),
        })
    }

    /// A new reader of the mirror.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn reader(&self) -> Result<Reader, MirrorError> {
        match Reader::open(&self.databases) {
            // While the folder is read for the first time: what is there so far, if anything.
            Err(MirrorError::NotBuilt) => match Reader::open_unfinished(&self.databases) {
                Err(MirrorError::NotBuilt) => Reader::of_nothing(),
                opened => opened,
            },
            opened => opened,
        }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Stops a reading of many files that is on its way, until [`Self::resume`].
    pub fn stop(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }

    /// Asks to make sure that nothing was missed, for instance when the window is looked at again.
    pub fn recheck(&self) {
        self.inbox.ask_for_a_look();
    }

    /// Goes on with a reading that was stopped.
    pub fn resume(&self) {
        self.cancel.store(false, Ordering::Relaxed);
        self.inbox.ask_for_everything();
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.cancel.store(true, Ordering::Relaxed);
        self.inbox.close();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The one thread that writes the mirror of an open folder.
struct Worker {
    folder: Folder,
    writer: Writer,
    inbox: Arc<Inbox>,
    cancel: Arc<AtomicBool>,
    listener: Box<dyn Fn(Update) + Send>,
    watch: Option<Result<Watch, WatchError>>,
    batch: u64,
    /// The mirror's data version after our own last batch.
    version: Option<i64>,
    status: Option<Status>,
    /// How long the last comparison of everything took. The first, which reads every file, does not count.
    took: Duration,
    /// The clocks at the end of the last wait.
    clocks: Clocks,
    databases: PathBuf,
    aside: Aside,
    /// Something was written since the mirror was last tidied up.
    is_untidy: bool,
    sweep: Option<Sweep>,
    /// The last comparison took so long that its progress was told.
    told_progress: bool,
}

impl Worker {
    fn run(mut self) {
        self.compare(&Hints::all());
        loop {
            let offline = matches!(self.status, Some(Status::Offline(_)));
            let is_watched = matches!(self.watch, Some(Ok(_)));
            let mut hints = match self.wait(offline) {
                Waited::Closed => return,
                // Beside this thread, so that an edit meanwhile waits for nobody.
                Waited::Look | Waited::Nothing if !offline && is_watched => {
                    self.aside.look(&self.databases, &self.folder, &self.inbox);
                    continue;
                }
                Waited::Nothing if !offline => {
                    self.compare(&Hints::all());
                    continue;
                }
                Waited::Hints(hints) if !offline => hints,
                // Perhaps it can be watched again.
                Waited::Look | Waited::Hints(_) | Waited::Nothing => Hints::all(),
                Waited::Failed(error) => {
                    self.watch = Some(Err(error));
                    self.compare(&Hints::all());
                    continue;
                }
            };
            // What the hints name may be another directory under an old name; after lost events or an absence, all
            // of them may be, and even the file system may be another.
            if let Some(Ok(watch)) = &mut self.watch
                && !watch.leave(&hints)
            {
                hints = Hints::all();
            }
            if hints.everything {
                self.watch = None;
            }
            self.compare(&hints);
        }
    }

    /// Waits for hints, at most until it is time to look anyway. After a sleep of the computer, that is at once.
    fn wait(&mut self, offline: bool) -> Waited {
        let pace = match self.watch {
            Some(Ok(_)) if !offline => Pace::Told,
            _ => Pace::Looking,
        };
        let over = Instant::now() + pace.rest(self.took);
        let mut idle = IDLE;
        loop {
            let before = Clocks::now();
            let rest = over.saturating_duration_since(before.steady);
            let slice = pace::SLICE.min(rest).min(idle);
            let waited = self.inbox.wait(slice);
            let now = Clocks::now();
            let slept = now.jumped_since(self.clocks) || now.overran(before, slice);
            self.clocks = now;
            match waited {
                Waited::Nothing | Waited::Hints(_) if slept => return Waited::Hints(Hints::all()),
                Waited::Nothing if now.steady < over => idle = self.while_idle(offline),
                waited => return waited,
            }
        }
    }

    /// What is done while nobody waits, in steps of some milliseconds. Gives the pause before the next one.
    fn while_idle(&mut self, offline: bool) -> Duration {
        if offline || matches!(self.status, Some(Status::Stopped)) {
            return pace::SLICE;
        }
        if self.is_untidy {
            while self.inbox.is_empty() {
                // A mirror that cannot be written will say so with the next edit.
                if !self.writer.merge_step().unwrap_or(false) {
                    self.is_untidy = false;
                    memory::give_back();
                    self.aside.write_back(self.databases.clone());
                    break;
                }
            }
            self.version = self.writer.data_version();
            return IDLE;
        }
        match self.sweep() {
            Ok(true) => sweep::PAUSE,
            Ok(false) | Err(_) => pace::SLICE,
        }
    }

    /// Takes a step of the daily sweep, where one is due. False: none is.
    fn sweep(&mut self) -> Result<bool, MirrorError> {
        let now = SystemTime::now();
        if self.sweep.is_none() {
            self.sweep = Sweep::due(&self.writer, now)?;
        }
        let Some(sweep) = &mut self.sweep else {
            return Ok(false);
        };
        if let Some(paths) = sweep.next(&self.writer)? {
            let found = self.compare(&Hints {
                paths,
                everything: false,
            });
            if let Some(sweep) = &mut self.sweep {
                sweep.found += found;
            }
            return Ok(true);
        }
        let files = sweep.found;
        self.sweep = None;
        Sweep::note_end(&self.writer, now)?;
        if files > 0 {
            (self.listener)(Update::Note(Note::FoundBySweep { files }));
        }
        Ok(false)
    }

    /// Brings the mirror in step at `hints`, and tells what came of it. Gives the number of files that were different.
    fn compare(&mut self, hints: &Hints) -> u64 {
        let started = Instant::now();
        if self.watch.is_none() {
            self.watch = Some(Watch::new(&self.folder, Arc::clone(&self.inbox)));
        }
        let goes_on = self.status == Some(Status::Stopped) && !self.cancel.load(Ordering::Relaxed);
        if self.status.is_none() || goes_on {
            self.tell_status(Status::Working);
        }
        match self.sync(hints) {
            Ok(mut outcome) => {
                // Asked only now: another program may have been first to the same change, while we waited for it.
                let version = self.writer.data_version();
                let elsewhere = self.version.is_some() && version.is_some() && self.version != version;
                self.version = version;
                outcome.touched.everything |= elsewhere;
                if hints.everything && self.batch > 0 {
                    self.took = started.elapsed();
                }
                self.tell_notes(outcome.added, started.elapsed());
                let different = outcome.added + outcome.changed + outcome.removed;
                self.is_untidy |= different > 0;
                let before = self.batch;
                if self.batch == 0 || elsewhere || !outcome.touched.is_nothing() {
                    let applied = Applied {
                        batch: self.batch,
                        outcome,
                        took: started.elapsed(),
                    };
                    self.batch += 1;
                    (self.listener)(Update::Applied(applied));
                }
                let status = match &mut self.watch {
                    Some(Ok(watch)) => match watch.take_failure() {
                        None => Status::UpToDate,
                        Some(error) => {
                            let reason = error.to_string();
                            self.watch = Some(Err(error));
                            Status::Polling(reason)
                        }
                    },
                    Some(Err(error)) => Status::Polling(error.to_string()),
                    None => Status::UpToDate,
                };
                if self.batch != before || self.told_progress {
                    self.status = None; // what is up to date is so as of now
                }
                self.tell_status(status);
                different
            }
            Err(SyncError::Cancelled) => {
                self.tell_status(Status::Stopped);
                0
            }
            Err(error) => {
                self.tell_status(Status::Offline(error.to_string()));
                0
            }
        }
    }

    /// Tells what happened to the mirror, of which so many files are new.
    fn tell_notes(&mut self, files: u64, took: Duration) {
        let is_built = std::mem::take(&mut self.writer.built);
        if std::mem::take(&mut self.writer.rebuilt) {
            (self.listener)(Update::Note(Note::Rebuilt));
        } else if is_built && self.batch == 0 {
            (self.listener)(Update::Note(Note::FirstReading { files, took }));
        }
    }

    fn sync(&mut self, hints: &Hints) -> Result<Outcome, SyncError> {
        let (watch, listener, first) = (&mut self.watch, &self.listener, self.batch == 0);
        let told_progress = &mut self.told_progress;
        *told_progress = false;
        let mut told = Instant::now();
        let mut company = Company {
            entering: Box::new(|directories| {
                if let Some(Ok(watch)) = watch {
                    watch.enter(directories);
                }
            }),
            progress: Box::new(|done, total| {
                if done < total && told.elapsed() >= TELL {
                    told = Instant::now();
                    *told_progress = true;
                    listener(Update::Progress(done, total));
                }
            }),
            cancel: Arc::clone(&self.cancel),
            shows: true,
        };
        if hints.everything || first {
            self.writer.sync(&self.folder, &mut company)
        } else {
            self.writer.sync_paths(&self.folder, &hints.paths, &mut company)
        }
    }

    fn tell_status(&mut self, status: Status) {
        if self.status.as_ref() != Some(&status) {
            self.status = Some(status.clone());
            (self.listener)(Update::Status(status));
        }
    }
}
