//! Where a draft's file lies, and what may be done with it there.

use std::path::{Path, PathBuf};

use arguendo_text::file_names;

use super::DraftingError;
use crate::desk::Desk;
use crate::desk::drafts::Draft;
use crate::disk::file_writes::{self, FileWrite, Keep, WriteError};
use crate::disk::folder::is_gone;

/// The root that `draft.file` is a path in.
pub(super) fn root_of(desk: &Desk, folder: &Path, draft: &Draft) -> PathBuf {
    if draft.shared {
        folder.to_path_buf()
    } else {
        desk.drafts()
    }
}

/// The name of the temporary file of all that is done to a draft's file. Several people's programs may write into one directory,
/// and each counts its drafts from 1: the desk's number distinguishes their files.
pub(super) fn token_of(desk: &Desk, draft: i64) -> String {
    format!("draft-{}-{draft}", desk.number())
}

/// The same as it was before desks had numbers.
pub(super) fn old_token_of(draft: i64) -> String {
    format!("draft-{draft}")
}

/// The same as [`token_of`] for a draft that has no number yet.
pub(super) const NEW: &str = "new-draft";

/// Makes a private file for `bytes`, named after `stem`, and gives its name. The caller holds the lock on the drafts.
pub(super) fn make_private(
    desk: &Desk,
    stem: &str,
    bytes: &[u8],
    token: &str,
) -> Result<String, DraftingError> {
    let mut taken: Vec<String> = desk
        .all_drafts()?
        .into_iter()
        .filter(|draft| !draft.shared && draft.published_as.is_none())
        .map(|draft| draft.file)
        .collect();
    taken.extend(names_in(&desk.drafts())?);
    let is_taken = |stem: &str| {
        taken
            .iter()
            .any(|name| name.eq_ignore_ascii_case(&format!("{stem}.md")))
    };
    let name = format!("{}.md", file_names::free(stem, &is_taken));
    let job = FileWrite::Create { path: &name, bytes };
    file_writes::execute(&desk.drafts(), &job, token, &file_writes::nothing_to_keep)?;
    Ok(name)
}

/// Removes a file that still holds `bytes`. It is fine where it is gone.
pub(super) fn remove(
    root: &Path,
    path: &str,
    bytes: &[u8],
    token: &str,
    keep: &Keep<'_>,
) -> Result<(), WriteError> {
    let job = FileWrite::Remove {
        path,
        expected: bytes,
    };
    match file_writes::execute(root, &job, token, keep) {
        Err(WriteError::Changed { found: None, .. }) => Ok(()),
        done => done,
    }
}

/// Names of what lies in a directory; none where it is not there.
pub(super) fn names_in(directory: &Path) -> Result<Vec<String>, DraftingError> {
    let entries = match std::fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if is_gone(&error) => return Ok(Vec::new()),
        Err(error) => return Err(DraftingError::Unreadable(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(DraftingError::Unreadable)?.file_name();
        names.extend(name.into_string());
    }
    names.sort_unstable();
    Ok(names)
}

/// Where a draft's file lies, written for people.
pub(super) fn file_of(desk: &Desk, draft: &Draft) -> String {
    if draft.shared {
        draft.file.clone()
    } else {
        desk.drafts().join(&draft.file).to_string_lossy().into_owned()
    }
}
