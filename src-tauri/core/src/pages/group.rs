//! What the window shows of the drafts that others share with the group.

use serde::Serialize;
use ts_rs::TS;

use super::Target;

/// A draft that somebody else has shared with the group, in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GroupDraft {
    /// Its path in the folder: what `take_up_draft` takes.
    pub path: String,
    /// Its number, where the person has opened it before.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// Its title; made from the file's name where it has none.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// The names of those who sign it, in order.
    #[serde(serialize_with = "super::cut::title")]
    pub people: Vec<String>,
    /// The person is one of them.
    pub is_mine: bool,
    /// The question that it answers, where that is in the folder.
    pub question: Option<Target>,
    /// Words of its text.
    pub words: u32,
    /// When its file was last written, ms since 1970; 0 where it says nothing.
    #[ts(type = "number")]
    pub changed: i64,
}
