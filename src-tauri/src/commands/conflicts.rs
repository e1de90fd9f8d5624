//! Conflicts: two texts of one document that have grown apart are listed, shown and settled.

use arguendo_core::conflicts::{self, ConflictError, How, Key};
use arguendo_core::drafts::drafting;
use arguendo_core::drafts::operations::OperationError;
use arguendo_core::pages::conflicts::{ConflictRow, Settled, Settlement, WholeSide};
use jiff::Timestamp;
use tauri::{AppHandle, Runtime};

use super::blocking::{changing, look, look_in, write, write_in};
use crate::wire::{OpenedConflict, Stale, WireError};

/// What a settlement makes stale besides the documents that the folder's own watch names.
const SETTLED: [Stale; 3] = [Stale::Conflicts, Stale::Drafts, Stale::Records];

/// The open conflicts: of drafts, with sync programs' copies, and between git's marks.
#[tauri::command]
pub async fn conflicts<R: Runtime>(app: AppHandle<R>) -> Result<Vec<ConflictRow>, WireError> {
    look(app, |desk, folder| {
        Ok(conflicts::list(desk, folder.root(), &folder.reader()?)?)
    })
    .await
}

/// A conflict to be settled; null where it is settled.
#[tauri::command]
pub async fn conflict<R: Runtime>(
    app: AppHandle<R>,
    key: String,
) -> Result<Option<OpenedConflict>, WireError> {
    write(app, move |writing, folder| {
        let page = match Key::of(&key) {
            Key::Draft(id) => writing.with_session(folder.folder(), id, |session, desk, now| {
                Ok(conflicts::draft_page(session, desk, now))
            })??,
            Key::File(path) => {
                let found = conflicts::find(&writing.desk, folder.root(), &folder.reader()?, &path)?;
                found.map(|found| found.page())
            }
        };
        let folder = folder.number;
        Ok(page.map(|page| OpenedConflict { folder, page }))
    })
    .await
}

/// Settles a conflict part by part. `changed` where one of the texts is not what was shown: ask for it
/// anew.
#[tauri::command]
pub async fn settle_conflict<R: Runtime>(
    app: AppHandle<R>,
    folder: u32,
    key: String,
    token: String,
    settlement: Settlement,
) -> Result<Settled, WireError> {
    changing(
        &app.clone(),
        &SETTLED,
        settle(app, folder, key, token, How::Parts(settlement)),
    )
    .await
}

/// Takes the whole of one text in the place of the other, which is kept.
#[tauri::command]
pub async fn settle_whole<R: Runtime>(
    app: AppHandle<R>,
    folder: u32,
    key: String,
    token: String,
    side: WholeSide,
    remove_copy: bool,
) -> Result<Settled, WireError> {
    changing(
        &app.clone(),
        &SETTLED,
        settle(app, folder, key, token, How::Whole { side, remove_copy }),
    )
    .await
}

/// Makes a file of its own of each text.
#[tauri::command]
pub async fn keep_both<R: Runtime>(
    app: AppHandle<R>,
    folder: u32,
    key: String,
    token: String,
) -> Result<Settled, WireError> {
    changing(
        &app.clone(),
        &SETTLED,
        settle(app, folder, key, token, How::KeepBoth),
    )
    .await
}

async fn settle<R: Runtime>(
    app: AppHandle<R>,
    folder: u32,
    key: String,
    token: String,
    how: How,
) -> Result<Settled, WireError> {
    match Key::of(&key) {
        Key::Draft(id) => {
            write_in(app, folder, move |writing, folder| {
                Ok(writing.with_session(folder.folder(), id, |session, desk, now| {
                    Ok(conflicts::settle_draft(session, desk, &token, &how, now))
                })??)
            })
            .await
        }
        Key::File(path) => {
            look_in(app, folder, move |desk, folder| {
                let found = conflicts::find(desk, folder.root(), &folder.reader()?, &path)?;
                let found = found.ok_or_else(|| ConflictError::Settled(path))?;
                let now = Timestamp::now();
                let settled = conflicts::settle(&found, desk, folder.root(), &token, &how, now);
                if let Err(ConflictError::Operation(OperationError::Recovered(told))) = &settled {
                    // The page only looks at the texts again; these sentences are shown with what it asks then.
                    folder.tell_later(told.clone());
                }
                Ok(settled?)
            })
            .await
        }
    }
}

/// The person has seen what came into the draft.
#[tauri::command]
pub async fn merge_seen<R: Runtime>(
    app: AppHandle<R>,
    folder: u32,
    id: i64,
    at: i64,
) -> Result<(), WireError> {
    write_in(app, folder, move |writing, _| {
        Ok(drafting::merge_seen(&writing.desk, id, at)?)
    })
    .await
}
