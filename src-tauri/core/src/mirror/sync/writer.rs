//! The mirror of one folder as one program writes it: opens it, makes it if there is none, and locks it
//! against other programs.
//!
//! A mirror that is damaged or of another version is set aside until a new one is complete, because it holds
//! the last texts of documents that left the folder since.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::recording::Recorder;
use super::{
    FolderScan, Outcome, SyncError, SyncHooks, Whole, building, is_recognised, sync_all, sync_paths,
};
use crate::disk::filesystem::private;
use crate::disk::folder::Folder;
use crate::mirror::{Building, IDENTITY, Mirror, MirrorError};

/// How long to wait for another program that is syncing the same folder.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long a program that is ending waits for another program that is syncing the same folder.
const LEAVING: Duration = Duration::from_secs(1);

/// The mirror of one folder, locked against other programs while it is written.
pub struct Writer {
    directory: PathBuf,
    /// None before the first sync, or if there is no mirror.
    mirror: Option<Mirror>,
    lock: File,
    recorder: Recorder,
    /// The mirror was damaged, deleted or of another version, and was rebuilt. The reader of this flag
    /// resets it.
    pub rebuilt: bool,
    /// The whole folder was read into a new mirror. The reader of this flag resets it.
    pub built: bool,
    /// Another program has rebuilt the mirror, so it is another file now.
    pub reopened: bool,
    /// A reader met damage: the next comparison rebuilds the mirror.
    pub is_distrusted: bool,
}

/// Prepares to write the mirror in `directory`. The first sync opens it. If there is none, or it is damaged
/// or of another version, the sync rebuilds it.
///
/// # Errors
/// If the directory cannot be used.
pub fn open(directory: &Path) -> Result<Writer, MirrorError> {
    let unusable = |source| MirrorError::Directory {
        path: directory.to_path_buf(),
        source,
    };
    private::directory(directory).map_err(unusable)?;
    // Not opened for appending, because Windows can lock only files opened for reading or general writing.
    let lock = private::open(&directory.join("mirror.lock")).map_err(unusable)?;
    Mirror::close_to_others(directory);
    // Deletes what a killed program left unfinished, unless a program is building right now.
    if lock.try_lock().is_ok() {
        let abandoned = Building::abandon(directory);
        let _ = lock.unlock();
        abandoned?;
    }
    Ok(Writer {
        directory: directory.to_path_buf(),
        mirror: None,
        lock,
        recorder: Recorder::new(directory),
        rebuilt: false,
        built: false,
        reopened: false,
        is_distrusted: false,
    })
}

/// Deletes the mirror in `directory`, so that the next sync accepts the folder as it is now, even if it is
/// another one.
///
/// # Errors
/// If the system refuses.
pub fn forget(directory: &Path) -> Result<(), MirrorError> {
    Mirror::delete(directory)
}

fn hold(directory: &Path, lock: &File, patience: Duration) -> Result<(), MirrorError> {
    let started = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if started.elapsed() < patience => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(TryLockError::WouldBlock) => return Err(MirrorError::Busy),
            Err(TryLockError::Error(source)) => {
                return Err(MirrorError::Directory {
                    path: directory.join("mirror.lock"),
                    source,
                });
            }
        }
    }
}

/// Records the mirror's state when it is closed, so that the next program to open it need not check all of
/// it.
impl Drop for Writer {
    fn drop(&mut self) {
        if self.mirror.is_some() && hold(&self.directory, &self.lock, LEAVING).is_ok() {
            self.mirror = None; // closes the file
            Mirror::leave_word(&self.directory);
            let _ = self.lock.unlock();
        }
    }
}

impl Writer {
    /// Compares the whole folder with the mirror.
    ///
    /// # Errors
    /// See [`SyncError`]; what was applied before the error stays and is correct.
    pub fn sync(&mut self, folder: &Folder, hooks: &mut SyncHooks<'_>) -> Result<Outcome, SyncError> {
        self.locked(folder, None, hooks)
    }

    /// Compares the folder with the mirror at `hints` (paths inside the folder, of files or directories).
    ///
    /// # Errors
    /// See [`SyncError`].
    pub fn sync_paths(
        &mut self,
        folder: &Folder,
        hints: &BTreeSet<String>,
        hooks: &mut SyncHooks<'_>,
    ) -> Result<Outcome, SyncError> {
        self.locked(folder, Some(hints), hooks)
    }

    /// A number that changes whenever another program changes the mirror. None if there is no mirror yet.
    #[must_use]
    pub fn data_version(&self) -> Option<i64> {
        self.mirror.as_ref()?.data_version().ok()
    }

    /// The length of the mirror's log that has not been written back, in bytes.
    #[must_use]
    pub fn log_length(&self) -> u64 {
        self.mirror.as_ref().map_or(0, Mirror::log_length)
    }

    /// A value that the mirror remembers.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn remembered(&self, key: &str) -> Result<Option<String>, MirrorError> {
        self.mirror
            .as_ref()
            .map_or(Ok(None), |mirror| mirror.remembered(key))
    }

    /// Stores a value in the mirror.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn remember(&self, key: &str, value: &str) -> Result<(), MirrorError> {
        self.mirror
            .as_ref()
            .map_or(Ok(()), |mirror| mirror.remember(key, value))
    }

    /// The next paths that the mirror knows, in order.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn paths_after(&self, path: &str, most: usize) -> Result<BTreeSet<String>, MirrorError> {
        let mirror = self.mirror.as_ref();
        mirror.map_or_else(|| Ok(BTreeSet::new()), |mirror| mirror.paths_after(path, most))
    }

    /// Takes one upkeep step of a few milliseconds. Returns false if nothing is left to do.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn merge_step(&mut self) -> Result<bool, MirrorError> {
        if self.lock.try_lock().is_err() {
            return Ok(false); // the other program is busier
        }
        let result = match &mut self.mirror {
            Some(mirror) if mirror.is_current() => mirror.merge_step(),
            _ => Ok(false),
        };
        let _ = self.lock.unlock();
        result
    }

    /// Compares under the lock. Two programs compare the same folder one after the other, so that no older
    /// state overwrites a newer one.
    fn locked(
        &mut self,
        folder: &Folder,
        hints: Option<&BTreeSet<String>>,
        hooks: &mut SyncHooks<'_>,
    ) -> Result<Outcome, SyncError> {
        hold(&self.directory, &self.lock, PATIENCE)?;
        let result = self.bring_in_step(folder, hints, hooks);
        let _ = self.lock.unlock();
        result
    }

    /// Syncs. If the mirror is found to be deleted or damaged, it is rebuilt.
    fn bring_in_step(
        &mut self,
        folder: &Folder,
        hints: Option<&BTreeSet<String>>,
        hooks: &mut SyncHooks<'_>,
    ) -> Result<Outcome, SyncError> {
        if self.mirror.as_ref().is_some_and(|mirror| !mirror.is_current()) {
            self.mirror = None;
            self.rebuilt = !Mirror::is_in(&self.directory);
            self.reopened = true;
        }
        if !std::mem::take(&mut self.is_distrusted) {
            let result = self.compare(folder, hints, hooks);
            let Err(SyncError::Mirror(MirrorError::Damaged | MirrorError::OtherVersion)) = result else {
                return result;
            };
        }
        self.mirror = None; // an open file cannot be renamed on every system
        (hooks.letting_go)();
        Mirror::set_aside(&self.directory)?;
        self.rebuilt = true;
        self.compare(folder, None, hooks)
    }

    fn compare(
        &mut self,
        folder: &Folder,
        hints: Option<&BTreeSet<String>>,
        hooks: &mut SyncHooks<'_>,
    ) -> Result<Outcome, SyncError> {
        let mut is_elsewhere = false;
        if self.mirror.is_none() {
            match Mirror::open(&self.directory) {
                Ok(mirror) => self.mirror = Some(mirror),
                Err(MirrorError::NotBuilt) => {
                    let look = FolderScan::at(folder, &mut hooks.entering)?;
                    return self.build(folder, look, hooks);
                }
                Err(error) => return Err(error.into()),
            }
            is_elsewhere = true;
        }
        let Some(mirror) = &mut self.mirror else {
            return Err(MirrorError::NotBuilt.into());
        };
        let hints = hints.filter(|_| !is_elsewhere);
        if let Some(hints) = hints
            && let Some(outcome) = sync_paths(mirror, folder, hints, &mut self.recorder, hooks)?
        {
            return Ok(outcome);
        }
        match sync_all(mirror, folder, &mut self.recorder, hooks)? {
            Whole::Applied(outcome) => Ok(outcome),
            Whole::MostlyNew(look) => self.build(folder, look, hooks),
        }
    }

    /// Reads the whole folder into a new mirror, which then replaces the present one.
    fn build(
        &mut self,
        folder: &Folder,
        look: FolderScan,
        hooks: &mut SyncHooks<'_>,
    ) -> Result<Outcome, SyncError> {
        let aside = match &self.mirror {
            Some(_) => None,
            None => Mirror::open_set_aside(&self.directory),
        };
        if let Some(aside) = &aside {
            self.rebuilt = true;
            // An empty directory in place of a missing drive is not the folder: what is known of the folder
            // is kept.
            let is_ours = aside.remembered(IDENTITY).ok().flatten() == look.identity;
            if !is_ours && !is_recognised(&look.found, &aside.documents_left().0) {
                return Err(SyncError::Offline(folder.root().to_path_buf()));
            }
        }
        let old = self.mirror.as_ref().or(aside.as_ref());
        let built = building::build(Some(&self.directory), folder, look, old, hooks);
        let (building, outcome) = match built {
            Ok(built) => built,
            Err(error) => {
                if !(hooks.shows && matches!(error, SyncError::Cancelled)) {
                    Building::abandon(&self.directory)?;
                }
                return Err(error);
            }
        };
        let recorder = &mut self.recorder;
        let recorded = old.map_or(Ok(()), |old| recorder.take_difference(old, &building));
        if let Err(error) = recorded {
            drop(building);
            Building::abandon(&self.directory)?;
            return Err(error.into());
        }
        drop(aside);
        self.mirror = None;
        (hooks.letting_go)();
        let finished = building.finish();
        if finished.is_err() {
            Building::abandon(&self.directory)?;
        }
        self.mirror = Some(finished?);
        self.built = true;
        Ok(outcome)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn the_lock_is_a_file_that_every_system_locks_and_one_that_another_holds_is_busy() {
        let directory = tempfile::tempdir().unwrap();
        let writer = open(directory.path()).unwrap();
        // Windows refuses to lock a file that is open for appending only; such a file cannot be read on any
        // system.
        assert_eq!((&writer.lock).read(&mut [0; 8]).unwrap(), 0);
        let other = private::open(&directory.path().join("mirror.lock")).unwrap();
        other.lock().unwrap();
        let refused = hold(directory.path(), &writer.lock, Duration::ZERO);
        assert!(matches!(refused, Err(MirrorError::Busy)), "{refused:?}");
    }
}
