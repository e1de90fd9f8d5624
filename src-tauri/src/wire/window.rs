//! The window and the open folder, apart from what the folder holds.

use arguendo_core::pages::Target;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::error::WireError;

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
    /// The desktop shows what arrives while the window is not looked at.
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
    /// The state of the folder and its mirror.
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

/// The state of the open folder and its mirror.
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
    /// Changes are found by looking now and then, since the system does not report them.
    Polling {
        /// One sentence.
        reason: String,
        /// The hindrance.
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

/// Why the system does not report changes.
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
