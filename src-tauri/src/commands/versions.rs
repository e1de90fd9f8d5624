//! Earlier states of drafts.

use arguendo_core::desk::versions::VersionRow;
use arguendo_core::drafts::drafting;
use arguendo_text::diff::Comparison;
use tauri::{AppHandle, Runtime};

use super::blocking::{changing, write};
use super::drafts::replace;
use crate::wire::{OpenedDraft, Stale, WireError};

/// The versions of a draft, newest first.
#[tauri::command]
pub async fn draft_versions<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<Vec<VersionRow>, WireError> {
    write(app, move |writing, _| Ok(drafting::versions(&writing.desk, id)?)).await
}

/// Keeps the draft as it is now, under a name.
#[tauri::command]
pub async fn name_version<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    name: String,
) -> Result<Vec<VersionRow>, WireError> {
    write(app, move |writing, folder| {
        writing.with_session(folder.folder(), id, |session, desk, now| {
            session.keep_version(desk, &name, now)?;
            drafting::versions(desk, id)
        })
    })
    .await
}

/// An older version compared with a later one, or with the draft as it is now.
#[tauri::command]
pub async fn compare_version<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    version: i64,
    against: Option<i64>,
) -> Result<Comparison, WireError> {
    write(app, move |writing, folder| {
        Ok(drafting::compare(
            &writing.desk,
            folder.root(),
            id,
            version,
            against,
        )?)
    })
    .await
}

/// The file and those words compared.
#[tauri::command]
pub async fn compare_recovery<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<Comparison, WireError> {
    write(app, move |writing, folder| {
        writing.with_session(folder.folder(), id, |session, _, _| {
            session
                .recovery_comparison()
                .ok_or(drafting::DraftingError::NoOther)
        })
    })
    .await
}

/// Puts a version in the place of the draft's text, which is kept first.
#[tauri::command]
pub async fn restore_version<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    version: i64,
) -> Result<OpenedDraft, WireError> {
    changing(
        &app.clone(),
        &[Stale::Drafts],
        replace(app, id, move |session, desk, now| {
            session.restore_version(desk, version, now).map(drop)
        }),
    )
    .await
}
