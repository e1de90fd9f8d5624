//! What has happened since the program started.

use jiff::Timestamp;
use tauri::{AppHandle, Manager, Runtime};

use super::blocking::blocking;
use crate::app_state::AppState;
use crate::emit::emit;
use crate::wire::{ActivityEntry, Event, Happening, Stale, WireError};

/// What has happened since the program started, newest first.
#[tauri::command]
pub async fn activity<R: Runtime>(app: AppHandle<R>) -> Result<Vec<ActivityEntry>, WireError> {
    blocking(move || Ok(app.state::<AppState>().activity().entries())).await
}

/// Keeps a note that was shown among what has happened.
#[tauri::command]
pub async fn keep_note<R: Runtime>(app: AppHandle<R>, text: String, warning: bool) -> Result<(), WireError> {
    blocking(move || {
        let note = Happening::Note { text, warning };
        let session = app.state::<AppState>();
        session.activity().add(note, None, Timestamp::now());
        emit(&app, Event::Stale(vec![Stale::Activity]));
        Ok(())
    })
    .await
}
