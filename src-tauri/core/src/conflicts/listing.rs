//! All open conflicts, in one list.

use std::path::Path;

use super::ConflictError;
use super::files::{find_copy, find_marked, find_replaced};
use crate::content::problem::ProblemCode;
use crate::desk::Desk;
use crate::drafts::drafting;
use crate::mirror::Reader;
use crate::pages::conflicts::ConflictRow;

/// The open conflicts: those of drafts, then those that lie in the folder, by path. A file that cannot be read is none.
///
/// # Errors
/// As the desk and the mirror say.
pub fn list(desk: &Desk, folder: &Path, reader: &Reader) -> Result<Vec<ConflictRow>, ConflictError> {
    let mut rows = drafting::conflicts(desk, folder)?;
    let mut of_files = Vec::new();
    for (copy, original) in reader.all_conflict_copies()? {
        let found = find_copy(desk, folder, reader, &copy, &original);
        of_files.extend(readable(found)?);
    }
    for path in reader.files_with(ProblemCode::ConflictMarkers.name())? {
        of_files.extend(readable(find_marked(folder, reader, &path))?);
    }
    for path in desk.all_replaced()? {
        let is_listed = of_files.iter().any(|row: &ConflictRow| row.file == path);
        if !is_listed {
            of_files.extend(readable(find_replaced(desk, folder, reader, &path))?);
        }
    }
    of_files.sort_by(|one, other| (&one.file, &one.key).cmp(&(&other.file, &other.key)));
    rows.extend(of_files);
    Ok(rows)
}

fn readable(
    found: Result<Option<super::Found>, ConflictError>,
) -> Result<Option<ConflictRow>, ConflictError> {
    match found {
        Ok(found) => Ok(found.map(|found| found.row)),
        Err(ConflictError::Write(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
