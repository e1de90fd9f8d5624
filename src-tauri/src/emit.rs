//! Sends the page events that it has not asked for.

use tauri::{AppHandle, Emitter, Runtime};

use crate::wire::Event;

/// Sends the page an event.
pub fn emit<R: Runtime>(app: &AppHandle<R>, event: Event) {
    // Fails only while the window is closing, when no page is left to receive it.
    let _ = app.emit(event.name(), event);
}
