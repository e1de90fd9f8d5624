//! A copy of the desk each day, and what is done with them when the desk is damaged, or has gone.
//!
//! They are numbered as they are made: the day in a name is for people, since the clock may have been wrong.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::Connection;

use super::{Desk, DeskError, Remembered, connect, drafts, file_in, is_damage};
use crate::disk::filesystem::{patient, private};
use crate::disk::folder::is_gone;

/// So many daily copies are kept, those that were made last, of one day one.
const KEPT: usize = 7;
/// What the name of a copy begins with.
const COPY: &str = "desk-";
/// What SQLite lays beside a database.
const BESIDE: [&str; 2] = ["-wal", "-shm"];

/// Makes today's copy (by UTC), unless the last that was made is of today, and deletes those that are too old.
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
    let today = now.strftime("%Y-%m-%d").to_string();
    private::directory(&copies).map_err(failed)?;
    if newest_first(&copies)
        .map_err(failed)?
        .first()
        .is_some_and(|newest| newest.day == today)
    {
        return Ok(());
    }
    let Some(_lock) = drafts::lock_now_in(directory, "copies.lock")? else {
        return Ok(()); // another program is making it
    };
    let before = newest_first(&copies).map_err(failed)?;
    let number = before.first().map_or(0, |newest| newest.number) + 1;
    let made_as = copies.join(format!("{COPY}{number:05}-{today}.db"));
    // Nobody works on the unfinished files there: a program was killed before it finished them.
    for left in files_in(&copies, "unfinished").map_err(failed)? {
        remove(&left).map_err(failed)?;
    }
    // Under another name until it is whole.
    let unfinished = copies.join("desk.unfinished");
    private::file(&unfinished).map_err(failed)?;
    let made = connection
        .execute("VACUUM INTO ?1", [unfinished.to_string_lossy()])
        .map_err(DeskError::from)
        .and_then(|_| {
            flush(&unfinished)
                .and_then(|()| patient::rename(&unfinished, &made_as))
                .map_err(failed)
        });
    if let Err(error) = made {
        let _ = remove(&unfinished);
        return Err(error);
    }
    // A clock that goes forth and back makes several of one day: they must not push out those of other days.
    let (same, others): (Vec<_>, Vec<_>) = before.into_iter().partition(|copy| copy.day == today);
    for old in same.into_iter().chain(others.into_iter().skip(KEPT - 1)) {
        remove(&old.path).map_err(failed)?;
    }
    Ok(())
}

/// A daily copy.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Copy {
    /// They are counted from 1; those of earlier versions, which were not, have 0, and are in the order of their days.
    number: u64,
    day: String,
    path: PathBuf,
}

/// Whether there was a desk here, and none is now: a repair was interrupted, or somebody has taken the file away.
pub(super) fn is_missing(directory: &Path) -> bool {
    let is_there = fs::metadata(file_in(directory)).is_ok_and(|meta| meta.len() > 0);
    let has_copies = || newest_first(&directory.join("desk-copies")).is_ok_and(|found| !found.is_empty());
    !is_there && (has_copies() || newest_aside(directory).is_some())
}

/// Puts the newest good copy, or a new desk, in the place of the damaged or missing one, which is set aside. What there is to report
/// of it is in it. If it is interrupted, the next start repeats it: nothing is moved before the new desk is whole.
pub(super) fn repair(directory: &Path, now: Timestamp) -> Result<(), DeskError> {
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |source| DeskError::Directory { path, source }
    };
    let _lock = drafts::lock_in(directory, "desk.lock", drafts::PATIENCE)?.ok_or(DeskError::Busy)?;
    let desk = file_in(directory);
    // Another program may have been faster.
    if !is_missing(directory) && !connect(&desk).is_err_and(|error| is_damage(&error)) {
        return Ok(());
    }
    let earlier = newest_aside(directory).filter(|_| !desk.exists());
    let has_aside = desk.exists() || earlier.is_some();
    let aside = earlier
        .filter(|earlier| !beside(earlier, "-wal").exists())
        .unwrap_or_else(|| free_aside(directory, now));
    let what = if has_aside {
        let aside = aside.display();
        format!("The record of your drafts was damaged. It was set aside as {aside}, and")
    } else {
        "The record of your drafts was not there any more:".to_owned()
    };
    let unfinished = directory.join("desk.unfinished");
    make_another(directory, &unfinished, &what)?;
    if desk.exists() {
        patient::rename(&desk, &aside).map_err(failed(&desk))?;
    }
    // Else they would be taken for the new one's.
    for suffix in BESIDE {
        let stray = beside(&desk, suffix);
        if stray.exists() {
            patient::rename(&stray, &beside(&aside, suffix)).map_err(failed(&stray))?;
        }
    }
    patient::rename(&unfinished, &desk).map_err(failed(&desk))?;
    #[cfg(unix)]
    let _ = fs::File::open(directory).and_then(|directory| directory.sync_all());
    Ok(())
}

/// Makes at `unfinished` what is to be the desk: of the newest good copy, else a new one.
fn make_another(directory: &Path, unfinished: &Path, what: &str) -> Result<(), DeskError> {
    let failed = |source| DeskError::Directory {
        path: unfinished.to_path_buf(),
        source,
    };
    let copies = directory.join("desk-copies");
    let found = match newest_first(&copies) {
        Err(error) if !is_gone(&error) => {
            return Err(DeskError::Directory {
                path: copies,
                source: error,
            });
        }
        found => found.unwrap_or_default(),
    };
    let is_used = "its newest good copy is used. The drafts' own files are untouched.";
    for Copy { path: copy, .. } in found {
        // One that cannot be read, or is empty, is no good copy.
        let Some(bytes) = fs::read(&copy).ok().filter(|bytes| !bytes.is_empty()) else {
            continue;
        };
        clear(unfinished).map_err(failed)?;
        private::write(unfinished, &bytes).map_err(failed)?;
        match prepare(unfinished, &format!("{what} {is_used}")) {
            Ok(()) => return Ok(()),
            // Not the copy's fault: an older one would do no better.
            Err(error @ (DeskError::Full | DeskError::Newer | DeskError::Directory { .. })) => {
                return Err(error);
            }
            Err(DeskError::Busy | DeskError::Publishing(_) | DeskError::Database(_)) => {}
        }
    }
    clear(unfinished).map_err(failed)?;
    let is_begun = "a new one is begun, as there was no good copy. The drafts' own files are untouched.";
    prepare(unfinished, &format!("{what} {is_begun}"))
}

/// Checks the file that is to become the desk, applies the migrations and writes down what there is to report. When it returns, all of it is on the disk.
fn prepare(path: &Path, told: &str) -> Result<(), DeskError> {
    let desk = Desk::of(connect(path)?, Path::new(""))?;
    desk.set_value(Remembered::Repaired, Some(told))?;
    let connection = desk.connection;
    // All of it into the one file.
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    connection.close().map_err(|(_, error)| error)?;
    flush(path).map_err(|source| DeskError::Directory {
        path: path.to_path_buf(),
        source,
    })
}

const ASIDE: &str = "desk-damaged-";

/// Those that were set aside, by their numbers: ms since 1970, or more where the clock had been ahead.
fn asides(directory: &Path) -> Vec<(i64, PathBuf)> {
    let found = files_in(directory, "db").unwrap_or_default().into_iter();
    let mut found: Vec<_> = found
        .filter_map(|path| {
            let number = path.file_stem()?.to_str()?.strip_prefix(ASIDE)?.parse().ok()?;
            Some((number, path))
        })
        .collect();
    found.sort_unstable();
    found
}

fn newest_aside(directory: &Path) -> Option<PathBuf> {
    asides(directory).pop().map(|(_, path)| path)
}

/// A name that comes after all others, and that none of them has: whatever the clock says, none is written over.
fn free_aside(directory: &Path, now: Timestamp) -> PathBuf {
    let last = asides(directory).pop().map_or(0, |(number, _)| number);
    let number = now.as_millisecond().max(last.saturating_add(1));
    directory.join(format!("{ASIDE}{number}.db"))
}

/// In the order in which they were made.
fn newest_first(copies: &Path) -> io::Result<Vec<Copy>> {
    let mut found: Vec<Copy> = files_in(copies, "db")?.into_iter().map(copy_of).collect();
    found.sort_unstable_by(|one, other| other.cmp(one));
    Ok(found)
}

fn copy_of(path: PathBuf) -> Copy {
    let stem = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let name = stem.strip_prefix(COPY).unwrap_or(&stem);
    // A day alone is ten characters: 2026-03-01.
    let numbered = name.split_once('-').filter(|_| name.len() > 10);
    let (number, day) = match numbered.map(|(number, day)| (number.parse(), day)) {
        Some((Ok(number), day)) => (number, day.to_owned()),
        _ => (0, name.to_owned()),
    };
    Copy { number, day, path }
}

/// Those whose names end so, in order.
fn files_in(directory: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort_unstable();
    Ok(found)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut path: OsString = path.into();
    path.push(suffix);
    PathBuf::from(path)
}

fn clear(path: &Path) -> io::Result<()> {
    for suffix in BESIDE {
        remove(&beside(path, suffix))?;
    }
    remove(&beside(path, "-journal"))?;
    remove(path)
}

/// Windows flushes only what may be written.
fn flush(path: &Path) -> io::Result<()> {
    fs::File::options().write(true).open(path)?.sync_all()
}

fn remove(path: &Path) -> io::Result<()> {
    match patient::remove(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
