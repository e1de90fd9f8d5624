//! A draft that is open: what is typed goes to the journal, and from time to time to the file, which is never written over unread.

mod conflict;
#[cfg(test)]
mod histories;
mod reconcile;
mod revision;
mod sequence;
mod state;
mod unseen_edits;

pub use conflict::DraftConflict;
pub(super) use state::State;
pub use unseen_edits::{merge_seen, unseen_edits};

use std::fs::File;
use std::path::PathBuf;

use jiff::Timestamp;

use self::sequence::Sequence;
use super::files::token_of;
use super::replay::Undecided;
use super::text::{self, Entry};
use super::{DraftingError, versions};
use crate::desk::Desk;
use crate::desk::drafts::{Draft, hash_of};
use crate::desk::journal::Change;
use crate::desk::versions::VersionKind;
use crate::disk::file_writes::{self, FileWrite, WriteError};
use crate::pages::drafts::{MergedIn, SaveState, Typed};

/// So often somebody else's edits are brought into the text while one save goes on: what has come in is reported once, with that save.
const MOST_MERGES: u32 = 1;

/// A draft that is open. Nobody else can open it until the value goes.
pub struct DraftSession {
    pub(super) draft: Draft,
    /// None while something is done to the draft that nobody may have open.
    pub(super) lock: Option<File>,
    pub(super) root: PathBuf,
    /// The root of the content folder.
    folder: PathBuf,
    /// The whole text of the file as the person has it before her.
    pub(super) text: String,
    /// What the file is expected to hold; none where there is to be none.
    pub(super) on_disk: Option<Vec<u8>>,
    /// [`hash_of`] the bytes that the text has come from: as they were read, or last written.
    origin: i64,
    /// How the words of the text, the journal and the file go together.
    pub(super) state: State,
    /// The person has changed something in this session.
    is_touched: bool,
    /// Which changes were taken.
    pub(super) sequence: Sequence,
    /// When the file last held all words.
    saved_at: Option<i64>,
    /// Why it does not.
    save_error: Option<String>,
    /// What has just come in of somebody else's edits.
    merged: Option<MergedIn>,
}

/// What a session begins with.
pub(super) struct Opened {
    pub draft: Draft,
    pub lock: File,
    pub root: PathBuf,
    pub folder: PathBuf,
    pub shown: Vec<u8>,
    pub on_disk: Option<Vec<u8>>,
    /// The number of the first change to come.
    pub next: u64,
    pub trouble: Option<String>,
    pub read_only: Option<String>,
    pub undecided: Option<Undecided>,
}

impl DraftSession {
    pub(super) fn of(opened: Opened) -> Self {
        let (text, read_only) = text::read(&opened.shown);
        let is_saved = opened.on_disk.is_some() && opened.undecided.is_none() && opened.trouble.is_none();
        Self {
            saved_at: is_saved.then_some(opened.draft.changed),
            draft: opened.draft,
            lock: Some(opened.lock),
            root: opened.root,
            folder: opened.folder,
            text,
            on_disk: opened.on_disk,
            origin: hash_of(&opened.shown),
            state: State::opened(opened.undecided, opened.read_only.or(read_only)),
            is_touched: false,
            sequence: Sequence::from(opened.next),
            save_error: opened.trouble,
            merged: None,
        }
    }

    /// The draft's number.
    #[must_use]
    pub fn id(&self) -> i64 {
        self.draft.id
    }

    /// The whole text of the file as the person has it before her.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the words that were sent are kept.
    #[must_use]
    pub fn kept(&self) -> SaveState {
        SaveState {
            sequence: self.sequence.next(),
            saved: self
                .saved_at
                .filter(|_| !self.state.is_unsaved() && self.on_disk.is_some()),
            trouble: self.save_error.clone(),
            outside: self.is_changed_outside(),
            merged: self.merged.clone(),
        }
    }

    /// Takes a change. When it returns, the change is on the disk, in the journal. A change that was taken before, and is sent
    /// once more, is acknowledged once more.
    ///
    /// # Errors
    /// It does not fit, or could not be written down: nothing of it was done, and whoever sent it keeps it and tries again.
    pub fn type_(
        &mut self,
        desk: &Desk,
        sequence: u64,
        typed: &Typed,
        now: Timestamp,
    ) -> Result<SaveState, DraftingError> {
        let entry = Entry::of(typed);
        let next = self.sequence.next();
        if sequence != next {
            if self.sequence.has_taken(sequence, &json(&entry)?) {
                return Ok(self.kept());
            }
            return Err(DraftingError::OutOfStep { sequence, next });
        }
        self.check_writable()?;
        let text = entry.applied_to(&self.text)?;
        self.write_down(desk, &entry, now)?;
        self.text = text;
        self.merged = None;
        Ok(self.kept())
    }

    /// Writes the file, where it does not hold all words. Where it cannot be written the reason is given, and the words
    /// stay in the journal; the next time may mend it.
    pub fn save(&mut self, desk: &Desk, now: Timestamp) -> SaveState {
        let is_due = self.is_due();
        self.merged = None;
        if is_due && self.state.is_writable() {
            let written = match self.write(desk, now) {
                Ok(None) => self.take_in_others_version(desk, now),
                other => other,
            };
            self.save_error = written.unwrap_or_else(|error| Some(error.to_string()));
        }
        self.kept()
    }

    /// Whether saving would do something: the file does not hold all words, or somebody else has written into it, or into the response
    /// that this is a new version of.
    #[must_use]
    pub fn is_due(&self) -> bool {
        let is_lost = self.on_disk.is_none() && !self.draft.shared;
        let is_unsaved = self.state.is_unsaved() || is_lost || self.save_error.is_some();
        is_unsaved || self.has_news() || self.has_others_version()
    }

    /// Saves, and keeps what the session came to as a version.
    pub fn close(&mut self, desk: &Desk, now: Timestamp) -> SaveState {
        self.save(desk, now);
        if self.is_touched && !matches!(self.state, State::Undecided { .. }) {
            match self.keep(desk, VersionKind::Sitting, None, now) {
                Ok(()) => self.is_touched = false,
                Err(error) => self.save_error = Some(error.to_string()),
            }
        }
        self.kept()
    }

    /// Keeps the present text as a version by this name.
    ///
    /// # Errors
    /// As the desk says; so for every method here.
    pub fn keep_version(&mut self, desk: &Desk, name: &str, now: Timestamp) -> Result<(), DraftingError> {
        self.keep(desk, VersionKind::Named, Some(name), now)
    }

    /// Puts version `id` in the place of the present text, which is kept before.
    pub fn restore_version(
        &mut self,
        desk: &Desk,
        id: i64,
        now: Timestamp,
    ) -> Result<SaveState, DraftingError> {
        self.check_writable()?;
        let version = desk.version(id)?.filter(|version| version.draft == self.draft.id);
        let version = version.ok_or(DraftingError::NoVersion(id))?;
        let (text, read_only) = text::read(&version.bytes);
        if let Some(why) = read_only {
            return Err(DraftingError::ReadOnly(why));
        }
        self.keep(desk, VersionKind::BeforeRestore, None, now)?;
        self.replace(desk, text, now)?;
        Ok(self.save(desk, now))
    }

    /// Words of an earlier session are part of the text again: changes of `base`, where the file holds something else.
    pub(super) fn restored(&mut self, text: String, base: Option<Vec<u8>>) {
        if let Some(base) = base {
            self.origin = hash_of(&base);
            self.on_disk = Some(base);
        }
        self.text = text;
        self.state = State::Unsaved { in_journal: true };
        self.is_touched = true;
    }

    /// Writes a change into the journal.
    pub(super) fn write_down(
        &mut self,
        desk: &Desk,
        entry: &Entry,
        now: Timestamp,
    ) -> Result<(), DraftingError> {
        let change = Change {
            sequence: self.sequence.next(),
            at: now.as_millisecond(),
            what: json(entry)?,
        };
        let start = (!self.state.is_in_journal()).then_some(self.text.as_bytes());
        desk.append_change(self.draft.id, &change, start)?;
        self.sequence.take(&change.what);
        self.state.typed();
        self.is_touched = true;
        Ok(())
    }

    /// Another whole text takes the place of the present one, in the journal first.
    fn replace(&mut self, desk: &Desk, text: String, now: Timestamp) -> Result<(), DraftingError> {
        let entry = Entry::Whole { text };
        self.write_down(desk, &entry, now)?;
        if let Entry::Whole { text } = entry {
            self.text = text;
        }
        Ok(())
    }

    /// `mine` is the text, and in the journal what the person made of `base`.
    fn replace_as_made_of(
        &mut self,
        desk: &Desk,
        base: String,
        mine: String,
        now: Timestamp,
    ) -> Result<(), DraftingError> {
        let before = std::mem::replace(&mut self.text, base);
        let replaced = self.replace(desk, mine, now);
        if replaced.is_err() {
            self.text = before;
        }
        replaced
    }

    fn check_writable(&self) -> Result<(), DraftingError> {
        match (&self.state, self.state.read_only()) {
            (_, Some(why)) => Err(DraftingError::ReadOnly(why.to_owned())),
            (State::Undecided { .. }, None) => Err(DraftingError::Undecided),
            _ => Ok(()),
        }
    }

    fn keep(
        &self,
        desk: &Desk,
        kind: VersionKind,
        name: Option<&str>,
        now: Timestamp,
    ) -> Result<(), DraftingError> {
        versions::keep(desk, self.draft.id, kind, name, self.text.as_bytes(), now)
    }

    /// Whether the text has come from these bytes, or is them.
    fn is_ours(&self, found: &[u8]) -> bool {
        found == self.text.as_bytes()
            || self.on_disk.as_deref() == Some(found)
            || self.origin == hash_of(found)
    }

    /// Writes the text into the file, and then writes down that it holds it. Gives a sentence for the person instead.
    fn write(&mut self, desk: &Desk, now: Timestamp) -> Result<Option<String>, DraftingError> {
        let is_written = |found: Option<&[u8]>| found == Some(self.text.as_bytes());
        if is_written(self.on_disk.as_deref())
            && is_written(file_writes::read(&self.root, &self.draft.file)?.as_deref())
        {
            // Only that it was written could not be written down; or what was typed was taken back.
            self.settle(desk, &self.text.clone().into_bytes(), now)?;
            return Ok(None);
        }
        let token = token_of(desk, self.draft.id);
        let keep = versions::keeper(desk, self.draft.id, now);
        let (mut is_again, mut merges) = (false, 0);
        loop {
            if merges > 0 && self.on_disk.as_deref() == Some(self.text.as_bytes()) {
                self.settle(desk, &self.text.clone().into_bytes(), now)?;
                return Ok(None);
            }
            let (path, bytes) = (self.draft.file.as_str(), self.text.as_bytes());
            let job = match &self.on_disk {
                Some(expected) => FileWrite::Replace {
                    path,
                    expected,
                    bytes,
                },
                // Where the whole directory is gone a drive is away, and what is left there is another disk.
                None if self.draft.shared && !self.directory().is_dir() => {
                    let path = path.to_owned();
                    return Err(WriteError::Gone { path }.into());
                }
                None => FileWrite::Create { path, bytes },
            };
            let found = match file_writes::execute(&self.root, &job, &token, &keep) {
                Ok(()) => {
                    let bytes = bytes.to_vec();
                    self.on_disk = Some(bytes.clone());
                    self.settle(desk, &bytes, now)?;
                    return Ok(None);
                }
                Err(WriteError::Changed { found, .. }) => found,
                Err(WriteError::Exists { .. }) => file_writes::read(&self.root, path)?,
                Err(error) => return Err(error.into()),
            };
            // Our own bytes may lie there: a flush failed after they were in place, or the drive had been away.
            let is_lost = found.is_none() && !self.draft.shared;
            let is_ours = is_lost || found.as_ref().is_some_and(|found| self.is_ours(found));
            if is_again || !is_ours {
                if merges == MOST_MERGES || !self.merge_in(desk, found.as_deref(), now)? {
                    return self.changed(desk, found, now);
                }
                merges += 1;
                continue;
            }
            self.on_disk = found;
            is_again = true;
        }
    }

    fn directory(&self) -> PathBuf {
        let full = self.root.join(&self.draft.file);
        full.parent().unwrap_or(&self.root).to_path_buf()
    }

    /// The file holds these bytes, and they are what the person has before her.
    pub(super) fn settle(&mut self, desk: &Desk, bytes: &[u8], now: Timestamp) -> Result<(), DraftingError> {
        let hash = hash_of(bytes);
        self.origin = hash;
        desk.settle(self.draft.id, bytes, now.as_millisecond())?;
        self.draft.hash = Some(hash);
        self.draft.changed = now.as_millisecond();
        self.state = State::Saved;
        self.saved_at = Some(now.as_millisecond());
        Ok(())
    }
}

fn json(entry: &Entry) -> Result<String, DraftingError> {
    serde_json::to_string(entry).map_err(|error| DraftingError::Unreadable(error.into()))
}
