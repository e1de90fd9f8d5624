//! What is new to the person in the folder: noticing it, counting it, showing it, and marking it as read.
//!
//! Everything in the folder at its first opening counts as known. A document that moved to another path
//! counts as the same if its content or its slug is the same. Marks belong to the person: they are kept on
//! the desk, never in the folder.

mod lists;
mod marking;
mod noticing;
mod putting;

pub use lists::{changes, next, unread, what_is_new};
pub use marking::{Undo, mark_all_read, mark_read, mark_unread, undo};
pub use noticing::{compare, notice, notice_all};

use jiff::Timestamp;

use crate::desk::{Desk, DeskError, Remembered};
use crate::drafts::signing::SigningError;
use crate::mirror::MirrorError;

/// Why the news cannot be listed.
#[derive(Debug, thiserror::Error)]
pub enum NewsError {
    /// The desk cannot be used.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The mirror cannot be read.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// It cannot be found out who signed a response.
    #[error(transparent)]
    Own(#[from] SigningError),
}

/// When the person last visited the folder. A visit lasts from opening the folder to closing it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Visit {
    /// When the previous visit ended, ms since 1970; none in the first visit.
    pub since: Option<i64>,
    /// What was noticed with a higher number was noticed after that visit ended.
    pub number: i64,
}

impl Visit {
    /// Begins a visit.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn begin(desk: &Desk) -> Result<Self, DeskError> {
        let since = desk.value(Remembered::Visit)?;
        Ok(Self {
            since: since.and_then(|since| since.parse().ok()),
            number: Self::number(desk)?,
        })
    }

    /// Records that the visit ends, or, from time to time, that it still goes on.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn lasts(desk: &Desk, now: Timestamp) -> Result<(), DeskError> {
        if desk.value(Remembered::Visit)?.is_none() {
            return Ok(()); // the person has not seen the whole folder yet
        }
        Self::note_end(desk, now)
    }

    fn note_end(desk: &Desk, now: Timestamp) -> Result<(), DeskError> {
        desk.at_once(|| {
            desk.set_value(Remembered::Visits, Some(&(Self::number(desk)? + 1).to_string()))?;
            desk.set_value(Remembered::Visit, Some(&now.as_millisecond().to_string()))
        })
    }

    fn number(desk: &Desk) -> Result<i64, DeskError> {
        let visits = desk.value(Remembered::Visits)?;
        Ok(visits.and_then(|visits| visits.parse().ok()).unwrap_or(0))
    }
}
