//! Who the person writes as.

use arguendo_core::drafts::signing;
use arguendo_core::pages::drafts::{ProfileEntries, Signer, WritingAs};
use tauri::{AppHandle, Manager, Runtime};

use super::blocking::{blocking, changing};
use crate::app_state::AppState;
use crate::wire::{Stale, WireError};

/// Who the person writes as; null before that is chosen.
#[tauri::command]
pub async fn writing_as<R: Runtime>(app: AppHandle<R>) -> Result<Option<WritingAs>, WireError> {
    blocking(move || {
        let folder = app.state::<AppState>().folder()?;
        let reader = folder.reader()?;
        folder.write(|writing| Ok(signing::writing_as(&writing.desk, &reader)?))
    })
    .await
}

/// The contributors that can be chosen to sign.
#[tauri::command]
pub async fn signers<R: Runtime>(app: AppHandle<R>) -> Result<Vec<Signer>, WireError> {
    blocking(move || Ok(signing::signers(&app.state::<AppState>().folder()?.reader()?)?)).await
}

/// Chooses who the person writes as.
#[tauri::command]
pub async fn write_as<R: Runtime>(app: AppHandle<R>, slug: String) -> Result<WritingAs, WireError> {
    let page = app.clone();
    let choice = blocking(move || {
        let folder = app.state::<AppState>().folder()?;
        let reader = folder.reader()?;
        let chosen = folder.write(|writing| Ok(signing::write_as(&writing.desk, &reader, &slug)?))?;
        folder.look_for_news(); // what she signed is none
        Ok(chosen)
    });
    // Other responses may be hidden from whom the person writes as now.
    changing(&page, &[Stale::Everything], choice).await
}

/// Makes a profile, and has the person write as it.
#[tauri::command]
pub async fn make_profile<R: Runtime>(
    app: AppHandle<R>,
    entries: ProfileEntries,
    photo: Option<Vec<u8>>,
    photo_name: Option<String>,
) -> Result<WritingAs, WireError> {
    let page = app.clone();
    let profile = blocking(move || {
        let folder = app.state::<AppState>().folder()?;
        let reader = folder.reader()?;
        let name = photo_name.unwrap_or_default();
        let photo = photo.as_deref().map(|bytes| (name.as_str(), bytes));
        folder.write(|writing| {
            let root = folder.folder();
            Ok(signing::make_profile(
                &writing.desk,
                root,
                &reader,
                entries,
                photo,
            )?)
        })
    });
    changing(&page, &[Stale::Everything], profile).await
}
