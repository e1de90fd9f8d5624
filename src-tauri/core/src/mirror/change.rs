//! One difference between the folder and the mirror, and what a batch of them changed for readers.

use std::collections::BTreeSet;

use super::Known;
use super::insert::Content;
use crate::content::problem::Problem;

/// One difference between the folder and the mirror.
#[derive(Debug, Clone)]
pub enum Change {
    /// The file is new, or has other content.
    Put {
        /// Path inside the folder.
        path: String,
        /// What is to be known of it.
        known: Known,
        /// What it holds: the document, or nothing but problems.
        content: Option<Box<Content>>,
        /// Problems of a file that is not a document. A document carries its own.
        problems: Vec<Problem>,
    },
    /// The file has the same content under another stamp.
    Touch {
        /// Path inside the folder.
        path: String,
        /// What is to be known of it.
        known: Known,
    },
    /// The file is gone.
    Remove {
        /// Path inside the folder.
        path: String,
    },
}

/// What a batch changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Paths that are new or have other content.
    pub changed: Vec<String>,
    /// Paths that are gone.
    pub removed: Vec<String>,
    /// Paths of documents whose pages may look different now; not kept where `everything`.
    pub stale: BTreeSet<String>,
    /// Too much changed to name the pages.
    pub everything: bool,
}

impl Touched {
    /// Whether anything changed for a reader.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.changed.is_empty() && self.removed.is_empty()
    }

    /// Takes in what a further batch changed.
    pub fn join(&mut self, other: Self) {
        self.changed.extend(other.changed);
        self.removed.extend(other.removed);
        self.stale.extend(other.stale);
        self.everything |= other.everything;
    }
}
