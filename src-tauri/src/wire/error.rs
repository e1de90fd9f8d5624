//! Why a command failed, as the page learns it.

use arguendo_core::mirror::MirrorError;
use arguendo_core::mirror::live::LiveError;
use arguendo_core::sharing::SharingError;
use serde::Serialize;
use ts_rs::TS;

/// Why a command failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WireError {
    /// The kind of error, on which the page may act.
    pub code: ErrorCode,
    /// A text for the person: what happened, to which file, what is safe, and what to do.
    pub message: String,
}

impl WireError {
    /// An error with a code for the page and a message for the person.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}

impl From<LiveError> for WireError {
    fn from(error: LiveError) -> Self {
        let code = match error {
            LiveError::Folder(_) => ErrorCode::FolderUnusable,
            LiveError::Mirror(_) | LiveError::Data(_) => ErrorCode::Mirror,
            LiveError::Thread(_) => ErrorCode::Internal,
        };
        Self::new(code, error.to_string())
    }
}

impl From<MirrorError> for WireError {
    fn from(error: MirrorError) -> Self {
        Self::new(ErrorCode::Mirror, error.to_string())
    }
}

impl From<SharingError> for WireError {
    fn from(error: SharingError) -> Self {
        let code = match error {
            SharingError::NoDeviceId(_) | SharingError::Own => ErrorCode::Entry,
            _ => ErrorCode::Sharing,
        };
        Self::new(code, error.to_string())
    }
}

/// The kind of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// No folder is open: the page should show the first-run page.
    NoFolder,
    /// The folder cannot be opened.
    FolderUnusable,
    /// The mirror cannot be read.
    Mirror,
    /// The settings cannot be saved.
    Settings,
    /// The system's browser cannot be started.
    Browser,
    /// The person's own database cannot be used.
    Desk,
    /// A file could not be written. It is unchanged.
    Writing,
    /// The response is signed by others, so changing it needs explicit consent.
    NotYours,
    /// What would be done now is no longer what was shown: the page must ask again.
    Changed,
    /// The typed change does not follow the last saved one. The page must open the draft again and send what
    /// is missing.
    OutOfStep,
    /// What was asked for does not exist.
    NotFound,
    /// The value entered cannot be used.
    Entry,
    /// Syncthing cannot be asked, or refuses.
    Sharing,
    /// A part of the program failed. Nothing in the folder was touched.
    Internal,
}
