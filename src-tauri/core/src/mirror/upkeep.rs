//! Keeps the mirror fast while the program is idle: merges the segments of the search index and writes the
//! log back.
//!
//! Otherwise SQLite does both inside whichever commit reaches the limit, and that one edit waits for all of
//! it.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::{Mirror, MirrorError, file_in, prepare};

/// Pages that one merge step writes: a few milliseconds of work.
const STEP: i64 = 64;
/// Batches after which a step is taken even if the program is not idle: FTS5 can hold 2,000 segments, and
/// each batch adds one.
const MOST_UNMERGED: u32 = 500;
/// A shorter log is left to grow, in bytes.
const SHORT_LOG: u64 = 1024 * 1024;

impl Mirror {
    /// Takes one merge step. Returns false if there is nothing to merge.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn merge_step(&mut self) -> Result<bool, MirrorError> {
        for table in ["words", "beginnings", "heads"] {
            let before = self.connection.total_changes();
            self.connection
                .prepare_cached(&format!(
                    "INSERT INTO {table} ({table}, rank) VALUES ('merge', ?1)"
                ))?
                .execute([STEP])?;
            // FTS5: a difference of less than two means that nothing was merged.
            if self.connection.total_changes() - before >= 2 {
                return Ok(true);
            }
        }
        self.unmerged = 0;
        Ok(false)
    }

    /// The length of the log that has not been written back, in bytes.
    #[must_use]
    pub fn log_length(&self) -> u64 {
        std::fs::metadata(log_of(&self.file.path)).map_or(0, |log| log.len())
    }

    /// Counts a batch. After too many batches without a merge, takes a merge step.
    pub(super) fn count_batch(&mut self) -> Result<(), MirrorError> {
        self.unmerged += 1;
        if self.unmerged > MOST_UNMERGED {
            self.merge_step()?;
        }
        Ok(())
    }
}

fn log_of(mirror: &Path) -> PathBuf {
    let mut log = mirror.to_path_buf().into_os_string();
    log.push("-wal");
    log.into()
}

/// A second connection that writes the log back into the mirror, so that no edit waits for the disk.
pub struct Checkpoints {
    connection: Connection,
    log: PathBuf,
}

impl Checkpoints {
    /// Opens the mirror in `directory`.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn open(directory: &Path) -> Result<Self, MirrorError> {
        let path = file_in(directory);
        // Never creates the file: the mirror may have been deleted just now.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags)?;
        prepare(&connection)?;
        connection.pragma_update(None, "cache_size", -512)?; // KiB: this connection reads hardly anything
        connection.pragma_update(None, "wal_autocheckpoint", 0)?;
        Ok(Self {
            connection,
            log: log_of(&path),
        })
    }

    /// Writes back the part of the log that readers no longer need. It waits for nobody, and nobody waits for
    /// it.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn write_back(&self) -> Result<(), MirrorError> {
        if std::fs::metadata(&self.log).is_ok_and(|log| log.len() >= SHORT_LOG) {
            self.connection
                .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        }
        Ok(())
    }
}
