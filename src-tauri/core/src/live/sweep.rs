//! The sweep: once a day, while nobody waits, every file is read again and compared by its content. It finds what changed
//! without a sign: a disk that went bad, a clock that was set back, a file system that keeps no times.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::mirror::MirrorError;
use crate::sync::Writer;

/// Files that are read in one step: some milliseconds' work.
const STEP: usize = 64;
/// The pause between two steps, in which an edit goes first.
pub(super) const PAUSE: Duration = Duration::from_millis(100);
/// How often a sweep begins.
const DAILY: Duration = Duration::from_secs(24 * 60 * 60);
/// What the mirror remembers of it: when the last one ended, or the first reading did, in seconds since 1970.
const SWEPT: &str = "swept";

/// A sweep that is on its way.
#[derive(Debug, Default)]
pub(super) struct Sweep {
    /// The last path that was compared.
    after: String,
    /// Files that were found to be different.
    pub(super) found: u64,
}

impl Sweep {
    /// A new sweep, where one is due `now`.
    pub(super) fn due(writer: &Writer, now: SystemTime) -> Result<Option<Self>, MirrorError> {
        let last = writer.remembered(SWEPT)?.and_then(|seconds| seconds.parse().ok());
        let Some(last) = last.map(Duration::from_secs) else {
            // Everything has only just been read.
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

    /// Remembers that it has ended.
    pub(super) fn note_end(writer: &Writer, now: SystemTime) -> Result<(), MirrorError> {
        writer.remember(SWEPT, &seconds(now).as_secs().to_string())
    }
}

fn seconds(now: SystemTime) -> Duration {
    now.duration_since(UNIX_EPOCH).unwrap_or_default()
}
