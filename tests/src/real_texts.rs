//! Finds the texts of the real site, which the format was taken from. They are not part of this repository.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The variable with the path of the site's folder, if it is not beside the work tree.
const SET: &str = "ARGUENDO_CORPUS";

/// The site's folder: `ARGUENDO_CORPUS`, or else `../shared/corpus/icjt` beside the work tree; none if it
/// does not exist.
///
/// # Panics
/// If `ARGUENDO_CORPUS` is set but is no folder, because a person who sets it wants these tests.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    // Asked at run time, because clones that share a target directory also share the built tests.
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let work_tree = manifest
        .ancestors()
        .find(|directory| directory.join("Cargo.lock").is_file());
    lies_at(std::env::var_os(SET), work_tree.unwrap_or(&manifest))
}

/// The same for a value of the variable and a work tree.
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
