//! Full-text search: what is indexed for each document, and finding it again.

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::rows::Role;
use super::{MirrorError, Reader};
use crate::document::Kind;
use crate::markdown;

/// Where a match weighs how much: title, thesis, body, names.
const RANK: &str = "bm25(words, 8.0, 4.0, 1.0, 6.0)";
const START: char = '\u{1}';
const END: char = '\u{2}';

/// One document that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The document.
    pub id: i64,
    /// The passage, marked and unmarked in turn.
    pub snippet: Vec<(String, bool)>,
}

/// Indexes document `id` anew. `plain` is its body's plain text, where it is at hand.
pub(super) fn index(transaction: &Transaction<'_>, id: i64, plain: Option<&str>) -> Result<(), MirrorError> {
    transaction
        .prepare_cached("DELETE FROM words WHERE rowid = ?1")?
        .execute([id])?;
    let Some(words) = words_of(transaction, id)? else {
        return Ok(());
    };
    let body = match plain {
        Some(plain) => plain.to_owned(),
        None => plain_text(transaction, id)?,
    };
    transaction
        .prepare_cached("INSERT INTO words (rowid, title, thesis, body, names) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id, words.title, words.thesis, body, words.names])?;
    Ok(())
}

/// What a document is found by, besides its text.
struct Words {
    title: String,
    thesis: String,
    names: String,
}

/// None: the document is not searched.
fn words_of(connection: &Connection, id: i64) -> Result<Option<Words>, MirrorError> {
    let row = connection
        .prepare_cached(
            "SELECT kind, title, coalesce(thesis, ''), coalesce(description, '') || char(10) || coalesce(last_name, '')
             FROM document WHERE id = ?1 AND published AND conflict_of IS NULL AND kind <> 3",
        )?
        .query_row([id], |row| {
            let kind = super::rows::kind(row.get(0)?);
            let (title, thesis, names) = (row.get(1)?, row.get(2)?, row.get(3)?);
            Ok((kind, Words { title, thesis, names }))
        })
        .optional()?;
    let Some((kind, mut words)) = row else {
        return Ok(None);
    };
    if kind != Kind::Contributor {
        words.names = signatures(connection, id)?;
    }
    Ok(Some(words))
}

/// The names of those who signed it; of unknown ones, the slug.
fn signatures(connection: &Connection, id: i64) -> Result<String, MirrorError> {
    let mut statement = connection.prepare_cached(
        "SELECT coalesce(d.title || ' ' || coalesce(d.last_name, ''), r.written) FROM reference r
         LEFT JOIN resolved x ON x.reference = r.id LEFT JOIN document d ON d.id = x.target AND d.published
         WHERE r.source = ?1 AND r.role = ?2 ORDER BY r.position",
    )?;
    let names = statement
        .query_map(params![id, Role::SignedBy.number()], |row| {
            row.get::<_, String>(0)
        })?
        .collect::<Result<Vec<_>, _>>()?;
    Ok(names.join("\n"))
}

fn plain_text(connection: &Connection, id: i64) -> Result<String, MirrorError> {
    Ok(super::rows::body(connection, id)?
        .map(|body| markdown::plain_text(&body))
        .unwrap_or_default())
}

impl Reader {
    /// How many documents match `expression` (FTS5), and the best `limit` of them with a passage each.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn search(&self, expression: &str, limit: usize) -> Result<(usize, Vec<Match>), MirrorError> {
        let total = self
            .connection
            .prepare_cached("SELECT count(*) FROM words WHERE words MATCH ?1")?
            .query_row([expression], |row| row.get::<_, i64>(0))?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT w.rowid FROM words w JOIN file f ON f.id = w.rowid WHERE words MATCH ?1
             ORDER BY {RANK}, f.path LIMIT ?2"
        ))?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let ids = statement
            .query_map(params![expression, limit], |row| row.get::<_, i64>(0))?
            .collect::<Result<Vec<_>, _>>()?;
        let matches = self.with_snippets(expression, ids)?;
        Ok((usize::try_from(total).unwrap_or(0), matches))
    }

    /// The index does not keep the texts: those of the hits are indexed again, in memory, to be cut by the same rules.
    fn with_snippets(&self, expression: &str, ids: Vec<i64>) -> Result<Vec<Match>, MirrorError> {
        self.connection.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.passages USING fts5 (
               title, thesis, body, names, tokenize = 'unicode61 remove_diacritics 2'
             );
             DELETE FROM temp.passages;",
        )?;
        for id in &ids {
            let Some(words) = words_of(&self.connection, *id)? else {
                continue;
            };
            let body = plain_text(&self.connection, *id)?;
            self.connection
                .prepare_cached(
                    "INSERT INTO temp.passages (rowid, title, thesis, body, names) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![id, words.title, words.thesis, body, words.names])?;
        }
        let mut cut = self.connection.prepare_cached(
            "SELECT snippet(passages, 2, char(1), char(2), '…', 32) FROM temp.passages
             WHERE passages MATCH ?1 AND rowid = ?2",
        )?;
        ids.into_iter()
            .map(|id| {
                let passage = cut
                    .query_row(params![expression, id], |row| row.get::<_, String>(0))
                    .optional()?
                    .unwrap_or_default();
                Ok(Match {
                    id,
                    snippet: parts(&passage),
                })
            })
            .collect()
    }
}

/// Divides a passage at the marks.
fn parts(passage: &str) -> Vec<(String, bool)> {
    let mut parts = Vec::new();
    for (position, piece) in passage.split(START).enumerate() {
        let (marked, rest) = if position == 0 {
            ("", piece)
        } else {
            piece.split_once(END).unwrap_or(("", piece))
        };
        for (text, marked) in [(marked, true), (rest, false)] {
            if !text.is_empty() {
                parts.push((text.replace('\n', " "), marked));
            }
        }
    }
    parts
}
