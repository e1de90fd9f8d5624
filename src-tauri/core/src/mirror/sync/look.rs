//! Compares the whole folder on a thread beside the writer. Finds what no event reported, and changes
//! nothing.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use super::comparison::forget_below_unlisted;
use super::examine::is_same;
use super::{CONFIG, SyncError};
use crate::content::site_config;
use crate::disk::folder::{Folder, Found, Listed, What};
use crate::mirror::{IDENTITY, Known, Reader};

/// The result of comparing the folder with the mirror.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Paths of files that differ from what the mirror knows.
    pub paths: BTreeSet<String>,
    /// Paths of files with the same stamp that were modified so shortly before they were read that the stamp
    /// proves nothing.
    pub unsure: BTreeSet<String>,
    /// The folder's settings or its identity differ from those in the mirror.
    pub everything: bool,
}

/// Compares the whole folder with the mirror in `databases` by the state of each file.
///
/// # Errors
/// If the folder or the mirror cannot be read.
pub fn differences(databases: &Path, folder: &Folder) -> Result<Differences, SyncError> {
    let reader = Reader::open(databases)?;
    let settings = folder.settings()?;
    let is_other = reader.remembered(CONFIG)?.unwrap_or_default() != settings.text
        || reader.remembered(IDENTITY)? != folder.identity();
    if is_other {
        return Ok(Differences {
            everything: true,
            ..Differences::default()
        });
    }
    let found = folder.walk("", &settings.config, &mut |_| {})?;
    Ok(compare(found, reader.known("")?))
}

/// Those of `paths` that still differ from what the mirror knows.
///
/// # Errors
/// If the folder or the mirror cannot be read.
pub fn still_different(
    databases: &Path,
    folder: &Folder,
    paths: &BTreeSet<String>,
) -> Result<BTreeSet<String>, SyncError> {
    let reader = Reader::open(databases)?;
    let (config, _) = site_config::read(reader.remembered(CONFIG)?.unwrap_or_default().as_bytes());
    let mut different = BTreeSet::new();
    let mut listed = Listed::of(folder);
    for path in paths {
        let found = match listed.may_be_called(path) {
            true => folder.walk(path, &config, &mut |_| {})?,
            false => Vec::new(),
        };
        different.extend(compare(found, reader.known(path)?).paths);
    }
    Ok(different)
}

fn compare(found: Vec<Found>, mut known: HashMap<String, Known>) -> Differences {
    forget_below_unlisted(&found, &mut known);
    let mut differences = Differences::default();
    for Found { path, stamp, what } in found {
        match (known.remove(&path), what) {
            (None, _) => {
                differences.paths.insert(path);
            }
            // The problems of anything but a document do not show in its stamp.
            (Some(_), What::NotRead(_) | What::Unlisted(_) | What::Link) => {}
            (Some(known), What::Document(_)) if is_same(known, stamp) => {}
            (Some(known), What::Document(_)) if known.stamp == stamp => {
                differences.unsure.insert(path);
            }
            (Some(_), What::Document(_)) => {
                differences.paths.insert(path);
            }
        }
    }
    known.remove(crate::disk::folder::CONFIG_PATH);
    differences.paths.extend(known.into_keys());
    differences
}
