//! The menu of the window, asked by the page.

use tauri::{AppHandle, Runtime};

use crate::menu;

#[tauri::command]
pub fn choose_from_menu<R: Runtime>(app: AppHandle<R>, item: String) {
    menu::chosen(&app, &item);
}
