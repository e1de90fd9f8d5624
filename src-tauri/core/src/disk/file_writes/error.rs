//! Why a file was not written, and how words are kept that would otherwise be in no file.

use std::io;
use std::path::{Path, PathBuf};

use crate::disk::folder::is_gone;

/// Why a file was not written. The file is unchanged.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file holds something other than expected: somebody changed or removed it.
    #[error("{path} was changed by somebody else meanwhile. It was left as it is.")]
    Changed {
        /// The file.
        path: String,
        /// What the file holds now; none if it no longer exists.
        found: Option<Vec<u8>>,
    },
    /// A file with this path already exists.
    #[error("There is already a file {path}. It was left as it is.")]
    Exists {
        /// The file.
        path: String,
    },
    /// The path is a link or another special file.
    #[error("{path} is a link or no ordinary file, and such are not written. It was left as it is.")]
    NotOrdinary {
        /// The file.
        path: String,
    },
    /// The folder, or the directory of the file, does not exist.
    #[error("{path} cannot be written: its folder is not there. Connect the drive, or put the folder back.")]
    Gone {
        /// The file.
        path: String,
    },
    /// The drive is full.
    #[error("{path} cannot be written: the disk is full. It was left as it is. Make room on the disk.")]
    Full {
        /// The file.
        path: String,
    },
    /// The person may not write the file.
    #[error(
        "{path} cannot be written: the folder is read-only for you. It was left as it is. Ask who keeps the folder."
    )]
    ReadOnly {
        /// The file.
        path: String,
    },
    /// Another program has the file open. Windows then lets nobody rename or remove it.
    #[error(
        "{path} cannot be written: another program has it open, perhaps a word processor, a virus scanner or a sync program. It was left as it is. Close it there, or try again in a moment."
    )]
    InUse {
        /// The file.
        path: String,
    },
    /// Two other programs wrote the file at the same moment, and one of their texts could not be kept
    /// elsewhere.
    #[error(
        "{path} was changed by somebody else meanwhile, twice. The later text is in it; the earlier lies in {beside}, since it could not be kept ({source}). Leave that file there until the disk is in order."
    )]
    NotKept {
        /// The file.
        path: String,
        /// Where the text that could not be kept is.
        beside: PathBuf,
        /// Why it could not be kept.
        source: KeepError,
    },
    /// Any other error.
    #[error("{path} cannot be written ({source}). It was left as it is. Check the disk.")]
    Other {
        /// The file.
        path: String,
        /// The error of the operating system.
        source: io::Error,
    },
}

/// Keeps words that were in the file at a path and would otherwise be lost, because somebody wrote them just
/// as the file was replaced.
pub type Keep<'a> = dyn Fn(&str, &[u8]) -> Result<(), KeepError> + 'a;

/// Why words could not be kept.
pub type KeepError = Box<dyn std::error::Error + Send + Sync>;

/// For writes that only make new files. They never find anybody's words, so there is nothing to keep.
///
/// # Errors
/// Always.
pub fn nothing_to_keep(_: &str, _: &[u8]) -> Result<(), KeepError> {
    Err("there is no place for it".into())
}

/// Keeps words that would otherwise be in no file. If that fails, the words stay in the file at `at`.
pub(super) fn keep_words(path: &str, at: &Path, words: &[u8], keep: &Keep<'_>) -> Result<(), WriteError> {
    keep(path, words).map_err(|source| WriteError::NotKept {
        path: path.to_owned(),
        beside: at.to_path_buf(),
        source,
    })
}

pub(super) fn changed(path: &str, found: Option<Vec<u8>>) -> WriteError {
    let path = path.to_owned();
    WriteError::Changed { path, found }
}

pub(super) fn explain(path: &str, source: io::Error) -> WriteError {
    let path = path.to_owned();
    // The errors “sharing violation” and “lock violation”.
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
