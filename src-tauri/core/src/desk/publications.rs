//! What is done to several files at once: written down before the first is touched, so that it is finished or taken back after a crash.

pub mod looked_after;
pub(super) mod rows;

use std::fs::File;

use arguendo_text::front_matter::body_of;
use arguendo_text::{diff, markdown, words};
use rusqlite::{OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::drafts::{PATIENCE, hash_of, lock_in, lock_now_in};
use super::versions::{self, NewVersion};
use super::{Desk, DeskError};
use crate::desk::versions::VersionKind;

use rows::{WHATS, draft, file, json, name, packed, publication};

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

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A draft becomes a response, or replaces one.
    Publish,
    /// A response becomes a draft.
    Unpublish,
    /// One of these is taken back.
    Undo,
    /// A question lists a response again that no file listed any more.
    ListAgain,
}

/// Its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublicationState {
    /// Some files may have been written, and others not.
    Begun,
    /// All are.
    Done,
    /// None is: it could not be finished.
    TakenBack,
    /// It was done, and then undone.
    Undone,
}

/// One file of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationFile {
    /// Inside the folder; else in [`Desk::drafts`].
    pub in_folder: bool,
    /// Its path there.
    pub path: String,
    /// What it held; none where there was no such file.
    pub before: Option<Vec<u8>>,
    /// What it is to hold; none where it goes.
    pub after: Option<Vec<u8>>,
}

/// What is, or was, done to several files at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Its number; 0 before it is written down.
    pub id: i64,
    /// The draft; none where its row is only made when all is done.
    pub draft: Option<i64>,
    /// When it was begun, ms since 1970.
    pub at: i64,
    /// What is done.
    pub what: What,
    /// Its state.
    pub state: PublicationState,
    /// The publication that this one undoes.
    pub undoes: Option<i64>,
    /// The draft's row before.
    pub draft_before: Option<DraftState>,
    /// And after.
    pub draft_after: Option<DraftState>,
    /// The files, in the order in which they are written.
    pub files: Vec<PublicationFile>,
}

const PUBLISHING: &str = "publishing.lock";
const PUBLICATION: &str =
    "SELECT id, draft, at, what, state, undoes, draft_before, draft_after FROM publication";
const DRAFT: &str = "SELECT id, file, shared, published_as, revises, base, hash, discarded FROM draft";

impl Desk {
    /// Nobody else publishes or settles from this desk while the lock is held; it goes with the program.
    ///
    /// # Errors
    /// [`DeskError::Publishing`], where somebody else has it and does not come to an end; as the system says, so for every method
    /// here.
    pub fn lock_publishing(&self) -> Result<File, DeskError> {
        if let Some(lock) = lock_in(&self.directory, PUBLISHING, PATIENCE)? {
            return Ok(lock);
        }
        let publication = self.begun_publications()?.into_iter().next();
        let files = publication
            .map(|publication| publication.files)
            .unwrap_or_default();
        let published = files
            .into_iter()
            .find(|file| file.in_folder)
            .map(|file| file.path);
        let settlement = self.interrupted_settlements()?.into_iter().next();
        let settled = settlement.and_then(|settlement| settlement.files.into_iter().next());
        let file = published.or(settled.map(|file| file.path));
        Err(DeskError::Publishing(file.unwrap_or_else(|| "A file".to_owned())))
    }

    /// The same, where nobody else has it now.
    pub fn lock_publishing_now(&self) -> Result<Option<File>, DeskError> {
        lock_now_in(&self.directory, PUBLISHING)
    }

    /// The state of draft `id`.
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
        let sql = format!("{DRAFT} WHERE {condition} ORDER BY id DESC LIMIT 1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(values, draft).optional()?)
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

    /// Writes down what is about to be done, and gives its number.
    pub fn begin_publication(&self, publication: &Publication) -> Result<i64, DeskError> {
        let transaction = self.connection.unchecked_transaction()?;
        transaction
            .prepare_cached(
                "INSERT INTO publication (draft, at, what, state, undoes, draft_before, draft_after)
                 VALUES (?1, ?2, ?3, 'begun', ?4, ?5, ?6)",
            )?
            .execute(params![
                publication.draft,
                publication.at,
                name(&WHATS, publication.what),
                publication.undoes,
                json(publication.draft_before.as_ref())?,
                json(publication.draft_after.as_ref())?,
            ])?;
        let id = transaction.last_insert_rowid();
        let mut insert =
            transaction.prepare_cached("INSERT INTO publication_file VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
        for (number, file) in (0_i64..).zip(&publication.files) {
            let (before, after) = (packed(file.before.as_deref())?, packed(file.after.as_deref())?);
            insert.execute(params![id, number, file.in_folder, file.path, before, after])?;
        }
        drop(insert);
        transaction.commit()?;
        Ok(id)
    }

    /// All files are written: the publication is done, the draft's row is what it was to be, and `versions` are kept with it.
    /// Gives the draft's number.
    pub fn finish_publication(
        &self,
        publication: &Publication,
        versions: &[(VersionKind, &[u8])],
    ) -> Result<Option<i64>, DeskError> {
        let transaction = self.connection.unchecked_transaction()?;
        let draft = match &publication.draft_after {
            Some(state) => Some(self.put_draft(publication.draft, state, publication.at)?),
            None => publication.draft,
        };
        transaction
            .prepare_cached("UPDATE publication SET state = 'done', draft = ?2 WHERE id = ?1")?
            .execute(params![publication.id, draft])?;
        if let Some(undone) = publication.undoes {
            transaction
                .prepare_cached("UPDATE publication SET state = 'undone' WHERE id = ?1")?
                .execute([undone])?;
        }
        self.look_after(publication)?;
        if let Some(draft) = draft {
            for (kind, bytes) in versions {
                self.keep_bytes(draft, *kind, bytes, publication.at)?;
            }
        }
        transaction.commit()?;
        Ok(draft)
    }

    /// Notes what the files of a publication held and hold in the end: somebody else had changed one of them meanwhile.
    pub fn publication_came_to(&self, publication: &Publication) -> Result<(), DeskError> {
        let transaction = self.connection.unchecked_transaction()?;
        let mut update = transaction.prepare_cached(
            "UPDATE publication_file SET before = ?3, after = ?4 WHERE publication = ?1 AND number = ?2",
        )?;
        for (number, file) in (0_i64..).zip(&publication.files) {
            let (before, after) = (packed(file.before.as_deref())?, packed(file.after.as_deref())?);
            update.execute(params![publication.id, number, before, after])?;
        }
        drop(update);
        Ok(transaction.commit()?)
    }

    /// None of the files is written.
    pub fn publication_taken_back(&self, id: i64) -> Result<(), DeskError> {
        self.connection
            .prepare_cached("UPDATE publication SET state = 'taken-back' WHERE id = ?1")?
            .execute([id])?;
        Ok(())
    }

    /// Keeps the bytes of a file as a version of a draft, unless the newest one is the same, of the same kind.
    pub fn keep_bytes(&self, draft: i64, kind: VersionKind, bytes: &[u8], at: i64) -> Result<(), DeskError> {
        let newest: Option<(String, i64, Vec<u8>)> = self
            .connection
            .prepare_cached("SELECT kind, hash, text FROM version WHERE draft = ?1 ORDER BY id DESC LIMIT 1")?
            .query_row([draft], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let is_kept = |(known, hash, _): &(String, i64, _)| {
            versions::kind_name(kind) == Some(known.as_str()) && *hash == hash_of(bytes)
        };
        if newest.as_ref().is_some_and(is_kept) {
            return Ok(());
        }
        let before = match newest {
            Some((_, _, text)) => versions::unpacked(&text)?,
            None => Vec::new(),
        };
        let (before, now) = (String::from_utf8_lossy(&before), String::from_utf8_lossy(bytes));
        let (before, now) = (body_of(&before), body_of(&now));
        let compared = diff::words(before, now);
        let words = words::count(&markdown::plain_text(now));
        self.add_version(
            draft,
            &NewVersion {
                kind,
                name: None,
                bytes,
                words: (
                    u32::try_from(words).unwrap_or(u32::MAX),
                    compared.added,
                    compared.removed,
                ),
                at,
            },
        )?;
        Ok(())
    }

    /// The publication of this number.
    pub fn publication(&self, id: i64) -> Result<Option<Publication>, DeskError> {
        Ok(self.publications("id = ?1", &[&id])?.pop())
    }

    /// Those that were begun and neither finished nor taken back, oldest first.
    pub fn begun_publications(&self) -> Result<Vec<Publication>, DeskError> {
        self.publications("state = 'begun' ORDER BY id", &[])
    }

    /// The last publishing of a draft, where that has been done and not been undone.
    pub fn last_publishing(&self, draft: i64) -> Result<Option<Publication>, DeskError> {
        let condition = "draft = ?1 AND what = 'publish' AND state = 'done' ORDER BY id DESC LIMIT 1";
        Ok(self.publications(condition, &[&draft])?.pop())
    }

    fn publications(
        &self,
        condition: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<Publication>, DeskError> {
        let sql = format!("{PUBLICATION} WHERE {condition}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut found = statement
            .query_map(values, publication)?
            .collect::<Result<Vec<_>, _>>()?;
        let mut files = self.connection.prepare_cached(
            "SELECT in_folder, path, before, after FROM publication_file WHERE publication = ?1 ORDER BY number",
        )?;
        for publication in &mut found {
            let rows = files.query_map([publication.id], file)?;
            publication.files = rows.collect::<Result<_, _>>()?;
        }
        Ok(found)
    }
}
