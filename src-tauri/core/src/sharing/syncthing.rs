//! The Syncthing that runs on this computer: found by its own configuration, and asked on this computer alone.
//!
//! Nothing else needs it. What is asked of it, and what it is made to do, is decided by whoever uses this room.

mod asking;
mod config;

use std::path::{Path, PathBuf};

use serde_json::Value;

use asking::Asking;
use config::Access;

pub use asking::encoded;

/// What can go wrong with it, in a sentence for the person.
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
    /// Nobody answers.
    #[error(
        "Syncthing is installed, but does not answer at {address}. Start it; the folder itself is not touched meanwhile."
    )]
    Silent {
        /// Where it should.
        address: String,
    },
    /// It refuses, or says something else than expected.
    #[error("Syncthing refused: {said}. Nothing was changed.")]
    Refused {
        /// Its own words.
        said: String,
    },
    /// It speaks, but not as the versions that are known.
    #[error(
        "Syncthing answered something unexpected to “{asked}”. It may be too old (version 1.13 or later is needed). Nothing was changed."
    )]
    Unexpected {
        /// What it was asked.
        asked: String,
    },
}

/// A Syncthing whose configuration was found.
#[derive(Debug)]
pub struct Syncthing {
    asking: Asking,
}

impl Syncthing {
    /// Finds it by the first of `places` that has its configuration; none where none has. It may not be running.
    ///
    /// # Errors
    /// There is one, but this program cannot or must not talk to it.
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

    /// What it answers when asked for `what`, a path below `/rest`, with these values.
    ///
    /// # Errors
    /// It does not answer, or refuses; so for every method here.
    pub fn get(&self, what: &str, values: &[(&str, &str)]) -> Result<Value, SyncthingError> {
        self.asking.ask("GET", what, values, None)
    }

    /// Makes `what` be `value`, or adds it.
    pub fn put(&self, what: &str, value: &Value) -> Result<(), SyncthingError> {
        self.asking.ask("PUT", what, &[], Some(value)).map(drop)
    }

    /// Changes of `what` only what `value` names.
    pub fn patch(&self, what: &str, value: &Value) -> Result<(), SyncthingError> {
        self.asking.ask("PATCH", what, &[], Some(value)).map(drop)
    }

    /// Removes `what` from its settings.
    pub fn delete(&self, what: &str) -> Result<(), SyncthingError> {
        self.asking.ask("DELETE", what, &[], None).map(drop)
    }
}

/// Where Syncthing keeps its configuration on this system, in the order in which it looks itself.
///
/// As its documentation of `--home`, `STHOMEDIR` and `STCONFDIR` says. An empty list where the system names no home.
#[must_use]
pub fn places() -> Vec<PathBuf> {
    let named = |name| {
        std::env::var_os(name)
            .filter(|place| !place.is_empty())
            .map(PathBuf::from)
    };
    // Whoever names a place means no other.
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

/// A path as Syncthing writes it: `~` is the person's home.
#[must_use]
pub fn expanded(path: &str) -> PathBuf {
    let rest = path.strip_prefix("~/").or_else(|| path.strip_prefix("~\\"));
    match (rest, std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        (None, Some(home)) if path == "~" => home,
        _ => Path::new(path).to_path_buf(),
    }
}
