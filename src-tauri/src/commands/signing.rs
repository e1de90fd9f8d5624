//! Who the person writes as.

use arguendo_core::pages::drafts::{ProfileEntries, Signer, WritingAs};
use arguendo_core::signing;
use tauri::{AppHandle, Manager, Runtime};

use super::aside;
use crate::opening;
use crate::session::Session;
use crate::wire::WireError;

#[tauri::command]
pub async fn writing_as<R: Runtime>(app: AppHandle<R>) -> Result<Option<WritingAs>, WireError> {
    aside(move || {
        let folder = app.state::<Session>().folder()?;
        let reader = folder.reader()?;
        folder.write(|writing| Ok(signing::writing_as(&writing.desk, &reader)?))
    })
    .await
}

#[tauri::command]
pub async fn signers<R: Runtime>(app: AppHandle<R>) -> Result<Vec<Signer>, WireError> {
    aside(move || Ok(signing::signers(&app.state::<Session>().folder()?.reader()?)?)).await
}

#[tauri::command]
pub async fn write_as<R: Runtime>(app: AppHandle<R>, slug: String) -> Result<WritingAs, WireError> {
    let (tell, everything) = (app.clone(), super::rounds::everything());
    let chosen = aside(move || {
        let folder = app.state::<Session>().folder()?;
        let reader = folder.reader()?;
        let chosen = folder.write(|writing| Ok(signing::write_as(&writing.desk, &reader, &slug)?))?;
        folder.look_for_news(); // what she signed is none
        Ok(chosen)
    })
    .await?;
    // Other responses may be hidden from whom the person writes as now.
    opening::tell(&tell, everything);
    Ok(chosen)
}

#[tauri::command]
pub async fn make_profile<R: Runtime>(
    app: AppHandle<R>,
    entries: ProfileEntries,
    photo: Option<Vec<u8>>,
    photo_name: Option<String>,
) -> Result<WritingAs, WireError> {
    let (tell, everything) = (app.clone(), super::rounds::everything());
    let made = aside(move || {
        let folder = app.state::<Session>().folder()?;
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
    })
    .await?;
    opening::tell(&tell, everything);
    Ok(made)
}
