//! Two Syncthings that share one folder, and can be disconnected and connected.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use serde_json::json;

use super::{PATIENCE, PAUSE, Syncthing, files_in};

/// Two Syncthings that share one folder, each with its own copy. They can be disconnected and connected.
pub struct Pair {
    /// The two Syncthings.
    pub sides: [Syncthing; 2],
    folders: [PathBuf; 2],
}

/// The folder that a pair shares.
pub const SHARED: &str = "seminar";

impl Pair {
    /// Starts two Syncthings for these copies of a folder, and waits until the copies are equal.
    ///
    /// # Errors
    /// If that fails.
    pub fn of(folders: [&Path; 2]) -> Result<Self> {
        Self::with_gap(folders, Duration::ZERO)
    }

    /// The same with a delay between checking a file and removing it.
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
        // Only one calls: two that call each other at once block each other for minutes.
        pair.sides[0].know(&pair.sides[1], true)?;
        pair.sides[1].know(&pair.sides[0], false)?;
        for (own, other) in [(0, 1), (1, 0)] {
            pair.sides[own].share(SHARED, &pair.folders[own], &[&pair.sides[other]])?;
        }
        pair.until_in_step()?;
        Ok(pair)
    }

    /// Disconnects them, so that nothing is transferred. With `cut`, the connection itself is cut, not only
    /// the folder paused; it takes some seconds to return.
    ///
    /// # Errors
    /// If one of them refuses; the same holds for every method here.
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

    /// Connects them again, which may take a moment.
    pub fn reunite(&self) -> Result<()> {
        let [one, other] = &self.sides;
        self.pause(false)?;
        one.post(&format!("system/resume?device={}", other.id))?;
        Ok(())
    }

    /// Makes both scan their folder now.
    pub fn scan(&self) -> Result<()> {
        self.sides.iter().try_for_each(|side| side.scan(SHARED))
    }

    /// Waits until both report that they have everything, and both copies are equal byte for byte.
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
            let over = Instant::now() + Duration::from_secs(2); // then another scan may be needed
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
