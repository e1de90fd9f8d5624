//! What is new to the person in the folder: noticing it, counting it, showing it, and marking it as read.
//!
//! What a folder holds at its first opening is known, not new. A document stays the same one under another path if it says the
//! same there or has the same slug. Marks are the person's own: they lie on the desk, never in the folder.

mod lists;
mod marking;
mod noticing;
mod putting;

pub use lists::{changes, next, unread, what_is_new};
pub use marking::{Undo, mark_all_read, mark_read, mark_unread, undo};
pub use noticing::{compare, notice, notice_all};

use jiff::Timestamp;

use crate::desk::{Desk, DeskError};
use crate::drafts::signing::SigningError;
use crate::mirror::MirrorError;

/// The desk's name for the end of the last visit, ms since 1970: while one lasts, its latest moment that is known. It is there
/// once the person has seen the whole folder.
const VISIT: &str = "visit";

/// Why the news cannot be listed.
#[derive(Debug, thiserror::Error)]
pub enum NewsError {
    /// The desk.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The mirror.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// Whose a response is.
    #[error(transparent)]
    Own(#[from] SigningError),
}

/// And for how often a visit was said to last: clocks can be wrong, so what is new goes by this number.
const VISITS: &str = "visits";

/// When the person was here before. A visit lasts from the opening of the folder to its closing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Visit {
    /// When the visit before ended, ms since 1970; none in the first.
    pub since: Option<i64>,
    /// What was noticed with a higher number was noticed after its end.
    pub number: i64,
}

impl Visit {
    /// Begins a visit.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn begin(desk: &Desk) -> Result<Self, DeskError> {
        let since = desk.value(VISIT)?;
        Ok(Self {
            since: since.and_then(|since| since.parse().ok()),
            number: Self::number(desk)?,
        })
    }

    /// Ends it; and says during it, from time to time, that it still lasts.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn lasts(desk: &Desk, now: Timestamp) -> Result<(), DeskError> {
        if desk.value(VISIT)?.is_none() {
            return Ok(()); // the whole folder has not been seen yet
        }
        Self::note_end(desk, now)
    }

    fn note_end(desk: &Desk, now: Timestamp) -> Result<(), DeskError> {
        desk.at_once(|| {
            desk.set_value(VISITS, Some(&(Self::number(desk)? + 1).to_string()))?;
            desk.set_value(VISIT, Some(&now.as_millisecond().to_string()))
        })
    }

    fn number(desk: &Desk) -> Result<i64, DeskError> {
        let visits = desk.value(VISITS)?;
        Ok(visits.and_then(|visits| visits.parse().ok()).unwrap_or(0))
    }
}
