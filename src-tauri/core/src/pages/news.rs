//! What is new to the person, as the window shows it.

use arguendo_text::diff::Comparison;
use serde::Serialize;
use ts_rs::TS;

use super::Target;

/// Everything that is unread.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct News {
    /// When the previous visit ended, ms since 1970; none in the first visit.
    #[ts(type = "number | null")]
    pub since: Option<i64>,
    /// What is unread, in no particular order.
    pub unread: Vec<Unread>,
    /// The number of news since then: questions, responses, changes, withdrawals.
    pub fresh: u32,
}

/// Why something counts as unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It arrived and has not been read.
    New,
    /// Its content has changed since the person last knew it.
    Changed,
    /// The person marked it as unread.
    Marked,
}

/// A question or response that is unread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unread {
    /// Its path.
    pub path: String,
    /// True for a question, false for a response.
    pub is_question: bool,
    /// Why it is unread.
    pub why: Why,
    /// The paths of the questions that a response belongs to.
    pub questions: Vec<String>,
    /// When its arrival or change was noticed, ms since 1970; 0 if that was before the person's first visit.
    #[ts(type = "number")]
    pub at: i64,
    /// When the person last had it open, ms since 1970.
    #[ts(type = "number | null")]
    pub read: Option<i64>,
    /// The changes since then can be shown.
    pub comparable: bool,
}

/// The changes in a document between two readings, or since the last reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// When the person read the earlier text, ms since 1970.
    #[ts(type = "number")]
    pub read: i64,
    /// The comparison of the two texts.
    pub comparison: Comparison,
}

/// How many documents of others arrived or changed at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Arrivals {
    /// New questions.
    pub questions: u32,
    /// New responses.
    pub responses: u32,
    /// Documents whose content differs from what the person knew.
    pub changed: u32,
}

impl Arrivals {
    /// Whether all counts are 0.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// The sum of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            questions: self.questions + other.questions,
            responses: self.responses + other.responses,
            changed: self.changed + other.changed,
        }
    }
}

/// All news since the last visit, and what was unread before it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WhatIsNew {
    /// When the previous visit ended, ms since 1970; none in the first visit.
    #[ts(type = "number | null")]
    pub since: Option<i64>,
    /// Questions and responses that are new or have changed since then; latest first.
    pub fresh: Vec<NewsRow>,
    /// What was already unread then; latest first.
    pub older: Vec<NewsRow>,
    /// What has left the folder since then; latest first.
    pub withdrawn: Vec<GoneRow>,
    /// Documents with a sync engine's conflict copy beside them.
    pub conflicts: Vec<Target>,
    /// The total numbers of `fresh`, `older`, `withdrawn` and `conflicts`: the lists themselves are limited
    /// in length.
    pub totals: [u32; 4],
}

/// A document that is new or has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewsRow {
    /// The document.
    pub target: Target,
    /// The people who signed it, in one line.
    #[serde(serialize_with = "super::cut::line")]
    pub people: String,
    /// The question that a response belongs to.
    pub question: Option<Target>,
    /// Why it is news. `marked` occurs only in `older`.
    pub why: Why,
    /// It is still unread.
    pub unread: bool,
    /// When its arrival or change was noticed, ms since 1970; 0 if that was before the person's first visit.
    #[ts(type = "number")]
    pub at: i64,
    /// When the person last had it open, ms since 1970.
    #[ts(type = "number | null")]
    pub read: Option<i64>,
    /// The changes since the person read it can be shown.
    pub comparable: bool,
}

/// A document that is no longer in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GoneRow {
    /// Its path.
    pub path: String,
    /// True for a question, false for a response.
    pub is_question: bool,
    /// Its title.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// When its absence was noticed, ms since 1970.
    #[ts(type = "number")]
    pub at: i64,
}

/// The result of marking several documents as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MarkedRead {
    /// The number of documents.
    pub count: u32,
    /// The argument of the command that undoes it.
    pub undo: u32,
}
