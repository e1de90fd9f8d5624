//! What is new to the person: the values that cross the wire.

use arguendo_text::diff::Comparison;
use serde::Serialize;
use ts_rs::TS;

use super::Target;

/// Everything that is unread.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct News {
    /// When the visit before this one ended, ms since 1970; none in the first.
    #[ts(type = "number | null")]
    pub since: Option<i64>,
    /// What is unread, in no particular order.
    pub unread: Vec<Unread>,
    /// How much happened since then: questions, responses, changes, withdrawals.
    pub fresh: u32,
}

/// Why something counts as unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It came, and has not been read.
    New,
    /// It says something else than when she knew it.
    Changed,
    /// She marked it as unread.
    Marked,
}

/// A question or response that is unread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unread {
    /// Its path.
    pub path: String,
    /// It is a question.
    pub is_question: bool,
    /// Why.
    pub why: Why,
    /// The paths of the questions that a response belongs to.
    pub questions: Vec<String>,
    /// When it was found to have come or changed, ms since 1970; 0 where that was before her first visit.
    #[ts(type = "number")]
    pub at: i64,
    /// When she last had it open, ms since 1970.
    #[ts(type = "number | null")]
    pub read: Option<i64>,
    /// What has changed since then can be shown.
    pub comparable: bool,
}

/// What has changed in a document between two readings, or since the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// When she read the earlier text, ms since 1970.
    #[ts(type = "number")]
    pub read: i64,
    /// Both texts.
    pub comparison: Comparison,
}

/// How much came or changed at once. Nothing of it is hers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Arrivals {
    /// New questions.
    pub questions: u32,
    /// New responses.
    pub responses: u32,
    /// Documents that say something else than she knew.
    pub changed: u32,
}

impl Arrivals {
    /// Whether it is nothing.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            questions: self.questions + other.questions,
            responses: self.responses + other.responses,
            changed: self.changed + other.changed,
        }
    }
}

/// All news since the last visit, and what is unread from before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WhatIsNew {
    /// When the visit before this one ended, ms since 1970; none in the first.
    #[ts(type = "number | null")]
    pub since: Option<i64>,
    /// New questions and responses, and those that changed, since then; latest first.
    pub fresh: Vec<NewsRow>,
    /// What was unread already then; latest first.
    pub older: Vec<NewsRow>,
    /// What has gone since then; latest first.
    pub withdrawn: Vec<GoneRow>,
    /// Documents of which a sync engine keeps two versions.
    pub conflicts: Vec<Target>,
    /// How many there are in all, of `fresh`, `older`, `withdrawn` and `conflicts`: the lists end somewhere.
    pub totals: [u32; 4],
}

/// A document that is new or has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewsRow {
    /// What and where.
    pub target: Target,
    /// Who signed it, one line.
    #[serde(serialize_with = "super::cut::line")]
    pub people: String,
    /// The question that a response belongs to.
    pub question: Option<Target>,
    /// Why it is news. `marked` only among what is older.
    pub why: Why,
    /// It is still unread.
    pub unread: bool,
    /// When it was found to have come or changed, ms since 1970; 0 where that was before her first visit.
    #[ts(type = "number")]
    pub at: i64,
    /// When she last had it open, ms since 1970.
    #[ts(type = "number | null")]
    pub read: Option<i64>,
    /// What has changed since she read it can be shown.
    pub comparable: bool,
}

/// A document that is not in the folder any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GoneRow {
    /// Where it was.
    pub path: String,
    /// It was a question.
    pub is_question: bool,
    /// Its title.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// When it was found to have gone, ms since 1970.
    #[ts(type = "number")]
    pub at: i64,
}

/// What was marked as read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MarkedRead {
    /// How many documents.
    pub count: u32,
    /// What takes it back.
    pub undo: u32,
}
