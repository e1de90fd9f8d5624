//! Shares the folder through the Syncthing on this computer: shows its state, and changes it when the person
//! agrees.
//!
//! Only the entry of this folder and devices that were unknown are ever written. Files are not touched, and
//! neither are Syncthing's ignore patterns and file versions.

pub mod device_ids;
mod looking;
pub mod syncthing;

pub use looking::{look, look_at};

use std::path::Path;

use jiff::Timestamp;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

use crate::sharing::device_ids::{NoDeviceId, device_id};
use crate::sharing::syncthing::{Syncthing, SyncthingError, encoded};
use looking::{Standing, entries, own_id, place_of};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum SharingError {
    /// There is no Syncthing on this computer.
    #[error("Syncthing was not found on this computer. Nothing was changed. Install it and start it once.")]
    Absent,
    /// Syncthing cannot be asked, or it refuses.
    #[error(transparent)]
    Syncthing(#[from] SyncthingError),
    /// The text entered is not a device ID.
    #[error("{0} Nothing was changed.")]
    NoDeviceId(#[from] NoDeviceId),
    /// The ID is that of this computer.
    #[error("This is the device ID of this computer. Enter that of the other one. Nothing was changed.")]
    Own,
    /// The folder is already shared.
    #[error("This folder is shared already, as “{0}”. Nothing was changed.")]
    Already(String),
    /// A folder around it, or a folder in it, is shared.
    #[error(
        "This folder and “{0}”, which Syncthing shares, lie one in the other. Two such folders would get in each other's way: change it in Syncthing itself. Nothing was changed."
    )]
    Nested(String),
    /// The folder is not shared.
    #[error("This folder is not shared by Syncthing any more. Nothing was changed.")]
    NotShared,
    /// Nobody offers that folder, or no such device asks.
    #[error(
        "That folder is not offered any more. Nothing was changed; ask for it again on the other computer."
    )]
    NotOffered,
}

/// Adds the folder at `root` (canonical) to Syncthing, without any other device.
///
/// # Errors
/// After an error nothing has changed; the same holds for every function here.
pub fn share(syncthing: &Syncthing, root: &Path, label: &str, now: Timestamp) -> Result<(), SharingError> {
    let own = own_id(syncthing)?;
    let seed = format!("{own}\n{}\n{}", root.display(), now.as_nanosecond());
    add_folder(syncthing, root, &new_folder_id(seed.as_bytes()), label, &[own])
}

/// Shares the folder with the device whose ID is `typed`. If Syncthing does not know the device, it is added
/// under `name`.
pub fn share_with(syncthing: &Syncthing, root: &Path, typed: &str, name: &str) -> Result<(), SharingError> {
    let device = device_id(typed)?;
    if device == own_id(syncthing)? {
        return Err(SharingError::Own);
    }
    let folder = exact(syncthing, root)?;
    know(syncthing, &device, name)?;
    let mut devices = folder["devices"].as_array().cloned().unwrap_or_default();
    if devices.iter().any(|known| known["deviceID"] == device.as_str()) {
        return Ok(());
    }
    devices.push(json!({ "deviceID": device }));
    let what = format!("config/folders/{}", encoded(text(&folder["id"])));
    Ok(syncthing.patch(&what, &json!({ "devices": devices }))?)
}

/// Adds the device that asks to connect to Syncthing. If the folder is shared, the device gets it too.
pub fn admit(syncthing: &Syncthing, root: &Path, device: &str) -> Result<(), SharingError> {
    let device = device_id(device)?;
    let asking = syncthing.get("cluster/pending/devices", &[])?;
    let asks = &asking[&device];
    if asks.is_null() {
        return Err(SharingError::NotOffered);
    }
    know(syncthing, &device, text(&asks["name"]))?;
    match exact(syncthing, root) {
        Ok(_) => share_with(syncthing, root, &device, ""),
        Err(SharingError::NotShared | SharingError::Nested(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Accepts the folder `id` that `device` offers, into the folder at `root`.
pub fn accept(syncthing: &Syncthing, root: &Path, id: &str, device: &str) -> Result<(), SharingError> {
    let device = device_id(device)?;
    let offered = syncthing.get("cluster/pending/folders", &[])?;
    let offer = &offered[id]["offeredBy"][&device];
    if offer.is_null() {
        return Err(SharingError::NotOffered);
    }
    let standing = place_of(&entries(syncthing)?, root);
    if let Standing::Exact(folder) = &standing
        && folder["id"] == id
    {
        return share_with(syncthing, root, &device, "");
    }
    let label = Some(text(&offer["label"]))
        .filter(|label| !label.is_empty())
        .unwrap_or(id);
    let own = own_id(syncthing)?;
    add_folder(syncthing, root, id, label, &[own, device])
}

/// Removes the folder `id` from Syncthing's list. Every file stays, here and on the other computers.
pub fn stop(syncthing: &Syncthing, root: &Path, id: &str) -> Result<(), SharingError> {
    let folder = exact(syncthing, root)?;
    if folder["id"] != id {
        return Err(SharingError::NotShared);
    }
    Ok(syncthing.delete(&format!("config/folders/{}", encoded(id)))?)
}

/// Syncthing's entry for exactly the folder at `root`.
fn exact(syncthing: &Syncthing, root: &Path) -> Result<Value, SharingError> {
    match place_of(&entries(syncthing)?, root) {
        Standing::Exact(folder) => Ok(folder),
        Standing::Around(folder) => Err(SharingError::Nested(label_of(&folder))),
        Standing::Inside(_) | Standing::Nowhere => Err(SharingError::NotShared),
    }
}

/// Adds a folder at `root`, unless it would overlap with another.
fn add_folder(
    syncthing: &Syncthing,
    root: &Path,
    id: &str,
    label: &str,
    devices: &[String],
) -> Result<(), SharingError> {
    let known = entries(syncthing)?;
    match place_of(&known, root) {
        Standing::Exact(folder) => return Err(SharingError::Already(label_of(&folder))),
        Standing::Around(folder) | Standing::Inside(folder) => {
            return Err(SharingError::Nested(label_of(&folder)));
        }
        Standing::Nowhere => {}
    }
    // An existing folder with this id would be replaced.
    if let Some(folder) = known.iter().find(|folder| folder["id"] == id) {
        return Err(SharingError::Already(label_of(folder)));
    }
    let devices: Vec<Value> = devices
        .iter()
        .map(|device| json!({ "deviceID": device }))
        .collect();
    let folder = json!({
        "id": id,
        "label": label,
        "path": as_people_write(root),
        "type": "sendreceive",
        "devices": devices,
        // By default Syncthing keeps ten conflict copies of a file and deletes older ones, with what somebody
        // has written.
        "maxConflicts": -1,
    });
    Ok(syncthing.put(&format!("config/folders/{}", encoded(id)), &folder)?)
}

/// Adds a device to Syncthing. A device that it already knows is not changed.
fn know(syncthing: &Syncthing, device: &str, name: &str) -> Result<(), SharingError> {
    let known = syncthing.get("config/devices", &[])?;
    let known = known.as_array().map(Vec::as_slice).unwrap_or_default();
    if known.iter().any(|known| known["deviceID"] == device) {
        return Ok(());
    }
    let new = json!({ "deviceID": device, "name": name.trim(), "addresses": ["dynamic"] });
    Ok(syncthing.put(&format!("config/devices/{device}"), &new)?)
}

/// A canonical path without the prefix that Windows adds.
fn as_people_write(path: &Path) -> String {
    let path = path.to_string_lossy();
    match (path.strip_prefix(r"\\?\UNC\"), path.strip_prefix(r"\\?\")) {
        (Some(share), _) => format!(r"\\{share}"),
        (None, Some(plain)) => plain.to_owned(),
        (None, None) => path.into_owned(),
    }
}

/// An id in Syncthing's own format that nobody else will have.
fn new_folder_id(seed: &[u8]) -> String {
    const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut rest = xxh3_64(seed);
    let mut id = String::with_capacity(11);
    for place in 0..10 {
        if place == 5 {
            id.push('-');
        }
        id.push(char::from(SIGNS[usize::try_from(rest % 32).unwrap_or(0)]));
        rest /= 32;
    }
    id
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A folder's name as shown to people.
fn label_of(folder: &Value) -> String {
    let label = text(&folder["label"]);
    let label = if label.is_empty() {
        text(&folder["id"])
    } else {
        label
    };
    label.to_owned()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{as_people_write, new_folder_id};

    #[test]
    fn a_path_of_windows_is_given_to_syncthing_as_people_write_it() {
        let written = |path| as_people_write(Path::new(path));
        assert_eq!(written(r"\\?\C:\Users\Ann\seminar"), r"C:\Users\Ann\seminar");
        assert_eq!(
            written(r"\\?\UNC\server\share\seminar"),
            r"\\server\share\seminar"
        );
        assert_eq!(written("/home/ann/seminar"), "/home/ann/seminar");
    }

    #[test]
    fn ids_of_folders_look_like_syncthing_s_own_and_differ() {
        let id = new_folder_id(b"one");
        assert_eq!((id.len(), id.as_bytes()[5]), (11, b'-'));
        assert_ne!(id, new_folder_id(b"two"));
        assert_eq!(id, new_folder_id(b"one"));
    }
}
