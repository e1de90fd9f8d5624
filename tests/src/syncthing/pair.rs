//! Two Syncthings that share one folder, parted and brought together.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use serde_json::json;

use super::{PATIENCE, PAUSE, Syncthing, files_in};

/// Two Syncthings that share one folder, each with its own copy, and can be parted and brought together.
pub struct Pair {
    /// They themselves.
    pub sides: [Syncthing; 2],
    folders: [PathBuf; 2],
}

/// The folder that a pair shares.
pub const SHARED: &str = "seminar";

impl Pair {
    /// Starts two for these copies of a folder, and waits until they are one.
    ///
    /// # Errors
    /// Where they cannot be.
    pub fn of(folders: [&Path; 2]) -> Result<Self> {
        Self::with_gap(folders, Duration::ZERO)
    }

    /// The same of two that wait so long between looking at a file and removing it.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn with_gap(folders: [&Path; 2], gap: Duration) -> Result<Self> {
        let sides = [
            Syncthing::start_with_gap("Anna", gap)?,
            Syncthing::start_with_gap("Bela", gap)?,
        ];
        let pair = Self {
            sides,
            folders: folders.map(Path::to_path_buf),
        };
        // One calls, and the other answers: two that call each other at once get in each other's way for minutes.
        pair.sides[0].know(&pair.sides[1], true)?;
        pair.sides[1].know(&pair.sides[0], false)?;
        for (own, other) in [(0, 1), (1, 0)] {
            pair.sides[own].share(SHARED, &pair.folders[own], &[&pair.sides[other]])?;
        }
        pair.until_in_step()?;
        Ok(pair)
    }

    /// Parts them: nothing goes from one to the other. `cut`: not only of the folder, but the connection itself, which takes some
    /// seconds to come back.
    ///
    /// # Errors
    /// Where one of them refuses; so for every method here.
    pub fn part(&self, cut: bool) -> Result<()> {
        let [one, other] = &self.sides;
        if cut {
            one.post(&format!("system/pause?device={}", other.id))?;
            return self.until("parted", || {
                Ok(!one.is_connected_with(other)? && !other.is_connected_with(one)?)
            });
        }
        self.pause(true)
    }

    fn pause(&self, is_paused: bool) -> Result<()> {
        let [one, _] = &self.sides;
        let folder = json!({ "paused": is_paused });
        one.ask("PATCH", &format!("config/folders/{SHARED}"), Some(&folder))?;
        Ok(())
    }

    /// Brings them together again; it may take a moment.
    pub fn reunite(&self) -> Result<()> {
        let [one, other] = &self.sides;
        self.pause(false)?;
        one.post(&format!("system/resume?device={}", other.id))?;
        Ok(())
    }

    /// Lets both look through their folder now.
    pub fn scan(&self) -> Result<()> {
        self.sides.iter().try_for_each(|side| side.scan(SHARED))
    }

    /// Waits until both say that they have all, and both copies are the same byte for byte.
    pub fn until_in_step(&self) -> Result<()> {
        let [one, other] = &self.sides;
        self.until("connected", || {
            Ok(one.is_connected_with(other)? && other.is_connected_with(one)?)
        })?;
        self.until("in step", || {
            self.scan()?;
            let say_so = || -> Result<bool> {
                Ok(one.is_in_step_with(other, SHARED)? && other.is_in_step_with(one, SHARED)?)
            };
            let over = Instant::now() + Duration::from_secs(2); // then something may have to be looked at again
            while !say_so()? {
                if Instant::now() > over {
                    return Ok(false);
                }
                thread::sleep(PAUSE);
            }
            Ok(self.difference()?.is_none())
        })
    }

    fn until(&self, what: &str, is_so: impl Fn() -> Result<bool>) -> Result<()> {
        let over = Instant::now() + PATIENCE;
        while !is_so()? {
            if Instant::now() > over {
                let logs = self.sides.each_ref().map(Syncthing::log);
                bail!(
                    "the pair is not {what}: {:?}\n{}\n{}",
                    self.difference()?,
                    logs[0],
                    logs[1]
                );
            }
            thread::sleep(PAUSE);
        }
        Ok(())
    }

    /// A path at which the two copies differ.
    fn difference(&self) -> Result<Option<String>> {
        let [one, other] = [files_in(&self.folders[0])?, files_in(&self.folders[1])?];
        let differs = |path: &&String| one.get(*path) != other.get(*path);
        Ok(one.keys().chain(other.keys()).find(differs).cloned())
    }
}
