//! Carries out a plan: all of its files are written or none, also when the program is killed meanwhile.

use super::by_meaning::{Meaning, recover_by_meaning};
use super::{OperationError, Operations, texts_in_no_file, transaction_of};
use crate::desk::DeskError;
use crate::desk::operations::{Operation, OperationKind};
use crate::disk::file_transaction::{FileTransaction, Recovered};
use crate::disk::file_writes::WriteError;

/// What was done.
#[derive(Debug)]
pub struct Executed {
    /// It, with its number, and its files as they are now.
    pub operation: Operation,
    /// Its draft, which may have come into being with it.
    pub draft: Option<i64>,
    /// Every file is written, but that could not be written down. It is at the next start.
    pub unrecorded: Option<DeskError>,
}

impl Operations<'_> {
    /// Writes an operation down, and its files. When it returns, all of it is on the disk. Where the last file `can_stay` as it is, it is
    /// done all the same if only that cannot be written.
    ///
    /// # Errors
    /// A file is not what it was, or cannot be written: then nothing was done, or is taken back.
    pub fn execute(&self, mut operation: Operation, can_stay: bool) -> Result<Executed, OperationError> {
        let Self {
            desk, folder, now, ..
        } = *self;
        // What is typed meanwhile would be in no list afterwards.
        let _own = match operation.draft {
            Some(draft) => Some(desk.lock_draft(draft)?.ok_or(OperationError::OpenElsewhere)?),
            None => None,
        };
        operation.id = desk.begin_operation(&operation)?;
        let mut stays = false;
        let files = transaction_of(desk, folder, &operation, now);
        let last = operation.files.len().saturating_sub(1);
        for number in 0..operation.files.len() {
            let Err(source) = files.write(number) else {
                continue;
            };
            if can_stay && number == last {
                let Ok(is_written) = files.is_written(number) else {
                    return Err(OperationError::Unfinished { source });
                };
                stays = !is_written;
                continue;
            }
            let Ok(left) = roll_back(&files, (number, &source), &operation) else {
                return Err(OperationError::Unfinished { source });
            };
            let texts = texts_in_no_file(folder, &operation);
            let texts = Some(texts.as_slice()).filter(|_| !left.is_empty());
            desk.operation_taken_back(&operation, texts, now.as_millisecond())?;
            return Err(OperationError::Write { source, left });
        }
        drop(files);
        if stays && let Some(file) = operation.files.last_mut() {
            file.after.clone_from(&file.before);
            desk.operation_came_to(&operation)?;
        }
        let texts = match operation.kind {
            OperationKind::Settle => {
                let files = operation.files.iter();
                let held = files.filter_map(|file| Some((file.path.as_str(), file.before.as_deref()?)));
                held.collect()
            }
            OperationKind::Unsettle => texts_in_no_file(folder, &operation),
            _ => Vec::new(),
        };
        let finished = desk.finish_operation(&operation, &texts, now.as_millisecond());
        let (draft, unrecorded) = match finished {
            Ok(draft) => (draft, None),
            Err(error) => (operation.draft, Some(error)),
        };
        Ok(Executed {
            operation,
            draft,
            unrecorded,
        })
    }
}

/// Takes everything back after the writing of file `failed` has failed with `error`. Gives the files that were left. What somebody has
/// changed in a question just now stays, without what was to be listed; but of two texts that were settled, either may be a colleague's.
fn roll_back(
    files: &FileTransaction<'_>,
    (failed, error): (usize, &WriteError),
    operation: &Operation,
) -> Result<Vec<String>, WriteError> {
    let left = files.roll_back(failed, error)?;
    // Another has written the very same there, who goes on with it.
    let is_changed = matches!(error, WriteError::Changed { .. } | WriteError::Exists { .. });
    if operation.kind.is_settling() || is_changed && files.is_written(failed)? {
        return Ok(left);
    }
    // Whoever was faster may have taken the entry with them into what is there now.
    match recover_by_meaning(files, true, &Meaning::of(operation)) {
        Ok((Recovered::RolledBack(left), _)) => Ok(left),
        Ok((Recovered::Finished, _)) => Ok(Vec::new()),
        Err(_) if left.is_empty() => Ok(left),
        Err(error) => Err(error),
    }
}
