//! Drafting: a text is begun, written, kept, shared with the group, put away and brought back, and no word of it is lost.
//!
//! What is typed is in the journal before it is acknowledged. The file is written from time to time, and only over what was
//! read; where it cannot be written, the words are in the journal and the person is shown why.

mod conflicts;
mod files;
mod group;
mod lists;
mod new_draft;
mod opening;
mod orphans;
mod recovery;
mod replay;
mod session;
mod sharing;
mod text;
mod versions;

pub(crate) use conflicts::KEY;
pub use conflicts::conflicts;
pub(crate) use group::is_others;
pub use group::{of_the_group, take_up};
pub use lists::{find, list, put_away};
pub use new_draft::{Beginning, RELATIONS, begin, begin_revision};
pub use opening::Choice;
pub use recovery::tidy_up;
pub use session::{DraftConflict, DraftSession, merge_seen, unseen_edits};
pub use sharing::{bring_back, discard, share};
pub(crate) use text::readable;
pub use versions::{compare, versions};

use std::io;

use arguendo_text::edits::EditOutOfBounds;
use arguendo_text::front_matter::editing::EditError;

use crate::desk::DeskError;
use crate::disk::file_writes::WriteError;
use crate::drafts::operations::OperationError;
use crate::mirror::MirrorError;

/// What can go wrong, in a sentence for the person.
#[derive(Debug, thiserror::Error)]
pub enum DraftingError {
    /// The desk cannot be used.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The mirror cannot be read.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// A file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A change does not fit.
    #[error(transparent)]
    EditOutOfBounds(#[from] EditOutOfBounds),
    /// The fields beside the text cannot be changed.
    #[error("{0} The rest of the draft is safe.")]
    Fields(#[from] EditError),
    /// A change is not the next one.
    #[error(
        "A change came out of step ({sequence}, not {next}) and was not taken. Nothing that was taken before is lost. Open the draft again."
    )]
    OutOfStep {
        /// Its number.
        sequence: u64,
        /// The number that it should have.
        next: u64,
    },
    /// There is no such draft.
    #[error("There is no draft {0} any more. If you put it away, it can be brought back.")]
    NoDraft(String),
    /// It has been published or put away.
    #[error(
        "This draft is published, or put away. Revise the response, or bring the draft back, and write on."
    )]
    NotOpen,
    /// It is written in, or published: nothing is to be brought back.
    #[error(
        "This draft is not put away any more: it is being written again, or is published. What it held when it was put away is in its versions. Nothing was changed."
    )]
    NotPutAway,
    /// Another window, or program, writes in it.
    #[error("This draft is open in another window or program. Close it there first. Nothing was changed.")]
    OpenElsewhere,
    /// A session ended without its last save, and the person has not chosen yet.
    #[error("First choose whether the words that were not saved are restored or discarded. Both are kept.")]
    Undecided,
    /// Somebody else has shared it.
    #[error(
        "{0} was shared by somebody else, and is in the folder for all of the group. Whoever shared it can discard it. Nothing was changed."
    )]
    OfTheGroup(String),
    /// It cannot be written in.
    #[error("{0}")]
    ReadOnly(String),
    /// There is no such document in the folder.
    #[error("There is no {what} {name} in this folder. Nothing was made.")]
    NoDocument {
        /// Question, or response.
        what: &'static str,
        /// What was asked for.
        name: String,
    },
    /// There is no relation of this name.
    #[error(
        "A reply rebuts, supports, extends, qualifies, concedes or questions a response; “{0}” is none of these."
    )]
    NoRelation(String),
    /// Who signs cannot be known.
    #[error(transparent)]
    Signing(#[from] crate::drafts::signing::SigningError),
    /// The response is signed by others.
    #[error(
        "{0} is not signed by you. Say that you may revise it all the same, or reply to it. Nothing was made."
    )]
    NotYours(String),
    /// There is no such version.
    #[error("This draft has no version {0}. Nothing was changed.")]
    NoVersion(i64),
    /// Words of it are in the journal alone.
    #[error("Words of this draft are not in its file yet. Open it, and choose what becomes of them.")]
    Unsaved,
    /// It was written in since.
    #[error("{0} was changed since. It was left as it is. Both texts are in Versions.")]
    ChangedSince(String),
    /// There is nothing to choose between.
    #[error(
        "Nobody else has changed the file of this draft, or it is not there to be read. Nothing was changed."
    )]
    NoOther,
    /// It was not carried out.
    #[error(transparent)]
    Operation(#[from] OperationError),
    /// A file of the program's own could not be read.
    #[error("The place of your drafts cannot be read: {0}. Check the disk. Nothing was changed.")]
    Unreadable(io::Error),
}
