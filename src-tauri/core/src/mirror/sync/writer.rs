//! The mirror of one folder, as one program writes it: opened, made where there is none, and held against other programs.
//!
//! One that is damaged, or of another version, is set aside until a new one is whole: of what has left the folder since, it has the
//! last texts.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::recording::Recorder;
use super::{Company, Look, Outcome, SyncError, Whole, building, is_recognised, paths, whole};
use crate::disk::filesystem::private;
use crate::disk::folder::Folder;
use crate::mirror::{Building, IDENTITY, Mirror, MirrorError};

/// How long to wait for another program that is syncing the same folder.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long a program that ends waits for another that is syncing the same folder.
const LEAVING: Duration = Duration::from_secs(1);

/// The mirror of one folder, held against other programs while it is written.
pub struct Writer {
    directory: PathBuf,
    /// None before the first sync, and where there is no mirror.
    mirror: Option<Mirror>,
    lock: File,
    recorder: Recorder,
    /// The mirror was damaged, deleted or of another version, and was made anew since this was last looked at.
    pub rebuilt: bool,
    /// The whole folder was read into a new mirror since this was last looked at.
    pub built: bool,
    /// Another file than before is the mirror: another program has made it anew.
    pub reopened: bool,
    /// A reader met damage: the next comparison makes it anew.
    pub is_distrusted: bool,
}

/// Makes ready to write the mirror in `directory`. It is opened with the first sync, which makes one where there is none;
/// a damaged one, or one of another version, is made anew.
///
/// # Errors
/// Where the directory cannot be used.
pub fn open(directory: &Path) -> Result<Writer, MirrorError> {
    let unusable = |source| MirrorError::Directory {
        path: directory.to_path_buf(),
        source,
    };
    private::directory(directory).map_err(unusable)?;
    // It is never opened to append: Windows locks only what may be read, or written anywhere.
    let lock = private::open(&directory.join("mirror.lock")).map_err(unusable)?;
    Mirror::close_to_others(directory);
    // What a program that ended too early was building; unless one is building just now.
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

/// Throws the mirror in `directory` away, so that the next sync takes the folder for what it is, whatever it was.
///
/// # Errors
/// Where the system does not let us.
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

/// Leaves word of how the mirror was left, so that the next to open it need not look through all of it.
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
    /// See [`SyncError`]; what was applied before the error stays, and is true.
    pub fn sync(&mut self, folder: &Folder, company: &mut Company<'_>) -> Result<Outcome, SyncError> {
        self.locked(folder, None, company)
    }

    /// Compares the folder with the mirror at `hints` (paths inside the folder, of files or directories).
    ///
    /// # Errors
    /// See [`SyncError`].
    pub fn sync_paths(
        &mut self,
        folder: &Folder,
        hints: &BTreeSet<String>,
        company: &mut Company<'_>,
    ) -> Result<Outcome, SyncError> {
        self.locked(folder, Some(hints), company)
    }

    /// Changes whenever another program has changed the mirror. None: there is no mirror yet.
    #[must_use]
    pub fn data_version(&self) -> Option<i64> {
        self.mirror.as_ref()?.data_version().ok()
    }

    /// Bytes in the mirror's log that have not been written back.
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

    /// Has the mirror remember a value.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn remember(&self, key: &str, value: &str) -> Result<(), MirrorError> {
        self.mirror
            .as_ref()
            .map_or(Ok(()), |mirror| mirror.remember(key, value))
    }

    /// The next paths that the mirror knows, in their order.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn paths_after(&self, path: &str, most: usize) -> Result<BTreeSet<String>, MirrorError> {
        let mirror = self.mirror.as_ref();
        mirror.map_or_else(|| Ok(BTreeSet::new()), |mirror| mirror.paths_after(path, most))
    }

    /// Takes a step towards a quicker mirror, of some milliseconds. False: nothing is left to do.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn merge_step(&mut self) -> Result<bool, MirrorError> {
        if self.lock.try_lock().is_err() {
            return Ok(false); // another program has more to do
        }
        let result = match &mut self.mirror {
            Some(mirror) if mirror.is_current() => mirror.merge_step(),
            _ => Ok(false),
        };
        let _ = self.lock.unlock();
        result
    }

    /// Two programs may compare the same folder; one after the other, so that no older look overwrites a newer.
    fn locked(
        &mut self,
        folder: &Folder,
        hints: Option<&BTreeSet<String>>,
        company: &mut Company<'_>,
    ) -> Result<Outcome, SyncError> {
        hold(&self.directory, &self.lock, PATIENCE)?;
        let result = self.bring_in_step(folder, hints, company);
        let _ = self.lock.unlock();
        result
    }

    /// The mirror may be deleted or damaged at any time: then it is made anew.
    fn bring_in_step(
        &mut self,
        folder: &Folder,
        hints: Option<&BTreeSet<String>>,
        company: &mut Company<'_>,
    ) -> Result<Outcome, SyncError> {
        if self.mirror.as_ref().is_some_and(|mirror| !mirror.is_current()) {
            self.mirror = None;
            self.rebuilt = !Mirror::is_in(&self.directory);
            self.reopened = true;
        }
        if !std::mem::take(&mut self.is_distrusted) {
            let result = self.compare(folder, hints, company);
            let Err(SyncError::Mirror(MirrorError::Damaged | MirrorError::OtherVersion)) = result else {
                return result;
            };
        }
        self.mirror = None; // what is open cannot be renamed everywhere
        (company.letting_go)();
        Mirror::set_aside(&self.directory)?;
        self.rebuilt = true;
        self.compare(folder, None, company)
    }

    fn compare(
        &mut self,
        folder: &Folder,
        hints: Option<&BTreeSet<String>>,
        company: &mut Company<'_>,
    ) -> Result<Outcome, SyncError> {
        let mut is_elsewhere = false;
        if self.mirror.is_none() {
            match Mirror::open(&self.directory) {
                Ok(mirror) => self.mirror = Some(mirror),
                Err(MirrorError::NotBuilt) => {
                    let look = Look::at(folder, &mut company.entering)?;
                    return self.build(folder, look, company);
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
            && let Some(outcome) = paths(mirror, folder, hints, &mut self.recorder, company)?
        {
            return Ok(outcome);
        }
        match whole(mirror, folder, &mut self.recorder, company)? {
            Whole::Applied(outcome) => Ok(outcome),
            Whole::MostlyNew(look) => self.build(folder, look, company),
        }
    }

    /// Reads all of the folder into a mirror of its own, which then takes the place of the present one.
    fn build(
        &mut self,
        folder: &Folder,
        look: Look,
        company: &mut Company<'_>,
    ) -> Result<Outcome, SyncError> {
        let aside = match &self.mirror {
            Some(_) => None,
            None => Mirror::open_set_aside(&self.directory),
        };
        if let Some(aside) = &aside {
            self.rebuilt = true;
            // An empty directory in the place of a drive that is away is not the folder: what is known of that is kept.
            let is_ours = aside.remembered(IDENTITY).ok().flatten() == look.identity;
            if !is_ours && !is_recognised(&look.found, &aside.documents_left().0) {
                return Err(SyncError::Offline(folder.root().to_path_buf()));
            }
        }
        let old = self.mirror.as_ref().or(aside.as_ref());
        let built = building::build(Some(&self.directory), folder, look, old, company);
        let (building, outcome) = match built {
            Ok(built) => built,
            Err(error) => {
                if !(company.shows && matches!(error, SyncError::Cancelled)) {
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
        (company.letting_go)();
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
        // Windows refuses to lock what is open to append alone; such a file cannot be read anywhere.
        assert_eq!((&writer.lock).read(&mut [0; 8]).unwrap(), 0);
        let other = private::open(&directory.path().join("mirror.lock")).unwrap();
        other.lock().unwrap();
        let refused = hold(directory.path(), &writer.lock, Duration::ZERO);
        assert!(matches!(refused, Err(MirrorError::Busy)), "{refused:?}");
    }
}
