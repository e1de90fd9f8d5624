//! A file that is being replaced is not gone: where a system cannot exchange two files in one step, it is
//! missing for a moment.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::content::site_config::SiteConfig;
use crate::disk::file_writes;
use crate::disk::folder::{Folder, Found, Listed};

/// The longest time that one sync waits for such files in total.
const PATIENCE: Duration = Duration::from_secs(2);
const BETWEEN: Duration = Duration::from_millis(20);
/// A missing file counts as gone after this many looks that found no file set aside in its directory.
const QUIET_LOOKS: usize = 5;
/// In one sync, missing files beyond this number count as gone at once.
const MOST: usize = 50;

/// Looks again for files that were not found.
pub(super) struct Replaced<'a> {
    folder: &'a Folder,
    config: &'a SiteConfig,
    looked: usize,
    /// Directories in which no file was being replaced, and when that was checked.
    quiet: HashMap<PathBuf, Instant>,
    waited: Duration,
}

impl<'a> Replaced<'a> {
    pub fn new(folder: &'a Folder, config: &'a SiteConfig) -> Self {
        Self {
            folder,
            config,
            looked: 0,
            quiet: HashMap::new(),
            waited: Duration::ZERO,
        }
    }

    /// What is at `path` once no file beside it is being replaced; empty if the file is really gone.
    pub fn look_again(&mut self, path: &str) -> Vec<Found> {
        self.looked += 1;
        if self.looked > MOST {
            return Vec::new();
        }
        let full = self.folder.root().join(path);
        let directory = full.parent().unwrap_or(self.folder.root());
        let mut quiet = 0;
        while quiet < QUIET_LOOKS && self.waited < PATIENCE {
            if fs::symlink_metadata(&full).is_ok() {
                let found = self.found(path);
                if !found.is_empty() {
                    return found;
                }
                quiet += 1;
            } else if self.was_just_quiet(directory) {
                return Vec::new();
            } else if is_busy(directory) {
                std::thread::sleep(BETWEEN);
                self.waited += BETWEEN;
            } else {
                // The file may have come back, and the file set aside may have gone, between the two checks.
                quiet += 1;
            }
        }
        self.quiet.insert(directory.to_path_buf(), Instant::now());
        Vec::new()
    }

    /// Waits a moment if a file beside `path` is being replaced. Returns false if none is, or if it has taken
    /// too long.
    pub fn wait_beside(&mut self, path: &str) -> bool {
        let full = self.folder.root().join(path);
        let is_busy = self.waited < PATIENCE && full.parent().is_some_and(is_busy);
        if is_busy {
            std::thread::sleep(BETWEEN);
            self.waited += BETWEEN;
        }
        is_busy
    }

    fn was_just_quiet(&self, directory: &Path) -> bool {
        let at = self.quiet.get(directory);
        at.is_some_and(|at| at.elapsed() < BETWEEN)
    }

    fn found(&self, path: &str) -> Vec<Found> {
        if !Listed::of(self.folder).may_be_called(path) {
            return Vec::new();
        }
        let found = self.folder.walk(path, self.config, &mut |_| {});
        let mut found = found.unwrap_or_default();
        found.retain(|found| found.path == path);
        found
    }
}

/// Whether a document of this directory is set aside while another text takes its place.
fn is_busy(directory: &Path) -> bool {
    let names = fs::read_dir(directory)
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    let mut fresh = names.filter(|entry| file_writes::lies_aside(&entry.file_name().to_string_lossy()));
    fresh.any(|entry| entry.metadata().is_ok_and(|meta| file_writes::is_fresh(&meta)))
}
