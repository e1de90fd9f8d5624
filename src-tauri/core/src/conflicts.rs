//! Conflicts: two texts of one document that have grown apart, listed, shown and settled; both are kept, and it can be undone.

mod drafts;
mod files;
mod listing;
mod page;

pub use drafts::{draft_of, draft_page, settle_draft, undo_draft};
pub use files::{Found, find, settle};
pub use listing::list;
pub use page::{Take, taking};

use arguendo_text::merge::MergeError;

use crate::desk::DeskError;
use crate::disk::file_writes::WriteError;
use crate::drafts::drafting::DraftingError;
use crate::drafts::operations::OperationError;
use crate::mirror::MirrorError;
use crate::pages::conflicts::{Settlement, WholeSide};

/// Which conflict it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// That of a draft.
    Draft(i64),
    /// That of a file: a sync engine's copy, or one with git's marks.
    File(String),
}

impl Key {
    /// The key as it is written.
    #[must_use]
    pub fn of(key: &str) -> Self {
        let number = key
            .strip_prefix(crate::drafts::drafting::KEY)
            .and_then(|number| number.parse().ok());
        number.map_or_else(|| Self::File(key.to_owned()), Self::Draft)
    }
}

/// What is to become of a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// Part by part.
    Parts(Settlement),
    /// One text takes the place of the other.
    Whole {
        /// Which.
        side: WholeSide,
        /// The sync engine's copy goes.
        remove_copy: bool,
    },
    /// Both become files of their own.
    KeepBoth,
}

/// Why a conflict was not settled, in a sentence for the person.
#[derive(Debug, thiserror::Error)]
pub enum ConflictError {
    /// It is settled, or never was.
    #[error("There is no conflict about {0} any more. Nothing was changed.")]
    Settled(String),
    /// A text is not what was shown.
    #[error(
        "One of the two texts was changed since it was shown here. Nothing was written. Look at them as they are now."
    )]
    LookAgain,
    /// It can be taken as a whole only.
    #[error("{0}")]
    Whole(String),
    /// One of the two is gone.
    #[error("{0} is not there any more, so there is nothing to take from it. Nothing was changed.")]
    Gone(String),
    /// It cannot be taken back.
    #[error(
        "This cannot be taken back: {0} was changed since. It was left as it is. Both texts are kept in Versions."
    )]
    CannotUndo(String),
    /// A file could not be written, and others had been changed by somebody before they could be taken back.
    #[error(
        "This could not be settled: {0} was changed by somebody else just now, and was left as it is. All texts can be read in Activity. Look at the conflict again."
    )]
    Left(String),
    /// It was not carried out, or not undone.
    #[error(transparent)]
    Operation(OperationError),
    /// The parts cannot be put together.
    #[error(transparent)]
    Merge(#[from] MergeError),
    /// A file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The draft cannot be written in.
    #[error(transparent)]
    Drafting(#[from] DraftingError),
    /// The desk cannot be used.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The mirror cannot be read.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// The words are kept, but the file could not be written.
    #[error("{0}")]
    NotSaved(String),
}

impl From<OperationError> for ConflictError {
    fn from(error: OperationError) -> Self {
        match error {
            OperationError::Write { left, .. } if !left.is_empty() => Self::Left(left.join(", ")),
            OperationError::Write {
                source: WriteError::Changed { .. },
                ..
            } => Self::LookAgain,
            OperationError::Write { source, .. } => source.into(),
            error => Self::Operation(error),
        }
    }
}
