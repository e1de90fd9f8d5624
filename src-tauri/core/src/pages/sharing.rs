//! How Syncthing shares the open folder: the values of that page and of the line at the foot of the window.

use serde::Serialize;
use ts_rs::TS;

/// What is known of Syncthing on this computer, and of the open folder in it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Sharing {
    /// There is no Syncthing on this computer, or it has never been started.
    Absent,
    /// Syncthing is here but cannot be asked.
    Unusable {
        /// The reason, and what to do, in sentences.
        reason: String,
    },
    /// Syncthing answers.
    Present(Box<SharingPage>),
}

/// What Syncthing reports.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SharingPage {
    /// This computer.
    pub own: Device,
    /// The Syncthing folder that is the open folder or contains it; none if the open folder is not shared.
    pub folder: Option<SharedFolder>,
    /// The other devices that Syncthing knows and that do not have this folder.
    pub devices: Vec<Device>,
    /// Requests by other devices, and offers that concern this folder.
    pub offers: Vec<Offer>,
}

/// A computer, as Syncthing knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// Its device ID, in groups.
    pub id: String,
    /// Its name as shown to people; the beginning of its ID if it has none.
    pub name: String,
}

/// A folder of Syncthing.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SharedFolder {
    /// The id: the argument of `stop_sharing`.
    pub id: String,
    /// Its name as shown to people.
    pub label: String,
    /// It is the open folder itself, not a larger folder around it.
    pub exact: bool,
    /// Its state.
    pub state: SharedState,
    /// Why it has stopped, in Syncthing's words.
    pub trouble: Option<String>,
    /// Changes travel in one direction only.
    pub one_way: bool,
    /// Syncthing deletes older conflict copies when there are more than its settings allow.
    pub forgets_conflicts: bool,
    /// The number of files still to be received or deleted.
    #[ts(type = "number")]
    pub coming_files: u64,
    /// Their total size, in bytes.
    #[ts(type = "number")]
    pub coming_bytes: u64,
    /// Files that Syncthing could not sync; only the first few.
    pub problems: Vec<SharedProblem>,
    /// The number of conflict copies in the folder.
    pub conflicts: u32,
    /// The other devices that share it.
    pub peers: Vec<Peer>,
}

/// The state of a shared folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SharedState {
    /// Everything that is known has been received.
    InStep,
    /// Syncthing is scanning the files.
    Looking,
    /// Files are being received.
    Fetching,
    /// The folder was paused in Syncthing.
    Paused,
    /// The folder has stopped because of an error.
    Stopped,
}

/// A file that Syncthing could not sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SharedProblem {
    /// Its path in the Syncthing folder.
    pub path: String,
    /// The reason, in Syncthing's words.
    pub message: String,
}

/// Another device that shares the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Peer {
    /// The device.
    pub device: Device,
    /// It is connected now.
    pub connected: bool,
    /// It was paused in Syncthing.
    pub paused: bool,
    /// The number of our files that it does not have yet, as far as is known.
    #[ts(type = "number")]
    pub behind: u64,
    /// When it was last connected, ms since 1970.
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// A request by another device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Offer {
    /// An unknown device asks to connect.
    Device {
        /// The device, with the name that it gives itself.
        device: Device,
    },
    /// A known device offers a folder.
    Folder {
        /// The folder's id.
        id: String,
        /// Its name as shown to people.
        label: String,
        /// The device that offers it.
        device: Device,
    },
}
