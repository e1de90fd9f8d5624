//! What crosses to the page about writing, besides `arguendo_core::pages::drafts`.

use arguendo_core::desk::DeskError;
use arguendo_core::pages::drafts::QuotedPassage;
use arguendo_core::quoting::QuotingError;
use serde::Serialize;
use ts_rs::TS;

use super::{ErrorCode, WireError};

/// A language whose spelling can be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Language {
    /// Its BCP 47 tag.
    pub code: String,
    /// Its own name for itself.
    pub name: String,
}

/// A passage that was quoted just now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Quoted {
    /// What to put into the draft.
    pub markdown: String,
    /// The passage and its source.
    pub quote: QuotedPassage,
}

/// A draft that something has happened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftNews {
    /// Its number.
    #[ts(type = "number")]
    pub id: i64,
}

impl From<DeskError> for WireError {
    fn from(error: DeskError) -> Self {
        Self::new(ErrorCode::Desk, error.to_string())
    }
}

impl From<QuotingError> for WireError {
    fn from(error: QuotingError) -> Self {
        let code = match error {
            QuotingError::NotFound(_) => ErrorCode::NotFound,
            QuotingError::Mirror(_) => ErrorCode::Mirror,
            QuotingError::Desk(_) => ErrorCode::Desk,
        };
        Self::new(code, error.to_string())
    }
}
