//! What a write that was interrupted has left beside its document, and what becomes of it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Keep, WriteError, explain, keep_words};
use super::file_write::{FileWrite, execute};
use super::moves;
use super::paths::{full_path, read};
use super::temporary::{Holds, parse};
use crate::disk::folder::is_gone;

/// What was left beside a document by a step that was ended in the midst.
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

/// Puts in order what steps of `token` on `path` have left beside it when they were ended in the midst. A document that was taken
/// aside comes back to its place; words that are none of `known` are kept, and come back to their place where it holds one of `ours`.
///
/// `ours` are texts that those steps were to write; `known` are others that are nobody's only copy.
///
/// # Errors
/// Where something cannot be read, moved or kept: it stays.
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
    // A text of ours that a power cut has left unfinished is nobody's document.
    let is_unfinished = |bytes: &[u8]| {
        ours.iter()
            .any(|ours| bytes.len() < ours.len() && ours.starts_with(bytes))
    };
    // The words of others first: what is only known comes back where nothing else is in its place.
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

/// Where a text could only be written in its place, a part of it may be there: it goes, so that the document comes back.
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
        // Should it be somebody's text that begins like this one, it can still be read.
        keep_words(path, Path::new(path), &found, keep)?;
    }
    let job = FileWrite::Remove {
        path,
        expected: &found,
    };
    execute(root, &job, token, keep)
}

/// True: it is in its place again. False: something else is.
fn put_back(left: &Left, full: &Path) -> io::Result<bool> {
    match moves::to_free_name(&left.at, full, Some(&left.bytes)) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}
