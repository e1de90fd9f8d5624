//! The conflict of a draft: the person's words, and what somebody else has written into its file meanwhile.

use jiff::Timestamp;

use super::page::{Shown, settled, token_of};
use super::{ConflictError, How};
use crate::desk::Desk;
use crate::desk::conflicts::{SettledFile, Settlement, SettlementState};
use crate::drafts::drafting::{Clash, Sitting};
use crate::pages::conflicts::{ConflictPage, Settled, SideName, WholeSide};
use crate::pages::drafts::Kept;

/// The conflict of the draft that is open; none where what both wrote has come together.
///
/// # Errors
/// Its file cannot be read.
pub fn draft_page(
    sitting: &mut Sitting,
    desk: &Desk,
    now: Timestamp,
) -> Result<Option<ConflictPage>, ConflictError> {
    // What does not touch comes together now.
    sitting.save(desk, now);
    let clash = sitting.clash()?;
    Ok(clash.map(|clash| shown(sitting, desk, &clash).page()))
}

/// Settles it.
///
/// # Errors
/// A text is not what was shown, a choice is missing, or it cannot be written.
pub fn settle_draft(
    sitting: &mut Sitting,
    desk: &Desk,
    token: &str,
    how: &How,
    now: Timestamp,
) -> Result<Settled, ConflictError> {
    let missing = || ConflictError::Settled(format!("draft {}", sitting.id()));
    let clash = sitting.clash()?.ok_or_else(missing)?;
    let shown = shown(sitting, desk, &clash);
    if shown.token != token {
        return Err(ConflictError::LookAgain);
    }
    let file = shown.row.file.clone();
    if clash.theirs.is_none()
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
        } => Some(clash.mine.clone()),
        How::Whole { .. } | How::KeepBoth => None,
    };
    let mut record = Settlement {
        at: now.as_millisecond(),
        draft: Some(sitting.id()),
        base: clash.base.clone(),
        mine: Some(clash.mine.clone().into_bytes()),
        files: vec![SettledFile {
            path: sitting.file().to_owned(),
            before: clash.theirs.clone(),
            after: text
                .clone()
                .map(String::into_bytes)
                .or_else(|| clash.theirs.clone()),
        }],
        ..Settlement::default()
    };
    let undo;
    let is_written = text.is_some();
    let kept = match text {
        Some(text) => {
            undo = desk.begin_settlement(&record)?;
            sitting.settle_clash(desk, &clash, text, now)?
        }
        None if *how == How::KeepBoth => {
            record.made = Some(sitting.part_ways(desk, &clash, now)?);
            undo = desk.begin_settlement(&record)?;
            sitting.kept()
        }
        None => {
            undo = desk.begin_settlement(&record)?;
            sitting.settle_for_theirs(desk, &clash, now)?
        }
    };
    check(&kept)?;
    if is_written {
        // It may have come to more: somebody else's newest edits came together with it.
        desk.settled_to(undo, 0, sitting.text().as_bytes())?;
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

fn shown(sitting: &Sitting, desk: &Desk, clash: &Clash) -> Shown {
    let row = sitting.clash_row(desk, clash);
    let why = match &clash.theirs {
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
            clash.base.as_deref(),
            Some(clash.mine.as_bytes()),
            clash.theirs.as_deref(),
        ]),
        row,
        names: (SideName::Yours, SideName::InFile),
        has_base: clash.base.is_some(),
        merged: clash.merged().ok_or(why),
        removal: None,
        can_keep_both: clash.theirs.is_some(),
    }
}
