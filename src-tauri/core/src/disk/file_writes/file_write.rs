//! One change to one file.

use std::fs;
use std::io;
use std::path::Path;

use super::error::{Keep, WriteError, explain};
use super::moves;
use super::one_file::Place;
use super::paths::full_path;

/// One change to one file. The path is inside the folder (or another root), with `/` between its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileWrite<'a> {
    /// Makes a file that does not exist yet.
    Create {
        /// The path of the file.
        path: &'a str,
        /// The bytes that it will hold.
        bytes: &'a [u8],
    },
    /// Replaces the content of a file.
    Replace {
        /// The path of the file.
        path: &'a str,
        /// The bytes that it must still hold.
        expected: &'a [u8],
        /// The bytes that it will hold.
        bytes: &'a [u8],
    },
    /// Removes a file.
    Remove {
        /// The path of the file.
        path: &'a str,
        /// The bytes that it must still hold.
        expected: &'a [u8],
    },
}

impl FileWrite<'_> {
    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Create { path, .. } | Self::Replace { path, .. } | Self::Remove { path, .. } => path,
        }
    }
}

/// Does `job` below `root`. When it returns, the change is on the disk. `token` is part of the names of the
/// temporary files, so that [`clear`] can find what an interrupted job has left.
///
/// No bytes are replaced or removed before they were moved aside and compared. If the file held something
/// other than expected, that is put back. If yet another text has been written to the path meanwhile, that
/// newer text stays, and the other one goes to `keep`.
///
/// # Errors
/// See [`WriteError`]. Nothing was changed then.
pub fn execute(root: &Path, job: &FileWrite, token: &str, keep: &Keep<'_>) -> Result<(), WriteError> {
    let path = job.path();
    if matches!(job, FileWrite::Create { .. }) {
        make_directories(root, path)?;
    }
    let full = full_path(root, path)?;
    let place = Place {
        directory: full.parent().unwrap_or(root),
        full: &full,
        path,
        token,
        keep,
    };
    match job {
        FileWrite::Create { bytes, .. } => place.create(bytes)?,
        FileWrite::Replace { expected, bytes, .. } => place.replace(expected, bytes)?,
        FileWrite::Remove { expected, .. } => place.remove(expected)?,
    }
    moves::flush_directory_of(&full).map_err(|source| explain(path, source))
}

/// Makes the missing directories for a new file, but never outside of `root`, and never `root` itself.
fn make_directories(root: &Path, path: &str) -> Result<(), WriteError> {
    for (end, _) in path.match_indices('/') {
        let inside = &path[..end];
        // This checks each name, and where the parent directory really is.
        let full = full_path(root, inside)?;
        match fs::create_dir(&full) {
            Ok(()) => moves::flush_directory_of(&full).map_err(|source| explain(path, source))?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) if full.is_dir() => drop(error),
            Err(error) => return Err(explain(path, error)),
        }
    }
    Ok(())
}
