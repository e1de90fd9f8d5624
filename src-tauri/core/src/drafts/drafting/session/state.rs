//! How the words of an open draft, its journal and its file go together. What cannot be, cannot be written down here.

use crate::drafts::drafting::replay::Undecided;

/// The state of an open draft.
pub(in crate::drafts::drafting) enum State {
    /// The last session ended without its last save: the journal holds words, and the person has not chosen what becomes of them.
    Undecided {
        words: Undecided,
        /// Why the file itself cannot be written in, where it cannot.
        read_only: Option<String>,
    },
    /// It cannot be written in, and why.
    ReadOnly(String),
    /// The file holds every word, as far as is known.
    Saved,
    /// The file may not hold every word.
    Unsaved { in_journal: bool },
    /// Somebody else has changed the file, or taken it away, where the person has written too.
    Conflict {
        /// What the file holds, which is kept; none: it is gone.
        theirs: Option<Vec<u8>>,
        in_journal: bool,
    },
}

impl State {
    /// As a session begins.
    pub(super) fn opened(undecided: Option<Undecided>, read_only: Option<String>) -> Self {
        match (undecided, read_only) {
            (Some(words), read_only) => Self::Undecided { words, read_only },
            (None, read_only) => Self::settled(read_only),
        }
    }

    /// The file holds what the person has before her, which can be written in unless there is a reason why not.
    pub(in crate::drafts::drafting) fn settled(read_only: Option<String>) -> Self {
        read_only.map_or(Self::Saved, Self::ReadOnly)
    }

    /// Why it cannot be written in.
    pub(in crate::drafts::drafting) fn read_only(&self) -> Option<&str> {
        match self {
            Self::ReadOnly(why) => Some(why),
            Self::Undecided { read_only, .. } => read_only.as_deref(),
            Self::Saved | Self::Unsaved { .. } | Self::Conflict { .. } => None,
        }
    }

    /// The words that wait for the person's choice.
    pub(in crate::drafts::drafting) fn undecided(&self) -> Option<&Undecided> {
        match self {
            Self::Undecided { words, .. } => Some(words),
            _ => None,
        }
    }

    /// Whether the text can be saved.
    pub(super) fn is_writable(&self) -> bool {
        !matches!(self, Self::Undecided { .. } | Self::ReadOnly(_))
    }

    /// Whether words were written in this session, or brought back, that the file may not hold.
    pub(super) fn is_unsaved(&self) -> bool {
        matches!(self, Self::Unsaved { .. } | Self::Conflict { .. })
    }

    /// Whether the journal holds changes, and what they are changes of.
    pub(super) fn is_in_journal(&self) -> bool {
        match self {
            Self::Undecided { .. } => true,
            Self::Unsaved { in_journal } | Self::Conflict { in_journal, .. } => *in_journal,
            Self::ReadOnly(_) | Self::Saved => false,
        }
    }

    /// A change was written into the journal.
    pub(super) fn typed(&mut self) {
        match self {
            // Nothing is chosen by that.
            Self::Undecided { .. } => {}
            Self::Unsaved { in_journal } | Self::Conflict { in_journal, .. } => *in_journal = true,
            Self::ReadOnly(_) | Self::Saved => *self = Self::Unsaved { in_journal: true },
        }
    }

    /// Somebody else's text is in the file, or the file is gone.
    pub(super) fn parted(&mut self, theirs: Option<Vec<u8>>) {
        if matches!(self, Self::Undecided { .. }) {
            return; // the person chooses first
        }
        let in_journal = self.is_in_journal();
        *self = Self::Conflict { theirs, in_journal };
    }

    /// What somebody else has written came into the text: there is no conflict any more.
    pub(super) fn came_together(&mut self) {
        if let Self::Conflict { in_journal, .. } = self {
            *self = Self::Unsaved {
                in_journal: *in_journal,
            };
        }
    }
}
