//! Files renamed and removed with patience.
//!
//! On Windows, nobody may rename or remove a file that another program has open, and virus scanners, indexers and sync
//! programs have every new file open for a moment: it is tried again for a while.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// What a person waits for without wondering; scanners are done in much less.
const PATIENCE: Duration = Duration::from_millis(1500);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Renames a file. What has the name `to` gives way.
///
/// # Errors
/// As the system says.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    patiently(|| fs::rename(from, to))
}

/// Removes a file.
///
/// # Errors
/// As the system says.
pub fn remove(path: &Path) -> io::Result<()> {
    patiently(|| fs::remove_file(path))
}

/// What `act` comes to once nobody has the file open any more, or nobody waits any longer.
///
/// # Errors
/// As `act` says at last.
pub fn patiently<T>(act: impl Fn() -> io::Result<T>) -> io::Result<T> {
    within(PATIENCE, is_held, act)
}

/// The same for as long as `patience`, and where `is_held` says that the error passes.
///
/// # Errors
/// As `act` says at last.
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

/// Whether the error says that somebody has the file open: access denied, sharing violation, lock violation.
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// How often it is tried where the first two tries fail by `error`.
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
