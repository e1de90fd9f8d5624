//! The first reading: writes all documents into a separate file, which becomes the mirror when it is
//! complete.
//!
//! Until then the file is not protected: it has no journal and no flush, and its indexes are made last. If
//! the program ends early, it leaves a file that is never taken for the mirror. The program that builds it
//! can read what it holds so far.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};

use super::files::{delete_files, rename_file};
use super::insert::{self, Content};
use super::packing::{Dictionary, Unpacker};
use super::{
    APPLICATION_ID, Known, Mirror, MirrorError, MirrorFile, VERSION, copies, graph, naming, prepare, search,
};
use crate::content::kind::Kind;
use crate::content::problem::Problem;
use crate::disk::filesystem::private;

/// Bytes of plain text after which a batch is committed. Until then the search index keeps its words in
/// memory, in about as many bytes; each commit adds a segment to the index.
const BATCH: usize = 48 * 1024 * 1024;
/// Page size in bytes. Most packed texts take a third of a page, so little of a page stays empty.
const PAGE: i64 = 16 * 1024;
/// Page cache while the mirror is built, in KiB.
const CACHE: i64 = -32_000;
/// FTS5's own limit on the memory of the search index, in bytes. It is more than one batch can need.
const HASH: i64 = 256 * 1024 * 1024;
/// The same limit once the mirror is built: FTS5's default.
const USUAL_HASH: i64 = 1024 * 1024;

const TABLES: [&str; 3] = ["words", "beginnings", "heads"];
const INDEXES: &str = include_str!("indexes.sql");

/// A mirror that is being built.
pub struct Building {
    pub(super) connection: Connection,
    directory: Option<PathBuf>,
    texts: Unpacker,
    /// Bytes of plain text since the last commit.
    unwritten: usize,
    /// The id of the last reference that was written.
    last_reference: i64,
    /// The id of the last contributor. Set when all contributors are in and their conflict copies are known:
    /// from then on signatures can be resolved.
    last_contributor: Option<i64>,
}

pub(super) fn file_in(directory: &Path) -> PathBuf {
    directory.join("mirror.building")
}

impl Building {
    /// Starts a new file in `directory`, or in memory if `directory` is none.
    ///
    /// # Errors
    /// See [`MirrorError`].
    pub fn begin(directory: Option<&Path>, dictionary: &Dictionary) -> Result<Self, MirrorError> {
        let connection = match directory {
            Some(directory) => {
                Self::abandon(directory)?;
                let path = file_in(directory);
                // The file holds other people's words, perhaps also words that they have shown to the group
                // alone.
                private::file(&path).map_err(|source| MirrorError::Directory {
                    path: path.clone(),
                    source,
                })?;
                Connection::open(path)?
            }
            None => Connection::open_in_memory()?,
        };
        prepare(&connection)?;
        connection.pragma_update(None, "page_size", PAGE)?;
        connection.pragma_update(None, "cache_size", CACHE)?;
        connection.pragma_update(None, "journal_mode", "OFF")?;
        connection.pragma_update(None, "synchronous", "OFF")?;
        // Pages written before the commit would lock readers out until the commit.
        connection.pragma_update(None, "cache_spill", false)?;
        connection.execute_batch(&format!(
            "BEGIN; {} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};",
            include_str!("schema.sql")
        ))?;
        for table in TABLES {
            // No edit ever waits for a merge: see `upkeep`. FTS5 can hold at most 1999 segments.
            for (setting, value) in [
                ("automerge", 0),
                ("crisismerge", 1_999),
                ("usermerge", 16),
                ("hashsize", HASH),
            ] {
                connection.execute(
                    &format!("INSERT INTO {table} ({table}, rank) VALUES (?1, ?2)"),
                    params![setting, value],
                )?;
            }
        }
        if !dictionary.bytes().is_empty() {
            connection.execute("INSERT INTO dictionary VALUES (?1)", [dictionary.bytes()])?;
        }
        connection.execute_batch("COMMIT; BEGIN")?;
        Ok(Self {
            connection,
            directory: directory.map(Path::to_path_buf),
            texts: Unpacker::new(dictionary)?,
            unwritten: 0,
            last_reference: 0,
            last_contributor: None,
        })
    }

    /// Deletes what an earlier, unfinished build left in `directory`.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn abandon(directory: &Path) -> Result<(), MirrorError> {
        delete_files(&file_in(directory))
    }

    /// Adds one file. All contributors must be added before the first response.
    ///
    /// # Errors
    /// An error of SQLite; the same holds for every method here.
    pub fn put(
        &mut self,
        path: &str,
        known: Known,
        content: Option<&Content>,
        problems: &[Problem],
    ) -> Result<(), MirrorError> {
        let id = insert::file(&self.connection, path, known)?;
        if self.last_contributor.is_none()
            && content.is_some_and(|content| content.document.kind != Kind::Contributor)
        {
            self.tell_copies_apart()?;
            self.last_contributor = Some(id - 1);
        }
        insert::problems(&self.connection, id, problems)?;
        let Some(content) = content else {
            return Ok(());
        };
        insert::document(&self.connection, id, content, None)?;
        insert::problems(&self.connection, id, &content.document.problems)?;
        insert::source(&self.connection, id, content)?;
        if self.last_contributor.is_some() {
            graph::resolve_signatures(&self.connection, id, self.last_reference)?;
        }
        self.last_reference = self
            .connection
            .prepare_cached("SELECT coalesce(max(id), 0) FROM reference")?
            .query_row([], |row| row.get(0))?;
        search::index(&self.connection, &self.texts, id, Some(&content.prose))?;
        self.unwritten += content.prose.body.len();
        if self.unwritten >= BATCH {
            self.write_down()?;
        }
        Ok(())
    }

    /// Keeps, packed, the last readable text of the file at `path`.
    pub fn keep_last_good(&self, path: &str, packed: &[u8]) -> Result<(), MirrorError> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO last_good VALUES (?1, ?2)")?
            .execute(params![path, packed])?;
        Ok(())
    }

    /// Stores a value under a key.
    pub fn remember(&self, key: &str, value: &str) -> Result<(), MirrorError> {
        super::known::remember(&self.connection, key, value)
    }

    /// Commits what is in so far, with its links, so that it can be read.
    pub fn show(&mut self) -> Result<(), MirrorError> {
        self.tell_copies_apart()?;
        self.connection.execute_batch(INDEXES)?;
        self.write_down()?;
        graph::resolve_all(&self.connection, self.last_contributor.unwrap_or(i64::MAX))?;
        self.write_down()
    }

    /// Moves the new mirror to the mirror's place.
    pub fn finish(mut self) -> Result<Mirror, MirrorError> {
        self.show()?;
        for table in TABLES {
            self.connection.execute(
                &format!("INSERT INTO {table} ({table}, rank) VALUES ('hashsize', ?1)"),
                [USUAL_HASH],
            )?;
        }
        self.connection.execute_batch("COMMIT")?;
        let Some(directory) = self.directory else {
            let file = MirrorFile {
                path: PathBuf::new(),
                id: None,
            };
            return Mirror::of(self.connection, file);
        };
        self.connection.close().map_err(|(_, error)| error)?;
        let path = file_in(&directory);
        let failed = |source| MirrorError::Directory {
            path: path.clone(),
            source,
        };
        let file = File::options().write(true).open(&path).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        drop(file);
        let _naming = naming::name();
        // A log left by the old mirror would be taken for the log of the new one. There is no slow step
        // between here and the rename.
        Mirror::delete(&directory)?;
        rename_file(&path, &super::file_in(&directory))?;
        #[cfg(unix)]
        File::open(&directory)
            .and_then(|directory| directory.sync_all())
            .map_err(failed)?;
        Mirror::open_file(&directory, true)
    }

    fn write_down(&mut self) -> Result<(), MirrorError> {
        self.unwritten = 0;
        self.connection.execute_batch("COMMIT; BEGIN")?;
        Ok(())
    }

    /// Makes the indexes for look-ups by name, and marks conflict copies and indexes them again.
    fn tell_copies_apart(&self) -> Result<(), MirrorError> {
        self.connection.execute_batch(INDEXES)?;
        let mut suspects = BTreeSet::new();
        let mut statement = self.connection.prepare("SELECT path FROM file")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let path = row.get_ref(0)?.as_str().unwrap_or_default();
            suspects.extend(copies::possible(&self.connection, path)?);
        }
        let mut people = BTreeSet::new();
        for id in suspects {
            if copies::judge(&self.connection, id)? {
                search::index(&self.connection, &self.texts, id, None)?;
                let names = graph::names_of(&self.connection, id)?;
                people.extend(names.into_iter().filter(|(kind, _)| *kind == Kind::Contributor));
            }
        }
        // Signatures were resolved as each document came in. A contributor whose own name a response uses is
        // not a conflict copy after all, so signatures by such names are resolved again.
        for id in graph::redo(&self.connection, &BTreeSet::new(), &people)?.signed {
            search::index(&self.connection, &self.texts, id, None)?;
        }
        Ok(())
    }
}
