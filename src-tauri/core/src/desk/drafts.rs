//! What a person is writing: one row for each draft, and the locks that keep two programs from writing in the same one.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::{Desk, DeskError, Remembered};
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

/// A draft's row, as far as publishing has to do with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftState {
    /// Private: the file's name in [`Desk::drafts`]. Shared: its path in the folder.
    pub file: String,
    /// It lies in the folder.
    pub shared: bool,
    /// The response that it is published as; then it has no file of its own.
    pub published_as: Option<String>,
    /// The published response that it is to replace.
    pub revises: Option<String>,
    /// The bytes of that when the draft was begun.
    pub base: Option<String>,
    /// xxh3 of the file's bytes, where they are known.
    pub hash: Option<i64>,
    /// When it was put away, ms since 1970.
    pub discarded: Option<i64>,
}

impl DraftState {
    /// Whether nothing has been done with the draft from one to the other; its words may have been looked at.
    #[must_use]
    pub fn is_where_it_was(&self, other: &Self) -> bool {
        let place = |state: &Self| (state.file.clone(), state.shared, state.discarded.is_some());
        place(self) == place(other)
            && self.published_as == other.published_as
            && self.revises == other.revises
    }
}

const DRAFT: &str = "SELECT id, file, shared, published_as, revises, base, hash, created, changed, discarded
    FROM draft";
const STATE: &str = "SELECT id, file, shared, published_as, revises, base, hash, discarded FROM draft";

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

    /// How draft `id` stands.
    pub fn draft_state(&self, id: i64) -> Result<Option<DraftState>, DeskError> {
        let found = self.one_draft("id = ?1", &[&id])?;
        Ok(found.map(|(_, state)| state))
    }

    /// The draft whose file this is, and that is not published.
    pub fn draft_of_file(&self, file: &str, shared: bool) -> Result<Option<(i64, DraftState)>, DeskError> {
        self.one_draft(
            "file = ?1 AND shared = ?2 AND published_as IS NULL",
            &[&file, &shared],
        )
    }

    /// The draft that was published as the response at `path`.
    pub fn draft_published_as(&self, path: &str) -> Result<Option<(i64, DraftState)>, DeskError> {
        self.one_draft("published_as = ?1", &[&path])
    }

    fn one_draft(
        &self,
        condition: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<Option<(i64, DraftState)>, DeskError> {
        let sql = format!("{STATE} WHERE {condition} ORDER BY id DESC LIMIT 1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(values, state).optional()?)
    }

    /// Writes a draft's row, and gives its number: a new one where there is none yet.
    pub fn put_draft(&self, id: Option<i64>, state: &DraftState, at: i64) -> Result<i64, DeskError> {
        let base = state.base.as_ref().map(String::as_bytes);
        let values = params![
            state.file,
            state.shared,
            state.published_as,
            state.revises,
            base,
            state.hash,
            state.discarded,
            at,
            id
        ];
        if let Some(id) = id {
            let sql = "UPDATE draft SET file = ?1, shared = ?2, published_as = ?3, revises = ?4, base = ?5,
                hash = ?6, discarded = ?7, changed = ?8 WHERE id = ?9";
            self.connection.prepare_cached(sql)?.execute(values)?;
            return Ok(id);
        }
        let sql = "INSERT INTO draft (id, file, shared, published_as, revises, base, hash, discarded, created, changed)
            VALUES (?9, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)";
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Where a draft lies that somebody else has shared and the person writes in, too; none of one that she has shared herself.
    pub fn taken_up(&self, id: i64) -> Result<Option<String>, DeskError> {
        self.value(Remembered::TakenUp(id))
    }

    /// Notes that, or that it is her own again.
    pub fn note_taken_up(&self, id: i64, path: Option<&str>) -> Result<(), DeskError> {
        self.set_value(Remembered::TakenUp(id), path)
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

fn state(row: &Row<'_>) -> rusqlite::Result<(i64, DraftState)> {
    let base: Option<Vec<u8>> = row.get(5)?;
    let state = DraftState {
        file: row.get(1)?,
        shared: row.get(2)?,
        published_as: row.get(3)?,
        revises: row.get(4)?,
        base: base.map(|base| String::from_utf8_lossy(&base).into_owned()),
        hash: row.get(6)?,
        discarded: row.get(7)?,
    };
    Ok((row.get(0)?, state))
}
