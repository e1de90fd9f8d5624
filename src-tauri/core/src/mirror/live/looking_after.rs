//! While nobody waits, the program looks whether what was published from here is still there: see `Publishing::look_after`.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Note, Update, Worker};
use crate::desk::Desk;
use crate::disk::folder::Folder;
use crate::mirror::Touched;

/// What came of looking.
#[derive(Debug, Default)]
pub struct Looked {
    /// Sentences for the person.
    pub told: Vec<String>,
    /// Something waits until a sync program, or another publication, has ended.
    pub is_due: bool,
    /// Something could not be written, for a reason that may pass: it is to be tried again with the next change.
    pub has_failed: bool,
}

/// What looks: at the folder, with its databases, as far as it has to do with these paths (none: all of it), and whether the folder may be
/// written to. None: the databases cannot be read just now.
pub type LookAfter = Box<dyn Fn(&Folder, &Path, Option<&BTreeSet<String>>, bool) -> Option<Looked> + Send>;

/// What has changed since the program last looked.
pub(super) struct Owed {
    /// None: anything may have.
    paths: Option<BTreeSet<String>>,
    is_due: bool,
}

impl Default for Owed {
    /// At first, anything may have changed.
    fn default() -> Self {
        Self {
            paths: None,
            is_due: true,
        }
    }
}

impl Owed {
    /// What could not be written may be written now.
    pub(super) fn try_again(&mut self) {
        self.is_due = true;
    }

    /// This has changed, too.
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
    /// Looks at what is owed. True: something waits for a sync program, or for another publication, and is to be looked at again.
    pub(super) fn look_after(&mut self) -> bool {
        if !self.owed.is_due || !Desk::is_in(&self.databases) {
            return false;
        }
        // What the desk or the mirror cannot answer just now is owed still.
        let paths = self.owed.paths.as_ref();
        let looked = (self.look_after)(&self.folder, &self.databases, paths, !self.is_read_only);
        let Some(looked) = looked else {
            return true;
        };
        for told in looked.told {
            (self.listener)(Update::Note(Note::LookedAfter(told)));
        }
        self.owed.is_due = looked.is_due;
        // What has failed is tried again with the next change.
        if !looked.is_due && !looked.has_failed {
            self.owed.paths = Some(BTreeSet::new());
        }
        looked.is_due
    }
}
