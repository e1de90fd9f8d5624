//! A mirror that cannot be used is set aside until a new one is complete, because it may hold the last texts
//! of documents that left the folder.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::files::{delete_files, rename_file, with_suffix};
use super::{Known, Mirror, MirrorError, MirrorFile, file_in, prepare};

pub(super) fn aside_in(directory: &Path) -> PathBuf {
    directory.join("mirror.aside")
}

impl Mirror {
    /// Opens the mirror that was set aside in `directory`, to read what can still be read. None if there is
    /// no such mirror, or nothing of it can be read.
    #[must_use]
    pub fn open_set_aside(directory: &Path) -> Option<Self> {
        let path = aside_in(directory);
        take_its_log_along(directory).ok()?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags).ok()?;
        prepare(&connection).ok()?;
        let mut mirror = Self::of(connection, MirrorFile::of(&path)).ok()?;
        mirror.is_set_aside = true;
        Some(mirror)
    }

    /// Sets the mirror in `directory` aside. It cannot be used, but the texts of documents that left the
    /// folder may still be readable.
    ///
    /// # Errors
    /// If the system refuses; `Busy` if another program has a file open and that prevents the move.
    pub fn set_aside(directory: &Path) -> Result<(), MirrorError> {
        let path = file_in(directory);
        if !path.exists() {
            return Ok(()); // already set aside, or deleted
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if let Ok(connection) = Connection::open_with_flags(&path, flags) {
            // A connection that reads and is the last to close writes the log back.
            let _ = connection.query_row("SELECT count(*) FROM meta", [], |_| Ok(()));
        }
        delete_files(&aside_in(directory))?;
        // The log is moved last. If the program ends before that, the log lies at the mirror's place without
        // a mirror, which shows that it belongs to the mirror that was set aside.
        rename_file(&path, &aside_in(directory))?;
        take_its_log_along(directory)?;
        delete_files(&path)
    }

    /// The documents below `directory`: path, file state and text. Of a mirror that was set aside, only what
    /// can still be read.
    #[must_use]
    pub fn documents_below(&self, directory: &str) -> Vec<(String, Known, String)> {
        let known = self.known(directory).unwrap_or_default().into_iter();
        let texts = known.filter_map(|(path, known)| {
            let text = self.text_at(&path).ok().flatten()?;
            Some((path, known, text))
        });
        texts.collect()
    }

    /// Whether this mirror was set aside.
    #[must_use]
    pub fn is_set_aside(&self) -> bool {
        self.is_set_aside
    }
}

/// Moves the log after its mirror. Between the two moves of setting a mirror aside, its log lies at the old
/// place without a mirror.
fn take_its_log_along(directory: &Path) -> Result<(), MirrorError> {
    let [mirror, aside] = [file_in(directory), aside_in(directory)];
    match aside.exists() && !mirror.exists() {
        true => rename_file(&with_suffix(&mirror, "-wal"), &with_suffix(&aside, "-wal")),
        false => Ok(()),
    }
}
