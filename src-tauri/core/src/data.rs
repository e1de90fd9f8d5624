//! The data directory: where the databases of each folder live, outside every folder.

use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use crate::filesystem;

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
    /// It could not be made.
    #[error("The data directory {path} could not be made: {source}. Name another with --data DIR.")]
    NotMade {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl DataDir {
    /// `explicit` (from `--data` or `ARGUENDO_DATA`), else the platform's place for program data. Makes it.
    ///
    /// # Errors
    /// Where there is no such place, or it cannot be made.
    pub fn new(explicit: Option<PathBuf>) -> Result<Self, DataError> {
        let path = match explicit {
            Some(path) => std::path::absolute(&path).map_err(|source| DataError::NotMade {
                path: path.clone(),
                source,
            })?,
            None => directories::ProjectDirs::from("org", "Arguendo", "Arguendo")
                .ok_or(DataError::NoHome)?
                .data_local_dir()
                .to_path_buf(),
        };
        std::fs::create_dir_all(&path).map_err(|source| DataError::NotMade {
            path: path.clone(),
            source,
        })?;
        Ok(Self { path })
    }

    /// The directory itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The directory of the databases of the folder at `root` (canonical). It may not exist yet.
    ///
    /// # Errors
    /// Where that would be inside the folder, into which nothing but documents is ever put, or on a network drive.
    pub fn of_folder(&self, root: &Path) -> Result<PathBuf, DataError> {
        if self.path.canonicalize().is_ok_and(|path| path.starts_with(root)) {
            return Err(DataError::InFolder {
                path: self.path.clone(),
            });
        }
        if let Some(kind) = filesystem::network_kind(&self.path) {
            return Err(DataError::OnNetwork {
                path: self.path.clone(),
                kind,
            });
        }
        let key = xxh3_64(root.as_os_str().as_encoded_bytes());
        Ok(self.path.join("folders").join(format!("{key:016x}")))
    }
}
