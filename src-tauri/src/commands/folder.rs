//! Which folder is open, and how the window looks.

use tauri::{AppHandle, Manager, Runtime, WebviewWindow};

use super::blocking::blocking;
use crate::app_state::AppState;
use crate::settings::Place;
use crate::wire::{MenuAction, Theme, WindowState, WireError};
use crate::{closing, menu, opening};

#[tauri::command]
pub async fn window_state<R: Runtime>(app: AppHandle<R>) -> Result<WindowState, WireError> {
    closing::begun(&app);
    blocking(move || Ok(app.state::<AppState>().state())).await
}

#[tauri::command]
pub async fn let_go_of_folder<R: Runtime>(app: AppHandle<R>, folder: u32) -> Result<(), WireError> {
    blocking(move || {
        app.state::<AppState>().let_go(folder);
        Ok(())
    })
    .await
}

#[tauri::command]
pub async fn choose_folder<R: Runtime>(window: WebviewWindow<R>) -> Result<Option<WindowState>, WireError> {
    blocking(move || opening::choose(&window)).await
}

#[tauri::command]
pub async fn open_recent<R: Runtime>(app: AppHandle<R>, id: u32) -> Result<WindowState, WireError> {
    blocking(move || {
        let place = app.state::<AppState>().recent(id)?;
        opening::open(&app, place)
    })
    .await
}

#[tauri::command]
pub async fn forget_recent<R: Runtime>(app: AppHandle<R>, id: u32) -> Result<WindowState, WireError> {
    blocking(move || {
        app.state::<AppState>().forget(id);
        opening::change_settings(&app, |settings| settings.forget(id))
    })
    .await
}

#[tauri::command]
pub async fn open_sample<R: Runtime>(app: AppHandle<R>) -> Result<WindowState, WireError> {
    blocking(move || opening::open(&app, Place::Sample)).await
}

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

#[tauri::command]
pub async fn answer_whose<R: Runtime>(
    app: AppHandle<R>,
    other: Option<usize>,
) -> Result<WindowState, WireError> {
    blocking(move || opening::open_as_answered(&app, other)).await
}

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

#[tauri::command]
pub async fn stop_reading<R: Runtime>(app: AppHandle<R>) -> Result<(), WireError> {
    blocking(move || {
        app.state::<AppState>().folder()?.stop();
        Ok(())
    })
    .await
}

#[tauri::command]
pub async fn go_on_reading<R: Runtime>(app: AppHandle<R>) -> Result<(), WireError> {
    blocking(move || {
        app.state::<AppState>().folder()?.go_on();
        Ok(())
    })
    .await
}

#[tauri::command]
pub async fn look_again<R: Runtime>(app: AppHandle<R>) -> Result<(), WireError> {
    blocking(move || {
        app.state::<AppState>().folder()?.recheck();
        Ok(())
    })
    .await
}
