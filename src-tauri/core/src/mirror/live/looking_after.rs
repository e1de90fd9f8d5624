//! When the program is idle, it checks that what was published from here is still in the folder: see
//! `Publishing::look_after`.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Note, Update, Worker};
use crate::desk::Desk;
use crate::disk::folder::Folder;
use crate::mirror::Touched;

/// The result of such a check.
#[derive(Debug, Default)]
pub struct Looked {
    /// Sentences for the person.
    pub told: Vec<String>,
    /// The check is to be repeated when a sync program, or another publication, has ended.
    pub is_due: bool,
    /// Something could not be written, for a reason that may pass. It is tried again with the next change.
    pub has_failed: bool,
}

/// Does the check. It is given the folder, the directory of its databases, the changed paths (none for all
/// paths), and whether the folder can be written to. Gives none if the databases cannot be read now.
pub type LookAfter = Box<dyn Fn(&Folder, &Path, Option<&BTreeSet<String>>, bool) -> Option<Looked> + Send>;

/// What has changed since the last check.
pub(super) struct Owed {
    /// None if anything may have changed.
    paths: Option<BTreeSet<String>>,
    is_due: bool,
}

impl Default for Owed {
    /// At the start, anything may have changed.
    fn default() -> Self {
        Self {
            paths: None,
            is_due: true,
        }
    }
}

impl Owed {
    /// Makes the check due again, because what could not be written may be writable now.
    pub(super) fn try_again(&mut self) {
        self.is_due = true;
    }

    /// Adds what a batch has changed.
    pub(super) fn note(&mut self, touched: &Touched) {
        if !touched.everything && touched.is_nothing() {
            return;
        }
        self.is_due = true;
        if touched.everything {
            self.paths = None;
        }
        if let Some(paths) = &mut self.paths {
            paths.extend(touched.changed.iter().chain(&touched.removed).cloned());
        }
    }
}

impl Worker {
    /// Checks what has changed. Returns true if the check must be repeated because something waits for a sync
    /// program or for another publication.
    pub(super) fn look_after(&mut self) -> bool {
        if !self.owed.is_due || !Desk::is_in(&self.databases) {
            return false;
        }
        // If the desk or the mirror cannot be read now, the check is still due.
        let paths = self.owed.paths.as_ref();
        let looked = (self.look_after)(&self.folder, &self.databases, paths, !self.is_read_only);
        let Some(looked) = looked else {
            return true;
        };
        for told in looked.told {
            (self.listener)(Update::Note(Note::LookedAfter(told)));
        }
        self.owed.is_due = looked.is_due;
        // A failed check is repeated with the next change.
        if !looked.is_due && !looked.has_failed {
            self.owed.paths = Some(BTreeSet::new());
        }
        looked.is_due
    }
}
