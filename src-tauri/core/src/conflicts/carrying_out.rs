//! What was settled is done to the files, or undone: all of them or none, also when the program is ended in the midst.

use std::path::Path;

use jiff::Timestamp;

use super::ConflictError;
use crate::content::activity::{Seen, told_by};
use crate::content::descent::{has_never_had, is_same_document};
use crate::content::list_change::ListChange;
use crate::desk::conflicts::{SettledFile, Settlement, SettlementState};
use crate::desk::{Desk, DeskError};
use crate::disk::file_transaction::{Ending, Part, Together};
use crate::disk::file_writes::{self, WriteError};
use crate::disk::recovery::{self, Meaning};
use crate::mirror::sync;

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Settle,
    Undo,
}

/// Does it, once it is written down. True: the sync engine's copy, which is last where there is one, was removed.
pub(super) fn carry_out(
    desk: &Desk,
    folder: &Path,
    settlement: &Settlement,
    about: &Seen,
    has_copy: bool,
    now: Timestamp,
) -> Result<bool, ConflictError> {
    let files = files_of(desk, folder, settlement, Way::Settle, now);
    let copy = has_copy.then(|| settlement.files.len() - 1);
    let mut removed_copy = copy.is_some_and(|copy| settlement.files[copy].after.is_none());
    for (number, file) in settlement.files.iter().enumerate() {
        let Err(error) = files.write(number) else { continue };
        if copy != Some(number) {
            let end = SettlementState::Undone;
            return Err(given_up(
                desk,
                folder,
                settlement,
                &files,
                (number, error),
                (end, now),
            )?);
        }
        // It is settled all the same; what the copy holds now is another conflict.
        let is_written = files.is_written(number);
        removed_copy &= is_written.map_err(|_| ConflictError::Unfinished(error))?;
        if !removed_copy {
            let stays = file.before.as_deref().unwrap_or_default();
            desk.settled_to(settlement.id, number as i64, stays)?;
        }
    }
    let before = settlement.files.iter();
    let before = before.filter_map(|file| Some((file.path.as_str(), file.before.as_deref()?)));
    let at = now.as_millisecond();
    desk.end_settlement(
        settlement,
        SettlementState::Done,
        about,
        &before.collect::<Vec<_>>(),
        at,
    )?;
    Ok(removed_copy)
}

/// Gives every file what it held before. Of a question that somebody has changed since, and of which only the list was settled, only the
/// list: then it gives sentences for the person.
///
/// # Errors
/// A file was changed since, or cannot be written.
pub(super) fn undo(
    desk: &Desk,
    folder: &Path,
    settlement: &Settlement,
    now: Timestamp,
) -> Result<Vec<String>, ConflictError> {
    let (mut settlement, mut told) = (settlement.clone(), Vec::new());
    for file in &mut settlement.files {
        let found = file_writes::read(folder, &file.path)?;
        if found == file.after {
            continue;
        }
        let Some(before) = without_settled_list(file, found.as_deref()) else {
            return Err(ConflictError::CannotUndo(file.path.clone()));
        };
        told.push(format!(
            "{} has been changed by somebody else since. That stays; only what was settled about its list of responses is taken back.",
            file.path
        ));
        (file.before, file.after) = (Some(before), found);
    }
    let settlement = &settlement;
    desk.settlement_is(settlement.id, SettlementState::Undoing)?;
    let files = files_of(desk, folder, settlement, Way::Undo, now);
    for number in 0..settlement.files.len() {
        let Err(error) = files.write(number) else { continue };
        let error = match error {
            WriteError::Exists { path } => WriteError::Changed { path, found: None },
            error => error,
        };
        let end = SettlementState::Done;
        let why = given_up(desk, folder, settlement, &files, (number, error), (end, now))?;
        return Err(match why {
            ConflictError::LookAgain => ConflictError::CannotUndo(settlement.files[0].path.clone()),
            why => why,
        });
    }
    end(desk, folder, settlement, SettlementState::Undone, now)?;
    Ok(told)
}

/// What a question that holds `found` now holds without what was settled about its list; none where more than that was settled.
fn without_settled_list(file: &SettledFile, found: Option<&[u8]>) -> Option<Vec<u8>> {
    let change = ListChange::between(file.before.as_deref()?, file.after.as_deref()?)?;
    change.reversed().made_in(found?).ok()
}

/// The writing of a file has failed: what was done before is taken back, and what it came to is told.
fn given_up(
    desk: &Desk,
    folder: &Path,
    settlement: &Settlement,
    files: &Together<'_>,
    (number, error): (usize, WriteError),
    (state, now): (SettlementState, Timestamp),
) -> Result<ConflictError, DeskError> {
    let left = match files.give_up(number, &error) {
        Ok(left) => left,
        Err(_) => return Ok(ConflictError::Unfinished(error)),
    };
    if !left.is_empty() {
        end(desk, folder, settlement, state, now)?;
        return Ok(ConflictError::Left(left.join(", ")));
    }
    desk.settlement_is(settlement.id, state)?;
    Ok(match error {
        WriteError::Changed { .. } => ConflictError::LookAgain,
        error => error.into(),
    })
}

/// It has come to this end. All texts of it that are in no file now are kept with the line that tells of it.
fn end(
    desk: &Desk,
    folder: &Path,
    settlement: &Settlement,
    state: SettlementState,
    now: Timestamp,
) -> Result<(), DeskError> {
    let mut texts = Vec::new();
    for file in &settlement.files {
        let there = file_writes::read(folder, &file.path).ok().flatten();
        let held = [file.before.as_deref(), file.after.as_deref()]
            .into_iter()
            .flatten();
        let is_elsewhere = |text: &&[u8]| there.as_deref() != Some(*text);
        texts.extend(held.filter(is_elsewhere).map(|text| (file.path.as_str(), text)));
    }
    desk.end_settlement(
        settlement,
        state,
        &about(settlement),
        &texts,
        now.as_millisecond(),
    )
}

/// Finishes what was begun when the program was ended, or takes it back where a file was changed since. Gives sentences for the person.
///
/// # Errors
/// As the desk says. Where the folder cannot be written to, it stays begun, and that is told.
pub fn resume(desk: &Desk, folder: &Path, now: Timestamp) -> Result<Vec<String>, DeskError> {
    if desk.interrupted_settlements()?.is_empty() {
        return Ok(Vec::new());
    }
    // Where somebody has it, nothing was interrupted: it is being done.
    match desk.lock_publishing_now()? {
        Some(_lock) => go_on(desk, folder, now),
        None => Ok(Vec::new()),
    }
}

/// The same for who has the right to write; another program may have finished it while this one waited for that.
pub(super) fn go_on(desk: &Desk, folder: &Path, now: Timestamp) -> Result<Vec<String>, DeskError> {
    let mut told = Vec::new();
    for settlement in desk.interrupted_settlements()? {
        // What is a draft's is written by its session, which has kept both texts: it is settled there, or still in conflict.
        if settlement.draft.is_some() {
            desk.settlement_is(settlement.id, SettlementState::Undone)?;
            continue;
        }
        let (way, what, [before, after]) = match settlement.state {
            SettlementState::Undoing => (
                Way::Undo,
                "Taking back what was settled about",
                [SettlementState::Done, SettlementState::Undone],
            ),
            _ => (
                Way::Settle,
                "Settling",
                [SettlementState::Undone, SettlementState::Done],
            ),
        };
        let what = format!("{what} {}", about(&settlement).path);
        if !sync::is_folder_at(desk.directory(), folder) {
            // Another drive may have the same place, and its files are nobody's business here.
            told.push(format!(
                "{what} was interrupted, and waits until its folder is there again."
            ));
            continue;
        }
        let files = files_of(desk, folder, &settlement, way, now);
        let recovered = recovery::go_on(&files, false, &meaning_of(&settlement, way));
        match recovered.map(|recovered| recovered.ending) {
            Ok(Ending::Finished) => {
                end(desk, folder, &settlement, after, now)?;
                told.push(format!("{what} was interrupted, and is finished now."));
            }
            Ok(Ending::TakenBack(left)) => {
                end(desk, folder, &settlement, before, now)?;
                let left = match left.as_slice() {
                    [] => String::new(),
                    left => format!(" {} was left as it is.", left.join(", ")),
                };
                told.push(format!(
                    "{what} was interrupted, and is taken back as far as nobody else has changed the files since.{left} All texts of it can be read in Activity."
                ));
            }
            Err(error) => {
                told.push(format!("{error} {what} waits until that is mended."));
            }
        }
    }
    Ok(told)
}

/// Of a question, it is told by its list whether somebody has changed it since, or before it was written; of any other text by its words.
fn meaning_of(settlement: &Settlement, way: Way) -> Meaning<'_> {
    let is_ours = move |number: usize, found: &[u8]| {
        let last = settlement.files.len() - 1;
        let file = match way {
            Way::Settle => &settlement.files[number.min(last)],
            Way::Undo => &settlement.files[last - number.min(last)],
        };
        let (before, after) = match way {
            Way::Settle => (&file.before, &file.after),
            Way::Undo => (&file.after, &file.before),
        };
        let (Some(before), Some(after)) = (before, after) else {
            return false;
        };
        if let Some(change) = ListChange::in_lists(before, after) {
            return change.is_said_by(found) == Some(true);
        }
        is_same_document(&file.path, after, found) && !has_never_had(&file.path, (Some(before), after), found)
    };
    Meaning {
        response: None,
        is_ours: Box::new(is_ours),
        is_own: Box::new(|_| false),
    }
}

/// What can be said without the mirror of the document that it is about.
fn about(settlement: &Settlement) -> Seen {
    let file = settlement.files.iter().find(|file| file.before.is_some());
    let path = file.map_or("", |file| &file.path);
    let text = file.and_then(|file| file.before.as_deref()).unwrap_or_default();
    let (kind, title, people) = told_by(path, text);
    Seen::changed(path, kind, title, people)
}

/// Its files; to undo it, the last comes first.
fn files_of<'a>(
    desk: &'a Desk,
    folder: &Path,
    settlement: &'a Settlement,
    way: Way,
    now: Timestamp,
) -> Together<'a> {
    let part = |path, before, after| Part {
        root: folder.to_path_buf(),
        path,
        before,
        after,
    };
    let files = settlement
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.before.as_deref(), file.after.as_deref()));
    let parts = match way {
        Way::Settle => files
            .map(|(path, before, after)| part(path, before, after))
            .collect(),
        Way::Undo => files
            .rev()
            .map(|(path, before, after)| part(path, after, before))
            .collect(),
    };
    let keep = move |path: &str, words: &[u8]| Ok(desk.keep_found(path, words, now.as_millisecond())?);
    Together {
        parts,
        token: format!("settle-{}-{:x}", desk.number(), settlement.id),
        old_token: None,
        keep: Box::new(keep),
    }
}
