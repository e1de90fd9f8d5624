//! The location of a file inside its folder, and its content.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::{WriteError, changed, explain};
use crate::disk::folder::is_gone;

/// The bytes of the file at `path`; none if there is no file.
///
/// # Errors
/// It is not an ordinary file inside `root`, or it cannot be read.
pub fn read(root: &Path, path: &str) -> Result<Option<Vec<u8>>, WriteError> {
    let full = match full_path(root, path) {
        Ok(full) => full,
        // The directory does not exist, so there is nothing in it. If the root is missing too, nothing is
        // known.
        Err(WriteError::Gone { .. }) if root.is_dir() => return Ok(None),
        Err(error) => return Err(error),
    };
    match fs::symlink_metadata(&full) {
        Ok(meta) if !meta.is_file() => {
            return Err(WriteError::NotOrdinary {
                path: path.to_owned(),
            });
        }
        Err(error) if is_gone(&error) => return Ok(None),
        Err(error) => return Err(explain(path, error)),
        Ok(_) => {}
    }
    match fs::read(&full) {
        Ok(found) => Ok(Some(found)),
        Err(error) if is_gone(&error) => Ok(None),
        Err(error) => Err(explain(path, error)),
    }
}

/// The full path of a file. Its directory is inside `root`, even after all links are followed.
pub(super) fn full_path(root: &Path, path: &str) -> Result<PathBuf, WriteError> {
    let refused = || WriteError::NotOrdinary {
        path: path.to_owned(),
    };
    let mut full = root.to_path_buf();
    for part in path.split('/') {
        if part.is_empty() || part == "." || part == ".." || part.contains(['\\', '\0']) {
            return Err(refused());
        }
        full.push(part);
    }
    let directory = full.parent().unwrap_or(root);
    let real = directory.canonicalize().map_err(|source| explain(path, source))?;
    let real_root = root.canonicalize().map_err(|source| explain(path, source))?;
    if !real.starts_with(&real_root) {
        return Err(refused());
    }
    Ok(full)
}

/// Checks that the file at `full` still holds `expected`.
pub(super) fn compare(full: &Path, path: &str, expected: &[u8]) -> Result<(), WriteError> {
    let changed = |found| changed(path, found);
    match fs::symlink_metadata(full) {
        Ok(meta) if !meta.is_file() => {
            return Err(WriteError::NotOrdinary {
                path: path.to_owned(),
            });
        }
        Err(error) if is_gone(&error) => return Err(changed(None)),
        Err(error) => return Err(explain(path, error)),
        Ok(_) => {}
    }
    match fs::read(full) {
        Ok(found) if found == expected => Ok(()),
        Ok(found) => Err(changed(Some(found))),
        Err(error) if is_gone(&error) => Err(changed(None)),
        Err(error) => Err(explain(path, error)),
    }
}
