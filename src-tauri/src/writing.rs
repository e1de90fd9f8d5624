//! A person's own writing about the open folder: the desk, and the drafts that are being written.

use std::collections::HashMap;
use std::path::Path;

use arguendo_core::desk::Desk;
use arguendo_core::drafting::{self, DraftingError, Sitting};
use arguendo_core::folder::Folder;
use arguendo_core::mirror::Touched;
use arguendo_core::publishing;
use jiff::Timestamp;

use crate::wire::WireError;

/// Used by one command at a time, so that what a person types is kept in the order of typing.
pub struct Writing {
    /// What is kept.
    pub desk: Desk,
    sittings: HashMap<i64, Sitting>,
    /// Where the last sitting at each draft had got to. A sitting is begun anew when the page asks for the next thing, and the
    /// page need not hear of it.
    next: HashMap<i64, u64>,
}

impl Writing {
    /// Opens the desk in `databases`, and finishes what a program that was ended has left half done. Gives what there is to tell of
    /// that: sentences for the person.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn open(folder: &Folder, databases: &Path) -> Result<(Self, Vec<String>), WireError> {
        let now = Timestamp::now();
        let mut desk = Desk::open(databases, now)?;
        let mut news = publishing::resume(&desk, folder)?;
        news.extend(drafting::tidy_up(&desk, folder.root(), now));
        if let Some(repaired) = desk.repaired.clone() {
            news.push(repaired);
            // Else it is told once more with the next start.
            let _ = desk.repair_told();
        }
        let writing = Self {
            desk,
            sittings: HashMap::new(),
            next: HashMap::new(),
        };
        Ok((writing, news))
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
            None => {
                let mut sitting = Sitting::open(&self.desk, folder.root(), id, now)?;
                sitting.count_from(self.next.remove(&id).unwrap_or_default());
                sitting
            }
        };
        let answer = act(&mut sitting, &self.desk, now);
        self.sittings.insert(id, sitting);
        Ok(answer?)
    }

    /// Writes the draft and ends its sitting, where it is open. What could not be written is in the journal.
    pub fn end_sitting(&mut self, id: i64) {
        if let Some(mut sitting) = self.sittings.remove(&id) {
            let kept = sitting.close(&self.desk, Timestamp::now());
            self.next.insert(id, kept.sequence);
        }
    }

    /// Writes every open draft and ends its sitting.
    pub fn end_sittings(&mut self) {
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
}
