//! The updates that an open folder sends.

use std::time::Duration;

use crate::disk::watch::WatchError;
use crate::mirror::sync::Outcome;

/// An update while a folder is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Update {
    /// A large sync is running: (files done, files to do).
    Progress(u64, u64),
    /// A batch was applied, or the first comparison has ended (even if nothing had changed).
    Applied(Applied),
    /// The mirror's file is about to be replaced: readers that do not need it close it now.
    LetGo,
    /// The folder's status.
    Status(Status),
    /// Something that a person may want to look up later.
    Note(Note),
}

/// Something that happened to the mirror. It changes nothing in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The mirror was damaged, missing or of another version, and is being rebuilt.
    Rebuilt,
    /// The folder was read for the first time.
    FirstReading {
        /// How many files that was.
        files: u64,
        /// How long it took.
        took: Duration,
    },
    /// A sentence for the person about the check of what was published from here.
    LookedAfter(String),
    /// The sweep found files whose content had changed without a trace in their state.
    FoundBySweep {
        /// How many.
        files: u64,
    },
}

/// A batch that was applied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// Counted from 0, the first comparison.
    pub batch: u64,
    /// The result.
    pub outcome: Outcome,
    /// How long it took, without the wait for quiet before it.
    pub took: Duration,
}

/// The state of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Comparing.
    Working,
    /// Nothing left to do.
    UpToDate,
    /// The folder has gone; what was read before can be read. Says why.
    Offline(String),
    /// No events come, so it is looked through every few seconds. Says why.
    Polling(WatchError),
    /// Nothing can be written into it, and drafts are kept on this computer alone.
    ReadOnly,
    /// A person stopped the reading; what has been read so far can be read.
    Stopped,
}

/// The sentence for a folder that is read-only.
pub const READ_ONLY: &str = "You can read this folder, but not write into it. Your drafts are kept on this computer, and nothing can be published here.";
