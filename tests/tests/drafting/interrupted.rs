//! Ended at each of its system calls, the sharing of a draft is finished or taken back: its words are in one file, and nothing is left
//! beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use arguendo_core::desk::Desk;
use arguendo_core::disk::data::DataDir;
use arguendo_core::drafts::drafting;
use arguendo_tests::command::cli;
use arguendo_tests::folder::Folder;
use arguendo_tests::room::{QUESTION, at};
use arguendo_tests::system_calls::{KILL, USUAL, calls, run_with};
use tempfile::TempDir;

const DRAFT: &str = "---\ntitle: Mine\narguendo-question: why\n---\nOne two.\n";

/// A folder with a question, and a private draft of an answer.
struct Place {
    folder: Folder,
    data: TempDir,
    home: PathBuf,
}

impl Place {
    fn new() -> Self {
        let folder = Folder::empty().unwrap();
        folder.write("questions/why.md", QUESTION).unwrap();
        let data = tempfile::tempdir().unwrap();
        let directory = DataDir::new(Some(data.path().to_path_buf())).unwrap();
        let home = directory.of_folder(folder.path()).unwrap();
        fs::create_dir_all(home.join("drafts")).unwrap();
        fs::write(home.join("drafts/mine.md"), DRAFT).unwrap();
        assert!(
            cli(folder.path(), data.path(), &["drafts"])
                .unwrap()
                .status
                .success()
        );
        Self { folder, data, home }
    }

    /// The files by their names, and whether the draft is shared.
    fn found(&self) -> (BTreeMap<String, String>, bool) {
        let mut files = BTreeMap::new();
        for (place, root) in [
            ("private", &self.home),
            ("shared", &self.folder.path().to_path_buf()),
        ] {
            for entry in fs::read_dir(root.join("drafts")).into_iter().flatten() {
                let entry = entry.unwrap();
                let name = entry.file_name().into_string().unwrap();
                files.insert(
                    format!("{place} {name}"),
                    fs::read_to_string(entry.path()).unwrap(),
                );
            }
        }
        let desk = Desk::open(&self.home, at(9)).unwrap();
        (files, desk.draft(1).unwrap().unwrap().shared)
    }
}

fn at_each_call(what: &str) {
    let words = ["share", "1"];
    let place = Place::new();
    let before = place.found();
    let begins = |call: &str| call.contains("publishing.lock");
    let Some(calls) = calls(USUAL, place.folder.path(), place.data.path(), &words, begins).unwrap() else {
        return;
    };
    let after = place.found();
    assert!(
        !before.1 && after.1 && after.0.contains_key("shared mine.md"),
        "{after:?}"
    );
    assert!(calls.len() > 20, "{calls:?}");
    let mut outcomes = [0, 0];
    for call in &calls {
        let place = Place::new();
        run_with(what, call, USUAL, place.folder.path(), place.data.path(), &words).unwrap();
        let desk = Desk::open(&place.home, at(9)).unwrap();
        let told = drafting::tidy_up(&desk, place.folder.path(), at(9));
        assert!(told.is_empty(), "{what} at {call}: {told:?}");
        let found = place.found();
        let is_after = found == after;
        assert!(is_after || found == before, "{what} at {call}: {found:#?}");
        outcomes[usize::from(is_after)] += 1;
        assert!(desk.begun_operations().unwrap().is_empty());
    }
    println!("{what}, {} times: {outcomes:?} as before, as after", calls.len());
    assert!(outcomes.iter().all(|count| *count > 0), "{outcomes:?}");
}

#[test]
fn killed_at_each_call_of_a_sharing_the_draft_is_in_the_folder_or_private() {
    at_each_call(KILL);
}

#[test]
fn an_error_of_the_disk_at_any_call_of_a_sharing_leaves_the_draft_in_the_folder_or_private() {
    at_each_call("error=EIO");
}
