//! `cargo xtask tidy`: the house rules that no other tool knows, over every file that git tracks.

use std::fs;

use anyhow::{Result, bail};

use crate::layers;
use crate::process::{root, tracked_files};

/// About here a file asks to be two.
const LONGEST: usize = 400;

/// Why a file may be longer, written in its first lines.
const REASON: &str = "Longer than 400 lines:";

/// A file that nobody writes may be as long as it comes out.
const MADE: &str = "Do not edit.";

/// Where files are renamed and removed with patience.
const PATIENT: &[&str] = &[
    "src-tauri/core/src/disk/filesystem/patient.rs",
    "src-tauri/core/src/mirror/files.rs",
];

/// Checks the house rules; the error lists every line that breaks one.
pub fn tidy() -> Result<()> {
    let mut broken = Vec::new();
    for path in tracked_files()? {
        let Ok(text) = fs::read_to_string(root().join(&path)) else {
            continue;
        };
        check_file(&path, &text, &mut broken);
    }
    layers::check(&mut broken)?;
    if broken.is_empty() {
        return Ok(());
    }
    bail!("house rules:\n  {}", broken.join("\n  "));
}

fn check_file(path: &str, text: &str, broken: &mut Vec<String>) {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if !matches!(extension, "rs" | "ts" | "svelte" | "css" | "js") {
        return;
    }
    let lines = text.lines().count();
    let gives_reason = text
        .lines()
        .take(20)
        .any(|line| line.contains(REASON) || line.contains(MADE));
    if lines > LONGEST && !gives_reason {
        broken.push(format!(
            "{path}: {lines} lines, more than {LONGEST}; make it two, or say why near its top: `{REASON} …`"
        ));
    }
    let fatal = concat!("text-wrap: pre", "tty");
    if matches!(extension, "css" | "svelte") && text.contains(fatal) {
        broken.push(format!(
            "{path}: `{fatal}` ends WebKitGTK's page on some texts of a few long words"
        ));
    }
    if extension == "rs" && !text.starts_with("//! ") {
        broken.push(format!(
            "{path}:1: opens without a `//!` sentence that names its job"
        ));
    }
    if path.starts_with("src-tauri/") && !PATIENT.contains(&path) {
        for number in impatient(path, text) {
            broken.push(format!(
                "{path}:{number}: renames or removes a file without `filesystem::patient`, which Windows needs"
            ));
        }
    }
    let unfinished = concat!("to", "do!(");
    if extension == "rs" && text.contains(unfinished) {
        broken.push(format!("{path}: holds a `{unfinished})`"));
    }
}

/// The lines, outside tests, that rename or remove a file as nobody can on Windows while another program has it open.
fn impatient(path: &str, text: &str) -> Vec<usize> {
    let is_test = path.contains("tests");
    let ours = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let acts = |line: &str| {
        ["fs::rename(", "fs::remove_file("]
            .iter()
            .any(|act| line.contains(act))
    };
    let lines = ours.lines().zip(1..).filter(|(line, _)| !is_test && acts(line));
    lines.map(|(_, number)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules_broken(path: &str, text: &str) -> usize {
        let mut broken = Vec::new();
        check_file(path, text, &mut broken);
        broken.len()
    }

    #[test]
    fn a_long_file_needs_a_reason() {
        let long = format!("//! Long.\n{}", "\n".repeat(LONGEST));
        assert_eq!(rules_broken("a.rs", &long), 1);
        assert_eq!(rules_broken("a.rs", &format!("//! {REASON} a table.\n{long}")), 0);
        assert_eq!(rules_broken("a.json", &long), 0);
    }

    #[test]
    fn no_style_ends_the_page() {
        let style = concat!("p {\n  text-wrap: pre", "tty;\n}\n");
        assert_eq!(rules_broken("ui/src/a.css", style), 1);
        assert_eq!(rules_broken("ui/src/a.css", "p {\n  text-wrap: balance;\n}\n"), 0);
    }

    #[test]
    fn a_rust_file_opens_with_its_sentence() {
        assert_eq!(rules_broken("a.rs", "use std::fs;\n"), 1);
        assert_eq!(rules_broken("a.rs", "//! Reads.\nuse std::fs;\n"), 0);
        assert_eq!(rules_broken("a.ts", "import x from 'y'\n"), 0);
    }

    #[test]
    fn a_file_is_renamed_and_removed_with_patience() {
        let rename = "//! Moves.\nfs::rename(one, other)\n";
        assert_eq!(rules_broken("src-tauri/core/src/desk/copies.rs", rename), 1);
        assert_eq!(
            rules_broken("src-tauri/core/src/disk/file_writes/tests.rs", rename),
            0
        );
        let in_test = format!("//! Moves.\n#[cfg(test)]\nmod tests {{\n{rename}}}\n");
        assert_eq!(rules_broken("src-tauri/core/src/desk/copies.rs", &in_test), 0);
    }
}
