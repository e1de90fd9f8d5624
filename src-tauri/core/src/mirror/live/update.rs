//! The updates that an open folder gives to those who look at it.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::disk::watch::WatchError;
use crate::mirror::Touched;
use crate::mirror::sync::Outcome;

/// An update while a folder is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Update {
    /// A large sync is on its way: (files done, files to do).
    Progress(u64, u64),
    /// A batch was applied, or the first comparison is done (then also where nothing had changed).
    Applied(Applied),
    /// The mirror's file is about to be replaced: whoever keeps it open without need closes it now.
    LetGo,
    /// Its state.
    Status(Status),
    /// Something that a person may want to look up later.
    Note(Note),
}

/// Something that happened to the mirror. It changes nothing in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The mirror was damaged, of another version or gone, and is made anew.
    Rebuilt,
    /// The folder was read for the first time.
    FirstReading {
        /// How many files that was.
        files: u64,
        /// How long it took.
        took: Duration,
    },
    /// What was published from here was looked after: a sentence for the person.
    LookedAfter(String),
    /// Files whose content had changed without a sign of it were found by reading all of them again.
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
    /// What it came to.
    pub outcome: Outcome,
    /// How long it took, without the quiet time before it.
    pub took: Duration,
}

/// What pages must ask again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stale {
    /// Every page.
    pub everything: bool,
    /// The list of questions and the counts.
    pub library: bool,
    /// The pages of these documents.
    pub documents: BTreeSet<String>,
}

impl From<&Touched> for Stale {
    fn from(touched: &Touched) -> Self {
        Self {
            everything: touched.everything,
            library: touched.everything || !touched.is_nothing(),
            documents: if touched.everything {
                BTreeSet::new()
            } else {
                touched.stale.clone()
            },
        }
    }
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
