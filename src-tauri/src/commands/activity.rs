//! What has happened since the program started.

use jiff::Timestamp;
use tauri::{AppHandle, Manager, Runtime};

use super::aside;
use crate::opening;
use crate::session::Session;
use crate::wire::{ActivityEntry, Event, Happening, WireError};

#[tauri::command]
pub async fn activity<R: Runtime>(app: AppHandle<R>) -> Result<Vec<ActivityEntry>, WireError> {
    aside(move || Ok(app.state::<Session>().activity().entries())).await
}

#[tauri::command]
pub async fn keep_note<R: Runtime>(app: AppHandle<R>, text: String, warning: bool) -> Result<(), WireError> {
    aside(move || {
        let note = Happening::Note { text, warning };
        let session = app.state::<Session>();
        session.activity().add(note, None, Timestamp::now());
        opening::tell(&app, Event::Activity);
        Ok(())
    })
    .await
}
