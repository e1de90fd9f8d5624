//! What is done to several files at once, or can be undone: written down before the first file is touched, and looked up afterwards.

use std::fs::File;

use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use super::drafts::{DraftState, PATIENCE, lock_in, lock_now_in};
use super::{Desk, DeskError};
use crate::content::activity::{Observation, describe_file, hash_of_file};
use crate::desk::versions::VersionKind;

mod rows;

use rows::{OPERATION, file, json, operation};
pub(super) use rows::{packed, unpacked};

/// What is done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OperationKind {
    /// A draft becomes a response, or replaces one.
    #[default]
    Publish,
    /// A response becomes a draft.
    Unpublish,
    /// A question lists a response again that no file listed any more.
    ListAgain,
    /// One of these is undone.
    Undo,
    /// A conflict of files in the folder is settled.
    Settle,
    /// The conflict of a draft is settled. Its file is written by whoever has the draft open.
    SettleDraft,
    /// The settling of a conflict of files is undone.
    Unsettle,
    /// A private draft moves into the folder.
    Share,
}

impl OperationKind {
    /// Whether a conflict of files is settled, or is in conflict again.
    #[must_use]
    pub fn is_settling(self) -> bool {
        matches!(self, Self::Settle | Self::Unsettle)
    }

    /// Whether one of this kind waits until an unfinished one of the `other` kind is finished or taken back.
    #[must_use]
    pub fn waits_for(self, other: Self) -> bool {
        self.is_settling() == other.is_settling() && (self == Self::Share) == (other == Self::Share)
    }
}

/// How far an operation has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OperationState {
    /// Some files may have been written, and others not.
    #[default]
    Begun,
    /// All are.
    Done,
    /// None is: it could not be finished.
    TakenBack,
    /// It was done, and then undone.
    Undone,
}

/// One file of an operation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OperationFile {
    /// Inside the folder; else in [`Desk::drafts`].
    pub in_folder: bool,
    /// Its path there.
    pub path: String,
    /// What it held; none where there was no such file.
    pub before: Option<Vec<u8>>,
    /// What it is to hold; none where it goes. The same as before where it is only looked at.
    pub after: Option<Vec<u8>>,
}

/// What belongs to some kinds of operations only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Extra {
    /// The draft's row before.
    pub draft_before: Option<DraftState>,
    /// And after.
    pub draft_after: Option<DraftState>,
    /// The draft that was made of the person's text when the conflict of another draft was settled.
    pub made: Option<i64>,
    /// The title of the document that it is about, and the names of those who signed it, where they are known.
    pub title: Option<String>,
    /// See above.
    pub people: Vec<String>,
    /// The number that an earlier version of the program gave it.
    pub was: Option<i64>,
    /// The names of the temporary files that an earlier version of the program left behind when it was interrupted.
    pub tokens: Vec<String>,
}

/// What is, or was, done to several files at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Operation {
    /// Its number; 0 before it is written down.
    pub id: i64,
    /// When it was begun, ms since 1970.
    pub at: i64,
    /// What is done.
    pub kind: OperationKind,
    /// How far it has come.
    pub state: OperationState,
    /// The draft; none where there is none, or its row is only made when all is done.
    pub draft: Option<i64>,
    /// The operation that this one undoes.
    pub undoes: Option<i64>,
    /// The path of the document of which a conflict is settled.
    pub about: Option<String>,
    /// What both texts of a conflict had come from.
    pub base: Option<Vec<u8>>,
    /// The person's text in a conflict.
    pub mine: Option<Vec<u8>>,
    /// What belongs to its kind.
    pub extra: Extra,
    /// The files, in the order in which they are written.
    pub files: Vec<OperationFile>,
}

impl Operation {
    /// The path of the document that it is about, for the person.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        let mut files = self.files.iter();
        let named = match self.kind.is_settling() {
            true => files.find(|file| file.before.is_some()),
            false => files.find(|file| file.in_folder),
        };
        self.about.as_deref().or(named.map(|file| file.path.as_str()))
    }

    /// States of the files that are kept with the draft.
    fn versions(&self) -> Vec<(VersionKind, &[u8])> {
        let path = |state: &Option<DraftState>| state.as_ref()?.published_as.clone();
        let (path, is_published) = match self.kind {
            OperationKind::Publish => (path(&self.extra.draft_after), true),
            OperationKind::Unpublish => (path(&self.extra.draft_before), false),
            _ => return Vec::new(),
        };
        let mut files = self.files.iter().filter(|file| file.in_folder);
        let Some(file) = files.find(|file| Some(&file.path) == path.as_ref()) else {
            return Vec::new();
        };
        let before = file.before.as_deref().map(|text| (VersionKind::Withdrawn, text));
        let after = file.after.as_deref().filter(|_| is_published);
        let after = after.map(|text| (VersionKind::Published, text));
        before.into_iter().chain(after).collect()
    }
}

const PUBLISHING: &str = "publishing.lock";

impl Desk {
    /// Nobody else begins an operation from this desk while the lock is held; it goes with the program.
    ///
    /// # Errors
    /// [`DeskError::Publishing`], where somebody else has it and does not come to an end; as the system says, so for every method
    /// here.
    pub fn lock_publishing(&self) -> Result<File, DeskError> {
        if let Some(lock) = lock_in(&self.directory, PUBLISHING, PATIENCE)? {
            return Ok(lock);
        }
        let begun = self.begun_operations()?;
        let file = begun.iter().find_map(Operation::subject).unwrap_or("A file");
        Err(DeskError::Publishing(file.to_owned()))
    }

    /// The same, where nobody else has it now.
    pub fn lock_publishing_now(&self) -> Result<Option<File>, DeskError> {
        lock_now_in(&self.directory, PUBLISHING)
    }

    /// Writes down what is about to be done, and gives its number.
    pub fn begin_operation(&self, operation: &Operation) -> Result<i64, DeskError> {
        let transaction = self.connection.unchecked_transaction()?;
        transaction
            .prepare_cached(
                "INSERT INTO operation (at, kind, state, draft, undoes, about, base, mine, extra)
                 VALUES (?1, ?2, 'begun', ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                operation.at,
                operation.kind,
                operation.draft,
                operation.undoes,
                operation.about,
                packed(operation.base.as_deref())?,
                packed(operation.mine.as_deref())?,
                json(&operation.extra)?,
            ])?;
        let id = transaction.last_insert_rowid();
        self.put_files(id, &operation.files)?;
        transaction.commit()?;
        Ok(id)
    }

    fn put_files(&self, id: i64, files: &[OperationFile]) -> Result<(), DeskError> {
        let sql = "INSERT OR REPLACE INTO operation_file VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let mut put = self.connection.prepare_cached(sql)?;
        for (number, file) in (0_i64..).zip(files) {
            let (before, after) = (packed(file.before.as_deref())?, packed(file.after.as_deref())?);
            put.execute(params![id, number, file.in_folder, file.path, before, after])?;
        }
        Ok(())
    }

    /// Notes what the files of an operation held, and hold in the end: somebody else had changed one of them meanwhile.
    pub fn operation_came_to(&self, operation: &Operation) -> Result<(), DeskError> {
        let transaction = self.connection.unchecked_transaction()?;
        self.put_files(operation.id, &operation.files)?;
        Ok(transaction.commit()?)
    }

    /// It has come so far.
    pub fn operation_is(&self, id: i64, state: OperationState) -> Result<(), DeskError> {
        self.connection
            .prepare_cached("UPDATE operation SET state = ?2 WHERE id = ?1")?
            .execute(params![id, state])?;
        Ok(())
    }

    /// It is done: the draft's row is what it was to be, versions are kept with it, and what was written is looked after. A settling is
    /// told of in the record, with `texts`, each by the path of its file. Gives the draft's number.
    pub fn finish_operation(
        &self,
        operation: &Operation,
        texts: &[(&str, &[u8])],
        at: i64,
    ) -> Result<Option<i64>, DeskError> {
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let draft = match &operation.extra.draft_after {
            Some(state) => Some(self.put_draft(operation.draft, state, operation.at)?),
            None => operation.draft,
        };
        transaction
            .prepare_cached("UPDATE operation SET state = ?2, draft = ?3 WHERE id = ?1")?
            .execute(params![operation.id, OperationState::Done, draft])?;
        if let Some(undone) = operation.undoes {
            self.operation_is(undone, OperationState::Undone)?;
        }
        match operation.kind {
            OperationKind::Settle => self.look_after_settled(operation)?,
            OperationKind::Unsettle => self.look_after_unsettled(operation)?,
            _ => self.look_after(operation)?,
        }
        if let Some(draft) = draft {
            for (kind, bytes) in operation.versions() {
                self.keep_bytes(draft, kind, bytes, operation.at)?;
            }
            if operation.kind == OperationKind::Share {
                self.note_taken_up(draft, None)?;
            }
        }
        self.record_settling(operation, OperationState::Done, texts, at)?;
        transaction.commit()?;
        Ok(draft)
    }

    /// None of its files is written, or what is left was written since by somebody else. Of a settling, `texts` are kept in the record;
    /// none: there is nothing to tell.
    pub fn operation_taken_back(
        &self,
        operation: &Operation,
        texts: Option<&[(&str, &[u8])]>,
        at: i64,
    ) -> Result<(), DeskError> {
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        self.operation_is(operation.id, OperationState::TakenBack)?;
        if let Some(texts) = texts {
            self.record_settling(operation, OperationState::TakenBack, texts, at)?;
        }
        Ok(transaction.commit()?)
    }

    fn record_settling(
        &self,
        operation: &Operation,
        end: OperationState,
        texts: &[(&str, &[u8])],
        at: i64,
    ) -> Result<(), DeskError> {
        let is_done = end == OperationState::Done;
        let Some(path) = operation.subject().filter(|_| operation.kind.is_settling()) else {
            return Ok(());
        };
        let file = operation.files.iter().find(|file| file.path == path);
        let held = |is_after: bool| {
            let text = file.and_then(|file| {
                if is_after {
                    file.after.as_deref()
                } else {
                    file.before.as_deref()
                }
            });
            text.unwrap_or_default()
        };
        let is_settled = (operation.kind == OperationKind::Settle) == is_done;
        let (kind, title, people) = describe_file(path, held(operation.kind == OperationKind::Unsettle));
        let (title, people) = match &operation.extra.title {
            Some(title) => (title.clone(), operation.extra.people.clone()),
            None => (title, people),
        };
        let seen = Observation {
            hash: hash_of_file(held(is_done), held(is_done).len() as u64),
            ..Observation::changed(path, kind, title, people)
        };
        let mine = if is_settled { "settled" } else { "undone" };
        self.record_with(&seen, Some(mine), texts, at)
    }

    /// The operation of this number.
    pub fn operation(&self, id: i64) -> Result<Option<Operation>, DeskError> {
        Ok(self.operations("id = ?1", &[&id])?.pop())
    }

    /// The settling of a conflict to which an earlier version of the program gave this number.
    pub fn settling_once_numbered(&self, was: i64) -> Result<Option<i64>, DeskError> {
        let sql = "SELECT id FROM operation WHERE json_extract(extra, '$.was') = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([was], |row| row.get(0)).optional()?)
    }

    /// Those that were begun and neither finished nor taken back, oldest first.
    pub fn begun_operations(&self) -> Result<Vec<Operation>, DeskError> {
        self.operations("state = 'begun' ORDER BY id", &[])
    }

    /// The last publishing of a draft, where that has been done and not been undone.
    pub fn last_publishing(&self, draft: i64) -> Result<Option<Operation>, DeskError> {
        let condition = "draft = ?1 AND kind = 'publish' AND state = 'done' ORDER BY id DESC LIMIT 1";
        Ok(self.operations(condition, &[&draft])?.pop())
    }

    fn operations(
        &self,
        condition: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<Operation>, DeskError> {
        let sql = format!("{OPERATION} WHERE {condition}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut found = statement
            .query_map(values, operation)?
            .collect::<Result<Vec<_>, _>>()?;
        let mut files = self.connection.prepare_cached(
            "SELECT in_folder, path, before, after FROM operation_file WHERE operation = ?1 ORDER BY number",
        )?;
        for operation in &mut found {
            let rows = files.query_map([operation.id], file)?;
            operation.files = rows.collect::<Result<_, _>>()?;
        }
        Ok(found)
    }

    /// Whether a sync engine's copy that holds `bytes` was settled before, and left where it is.
    pub fn is_settled(&self, path: &str, bytes: &[u8]) -> Result<bool, DeskError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT f.after FROM operation_file f JOIN operation o ON o.id = f.operation
             WHERE f.path = ?1 AND f.number > 0 AND f.after IS NOT NULL AND o.kind = 'settle' AND o.state = 'done'",
        )?;
        for text in statement.query_map([path], |row| row.get::<_, Vec<u8>>(0))? {
            if unpacked(&text?)? == bytes {
                return Ok(true);
            }
        }
        Ok(false)
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
            "SELECT after FROM operation_file WHERE in_folder AND path = ?1 AND after IS NOT NULL
             ORDER BY operation DESC LIMIT ?2",
            "SELECT before FROM operation_file WHERE in_folder AND path = ?1 AND before IS NOT NULL
             ORDER BY operation DESC LIMIT ?2",
        ] {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(params![path, MOST], |row| row.get::<_, Vec<u8>>(0))?;
            for row in rows {
                texts.push(unpacked(&row?).unwrap_or_default());
            }
        }
        texts.retain(|text| !text.is_empty());
        Ok(texts)
    }
}
