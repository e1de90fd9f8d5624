//! The sweep: once a day, when the program is idle, every file is read again and its content compared. It
//! finds changes that left no trace in the file's state: a failing disk, a clock that was set back, a file
//! system that keeps no times.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::mirror::MirrorError;
use crate::mirror::sync::Writer;

/// Files read in one step: a few milliseconds of work.
const STEP: usize = 64;
/// The pause between two steps, in which an edit can go first.
pub(super) const PAUSE: Duration = Duration::from_millis(100);
/// The time between the beginnings of two sweeps.
const DAILY: Duration = Duration::from_secs(24 * 60 * 60);
/// The key of the time, in seconds since 1970, when the last sweep or the first reading ended.
const SWEPT: &str = "swept";

/// A sweep that has begun.
#[derive(Debug, Default)]
pub(super) struct Sweep {
    /// The last path that was compared.
    after: String,
    /// Files found to be different.
    pub(super) found: u64,
}

impl Sweep {
    /// A new sweep, if one is due at `now`.
    pub(super) fn due(writer: &Writer, now: SystemTime) -> Result<Option<Self>, MirrorError> {
        let last = writer.remembered(SWEPT)?.and_then(|seconds| seconds.parse().ok());
        let Some(last) = last.map(Duration::from_secs) else {
            // Everything was read just now.
            Self::note_end(writer, now)?;
            return Ok(None);
        };
        let since = seconds(now).abs_diff(last);
        Ok((since >= DAILY).then(Self::default))
    }

    /// The next files to compare; none at the end.
    pub(super) fn next(&mut self, writer: &Writer) -> Result<Option<BTreeSet<String>>, MirrorError> {
        let paths = writer.paths_after(&self.after, STEP)?;
        let Some(last) = paths.last() else { return Ok(None) };
        self.after.clone_from(last);
        Ok(Some(paths))
    }

    /// Stores when the sweep ended.
    pub(super) fn note_end(writer: &Writer, now: SystemTime) -> Result<(), MirrorError> {
        writer.remember(SWEPT, &seconds(now).as_secs().to_string())
    }
}

fn seconds(now: SystemTime) -> Duration {
    now.duration_since(UNIX_EPOCH).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::disk::folder::Folder;
    use crate::mirror::sync::{self, SyncHooks};

    fn sweep(writer: &mut Writer, folder: &Folder) -> u64 {
        let (mut sweep, mut changed) = (Sweep::default(), 0);
        while let Some(paths) = sweep.next(writer).unwrap() {
            changed += writer
                .sync_paths(folder, &paths, &mut SyncHooks::none())
                .unwrap()
                .changed;
        }
        changed
    }

    fn title(databases: &Path) -> String {
        let reader = crate::mirror::Reader::open(databases).unwrap();
        reader.document_at("responses/r77.md").unwrap().unwrap().title
    }

    #[test]
    fn what_changed_without_a_sign_is_found_by_a_sweep_and_by_nothing_else() {
        let (place, databases) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::create_dir(place.path().join("responses")).unwrap();
        for number in 0..150 {
            let path = place.path().join(format!("responses/r{number}.md"));
            std::fs::write(path, "---\ntitle: Old\n---\nText.\n").unwrap();
        }
        let folder = Folder::find(place.path()).unwrap();
        let mut writer = sync::open(databases.path()).unwrap();
        writer.sync(&folder, &mut SyncHooks::none()).unwrap();
        std::fs::write(
            place.path().join("responses/r77.md"),
            "---\ntitle: New\n---\nText.\n",
        )
        .unwrap();
        // As if the file's state were unchanged, and it was read long after it was last written.
        let state = folder
            .walk(
                "responses/r77.md",
                &folder.settings().unwrap().config,
                &mut |_| {},
            )
            .unwrap()[0]
            .stamp;
        let mirror = rusqlite::Connection::open(databases.path().join("mirror.db")).unwrap();
        mirror
            .execute(
                "UPDATE file SET seen = seen + 10000000000, modified = ?1, changed = ?2, inode = ?3
                 WHERE path = 'responses/r77.md'",
                [state.modified, state.changed, state.inode],
            )
            .unwrap();
        writer.sync(&folder, &mut SyncHooks::none()).unwrap();
        assert_eq!(title(databases.path()), "Old");
        assert_eq!(sweep(&mut writer, &folder), 1);
        assert_eq!(title(databases.path()), "New");
        assert_eq!(sweep(&mut writer, &folder), 0);
    }

    #[test]
    fn a_sweep_is_due_a_day_after_the_first_reading_or_the_last_sweep() {
        let (place, databases) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let folder = Folder::find(place.path()).unwrap();
        let mut writer = sync::open(databases.path()).unwrap();
        writer.sync(&folder, &mut SyncHooks::none()).unwrap();
        let begun = UNIX_EPOCH + DAILY * 20_000;
        let is_due = |writer: &Writer, now| Sweep::due(writer, now).unwrap().is_some();
        assert!(!is_due(&writer, begun), "everything has only just been read");
        assert!(!is_due(&writer, begun + DAILY / 2));
        assert!(is_due(&writer, begun + DAILY));
        Sweep::note_end(&writer, begun + DAILY).unwrap();
        assert!(!is_due(&writer, begun + DAILY));
    }
}
