//! Reads the rows of the tables. What a page makes of them is decided elsewhere.

use arguendo_text::names;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::packing::Unpacker;
use super::{MirrorError, Reader};
use crate::content::kind::Kind;
use crate::content::rounds::Round;

/// The role that one document has for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A question lists a response.
    Lists,
    /// A response answers a question.
    Answers,
    /// A response is signed by a contributor.
    SignedBy,
    /// A response replies to a response.
    RepliesTo,
    /// A question revisits a question.
    Revisits,
}

impl Role {
    pub(super) const ALL: [Self; 5] = [
        Self::Lists,
        Self::Answers,
        Self::SignedBy,
        Self::RepliesTo,
        Self::Revisits,
    ];

    pub(super) fn number(self) -> i64 {
        match self {
            Self::Lists => 0,
            Self::Answers => 1,
            Self::SignedBy => 2,
            Self::RepliesTo => 3,
            Self::Revisits => 4,
        }
    }

    pub(super) fn from_number(number: i64) -> Self {
        Self::ALL
            .into_iter()
            .find(|role| role.number() == number)
            .unwrap_or(Self::Lists)
    }

    /// The kind of document that is referred to.
    pub(super) fn target(self) -> Kind {
        match self {
            Self::Lists | Self::RepliesTo => Kind::Response,
            Self::Answers | Self::Revisits => Kind::Question,
            Self::SignedBy => Kind::Contributor,
        }
    }

    /// The role of a reference in the other direction, if there is one.
    pub(super) fn in_return(self) -> Option<Self> {
        match self {
            Self::Lists => Some(Self::Answers),
            Self::Answers => Some(Self::Lists),
            _ => None,
        }
    }
}

pub(super) fn kind_number(kind: Kind) -> i64 {
    match kind {
        Kind::Question => 0,
        Kind::Response => 1,
        Kind::Contributor => 2,
        Kind::Draft => 3,
    }
}

pub(super) fn kind(number: i64) -> Kind {
    match number {
        0 => Kind::Question,
        1 => Kind::Response,
        2 => Kind::Contributor,
        _ => Kind::Draft,
    }
}

/// A document as the mirror holds it, without its text.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // the fields are those of `Document`, by the same names
pub struct DocumentRow {
    pub id: i64,
    pub path: String,
    pub kind: Kind,
    pub slug: String,
    pub title: String,
    pub date: Option<String>,
    pub day: Option<String>,
    pub instant: Option<i64>,
    pub published: bool,
    pub description: Option<String>,
    pub thesis: Option<String>,
    pub stance: Option<String>,
    pub image: Option<String>,
    pub asks: Vec<String>,
    pub due: Option<String>,
    pub word_limit: Option<u32>,
    pub words: u32,
    pub excerpt: String,
    pub broken: bool,
    /// The document is a sync engine's conflict copy of the one with this id.
    pub conflict_of: Option<i64>,
    /// [`crate::content::document::content_hash`]
    pub wording: i64,
}

pub(super) const DOCUMENT: &str =
    "SELECT d.id, f.path, d.kind, d.slug, d.title, d.date, d.day, d.instant, d.published, d.description,
    d.thesis, d.stance, d.image, d.asks, d.due, d.word_limit, d.words, d.excerpt, d.broken, d.conflict_of, d.wording
    FROM document d JOIN file f ON f.id = d.id";

/// Newest first, undated last, ties by path (folder-format, "Dates").
pub(super) const NEWEST_FIRST: &str = "ORDER BY d.instant DESC NULLS LAST, f.path";

pub(super) fn document(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    Ok(DocumentRow {
        id: row.get(0)?,
        path: row.get(1)?,
        kind: kind(row.get(2)?),
        slug: row.get(3)?,
        title: row.get(4)?,
        date: row.get(5)?,
        day: row.get(6)?,
        instant: row.get(7)?,
        published: row.get(8)?,
        description: row.get(9)?,
        thesis: row.get(10)?,
        stance: row.get(11)?,
        image: row.get(12)?,
        asks: row
            .get::<_, Option<String>>(13)?
            .and_then(|asks| serde_json::from_str(&asks).ok())
            .unwrap_or_default(),
        due: row.get(14)?,
        word_limit: row.get(15)?,
        words: row.get(16)?,
        excerpt: row.get(17)?,
        broken: row.get(18)?,
        conflict_of: row.get(19)?,
        wording: row.get(20)?,
    })
}

/// How many responses a question has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contribution {
    /// Published responses that are in the folder.
    pub here: u32,
    /// Listed responses that are not in the folder.
    pub missing: u32,
}

pub(super) fn remembered(connection: &Connection, key: &str) -> Result<Option<String>, MirrorError> {
    Ok(connection
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

/// The body of document `id`.
pub(super) fn body(
    connection: &Connection,
    texts: &Unpacker,
    id: i64,
) -> Result<Option<String>, MirrorError> {
    let row = connection
        .prepare_cached("SELECT text, body_at FROM source WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, i64>(1)?)))
        .optional()?;
    let Some((packed, at)) = row else { return Ok(None) };
    let mut text = texts.unpack(&packed)?;
    let at = usize::try_from(at).unwrap_or(0);
    Ok(Some(if text.is_char_boundary(at) {
        text.split_off(at)
    } else {
        text
    }))
}

impl Reader {
    /// A value that the writer remembered.
    ///
    /// # Errors
    /// An error of SQLite; the same holds for every method here.
    pub fn remembered(&self, key: &str) -> Result<Option<String>, MirrorError> {
        remembered(&self.connection, key)
    }

    /// The document at `path`.
    pub fn document_at(&self, path: &str) -> Result<Option<DocumentRow>, MirrorError> {
        let sql = format!("{DOCUMENT} WHERE f.path = ?1{}", self.and_shown("d.id")?);
        Ok(self
            .connection
            .prepare_cached(&sql)?
            .query_row([path], document)
            .optional()?)
    }

    /// The document with this id.
    pub fn document(&self, id: i64) -> Result<Option<DocumentRow>, MirrorError> {
        let sql = format!("{DOCUMENT} WHERE d.id = ?1{}", self.and_shown("d.id")?);
        Ok(self
            .connection
            .prepare_cached(&sql)?
            .query_row([id], document)
            .optional()?)
    }

    /// The body of document `id`.
    pub fn body(&self, id: i64) -> Result<Option<String>, MirrorError> {
        if self.is_hidden(id)? {
            return Ok(None);
        }
        body(&self.connection, &self.texts, id)
    }

    /// The last text of the file at `path` whose front matter could be read; only while the present front
    /// matter cannot be read.
    pub fn last_good(&self, path: &str) -> Result<Option<String>, MirrorError> {
        let is_shown = self.and_shown("f.id")?;
        let sql = format!("SELECT text FROM last_good JOIN file f USING (path) WHERE path = ?1{is_shown}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let packed: Option<Vec<u8>> = statement.query_row([path], |row| row.get(0)).optional()?;
        packed.map(|packed| self.texts.unpack(&packed)).transpose()
    }

    /// Ids of all documents of a kind except conflict copies, by path.
    pub fn ids_by_path(&self, kind: Kind) -> Result<Vec<i64>, MirrorError> {
        let is_shown = self.and_shown("d.id")?;
        self.ids(
            &format!(
                "SELECT d.id FROM document d JOIN file f USING (id)
                 WHERE kind = ?1 AND conflict_of IS NULL{is_shown} ORDER BY f.path"
            ),
            kind_number(kind),
        )
    }

    /// Slugs of all documents of a kind, in order.
    pub fn slugs(&self, kind: Kind) -> Result<Vec<String>, MirrorError> {
        let is_shown = self.and_shown("id")?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT DISTINCT slug FROM document WHERE kind = ?1 AND conflict_of IS NULL{is_shown} ORDER BY slug"
        ))?;
        let slugs = statement
            .query_map([kind_number(kind)], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(slugs)
    }

    /// Documents of a kind whose slug or stem is `name`, both folded: first those with that file name, then
    /// the others; each by path.
    pub fn named(&self, kind: Kind, name: &str) -> Result<Vec<DocumentRow>, MirrorError> {
        let is_shown = self.and_shown("d.id")?;
        let sql = format!(
            "{DOCUMENT} WHERE d.conflict_of IS NULL{is_shown} AND d.id IN (
               SELECT id FROM document WHERE slug_key = ?2 AND kind = ?1
               UNION SELECT id FROM document WHERE stem_key = ?2 AND kind = ?1)
             ORDER BY d.stem_key = ?2 DESC, f.path"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let folded = names::fold(name);
        let mut rows = statement
            .query_map(params![kind_number(kind), names::key(name)], document)?
            .collect::<Result<Vec<_>, _>>()?;
        let is_named = |own: &str| names::fold(own) == folded;
        rows.retain(|row| is_named(&row.slug) || is_named(names::stem_of(&row.path)));
        Ok(rows)
    }

    /// The number of documents, including conflict copies and drafts.
    pub fn count(&self) -> Result<u32, MirrorError> {
        let hidden = u32::try_from(self.count_hidden()?).unwrap_or(u32::MAX);
        let all: u32 = self.connection.query_row(
            "SELECT count(*) FROM document WHERE conflict_of IS NULL",
            [],
            |row| row.get(0),
        )?;
        Ok(all.saturating_sub(hidden))
    }

    /// Published questions, newest first, with the counts of their responses.
    pub fn questions(&self) -> Result<Vec<(DocumentRow, Contribution)>, MirrorError> {
        let sql =
            format!("{DOCUMENT} WHERE d.kind = 0 AND d.published AND d.conflict_of IS NULL {NEWEST_FIRST}");
        let questions = self
            .connection
            .prepare_cached(&sql)?
            .query_map([], document)?
            .collect::<Result<Vec<_>, _>>()?;
        let mut counts = std::collections::HashMap::<i64, Contribution>::new();
        let is_shown = self.and_shown("d.id")?;
        let mut here = self.connection.prepare_cached(&format!(
            "SELECT question, count(*) FROM (
               SELECT r.source AS question, x.target AS response FROM reference r
                 JOIN resolved x ON x.reference = r.id WHERE r.role = 0
               UNION
               SELECT x.target, r.source FROM reference r JOIN resolved x ON x.reference = r.id WHERE r.role = 1
             ) JOIN document d ON d.id = response
             WHERE d.kind = 1 AND d.published AND d.conflict_of IS NULL{is_shown} GROUP BY question"
        ))?;
        let mut rows = here.query([])?;
        while let Some(row) = rows.next()? {
            counts.entry(row.get(0)?).or_default().here = row.get(1)?;
        }
        let mut missing = self.connection.prepare_cached(
            "SELECT source, count(*) FROM reference WHERE outcome = 0 AND outcome <> 1 AND role = 0 GROUP BY source",
        )?;
        let mut rows = missing.query([])?;
        while let Some(row) = rows.next()? {
            let question = row.get(0)?;
            if self.round(question)? != Some(Round::Closed) {
                counts.entry(question).or_default().missing = row.get(1)?;
            }
        }
        Ok(questions
            .into_iter()
            .map(|question| {
                let count = counts.get(&question.id).copied().unwrap_or_default();
                (question, count)
            })
            .collect())
    }

    /// Published responses that belong to no published question, newest first.
    pub fn unfiled(&self) -> Result<Vec<DocumentRow>, MirrorError> {
        let is_shown = self.and_shown("d.id")?;
        let sql = format!(
            "{DOCUMENT} WHERE d.kind = 1 AND d.published AND d.conflict_of IS NULL{is_shown}
             AND NOT EXISTS (
               SELECT 1 FROM reference r JOIN resolved x ON x.reference = r.id JOIN document q ON q.id = x.target
               WHERE r.source = d.id AND r.role = 1 AND q.published
             ) AND NOT EXISTS (
               SELECT 1 FROM resolved x JOIN reference r ON r.id = x.reference JOIN document q ON q.id = r.source
               WHERE x.target = d.id AND r.role = 0 AND q.published AND q.conflict_of IS NULL
             ) {NEWEST_FIRST}"
        );
        self.documents(&sql)
    }

    /// Documents that are not published, by path. Drafts are not included.
    pub fn unpublished(&self) -> Result<Vec<DocumentRow>, MirrorError> {
        let is_shown = self.and_shown("d.id")?;
        self.documents(&format!(
            "{DOCUMENT} WHERE NOT d.published AND d.kind <> 3 AND d.conflict_of IS NULL{is_shown} ORDER BY f.path"
        ))
    }

    fn documents(&self, sql: &str) -> Result<Vec<DocumentRow>, MirrorError> {
        let rows = self
            .connection
            .prepare_cached(sql)?
            .query_map([], document)?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    pub(super) fn ids(&self, sql: &str, parameter: i64) -> Result<Vec<i64>, MirrorError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement
            .query_map([parameter], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(ids)
    }
}
