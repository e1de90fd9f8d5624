//! The drafts that others share with the group, as the window shows them.

use serde::Serialize;
use ts_rs::TS;

use super::Target;

/// A draft that somebody else has shared with the group, in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GroupDraft {
    /// Its path in the folder: the argument of `take_up_draft`.
    pub path: String,
    /// Its id, if the person has opened it before.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// Its title, or else one made from the file's name.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// The names of the people who sign it, in order.
    #[serde(serialize_with = "super::cut::title")]
    pub people: Vec<String>,
    /// The person is one of those people.
    pub is_mine: bool,
    /// The question that it answers, if that is in the folder.
    pub question: Option<Target>,
    /// The number of words in its text.
    pub words: u32,
    /// When its file was last written, according to the file, ms since 1970; 0 if the file does not say.
    #[ts(type = "number")]
    pub changed: i64,
}
