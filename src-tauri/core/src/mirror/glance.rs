//! Reads from a mirror of any version, in any state, what has been the same in all versions.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// The key under which the mirror remembers the folder's path.
pub const ROOT: &str = "root";
/// The key for [`crate::disk::folder::Folder::identity`].
pub const IDENTITY: &str = "identity";

/// The paths of some questions and responses that the mirror in `directory` knows, with the hashes of their
/// files. Empty if no mirror can be read.
#[must_use]
pub fn some_of(directory: &Path, most: usize) -> Vec<(String, i64)> {
    let sql = "SELECT f.path, f.hash FROM document d JOIN file f USING (id) WHERE d.kind IN (0, 1) LIMIT ?1";
    let some = || -> rusqlite::Result<_> {
        let connection = open(directory)?;
        let mut statement = connection.prepare(sql)?;
        let rows = statement.query_map([i64::try_from(most).unwrap_or(i64::MAX)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        rows.collect()
    };
    some().unwrap_or_default()
}

/// The path of the folder that the mirror in `directory` belongs to, and its identity in the file system.
#[must_use]
pub fn place_of(directory: &Path) -> Option<(String, String)> {
    let connection = open(directory).ok()?;
    let remembered = |key| super::rows::remembered(&connection, key).ok().flatten();
    Some((remembered(ROOT)?, remembered(IDENTITY)?))
}

/// Opens the mirror, or the mirror that was set aside.
fn open(directory: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = |path| Connection::open_with_flags(path, flags);
    open(super::file_in(directory)).or_else(|_| open(super::aside_in(directory)))
}
