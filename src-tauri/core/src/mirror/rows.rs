//! Reading: what the tables hold, row by row. What a page makes of it is not known here.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{MirrorError, Reader};
use crate::document::Kind;

/// What one document refers to another for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

    /// The role by which the other side says the same.
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
#[allow(missing_docs)] // the fields of `Document`, by the same names
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
}

const DOCUMENT: &str =
    "SELECT d.id, f.path, d.kind, d.slug, d.title, d.date, d.day, d.instant, d.published, d.description,
    d.thesis, d.stance, d.image, d.asks, d.due, d.word_limit, d.words, d.excerpt, d.broken, d.conflict_of
    FROM document d JOIN file f ON f.id = d.id";

/// Newest first, undated last, ties by path (folder-format, "Dates").
const NEWEST_FIRST: &str = "ORDER BY d.instant DESC NULLS LAST, f.path";

fn document(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
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
    })
}

/// A reference of one document, and what it came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceRow {
    /// As written.
    pub written: String,
    /// The relation of a reply.
    pub relation: Option<String>,
    /// The passage that a reply answers.
    pub quote: Option<String>,
    /// What it came to: nothing, one document, or several where it is ambiguous.
    pub targets: Vec<i64>,
}

/// A response of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkRow {
    /// The question's list names it.
    Listed {
        /// The response.
        id: i64,
        /// It names the question, too.
        two_way: bool,
    },
    /// Only it names the question.
    PointsBack {
        /// The response.
        id: i64,
    },
    /// The question's list names a response that is not there.
    Missing {
        /// As written.
        written: String,
    },
}

/// How many responses a question has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contribution {
    /// Published ones that are here.
    pub here: u32,
    /// Listed ones that are not.
    pub missing: u32,
}

/// Something to report that is not in one file alone, or was found by the parser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The problem's code, or the finding's.
    pub code: String,
    /// The parser's sentence; for findings of the links, what was written, or the other document's path.
    pub text: String,
}

fn finding(row: &Row<'_>) -> rusqlite::Result<FindingRow> {
    Ok(FindingRow {
        path: row.get(0)?,
        line: row.get(1)?,
        code: row.get(2)?,
        text: row.get(3)?,
    })
}

pub(super) fn remembered(connection: &Connection, key: &str) -> Result<Option<String>, MirrorError> {
    Ok(connection
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

/// The body of document `id`.
pub(super) fn body(connection: &Connection, id: i64) -> Result<Option<String>, MirrorError> {
    let row = connection
        .prepare_cached("SELECT text, body_at FROM source WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))
        .optional()?;
    Ok(row.map(|(mut text, at)| {
        let at = usize::try_from(at).unwrap_or(0);
        if text.is_char_boundary(at) {
            text.split_off(at)
        } else {
            text
        }
    }))
}

impl Reader {
    /// A value that the writer remembered.
    ///
    /// # Errors
    /// As SQLite says; so for every method here.
    pub fn remembered(&self, key: &str) -> Result<Option<String>, MirrorError> {
        remembered(&self.connection, key)
    }

    /// The document at `path`.
    pub fn document_at(&self, path: &str) -> Result<Option<DocumentRow>, MirrorError> {
        let sql = format!("{DOCUMENT} WHERE f.path = ?1");
        Ok(self
            .connection
            .prepare_cached(&sql)?
            .query_row([path], document)
            .optional()?)
    }

    /// The document with this id.
    pub fn document(&self, id: i64) -> Result<Option<DocumentRow>, MirrorError> {
        let sql = format!("{DOCUMENT} WHERE d.id = ?1");
        Ok(self
            .connection
            .prepare_cached(&sql)?
            .query_row([id], document)
            .optional()?)
    }

    /// The body of document `id`.
    pub fn body(&self, id: i64) -> Result<Option<String>, MirrorError> {
        body(&self.connection, id)
    }

    /// The last text of the file at `path` whose front matter could be read, while the present one cannot.
    pub fn last_good(&self, path: &str) -> Result<Option<String>, MirrorError> {
        Ok(self
            .connection
            .prepare_cached("SELECT text FROM last_good WHERE path = ?1")?
            .query_row([path], |row| row.get(0))
            .optional()?)
    }

    /// Ids of all documents of a kind that are no conflict copies, by path.
    pub fn ids_by_path(&self, kind: Kind) -> Result<Vec<i64>, MirrorError> {
        self.ids(
            "SELECT d.id FROM document d JOIN file f USING (id) WHERE kind = ?1 AND conflict_of IS NULL
             ORDER BY f.path",
            kind_number(kind),
        )
    }

    /// Slugs of all documents of a kind, in order.
    pub fn slugs(&self, kind: Kind) -> Result<Vec<String>, MirrorError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT slug FROM document WHERE kind = ?1 AND conflict_of IS NULL ORDER BY slug",
        )?;
        let slugs = statement
            .query_map([kind_number(kind)], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(slugs)
    }

    /// Documents of a kind whose folded slug or stem is `folded`, by path.
    pub fn named(&self, kind: Kind, folded: &str) -> Result<Vec<DocumentRow>, MirrorError> {
        let sql = format!(
            "{DOCUMENT} WHERE d.kind = ?1 AND d.conflict_of IS NULL AND ?2 IN (d.slug_folded, d.stem_folded)
             ORDER BY d.stem_folded = ?2 DESC, f.path"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map(params![kind_number(kind), folded], document)?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// How many documents there are, conflict copies and drafts among them.
    pub fn count(&self) -> Result<u32, MirrorError> {
        Ok(self
            .connection
            .query_row("SELECT count(*) FROM document", [], |row| row.get(0))?)
    }

    /// Published questions, newest first, with how many responses they have.
    pub fn questions(&self) -> Result<Vec<(DocumentRow, Contribution)>, MirrorError> {
        let sql =
            format!("{DOCUMENT} WHERE d.kind = 0 AND d.published AND d.conflict_of IS NULL {NEWEST_FIRST}");
        let questions = self
            .connection
            .prepare_cached(&sql)?
            .query_map([], document)?
            .collect::<Result<Vec<_>, _>>()?;
        let mut counts = std::collections::HashMap::<i64, Contribution>::new();
        let mut here = self.connection.prepare_cached(
            "SELECT question, count(*) FROM (
               SELECT r.source AS question, x.target AS response FROM reference r
                 JOIN resolved x ON x.reference = r.id WHERE r.role = 0
               UNION
               SELECT x.target, r.source FROM reference r JOIN resolved x ON x.reference = r.id WHERE r.role = 1
             ) JOIN document d ON d.id = response
             WHERE d.kind = 1 AND d.published AND d.conflict_of IS NULL GROUP BY question",
        )?;
        let mut rows = here.query([])?;
        while let Some(row) = rows.next()? {
            counts.entry(row.get(0)?).or_default().here = row.get(1)?;
        }
        let mut missing = self.connection.prepare_cached(
            "SELECT source, count(*) FROM reference WHERE outcome = 0 AND role = 0 GROUP BY source",
        )?;
        let mut rows = missing.query([])?;
        while let Some(row) = rows.next()? {
            counts.entry(row.get(0)?).or_default().missing = row.get(1)?;
        }
        Ok(questions
            .into_iter()
            .map(|question| {
                let count = counts.get(&question.id).copied().unwrap_or_default();
                (question, count)
            })
            .collect())
    }

    /// The responses of a question: its list in its order, then those that only point back, newest first.
    pub fn links_of_question(&self, question: i64) -> Result<Vec<LinkRow>, MirrorError> {
        let mut links = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        let mut listed = self.connection.prepare_cached(
            "SELECT r.written, x.target, EXISTS (
               SELECT 1 FROM reference b JOIN resolved y ON y.reference = b.id
               WHERE b.source = x.target AND b.role = 1 AND y.target = ?1
             ) FROM reference r LEFT JOIN resolved x ON x.reference = r.id LEFT JOIN file f ON f.id = x.target
             WHERE r.source = ?1 AND r.role = 0 ORDER BY r.position, f.path",
        )?;
        let mut rows = listed.query([question])?;
        while let Some(row) = rows.next()? {
            match row.get::<_, Option<i64>>(1)? {
                Some(id) if seen.insert(id) => links.push(LinkRow::Listed {
                    id,
                    two_way: row.get(2)?,
                }),
                Some(_) => {}
                None => links.push(LinkRow::Missing { written: row.get(0)? }),
            }
        }
        let mut pointing = self.connection.prepare_cached(&format!(
            "SELECT d.id FROM resolved x JOIN reference r ON r.id = x.reference JOIN document d ON d.id = r.source
             JOIN file f ON f.id = d.id
             WHERE x.target = ?1 AND r.role = 1 AND d.kind = 1 AND d.conflict_of IS NULL {NEWEST_FIRST}"
        ))?;
        let mut rows = pointing.query([question])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            if seen.insert(id) {
                links.push(LinkRow::PointsBack { id });
            }
        }
        Ok(links)
    }

    /// What document `id` refers to in a role, in its order.
    pub fn references(&self, id: i64, role: Role) -> Result<Vec<ReferenceRow>, MirrorError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.id, r.written, r.relation, r.quote, x.target FROM reference r
             LEFT JOIN resolved x ON x.reference = r.id LEFT JOIN file f ON f.id = x.target
             WHERE r.source = ?1 AND r.role = ?2 ORDER BY r.position, f.path",
        )?;
        let mut references: Vec<(i64, ReferenceRow)> = Vec::new();
        let mut rows = statement.query(params![id, role.number()])?;
        while let Some(row) = rows.next()? {
            let reference: i64 = row.get(0)?;
            if references.last().is_none_or(|(last, _)| *last != reference) {
                references.push((
                    reference,
                    ReferenceRow {
                        written: row.get(1)?,
                        relation: row.get(2)?,
                        quote: row.get(3)?,
                        targets: Vec::new(),
                    },
                ));
            }
            if let (Some(target), Some((_, last))) = (row.get(4)?, references.last_mut()) {
                last.targets.push(target);
            }
        }
        Ok(references.into_iter().map(|(_, reference)| reference).collect())
    }

    /// Documents that refer to `target` in a role, newest first, each with the relation and quote of a reply.
    pub fn referring(
        &self,
        target: i64,
        role: Role,
    ) -> Result<Vec<(DocumentRow, ReferenceRow)>, MirrorError> {
        let sql = format!(
            "SELECT x.*, r.written, r.relation, r.quote FROM ({DOCUMENT}) x
             JOIN reference r ON r.source = x.id JOIN resolved t ON t.reference = r.id
             WHERE t.target = ?1 AND r.role = ?2 AND x.conflict_of IS NULL
             ORDER BY x.instant DESC NULLS LAST, x.path"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map(params![target, role.number()], |row| {
                let reference = ReferenceRow {
                    written: row.get(20)?,
                    relation: row.get(21)?,
                    quote: row.get(22)?,
                    targets: vec![target],
                };
                Ok((document(row)?, reference))
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// Questions whose list names response `id`, by path.
    pub fn listed_by(&self, id: i64) -> Result<Vec<i64>, MirrorError> {
        self.ids(
            "SELECT r.source FROM resolved x JOIN reference r ON r.id = x.reference
             JOIN document q ON q.id = r.source JOIN file f ON f.id = q.id
             WHERE x.target = ?1 AND r.role = 0 AND q.conflict_of IS NULL ORDER BY f.path",
            id,
        )
    }

    /// Published responses that belong to no published question, newest first.
    pub fn unfiled(&self) -> Result<Vec<DocumentRow>, MirrorError> {
        let sql = format!(
            "{DOCUMENT} WHERE d.kind = 1 AND d.published AND d.conflict_of IS NULL
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

    /// Documents that are not published (drafts are not among them), by path.
    pub fn unpublished(&self) -> Result<Vec<DocumentRow>, MirrorError> {
        self.documents(&format!(
            "{DOCUMENT} WHERE NOT d.published AND d.kind <> 3 ORDER BY f.path"
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

    fn ids(&self, sql: &str, parameter: i64) -> Result<Vec<i64>, MirrorError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement
            .query_map([parameter], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(ids)
    }

    /// What the parser found in document `id`.
    pub fn problems_of(&self, id: i64) -> Result<Vec<FindingRow>, MirrorError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT f.path, p.line, p.code, p.message FROM problem p JOIN file f USING (id) WHERE p.id = ?1
             ORDER BY p.rowid",
        )?;
        let rows = statement.query_map([id], finding)?.collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// Paths of the conflict copies of document `id`.
    pub fn conflict_copies(&self, id: i64) -> Result<Vec<String>, MirrorError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT f.path FROM document d JOIN file f USING (id) WHERE d.conflict_of = ?1 ORDER BY f.path",
        )?;
        let paths = statement
            .query_map([id], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(paths)
    }

    /// All that there is to report: what the parser found, and what the links came to. In no particular order.
    pub fn findings(&self) -> Result<Vec<FindingRow>, MirrorError> {
        // Each part gives path, line, code, text. Drafts and conflict copies are not reported on for their links.
        let mut statement = self.connection.prepare_cached(
            "SELECT f.path, p.line, p.code, p.message FROM problem p JOIN file f USING (id)
             UNION ALL
             SELECT f.path, NULL, 'outcome-' || r.outcome || '-role-' || r.role, r.written FROM reference r
               JOIN document d ON d.id = r.source AND d.kind <> 3 AND d.conflict_of IS NULL
               JOIN file f ON f.id = d.id WHERE r.outcome <> 1
             UNION ALL
             SELECT f.path, NULL, 'contributor-unpublished', r.written FROM reference r
               JOIN resolved x ON x.reference = r.id JOIN document c ON c.id = x.target AND NOT c.published
               JOIN document d ON d.id = r.source AND d.kind <> 3 AND d.conflict_of IS NULL
               JOIN file f ON f.id = d.id WHERE r.role = 2
             UNION ALL
             SELECT f.path, NULL, 'not-listed', qf.path FROM reference r
               JOIN resolved x ON x.reference = r.id JOIN file qf ON qf.id = x.target
               JOIN document d ON d.id = r.source AND d.kind = 1 AND d.conflict_of IS NULL
               JOIN file f ON f.id = d.id
               WHERE r.role = 1 AND NOT EXISTS (
                 SELECT 1 FROM reference l JOIN resolved y ON y.reference = l.id
                 WHERE l.source = x.target AND l.role = 0 AND y.target = r.source)
             UNION ALL
             SELECT f.path, NULL, 'no-question', '' FROM document d JOIN file f USING (id)
               WHERE d.kind = 1 AND d.conflict_of IS NULL AND NOT d.broken
               AND NOT EXISTS (SELECT 1 FROM reference r WHERE r.source = d.id AND r.role = 1)
               AND NOT EXISTS (SELECT 1 FROM resolved x JOIN reference r ON r.id = x.reference AND r.role = 0
                               WHERE x.target = d.id)
             UNION ALL
             SELECT f.path, NULL, 'duplicate-slug', o.path FROM document d JOIN file f USING (id)
               JOIN document e ON e.kind = d.kind AND e.slug_folded = d.slug_folded AND e.slug = d.slug
                 AND e.id <> d.id AND e.conflict_of IS NULL
               JOIN file o ON o.id = e.id
               WHERE d.kind <> 3 AND d.conflict_of IS NULL
             UNION ALL
             SELECT f.path, NULL, 'conflict-copy', o.path FROM document d JOIN file f USING (id)
               JOIN file o ON o.id = d.conflict_of",
        )?;
        let rows = statement.query_map([], finding)?.collect::<Result<_, _>>()?;
        Ok(rows)
    }
}
