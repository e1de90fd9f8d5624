//! The present state of questions and responses, to compare with what a person has read of them.

use rusqlite::{OptionalExtension as _, Row};

use super::rows::{DOCUMENT, DocumentRow, NEWEST_FIRST, document};
use super::{MirrorError, Reader};
use crate::content::kind::Kind;

/// A published question or response, with all that decides whether it is new to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadableDocument {
    /// Its path.
    pub path: String,
    /// True for a question, false for a response.
    pub is_question: bool,
    /// `names::key` of its slug.
    pub slug: i64,
    /// Its title.
    pub title: String,
    /// [`crate::content::document::content_hash`]
    pub wording: i64,
    /// Its front matter cannot be read at present, so its content is not known.
    pub broken: bool,
}

const STANDING: &str = "SELECT f.path, d.kind, d.slug_key, d.title, d.wording, d.broken
    FROM document d JOIN file f ON f.id = d.id WHERE d.kind < 2 AND d.published AND d.conflict_of IS NULL";

fn standing(row: &Row<'_>) -> rusqlite::Result<ReadableDocument> {
    Ok(ReadableDocument {
        path: row.get(0)?,
        is_question: super::rows::kind(row.get(1)?) == Kind::Question,
        slug: row.get(2)?,
        title: row.get(3)?,
        wording: row.get(4)?,
        broken: row.get(5)?,
    })
}

impl Reader {
    /// All published questions and responses except conflict copies. This includes those that a round hides:
    /// the program remembers that they exist, but does not show them.
    ///
    /// # Errors
    /// An error of SQLite; the same holds for every method here.
    pub fn standings(&self) -> Result<Vec<ReadableDocument>, MirrorError> {
        let mut statement = self.connection.prepare_cached(STANDING)?;
        let standings = statement.query_map([], standing)?;
        Ok(standings.collect::<Result<_, _>>()?)
    }

    /// The question or response at `path`.
    pub fn standing(&self, path: &str) -> Result<Option<ReadableDocument>, MirrorError> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{STANDING} AND f.path = ?1"))?;
        Ok(statement.query_row([path], standing).optional()?)
    }

    /// Each of these responses (a JSON list of paths) with the published question that it belongs to; a
    /// response that belongs to two questions comes twice.
    pub fn questions_of_responses(&self, paths: &str) -> Result<Vec<(String, String)>, MirrorError> {
        let mut statement = self.connection.prepare_cached(
            "WITH here (path, id) AS (SELECT f.path, f.id FROM json_each(?1) j JOIN file f ON f.path = j.value),
             of (path, question) AS (
               SELECT here.path, r.source FROM here JOIN resolved x ON x.target = here.id
                 JOIN reference r ON r.id = x.reference WHERE r.role = 0
               UNION
               SELECT here.path, x.target FROM here JOIN reference r ON r.source = here.id AND r.role = 1
                 JOIN resolved x ON x.reference = r.id
             ) SELECT of.path, q.path FROM of JOIN document d ON d.id = of.question JOIN file q ON q.id = d.id
             WHERE d.kind = 0 AND d.published AND d.conflict_of IS NULL ORDER BY 1, 2",
        )?;
        let pairs = statement.query_map([paths], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(pairs.collect::<Result<_, _>>()?)
    }

    /// Published questions, newest first, without counting their responses.
    pub fn questions_alone(&self) -> Result<Vec<DocumentRow>, MirrorError> {
        let sql =
            format!("{DOCUMENT} WHERE d.kind = 0 AND d.published AND d.conflict_of IS NULL {NEWEST_FIRST}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([], document)?.collect::<Result<_, _>>()?)
    }

    /// The text of the whole file of document `id`.
    pub fn text(&self, id: i64) -> Result<Option<String>, MirrorError> {
        let packed: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT text FROM source WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?;
        packed.map(|packed| self.texts.unpack(&packed)).transpose()
    }

    /// [`crate::content::activity::hash_of_file`] the bytes of the file at `path`.
    pub fn file_hash(&self, path: &str) -> Result<Option<i64>, MirrorError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT hash FROM file WHERE path = ?1")?;
        Ok(statement.query_row([path], |row| row.get(0)).optional()?)
    }

    /// The last-modified time that the file of document `id` carries, in ms since 1970; 0 if it carries none.
    pub fn modified(&self, id: i64) -> Result<i64, MirrorError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT modified / 1000000 FROM file WHERE id = ?1")?;
        let modified = statement.query_row([id], |row| row.get(0)).optional()?;
        Ok(modified.unwrap_or_default())
    }

    /// Documents with a sync engine's conflict copy beside them, by path.
    pub fn in_conflict(&self) -> Result<Vec<DocumentRow>, MirrorError> {
        let sql = format!(
            "{DOCUMENT} WHERE d.id IN (SELECT conflict_of FROM document WHERE conflict_of IS NOT NULL){} ORDER BY f.path",
            self.and_shown("d.id")?
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([], document)?.collect::<Result<_, _>>()?)
    }
}
