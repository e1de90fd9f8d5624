//! When the program is started again, the running instance shows its window and opens the folder that was
//! named.

use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Config, Runtime};

use crate::arguments::{self, Start, Task};
use crate::settings::Place;
use crate::{opening, window};

/// Finds the running instance, or makes this one the first.
pub fn plugin<R: Runtime>() -> TauriPlugin<R> {
    tauri_plugin_single_instance::init(|app, arguments, here| started_again(app, arguments, &here))
}

/// Instances with another data directory are separate and do not find each other.
pub fn keep_apart(config: &mut Config, data: &Path) {
    let mut hasher = DefaultHasher::new();
    data.hash(&mut hasher);
    config.identifier = format!("{}.data{:016x}", config.identifier, hasher.finish());
}

fn started_again<R: Runtime>(app: &AppHandle<R>, arguments: Vec<String>, here: &str) {
    window::focus(app);
    let arguments = arguments.into_iter().skip(1).map(OsString::from);
    // Anything else was refused or done by the second instance itself.
    if let Ok(Task::Window(Start {
        folder: Some(folder), ..
    })) = arguments::read(arguments, Path::new(here))
    {
        opening::open_and_tell(app, Place::Folder(folder));
    }
}
