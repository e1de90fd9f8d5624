//! The rule of a round: whether a reader sees the responses of others before they have answered the question.

use std::collections::BTreeSet;

use serde::Serialize;
use ts_rs::TS;

/// What `reveal: after-mine` needs to know about the reader.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Participant {
    /// The slug that signs what the reader writes; none until they have chosen one.
    pub writes_as: Option<String>,
    /// Paths of the questions whose responses the reader has asked to see before answering.
    pub shown: BTreeSet<String>,
}

/// How a question with `reveal: after-mine` is shown to whoever reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Round {
    /// The responses of others are hidden.
    Closed,
    /// The responses of others are shown because the reader asked for it, although the reader has published
    /// none.
    Shown,
    /// The reader has published a response, and all responses are shown.
    Open,
}
