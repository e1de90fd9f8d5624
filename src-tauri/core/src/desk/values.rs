//! Single values that the desk remembers, each by one name.

use std::borrow::Cow;

use rusqlite::OptionalExtension as _;

use super::{Desk, DeskError};

/// Before the path of a question whose responses are shown all the same.
pub(super) const SHOWN: &str = "shown ";

/// What is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remembered<'a> {
    /// The slug that signs what the person writes.
    WritesAs,
    /// The profile that joins the folder with the first response, as JSON.
    Profile,
    /// The latest known moment of the visit that lasts, ms since 1970.
    Visit,
    /// How many visits have ended.
    Visits,
    /// The random number of this desk.
    Number,
    /// A sentence on what became of a damaged desk, until the person has seen it.
    Repaired,
    /// The responses to the question at this path are shown though the person has published none.
    Shown(&'a str),
    /// Edits of somebody else in the draft of this number, until the person has seen them, as JSON.
    UnseenEdits(i64),
    /// The path of the draft that somebody else has shared, and that is this one of the person's.
    TakenUp(i64),
}

impl Remembered<'_> {
    pub(super) fn name(self) -> Cow<'static, str> {
        match self {
            Self::WritesAs => "me".into(),
            Self::Profile => "profile".into(),
            Self::Visit => "visit".into(),
            Self::Visits => "visits".into(),
            Self::Number => "number".into(),
            Self::Repaired => "repaired".into(),
            Self::Shown(path) => format!("{SHOWN}{path}").into(),
            Self::UnseenEdits(draft) => format!("merged-{draft}").into(),
            Self::TakenUp(draft) => format!("taken-up-{draft}").into(),
        }
    }
}

impl Desk {
    /// A remembered value.
    ///
    /// # Errors
    /// As SQLite says; so for every method here.
    pub fn value(&self, what: Remembered<'_>) -> Result<Option<String>, DeskError> {
        Ok(self
            .connection
            .prepare_cached("SELECT value FROM value WHERE name = ?1")?
            .query_row([&what.name()], |row| row.get(0))
            .optional()?)
    }

    /// Remembers a value, or forgets it.
    pub fn set_value(&self, what: Remembered<'_>, value: Option<&str>) -> Result<(), DeskError> {
        match value {
            Some(value) => self
                .connection
                .prepare_cached("INSERT INTO value VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2")?
                .execute([&what.name(), value])?,
            None => self
                .connection
                .prepare_cached("DELETE FROM value WHERE name = ?1")?
                .execute([&what.name()])?,
        };
        Ok(())
    }
}
