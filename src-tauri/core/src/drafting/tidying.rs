//! What a crash, or an older copy of the desk, leaves behind is put in order: strays go, unknown drafts are taken up.

use std::path::Path;

use jiff::Timestamp;

use super::files::{NEW, make_private, names_in, root_of, token_of};
use super::opening::{States, replayed};
use super::{DraftingError, moving, versions};
use crate::desk::Desk;
use crate::desk::drafts::{Draft, hash_of};
use crate::names::stem_of;
use crate::pages::drafts::VersionKind;
use crate::writing;

/// Puts everything of drafts in order that nobody is writing in. `folder` may be gone.
///
/// # Errors
/// As the desk says, or where the place of the drafts cannot be read.
pub fn tidy_up(desk: &Desk, folder: &Path, now: Timestamp) -> Result<(), DraftingError> {
    // What is being published is neither a stray nor an unknown draft.
    let publishing = desk.lock_publishing()?;
    let lock = desk.lock_drafts()?;
    for draft in desk.all_drafts()? {
        let Some(_own) = desk.lock_draft(draft.id)? else {
            continue;
        };
        moving::finish_sharing(desk, folder, draft.id, now)?;
        let Some(draft) = desk.draft(draft.id)?.filter(Draft::is_open) else {
            continue;
        };
        let root = root_of(desk, folder, &draft);
        let journal = desk.journal(draft.id)?;
        let states = journal.map(|journal| replayed(&journal, None));
        clear_strays(desk, &root, &draft, states.as_ref(), now)?;
    }
    take_up_strays(desk)?;
    take_up_unknown(desk, now)?;
    drop(lock);
    drop(publishing);
    Ok(())
}

/// Removes what a job that was ended in the midst has left beside the draft's file. What is not known is kept as a version.
pub(super) fn clear_strays(
    desk: &Desk,
    root: &Path,
    draft: &Draft,
    states: Option<&States>,
    now: Timestamp,
) -> Result<(), DraftingError> {
    let token = token_of(draft.id);
    let found = writing::read(root, &draft.file).ok().flatten();
    let mut known: Vec<&[u8]> = Vec::new();
    known.extend(found.as_deref());
    if let Some(states) = states {
        known.extend([states.start.as_bytes(), states.last.as_bytes()]);
    }
    // A folder that is gone or read-only now is cleared another time.
    if let Ok(Some(left)) = writing::clear(root, &draft.file, &token, &known) {
        versions::keep(desk, draft.id, VersionKind::Outside, None, &left, now)?;
        let _ = writing::clear(root, &draft.file, &token, &[&left]);
    }
    Ok(())
}

/// Strays of drafts that the desk does not know, and of those that were being begun.
fn take_up_strays(desk: &Desk) -> Result<(), DraftingError> {
    let drafts = desk.drafts();
    let names = names_in(&drafts)?;
    let of_new = format!(".arguendo-{NEW}.tmp");
    for name in names.iter().filter(|name| is_stray(name)) {
        let number = name
            .strip_prefix(".arguendo-draft-")
            .and_then(|rest| rest.strip_suffix(".tmp"))
            .and_then(|number| number.parse().ok());
        if let Some(number) = number
            && desk.draft(number)?.is_some_and(|draft| draft.is_open())
        {
            continue; // somebody is writing
        }
        let path = drafts.join(name);
        let left = std::fs::read(&path).map_err(DraftingError::Unreadable)?;
        let is_in_a_draft = names
            .iter()
            .filter(|name| !is_stray(name))
            .any(|name| std::fs::read(drafts.join(name)).is_ok_and(|bytes| bytes.starts_with(&left)));
        // One that was being begun had not been acknowledged, and what it was to hold is still where it came from.
        if *name != of_new && !left.is_empty() && !is_in_a_draft {
            make_private(desk, "found-again", &left, "found-again")?;
        }
        std::fs::remove_file(&path).map_err(DraftingError::Unreadable)?;
    }
    Ok(())
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
        let Ok(Some(bytes)) = writing::read(&desk.drafts(), &name) else {
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
