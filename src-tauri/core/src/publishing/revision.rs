//! Whose a response is, and a new version of it begun.

use super::source::text_of;
use super::{PublishError, Publishing};
use crate::desk::publications::{DraftState, hash_of};
use crate::desk::{Desk, DeskError};
use crate::document::Kind;
use crate::mirror::{DocumentRow, Reader, Role};
use crate::writing::{self, Job};
use crate::{file_names, names};

/// Whether the person signs a response, or published it from here.
///
/// # Errors
/// As the desk and the mirror say.
pub fn is_mine(desk: &Desk, reader: &Reader, response: &DocumentRow) -> Result<bool, PublishError> {
    if desk.draft_published_as(&response.path)?.is_some() {
        return Ok(true);
    }
    let Some(me) = desk.value("me")? else {
        return Ok(false);
    };
    let me = names::fold(&me);
    for signature in reader.references(response.id, Role::SignedBy)? {
        if names::fold(&signature.written) == me {
            return Ok(true);
        }
        for id in signature.targets {
            let person = reader.document(id)?;
            if person.is_some_and(|person| names::fold(&person.slug) == me) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The response at `path`, if the person may change it: it is their own, or they say clearly (`yes`) that they want to.
///
/// # Errors
/// [`PublishError::NotYours`], or there is no such response.
pub fn may_change(desk: &Desk, reader: &Reader, path: &str, yes: bool) -> Result<DocumentRow, PublishError> {
    let path = path.to_owned();
    let Some(row) = reader
        .document_at(&path)?
        .filter(|row| row.kind == Kind::Response)
    else {
        return Err(PublishError::NotAResponse { path });
    };
    if yes || is_mine(desk, reader, &row)? {
        return Ok(row);
    }
    Err(PublishError::NotYours { path })
}

/// Begins a private draft that is to replace the published response at `path`, and gives its number. Where one has been
/// begun, it is that one.
///
/// # Errors
/// [`PublishError::NotYours`] unless the person says `yes`; there is no such response, or the draft cannot be written.
pub fn begin_revision(publishing: &Publishing<'_>, path: &str, yes: bool) -> Result<i64, PublishError> {
    let desk = publishing.desk;
    may_change(desk, publishing.reader, path, yes)?;
    if let Some((id, _)) = desk.draft_that_revises(path)? {
        return Ok(id);
    }
    let text = match publishing.on_disk(path)? {
        Some(bytes) => text_of(path, bytes)?,
        None => {
            return Err(PublishError::NotAResponse {
                path: path.to_owned(),
            });
        }
    };
    let file = free_draft_file(desk, names::stem_of(path))?;
    let bytes = text.as_bytes();
    let at = publishing.now.timestamp().as_millisecond();
    let job = Job::Create { path: &file, bytes };
    writing::carry_out(&desk.drafts(), &job, &format!("{at:x}-revision")).map_err(PublishError::unwritten)?;
    // Its versions go on where it was published from here.
    let id = desk.draft_published_as(path)?.map(|(id, _)| id);
    let state = DraftState {
        revises: Some(path.to_owned()),
        hash: Some(hash_of(bytes)),
        base: Some(text.clone()),
        file,
        ..DraftState::default()
    };
    Ok(desk.put_draft(id, &state, at)?)
}

/// The name of a private draft's file that nobody has.
pub(super) fn free_draft_file(desk: &Desk, stem: &str) -> Result<String, PublishError> {
    let drafts = desk.drafts();
    let listed = std::fs::read_dir(&drafts).and_then(|entries| {
        let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        names.collect::<std::io::Result<Vec<String>>>()
    });
    let listed = listed.map_err(|source| DeskError::Directory { path: drafts, source })?;
    let taken: Vec<String> = listed
        .iter()
        .map(|name| names::fold(names::stem_of(name)))
        .collect();
    let stem = file_names::slug_of(names::without_date_prefix(stem));
    let stem = file_names::free(&stem, &|name| taken.iter().any(|taken| taken == name));
    Ok(format!("{stem}.md"))
}
