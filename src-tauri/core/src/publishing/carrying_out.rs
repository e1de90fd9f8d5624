//! A plan carried out: all of its files or none, also when the program is ended in the midst.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::plan::Plan;
use super::{Done, PublishError, Publishing};
use crate::desk::publications::{Publication, PublicationFile, PublicationState};
use crate::desk::{Desk, DeskError};
use crate::folder::Folder;
use crate::pages::drafts::VersionKind;
use crate::writing::{self, Job, WriteError};

impl Publishing<'_> {
    /// Does what was planned. When it returns, all of it is on the disk.
    ///
    /// # Errors
    /// A file is not what it was, or cannot be written: then nothing was done, or is taken back.
    pub fn carry_out(&self, plan: Plan) -> Result<Done, PublishError> {
        let _lock = self.desk.lock_publishing()?;
        self.finish_what_waits()?;
        // What is typed meanwhile would be in no list afterwards.
        let _own = match plan.draft {
            Some(draft) => Some(self.desk.lock_draft(draft)?.ok_or(PublishError::OpenElsewhere)?),
            None => None,
        };
        let mut publication = Publication {
            id: 0,
            draft: plan.draft,
            at: self.now.timestamp().as_millisecond(),
            what: plan.what,
            state: PublicationState::Begun,
            undoes: plan.undoes,
            draft_before: plan.draft_before.clone(),
            draft_after: plan.draft_after.clone(),
            files: plan.files.clone(),
        };
        publication.id = self.desk.begin_publication(&publication)?;
        let files = Files::of(self.folder, self.desk, &publication);
        for number in 0..publication.files.len() {
            if let Err(source) = files.write(number) {
                let Ok(left) = files.give_up(number) else {
                    return Err(PublishError::Unfinished { source });
                };
                self.desk.publication_taken_back(publication.id)?;
                return Err(PublishError::Write { source, left });
            }
        }
        let kept = plan.versions.iter();
        let kept: Vec<_> = kept.map(|(kind, bytes)| (*kind, bytes.as_slice())).collect();
        let draft = self.desk.finish_publication(&publication, &kept)?;
        Ok(Done {
            draft,
            undo: publication.id,
            plan,
        })
    }

    /// A publication that could not be finished goes before the next one, which was planned without it.
    fn finish_what_waits(&self) -> Result<(), PublishError> {
        let told = go_on(self.desk, self.folder)?;
        if self.desk.begun_publications()?.is_empty() {
            return match told.is_empty() {
                true => Ok(()),
                false => Err(PublishError::LookAgain),
            };
        }
        Err(PublishError::Waiting(told.join(" ")))
    }
}

/// Finishes what was begun when the program was ended, or takes it back: a publication of which every file holds what it held
/// before or was to hold is finished. Gives sentences for the person. To be called before anything is done with drafts.
///
/// # Errors
/// As the desk says. Where the folder cannot be written to, it stays begun, and that is told.
pub fn resume(desk: &Desk, folder: &Folder) -> Result<Vec<String>, DeskError> {
    if desk.begun_publications()?.is_empty() {
        return Ok(Vec::new());
    }
    let _lock = desk.lock_publishing()?;
    go_on(desk, folder)
}

/// The same for who has the right to publish; another program may have finished it while this one waited for that.
fn go_on(desk: &Desk, folder: &Folder) -> Result<Vec<String>, DeskError> {
    let mut told = Vec::new();
    for publication in desk.begun_publications()? {
        let files = Files::of(folder, desk, &publication);
        let Some((_own, is_written_on)) = of_draft(desk, &publication)? else {
            told.push(files.sentence("waits until its draft is not open any more"));
            continue;
        };
        match files.go_on(is_written_on) {
            Ok(Ending::Finished) => {
                finish(desk, &publication)?;
                told.push(files.sentence("was interrupted, and is finished now"));
            }
            Ok(Ending::TakenBack(left)) => {
                desk.publication_taken_back(publication.id)?;
                let mut sentence =
                    files.sentence("was interrupted, and is taken back: a file was changed by somebody else");
                if !left.is_empty() {
                    sentence = format!("{sentence} ({})", left.join(", "));
                }
                told.push(sentence);
            }
            Err(Hindrance::Desk(error)) => return Err(error),
            Err(Hindrance::Write(error)) => {
                told.push(format!(
                    "{error} {}",
                    files.sentence("waits until that is mended")
                ));
            }
        }
    }
    Ok(told)
}

/// The right to the publication's draft, and whether that holds words which are in no file: they would be in no list either, once it
/// is published. None while somebody writes in it.
fn of_draft(desk: &Desk, publication: &Publication) -> Result<Option<(Option<File>, bool)>, DeskError> {
    let Some(draft) = publication.draft else {
        return Ok(Some((None, false)));
    };
    let Some(own) = desk.lock_draft(draft)? else {
        return Ok(None);
    };
    Ok(Some((Some(own), desk.has_journal(draft)?)))
}

/// The versions that are kept with it are told by its files.
fn finish(desk: &Desk, publication: &Publication) -> Result<(), DeskError> {
    use crate::desk::publications::What;
    let in_folder = publication.files.iter().filter(|file| file.in_folder);
    let published = publication
        .draft_after
        .as_ref()
        .and_then(|state| state.published_as.as_ref());
    let withdrawn = publication
        .draft_before
        .as_ref()
        .and_then(|state| state.published_as.as_ref());
    let mut versions: Vec<(VersionKind, &[u8])> = Vec::new();
    for file in in_folder {
        let is = |path: Option<&String>| path.is_some_and(|path| *path == file.path);
        if publication.what == What::Publish && is(published) {
            versions.extend(
                file.before
                    .as_deref()
                    .map(|bytes| (VersionKind::Withdrawn, bytes)),
            );
            versions.extend(file.after.as_deref().map(|bytes| (VersionKind::Published, bytes)));
        }
        if publication.what == What::Unpublish && is(withdrawn) {
            versions.extend(
                file.before
                    .as_deref()
                    .map(|bytes| (VersionKind::Withdrawn, bytes)),
            );
        }
    }
    desk.finish_publication(publication, &versions)?;
    Ok(())
}

/// How an interrupted publication ended.
enum Ending {
    Finished,
    /// With the files that could not be taken back, because somebody had changed them.
    TakenBack(Vec<String>),
}

enum Hindrance {
    Write(WriteError),
    Desk(DeskError),
}

impl From<WriteError> for Hindrance {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

/// The files of one publication, and where they lie.
struct Files<'a> {
    desk: &'a Desk,
    publication: &'a Publication,
    folder: PathBuf,
    drafts: PathBuf,
}

impl<'a> Files<'a> {
    fn of(folder: &Folder, desk: &'a Desk, publication: &'a Publication) -> Self {
        Self {
            desk,
            publication,
            folder: folder.root().to_path_buf(),
            drafts: desk.drafts(),
        }
    }

    fn file(&self, number: usize) -> (&Path, &'a PublicationFile) {
        let file = &self.publication.files[number];
        let root = if file.in_folder {
            &self.folder
        } else {
            &self.drafts
        };
        (root, file)
    }

    /// Several people's programs may write into one directory: the time tells their temporary files apart.
    fn token(&self, number: usize) -> String {
        format!("{:x}-{:x}-{number}", self.publication.at, self.publication.id)
    }

    fn write(&self, number: usize) -> Result<(), WriteError> {
        let (root, file) = self.file(number);
        let (before, after) = (file.before.as_deref(), file.after.as_deref());
        match job(&file.path, before, after) {
            Some(job) => writing::carry_out(root, &job, &self.token(number)),
            None => Ok(()),
        }
    }

    /// Gives `written` files the bytes that they had, the last first. Those that somebody has changed since are left, and given.
    fn take_back(&self, written: &[usize]) -> Result<Vec<String>, WriteError> {
        let mut left = Vec::new();
        for number in written.iter().rev() {
            let (root, file) = self.file(*number);
            let Some(job) = job(&file.path, file.after.as_deref(), file.before.as_deref()) else {
                continue;
            };
            match writing::carry_out(root, &job, &self.token(*number)) {
                Err(WriteError::Changed { path, .. } | WriteError::Exists { path }) => left.push(path),
                done => done?,
            }
        }
        Ok(left)
    }

    /// Takes everything back after the writing of file `failed` has failed: it may hold what was written all the same, where it
    /// could only not be made sure of.
    fn give_up(&self, failed: usize) -> Result<Vec<String>, Hindrance> {
        self.clear(failed)?;
        let (root, file) = self.file(failed);
        let is_written = writing::read(root, &file.path)? == file.after;
        let written: Vec<usize> = (0..failed + usize::from(is_written)).collect();
        Ok(self.take_back(&written)?)
    }

    /// Finishes it, or takes it back where somebody has written since: into one of the files, or (`is_written_on`) the draft.
    fn go_on(&self, is_written_on: bool) -> Result<Ending, Hindrance> {
        let mut written = Vec::new();
        let mut unwritten = Vec::new();
        let mut is_foreign = is_written_on;
        for number in 0..self.publication.files.len() {
            self.clear(number)?;
            let (root, file) = self.file(number);
            let mut found = writing::read(root, &file.path)?;
            // Where nothing can be renamed to a free name alone, the name is taken with an empty file first.
            if file.before.is_none() && found.as_deref() == Some(&[]) && file.after.as_deref() != Some(&[]) {
                let job = Job::Remove {
                    path: &file.path,
                    expected: &[],
                };
                writing::carry_out(root, &job, &self.token(number))?;
                found = None;
            }
            if found == file.after {
                written.push(number);
            } else if found == file.before {
                unwritten.push(number);
            } else if found.is_none() && !directory_of(root, &file.path).is_dir() {
                // A drive that is away has deleted nothing.
                return Err(WriteError::Gone {
                    path: file.path.clone(),
                }
                .into());
            } else {
                is_foreign = true;
            }
        }
        if !is_foreign {
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
            return Ok(Ending::Finished);
        }
        Ok(Ending::TakenBack(self.take_back(&written)?))
    }

    /// Removes what an interrupted job left beside its file. Where those are somebody's words that came in between, they are
    /// kept as a version, and put back where ours are.
    fn clear(&self, number: usize) -> Result<(), Hindrance> {
        let (root, file) = self.file(number);
        let token = self.token(number);
        let known = [file.before.as_deref(), file.after.as_deref()];
        let known: Vec<&[u8]> = known.into_iter().flatten().collect();
        let Some(words) = writing::clear(root, &file.path, &token, &known)? else {
            return Ok(());
        };
        if let Some(draft) = self.publication.draft {
            let kept = self
                .desk
                .keep_bytes(draft, VersionKind::Outside, &words, self.publication.at);
            kept.map_err(Hindrance::Desk)?;
        }
        let found = writing::read(root, &file.path)?;
        if found == file.after
            && let Some(job) = job(&file.path, found.as_deref(), Some(&words))
        {
            writing::carry_out(root, &job, &format!("{token}-back"))?;
        }
        let in_place = writing::read(root, &file.path)?.is_some_and(|found| found == words);
        if in_place || self.publication.draft.is_some() {
            writing::clear(root, &file.path, &token, &[&words])?;
        }
        Ok(())
    }

    fn sentence(&self, what: &str) -> String {
        let named = self.publication.files.iter().find(|file| file.in_folder);
        let file = named.map_or("a draft", |file| &file.path);
        format!("Publishing {file} {what}.")
    }
}

/// What has to be done to a file that holds `before`, that it holds `after`.
fn job<'b>(path: &'b str, before: Option<&'b [u8]>, after: Option<&'b [u8]>) -> Option<Job<'b>> {
    match (before, after) {
        (None, None) => None,
        (None, Some(bytes)) => Some(Job::Create { path, bytes }),
        (Some(expected), None) => Some(Job::Remove { path, expected }),
        (Some(expected), Some(bytes)) => Some(Job::Replace {
            path,
            expected,
            bytes,
        }),
    }
}

fn directory_of(root: &Path, path: &str) -> PathBuf {
    match path.rsplit_once('/') {
        Some((directory, _)) => root.join(directory),
        None => root.to_path_buf(),
    }
}
