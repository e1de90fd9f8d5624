//! Notices on its own thread which documents arrive, change and leave in the open folder, and reports when
//! the list of unread documents changes.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};

use arguendo_core::desk::Desk;
use arguendo_core::disk::folder::Folder;
use arguendo_core::history::news::{self, Visit};
use arguendo_core::mirror::live::Live;
use arguendo_core::mirror::{Reader, Touched};
use arguendo_core::pages::news::Arrivals;
use jiff::Timestamp;

use crate::draft_sessions::DraftSessions;
use crate::wire::{ErrorCode, Event, EventSink, Stale, WireError};

/// Starts to notice at each hint in `hints`, until `live` ends; does nothing while `is_closed`. The first
/// hint reports that the whole folder was read. Documents found then were there before the person came, so
/// they do not count as just arrived.
///
/// # Errors
/// If the system cannot start a thread.
pub fn start(
    live: &Live,
    writing: Arc<Mutex<Option<DraftSessions>>>,
    is_closed: Arc<AtomicBool>,
    hints: Receiver<Touched>,
    tell: EventSink,
) -> Result<(), WireError> {
    let (folder, databases) = (live.folder().clone(), live.databases().to_path_buf());
    let work = move || {
        let mut is_first = true;
        let (mut has_failed, mut is_behind) = (false, false);
        for mut touched in &hints {
            while let Ok(more) = hints.try_recv() {
                touched.join(more);
            }
            // The folder may come back; then all of it is compared.
            if is_closed.load(Ordering::Relaxed) {
                is_behind = true;
                continue;
            }
            touched.everything |= is_first || has_failed || std::mem::take(&mut is_behind);
            match notice(&folder, &databases, &writing, touched) {
                Ok(arrivals) => {
                    has_failed = false;
                    tell(Event::Stale(vec![Stale::News]));
                    tell(Event::Arrived(if is_first {
                        Arrivals::default()
                    } else {
                        arrivals
                    }));
                    is_first = false;
                }
                // Reported once; the next hint tries again.
                Err(error) if !has_failed => {
                    has_failed = true;
                    tell(Event::Failed(error));
                }
                Err(_) => {}
            }
        }
    };
    let thread = std::thread::Builder::new().name("noticing".to_owned());
    match thread.spawn(work) {
        Ok(_) => Ok(()),
        Err(error) => Err(WireError::new(
            ErrorCode::Internal,
            format!(
                "The system did not let the program start its work ({error}). Close other programs and try again."
            ),
        )),
    }
}

fn notice(
    folder: &Folder,
    databases: &Path,
    writing: &Mutex<Option<DraftSessions>>,
    touched: Touched,
) -> Result<Arrivals, WireError> {
    let mut reader = Reader::open(databases)?;
    let now = Timestamp::now();
    let some = DraftSessions::used(writing, folder, databases, |writing| {
        reader.read_as(Some(writing.desk.participant()?));
        if touched.everything {
            return Ok(None);
        }
        let mut paths: BTreeSet<String> = touched.stale;
        paths.extend(touched.changed);
        paths.extend(touched.removed);
        Ok(Some(news::notice(&writing.desk, &reader, &paths, now)?))
    })?;
    let arrivals = match some {
        Some(arrivals) => arrivals,
        // For a large folder this takes a while, and the person may be typing.
        None => news::notice_all(&Desk::open_to_record(databases, now)?, &reader, now)?,
    };
    DraftSessions::used(writing, folder, databases, |writing| {
        Visit::lasts(&writing.desk, now)?;
        Ok(arrivals)
    })
}
