//! Deletes and renames a mirror's files. If another program or thread has a file open and that prevents it,
//! waits for it to close.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::MirrorError;
use crate::disk::filesystem::patient;

/// How long to wait for another program or thread to close a file. Each asks the mirror one thing and closes
/// it.
const PATIENCE: Duration = Duration::from_secs(5);

/// Deletes a mirror's file, and the files that SQLite puts beside it, if they exist.
pub(super) fn delete_files(path: &Path) -> Result<(), MirrorError> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let path = with_suffix(path, suffix);
        patiently(&path, || std::fs::remove_file(&path))?;
    }
    Ok(())
}

/// Renames a file, if it exists.
pub(super) fn rename_file(from: &Path, to: &Path) -> Result<(), MirrorError> {
    patiently(from, || std::fs::rename(from, to))
}

pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(suffix);
    path.into()
}

/// Repeats `act` while the file is held. A missing file counts as success.
fn patiently(path: &Path, act: impl Fn() -> io::Result<()>) -> Result<(), MirrorError> {
    match patient::within(PATIENCE, is_held, act) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if is_held(&error) => Err(MirrorError::Busy),
        Err(source) => Err(MirrorError::Directory {
            path: path.to_path_buf(),
            source,
        }),
        Ok(()) => Ok(()),
    }
}

/// Whether the error means that somebody has the file open or has locked a part of it. Only Windows refuses
/// for that.
fn is_held(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    cfg!(windows) && matches!(error.raw_os_error(), Some(SHARING_VIOLATION | LOCK_VIOLATION))
}
