//! Applies one batch of changes, with all its consequences, in one transaction.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior};

use super::change::{Change, Touched};
use super::insert::{self, Content, Prose};
use super::packing::Unpacker;
use super::seen::{self, Before, Sightings, Tell};
use super::{Known, Mirror, MirrorError, copies, graph, search};
use crate::content::problem::Problem;

/// With at most this many changed documents, the pages around each are listed as stale; with more, every page
/// is stale.
const MOST_NEIGHBOURHOODS: usize = 50;

impl Mirror {
    /// Applies a batch in one transaction: readers see all of it or nothing. First `tell` is given what the
    /// batch means for people: a document that left the folder is forgotten only after `tell` has saved its
    /// last text.
    ///
    /// # Errors
    /// An error of SQLite or of `tell`; then nothing has changed.
    pub fn apply(&mut self, changes: Vec<Change>, tell: &mut Tell<'_>) -> Result<Touched, MirrorError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut batch = Batch {
            transaction: &transaction,
            texts: &self.texts,
            sightings: Sightings::default(),
            before: HashMap::new(),
            moved: HashMap::new(),
            moved_from: HashSet::new(),
            ids: BTreeSet::new(),
            names: BTreeSet::new(),
            named: BTreeSet::new(),
            paths: BTreeSet::new(),
            prose: HashMap::new(),
            touched: Touched::default(),
        };
        batch.note_what_was(&changes)?;
        let had_rounds = super::rounds::are_in(&transaction)?;
        for change in changes {
            batch.apply(change)?;
            batch.sightings.tell_part(tell)?;
        }
        batch.judge_conflict_copies()?;
        let redone = graph::redo(&transaction, &batch.ids, &batch.names)?;
        for id in batch.ids.union(&redone.signed) {
            search::index(&transaction, &self.texts, *id, batch.prose.get(id))?;
        }
        batch.ids.extend(redone.affected);
        batch.touched.everything |= batch.ids.len() > 2 * MOST_NEIGHBOURHOODS;
        // A response that comes or goes may open or close a round. Then search results and counts on other
        // pages change too.
        batch.touched.everything |= had_rounds || super::rounds::are_in(&transaction)?;
        batch.note_neighbours()?;
        let touched = batch.touched;
        batch.sightings.tell_rest(&transaction, tell)?;
        transaction.commit()?;
        self.count_batch()?;
        Ok(touched)
    }
}

/// What one batch has gathered so far.
struct Batch<'a> {
    transaction: &'a Transaction<'a>,
    texts: &'a Unpacker,
    sightings: Sightings,
    /// Files that were there before, by path.
    before: HashMap<String, Before>,
    /// Files that have moved, by their new path; the second value is the old path. Files of a renamed
    /// directory are not read again.
    moved: HashMap<String, String>,
    moved_from: HashSet<String>,
    /// Documents that were inserted or updated.
    ids: BTreeSet<i64>,
    /// Names that were added or removed, and names of documents whose own references changed.
    names: BTreeSet<graph::Name>,
    /// Names that the inserted, updated or removed documents referred to before.
    named: BTreeSet<graph::Name>,
    /// Paths that were added, removed or changed. Possible conflict copies of these files are judged again.
    paths: BTreeSet<String>,
    prose: HashMap<i64, Prose>,
    touched: Touched,
}

impl Batch<'_> {
    fn note_what_was(&mut self, changes: &[Change]) -> Result<(), MirrorError> {
        let mut gone: HashMap<i64, Vec<&String>> = HashMap::new();
        let mut number = 0;
        for change in changes {
            let (Change::Put { path, .. } | Change::Remove { path }) = change else {
                continue;
            };
            number += 1;
            self.paths.insert(path.clone());
            if let Some(before) = self.what_was(path)? {
                self.before.insert(path.clone(), before);
                self.note_names(before.id)?;
                self.named.extend(copies::named_by(self.transaction, before.id)?);
                if matches!(change, Change::Remove { .. }) && before.is_document {
                    gone.entry(before.hash).or_default().push(path);
                }
            }
        }
        for change in changes {
            if let Change::Put {
                path,
                known,
                content: Some(_),
                ..
            } = change
                && !self.before.contains_key(path)
                && let Some(from) = gone.get_mut(&known.hash).and_then(Vec::pop)
            {
                self.moved_from.insert(from.clone());
                self.moved.insert(path.clone(), from.clone());
            }
        }
        self.touched.everything = number > MOST_NEIGHBOURHOODS;
        self.note_neighbours()
    }

    fn what_was(&self, path: &str) -> Result<Option<Before>, MirrorError> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT f.id, f.hash, d.searched, d.id IS NOT NULL FROM file f LEFT JOIN document d USING (id)
             WHERE f.path = ?1",
        )?;
        let before = statement.query_row([path], |row| {
            Ok(Before {
                id: row.get(0)?,
                hash: row.get(1)?,
                searched: row.get(2)?,
                is_document: row.get(3)?,
            })
        });
        Ok(before.optional()?)
    }

    fn note_names(&mut self, id: i64) -> Result<(), MirrorError> {
        self.names.extend(graph::names_of(self.transaction, id)?);
        Ok(())
    }

    /// Adds the pages that show a document of the batch: the pages of its neighbours in the graph. For a
    /// question among those neighbours, it also adds all of its responses, because their pages list each
    /// other.
    fn note_neighbours(&mut self) -> Result<(), MirrorError> {
        if self.touched.everything {
            return Ok(());
        }
        for id in self
            .ids
            .iter()
            .chain(self.before.values().map(|before| &before.id))
        {
            graph::neighbourhood(self.transaction, *id, &mut self.touched.stale)?;
        }
        Ok(())
    }

    fn apply(&mut self, change: Change) -> Result<(), MirrorError> {
        match change {
            Change::Touch { path, known } => {
                if let Some(before) = self.what_was(&path)? {
                    insert::state(self.transaction, before.id, known)?;
                }
            }
            Change::Remove { path } => {
                let has_moved = self.moved_from.contains(&path);
                if let Some(before) = self.before.get(&path).copied().filter(|_| !has_moved) {
                    let last = (before.id, path.as_str(), before.hash);
                    if let Some(seen) = seen::last_of(self.transaction, self.texts, last)? {
                        self.sightings.left(seen);
                    }
                    self.clear(before, &path)?;
                    self.execute("DELETE FROM file WHERE id = ?1", before.id)?;
                    self.transaction
                        .prepare_cached("DELETE FROM last_good WHERE path = ?1")?
                        .execute([&path])?;
                }
                self.touched.stale.insert(path.clone());
                self.touched.removed.push(path);
            }
            Change::Put {
                path,
                known,
                content,
                problems,
            } => self.put(path, known, content, &problems)?,
        }
        Ok(())
    }

    fn put(
        &mut self,
        path: String,
        known: Known,
        content: Option<Box<Content>>,
        problems: &[Problem],
    ) -> Result<(), MirrorError> {
        let moved = self.moved.get(&path).cloned();
        let was_at = moved.as_deref().unwrap_or(&path);
        let before = match &moved {
            Some(from) => {
                for table in ["file", "last_good"] {
                    self.transaction
                        .prepare_cached(&format!("UPDATE {table} SET path = ?2 WHERE path = ?1"))?
                        .execute([from, &path])?;
                }
                self.before.get(from).copied()
            }
            None => self.before.get(&path).copied(),
        };
        let id = match before {
            Some(before) => {
                insert::state(self.transaction, before.id, known)?;
                before.id
            }
            None => insert::file(self.transaction, &path, known)?,
        };
        if content.is_some()
            && let Some(doing) = seen::doing(self.transaction, before, moved.is_some(), (&path, known))?
        {
            self.sightings.here(doing, id, (&path, moved.as_deref()), known);
        }
        if let (Some(before), None) = (before, &moved)
            && before.is_document
            && before.hash != known.hash
        {
            let last = (before.id, path.as_str(), before.hash);
            if let Some(seen) = seen::last_of_copy(self.transaction, self.texts, last)? {
                self.sightings.left(seen);
            }
        }
        if before.is_some() {
            let is_good = content.as_ref().is_some_and(|content| !content.document.broken);
            self.keep_last_good(id, &path, is_good)?;
        }
        match (before, content) {
            (before, Some(content)) => {
                self.put_document(id, before.map(|before| (before, was_at)), known, *content)?
            }
            (Some(before), None) => self.clear(before, was_at)?,
            (None, None) => {}
        }
        insert::problems(self.transaction, id, problems)?;
        self.touched.stale.insert(path.clone());
        self.touched.changed.push(path);
        Ok(())
    }

    fn put_document(
        &mut self,
        id: i64,
        before: Option<(Before, &str)>,
        known: Known,
        content: Content,
    ) -> Result<(), MirrorError> {
        let is_same_text = before.is_some_and(|(before, _)| before.is_document && before.hash == known.hash);
        if let Some((_, was_at)) = before {
            self.clear_links(id, was_at)?;
            self.execute("DELETE FROM document WHERE id = ?1", id)?;
            if !is_same_text {
                self.execute("DELETE FROM source WHERE id = ?1", id)?;
            }
        }
        let searched = before.and_then(|(before, _)| before.searched);
        insert::document(self.transaction, id, &content, searched)?;
        insert::problems(self.transaction, id, &content.document.problems)?;
        if !is_same_text {
            insert::source(self.transaction, id, &content)?;
        }
        self.ids.insert(id);
        self.note_names(id)?;
        self.prose.insert(id, content.prose);
        Ok(())
    }

    /// Keeps the last readable text of a document for as long as its front matter cannot be read.
    fn keep_last_good(&self, id: i64, path: &str, is_good: bool) -> Result<(), MirrorError> {
        if is_good {
            self.transaction
                .prepare_cached("DELETE FROM last_good WHERE path = ?1")?
                .execute([path])?;
        } else {
            self.transaction
                .prepare_cached(
                    "INSERT INTO last_good SELECT ?2, text FROM source JOIN document USING (id)
                     WHERE id = ?1 AND NOT broken ON CONFLICT (path) DO UPDATE SET text = excluded.text",
                )?
                .execute(rusqlite::params![id, path])?;
        }
        Ok(())
    }

    /// Removes everything that was read from a file. References from other documents are resolved again
    /// later, by name.
    fn clear(&self, before: Before, path: &str) -> Result<(), MirrorError> {
        self.clear_links(before.id, path)?;
        if before.searched.is_some() {
            search::take_out(self.transaction, before.id)?;
        }
        self.execute("DELETE FROM source WHERE id = ?1", before.id)?;
        self.execute("DELETE FROM document WHERE id = ?1", before.id)
    }

    /// Removes a document's references and problems.
    fn clear_links(&self, id: i64, path: &str) -> Result<(), MirrorError> {
        for sql in [
            "DELETE FROM resolved WHERE reference IN (SELECT id FROM reference WHERE source = ?1)",
            "DELETE FROM reference WHERE source = ?1",
            "DELETE FROM problem WHERE id = ?1",
        ] {
            self.execute(sql, id)?;
        }
        for base in insert::bases(path) {
            self.transaction
                .prepare_cached("DELETE FROM conflict_base WHERE base = ?1 AND id = ?2")?
                .execute([base, id])?;
        }
        Ok(())
    }

    fn execute(&self, sql: &str, id: i64) -> Result<(), MirrorError> {
        self.transaction.prepare_cached(sql)?.execute([id])?;
        Ok(())
    }

    /// Judges again every file that may be a conflict copy: files named like a copy of a file in this batch,
    /// the files in the batch, and files to which a reference by name was added or removed.
    fn judge_conflict_copies(&mut self) -> Result<(), MirrorError> {
        let mut suspects: BTreeSet<i64> = BTreeSet::new();
        for path in &self.paths {
            suspects.extend(copies::possible(self.transaction, path)?);
        }
        let mut named_now = BTreeSet::new();
        for id in &self.ids {
            suspects.insert(*id);
            named_now.extend(copies::named_by(self.transaction, *id)?);
        }
        for name in self.named.symmetric_difference(&named_now) {
            suspects.extend(copies::called(self.transaction, *name)?);
        }
        for id in suspects {
            if copies::judge(self.transaction, id)? {
                self.ids.insert(id);
                self.note_names(id)?;
            }
        }
        Ok(())
    }
}
