//! Records that the mirror's file is undamaged, so that a large mirror need not be checked at every start.

use std::fs::File;
use std::path::Path;

use super::{Mirror, MirrorError, Reader, file_in};
use crate::disk::filesystem::private;

/// The file that records the state of the mirror when it was last known to be undamaged.
const AS_LEFT: &str = "mirror.as-left";
/// Every program holds a shared lock on this file while it writes the mirror.
const TENDED: &str = "mirror.tended";

/// Held by a writer while it has the mirror open. The writer has checked or made the mirror, and notices
/// damage by itself.
pub(super) struct Tending {
    /// None if the system has no locks.
    _share: Option<File>,
}

impl Tending {
    pub(super) fn begin(directory: &Path) -> Self {
        let share = lock_file(directory).filter(|file| file.try_lock_shared().is_ok());
        Self { _share: share }
    }
}

fn lock_file(directory: &Path) -> Option<File> {
    private::open(&directory.join(TENDED)).ok()
}

/// Whether a running writer has the mirror open.
fn is_tended(directory: &Path) -> bool {
    let held = |file: File| matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock));
    lock_file(directory).is_some_and(held)
}

/// Whether the mirror is unchanged since it was known to be undamaged, or a running writer has it open.
pub(super) fn is_known(directory: &Path) -> bool {
    let left = std::fs::read_to_string(directory.join(AS_LEFT)).unwrap_or_default();
    left == state(directory) || is_tended(directory)
}

/// The state of the mirror's files in `directory`, to detect later changes.
fn state(directory: &Path) -> String {
    let mut state = String::new();
    for suffix in ["", "-wal"] {
        let mut path = file_in(directory).into_os_string();
        path.push(suffix);
        let Ok(meta) = std::fs::metadata(path) else {
            continue;
        };
        // A reader leaves an empty log, which means no change.
        if meta.len() > 0 {
            let modified = meta.modified().map(crate::disk::folder::nanoseconds);
            state.push_str(&format!("{} {}\n", meta.len(), modified.unwrap_or_default()));
        }
    }
    state
}

impl Mirror {
    /// Records that the mirror in `directory` is undamaged as it is now. No program may have it open for
    /// writing.
    pub fn leave_word(directory: &Path) {
        // Without this record, the next program to open the mirror checks it once more.
        let word = directory.join(AS_LEFT);
        let _ = std::fs::write(&word, state(directory));
        private::close_file(&word);
    }
}

impl Reader {
    /// Opens the mirror in `directory` for a program that does not sync it first. Checks the whole file only
    /// if nobody has done so since its last change.
    ///
    /// # Errors
    /// `NotBuilt` if there is no mirror, `Damaged` if it cannot be used.
    pub fn open_as_it_is(directory: &Path) -> Result<Self, MirrorError> {
        let before = state(directory);
        let is_known = is_known(directory);
        let reader = Self::open(directory)?;
        if !is_known {
            reader.check()?;
            if state(directory) == before {
                Mirror::leave_word(directory);
            }
        }
        Ok(reader)
    }
}
