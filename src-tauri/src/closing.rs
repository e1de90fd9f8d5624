//! The end of the program: not before the page has sent what was typed last, and all of it is on the disk.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use tauri::{AppHandle, Manager, RunEvent, Runtime};

use crate::app_state::AppState;
use crate::emit::emit;
use crate::window;
use crate::wire::Event;

/// A page that does not even say that it has heard for so long never will. What it had sent before is kept all the same.
pub const PATIENCE: Duration = Duration::from_secs(3);

/// A drive that does not answer for so long is not waited for.
const LONGEST_SAVING: Duration = Duration::from_secs(10);

/// How far the end has come.
#[derive(Default)]
pub struct Closing {
    /// A page has begun: it may hold words.
    has_page: AtomicBool,
    /// How often the page was asked, and up to which time it has heard.
    asked: AtomicU32,
    heard: AtomicU32,
    is_over: AtomicBool,
}

/// Begins to close the window. Where the page has heard of it, the page decides: it may ask the person, who may stay.
pub fn ask<R: Runtime>(app: &AppHandle<R>) {
    let closing = app.state::<Closing>();
    if !closing.has_page.load(Ordering::SeqCst) {
        return finish(app);
    }
    let turn = closing.asked.fetch_add(1, Ordering::SeqCst) + 1;
    emit(app, Event::Closing);
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        if app.state::<Closing>().heard.load(Ordering::SeqCst) < turn {
            finish(&app);
        }
    });
}

/// A page is there, and hears.
pub fn begun<R: Runtime>(app: &AppHandle<R>) {
    app.state::<Closing>().has_page.store(true, Ordering::SeqCst);
}

/// The page has heard that it is to close.
pub fn heard<R: Runtime>(app: &AppHandle<R>) {
    let closing = app.state::<Closing>();
    closing
        .heard
        .store(closing.asked.load(Ordering::SeqCst), Ordering::SeqCst);
}

/// Ends every session and closes the window, and with it the program. Waits for the disk.
pub fn finish<R: Runtime>(app: &AppHandle<R>) {
    if app.state::<Closing>().is_over.swap(true, Ordering::SeqCst) {
        return;
    }
    end_sessions(app);
    match app.get_webview_window(window::LABEL) {
        Some(window) => {
            // A window that cannot be closed is still there to say so.
            let _ = window.destroy();
        }
        None => app.exit(0),
    }
}

/// Saves what is written, for as long as a drive may take that answers at all. Every word is in the journal meanwhile.
fn end_sessions<R: Runtime>(app: &AppHandle<R>) {
    let (done, is_done) = channel();
    let saving = app.clone();
    std::thread::spawn(move || {
        saving.state::<AppState>().end_sessions();
        // Nobody waits any more where it took too long.
        let _ = done.send(());
    });
    let _ = is_done.recv_timeout(LONGEST_SAVING);
}

/// The window has been let go.
#[cfg(test)]
pub fn is_over<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.state::<Closing>().is_over.load(Ordering::SeqCst)
}

/// What follows when the system, and not the window, asks for the end.
pub fn happened<R: Runtime>(app: &AppHandle<R>, event: RunEvent) {
    match event {
        RunEvent::ExitRequested { code: None, api, .. }
            if !app.state::<Closing>().is_over.load(Ordering::SeqCst) =>
        {
            api.prevent_exit();
            ask(app);
        }
        // Where nobody was asked, such as at the end of the person's session, what was sent is saved.
        RunEvent::Exit => end_sessions(app),
        _ => {}
    }
}
