//! Makes, replaces or removes one file. Its old bytes are moved aside and compared before they are removed.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::error::{Keep, WriteError, changed, explain, keep_words};
use super::paths::compare;
use super::temporary::{self, BeingPut, Holds, fresh_name};
use super::{attributes, moves};
use crate::disk::folder::is_gone;

/// A document's place, and everything that is needed to write there.
pub(super) struct Place<'a> {
    pub directory: &'a Path,
    pub full: &'a Path,
    pub path: &'a str,
    pub token: &'a str,
    pub keep: &'a Keep<'a>,
}

impl Place<'_> {
    pub fn create(&self, bytes: &[u8]) -> Result<(), WriteError> {
        let exists = || WriteError::Exists {
            path: self.path.to_owned(),
        };
        if fs::symlink_metadata(self.full).is_ok() {
            return Err(exists());
        }
        let new = self.new_file(Holds::New, bytes, None)?;
        moves::to_free_name(&new, self.full, Some(bytes)).map_err(|error| {
            let _ = moves::remove(&new);
            match error.kind() {
                io::ErrorKind::AlreadyExists => exists(),
                _ => self.failed(error),
            }
        })
    }

    pub fn replace(&self, expected: &[u8], bytes: &[u8]) -> Result<(), WriteError> {
        compare(self.full, self.path, expected)?;
        // After the exchange this file may hold somebody's words, so its name says so from the beginning.
        let ready = self.new_file(Holds::Aside, bytes, Some(self.full))?;
        if let Err(error) = compare(self.full, self.path, expected) {
            let _ = moves::remove(&ready);
            return Err(error);
        }
        match moves::exchange(&ready, self.full) {
            Ok(true) => self.settle_exchange(&ready, expected, bytes),
            Ok(false) => self.replace_in_two_moves(&ready, expected, bytes),
            Err(error) => {
                let _ = moves::remove(&ready);
                match is_gone(&error) && self.directory.is_dir() {
                    true => Err(changed(self.path, None)),
                    false => Err(self.failed(error)),
                }
            }
        }
    }

    /// Finishes a replacement after the two files were exchanged: `aside` holds what the document held.
    fn settle_exchange(&self, aside: &Path, expected: &[u8], bytes: &[u8]) -> Result<(), WriteError> {
        let failed = |source| self.failed(source);
        let found = fs::read(aside).map_err(failed)?;
        if found == expected {
            return moves::remove(aside).map_err(failed);
        }
        // Somebody wrote the file after it was compared. Their text is put back.
        if let Err(error) = moves::exchange(aside, self.full) {
            if !is_gone(&error) {
                return Err(failed(error));
            }
            // Meanwhile the new file was removed from the document's place.
            self.give_back(aside, &found)?;
            return Err(changed(self.path, Some(found)));
        }
        if fs::read(aside).map_err(failed)? != bytes {
            // Somebody wrote the file once more. That text is the newest and is put back.
            moves::exchange(aside, self.full).map_err(failed)?;
        }
        self.dispose(aside, &[expected, bytes])?;
        Err(self.changed_now())
    }

    /// Replaces a file where two files cannot be exchanged: the old file is moved away, and the new one is
    /// moved to the free name.
    fn replace_in_two_moves(&self, ready: &Path, expected: &[u8], bytes: &[u8]) -> Result<(), WriteError> {
        // This file will never hold anybody else's words.
        let new = &self.fresh(Holds::New);
        if let Err(error) = moves::to_own_name(ready, new) {
            let _ = moves::remove(ready);
            return Err(self.failed(error));
        }
        let given_up = |error| {
            let _ = moves::remove(new);
            error
        };
        let aside = self.take_expected(expected).map_err(given_up)?;
        match moves::to_free_name(new, self.full, Some(bytes)) {
            Ok(()) => moves::remove(&aside).map_err(|source| self.failed(source)),
            // Somebody has put a new text there. It stays.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let _ = moves::remove(new);
                moves::remove(&aside).map_err(|source| self.failed(source))?;
                Err(self.changed_now())
            }
            Err(error) => {
                self.give_back(&aside, expected)?;
                Err(given_up(match is_gone(&error) && self.directory.is_dir() {
                    true => self.changed_now(),
                    false => self.failed(error),
                }))
            }
        }
    }

    pub fn remove(&self, expected: &[u8]) -> Result<(), WriteError> {
        compare(self.full, self.path, expected)?;
        let aside = self.take_expected(expected)?;
        moves::remove(&aside).map_err(|source| self.failed(source))
    }

    /// Moves the document aside if it holds what is expected. Otherwise it is put back, or left to the
    /// program that is just writing it.
    fn take_expected(&self, expected: &[u8]) -> Result<PathBuf, WriteError> {
        let before = temporary::being_put_by_others(self.directory, self.token);
        let (aside, found) = self.take_aside()?;
        if self.is_unfinished(&found, expected, before) {
            self.leave_to_its_writer(&aside)?;
            return Err(self.changed_now());
        }
        if found != expected {
            self.give_back(&aside, &found)?;
            return Err(self.changed_now());
        }
        Ok(aside)
    }

    /// Moves the document aside, and reads it there.
    fn take_aside(&self) -> Result<(PathBuf, Vec<u8>), WriteError> {
        let aside = self.fresh(Holds::Aside);
        if let Err(error) = moves::to_own_name(self.full, &aside) {
            return Err(match is_gone(&error) && self.directory.is_dir() {
                true => changed(self.path, None),
                false => self.failed(error),
            });
        }
        match fs::read(&aside) {
            Ok(found) => Ok((aside, found)),
            Err(error) => {
                // A file that cannot be read is put back at once. If that fails, the next start puts it back.
                let _ = moves::to_free_name(&aside, self.full, None);
                Err(self.failed(error))
            }
        }
    }

    /// True if `found` is only a part of a text that another program is just writing in the document's place.
    /// The texts that were being written `before` the document was moved aside count, and those being written
    /// now. If `found` is what was expected, it is such a part only if that program wrote a moment ago.
    fn is_unfinished(&self, found: &[u8], expected: &[u8], before: Vec<BeingPut>) -> bool {
        let now = temporary::being_put_by_others(self.directory, self.token);
        let is_expected = found == expected;
        before.into_iter().chain(now).any(|put| {
            let is_part = put.bytes.len() > found.len() && put.bytes.starts_with(found);
            is_part && (!is_expected || put.is_fresh && !found.is_empty())
        })
    }

    /// Leaves the place to another program that was just writing this text there. That program finds its file
    /// missing and puts back the document that was there before.
    fn leave_to_its_writer(&self, aside: &Path) -> Result<(), WriteError> {
        self.dispose(aside, &[b""])
    }

    /// Puts a file that was moved aside back to its place. If another text is there now, that one is newer;
    /// then the file that was moved aside is kept elsewhere.
    fn give_back(&self, aside: &Path, found: &[u8]) -> Result<(), WriteError> {
        if fs::read(aside).map_err(|source| self.failed(source))? != found {
            // The text was not finished when it was read.
            return self.leave_to_its_writer(aside);
        }
        match moves::to_free_name(aside, self.full, Some(found)) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => self.dispose(aside, &[]),
            done => done.map_err(|source| self.failed(source)),
        }
    }

    /// Removes the file at `aside`. If its text is none of the `known` ones, it is kept first.
    fn dispose(&self, aside: &Path, known: &[&[u8]]) -> Result<(), WriteError> {
        let words = fs::read(aside).map_err(|source| self.failed(source))?;
        if !known.contains(&words.as_slice()) {
            keep_words(self.path, aside, &words, self.keep)?;
        }
        moves::remove(aside).map_err(|source| self.failed(source))
    }

    fn changed_now(&self) -> WriteError {
        changed(self.path, fs::read(self.full).ok())
    }

    fn new_file(&self, holds: Holds, bytes: &[u8], like: Option<&Path>) -> Result<PathBuf, WriteError> {
        let new = self.fresh(holds);
        match write_new(&new, bytes, like) {
            Ok(()) => Ok(new),
            Err(error) => {
                let _ = moves::remove(&new);
                Err(
                    match like.is_some() && is_gone(&error) && self.directory.is_dir() {
                        true => changed(self.path, None),
                        false => self.failed(error),
                    },
                )
            }
        }
    }

    fn fresh(&self, holds: Holds) -> PathBuf {
        fresh_name(self.directory, self.token, holds)
    }

    fn failed(&self, source: io::Error) -> WriteError {
        explain(self.path, source)
    }
}

/// Writes a new file beside the document, with the attributes of the file `like`. The file is read again, to
/// make sure that exactly these bytes are moved to the document's place.
fn write_new(new: &Path, bytes: &[u8], like: Option<&Path>) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(new)?;
    if let Some(like) = like {
        attributes::copy(like, &file)?;
    }
    file.write_all(bytes)?;
    moves::flush(&file)?;
    drop(file);
    match fs::read(new)? == bytes {
        true => Ok(()),
        false => Err(io::Error::other(
            "the drive gives back other bytes than were written",
        )),
    }
}
