//! The desk: what is a person's own about one folder, in SQLite, outside the folder, and precious. All of its SQL lives in this room.
//!
//! It is never deleted. A damaged one is set aside and the newest good copy opened in its place. What a method has
//! returned from is on the disk.

mod background;
pub(crate) mod clock;
mod copies;
pub mod drafts;
pub mod journal;
pub mod looked_after;
mod migrations;
pub mod operations;
mod quotes;
pub mod reading;
pub mod records;
mod rounds;
mod values;
pub mod versions;
mod words;

pub use values::Remembered;

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::disk::filesystem::private;

/// What can go wrong with the desk, in a sentence for the person.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// A later version of the program has written it.
    #[error(
        "Your drafts on this computer were last kept by a newer Arguendo. Nothing of them was changed, and you can go on reading; to write, open the folder with that version, or install it again."
    )]
    Newer,
    /// There is no room left on the disk.
    #[error(
        "The disk is full: nothing more can be kept. What was kept before is safe. Make room on it, and go on."
    )]
    Full,
    /// Another program holds it for too long.
    #[error("Another Arguendo is busy with your drafts. Nothing was lost; try again in a moment.")]
    Busy,
    /// What is being done to several files does not come to an end.
    #[error(
        "{0} is just being written by another window or program of yours, which does not come to an end: perhaps the folder’s drive does not answer. Nothing was changed here. Try again when it has ended. If it never does, end that program: what it began is finished, or taken back, at the next start."
    )]
    Publishing(String),
    /// Its directory cannot be used.
    #[error(
        "The place of your drafts {path} cannot be used: {source}. Check who may write there, or name another with --data DIR."
    )]
    Directory {
        /// The directory, or the file in it.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Anything else that SQLite says.
    #[error(
        "The record of your drafts could not be used ({0}). The drafts' own files are untouched. Check the disk."
    )]
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for DeskError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            _ => Self::Database(error),
        }
    }
}

/// The desk of one folder. One in a program, used by one thread at a time; several programs may have it open.
pub struct Desk {
    connection: Connection,
    directory: PathBuf,
    number: String,
    /// What has become of a damaged or missing record, in sentences for the person, until [`Self::repair_told`].
    pub repaired: Option<String>,
}

/// The directory beside a later version's desk where the last texts are laid of what leaves the folder meanwhile.
pub const LEFT: &str = "left the folder";

impl Desk {
    /// Opens the desk in `directory`, the place of the folder's databases, and makes it where there is none.
    ///
    /// # Errors
    /// See [`DeskError`].
    pub fn open(directory: &Path, now: Timestamp) -> Result<Self, DeskError> {
        let drafts = drafts_in(directory);
        private::directory(directory)
            .and_then(|()| private::directory(&drafts))
            .map_err(|source| DeskError::Directory { path: drafts, source })?;
        let path = file_in(directory);
        let is_missing = copies::is_missing(directory);
        let opened = if is_missing { None } else { Some(connect(&path)) };
        let connection = match opened {
            Some(Ok(connection)) => connection,
            Some(Err(error)) if !is_damage(&error) => return Err(error.into()),
            _ => {
                copies::repair(directory, now)?;
                connect(&path)?
            }
        };
        let desk = Self::of(connection, directory)?;
        // Where it cannot be written down, nothing grows older until it can.
        let _ = desk.own_time(now);
        // That no copy can be made is no reason to keep the person from writing. It is tried again with the next start.
        let _ = copies::make_if_due(&desk.connection, directory, now);
        Ok(desk)
    }

    /// The desk behind an open file, brought up to date.
    fn of(mut connection: Connection, directory: &Path) -> Result<Self, DeskError> {
        migrations::apply(&mut connection)?;
        let mut desk = Self {
            connection,
            directory: directory.to_path_buf(),
            number: String::new(),
            repaired: None,
        };
        desk.repaired = desk.value(Remembered::Repaired)?;
        let number = desk.value(Remembered::Number)?;
        desk.number = match number {
            Some(number) => number,
            None => desk.make_number()?,
        };
        Ok(desk)
    }

    /// Whether there is a desk in `directory`.
    #[must_use]
    pub fn is_in(directory: &Path) -> bool {
        file_in(directory).exists()
    }

    fn make_number(&self) -> Result<String, DeskError> {
        let random = "SELECT lower(hex(randomblob(8)))";
        let made: String = self.connection.query_row(random, [], |row| row.get(0))?;
        let keep = "INSERT INTO value VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        // Where there is no room to keep it, it is good for this time alone. If another program makes one now, the first is kept.
        let _ = self
            .connection
            .execute(keep, [&*Remembered::Number.name(), made.as_str()]);
        Ok(self.value(Remembered::Number)?.unwrap_or(made))
    }

    /// The person has seen what has become of the damaged record.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn repair_told(&mut self) -> Result<(), DeskError> {
        self.repaired = None;
        self.set_value(Remembered::Repaired, None)
    }

    /// Where the files of private drafts lie.
    #[must_use]
    pub fn drafts(&self) -> PathBuf {
        drafts_in(&self.directory)
    }

    /// The directory of the folder's databases.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// A random number of this desk: it distinguishes its temporary files from those of others in a directory that several people write
    /// in.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }
}

/// Where the files of private drafts lie beside a desk in `directory`.
#[must_use]
pub fn drafts_in(directory: &Path) -> PathBuf {
    directory.join("drafts")
}

/// The file of a desk in `directory`.
#[must_use]
pub fn file_in(directory: &Path) -> PathBuf {
    directory.join("desk.db")
}

/// Whether a person would miss anything of the desk in `directory`: drafts, or what was read. Of one that cannot be looked into, too.
#[must_use]
pub fn has_own_words(directory: &Path) -> bool {
    let has_file = std::fs::read_dir(drafts_in(directory)).is_ok_and(|mut files| files.next().is_some());
    let has_row = || -> rusqlite::Result<bool> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file_in(directory), flags)?;
        let sql = "SELECT EXISTS (SELECT 1 FROM draft) OR EXISTS (SELECT 1 FROM mark WHERE read IS NOT NULL)";
        connection.query_row(sql, [], |row| row.get(0))
    };
    has_file || file_in(directory).exists() && has_row().unwrap_or(true)
}

/// Opens the file at `path`, which is nobody else's to open, and looks through it.
fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = open_private(path)?;
    configured(&connection)?;
    let answer = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))?;
    if answer == "ok" {
        return Ok(connection);
    }
    Err(rusqlite::Error::SqliteFailure(
        rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT),
        Some(answer),
    ))
}

/// What SQLite lays beside the file is as closed as that.
fn open_private(path: &Path) -> rusqlite::Result<Connection> {
    // Where this cannot be done, opening it will say why.
    let _ = private::file(path);
    for beside in ["-wal", "-shm"] {
        let mut path = path.as_os_str().to_owned();
        path.push(beside);
        private::close_file(Path::new(&path));
    }
    Connection::open(path)
}

fn configured(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A commit is on the disk when it returns: "Saved" is said after it.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}
