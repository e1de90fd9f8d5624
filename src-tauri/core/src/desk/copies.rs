//! A copy of the desk each day, and what is done with them when the desk is damaged.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::Connection;

use super::{DeskError, connect, file_in};

/// So many daily copies are kept.
const KEPT: usize = 7;

/// Makes today's copy (by UTC), unless it is there, and deletes those that are too old.
pub(super) fn make_if_due(
    connection: &Connection,
    directory: &Path,
    now: Timestamp,
) -> Result<(), DeskError> {
    let copies = directory.join("desk-copies");
    let failed = |source| DeskError::Directory {
        path: copies.clone(),
        source,
    };
    let today = copies.join(format!("desk-{}.db", now.strftime("%Y-%m-%d")));
    if today.exists() {
        return Ok(());
    }
    fs::create_dir_all(&copies).map_err(failed)?;
    // Under another name until it is whole. Another program may be making it at the same moment.
    let unfinished = copies.join(format!("desk-{}.unfinished", std::process::id()));
    remove(&unfinished).map_err(failed)?;
    let made = connection
        .execute("VACUUM INTO ?1", [unfinished.to_string_lossy()])
        .map_err(DeskError::from)
        .and_then(|_| {
            fs::File::open(&unfinished)
                .and_then(|file| file.sync_all())
                .and_then(|()| fs::rename(&unfinished, &today))
                .map_err(failed)
        });
    match made {
        // No room for a copy is no reason to keep the person from writing.
        Err(DeskError::Full) => remove(&unfinished).map_err(failed),
        Err(error) => {
            let _ = remove(&unfinished);
            Err(error)
        }
        Ok(()) => {
            for old in newest_first(&copies).map_err(failed)?.into_iter().skip(KEPT) {
                remove(&old).map_err(failed)?;
            }
            Ok(())
        }
    }
}

/// Sets the damaged desk aside and puts the newest good copy in its place. Gives where it was set aside.
pub(super) fn replace_by_newest_good(directory: &Path, now: Timestamp) -> Result<PathBuf, DeskError> {
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |source| DeskError::Directory { path, source }
    };
    let desk = file_in(directory);
    let aside = directory.join(format!("desk-damaged-{}.db", now.as_millisecond()));
    for suffix in ["-wal", "-shm", ""] {
        let with = |path: &Path| {
            let mut path: OsString = path.into();
            path.push(suffix);
            PathBuf::from(path)
        };
        if with(&desk).exists() {
            fs::rename(with(&desk), with(&aside)).map_err(failed(&desk))?;
        }
    }
    let copies = directory.join("desk-copies");
    for copy in newest_first(&copies).unwrap_or_default() {
        let unfinished = directory.join("desk.unfinished");
        fs::copy(&copy, &unfinished).map_err(failed(&unfinished))?;
        let is_good =
            connect(&unfinished).and_then(|connection| connection.close().map_err(|(_, error)| error));
        if is_good.is_ok() {
            fs::rename(&unfinished, &desk).map_err(failed(&desk))?;
            return Ok(aside);
        }
        remove(&unfinished).map_err(failed(&unfinished))?;
    }
    Ok(aside)
}

/// Their names are their days.
fn newest_first(copies: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(copies)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "db") {
            found.push(path);
        }
    }
    found.sort_unstable();
    found.reverse();
    Ok(found)
}

fn remove(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
