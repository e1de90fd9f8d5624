//! Finds the directory of databases that belongs to a folder. The folder keeps it after it was renamed, or
//! when its drive is mounted at another place.
//!
//! Beside the databases is a note of the folder's path and its identity in the file system. A folder whose
//! identity matches is certain. If only the texts match, it may be a copy, and the person is asked whose
//! drafts it gets.

mod identity;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use self::identity::Likeness;
use crate::content::activity::hash_of_file;
use crate::disk::data::{DataDir, DataError, FOLDERS, refuse_inside};
use crate::disk::filesystem::{self, patient, private};
use crate::disk::folder::Folder;
use crate::{desk, mirror};

const NOTE: &str = "folder.json";
/// At most this many documents are compared to recognise a folder by its texts.
const SAMPLES: usize = 64;
/// At most this many earlier paths of a folder are remembered.
const MOST_PLACES: usize = 8;

/// Which drafts a folder gets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Whose {
    /// The folder's own, if they are certain; otherwise the person is asked.
    #[default]
    Known,
    /// The drafts kept for the folder that was at this path.
    Of(PathBuf),
    /// New ones: no drafts of another folder.
    Nobodys,
}

impl Whose {
    /// Parses what a person writes: a path, or `none`.
    #[must_use]
    pub fn from_words(words: &str) -> Self {
        match words {
            "none" => Self::Nobodys,
            path => Self::Of(path.into()),
        }
    }
}

/// What is known of the folder that a directory of databases belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    /// The folder's path, as shown to people.
    path: String,
    /// [`key_of`] the path itself, which need not be UTF-8.
    key: String,
    /// Keys of the folder's earlier paths, the last one last.
    #[serde(default)]
    before: Vec<String>,
    /// The folder's identity in the file system; none if it was not known.
    identity: Option<String>,
    /// A person said that the folder now at this path is another one.
    #[serde(default)]
    is_elsewhere: bool,
}

/// A directory of databases.
#[derive(Debug, Clone)]
struct Home {
    directory: PathBuf,
    note: Note,
}

impl DataDir {
    /// The directory of databases of the folder at `root` (canonical), also if the folder has moved since.
    ///
    /// # Errors
    /// If the directory would be inside the folder, where only documents are ever written, or on a network
    /// drive; and if a person must say whose drafts the folder gets.
    pub fn of_folder(&self, root: &Path) -> Result<PathBuf, DataError> {
        self.of_folder_as(root, &Whose::Known)
    }

    /// Like [`Self::of_folder`], when a person has said `whose` drafts the folder gets.
    ///
    /// # Errors
    /// As [`Self::of_folder`], and if no drafts are kept for the folder that the person named.
    pub fn of_folder_as(&self, root: &Path, whose: &Whose) -> Result<PathBuf, DataError> {
        refuse_inside(self.path(), root)?;
        if let Some(kind) = filesystem::network_kind(self.path()) {
            return Err(DataError::OnNetwork {
                path: self.path().to_path_buf(),
                kind,
            });
        }
        let home = find(self.path(), root, whose)?;
        let unusable = |source| DataError::Unusable {
            path: home.clone(),
            source,
        };
        // Nothing is created for a folder that does not exist.
        if home.exists() || root.is_dir() {
            private::directory(&home).map_err(unusable)?;
        }
        Ok(home)
    }
}

/// The directory of the folder at `root`, in the data directory `data`.
fn find(data: &Path, root: &Path, whose: &Whose) -> Result<PathBuf, DataError> {
    let folders = data.join(FOLDERS);
    let here = Here {
        root,
        key: key_of(root),
        identity: identity::of(root),
    };
    if *whose == Whose::Known
        && let Some(home) = Home::of(&folders.join(&here.key))
        && home.lay_at(&here)
        && here.likeness(&home) == Likeness::Same
    {
        return Ok(home.directory);
    }
    let homes = all_in(&folders).map_err(|source| DataError::Unusable {
        path: folders.clone(),
        source,
    })?;
    match whose {
        Whose::Known => here.known(&folders, &homes),
        Whose::Nobodys => {
            let own = |home: &&Home| home.lay_at(&here) && here.likeness(home) == Likeness::Same;
            match homes.iter().find(own) {
                // The person has already answered.
                Some(home) => Ok(home.directory.clone()),
                None => Ok(here.begin(&folders, &homes)),
            }
        }
        Whose::Of(path) => {
            let full = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            let keys = [path.canonicalize().unwrap_or_else(|_| full.clone()), full].map(|path| key_of(&path));
            let was_there = |home: &&Home| home.note.before.iter().any(|key| keys.contains(key));
            let said_before = homes.iter().find(|home| home.lay_at(&here) && was_there(home));
            let mut named: Vec<_> = homes
                .iter()
                .filter(|home| keys.contains(&home.note.key))
                .collect();
            // Of two folders that were at that path, take the one whose drafts this folder does not have.
            named.sort_by_key(|home| home.lay_at(&here));
            match said_before.or_else(|| named.first().copied()) {
                Some(home) => Ok(here.take(home, &homes)),
                None => Err(DataError::NoSuchDrafts { path: path.clone() }),
            }
        }
    }
}

/// The folder's present state.
struct Here<'a> {
    root: &'a Path,
    key: String,
    /// None if the folder does not exist.
    identity: Option<String>,
}

impl Here<'_> {
    fn likeness(&self, home: &Home) -> Likeness {
        match (&self.identity, &home.note.identity) {
            (Some(one), Some(other)) => identity::likeness(one, other),
            _ => Likeness::Other,
        }
    }

    /// Whether the folder holds the documents that the mirror in `home` knows; none if that mirror knows no
    /// document.
    fn holds_texts_of(&self, home: &Home) -> Option<bool> {
        let known = mirror::some_of(&home.directory, SAMPLES);
        let folder = Folder::find(self.root).ok()?;
        let is_there = |(path, hash): &&(String, i64)| {
            let bytes = folder.read(path);
            bytes.is_ok_and(|bytes| hash_of_file(&bytes.bytes, bytes.size) == *hash)
        };
        let same = known.iter().filter(is_there).count();
        (!known.is_empty()).then_some(same * 2 >= known.len())
    }

    fn known(&self, folders: &Path, homes: &[Home]) -> Result<PathBuf, DataError> {
        let at_path = homes.iter().find(|home| home.lay_at(self));
        if self.identity.is_none() {
            return Ok(at_path.map_or_else(|| self.free_in(folders), |home| home.directory.clone()));
        }
        let alike = |likeness| homes.iter().filter(move |home| self.likeness(home) == likeness);
        let same: Vec<_> = alike(Likeness::Same).collect();
        if let Some(home) = same.iter().find(|home| home.lay_at(self)) {
            return Ok(self.take(home, homes));
        }
        match same.as_slice() {
            [] => {}
            [home] => return Ok(self.take(home, homes)),
            several => return Err(self.ask(several)),
        }
        // At the old path, another volume number alone proves nothing.
        if let Some(home) = at_path
            && self.likeness(home) == Likeness::Perhaps
            && self.holds_texts_of(home) != Some(false)
        {
            return Ok(self.take(home, homes));
        }
        let mut asked = Vec::new();
        for home in alike(Likeness::Perhaps).filter(|home| !home.lay_at(self)) {
            match (self.holds_texts_of(home), home.is_there()) {
                (Some(true), false) => return Ok(self.take(home, homes)),
                (Some(false), _) => {}
                (Some(true), true) | (None, _) => asked.push(home),
            }
        }
        if let Some(home) = at_path {
            return match (&home.note.identity, self.holds_texts_of(home)) {
                (None, _) | (_, Some(true)) => Ok(self.take(home, homes)),
                // Its drive may be away. The comparison will detect that, and concludes nothing before.
                (Some(_), Some(false)) => Ok(home.directory.clone()),
                (Some(_), None) if home.has_own_words() => Err(self.ask(&[home])),
                (Some(_), None) => Ok(self.take(home, homes)),
            };
        }
        let by_texts = homes
            .iter()
            .filter(|home| self.likeness(home) == Likeness::Other && self.holds_texts_of(home) == Some(true));
        asked.extend(by_texts);
        asked.retain(|home| home.has_own_words());
        match asked.as_slice() {
            [] => Ok(self.begin(folders, homes)),
            several => Err(self.ask(several)),
        }
    }

    fn ask(&self, homes: &[&Home]) -> DataError {
        DataError::Unsure {
            root: self.root.to_path_buf(),
            others: homes.iter().map(|home| (&home.note.path).into()).collect(),
        }
    }

    /// Makes the directory of `home` this folder's from now on.
    fn take(&self, home: &Home, homes: &[Home]) -> PathBuf {
        let mut before = home.note.before.clone();
        if home.note.key != self.key {
            before.retain(|key| *key != home.note.key);
            before.push(home.note.key.clone());
            before.drain(..before.len().saturating_sub(MOST_PLACES));
        }
        self.have(&home.directory, before, homes)
    }

    /// Gives the folder a new directory.
    fn begin(&self, folders: &Path, homes: &[Home]) -> PathBuf {
        self.have(&self.free_in(folders), Vec::new(), homes)
    }

    /// Writes the note of `directory`. Other folders that were at this path are noted as having gone
    /// elsewhere.
    fn have(&self, directory: &Path, before: Vec<String>, homes: &[Home]) -> PathBuf {
        for other in homes
            .iter()
            .filter(|other| other.lay_at(self) && other.directory != directory)
        {
            let mut note = other.note.clone();
            note.is_elsewhere = true;
            note.write(&other.directory);
        }
        let note = Note {
            path: self.root.to_string_lossy().into_owned(),
            key: self.key.clone(),
            before,
            identity: self.identity.clone(),
            is_elsewhere: false,
        };
        let is_known = Home::of(directory).is_some_and(|home| home.note == note && home.has_note());
        if !is_known {
            note.write(directory);
        }
        directory.to_path_buf()
    }

    /// A free directory named after the path. A number is added if the folder that was at this path before
    /// keeps the directory of that name.
    fn free_in(&self, folders: &Path) -> PathBuf {
        let named = |number: u32| match number {
            1 => folders.join(&self.key),
            _ => folders.join(format!("{}-{number}", self.key)),
        };
        let free = (1..u32::MAX).map(named).find(|directory| !directory.exists());
        free.unwrap_or_else(|| named(1))
    }
}

impl Note {
    /// Writes the note. If that fails, the folder will be found next time as it was found this time.
    fn write(&self, directory: &Path) {
        let _ = self.write_whole(directory);
    }

    fn write_whole(&self, directory: &Path) -> io::Result<()> {
        private::directory(directory)?;
        let unfinished = directory.join("folder.unfinished");
        private::write(&unfinished, serde_json::to_string(self)?.as_bytes())?;
        patient::rename(&unfinished, &directory.join(NOTE))
    }
}

impl Home {
    /// The home in `directory`; none if nothing is known of it.
    fn of(directory: &Path) -> Option<Self> {
        let text = fs::read_to_string(directory.join(NOTE)).ok();
        let note = text.and_then(|text| serde_json::from_str(&text).ok());
        let note = note.or_else(|| Self::note_of_earlier(directory));
        note.map(|note| Self {
            directory: directory.to_path_buf(),
            note,
        })
    }

    /// Earlier versions wrote no note. Their mirror remembers the path, and the directory is named after it.
    fn note_of_earlier(directory: &Path) -> Option<Note> {
        let key = directory.file_name()?.to_str()?.to_owned();
        let remembered = mirror::place_of(directory);
        if remembered.is_none() && !directory.is_dir() {
            return None;
        }
        let (root, identity) = remembered.unwrap_or_default();
        Some(Note {
            path: root,
            key,
            before: Vec::new(),
            identity: (!identity.is_empty()).then_some(identity),
            is_elsewhere: false,
        })
    }

    fn has_note(&self) -> bool {
        self.directory.join(NOTE).exists()
    }

    fn lay_at(&self, here: &Here<'_>) -> bool {
        self.note.key == here.key && !self.note.is_elsewhere
    }

    /// Whether the folder is still at its noted path.
    fn is_there(&self) -> bool {
        let there = identity::of(Path::new(&self.note.path));
        match (there, &self.note.identity) {
            (Some(there), Some(known)) => identity::likeness(&there, known) != Likeness::Other,
            _ => false,
        }
    }

    /// Whether it holds words that a person would miss.
    fn has_own_words(&self) -> bool {
        desk::has_own_words(&self.directory)
    }
}

fn all_in(folders: &Path) -> io::Result<Vec<Home>> {
    let mut homes = Vec::new();
    for entry in fs::read_dir(folders)? {
        homes.extend(Home::of(&entry?.path()));
    }
    homes.sort_by(|one, other| one.directory.cmp(&other.directory));
    Ok(homes)
}

fn key_of(root: &Path) -> String {
    format!("{:016x}", xxh3_64(root.as_os_str().as_encoded_bytes()))
}
