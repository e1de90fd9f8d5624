//! What a person is writing: one row for each draft, and the locks that keep two programs from writing in the same one.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{OptionalExtension as _, Row, params};
use xxhash_rust::xxh3::xxh3_64;

use super::{Desk, DeskError};
use crate::disk::filesystem::private;

/// So long a lock is waited for that others have for moments only.
pub(super) const PATIENCE: Duration = Duration::from_secs(4);

/// A draft's row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its number; 0 before it is added.
    pub id: i64,
    /// Private: the file's name in [`Desk::drafts`]. Shared: its path in the folder.
    pub file: String,
    /// It lies in the folder.
    pub shared: bool,
    /// The response that it is published as; then it has no file of its own.
    pub published_as: Option<String>,
    /// The published response that it is to replace.
    pub revises: Option<String>,
    /// The bytes of that when the draft was begun.
    pub base: Option<Vec<u8>>,
    /// [`hash_of`] the file's bytes, as last written or read here.
    pub hash: Option<i64>,
    /// When it was begun, ms since 1970.
    pub created: i64,
    /// When it was last changed, ms since 1970.
    pub changed: i64,
    /// When the person put it away, ms since 1970.
    pub discarded: Option<i64>,
}

impl Draft {
    /// Whether it has a file of its own.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.published_as.is_none() && self.discarded.is_none()
    }
}

const DRAFT: &str = "SELECT id, file, shared, published_as, revises, base, hash, created, changed, discarded
    FROM draft";

impl Desk {
    /// The draft of this number.
    ///
    /// # Errors
    /// As SQLite says; so for every method here.
    pub fn draft(&self, id: i64) -> Result<Option<Draft>, DeskError> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{DRAFT} WHERE id = ?1"))?;
        Ok(statement.query_row([id], draft).optional()?)
    }

    /// All that there are, and were, those first that were worked on last.
    pub fn all_drafts(&self) -> Result<Vec<Draft>, DeskError> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{DRAFT} ORDER BY turn DESC, id DESC"))?;
        Ok(statement.query_map([], draft)?.collect::<Result<_, _>>()?)
    }

    /// Whether a new version of the response at `path` is being written.
    pub fn is_being_revised(&self, path: &str) -> Result<bool, DeskError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM draft
            WHERE revises = ?1 AND published_as IS NULL AND discarded IS NULL)";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([path], |row| row.get(0))?)
    }

    /// Adds a draft and gives its number.
    pub fn add_draft(&self, draft: &Draft) -> Result<i64, DeskError> {
        self.connection
            .prepare_cached(
                "INSERT INTO draft (file, shared, published_as, revises, base, hash, created, changed, discarded)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                draft.file,
                draft.shared,
                draft.published_as,
                draft.revises,
                draft.base,
                draft.hash,
                draft.created,
                draft.changed,
                draft.discarded
            ])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Writes a draft's row anew.
    pub fn update_draft(&self, draft: &Draft) -> Result<(), DeskError> {
        self.connection
            .prepare_cached(
                "UPDATE draft SET file = ?2, shared = ?3, published_as = ?4, revises = ?5, base = ?6, hash = ?7,
                 changed = ?8, discarded = ?9 WHERE id = ?1",
            )?
            .execute(params![
                draft.id,
                draft.file,
                draft.shared,
                draft.published_as,
                draft.revises,
                draft.base,
                draft.hash,
                draft.changed,
                draft.discarded
            ])?;
        Ok(())
    }

    /// The right to write in a draft, until the value goes or the program ends; none while somebody else has it.
    pub fn lock_draft(&self, id: i64) -> Result<Option<File>, DeskError> {
        /// A program that is started by this one has its open files, and so its locks, for some milliseconds: nobody is writing then.
        const TRIES: u32 = 10;
        const BETWEEN: Duration = Duration::from_millis(10);
        for _ in 1..TRIES {
            if let Some(lock) = self.lock_draft_now(id)? {
                return Ok(Some(lock));
            }
            std::thread::sleep(BETWEEN);
        }
        self.lock_draft_now(id)
    }

    /// The same without a moment's patience, for who can do without it.
    pub fn lock_draft_now(&self, id: i64) -> Result<Option<File>, DeskError> {
        lock_now_in(&self.directory, &format!("draft-{id}.lock"))
    }

    /// The right to add drafts and to take them away. Waits for it, for some seconds: whoever has it may have been stopped.
    ///
    /// # Errors
    /// [`DeskError::Busy`], where somebody else keeps it.
    pub fn lock_drafts(&self) -> Result<File, DeskError> {
        lock_in(&self.directory, "drafts.lock", PATIENCE)?.ok_or(DeskError::Busy)
    }
}

/// The lock of this name as soon as nobody else has it; none where that is not so within `patience`.
pub(super) fn lock_in(directory: &Path, name: &str, patience: Duration) -> Result<Option<File>, DeskError> {
    const BETWEEN: Duration = Duration::from_millis(10);
    let over = Instant::now() + patience;
    loop {
        let lock = lock_now_in(directory, name)?;
        if lock.is_some() || Instant::now() >= over {
            return Ok(lock);
        }
        std::thread::sleep(BETWEEN);
    }
}

/// The lock of this name, where nobody else has it now.
pub(super) fn lock_now_in(directory: &Path, name: &str) -> Result<Option<File>, DeskError> {
    let file = lock_file(directory, name)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(std::fs::TryLockError::WouldBlock) => Ok(None),
        Err(std::fs::TryLockError::Error(source)) => Err(lock_failed(directory, source)),
    }
}

fn lock_file(directory: &Path, name: &str) -> Result<File, DeskError> {
    let locks = directory.join("locks");
    private::directory(&locks)
        .and_then(|()| private::open(&locks.join(name)))
        .map_err(|source| lock_failed(directory, source))
}

fn lock_failed(directory: &Path, source: std::io::Error) -> DeskError {
    if source.kind() == std::io::ErrorKind::StorageFull {
        return DeskError::Full;
    }
    DeskError::Directory {
        path: directory.join("locks"),
        source,
    }
}

/// xxh3 of bytes, as the tables hold it.
#[must_use]
pub fn hash_of(bytes: &[u8]) -> i64 {
    xxh3_64(bytes).cast_signed()
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        id: row.get(0)?,
        file: row.get(1)?,
        shared: row.get(2)?,
        published_as: row.get(3)?,
        revises: row.get(4)?,
        base: row.get(5)?,
        hash: row.get(6)?,
        created: row.get(7)?,
        changed: row.get(8)?,
        discarded: row.get(9)?,
    })
}
