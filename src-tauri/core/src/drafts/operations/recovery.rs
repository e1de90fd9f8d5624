//! What was interrupted when the program was ended is finished, or taken back.

use std::fs::File;
use std::path::Path;

use jiff::Timestamp;

use super::by_meaning::{Held, Meaning, recover_by_meaning};
use super::{texts_in_no_file, transaction_of};
use crate::desk::drafts::DraftState;
use crate::desk::operations::{Extra, Operation, OperationKind, OperationState};
use crate::desk::versions::VersionKind;
use crate::desk::{Desk, DeskError};
use crate::disk::file_transaction::Recovered;
use crate::disk::file_writes;
use crate::mirror::sync;

/// Finishes what was begun when the program was ended, or takes it back: an operation of which every file holds what it held before or
/// was to hold is finished. Gives sentences for the person. To be called before anything is done with drafts.
///
/// # Errors
/// An error of the desk. If the folder cannot be written to, the operation stays begun, and a sentence says so.
pub fn recover(desk: &Desk, folder: &Path, now: Timestamp) -> Result<Vec<String>, DeskError> {
    if desk.begun_operations()?.is_empty() {
        return Ok(Vec::new());
    }
    // Where somebody has it, nothing was interrupted: it is being done.
    match desk.lock_publishing_now()? {
        Some(_lock) => recover_all(desk, folder, now, |_| true),
        None => Ok(Vec::new()),
    }
}

/// The same for who has the right to do so; another program may have finished it while this one waited for that.
pub(crate) fn recover_all(
    desk: &Desk,
    folder: &Path,
    now: Timestamp,
    is_meant: impl Fn(&Operation) -> bool,
) -> Result<Vec<String>, DeskError> {
    let mut told = Vec::new();
    for operation in desk.begun_operations()?.into_iter().filter(is_meant) {
        told.extend(recover_one(desk, folder, operation, now)?);
    }
    Ok(told)
}

fn recover_one(
    desk: &Desk,
    folder: &Path,
    operation: Operation,
    now: Timestamp,
) -> Result<Option<String>, DeskError> {
    if operation.kind == OperationKind::SettleDraft {
        // Whoever had the draft open has kept both texts: it is settled there, or still in conflict.
        desk.operation_is(operation.id, OperationState::TakenBack)?;
        return Ok(None);
    }
    let is_in_folder = operation.files.iter().any(|file| file.in_folder);
    if is_in_folder && !sync::is_folder_at(desk.directory(), folder) {
        // Another drive may have the same place, and its files are nobody's business here.
        let what = "was interrupted, and waits until its folder is there again";
        return Ok(Some(sentence(&operation, what)));
    }
    let Some(OfDraft {
        _lock,
        is_written_on,
        is_elsewhere,
    }) = of_draft(desk, &operation)?
    else {
        return Ok(Some(sentence(
            &operation,
            "waits until its draft is not open any more",
        )));
    };
    let mut files = transaction_of(desk, folder, &operation, now);
    if is_elsewhere {
        // The draft's own file is what has been made of it since.
        let own = files.changes.iter_mut().filter(|change| change.root != folder);
        own.for_each(|change| (change.before, change.after) = (None, None));
    }
    let is_written_on = is_written_on || is_elsewhere || is_unshared(folder, &operation);
    let recovered = recover_by_meaning(&files, is_written_on, &Meaning::of(&operation));
    drop(files);
    // That a draft is shared, or private, is seen in the list of drafts.
    let is_told = operation.kind != OperationKind::Share;
    let told = match recovered {
        Ok((Recovered::Finished, files)) => finished(desk, folder, operation, files, now)?,
        Ok((Recovered::RolledBack(left), _)) => {
            let texts = texts_in_no_file(folder, &operation);
            desk.operation_taken_back(&operation, Some(&texts), now.as_millisecond())?;
            rolled_back(&operation, &left)
        }
        Err(error) => {
            let waits = sentence(&operation, "waits until that is mended");
            return Ok(Some(format!("{error} {waits}")));
        }
    };
    Ok(is_told.then_some(told))
}

/// The draft of an operation that was interrupted.
#[derive(Default)]
struct OfDraft {
    /// Nobody writes in it while this is held.
    _lock: Option<File>,
    /// It holds words that are in no file: they would be in no list either, once it is published.
    is_written_on: bool,
    /// It has been put away, or brought back, since.
    is_elsewhere: bool,
}

/// None while somebody writes in the draft.
fn of_draft(desk: &Desk, operation: &Operation) -> Result<Option<OfDraft>, DeskError> {
    let Some(draft) = operation.draft else {
        return Ok(Some(OfDraft::default()));
    };
    let Some(lock) = desk.lock_draft(draft)? else {
        return Ok(None);
    };
    let now = desk.draft_state(draft)?.unwrap_or_default();
    let Extra {
        draft_before,
        draft_after,
        ..
    } = &operation.extra;
    let known: Vec<&DraftState> = [draft_before, draft_after].into_iter().flatten().collect();
    Ok(Some(OfDraft {
        _lock: Some(lock),
        is_written_on: desk.has_journal(draft)?,
        is_elsewhere: !known.is_empty() && !known.iter().any(|known| now.is_where_it_was(known)),
    }))
}

/// Whether nothing of a draft that was to be shared has come into the folder: then it stays the person's own.
fn is_unshared(folder: &Path, operation: &Operation) -> bool {
    let mut files = operation.files.iter();
    let shared = files.find(|file| operation.kind == OperationKind::Share && file.in_folder);
    shared.is_some_and(|file| matches!(file_writes::read(folder, &file.path), Ok(None)))
}

/// Notes the end of what was interrupted. Gives a sentence.
fn finished(
    desk: &Desk,
    folder: &Path,
    mut operation: Operation,
    files: Vec<Held>,
    now: Timestamp,
) -> Result<String, DeskError> {
    if operation.kind.is_settling() {
        let texts = texts_in_no_file(folder, &operation);
        desk.finish_operation(&operation, &texts, now.as_millisecond())?;
        return Ok(sentence(&operation, "was interrupted, and is finished now"));
    }
    let mut is_changed = false;
    let mut noted = Ok(());
    for (file, (before, after)) in operation.files.iter_mut().zip(files) {
        let is_other = (&file.before, &file.after) != (&before, &after);
        is_changed |= is_other;
        if let (true, true, Some(draft), Some(mine)) =
            (is_other, file.in_folder, operation.draft, &file.after)
        {
            // Her own text would be in no file and no note any more.
            noted = noted.and_then(|()| desk.keep_bytes(draft, VersionKind::Sitting, mine, operation.at));
        }
        (file.before, file.after) = (before, after);
    }
    if is_changed {
        noted = noted.and_then(|()| desk.operation_came_to(&operation));
    }
    let finished = noted.and_then(|()| desk.finish_operation(&operation, &[], now.as_millisecond()));
    Ok(match finished {
        Ok(_) if is_changed => sentence(
            &operation,
            "was interrupted, and is finished now, beside what somebody else has changed since",
        ),
        Ok(_) => sentence(&operation, "was interrupted, and is finished now"),
        Err(error) => {
            let what = "was interrupted, and all of its files are written now; that is noted here later";
            format!("{} {error}", sentence(&operation, what))
        }
    })
}

fn rolled_back(operation: &Operation, left: &[String]) -> String {
    if operation.kind.is_settling() {
        let what = "was interrupted, and is taken back as far as nobody else has changed the files since";
        let left = match left {
            [] => String::new(),
            left => format!(" {} was left as it is.", left.join(", ")),
        };
        return format!(
            "{}{left} All texts of it can be read in Activity.",
            sentence(operation, what)
        );
    }
    let what = "was interrupted, and is taken back: a file, or the draft, was changed since by somebody else";
    let told = sentence(operation, what);
    match left {
        [] => told,
        left => format!(
            "{told} {} had been written by then, and stays as it is now.",
            left.join(" and ")
        ),
    }
}

fn sentence(operation: &Operation, what: &str) -> String {
    let doing = match operation.kind {
        OperationKind::Settle | OperationKind::SettleDraft => "Settling",
        OperationKind::Unsettle => "Taking back what was settled about",
        OperationKind::Share => "Sharing",
        _ => "Publishing",
    };
    format!("{doing} {} {what}.", operation.subject().unwrap_or("a draft"))
}
