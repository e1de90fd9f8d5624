//! Somebody else has written into the file of an open draft: what does not touch comes together, and what does is a person's to settle.

use arguendo_text::file_names::slug_of;
use arguendo_text::merge::{markers, merge};
use arguendo_text::names::stem_of;
use jiff::Timestamp;

use super::{DraftSession, State};
use crate::desk::Desk;
use crate::desk::drafts::{Draft, hash_of};
use crate::desk::versions::VersionKind;
use crate::disk::file_writes::{self, FileWrite, WriteError};
use crate::drafts::drafting::files::{remove, token_of};
use crate::drafts::drafting::new_draft::made;
use crate::drafts::drafting::{DraftingError, text, versions};
use crate::pages::drafts::SaveState;

/// Two texts of a draft that have come from one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftConflict {
    /// What both have come from, where it is known.
    pub base: Option<Vec<u8>>,
    /// What the person has written.
    pub mine: String,
    /// What the file holds; none where it is gone.
    pub theirs: Option<Vec<u8>>,
}

impl DraftSession {
    /// Somebody else has changed the file meanwhile: the person is to choose.
    #[must_use]
    pub fn is_changed_outside(&self) -> bool {
        matches!(self.state, State::Conflict { .. })
    }

    /// What the person and somebody else have both written since they had the same text. Nothing where that came together.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn conflict(&self) -> Result<Option<DraftConflict>, DraftingError> {
        let found = file_writes::read(&self.root, &self.draft.file)?;
        if found.is_none() && self.draft.shared && !self.directory().is_dir() {
            // A drive that is away has deleted nothing.
            let path = self.draft.file.clone();
            return Err(WriteError::Gone { path }.into());
        }
        if let Some(undecided) = self.state.undecided() {
            return Ok(undecided.base.clone().map(|base| DraftConflict {
                base: Some(base),
                mine: undecided.text.clone(),
                theirs: found,
            }));
        }
        let is_settled = match &found {
            Some(found) => self.is_ours(found),
            None => self.on_disk.is_none() || !self.draft.shared,
        };
        Ok((!is_settled).then(|| DraftConflict {
            base: self.on_disk.clone(),
            mine: self.text.clone(),
            theirs: found,
        }))
    }

    /// `text` takes the place of both texts of `conflict`, which are kept as versions.
    ///
    /// # Errors
    /// It cannot be written: the words are in the journal all the same.
    pub fn settle_for(
        &mut self,
        desk: &Desk,
        conflict: &DraftConflict,
        text: String,
        now: Timestamp,
    ) -> Result<SaveState, DraftingError> {
        self.keep_both_texts(desk, conflict, now)?;
        self.replace(desk, text, now)?;
        if let Some(theirs) = &conflict.theirs {
            self.origin = hash_of(theirs);
        }
        self.on_disk.clone_from(&conflict.theirs);
        self.state = State::Unsaved { in_journal: true };
        Ok(self.save(desk, now))
    }

    /// Their text takes the place of the person's, which is kept as a version.
    ///
    /// # Errors
    /// The file is gone, or the desk cannot be used.
    pub fn settle_for_theirs(
        &mut self,
        desk: &Desk,
        conflict: &DraftConflict,
        now: Timestamp,
    ) -> Result<SaveState, DraftingError> {
        self.keep_both_texts(desk, conflict, now)?;
        let theirs = self.look(desk, now)?.ok_or(DraftingError::NoOther)?;
        self.settle(desk, &theirs, now)?;
        let (text, read_only) = text::read(&theirs);
        self.text = text;
        self.state = State::settled(read_only);
        self.on_disk = Some(theirs);
        self.save_error = None;
        Ok(self.kept())
    }

    /// The person's text becomes a private draft of its own, whose number is given; this one goes on with theirs.
    ///
    /// # Errors
    /// It cannot be made: then nothing is changed.
    pub fn fork_draft(
        &mut self,
        desk: &Desk,
        conflict: &DraftConflict,
        now: Timestamp,
    ) -> Result<i64, DraftingError> {
        if conflict.theirs.is_none() {
            return Err(DraftingError::NoOther);
        }
        let at = now.as_millisecond();
        let own = Draft {
            revises: self.draft.revises.clone(),
            base: self.draft.base.clone(),
            created: at,
            changed: at,
            ..Draft::default()
        };
        let stem = slug_of(stem_of(&self.draft.file));
        let id = made(desk, own, &stem, conflict.mine.as_bytes())?;
        versions::keep(
            desk,
            id,
            VersionKind::Sitting,
            None,
            conflict.mine.as_bytes(),
            now,
        )?;
        self.settle_for_theirs(desk, conflict, now)?;
        Ok(id)
    }

    /// Brings back the two texts of a conflict that was settled to `settled`: the file has theirs again, and the person hers.
    ///
    /// # Errors
    /// The text or the file is not what it was settled to any more, or cannot be written.
    pub fn unsettle(
        &mut self,
        desk: &Desk,
        conflict: &DraftConflict,
        settled: &[u8],
        now: Timestamp,
    ) -> Result<SaveState, DraftingError> {
        let file = self.draft.file.clone();
        let found = file_writes::read(&self.root, &file)?;
        let (Some(base), Some(theirs)) = (&conflict.base, &conflict.theirs) else {
            return Err(DraftingError::NoOther);
        };
        if !matches!(self.state, State::Saved)
            || self.text != text::read(settled).0
            || found.as_deref() != Some(settled)
        {
            return Err(DraftingError::ChangedSince(file));
        }
        self.keep(desk, VersionKind::Sitting, None, now)?;
        if theirs.as_slice() != settled {
            let job = FileWrite::Replace {
                path: &file,
                expected: settled,
                bytes: theirs,
            };
            let keep = versions::keeper(desk, self.draft.id, now);
            file_writes::execute(&self.root, &job, &token_of(desk, self.draft.id), &keep)?;
        }
        // What is typed from here on are changes of what both came from.
        self.text = text::read(base).0;
        self.origin = hash_of(base);
        self.on_disk = Some(base.clone());
        self.replace(desk, conflict.mine.clone(), now)?;
        self.save_error = self.changed(desk, Some(theirs.clone()), now)?;
        Ok(self.kept())
    }

    /// Removes the file of a draft that was made by [`Self::fork_draft`], if it is still what it was.
    ///
    /// # Errors
    /// Somebody has written in it.
    pub fn put_away_unchanged(
        desk: &Desk,
        id: i64,
        bytes: &[u8],
        now: Timestamp,
    ) -> Result<(), DraftingError> {
        let _own = desk.lock_draft(id)?.ok_or(DraftingError::OpenElsewhere)?;
        let missing = || DraftingError::NoDraft(id.to_string());
        let mut draft = desk.draft(id)?.filter(Draft::is_open).ok_or_else(missing)?;
        let found = file_writes::read(&desk.drafts(), &draft.file)?;
        if draft.shared || desk.has_journal(id)? || found.as_deref() != Some(bytes) {
            return Err(DraftingError::ChangedSince(draft.file));
        }
        let keep = versions::keeper(desk, id, now);
        remove(&desk.drafts(), &draft.file, bytes, &token_of(desk, id), &keep)?;
        draft.hash = None;
        draft.discarded = Some(now.as_millisecond());
        Ok(desk.update_draft(&draft)?)
    }

    fn keep_both_texts(
        &self,
        desk: &Desk,
        conflict: &DraftConflict,
        now: Timestamp,
    ) -> Result<(), DraftingError> {
        let id = self.draft.id;
        if let Some(theirs) = &conflict.theirs {
            versions::keep(desk, id, VersionKind::Outside, None, theirs, now)?;
        }
        versions::keep(
            desk,
            id,
            VersionKind::Sitting,
            None,
            conflict.mine.as_bytes(),
            now,
        )
    }

    /// Whether the file holds something that nobody here has read.
    pub(super) fn has_news(&self) -> bool {
        let found = file_writes::read(&self.root, &self.draft.file).ok().flatten();
        found.is_some_and(|found| !self.is_ours(&found))
    }

    /// Brings what somebody else has written into the text, where no two edits touch: true. Both texts are kept as versions.
    pub(super) fn merge_in(
        &mut self,
        desk: &Desk,
        found: Option<&[u8]>,
        now: Timestamp,
    ) -> Result<bool, DraftingError> {
        let Some((found, (merged, keys))) = found.and_then(|found| Some((found, self.merged_with(found)?)))
        else {
            return Ok(false);
        };
        versions::keep(desk, self.draft.id, VersionKind::Outside, None, found, now)?;
        if merged != self.text {
            self.keep(desk, VersionKind::Sitting, None, now)?;
            let before = self.text.clone();
            self.replace(desk, merged, now)?;
            self.tell(desk, &before, keys, now)?;
        }
        self.state.came_together();
        self.on_disk = Some(found.to_vec());
        Ok(true)
    }

    /// The text with somebody else's edits, and the keys of the front matter that changed with them.
    fn merged_with(&self, found: &[u8]) -> Option<(String, Vec<String>)> {
        let (base, theirs) = edited(self.on_disk.as_deref()?, found)?;
        brought(&base, &self.text, &theirs)
    }

    /// What the file holds now; it is kept as a version unless it is ours.
    fn look(&self, desk: &Desk, now: Timestamp) -> Result<Option<Vec<u8>>, DraftingError> {
        let found = file_writes::read(&self.root, &self.draft.file)?;
        if let Some(found) = &found
            && !self.is_ours(found)
        {
            versions::keep(desk, self.draft.id, VersionKind::Outside, None, found, now)?;
        }
        Ok(found)
    }

    /// Somebody else has written into the file, or taken it away: both texts are kept, and a sentence says so.
    pub(super) fn changed(
        &mut self,
        desk: &Desk,
        found: Option<Vec<u8>>,
        now: Timestamp,
    ) -> Result<Option<String>, DraftingError> {
        let is_known = matches!(&self.state, State::Conflict { theirs, .. } if *theirs == found);
        if !is_known {
            if let Some(found) = &found {
                versions::keep(desk, self.draft.id, VersionKind::Outside, None, found, now)?;
            }
            self.keep(desk, VersionKind::Sitting, None, now)?;
        }
        let file = &self.draft.file;
        let told = match found {
            Some(_) => format!(
                "{file} was changed by somebody else while you were writing. Nothing was written over: your words are kept here, theirs in the file, and both in Versions. Choose whose the file is to hold."
            ),
            None => format!(
                "{file} was taken away by somebody else while you were writing. Your words are kept here and in Versions. Keep yours to make the file again."
            ),
        };
        self.state.parted(found);
        Ok(Some(told))
    }
}

/// Both as texts, where `found` is one that somebody has made of `base`.
pub(super) fn edited(base: &[u8], found: &[u8]) -> Option<(String, String)> {
    std::str::from_utf8(base).ok()?;
    // A program that does not write beside is in the midst of writing.
    if base.starts_with(found) {
        return None;
    }
    let (base, (theirs, broken)) = (text::read(base).0, text::read(found));
    // What git could not bring together is no text of anybody's.
    let is_text = broken.is_none() && markers::read(&theirs).is_none();
    is_text.then_some((base, theirs))
}

/// The text with both sides' edits, and the keys of the front matter that are others than in `mine`. Nothing where two edits touch.
pub(super) fn brought(base: &str, mine: &str, theirs: &str) -> Option<(String, Vec<String>)> {
    let merged = merge(Some(base), mine, theirs).ok()?;
    let changed = merged
        .fields()
        .iter()
        .filter(|field| field.merged.as_ref() != Some(&field.mine));
    let keys = changed.map(|field| field.key.clone()).collect();
    Some((merged.text().ok()?, keys))
}
