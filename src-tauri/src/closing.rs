//! Ends the program only after the page has sent the last typed words and they are on the disk.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use tauri::{AppHandle, Manager, RunEvent, Runtime};

use crate::app_state::AppState;
use crate::emit::emit;
use crate::window;
use crate::wire::Event;

/// How long to wait for the page to confirm that it knows of the closing. After that it never will;
/// everything that it has sent is saved.
pub const PATIENCE: Duration = Duration::from_secs(3);

/// How long to wait for a drive that does not answer.
const LONGEST_SAVING: Duration = Duration::from_secs(10);

/// How far the closing has come.
#[derive(Default)]
pub struct Closing {
    /// A page has started, so it may have unsent words.
    has_page: AtomicBool,
    /// How often the page was asked, and which of these requests it last confirmed.
    asked: AtomicU32,
    heard: AtomicU32,
    is_over: AtomicBool,
}

/// Begins to close the window. If the page confirms the request, the page decides: it may ask the person, who
/// may want to stay.
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

/// Notes that a page has started and can be asked.
pub fn begun<R: Runtime>(app: &AppHandle<R>) {
    app.state::<Closing>().has_page.store(true, Ordering::SeqCst);
}

/// Notes that the page has confirmed that it is to close.
pub fn heard<R: Runtime>(app: &AppHandle<R>) {
    let closing = app.state::<Closing>();
    closing
        .heard
        .store(closing.asked.load(Ordering::SeqCst), Ordering::SeqCst);
}

/// Ends every session, then closes the window and the program. Waits for the disk.
pub fn finish<R: Runtime>(app: &AppHandle<R>) {
    if app.state::<Closing>().is_over.swap(true, Ordering::SeqCst) {
        return;
    }
    end_sessions(app);
    match app.get_webview_window(window::LABEL) {
        Some(window) => {
            // If the window cannot be closed, it stays visible.
            let _ = window.destroy();
        }
        None => app.exit(0),
    }
}

/// Saves the open drafts, and waits at most as long as a working drive may need. The journal holds every word
/// in the meantime.
fn end_sessions<R: Runtime>(app: &AppHandle<R>) {
    let (done, is_done) = channel();
    let saving = app.clone();
    std::thread::spawn(move || {
        saving.state::<AppState>().end_sessions();
        // Nobody waits any more if it took too long.
        let _ = done.send(());
    });
    let _ = is_done.recv_timeout(LONGEST_SAVING);
}

/// Whether the window has been closed for good.
#[cfg(test)]
pub fn is_over<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.state::<Closing>().is_over.load(Ordering::SeqCst)
}

/// Handles an event of the program: the system, not the window, asks it to end.
pub fn happened<R: Runtime>(app: &AppHandle<R>, event: RunEvent) {
    match event {
        RunEvent::ExitRequested { code: None, api, .. }
            if !app.state::<Closing>().is_over.load(Ordering::SeqCst) =>
        {
            api.prevent_exit();
            ask(app);
        }
        // If the page was not asked, for example when the person logs out, what it has sent is saved.
        RunEvent::Exit => end_sessions(app),
        _ => {}
    }
}
