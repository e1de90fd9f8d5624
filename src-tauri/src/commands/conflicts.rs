//! Conflicts: two texts of one document that have grown apart are listed, shown and settled.

use arguendo_core::pages::conflicts::{ConflictPage, ConflictRow, Settled, Settlement, WholeSide};
use tauri::{AppHandle, Runtime};

use super::drafts::write;
use crate::wire::{ErrorCode, WireError};

fn not_yet<T>() -> Result<T, WireError> {
    Err(WireError::new(ErrorCode::Internal, "This cannot be done yet."))
}

#[tauri::command]
pub async fn conflicts<R: Runtime>(app: AppHandle<R>) -> Result<Vec<ConflictRow>, WireError> {
    write(app, |_, _| Ok(Vec::new())).await
}

#[tauri::command]
pub async fn conflict<R: Runtime>(app: AppHandle<R>, key: String) -> Result<Option<ConflictPage>, WireError> {
    write(app, move |_, _| {
        drop(key);
        Ok(None)
    })
    .await
}

#[tauri::command]
pub async fn settle_conflict<R: Runtime>(
    app: AppHandle<R>,
    key: String,
    token: String,
    settlement: Settlement,
) -> Result<Settled, WireError> {
    write(app, move |_, _| {
        drop((key, token, settlement));
        not_yet()
    })
    .await
}

#[tauri::command]
pub async fn settle_whole<R: Runtime>(
    app: AppHandle<R>,
    key: String,
    token: String,
    side: WholeSide,
    remove_copy: bool,
) -> Result<Settled, WireError> {
    write(app, move |_, _| {
        drop((key, token, side, remove_copy));
        not_yet()
    })
    .await
}

#[tauri::command]
pub async fn keep_both<R: Runtime>(
    app: AppHandle<R>,
    key: String,
    token: String,
) -> Result<Settled, WireError> {
    write(app, move |_, _| {
        drop((key, token));
        not_yet()
    })
    .await
}

#[tauri::command]
pub async fn undo_settlement<R: Runtime>(app: AppHandle<R>, undo: i64) -> Result<(), WireError> {
    write(app, move |_, _| {
        let _ = undo;
        not_yet()
    })
    .await
}

#[tauri::command]
pub async fn merge_seen<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<(), WireError> {
    write(app, move |_, _| {
        let _ = id;
        Ok(())
    })
    .await
}
