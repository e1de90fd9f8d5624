//! The mirror: a copy of the folder's content in SQLite. It lies outside the folder and can be rebuilt at
//! any time. All of its SQL is in this module.

mod apply;
mod aside;
mod bearers;
mod building;
mod change;
mod copies;
mod error;
mod files;
mod findings;
mod glance;
mod graph;
pub mod homes;
mod insert;
mod known;
pub mod links;
pub mod live;
mod naming;
mod packing;
mod readable;
mod rounds;
mod rows;
mod search;
mod seen;
pub mod sync;
mod upkeep;
mod wholeness;

use std::path::{Path, PathBuf};
use std::time::Duration;

use file_id::FileId;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

pub use bearers::Bearers;
pub use building::Building;
pub use change::{Change, Touched};
pub use error::MirrorError;
pub use findings::{Finding, FindingRow, ProblemFound};
pub use glance::{IDENTITY, ROOT, place_of, some_of};
pub use insert::{Content, Prose};
pub use known::Known;
pub use links::{LinkRow, ReferenceRow};
pub use packing::{Dictionary, Packer};
pub use readable::ReadableDocument;
pub use rows::{Contribution, DocumentRow, Role};
pub use search::{Begun, Found, MOST_RANKED, Wanted};
pub use seen::Tell;
pub use upkeep::Checkpoints;

use aside::aside_in;
use files::{delete_files, with_suffix};
use packing::Unpacker;
use rounds::Rounds;
use wholeness::Tending;

use crate::disk::filesystem::private;

/// The version of the tables and of what is written into them. A mirror with another version is rebuilt.
const VERSION: i64 = 6;
/// Size of the writer's page cache, in KiB. An edit needs some hundred pages, and most of them serve the next
/// edit too.
const WRITERS_CACHE: i64 = -16_000;
/// The log is cut to this length after it has been written back, in bytes.
const LONGEST_IDLE_LOG: i64 = 16 * 1024 * 1024;
/// Marks the file as a mirror of this program ("Argm").
const APPLICATION_ID: i64 = 0x4172_676d;

/// The only writer of a mirror. It lives on the writer's thread.
pub struct Mirror {
    connection: Connection,
    file: MirrorFile,
    /// The mirror was set aside because it is damaged or of another version. What cannot be read of it counts
    /// as missing.
    is_set_aside: bool,
    dictionary: Dictionary,
    texts: Unpacker,
    /// The packer is kept between edits, because creating one takes as long as reading a document.
    packer: Packer,
    /// Batches applied since the search index was last merged.
    unmerged: u32,
    /// None if the mirror is in memory.
    _tending: Option<Tending>,
}

/// A reader with its own read-only connection.
pub struct Reader {
    connection: Connection,
    file: MirrorFile,
    texts: Unpacker,
    rounds: Rounds,
    /// Set while the mirror is unfinished: the finished mirror gets its name only after this is dropped.
    _naming: Option<naming::Reading>,
}

/// The very file that a connection has open. It may be deleted at any time, and another file created in its
/// place.
struct MirrorFile {
    path: PathBuf,
    id: Option<FileId>,
}

impl MirrorFile {
    fn of(path: &Path) -> Self {
        Self {
            path: path.to_path_buf(),
            id: file_id::get_file_id(path).ok(),
        }
    }

    fn is_there(&self) -> bool {
        self.id.is_some() && file_id::get_file_id(&self.path).ok() == self.id
    }
}

impl Mirror {
    /// Opens the mirror in `directory`. Checks the whole file for damage, which is slow, unless it is known
    /// to be whole.
    ///
    /// # Errors
    /// `NotBuilt` if there is no mirror; `Damaged` if the file cannot be used; otherwise see [`MirrorError`].
    pub fn open(directory: &Path) -> Result<Self, MirrorError> {
        Self::open_file(directory, wholeness::is_known(directory))
    }

    fn open_file(directory: &Path, is_whole: bool) -> Result<Self, MirrorError> {
        let path = file_in(directory);
        if !path.exists() {
            return Err(MirrorError::NotBuilt);
        }
        // Each connection stays with one thread at a time, so SQLite needs no locks of its own inside it.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags)?;
        prepare(&connection)?;
        check_version(&connection)?;
        keep_a_log(&connection)?;
        // A mirror can be rebuilt, and WAL without full sync cannot corrupt it: after a power cut it is at
        // worst older.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "cache_size", WRITERS_CACHE)?;
        // Checkpoints run elsewhere, so that no edit waits for one: see `upkeep`.
        connection.pragma_update(None, "wal_autocheckpoint", 0)?;
        connection.pragma_update(None, "journal_size_limit", LONGEST_IDLE_LOG)?;
        if !is_whole {
            quick_check(&connection)?;
        }
        Ok(Self {
            _tending: Some(Tending::begin(directory)),
            ..Self::of(connection, MirrorFile::of(&path))?
        })
    }

    fn of(connection: Connection, file: MirrorFile) -> Result<Self, MirrorError> {
        let dictionary = dictionary_of(&connection)?;
        Ok(Self {
            texts: Unpacker::new(&dictionary)?,
            packer: Packer::new(&dictionary)?,
            dictionary,
            connection,
            file,
            is_set_aside: false,
            unmerged: 0,
            _tending: None,
        })
    }

    /// The packer for this mirror's texts.
    pub fn packer(&mut self) -> &mut Packer {
        &mut self.packer
    }

    /// The dictionary that this mirror's texts are packed against.
    #[must_use]
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// Whether `directory` holds a mirror, of any version.
    #[must_use]
    pub fn is_in(directory: &Path) -> bool {
        file_in(directory).exists()
    }

    /// Deletes the mirror in `directory` and the mirror that was set aside there. Does not touch the folder.
    ///
    /// # Errors
    /// If the system refuses; `Busy` if another program has a file open and that prevents the deletion.
    pub fn delete(directory: &Path) -> Result<(), MirrorError> {
        // The set-aside files go first: a log left at the mirror's place would be taken for the log of the
        // next mirror.
        delete_files(&aside_in(directory))?;
        delete_files(&file_in(directory))
    }

    /// Removes other users' access to the mirror's files in `directory`.
    pub fn close_to_others(directory: &Path) {
        for suffix in ["", "-wal", "-shm"] {
            private::close_file(&with_suffix(&file_in(directory), suffix));
        }
    }

    /// Turns this connection into a reader. For a mirror in memory.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn into_reader(self) -> Result<Reader, MirrorError> {
        Ok(Reader {
            rounds: Rounds::of(&self.connection)?,
            connection: self.connection,
            file: self.file,
            texts: self.texts,
            _naming: None,
        })
    }

    /// Whether the file that this connection writes is still the mirror.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.file.is_there()
    }

    /// A number that changes whenever another connection changes the mirror.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn data_version(&self) -> Result<i64, MirrorError> {
        Ok(self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?)
    }
}

impl Reader {
    /// Opens the mirror in `directory` for reading.
    ///
    /// # Errors
    /// `NotBuilt` if there is no mirror, `Damaged` if it cannot be used.
    pub fn open(directory: &Path) -> Result<Self, MirrorError> {
        Self::open_file(&file_in(directory), "")
    }

    /// Opens an unfinished mirror that is being built in `directory` now. The reader sees its state at one
    /// moment, and the building waits for the reader: ask, then drop it at once.
    ///
    /// # Errors
    /// `NotBuilt` if no mirror is being built, or nothing has been read yet.
    pub fn open_unfinished(directory: &Path) -> Result<Self, MirrorError> {
        let naming = naming::read();
        match Self::open_file(&building::file_in(directory), "BEGIN") {
            // The tables have not been created yet.
            Err(MirrorError::Damaged | MirrorError::OtherVersion) => Err(MirrorError::NotBuilt),
            // The finished mirror will be another file, and some systems cannot rename a file while it is
            // open.
            Ok(mut reader) => {
                reader.file.id = None;
                reader._naming = Some(naming);
                Ok(reader)
            }
            Err(error) => Err(error),
        }
    }

    /// An empty mirror in memory.
    ///
    /// # Errors
    /// If memory runs out.
    pub fn of_nothing() -> Result<Self, MirrorError> {
        Building::begin(None, &Dictionary::default())?
            .finish()?
            .into_reader()
    }

    fn open_file(path: &Path, first: &str) -> Result<Self, MirrorError> {
        if !path.exists() {
            return Err(MirrorError::NotBuilt);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        prepare(&connection)?;
        connection.execute_batch(first)?;
        check_version(&connection)?;
        let texts = Unpacker::new(&dictionary_of(&connection)?)?;
        let file = MirrorFile::of(path);
        Ok(Self {
            rounds: Rounds::of(&connection)?,
            connection,
            file,
            texts,
            _naming: None,
        })
    }

    /// Whether the file that this connection reads is still the mirror.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.file.is_there()
    }

    /// Checks the mirror for damage.
    fn check(&self) -> Result<(), MirrorError> {
        quick_check(&self.connection)
    }

    /// Runs `ask` in one read transaction, so that everything it reads is of the same moment.
    ///
    /// # Errors
    /// As `ask`, or an error of SQLite.
    pub fn at_one_moment<T>(&self, ask: impl FnOnce() -> Result<T, MirrorError>) -> Result<T, MirrorError> {
        if !self.connection.is_autocommit() {
            return ask(); // a reader of an unfinished mirror sees one moment in any case
        }
        let transaction = self.connection.unchecked_transaction()?;
        self.begin_moment()?;
        let answer = ask();
        self.end_moment();
        transaction.finish()?;
        answer
    }
}

fn file_in(directory: &Path) -> PathBuf {
    directory.join("mirror.db")
}

fn dictionary_of(connection: &Connection) -> Result<Dictionary, MirrorError> {
    let text = connection.query_row("SELECT text FROM dictionary", [], |row| row.get(0));
    Ok(Dictionary::of(text.optional()?.unwrap_or_default()))
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(128);
    // Otherwise SQLite plans a query on a table with a partial index again whenever its parameters change.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // No memory map: if the file is truncated while it is open, that must be an error and not a crash.
    connection.pragma_update(None, "cache_size", -8_000) // KiB
}

/// Switches the file to a log (WAL) for good. This is the only step that would create a rollback journal, so
/// it runs without one. A journal left by a killed program can be rolled back only by a writer, and until one
/// came no reader could open the mirror.
fn keep_a_log(connection: &Connection) -> rusqlite::Result<()> {
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode != "wal" {
        connection.pragma_update(None, "journal_mode", "OFF")?;
    }
    connection.pragma_update(None, "journal_mode", "WAL")
}

fn check_version(connection: &Connection) -> Result<(), MirrorError> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    match (pragma("application_id")?, pragma("user_version")?) {
        (APPLICATION_ID, VERSION) => Ok(()),
        (APPLICATION_ID, _) => Err(MirrorError::OtherVersion),
        _ => Err(MirrorError::Damaged),
    }
}

fn quick_check(connection: &Connection) -> Result<(), MirrorError> {
    let answer = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))?;
    if answer == "ok" {
        Ok(())
    } else {
        Err(MirrorError::Damaged)
    }
}
