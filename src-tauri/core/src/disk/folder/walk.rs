//! Walks the folder and finds every document, and everything that prevents one from being read.

use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Entering, Folder, FolderError, Found, Stamp, What, cannot_list, cannot_read, is_gone, tasks};
use crate::content::places::{self, Place};
use crate::content::problem::{Problem, ProblemCode};
use crate::content::site_config::SiteConfig;

/// How many entries of a directory one thread checks at a time. Most of a walk's time goes into reading file
/// metadata.
const LOOKED_AT_ONCE: usize = 256;

/// One step of a walk.
enum Task {
    /// List the directory with this full path and this path inside the folder.
    List(PathBuf, String),
    /// Check these entries of the directory at this path inside the folder.
    Look(Arc<str>, Vec<DirEntry>),
}

impl Folder {
    /// Everything at and below `path` (`""` for the whole folder) that is to be mirrored, in no particular
    /// order. Directories are passed to `entering`, several at a time, before they are listed, so that a
    /// watch on them misses nothing.
    ///
    /// # Errors
    /// The drive was removed during the walk. Then nothing may be concluded from what was not found.
    pub fn walk(
        &self,
        path: &str,
        config: &SiteConfig,
        entering: &mut Entering<'_>,
    ) -> Result<Vec<Found>, FolderError> {
        let mut found = self.walk_documents(path, config, entering)?;
        found.extend(self.template_at_or_below(path));
        Ok(found)
    }

    fn walk_documents(
        &self,
        path: &str,
        config: &SiteConfig,
        entering: &mut Entering<'_>,
    ) -> Result<Vec<Found>, FolderError> {
        let mut found = Vec::new();
        if !path.is_empty() {
            if !parents_are_walked(path, config) {
                return Ok(found);
            }
            match self.way_to(path)? {
                Way::Open => {}
                Way::None => return Ok(found),
                Way::Closed(unlisted) => return Ok(vec![unlisted]),
            }
        }
        let full = self.full(path);
        match fs::symlink_metadata(&full) {
            Ok(meta) if meta.is_dir() => {
                if !places::walks_into(path, config) {
                    return Ok(found);
                }
                entering(std::slice::from_ref(&full));
                let entering = Mutex::new(entering);
                let first = Task::List(full, path.to_owned());
                return tasks::through(first, &|task, further, found| {
                    let mut inside = Vec::new();
                    match task {
                        Task::List(full, path) => {
                            self.list(&full, path, config, further, &mut inside, found)?
                        }
                        Task::Look(path, entries) => {
                            self.look_through(&path, entries, config, &mut inside, found);
                        }
                    }
                    if !inside.is_empty() {
                        let full: Vec<_> = inside.iter().map(|(full, _)| full.clone()).collect();
                        (*entering.lock().unwrap_or_else(PoisonError::into_inner))(&full);
                        further.extend(inside.into_iter().map(|(full, path)| Task::List(full, path)));
                    }
                    Ok(())
                });
            }
            Ok(meta) => self.look_at(path, &meta, config, &mut found),
            Err(source) if is_gone(&source) && !path.is_empty() => {}
            Err(source) if is_gone(&source) => return Err(FolderError::NotThere(full)),
            Err(source) if path.is_empty() => return Err(FolderError::Unreadable { path: full, source }),
            Err(source) if matches!(places::of_file(path, config), Place::Document(_)) => {
                found.push(unreadable(path, &source));
            }
            Err(_) => {}
        }
        Ok(found)
    }

    /// Whether ordinary directories lead to `path`. A link in place of a directory is not followed, even if a
    /// file below it is asked for by its path.
    fn way_to(&self, path: &str) -> Result<Way, FolderError> {
        let mut before = "";
        for (at, _) in path.match_indices('/').chain([(path.len(), "")]) {
            let step = &path[..at];
            let state = fs::symlink_metadata(self.full(step));
            match state {
                Err(source) if is_gone(&source) => return Ok(Way::None),
                // The access was denied by the directory above.
                Err(source) if source.kind() == io::ErrorKind::PermissionDenied && before.is_empty() => {
                    let path = self.root.clone();
                    return Err(FolderError::Unreadable { path, source });
                }
                Err(source) if source.kind() == io::ErrorKind::PermissionDenied => {
                    return Ok(Way::Closed(unlisted(before, &source)));
                }
                Err(source) if step != path => return Ok(Way::Closed(unlisted(step, &source))),
                Ok(meta) if step != path && !meta.is_dir() => return Ok(Way::None),
                _ => before = step,
            }
        }
        Ok(Way::Open)
    }

    fn list(
        &self,
        full: &Path,
        path: String,
        config: &SiteConfig,
        further: &mut Vec<Task>,
        inside: &mut Vec<(PathBuf, String)>,
        found: &mut Vec<Found>,
    ) -> Result<(), FolderError> {
        let unreadable_here = |source| FolderError::Unreadable {
            path: full.to_path_buf(),
            source,
        };
        let mut entries = match fs::read_dir(full) {
            Ok(entries) => entries,
            Err(source) if is_gone(&source) && !path.is_empty() => return Ok(()),
            Err(source) if !path.is_empty() => {
                found.push(unlisted(&path, &source));
                return Ok(());
            }
            Err(source) => return Err(unreadable_here(source)),
        };
        let path: Arc<str> = path.into();
        loop {
            let some = entries.by_ref().take(LOOKED_AT_ONCE);
            let some = match some.collect::<Result<Vec<_>, _>>() {
                Ok(some) => some,
                Err(source) if !path.is_empty() => {
                    found.push(unlisted(&path, &source));
                    return Ok(());
                }
                Err(source) => return Err(unreadable_here(source)),
            };
            if some.len() < LOOKED_AT_ONCE {
                self.look_through(&path, some, config, inside, found);
                return Ok(());
            }
            further.push(Task::Look(Arc::clone(&path), some));
        }
    }

    /// Classifies `entries`. Directories that may hold documents are added to `inside`, with their path
    /// inside the folder.
    fn look_through(
        &self,
        directory: &str,
        entries: Vec<DirEntry>,
        config: &SiteConfig,
        inside: &mut Vec<(PathBuf, String)>,
        found: &mut Vec<Found>,
    ) {
        for entry in entries {
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                // The escaped name is unique, and differs from every name that can be read.
                let shown = join(directory, &name.as_encoded_bytes().escape_ascii().to_string());
                if places::of_file(&shown, config) != Place::Skipped {
                    found.push(Found {
                        path: shown,
                        stamp: Stamp::default(),
                        what: What::NotRead(problem(
                            ProblemCode::NameUnreadable,
                            "The file's name is not valid Unicode, so it is left alone. Rename it to have it read.",
                        )),
                    });
                }
                continue;
            };
            let path = join(directory, name);
            let is_document = matches!(places::of_file(&path, config), Place::Document(_));
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => {
                    if places::walks_into(&path, config) {
                        inside.push((entry.path(), path));
                    }
                    continue;
                }
                Ok(kind) if kind.is_file() && !is_document => continue,
                _ => {}
            }
            match entry.metadata() {
                Ok(meta) if meta.is_dir() => {
                    if places::walks_into(&path, config) {
                        inside.push((entry.path(), path));
                    }
                }
                Ok(meta) => self.look_at(&path, &meta, config, found),
                Err(source) if is_gone(&source) => {}
                // The names in this directory can be listed, but the files cannot be accessed.
                Err(source) if source.kind() == io::ErrorKind::PermissionDenied && !directory.is_empty() => {
                    found.push(unlisted(directory, &source));
                    return;
                }
                Err(source) => {
                    if is_document {
                        found.push(unreadable(&path, &source));
                    }
                }
            }
        }
    }

    /// Classifies one path that is not a directory. `meta` describes the path itself, not the target of a
    /// link.
    fn look_at(&self, path: &str, meta: &Metadata, config: &SiteConfig, found: &mut Vec<Found>) {
        let place = places::of_file(path, config);
        if meta.is_symlink() {
            if place != Place::Skipped || places::walks_into(path, config) {
                self.follow(path, place, config, found);
            }
            return;
        }
        let Place::Document(kind) = place else { return };
        let what = if meta.is_file() {
            What::Document(kind)
        } else {
            What::NotRead(problem(
                ProblemCode::Unreadable,
                "This is not an ordinary file, so it is left alone.",
            ))
        };
        found.push(Found {
            path: path.to_owned(),
            stamp: stamp(meta, false),
            what,
        });
    }

    fn follow(&self, path: &str, place: Place, config: &SiteConfig, found: &mut Vec<Found>) {
        let full = self.full(path);
        let target = fs::canonicalize(&full);
        let outside = target
            .as_ref()
            .is_ok_and(|target| !target.starts_with(&self.root));
        let meta = target.as_ref().ok().and_then(|target| fs::metadata(target).ok());
        // A skipped place is not watched, so changes to a target there would not be noticed.
        let inside = target.as_ref().ok().and_then(|target| self.inside(target));
        let is_watched = inside.is_some_and(|target| {
            parents_are_walked(&target, config) && places::of_file(&target, config) != Place::Skipped
        });
        let not_followed = |message| What::NotRead(problem(ProblemCode::SymlinkNotFollowed, message));
        let (stamp, what) = match (place, meta) {
            (Place::Document(kind), Some(meta)) if meta.is_file() && is_watched => {
                (stamp(&meta, true), What::Document(kind))
            }
            (place, meta) => (
                Stamp {
                    link: true,
                    ..Stamp::default()
                },
                if outside {
                    not_followed(
                        "This link leads out of the folder, so it is not followed. Copy the file here to have it read.",
                    )
                } else if meta.is_some_and(|meta| meta.is_dir()) {
                    not_followed(
                        "This link leads to a directory, so it is not followed. What it leads to is read in its own place.",
                    )
                } else if matches!(place, Place::Other | Place::Skipped) {
                    What::Link
                } else if !is_watched {
                    not_followed("This link leads to a place that is not read, so it is not followed.")
                } else {
                    not_followed("This link leads to nothing that can be read.")
                },
            ),
        };
        found.push(Found {
            path: path.to_owned(),
            stamp,
            what,
        });
    }
}

/// What is on the way to a path inside the folder.
enum Way {
    /// Only directories.
    Open,
    /// Something that is not a directory, or nothing.
    None,
    /// A directory that cannot be listed.
    Closed(Found),
}

fn parents_are_walked(path: &str, config: &SiteConfig) -> bool {
    let mut parents = path.match_indices('/').map(|(at, _)| &path[..at]);
    parents.all(|parent| places::walks_into(parent, config))
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}/{name}")
    }
}

fn problem(code: ProblemCode, message: &str) -> Problem {
    Problem {
        code,
        line: None,
        message: message.to_owned(),
    }
}

fn unreadable(path: &str, error: &io::Error) -> Found {
    Found {
        path: path.to_owned(),
        stamp: Stamp::default(),
        what: What::NotRead(cannot_read(error)),
    }
}

fn unlisted(path: &str, error: &io::Error) -> Found {
    Found {
        path: path.to_owned(),
        stamp: Stamp::default(),
        what: What::Unlisted(cannot_list(error)),
    }
}

#[cfg(unix)]
fn stamp(meta: &Metadata, link: bool) -> Stamp {
    use std::os::unix::fs::MetadataExt as _;
    Stamp {
        size: meta.len(),
        modified: meta
            .mtime()
            .saturating_mul(1_000_000_000)
            .saturating_add(meta.mtime_nsec()),
        changed: meta
            .ctime()
            .saturating_mul(1_000_000_000)
            .saturating_add(meta.ctime_nsec()),
        inode: meta.ino().cast_signed(),
        link,
    }
}

#[cfg(not(unix))]
fn stamp(meta: &Metadata, link: bool) -> Stamp {
    Stamp {
        size: meta.len(),
        modified: meta.modified().map(super::nanoseconds).unwrap_or_default(),
        changed: 0,
        inode: 0,
        link,
    }
}
