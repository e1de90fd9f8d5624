//! Examines a file that may have changed: reads it, compares its content, and makes it ready for the tables.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::SystemTime;

use arguendo_text::front_matter::{Split, split};
use arguendo_text::markdown::{self, Digest};
use arguendo_text::words;
use xxhash_rust::xxh3::xxh3_64;

use super::replaced::Replaced;
use super::{EXCERPT, SyncError};
use crate::content::activity::hash_of_file;
use crate::content::document::{self, Reading};
use crate::content::kind::Kind;
use crate::content::problem::{Problem, ProblemCode};
use crate::content::site_config::SiteConfig;
use crate::disk::folder::{self, Folder, Stamp, What};
use crate::mirror::{Change, Content, Known, Packer, Prose};

/// A file modified less than this before it was read may have changed again with the same stamp (git calls
/// such a file "racy"), in ns.
const RACY: i64 = 2_000_000_000;

/// A file to be read and, if its content differs, applied.
pub(super) struct Suspect {
    pub(super) path: String,
    pub(super) stamp: Stamp,
    pub(super) kind: Kind,
    pub(super) known: Option<Known>,
    /// The settings have not changed, so the same bytes give the same document.
    pub(super) same_settings: bool,
}

/// Whether a file counts as unchanged without being read.
pub(super) fn is_same(known: Known, stamp: Stamp) -> bool {
    known.stamp == stamp && !stamp.link && stamp.modified.max(stamp.changed).saturating_add(RACY) < known.seen
}

/// The result of examining a file.
pub(super) enum Examined {
    Same(Option<Change>),
    Other(Change, Option<Known>),
    Gone(String, Option<Known>),
}

/// Examines files. Each thread has its own.
pub(super) struct Examiner<'a> {
    folder: &'a Folder,
    config: &'a SiteConfig,
    packer: &'a mut Packer,
    replaced: Replaced<'a>,
}

impl<'a> Examiner<'a> {
    pub(super) fn new(folder: &'a Folder, config: &'a SiteConfig, packer: &'a mut Packer) -> Self {
        Self {
            folder,
            config,
            packer,
            replaced: Replaced::new(folder, config),
        }
    }

    pub(super) fn examine(&mut self, suspect: Suspect) -> Result<Examined, SyncError> {
        examine(self.folder, self.config, self.packer, &mut self.replaced, suspect)
    }
}

fn examine(
    folder: &Folder,
    config: &SiteConfig,
    packer: &mut Packer,
    replaced: &mut Replaced<'_>,
    suspect: Suspect,
) -> Result<Examined, SyncError> {
    let Suspect {
        path,
        mut stamp,
        kind,
        known,
        same_settings,
    } = suspect;
    let mut seen = now();
    let mut read = folder.read(&path);
    while let Err(error) = &read
        && folder::is_gone(error)
        && !stamp.link
        && let Some(found) = replaced.look_again(&path).pop()
    {
        (seen, stamp) = (now(), found.stamp);
        read = folder.read(&path);
    }
    // A file that is being overwritten may hold only the beginning of its text yet.
    while let Ok(bytes) = &read
        && known.is_some()
        && !has_header(&bytes.bytes)
        && replaced.wait_beside(&path)
    {
        seen = now();
        read = folder.read(&path);
    }
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(error) if folder::is_gone(&error) => {
            // Either the file is gone, or the whole folder is; in that case nothing can be concluded about
            // the file.
            return match Folder::find(folder.root()) {
                Ok(_) if stamp.link => lost_link(folder, config, path, known),
                Ok(_) => Ok(Examined::Gone(path, known)),
                Err(error) => Err(error.into()),
            };
        }
        Err(error) => {
            let problem = folder::cannot_read(&error);
            // It may be readable in a moment without an event. So it never counts as unchanged.
            let state = Known {
                stamp,
                hash: hash(problem.message.as_bytes()),
                seen: 0,
            };
            if known.is_some_and(|known| known.hash == state.hash) {
                return Ok(Examined::Same(None));
            }
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
        hash: hash_of_file(&bytes.bytes, bytes.size),
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
    let read = catch_unwind(AssertUnwindSafe(|| content(&path, kind, &bytes, config, packer)));
    let (content, problems) = match read {
        Ok(Ok(Ok(content))) => (Some(Box::new(content)), Vec::new()),
        Ok(Ok(Err(problem))) => (None, vec![problem]),
        Ok(Err(error)) => return Err(error),
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

fn has_header(bytes: &[u8]) -> bool {
    matches!(split(&String::from_utf8_lossy(bytes)), Split::Parts(_))
}

/// A document that cannot be read now, as it was last read. It never counts as unchanged, so it is read as
/// soon as possible.
pub(super) fn as_known(
    (path, known, text): (String, Known, String),
    kind: Kind,
    config: &SiteConfig,
    packer: &mut Packer,
) -> Result<Examined, SyncError> {
    let bytes = folder::Bytes {
        size: known.stamp.size,
        bytes: text.into_bytes(),
    };
    let (content, problems) = match content(&path, kind, &bytes, config, packer)? {
        Ok(content) => (Some(Box::new(content)), Vec::new()),
        Err(problem) => (None, vec![problem]),
    };
    let known = Known { seen: 0, ..known };
    Ok(Examined::Other(
        Change::Put {
            path,
            known,
            content,
            problems,
        },
        None,
    ))
}

/// The target of a link is gone. If the link itself still exists, it is kept, because its target may come
/// back.
fn lost_link(
    folder: &Folder,
    config: &SiteConfig,
    path: String,
    known: Option<Known>,
) -> Result<Examined, SyncError> {
    let mut problems = Vec::new();
    let mut state = None;
    for found in folder.walk(&path, config, &mut |_| {})? {
        if let What::NotRead(problem) = found.what {
            problems.push(problem);
        }
        state = Some(found.stamp);
    }
    let Some(stamp) = state else {
        return Ok(Examined::Gone(path, known));
    };
    let message = problems.first().map_or("", |problem: &Problem| &problem.message);
    let hash = hash(message.as_bytes());
    let change = Change::Put {
        path,
        known: Known {
            stamp,
            hash,
            seen: now(),
        },
        content: None,
        problems,
    };
    Ok(Examined::Other(change, known))
}

fn content(
    path: &str,
    kind: Kind,
    bytes: &folder::Bytes,
    config: &SiteConfig,
    packer: &mut Packer,
) -> Result<Result<Content, Problem>, SyncError> {
    let mut document = match document::read(kind, path, bytes.size, &bytes.bytes, config) {
        Reading::Document(document) => *document,
        Reading::NoFrontMatter(problem) => return Ok(Err(problem)),
    };
    let body = std::mem::take(&mut document.body);
    let text = String::from_utf8_lossy(&bytes.bytes);
    // The body is the end of the text, except in a file that is too large; what is shown must be the body.
    let (text, body_at) = match text.ends_with(&body) {
        true => (text.as_ref(), text.len() - body.len()),
        false => (body.as_str(), 0),
    };
    let packed = packer.pack(text)?;
    let wording = document::content_hash(&document, &body);
    let Digest { plain, excerpt } = if document.broken {
        // A document without a readable header is not Markdown, so its first lines make no useful excerpt.
        Digest {
            plain: body,
            excerpt: String::new(),
        }
    } else {
        markdown::digest(&body, config.excerpt_separator.as_deref(), EXCERPT)
    };
    let thesis = document.thesis.as_deref().unwrap_or_default();
    Ok(Ok(Content {
        wording,
        packed,
        body_at,
        words: words::count(&plain),
        excerpt,
        prose: Prose {
            beginnings: words::beginnings(&[&document.title, thesis, &plain]),
            body: match words::searchable(&plain) {
                Cow::Owned(folded) => folded,
                Cow::Borrowed(_) => plain,
            },
        },
        document,
    }))
}

pub(super) fn hash(bytes: &[u8]) -> i64 {
    xxh3_64(bytes).cast_signed()
}

pub(super) fn now() -> i64 {
    folder::nanoseconds(SystemTime::now())
}
