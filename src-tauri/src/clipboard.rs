//! What the page's engine does not hand over on Linux: a picture on the clipboard, and the text that is selected in any window.

#[cfg(target_os = "linux")]
pub use self::gtk_clipboard::{picture, selected_text};

/// A picture on the clipboard, as the bytes of a file. Elsewhere the page has it itself.
#[cfg(not(target_os = "linux"))]
pub fn picture<R: tauri::Runtime>(_: &tauri::AppHandle<R>) -> Option<Vec<u8>> {
    None
}

/// The text that is selected in any window. Elsewhere there is no such thing.
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

    /// How long another program may take to hand over what it has copied.
    const PATIENCE: Duration = Duration::from_secs(10);

    /// Kinds of pictures that are kept as they are, in the order in which they are taken.
    const KEPT: [&str; 5] = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"];

    /// The picture on the clipboard, as the bytes of a file. Waits for the program that has copied it: not for the main thread.
    pub fn picture<R: Runtime>(app: &AppHandle<R>) -> Option<Vec<u8>> {
        ask(app, |answer| {
            let targets = Atom::intern("TARGETS");
            Clipboard::get(&SELECTION_CLIPBOARD).request_contents(&targets, |clipboard, data| {
                match KEPT.into_iter().find(|kind| offers(data, kind)) {
                    Some(kind) => clipboard.request_contents(&Atom::intern(kind), move |_, data| {
                        let bytes = data.data();
                        give(&answer, (!bytes.is_empty()).then_some(bytes));
                    }),
                    // Of any other kind, it is made a PNG.
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

    /// The text that is selected in any window, which a middle click pastes. Waits as [`picture`] does.
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
        // Fails where nobody waits any more.
        let _ = answer.send(value);
    }

    fn offers(targets: &SelectionData, kind: &str) -> bool {
        let offered = targets.targets().unwrap_or_default();
        offered.iter().any(|target| target.name() == kind)
    }
}
