//! Writes one file into the tables, in a first reading or later. References are resolved elsewhere.
//!
//! Each statement writes one row and replaces none. SQLite would protect any other statement with a
//! savepoint, and at each savepoint FTS5 writes out its pending words: the search index would get a segment
//! for each document.

use std::collections::BTreeSet;

use arguendo_text::names;
use rusqlite::{Connection, params};

use super::rows::{Role, kind_number};
use super::{Known, MirrorError};
use crate::content::document::Document;
use crate::content::kind::Kind;
use crate::content::places;
use crate::content::problem::Problem;

/// A document made ready for the tables by a worker thread.
#[derive(Debug, Clone)]
pub struct Content {
    /// The document, without its body.
    pub document: Document,
    /// The text of the whole file, packed.
    pub packed: Vec<u8>,
    /// The offset of the body in the text, in bytes.
    pub body_at: usize,
    /// The text that it can be found by.
    pub prose: Prose,
    /// The number of words.
    pub words: usize,
    /// The beginning of the text.
    pub excerpt: String,
    /// A hash of the content as a reader sees it: see [`crate::content::document::content_hash`].
    pub wording: i64,
}

/// The text that a document can be found by.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// The words of the body, folded.
    pub body: String,
    /// The beginnings of the words of title, thesis and body.
    pub beginnings: String,
}

/// Inserts the row of a file that has none yet, and gives its id.
pub(super) fn file(connection: &Connection, path: &str, known: Known) -> Result<i64, MirrorError> {
    let Known { stamp, hash, seen } = known;
    connection
        .prepare_cached(
            "INSERT INTO file (path, size, modified, changed, inode, link, hash, seen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            path,
            stamp.size.cast_signed(),
            stamp.modified,
            stamp.changed,
            stamp.inode,
            stamp.link,
            hash,
            seen
        ])?;
    Ok(connection.last_insert_rowid())
}

/// Updates a file's row.
pub(super) fn state(connection: &Connection, id: i64, known: Known) -> Result<(), MirrorError> {
    let Known { stamp, hash, seen } = known;
    connection
        .prepare_cached(
            "UPDATE file SET size = ?2, modified = ?3, changed = ?4, inode = ?5, link = ?6, hash = ?7, seen = ?8
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            stamp.size.cast_signed(),
            stamp.modified,
            stamp.changed,
            stamp.inode,
            stamp.link,
            hash,
            seen
        ])?;
    Ok(())
}

/// Inserts the document's row. `searched` identifies what the search index holds of the document now.
pub(super) fn document(
    connection: &Connection,
    id: i64,
    content: &Content,
    searched: Option<i64>,
) -> Result<(), MirrorError> {
    let document = &content.document;
    connection
        .prepare_cached(
            "INSERT INTO document VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
             ?16, ?17, ?18, ?19, ?20, ?21, ?22, NULL, ?23, ?24, ?25)",
        )?
        .execute(params![
            id,
            kind_number(document.kind),
            document.slug,
            document.stem,
            names::key(&document.slug),
            names::key(&document.stem),
            document.title,
            document.date.as_ref().map(|date| &date.written),
            document.date.as_ref().map(|date| &date.day),
            document.date.as_ref().map(|date| date.instant),
            document.published,
            document.description,
            document.thesis,
            document.stance,
            document.last_name,
            document.image,
            (!document.asks.is_empty()).then(|| serde_json::json!(document.asks).to_string()),
            document.due.as_ref().map(|due| &due.day),
            document.word_limit,
            i64::try_from(content.words).unwrap_or(i64::MAX),
            content.excerpt,
            document.broken,
            searched,
            content.wording,
            document.kind == Kind::Question && document.reveal_after_mine,
        ])?;
    // A document whose slug is its own and matches its file name was named on purpose; a copy has the slug of
    // its original.
    let is_named_so = document.has_own_slug && document.slug == names::without_date_prefix(&document.stem);
    let bases = match is_named_so && !places::has_conflict_mark(&document.path) {
        true => BTreeSet::new(),
        false => bases(&document.path),
    };
    for base in bases {
        connection
            .prepare_cached("INSERT INTO conflict_base VALUES (?1, ?2)")?
            .execute([base, id])?;
    }
    references(connection, id, document)
}

/// Keys of the paths that the file at `path` may be a conflict copy of, by its name.
pub(super) fn bases(path: &str) -> BTreeSet<i64> {
    places::conflict_bases(path)
        .iter()
        .map(|base| names::path_key(base))
        .collect()
}

/// Inserts the text.
pub(super) fn source(connection: &Connection, id: i64, content: &Content) -> Result<(), MirrorError> {
    connection
        .prepare_cached("INSERT INTO source VALUES (?1, ?2, ?3)")?
        .execute(params![
            id,
            content.packed,
            i64::try_from(content.body_at).unwrap_or(0)
        ])?;
    Ok(())
}

/// Inserts a file's problems.
pub(super) fn problems(connection: &Connection, id: i64, problems: &[Problem]) -> Result<(), MirrorError> {
    for problem in problems {
        connection
            .prepare_cached("INSERT INTO problem VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![id, problem.line, problem.code.name(), problem.message])?;
    }
    Ok(())
}

/// Inserts a document's references. `graph` resolves them later; until then each is marked exact, as most
/// will be.
fn references(connection: &Connection, source: i64, document: &Document) -> Result<(), MirrorError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO reference (source, role, position, written, key, relation, quote, outcome)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)",
    )?;
    let mut insert =
        |role: Role, position: usize, written: &str, relation: Option<&str>, quote: Option<&str>| {
            statement.execute(params![
                source,
                role.number(),
                i64::try_from(position).unwrap_or(i64::MAX),
                written,
                names::key(written),
                relation,
                quote
            ])
        };
    let lists = [
        (Role::Lists, document.responses.as_slice()),
        (Role::Answers, document.question.as_slice()),
        (Role::SignedBy, &document.contributors),
        (Role::Revisits, document.revisits.as_slice()),
    ];
    for (role, list) in lists {
        for (position, written) in list.iter().enumerate() {
            insert(role, position, written, None, None)?;
        }
    }
    for (position, reply) in document.responds_to.iter().enumerate() {
        let (relation, quote) = (reply.relation.as_deref(), reply.quote.as_deref());
        insert(Role::RepliesTo, position, &reply.response, relation, quote)?;
    }
    Ok(())
}
