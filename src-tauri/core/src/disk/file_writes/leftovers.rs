//! The files that an interrupted write has left beside its document, and how they are cleared.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Keep, WriteError, explain, keep_words};
use super::file_write::{FileWrite, execute};
use super::moves;
use super::paths::{full_path, read};
use super::temporary::{Holds, parse};
use crate::disk::folder::is_gone;

/// A file that an interrupted write has left beside its document.
struct Left {
    at: PathBuf,
    holds: Holds,
    bytes: Vec<u8>,
}

fn left_beside(directory: &Path, token: &str) -> io::Result<Vec<Left>> {
    let mut found = Vec::new();
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if is_gone(&error) => return Ok(found), // there is no such directory, so there is nothing in it
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let Some(holds) = entry.file_name().to_str().and_then(|name| parse(name, token)) else {
            continue;
        };
        match fs::read(entry.path()) {
            Ok(bytes) => found.push(Left {
                at: entry.path(),
                holds,
                bytes,
            }),
            Err(error) if is_gone(&error) => {}
            Err(error) => return Err(error),
        }
    }
    found.sort_by(|one, other| one.at.cmp(&other.at));
    Ok(found)
}

/// Clears the files that interrupted writes of `token` on `path` have left beside it. A document that was
/// moved aside is put back. Words that are none of `known` are kept, and are put back if the document now
/// holds one of `ours`.
///
/// `ours` are the texts that those writes were to write; `known` are other texts of which further copies
/// exist.
///
/// # Errors
/// A file cannot be read, moved or kept. It stays where it is.
pub fn clear(
    root: &Path,
    path: &str,
    token: &str,
    (ours, known): (&[&[u8]], &[&[u8]]),
    keep: &Keep<'_>,
) -> Result<(), WriteError> {
    let failed = |source| explain(path, source);
    let full = match full_path(root, path) {
        Ok(full) => full,
        Err(WriteError::Gone { .. }) => return Ok(()),
        Err(error) => return Err(error),
    };
    let directory = full.parent().unwrap_or(root);
    let left = left_beside(directory, token).map_err(failed)?;
    if left.is_empty() {
        return Ok(());
    }
    let is_ours = |bytes: &[u8]| ours.contains(&bytes);
    let is_known = |bytes: &[u8]| is_ours(bytes) || known.contains(&bytes) || bytes.is_empty();
    take_out_unfinished(root, path, token, &left, keep)?;
    let (foreign, plain): (Vec<&Left>, Vec<&Left>) = left
        .iter()
        .partition(|left| left.holds != Holds::New && !is_known(&left.bytes));
    // One of our texts that a power cut has left unfinished is nobody's document.
    let is_unfinished = |bytes: &[u8]| {
        ours.iter()
            .any(|ours| bytes.len() < ours.len() && ours.starts_with(bytes))
    };
    // The words of others are handled first. A known text is only put back if the document's place is still
    // empty then.
    for left in foreign {
        let found = read(root, path)?;
        let is_whole = !is_unfinished(&left.bytes);
        if is_whole && found.is_none() && put_back(left, &full).map_err(failed)? {
            continue;
        }
        keep_words(path, &left.at, &left.bytes, keep)?;
        if let Some(found) = found.filter(|found| is_whole && is_ours(found)) {
            let job = FileWrite::Replace {
                path,
                expected: &found,
                bytes: &left.bytes,
            };
            execute(root, &job, token, keep)?;
        }
        moves::remove(&left.at).map_err(failed)?;
    }
    for left in plain {
        let was_document = left.holds != Holds::New && !left.bytes.is_empty() && !is_ours(&left.bytes);
        if was_document && read(root, path)?.is_none() && put_back(left, &full).map_err(failed)? {
            continue;
        }
        moves::remove(&left.at).map_err(failed)?;
    }
    moves::flush_directory_of(&full).map_err(failed)
}

/// Removes an unfinished text from the document's place, so that the document can be put back. Such a part is
/// left where a text could only be written directly to its place.
fn take_out_unfinished(
    root: &Path,
    path: &str,
    token: &str,
    left: &[Left],
    keep: &Keep<'_>,
) -> Result<(), WriteError> {
    let Some(found) = read(root, path)? else {
        return Ok(());
    };
    let is_part_of = |left: &Left| {
        left.holds == Holds::BeingPut && left.bytes.len() > found.len() && left.bytes.starts_with(&found)
    };
    if !left.iter().any(is_part_of) {
        return Ok(());
    }
    if !found.is_empty() {
        // This may be somebody's own text that only begins like ours. It is kept, so that it can still be
        // read.
        keep_words(path, Path::new(path), &found, keep)?;
    }
    let job = FileWrite::Remove {
        path,
        expected: &found,
    };
    execute(root, &job, token, keep)
}

/// True if the file is in its place again; false if there is another file.
fn put_back(left: &Left, full: &Path) -> io::Result<bool> {
    match moves::to_free_name(&left.at, full, Some(&left.bytes)) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}
