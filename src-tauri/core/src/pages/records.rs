//! The record as the window shows it: who did what in the folder, and the last texts of documents that left
//! it.

use serde::Serialize;
use ts_rs::TS;

use super::Target;
use crate::content::activity::ActivityKind;
use crate::desk::records::{Mine, Record};

/// A line of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordRow {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// When it was noticed here, ms since 1970; the last time if it was noticed more than once.
    #[ts(type = "number")]
    pub at: i64,
    /// What happened.
    pub doing: ActivityKind,
    /// The document's present or last path; empty if it happened to more documents than are listed one by
    /// one.
    pub path: String,
    /// Its path before it was renamed.
    pub was_at: Option<String>,
    /// `question`, `response`, `contributor` or `draft`.
    pub kind: String,
    /// Its title.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// The names of the people who signed it, in order.
    #[serde(serialize_with = "super::cut::title")]
    pub people: Vec<String>,
    /// When the document was written according to its file, if that is plausible: ms since 1970.
    #[ts(type = "number | null")]
    pub written: Option<i64>,
    /// What the person did here that caused it; none if somebody else did it.
    pub mine: Option<Mine>,
    /// How often it happened within an hour.
    pub times: u32,
    /// The number of documents.
    pub documents: u32,
    /// The number of last texts that are kept.
    pub texts: u32,
    /// The id of the first of these texts.
    #[ts(type = "number | null")]
    pub kept: Option<i64>,
    /// The document is in the folder now and can be opened.
    pub is_there: bool,
}

impl RecordRow {
    /// The line for `record`, and whether its document is in the folder now.
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

/// A last text that is kept, in a list of documents that left together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeptEntry {
    /// The id: the argument of every command about it.
    #[ts(type = "number")]
    pub id: i64,
    /// The document's last path.
    pub path: String,
    /// Its title.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// The names of the people who signed it, in order.
    #[serde(serialize_with = "super::cut::title")]
    pub people: Vec<String>,
    /// A document is at that path now.
    pub is_there: bool,
}

/// The last text of a document that left the folder, for reading.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeptPage {
    /// The id: the argument of every command about it.
    #[ts(type = "number")]
    pub id: i64,
    /// The document's last path.
    pub path: String,
    /// `question`, `response`, `contributor` or `draft`.
    pub kind: String,
    /// Its title.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// The names of the people who signed it, in order.
    #[serde(serialize_with = "super::cut::title")]
    pub people: Vec<String>,
    /// When its absence was noticed, ms since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Until when it is kept, ms since 1970.
    #[ts(type = "number")]
    pub until: i64,
    /// The text as HTML; the unchanged text of the file if `raw`.
    pub html: String,
    /// The front matter cannot be read.
    pub raw: bool,
    /// It can be restored byte for byte.
    pub is_whole: bool,
    /// The path that it is restored to; if a document is already there, another name beside it is used.
    pub put_back_as: String,
    /// The document that it was restored as, if that is still in the folder.
    pub put_back: Option<Target>,
    /// The texts that it can be compared with, nearest first.
    pub others: Vec<KeptOther>,
}

/// A text that a last text can be compared with.
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
    /// Another text that was at the same path.
    Kept {
        /// Its id.
        #[ts(type = "number")]
        id: i64,
        /// When its absence was noticed, ms since 1970.
        #[ts(type = "number")]
        at: i64,
    },
}

/// The result of restoring a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PutBack {
    /// The restored document.
    pub target: Target,
    /// Its old name was taken, so it has another.
    pub renamed: bool,
}
