//! What comes to the window from other programs, and its menu, asked by the page.

use arguendo_core::drafts::pictures;
use tauri::{AppHandle, Manager, Runtime};

use super::blocking::blocking;
use crate::app_state::AppState;
use crate::dropping::DroppedFiles;
use crate::wire::WireError;
use crate::{clipboard, menu_choice};

/// What a picture is called that has no name of its own.
const COPIED: &str = "copied";

#[tauri::command]
pub fn choose_from_menu<R: Runtime>(app: AppHandle<R>, item: String) {
    menu_choice::chosen(&app, &item);
}

#[tauri::command]
pub async fn keep_dropped<R: Runtime>(
    app: AppHandle<R>,
    number: u32,
    index: usize,
) -> Result<String, WireError> {
    blocking(move || {
        let (name, bytes) = app.state::<DroppedFiles>().read(number, index)?;
        keep(&app, &name, &bytes)
    })
    .await
}

#[tauri::command]
pub async fn keep_copied<R: Runtime>(app: AppHandle<R>) -> Result<Option<String>, WireError> {
    blocking(move || match clipboard::picture(&app) {
        Some(bytes) => keep(&app, COPIED, &bytes).map(Some),
        None => Ok(None),
    })
    .await
}

#[tauri::command]
pub async fn selected_text<R: Runtime>(app: AppHandle<R>) -> Result<Option<String>, WireError> {
    blocking(move || Ok(clipboard::selected_text(&app))).await
}

fn keep<R: Runtime>(app: &AppHandle<R>, name: &str, bytes: &[u8]) -> Result<String, WireError> {
    let folder = app.state::<AppState>().folder()?;
    Ok(pictures::keep(&folder.drafts(), folder.root(), name, bytes)?)
}
