//! A person's own writing about the open folder: the desk, and the drafts that are being written.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Mutex;

use arguendo_core::desk::Desk;
use arguendo_core::drafting::{self, DraftingError, Sitting};
use arguendo_core::folder::Folder;
use arguendo_core::mirror::Touched;
use arguendo_core::news::{Undo, Visit};
use arguendo_core::publishing;
use jiff::Timestamp;

use crate::open_folder::lock;
use crate::wire::WireError;

/// Used by one command at a time, so that what a person types is kept in the order of typing.
pub struct Writing {
    /// What is kept.
    pub desk: Desk,
    sittings: HashMap<i64, Sitting>,
    /// What was found when it was opened, and is still to be told: sentences for the person.
    pub news: Vec<String>,
    /// When the person was here before.
    pub visit: Visit,
    /// What takes back each marking of many as read, in order.
    pub marked: Vec<Undo>,
}

impl Writing {
    /// Opens the desk in `databases`, and finishes what a program that was ended has left half done.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn open(folder: &Folder, databases: &Path) -> Result<Self, WireError> {
        let now = Timestamp::now();
        let desk = Desk::open(databases, now)?;
        let mut news = publishing::resume(&desk, folder)?;
        drafting::tidy_up(&desk, folder.root(), now)?;
        if let Some(aside) = &desk.set_aside {
            news.push(format!(
                "The record of your drafts was damaged. It was set aside as {}, and its newest good copy is used. The drafts' own files are untouched.",
                aside.display()
            ));
        }
        let visit = Visit::begin(&desk)?;
        Ok(Self {
            desk,
            visit,
            marked: Vec::new(),
            sittings: HashMap::new(),
            news,
        })
    }

    /// Uses the one in `writing`, which is opened when it is first used.
    ///
    /// # Errors
    /// Where it cannot be opened, or as `act`.
    pub fn used<T>(
        writing: &Mutex<Option<Self>>,
        folder: &Folder,
        databases: &Path,
        act: impl FnOnce(&mut Self) -> Result<T, WireError>,
    ) -> Result<T, WireError> {
        let mut writing = lock(writing);
        match writing.as_mut() {
            Some(writing) => act(writing),
            None => act(writing.insert(Self::open(folder, databases)?)),
        }
    }

    /// Acts on the draft numbered `id`. Its sitting begins with that, where it has not begun.
    ///
    /// # Errors
    /// Where it cannot be opened, or as `act`.
    pub fn sit<T>(
        &mut self,
        folder: &Folder,
        id: i64,
        act: impl FnOnce(&mut Sitting, &Desk, Timestamp) -> Result<T, DraftingError>,
    ) -> Result<T, WireError> {
        let now = Timestamp::now();
        let mut sitting = match self.sittings.remove(&id) {
            Some(sitting) => sitting,
            None => Sitting::open(&self.desk, folder.root(), id, now)?,
        };
        let answer = act(&mut sitting, &self.desk, now);
        self.sittings.insert(id, sitting);
        Ok(answer?)
    }

    /// Writes the draft and ends its sitting, where it is open. What could not be written is in the journal.
    pub fn end_sitting(&mut self, id: i64) {
        if let Some(mut sitting) = self.sittings.remove(&id) {
            sitting.close(&self.desk, Timestamp::now());
        }
    }

    /// Lets go of a draft that has become something else.
    pub fn forget_sitting(&mut self, id: i64) {
        self.sittings.remove(&id);
    }

    /// Writes every open draft and ends its sitting. The visit ends here too, unless it goes on.
    pub fn end_sittings(&mut self) {
        // A visit whose end is not known ended when something last came.
        let _ = Visit::lasts(&self.desk, Timestamp::now());
        let open: Vec<i64> = self.sittings.keys().copied().collect();
        for id in open {
            self.end_sitting(id);
        }
    }

    /// The open drafts that lie in the folder and whose files were changed, or taken away, by somebody else, among these paths.
    #[must_use]
    pub fn changed_outside(&self, touched: &Touched) -> Vec<i64> {
        let is_touched = |path: &str| {
            let mut paths = touched.changed.iter().chain(&touched.removed);
            touched.everything || paths.any(|touched| touched == path)
        };
        let sittings = self.sittings.values();
        sittings
            .filter(|sitting| sitting.changed_file().is_some_and(is_touched))
            .map(Sitting::id)
            .collect()
    }

    /// Whether a draft is open.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        !self.sittings.is_empty()
    }
}
