//! A start that cannot be ends in a sentence, in a box where there is no terminal; never in a panic.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use arguendo_tests::display::Display;
use arguendo_tests::program::program;

/// The window's program, kept from every display but those that are named.
fn start(data: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program("arguendo").unwrap());
    command.arg("--data").arg(data).arg(folder);
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "TAURI_WEBVIEW_AUTOMATION"] {
        command.env_remove(name);
    }
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn without_a_display_or_a_place_for_its_data_the_program_ends_with_a_sentence() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("file");
    std::fs::write(&file, "").unwrap();
    for (data, sentence) in [
        (file.join("data"), "own data cannot be kept in"),
        (place.path().join("data"), "There is no display"),
    ] {
        let ended = start(&data, place.path().join("folder").as_path())
            .output()
            .unwrap();
        let told = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(2), "{told}");
        assert!(told.contains(sentence) && told.lines().count() == 1, "{told}");
    }
}

#[test]
fn whoever_starts_it_from_a_desktop_reads_in_a_box_why_it_cannot_start() {
    let place = tempfile::tempdir().unwrap();
    let display = Display::start(place.path()).unwrap();
    let file = place.path().join("file");
    std::fs::write(&file, "").unwrap();
    let mut started = start(&file.join("data"), place.path())
        .env("DISPLAY", display.name())
        .env("GDK_BACKEND", "x11")
        .spawn()
        .unwrap();
    let limit = Instant::now() + Duration::from_secs(60);
    let is_shown = || {
        display
            .keyboard(&["search", "--name", "Arguendo cannot start"])
            .is_ok()
    };
    while !is_shown() {
        assert!(
            Instant::now() < limit && started.try_wait().unwrap().is_none(),
            "no box is shown"
        );
        std::thread::sleep(Duration::from_millis(100));
    }
    started.kill().unwrap();
    started.wait().unwrap();
}
