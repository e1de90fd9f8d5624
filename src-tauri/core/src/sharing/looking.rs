//! Gathers what Syncthing reports about the folder, for the page. Changes nothing.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::Value;

use super::{label_of, text};
use crate::pages::sharing::{
    Device, Offer, Peer, SharedFolder, SharedProblem, SharedState, Sharing, SharingPage,
};
use crate::sharing::syncthing::{Syncthing, SyncthingError, expanded};

/// The most files that are named as not synced; a longer list helps nobody.
const MOST_PROBLEMS: usize = 20;

/// How the folder at `root` (canonical) is shared by the Syncthing whose configuration is in one of `places`.
/// `conflicts`: the number of conflict copies in the folder.
#[must_use]
pub fn look(places: &[PathBuf], root: &Path, conflicts: u32) -> Sharing {
    let found = Syncthing::find(places);
    let looked = found.and_then(|found| found.map(|found| look_at(&found, root, conflicts)).transpose());
    match looked {
        Ok(None) => Sharing::Absent,
        Ok(Some(page)) => Sharing::Present(Box::new(page)),
        Err(error) => Sharing::Unusable {
            reason: error.to_string(),
        },
    }
}

/// The same for a Syncthing that was found.
///
/// # Errors
/// If Syncthing does not answer, or not as expected.
pub fn look_at(syncthing: &Syncthing, root: &Path, conflicts: u32) -> Result<SharingPage, SyncthingError> {
    let own = own_id(syncthing)?;
    let known = Known::of(syncthing)?;
    let place = place_of(&entries(syncthing)?, root);
    let folder = match &place {
        Standing::Exact(entry) | Standing::Around(entry) => {
            let exact = matches!(place, Standing::Exact(_));
            Some(shared(syncthing, &known, &own, entry, exact, conflicts)?)
        }
        Standing::Inside(_) | Standing::Nowhere => None,
    };
    let has_it = |id: &str| {
        folder
            .iter()
            .flat_map(|folder| &folder.peers)
            .any(|peer| peer.device.id == id)
    };
    let others = known.0.iter().map(|device| text(&device["deviceID"]));
    let others = others.filter(|id| *id != own && !has_it(id));
    Ok(SharingPage {
        devices: others.map(|id| known.device(id)).collect(),
        offers: offers(syncthing, &known, folder.as_ref())?,
        own: known.device(&own),
        folder,
    })
}

/// The device ID of this computer.
pub(super) fn own_id(syncthing: &Syncthing) -> Result<String, SyncthingError> {
    let status = syncthing.get("system/status", &[])?;
    let id = status["myID"].as_str().filter(|id| !id.is_empty());
    let unexpected = || SyncthingError::Unexpected {
        asked: "system/status".to_owned(),
    };
    Ok(id.ok_or_else(unexpected)?.to_owned())
}

/// All folders in Syncthing's configuration.
pub(super) fn entries(syncthing: &Syncthing) -> Result<Vec<Value>, SyncthingError> {
    match syncthing.get("config/folders", &[])? {
        Value::Array(folders) => Ok(folders),
        _ => Err(SyncthingError::Unexpected {
            asked: "config/folders".to_owned(),
        }),
    }
}

/// How a directory relates to Syncthing's folders.
pub(super) enum Standing {
    /// It is one of them.
    Exact(Value),
    /// It is inside one of them.
    Around(Value),
    /// One of them is inside it.
    Inside(Value),
    Nowhere,
}

/// How `root` (canonical) relates to `folders`. If several are around it, the nearest counts.
pub(super) fn place_of(folders: &[Value], root: &Path) -> Standing {
    let mut around: Option<(usize, &Value)> = None;
    let mut inside = None;
    for folder in folders {
        let path = expanded(text(&folder["path"]));
        let Ok(path) = path.canonicalize() else { continue };
        let length = path.components().count();
        if root.starts_with(&path) {
            if around.is_none_or(|(nearest, _)| length > nearest) {
                around = Some((length, folder));
            }
        } else if path.starts_with(root) {
            inside = Some(folder);
        }
    }
    match (around, inside) {
        (Some((length, folder)), _) if length == root.components().count() => Standing::Exact(folder.clone()),
        (Some((_, folder)), _) => Standing::Around(folder.clone()),
        (None, Some(folder)) => Standing::Inside(folder.clone()),
        (None, None) => Standing::Nowhere,
    }
}

/// The devices that Syncthing knows.
struct Known(Vec<Value>);

impl Known {
    fn of(syncthing: &Syncthing) -> Result<Self, SyncthingError> {
        match syncthing.get("config/devices", &[])? {
            Value::Array(devices) => Ok(Self(devices)),
            _ => Err(SyncthingError::Unexpected {
                asked: "config/devices".to_owned(),
            }),
        }
    }

    fn entry(&self, id: &str) -> Option<&Value> {
        self.0.iter().find(|device| device["deviceID"] == id)
    }

    fn device(&self, id: &str) -> Device {
        named(
            id,
            self.entry(id)
                .map(|device| text(&device["name"]))
                .unwrap_or_default(),
        )
    }
}

fn named(id: &str, name: &str) -> Device {
    let name = name.trim();
    let name = if name.is_empty() {
        id.split('-').next().unwrap_or(id)
    } else {
        name
    };
    Device {
        id: id.to_owned(),
        name: name.to_owned(),
    }
}

fn shared(
    syncthing: &Syncthing,
    known: &Known,
    own: &str,
    entry: &Value,
    exact: bool,
    conflicts: u32,
) -> Result<SharedFolder, SyncthingError> {
    let id = text(&entry["id"]);
    let is_paused = entry["paused"] == true;
    let status = if_running(is_paused, || syncthing.get("db/status", &[("folder", id)]))?;
    let number = |name: &str| status[name].as_u64().unwrap_or(0);
    let connections = syncthing.get("system/connections", &[])?;
    let seen = syncthing.get("stats/device", &[])?;
    let devices = entry["devices"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut peers = Vec::new();
    for peer in devices
        .iter()
        .map(|device| text(&device["deviceID"]))
        .filter(|peer| *peer != own)
    {
        let connected = connections["connections"][peer]["connected"] == true;
        let asked = [("folder", id), ("device", peer)];
        let lacks = if_running(is_paused, || syncthing.get("db/completion", &asked))?;
        let lack = |name: &str| lacks[name].as_u64().unwrap_or(0);
        let last: Option<Timestamp> = text(&seen[peer]["lastSeen"]).parse().ok();
        peers.push(Peer {
            device: known.device(peer),
            connected,
            paused: known.entry(peer).is_some_and(|device| device["paused"] == true),
            behind: lack("needItems") + lack("needDeletes"),
            // Syncthing reports 1970 if there has never been a connection.
            seen: last.map(Timestamp::as_millisecond).filter(|at| *at > 0),
        });
    }
    let said = [&status["error"], &status["watchError"], &status["invalid"]];
    let trouble = said.into_iter().map(text).find(|said| !said.is_empty());
    Ok(SharedFolder {
        label: label_of(entry),
        exact,
        state: state_of(is_paused, text(&status["state"])),
        trouble: trouble.map(str::to_owned),
        one_way: text(&entry["type"]) != "sendreceive",
        forgets_conflicts: entry["maxConflicts"].as_i64() != Some(-1),
        coming_files: number("needTotalItems"),
        coming_bytes: number("needBytes"),
        problems: match number("errors") + number("pullErrors") {
            0 => Vec::new(),
            _ => problems(syncthing, id)?,
        },
        conflicts,
        peers,
        id: id.to_owned(),
    })
}

/// Null if the folder is paused, or if Syncthing refuses because it is about to start the folder.
fn if_running(
    is_paused: bool,
    ask: impl FnOnce() -> Result<Value, SyncthingError>,
) -> Result<Value, SyncthingError> {
    if is_paused {
        return Ok(Value::Null);
    }
    match ask() {
        Err(SyncthingError::Refused { .. } | SyncthingError::Unexpected { .. }) => Ok(Value::Null),
        answer => answer,
    }
}

fn state_of(is_paused: bool, word: &str) -> SharedState {
    match word {
        _ if is_paused => SharedState::Paused,
        "error" => SharedState::Stopped,
        "syncing" | "sync-preparing" | "sync-waiting" => SharedState::Fetching,
        "" | "scanning" | "scan-waiting" | "cleaning" | "clean-waiting" => SharedState::Looking,
        _ => SharedState::InStep,
    }
}

fn problems(syncthing: &Syncthing, folder: &str) -> Result<Vec<SharedProblem>, SyncthingError> {
    let found = syncthing.get("folder/errors", &[("folder", folder)])?;
    let found = found["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    let problems = found.iter().take(MOST_PROBLEMS).map(|problem| SharedProblem {
        path: text(&problem["path"]).to_owned(),
        message: text(&problem["error"]).to_owned(),
    });
    Ok(problems.collect())
}

/// Devices that ask to connect, and offered folders that match this one: the same folder, or any folder while
/// this one is not shared.
fn offers(
    syncthing: &Syncthing,
    known: &Known,
    folder: Option<&SharedFolder>,
) -> Result<Vec<Offer>, SyncthingError> {
    let mut offers = Vec::new();
    let devices = syncthing.get("cluster/pending/devices", &[])?;
    for (id, said) in devices.as_object().into_iter().flatten() {
        offers.push(Offer::Device {
            device: named(id, text(&said["name"])),
        });
    }
    let folders = syncthing.get("cluster/pending/folders", &[])?;
    for (id, said) in folders.as_object().into_iter().flatten() {
        if folder.is_some_and(|folder| folder.id != *id || !folder.exact) {
            continue;
        }
        for (device, offer) in said["offeredBy"].as_object().into_iter().flatten() {
            let label = text(&offer["label"]);
            offers.push(Offer::Folder {
                label: if label.is_empty() {
                    id.clone()
                } else {
                    label.to_owned()
                },
                device: known.device(device),
                id: id.clone(),
            });
        }
    }
    Ok(offers)
}
