//! What a batch means for people: which documents arrived, changed, were renamed, or left, and the last text
//! of those that left.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension as _};

use super::packing::Unpacker;
use super::{Building, Known, Mirror, MirrorError, rows};
use crate::content::activity::{
    ActivityKind, LastText, MOST_APART, News, Observation, describe_file, hash_of_file,
};
use crate::content::kind::Kind;

/// A file as the mirror knew it before the batch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    pub(super) id: i64,
    pub(super) hash: i64,
    /// What the search index holds of the file, if it was a document.
    pub(super) searched: Option<i64>,
    pub(super) is_document: bool,
}

/// Documents that left are reported in parts of this many documents,
const PART: usize = 256;
/// or of this many bytes of text.
const PART_BYTES: usize = 16 * 1024 * 1024;

/// Receives what a batch means for people, before readers see the batch.
pub type Tell<'a> = dyn FnMut(News) -> Result<(), MirrorError> + 'a;

/// What has been gathered of a batch so far.
#[derive(Default)]
pub(super) struct Sightings {
    /// Documents that left and have not been reported yet.
    left: Vec<Observation>,
    bytes: usize,
    /// Documents that are in the folder.
    here: Vec<Sighting>,
}

struct Sighting {
    doing: ActivityKind,
    id: i64,
    path: String,
    was_at: Option<String>,
    hash: i64,
    modified: i64,
}

impl Sightings {
    /// Adds a document that left. Its rows still exist.
    pub(super) fn left(&mut self, seen: Observation) {
        self.bytes += seen.text.as_ref().map_or(0, |last| last.text.len());
        self.left.push(seen);
    }

    /// Reports the documents that left, if there are enough of them for a part.
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

    /// Adds a document that is in the folder, by its id.
    pub(super) fn here(
        &mut self,
        doing: ActivityKind,
        id: i64,
        (path, was_at): (&str, Option<&str>),
        known: Known,
    ) {
        self.here.push(Sighting {
            doing,
            id,
            path: path.to_owned(),
            was_at: was_at.map(str::to_owned),
            hash: known.hash,
            modified: known.stamp.modified / 1_000_000,
        });
    }

    /// Reports all the rest. Signatures are read only now, because the links of the whole batch are resolved
    /// by now.
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
            // A sync engine's copy of a document in the folder is not an arrival.
            let copies = conflict_copies(connection)?;
            self.here.retain(|sighting| !copies.contains(&sighting.id));
        }
        for doing in [
            ActivityKind::Arrived,
            ActivityKind::Changed,
            ActivityKind::Renamed,
        ] {
            let these: Vec<_> = self.here.iter().filter(|one| one.doing == doing).collect();
            if these.len() > MOST_APART {
                news.many.push((doing, these.len() as u64));
                continue;
            }
            for one in these {
                let Some((kind, title)) = kind_and_title(connection, one.id)? else {
                    continue;
                };
                news.apart.push(Observation {
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

/// What happened to a document; none if only its links or the folder's settings changed.
pub(super) fn doing(
    connection: &Connection,
    before: Option<Before>,
    has_moved: bool,
    (path, known): (&str, Known),
) -> Result<Option<ActivityKind>, MirrorError> {
    Ok(match before {
        _ if has_moved => Some(ActivityKind::Renamed),
        None => Some(ActivityKind::Arrived),
        Some(before) if before.hash == known.hash => None,
        Some(before) if before.is_document => Some(ActivityKind::Changed),
        // The file was unreadable, perhaps because it was being written. The document was there all the time.
        Some(_) => {
            let was_one = connection
                .prepare_cached("SELECT 1 FROM last_good WHERE path = ?1")?
                .exists([path])?;
            Some(if was_one {
                ActivityKind::Changed
            } else {
                ActivityKind::Arrived
            })
        }
    })
}

/// What is known of the file with this `id` and `path`, which has left the folder; none if it was never a
/// document.
pub(super) fn last_of(
    connection: &Connection,
    texts: &Unpacker,
    (id, path, hash): (i64, &str, i64),
) -> Result<Option<Observation>, MirrorError> {
    let is_copy = connection
        .prepare_cached("SELECT 1 FROM document WHERE id = ?1 AND conflict_of IS NOT NULL")?
        .exists([id])?;
    let seen = |kind, title, people, text: LastText| Observation {
        doing: if is_copy {
            ActivityKind::CopyRemoved
        } else {
            ActivityKind::Withdrawn
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
    // It was a document before it was cut short or lost its header.
    let packed: Option<Vec<u8>> = connection
        .prepare_cached("SELECT text FROM last_good WHERE path = ?1")?
        .query_row([path], |row| row.get(0))
        .optional()?;
    let Some(packed) = packed else { return Ok(None) };
    let text = texts.unpack(&packed)?;
    let (kind, title, people) = describe_file(path, text.as_bytes());
    let is_whole = true; // whole in its last good state, the one that can be read
    Ok(Some(seen(kind, title, people, LastText { text, is_whole })))
}

/// The last text of a conflict copy that was replaced by another text: a sync engine that finds two conflicts
/// within a second overwrites the first copy. None if the file with this id is not a copy.
pub(super) fn last_of_copy(
    connection: &Connection,
    texts: &Unpacker,
    last: (i64, &str, i64),
) -> Result<Option<Observation>, MirrorError> {
    let seen = last_of(connection, texts, last)?;
    Ok(seen.filter(|seen| seen.doing == ActivityKind::CopyRemoved))
}

/// The text of document `id`, as much as was read.
fn text_of(connection: &Connection, texts: &Unpacker, id: i64) -> Result<Option<String>, MirrorError> {
    let packed: Option<Vec<u8>> = connection
        .prepare_cached("SELECT text FROM source WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    packed.map(|packed| texts.unpack(&packed)).transpose()
}

impl Building {
    /// Paths of files that are known to exist though they cannot be read as documents, and of directories
    /// that cannot be listed, each with a `/` at its end.
    ///
    /// # Errors
    /// An error of SQLite.
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
    /// An error of SQLite.
    pub fn documents(&self) -> Result<HashMap<String, i64>, MirrorError> {
        documents(&self.connection)
    }
}

impl Mirror {
    /// The hash of each document's file, by its path.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn documents(&self) -> Result<HashMap<String, i64>, MirrorError> {
        documents(&self.connection)
    }

    /// The same of a mirror that was set aside, as far as it can be read; and whether that is all of it.
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

    /// Reports what is known of the documents at these paths, which have left the folder, in parts.
    ///
    /// # Errors
    /// An error of SQLite or of `tell`.
    pub fn tell_last_of(&self, paths: &BTreeSet<String>, tell: &mut Tell<'_>) -> Result<(), MirrorError> {
        let mut sightings = Sightings::default();
        for path in paths {
            let seen = match self.last_of(path) {
                // What cannot be read of a mirror that was set aside is lost.
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

    /// Paths of the sync engines' conflict copies; empty if that cannot be read.
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

    fn last_of(&self, path: &str) -> Result<Option<Observation>, MirrorError> {
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

/// The names of the people who signed a document; for an unknown contributor, the slug.
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
