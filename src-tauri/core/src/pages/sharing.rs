//! How the open folder is shared by Syncthing: the values of that page and of the line at the foot.

use serde::Serialize;
use ts_rs::TS;

/// What is known of Syncthing on this computer, and of the open folder in it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Sharing {
    /// There is no Syncthing here, or none has ever been started.
    Absent,
    /// There is one that cannot be asked.
    Unusable {
        /// What it is, and what to do: sentences.
        reason: String,
    },
    /// It answers.
    Present(Box<SharingPage>),
}

/// What Syncthing says.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SharingPage {
    /// This computer.
    pub own: Device,
    /// The Syncthing folder that is the open folder, or has it in it; none where it is not shared.
    pub folder: Option<SharedFolder>,
    /// The other devices that Syncthing knows and that do not have the folder.
    pub devices: Vec<Device>,
    /// What others ask for, and what concerns this folder.
    pub offers: Vec<Offer>,
}

/// A computer, as Syncthing knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// Its device ID, in groups.
    pub id: String,
    /// Its name for people; the beginning of its ID where it has none.
    pub name: String,
}

/// A folder of Syncthing.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SharedFolder {
    /// What `stop_sharing` takes.
    pub id: String,
    /// Its name for people.
    pub label: String,
    /// It is the open folder itself, and not a larger one around it.
    pub exact: bool,
    /// Its state.
    pub state: SharedState,
    /// What has stopped it, in Syncthing's words.
    pub trouble: Option<String>,
    /// Changes go in one direction only.
    pub one_way: bool,
    /// Syncthing throws older conflict copies away when there are more than it was set to keep.
    pub forgets_conflicts: bool,
    /// Files that are still to come, or to go.
    #[ts(type = "number")]
    pub coming_files: u64,
    /// Their size, in bytes.
    #[ts(type = "number")]
    pub coming_bytes: u64,
    /// Files that Syncthing could not bring: at most a few.
    pub problems: Vec<SharedProblem>,
    /// Conflict copies that are in the folder.
    pub conflicts: u32,
    /// The others that have it.
    pub peers: Vec<Peer>,
}

/// The state of a shared folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SharedState {
    /// All that is known of has come.
    InStep,
    /// Syncthing looks through the files.
    Looking,
    /// Files are on their way.
    Fetching,
    /// It was paused in Syncthing.
    Paused,
    /// It has stopped for some trouble.
    Stopped,
}

/// A file that Syncthing could not bring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SharedProblem {
    /// Its path in the Syncthing folder.
    pub path: String,
    /// Why, in Syncthing's words.
    pub message: String,
}

/// Another device that has the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Peer {
    /// The device.
    pub device: Device,
    /// There is a connection now.
    pub connected: bool,
    /// It was paused in Syncthing.
    pub paused: bool,
    /// Files of ours that it does not have yet, as far as is known.
    #[ts(type = "number")]
    pub behind: u64,
    /// When there last was a connection, ms since 1970.
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// What somebody else asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Offer {
    /// A device that is not known yet wants to connect.
    Device {
        /// The device, by the name that it gives itself.
        device: Device,
    },
    /// A device that is known offers a folder.
    Folder {
        /// The folder's id.
        id: String,
        /// Its name for people.
        label: String,
        /// Who offers it.
        device: Device,
    },
}
