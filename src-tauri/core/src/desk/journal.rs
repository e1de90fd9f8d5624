//! The journal: changes that a draft's file does not hold yet, and the text that they are changes of.
//!
//! Rows are there only with their start. They go in the transaction that says what the file holds now. A start without changes
//! is what was last saved: somebody else may write over the file before it is a version.

use rusqlite::{OptionalExtension as _, params};

use super::drafts::{Draft, hash_of};
use super::versions::{packed, unpacked};
use super::{Desk, DeskError};

/// What the journal of a draft holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journal {
    /// The file's bytes before the first change.
    pub start: Vec<u8>,
    /// The changes, in order; at least one.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number.
    pub sequence: u64,
    /// When it was written down, ms since 1970.
    pub at: i64,
    /// What it is, as JSON.
    pub what: String,
}

impl Desk {
    /// Writes a change down. `start` comes with the first one after the file was written: its bytes.
    /// It takes the place of one of its number: that is one of which nobody knew whether it was written down.
    ///
    /// # Errors
    /// As SQLite says, then nothing was written down; so for every method here.
    pub fn append_change(&self, draft: i64, change: &Change, start: Option<&[u8]>) -> Result<(), DeskError> {
        let transaction = self.connection.unchecked_transaction()?;
        let sequence = change.sequence.cast_signed();
        if let Some(start) = start {
            transaction
                .prepare_cached(
                    "INSERT INTO change_start VALUES (?1, ?2) ON CONFLICT DO UPDATE SET text = ?2",
                )?
                .execute(params![draft, packed(start)?])?;
        }
        transaction
            .prepare_cached(
                "INSERT INTO change VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET at = ?3, what = ?4",
            )?
            .execute(params![draft, sequence, change.at, change.what])?;
        Ok(transaction.commit()?)
    }

    /// The journal of a draft; none where its file holds every word.
    pub fn journal(&self, draft: i64) -> Result<Option<Journal>, DeskError> {
        let changes = self
            .connection
            .prepare_cached("SELECT sequence, at, what FROM change WHERE draft = ?1 ORDER BY sequence")?
            .query_map([draft], |row| {
                Ok(Change {
                    sequence: row.get::<_, i64>(0)?.cast_unsigned(),
                    at: row.get(1)?,
                    what: row.get(2)?,
                })
            })?
            .collect::<Result<Vec<_>, _>>()?;
        if changes.is_empty() {
            return Ok(None);
        }
        let start = self.start(draft)?.unwrap_or_default();
        Ok(Some(Journal { start, changes }))
    }

    /// Whether words of a draft are in the journal alone.
    pub fn has_journal(&self, draft: i64) -> Result<bool, DeskError> {
        Ok(self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM change WHERE draft = ?1)")?
            .query_row([draft], |row| row.get(0))?)
    }

    /// The file holds, since `at`, every word: `bytes`. The journal's changes go.
    pub fn settle(&self, draft: i64, bytes: &[u8], at: i64) -> Result<(), DeskError> {
        let transaction = self.connection.unchecked_transaction()?;
        transaction
            .prepare_cached("DELETE FROM change WHERE draft = ?1")?
            .execute([draft])?;
        transaction
            .prepare_cached("INSERT INTO change_start VALUES (?1, ?2) ON CONFLICT DO UPDATE SET text = ?2")?
            .execute(params![draft, packed(bytes)?])?;
        transaction
            .prepare_cached("UPDATE draft SET hash = ?2, changed = ?3 WHERE id = ?1")?
            .execute(params![draft, hash_of(bytes), at])?;
        Ok(transaction.commit()?)
    }

    /// What was last saved of a draft that has no journal, if it is what its row says.
    pub fn saved(&self, draft: &Draft) -> Result<Option<Vec<u8>>, DeskError> {
        if self.has_journal(draft.id)? {
            return Ok(None);
        }
        let saved = self.start(draft.id)?;
        Ok(saved.filter(|saved| draft.hash == Some(hash_of(saved))))
    }

    fn start(&self, draft: i64) -> Result<Option<Vec<u8>>, DeskError> {
        let start: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT text FROM change_start WHERE draft = ?1")?
            .query_row([draft], |row| row.get(0))
            .optional()?;
        Ok(start.map(|start| unpacked(&start)).transpose()?)
    }
}
