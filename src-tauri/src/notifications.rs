//! Shows a desktop notification when something arrived, if the person has asked for it and is not looking at
//! the window.
//!
//! The text contains no words of colleagues: some desktops interpret them as markup, and the screen may be
//! locked.

use std::sync::Mutex;
use std::time::Duration;

use arguendo_core::pages::news::Arrivals;
use tauri::{AppHandle, Manager, Runtime};

use crate::app_state::AppState;
use crate::lock::lock;
use crate::window;

/// Arrivals within this time share one notification, because a sync engine brings one file after another.
const GATHERING: Duration = Duration::from_secs(5);

/// The name of the program's desktop file. A desktop uses it to find the icon and the notification settings.
#[cfg(all(unix, not(target_os = "macos")))]
const DESKTOP_ENTRY: &str = "Arguendo";

/// What has arrived since the last notification.
#[derive(Debug, Default)]
pub struct Gathered(Mutex<Arrivals>);

impl Gathered {
    /// Adds what has arrived. Returns true if it is the first since then, so that a notification must follow.
    fn add(&self, arrivals: Arrivals) -> bool {
        let mut gathered = lock(&self.0);
        let is_first = gathered.is_nothing();
        *gathered = gathered.and(arrivals);
        is_first
    }

    fn take(&self) -> Arrivals {
        std::mem::take(&mut *lock(&self.0))
    }
}

/// Notes what has arrived, and shows a notification a moment later.
pub fn arrived<R: Runtime>(app: &AppHandle<R>, arrivals: Arrivals) {
    if arrivals.is_nothing() || !is_wanted(app) || !app.state::<Gathered>().add(arrivals) {
        return;
    }
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(GATHERING);
        let gathered = app.state::<Gathered>().take();
        if is_wanted(&app) {
            let title = app.state::<AppState>().state().folder.map(|folder| folder.title);
            show(&app, &title.unwrap_or_default(), &sentence(gathered));
        }
    });
}

fn is_wanted<R: Runtime>(app: &AppHandle<R>) -> bool {
    let window = app.get_webview_window(window::LABEL);
    let is_looked_at = window.is_some_and(|window| window.is_focused().unwrap_or(true));
    app.state::<AppState>().settings().notify && !is_looked_at
}

/// Shows a notification. Waits until the person has reacted to it, if the desktop reports that. A desktop
/// without notifications shows none.
fn show<R: Runtime>(app: &AppHandle<R>, title: &str, text: &str) {
    let mut notification = notify_rust::Notification::new();
    notification.appname("Arguendo").summary(title).body(text);
    #[cfg(target_os = "windows")]
    notification.app_id(&app.config().identifier);
    #[cfg(all(unix, not(target_os = "macos")))]
    notification.hint(notify_rust::Hint::DesktopEntry(DESKTOP_ENTRY.into()));
    #[cfg(all(unix, not(target_os = "macos")))]
    if let Ok(shown) = notification.action("default", "Show").show() {
        shown.wait_for_action(|action| {
            if action == "default" {
                window::focus(app);
            }
        });
    }
    #[cfg(any(windows, target_os = "macos"))]
    {
        let _ = (app, notification.show());
    }
}

/// What arrived, in a few words.
fn sentence(arrivals: Arrivals) -> String {
    let counted = |count, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    let parts = [
        counted(arrivals.questions, "new question", "new questions"),
        counted(arrivals.responses, "new response", "new responses"),
        counted(arrivals.changed, "changed text", "changed texts"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_arrivals_are_told_as_one_and_in_words() {
        let gathered = Gathered::default();
        let response = Arrivals {
            responses: 1,
            ..Arrivals::default()
        };
        assert!(gathered.add(response));
        assert!(!gathered.add(response), "somebody tells of it already");
        let changed = Arrivals {
            questions: 1,
            changed: 1,
            ..Arrivals::default()
        };
        assert!(!gathered.add(changed));
        assert_eq!(
            sentence(gathered.take()),
            "1 new question, 2 new responses, 1 changed text"
        );
        assert!(gathered.add(response), "what comes later is told anew");
    }
}
