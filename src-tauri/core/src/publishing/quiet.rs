//! Whoever is just putting another version of a file in its place is waited for: what is written in that moment, a sync program
//! would remove unread, and where two files cannot be exchanged, the file is not there for a moment.

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use super::Publishing;
use super::plan::Plan;

/// So long a sync program is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
const BETWEEN: Duration = Duration::from_millis(50);
/// An unfinished file that nobody has touched for so long is not about to take the place of another.
const FRESH: Duration = Duration::from_secs(60);
/// A question that somebody is just replacing is there again after this, and the mirror in step with it.
const REPLACED_WITHIN: Duration = Duration::from_millis(700);

impl Publishing<'_> {
    /// Waits, for some seconds, until nobody is putting another version of a file in its place that the plan changes. True:
    /// it had to wait, and what is planned may be other by now.
    #[must_use]
    pub fn wait_for_replacements(&self, plan: &Plan) -> bool {
        if plan.misses_question {
            std::thread::sleep(REPLACED_WITHIN);
            return true;
        }
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
    let mut touched = unfinished
        .filter_map(|entry| entry.metadata().ok())
        .map(|meta| touched(&meta));
    let now = SystemTime::now();
    touched.any(|touched| touched.is_some_and(|at| now.duration_since(at).unwrap_or_default() < FRESH))
}

/// When anything was last done to the file. When it was written may be told of another computer.
#[cfg(unix)]
fn touched(meta: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt as _;
    let second = u64::try_from(meta.ctime()).ok()?;
    Some(SystemTime::UNIX_EPOCH + Duration::from_secs(second))
}

#[cfg(not(unix))]
fn touched(meta: &Metadata) -> Option<SystemTime> {
    meta.created().ok().max(meta.modified().ok())
}
