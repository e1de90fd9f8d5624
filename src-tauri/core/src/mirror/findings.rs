//! Reads what there is to report about the folder: problems that the parser found, and links that do not fit.

use rusqlite::{OptionalExtension as _, Row};

use super::graph::{LOOSE, MISSING};
use super::rows::Role;
use super::{MirrorError, Reader};

/// One thing to report, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FindingRow {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: Option<u32>,
    /// What was found.
    pub finding: Finding,
}

/// A problem that the parser found in a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProblemFound {
    /// The name of its code.
    pub code: String,
    /// A sentence for the person.
    pub message: String,
}

/// What was found. The text of a finding about two documents is the path of the other one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// What the parser found.
    Problem(ProblemFound),
    /// A reference that leads to no document. The text is the name as written.
    Missing(Role, String),
    /// A reference that was found only by ignoring case, dashes or the composition of accents.
    Loose(String),
    /// A reference that fits several documents.
    Ambiguous(String),
    /// A reference to a contributor whose profile is not published.
    ContributorUnpublished(String),
    /// The response answers this question, but the question does not list it.
    NotListed(String),
    /// The response names no question, and no question lists it.
    NoQuestion,
    /// Another document has the same slug.
    DuplicateSlug(String),
    /// The document is a sync engine's conflict copy.
    ConflictCopy(String),
}

/// Reads a row of the query in [`Reader::findings`].
fn finding(row: &Row<'_>) -> rusqlite::Result<FindingRow> {
    let (what, text): (String, String) = (row.get(2)?, row.get(3)?);
    let finding = match what.as_str() {
        "reference" => {
            let (outcome, role): (i64, i64) = (row.get(4)?, row.get(5)?);
            match outcome {
                MISSING => Finding::Missing(Role::from_number(role), text),
                LOOSE => Finding::Loose(text),
                _ => Finding::Ambiguous(text),
            }
        }
        "contributor-unpublished" => Finding::ContributorUnpublished(text),
        "not-listed" => Finding::NotListed(text),
        "no-question" => Finding::NoQuestion,
        "duplicate-slug" => Finding::DuplicateSlug(text),
        "conflict-copy" => Finding::ConflictCopy(text),
        _ => Finding::Problem(ProblemFound {
            code: row.get(6)?,
            message: text,
        }),
    };
    Ok(FindingRow {
        path: row.get(0)?,
        line: row.get(1)?,
        finding,
    })
}

impl Reader {
    /// What the parser found in document `id`.
    pub fn problems_of(&self, id: i64) -> Result<Vec<ProblemFound>, MirrorError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT code, message FROM problem WHERE id = ?1 ORDER BY rowid")?;
        let rows = statement.query_map([id], |row| {
            Ok(ProblemFound {
                code: row.get(0)?,
                message: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The nearest directory above `path` that cannot be listed, if there is one.
    pub fn unlisted_above(&self, path: &str) -> Result<Option<String>, MirrorError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT 1 FROM file f JOIN problem p USING (id) WHERE f.path = ?1 AND p.code = 'directory-unread'",
        )?;
        for (at, _) in path.match_indices('/') {
            if statement.exists([&path[..at]])? {
                return Ok(Some(path[..at].to_owned()));
            }
        }
        Ok(None)
    }

    /// How many conflict copies there are in the folder.
    pub fn conflict_copy_count(&self) -> Result<u32, MirrorError> {
        let is_shown = self.and_shown("d.id")?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT count(*) FROM document d WHERE d.conflict_of IS NOT NULL{is_shown}"
        ))?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Paths of the conflict copies of document `id`.
    pub fn conflict_copies(&self, id: i64) -> Result<Vec<String>, MirrorError> {
        let is_shown = self.and_shown("d.id")?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT f.path FROM document d JOIN file f USING (id) WHERE d.conflict_of = ?1{is_shown} ORDER BY f.path"
        ))?;
        let paths = statement
            .query_map([id], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(paths)
    }

    /// Sync engines' conflict copies, each with the document that it is a copy of.
    pub fn all_conflict_copies(&self) -> Result<Vec<(String, String)>, MirrorError> {
        let (is_shown, is_original_shown) = (self.and_shown("d.id")?, self.and_shown("o.id")?);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT f.path, o.path FROM document d JOIN file f USING (id) JOIN file o ON o.id = d.conflict_of
             WHERE d.conflict_of IS NOT NULL{is_shown}{is_original_shown} ORDER BY f.path"
        ))?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Paths of the conflict copies of the document at `path`.
    pub fn copies_of(&self, path: &str) -> Result<Vec<String>, MirrorError> {
        let original = self.document_at(path)?;
        original.map_or(Ok(Vec::new()), |original| self.conflict_copies(original.id))
    }

    /// The document that the one at `path` is a conflict copy of.
    pub fn original_of(&self, path: &str) -> Result<Option<String>, MirrorError> {
        let (is_shown, is_original_shown) = (self.and_shown("d.id")?, self.and_shown("o.id")?);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT o.path FROM file f JOIN document d USING (id) JOIN file o ON o.id = d.conflict_of
             WHERE f.path = ?1{is_shown}{is_original_shown}"
        ))?;
        Ok(statement.query_row([path], |row| row.get(0)).optional()?)
    }

    /// Whether the parser found a problem of this code in the file at `path`.
    pub fn has_problem(&self, path: &str, code: &str) -> Result<bool, MirrorError> {
        let is_shown = self.and_shown("f.id")?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT 1 FROM file f JOIN problem p USING (id) WHERE f.path = ?1 AND p.code = ?2{is_shown}"
        ))?;
        Ok(statement.exists([path, code])?)
    }

    /// Files in which the parser found a problem of this code.
    pub fn files_with(&self, code: &str) -> Result<Vec<String>, MirrorError> {
        let is_shown = self.and_shown("f.id")?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT DISTINCT f.path FROM problem p JOIN file f USING (id) WHERE p.code = ?1{is_shown} ORDER BY f.path"
        ))?;
        let rows = statement.query_map([code], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Everything there is to report, problems and links, in no particular order.
    pub fn findings(&self) -> Result<Vec<FindingRow>, MirrorError> {
        // Each part gives path, line, what was found, text, outcome, role and code. Links of drafts and of
        // conflict copies are not reported.
        let is_shown = self.and_shown("f.id")?;
        // A name may give away what a response argues. In a closed round's list, so may the name of a
        // response that has not arrived.
        let names_no_hidden = match self.has_closed_rounds()? {
            false => "",
            true => {
                " AND NOT (r.role = 0 AND closed(r.source))
                 AND NOT EXISTS (SELECT 1 FROM resolved h WHERE h.reference = r.id AND hidden(h.target))"
            }
        };
        let is_original_shown = self.and_shown("o.id")?;
        let is_alone = self.and_shown("d.id")?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT f.path, p.line, 'problem', p.message, NULL, NULL, p.code FROM problem p JOIN file f USING (id)
               WHERE true{is_shown}
             UNION ALL
             SELECT f.path, NULL, 'reference', r.written, r.outcome, r.role, NULL FROM reference r
               JOIN document d ON d.id = r.source AND d.kind <> 3 AND d.conflict_of IS NULL
               JOIN file f ON f.id = d.id WHERE r.outcome <> 1{is_shown}{names_no_hidden}
             UNION ALL
             SELECT f.path, NULL, 'contributor-unpublished', r.written, NULL, NULL, NULL FROM reference r
               JOIN resolved x ON x.reference = r.id JOIN document c ON c.id = x.target AND NOT c.published
               JOIN document d ON d.id = r.source AND d.kind <> 3 AND d.conflict_of IS NULL
               JOIN file f ON f.id = d.id WHERE r.role = 2{is_shown}
             UNION ALL
             SELECT f.path, NULL, 'not-listed', qf.path, NULL, NULL, NULL FROM reference r
               JOIN resolved x ON x.reference = r.id JOIN file qf ON qf.id = x.target
               JOIN document d ON d.id = r.source AND d.kind = 1 AND d.conflict_of IS NULL
               JOIN file f ON f.id = d.id
               WHERE r.role = 1 AND NOT EXISTS (
                 SELECT 1 FROM reference l JOIN resolved y ON y.reference = l.id
                 WHERE l.source = x.target AND l.role = 0 AND y.target = r.source){is_shown}
             UNION ALL
             SELECT f.path, NULL, 'no-question', '', NULL, NULL, NULL FROM document d JOIN file f USING (id)
               WHERE d.kind = 1 AND d.published AND d.conflict_of IS NULL AND NOT d.broken
               AND NOT EXISTS (SELECT 1 FROM reference r WHERE r.source = d.id AND r.role = 1)
               AND NOT EXISTS (SELECT 1 FROM resolved x JOIN reference r ON r.id = x.reference AND r.role = 0
                               WHERE x.target = d.id){is_shown}
             UNION ALL
             SELECT f.path, NULL, 'duplicate-slug', iif(f.path = twice.first, twice.last, twice.first), NULL, NULL, NULL
               FROM (SELECT d.kind, d.slug_key, d.slug, min(f.path) AS first, max(f.path) AS last
                     FROM document d JOIN file f USING (id) WHERE d.kind <> 3 AND d.conflict_of IS NULL{is_alone}
                     GROUP BY d.kind, d.slug_key, d.slug HAVING count(*) > 1) twice
               JOIN document d ON d.kind = twice.kind AND d.slug_key = twice.slug_key AND d.slug = twice.slug
                 AND d.conflict_of IS NULL{is_alone}
               JOIN file f USING (id)
             UNION ALL
             SELECT f.path, NULL, 'conflict-copy', o.path, NULL, NULL, NULL FROM document d JOIN file f USING (id)
               JOIN file o ON o.id = d.conflict_of WHERE true{is_shown}{is_original_shown}"
        ))?;
        let rows = statement.query_map([], finding)?.collect::<Result<_, _>>()?;
        Ok(rows)
    }
}
