//! What an earlier version of the program had begun when it was killed is finished, or taken back; what it had done can be undone.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use arguendo_core::disk::data::DataDir;
use arguendo_tests::command::{cli, command_by};
use arguendo_tests::folder::{Folder, repository};
use arguendo_tests::program::program;
use serde_json::Value;
use tempfile::TempDir;

/// Files by their paths, below `folder` or `drafts`.
type Files = BTreeMap<String, String>;

/// What was done, and by which words it is undone; none: it is an undoing itself, or cannot be undone.
const ACTS: [(&str, &[&str]); 12] = [
    ("publish", &["undo", "1"]),
    ("revise", &["undo", "1"]),
    ("unpublish", &["undo", "2"]),
    ("undo", &[]),
    ("list_again", &["undo", "2"]),
    ("settle", &["unsettle", "1"]),
    ("unsettle", &[]),
    ("settle_draft", &["unsettle", "1"]),
    ("unsettle_draft", &[]),
    ("share", &[]),
    ("put_back", &[]),
    ("take_out", &[]),
];
/// When the program was killed: after it was written down, after some files were written, and after all were.
const MOMENTS: [&str; 3] = ["begun", "half", "written"];

/// The folder and the desk as the earlier version left them.
struct Place {
    folder: Folder,
    data: TempDir,
    home: PathBuf,
}

fn fixtures() -> PathBuf {
    repository().join("tests/fixtures/operations")
}

fn states_of(act: &str) -> Value {
    let text = fs::read(fixtures().join(format!("{act}.json"))).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn files_in(state: &Value) -> Files {
    serde_json::from_value(state.clone()).unwrap()
}

/// A publication gets the time at which it is made.
fn undated(files: &Files) -> Files {
    let undated = |text: &String| -> String {
        let lines = text.split_inclusive('\n');
        lines.filter(|line| !line.starts_with("date: ")).collect()
    };
    files
        .iter()
        .map(|(path, text)| (path.clone(), undated(text)))
        .collect()
}

impl Place {
    fn of(act: &str, moment: &str, files: &Files) -> Self {
        let folder = Folder::empty().unwrap();
        let of = |root: &str| {
            let inside = files
                .iter()
                .filter_map(move |(path, text)| Some((path.strip_prefix(root)?, text)));
            inside.collect::<Vec<_>>()
        };
        for (path, text) in of("folder/") {
            folder.write(path, text).unwrap();
        }
        let data = tempfile::tempdir().unwrap();
        // It is known to be the folder of this desk.
        assert!(
            cli(folder.path(), data.path(), &["sync"])
                .unwrap()
                .status
                .success()
        );
        let databases = DataDir::new(Some(data.path().to_path_buf())).unwrap();
        let home = databases.of_folder(folder.path()).unwrap();
        let desk = fs::read(fixtures().join(format!("{act}.{moment}.db.zst"))).unwrap();
        fs::write(home.join("desk.db"), zstd::decode_all(desk.as_slice()).unwrap()).unwrap();
        fs::create_dir_all(home.join("drafts")).unwrap();
        for (path, text) in of("drafts/") {
            fs::write(home.join("drafts").join(path), text).unwrap();
        }
        Self { folder, data, home }
    }

    fn run(&self, words: &[&str]) -> Output {
        let name = match words[0] {
            "open" | "share" | "put-back" | "take-out" => "act",
            _ => "arguendo-cli",
        };
        let program = std::process::Command::new(program(name).unwrap());
        let mut command = command_by(program, self.folder.path(), self.data.path(), words).unwrap();
        command.output().unwrap()
    }

    /// The program is started, as by its window.
    fn open(&self) -> String {
        let opened = self.run(&["open", "now"]);
        let told = String::from_utf8(opened.stdout).unwrap();
        assert!(
            opened.status.success(),
            "{told}{}",
            String::from_utf8_lossy(&opened.stderr)
        );
        told
    }

    fn files(&self) -> Files {
        let mut files = Files::new();
        for (name, root) in [
            ("folder", self.folder.path()),
            ("drafts", &self.home.join("drafts")),
        ] {
            add(&mut files, name, root);
        }
        files
    }
}

fn add(files: &mut Files, name: &str, directory: &Path) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{name}/{}", path.file_name().unwrap().to_str().unwrap());
        match path.is_dir() {
            true => add(files, &name, &path),
            false => drop(files.insert(name, fs::read_to_string(&path).unwrap())),
        }
    }
}

#[test]
fn what_was_being_done_is_finished_or_taken_back_and_can_be_done_then() {
    let mut seen = [0, 0];
    for (act, undo) in ACTS {
        let states = states_of(act);
        let (before, after) = (files_in(&states["before"]), files_in(&states["done"]));
        let words: Vec<String> = serde_json::from_value(states["act"].clone()).unwrap();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        for moment in MOMENTS {
            let Some(killed) = states.get(moment) else {
                continue;
            };
            let place = Place::of(act, moment, &files_in(killed));
            let told = place.open();
            let found = place.files();
            let is_done = undated(&found) == undated(&after);
            assert!(
                is_done || found == before,
                "{act}, killed when {moment}: {told}\n{found:#?}"
            );
            seen[usize::from(is_done)] += 1;
            // Told once, and then it is at an end.
            assert_eq!(place.open(), "", "{act}, killed when {moment}");
            assert_eq!(place.files(), found);
            let of_files = !act.contains("draft") && !act.starts_with("take");
            if !is_done && of_files {
                let again = place.run(&words);
                let said = String::from_utf8_lossy(&again.stderr);
                assert!(again.status.success(), "{act}, killed when {moment}: {said}");
                assert_eq!(undated(&place.files()), undated(&after), "{act}, again");
            }
            if is_done && of_files && !undo.is_empty() {
                let undone = place.run(undo);
                let said = String::from_utf8_lossy(&undone.stderr);
                assert!(undone.status.success(), "{act}, killed when {moment}: {said}");
                assert_eq!(place.files(), before, "{act}, killed when {moment}, is undone");
            }
        }
    }
    assert!(seen.iter().all(|times| *times > 0), "{seen:?}");
}

#[test]
fn what_was_done_is_undone_once_and_every_file_has_its_very_bytes_again() {
    for (act, undo) in ACTS.into_iter().filter(|(_, undo)| !undo.is_empty()) {
        let states = states_of(act);
        let place = Place::of(act, "done", &files_in(&states["done"]));
        assert_eq!(place.open(), "", "{act}: nothing was interrupted");
        let undone = place.run(undo);
        let said = String::from_utf8_lossy(&undone.stderr);
        assert!(undone.status.success(), "{act}: {said}");
        assert_eq!(place.files(), files_in(&states["before"]), "{act}");
        assert!(!place.run(undo).status.success(), "{act} is undone once");
        assert_eq!(place.files(), files_in(&states["before"]), "{act}");
    }
}
