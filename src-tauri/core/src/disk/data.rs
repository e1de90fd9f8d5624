//! The data directory: where the databases of each folder are, outside every folder.

use std::path::{Path, PathBuf};

use crate::disk::filesystem::{self, private};

/// The subdirectory that holds the databases of the folders.
pub(crate) const FOLDERS: &str = "folders";

/// The program's own directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataDir {
    path: PathBuf,
}

/// Why the data directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// The operating system names no home directory for this person.
    #[error(
        "No place for the program's own data was found. Name one with --data DIR or the variable ARGUENDO_DATA."
    )]
    NoHome,
    /// The data directory lies in the content folder.
    #[error(
        "The data directory {path} lies inside the folder that is to be read, and nothing is ever written there. Name another with --data DIR."
    )]
    InFolder {
        /// The directory.
        path: PathBuf,
    },
    /// The data directory lies on another computer. The locks that protect a database are not reliable there.
    #[error(
        "The data directory {path} lies on a network drive ({kind}), where a database can be damaged by two programs that write at once. The folder itself is untouched. Name a directory on this computer's own disk with --data DIR or the variable ARGUENDO_DATA."
    )]
    OnNetwork {
        /// The directory.
        path: PathBuf,
        /// The name of the file system.
        kind: String,
    },
    /// The drafts of another folder may belong to this one.
    #[error("{}", unsure(root, others))]
    Unsure {
        /// The folder.
        root: PathBuf,
        /// The folders that the drafts may belong to, at their last known paths.
        others: Vec<PathBuf>,
    },
    /// A person named a folder whose drafts should be used, but no drafts of that folder are kept.
    #[error(
        "No drafts are kept of a folder at {path}. Nothing was changed. Name the folder as it was called before, or `none`."
    )]
    NoSuchDrafts {
        /// The folder.
        path: PathBuf,
    },
    /// The directory cannot be made, or nothing can be written into it.
    #[error(
        "The program's own data cannot be kept in {path}: {source}. Nothing was changed. Let yourself write there, or name another place with --data DIR or the variable ARGUENDO_DATA."
    )]
    Unusable {
        /// The directory.
        path: PathBuf,
        /// The error of the operating system.
        source: std::io::Error,
    },
}

fn unsure(root: &Path, others: &[PathBuf]) -> String {
    let [root, first] = [root, others.first().map_or(root, PathBuf::as_path)].map(Path::display);
    let ways: Vec<_> = others
        .iter()
        .map(|other| format!("--drafts-of \"{}\"", other.display()))
        .collect();
    let ways = ways.join(", ");
    format!(
        "Drafts are kept of {first}, and {root} holds the same texts: it may be that folder in another place, or a copy of it. Nothing was changed. Say once whose drafts it is to have: {ways}; or --drafts-of none to start with none, and leave them where they are."
    )
}

impl DataDir {
    /// Opens the directory `explicit` (from `--data` or `ARGUENDO_DATA`), or else the platform's place for
    /// program data. If it does not exist, it is made, and only this person can open it.
    ///
    /// # Errors
    /// There is no such place, it cannot be made, or nothing can be written into it.
    pub fn new(explicit: Option<PathBuf>) -> Result<Self, DataError> {
        let unusable = |path: &Path| {
            let path = path.to_path_buf();
            move |source| DataError::Unusable { path, source }
        };
        let is_own_place = explicit.is_none();
        let path = match explicit {
            Some(path) => std::path::absolute(&path).map_err(unusable(&path))?,
            None => directories::ProjectDirs::from("org", "Arguendo", "Arguendo")
                .ok_or(DataError::NoHome)?
                .data_local_dir()
                .to_path_buf(),
        };
        let data = Self { path };
        data.make(is_own_place).map_err(unusable(&data.path))?;
        Ok(data)
    }

    /// As [`Self::new`], but the directory must not lie in the folder at `root`. This is checked before
    /// anything is made.
    ///
    /// # Errors
    /// As [`Self::new`], or the directory would lie in the folder.
    pub fn beside(explicit: Option<PathBuf>, root: &Path) -> Result<Self, DataError> {
        if let Some(path) = &explicit {
            refuse_inside(path, root)?;
        }
        Self::new(explicit)
    }

    fn make(&self, is_own_place: bool) -> std::io::Result<()> {
        let folders = self.path.join(FOLDERS);
        // A directory that a person named may hold other things and be shared with others, so its access
        // rights stay. But if an earlier version made the databases' directory open to others, access is
        // restricted once.
        let is_ours = is_own_place || !self.path.is_dir() || private::is_open_to_others(&folders);
        if is_ours {
            private::directory(&self.path)?;
        }
        // Nothing is kept on a network drive. `of_folder` reports that error.
        if filesystem::network_kind(&self.path).is_none() {
            private::directory(&folders)?;
        }
        match filesystem::may_write(&self.path) {
            true => Ok(()),
            false => Err(std::io::ErrorKind::PermissionDenied.into()),
        }
    }

    /// Makes a subdirectory of this name that only this person can open.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn make_private(&self, name: &str) -> Result<(), DataError> {
        let path = self.path.join(name);
        private::directory(&path).map_err(|source| DataError::Unusable { path, source })
    }

    /// The path of the data directory.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Refuses a `path` inside `root`. If `path` does not exist yet, its nearest existing ancestor decides. Links
/// are followed.
pub(crate) fn refuse_inside(path: &Path, root: &Path) -> Result<(), DataError> {
    let Ok(full) = std::path::absolute(path) else {
        return Ok(());
    };
    let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let there = full.ancestors().find_map(|above| above.canonicalize().ok());
    match there.is_some_and(|there| there.starts_with(&root)) {
        true => Err(DataError::InFolder { path: full }),
        false => Ok(()),
    }
}
