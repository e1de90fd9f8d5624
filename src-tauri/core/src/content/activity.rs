//! Changes to the documents of a folder: the mirror observes them, the desk records them.

use serde::Serialize;
use ts_rs::TS;
use xxhash_rust::xxh3::xxh3_64;

use crate::content::document::{self, Reading};
use crate::content::kind::Kind;
use crate::content::places::{self, Place};
use crate::content::site_config::SiteConfig;

/// If one batch has more changes of one kind than this, they share one line: nobody reads so many one by one.
pub const MOST_APART: usize = 100;

/// What happened to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ActivityKind {
    /// It was added to the folder.
    Arrived,
    /// Its text was changed.
    Changed,
    /// It was renamed or moved.
    Renamed,
    /// It was removed from the folder.
    Withdrawn,
    /// A sync engine's conflict copy of it was removed from the folder.
    CopyRemoved,
}

/// One observed change to one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// The kind of change.
    pub doing: ActivityKind,
    /// The document's path; if it left the folder, its last path.
    pub path: String,
    /// The path before the document was renamed.
    pub was_at: Option<String>,
    /// What the document is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// The names of those who signed the document, in order.
    pub people: Vec<String>,
    /// [`hash_of_file`] of its bytes, as they are now or were last.
    pub hash: i64,
    /// When the file was last written according to its modification time, ms since 1970; 0 if that is
    /// unknown.
    pub modified: i64,
    /// The last text of a document that left the folder, as far as it is known.
    pub text: Option<LastText>,
}

impl Observation {
    /// A change to the text of the document at `path`. Its hash is not known yet.
    #[must_use]
    pub fn changed(path: &str, kind: Kind, title: String, people: Vec<String>) -> Self {
        Self {
            doing: ActivityKind::Changed,
            path: path.to_owned(),
            was_at: None,
            kind,
            title,
            people,
            hash: 0,
            modified: 0,
            text: None,
        }
    }
}

/// The last text of a document that left the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastText {
    /// The whole file, including its front matter.
    pub text: String,
    /// True if the text is the file byte for byte. False if only the beginning of the file was read, or if
    /// some bytes were not valid UTF-8.
    pub is_whole: bool,
}

/// The changes that one batch of file events brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// The changes that are listed one by one.
    pub apart: Vec<Observation>,
    /// Kinds of change that happened to too many documents to name, each with the number of documents.
    pub many: Vec<(ActivityKind, u64)>,
}

impl News {
    /// True if nothing happened.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.apart.is_empty() && self.many.is_empty()
    }
}

/// What the text of the file at `path` says about itself, without the mirror and the folder's settings: its
/// kind, its title, and the contributors that it names.
#[must_use]
pub fn describe_file(path: &str, text: &[u8]) -> (Kind, String, Vec<String>) {
    let config = SiteConfig::default();
    let kind = match places::of_file(path, &config) {
        Place::Document(kind) => kind,
        Place::Other | Place::Skipped => Kind::Response,
    };
    match document::read(kind, path, text.len() as u64, text, &config) {
        Reading::Document(document) => (kind, document.title, document.contributors),
        Reading::NoFrontMatter(_) => (kind, String::new(), Vec::new()),
    }
}

/// The hash by which the mirror recognises a file of this size. `bytes` is the whole file, or the head of a
/// large one.
#[must_use]
pub fn hash_of_file(bytes: &[u8], size: u64) -> i64 {
    (xxh3_64(bytes) ^ xxh3_64(&size.to_le_bytes())).cast_signed()
}
