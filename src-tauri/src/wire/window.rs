//! The state of the window and of the open folder, apart from the folder's content.

use arguendo_core::pages::Target;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::error::WireError;

/// The state of the window, apart from the folder's content.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WindowState {
    /// The open folder; none on the first-run page.
    pub folder: Option<OpenFolder>,
    /// Folders opened before, latest first. The open folder is among them.
    pub recents: Vec<Recent>,
    /// Light, dark, or the system's choice.
    pub theme: Theme,
    /// The text size in per cent of the normal size, 60 to 240.
    pub text_size: u32,
    /// `linux`, `macos` or `windows`: decides how keys are named.
    pub platform: String,
    /// An error from before the page was there, such as a last folder that is missing. Reported once.
    pub trouble: Option<WireError>,
    /// A folder that is opened only after the person has said whose drafts it gets. Reported once.
    pub whose: Option<WhoseDrafts>,
    /// The program's version.
    pub version: String,
    /// The desktop shows arrivals while the window does not have the focus.
    pub notify: bool,
}

/// A folder that may be a known one at another path, or a copy of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WhoseDrafts {
    /// Its path, as shown to people.
    pub place: String,
    /// The paths of the folders whose drafts they may be, as shown to people.
    pub others: Vec<String>,
}

/// The folder that is open.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenFolder {
    /// A number that no other folder opened before or after has.
    pub number: u32,
    /// Its name as shown to people.
    pub title: String,
    /// Its path as shown to people: the home directory is `~`.
    pub place: String,
    /// It is the sample that came with the program.
    pub sample: bool,
    /// The state of the folder and its mirror.
    pub status: FolderStatus,
}

/// A folder that was opened before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Recent {
    /// The id: the argument of `open_recent` and `forget_recent`.
    pub id: u32,
    /// Its name as shown to people.
    pub title: String,
    /// Its path, as shown to people.
    pub place: String,
}

/// The state of the open folder and its mirror.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum FolderStatus {
    /// It is being compared; what is known already can be read.
    Working,
    /// The mirror equals the folder.
    UpToDate,
    /// The folder is missing at present; the mirror stays readable.
    Offline {
        /// One sentence.
        reason: String,
    },
    /// The system does not report changes, so the folder is compared regularly.
    Polling {
        /// One sentence.
        reason: String,
        /// Why the system does not report changes.
        because: Because,
    },
    /// The folder cannot be written to.
    ReadOnly {
        /// One sentence.
        reason: String,
    },
    /// A person stopped the reading. Only a part of the folder is shown until the reading goes on.
    Stopped,
}

/// Why the system does not report changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// The system's limit of watched directories per user is reached.
    Limit,
    /// The folder is on another computer.
    Network,
    /// Another reason.
    Other,
}

/// Light, dark, or the system's choice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// The system's choice.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The result of following a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Followed {
    /// It leads to a document in the folder, which the page should show.
    Page {
        /// The document.
        target: Target,
    },
    /// It was given to the system's browser or mail program.
    Web {
        /// The host, or the recipient of the mail, for a note.
        host: String,
    },
    /// It leads to nothing that may be opened.
    Refused {
        /// One sentence.
        reason: String,
    },
}

/// The progress of the first reading of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// The number of files read.
    #[ts(type = "number")]
    pub done: u64,
    /// The total number of files, once they are counted.
    #[ts(type = "number | null")]
    pub total: Option<u64>,
}
