//! Following a link of a text: to a document of the folder, else out to the system's browser.

use arguendo_core::content::kind::Kind;
use arguendo_core::mirror::{MirrorError, Reader, sync};
use arguendo_core::pages::{Target, reading};
use arguendo_text::markdown::{LocalKind, local_link};
use tauri::{AppHandle, Manager, Runtime};

use super::blocking::blocking;
use crate::app_state::AppState;
use crate::links;
use crate::wire::{ErrorCode, Followed, WireError};

/// Follows a link as it is written in the text of the document at `from`.
#[tauri::command]
pub async fn open_link<R: Runtime>(
    app: AppHandle<R>,
    from: String,
    href: String,
) -> Result<Followed, WireError> {
    blocking(move || {
        let session = app.state::<AppState>();
        let site = session.read(sync::config_of)?.url;
        match session.read(|reader| in_folder(reader, &from, &href, site.as_deref()))? {
            Some(target) => Ok(Followed::Page { target }),
            None => out(&links::on_site(&href, site.as_deref())),
        }
    })
    .await
}

fn in_folder(
    reader: &Reader,
    from: &str,
    href: &str,
    site: Option<&str>,
) -> Result<Option<Target>, MirrorError> {
    if let Some(link) = local_link(href, site) {
        let kind = match link.kind {
            LocalKind::Question => Kind::Question,
            LocalKind::Response => Kind::Response,
            LocalKind::Contributor => Kind::Contributor,
        };
        return reading::local_target(reader, kind, &link.name);
    }
    let Some(path) = links::beside(from, href) else {
        return Ok(None);
    };
    if let Some(question) = reading::hidden_by(reader, &path)? {
        return Ok(Some(question));
    }
    let document = reader.document_at(&path)?;
    Ok(document
        .filter(|document| document.published)
        .as_ref()
        .map(Target::from))
}

fn out(href: &str) -> Result<Followed, WireError> {
    let link = match links::outside(href) {
        Ok(link) => link,
        Err(reason) => return Ok(Followed::Refused { reason }),
    };
    // The opener's own function checks no scope: `links::outside` has.
    tauri_plugin_opener::open_url(&link.address, None::<&str>).map_err(|_| {
        let message = format!(
            "No program could be started to open the link. It leads to {}",
            link.address
        );
        WireError::new(ErrorCode::Browser, message)
    })?;
    Ok(Followed::Web { host: link.host })
}
