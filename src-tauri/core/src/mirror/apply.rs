//! Writing: one batch of changes, applied in one transaction, with all that follows from it.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};

use super::{Known, Mirror, MirrorError, graph, search};
use crate::document::{Document, Kind};
use crate::names;
use crate::problem::Problem;

/// Up to this many changed documents, their neighbours are told apart; above, everything counts as stale.
const MOST_NEIGHBOURHOODS: usize = 50;

/// One difference between the folder and the mirror.
#[derive(Debug, Clone)]
pub enum Change {
    /// The file is new, or has other content.
    Put {
        /// Path inside the folder.
        path: String,
        /// What is to be known of it.
        known: Known,
        /// What it holds: the document, or nothing but problems.
        content: Option<Box<Content>>,
        /// Problems of a file that is not a document. A document carries its own.
        problems: Vec<Problem>,
    },
    /// The file has the same content under another stamp.
    Touch {
        /// Path inside the folder.
        path: String,
        /// What is to be known of it.
        known: Known,
    },
    /// The file is gone.
    Remove {
        /// Path inside the folder.
        path: String,
    },
}

/// A document made ready for the tables, on a worker's time.
#[derive(Debug, Clone)]
pub struct Content {
    /// The document; its body may have been taken out into `text`.
    pub document: Document,
    /// The text of the whole file.
    pub text: String,
    /// Where in `text` the body begins, in bytes.
    pub body_at: usize,
    /// The plain words of the body.
    pub plain: String,
    /// How many words.
    pub words: usize,
    /// The beginning of the text.
    pub excerpt: String,
    /// Paths that this may be a conflict copy of, from its name.
    pub conflict_bases: Vec<String>,
}

/// What a batch changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Paths that are new or have other content.
    pub changed: Vec<String>,
    /// Paths that are gone.
    pub removed: Vec<String>,
    /// Paths of documents whose pages may look different now; not kept where `everything`.
    pub stale: BTreeSet<String>,
    /// Too much changed to tell the pages apart.
    pub everything: bool,
}

impl Touched {
    /// Whether anything changed for a reader.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.changed.is_empty() && self.removed.is_empty()
    }

    /// Takes in what a further batch changed.
    pub fn join(&mut self, other: Self) {
        self.changed.extend(other.changed);
        self.removed.extend(other.removed);
        self.stale.extend(other.stale);
        self.everything |= other.everything;
    }
}

impl Mirror {
    /// Applies a batch in one transaction: all of it is seen by readers, or nothing.
    ///
    /// # Errors
    /// As SQLite says; then nothing has changed.
    pub fn apply(&mut self, changes: Vec<Change>) -> Result<Touched, MirrorError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut batch = Batch::default();
        for change in &changes {
            if let Change::Put { path, .. } | Change::Remove { path } = change {
                batch.note_old_names(&transaction, path)?;
            }
        }
        batch.touched.everything = batch.before.len() > MOST_NEIGHBOURHOODS
            || changes
                .iter()
                .filter(|change| !matches!(change, Change::Touch { .. }))
                .count()
                > MOST_NEIGHBOURHOODS;
        batch.note_neighbours(&transaction)?;
        for change in changes {
            batch.apply(&transaction, change)?;
        }
        batch.judge_conflict_copies(&transaction)?;
        let redone = graph::redo(&transaction, &batch.ids, &batch.names)?;
        let worded = batch
            .ids
            .iter()
            .copied()
            .chain(redone.signed)
            .collect::<BTreeSet<_>>();
        for id in worded {
            search::index(&transaction, id, batch.plain.get(&id).map(String::as_str))?;
        }
        batch.note_neighbours(&transaction)?;
        transaction.commit()?;
        Ok(batch.touched)
    }
}

/// A name that a document of a kind has or had, folded: references to it may come out differently.
pub(super) type Name = (Kind, String);

/// What one batch has gathered so far.
#[derive(Default)]
struct Batch {
    /// Files that were there before, with their ids.
    before: HashMap<String, i64>,
    /// Documents that were put.
    ids: BTreeSet<i64>,
    /// Names that came, went, or belong to a document whose own references changed.
    names: BTreeSet<Name>,
    /// Paths that came, went or changed: conflict copies of them are judged again.
    paths: BTreeSet<String>,
    plain: HashMap<i64, String>,
    touched: Touched,
}

impl Batch {
    fn note_old_names(&mut self, transaction: &Transaction<'_>, path: &str) -> Result<(), MirrorError> {
        let old = transaction
            .prepare_cached("SELECT id FROM file WHERE path = ?1")?
            .query_row([path], |row| row.get::<_, i64>(0))
            .optional()?;
        if let Some(id) = old {
            self.before.insert(path.to_owned(), id);
            self.note_names(transaction, id)?;
        }
        self.paths.insert(path.to_owned());
        Ok(())
    }

    fn note_names(&mut self, transaction: &Transaction<'_>, id: i64) -> Result<(), MirrorError> {
        let names = transaction
            .prepare_cached("SELECT kind, slug_folded, stem_folded FROM document WHERE id = ?1")?
            .query_row([id], |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, String>(2)?,
                ))
            })
            .optional()?;
        if let Some((kind, slug, stem)) = names {
            let kind = super::rows::kind(kind);
            self.names.insert((kind, slug));
            self.names.insert((kind, stem));
        }
        Ok(())
    }

    /// Adds the pages on which the batch's documents show: their neighbours in the graph, and, of a question among
    /// these, all its responses, whose pages list each other.
    fn note_neighbours(&mut self, transaction: &Transaction<'_>) -> Result<(), MirrorError> {
        if self.touched.everything {
            return Ok(());
        }
        for id in self.ids.iter().chain(self.before.values()) {
            graph::neighbourhood(transaction, *id, &mut self.touched.stale)?;
        }
        Ok(())
    }

    fn apply(&mut self, transaction: &Transaction<'_>, change: Change) -> Result<(), MirrorError> {
        match change {
            Change::Touch { path, known } => {
                put_file(transaction, &path, known)?;
            }
            Change::Remove { path } => {
                transaction
                    .prepare_cached("DELETE FROM last_good WHERE path = ?1")?
                    .execute([&path])?;
                let id = self.before.get(&path).copied();
                if let Some(id) = id {
                    clear(transaction, id)?;
                    transaction
                        .prepare_cached("DELETE FROM file WHERE id = ?1")?
                        .execute([id])?;
                }
                self.touched.stale.insert(path.clone());
                self.touched.removed.push(path);
            }
            Change::Put {
                path,
                known,
                content,
                problems,
            } => {
                let id = put_file(transaction, &path, known)?;
                let is_good = content.as_ref().is_some_and(|content| !content.document.broken);
                if self.before.contains_key(&path) {
                    keep_last_good(transaction, id, &path, is_good)?;
                    clear(transaction, id)?;
                }
                let problems = match content {
                    Some(content) => self.put_document(transaction, id, *content)?,
                    None => problems,
                };
                for problem in problems {
                    transaction
                        .prepare_cached("INSERT INTO problem VALUES (?1, ?2, ?3, ?4)")?
                        .execute(params![id, problem.line, problem.code.name(), problem.message])?;
                }
                self.touched.stale.insert(path.clone());
                self.touched.changed.push(path);
            }
        }
        Ok(())
    }

    fn put_document(
        &mut self,
        transaction: &Transaction<'_>,
        id: i64,
        content: Content,
    ) -> Result<Vec<Problem>, MirrorError> {
        let Content {
            document,
            text,
            body_at,
            plain,
            words,
            excerpt,
            conflict_bases,
        } = content;
        transaction
            .prepare_cached(
                "INSERT INTO document VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                 ?17, ?18, ?19, ?20, ?21, ?22, NULL)",
            )?
            .execute(params![
                id,
                super::rows::kind_number(document.kind),
                document.slug,
                document.stem,
                names::fold(&document.slug),
                names::fold(&document.stem),
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
                i64::try_from(words).unwrap_or(i64::MAX),
                excerpt,
                document.broken,
            ])?;
        transaction
            .prepare_cached("INSERT INTO source VALUES (?1, ?2, ?3)")?
            .execute(params![id, text, i64::try_from(body_at).unwrap_or(0)])?;
        for base in conflict_bases {
            transaction
                .prepare_cached("INSERT OR IGNORE INTO conflict_base VALUES (?1, ?2)")?
                .execute(params![id, base])?;
        }
        graph::write_references(transaction, id, &document)?;
        self.ids.insert(id);
        self.note_names(transaction, id)?;
        self.plain.insert(id, plain);
        Ok(document.problems)
    }

    /// Judges again every file that by its name may be a copy of something in this batch, and those in the batch.
    fn judge_conflict_copies(&mut self, transaction: &Transaction<'_>) -> Result<(), MirrorError> {
        let mut suspects: BTreeSet<i64> = BTreeSet::new();
        for path in &self.paths {
            suspects.extend(
                transaction
                    .prepare_cached("SELECT id FROM conflict_base WHERE base = ?1")?
                    .query_map([path], |row| row.get::<_, i64>(0))?
                    .collect::<Result<Vec<_>, _>>()?,
            );
        }
        for id in &self.ids {
            let is_suspect = transaction
                .prepare_cached("SELECT 1 FROM conflict_base WHERE id = ?1")?
                .exists([id])?;
            if is_suspect {
                suspects.insert(*id);
            }
        }
        for id in suspects {
            if graph::judge_conflict_copy(transaction, id)? {
                self.ids.insert(id);
                self.note_names(transaction, id)?;
            }
        }
        Ok(())
    }
}

fn put_file(transaction: &Transaction<'_>, path: &str, known: Known) -> Result<i64, MirrorError> {
    let Known { stamp, hash, seen } = known;
    let id = transaction
        .prepare_cached(
            "INSERT INTO file (path, size, modified, changed, inode, link, hash, seen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (path) DO UPDATE SET
               size = ?2, modified = ?3, changed = ?4, inode = ?5, link = ?6, hash = ?7, seen = ?8
             RETURNING id",
        )?
        .query_row(
            params![
                path,
                stamp.size.cast_signed(),
                stamp.modified,
                stamp.changed,
                stamp.inode,
                stamp.link,
                hash,
                seen
            ],
            |row| row.get(0),
        )?;
    Ok(id)
}

/// While a document cannot be read as one, the last text that could stays at hand.
fn keep_last_good(
    transaction: &Transaction<'_>,
    id: i64,
    path: &str,
    is_good: bool,
) -> Result<(), MirrorError> {
    if !is_good {
        transaction
            .prepare_cached(
                "INSERT INTO last_good SELECT ?2, text FROM source JOIN document USING (id)
                 WHERE id = ?1 AND NOT broken ON CONFLICT (path) DO UPDATE SET text = excluded.text",
            )?
            .execute(params![id, path])?;
    } else {
        transaction
            .prepare_cached("DELETE FROM last_good WHERE path = ?1")?
            .execute([path])?;
    }
    Ok(())
}

/// Takes out all that was read from a file. What other documents' references came to is redone by their names.
fn clear(transaction: &Transaction<'_>, id: i64) -> Result<(), MirrorError> {
    for sql in [
        "DELETE FROM resolved WHERE reference IN (SELECT id FROM reference WHERE source = ?1)",
        "DELETE FROM reference WHERE source = ?1",
        "DELETE FROM problem WHERE id = ?1",
        "DELETE FROM conflict_base WHERE id = ?1",
        "DELETE FROM words WHERE rowid = ?1",
        "DELETE FROM source WHERE id = ?1",
        "DELETE FROM document WHERE id = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}
