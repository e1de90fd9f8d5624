//! The conflict of a draft: the person's words, and what somebody else has written into its file meanwhile.

use jiff::Timestamp;

use super::page::{Shown, settled, token_of};
use super::{ConflictError, How};
use crate::desk::Desk;
use crate::desk::operations::{Operation, OperationFile, OperationKind, OperationState};
use crate::drafts::drafting::{DraftConflict, DraftSession, DraftingError};
use crate::drafts::operations;
use crate::pages::conflicts::{ConflictPage, Settled, SideName, WholeSide};
use crate::pages::drafts::SaveState;

/// The conflict of the draft that is open; none where what both wrote has come together.
///
/// # Errors
/// Its file cannot be read.
pub fn draft_page(
    session: &mut DraftSession,
    desk: &Desk,
    now: Timestamp,
) -> Result<Option<ConflictPage>, ConflictError> {
    // What does not touch comes together now.
    session.save(desk, now);
    let conflict = session.conflict()?;
    Ok(conflict.map(|conflict| shown(session, desk, &conflict).page()))
}

/// Settles it.
///
/// # Errors
/// A text is not what was shown, a choice is missing, or it cannot be written.
pub fn settle_draft(
    session: &mut DraftSession,
    desk: &Desk,
    token: &str,
    how: &How,
    now: Timestamp,
) -> Result<Settled, ConflictError> {
    let missing = || ConflictError::Settled(format!("draft {}", session.id()));
    let conflict = session.conflict()?.ok_or_else(missing)?;
    let shown = shown(session, desk, &conflict);
    if shown.token != token {
        return Err(ConflictError::LookAgain);
    }
    let file = shown.row.file.clone();
    if conflict.theirs.is_none()
        && !matches!(
            how,
            How::Whole {
                side: WholeSide::Mine,
                ..
            }
        )
    {
        return Err(ConflictError::Gone(file));
    }
    let text = match how {
        How::Parts(settlement) => Some(settled(&shown.merged, settlement)?),
        How::Whole {
            side: WholeSide::Mine,
            ..
        } => Some(conflict.mine.clone()),
        How::Whole { .. } | How::KeepBoth => None,
    };
    let mut record = Operation {
        at: now.as_millisecond(),
        kind: OperationKind::SettleDraft,
        draft: Some(session.id()),
        base: conflict.base.clone(),
        mine: Some(conflict.mine.clone().into_bytes()),
        files: vec![OperationFile {
            in_folder: session.is_shared(),
            path: session.file().to_owned(),
            before: conflict.theirs.clone(),
            after: text
                .clone()
                .map(String::into_bytes)
                .or_else(|| conflict.theirs.clone()),
        }],
        ..Operation::default()
    };
    let undo;
    let is_written = text.is_some();
    let kept = match text {
        Some(text) => {
            undo = desk.begin_operation(&record)?;
            session.settle_for(desk, &conflict, text, now)?
        }
        None if *how == How::KeepBoth => {
            record.extra.made = Some(session.fork_draft(desk, &conflict, now)?);
            undo = desk.begin_operation(&record)?;
            session.kept()
        }
        None => {
            undo = desk.begin_operation(&record)?;
            session.settle_for_theirs(desk, &conflict, now)?
        }
    };
    check(&kept)?;
    if is_written {
        // It may have come to more: somebody else's newest edits came together with it.
        record.id = undo;
        record.files[0].after = Some(session.text().as_bytes().to_vec());
        desk.operation_came_to(&record)?;
    }
    desk.operation_is(undo, OperationState::Done)?;
    Ok(Settled {
        undo,
        draft: record.extra.made.or(record.draft),
        file,
        removed_copy: false,
    })
}

/// The draft whose conflict was settled by the operation of this number, where it is one, and the draft that was made then:
/// [`undo_draft`] undoes it, with that one closed.
///
/// # Errors
/// As the desk says.
pub fn draft_of(desk: &Desk, id: i64) -> Result<Option<(i64, Option<i64>)>, ConflictError> {
    let done = desk
        .operation(id)?
        .filter(|done| done.kind == OperationKind::SettleDraft);
    Ok(done.and_then(|done| Some((done.draft?, done.extra.made))))
}

/// Undoes the settling of a draft's conflict: it is open again.
///
/// # Errors
/// The draft or its file was changed since, or cannot be written.
pub fn undo_draft(
    session: &mut DraftSession,
    desk: &Desk,
    id: i64,
    now: Timestamp,
) -> Result<(), ConflictError> {
    let settled = operations::done(desk, id)?;
    let file = session.file().to_owned();
    let changed = || ConflictError::CannotUndo(file.clone());
    let mine = settled.mine.filter(|_| settled.draft == Some(session.id()));
    let (Some(mine), Some(written)) = (mine, settled.files.into_iter().next()) else {
        return Err(changed());
    };
    let after = written.after.ok_or_else(changed)?;
    let conflict = DraftConflict {
        base: settled.base,
        mine: String::from_utf8_lossy(&mine).into_owned(),
        theirs: written.before,
    };
    let refused = |error| match error {
        DraftingError::ChangedSince(file) => ConflictError::CannotUndo(file),
        DraftingError::NoOther => changed(),
        error => error.into(),
    };
    if let Some(made) = settled.extra.made {
        DraftSession::put_away_unchanged(desk, made, &mine, now).map_err(refused)?;
    }
    session.unsettle(desk, &conflict, &after, now).map_err(refused)?;
    Ok(desk.operation_is(id, OperationState::Undone)?)
}

fn check(kept: &SaveState) -> Result<(), ConflictError> {
    match &kept.trouble {
        Some(_) if kept.outside => Err(ConflictError::LookAgain),
        Some(trouble) => Err(ConflictError::NotSaved(trouble.clone())),
        None => Ok(()),
    }
}

fn shown(session: &DraftSession, desk: &Desk, conflict: &DraftConflict) -> Shown {
    let row = session.conflict_row(desk, conflict);
    let why = match &conflict.theirs {
        None => format!(
            "{} was taken away by somebody else. Your words are kept here; keep them, and the file is made again.",
            row.file
        ),
        Some(_) => format!(
            "What {} holds now is no text that can be brought together with yours. Take one of the two, or keep both as files.",
            row.file
        ),
    };
    Shown {
        token: token_of(&[
            conflict.base.as_deref(),
            Some(conflict.mine.as_bytes()),
            conflict.theirs.as_deref(),
        ]),
        row,
        names: (SideName::Yours, SideName::InFile),
        has_base: conflict.base.is_some(),
        merged: conflict.merged().ok_or(why),
        removal: None,
        can_keep_both: conflict.theirs.is_some(),
    }
}
