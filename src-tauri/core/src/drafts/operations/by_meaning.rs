//! What was interrupted while several files were written is finished or taken back by what the files say now: a colleague may have
//! written into one of them before the program was started again.

use std::time::Duration;

use crate::content::descent::{has_never_had, is_same_document};
use crate::content::list_change::ListChange;
use crate::desk::operations::{Operation, OperationFile};
use crate::disk::file_transaction::{FileChange, FileTransaction, Recovered};
use crate::disk::file_writes::{WriteError, read};

/// How often recovery starts again because somebody writes at the same moment.
const TRIES: usize = 5;
/// A file that a sync program is replacing is not there for a moment.
const REPLACED_WITHIN: [Duration; 3] = [
    Duration::from_millis(100),
    Duration::from_millis(300),
    Duration::from_millis(600),
];

/// Tells by its number and its bytes whether a file is ours.
type IsOurs<'a> = dyn Fn(usize, &[u8]) -> bool + 'a;

/// What a file held before, and holds after.
pub type Held = (Option<Vec<u8>>, Option<Vec<u8>>);

/// What the files have to do with each other.
pub struct Meaning<'a> {
    /// The number of the response that the questions among the files are to list, or list no more.
    pub response: Option<usize>,
    /// Whether the file of this number, which holds neither what it held nor what it was to hold, holds what it was to hold with later
    /// changes of somebody.
    pub is_ours: Box<IsOurs<'a>>,
    /// Whether nobody else writes or removes the file of this number.
    pub is_own: Box<dyn Fn(usize) -> bool + 'a>,
}

impl<'a> Meaning<'a> {
    /// What the files of an operation have to do with each other. A question is known by its list, any other text by its words.
    pub(super) fn of(operation: &'a Operation) -> Self {
        let states = [&operation.extra.draft_after, &operation.extra.draft_before];
        let states = states.into_iter().flatten();
        let path = states.clone().find_map(|state| state.published_as.as_deref());
        let is_response = |file: &OperationFile| file.in_folder && Some(file.path.as_str()) == path;
        let is_settling = operation.kind.is_settling();
        let is_ours = move |number: usize, found: &[u8]| {
            let file = &operation.files[number];
            let Some(mine) = file.after.as_deref().filter(|_| file.in_folder) else {
                return false;
            };
            let Some(before) = file.before.as_deref() else {
                return !is_settling && is_same_document(&file.path, mine, found);
            };
            if let Some(change) = ListChange::in_lists(before, mine).filter(|_| is_settling) {
                return change.is_said_by(found) == Some(true);
            }
            // What it says of itself, an earlier version of it says, too.
            is_same_document(&file.path, mine, found)
                && !has_never_had(&file.path, (Some(before), mine), found)
        };
        Self {
            response: operation.files.iter().position(is_response),
            is_ours: Box::new(is_ours),
            is_own: Box::new(|number| !operation.files[number].in_folder),
        }
    }
}

/// Finishes it, or takes it back where somebody has written since what cannot stand beside it, or (`is_written_on`) elsewhere. A
/// question's list is judged by what it says, and changed as it is now.
///
/// # Errors
/// Then some may be written, and others not; it can be tried again.
pub(super) fn recover_by_meaning(
    files: &FileTransaction<'_>,
    is_written_on: bool,
    meaning: &Meaning<'_>,
) -> Result<(Recovered, Vec<Held>), WriteError> {
    // What was left beside the files is known by the bytes that were written down.
    for number in 0..files.changes.len() {
        files.is_written(number)?;
    }
    let mut left = Vec::new();
    for _ in 0..TRIES {
        let standings = standings(files, meaning)?;
        let goes_back = is_written_on || standings.iter().any(|standing| standing.is_foreign);
        let response = meaning.response.map(|number| &standings[number]);
        let stays = goes_back && response.is_some_and(|response| response.is_written_on);
        let now: Vec<_> = standings.iter().map(|standing| standing.now(stays)).collect();
        let changes = files
            .changes
            .iter()
            .zip(&now)
            .map(|(change, (before, after))| FileChange {
                root: change.root.clone(),
                path: change.path,
                before: before.as_deref(),
                after: after.as_deref(),
            });
        let by_meaning = FileTransaction {
            changes: changes.collect(),
            token: files.token.clone(),
            old_tokens: files.old_tokens,
            keep: Box::new(|path, words| (files.keep)(path, words)),
        };
        let ending = by_meaning.recover(goes_back)?;
        drop(by_meaning);
        left = match &ending {
            Recovered::Finished => Vec::new(),
            Recovered::RolledBack(changed) => changed.clone(),
        };
        // Where somebody was faster just now, it is judged once more by what there is then.
        if !left.is_empty() {
            continue;
        }
        let ending = match ending {
            Recovered::RolledBack(_) if !goes_back => continue,
            Recovered::RolledBack(_) => {
                let zipped = standings.iter().zip(&files.changes);
                let kept = zipped.filter(|(standing, _)| standing.is_written_on);
                Recovered::RolledBack(kept.map(|(_, change)| change.path.to_owned()).collect())
            }
            Recovered::Finished => Recovered::Finished,
        };
        return Ok((ending, now));
    }
    let unchanged = |change: &FileChange<'_>| (change.before.map(Vec::from), change.after.map(Vec::from));
    Ok((
        Recovered::RolledBack(left),
        files.changes.iter().map(unchanged).collect(),
    ))
}

/// The state of a file.
struct Standing {
    before: Option<Vec<u8>>,
    after: Option<Vec<u8>>,
    found: Option<Vec<u8>>,
    /// It is there as it was to be, and somebody has changed it since.
    is_written_on: bool,
    /// What it holds has nothing to do with what it was to hold.
    is_foreign: bool,
    /// Its list says what it was to say, or what it said; the rest of it was changed by somebody.
    is_list: bool,
}

impl Standing {
    /// What the file is taken to have held, and is to hold. Where a response stays because somebody has written in it, its question
    /// lists it.
    fn now(&self, response_stays: bool) -> Held {
        let found = || (self.found.clone(), self.found.clone());
        if self.is_written_on || self.is_list && response_stays && self.is_written() {
            return found();
        }
        (self.before.clone(), self.after.clone())
    }

    fn is_written(&self) -> bool {
        self.found == self.after
    }
}

fn standings(files: &FileTransaction<'_>, meaning: &Meaning<'_>) -> Result<Vec<Standing>, WriteError> {
    let mut standings = Vec::new();
    for change in &files.changes {
        let mut found = read(&change.root, change.path)?;
        if change.before.is_some() && change.after.is_some() {
            for pause in REPLACED_WITHIN {
                if found.is_some() {
                    break;
                }
                std::thread::sleep(pause);
                found = read(&change.root, change.path)?;
            }
        }
        standings.push(standing_of(change, found));
    }
    // That a file of the folder has gone may be somebody else's doing.
    let is_done = |(number, standing): (usize, &Standing)| {
        standing.before != standing.after
            && standing.is_written()
            && (standing.after.is_some() || (meaning.is_own)(number))
    };
    let last = standings.iter().enumerate().rposition(is_done);
    let is_all_done = (files.changes.iter().zip(&standings))
        .filter(|(change, _)| change.before != change.after)
        .all(|(_, standing)| standing.is_written());
    for (number, (change, standing)) in files.changes.iter().zip(&mut standings).enumerate() {
        if !standing.is_foreign {
            continue;
        }
        let Some(found) = &standing.found else { continue };
        // They are written in order: what comes before one that is written was written, too, or only looked at.
        standing.is_written_on = match change.before == change.after {
            true => is_all_done,
            false => last.is_some_and(|last| number < last) || (meaning.is_ours)(number, found),
        };
        standing.is_foreign = !standing.is_written_on;
    }
    Ok(standings)
}

fn standing_of(change: &FileChange<'_>, found: Option<Vec<u8>>) -> Standing {
    let mut standing = Standing {
        before: change.before.map(Vec::from),
        after: change.after.map(Vec::from),
        found,
        is_written_on: false,
        is_foreign: false,
        is_list: false,
    };
    let change = change
        .before
        .zip(change.after)
        .and_then(|(before, after)| ListChange::between(before, after));
    standing.is_list = change.is_some();
    if standing.found == standing.before || standing.found == standing.after {
        return standing;
    }
    let by_meaning = change.zip(standing.found.as_ref()).and_then(|(change, found)| {
        let (before, after) = match change.is_said_by(found)? {
            true => (change.reversed().made_in(found).ok()?, found.clone()),
            false => (found.clone(), change.made_in(found).ok()?),
        };
        Some((Some(before), Some(after)))
    });
    match by_meaning {
        Some((before, after)) => (standing.before, standing.after) = (before, after),
        None => standing.is_foreign = true,
    }
    standing
}
