//! A value that several threads change, each time as a whole.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// The value behind `mutex`. A panic elsewhere while it was held does no harm: each value is replaced whole.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
