//! The only way in which files are written: beside, flushed, compared, renamed. Nothing is ever replaced that is not what was expected.

pub mod together;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

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

/// Does `job` below `root`. When it returns, what was done is on the disk. `token` names the temporary file: whoever was
/// ended in the midst of a job can [`clear`] what it left.
///
/// # Errors
/// See [`WriteError`]: then nothing was done.
pub fn carry_out(root: &Path, job: &Job, token: &str) -> Result<(), WriteError> {
    let path = job.path();
    if matches!(job, Job::Create { .. }) {
        make_directories(root, path)?;
    }
    let (full, beside) = places(root, path, token)?;
    let failed = |source| explain(path, source);
    match job {
        Job::Create { bytes, .. } => {
            if fs::symlink_metadata(&full).is_ok() {
                return Err(WriteError::Exists {
                    path: path.to_owned(),
                });
            }
            let made = write_beside(&beside, bytes, None).and_then(|()| rename_to_nothing(&beside, &full));
            or_remove(&beside, made).map_err(|source| match source.kind() {
                io::ErrorKind::AlreadyExists => WriteError::Exists {
                    path: path.to_owned(),
                },
                _ => explain(path, source),
            })?;
        }
        Job::Replace { expected, bytes, .. } => {
            compare(&full, path, expected)?;
            let mode = fs::metadata(&full).map_err(failed)?.permissions();
            let written = write_beside(&beside, bytes, Some(mode));
            or_remove(&beside, written).map_err(failed)?;
            if let Err(error) = compare(&full, path, expected) {
                let _ = fs::remove_file(&beside);
                return Err(error);
            }
            let old = or_remove(&beside, exchange(&beside, &full)).map_err(failed)?;
            if old == Old::Beside {
                // Somebody may have been faster than our comparing.
                let found = fs::read(&beside).map_err(failed)?;
                if found != *expected {
                    exchange(&beside, &full).map_err(failed)?;
                    // And faster once more: then theirs is the newest.
                    if fs::read(&beside).map_err(failed)? != *bytes {
                        exchange(&beside, &full).map_err(failed)?;
                    }
                    let _ = fs::remove_file(&beside);
                    return Err(WriteError::Changed {
                        path: path.to_owned(),
                        found: Some(found),
                    });
                }
                fs::remove_file(&beside).map_err(failed)?;
            }
        }
        Job::Remove { expected, .. } => {
            compare(&full, path, expected)?;
            fs::rename(&full, &beside).map_err(failed)?;
            let found = fs::read(&beside).map_err(failed)?;
            if found != *expected {
                match rename_to_nothing(&beside, &full) {
                    // It was written once more, which is newer than what was taken away.
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                        fs::remove_file(&beside).map_err(failed)?;
                    }
                    done => done.map_err(failed)?,
                }
                return Err(WriteError::Changed {
                    path: path.to_owned(),
                    found: Some(found),
                });
            }
            fs::remove_file(&beside).map_err(failed)?;
        }
    }
    flush_directory(&full).map_err(failed)
}

/// What the file at `path` holds now; none where there is none.
///
/// # Errors
/// It is no ordinary file inside `root`, or cannot be read.
pub fn read(root: &Path, path: &str) -> Result<Option<Vec<u8>>, WriteError> {
    let full = match places(root, path, "") {
        Ok((full, _)) => full,
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

/// What a job on `path` left beside it when it was ended in the midst. Where that is one of `known`, it is removed, else it is
/// somebody's words, and given.
///
/// # Errors
/// Where it cannot be read or removed.
pub fn clear(root: &Path, path: &str, token: &str, known: &[&[u8]]) -> Result<Option<Vec<u8>>, WriteError> {
    let failed = |source| explain(path, source);
    let Ok((_, beside)) = places(root, path, token) else {
        return Ok(None); // there is no such directory, so there is nothing in it
    };
    let left = match fs::read(&beside) {
        Ok(left) => left,
        Err(error) if is_gone(&error) => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    // Unfinished ones are the beginning of what was to be written.
    let is_known = known.iter().any(|known| known.starts_with(&left));
    if is_known {
        fs::remove_file(&beside).map_err(failed)?;
        return Ok(None);
    }
    Ok(Some(left))
}

/// Makes the directories that a new file is to lie in, as far as they are not there: never outside of `root`, and never
/// `root` itself.
fn make_directories(root: &Path, path: &str) -> Result<(), WriteError> {
    for (end, _) in path.match_indices('/') {
        let inside = &path[..end];
        // Looks at each name, and at where the directory that it is to lie in really is.
        let (full, _) = places(root, inside, "")?;
        match fs::create_dir(&full) {
            Ok(()) => flush_directory(&full).map_err(|source| explain(path, source))?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) if full.is_dir() => drop(error),
            Err(error) => return Err(explain(path, error)),
        }
    }
    Ok(())
}

/// The full path, and that of the temporary file beside it. The directory is inside `root`, wherever links on the way lead.
fn places(root: &Path, path: &str, token: &str) -> Result<(PathBuf, PathBuf), WriteError> {
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
    let beside = directory.join(format!(".arguendo-{token}.tmp"));
    Ok((full, beside))
}

/// Whether the file at `full` still holds `expected`.
fn compare(full: &Path, path: &str, expected: &[u8]) -> Result<(), WriteError> {
    let changed = |found| WriteError::Changed {
        path: path.to_owned(),
        found,
    };
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

fn write_beside(beside: &Path, bytes: &[u8], mode: Option<fs::Permissions>) -> io::Result<()> {
    // One that was left by a program that was ended is ours, too: `clear` has looked at it.
    match fs::remove_file(beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = File::options().write(true).create_new(true).open(beside)?;
    file.write_all(bytes)?;
    if let Some(mode) = mode {
        // Where a share knows no modes, it has none to keep.
        let _ = file.set_permissions(mode);
    }
    file.sync_all()
}

/// Renames, unless something is there already.
fn rename_to_nothing(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            // Not every file system can do it.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            done => return done.map_err(io::Error::from),
        }
    }
    // Whoever makes this file first has the name.
    drop(File::options().write(true).create_new(true).open(to)?);
    fs::rename(from, to)
}

/// Where the old bytes are after an exchange.
#[derive(PartialEq, Eq)]
enum Old {
    /// Under the temporary name: it can be seen what they were.
    Beside,
    /// Nowhere.
    Gone,
}

/// Puts the new file in the old one's place, and the old one, where the file system can do that, in the new one's.
fn exchange(beside: &Path, full: &Path) -> io::Result<Old> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, beside, CWD, full, RenameFlags::EXCHANGE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            done => return done.map(|()| Old::Beside).map_err(io::Error::from),
        }
    }
    fs::rename(beside, full).map(|()| Old::Gone)
}

fn or_remove<T>(beside: &Path, result: io::Result<T>) -> io::Result<T> {
    if result.is_err() {
        let _ = fs::remove_file(beside);
    }
    result
}

fn flush_directory(full: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(directory) = full.parent() {
        // Some network drives cannot flush a directory; the file itself has been.
        match File::open(directory)?.sync_all() {
            Err(error) if error.kind() != io::ErrorKind::InvalidInput => return Err(error),
            _ => {}
        }
    }
    let _ = full;
    Ok(())
}

fn explain(path: &str, source: io::Error) -> WriteError {
    let path = path.to_owned();
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => WriteError::Full { path },
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => WriteError::ReadOnly { path },
        _ if is_gone(&source) => WriteError::Gone { path },
        _ => WriteError::Other { path, source },
    }
}

#[cfg(test)]
mod tests;
