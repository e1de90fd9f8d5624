//! Operations: whatever is done to several files at once, or can be undone, is planned by a verb, and carried out, recovered and undone here.
//!
//! A plan holds every byte before and after. It is written down on the desk, then carried out. If the program is killed meanwhile,
//! [`recover`] finishes the operation or takes it back. Nothing new begins before that: only [`Operations::begin`] gives the right.

mod by_meaning;
mod execute;
mod recovery;
mod undo;

use std::fs::File;
use std::path::Path;

use jiff::Timestamp;

use crate::desk::operations::{Operation, OperationFile, OperationKind};
use crate::desk::versions::VersionKind;
use crate::desk::{Desk, DeskError};
use crate::disk::file_transaction::{FileChange, FileTransaction};
use crate::disk::file_writes::{self, WriteError};
use arguendo_text::front_matter::editing::EditError;

pub use execute::Executed;
pub use recovery::recover;
pub(crate) use recovery::recover_all;
pub(crate) use undo::done;
pub use undo::{Undone, undo};

/// Why an operation was not carried out, or not undone, in a sentence for the person.
#[derive(Debug, thiserror::Error)]
pub enum OperationError {
    /// Somebody writes in the draft.
    #[error("The draft is open in another window or program. Close it there first. Nothing was changed.")]
    OpenElsewhere,
    /// An earlier operation had been interrupted, and was finished or taken back first: what was shown was shown without that.
    #[error("{} Nothing else was done yet: look at it as it is now, and try again.", .0.join(" "))]
    Recovered(Vec<String>),
    /// An earlier operation could not be finished yet.
    #[error("{0} Nothing else is done before that, and nothing was changed.")]
    Waiting(String),
    /// It cannot be undone.
    #[error("This cannot be undone: {why}. Nothing was changed.")]
    CannotUndo {
        /// Part of a sentence.
        why: String,
    },
    /// The front matter of a file cannot be changed.
    #[error("{path} cannot be changed. {source} Nothing was written.")]
    Edit {
        /// The file.
        path: String,
        /// Why.
        source: EditError,
    },
    /// A file could not be written, and what had been written was taken back.
    #[error("{source} Nothing else was changed.{}", and_left(.left))]
    Write {
        /// Why.
        source: WriteError,
        /// Files that somebody changed before they could be taken back.
        left: Vec<String>,
    },
    /// A file could not be written, nor what had been written be taken back.
    #[error(
        "{source} Some of the files may have been written. All of them will be, or none, as soon as the folder can be written to."
    )]
    Unfinished {
        /// Why.
        source: WriteError,
    },
    /// As the desk says.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl OperationError {
    /// Why nothing was written, or all of it was taken back.
    #[must_use]
    pub fn unwritten(source: WriteError) -> Self {
        let left = Vec::new();
        Self::Write { source, left }
    }
}

fn and_left(files: &[String]) -> String {
    match files {
        [] => String::new(),
        files => format!(
            " {} had been changed by somebody else by then, and stayed so.",
            files.join(" and ")
        ),
    }
}

/// The right to carry out operations on a folder, which nobody else of the person has at the same time. What was interrupted before is
/// finished, or taken back.
pub struct Operations<'a> {
    desk: &'a Desk,
    folder: &'a Path,
    now: Timestamp,
    _lock: File,
}

impl<'a> Operations<'a> {
    /// Waits for the right to begin one of this `kind`, and recovers what was interrupted of the kinds that it waits for.
    ///
    /// # Errors
    /// Somebody else keeps it; or something was recovered, or waits: whoever made a plan made it without that.
    pub fn begin(
        desk: &'a Desk,
        folder: &'a Path,
        kind: OperationKind,
        now: Timestamp,
    ) -> Result<Self, OperationError> {
        let is_waited_for = |operation: &Operation| kind.waits_for(operation.kind);
        let lock = desk.lock_publishing()?;
        let told = recover_all(desk, folder, now, is_waited_for)?;
        let is_unfinished = desk.begun_operations()?.iter().any(is_waited_for);
        match (is_unfinished, told.is_empty()) {
            (true, _) => Err(OperationError::Waiting(told.join(" "))),
            (false, false) => Err(OperationError::Recovered(told)),
            (false, true) => Ok(Self {
                desk,
                folder,
                now,
                _lock: lock,
            }),
        }
    }
}

/// The files of an operation, to be written as one.
fn transaction_of<'a>(
    desk: &'a Desk,
    folder: &'a Path,
    operation: &'a Operation,
    now: Timestamp,
) -> FileTransaction<'a> {
    let change = |file: &'a OperationFile| FileChange {
        root: match file.in_folder {
            true => folder.to_path_buf(),
            false => desk.drafts(),
        },
        path: &file.path,
        before: file.before.as_deref(),
        after: file.after.as_deref(),
    };
    let keep = move |path: &str, words: &[u8]| {
        let is_own = |file: &OperationFile| !file.in_folder && file.path == path;
        match operation.draft.filter(|_| operation.files.iter().any(is_own)) {
            Some(draft) => desk.keep_bytes(draft, VersionKind::Outside, words, operation.at)?,
            None => desk.keep_found(path, words, now.as_millisecond())?,
        }
        Ok(())
    };
    FileTransaction {
        changes: operation.files.iter().map(change).collect(),
        token: format!("operation-{}-{:x}", desk.number(), operation.id),
        old_tokens: &operation.extra.tokens,
        keep: Box::new(keep),
    }
}

/// The texts of an operation that stand in no file now, each by the path of its file.
fn texts_in_no_file<'o>(folder: &Path, operation: &'o Operation) -> Vec<(&'o str, &'o [u8])> {
    let mut texts = Vec::new();
    for file in &operation.files {
        let there = file_writes::read(folder, &file.path).ok().flatten();
        let held = [file.before.as_deref(), file.after.as_deref()]
            .into_iter()
            .flatten();
        let is_elsewhere = |text: &&[u8]| there.as_deref() != Some(*text);
        texts.extend(held.filter(is_elsewhere).map(|text| (file.path.as_str(), text)));
    }
    texts
}
