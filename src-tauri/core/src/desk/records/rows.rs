//! The rows of the record, and how their values are written.

use rusqlite::Row;

use super::mine::Mine;
use crate::content::activity::ActivityKind;

/// Before this, 1 January 1990, no file was written that a person would date so, ms.
const FIRST_PLAUSIBLE: i64 = 631_152_000_000;
/// Clocks of computers that share a folder differ, ms.
const AHEAD: i64 = 2 * 60 * 1000;

pub(super) const KINDS: [(ActivityKind, &str); 5] = [
    (ActivityKind::Arrived, "arrived"),
    (ActivityKind::Changed, "changed"),
    (ActivityKind::Renamed, "renamed"),
    (ActivityKind::Withdrawn, "withdrawn"),
    (ActivityKind::CopyRemoved, "copy-removed"),
];
/// Columns of [`record`].
pub(super) const RECORD: &str = "SELECT id, at, doing, path, was_at, kind, title, people, written, mine, times, documents,
    (SELECT count(*) FROM kept k WHERE k.record = record.id), (SELECT min(id) FROM kept k WHERE k.record = record.id)
    FROM record";

/// A line of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its number.
    pub id: i64,
    /// When it was seen here, the last time if more than once: ms since 1970.
    pub at: i64,
    /// What happened.
    pub doing: ActivityKind,
    /// Where the document lies, or lay; empty where it happened to too many to name them.
    pub path: String,
    /// Where it lay before it was renamed.
    pub was_at: Option<String>,
    /// `question`, `response`, `contributor` or `draft`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The names of those who signed it, in order.
    pub people: Vec<String>,
    /// When the file says that it was written, where that can be true: ms since 1970.
    pub written: Option<i64>,
    /// What the person did here that came to it; none where somebody else did it.
    pub mine: Option<Mine>,
    /// So often within an hour.
    pub times: u32,
    /// To so many documents.
    pub documents: u32,
    /// So many last texts are kept.
    pub texts: u32,
    /// The number of the first of them.
    pub kept: Option<i64>,
}

/// When a file was written, by what it says itself, unless that cannot be.
pub(super) fn plausible(modified: i64, at: i64) -> Option<i64> {
    (FIRST_PLAUSIBLE..=at + AHEAD)
        .contains(&modified)
        .then_some(modified)
}

pub(super) fn names_as_json(names: &[String]) -> String {
    serde_json::to_string(names).unwrap_or_else(|_| "[]".to_owned())
}

pub(super) fn names_from_json(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}

pub(super) fn name_of(doing: ActivityKind) -> &'static str {
    let found = KINDS.iter().find(|(known, _)| *known == doing);
    found.map_or("changed", |(_, name)| name)
}

pub(super) fn doing_of(name: &str) -> ActivityKind {
    let found = KINDS.iter().find(|(_, known)| *known == name);
    found.map_or(ActivityKind::Changed, |(doing, _)| *doing)
}

pub(super) fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record {
        id: row.get(0)?,
        at: row.get(1)?,
        doing: doing_of(&row.get::<_, String>(2)?),
        path: row.get(3)?,
        was_at: row.get(4)?,
        kind: row.get(5)?,
        title: row.get(6)?,
        people: names_from_json(&row.get::<_, String>(7)?),
        written: row.get(8)?,
        mine: row
            .get::<_, Option<String>>(9)?
            .as_deref()
            .and_then(Mine::from_name),
        times: row.get(10)?,
        documents: row.get(11)?,
        texts: row.get(12)?,
        kept: row.get(13)?,
    })
}
