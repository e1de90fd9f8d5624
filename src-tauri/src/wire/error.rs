//! Why a command could not do what it was asked to, as the page learns it.

use arguendo_core::mirror::MirrorError;
use arguendo_core::mirror::live::LiveError;
use arguendo_core::sharing::SharingError;
use serde::Serialize;
use ts_rs::TS;

/// Why a command could not do what it was asked to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WireError {
    /// What the page may act on.
    pub code: ErrorCode,
    /// For the person: what happened, to which file, what is safe, what to do.
    pub message: String,
}

impl WireError {
    /// An error that the page acts on by `code` and the person reads as `message`.
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

/// What kind of error it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// No folder is open: the first-run page is the place to go.
    NoFolder,
    /// The folder cannot be opened.
    FolderUnusable,
    /// The mirror cannot be read.
    Mirror,
    /// The settings cannot be kept.
    Settings,
    /// The system's browser cannot be started.
    Browser,
    /// What is kept of the person's own writing cannot be used.
    Desk,
    /// A file could not be written. It is as it was.
    Writing,
    /// The response is signed by others: it is changed only after a clear yes.
    NotYours,
    /// What was shown is not what would be done now: look again.
    Changed,
    /// What was typed does not follow on what was kept: open the draft again, and send what is missing.
    OutOfStep,
    /// What was asked about is not there.
    NotFound,
    /// What was entered cannot be used.
    Entry,
    /// Syncthing cannot be asked, or does not do it.
    Sharing,
    /// A part of the program failed. Nothing in the folder is touched.
    Internal,
}
