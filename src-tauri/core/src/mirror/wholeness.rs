//! Whether the mirror's file is known to be whole, so that nobody need look through all of it, however large the folder is.

use std::fs::File;
use std::path::Path;

use super::{Mirror, MirrorError, Reader, file_in};
use crate::disk::filesystem::private;

/// The file that says how the mirror was when somebody last knew it to be whole.
const AS_LEFT: &str = "mirror.as-left";
/// The file that every program holds a share of while it writes the mirror.
const TENDED: &str = "mirror.tended";

/// Held by a writer for as long as it has the mirror open. It has looked through it, or made it, and meets damage by itself.
pub(super) struct Tending {
    /// None where the system has no locks.
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

/// Whether a writer that is alive has the mirror open.
fn is_tended(directory: &Path) -> bool {
    let held = |file: File| matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock));
    lock_file(directory).is_some_and(held)
}

/// Whether the mirror is as somebody left it who knew it to be whole, or in the hands of a writer that is alive.
pub(super) fn is_known(directory: &Path) -> bool {
    let left = std::fs::read_to_string(directory.join(AS_LEFT)).unwrap_or_default();
    left == state(directory) || is_tended(directory)
}

/// The state of the mirror's files in `directory`, to know whether anybody has changed them since.
fn state(directory: &Path) -> String {
    let mut state = String::new();
    for suffix in ["", "-wal"] {
        let mut path = file_in(directory).into_os_string();
        path.push(suffix);
        let Ok(meta) = std::fs::metadata(path) else {
            continue;
        };
        // Whoever reads leaves an empty log, which says nothing.
        if meta.len() > 0 {
            let modified = meta.modified().map(crate::disk::folder::nanoseconds);
            state.push_str(&format!("{} {}\n", meta.len(), modified.unwrap_or_default()));
        }
    }
    state
}

impl Mirror {
    /// Leaves word that the mirror in `directory`, which no program has open for writing, is whole as it is now.
    pub fn leave_word(directory: &Path) {
        // Without it, the next to open the mirror looks through it once more.
        let word = directory.join(AS_LEFT);
        let _ = std::fs::write(&word, state(directory));
        private::close_file(&word);
    }
}

impl Reader {
    /// Opens the mirror in `directory` for one who does not bring it in step first. It is looked through as a whole only where
    /// nobody has since it was last changed.
    ///
    /// # Errors
    /// `NotBuilt` where there is none, `Damaged` where it cannot be used.
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
