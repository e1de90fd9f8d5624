//! Renames and removes files with patience.
//!
//! On Windows, nobody may rename or remove a file that another program has open. Virus scanners, indexers and
//! sync programs open every new file for a moment. So a call that fails for this reason is repeated for a
//! while.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a person waits without wondering. Scanners finish much sooner.
const PATIENCE: Duration = Duration::from_millis(1500);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Renames a file. A file that already has the name `to` is replaced.
///
/// # Errors
/// The error of the operating system.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    patiently(|| fs::rename(from, to))
}

/// Removes a file.
///
/// # Errors
/// The error of the operating system.
pub fn remove(path: &Path) -> io::Result<()> {
    patiently(|| fs::remove_file(path))
}

/// Repeats `act` until it succeeds or fails for a reason other than an open file, or until the patience is
/// over.
///
/// # Errors
/// The last error of `act`.
pub fn patiently<T>(act: impl Fn() -> io::Result<T>) -> io::Result<T> {
    within(PATIENCE, is_held, act)
}

/// Repeats `act` for at most `patience`, as long as `is_held` says that its error is temporary.
///
/// # Errors
/// The last error of `act`.
pub fn within<T>(
    patience: Duration,
    is_held: impl Fn(&io::Error) -> bool,
    act: impl Fn() -> io::Result<T>,
) -> io::Result<T> {
    let since = Instant::now();
    loop {
        match act() {
            Err(error) if is_held(&error) && since.elapsed() < patience => {
                std::thread::sleep(LOOK_AGAIN);
            }
            done => return done,
        }
    }
}

/// True if the error means that another program has the file open: access denied, sharing violation, lock
/// violation.
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// How often `act` is called if its first two calls fail with `error`, and whether it succeeded.
    fn tries(patience: Duration, error: io::ErrorKind) -> (u32, bool) {
        let tries = Cell::new(0);
        let is_held = |error: &io::Error| error.kind() == io::ErrorKind::ResourceBusy;
        let done = within(patience, is_held, || {
            tries.set(tries.get() + 1);
            if tries.get() > 2 {
                Ok(())
            } else {
                Err(error.into())
            }
        });
        (tries.get(), done.is_ok())
    }

    #[test]
    fn what_somebody_has_open_is_tried_again_until_it_is_closed() {
        assert_eq!(tries(Duration::MAX, io::ErrorKind::ResourceBusy), (3, true));
    }

    #[test]
    fn what_nobody_waits_for_any_longer_or_what_does_not_pass_is_said() {
        assert_eq!(tries(Duration::ZERO, io::ErrorKind::ResourceBusy), (1, false));
        assert_eq!(tries(Duration::MAX, io::ErrorKind::PermissionDenied), (1, false));
    }
}
