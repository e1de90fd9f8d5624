//! The values about writing that are sent to the page, besides those in `arguendo_core::pages::drafts`.

use arguendo_core::conflicts::ConflictError;
use arguendo_core::desk::DeskError;
use arguendo_core::drafts::drafting::DraftingError;
use arguendo_core::drafts::operations::OperationError;
use arguendo_core::drafts::pictures::PictureError;
use arguendo_core::drafts::publishing::PublishError;
use arguendo_core::drafts::quoting::QuotingError;
use arguendo_core::drafts::signing::SigningError;
use arguendo_core::history::news::NewsError;
use arguendo_core::pages::conflicts::ConflictPage;
use arguendo_core::pages::drafts::{DraftPage, QuotedPassage};
use serde::Serialize;
use ts_rs::TS;

use super::{ErrorCode, WireError};

/// A language whose spelling can be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Language {
    /// Its BCP 47 tag.
    pub code: String,
    /// Its name in the language itself.
    pub name: String,
}

/// A passage that was just quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Quoted {
    /// The Markdown to insert into the draft.
    pub markdown: String,
    /// The passage and its source.
    pub quote: QuotedPassage,
}

/// A draft that is open for writing.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenedDraft {
    /// The number of the folder that it belongs to. What is typed goes there, even if another folder is open
    /// by then.
    pub folder: u32,
    /// The draft.
    #[serde(flatten)]
    pub page: DraftPage,
}

/// What has become of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftStanding {
    /// The path of the response that it is published as.
    pub published_as: Option<String>,
    /// It was put away, and can be brought back.
    pub put_away: bool,
}

/// A conflict to be settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenedConflict {
    /// The number of the folder that it belongs to. It can only be settled there.
    pub folder: u32,
    /// The conflict.
    #[serde(flatten)]
    pub page: ConflictPage,
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

impl From<SigningError> for WireError {
    fn from(error: SigningError) -> Self {
        let code = match error {
            SigningError::Entries(_) | SigningError::Photo(PictureError::NotShown { .. }) => ErrorCode::Entry,
            SigningError::Unknown(_) => ErrorCode::NotFound,
            SigningError::Photo(PictureError::Write(_)) | SigningError::Write(_) => ErrorCode::Writing,
            SigningError::Mirror(_) => ErrorCode::Mirror,
            SigningError::Desk(_) => ErrorCode::Desk,
        };
        Self::new(code, error.to_string())
    }
}

impl From<PictureError> for WireError {
    fn from(error: PictureError) -> Self {
        SigningError::from(error).into()
    }
}

impl From<DraftingError> for WireError {
    fn from(error: DraftingError) -> Self {
        let code = match error {
            DraftingError::NotYours(_) => ErrorCode::NotYours,
            DraftingError::Operation(error) => return error.into(),
            DraftingError::ChangedSince(_) => ErrorCode::Changed,
            DraftingError::Mirror(_) => ErrorCode::Mirror,
            DraftingError::Write(_) | DraftingError::Unreadable(_) => ErrorCode::Writing,
            DraftingError::NoDraft(_) | DraftingError::NoDocument { .. } | DraftingError::NoVersion(_) => {
                ErrorCode::NotFound
            }
            DraftingError::OutOfStep { .. } | DraftingError::EditOutOfBounds(_) => ErrorCode::OutOfStep,
            _ => ErrorCode::Desk,
        };
        Self::new(code, error.to_string())
    }
}

impl From<OperationError> for WireError {
    fn from(error: OperationError) -> Self {
        let code = match error {
            OperationError::Recovered(_) => ErrorCode::Changed,
            OperationError::CannotUndo { .. } => ErrorCode::Entry,
            OperationError::Desk(_) => ErrorCode::Desk,
            _ => ErrorCode::Writing,
        };
        Self::new(code, error.to_string())
    }
}

impl From<PublishError> for WireError {
    fn from(error: PublishError) -> Self {
        let code = match error {
            PublishError::NotYours { .. } => ErrorCode::NotYours,
            PublishError::Operation(error) => return error.into(),
            PublishError::LookAgain => ErrorCode::Changed,
            PublishError::NoSuchDraft | PublishError::NotAResponse { .. } => ErrorCode::NotFound,
            PublishError::NotFit { .. } => ErrorCode::Entry,
            PublishError::Mirror(_) => ErrorCode::Mirror,
            PublishError::Desk(_) => ErrorCode::Desk,
            _ => ErrorCode::Writing,
        };
        Self::new(code, error.to_string())
    }
}

impl From<ConflictError> for WireError {
    fn from(error: ConflictError) -> Self {
        let code = match error {
            ConflictError::LookAgain | ConflictError::CannotUndo(_) => ErrorCode::Changed,
            ConflictError::Operation(error) => return error.into(),
            ConflictError::Settled(_) | ConflictError::Gone(_) => ErrorCode::NotFound,
            ConflictError::Whole(_) | ConflictError::Merge(_) => ErrorCode::Entry,
            ConflictError::Write(_) | ConflictError::Left(_) | ConflictError::NotSaved(_) => {
                ErrorCode::Writing
            }
            ConflictError::Drafting(error) => return error.into(),
            ConflictError::Desk(_) => ErrorCode::Desk,
            ConflictError::Mirror(_) => ErrorCode::Mirror,
        };
        Self::new(code, error.to_string())
    }
}

impl From<NewsError> for WireError {
    fn from(error: NewsError) -> Self {
        match error {
            NewsError::Desk(error) => error.into(),
            NewsError::Mirror(error) => error.into(),
            NewsError::Own(error) => error.into(),
        }
    }
}
