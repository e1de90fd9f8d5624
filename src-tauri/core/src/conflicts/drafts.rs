//! The conflict of a draft: the person's words, and what somebody else has written into its file meanwhile.

use jiff::Timestamp;

use super::page::{Shown, settled, token_of};
use super::{ConflictError, How};
use crate::desk::Desk;
use crate::desk::conflicts::{SettledFile, Settlement, SettlementState};
use crate::drafts::drafting::{DraftConflict, DraftSession};
use crate::pages::conflicts::{ConflictPage, Settled, SideName, WholeSide};
use crate::pages::drafts::Kept;

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
    let mut record = Settlement {
        at: now.as_millisecond(),
        draft: Some(session.id()),
        base: conflict.base.clone(),
        mine: Some(conflict.mine.clone().into_bytes()),
        files: vec![SettledFile {
            path: session.file().to_owned(),
            before: conflict.theirs.clone(),
            after: text
                .clone()
                .map(String::into_bytes)
                .or_else(|| conflict.theirs.clone()),
        }],
        ..Settlement::default()
    };
    let undo;
    let is_written = text.is_some();
    let kept = match text {
        Some(text) => {
            undo = desk.begin_settlement(&record)?;
            session.settle_for(desk, &conflict, text, now)?
        }
        None if *how == How::KeepBoth => {
            record.made = Some(session.fork_draft(desk, &conflict, now)?);
            undo = desk.begin_settlement(&record)?;
            session.kept()
        }
        None => {
            undo = desk.begin_settlement(&record)?;
            session.settle_for_theirs(desk, &conflict, now)?
        }
    };
    check(&kept)?;
    if is_written {
        // It may have come to more: somebody else's newest edits came together with it.
        desk.settled_to(undo, 0, session.text().as_bytes())?;
    }
    desk.settlement_is(undo, SettlementState::Done)?;
    Ok(Settled {
        undo,
        draft: record.made.or(record.draft),
        file,
        removed_copy: false,
    })
}

fn check(kept: &Kept) -> Result<(), ConflictError> {
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
