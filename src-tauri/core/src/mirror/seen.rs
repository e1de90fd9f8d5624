//! What a batch means for people: which documents came, changed, went under another name, or left with which last text.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension as _};

use super::packing::Unpacker;
use super::{Building, Known, Mirror, MirrorError, rows};
use crate::content::activity::{Doing, LastText, MOST_APART, News, Seen, hash_of_file, told_by};
use crate::content::kind::Kind;

/// A file as the mirror knew it before the batch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    pub(super) id: i64,
    pub(super) hash: i64,
    /// What the search index holds of it, where it was a document.
    pub(super) searched: Option<i64>,
    pub(super) is_document: bool,
}

/// Documents that left are reported in parts of so many,
const PART: usize = 256;
/// or of so many bytes of text.
const PART_BYTES: usize = 16 * 1024 * 1024;

/// Takes what a batch means; called before the batch is true for readers.
pub type Tell<'a> = dyn FnMut(News) -> Result<(), MirrorError> + 'a;

/// What a batch has seen so far.
#[derive(Default)]
pub(super) struct Sightings {
    /// Documents that left, and have not been reported.
    left: Vec<Seen>,
    bytes: usize,
    /// Documents that are there.
    here: Vec<Sighting>,
}

struct Sighting {
    doing: Doing,
    id: i64,
    path: String,
    was_at: Option<String>,
    hash: i64,
    modified: i64,
}

impl Sightings {
    /// A document left. Its rows are still there.
    pub(super) fn left(&mut self, seen: Seen) {
        self.bytes += seen.text.as_ref().map_or(0, |last| last.text.len());
        self.left.push(seen);
    }

    /// Tells of those that left, where they are enough for a part.
    pub(super) fn tell_part(&mut self, tell: &mut Tell<'_>) -> Result<(), MirrorError> {
        if self.left.len() < PART && self.bytes < PART_BYTES {
            return Ok(());
        }
        self.bytes = 0;
        let apart = std::mem::take(&mut self.left);
        tell(News {
            apart,
            many: Vec::new(),
        })
    }

    /// A document is there, by its number.
    pub(super) fn here(&mut self, doing: Doing, id: i64, (path, was_at): (&str, Option<&str>), known: Known) {
        self.here.push(Sighting {
            doing,
            id,
            path: path.to_owned(),
            was_at: was_at.map(str::to_owned),
            hash: known.hash,
            modified: known.stamp.modified / 1_000_000,
        });
    }

    /// Tells of all the rest. Who signed what is asked only now, that the links of the whole batch are known.
    pub(super) fn tell_rest(
        mut self,
        connection: &Connection,
        tell: &mut Tell<'_>,
    ) -> Result<(), MirrorError> {
        let mut news = News {
            apart: std::mem::take(&mut self.left),
            many: Vec::new(),
        };
        if !self.here.is_empty() {
            // A sync engine's copy of what is there already did not arrive.
            let copies = conflict_copies(connection)?;
            self.here.retain(|sighting| !copies.contains(&sighting.id));
        }
        for doing in [Doing::Arrived, Doing::Changed, Doing::Renamed] {
            let these: Vec<_> = self.here.iter().filter(|one| one.doing == doing).collect();
            if these.len() > MOST_APART {
                news.many.push((doing, these.len() as u64));
                continue;
            }
            for one in these {
                let Some((kind, title)) = kind_and_title(connection, one.id)? else {
                    continue;
                };
                news.apart.push(Seen {
                    doing,
                    path: one.path.clone(),
                    was_at: one.was_at.clone(),
                    kind,
                    title,
                    people: people(connection, one.id)?,
                    hash: one.hash,
                    modified: one.modified,
                    text: None,
                });
            }
        }
        if news.is_nothing() { Ok(()) } else { tell(news) }
    }
}

/// What a document that is put has done; nothing where only its links, or the folder's settings, are others.
pub(super) fn doing(
    connection: &Connection,
    before: Option<Before>,
    has_moved: bool,
    (path, known): (&str, Known),
) -> Result<Option<Doing>, MirrorError> {
    Ok(match before {
        _ if has_moved => Some(Doing::Renamed),
        None => Some(Doing::Arrived),
        Some(before) if before.hash == known.hash => None,
        Some(before) if before.is_document => Some(Doing::Changed),
        // Cut short, perhaps while it was written: it was there all the time.
        Some(_) => {
            let was_one = connection
                .prepare_cached("SELECT 1 FROM last_good WHERE path = ?1")?
                .exists([path])?;
            Some(if was_one { Doing::Changed } else { Doing::Arrived })
        }
    })
}

/// What is known of the file numbered `id`, at `path`, that has left the folder; none where it never was a document.
pub(super) fn last_of(
    connection: &Connection,
    texts: &Unpacker,
    (id, path, hash): (i64, &str, i64),
) -> Result<Option<Seen>, MirrorError> {
    let is_copy = connection
        .prepare_cached("SELECT 1 FROM document WHERE id = ?1 AND conflict_of IS NOT NULL")?
        .exists([id])?;
    let seen = |kind, title, people, text: LastText| Seen {
        doing: if is_copy {
            Doing::CopyRemoved
        } else {
            Doing::Withdrawn
        },
        path: path.to_owned(),
        was_at: None,
        kind,
        title,
        people,
        hash,
        modified: 0,
        text: Some(text),
    };
    if let Some((kind, title)) = kind_and_title(connection, id)? {
        let text = text_of(connection, texts, id)?.unwrap_or_default();
        let is_whole = hash_of_file(text.as_bytes(), text.len() as u64) == hash;
        let people = people(connection, id)?;
        return Ok(Some(seen(kind, title, people, LastText { text, is_whole })));
    }
    // It was one before it was cut short, or its header lost.
    let packed: Option<Vec<u8>> = connection
        .prepare_cached("SELECT text FROM last_good WHERE path = ?1")?
        .query_row([path], |row| row.get(0))
        .optional()?;
    let Some(packed) = packed else { return Ok(None) };
    let text = texts.unpack(&packed)?;
    let (kind, title, people) = told_by(path, text.as_bytes());
    let is_whole = true; // of its last good state, which is the one that can be read
    Ok(Some(seen(kind, title, people, LastText { text, is_whole })))
}

/// The last text of a conflict copy in whose place another text has come: an engine that finds two conflicts in one second writes over the
/// first copy. None where the file numbered `id` is no copy.
pub(super) fn last_of_copy(
    connection: &Connection,
    texts: &Unpacker,
    last: (i64, &str, i64),
) -> Result<Option<Seen>, MirrorError> {
    let seen = last_of(connection, texts, last)?;
    Ok(seen.filter(|seen| seen.doing == Doing::CopyRemoved))
}

/// The text of document `id`, as far as it was read.
fn text_of(connection: &Connection, texts: &Unpacker, id: i64) -> Result<Option<String>, MirrorError> {
    let packed: Option<Vec<u8>> = connection
        .prepare_cached("SELECT text FROM source WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    packed.map(|packed| texts.unpack(&packed)).transpose()
}

impl Building {
    /// Paths of files of which it is known that they are there, though they cannot be read as documents; and of the directories that cannot
    /// be looked into, each with a `/`.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn unseen(&self) -> Result<(HashSet<String>, Vec<String>), MirrorError> {
        let files = "SELECT path FROM file WHERE id NOT IN (SELECT id FROM document)";
        let directories =
            "SELECT f.path || '/' FROM file f JOIN problem p USING (id) WHERE p.code = 'directory-unread'";
        let mut files = self.connection.prepare(files)?;
        let files = files.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut directories = self.connection.prepare(directories)?;
        let directories = directories.query_map([], |row| row.get(0))?;
        Ok((files, directories.collect::<Result<_, _>>()?))
    }

    /// The hash of each document's file, by its path.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn documents(&self) -> Result<HashMap<String, i64>, MirrorError> {
        documents(&self.connection)
    }
}

impl Mirror {
    /// The hash of each document's file, by its path.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn documents(&self) -> Result<HashMap<String, i64>, MirrorError> {
        documents(&self.connection)
    }

    /// The same of one that was set aside, as far as it can be read; and whether that is all of it.
    #[must_use]
    pub fn documents_left(&self) -> (HashMap<String, i64>, bool) {
        let mut found = HashMap::new();
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare(DOCUMENTS)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                found.insert(row.get(0)?, row.get(1)?);
            }
            Ok(())
        };
        let is_all = read().is_ok();
        (found, is_all)
    }

    /// What is known of the documents at these paths, for when they have left the folder, given in parts.
    ///
    /// # Errors
    /// As SQLite says, or as `tell`.
    pub fn tell_last_of(&self, paths: &BTreeSet<String>, tell: &mut Tell<'_>) -> Result<(), MirrorError> {
        let mut sightings = Sightings::default();
        for path in paths {
            let seen = match self.last_of(path) {
                // What cannot be read of one that was set aside has been lost with it.
                Err(_) if self.is_set_aside => None,
                seen => seen?,
            };
            if let Some(seen) = seen {
                sightings.left(seen);
                sightings.tell_part(tell)?;
            }
        }
        sightings.tell_rest(&self.connection, tell)
    }

    /// Paths of the sync engines' conflict copies; none where that cannot be read.
    #[must_use]
    pub fn copies(&self) -> BTreeSet<String> {
        let read = || -> rusqlite::Result<BTreeSet<String>> {
            let copies =
                "SELECT f.path FROM file f JOIN document d USING (id) WHERE d.conflict_of IS NOT NULL";
            let mut statement = self.connection.prepare(copies)?;
            statement.query_map([], |row| row.get(0))?.collect()
        };
        read().unwrap_or_default()
    }

    pub(super) fn text_at(&self, path: &str) -> Result<Option<String>, MirrorError> {
        let id = self
            .connection
            .prepare_cached("SELECT id FROM file JOIN document USING (id) WHERE path = ?1")?
            .query_row([path], |row| row.get(0))
            .optional()?;
        id.map_or(Ok(None), |id| text_of(&self.connection, &self.texts, id))
    }

    fn last_of(&self, path: &str) -> Result<Option<Seen>, MirrorError> {
        let row = self
            .connection
            .prepare_cached("SELECT id, hash FROM file WHERE path = ?1")?
            .query_row([path], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((id, hash)) = row else { return Ok(None) };
        last_of(&self.connection, &self.texts, (id, path, hash))
    }
}

const DOCUMENTS: &str = "SELECT f.path, f.hash FROM file f JOIN document d USING (id)";

fn documents(connection: &Connection) -> Result<HashMap<String, i64>, MirrorError> {
    let mut statement = connection.prepare(DOCUMENTS)?;
    let documents = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(documents.collect::<Result<_, _>>()?)
}

fn kind_and_title(connection: &Connection, id: i64) -> Result<Option<(Kind, String)>, MirrorError> {
    Ok(connection
        .prepare_cached("SELECT kind, title FROM document WHERE id = ?1")?
        .query_row([id], |row| Ok((rows::kind(row.get(0)?), row.get(1)?)))
        .optional()?)
}

/// The names of those who signed a document; who is not known stands by the slug.
fn people(connection: &Connection, id: i64) -> Result<Vec<String>, MirrorError> {
    let mut statement = connection.prepare_cached(
        "SELECT coalesce(
           (SELECT d.title FROM resolved x JOIN document d ON d.id = x.target
            WHERE x.reference = r.id AND d.published LIMIT 1), r.written)
         FROM reference r WHERE r.source = ?1 AND r.role = 2 ORDER BY r.position",
    )?;
    let people = statement.query_map([id], |row| row.get(0))?;
    Ok(people.collect::<Result<_, _>>()?)
}

fn conflict_copies(connection: &Connection) -> Result<HashSet<i64>, MirrorError> {
    let mut statement = connection.prepare_cached("SELECT id FROM document WHERE conflict_of IS NOT NULL")?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
