//! What is new to the person, and marking it as read.

use std::sync::Arc;

use arguendo_core::history::news;
use arguendo_core::mirror::Reader;
use arguendo_core::pages::Target;
use arguendo_core::pages::news::{Changes, MarkedRead, News, WhatIsNew};
use jiff::Timestamp;
use tauri::{AppHandle, Manager, Runtime};

use super::blocking::{blocking, changing};
use crate::app_state::AppState;
use crate::draft_sessions::DraftSessions;
use crate::open_folder::OpenFolder;
use crate::opening;
use crate::wire::{ErrorCode, Stale, WindowState, WireError};

/// Asks the desk and the mirror of the open folder.
async fn ask<R: Runtime, T: Send + 'static>(
    app: AppHandle<R>,
    act: impl FnOnce(&mut DraftSessions, &Reader) -> Result<T, WireError> + Send + 'static,
) -> Result<T, WireError> {
    blocking(move || {
        let folder: Arc<OpenFolder> = app.state::<AppState>().folder()?;
        let reader = folder.reader()?;
        folder.write(|writing| act(writing, &reader))
    })
    .await
}

/// What is unread.
#[tauri::command]
pub async fn news<R: Runtime>(app: AppHandle<R>) -> Result<News, WireError> {
    ask(app, |writing, reader| {
        Ok(news::unread(&writing.desk, reader, writing.visit)?)
    })
    .await
}

/// All that is new since the last visit.
#[tauri::command]
pub async fn what_is_new<R: Runtime>(app: AppHandle<R>) -> Result<WhatIsNew, WireError> {
    ask(app, |writing, reader| {
        Ok(news::what_is_new(&writing.desk, reader, writing.visit)?)
    })
    .await
}

/// The document was on the screen for a moment and said `wording`; or, with null, is marked by hand. False
/// where it says something else by now, and nothing was marked.
#[tauri::command]
pub async fn mark_read<R: Runtime>(
    app: AppHandle<R>,
    path: String,
    wording: Option<String>,
) -> Result<bool, WireError> {
    let wording = wording.map(|wording| wording.parse()).transpose().map_err(|_| {
        WireError::new(
            ErrorCode::Entry,
            "That is no text that was shown. Nothing was marked.",
        )
    })?;
    ask(app, move |writing, reader| {
        Ok(news::mark_read(
            &writing.desk,
            reader,
            &path,
            wording,
            Timestamp::now(),
        )?)
    })
    .await
}

/// Marks a document as unread.
#[tauri::command]
pub async fn mark_unread<R: Runtime>(app: AppHandle<R>, path: String) -> Result<bool, WireError> {
    changing(
        &app.clone(),
        &[Stale::News],
        ask(app, move |writing, _| {
            Ok(news::mark_unread(&writing.desk, &path)?)
        }),
    )
    .await
}

/// Marks all of a question as read; null: all of the folder.
#[tauri::command]
pub async fn mark_all_read<R: Runtime>(
    app: AppHandle<R>,
    question: Option<String>,
) -> Result<MarkedRead, WireError> {
    changing(
        &app.clone(),
        &[Stale::News],
        ask(app, move |writing, reader| {
            let undo = news::mark_all_read(&writing.desk, reader, question.as_deref())?;
            let marked = MarkedRead {
                count: u32::try_from(undo.count()).unwrap_or(u32::MAX),
                undo: u32::try_from(writing.marked.len()).unwrap_or(u32::MAX),
            };
            writing.marked.push(undo);
            Ok(marked)
        }),
    )
    .await
}

/// Undoes `mark_all_read`.
#[tauri::command]
pub async fn undo_marking<R: Runtime>(app: AppHandle<R>, undo: u32) -> Result<(), WireError> {
    changing(
        &app.clone(),
        &[Stale::News],
        ask(app, move |writing, _| {
            let at = usize::try_from(undo).unwrap_or(usize::MAX);
            let Some(marked) = writing.marked.get(at) else {
                let message = "That can no longer be taken back. Mark what you have not read as unread by M.";
                return Err(WireError::new(ErrorCode::NotFound, message));
            };
            Ok(news::undo(&writing.desk, marked)?)
        }),
    )
    .await
}

/// The unread document after the one at that path; null: the first.
#[tauri::command]
pub async fn next_unread<R: Runtime>(
    app: AppHandle<R>,
    from: Option<String>,
) -> Result<Option<Target>, WireError> {
    ask(app, move |writing, reader| {
        Ok(news::next(&writing.desk, reader, from.as_deref())?)
    })
    .await
}

/// What has changed since the person read the document; null where there is nothing to compare.
#[tauri::command]
pub async fn compare_read<R: Runtime>(app: AppHandle<R>, path: String) -> Result<Option<Changes>, WireError> {
    ask(app, move |writing, reader| {
        Ok(news::changes(&writing.desk, reader, &path)?)
    })
    .await
}

/// Whether the desktop shows a notification of what arrives while the window is not looked at.
#[tauri::command]
pub async fn set_notify<R: Runtime>(app: AppHandle<R>, on: bool) -> Result<WindowState, WireError> {
    blocking(move || opening::change_settings(&app, |settings| settings.notify = on)).await
}
