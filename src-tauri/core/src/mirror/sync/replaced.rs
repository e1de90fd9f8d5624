//! A file that somebody is just replacing has not gone: where two files cannot be exchanged, it is away for a moment.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::content::site_config::SiteConfig;
use crate::disk::file_writes;
use crate::disk::folder::{Folder, Found, Listed};

/// So long one sync waits for such files, all in all.
const PATIENCE: Duration = Duration::from_secs(2);
const BETWEEN: Duration = Duration::from_millis(20);
/// So often nothing lies aside while a file is away, before it has gone.
const QUIET_LOOKS: usize = 5;
/// Where more files than this are away, they have gone.
const MOST: usize = 50;

/// Looks once more for files that were not found.
pub(super) struct Replaced<'a> {
    folder: &'a Folder,
    config: &'a SiteConfig,
    looked: usize,
    /// Directories in which nobody was replacing anything, and when.
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

    /// What is at `path`, as soon as nobody is replacing a file beside it; nothing where it has really gone.
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
                // Between the look at the file and this one, it may have come and gone again.
                quiet += 1;
            }
        }
        self.quiet.insert(directory.to_path_buf(), Instant::now());
        Vec::new()
    }

    /// Waits a moment where a file is just being replaced beside `path`. False: nobody does that, or it has taken too long.
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

/// Whether a document of this directory lies aside while another text takes its place.
fn is_busy(directory: &Path) -> bool {
    let names = fs::read_dir(directory)
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    let mut fresh = names.filter(|entry| file_writes::lies_aside(&entry.file_name().to_string_lossy()));
    fresh.any(|entry| entry.metadata().is_ok_and(|meta| file_writes::is_fresh(&meta)))
}
