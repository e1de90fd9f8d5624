//! The values that cross to the page, besides `arguendo_core::pages`.

mod answers;
mod events;
mod happening;
mod typescript;
mod writing;

use arguendo_core::live::LiveError;
use arguendo_core::mirror::MirrorError;
use arguendo_core::pages::Target;
use arguendo_core::sharing::SharingError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use self::answers::Answers;
pub use self::events::{Dropped, Event, Events, MenuAction};
pub use self::happening::{ActivityEntry, Happening};
pub use self::typescript::typescript;
pub use self::writing::{DraftNews, DraftStanding, Language, OpenedConflict, OpenedDraft, Quoted};

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

/// Everything about the window that is not the folder's content.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WindowState {
    /// The open folder; none on the first-run page.
    pub folder: Option<OpenFolder>,
    /// Folders opened before, the latest first. The open one is among them.
    pub recents: Vec<Recent>,
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// Size of text in per cent of the normal size, 60 to 240.
    pub text_size: u32,
    /// `linux`, `macos` or `windows`: how keys are named.
    pub platform: String,
    /// What went wrong before the page was there, such as a last folder that is gone. Told once.
    pub trouble: Option<WireError>,
    /// A folder that is opened only when the person has said whose drafts it is to have. Told once.
    pub whose: Option<WhoseDrafts>,
    /// The program's version.
    pub version: String,
    /// The desktop tells of what arrives while the window is not looked at.
    pub notify: bool,
}

/// A folder that may be another one in another place, or a copy of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WhoseDrafts {
    /// Where it lies, written for people.
    pub place: String,
    /// Where the folders lay whose drafts they may be, the same.
    pub others: Vec<String>,
}

/// The folder that is open.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenFolder {
    /// Tells it apart from every folder that was open before or will be after.
    pub number: u32,
    /// Its name for people.
    pub title: String,
    /// Where it lies, written for people: the home folder is `~`.
    pub place: String,
    /// It is the sample that came with the program.
    pub sample: bool,
    /// How it stands between the folder and its mirror.
    pub status: FolderStatus,
}

/// A folder that was opened before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Recent {
    /// What `open_recent` and `forget_recent` take.
    pub id: u32,
    /// Its name for people.
    pub title: String,
    /// Where it lies, written for people.
    pub place: String,
}

/// How the open folder and its mirror stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum FolderStatus {
    /// Being compared; what is known already can be read.
    Working,
    /// The mirror equals the folder.
    UpToDate,
    /// The folder is not there at present; the mirror stays readable.
    Offline {
        /// One sentence.
        reason: String,
    },
    /// Changes are found by looking now and then, since the system does not tell of them.
    Polling {
        /// One sentence.
        reason: String,
        /// What stands in the way.
        because: Because,
    },
    /// Nothing can be written into it.
    ReadOnly {
        /// One sentence.
        reason: String,
    },
    /// A person stopped the reading: only a part of the folder is shown, until it goes on.
    Stopped,
}

/// Why the system does not tell of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// It watches as many directories as one person may.
    Limit,
    /// Another computer serves the folder.
    Network,
    /// Anything else.
    Other,
}

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// What became of a link that was followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Followed {
    /// It leads to a document of the folder: go there.
    Page {
        /// The document.
        target: Target,
    },
    /// It was given to the system's browser or mail program.
    Web {
        /// The host, or a mail's recipient, to be named in a note.
        host: String,
    },
    /// It leads nowhere that may be opened.
    Refused {
        /// One sentence.
        reason: String,
    },
}

/// What has become stale on the page: ask again for what is shown of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Stale {
    /// All of it.
    pub everything: bool,
    /// The left column and the lists.
    pub library: bool,
    /// The pages of these documents, by path.
    pub documents: Vec<String>,
}

/// How far the first reading of a folder has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Files read.
    #[ts(type = "number")]
    pub done: u64,
    /// Files in all, once they are counted.
    #[ts(type = "number | null")]
    pub total: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_has_the_form_that_is_declared() {
        let status = FolderStatus::Polling {
            reason: "why".into(),
            because: Because::Limit,
        };
        let json = serde_json::to_value(status).unwrap();
        assert_eq!(
            json,
            serde_json::json!({"kind": "polling", "reason": "why", "because": "limit"})
        );
        let error = serde_json::to_value(WireError::new(ErrorCode::NoFolder, "m")).unwrap();
        assert_eq!(error, serde_json::json!({"code": "no-folder", "message": "m"}));
        let event = Event::Progress(None);
        assert_eq!(
            (event.name(), serde_json::to_value(&event).unwrap()),
            ("progress", serde_json::Value::Null)
        );
        let event = serde_json::to_value(Event::Menu(MenuAction::NextResponse)).unwrap();
        assert_eq!(event, serde_json::json!("next-response"));
        assert_eq!(
            serde_json::to_value(Event::Activity).unwrap(),
            serde_json::Value::Null
        );
        let what = serde_json::to_value(Happening::FoundBySweep { files: 2 }).unwrap();
        assert_eq!(what, serde_json::json!({"kind": "found-by-sweep", "files": 2}));
        assert!(typescript().contains("textSize: number"));
    }
}
