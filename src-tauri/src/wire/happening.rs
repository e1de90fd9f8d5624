//! The entries of Help ▸ Activity.

use serde::Serialize;
use ts_rs::TS;

/// Something that happened since the program started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityEntry {
    /// Higher than the ids of all earlier entries.
    pub id: u32,
    /// When it happened, ms since 1970; the last time if it happened more than once.
    #[ts(type = "number")]
    pub at: i64,
    /// The path of the folder that it happened to, as shown to people; none if it concerns no folder.
    pub place: Option<String>,
    /// What happened.
    pub what: Happening,
    /// How many times in a row.
    pub times: u32,
}

/// Something that a person may want to look up later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Happening {
    /// The mirror was damaged, missing or of another version, and is being rebuilt.
    Rebuilt,
    /// The folder was read for the first time.
    FirstReading {
        /// The number of files.
        #[ts(type = "number")]
        files: u64,
        /// How long it took.
        #[ts(type = "number")]
        milliseconds: u64,
    },
    /// Files were found by the daily sweep whose content had changed without a trace in their state.
    FoundBySweep {
        /// The number of files.
        #[ts(type = "number")]
        files: u64,
    },
    /// The folder has disappeared.
    Offline {
        /// One sentence.
        reason: String,
    },
    /// The folder is back.
    Returned,
    /// The system does not report changes.
    Polling {
        /// One sentence.
        reason: String,
    },
    /// The system reports changes again.
    Watching,
    /// The folder cannot be written to.
    ReadOnly {
        /// One sentence.
        reason: String,
    },
    /// The folder can be written to again.
    Writable,
    /// A person stopped the reading.
    Stopped,
    /// A person resumed the reading.
    GoneOn,
    /// A short note was shown at the foot of the window.
    Note {
        /// The text of the note.
        text: String,
        /// True if something could not be done.
        warning: bool,
    },
}
