//! A mirror's files, deleted and renamed. Where a file that somebody has open cannot be, that is waited for.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::MirrorError;
use crate::disk::filesystem::patient;

/// So long for another program, or another thread, to close a file: each asks one thing of a mirror and closes it.
const PATIENCE: Duration = Duration::from_secs(5);

/// Deletes a mirror's file and what SQLite lays beside it, as far as they are there.
pub(super) fn delete_files(path: &Path) -> Result<(), MirrorError> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let path = with_suffix(path, suffix);
        patiently(&path, || std::fs::remove_file(&path))?;
    }
    Ok(())
}

/// Renames a file, where it is there.
pub(super) fn rename_file(from: &Path, to: &Path) -> Result<(), MirrorError> {
    patiently(from, || std::fs::rename(from, to))
}

pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(suffix);
    path.into()
}

/// That there is no such file is as good.
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

/// Whether the error says that somebody has the file open, or a part of it locked: Windows alone minds.
fn is_held(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    cfg!(windows) && matches!(error.raw_os_error(), Some(SHARING_VIOLATION | LOCK_VIOLATION))
}
