//! Responses that are hidden until the person has published one.

use arguendo_core::pages::{Target, reading};
use tauri::{AppHandle, Runtime};

use super::blocking::{ask, changing, write};
use crate::open_folder::OpenFolder;
use crate::wire::{ErrorCode, Stale, WireError};

/// The question for which this response is hidden; null where it is not.
#[tauri::command]
pub async fn hidden_by<R: Runtime>(app: AppHandle<R>, path: String) -> Result<Option<Target>, WireError> {
    ask(app, move |reader| reading::hidden_by(reader, &path)).await
}

/// Shows the responses to this question before the person has published one, or no longer.
#[tauri::command]
pub async fn show_round<R: Runtime>(app: AppHandle<R>, path: String, shown: bool) -> Result<(), WireError> {
    changing(
        &app,
        &[Stale::Everything],
        write(app.clone(), move |writing, _| {
            Ok(writing.desk.show_round(&path, shown)?)
        }),
    )
    .await
}

/// What is hidden is neither revised nor withdrawn: both would show its text.
pub(super) fn check_shown(folder: &OpenFolder, path: &str) -> Result<(), WireError> {
    match reading::hidden_by(&folder.reader()?, path)? {
        None => Ok(()),
        Some(question) => Err(WireError::new(
            ErrorCode::NotYours,
            format!(
                "This response is hidden until you have published your own to “{}”. Nothing was changed.",
                question.title
            ),
        )),
    }
}
