//! What keeps the mirror quick, done while nobody waits: merging the parts of the search index, and writing the log back.
//!
//! Left to itself, SQLite does both inside the commit that happens to fill the measure, and some edit pays for all.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::{Mirror, MirrorError, file_in, prepare};

/// Pages that one step of merging writes: some milliseconds.
const STEP: i64 = 64;
/// Batches after which a step is taken even if nobody is idle: FTS5 can hold 2,000 parts, and each batch adds one.
const MOST_UNMERGED: u32 = 500;
/// A log shorter than this is left until there is more, bytes.
const SHORT_LOG: u64 = 1024 * 1024;

impl Mirror {
    /// Takes one step of merging. False: there is nothing to merge.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn merge_step(&mut self) -> Result<bool, MirrorError> {
        for table in ["words", "beginnings", "heads"] {
            let before = self.connection.total_changes();
            self.connection
                .prepare_cached(&format!(
                    "INSERT INTO {table} ({table}, rank) VALUES ('merge', ?1)"
                ))?
                .execute([STEP])?;
            // FTS5: a difference of less than two means that there was nothing to do.
            if self.connection.total_changes() - before >= 2 {
                return Ok(true);
            }
        }
        self.unmerged = 0;
        Ok(false)
    }

    /// Bytes in the log that has not been written back.
    #[must_use]
    pub fn log_length(&self) -> u64 {
        std::fs::metadata(log_of(&self.file.path)).map_or(0, |log| log.len())
    }

    /// Counts a batch; where there have been too many without a merge, takes a step of it.
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

/// A connection that writes the log back into the mirror, beside its writer: no edit waits for the disk.
pub struct Checkpoints {
    connection: Connection,
    log: PathBuf,
}

impl Checkpoints {
    /// Opens the mirror in `directory`.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn open(directory: &Path) -> Result<Self, MirrorError> {
        let path = file_in(directory);
        // Never makes one: the mirror may have been thrown away just now.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags)?;
        prepare(&connection)?;
        connection.pragma_update(None, "cache_size", -512)?; // KiB: it reads nothing
        connection.pragma_update(None, "wal_autocheckpoint", 0)?;
        Ok(Self {
            connection,
            log: log_of(&path),
        })
    }

    /// Writes back what readers no longer need from the log. Waits for nobody, and nobody waits for it.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn write_back(&self) -> Result<(), MirrorError> {
        if std::fs::metadata(&self.log).is_ok_and(|log| log.len() >= SHORT_LOG) {
            self.connection
                .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        }
        Ok(())
    }
}
