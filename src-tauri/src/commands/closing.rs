//! The end of the program, from the page's side.

use tauri::{AppHandle, Runtime};

use super::blocking::blocking;
use crate::closing;
use crate::wire::WireError;

/// The page knows that the window is to close, and sees to it.
#[tauri::command]
pub async fn closing_heard<R: Runtime>(app: AppHandle<R>) -> Result<(), WireError> {
    closing::heard(&app);
    Ok(())
}

/// Everything is sent: the window may close.
#[tauri::command]
pub async fn ready_to_close<R: Runtime>(app: AppHandle<R>) -> Result<(), WireError> {
    blocking(move || {
        closing::finish(&app);
        Ok(())
    })
    .await
}
