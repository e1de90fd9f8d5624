//! Several files written as one: all of them or none, also when the program is killed meanwhile.

use std::path::PathBuf;

use super::file_writes::{FileWrite, Keep, WriteError, clear, execute, read};

/// One of the files.
#[derive(Debug)]
pub struct FileChange<'a> {
    /// What its path is inside of.
    pub root: PathBuf,
    /// Its path.
    pub path: &'a str,
    /// What it held; none where there was no such file.
    pub before: Option<&'a [u8]>,
    /// What it is to hold; none where it goes. The same as before where it is only looked at.
    pub after: Option<&'a [u8]>,
}

/// The files, in the order in which they are written.
pub struct FileTransaction<'a> {
    /// Each of them.
    pub changes: Vec<FileChange<'a>>,
    /// Names the temporary files: of this desk, and of this operation of it.
    pub token: String,
    /// The names that earlier versions of the program gave them, and may have left behind.
    pub old_tokens: &'a [String],
    /// Where the words of others go that came in between.
    pub keep: Box<Keep<'a>>,
}

/// How what was interrupted has ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Recovered {
    /// Every file holds what it was to hold.
    Finished,
    /// Every file holds what it held, but for those that somebody has changed: these are given.
    RolledBack(Vec<String>),
}

impl FileTransaction<'_> {
    /// Writes the file of this number.
    ///
    /// # Errors
    /// As [`execute`].
    pub fn write(&self, number: usize) -> Result<(), WriteError> {
        let change = &self.changes[number];
        if change.before == change.after {
            return match read(&change.root, change.path)? {
                found if found.as_deref() == change.before => Ok(()),
                found => Err(WriteError::Changed {
                    path: change.path.to_owned(),
                    found,
                }),
            };
        }
        match job(change.path, change.before, change.after) {
            Some(job) => execute(&change.root, &job, &self.token_of(number), &self.keep),
            None => Ok(()),
        }
    }

    /// Whether the file of this number holds what it was to hold though its writing has failed: it could only not be made sure of.
    ///
    /// # Errors
    /// It cannot be read, or what was left beside it not be removed.
    pub fn is_written(&self, number: usize) -> Result<bool, WriteError> {
        self.clear(number)?;
        let change = &self.changes[number];
        Ok(read(&change.root, change.path)?.as_deref() == change.after)
    }

    /// Takes everything back after the writing of file `failed` has failed with `error`. Files that somebody has changed since are left,
    /// and given.
    ///
    /// # Errors
    /// Then some may be written, and others not.
    pub fn roll_back(&self, failed: usize, error: &WriteError) -> Result<Vec<String>, WriteError> {
        // Another may have written the same bytes there, and they are not ours to take back.
        let is_others = matches!(error, WriteError::Changed { .. } | WriteError::Exists { .. });
        let is_written = self.is_written(failed)? && !is_others;
        let written: Vec<usize> = (0..failed + usize::from(is_written)).collect();
        self.undo_writes(&written)
    }

    /// Finishes what was interrupted, or takes it back where somebody has written since: into one of the files, or
    /// (`is_written_on`) elsewhere.
    ///
    /// # Errors
    /// Then some may be written, and others not; it can be tried again.
    pub fn recover(&self, is_written_on: bool) -> Result<Recovered, WriteError> {
        let mut written = Vec::new();
        let mut unwritten = Vec::new();
        let mut is_foreign = is_written_on;
        for (number, change) in self.changes.iter().enumerate() {
            self.clear(number)?;
            let found = read(&change.root, change.path)?;
            if found.as_deref() == change.after {
                written.push(number);
            } else if found.as_deref() == change.before {
                unwritten.push(number);
            } else if found.is_none() && !directory_of(change).is_dir() {
                // A drive that is away has deleted nothing.
                return Err(WriteError::Gone {
                    path: change.path.to_owned(),
                });
            } else {
                is_foreign = true;
            }
        }
        if is_foreign {
            return Ok(Recovered::RolledBack(self.undo_writes(&written)?));
        }
        for number in unwritten {
            match self.write(number) {
                Ok(()) => written.push(number),
                Err(WriteError::Changed { .. } | WriteError::Exists { .. }) => {
                    written.sort_unstable();
                    return Ok(Recovered::RolledBack(self.undo_writes(&written)?));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(Recovered::Finished)
    }

    /// Gives `written` files the bytes that they had, the last first. Those that somebody has changed since are left, and given.
    fn undo_writes(&self, written: &[usize]) -> Result<Vec<String>, WriteError> {
        let mut left = Vec::new();
        for number in written.iter().rev() {
            let change = &self.changes[*number];
            let Some(job) = job(change.path, change.after, change.before) else {
                continue;
            };
            match execute(&change.root, &job, &self.token_of(*number), &self.keep) {
                Err(WriteError::Changed { path, .. } | WriteError::Exists { path }) => left.push(path),
                done => done?,
            }
        }
        Ok(left)
    }

    /// Puts in order what an interrupted job left beside its file: words of somebody that came in between are put back where ours
    /// are, or kept.
    fn clear(&self, number: usize) -> Result<(), WriteError> {
        let change = &self.changes[number];
        let (ours, known) = (change.after.as_slice(), change.before.as_slice());
        let old = self.old_tokens.iter();
        let old = old.flat_map(|token| [token.clone(), format!("{token}-{number}")]);
        for token in std::iter::once(self.token_of(number)).chain(old) {
            clear(&change.root, change.path, &token, (ours, known), &self.keep)?;
        }
        Ok(())
    }

    fn token_of(&self, number: usize) -> String {
        format!("{}-{number}", self.token)
    }
}

/// What has to be done to a file that holds `before`, that it holds `after`.
fn job<'b>(path: &'b str, before: Option<&'b [u8]>, after: Option<&'b [u8]>) -> Option<FileWrite<'b>> {
    match (before, after) {
        _ if before == after => None,
        (None, Some(bytes)) => Some(FileWrite::Create { path, bytes }),
        (Some(expected), None) => Some(FileWrite::Remove { path, expected }),
        (Some(expected), Some(bytes)) => Some(FileWrite::Replace {
            path,
            expected,
            bytes,
        }),
        (None, None) => None,
    }
}

fn directory_of(change: &FileChange<'_>) -> PathBuf {
    match change.path.rsplit_once('/') {
        Some((directory, _)) => change.root.join(directory),
        None => change.root.to_path_buf(),
    }
}
