//! What the window shows of the record: who did what in the folder, and the last texts of what left it.

use serde::Serialize;
use ts_rs::TS;

use super::Target;
use crate::content::activity::Doing;
use crate::desk::records::{Mine, Record};

/// A line of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordRow {
    /// Its number.
    #[ts(type = "number")]
    pub id: i64,
    /// When it was seen here, the last time if more than once: ms since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// What happened.
    pub doing: Doing,
    /// Where the document lies, or lay; empty where it happened to too many to name them.
    pub path: String,
    /// Where it lay before it was renamed.
    pub was_at: Option<String>,
    /// `question`, `response`, `contributor` or `draft`.
    pub kind: String,
    /// Its title.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// The names of those who signed it, in order.
    #[serde(serialize_with = "super::cut::title")]
    pub people: Vec<String>,
    /// When the file says that it was written, where that can be true: ms since 1970.
    #[ts(type = "number | null")]
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
    #[ts(type = "number | null")]
    pub kept: Option<i64>,
    /// The document is there now, and can be opened.
    pub is_there: bool,
}

impl RecordRow {
    /// The line, and whether its document is there now.
    #[must_use]
    pub fn new(record: Record, is_there: bool) -> Self {
        Self {
            id: record.id,
            at: record.at,
            doing: record.doing,
            path: record.path,
            was_at: record.was_at,
            kind: record.kind,
            title: record.title,
            people: record.people,
            written: record.written,
            mine: record.mine,
            times: record.times,
            documents: record.documents,
            texts: record.texts,
            kept: record.kept,
            is_there,
        }
    }
}

/// A last text that is kept, in a list of those that left together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeptEntry {
    /// What every command about it takes.
    #[ts(type = "number")]
    pub id: i64,
    /// Where it lay.
    pub path: String,
    /// Its title.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// The names of those who signed it, in order.
    #[serde(serialize_with = "super::cut::title")]
    pub people: Vec<String>,
    /// A document lies at that path now.
    pub is_there: bool,
}

/// The last text of a document that left the folder, to be read.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeptPage {
    /// What every command about it takes.
    #[ts(type = "number")]
    pub id: i64,
    /// Where it lay.
    pub path: String,
    /// `question`, `response`, `contributor` or `draft`.
    pub kind: String,
    /// Its title.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// The names of those who signed it, in order.
    #[serde(serialize_with = "super::cut::title")]
    pub people: Vec<String>,
    /// When it was seen to have left, ms since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Until when it is kept, ms since 1970.
    #[ts(type = "number")]
    pub until: i64,
    /// The text as HTML; as it is in the file where `raw`.
    pub html: String,
    /// The front matter cannot be read.
    pub raw: bool,
    /// It can be put back byte for byte.
    pub is_whole: bool,
    /// The path that it is put back at, or beside where that is taken.
    pub put_back_as: String,
    /// The document that it was put back as, where that is still there.
    pub put_back: Option<Target>,
    /// What it can be compared with, the nearest first.
    pub others: Vec<KeptOther>,
}

/// What a last text can be compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum KeptOther {
    /// A document of the folder.
    Document {
        /// Its path.
        path: String,
        /// Its title.
        title: String,
    },
    /// Another text that lay at the same path.
    Kept {
        /// Its number.
        #[ts(type = "number")]
        id: i64,
        /// When it was seen to have left, ms since 1970.
        #[ts(type = "number")]
        at: i64,
    },
}

/// A text was put back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PutBack {
    /// The document that it is now.
    pub target: Target,
    /// Its old name was not free, so it has another.
    pub renamed: bool,
}
