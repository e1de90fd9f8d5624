//! Work done on a thread beside the writing thread, so that no edit waits for it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::desk::Desk;
use crate::disk::folder::Folder;
use crate::disk::watch::Inbox;
use crate::mirror::Checkpoints;
use crate::mirror::sync::{self, SyncError};

/// Events need less time than this to arrive and be followed. A difference that lasts longer was reported by
/// no event.
const EVENTS_TAKE: Duration = Duration::from_secs(3);

/// If more files than this are unsure, they are not read again every minute.
const MOST_UNSURE: usize = 1_000;

/// Runs one piece of work at a time on its own thread. The work ends by itself, even if the folder is closed.
#[derive(Default)]
pub(super) struct Aside {
    is_busy: Arc<AtomicBool>,
}

impl Aside {
    /// Compares the whole folder. Files that may have changed become hints; if events were lost, everything
    /// is asked for.
    pub(super) fn look(&self, databases: &Path, folder: &Folder, inbox: &Arc<Inbox>) {
        let (databases, folder, inbox) = (databases.to_path_buf(), folder.clone(), Arc::clone(inbox));
        self.begin("look", move || {
            // If the folder or the mirror cannot be read now, the writing thread finds out why.
            if look(&databases, &folder, &inbox).is_err() {
                inbox.ask_for_everything();
            }
        });
    }

    /// Writes the logs of the mirror and of the desk back. Returns false if other work is running.
    pub(super) fn write_back(&self, databases: PathBuf) -> bool {
        self.begin("checkpoint", move || {
            // Errors do not matter: it is tried again later.
            let _ = Checkpoints::open(&databases).and_then(|checkpoints| checkpoints.write_back());
            let _ = Desk::write_back(&databases);
        })
    }

    fn begin(&self, name: &str, work: impl FnOnce() + Send + 'static) -> bool {
        if self.is_busy.swap(true, Ordering::AcqRel) {
            return false;
        }
        let done = Done(Arc::clone(&self.is_busy));
        let begun = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            let _done = done;
            work();
        });
        begun.is_ok() // if no thread can be started, the work is done another time
    }
}

/// Marks the work as done when dropped, also if it panics or never begins.
struct Done(Arc<AtomicBool>);

impl Drop for Done {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

fn look(databases: &Path, folder: &Folder, inbox: &Inbox) -> Result<(), SyncError> {
    let differences = sync::differences(databases, folder)?;
    // After a clock was set back, every file may be unsure. The daily sweep handles that.
    if differences.unsure.len() <= MOST_UNSURE {
        inbox.hint(differences.unsure);
    }
    if differences.everything {
        inbox.ask_for_everything();
    } else if !differences.paths.is_empty() {
        std::thread::sleep(EVENTS_TAKE);
        if !sync::still_different(databases, folder, &differences.paths)?.is_empty() {
            inbox.ask_for_everything();
        }
    }
    Ok(())
}
