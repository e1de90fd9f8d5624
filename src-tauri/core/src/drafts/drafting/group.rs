//! Drafts that others have shared with the group: they are found, and taken up to be written in together.
//!
//! One that is taken up is written in as a shared draft of one's own: never over what was not read. It stays the group's.

use std::path::Path;

use jiff::Timestamp;

use super::{DraftingError, replay, text, versions};
use crate::content::document;
use crate::content::kind::Kind;
use crate::desk::drafts::{Draft, DraftState, hash_of};
use crate::desk::versions::VersionKind;
use crate::desk::{Desk, DeskError};
use crate::disk::file_writes;
use crate::drafts::signing;
use crate::mirror::{DocumentRow, LinkRow, Reader};
use crate::pages::group::GroupDraft;
use crate::pages::{Target, reading};

/// The drafts in the folder's place for drafts that the person has not shared herself, the last changed first.
///
/// # Errors
/// As the desk and the mirror say.
pub fn of_the_group(desk: &Desk, reader: &Reader) -> Result<Vec<GroupDraft>, DraftingError> {
    let known = shared_drafts(desk)?;
    let mut rows = Vec::new();
    for id in reader.ids_by_path(Kind::Draft)? {
        let Some(row) = reader.document(id)? else { continue };
        let known = known.iter().find(|draft| draft.file == row.path);
        if let Some(draft) = known
            && !is_taken_up(desk, draft)?
        {
            continue;
        }
        let question = reading::question_of(reader, row.id)?.filter(|question| question.published);
        rows.push(GroupDraft {
            id: known.map(|draft| draft.id),
            people: reading::names_of(reader, row.id)?,
            is_mine: signing::is_mine(desk, reader, &row)?,
            question: question.as_ref().map(Target::from),
            changed: reader.modified(row.id)?,
            words: row.words,
            path: row.path,
            title: row.title,
        });
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.changed));
    Ok(rows)
}

/// The number under which the shared draft at `path` can be opened: that of the person's own, or of one that is taken up with this.
///
/// # Errors
/// There is no such draft, or its file or the desk cannot be used. Then nothing was made.
pub fn take_up(
    desk: &Desk,
    folder: &Path,
    reader: &Reader,
    path: &str,
    now: Timestamp,
) -> Result<i64, DraftingError> {
    let _all = desk.lock_drafts()?;
    if let Some(draft) = shared_drafts(desk)?.into_iter().find(|draft| draft.file == path) {
        return Ok(draft.id);
    }
    let missing = || DraftingError::NoDocument {
        what: "draft",
        name: path.to_owned(),
    };
    let is_draft = |row: &DocumentRow| row.kind == Kind::Draft && row.conflict_of.is_none();
    reader.document_at(path)?.filter(is_draft).ok_or_else(missing)?;
    let bytes = file_writes::read(folder, path)?.ok_or_else(missing)?;
    let draft = Draft {
        file: path.to_owned(),
        shared: true,
        hash: Some(hash_of(&bytes)),
        created: now.as_millisecond(),
        changed: now.as_millisecond(),
        ..Draft::default()
    };
    desk.at_once(|| {
        let id = desk.add_draft(&draft)?;
        desk.note_taken_up(id, Some(path))?;
        // What the others had written before she wrote in it.
        versions::keep(desk, id, VersionKind::Outside, None, &bytes, now)?;
        Ok(id)
    })
}

/// Whether somebody else has shared a draft.
pub(super) fn is_taken_up(desk: &Desk, draft: &Draft) -> Result<bool, DraftingError> {
    Ok(draft.shared && desk.taken_up(draft.id)?.is_some())
}

/// The same of a draft that is to be published; of one that the desk does not know, it is somebody else's where it is shared.
pub(crate) fn is_others(desk: &Desk, id: Option<i64>, state: &DraftState) -> Result<bool, DeskError> {
    match id {
        _ if !state.shared => Ok(false),
        None => Ok(true),
        Some(id) => Ok(desk.taken_up(id)?.is_some()),
    }
}

/// Whether a shared draft has left its person's list with its file, while none of her words were on their way: somebody else has
/// published it, which is written down; or the group has taken out what was never hers alone.
pub(super) fn has_left(
    desk: &Desk,
    folder: &Path,
    reader: &Reader,
    draft: &Draft,
    now: Timestamp,
) -> Result<bool, DraftingError> {
    if !draft.shared || desk.has_journal(draft.id)? {
        return Ok(false);
    }
    // A drive that is away has deleted nothing.
    if !matches!(replay::read_there(desk, folder, draft), Ok(None)) {
        return Ok(false);
    }
    let kept = replay::kept_text(desk, draft, None)?;
    let Some(response) = published_from(reader, &draft.file, &kept)? else {
        return is_taken_up(desk, draft);
    };
    // Whoever has it open goes on with it.
    let Some(_own) = desk.lock_draft_now(draft.id)? else {
        return Ok(false);
    };
    versions::keep(desk, draft.id, VersionKind::Published, None, &kept, now)?;
    desk.update_draft(&Draft {
        published_as: Some(response),
        revises: None,
        base: None,
        hash: None,
        ..draft.clone()
    })?;
    Ok(true)
}

/// The path of the response of its question that says what the draft said.
fn published_from(reader: &Reader, path: &str, text: &[u8]) -> Result<Option<String>, DraftingError> {
    let Some(document) = text::document_of(path, text) else {
        return Ok(None);
    };
    let Some(question) = text::question_of(reader, &String::from_utf8_lossy(text))? else {
        return Ok(None);
    };
    let says = document::content_hash(&document, &document.body);
    for link in reader.links_of_question(question.id)? {
        let LinkRow::Here { id, .. } = link else { continue };
        let response = reader.document(id)?;
        if let Some(response) = response.filter(|response| response.published && response.wording == says) {
            return Ok(Some(response.path));
        }
    }
    Ok(None)
}

fn shared_drafts(desk: &Desk) -> Result<Vec<Draft>, DraftingError> {
    let mut drafts = desk.all_drafts()?;
    drafts.retain(|draft| draft.shared && draft.is_open());
    Ok(drafts)
}
