//! The drafts in which somebody else has written where the person has too: found from what is kept, open or not.

use std::path::Path;

use arguendo_text::merge::{Merged, merge};

use super::files::file_of;
use super::replay::{read_there, replayed};
use super::session::{DraftConflict, DraftSession};
use super::{DraftingError, text};
use crate::desk::Desk;
use crate::desk::drafts::Draft;
use crate::pages::conflicts::{ConflictKind, ConflictRow};

/// What begins the key of a draft's conflict; its number follows.
pub(crate) const KEY: &str = "draft:";

/// All of them. What comes together by itself is none.
///
/// # Errors
/// As the desk says.
pub fn conflicts(desk: &Desk, folder: &Path) -> Result<Vec<ConflictRow>, DraftingError> {
    let mut rows = Vec::new();
    for draft in desk.all_drafts()?.into_iter().filter(Draft::is_open) {
        let Some(journal) = desk.journal(draft.id)? else {
            continue;
        };
        // A folder that is away has changed nothing.
        let Ok(found) = read_there(desk, folder, &draft) else {
            continue;
        };
        let states = replayed(&journal, found.as_deref());
        let is_expected = if found.is_some() {
            states.has_found
        } else {
            !draft.shared
        };
        if is_expected {
            continue;
        }
        let conflict = DraftConflict {
            base: Some(states.start.into_bytes()),
            mine: states.last,
            theirs: found,
        };
        if conflict.merged().is_none_or(|merged| merged.text().is_err()) {
            rows.push(row_of(desk, &draft, &conflict));
        }
    }
    Ok(rows)
}

impl DraftConflict {
    /// Both texts brought together, as far as they can be; none where one cannot be read, or is gone.
    #[must_use]
    pub fn merged(&self) -> Option<Merged> {
        let (theirs, broken) = text::read(self.theirs.as_deref()?);
        if broken.is_some() {
            return None;
        }
        let base = self.base.as_deref().map(|base| text::read(base).0);
        merge(base.as_deref(), &self.mine, &theirs).ok()
    }
}

impl DraftSession {
    /// The draft's file, as the desk knows it.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.draft.file
    }

    /// Whether that lies in the folder.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.draft.shared
    }

    /// A conflict of this draft, in a list.
    #[must_use]
    pub fn conflict_row(&self, desk: &Desk, conflict: &DraftConflict) -> ConflictRow {
        row_of(desk, &self.draft, conflict)
    }
}

fn row_of(desk: &Desk, draft: &Draft, conflict: &DraftConflict) -> ConflictRow {
    ConflictRow {
        key: format!("{KEY}{}", draft.id),
        kind: ConflictKind::Draft,
        title: text::field(&conflict.mine, "title"),
        file: file_of(desk, draft),
        copy: None,
        draft: Some(draft.id),
        target: None,
        engine: None,
        from: None,
        at: None,
        gone: conflict.theirs.is_none(),
    }
}
