//! What became of two texts that had grown apart: written down before a file is touched, so that both are kept and it can be undone.

use rusqlite::{OptionalExtension as _, Row, Transaction, TransactionBehavior, params};

use super::drafts::hash_of;
use super::publications::rows::{name, named};
use super::versions::{packed, unpacked};
use super::{Desk, DeskError};
use crate::content::activity::{Seen, hash_of_file};

/// The state of a settlement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SettlementState {
    /// Some of its files may have been written, and others not.
    #[default]
    Begun,
    /// All are.
    Done,
    /// Some may have been given back what they held, and others not.
    Undoing,
    /// All have.
    Undone,
}

const STATES: [(SettlementState, &str); 4] = [
    (SettlementState::Begun, "begun"),
    (SettlementState::Done, "done"),
    (SettlementState::Undoing, "undoing"),
    (SettlementState::Undone, "undone"),
];

/// What a person made of a conflict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settlement {
    /// Its number; 0 before it is written down.
    pub id: i64,
    /// When, ms since 1970.
    pub at: i64,
    /// Its state.
    pub state: SettlementState,
    /// The draft whose text it was.
    pub draft: Option<i64>,
    /// What both texts had come from, of a draft.
    pub base: Option<Vec<u8>>,
    /// The person's text, of a draft.
    pub mine: Option<Vec<u8>>,
    /// The draft that was made of the person's text.
    pub made: Option<i64>,
    /// The files, in the order in which they are written.
    pub files: Vec<SettledFile>,
}

/// A file of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettledFile {
    /// Its path in the folder, or the name of a private draft's.
    pub path: String,
    /// What it held; none where there was no such file.
    pub before: Option<Vec<u8>>,
    /// What it holds; none where it is gone. The same as before where it stays.
    pub after: Option<Vec<u8>>,
}

impl Desk {
    /// Writes down what is about to be done, and gives its number.
    ///
    /// # Errors
    /// As SQLite says; so for every method here.
    pub fn begin_settlement(&self, settlement: &Settlement) -> Result<i64, DeskError> {
        let pack = |bytes: &Option<Vec<u8>>| bytes.as_deref().map(packed).transpose();
        let transaction = self.connection.unchecked_transaction()?;
        transaction
            .prepare_cached(
                "INSERT INTO settlement (at, state, draft, base, mine, made) VALUES (?1, 'begun', ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                settlement.at,
                settlement.draft,
                pack(&settlement.base)?,
                pack(&settlement.mine)?,
                settlement.made
            ])?;
        let id = transaction.last_insert_rowid();
        let mut insert =
            transaction.prepare_cached("INSERT INTO settlement_file VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
        for (number, file) in (0_i64..).zip(&settlement.files) {
            let hash = file.after.as_deref().map(hash_of);
            let (before, after) = (pack(&file.before)?, pack(&file.after)?);
            insert.execute(params![id, number, file.path, before, after, hash])?;
        }
        drop(insert);
        transaction.commit()?;
        Ok(id)
    }

    /// This is its state now.
    pub fn settlement_is(&self, id: i64, state: SettlementState) -> Result<(), DeskError> {
        self.connection
            .prepare_cached("UPDATE settlement SET state = ?2 WHERE id = ?1")?
            .execute(params![id, name(&STATES, state)])?;
        Ok(())
    }

    /// It has come to this end: told of in the record as the person's doing, with these texts, each by the path of its file, for 90 days.
    pub fn end_settlement(
        &self,
        settlement: &Settlement,
        state: SettlementState,
        about: &Seen,
        texts: &[(&str, &[u8])],
        at: i64,
    ) -> Result<(), DeskError> {
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        self.settlement_is(settlement.id, state)?;
        self.look_after_settled(settlement, &about.path, state)?;
        let file = settlement.files.iter().find(|file| file.path == about.path);
        let (holds, mine) = match state {
            SettlementState::Done => (file.and_then(|file| file.after.as_deref()), "settled"),
            _ => (file.and_then(|file| file.before.as_deref()), "undone"),
        };
        let holds = holds.unwrap_or_default();
        let seen = Seen {
            hash: hash_of_file(holds, holds.len() as u64),
            ..about.clone()
        };
        self.record_with(&seen, Some(mine), texts, at)?;
        Ok(transaction.commit()?)
    }

    /// Those that were interrupted, the oldest first.
    pub fn interrupted_settlements(&self) -> Result<Vec<Settlement>, DeskError> {
        let ids: Vec<i64> = self
            .connection
            .prepare_cached("SELECT id FROM settlement WHERE state IN ('begun', 'undoing') ORDER BY id")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let found = ids.into_iter().map(|id| self.settlement(id));
        Ok(found
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .flatten()
            .collect())
    }

    /// What a file of a settlement came to in the end.
    pub fn settled_to(&self, id: i64, number: i64, after: &[u8]) -> Result<(), DeskError> {
        self.connection
            .prepare_cached(
                "UPDATE settlement_file SET after = ?3, hash = ?4 WHERE settlement = ?1 AND number = ?2",
            )?
            .execute(params![id, number, packed(after)?, hash_of(after)])?;
        Ok(())
    }

    /// The settlement of this number.
    pub fn settlement(&self, id: i64) -> Result<Option<Settlement>, DeskError> {
        let found = self
            .connection
            .prepare_cached("SELECT id, at, state, draft, base, mine, made FROM settlement WHERE id = ?1")?
            .query_row([id], |row| {
                Ok(Settlement {
                    id: row.get(0)?,
                    at: row.get(1)?,
                    state: named(&STATES, &row.get::<_, String>(2)?, SettlementState::Undone),
                    draft: row.get(3)?,
                    base: bytes(row, 4)?,
                    mine: bytes(row, 5)?,
                    made: row.get(6)?,
                    files: Vec::new(),
                })
            })
            .optional()?;
        let Some(mut settlement) = found else {
            return Ok(None);
        };
        let mut files = self.connection.prepare_cached(
            "SELECT path, before, after FROM settlement_file WHERE settlement = ?1 ORDER BY number",
        )?;
        let rows = files.query_map([id], |row| {
            Ok(SettledFile {
                path: row.get(0)?,
                before: bytes(row, 1)?,
                after: bytes(row, 2)?,
            })
        })?;
        settlement.files = rows.collect::<Result<_, _>>()?;
        Ok(Some(settlement))
    }

    /// Whether a sync engine's copy that holds `bytes` was settled before, and left where it is.
    pub fn is_settled(&self, path: &str, bytes: &[u8]) -> Result<bool, DeskError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM settlement_file f JOIN settlement s ON s.id = f.settlement
                 WHERE f.path = ?1 AND f.hash = ?2 AND f.number > 0 AND s.state = 'done')",
            )?
            .query_row(params![path, hash_of(bytes)], |row| row.get(0))?)
    }

    /// Texts that the file at `path` is known to have held: as it was published, replaced, and settled.
    pub fn known_texts(&self, path: &str) -> Result<Vec<Vec<u8>>, DeskError> {
        /// Older ones than these are no likely beginning of what is in the folder today.
        const MOST: i64 = 20;
        let mut texts = Vec::new();
        for sql in [
            "SELECT v.text FROM version v JOIN draft d ON d.id = v.draft
             WHERE (d.published_as = ?1 OR d.revises = ?1) AND v.kind IN ('published', 'withdrawn')
             ORDER BY v.id DESC LIMIT ?2",
            "SELECT after FROM publication_file WHERE in_folder AND path = ?1 AND after IS NOT NULL
             ORDER BY publication DESC LIMIT ?2",
            "SELECT before FROM publication_file WHERE in_folder AND path = ?1 AND before IS NOT NULL
             ORDER BY publication DESC LIMIT ?2",
            "SELECT after FROM settlement_file WHERE path = ?1 AND after IS NOT NULL
             ORDER BY settlement DESC LIMIT ?2",
        ] {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(params![path, MOST], |row| row.get::<_, Vec<u8>>(0))?;
            for row in rows {
                texts.push(zstd::decode_all(row?.as_slice()).unwrap_or_default());
            }
        }
        texts.retain(|text| !text.is_empty());
        Ok(texts)
    }
}

fn bytes(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Vec<u8>>> {
    let found: Option<Vec<u8>> = row.get(column)?;
    found.map(|found| unpacked(&found)).transpose()
}
