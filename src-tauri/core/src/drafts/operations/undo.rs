//! What was done is undone: every file gets the very same bytes again, if each still holds what was written.

use std::path::Path;

use jiff::Timestamp;

use super::by_meaning::Held;
use super::{Executed, OperationError, Operations};
use crate::content::list_change::ListChange;
use crate::desk::Desk;
use crate::desk::operations::{Extra, Operation, OperationFile, OperationKind, OperationState};
use crate::disk::file_writes;

/// What was undone.
#[derive(Debug)]
pub struct Undone {
    /// As an operation of its own.
    pub done: Executed,
    /// What stays that others have changed since, in sentences for the person.
    pub told: Vec<String>,
}

/// Undoes the operation of this number. Where somebody has changed a question since, the rest of their change stays. The conflict of a
/// draft is undone by `conflicts::undo_draft`, by whoever has the draft open.
///
/// # Errors
/// A file was changed since, or cannot be written. Then nothing was changed.
pub fn undo(desk: &Desk, folder: &Path, id: i64, now: Timestamp) -> Result<Undone, OperationError> {
    let kind = desk.operation(id)?.map_or(OperationKind::Undo, |done| done.kind);
    let operations = Operations::begin(desk, folder, kind, now)?;
    let done = done(desk, id)?;
    if let (Some(draft), Some(then)) = (done.draft, &done.extra.draft_after) {
        let now = desk.draft_state(draft)?;
        // What is in the journal alone would be in no list any more.
        if !now.is_some_and(|now| now.is_where_it_was(then)) || desk.has_journal(draft)? {
            return Err(cannot("the draft has been worked on since"));
        }
    }
    let (mut files, mut told) = (Vec::new(), Vec::new());
    for file in done.files.iter().rev() {
        let (found, back) = turned(desk, folder, file)?;
        if found != file.after {
            told.push(format!(
                "{} has been changed by somebody else since. That stays; only what was done to its list of responses is taken back.",
                file.path
            ));
        }
        // Of a question that lists it no more, nothing is to be written.
        if found != back || file.before == file.after {
            files.push(OperationFile {
                before: found,
                after: back,
                ..file.clone()
            });
        }
    }
    // A draft that came into being with it is put away with it.
    let mut put_away = done.extra.draft_after.clone();
    if let Some(state) = &mut put_away {
        state.discarded = Some(now.as_millisecond());
        state.published_as = None;
    }
    let undoing = Operation {
        at: now.as_millisecond(),
        kind: match done.kind {
            OperationKind::Settle => OperationKind::Unsettle,
            _ => OperationKind::Undo,
        },
        draft: done.draft,
        undoes: Some(id),
        about: done
            .subject()
            .map(str::to_owned)
            .filter(|_| done.kind.is_settling()),
        extra: Extra {
            draft_after: done.extra.draft_before.or(put_away),
            draft_before: done.extra.draft_after,
            title: done.extra.title,
            people: done.extra.people,
            ..Extra::default()
        },
        files,
        ..Operation::default()
    };
    let done = operations.execute(undoing, false)?;
    told.extend(done.unrecorded.as_ref().map(|error| {
        format!(
            "It is undone, and every file of it is on the disk. Only the note of it on this computer is not yet: {error} It is completed at the next start."
        )
    }));
    Ok(Undone { done, told })
}

/// The operation of this number, where it was done and can be undone.
pub(crate) fn done(desk: &Desk, id: i64) -> Result<Operation, OperationError> {
    let Some(done) = desk.operation(id)? else {
        return Err(cannot("nothing was done under this number"));
    };
    let is_undoing = matches!(done.kind, OperationKind::Undo | OperationKind::Unsettle);
    match done.state {
        OperationState::Done if !is_undoing => Ok(done),
        OperationState::Done | OperationState::Undone => Err(cannot("it has been undone already")),
        OperationState::Begun | OperationState::TakenBack => Err(cannot("it was not finished")),
    }
}

/// What a file of the operation holds now, and what it is to hold when that is undone. Of a question that somebody has changed since,
/// only the list is.
fn turned(desk: &Desk, folder: &Path, file: &OperationFile) -> Result<Held, OperationError> {
    let root = match file.in_folder {
        true => folder.to_path_buf(),
        false => desk.drafts(),
    };
    let found = file_writes::read(&root, &file.path).map_err(OperationError::unwritten)?;
    if found == file.after {
        return Ok((found, file.before.clone()));
    }
    let lists = file.before.as_ref().zip(file.after.as_ref());
    let change = lists.and_then(|(before, after)| ListChange::between(before, after));
    let Some((there, change)) = found.as_ref().zip(change).filter(|_| file.in_folder) else {
        return Err(cannot(format!("{} has been changed since", file.path)));
    };
    let back = change.reversed().made_in(there);
    let back = back.map_err(|source| OperationError::Edit {
        path: file.path.clone(),
        source,
    })?;
    Ok((found, Some(back)))
}

fn cannot(why: impl Into<String>) -> OperationError {
    OperationError::CannotUndo { why: why.into() }
}
