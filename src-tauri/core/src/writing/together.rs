//! Several files written as one: all of them or none, also when the program is ended in the midst.

use std::path::PathBuf;

use super::{Job, WriteError, carry_out, clear, read};

/// One of the files.
#[derive(Debug)]
pub struct Part<'a> {
    /// What its path is inside of.
    pub root: PathBuf,
    /// Its path.
    pub path: &'a str,
    /// What it held; none where there was no such file.
    pub before: Option<&'a [u8]>,
    /// What it is to hold; none where it goes. The same as before where it is only looked at.
    pub after: Option<&'a [u8]>,
}

/// Keeps what somebody wrote into the file at a path just as it was replaced; false: it cannot be kept elsewhere.
pub type Keep<'a, E> = dyn Fn(&str, &[u8]) -> Result<bool, E> + 'a;

/// The files, in the order in which they are written.
pub struct Together<'a, E> {
    /// Each of them.
    pub parts: Vec<Part<'a>>,
    /// Names the temporary files: several people's programs may write into one directory.
    pub token: String,
    /// Where the words of others go that came in between.
    pub keep: Box<Keep<'a, E>>,
}

/// How what was interrupted has ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Ending {
    /// Every file holds what it was to hold.
    Finished,
    /// Every file holds what it held, but for those that somebody has changed: these are given.
    TakenBack(Vec<String>),
}

/// Why it could be neither finished nor taken back.
#[derive(Debug)]
pub enum Hindrance<E> {
    /// A file cannot be written or read.
    Write(WriteError),
    /// Words cannot be kept.
    Keep(E),
}

impl<E> From<WriteError> for Hindrance<E> {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

impl<E> Together<'_, E> {
    /// Writes the file of this number.
    ///
    /// # Errors
    /// As [`carry_out`].
    pub fn write(&self, number: usize) -> Result<(), WriteError> {
        let part = &self.parts[number];
        if part.before == part.after {
            return match read(&part.root, part.path)? {
                found if found.as_deref() == part.before => Ok(()),
                found => Err(WriteError::Changed {
                    path: part.path.to_owned(),
                    found,
                }),
            };
        }
        match job(part.path, part.before, part.after) {
            Some(job) => carry_out(&part.root, &job, &self.token_of(number)),
            None => Ok(()),
        }
    }

    /// Whether the file of this number holds what it was to hold though its writing has failed: it could only not be made sure of.
    ///
    /// # Errors
    /// It cannot be read, or what was left beside it not be removed.
    pub fn is_written(&self, number: usize) -> Result<bool, Hindrance<E>> {
        self.clear(number)?;
        let part = &self.parts[number];
        Ok(read(&part.root, part.path)?.as_deref() == part.after)
    }

    /// Takes everything back after the writing of file `failed` has failed. Files that somebody has changed since are left, and given.
    ///
    /// # Errors
    /// Then some may be written, and others not.
    pub fn give_up(&self, failed: usize) -> Result<Vec<String>, Hindrance<E>> {
        let is_written = self.is_written(failed)?;
        let written: Vec<usize> = (0..failed + usize::from(is_written)).collect();
        Ok(self.take_back(&written)?)
    }

    /// Finishes what was interrupted, or takes it back where somebody has written since: into one of the files, or
    /// (`is_written_on`) elsewhere.
    ///
    /// # Errors
    /// Then some may be written, and others not; it can be tried again.
    pub fn go_on(&self, is_written_on: bool) -> Result<Ending, Hindrance<E>> {
        let mut written = Vec::new();
        let mut unwritten = Vec::new();
        let mut is_foreign = is_written_on;
        for (number, part) in self.parts.iter().enumerate() {
            self.clear(number)?;
            let mut found = read(&part.root, part.path)?;
            // Where nothing can be renamed to a free name alone, the name is taken with an empty file first.
            if part.before.is_none() && found.as_deref() == Some(&[]) && part.after != Some(&[]) {
                let job = Job::Remove {
                    path: part.path,
                    expected: &[],
                };
                carry_out(&part.root, &job, &self.token_of(number))?;
                found = None;
            }
            if found.as_deref() == part.after {
                written.push(number);
            } else if found.as_deref() == part.before {
                unwritten.push(number);
            } else if found.is_none() && !directory_of(part).is_dir() {
                // A drive that is away has deleted nothing.
                return Err(WriteError::Gone {
                    path: part.path.to_owned(),
                }
                .into());
            } else {
                is_foreign = true;
            }
        }
        if is_foreign {
            return Ok(Ending::TakenBack(self.take_back(&written)?));
        }
        for number in unwritten {
            match self.write(number) {
                Ok(()) => written.push(number),
                Err(WriteError::Changed { .. } | WriteError::Exists { .. }) => {
                    written.sort_unstable();
                    return Ok(Ending::TakenBack(self.take_back(&written)?));
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Ending::Finished)
    }

    /// Gives `written` files the bytes that they had, the last first. Those that somebody has changed since are left, and given.
    fn take_back(&self, written: &[usize]) -> Result<Vec<String>, WriteError> {
        let mut left = Vec::new();
        for number in written.iter().rev() {
            let part = &self.parts[*number];
            let Some(job) = job(part.path, part.after, part.before) else {
                continue;
            };
            match carry_out(&part.root, &job, &self.token_of(*number)) {
                Err(WriteError::Changed { path, .. } | WriteError::Exists { path }) => left.push(path),
                done => done?,
            }
        }
        Ok(left)
    }

    /// Removes what an interrupted job left beside its file. Where those are somebody's words that came in between, they are
    /// kept, and put back where ours are.
    fn clear(&self, number: usize) -> Result<(), Hindrance<E>> {
        let (part, token) = (&self.parts[number], self.token_of(number));
        let known: Vec<&[u8]> = [part.before, part.after].into_iter().flatten().collect();
        let Some(words) = clear(&part.root, part.path, &token, &known)? else {
            return Ok(());
        };
        let is_kept = (self.keep)(part.path, &words).map_err(Hindrance::Keep)?;
        let found = read(&part.root, part.path)?;
        if found.as_deref() == part.after
            && let Some(job) = job(part.path, part.after, Some(&words))
        {
            carry_out(&part.root, &job, &format!("{token}-back"))?;
        }
        let is_in_place = read(&part.root, part.path)?.is_some_and(|found| found == words);
        if is_in_place || is_kept {
            clear(&part.root, part.path, &token, &[&words])?;
        }
        Ok(())
    }

    fn token_of(&self, number: usize) -> String {
        format!("{}-{number}", self.token)
    }
}

/// What has to be done to a file that holds `before`, that it holds `after`.
fn job<'b>(path: &'b str, before: Option<&'b [u8]>, after: Option<&'b [u8]>) -> Option<Job<'b>> {
    match (before, after) {
        _ if before == after => None,
        (None, Some(bytes)) => Some(Job::Create { path, bytes }),
        (Some(expected), None) => Some(Job::Remove { path, expected }),
        (Some(expected), Some(bytes)) => Some(Job::Replace {
            path,
            expected,
            bytes,
        }),
        (None, None) => None,
    }
}

fn directory_of(part: &Part<'_>) -> PathBuf {
    match part.path.rsplit_once('/') {
        Some((directory, _)) => part.root.join(directory),
        None => part.root.to_path_buf(),
    }
}
