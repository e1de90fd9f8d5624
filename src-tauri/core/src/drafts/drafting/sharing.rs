//! A draft is shared with the group, put away, and brought back. Each step can be taken again after a crash.

use std::path::Path;

use arguendo_text::file_names;
use arguendo_text::names::stem_of;
use jiff::Timestamp;

use super::files::{NEW, make_private, names_in, remove, root_of, token_of};
use super::replay::{kept_text, read_there};
use super::{DraftingError, group, text, versions};
use crate::desk::drafts::{Draft, DraftState, hash_of};
use crate::desk::operations::{Extra, Operation, OperationFile, OperationKind};
use crate::desk::versions::VersionKind;
use crate::desk::{Desk, Remembered};
use crate::disk::file_writes::{self, WriteError};
use crate::drafts::operations::{OperationError, Operations};
use crate::mirror::Reader;

/// Moves a private draft into the folder's place for drafts, and gives its path there. Nobody may have it open.
///
/// # Errors
/// Words are not in its file yet, or the folder cannot be written. Then it stays private.
pub fn share(
    desk: &Desk,
    folder: &Path,
    reader: &Reader,
    id: i64,
    now: Timestamp,
) -> Result<String, DraftingError> {
    let operations = Operations::begin(desk, folder, OperationKind::Share, now)?;
    let own = desk.lock_draft(id)?.ok_or(DraftingError::OpenElsewhere)?;
    let _all = desk.lock_drafts()?;
    let draft = open_draft(desk, id)?;
    if draft.shared {
        return Ok(draft.file);
    }
    if desk.has_journal(id)? {
        return Err(DraftingError::Unsaved);
    }
    let bytes = file_writes::read(&desk.drafts(), &draft.file)?
        .ok_or_else(|| DraftingError::NoDraft(draft.file.clone()))?;
    versions::keep(desk, id, VersionKind::Sitting, None, &bytes, now)?;
    let question = text::question_of(reader, &String::from_utf8_lossy(&bytes))?;
    if let Some(question) = &question
        && !folder.join(&question.path).is_file()
    {
        // Where the drive is mounted something else is now, and nobody of the group would see it there.
        let path = question.path.clone();
        return Err(WriteError::Gone { path }.into());
    }
    let place = place_for_drafts(folder, question.as_ref().map(|row| row.path.as_str()));
    let name = name_to_share(desk, &draft.file)?;
    drop(own); // it is taken again for each try
    loop {
        let path = free_in(folder, &place, &name)?;
        let sharing = sharing(desk, &draft, &path, &bytes, now)?;
        return match operations.execute(sharing, false) {
            Ok(done) => match done.unrecorded {
                Some(error) => Err(error.into()),
                None => Ok(path),
            },
            // Somebody has made a file of this name just now.
            Err(OperationError::Write {
                source: WriteError::Exists { path: taken },
                ..
            }) if taken == path => continue,
            Err(OperationError::Write { source, left }) if left.is_empty() => Err(source.into()),
            Err(error) => Err(error.into()),
        };
    }
}

/// A file of the folder takes the place of the draft's private one.
fn sharing(
    desk: &Desk,
    draft: &Draft,
    path: &str,
    bytes: &[u8],
    now: Timestamp,
) -> Result<Operation, DraftingError> {
    let private = desk.draft_state(draft.id)?.unwrap_or_default();
    let shared = DraftState {
        file: path.to_owned(),
        shared: true,
        hash: Some(hash_of(bytes)),
        ..private.clone()
    };
    let in_folder = OperationFile {
        in_folder: true,
        path: path.to_owned(),
        before: None,
        after: Some(bytes.to_vec()),
    };
    let own = OperationFile {
        in_folder: false,
        path: draft.file.clone(),
        before: Some(bytes.to_vec()),
        after: None,
    };
    Ok(Operation {
        at: now.as_millisecond(),
        kind: OperationKind::Share,
        draft: Some(draft.id),
        extra: Extra {
            draft_before: Some(private),
            draft_after: Some(shared),
            ..Extra::default()
        },
        files: vec![in_folder, own],
        ..Operation::default()
    })
}

/// Puts a draft away: its file goes, and its text is kept as a version. Nobody may have it open.
///
/// # Errors
/// The file cannot be removed, or the desk cannot be written. Then it stays.
pub fn discard(desk: &Desk, folder: &Path, id: i64, now: Timestamp) -> Result<(), DraftingError> {
    let _own = desk.lock_draft(id)?.ok_or(DraftingError::OpenElsewhere)?;
    let _all = desk.lock_drafts()?;
    let mut draft = open_draft(desk, id)?;
    // One that cannot be read now is not one that is gone: its words are newer than what is kept here.
    let found = read_there(desk, folder, &draft)?;
    if found.is_some() && group::is_taken_up(desk, &draft)? {
        return Err(DraftingError::OfTheGroup(draft.file));
    }
    let text = kept_text(desk, &draft, found.as_deref())?;
    if let Some(found) = &found {
        versions::keep(desk, id, VersionKind::Sitting, None, found, now)?;
    }
    versions::keep(desk, id, VersionKind::Sitting, None, &text, now)?;
    if let Some(found) = &found {
        let root = root_of(desk, folder, &draft);
        let keep = versions::keeper(desk, id, now);
        remove(&root, &draft.file, found, &token_of(desk, id), &keep)?;
    }
    desk.settle(id, &text, now.as_millisecond())?;
    draft.hash = None;
    draft.changed = now.as_millisecond();
    draft.discarded = Some(now.as_millisecond());
    Ok(desk.update_draft(&draft)?)
}

/// Brings a draft back that was put away, as a private one.
///
/// # Errors
/// There is none, it is not put away any more, or its file cannot be made.
pub fn bring_back(desk: &Desk, id: i64, now: Timestamp) -> Result<(), DraftingError> {
    let _all = desk.lock_drafts()?;
    let missing = || DraftingError::NoDraft(id.to_string());
    let mut draft = desk.draft(id)?.ok_or_else(missing)?;
    if draft.discarded.is_none() {
        // It was taken up to revise the response; or somebody has been faster.
        return Err(DraftingError::NotPutAway);
    }
    let version = desk.newest_version(id)?.ok_or_else(missing)?;
    let stem = file_names::slug_of(stem_of(&draft.file));
    draft.file = make_private(desk, &stem, &version.bytes, NEW)?;
    draft.shared = false;
    draft.hash = Some(hash_of(&version.bytes));
    draft.changed = now.as_millisecond();
    draft.discarded = None;
    if let Err(error) = desk.update_draft(&draft) {
        // Else it would be taken up as another draft. It is in the version, whether this can be done or not.
        let keep = versions::keeper(desk, id, now);
        let _ = remove(&desk.drafts(), &draft.file, &version.bytes, NEW, &keep);
        return Err(error.into());
    }
    Ok(())
}

fn open_draft(desk: &Desk, id: i64) -> Result<Draft, DraftingError> {
    let draft = desk.draft(id)?;
    let draft = draft.ok_or_else(|| DraftingError::NoDraft(id.to_string()))?;
    if draft.is_open() {
        Ok(draft)
    } else {
        Err(DraftingError::NotOpen)
    }
}

/// The directory for shared drafts: beside that of the question, in the folder's own form.
fn place_for_drafts(folder: &Path, question: Option<&str>) -> String {
    const JEKYLL: &str = "_drafts/arguendo";
    const PLAIN: &str = "drafts";
    let parts: Vec<&str> = question.unwrap_or_default().split('/').collect();
    for (at, part) in parts.iter().enumerate() {
        let name = match *part {
            "_arguendo-questions" => JEKYLL,
            "questions" => PLAIN,
            _ => continue,
        };
        let mut place = parts[..at].join("/");
        if !place.is_empty() {
            place.push('/');
        }
        return place + name;
    }
    let has = |path: &str| folder.join(path).is_dir();
    let is_jekyll = has(JEKYLL) || !has(PLAIN) && (has("_arguendo") || has("_arguendo-questions"));
    if is_jekyll { JEKYLL } else { PLAIN }.to_owned()
}

/// The file's name and whose it is: two people who share drafts on one question while they are offline would else take the same name,
/// and have a conflict between two texts that have nothing to do with each other.
fn name_to_share(desk: &Desk, file: &str) -> Result<String, DraftingError> {
    let stem = stem_of(file);
    Ok(match desk.value(Remembered::WritesAs)? {
        Some(me) if !stem.ends_with(&me) => format!("{stem}-{me}"),
        _ => stem.to_owned(),
    })
}

/// A path that is not taken yet, in a place for drafts.
fn free_in(folder: &Path, place: &str, name: &str) -> Result<String, DraftingError> {
    let names = names_in(&folder.join(place))?;
    let is_taken = |stem: &str| names.iter().any(|name| stem_of(name).eq_ignore_ascii_case(stem));
    let stem = file_names::free(&file_names::slug_of(name), &is_taken);
    Ok(format!("{place}/{stem}.md"))
}
