//! A second start shows the first one's window, and opens there the folder that it was given.

use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Config, Runtime};

use crate::arguments::{self, Start, Task};
use crate::settings::Place;
use crate::{opening, window};

/// Finds the first instance, or makes this one the first.
pub fn plugin<R: Runtime>() -> TauriPlugin<R> {
    tauri_plugin_single_instance::init(|app, arguments, here| started_again(app, arguments, &here))
}

/// Programs with another data directory are other programs: they do not find each other.
pub fn keep_apart(config: &mut Config, data: &Path) {
    let mut hasher = DefaultHasher::new();
    data.hash(&mut hasher);
    config.identifier = format!("{}.data{:016x}", config.identifier, hasher.finish());
}

fn started_again<R: Runtime>(app: &AppHandle<R>, arguments: Vec<String>, here: &str) {
    window::focus(app);
    let arguments = arguments.into_iter().skip(1).map(OsString::from);
    // Anything else was refused or done by the second start itself.
    if let Ok(Task::Window(Start {
        folder: Some(folder), ..
    })) = arguments::read(arguments, Path::new(here))
    {
        opening::open_and_tell(app, Place::Folder(folder));
    }
}
