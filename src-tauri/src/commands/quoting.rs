//! Passages quoted into drafts.

use arguendo_core::drafts::quoting::{self, Shown};
use arguendo_core::pages::drafts::QuotedPassage;
use jiff::Timestamp;
use tauri::{AppHandle, Manager, Runtime};

use super::blocking::blocking;
use crate::app_state::AppState;
use crate::wire::{Quoted, WireError};

/// A passage as it is shown, with up to 32 characters on each side, quoted for a draft.
#[tauri::command]
pub async fn quote<R: Runtime>(
    app: AppHandle<R>,
    id: i64,
    path: String,
    exact: String,
    before: String,
    after: String,
) -> Result<Quoted, WireError> {
    blocking(move || {
        let folder = app.state::<AppState>().folder()?;
        let reader = folder.reader()?;
        let shown = Shown {
            path: &path,
            exact: &exact,
            before: &before,
            after: &after,
        };
        let (markdown, quote) = folder.write(|writing| {
            Ok(quoting::quote(
                &writing.desk,
                &reader,
                id,
                shown,
                Timestamp::now(),
            )?)
        })?;
        Ok(Quoted { markdown, quote })
    })
    .await
}

/// The passages that a draft quotes.
#[tauri::command]
pub async fn quotes<R: Runtime>(app: AppHandle<R>, id: i64) -> Result<Vec<QuotedPassage>, WireError> {
    blocking(move || {
        let folder = app.state::<AppState>().folder()?;
        let reader = folder.reader()?;
        folder.write(|writing| Ok(quoting::quotes_of(&writing.desk, &reader, id)?))
    })
    .await
}
