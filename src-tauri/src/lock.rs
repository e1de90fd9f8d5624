//! Locks a value that several threads replace as a whole.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks `mutex`. If another thread panicked while it held the lock, the value is still good, because it is
/// always replaced as a whole.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
