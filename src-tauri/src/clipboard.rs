//! What the web engine does not give the page on Linux: an image on the clipboard, and the text selected in
//! any window.

#[cfg(target_os = "linux")]
pub use self::gtk_clipboard::{picture, selected_text};

/// An image on the clipboard, as the bytes of a file. On other systems the page gets it by itself.
#[cfg(not(target_os = "linux"))]
pub fn picture<R: tauri::Runtime>(_: &tauri::AppHandle<R>) -> Option<Vec<u8>> {
    None
}

/// The text selected in any window. Other systems have no such text.
#[cfg(not(target_os = "linux"))]
pub fn selected_text<R: tauri::Runtime>(_: &tauri::AppHandle<R>) -> Option<String> {
    None
}

#[cfg(target_os = "linux")]
mod gtk_clipboard {
    use std::sync::mpsc::{Sender, channel};
    use std::time::Duration;

    use gtk::gdk::{Atom, SELECTION_CLIPBOARD, SELECTION_PRIMARY};
    use gtk::{Clipboard, SelectionData};
    use tauri::{AppHandle, Runtime};

    /// How long another program may take to deliver what it has copied.
    const PATIENCE: Duration = Duration::from_secs(10);

    /// Image types that are kept as they are, in order of preference.
    const KEPT: [&str; 5] = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"];

    /// The image on the clipboard, as the bytes of a file. Waits for the program that copied it, so it must
    /// not be called on the main thread.
    pub fn picture<R: Runtime>(app: &AppHandle<R>) -> Option<Vec<u8>> {
        ask(app, |answer| {
            let targets = Atom::intern("TARGETS");
            Clipboard::get(&SELECTION_CLIPBOARD).request_contents(&targets, |clipboard, data| {
                match KEPT.into_iter().find(|kind| offers(data, kind)) {
                    Some(kind) => clipboard.request_contents(&Atom::intern(kind), move |_, data| {
                        let bytes = data.data();
                        give(&answer, (!bytes.is_empty()).then_some(bytes));
                    }),
                    // An image of any other type is converted to PNG.
                    None => clipboard.request_image(move |_, picture| {
                        give(
                            &answer,
                            picture.and_then(|picture| picture.save_to_bufferv("png", &[]).ok()),
                        );
                    }),
                }
            });
        })
    }

    /// The text selected in any window, which a middle click pastes. Waits like [`picture`].
    pub fn selected_text<R: Runtime>(app: &AppHandle<R>) -> Option<String> {
        ask(app, |answer| {
            Clipboard::get(&SELECTION_PRIMARY)
                .request_text(move |_, text| give(&answer, text.map(str::to_owned)));
        })
    }

    fn ask<R: Runtime, T: Send + 'static>(
        app: &AppHandle<R>,
        question: impl FnOnce(Sender<Option<T>>) + Send + 'static,
    ) -> Option<T> {
        let (answer, answered) = channel();
        app.run_on_main_thread(move || question(answer)).ok()?;
        answered.recv_timeout(PATIENCE).ok().flatten()
    }

    fn give<T>(answer: &Sender<T>, value: T) {
        // Fails if nobody waits any more.
        let _ = answer.send(value);
    }

    fn offers(targets: &SelectionData, kind: &str) -> bool {
        let offered = targets.targets().unwrap_or_default();
        offered.iter().any(|target| target.name() == kind)
    }
}
