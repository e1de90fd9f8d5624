//! The versions of a draft: kept, listed and compared by words.

use std::path::Path;

use arguendo_text::diff::Comparison;
use jiff::Timestamp;

use super::DraftingError;
use super::replay::{kept_text, read_file};
use super::text::{self, compared};
use crate::desk::Desk;
use crate::desk::versions::{NewVersion, VersionKind, VersionRow};
use crate::disk::file_writes::KeepError;

/// The versions of a draft, newest first.
///
/// # Errors
/// As the desk says.
pub fn versions(desk: &Desk, draft: i64) -> Result<Vec<VersionRow>, DraftingError> {
    Ok(desk.versions(draft)?)
}

/// Two versions of a draft compared by words: `earlier` with `later`, or with the text as it is kept now.
///
/// # Errors
/// There is no such version, or the desk cannot be used.
pub fn compare(
    desk: &Desk,
    folder: &Path,
    draft: i64,
    earlier: i64,
    later: Option<i64>,
) -> Result<Comparison, DraftingError> {
    let bytes = |id| -> Result<Vec<u8>, DraftingError> {
        let found = desk.version(id)?.filter(|version| version.draft == draft);
        Ok(found.ok_or(DraftingError::NoVersion(id))?.bytes)
    };
    let before = bytes(earlier)?;
    let after = match (later, desk.draft(draft)?) {
        (Some(later), _) => bytes(later)?,
        (None, Some(draft)) => {
            // One that was put away has no file; another may lie by its name.
            let found = match draft.discarded {
                Some(_) => None,
                None => read_file(desk, folder, &draft).unwrap_or_default(),
            };
            kept_text(desk, &draft, found.as_deref())?
        }
        (None, None) => return Err(DraftingError::NoDraft(draft.to_string())),
    };
    Ok(compared(&before, &after))
}

/// Keeps as versions of a draft what others wrote into its file just as it was replaced.
pub(super) fn keeper(
    desk: &Desk,
    draft: i64,
    now: Timestamp,
) -> impl Fn(&str, &[u8]) -> Result<(), KeepError> + '_ {
    move |_, words| Ok(keep(desk, draft, VersionKind::Outside, None, words, now)?)
}

/// Keeps `bytes`, unless they are what was kept last; then that gets the name.
pub(super) fn keep(
    desk: &Desk,
    draft: i64,
    kind: VersionKind,
    name: Option<&str>,
    bytes: &[u8],
    now: Timestamp,
) -> Result<(), DraftingError> {
    let newest = desk.newest_version(draft)?;
    if let Some(newest) = newest.as_ref().filter(|newest| newest.bytes == bytes) {
        match (name, newest.name.as_deref()) {
            (None, _) => return Ok(()),
            (Some(name), Some(known)) if name == known => return Ok(()),
            (Some(name), None) => return Ok(desk.name_version(newest.id, name)?),
            // Two names are two versions.
            (Some(_), Some(_)) => {}
        }
    }
    let before = newest.map(|newest| newest.bytes).unwrap_or_default();
    let compared = compared(&before, bytes);
    let version = NewVersion {
        kind,
        name,
        bytes,
        words: (text::words(bytes), compared.added, compared.removed),
        at: now.as_millisecond(),
    };
    desk.add_version(draft, &version)?;
    Ok(())
}
