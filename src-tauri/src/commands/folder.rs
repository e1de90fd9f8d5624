//! Which folder is open, and how the window looks.

use tauri::{AppHandle, Manager, Runtime, WebviewWindow};

use super::aside;
use crate::closing;
use crate::menu;
use crate::opening;
use crate::session::Session;
use crate::settings::Place;
use crate::wire::{MenuAction, Theme, WindowState, WireError};

#[tauri::command]
pub async fn window_state<R: Runtime>(app: AppHandle<R>) -> Result<WindowState, WireError> {
    closing::begun(&app);
    aside(move || Ok(app.state::<Session>().state())).await
}

#[tauri::command]
pub async fn let_go_of_folder<R: Runtime>(app: AppHandle<R>, folder: u32) -> Result<(), WireError> {
    aside(move || {
        app.state::<Session>().let_go(folder);
        Ok(())
    })
    .await
}

#[tauri::command]
pub async fn choose_folder<R: Runtime>(window: WebviewWindow<R>) -> Result<Option<WindowState>, WireError> {
    aside(move || opening::choose(&window)).await
}

#[tauri::command]
pub async fn open_recent<R: Runtime>(app: AppHandle<R>, id: u32) -> Result<WindowState, WireError> {
    aside(move || {
        let place = app.state::<Session>().recent(id)?;
        opening::open(&app, place)
    })
    .await
}

#[tauri::command]
pub async fn forget_recent<R: Runtime>(app: AppHandle<R>, id: u32) -> Result<WindowState, WireError> {
    aside(move || {
        app.state::<Session>().forget(id);
        opening::change_settings(&app, |settings| settings.forget(id))
    })
    .await
}

#[tauri::command]
pub async fn open_sample<R: Runtime>(app: AppHandle<R>) -> Result<WindowState, WireError> {
    aside(move || opening::open(&app, Place::Sample)).await
}

#[tauri::command]
pub async fn offer_actions<R: Runtime>(
    app: AppHandle<R>,
    actions: Vec<MenuAction>,
    copy: bool,
    cut: bool,
) -> Result<(), WireError> {
    aside(move || {
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
    aside(move || opening::open_as_answered(&app, other)).await
}

#[tauri::command]
pub async fn set_preferences<R: Runtime>(
    app: AppHandle<R>,
    theme: Theme,
    text_size: u32,
) -> Result<WindowState, WireError> {
    aside(move || {
        opening::change_settings(&app, |settings| {
            settings.theme = theme;
            settings.set_text_size(text_size);
        })
    })
    .await
}

#[tauri::command]
pub async fn stop_reading<R: Runtime>(app: AppHandle<R>) -> Result<(), WireError> {
    aside(move || {
        app.state::<Session>().folder()?.stop();
        Ok(())
    })
    .await
}

#[tauri::command]
pub async fn go_on_reading<R: Runtime>(app: AppHandle<R>) -> Result<(), WireError> {
    aside(move || {
        app.state::<Session>().folder()?.go_on();
        Ok(())
    })
    .await
}

#[tauri::command]
pub async fn look_again<R: Runtime>(app: AppHandle<R>) -> Result<(), WireError> {
    aside(move || {
        app.state::<Session>().folder()?.recheck();
        Ok(())
    })
    .await
}
