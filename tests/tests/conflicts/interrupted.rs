//! Ended at each of its system calls, a settling is finished or taken back: every file or none, and nothing left beside them.

use std::collections::BTreeMap;
use std::path::Path;

use arguendo_core::desk::Desk;
use arguendo_core::desk::records::{MOST_RECORDS, Mine};
use arguendo_core::disk::data::DataDir;
use arguendo_core::drafts::operations::recover;

use arguendo_tests::command::cli;
use arguendo_tests::folder::Folder;
use arguendo_tests::room::{QUESTION, RESPONSE, at};
use arguendo_tests::system_calls::{KILL, USUAL, calls, run_with};
use tempfile::TempDir;

const COPY: &str = "responses/because.sync-conflict-20240131-235959-ABCDEFG.md";

/// A folder with a copy in it, and where the program keeps what it has.
struct Place {
    folder: Folder,
    data: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = Folder::empty().unwrap();
        folder.write("questions/why.md", QUESTION).unwrap();
        folder.write("responses/because.md", RESPONSE).unwrap();
        folder
            .write(COPY, &RESPONSE.replace("there next", "elsewhere next"))
            .unwrap();
        Self {
            folder,
            data: tempfile::tempdir().unwrap(),
        }
    }

    fn files(&self) -> BTreeMap<String, String> {
        let files = self.folder.everything().unwrap().into_iter();
        files
            .map(|(path, bytes)| {
                let inside = path.strip_prefix(self.folder.path()).unwrap();
                (inside.display().to_string(), String::from_utf8(bytes).unwrap())
            })
            .collect()
    }

    fn desk(&self) -> Desk {
        let data = DataDir::new(Some(self.data.path().to_path_buf())).unwrap();
        let root: &Path = &self.folder.path().canonicalize().unwrap();
        Desk::open(&data.of_folder(root).unwrap(), at(0)).unwrap()
    }
}

/// Has `what` happen to the command at each of its calls. `prepare` makes the state before, and gives the words.
fn at_each_call(what: &str, prepare: impl Fn() -> (Place, Vec<String>)) {
    let run = |what: Option<(&str, &_)>| {
        let (place, words) = prepare();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let before = place.files();
        if let Some((what, call)) = what {
            run_with(what, call, USUAL, place.folder.path(), place.data.path(), &words).unwrap();
        }
        (place, before)
    };
    let (place, words) = prepare();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_locked = |call: &str| call.contains("publishing.lock");
    let Some(calls) = calls(USUAL, place.folder.path(), place.data.path(), &words, is_locked).unwrap() else {
        return;
    };
    let after = place.files();
    let mut outcomes = [0, 0];
    for call in &calls {
        let (place, before) = run(Some((what, call)));
        let desk = place.desk();
        recover(&desk, place.folder.path(), at(9)).unwrap();
        let found = place.files();
        let mut but_the_copy = found.clone();
        let copy = but_the_copy.remove(COPY);
        // Where only the copy cannot be removed, it is settled all the same, and the copy stays as it is.
        let is_copy_left = what != KILL && but_the_copy == after && copy.as_ref() == before.get(COPY);
        let is_after = found == after || is_copy_left;
        assert_ne!(before, after);
        assert!(is_after || found == before, "{what} at {call}: {found:#?}");
        outcomes[usize::from(is_after)] += 1;
        assert!(desk.begun_operations().unwrap().is_empty());
        // What is settled is told, with both texts; what is not is still to be settled, or was taken back.
        let is_settled = !found.contains_key(COPY);
        let records = desk.records(MOST_RECORDS).unwrap();
        let told = records.iter().find(|row| row.mine == Some(Mine::Settled));
        assert!(
            !is_settled || told.is_some_and(|row| row.texts == 2),
            "{what} at {call}"
        );
    }
    println!("{what}, {} times: {outcomes:?} as before, as after", calls.len());
    assert!(outcomes.iter().all(|count| *count > 0), "{outcomes:?}");
}

fn settling() -> Vec<String> {
    ["settle", COPY, "--take", "both", "--remove-copy"]
        .map(str::to_owned)
        .to_vec()
}

#[test]
fn killed_at_each_call_of_a_settling_both_files_are_written_or_neither() {
    at_each_call(KILL, || (Place::new(), settling()));
}

#[test]
fn an_error_of_the_disk_at_any_call_of_a_settling_leaves_both_files_written_or_neither() {
    at_each_call("error=EIO", || (Place::new(), settling()));
}

#[test]
fn killed_at_each_call_of_its_undoing_both_files_are_back_or_neither() {
    at_each_call(KILL, || {
        let place = Place::new();
        let words = settling();
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        words.push("--json");
        let output = cli(place.folder.path(), place.data.path(), &words).unwrap();
        let done: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (place, vec!["unsettle".to_owned(), done["undo"].to_string()])
    });
}
