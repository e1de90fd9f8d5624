//! A person's own data is for nobody else on the computer.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use arguendo_tests::command::cli;
use arguendo_tests::folder::Folder;

/// All that lies in the directory, and itself.
fn all_in(directory: &Path) -> Vec<PathBuf> {
    let mut all = vec![directory.to_path_buf()];
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(all_in(&path));
        } else {
            all.push(path);
        }
    }
    all
}

/// What others on the computer could open. A draft's file has the rights that it will have in the folder, and lies behind closed doors.
fn open_to_others(data: &Path) -> Vec<PathBuf> {
    let is_open = |path: &PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o077 != 0;
    let is_draft = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "md");
    let all = all_in(data).into_iter();
    all.filter(|path| is_open(path) && !is_draft(path)).collect()
}

#[test]
fn nobody_else_can_open_the_data_directory_nor_a_database_in_it_and_earlier_ones_are_closed() {
    let folder = Folder::empty().unwrap();
    folder
        .write("questions/why.md", "---\ntitle: Why?\n---\n")
        .unwrap();
    folder
        .write("contributors/ann.md", "---\ntitle: Ann\n---\n")
        .unwrap();
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    let run = |arguments: &[&str]| {
        let output = cli(folder.path(), &data, arguments).unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    run(&["new", "--question", "why", "--as", "ann", "--title", "Mine"]);
    run(&["unread"]);
    assert_eq!(open_to_others(&data), Vec::<PathBuf>::new());
    let names: Vec<_> = all_in(&data)
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    for kind in ["desk.db", "mirror.db", "desk-copies/", "drafts/"] {
        assert!(
            names.iter().any(|name| name.contains(kind)),
            "{kind} in {names:?}"
        );
    }

    // As an earlier version left it.
    for path in all_in(&data) {
        let mode = if path.is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    }
    run(&["drafts"]);
    let open = open_to_others(&data);
    let is_closed = |path: &&PathBuf| {
        let name = path.file_name().unwrap_or_default();
        path.is_dir() || ["desk.db", "mirror.db"].iter().any(|closed| name == *closed)
    };
    assert_eq!(
        open.iter().filter(is_closed).collect::<Vec<_>>(),
        Vec::<&PathBuf>::new(),
        "else only what lies behind closed doors"
    );
}

#[test]
fn a_directory_of_the_persons_own_that_holds_other_things_keeps_its_rights() {
    let folder = Folder::empty().unwrap();
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("others.txt"), "Others' words.").unwrap();
    fs::set_permissions(place.path(), fs::Permissions::from_mode(0o755)).unwrap();
    cli(folder.path(), place.path(), &["sync"]).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(place.path()), 0o755);
    assert_eq!(mode(&place.path().join("folders")), 0o700);
}
