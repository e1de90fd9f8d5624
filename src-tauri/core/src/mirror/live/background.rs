//! What is done beside the thread that writes, so that no edit waits for it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::desk::Desk;
use crate::disk::folder::Folder;
use crate::disk::watch::Inbox;
use crate::mirror::Checkpoints;
use crate::mirror::sync::{self, SyncError};

/// What is different for longer than events take to arrive and be followed, no event has reported.
const EVENTS_TAKE: Duration = Duration::from_secs(3);

/// More files than this are not read again every minute.
const MOST_UNSURE: usize = 1_000;

/// One piece of work at a time, on a thread of its own. It ends by itself, also when the folder is closed.
#[derive(Default)]
pub(super) struct Aside {
    is_busy: Arc<AtomicBool>,
}

impl Aside {
    /// Looks at the whole folder. What may have changed is hinted at; where events were lost, everything is asked for.
    pub(super) fn look(&self, databases: &Path, folder: &Folder, inbox: &Arc<Inbox>) {
        let (databases, folder, inbox) = (databases.to_path_buf(), folder.clone(), Arc::clone(inbox));
        self.begin("look", move || {
            // A folder or a mirror that cannot be read just now is the writer's to judge.
            if look(&databases, &folder, &inbox).is_err() {
                inbox.ask_for_everything();
            }
        });
    }

    /// Writes the logs of the mirror and of the desk back. False: something else is being done.
    pub(super) fn write_back(&self, databases: PathBuf) -> bool {
        self.begin("checkpoint", move || {
            // Nothing depends on it: the next time will do.
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
        begun.is_ok() // where no thread can be had, it is done another time
    }
}

/// Says that the work is done, also where it panics or never begins.
struct Done(Arc<AtomicBool>);

impl Drop for Done {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

fn look(databases: &Path, folder: &Folder, inbox: &Inbox) -> Result<(), SyncError> {
    let differences = sync::differences(databases, folder)?;
    // Where a clock was set back, all may be unsure: that is left to the daily sweep.
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
