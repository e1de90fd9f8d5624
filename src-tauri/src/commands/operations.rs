//! Undoing what was done.

use arguendo_core::conflicts;
use arguendo_core::drafts::operations::{self, OperationError};
use jiff::Timestamp;
use tauri::{AppHandle, Manager as _, Runtime};

use super::blocking::{blocking, changing};
use crate::app_state::AppState;
use crate::wire::{Stale, WireError};

/// Undoes what was published, taken back or settled: every file has the very same bytes again. Refused where one was changed since. The
/// folder is named where it may not be the open one.
#[tauri::command]
pub async fn undo<R: Runtime>(app: AppHandle<R>, undo: i64, folder: Option<u32>) -> Result<(), WireError> {
    let stale = [Stale::Conflicts, Stale::Drafts, Stale::Records];
    changing(&app.clone(), &stale, undone(app, undo, folder)).await
}

/// While nobody has the draft open that it is about. A drive that does not answer holds up nothing else: the desk is used beside
/// whoever writes in it.
async fn undone<R: Runtime>(app: AppHandle<R>, undo: i64, folder: Option<u32>) -> Result<(), WireError> {
    blocking(move || {
        let session = app.state::<AppState>();
        let folder = match folder {
            Some(number) => session.folder_numbered(number)?,
            None => session.folder()?,
        };
        let draft = folder.write(|writing| {
            if let Some((draft, made)) = conflicts::draft_of(&writing.desk, undo)? {
                if let Some(made) = made {
                    writing.end_session(made);
                }
                writing.with_session(folder.folder(), draft, |session, desk, now| {
                    Ok(conflicts::undo_draft(session, desk, undo, now))
                })??;
                return Ok(None);
            }
            let draft = writing.desk.operation(undo)?.and_then(|done| done.draft);
            let draft = draft.unwrap_or_default();
            writing.make_way(draft);
            Ok(Some(draft))
        })?;
        let Some(draft) = draft else { return Ok(()) };
        let desk = folder.desk_beside();
        let undone = desk.map(|desk| operations::undo(&desk, folder.root(), undo, Timestamp::now()));
        let told = match &undone {
            Ok(Ok(undone)) => undone.told.clone(),
            Ok(Err(OperationError::Recovered(told))) => told.clone(),
            _ => Vec::new(),
        };
        folder.write(|writing| {
            writing.resume_session(draft, matches!(undone, Ok(Ok(_))));
            // With what the page asks next.
            writing.untold.extend(told);
            Ok(())
        })?;
        folder.recheck();
        undone??;
        Ok(())
    })
    .await
}
