//! Who did what in the folder, and the last texts of what left it.

use arguendo_core::history::activity::{self, LookingBackError};
use arguendo_core::history::restore;
use arguendo_core::pages::records::{KeptEntry, KeptPage, PutBack, RecordRow};
use arguendo_text::diff::Comparison;
use tauri::{AppHandle, Runtime};

use super::blocking::{changing, look};
use super::rounds::check_shown;
use crate::wire::{ErrorCode, Stale, WireError};

/// Who did what in the folder, newest first.
#[tauri::command]
pub async fn records<R: Runtime>(app: AppHandle<R>, most: u32) -> Result<Vec<RecordRow>, WireError> {
    look(app, move |desk, folder| {
        Ok(activity::records(desk, &folder.reader()?, most)?)
    })
    .await
}

/// When the response with that short name left the folder; null where it never was here.
#[tauri::command]
pub async fn left_response<R: Runtime>(app: AppHandle<R>, slug: String) -> Result<Option<i64>, WireError> {
    look(app, move |desk, folder| {
        Ok(activity::left(desk, &folder.reader()?, &slug)?)
    })
    .await
}

/// The last texts of what left together.
#[tauri::command]
pub async fn kept_together<R: Runtime>(app: AppHandle<R>, record: i64) -> Result<Vec<KeptEntry>, WireError> {
    look(app, move |desk, folder| {
        Ok(activity::kept_together(desk, &folder.reader()?, record)?)
    })
    .await
}

/// The last text of what left.
#[tauri::command]
pub async fn kept_text<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<KeptPage, WireError> {
    look(app, move |desk, folder| {
        Ok(activity::kept_page(desk, &folder.reader()?, id)?)
    })
    .await
}

/// A kept text compared with the document at `path`, or with another kept text.
#[tauri::command]
pub async fn compare_kept<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    path: Option<String>,
    other: Option<i64>,
) -> Result<Comparison, WireError> {
    look(app, move |desk, folder| {
        let reader = folder.reader()?;
        Ok(match (path, other) {
            (Some(path), _) => {
                check_shown(folder, &path)?;
                activity::compare_with_document(desk, &reader, folder.folder(), id, &path)?
            }
            (None, other) => activity::compare_kept(desk, &reader, id, other.unwrap_or(id))?,
        })
    })
    .await
}

/// Puts a kept text back into the folder, over nothing.
#[tauri::command]
pub async fn put_back<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<PutBack, WireError> {
    changing(
        &app.clone(),
        &[Stale::Records],
        look(app, move |desk, folder| {
            let back = restore::put_back(desk, folder.folder(), &folder.reader()?, id);
            folder.recheck();
            Ok(back?)
        }),
    )
    .await
}

/// Takes out again what was put back.
#[tauri::command]
pub async fn take_out<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<(), WireError> {
    changing(
        &app.clone(),
        &[Stale::Records],
        look(app, move |desk, folder| {
            let (reader, now) = (folder.reader()?, jiff::Timestamp::now());
            let taken = restore::take_out(desk, folder.folder(), &reader, id, now);
            folder.recheck();
            Ok(taken?)
        }),
    )
    .await
}

impl From<LookingBackError> for WireError {
    fn from(error: LookingBackError) -> Self {
        let code = match error {
            LookingBackError::Desk(_) => ErrorCode::Desk,
            LookingBackError::Mirror(_) => ErrorCode::Mirror,
            LookingBackError::Write(_) | LookingBackError::Away | LookingBackError::IsThere(_) => {
                ErrorCode::Writing
            }
            LookingBackError::NotKept
            | LookingBackError::NotWhole(_)
            | LookingBackError::Unreadable { .. } => ErrorCode::NotFound,
        };
        Self::new(code, error.to_string())
    }
}
