//! The file states that the mirror knows, to compare them with the disk, and the values that it remembers of
//! the folder.

use std::collections::{BTreeSet, HashMap};

use rusqlite::Connection;

use super::{Mirror, MirrorError, Reader};
use crate::disk::folder::Stamp;

/// The state of one file as the mirror knows it, to compare it with the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The stamp of the file when it was read.
    pub stamp: Stamp,
    /// xxh3 of the bytes that were read.
    pub hash: i64,
    /// When it was read, ns since 1970.
    pub seen: i64,
}

impl Reader {
    /// As [`Mirror::known`].
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn known(&self, path: &str) -> Result<HashMap<String, Known>, MirrorError> {
        known(&self.connection, path)
    }
}

fn known(connection: &Connection, path: &str) -> Result<HashMap<String, Known>, MirrorError> {
    const COLUMNS: &str = "SELECT path, size, modified, changed, inode, link, hash, seen FROM file";
    let read = |row: &rusqlite::Row<'_>| {
        let stamp = Stamp {
            size: row.get::<_, i64>(1)?.cast_unsigned(),
            modified: row.get(2)?,
            changed: row.get(3)?,
            inode: row.get(4)?,
            link: row.get(5)?,
        };
        Ok((
            row.get::<_, String>(0)?,
            Known {
                stamp,
                hash: row.get(6)?,
                seen: row.get(7)?,
            },
        ))
    };
    let rows: rusqlite::Result<_> = if path.is_empty() {
        connection.prepare_cached(COLUMNS)?.query_map([], read)?.collect()
    } else {
        // `0` is the character after `/`, so this range finds everything below the path with the index on it.
        let sql = format!("{COLUMNS} WHERE path = ?1 OR (path > ?1 || '/' AND path < ?1 || '0')");
        connection
            .prepare_cached(&sql)?
            .query_map([path], read)?
            .collect()
    };
    rows.map_err(Into::into)
}

impl Mirror {
    /// All files that the mirror knows, at `path` or below it (`""` for all).
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn known(&self, path: &str) -> Result<HashMap<String, Known>, MirrorError> {
        known(&self.connection, path)
    }

    /// The next paths of files that the mirror knows, in order.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn paths_after(&self, path: &str, most: usize) -> Result<BTreeSet<String>, MirrorError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT path FROM file WHERE path > ?1 ORDER BY path LIMIT ?2")?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let paths = statement.query_map(rusqlite::params![path, most], |row| row.get(0))?;
        Ok(paths.collect::<Result<_, _>>()?)
    }

    /// Paths of the symbolic links. The target of a link can change without an event for the link.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn links(&self) -> Result<Vec<String>, MirrorError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT path FROM file WHERE link ORDER BY path")?;
        let paths = statement
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(paths)
    }

    /// A remembered value.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn remembered(&self, key: &str) -> Result<Option<String>, MirrorError> {
        super::rows::remembered(&self.connection, key)
    }

    /// Remembers a value.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn remember(&self, key: &str, value: &str) -> Result<(), MirrorError> {
        remember(&self.connection, key, value)
    }

    /// The last text of the file at `path` that could be read as a document.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn last_good(&self, path: &str) -> Result<Option<String>, MirrorError> {
        match self.read_last_good(path) {
            // What cannot be read of a mirror that was set aside is lost.
            Err(_) if self.is_set_aside => Ok(None),
            read => read,
        }
    }

    fn read_last_good(&self, path: &str) -> Result<Option<String>, MirrorError> {
        let packed: Option<Vec<u8>> = self
            .connection
            .prepare_cached(
                "SELECT coalesce(
                   (SELECT text FROM file JOIN document d USING (id) JOIN source USING (id) WHERE path = ?1 AND NOT broken),
                   (SELECT text FROM last_good WHERE path = ?1))",
            )?
            .query_row([path], |row| row.get(0))?;
        packed.map(|packed| self.texts.unpack(&packed)).transpose()
    }
}

pub(super) fn remember(connection: &Connection, key: &str, value: &str) -> Result<(), MirrorError> {
    connection
        .prepare_cached("INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2")?
        .execute([key, value])?;
    Ok(())
}
