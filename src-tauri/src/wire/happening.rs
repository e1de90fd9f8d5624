//! What can be listed under Help ▸ Activity.

use serde::Serialize;
use ts_rs::TS;

/// Something that happened since the program started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityEntry {
    /// Higher than that of everything before it.
    pub id: u32,
    /// When, the last time if it was more than once: milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Where the folder lies that it happened to, written for people; none where it concerns no folder.
    pub place: Option<String>,
    /// What it was.
    pub what: Happening,
    /// How often in a row.
    pub times: u32,
}

/// What can happen that a person may want to look up later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Happening {
    /// The mirror was damaged, of another version or gone, and is made anew.
    Rebuilt,
    /// The folder was read for the first time.
    FirstReading {
        /// How many files that was.
        #[ts(type = "number")]
        files: u64,
        /// How long it took.
        #[ts(type = "number")]
        milliseconds: u64,
    },
    /// Files that had changed without a sign of it were found by reading all of them again.
    FoundBySweep {
        /// How many.
        #[ts(type = "number")]
        files: u64,
    },
    /// The folder has gone.
    Offline {
        /// One sentence.
        reason: String,
    },
    /// It is there again.
    Returned,
    /// The system does not report changes.
    Polling {
        /// One sentence.
        reason: String,
    },
    /// It reports them again.
    Watching,
    /// Nothing can be written into the folder.
    ReadOnly {
        /// One sentence.
        reason: String,
    },
    /// Something can again.
    Writable,
    /// A person stopped the reading.
    Stopped,
    /// A person let it go on.
    GoneOn,
    /// A short note was shown at the foot of the window.
    Note {
        /// What it said.
        text: String,
        /// Something could not be done.
        warning: bool,
    },
}
