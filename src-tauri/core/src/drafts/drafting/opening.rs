//! A draft is opened: what its file, the journal and the versions hold is brought together, also after a crash.

use std::path::Path;

use jiff::Timestamp;

use super::files::root_of;
use super::replay::{last_kept, read_there, replayed};
use super::session::{DraftSession, Opened, State};
use super::text::{Entry, compared};
use super::{DraftingError, orphans, versions};
use crate::desk::Desk;
use crate::desk::drafts::{Draft, hash_of};
use crate::desk::versions::VersionKind;
use crate::disk::file_writes;
use crate::pages::drafts::Recovery;

/// What becomes of words that were not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// They are in the text again.
    Restore,
    /// They are in a version alone.
    Discard,
}

impl DraftSession {
    /// Opens draft `id`. `folder` is the root of the content folder; it may be gone.
    ///
    /// # Errors
    /// There is no such draft, somebody else writes in it, or the desk cannot be used.
    pub fn open(desk: &Desk, folder: &Path, id: i64, now: Timestamp) -> Result<Self, DraftingError> {
        let missing = || DraftingError::NoDraft(id.to_string());
        let lock = desk.lock_draft(id)?.ok_or(DraftingError::OpenElsewhere)?;
        // Only now: whoever had it before has written its row.
        let mut draft = desk.draft(id)?.ok_or_else(missing)?;
        if !draft.is_open() {
            return Err(DraftingError::NotOpen);
        }
        let root = root_of(desk, folder, &draft);
        let journal = desk.journal(id)?;
        let (found, trouble) = match read_there(desk, folder, &draft) {
            // The drive may be away, or another one may be in its place: the file must not be created there.
            Ok(None) if draft.shared && draft.hash.is_some() => (None, Some(not_there(&draft))),
            Ok(found) => (found, None),
            Err(error) => (None, Some(error.to_string())),
        };
        let states = journal
            .as_ref()
            .map(|journal| replayed(journal, found.as_deref()));
        orphans::clear(desk, &root, &draft, states.as_ref(), now)?;

        let last = match &journal {
            Some(journal) => Some(journal.start.clone()),
            None => last_kept(desk, &draft)?,
        };
        let is_known = |bytes: &[u8]| draft.hash == Some(hash_of(bytes));
        if let Some(found) = &found
            && !is_known(found)
            && draft.hash.is_some()
            && !states.as_ref().is_some_and(|states| states.has_found)
        {
            // Somebody else has written it since, over what was saved last.
            if let Some(saved) = desk.saved(&draft)? {
                versions::keep(desk, id, VersionKind::Sitting, None, &saved, now)?;
            }
            versions::keep(desk, id, VersionKind::Outside, None, found, now)?;
        }
        let shown = found.clone().or_else(|| last.clone()).unwrap_or_default();
        // Of a file that cannot be read now, what it last held is expected.
        let on_disk = match (&found, &trouble) {
            (None, Some(_)) => last.filter(|last| is_known(last)),
            _ => found.clone(),
        };
        let mut undecided = None;
        match (states, &found) {
            (Some(states), Some(found)) if states.last.as_bytes() == found => {
                // The file was written; that it was could not be written down any more.
                desk.settle(id, found, now.as_millisecond())?;
                draft.hash = Some(hash_of(found));
            }
            (Some(states), _) => undecided = Some(states.undecided(found.as_deref(), &shown)),
            (None, Some(found)) if !is_known(found) => {
                desk.settle(id, found, draft.changed)?;
                draft.hash = Some(hash_of(found));
            }
            (None, _) => {}
        }
        let next = journal
            .as_ref()
            .and_then(|journal| journal.changes.last())
            .map_or(1, |last| last.sequence + 1);
        // Whoever wrote in an older text would write over a newer one that nobody here has read.
        let read_only = trouble
            .clone()
            .filter(|_| on_disk.is_none() && undecided.is_none());
        Ok(Self::of(Opened {
            draft,
            lock,
            root,
            folder: folder.to_path_buf(),
            shown,
            on_disk,
            next,
            trouble,
            read_only,
            undecided,
        }))
    }

    /// Lets go of the draft, so that something can be done to it that nobody may have it open for.
    pub fn let_go(&mut self) {
        self.lock = None;
    }

    /// Goes on with it: that was refused, and nothing of the draft is otherwise.
    ///
    /// # Errors
    /// Somebody else has opened it meanwhile.
    pub fn take_hold(&mut self, desk: &Desk) -> Result<(), DraftingError> {
        if self.lock.is_none() {
            let lock = desk.lock_draft(self.draft.id)?;
            self.lock = Some(lock.ok_or(DraftingError::OpenElsewhere)?);
        }
        Ok(())
    }

    /// The first change of this session gets this number at the least: one that was opened for whoever counts on from the session
    /// before it. To be called before anything is typed.
    pub fn count_from(&mut self, next: u64) {
        self.sequence.count_from(next);
    }

    /// The words that were not saved, where the person has not chosen yet.
    #[must_use]
    pub fn recovery(&self) -> Option<&Recovery> {
        self.state.undecided().map(|undecided| &undecided.recovery)
    }

    /// The path in the folder of a shared draft, where somebody else has changed its file.
    #[must_use]
    pub fn changed_file(&self) -> Option<&str> {
        let found = file_writes::read(&self.root, &self.draft.file).ok()?;
        (self.draft.shared && found != self.on_disk).then_some(self.draft.file.as_str())
    }

    /// The file's text compared with the one that would be restored.
    #[must_use]
    pub fn recovery_comparison(&self) -> Option<arguendo_text::diff::Comparison> {
        let undecided = self.state.undecided()?;
        Some(compared(self.text.as_bytes(), undecided.text.as_bytes()))
    }

    /// The person has chosen. What is discarded is kept as a version first; what is restored is saved.
    ///
    /// # Errors
    /// As the desk says: then nothing was chosen.
    pub fn recover(&mut self, desk: &Desk, choice: Choice, now: Timestamp) -> Result<(), DraftingError> {
        let State::Undecided { words, read_only } = &self.state else {
            return Ok(());
        };
        let (undecided, read_only) = (words.clone(), read_only.clone());
        match choice {
            Choice::Restore => {
                let whole = Entry::Whole {
                    text: undecided.text.clone(),
                };
                if undecided.is_partial {
                    // What does not fit would not fit next time either.
                    self.write_down(desk, &whole, now)?;
                }
                self.restored(undecided.text, undecided.base);
                self.save(desk, now);
            }
            Choice::Discard => {
                let text = undecided.text.as_bytes();
                versions::keep(desk, self.draft.id, VersionKind::Discarded, None, text, now)?;
                let bytes = self
                    .on_disk
                    .clone()
                    .unwrap_or_else(|| self.text.clone().into_bytes());
                self.settle(desk, &bytes, now)?;
                self.state = State::settled(read_only);
            }
        }
        Ok(())
    }
}

fn not_there(draft: &Draft) -> String {
    format!(
        "{} is not in the folder: its drive may be away, or somebody has taken it out. Your words are kept here.",
        draft.file
    )
}
