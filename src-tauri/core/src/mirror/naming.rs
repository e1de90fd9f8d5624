//! A finished mirror gets its name while nobody reads what there is of the unfinished one.
//!
//! SQLite names a mirror's log after the name that its file was opened by: no reader may have it open by the old one when the log
//! begins; and what is open cannot be renamed everywhere.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How many read an unfinished mirror.
static READING: Mutex<usize> = Mutex::new(0);
static NOBODY_READS: Condvar = Condvar::new();
/// Whoever reads for longer does not hold it up for ever.
const PATIENCE: Duration = Duration::from_secs(10);

/// Somebody reads an unfinished mirror for as long as this is there.
pub(super) struct Reading(());

/// Begins to read. Waits while one gets its name.
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

/// Waits until nobody reads. Nobody begins to before the value is dropped.
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
