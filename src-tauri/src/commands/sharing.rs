//! How the open folder is shared by Syncthing, and what the person has said yes to about it. Each command answers how it is then.

use arguendo_core::pages::sharing::Sharing;
use arguendo_core::sharing as sharing_of;
use arguendo_core::sharing::SharingError;
use arguendo_core::sharing::syncthing::{Syncthing, places};
use jiff::Timestamp;
use tauri::{AppHandle, Manager, Runtime};

use super::blocking::blocking;
use crate::app_state::AppState;
use crate::wire::WireError;

/// How Syncthing shares the folder.
#[tauri::command]
pub async fn sharing<R: Runtime>(app: AppHandle<R>) -> Result<Sharing, WireError> {
    blocking(move || {
        let folder = app.state::<AppState>().folder()?;
        // Before the first reading there is no count yet.
        let conflicts = folder.read(|reader| reader.conflict_copy_count()).unwrap_or(0);
        Ok(sharing_of::look(&places(), folder.root(), conflicts))
    })
    .await
}

/// Makes the folder one of Syncthing's.
#[tauri::command]
pub async fn share_folder<R: Runtime>(app: AppHandle<R>, label: String) -> Result<Sharing, WireError> {
    tell(app, move |syncthing, root| {
        sharing_of::share(syncthing, root, &label, Timestamp::now())
    })
    .await
}

/// Invites a device, by its ID as it was typed; `entry` where it is none.
#[tauri::command]
pub async fn share_with<R: Runtime>(
    app: AppHandle<R>,
    device: String,
    name: String,
) -> Result<Sharing, WireError> {
    tell(app, move |syncthing, root| {
        sharing_of::share_with(syncthing, root, &device, &name)
    })
    .await
}

/// Connects with a device that asks to, and gives it the folder where that is shared.
#[tauri::command]
pub async fn admit_device<R: Runtime>(app: AppHandle<R>, id: String) -> Result<Sharing, WireError> {
    tell(app, move |syncthing, root| {
        sharing_of::admit(syncthing, root, &id)
    })
    .await
}

/// Receives a folder that is offered.
#[tauri::command]
pub async fn accept_folder<R: Runtime>(
    app: AppHandle<R>,
    id: String,
    device: String,
) -> Result<Sharing, WireError> {
    tell(app, move |syncthing, root| {
        sharing_of::accept(syncthing, root, &id, &device)
    })
    .await
}

/// Ends the sharing from this computer. No file is removed.
#[tauri::command]
pub async fn stop_sharing<R: Runtime>(app: AppHandle<R>, id: String) -> Result<Sharing, WireError> {
    tell(app, move |syncthing, root| sharing_of::stop(syncthing, root, &id)).await
}

async fn tell<R: Runtime>(
    app: AppHandle<R>,
    act: impl FnOnce(&Syncthing, &std::path::Path) -> Result<(), SharingError> + Send + 'static,
) -> Result<Sharing, WireError> {
    let again = app.clone();
    blocking(move || {
        let folder = app.state::<AppState>().folder()?;
        let found = Syncthing::find(&places()).map_err(SharingError::from)?;
        Ok(act(&found.ok_or(SharingError::Absent)?, folder.root())?)
    })
    .await?;
    sharing(again).await
}
