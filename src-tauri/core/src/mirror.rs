//! The mirror: the folder's content in SQLite, outside the folder, disposable. All of its SQL lives in this room.

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
pub use readable::Standing;
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

/// Raised with every change of the tables or of what is put in them: another number is another mirror.
const VERSION: i64 = 6;
/// Pages that the writer keeps in memory, KiB: an edit needs some hundred of them, of which most serve the next edit too.
const WRITERS_CACHE: i64 = -16_000;
/// A log that has been written back is cut to this, bytes.
const LONGEST_IDLE_LOG: i64 = 16 * 1024 * 1024;
/// Marks the file as ours ("Argm").
const APPLICATION_ID: i64 = 0x4172_676d;

/// The one writer of a mirror. Lives on the writer's thread.
pub struct Mirror {
    connection: Connection,
    file: MirrorFile,
    /// It was set aside, damaged or of another version: what cannot be read of it is not there.
    is_set_aside: bool,
    dictionary: Dictionary,
    texts: Unpacker,
    /// Kept from edit to edit: making one takes as long as reading a document.
    packer: Packer,
    /// Batches applied since the search index was last merged.
    unmerged: u32,
    /// None: it is in memory.
    _tending: Option<Tending>,
}

/// A reader with its own read-only connection.
pub struct Reader {
    connection: Connection,
    file: MirrorFile,
    texts: Unpacker,
    rounds: Rounds,
    /// Of an unfinished one: it gets no other name before this is dropped.
    _naming: Option<naming::Reading>,
}

/// The very file that a connection was opened on. It may be deleted at any time, and another made in its place.
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
    /// Opens the mirror in `directory`. `NotBuilt` where there is none, `Damaged` where the file there cannot be used.
    /// It is looked through as a whole, which takes its time, unless it is known to be whole.
    ///
    /// # Errors
    /// See [`MirrorError`].
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
        // Disposable, and WAL without full sync cannot tear: the worst a power cut does is an older mirror.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "cache_size", WRITERS_CACHE)?;
        // No edit waits for a checkpoint: see `upkeep`.
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

    /// Packs texts for it.
    pub fn packer(&mut self) -> &mut Packer {
        &mut self.packer
    }

    /// What its texts are packed against.
    #[must_use]
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// Whether there is one in `directory`, of whatever version.
    #[must_use]
    pub fn is_in(directory: &Path) -> bool {
        file_in(directory).exists()
    }

    /// Deletes the mirror in `directory`, and the one that was set aside. The folder is not touched.
    ///
    /// # Errors
    /// Where the system does not let us; `Busy` where another program has it open, and that is in the way.
    pub fn delete(directory: &Path) -> Result<(), MirrorError> {
        // First what was set aside: a log that is left where the mirror was would be taken for its log.
        delete_files(&aside_in(directory))?;
        delete_files(&file_in(directory))
    }

    /// What is there of the mirror in `directory` is for nobody else on the computer.
    pub fn close_to_others(directory: &Path) {
        for suffix in ["", "-wal", "-shm"] {
            private::close_file(&with_suffix(&file_in(directory), suffix));
        }
    }

    /// This connection as a reader, for a mirror in memory.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn into_reader(self) -> Result<Reader, MirrorError> {
        Ok(Reader {
            rounds: Rounds::of(&self.connection)?,
            connection: self.connection,
            file: self.file,
            texts: self.texts,
            _naming: None,
        })
    }

    /// Whether the file that it writes is still the mirror.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.file.is_there()
    }

    /// Changes whenever another connection has changed the mirror.
    ///
    /// # Errors
    /// As SQLite says.
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
    /// `NotBuilt` where there is none, `Damaged` where it cannot be used.
    pub fn open(directory: &Path) -> Result<Self, MirrorError> {
        Self::open_file(&file_in(directory), "")
    }

    /// Opens what has been read so far of a mirror that is being built in `directory` at this moment. It is not the whole.
    /// The reader sees one moment, and the building waits for it: ask, and drop it.
    ///
    /// # Errors
    /// `NotBuilt` where none is being built, or nothing has been read yet.
    pub fn open_unfinished(directory: &Path) -> Result<Self, MirrorError> {
        let naming = naming::read();
        match Self::open_file(&building::file_in(directory), "BEGIN") {
            // Its tables are not there yet.
            Err(MirrorError::Damaged | MirrorError::OtherVersion) => Err(MirrorError::NotBuilt),
            // It will be another file when it is finished; and one that is open cannot be renamed everywhere.
            Ok(mut reader) => {
                reader.file.id = None;
                reader._naming = Some(naming);
                Ok(reader)
            }
            Err(error) => Err(error),
        }
    }

    /// A mirror with nothing in it.
    ///
    /// # Errors
    /// Out of memory.
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

    /// Whether the file that it reads is the mirror, and still is.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.file.is_there()
    }

    /// Looks whether the mirror is whole.
    fn check(&self) -> Result<(), MirrorError> {
        quick_check(&self.connection)
    }

    /// Runs `ask` in one read transaction, so that all that it sees is of one moment.
    ///
    /// # Errors
    /// As `ask`, or as SQLite says.
    pub fn at_one_moment<T>(&self, ask: impl FnOnce() -> Result<T, MirrorError>) -> Result<T, MirrorError> {
        if !self.connection.is_autocommit() {
            return ask(); // of an unfinished mirror it sees one moment anyway
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
    // Without this, every query on a table with a partial index is planned anew whenever its parameters change.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // No memory map: a file that is cut short under us must be an error, not the end of the program.
    connection.pragma_update(None, "cache_size", -8_000) // KiB
}

/// Switches to a log (WAL) for good. The one step in a mirror's life that would take a journal does without: a kill would leave
/// that beside the mirror, only a writer may play it back, and no reader could open the mirror until one came.
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
