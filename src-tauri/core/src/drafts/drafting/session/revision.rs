//! The response that a draft is a new version of: what somebody else writes into that meanwhile comes into the draft, or is a conflict,
//! like what is written into the draft's own file. So nothing of it is written over when the new version is published.

use jiff::Timestamp;

use super::DraftSession;
use super::conflict::{brought, edited};
use crate::desk::Desk;
use crate::desk::drafts::hash_of;
use crate::desk::versions::VersionKind;
use crate::disk::file_writes::{self, FileWrite};
use crate::drafts::drafting::files::token_of;
use crate::drafts::drafting::{DraftingError, versions};

impl DraftSession {
    /// What the response holds by now, where somebody else has changed it since this version was begun, or since that came in.
    /// With both versions as texts.
    fn others_version(&self) -> Option<(String, Vec<u8>, (String, String))> {
        let (path, base) = (self.draft.revises.as_ref()?, self.draft.base.as_ref()?);
        // In a file of the folder a conflict would be everybody's.
        if self.draft.shared {
            return None;
        }
        let found = file_writes::read(&self.folder, path).ok().flatten()?;
        let texts = edited(base, &found).filter(|_| found != *base)?;
        Some((path.clone(), found, texts))
    }

    /// Whether somebody else has changed the response that this is a new version of.
    pub(super) fn has_others_version(&self) -> bool {
        self.others_version().is_some()
    }

    /// The path of that response, where somebody else has changed it.
    #[must_use]
    pub fn changed_response(&self) -> Option<&str> {
        self.has_others_version()
            .then_some(self.draft.revises.as_deref())
            .flatten()
    }

    /// Brings what somebody else has written into the response into the draft, whose file is saved. Where two edits touch, the draft's
    /// file gets their text, and the person has hers: a conflict like any other. Gives a sentence for her then.
    pub(super) fn take_in_others_version(
        &mut self,
        desk: &Desk,
        now: Timestamp,
    ) -> Result<Option<String>, DraftingError> {
        let is_quiet = !self.state.is_unsaved() && self.merged.is_none();
        let Some((path, theirs, (from, to))) = self.others_version().filter(|_| is_quiet) else {
            return Ok(None);
        };
        let Some((merged, keys)) = brought(&from, &self.text, &to) else {
            return self.conflict_with_version(desk, (path, theirs), from, now);
        };
        versions::keep(desk, self.draft.id, VersionKind::Outside, None, &theirs, now)?;
        let before = self.text.clone();
        if merged != before {
            self.keep(desk, VersionKind::Sitting, None, now)?;
            self.replace(desk, merged, now)?;
            self.tell(desk, &before, keys, now)?;
        }
        self.draft.base = Some(theirs);
        desk.update_draft(&self.draft)?;
        self.write(desk, now)
    }

    fn conflict_with_version(
        &mut self,
        desk: &Desk,
        (path, theirs): (String, Vec<u8>),
        from: String,
        now: Timestamp,
    ) -> Result<Option<String>, DraftingError> {
        // In the journal first.
        self.replace_as_made_of(desk, from, self.text.clone(), now)?;
        let saved = self.on_disk.clone().unwrap_or_default();
        if saved != theirs {
            let job = FileWrite::Replace {
                path: &self.draft.file,
                expected: &saved,
                bytes: &theirs,
            };
            let keep = versions::keeper(desk, self.draft.id, now);
            file_writes::execute(&self.root, &job, &token_of(desk, self.draft.id), &keep)?;
        }
        let base = self.draft.base.replace(theirs.clone()).unwrap_or_default();
        self.origin = hash_of(&base);
        self.on_disk = Some(base);
        desk.update_draft(&self.draft)?;
        self.changed(desk, Some(theirs), now)?;
        Ok(Some(format!(
            "{path} was changed by somebody else where you have changed it too. Nothing was written over: your words are kept here, theirs in the folder, and both in Versions. Choose what the new version is to say."
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_cannot_be_read_is_none_that_could_come_in() {
        assert!(edited(b"One.", b"One. Two.").is_some());
        for broken in [&b"---\ntitle: [\n---\nOne.\n"[..], b"caf\xe9", b"On"] {
            assert!(edited(b"One.", broken).is_none());
        }
    }
}
