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

/// Does what an item of the menu does, by its name there: for keys that the system did not know.
#[tauri::command]
pub async fn choose_from_menu<R: Runtime>(app: AppHandle<R>, item: String) -> Result<(), WireError> {
    let menu = app.clone();
    // Fails only while the program ends, when there is no menu any more.
    let _ = app.run_on_main_thread(move || menu_choice::chosen(&menu, &item));
    Ok(())
}

/// Copies a picture that was dropped on the window beside the draft, and gives its address for the text.
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

/// The same with the picture on the clipboard, where the page does not get it; null where there is none.
#[tauri::command]
pub async fn keep_copied<R: Runtime>(app: AppHandle<R>) -> Result<Option<String>, WireError> {
    blocking(move || match clipboard::picture(&app) {
        Some(bytes) => keep(&app, COPIED, &bytes).map(Some),
        None => Ok(None),
    })
    .await
}

/// The text that is selected in any window, where a middle click pastes it; null where there is none.
#[tauri::command]
pub async fn selected_text<R: Runtime>(app: AppHandle<R>) -> Result<Option<String>, WireError> {
    blocking(move || Ok(clipboard::selected_text(&app))).await
}

fn keep<R: Runtime>(app: &AppHandle<R>, name: &str, bytes: &[u8]) -> Result<String, WireError> {
    let folder = app.state::<AppState>().folder()?;
    Ok(pictures::keep(&folder.drafts(), folder.root(), name, bytes)?)
}
