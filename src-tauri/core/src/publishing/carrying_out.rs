//! A plan carried out: all of its files or none, also when the program is ended in the midst.

use std::fs::File;

use super::plan::Plan;
use super::{Done, PublishError, Publishing};
use crate::desk::publications::{Publication, PublicationFile, PublicationState};
use crate::desk::{Desk, DeskError};
use crate::folder::Folder;
use crate::pages::drafts::VersionKind;
use crate::sync;
use crate::writing::together::{Ending, Part, Together};

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
        let files = files_of(folder, desk, &publication);
        let Some((_own, is_written_on)) = of_draft(desk, &publication)? else {
            told.push(sentence(
                &publication,
                "waits until its draft is not open any more",
            ));
            continue;
        };
        match files.go_on(is_written_on) {
            Ok(Ending::Finished) => {
                finish(desk, &publication)?;
                told.push(sentence(&publication, "was interrupted, and is finished now"));
            }
            Ok(Ending::TakenBack(left)) => {
                desk.publication_taken_back(publication.id)?;
                let mut sentence = sentence(
                    &publication,
                    "was interrupted, and is taken back: a file was changed by somebody else",
                );
                if !left.is_empty() {
                    sentence = format!("{sentence} ({})", left.join(", "));
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

fn sentence(publication: &Publication, what: &str) -> String {
    let named = publication.files.iter().find(|file| file.in_folder);
    let file = named.map_or("a draft", |file| &file.path);
    format!("Publishing {file} {what}.")
}
