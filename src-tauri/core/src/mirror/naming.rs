//! Gives a finished mirror its name at a moment when nobody reads the unfinished one.
//!
//! SQLite names a mirror's log after the name that its file was opened by. So no reader may have the file
//! open by the old name when the log begins; and some systems cannot rename an open file.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The number of readers of an unfinished mirror.
static READING: Mutex<usize> = Mutex::new(0);
static NOBODY_READS: Condvar = Condvar::new();
/// A reader that takes longer no longer delays the renaming.
const PATIENCE: Duration = Duration::from_secs(10);

/// Held for as long as an unfinished mirror is read.
pub(super) struct Reading(());

/// Begins to read. Waits while a mirror is being renamed.
pub(super) fn read() -> Reading {
    *READING.lock().unwrap_or_else(PoisonError::into_inner) += 1;
    Reading(())
}

impl Drop for Reading {
    fn drop(&mut self) {
        let mut reading = READING.lock().unwrap_or_else(PoisonError::into_inner);
        *reading -= 1;
        if *reading == 0 {
            NOBODY_READS.notify_all();
        }
    }
}

/// Waits until nobody reads. No reader can begin before the returned value is dropped.
pub(super) fn name() -> MutexGuard<'static, usize> {
    let reading = READING.lock().unwrap_or_else(PoisonError::into_inner);
    let waited = NOBODY_READS.wait_timeout_while(reading, PATIENCE, |reading| *reading > 0);
    waited.unwrap_or_else(PoisonError::into_inner).0
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn a_name_is_given_when_the_last_reader_has_gone_and_the_next_one_waits_for_it() {
        let readers = [read(), read()];
        let is_named = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let naming = name();
                is_named.store(true, Ordering::SeqCst);
                drop(naming);
            });
            for reader in readers {
                std::thread::sleep(Duration::from_millis(20));
                assert!(!is_named.load(Ordering::SeqCst));
                drop(reader);
            }
        });
        assert!(is_named.load(Ordering::SeqCst));
        drop(read());
    }
}
