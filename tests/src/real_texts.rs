//! Where the texts of the real site lie, which the format was taken from and which is not part of this repository.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Names the site's folder, where it does not lie beside the work tree.
const SET: &str = "ARGUENDO_CORPUS";

/// The site's folder: `ARGUENDO_CORPUS`, else `../shared/corpus/icjt` beside the work tree; none where it is not there.
///
/// # Panics
/// Where `ARGUENDO_CORPUS` is set and leads to no folder: whoever sets it wants the tests.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    // Asked at run time first: clones that share a target directory also share the built tests.
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let work_tree = manifest
        .ancestors()
        .find(|directory| directory.join("Cargo.lock").is_file());
    lies_at(std::env::var_os(SET), work_tree.unwrap_or(&manifest))
}

/// The same of what the variable says, if it is set, and of a work tree.
///
/// # Panics
/// As [`folder`].
#[must_use]
pub fn lies_at(set: Option<OsString>, work_tree: &Path) -> Option<PathBuf> {
    if let Some(set) = set {
        let folder = PathBuf::from(set);
        assert!(
            folder.is_dir(),
            "{SET} is {}, and no folder is there",
            folder.display()
        );
        return Some(folder);
    }
    let beside = work_tree.join("../shared/corpus/icjt");
    beside.is_dir().then_some(beside)
}
