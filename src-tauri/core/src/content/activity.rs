//! What was seen to happen to the documents of a folder: seen by the mirror, written down by the desk.

use serde::Serialize;
use ts_rs::TS;
use xxhash_rust::xxh3::xxh3_64;

use crate::content::document::{self, Reading};
use crate::content::kind::Kind;
use crate::content::places::{self, Place};
use crate::content::site_config::SiteConfig;

/// More of one kind in one batch than this have one line: nobody reads them one by one.
pub const MOST_APART: usize = 100;

/// What happened to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Doing {
    /// It came into the folder.
    Arrived,
    /// Its text is another one.
    Changed,
    /// It lies under another name.
    Renamed,
    /// It left the folder.
    Withdrawn,
    /// A sync engine's copy of it left the folder.
    CopyRemoved,
}

/// Something that happened to one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What.
    pub doing: Doing,
    /// Where it lies, or lay.
    pub path: String,
    /// Where it lay before it was renamed.
    pub was_at: Option<String>,
    /// What the document is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// The names of those who signed it, in order.
    pub people: Vec<String>,
    /// [`hash_of_file`] its bytes, as they are now, or were last.
    pub hash: i64,
    /// When its file says that it was last written, ms since 1970; 0 where it says nothing.
    pub modified: i64,
    /// The last text of one that left, as far as it is known.
    pub text: Option<LastText>,
}

impl Seen {
    /// The document at `path`, whose text is another one; its hash is not known yet.
    #[must_use]
    pub fn changed(path: &str, kind: Kind, title: String, people: Vec<String>) -> Self {
        Self {
            doing: Doing::Changed,
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
    /// All of the file, its front matter too.
    pub text: String,
    /// It is the file byte for byte: not one of which only the beginning was read, nor one with letters that no text has.
    pub is_whole: bool,
}

/// What one batch came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// One by one.
    pub apart: Vec<Seen>,
    /// What happened to too many documents to name them, and to how many.
    pub many: Vec<(Doing, u64)>,
}

impl News {
    /// Whether nothing happened.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.apart.is_empty() && self.many.is_empty()
    }
}

/// What the text of the file at `path` says of itself, without the mirror and the folder's settings: its kind, its title, and who signed it,
/// as they are named there.
#[must_use]
pub fn told_by(path: &str, text: &[u8]) -> (Kind, String, Vec<String>) {
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

/// The hash by which the mirror knows a file of this size: of all its bytes, or of the head of a large one.
#[must_use]
pub fn hash_of_file(bytes: &[u8], size: u64) -> i64 {
    (xxh3_64(bytes) ^ xxh3_64(&size.to_le_bytes())).cast_signed()
}
