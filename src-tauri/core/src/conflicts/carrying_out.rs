//! What was settled is done to the files, or undone: all of them or none, also when the program is ended in the midst.

use std::path::Path;

use jiff::Timestamp;

use super::ConflictError;
use crate::desk::conflicts::{Settlement, SettlementState};
use crate::desk::{Desk, DeskError};
use crate::document::{self, Kind, Reading};
use crate::places::{self, Place};
use crate::records::{Seen, hash_of_file};
use crate::site_config::SiteConfig;
use crate::writing::together::{Ending, Hindrance, Part, Together};
use crate::writing::{self, WriteError};

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Settle,
    Undo,
}

/// Does it, once it is written down. True: the sync engine's copy, which stands last where there is one, was removed.
pub(super) fn carry_out(
    desk: &Desk,
    folder: &Path,
    settlement: &Settlement,
    has_copy: bool,
) -> Result<bool, ConflictError> {
    let files = files_of(desk, folder, settlement, Way::Settle);
    let copy = has_copy.then(|| settlement.files.len() - 1);
    for (number, file) in settlement.files.iter().enumerate() {
        match files.write(number) {
            Ok(()) => {}
            // It is settled all the same; what the copy holds now is another conflict.
            Err(_) if copy == Some(number) => {
                let is_gone = file.after.is_none() && files.is_written(number).unwrap_or_default();
                if !is_gone {
                    let stays = file.before.as_deref().unwrap_or_default();
                    desk.settled_to(settlement.id, number as i64, stays)?;
                }
                return Ok(is_gone);
            }
            Err(error) => {
                if files.give_up(number).is_err() {
                    return Err(ConflictError::Unfinished(error));
                }
                desk.settlement_is(settlement.id, SettlementState::Undone)?;
                return Err(match error {
                    WriteError::Changed { .. } => ConflictError::LookAgain,
                    error => error.into(),
                });
            }
        }
    }
    Ok(copy.is_some_and(|copy| settlement.files[copy].after.is_none()))
}

/// Gives every file what it held before.
///
/// # Errors
/// A file was changed since, or cannot be written.
pub(super) fn undo(desk: &Desk, folder: &Path, settlement: &Settlement) -> Result<(), ConflictError> {
    for file in &settlement.files {
        if writing::read(folder, &file.path)? != file.after {
            return Err(ConflictError::CannotUndo(file.path.clone()));
        }
    }
    desk.settlement_is(settlement.id, SettlementState::Undoing)?;
    let files = files_of(desk, folder, settlement, Way::Undo);
    for number in 0..settlement.files.len() {
        let Err(error) = files.write(number) else { continue };
        if files.give_up(number).is_err() {
            return Err(ConflictError::Unfinished(error));
        }
        desk.settlement_is(settlement.id, SettlementState::Done)?;
        return Err(match error {
            WriteError::Changed { path, .. } | WriteError::Exists { path } => ConflictError::CannotUndo(path),
            error => error.into(),
        });
    }
    Ok(desk.settlement_is(settlement.id, SettlementState::Undone)?)
}

/// Finishes what was begun when the program was ended, or takes it back where a file was changed since. Gives sentences for the person.
///
/// # Errors
/// As the desk says. Where the folder cannot be written to, it stays begun, and that is told.
pub fn resume(desk: &Desk, folder: &Path, now: Timestamp) -> Result<Vec<String>, DeskError> {
    if desk.interrupted_settlements()?.is_empty() {
        return Ok(Vec::new());
    }
    let _lock = desk.lock_publishing()?;
    go_on(desk, folder, now)
}

/// The same for who has the right to write; another program may have finished it while this one waited for that.
pub(super) fn go_on(desk: &Desk, folder: &Path, now: Timestamp) -> Result<Vec<String>, DeskError> {
    let mut told = Vec::new();
    for settlement in desk.interrupted_settlements()? {
        // What is a draft's is written by its sitting, which has kept both texts: it is settled there, or still in conflict.
        if settlement.draft.is_some() {
            desk.settlement_is(settlement.id, SettlementState::Undone)?;
            continue;
        }
        let (way, what) = match settlement.state {
            SettlementState::Undoing => (Way::Undo, "Taking back what was settled about"),
            _ => (Way::Settle, "Settling"),
        };
        let about = about(&settlement);
        let what = format!("{what} {}", about.path);
        match files_of(desk, folder, &settlement, way).go_on(false) {
            Ok(Ending::Finished) => {
                match way {
                    Way::Settle => desk.finish_settlement(&settlement, &about, now.as_millisecond())?,
                    Way::Undo => desk.settlement_is(settlement.id, SettlementState::Undone)?,
                }
                told.push(format!("{what} was interrupted, and is finished now."));
            }
            Ok(Ending::TakenBack(_)) => {
                desk.settlement_is(
                    settlement.id,
                    match way {
                        Way::Settle => SettlementState::Undone,
                        Way::Undo => SettlementState::Done,
                    },
                )?;
                told.push(format!(
                    "{what} was interrupted, and nothing of it is done: a file was changed by somebody else."
                ));
            }
            Err(Hindrance::Keep(error)) => return Err(error),
            Err(Hindrance::Write(error)) => {
                told.push(format!("{error} {what} waits until that is mended."));
            }
        }
    }
    Ok(told)
}

/// What can be said without the mirror of the document that it is about.
fn about(settlement: &Settlement) -> Seen {
    let file = settlement.files.iter().find(|file| file.before.is_some());
    let path = file.map_or("", |file| &file.path);
    let text = file.and_then(|file| file.before.as_deref()).unwrap_or_default();
    let config = SiteConfig::default();
    let kind = match places::of_file(path, &config) {
        Place::Document(kind) => kind,
        Place::Other | Place::Skipped => Kind::Response,
    };
    let (title, people) = match document::read(kind, path, text.len() as u64, text, &config) {
        Reading::Document(document) => (document.title, document.contributors),
        Reading::NoFrontMatter(_) => (String::new(), Vec::new()),
    };
    Seen::changed(path, kind, title, people)
}

/// Its files; to undo it, the last comes first.
fn files_of<'a>(
    desk: &'a Desk,
    folder: &Path,
    settlement: &'a Settlement,
    way: Way,
) -> Together<'a, DeskError> {
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
    let keep = |path: &str, words: &[u8]| {
        let seen = Seen {
            path: path.to_owned(),
            hash: hash_of_file(words, words.len() as u64),
            ..about(settlement)
        };
        desk.record_texts(&seen, &[(path, words)], settlement.at)?;
        Ok(true)
    };
    Together {
        parts,
        token: format!("settle-{}-{:x}", desk.number(), settlement.id),
        keep: Box::new(keep),
    }
}
