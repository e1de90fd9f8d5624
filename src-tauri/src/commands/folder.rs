//! Which folder is open, and how the window looks.

use tauri::{AppHandle, Manager, Runtime, WebviewWindow};

use super::blocking::blocking;
use crate::app_state::AppState;
use crate::settings::Place;
use crate::wire::{MenuAction, Theme, WindowState, WireError};
use crate::{closing, menu, opening};

/// Everything about the window that is not the folder's content.
#[tauri::command]
pub async fn window_state<R: Runtime>(app: AppHandle<R>) -> Result<WindowState, WireError> {
    closing::begun(&app);
    blocking(move || Ok(app.state::<AppState>().state())).await
}

/// The page has no words left for a folder that is not open any more.
#[tauri::command]
pub async fn let_go_of_folder<R: Runtime>(app: AppHandle<R>, folder: u32) -> Result<(), WireError> {
    blocking(move || {
        app.state::<AppState>().let_go(folder);
        Ok(())
    })
    .await
}

/// Shows the system's dialog and opens the folder that is chosen; null where none is.
#[tauri::command]
pub async fn choose_folder<R: Runtime>(window: WebviewWindow<R>) -> Result<Option<WindowState>, WireError> {
    blocking(move || opening::choose(&window)).await
}

/// Opens a folder that was opened before.
#[tauri::command]
pub async fn open_recent<R: Runtime>(app: AppHandle<R>, id: u32) -> Result<WindowState, WireError> {
    blocking(move || {
        let place = app.state::<AppState>().recent(id)?;
        opening::open(&app, place)
    })
    .await
}

/// Takes a folder off the list of those that were opened before.
#[tauri::command]
pub async fn forget_recent<R: Runtime>(app: AppHandle<R>, id: u32) -> Result<WindowState, WireError> {
    blocking(move || {
        app.state::<AppState>().forget(id);
        opening::change_settings(&app, |settings| settings.forget(id))
    })
    .await
}

/// Opens the sample that came with the program.
#[tauri::command]
pub async fn open_sample<R: Runtime>(app: AppHandle<R>) -> Result<WindowState, WireError> {
    blocking(move || opening::open(&app, Place::Sample)).await
}

/// Which actions of the menu can be done now, the others being grey; whether there is something to copy,
/// and to cut.
#[tauri::command]
pub async fn offer_actions<R: Runtime>(
    app: AppHandle<R>,
    actions: Vec<MenuAction>,
    copy: bool,
    cut: bool,
) -> Result<(), WireError> {
    blocking(move || {
        menu::offer(&app, &actions, copy, cut);
        Ok(())
    })
    .await
}

/// Opens the folder of `WindowState.whose` with the drafts of the other folder at that place in its list;
/// null: with none.
#[tauri::command]
pub async fn answer_whose<R: Runtime>(
    app: AppHandle<R>,
    other: Option<usize>,
) -> Result<WindowState, WireError> {
    blocking(move || opening::open_as_answered(&app, other)).await
}

/// Chooses light or dark, and the size of text in per cent.
#[tauri::command]
pub async fn set_preferences<R: Runtime>(
    app: AppHandle<R>,
    theme: Theme,
    text_size: u32,
) -> Result<WindowState, WireError> {
    blocking(move || {
        opening::change_settings(&app, |settings| {
            settings.theme = theme;
            settings.set_text_size(text_size);
        })
    })
    .await
}

/// Stops a reading of many files that is under way.
#[tauri::command]
pub async fn stop_reading<R: Runtime>(app: AppHandle<R>) -> Result<(), WireError> {
    blocking(move || {
        app.state::<AppState>().folder()?.stop();
        Ok(())
    })
    .await
}

/// Continues a reading that was stopped.
#[tauri::command]
pub async fn go_on_reading<R: Runtime>(app: AppHandle<R>) -> Result<(), WireError> {
    blocking(move || {
        app.state::<AppState>().folder()?.go_on();
        Ok(())
    })
    .await
}

/// Has the whole folder looked at now.
#[tauri::command]
pub async fn look_again<R: Runtime>(app: AppHandle<R>) -> Result<(), WireError> {
    blocking(move || {
        app.state::<AppState>().folder()?.recheck();
        Ok(())
    })
    .await
}
