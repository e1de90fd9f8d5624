//! The end of the program: not before the page has sent what was typed last, and all of it is on the disk.

use std::time::Duration;

use tauri::{AppHandle, Manager, Runtime};

use crate::opening;
use crate::session::Session;
use crate::window;
use crate::wire::Event;

/// A page that does not answer for so long never will. What it had sent before is kept all the same.
const PATIENCE: Duration = Duration::from_secs(3);

/// Begins to close the window. While nothing is being written, that is done at once.
pub fn ask<R: Runtime>(app: &AppHandle<R>) {
    if !app.state::<Session>().is_writing() {
        return finish(app);
    }
    opening::tell(app, Event::Closing);
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        finish(&app);
    });
}

/// Ends every sitting and closes the window, and with it the program. Waits for the disk.
pub fn finish<R: Runtime>(app: &AppHandle<R>) {
    app.state::<Session>().end_sittings();
    match app.get_webview_window(window::LABEL) {
        Some(window) => {
            // A window that cannot be closed is still there to say so.
            let _ = window.destroy();
        }
        None => app.exit(0),
    }
}
