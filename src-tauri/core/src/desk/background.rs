//! The desk used beside those who write in it: to record, to notice, and to write its log back.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};

use super::{Desk, DeskError, configured, copies, file_in, open_private};

/// A log of fewer bytes is not worth it: making sure of it holds up whoever writes to the same disk.
const SHORT_LOG: u64 = 8 * 1024 * 1024;

impl Desk {
    /// Opens the desk beside those who write in it, to record, to notice or to look: it is not looked through, and no copy is made.
    ///
    /// # Errors
    /// See [`DeskError`]; a damaged one is left to those who write in it.
    pub fn open_to_record(directory: &Path, now: Timestamp) -> Result<Self, DeskError> {
        if copies::is_missing(directory) {
            // An empty one in its place would look whole. What there is to report stays in it.
            copies::repair(directory, now)?;
        }
        let connection = open_private(&file_in(directory))?;
        configured(&connection)?;
        // No edit from outside waits for the disk: see `write_back`.
        connection.pragma_update(None, "wal_autocheckpoint", 0)?;
        let desk = Self::of(connection, directory)?;
        let _ = desk.own_time(now);
        Ok(desk)
    }

    /// Writes what has come to be a long log back into the desk in `directory`, where there is one. Waits for nobody, and nobody waits
    /// for it.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn write_back(directory: &Path) -> Result<(), DeskError> {
        let file = file_in(directory);
        let mut log = file.clone().into_os_string();
        log.push("-wal");
        if std::fs::metadata(log).is_ok_and(|log| log.len() >= SHORT_LOG) {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(file, flags)?;
            connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        }
        Ok(())
    }
}
