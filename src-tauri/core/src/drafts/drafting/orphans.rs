//! Temporary files that a write left behind when it was interrupted.

use std::path::Path;

use jiff::Timestamp;

use super::files::{NEW, make_private, names_in, old_token_of, token_of};
use super::replay::States;
use super::{DraftingError, versions};
use crate::desk::Desk;
use crate::desk::drafts::Draft;
use crate::desk::versions::VersionKind;
use crate::disk::file_writes::{self, WriteError};
use crate::disk::filesystem::patient;

/// Removes the temporary files that an interrupted write left beside the draft's file. A text that is not known is kept as a version.
pub(super) fn clear(
    desk: &Desk,
    root: &Path,
    draft: &Draft,
    states: Option<&States>,
    now: Timestamp,
) -> Result<(), DraftingError> {
    let mut tokens = vec![token_of(desk, draft.id)];
    if !draft.shared {
        // In a shared directory, somebody else's program may be writing by this name.
        tokens.push(old_token_of(draft.id));
    }
    let found = file_writes::read(root, &draft.file).ok().flatten();
    let mut known: Vec<&[u8]> = Vec::new();
    known.extend(found.as_deref());
    if let Some(states) = states {
        known.push(states.start.as_bytes());
    }
    let ours: Vec<&[u8]> = states.iter().map(|states| states.last.as_bytes()).collect();
    let keep = |_: &str, words: &[u8]| {
        // Of the person's own text, a kill may have left the beginning: nobody else has written that.
        let is_own = !draft.shared && ours.iter().any(|ours| ours.starts_with(words));
        let kind = match is_own {
            true => VersionKind::Sitting,
            false => VersionKind::Outside,
        };
        Ok(versions::keep(desk, draft.id, kind, None, words, now)?)
    };
    for token in tokens {
        let cleared = file_writes::clear(root, &draft.file, &token, (&ours, &known), &keep);
        // A folder that is gone or read-only now is cleared another time.
        if let Err(WriteError::NotKept { source, .. }) = cleared {
            return Err(DraftingError::Unreadable(std::io::Error::other(source)));
        }
    }
    Ok(())
}

/// A stray of a draft that the desk does not know, or of one that was being begun.
pub(super) fn take_up(desk: &Desk, name: &str) -> Result<(), DraftingError> {
    for draft in desk.all_drafts()?.iter().filter(|draft| draft.is_open()) {
        let tokens = [token_of(desk, draft.id), old_token_of(draft.id)];
        if tokens.iter().any(|token| file_writes::is_of(name, token)) {
            return Ok(()); // somebody is writing
        }
    }
    let drafts = desk.drafts();
    let path = drafts.join(name);
    let left = std::fs::read(&path).map_err(DraftingError::Unreadable)?;
    let is_in_a_draft = names_in(&drafts)?
        .iter()
        .filter(|name| !is_orphan(name))
        .any(|name| std::fs::read(drafts.join(name)).is_ok_and(|bytes| bytes.starts_with(&left)));
    // One that was being begun had not been acknowledged, and what it was to hold is still where it came from.
    if !file_writes::is_of(name, NEW) && !left.is_empty() && !is_in_a_draft {
        make_private(desk, "found-again", &left, "found-again")?;
    }
    patient::remove(&path).map_err(DraftingError::Unreadable)
}

/// Whether a file of this name was left by a write that was interrupted.
pub(super) fn is_orphan(name: &str) -> bool {
    name.starts_with(".arguendo-") && name.ends_with(".tmp")
}
