//! What a crash, or an older copy of the desk, leaves behind is put in order: strays go, unknown drafts are taken up.

use std::path::Path;

use arguendo_text::names::stem_of;
use jiff::Timestamp;

use super::files::{names_in, root_of};
use super::replay::replayed;
use super::{DraftingError, orphans};
use crate::desk::Desk;
use crate::desk::drafts::{Draft, hash_of};
use crate::desk::operations::{Operation, OperationKind};
use crate::disk::file_writes;
use crate::drafts::operations::recover_all;

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
    let is_sharing = |operation: &Operation| operation.kind == OperationKind::Share;
    told.extend(recover_all(desk, folder, now, is_sharing)?);
    let lock = desk.lock_drafts()?;
    for draft in desk.all_drafts()? {
        if let Err(error) = tidy_draft(desk, folder, draft.id, now) {
            told.push(sentence(&draft.file, &error));
        }
    }
    for name in names_in(&desk.drafts())?
        .iter()
        .filter(|name| orphans::is_orphan(name))
    {
        if let Err(error) = orphans::take_up(desk, name) {
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
        "{what} could not be put in order after an earlier session: {error} It is left as it is, and tried again next time."
    )
}

fn tidy_draft(desk: &Desk, folder: &Path, id: i64, now: Timestamp) -> Result<(), DraftingError> {
    let Some(_own) = desk.lock_draft_now(id)? else {
        return Ok(());
    };
    let Some(draft) = desk.draft(id)?.filter(Draft::is_open) else {
        return Ok(());
    };
    let root = root_of(desk, folder, &draft);
    let journal = desk.journal(id)?;
    let states = journal.map(|journal| replayed(&journal, None));
    orphans::clear(desk, &root, &draft, states.as_ref(), now)
}

/// Files that the desk does not know become drafts: it was replaced by an older copy, or somebody has put them there.
fn take_up_unknown(desk: &Desk, now: Timestamp) -> Result<(), DraftingError> {
    let mut known: Vec<String> = desk
        .all_drafts()?
        .into_iter()
        .filter(|draft| !draft.shared && draft.published_as.is_none() && draft.discarded.is_none())
        .map(|draft| draft.file)
        .collect();
    let waiting = desk.begun_operations()?;
    let of_waiting = waiting.into_iter().flat_map(|operation| operation.files);
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
