//! One file that may have changed: read, compared by content, and made ready for the tables.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::SystemTime;

use xxhash_rust::xxh3::xxh3_64;

use super::{EXCERPT, SyncError};
use crate::document::{self, Kind, Reading};
use crate::folder::{self, Folder, Stamp};
use crate::markdown;
use crate::mirror::{Change, Content, Known};
use crate::places;
use crate::problem::{Problem, ProblemCode};
use crate::site_config::SiteConfig;

/// A file that was modified this short before it was read may have changed again under the same stamp (git calls
/// this "racy"), ns.
const RACY: i64 = 2_000_000_000;

/// A file to be read and, if its content differs, applied.
pub(super) struct Suspect {
    pub(super) path: String,
    pub(super) stamp: Stamp,
    pub(super) kind: Kind,
    pub(super) known: Option<Known>,
    /// The same bytes mean the same document: the settings have not changed since.
    pub(super) same_settings: bool,
}

/// Whether a file may be taken for the one that was read, without reading it.
pub(super) fn is_same(known: Known, stamp: Stamp) -> bool {
    known.stamp == stamp && !stamp.link && stamp.modified.max(stamp.changed).saturating_add(RACY) < known.seen
}

/// What a look at the file came to.
pub(super) enum Examined {
    Same(Option<Change>),
    Other(Change, Option<Known>),
    Gone(String, Option<Known>),
}

pub(super) fn examine(folder: &Folder, config: &SiteConfig, suspect: Suspect) -> Result<Examined, SyncError> {
    let Suspect {
        path,
        stamp,
        kind,
        known,
        same_settings,
    } = suspect;
    let seen = now();
    let bytes = match folder.read(&path) {
        Ok(bytes) => bytes,
        Err(error) if folder::is_gone(&error) => {
            // Either the file is gone, or all of the folder: then nothing follows for this file.
            return match Folder::find(folder.root()) {
                Ok(_) => Ok(Examined::Gone(path, known)),
                Err(error) => Err(error.into()),
            };
        }
        Err(error) => {
            let problem = folder::cannot_read(&error);
            let state = Known {
                stamp,
                hash: hash(problem.message.as_bytes()),
                seen,
            };
            let change = Change::Put {
                path,
                known: state,
                content: None,
                problems: vec![problem],
            };
            return Ok(Examined::Other(change, known));
        }
    };
    let state = Known {
        stamp,
        hash: hash(&bytes.bytes) ^ hash(&bytes.size.to_le_bytes()),
        seen,
    };
    if let Some(known) = known
        && same_settings
        && known.hash == state.hash
    {
        return Ok(Examined::Same(
            (known.stamp != stamp || !is_same(known, stamp)).then_some(Change::Touch { path, known: state }),
        ));
    }
    let read = catch_unwind(AssertUnwindSafe(|| content(&path, kind, &bytes, config)));
    let (content, problems) = match read {
        Ok(Ok(content)) => (Some(Box::new(content)), Vec::new()),
        Ok(Err(problem)) => (None, vec![problem]),
        Err(_) => (
            None,
            vec![Problem {
                code: ProblemCode::Unreadable,
                line: None,
                message: "This text made the reader fail, so it is left out. The file itself is untouched."
                    .to_owned(),
            }],
        ),
    };
    Ok(Examined::Other(
        Change::Put {
            path,
            known: state,
            content,
            problems,
        },
        known,
    ))
}

fn content(path: &str, kind: Kind, bytes: &folder::Bytes, config: &SiteConfig) -> Result<Content, Problem> {
    let mut document = match document::read(kind, path, bytes.size, &bytes.bytes, config) {
        Reading::Document(document) => *document,
        Reading::NoFrontMatter(problem) => return Err(problem),
    };
    let text = String::from_utf8_lossy(&bytes.bytes).into_owned();
    let body = std::mem::take(&mut document.body);
    let (text, body_at) = match text.ends_with(&body) {
        true => {
            let at = text.len() - body.len();
            (text, at)
        }
        // Never the case for a body that is the rest of the text; but what is shown must be the body.
        false => (body.clone(), 0),
    };
    let plain = if document.broken {
        body.clone()
    } else {
        markdown::plain_text(&body)
    };
    Ok(Content {
        words: markdown::count_words(&plain),
        // What is not Markdown below a header has no beginning that a reader could use.
        excerpt: if document.broken {
            String::new()
        } else {
            markdown::excerpt(&body, config.excerpt_separator.as_deref(), EXCERPT)
        },
        conflict_bases: places::conflict_bases(path),
        document,
        text,
        body_at,
        plain,
    })
}

pub(super) fn hash(bytes: &[u8]) -> i64 {
    xxh3_64(bytes).cast_signed()
}

pub(super) fn now() -> i64 {
    folder::nanoseconds(SystemTime::now())
}
