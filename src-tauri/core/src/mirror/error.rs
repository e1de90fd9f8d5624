//! What can go wrong with the mirror.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// What can go wrong with the mirror; each message is a sentence for the person.
#[derive(Debug, thiserror::Error)]
pub enum MirrorError {
    /// The file is not a mirror, or it is damaged.
    #[error(
        "The mirror of this folder is damaged. The folder itself is untouched; leave out --no-sync to have the mirror made anew."
    )]
    Damaged,
    /// The mirror was made by another version of the program.
    #[error(
        "The mirror of this folder was made by another version of the program. The folder itself is untouched; leave out --no-sync to have the mirror made anew."
    )]
    OtherVersion,
    /// There is no mirror yet.
    #[error("There is no mirror of this folder yet. Sync it once first (leave out --no-sync).")]
    NotBuilt,
    /// Another program has held the mirror for too long.
    #[error(
        "Another Arguendo is busy with this folder's mirror. Nothing was lost; try again when it has finished."
    )]
    Busy,
    /// The directory of the mirror cannot be used.
    #[error("The mirror's directory {path} cannot be used: {source}. Name another with --data DIR.")]
    Directory {
        /// The directory.
        path: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
    /// The last texts of documents that left the folder could not be saved, so the documents are not
    /// forgotten.
    #[error(
        "Documents have left the folder, and their last text could not be kept: {0} They are still shown; it is tried again."
    )]
    NotKept(String),
    /// The computer has no memory left.
    #[error(
        "The computer has no memory left for the mirror ({0}). Nothing was lost; close other programs and try again."
    )]
    Memory(std::io::Error),
    /// Any other error of SQLite: a full disk, a lost drive.
    #[error(
        "The mirror could not be used ({0}). The folder itself is untouched. Check the disk, or name another place with --data DIR."
    )]
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for MirrorError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            _ => Self::Database(error),
        }
    }
}
