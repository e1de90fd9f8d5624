//! What was settled is taken back: every file has the very same bytes again, but for what others have done to a question since; or
//! nothing is done.

use std::path::Path;

use jiff::Timestamp;

use super::{ConflictError, carrying_out};
use crate::desk::Desk;
use crate::desk::conflicts::{Settlement, SettlementState};
use crate::drafts::drafting::{DraftConflict, DraftSession};

/// The draft that a settlement is about, where it is one: it is undone by [`undo_draft`], with the draft that was made closed.
///
/// # Errors
/// As the desk says, or where there is no such settlement.
pub fn draft_of(desk: &Desk, id: i64) -> Result<Option<(i64, Option<i64>)>, ConflictError> {
    let settlement = done(desk, id)?;
    Ok(settlement.draft.map(|draft| (draft, settlement.made)))
}

/// Takes back what was settled about files in the folder. Where only the list of a question was settled, and somebody has changed that
/// question since, only what was done to the list is taken back: then it gives sentences for the person.
///
/// # Errors
/// A file was changed since, or cannot be written.
pub fn undo(desk: &Desk, folder: &Path, id: i64, now: Timestamp) -> Result<Vec<String>, ConflictError> {
    let _lock = desk.lock_publishing()?;
    carrying_out::undo(desk, folder, &done(desk, id)?, now)
}

/// Takes back what was settled about a draft: the conflict is open again.
///
/// # Errors
/// The draft or its file was changed since, or cannot be written.
pub fn undo_draft(
    session: &mut DraftSession,
    desk: &Desk,
    id: i64,
    now: Timestamp,
) -> Result<(), ConflictError> {
    let settlement = done(desk, id)?;
    let file = session.file().to_owned();
    let (Some(mine), [settled, ..]) = (&settlement.mine, settlement.files.as_slice()) else {
        return Err(ConflictError::CannotUndo(file));
    };
    let (Some(after), true) = (&settled.after, settlement.draft == Some(session.id())) else {
        return Err(ConflictError::CannotUndo(file));
    };
    let conflict = DraftConflict {
        base: settlement.base.clone(),
        mine: String::from_utf8_lossy(mine).into_owned(),
        theirs: settled.before.clone(),
    };
    let refused = |error: crate::drafts::drafting::DraftingError| match error {
        crate::drafts::drafting::DraftingError::ChangedSince(file) => ConflictError::CannotUndo(file),
        crate::drafts::drafting::DraftingError::NoOther => ConflictError::CannotUndo(file.clone()),
        error => error.into(),
    };
    if let Some(made) = settlement.made {
        DraftSession::put_away_unchanged(desk, made, mine, now).map_err(&refused)?;
    }
    session.unsettle(desk, &conflict, after, now).map_err(&refused)?;
    Ok(desk.settlement_is(id, SettlementState::Undone)?)
}

fn done(desk: &Desk, id: i64) -> Result<Settlement, ConflictError> {
    let found = desk
        .settlement(id)?
        .filter(|settlement| settlement.state == SettlementState::Done);
    found.ok_or_else(|| ConflictError::CannotUndo("what was settled".to_owned()))
}
