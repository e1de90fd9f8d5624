//! A plan carried out: all of its files or none, also when the program is ended in the midst.

use std::fs::File;

use super::plan::Plan;
use super::{Done, PublishError, Publishing};
use crate::content::descent::{has_never_had, is_same_document};
use crate::desk::publications::{Publication, PublicationFile, PublicationState, What};
use crate::desk::versions::VersionKind;
use crate::desk::{Desk, DeskError};
use crate::disk::file_transaction::{Ending, Part, Together};
use crate::disk::file_writes::WriteError;
use crate::disk::folder::Folder;
use crate::disk::recovery::{self, Held, Meaning};
use crate::mirror::sync;

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
        let files = files_of(self.folder, self.desk, &publication);
        for number in 0..publication.files.len() {
            if let Err(source) = files.write(number) {
                let Ok(left) = given_up(&files, (number, &source), &meaning_of(&publication)) else {
                    return Err(PublishError::Unfinished { source });
                };
                self.desk.publication_taken_back(publication.id)?;
                return Err(PublishError::Write { source, left });
            }
        }
        let kept = plan.versions.iter();
        let kept: Vec<_> = kept.map(|(kind, bytes)| (*kind, bytes.as_slice())).collect();
        let finished = self.desk.finish_publication(&publication, &kept);
        let mut told = match plan.what {
            What::Undo => plan.warnings.clone(),
            _ => Vec::new(),
        };
        if let (Ok(_), What::Publish, Some(question)) = (&finished, plan.what, &plan.question)
            && let Err(error) = self.desk.is_listed(&plan.response, question, &plan.slug)
        {
            told.push(error.to_string());
        }
        let draft = finished.unwrap_or_else(|error| {
            // It is noted at the next start: every file holds what it was to hold.
            told.push(unrecorded(&plan, &error));
            plan.draft
        });
        Ok(Done {
            draft,
            undo: publication.id,
            plan,
            told,
        })
    }

    /// A publication that could not be finished goes before the next one, which was planned without it.
    fn finish_what_waits(&self) -> Result<(), PublishError> {
        let told = go_on(self.desk, self.folder)?;
        if self.desk.begun_publications()?.is_empty() {
            return match told.is_empty() {
                true => Ok(()),
                false => Err(PublishError::Recovered(told)),
            };
        }
        Err(PublishError::Waiting(told.join(" ")))
    }
}

/// Takes everything back after the writing of file `failed` has failed with `error`. What somebody has changed in a question just now stays, without
/// what was to be listed. Gives the files that were left.
fn given_up(
    files: &Together<'_>,
    (failed, error): (usize, &WriteError),
    meaning: &Meaning<'_>,
) -> Result<Vec<String>, WriteError> {
    let left = files.give_up(failed, error)?;
    // Another has written the very same there, who goes on with it.
    if matches!(error, WriteError::Changed { .. } | WriteError::Exists { .. }) && files.is_written(failed)? {
        return Ok(left);
    }
    // Whoever was faster may have taken the entry with them into what is there now.
    match recovery::go_on(files, true, meaning) {
        Ok(recovered) => Ok(match recovered.ending {
            Ending::TakenBack(left) => left,
            Ending::Finished => Vec::new(),
        }),
        Err(_) if left.is_empty() => Ok(left),
        Err(error) => Err(error),
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
    // Where somebody has it, nothing was interrupted: it is being done.
    match desk.lock_publishing_now()? {
        Some(_lock) => go_on(desk, folder),
        None => Ok(Vec::new()),
    }
}

/// The same for who has the right to publish; another program may have finished it while this one waited for that.
fn go_on(desk: &Desk, folder: &Folder) -> Result<Vec<String>, DeskError> {
    let mut told = Vec::new();
    for publication in desk.begun_publications()? {
        let is_in_folder = publication.files.iter().any(|file| file.in_folder);
        if is_in_folder && !sync::is_folder_at(desk.directory(), folder.root()) {
            // Another drive may have the same place, and its files are nobody's business here.
            told.push(sentence(
                &publication,
                "was interrupted, and waits until its folder is there again",
            ));
            continue;
        }
        let Some((_own, is_written_on)) = of_draft(desk, &publication)? else {
            told.push(sentence(
                &publication,
                "waits until its draft is not open any more",
            ));
            continue;
        };
        let files = files_of(folder, desk, &publication);
        let recovered = recovery::go_on(&files, is_written_on, &meaning_of(&publication));
        drop(files);
        match recovered.map(|recovered| (recovered.ending, recovered.files)) {
            Ok((Ending::Finished, files)) => told.push(finished(desk, publication, files)),
            Ok((Ending::TakenBack(left), _)) => {
                desk.publication_taken_back(publication.id)?;
                let what = "was interrupted, and is taken back: a file, or the draft, was changed since by somebody else";
                let mut sentence = sentence(&publication, what);
                if !left.is_empty() {
                    let left = left.join(" and ");
                    sentence = format!("{sentence} {left} had been written by then, and stays as it is now.");
                }
                told.push(sentence);
            }
            Err(error) => {
                told.push(format!(
                    "{error} {}",
                    sentence(&publication, "waits until that is mended")
                ));
            }
        }
    }
    Ok(told)
}

/// Notes the end of what was interrupted. Gives a sentence.
fn finished(desk: &Desk, mut publication: Publication, files: Vec<Held>) -> String {
    let mut is_changed = false;
    let mut kept = Ok(());
    for (file, (before, after)) in publication.files.iter_mut().zip(files) {
        let is_other = (&file.before, &file.after) != (&before, &after);
        is_changed |= is_other;
        if let (true, true, Some(draft), Some(mine)) =
            (is_other, file.in_folder, publication.draft, &file.after)
        {
            // Her own text would be in no file and no note any more.
            kept = kept.and_then(|()| desk.keep_bytes(draft, VersionKind::Sitting, mine, publication.at));
        }
        (file.before, file.after) = (before, after);
    }
    let noted = kept.and_then(|()| match is_changed {
        true => desk.publication_came_to(&publication),
        false => Ok(()),
    });
    match noted.and_then(|()| finish(desk, &publication)) {
        Ok(()) if is_changed => sentence(
            &publication,
            "was interrupted, and is finished now, beside what somebody else has changed since",
        ),
        Ok(()) => sentence(&publication, "was interrupted, and is finished now"),
        Err(error) => {
            let what = "was interrupted, and all of its files are written now; that is noted here later";
            format!("{} {error}", sentence(&publication, what))
        }
    }
}

/// What its files have to do with each other.
fn meaning_of(publication: &Publication) -> Meaning<'_> {
    let states = [&publication.draft_after, &publication.draft_before];
    let path = states
        .into_iter()
        .flatten()
        .find_map(|state| state.published_as.as_deref());
    let is_response = |file: &PublicationFile| file.in_folder && Some(file.path.as_str()) == path;
    let is_ours = |number: usize, found: &[u8]| {
        let file = &publication.files[number];
        let Some(mine) = file.after.as_ref().filter(|_| file.in_folder) else {
            return false;
        };
        // What it says of itself, an earlier version of it says, too.
        let pair = (file.before.as_deref(), mine.as_slice());
        is_same_document(&file.path, mine, found)
            && (file.before.is_none() || !has_never_had(&file.path, pair, found))
    };
    Meaning {
        response: publication.files.iter().position(is_response),
        is_ours: Box::new(is_ours),
        is_own: Box::new(|number| !publication.files[number].in_folder),
    }
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

/// Its files, and where they lie.
fn files_of<'a>(folder: &'a Folder, desk: &'a Desk, publication: &'a Publication) -> Together<'a> {
    let part = |file: &'a PublicationFile| Part {
        root: match file.in_folder {
            true => folder.root().to_path_buf(),
            false => desk.drafts(),
        },
        path: &file.path,
        before: file.before.as_deref(),
        after: file.after.as_deref(),
    };
    let keep = |path: &str, words: &[u8]| {
        let is_its_own = |file: &&PublicationFile| !file.in_folder && file.path == path;
        let own = publication
            .draft
            .filter(|_| publication.files.iter().any(|file| is_its_own(&file)));
        match own {
            Some(draft) => desk.keep_bytes(draft, VersionKind::Outside, words, publication.at)?,
            None => desk.keep_found(path, words, publication.at)?,
        }
        Ok(())
    };
    Together {
        parts: publication.files.iter().map(part).collect(),
        token: format!("publish-{}-{:x}", desk.number(), publication.id),
        old_token: Some(format!("{:x}-{:x}", publication.at, publication.id)),
        keep: Box::new(keep),
    }
}

/// That it is done, whatever the desk says.
fn unrecorded(plan: &Plan, error: &DeskError) -> String {
    let done = match plan.what {
        What::Publish => format!("{} is published", plan.response),
        What::Unpublish => format!("{} is a draft again", plan.response),
        What::Undo => "It is undone".to_owned(),
        What::ListAgain => format!("{} is listed again", plan.response),
    };
    format!(
        "{done}, and every file of it is on the disk. Only the note of it on this computer is not yet: {error} It is completed at the next start."
    )
}

fn sentence(publication: &Publication, what: &str) -> String {
    let named = publication.files.iter().find(|file| file.in_folder);
    let file = named.map_or("a draft", |file| &file.path);
    format!("Publishing {file} {what}.")
}
