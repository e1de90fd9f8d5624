//! Another program on the display, for tests: provides selected and copied content, and files to drag out of
//! it.
//!
//! Its arguments are `selected=TEXT`, `copied=TEXT`, `picture=FILE` (copied) and `drag=FILE`, which may be
//! repeated. It prints a line when all of that is available.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    arguendo_tests::program::ended(neighbour::live(std::env::args().skip(1)))
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("it lives on an X display, which is there on Linux only");
    ExitCode::FAILURE
}

#[cfg(target_os = "linux")]
mod neighbour {
    use anyhow::{Context, Result, bail};
    use gtk::gdk::{DragAction, ModifierType, SELECTION_CLIPBOARD, SELECTION_PRIMARY};
    use gtk::gdk_pixbuf::Pixbuf;
    use gtk::prelude::*;
    use gtk::{Clipboard, TargetEntry, TargetFlags, Window, WindowType, glib};

    /// The window's position on the screen: to the right of the program's window.
    const PLACE: (i32, i32) = (1500, 100);

    pub fn live(arguments: impl Iterator<Item = String>) -> Result<()> {
        gtk::init().context("there is no display")?;
        let mut dragged = Vec::new();
        for argument in arguments {
            match argument.split_once('=') {
                Some(("selected", text)) => Clipboard::get(&SELECTION_PRIMARY).set_text(text),
                Some(("copied", text)) => Clipboard::get(&SELECTION_CLIPBOARD).set_text(text),
                Some(("picture", file)) => {
                    Clipboard::get(&SELECTION_CLIPBOARD).set_image(&Pixbuf::from_file(file)?);
                }
                Some(("drag", file)) => dragged.push(glib::filename_to_uri(file, None)?.to_string()),
                _ => bail!("it does not know what {argument} is"),
            }
        }
        let window = Window::new(WindowType::Toplevel);
        window.set_default_size(100, 100);
        let files = TargetEntry::new("text/uri-list", TargetFlags::empty(), 0);
        window.drag_source_set(ModifierType::BUTTON1_MASK, &[files], DragAction::COPY);
        window.connect_drag_data_get(move |_, _, data, _, _| {
            let uris: Vec<&str> = dragged.iter().map(String::as_str).collect();
            data.set_uris(&uris);
        });
        window.connect_map_event(|_, _| {
            println!("ready");
            glib::Propagation::Proceed
        });
        window.show_all();
        window.move_(PLACE.0, PLACE.1);
        gtk::main();
        Ok(())
    }
}
