//! A sync program that is just putting another version of a file in its place is waited for: what is written in that moment, it
//! would remove unread.

use std::path::Path;
use std::time::{Duration, Instant};

use super::Publishing;
use super::plan::Plan;
use crate::disk::file_writes;

/// So long a sync program is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
const BETWEEN: Duration = Duration::from_millis(50);

impl Publishing<'_> {
    /// Waits, for some seconds, until no sync program is putting another version of a file in its place that the plan changes. True:
    /// it had to wait, and what is planned may be other by now.
    #[must_use]
    pub fn wait_for_sync_programs(&self, plan: &Plan) -> bool {
        let root = self.folder.root();
        let changed: Vec<&str> = plan
            .files
            .iter()
            .filter(|file| file.in_folder && file.before.is_some())
            .map(|file| file.path.as_str())
            .collect();
        let is_busy = || changed.iter().any(|path| is_being_replaced(root, path));
        if !is_busy() {
            return false;
        }
        let over = Instant::now() + PATIENCE;
        while is_busy() && Instant::now() < over {
            std::thread::sleep(BETWEEN);
        }
        true
    }
}

/// Whether a sync program has another version of the file at `path` ready beside it: Syncthing's `.syncthing.NAME.tmp`, rsync's
/// `.NAME.XXXXXX`, Nextcloud's `.NAME.~1a2b` and `NAME.part`, and what is named like them.
pub(super) fn is_being_replaced(root: &Path, path: &str) -> bool {
    let full = root.join(path);
    let (Some(directory), Some(name)) = (full.parent(), full.file_name().and_then(|name| name.to_str()))
    else {
        return false;
    };
    let Ok(entries) = std::fs::read_dir(directory) else {
        return false;
    };
    let unfinished = entries.filter_map(Result::ok).filter(|entry| {
        let other = entry.file_name();
        let other = other.to_string_lossy();
        let is_hidden = other.starts_with(['.', '~']) && !other.starts_with(".arguendo-");
        other.len() > name.len()
            && other.contains(name)
            && (is_hidden || other.ends_with(".part") || other.ends_with(".filepart"))
            && !other.ends_with(".icloud")
    });
    let mut metas = unfinished.filter_map(|entry| entry.metadata().ok());
    metas.any(|meta| file_writes::is_fresh(&meta))
}
