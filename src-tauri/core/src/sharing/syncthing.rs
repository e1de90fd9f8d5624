//! The Syncthing that runs on this computer. It is found by its configuration, and requests go only to this
//! computer.
//!
//! Nothing else in the program needs Syncthing. The callers of this module decide what it is asked and what
//! it is made to do.

mod asking;
mod config;

use std::path::{Path, PathBuf};

use serde_json::Value;

use asking::Asking;
use config::Access;

pub use asking::encoded;

/// What can go wrong with Syncthing; each message is a sentence for the person.
#[derive(Debug, thiserror::Error)]
pub enum SyncthingError {
    /// Its configuration cannot be read.
    #[error(
        "Syncthing's settings in {path} cannot be read ({why}). Open Syncthing itself to see what is wrong."
    )]
    Config {
        /// The file.
        path: PathBuf,
        /// Part of a sentence.
        why: String,
    },
    /// Syncthing does not answer.
    #[error(
        "Syncthing is installed, but does not answer at {address}. Start it; the folder itself is not touched meanwhile."
    )]
    Silent {
        /// The address where it should answer.
        address: String,
    },
    /// Syncthing refuses, or answers with an error.
    #[error("Syncthing refused: {said}. Nothing was changed.")]
    Refused {
        /// Its own words.
        said: String,
    },
    /// Syncthing answers, but not as the known versions do.
    #[error(
        "Syncthing answered something unexpected to “{asked}”. It may be too old (version 1.13 or later is needed). Nothing was changed."
    )]
    Unexpected {
        /// The request.
        asked: String,
    },
}

/// A Syncthing whose configuration was found.
#[derive(Debug)]
pub struct Syncthing {
    asking: Asking,
}

impl Syncthing {
    /// Finds Syncthing by the first of `places` that has its configuration; none if no place has it.
    /// Syncthing may not be running.
    ///
    /// # Errors
    /// If there is a Syncthing, but this program cannot or must not talk to it.
    pub fn find(places: &[PathBuf]) -> Result<Option<Self>, SyncthingError> {
        for place in places {
            if let Some(Access { address, key }) = config::access_in(place)? {
                return Ok(Some(Self {
                    asking: Asking::new(address, key),
                }));
            }
        }
        Ok(None)
    }

    /// Its answer to a request for `what`, a path below `/rest`, with these parameters.
    ///
    /// # Errors
    /// If Syncthing does not answer or refuses; the same holds for every method here.
    pub fn get(&self, what: &str, values: &[(&str, &str)]) -> Result<Value, SyncthingError> {
        self.asking.ask("GET", what, values, None)
    }

    /// Replaces `what` with `value`, or adds it.
    pub fn put(&self, what: &str, value: &Value) -> Result<(), SyncthingError> {
        self.asking.ask("PUT", what, &[], Some(value)).map(drop)
    }

    /// Changes only those parts of `what` that `value` contains.
    pub fn patch(&self, what: &str, value: &Value) -> Result<(), SyncthingError> {
        self.asking.ask("PATCH", what, &[], Some(value)).map(drop)
    }

    /// Removes `what` from its configuration.
    pub fn delete(&self, what: &str) -> Result<(), SyncthingError> {
        self.asking.ask("DELETE", what, &[], None).map(drop)
    }
}

/// Where Syncthing keeps its configuration on this system, in the order in which it looks itself.
///
/// See the description of `--home`, `STHOMEDIR` and `STCONFDIR` in Syncthing's documentation. Empty if the
/// system names no home directory.
#[must_use]
pub fn places() -> Vec<PathBuf> {
    let named = |name| {
        std::env::var_os(name)
            .filter(|place| !place.is_empty())
            .map(PathBuf::from)
    };
    // If a person sets a place, only that one counts.
    if let Some(named) = named("STHOMEDIR").or_else(|| named("STCONFDIR")) {
        return vec![named];
    }
    let Some(base) = directories::BaseDirs::new() else {
        return Vec::new();
    };
    if cfg!(any(target_os = "macos", windows)) {
        return vec![base.data_local_dir().join("Syncthing")];
    }
    let home = base.home_dir();
    let mut places = vec![
        base.config_dir().join("syncthing"),
        home.join(".config/syncthing"),
    ];
    places.extend(base.state_dir().map(|state| state.join("syncthing")));
    places.push(home.join(".local/state/syncthing"));
    places
}

/// Expands a path as Syncthing writes it: `~` is the person's home directory.
#[must_use]
pub fn expanded(path: &str) -> PathBuf {
    let rest = path.strip_prefix("~/").or_else(|| path.strip_prefix("~\\"));
    match (rest, std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        (None, Some(home)) if path == "~" => home,
        _ => Path::new(path).to_path_buf(),
    }
}
