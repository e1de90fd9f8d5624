//! A mirror that cannot be used is set aside until a new one is whole: it may still have the texts of what has left the folder.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::files::{delete_files, rename_file, with_suffix};
use super::{Known, Mirror, MirrorError, MirrorFile, file_in, prepare};

pub(super) fn aside_in(directory: &Path) -> PathBuf {
    directory.join("mirror.aside")
}

impl Mirror {
    /// Opens the mirror that was set aside in `directory`, as far as it can be read. None: there is none, or nothing can be read of it.
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

    /// Sets the mirror in `directory` aside: it cannot be used, but perhaps be read, for the texts of what has left the folder.
    ///
    /// # Errors
    /// Where the system does not let us; `Busy` where another program has it open, and that is in the way.
    pub fn set_aside(directory: &Path) -> Result<(), MirrorError> {
        let path = file_in(directory);
        if !path.exists() {
            return Ok(()); // it is set aside, or deleted
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if let Ok(connection) = Connection::open_with_flags(&path, flags) {
            // Whoever has looked into it, and closes it last, writes its log back.
            let _ = connection.query_row("SELECT count(*) FROM meta", [], |_| Ok(()));
        }
        delete_files(&aside_in(directory))?;
        // The log last: where the program is ended in between, it lies where the mirror was, and is known to be of what was set aside.
        rename_file(&path, &aside_in(directory))?;
        take_its_log_along(directory)?;
        delete_files(&path)
    }

    /// What it holds of the documents below `directory`: the path, what is known of the file, and its text. Of one that was set aside, as
    /// far as it can be read.
    #[must_use]
    pub fn documents_below(&self, directory: &str) -> Vec<(String, Known, String)> {
        let known = self.known(directory).unwrap_or_default().into_iter();
        let texts = known.filter_map(|(path, known)| {
            let text = self.text_at(&path).ok().flatten()?;
            Some((path, known, text))
        });
        texts.collect()
    }

    /// Whether it was set aside.
    #[must_use]
    pub fn is_set_aside(&self) -> bool {
        self.is_set_aside
    }
}

/// Between the two moves that set a mirror aside, its log lies where it was, and no mirror beside it.
fn take_its_log_along(directory: &Path) -> Result<(), MirrorError> {
    let [mirror, aside] = [file_in(directory), aside_in(directory)];
    match aside.exists() && !mirror.exists() {
        true => rename_file(&with_suffix(&mirror, "-wal"), &with_suffix(&aside, "-wal")),
        false => Ok(()),
    }
}
