//! A file that somebody is just replacing has not gone: where two files cannot be exchanged, it is away for a moment.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::folder::{Folder, Found, Listed};
use crate::site_config::SiteConfig;
use crate::writing;

/// So long one sync waits for such files, all in all.
const PATIENCE: Duration = Duration::from_secs(2);
const BETWEEN: Duration = Duration::from_millis(20);
/// Where more files than this are away, they have gone.
const MOST: usize = 50;

/// Looks once more for files that were not found.
pub(super) struct Replaced<'a> {
    folder: &'a Folder,
    config: &'a SiteConfig,
    looked: usize,
    /// Directories in which nobody was replacing anything.
    quiet: HashSet<PathBuf>,
    waited: Duration,
}

impl<'a> Replaced<'a> {
    pub fn new(folder: &'a Folder, config: &'a SiteConfig) -> Self {
        Self {
            folder,
            config,
            looked: 0,
            quiet: HashSet::new(),
            waited: Duration::ZERO,
        }
    }

    /// What is at `path`, as soon as nobody is replacing a file beside it; nothing where it has really gone.
    pub fn look_again(&mut self, path: &str) -> Vec<Found> {
        self.looked += 1;
        if self.looked > MOST {
            return Vec::new();
        }
        let full = self.folder.root().join(path);
        let directory = full.parent().unwrap_or(self.folder.root());
        let is_there = || fs::symlink_metadata(&full).is_ok() && Listed::of(self.folder).may_be_called(path);
        while !is_there() && self.waited < PATIENCE && !self.quiet.contains(directory) {
            if !is_busy(directory) {
                self.quiet.insert(directory.to_path_buf());
                break;
            }
            std::thread::sleep(BETWEEN);
            self.waited += BETWEEN;
        }
        if !is_there() {
            return Vec::new();
        }
        let found = self.folder.walk(path, self.config, &mut |_| {});
        let mut found = found.unwrap_or_default();
        found.retain(|found| found.path == path);
        found
    }
}

/// Whether a document of this directory lies aside while another text takes its place.
fn is_busy(directory: &Path) -> bool {
    let names = fs::read_dir(directory)
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    let mut fresh = names.filter(|entry| writing::lies_aside(&entry.file_name().to_string_lossy()));
    fresh.any(|entry| entry.metadata().is_ok_and(|meta| writing::is_fresh(&meta)))
}
