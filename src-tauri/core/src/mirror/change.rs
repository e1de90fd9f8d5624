//! One difference between the folder and the mirror, and what a batch of differences changed for readers.

use std::collections::BTreeSet;

use super::Known;
use super::insert::Content;
use crate::content::problem::Problem;

/// One difference between the folder and the mirror.
#[derive(Debug, Clone)]
pub enum Change {
    /// The file is new, or its content differs.
    Put {
        /// Path inside the folder.
        path: String,
        /// The state of the file.
        known: Known,
        /// The document; none if the file has nothing but problems.
        content: Option<Box<Content>>,
        /// Problems of a file that is not a document. A document carries its own problems.
        problems: Vec<Problem>,
    },
    /// The content is the same, but the file's stamp (size, times) is not.
    Touch {
        /// Path inside the folder.
        path: String,
        /// The state of the file.
        known: Known,
    },
    /// The file no longer exists.
    Remove {
        /// Path inside the folder.
        path: String,
    },
}

/// What a batch changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Paths that are new or whose content differs.
    pub changed: Vec<String>,
    /// Paths that no longer exist.
    pub removed: Vec<String>,
    /// Paths of documents whose pages may look different now; not filled in if `everything` is set.
    pub stale: BTreeSet<String>,
    /// Too much has changed to list the pages.
    pub everything: bool,
}

impl Touched {
    /// Whether anything changed for a reader.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.changed.is_empty() && self.removed.is_empty()
    }

    /// Adds what another batch changed.
    pub fn join(&mut self, other: Self) {
        self.changed.extend(other.changed);
        self.removed.extend(other.removed);
        self.stale.extend(other.stale);
        self.everything |= other.everything;
    }
}
