//! One thing that is done to one file.

use std::fs;
use std::io;
use std::path::Path;

use super::error::{Keep, WriteError, explain};
use super::moves;
use super::one_file::Place;
use super::paths::full_path;

/// One thing to do to one file. Paths are inside the folder (or another root), parts divided by `/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileWrite<'a> {
    /// Makes a file where there is none.
    Create {
        /// Its path.
        path: &'a str,
        /// What it is to hold.
        bytes: &'a [u8],
    },
    /// Replaces what a file holds.
    Replace {
        /// Its path.
        path: &'a str,
        /// What it must still hold.
        expected: &'a [u8],
        /// What it is to hold.
        bytes: &'a [u8],
    },
    /// Removes a file.
    Remove {
        /// Its path.
        path: &'a str,
        /// What it must still hold.
        expected: &'a [u8],
    },
}

impl FileWrite<'_> {
    /// The file.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Create { path, .. } | Self::Replace { path, .. } | Self::Remove { path, .. } => path,
        }
    }
}

/// Does `job` below `root`. When it returns, what was done is on the disk. `token` names whose the temporary files are: whoever was
/// ended in the midst of a job can [`clear`] what it left.
///
/// No bytes are replaced or removed that were not first taken aside and compared. What is found there instead of what was
/// expected goes back to its place; where yet another text has come there meanwhile, it goes to `keep`.
///
/// # Errors
/// See [`WriteError`]: then nothing was done.
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

/// Makes the directories that a new file is to lie in, as far as they are not there: never outside of `root`, and never
/// `root` itself.
fn make_directories(root: &Path, path: &str) -> Result<(), WriteError> {
    for (end, _) in path.match_indices('/') {
        let inside = &path[..end];
        // Looks at each name, and at where the directory that it is to lie in really is.
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
