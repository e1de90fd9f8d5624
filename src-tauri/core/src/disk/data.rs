//! The data directory: where the databases of each folder live, outside every folder.

use std::path::{Path, PathBuf};

use crate::disk::filesystem::{self, private};

/// Where the databases of the folders lie in it.
pub(crate) const FOLDERS: &str = "folders";

/// The program's own directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataDir {
    path: PathBuf,
}

/// Why there is no data directory.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// The system names no home for this person.
    #[error(
        "No place for the program's own data was found. Name one with --data DIR or the variable ARGUENDO_DATA."
    )]
    NoHome,
    /// It lies in the content folder.
    #[error(
        "The data directory {path} lies inside the folder that is to be read, and nothing is ever written there. Name another with --data DIR."
    )]
    InFolder {
        /// The directory.
        path: PathBuf,
    },
    /// Another computer serves it: there the locks cannot be relied on that keep a database whole.
    #[error(
        "The data directory {path} lies on a network drive ({kind}), where a database can be damaged by two programs that write at once. The folder itself is untouched. Name a directory on this computer's own disk with --data DIR or the variable ARGUENDO_DATA."
    )]
    OnNetwork {
        /// The directory.
        path: PathBuf,
        /// The kind of file system.
        kind: String,
    },
    /// The drafts of another folder may be this one's.
    #[error("{}", unsure(root, others))]
    Unsure {
        /// The folder.
        root: PathBuf,
        /// Where the folders lay, as far as that is known, whose drafts they may be.
        others: Vec<PathBuf>,
    },
    /// A person named a folder whose drafts are to be used, and none are kept of it.
    #[error(
        "No drafts are kept of a folder at {path}. Nothing was changed. Name the folder as it was called before, or `none`."
    )]
    NoSuchDrafts {
        /// The folder.
        path: PathBuf,
    },
    /// It cannot be made, or nothing can be written into it.
    #[error(
        "The program's own data cannot be kept in {path}: {source}. Nothing was changed. Let yourself write there, or name another place with --data DIR or the variable ARGUENDO_DATA."
    )]
    Unusable {
        /// The directory.
        path: PathBuf,
        /// What the system said.
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
    /// `explicit` (from `--data` or `ARGUENDO_DATA`), else the platform's place for program data. Makes it, for this person alone.
    ///
    /// # Errors
    /// Where there is no such place, it cannot be made, or nothing can be written into it.
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

    /// The same for a folder at `root`, which it must not lie in: that is looked at before anything is made.
    ///
    /// # Errors
    /// As [`Self::new`], or where it would lie in the folder.
    pub fn beside(explicit: Option<PathBuf>, root: &Path) -> Result<Self, DataError> {
        if let Some(path) = &explicit {
            refuse_inside(path, root)?;
        }
        Self::new(explicit)
    }

    fn make(&self, is_own_place: bool) -> std::io::Result<()> {
        let folders = self.path.join(FOLDERS);
        // A directory that a person names may hold other things, and be others' too. One that an earlier version made is closed once.
        let is_ours = is_own_place || !self.path.is_dir() || private::is_open_to_others(&folders);
        if is_ours {
            private::directory(&self.path)?;
        }
        // On a network drive nothing is kept, which `of_folder` says.
        if filesystem::network_kind(&self.path).is_none() {
            private::directory(&folders)?;
        }
        match filesystem::may_write(&self.path) {
            true => Ok(()),
            false => Err(std::io::ErrorKind::PermissionDenied.into()),
        }
    }

    /// Makes a directory in it of this name, for this person alone.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn make_private(&self, name: &str) -> Result<(), DataError> {
        let path = self.path.join(name);
        private::directory(&path).map_err(|source| DataError::Unusable { path, source })
    }

    /// The directory itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// What is not there yet lies where the nearest directory above it does, wherever the links on the way lead.
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
