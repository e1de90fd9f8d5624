//! The only way in which files are written: beside, flushed, compared, renamed. Nothing is ever replaced that is not what was expected.

mod attributes;
mod moves;
mod one_file;
mod temporary;
pub mod together;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use self::one_file::Place;
pub use self::temporary::{clear, is_fresh, is_of, lies_aside};
use crate::folder::is_gone;

/// One thing to do to one file. Paths are inside the folder (or another root), parts divided by `/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job<'a> {
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

/// Why a file was not written. It is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// It holds something else than what was expected: somebody changed or removed it.
    #[error("{path} was changed by somebody else meanwhile. It was left as it is.")]
    Changed {
        /// The file.
        path: String,
        /// What it holds now; none where it has gone.
        found: Option<Vec<u8>>,
    },
    /// There is such a file already.
    #[error("There is already a file {path}. It was left as it is.")]
    Exists {
        /// The file.
        path: String,
    },
    /// It is a link, or no ordinary file.
    #[error("{path} is a link or no ordinary file, and such are not written. It was left as it is.")]
    NotOrdinary {
        /// The file.
        path: String,
    },
    /// The folder, or the directory of the file, is not there.
    #[error("{path} cannot be written: its folder is not there. Connect the drive, or put the folder back.")]
    Gone {
        /// The file.
        path: String,
    },
    /// No room.
    #[error("{path} cannot be written: the disk is full. It was left as it is. Make room on the disk.")]
    Full {
        /// The file.
        path: String,
    },
    /// Not allowed.
    #[error(
        "{path} cannot be written: the folder is read-only for you. It was left as it is. Ask who keeps the folder."
    )]
    ReadOnly {
        /// The file.
        path: String,
    },
    /// Another program holds it: Windows lets nobody rename or remove it then.
    #[error(
        "{path} cannot be written: another program has it open, perhaps a word processor, a virus scanner or a sync program. It was left as it is. Close it there, or try again in a moment."
    )]
    InUse {
        /// The file.
        path: String,
    },
    /// Two others wrote it at the same moment, and the words of one could not be kept elsewhere.
    #[error(
        "{path} was changed by somebody else meanwhile, twice. The later text is in it; the earlier lies in {beside}, since it could not be kept ({source}). Leave that file there until the disk is in order."
    )]
    NotKept {
        /// The file.
        path: String,
        /// Where the words lie.
        beside: PathBuf,
        /// Why they could not be kept.
        source: KeepError,
    },
    /// Anything else.
    #[error("{path} cannot be written ({source}). It was left as it is. Check the disk.")]
    Other {
        /// The file.
        path: String,
        /// What the system said.
        source: io::Error,
    },
}

impl Job<'_> {
    /// The file.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Create { path, .. } | Self::Replace { path, .. } | Self::Remove { path, .. } => path,
        }
    }
}

/// Keeps words that were in the file at a path and would be in no file any more: somebody wrote them just as it was replaced.
pub type Keep<'a> = dyn Fn(&str, &[u8]) -> Result<(), KeepError> + 'a;

/// Why words could not be kept.
pub type KeepError = Box<dyn std::error::Error + Send + Sync>;

/// For jobs that make a file: they meet nobody's words.
///
/// # Errors
/// Always.
pub fn nothing_to_keep(_: &str, _: &[u8]) -> Result<(), KeepError> {
    Err("there is no place for it".into())
}

/// Does `job` below `root`. When it returns, what was done is on the disk. `token` tells whose the temporary files are: whoever was
/// ended in the midst of a job can [`clear`] what it left.
///
/// No bytes are replaced or removed that were not first taken aside and compared. What is found there instead of what was
/// expected goes back to its place; where yet another text has come there meanwhile, it goes to `keep`.
///
/// # Errors
/// See [`WriteError`]: then nothing was done.
pub fn carry_out(root: &Path, job: &Job, token: &str, keep: &Keep<'_>) -> Result<(), WriteError> {
    let path = job.path();
    if matches!(job, Job::Create { .. }) {
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
        Job::Create { bytes, .. } => place.create(bytes)?,
        Job::Replace { expected, bytes, .. } => place.replace(expected, bytes)?,
        Job::Remove { expected, .. } => place.remove(expected)?,
    }
    moves::flush_directory_of(&full).map_err(|source| explain(path, source))
}

/// What the file at `path` holds now; none where there is none.
///
/// # Errors
/// It is no ordinary file inside `root`, or cannot be read.
pub fn read(root: &Path, path: &str) -> Result<Option<Vec<u8>>, WriteError> {
    let full = match full_path(root, path) {
        Ok(full) => full,
        // There is no such directory, so there is nothing in it. Without the root, nothing can be said.
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

/// The full path. Its directory is inside `root`, wherever links on the way lead.
fn full_path(root: &Path, path: &str) -> Result<PathBuf, WriteError> {
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

/// Whether the file at `full` still holds `expected`.
fn compare(full: &Path, path: &str, expected: &[u8]) -> Result<(), WriteError> {
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

fn changed(path: &str, found: Option<Vec<u8>>) -> WriteError {
    let path = path.to_owned();
    WriteError::Changed { path, found }
}

fn explain(path: &str, source: io::Error) -> WriteError {
    let path = path.to_owned();
    // Sharing violation, lock violation.
    if cfg!(windows) && matches!(source.raw_os_error(), Some(32 | 33)) {
        return WriteError::InUse { path };
    }
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => WriteError::Full { path },
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => WriteError::ReadOnly { path },
        _ if is_gone(&source) => WriteError::Gone { path },
        _ => WriteError::Other { path, source },
    }
}

#[cfg(test)]
mod tests;
