//! The desktop program: one window on one folder. It connects the core to the page and contains no rules of
//! its own.
//!
//! A request of the page arrives in `commands`, is answered from the mirror of the one `open_folder` in
//! `app_state`, and returns as a value of `wire`. A change on disk is sent as an event of `wire`.

pub mod activity;
pub mod app_state;
pub mod arguments;
mod clipboard;
mod closing;
mod commands;
pub mod content_scheme;
mod draft_sessions;
mod dropping;
mod emit;
mod events;
pub mod links;
mod lock;
mod menu;
mod menu_choice;
mod noticing;
mod notifications;
pub mod open_folder;
mod opening;
pub mod settings;
mod single_instance;
mod spellers;
mod window;
pub mod wire;

use std::path::PathBuf;
use std::process::ExitCode;

use arguendo_core::disk::data::DataDir;
use tauri::{App, AppHandle, Builder, Manager, Runtime, WindowEvent};

use crate::app_state::AppState;
use crate::arguments::{Start, Task};
use crate::dropping::DroppedFiles;
use crate::notifications::Gathered;
use crate::settings::Place;
use crate::spellers::Spellers;

/// Does what the command line asks for: opens a window, or runs a command that needs none.
#[must_use]
pub fn run() -> ExitCode {
    let here = std::env::current_dir().unwrap_or_default();
    match arguments::read(std::env::args_os().skip(1), &here) {
        Ok(Task::Command) => arguendo_cli::run(std::env::args_os()),
        Ok(Task::Help) => {
            println!("{}", arguments::USAGE);
            arguendo_cli::run(std::env::args_os())
        }
        Ok(Task::Window(start)) => match show(start) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                tell_without_window(&error.to_string());
                misuse(&error.to_string())
            }
        },
        Err(error) => misuse(&error),
    }
}

fn misuse(error: &str) -> ExitCode {
    eprintln!("arguendo: {error}");
    ExitCode::from(2)
}

/// Reports an error without a window, in a dialog: a person who started the program from a menu or desktop
/// sees no terminal.
fn tell_without_window(error: &str) {
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .into_iter()
        .any(|name| std::env::var_os(name).is_some());
    // In an automated test nobody could close the dialog.
    let is_automated = std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some();
    if (cfg!(not(target_os = "linux")) || has_display) && !is_automated {
        rfd::MessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title("Arguendo cannot start")
            .set_description(error)
            .show();
    }
}

fn show(start: Start) -> Result<(), Box<dyn std::error::Error>> {
    let named = start.data.or_else(|| {
        std::env::var_os("ARGUENDO_DATA")
            .filter(|data| !data.is_empty())
            .map(PathBuf::from)
    });
    let data = match &start.folder {
        Some(folder) => DataDir::beside(named.clone(), folder)?,
        None => DataDir::new(named.clone())?,
    };
    // The web engine keeps its data in it, and they are private too.
    data.make_private("webview")?;
    // Without a display, the toolkit itself would panic.
    #[cfg(target_os = "linux")]
    gtk::init().map_err(|_| "There is no display to show a window on. Start it in a desktop session; `arguendo-cli` needs none.")?;
    let mut context = tauri::generate_context!();
    if named.is_some() {
        single_instance::keep_apart(context.config_mut(), data.path());
    }
    let mut builder = Builder::default();
    if std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_none() {
        builder = builder.plugin(single_instance::plugin()); // must be the first
    }
    wired(builder)
        .plugin(window_place(&data))
        .setup(move |app| {
            read_left_to_right();
            if let Err(error) = set_up(app, data, start.folder) {
                // Returning the error here would end in a panic.
                let sentence = format!("The window could not be made: {error}. Nothing was changed.");
                tell_without_window(&sentence);
                misuse(&sentence);
                std::process::exit(2);
            }
            Ok(())
        })
        .build(context)?
        .run(closing::happened);
    Ok(())
}

/// Makes the menu run from left to right, whatever the system's language: its words and the page are in
/// English so far.
fn read_left_to_right() {
    #[cfg(target_os = "linux")]
    gtk::Widget::set_default_direction(gtk::TextDirection::Ltr);
}

/// Adds everything that does not depend on the system to `builder`: commands, menu, the scheme for images.
fn wired<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder
        .plugin(tauri_plugin_dialog::init())
        .manage(DroppedFiles::default())
        .invoke_handler(commands::all())
        .menu(menu::build)
        .on_menu_event(|app, event| menu_choice::chosen(app, event.id().as_ref()))
        .on_window_event(|window, event| window_event(window.app_handle(), event))
        .register_asynchronous_uri_scheme_protocol(content_scheme::SCHEME, |context, request, responder| {
            let app = context.app_handle().clone();
            tauri::async_runtime::spawn_blocking(move || {
                let folder = app.state::<AppState>().folder().ok();
                let drafts = folder.as_ref().map(|folder| folder.drafts());
                let roots = folder.iter().map(|folder| folder.root());
                let roots: Vec<_> = roots.chain(drafts.as_deref()).collect();
                responder.respond(content_scheme::answer(&roots, &request));
            });
        })
}

/// Handles an event of the window.
fn window_event<R: Runtime>(app: &AppHandle<R>, event: &WindowEvent) {
    match event {
        // Changes that no event reported, for example on a drive that was missing, are found when the person
        // comes back.
        WindowEvent::Focused(true) => {
            if let Ok(folder) = app.state::<AppState>().folder() {
                folder.recheck();
            }
        }
        WindowEvent::DragDrop(event) => dropping::happened(app, event),
        WindowEvent::CloseRequested { api, .. } => {
            api.prevent_close();
            closing::ask(app);
        }
        _ => {}
    }
}

/// Restores the window's position. It is saved in the data directory with everything else.
fn window_place<R: Runtime>(data: &DataDir) -> tauri::plugin::TauriPlugin<R> {
    let file = data.path().join("window.json");
    tauri_plugin_window_state::Builder::new()
        .with_filename(file.to_string_lossy()) // absolute: it replaces the platform's directory
        .build()
}

fn set_up<R: Runtime>(app: &App<R>, data: DataDir, named: Option<PathBuf>) -> tauri::Result<()> {
    let app = app.handle();
    let directory = data.path().to_path_buf();
    let session = AppState::new(data, sample(app)?);
    let place = named.map(Place::Folder).or_else(|| session.last());
    app.manage(session);
    app.manage(Spellers::default());
    app.manage(closing::Closing::default());
    app.manage(Gathered::default());
    opening::show_settings(app);
    if let Some(place) = place
        && let Err(error) = opening::open(app, place)
    {
        app.state::<AppState>().set_trouble(error);
    }
    window::create(app, &directory)?;
    // The window exists now, so its own settings can be applied.
    opening::show_settings(app);
    Ok(())
}

/// The path of the sample: during development in the source directory, so that an edit shows at once.
fn sample<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<PathBuf> {
    if cfg!(debug_assertions) {
        return Ok(concat!(env!("CARGO_MANIFEST_DIR"), "/../content").into());
    }
    Ok(app.path().resource_dir()?.join("content"))
}
