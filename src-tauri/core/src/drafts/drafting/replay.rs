//! What is kept of a draft: its file, and the journal's changes on top of what they are changes of.

use std::path::Path;

use super::DraftingError;
use super::files::root_of;
use super::text::{self, Entry, compared};
use crate::desk::Desk;
use crate::desk::drafts::Draft;
use crate::desk::journal::Journal;
use crate::disk::file_writes::{self, WriteError};
use crate::pages::drafts::Recovery;

/// Words that were not saved, before the person has chosen what becomes of them.
#[derive(Clone)]
pub(super) struct Undecided {
    /// The whole text with them.
    pub text: String,
    /// Not all changes fitted.
    pub is_partial: bool,
    /// What they are changes of, where somebody else has changed the file since.
    pub base: Option<Vec<u8>>,
    pub recovery: Recovery,
}

/// What the journal makes of its start.
pub(super) struct States {
    /// The file's text before the first change.
    pub start: String,
    /// The text after the last one.
    pub last: String,
    /// When the last one was written down.
    at: i64,
    /// The file as it was found is one of the states on the way.
    pub has_found: bool,
    /// Some change did not fit.
    is_partial: bool,
}

impl States {
    pub(super) fn undecided(self, found: Option<&[u8]>, shown: &[u8]) -> Undecided {
        let compared = compared(shown, self.last.as_bytes());
        let is_changed = found.is_some() && !self.has_found;
        Undecided {
            text: self.last,
            base: is_changed.then(|| self.start.into_bytes()),
            is_partial: self.is_partial,
            recovery: Recovery {
                at: self.at,
                added: compared.added,
                removed: compared.removed,
            },
        }
    }
}

/// Goes through the journal.
pub(super) fn replayed(journal: &Journal, found: Option<&[u8]>) -> States {
    let (start, _) = text::read(&journal.start);
    let is_found = |text: &str| found == Some(text.as_bytes());
    let mut states = States {
        has_found: is_found(&start) || found == Some(&journal.start),
        last: start.clone(),
        start,
        at: 0,
        is_partial: false,
    };
    for change in &journal.changes {
        let entry: Result<Entry, _> = serde_json::from_str(&change.what);
        let after = entry.ok().and_then(|entry| entry.applied_to(&states.last).ok());
        match after {
            Some(after) => states.last = after,
            None => states.is_partial = true,
        }
        states.has_found |= is_found(&states.last);
        states.at = change.at;
    }
    states
}

/// The draft's file. That of a shared one is not gone with its whole directory: a drive that is away has deleted nothing.
pub(super) fn read_there(desk: &Desk, folder: &Path, draft: &Draft) -> Result<Option<Vec<u8>>, WriteError> {
    let found = read_file(desk, folder, draft)?;
    let directory = folder.join(&draft.file);
    let directory = directory.parent().unwrap_or(folder);
    if found.is_none() && draft.shared && !directory.is_dir() {
        return Err(WriteError::Gone {
            path: draft.file.clone(),
        });
    }
    Ok(found)
}

/// The draft's file.
pub(super) fn read_file(desk: &Desk, folder: &Path, draft: &Draft) -> Result<Option<Vec<u8>>, WriteError> {
    file_writes::read(&root_of(desk, folder, draft), &draft.file)
}

/// All words of a draft as they are kept: those of the file as it was found, and the journal's on top of what they are changes of.
pub(super) fn kept_text(desk: &Desk, draft: &Draft, found: Option<&[u8]>) -> Result<Vec<u8>, DraftingError> {
    if let Some(journal) = desk.journal(draft.id)? {
        return Ok(replayed(&journal, found).last.into_bytes());
    }
    let last = match found {
        Some(found) => Some(found.to_vec()),
        None => last_kept(desk, draft)?,
    };
    Ok(last.unwrap_or_default())
}

/// What is kept of a draft that has no journal, and whose file is not there: what was saved last, else its newest version.
pub(super) fn last_kept(desk: &Desk, draft: &Draft) -> Result<Option<Vec<u8>>, DraftingError> {
    if let Some(saved) = desk.saved(draft)? {
        return Ok(Some(saved));
    }
    Ok(desk.newest_version(draft.id)?.map(|version| version.bytes))
}
