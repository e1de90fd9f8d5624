//! The end of the program, from the page's side.

use tauri::{AppHandle, Runtime};

use super::blocking::blocking;
use crate::closing;
use crate::wire::WireError;

#[tauri::command]
pub fn closing_heard<R: Runtime>(app: AppHandle<R>) {
    closing::heard(&app);
}

#[tauri::command]
pub async fn ready_to_close<R: Runtime>(app: AppHandle<R>) -> Result<(), WireError> {
    blocking(move || {
        closing::finish(&app);
        Ok(())
    })
    .await
}
