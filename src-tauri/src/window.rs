//! The one window. It never shows another page than ours, and never opens another window.

use std::path::Path;

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::app_state::AppState;
use crate::wire::Theme;

/// The window's label.
pub const LABEL: &str = "main";

/// Creates the window. The web engine's own data (no content) go into the directory `data`.
///
/// # Errors
/// An error of the system.
pub fn create<R: Runtime>(app: &AppHandle<R>, data: &Path) -> tauri::Result<WebviewWindow<R>> {
    let settings = app.state::<AppState>().settings();
    let development = app.config().build.dev_url.clone().filter(|_| tauri::is_dev());
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Arguendo")
        .inner_size(1180.0, 820.0)
        .min_inner_size(420.0, 400.0)
        .prevent_overflow()
        .theme(theme(settings.theme))
        .data_directory(data.join("webview"))
        .devtools(cfg!(debug_assertions))
        .general_autofill_enabled(false)
        .on_navigation(move |url| is_our_page(url, development.as_ref()))
        .on_document_title_changed(|window, title| {
            // A title that cannot be set is no reason to stop.
            let _ = window.set_title(&title);
        })
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false);
    // On this system the handler would also disable dragging words in a text. The page accepts images by
    // itself, and folders are opened by the menu.
    #[cfg(windows)]
    let window = window.disable_drag_drop_handler();
    window.build()
}

/// The system's name for `theme`; none for the system's own choice.
#[must_use]
pub fn theme(theme: Theme) -> Option<tauri::Theme> {
    match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    }
}

/// Whether the window may load `url`: only our one page, with any fragment.
fn is_our_page(url: &Url, development: Option<&Url>) -> bool {
    if let Some(ours) = development {
        return url.origin() == ours.origin();
    }
    let ours = match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    };
    ours && url.port().is_none() && matches!(url.path(), "" | "/" | "/index.html")
}

/// Brings the window to the front.
pub fn focus<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // A window that cannot come to the front still exists.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_go(url: &str) -> bool {
        is_our_page(&Url::parse(url).unwrap(), None)
    }

    #[test]
    fn the_window_shows_our_page_and_no_other() {
        assert!(may_go("tauri://localhost"));
        assert!(may_go("tauri://localhost/#/question/questions/a.md"));
        for url in [
            "https://example.org/",
            "tauri://localhost/arguendo/a/",
            "tauri://localhost/assets/index.js",
            "tauri://evil/",
            "content://localhost/a.png",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
            "javascript:alert(1)",
            "blob:tauri://localhost/1",
        ] {
            assert!(!may_go(url), "{url}");
        }
        assert_eq!(may_go("http://tauri.localhost/"), cfg!(windows));
    }

    #[test]
    fn in_development_the_page_is_the_development_servers() {
        let server = Url::parse("http://localhost:5173").unwrap();
        let may_go = |url: &str| is_our_page(&Url::parse(url).unwrap(), Some(&server));
        assert!(may_go("http://localhost:5173/#/library"));
        assert!(!may_go("http://localhost:5174/"));
        assert!(!may_go("https://example.org/"));
    }
}
