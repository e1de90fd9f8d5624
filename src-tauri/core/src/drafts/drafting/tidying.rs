//! What a crash, or an older copy of the desk, leaves behind is put in order: strays go, unknown drafts are taken up.

use std::path::Path;

use arguendo_text::names::stem_of;
use jiff::Timestamp;

use super::files::{NEW, make_private, names_in, old_token_of, root_of, token_of};
use super::opening::{States, replayed};
use super::{DraftingError, moving, versions};
use crate::desk::Desk;
use crate::desk::drafts::{Draft, hash_of};
use crate::desk::versions::VersionKind;
use crate::disk::file_writes::{self, WriteError};
use crate::disk::filesystem::patient;

/// Puts everything of drafts in order that nobody is writing in. `folder` may be gone. It hinders nothing: what could not be put in
/// order is left as it is until the next time, and told in sentences for the person.
pub fn tidy_up(desk: &Desk, folder: &Path, now: Timestamp) -> Vec<String> {
    let mut told = Vec::new();
    if let Err(error) = tidy(desk, folder, now, &mut told) {
        told.push(sentence("Your drafts", &error));
    }
    told
}

fn tidy(desk: &Desk, folder: &Path, now: Timestamp, told: &mut Vec<String>) -> Result<(), DraftingError> {
    // What is being published is neither a stray nor an unknown draft. Whoever does that may never come to an end, and nobody waits
    // for it: the next time will do.
    let Some(publishing) = desk.lock_publishing_now()? else {
        return Ok(());
    };
    let lock = desk.lock_drafts()?;
    for draft in desk.all_drafts()? {
        if let Err(error) = tidy_draft(desk, folder, draft.id, now) {
            told.push(sentence(&draft.file, &error));
        }
    }
    for name in names_in(&desk.drafts())?.iter().filter(|name| is_stray(name)) {
        if let Err(error) = take_up_stray(desk, name) {
            let path = desk.drafts().join(name);
            told.push(sentence(&path.to_string_lossy(), &error));
        }
    }
    take_up_unknown(desk, now)?;
    drop(lock);
    drop(publishing);
    Ok(())
}

fn sentence(what: &str, error: &DraftingError) -> String {
    format!(
        "{what} could not be put in order after an earlier sitting: {error} It is left as it is, and tried again next time."
    )
}

fn tidy_draft(desk: &Desk, folder: &Path, id: i64, now: Timestamp) -> Result<(), DraftingError> {
    let Some(_own) = desk.lock_draft_now(id)? else {
        return Ok(());
    };
    moving::finish_sharing(desk, folder, id, now)?;
    let Some(draft) = desk.draft(id)?.filter(Draft::is_open) else {
        return Ok(());
    };
    let root = root_of(desk, folder, &draft);
    let journal = desk.journal(id)?;
    let states = journal.map(|journal| replayed(&journal, None));
    clear_strays(desk, &root, &draft, states.as_ref(), now)
}

/// Removes what a job that was ended in the midst has left beside the draft's file. What is not known is kept as a version.
pub(super) fn clear_strays(
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
fn take_up_stray(desk: &Desk, name: &str) -> Result<(), DraftingError> {
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
        .filter(|name| !is_stray(name))
        .any(|name| std::fs::read(drafts.join(name)).is_ok_and(|bytes| bytes.starts_with(&left)));
    // One that was being begun had not been acknowledged, and what it was to hold is still where it came from.
    if !file_writes::is_of(name, NEW) && !left.is_empty() && !is_in_a_draft {
        make_private(desk, "found-again", &left, "found-again")?;
    }
    patient::remove(&path).map_err(DraftingError::Unreadable)
}

fn is_stray(name: &str) -> bool {
    name.starts_with(".arguendo-") && name.ends_with(".tmp")
}

/// Files that the desk does not know become drafts: it was replaced by an older copy, or somebody has put them there.
fn take_up_unknown(desk: &Desk, now: Timestamp) -> Result<(), DraftingError> {
    let mut known: Vec<String> = desk
        .all_drafts()?
        .into_iter()
        .filter(|draft| !draft.shared && draft.published_as.is_none() && draft.discarded.is_none())
        .map(|draft| draft.file)
        .collect();
    let waiting = desk.begun_publications()?;
    let of_waiting = waiting.into_iter().flat_map(|publication| publication.files);
    known.extend(of_waiting.filter(|file| !file.in_folder).map(|file| file.path));
    for name in names_in(&desk.drafts())? {
        let is_draft = Path::new(&name)
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
        if !is_draft || name.starts_with('.') || stem_of(&name).is_empty() || known.contains(&name) {
            continue;
        }
        let Ok(Some(bytes)) = file_writes::read(&desk.drafts(), &name) else {
            continue;
        };
        let at = now.as_millisecond();
        let draft = Draft {
            file: name,
            hash: Some(hash_of(&bytes)),
            created: at,
            changed: at,
            ..Draft::default()
        };
        desk.add_draft(&draft)?;
    }
    Ok(())
}
