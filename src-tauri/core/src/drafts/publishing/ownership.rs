//! Whose a response is, and a free name for the draft that it becomes.

use arguendo_text::{file_names, names};

use super::PublishError;
use crate::content::kind::Kind;
use crate::desk::{Desk, DeskError};
use crate::drafts::signing;
use crate::mirror::{DocumentRow, Reader};

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
    if yes || signing::is_mine(desk, reader, &row)? {
        return Ok(row);
    }
    Err(PublishError::NotYours { path })
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
