//! Opens folders and changes the settings, and updates settings file, menu and theme accordingly.

use std::path::PathBuf;

use tauri::{AppHandle, Manager, Runtime, WebviewWindow};
use tauri_plugin_dialog::DialogExt;

use crate::app_state::AppState;
use crate::emit::emit;
use crate::settings::{Place, Settings};
use crate::wire::{ErrorCode, Event, WindowState, WireError};
use crate::{menu, notifications, window};

/// Opens `place` in place of the open folder. Waits for the disk.
///
/// # Errors
/// If that fails; then the open folder stays open.
pub fn open<R: Runtime>(app: &AppHandle<R>, place: Place) -> Result<WindowState, WireError> {
    let session = app.state::<AppState>();
    session.open(place, teller(app))?;
    show_settings(app);
    Ok(session.state())
}

/// Opens the folder for which the person was asked whose drafts it gets, as [`AppState::open_as_answered`].
///
/// # Errors
/// As [`open`].
pub fn open_as_answered<R: Runtime>(
    app: &AppHandle<R>,
    other: Option<usize>,
) -> Result<WindowState, WireError> {
    let session = app.state::<AppState>();
    session.open_as_answered(other, teller(app))?;
    show_settings(app);
    Ok(session.state())
}

fn teller<R: Runtime>(app: &AppHandle<R>) -> impl Fn(Event) + Send + Sync + 'static {
    let app = app.clone();
    move |event| {
        if let Event::Arrived(arrivals) = &event {
            notifications::arrived(&app, *arrivals);
        }
        emit(&app, event);
    }
}

/// Opens `place` without a request of the page, and sends the page the result.
pub fn open_and_tell<R: Runtime>(app: &AppHandle<R>, place: Place) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || tell_outcome(&app, open(&app, place).map(Some)));
}

/// Shows the system's dialog and opens the chosen folder; none if no folder is chosen. Waits for the person.
///
/// # Errors
/// As [`open`].
pub fn choose<R: Runtime>(window: &WebviewWindow<R>) -> Result<Option<WindowState>, WireError> {
    let dialog = window
        .dialog()
        .file()
        .set_parent(window)
        .set_title("Open a folder of questions and responses");
    let Some(chosen) = dialog.blocking_pick_folder() else {
        return Ok(None);
    };
    let path: PathBuf = chosen
        .into_path()
        .map_err(|error| WireError::new(ErrorCode::FolderUnusable, format!("That is no folder: {error}.")))?;
    open(window.app_handle(), Place::Folder(path)).map(Some)
}

/// Like [`choose`], without a request of the page.
pub fn choose_and_tell<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(window::LABEL) else {
        return;
    };
    tauri::async_runtime::spawn_blocking(move || tell_outcome(window.app_handle(), choose(&window)));
}

/// Changes the settings and the window with them. Returns the new state.
///
/// # Errors
/// If the settings cannot be saved. They still hold.
pub fn change_settings<R: Runtime>(
    app: &AppHandle<R>,
    change: impl FnOnce(&mut Settings),
) -> Result<WindowState, WireError> {
    let session = app.state::<AppState>();
    let kept = session.change_settings(change);
    show_settings(app);
    kept?;
    Ok(session.state())
}

/// Like [`change_settings`], without a request of the page.
pub fn change_settings_and_tell<R: Runtime>(
    app: &AppHandle<R>,
    change: impl FnOnce(&mut Settings) + Send + 'static,
) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || tell_outcome(&app, change_settings(&app, change).map(Some)));
}

/// Applies the settings to the menu, to the window's own parts, and to the theme that the page's style reads
/// from the system.
pub fn show_settings<R: Runtime>(app: &AppHandle<R>) {
    let settings = app.state::<AppState>().settings();
    if let Some(window) = app.get_webview_window(window::LABEL) {
        // If the system does not support this, the page's own colours still change.
        let _ = window.set_theme(window::theme(settings.theme));
    }
    menu::show_theme(app, settings.theme);
    menu::show_recents(app, &settings.recents);
}

fn tell_outcome<R: Runtime>(app: &AppHandle<R>, outcome: Result<Option<WindowState>, WireError>) {
    match outcome {
        Ok(Some(state)) => {
            emit(app, Event::Window(Box::new(state)));
            // The folder's status may have changed, and been sent, before the page could hear of the folder.
            if let Some(folder) = app.state::<AppState>().state().folder {
                emit(app, Event::Status(folder.status));
            }
        }
        Ok(None) => {}
        Err(error) => emit(app, Event::Failed(error)),
    }
}
