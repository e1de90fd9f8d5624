//! The rule of a round: who reads, and whether others' responses to a question are kept from them until they have answered.

use std::collections::BTreeSet;

use serde::Serialize;
use ts_rs::TS;

/// Who reads, as far as `reveal: after-mine` has to do with them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Participant {
    /// The slug that signs what they write; none while they have not chosen.
    pub writes_as: Option<String>,
    /// Paths of the questions whose responses they have asked to see all the same.
    pub shown: BTreeSet<String>,
}

/// How a question with `reveal: after-mine` is shown to whoever reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Round {
    /// The others' responses are hidden.
    Closed,
    /// They are shown, though the reader has published none, because they asked for it.
    Shown,
    /// The reader has published a response: all are shown.
    Open,
}
