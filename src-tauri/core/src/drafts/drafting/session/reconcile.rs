//! A page has another text of a draft than the program: what was written in it comes into the program's, and neither is lost.

use jiff::Timestamp;

use super::DraftSession;
use super::conflict::brought;
use crate::desk::Desk;
use crate::desk::drafts::hash_of;
use crate::desk::versions::VersionKind;
use crate::drafts::drafting::text::written_in;
use crate::drafts::drafting::{Choice, DraftingError, versions};
use crate::pages::drafts::{SaveState, Written};

impl DraftSession {
    /// The page has `mine`, and both had `base`. What was written there and what came here since are brought together; where they
    /// touch, they are a conflict like any other. The page gets what came in for it.
    ///
    /// # Errors
    /// It could not be written down: whoever asked keeps `mine` and tries again.
    pub fn bring_together(
        &mut self,
        desk: &Desk,
        base: &Written,
        mine: &Written,
        now: Timestamp,
    ) -> Result<SaveState, DraftingError> {
        self.recover(desk, Choice::Restore, now)?;
        if let Some(why) = self.state.read_only() {
            let mine = written_in("---\n---\n", mine)?;
            let told = format!("{why} What was written here is in Versions.");
            versions::keep(
                desk,
                self.draft.id,
                VersionKind::Discarded,
                None,
                mine.as_bytes(),
                now,
            )?;
            return Ok(SaveState {
                trouble: Some(told),
                ..self.kept()
            });
        }
        self.save(desk, now);
        let ours = self.text.clone();
        let (base, mine) = (written_in(&ours, base)?, written_in(&ours, mine)?);
        // Whatever came in with that is shown from the page's text on.
        self.merged = None;
        match brought(&base, &mine, &ours) {
            Some((merged, keys)) => {
                if merged != ours {
                    self.keep_this_and(desk, &mine, now)?;
                    self.replace(desk, merged, now)?;
                }
                if self.text != mine {
                    self.tell(desk, &mine, keys, now)?;
                }
            }
            None if self.is_saved() || self.holds_others_words(desk)? => {
                if !self.is_saved() {
                    self.keep(desk, VersionKind::Sitting, None, now)?;
                }
                self.part_from_file(desk, base, mine, now)?;
            }
            // Nobody but the program has the other one, and it is among the versions.
            None => {
                self.keep_this_and(desk, &mine, now)?;
                self.replace(desk, mine, now)?;
            }
        }
        Ok(self.kept())
    }

    fn is_saved(&self) -> bool {
        !self.state.is_unsaved() && self.on_disk.as_deref() == Some(self.text.as_bytes())
    }

    /// Whether the file, as it was seen last, is as somebody else has made it: what came in with that is in the program's text alone.
    fn holds_others_words(&self, desk: &Desk) -> Result<bool, DraftingError> {
        let versions = desk.versions(self.draft.id)?;
        let outside = versions.iter().filter(|row| row.kind == VersionKind::Outside);
        let newest = outside.map(|row| row.id).max();
        let newest = newest.map(|id| desk.version(id)).transpose()?.flatten();
        Ok(newest.is_some_and(|version| self.on_disk.as_deref() == Some(version.bytes.as_slice())))
    }

    fn keep_this_and(&self, desk: &Desk, mine: &str, now: Timestamp) -> Result<(), DraftingError> {
        self.keep(desk, VersionKind::Sitting, None, now)?;
        versions::keep(
            desk,
            self.draft.id,
            VersionKind::Sitting,
            None,
            mine.as_bytes(),
            now,
        )
    }

    /// What the file holds is somebody else's, and `mine` is what the person made of `base`.
    fn part_from_file(
        &mut self,
        desk: &Desk,
        base: String,
        mine: String,
        now: Timestamp,
    ) -> Result<(), DraftingError> {
        let theirs = self.on_disk.clone().unwrap_or_default();
        let start = base.clone().into_bytes();
        self.replace_as_made_of(desk, base, mine, now)?;
        self.origin = hash_of(&start);
        self.on_disk = Some(start);
        self.save_error = self.changed(desk, Some(theirs), now)?;
        Ok(())
    }
}
