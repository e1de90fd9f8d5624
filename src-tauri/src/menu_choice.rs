//! Executes a menu item when it is chosen.

use tauri::{AppHandle, Manager, Runtime};

use crate::app_state::AppState;
use crate::emit::emit;
use crate::menu::{ACTIONS, THEMES, face};
use crate::settings::Place;
use crate::wire::Event;
use crate::{closing, opening};

/// Executes the item `id`.
pub fn chosen<R: Runtime>(app: &AppHandle<R>, id: &str) {
    if let Some(action) = ACTIONS.into_iter().find(|action| face(*action).0 == id) {
        return emit(app, Event::Menu(action));
    }
    if let Some((.., theme)) = THEMES.into_iter().find(|(name, ..)| *name == id) {
        return opening::change_settings_and_tell(app, move |settings| settings.theme = theme);
    }
    match id {
        "open-folder" => opening::choose_and_tell(app),
        "open-sample" => opening::open_and_tell(app, Place::Sample),
        "text-larger" => step_text_size(app, 1),
        "text-smaller" => step_text_size(app, -1),
        "text-normal" => step_text_size(app, 0),
        "quit" => closing::ask(app),
        _ => {
            if let Some(command) = id.strip_prefix("edit-") {
                edit(app, command);
            } else if let Some(number) = id.strip_prefix("recent-").and_then(|number| number.parse().ok()) {
                open_recent(app, number);
            }
        }
    }
}

fn step_text_size<R: Runtime>(app: &AppHandle<R>, direction: i32) {
    opening::change_settings_and_tell(app, move |settings| settings.step_text_size(direction));
}

fn open_recent<R: Runtime>(app: &AppHandle<R>, id: u32) {
    match app.state::<AppState>().recent(id) {
        Ok(place) => opening::open_and_tell(app, place),
        Err(error) => emit(app, Event::Failed(error)),
    }
}

#[cfg(target_os = "linux")]
fn edit<R: Runtime>(app: &AppHandle<R>, command: &str) {
    use webkit2gtk::WebViewExt;
    let command = match command {
        "undo" => "Undo",
        "redo" => "Redo",
        "cut" => "Cut",
        "copy" => "Copy",
        "paste" => "Paste",
        "select-all" => "SelectAll",
        _ => return,
    };
    if let Some(window) = app.get_webview_window(crate::window::LABEL) {
        let _ = window.with_webview(move |view| view.inner().execute_editing_command(command));
    }
}

#[cfg(not(target_os = "linux"))]
fn edit<R: Runtime>(_: &AppHandle<R>, _: &str) {}
