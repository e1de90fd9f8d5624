//! Ended at each of its system calls, the sharing of a draft is finished or taken back: its words are in one file, and nothing is left
//! beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use arguendo_core::desk::Desk;
use arguendo_core::desk::drafts::DraftState;
use arguendo_core::desk::operations::{Extra, Operation, OperationFile, OperationKind};
use arguendo_core::disk::data::DataDir;
use arguendo_core::drafts::{drafting, operations};
use arguendo_tests::command::cli;
use arguendo_tests::folder::Folder;
use arguendo_tests::room::{QUESTION, Room, at};
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

/// A sharing that was written down, and ended before it touched a file.
fn begun(room: &Room) -> (i64, Operation) {
    let id = room.begun();
    let before = room.desk.draft_state(id).unwrap().unwrap();
    let bytes = fs::read(room.file(id)).unwrap();
    let path = "drafts/shared.md".to_owned();
    let file = |in_folder, path: &str, before: Option<&[u8]>, after: Option<&[u8]>| OperationFile {
        in_folder,
        path: path.to_owned(),
        before: before.map(Vec::from),
        after: after.map(Vec::from),
    };
    let operation = Operation {
        kind: OperationKind::Share,
        draft: Some(id),
        extra: Extra {
            draft_before: Some(before.clone()),
            draft_after: Some(DraftState {
                file: path.clone(),
                shared: true,
                ..before.clone()
            }),
            ..Extra::default()
        },
        files: vec![
            file(true, &path, None, Some(&bytes)),
            file(false, &before.file, Some(&bytes), None),
        ],
        ..Operation::default()
    };
    room.desk.begin_operation(&operation).unwrap();
    (id, operation)
}

#[test]
fn a_draft_that_was_put_away_after_its_sharing_was_interrupted_stays_put_away() {
    for has_come_into_the_folder in [false, true] {
        let room = Room::with(&[("drafts/other.md", "---\ntitle: Other\n---\nText.\n")]);
        let (id, operation) = begun(&room);
        let shared = room.root().join("drafts/shared.md");
        if has_come_into_the_folder {
            fs::write(&shared, operation.files[0].after.as_ref().unwrap()).unwrap();
        }
        drafting::discard(&room.desk, &room.root(), id, at(5)).unwrap();

        operations::recover(&room.desk, &room.root(), at(6)).unwrap();
        assert!(room.desk.begun_operations().unwrap().is_empty());
        assert!(!shared.exists());
        let state = room.desk.draft_state(id).unwrap().unwrap();
        assert!(!state.shared && state.discarded.is_some());
        let rows = drafting::list(&room.desk, &room.root(), &room.reader(), at(7)).unwrap();
        assert!(rows.is_empty(), "{rows:?}");
        assert!(room.versions(id).iter().any(|text| text.contains("One two")));
    }
}

#[test]
fn a_sharing_that_has_brought_nothing_into_the_folder_leaves_the_draft_private() {
    let room = Room::with(&[]);
    let (id, _) = begun(&room);
    operations::recover(&room.desk, &room.root(), at(6)).unwrap();
    assert!(!room.desk.draft_state(id).unwrap().unwrap().shared);
    assert!(room.file(id).exists() && !room.root().join("drafts/shared.md").exists());
}
