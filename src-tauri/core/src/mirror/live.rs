//! Keeps a folder and its mirror in step while the folder is open: one thread writes, all others read.

mod background;
mod idle;
mod looking_after;
mod pace;
mod status;
mod sweep;
mod update;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use background::Aside;
use looking_after::Owed;
pub use looking_after::{LookAfter, Looked};
use pace::{Clocks, Pace};
use sweep::Sweep;
pub use update::{Applied, Note, READ_ONLY, Status, Update};

use crate::disk::data::{DataDir, DataError};
use crate::disk::folder::{Folder, FolderError};
use crate::disk::watch::{Hints, Inbox, Waited, Watch, WatchError};
use crate::mirror::sync::{self, Outcome, SyncError, SyncHooks, Writer};
use crate::mirror::{MirrorError, Reader};

/// After this time without a hint, low-priority work is done.
const IDLE: Duration = Duration::from_secs(1);
/// A log of this length is written back even if the thread is not idle, in bytes.
const LONG_LOG: u64 = 64 * 1024 * 1024;
/// The shortest time between two updates while a large sync runs.
const TELL: Duration = Duration::from_millis(300);

/// Why a folder cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    /// The folder itself cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The directory for its mirror cannot be used.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The mirror cannot be used.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// No thread could be started.
    #[error("The system did not let the program start its work ({0}). Close other programs and try again.")]
    Thread(#[from] std::io::Error),
}

/// An open folder. Dropping it ends its thread.
pub struct Live {
    folder: Folder,
    databases: PathBuf,
    inbox: Arc<Inbox>,
    cancel: Arc<AtomicBool>,
    is_distrusted: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Live {
    /// Opens the folder at `root`. Returns at once; the first comparison runs in the background. When idle,
    /// `look_after` checks that what was published from here is still in the folder.
    ///
    /// # Errors
    /// If there is no such folder, or no mirror can be made of it.
    pub fn open(
        root: &Path,
        data: &DataDir,
        listener: Box<dyn Fn(Update) + Send>,
        look_after: LookAfter,
    ) -> Result<Self, LiveError> {
        let folder = Folder::find(root)?;
        let databases = data.of_folder(folder.root())?;
        let writer = sync::open(&databases)?;
        let inbox = Arc::new(Inbox::default());
        let cancel = Arc::new(AtomicBool::new(false));
        let is_distrusted = Arc::new(AtomicBool::new(false));
        let worker = Worker {
            folder: folder.clone(),
            writer,
            inbox: Arc::clone(&inbox),
            cancel: Arc::clone(&cancel),
            is_distrusted: Arc::clone(&is_distrusted),
            listener,
            look_after,
            watch: None,
            batch: 0,
            version: None,
            status: None,
            is_read_only: false,
            took: Duration::ZERO,
            clocks: Clocks::now(),
            databases: databases.clone(),
            aside: Aside::default(),
            is_untidy: true,
            sweep: None,
            told_progress: false,
            looked: Instant::now(),
            untold: false,
            owed: Owed::default(),
        };
        let thread = std::thread::Builder::new()
            .name("mirror".to_owned())
            .spawn(move || worker.run())?;
        Ok(Self {
            folder,
            databases,
            inbox,
            cancel,
            is_distrusted,
            thread: Some(thread),
        })
    }

    /// A new reader of the mirror.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn reader(&self) -> Result<Reader, MirrorError> {
        // During the first reading: what has been read so far, unless it was finished just now.
        for open in [Reader::open, Reader::open_unfinished, Reader::open] {
            match open(&self.databases) {
                Err(MirrorError::NotBuilt | MirrorError::OtherVersion) => {}
                opened => return opened,
            }
        }
        Reader::of_nothing()
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The directory of its databases.
    #[must_use]
    pub fn databases(&self) -> &Path {
        &self.databases
    }

    /// Stops a running reading of many files, until [`Self::resume`].
    pub fn stop(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }

    /// Reports that a reader met damage in the mirror. The writing thread then rebuilds the mirror.
    pub fn distrust(&self) {
        self.is_distrusted.store(true, Ordering::Relaxed);
        self.inbox.ask_for_everything();
    }

    /// Asks for a check that nothing was missed, for example when the window gets the focus again.
    pub fn recheck(&self) {
        self.inbox.ask_for_a_look();
    }

    /// Continues a reading that was stopped.
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
    is_distrusted: Arc<AtomicBool>,
    listener: Box<dyn Fn(Update) + Send>,
    look_after: LookAfter,
    watch: Option<Result<Watch, WatchError>>,
    batch: u64,
    /// The mirror's data version after this program's own last batch.
    version: Option<i64>,
    status: Option<Status>,
    /// Whether the folder was read-only when that was last checked.
    is_read_only: bool,
    /// How long the last full comparison took. The first, which reads every file, does not count.
    took: Duration,
    /// The clocks at the end of the last wait.
    clocks: Clocks,
    databases: PathBuf,
    aside: Aside,
    /// Something has been written since the last upkeep.
    is_untidy: bool,
    sweep: Option<Sweep>,
    /// The last comparison was long enough for its progress to be reported.
    told_progress: bool,
    /// When the whole folder was last compared.
    looked: Instant,
    /// A comparison ended early, and what it had applied by then has not been reported.
    untold: bool,
    /// Changes since the published documents were last checked.
    owed: Owed,
}

impl Worker {
    fn run(mut self) {
        self.compare(&Hints::all());
        loop {
            let offline = matches!(self.status, Some(Status::Offline(_)));
            let is_watched = matches!(self.watch, Some(Ok(_)));
            let waited = self.wait(offline);
            let is_stopped = self.status == Some(Status::Stopped) && self.cancel.load(Ordering::Relaxed);
            if is_stopped && waited != Waited::Closed {
                continue; // `Live::resume` asks for everything
            }
            let mut hints = match waited {
                Waited::Closed => return,
                // On another thread, so that an edit in the meantime need not wait.
                Waited::Look | Waited::Nothing if !offline && is_watched => {
                    self.looked = Instant::now();
                    self.aside.look(&self.databases, &self.folder, &self.inbox);
                    self.look_who_may_write();
                    continue;
                }
                Waited::Nothing if !offline => {
                    self.compare(&Hints::all());
                    continue;
                }
                Waited::Hints(hints) if !offline => hints,
                // Perhaps the folder can be watched again.
                Waited::Look | Waited::Hints(_) | Waited::Nothing => Hints::all(),
                Waited::Failed(error) => {
                    self.watch = Some(Err(error));
                    self.compare(&Hints::all());
                    continue;
                }
            };
            // A hinted path may now be another directory with an old name. After lost events or an absence,
            // that may be so for every path, and even the file system may be another.
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

    /// Waits for hints, at most until the next look is due. After the computer slept, the look is due at
    /// once.
    fn wait(&mut self, offline: bool) -> Waited {
        let pace = match self.watch {
            Some(Ok(_)) if !offline => Pace::Told,
            _ => Pace::Looking,
        };
        let over = self.looked + pace.rest(self.took);
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

    /// Updates the mirror at `hints` and reports the result. Returns the number of files that were different.
    fn compare(&mut self, hints: &Hints) -> u64 {
        let started = Instant::now();
        if hints.everything {
            self.looked = started;
        }
        if self.watch.is_none() {
            self.watch = Some(Watch::new(&self.folder, Arc::clone(&self.inbox)));
        }
        let goes_on = self.status == Some(Status::Stopped) && !self.cancel.load(Ordering::Relaxed);
        if self.status.is_none() || goes_on {
            self.tell_status(Status::Working);
        }
        match self.sync(hints) {
            Ok(mut outcome) => {
                // Asked only now, because another program may have made the same change while this one waited
                // for the lock.
                let version = self.writer.data_version();
                let elsewhere = std::mem::take(&mut self.writer.reopened)
                    || self.version.is_some() && version.is_some() && self.version != version;
                let untold = std::mem::take(&mut self.untold);
                self.version = version;
                outcome.touched.everything |= elsewhere || untold;
                self.owed.note(&outcome.touched);
                if hints.everything && self.batch > 0 {
                    self.took = started.elapsed();
                }
                self.tell_notes(outcome.added, started.elapsed());
                let different = outcome.added + outcome.changed + outcome.removed;
                self.is_untidy |= different > 0;
                if different > 0 && self.writer.log_length() > LONG_LOG {
                    self.aside.write_back(self.databases.clone());
                }
                let before = self.batch;
                if self.batch == 0 || elsewhere || untold || !outcome.touched.is_nothing() {
                    let applied = Applied {
                        batch: self.batch,
                        outcome,
                        took: started.elapsed(),
                    };
                    self.batch += 1;
                    (self.listener)(Update::Applied(applied));
                }
                if hints.everything || before == 0 {
                    self.note_who_may_write();
                }
                let status = self.standing();
                if self.batch != before || self.told_progress {
                    self.status = None; // "up to date" is a new state from now on
                }
                self.tell_status(status);
                different
            }
            Err(SyncError::Cancelled) => {
                self.untold = true;
                self.tell_status(Status::Stopped);
                0
            }
            Err(error) => {
                self.untold = true;
                self.tell_status(Status::Offline(error.to_string()));
                0
            }
        }
    }

    /// Reports what happened to the mirror. `files` of its files are new.
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
        let mut hooks = SyncHooks {
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
            letting_go: Box::new(|| listener(Update::LetGo)),
        };
        self.writer.is_distrusted |= self.is_distrusted.swap(false, Ordering::Relaxed);
        if hints.everything || first {
            self.writer.sync(&self.folder, &mut hooks)
        } else {
            self.writer.sync_paths(&self.folder, &hints.paths, &mut hooks)
        }
    }

    fn tell_status(&mut self, status: Status) {
        if self.status.as_ref() != Some(&status) {
            self.status = Some(status.clone());
            (self.listener)(Update::Status(status));
        }
    }
}
