//! Ended at each of its system calls, a publication is finished or taken back: both files or none, and nothing left beside them.

use std::collections::BTreeMap;
use std::fs;

use arguendo_core::desk::Desk;
use arguendo_tests::folder::Folder;
use arguendo_tests::system_calls::{Drive, KILL, USUAL, WITHOUT_EXCHANGE, WITHOUT_LINKS, calls, run_with};

use crate::seminar::{Seminar, answer, resume};

fn copy(seminar: &Seminar) -> Seminar {
    let copy = Seminar::of(Folder::copy_of(seminar.folder.path()).unwrap());
    for entry in fs::read_dir(seminar.desk.drafts()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, copy.desk.drafts().join(path.file_name().unwrap())).unwrap();
    }
    copy
}

/// The files by their paths inside the folder, or by their names among the drafts; dates are of no account.
fn inside(seminar: &Seminar) -> BTreeMap<String, String> {
    let files = seminar.files().into_iter().map(|(path, bytes)| {
        let inside = path.strip_prefix(seminar.folder.path());
        let inside = inside.unwrap_or_else(|_| path.strip_prefix(seminar.desk.drafts()).unwrap());
        let text = String::from_utf8(bytes).unwrap();
        let undated = text
            .split_inclusive('\n')
            .filter(|line| !line.starts_with("date: "));
        (inside.display().to_string(), undated.collect())
    });
    files.collect()
}

/// Has `what` happen to the command at each of its calls. `prepare` makes the state before, and gives the words.
fn at_each_call(what: &str, drive: Drive, prepare: impl Fn() -> (Seminar, Vec<String>)) {
    let (seminar, words) = prepare();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let before = inside(&seminar);
    let (folder, data) = (seminar.folder.path(), seminar.data.path());
    let takes_its_lock = |call: &str| call.contains("publishing.lock");
    let Some(calls) = calls(drive, folder, data, &words, takes_its_lock).unwrap() else {
        return;
    };
    let after = inside(&seminar);
    assert_ne!(before, after);
    assert!(calls.len() > 20, "{calls:?}");
    let mut outcomes = [0, 0];
    for call in &calls {
        let (seminar, words) = prepare();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        run_with(
            what,
            call,
            drive,
            seminar.folder.path(),
            seminar.data.path(),
            &words,
        )
        .unwrap();
        let desk = Desk::open(seminar.desk.drafts().parent().unwrap(), jiff::Timestamp::now()).unwrap();
        resume(&desk, &seminar.content).unwrap();
        let found = inside(&seminar);
        let is_after = found == after;
        assert!(is_after || found == before, "{what} at {call}: {found:#?}");
        outcomes[usize::from(is_after)] += 1;
        assert!(desk.begun_operations().unwrap().is_empty());
    }
    println!(
        "{what}, {} times: {} none, {} all",
        calls.len(),
        outcomes[0],
        outcomes[1]
    );
    assert!(outcomes.iter().all(|count| *count > 0), "{outcomes:?}");
}

#[test]
fn killed_at_each_call_of_a_publishing_both_files_are_written_or_neither() {
    let original = Seminar::small();
    fs::write(original.desk.drafts().join("mine.md"), answer("Law", "deference")).unwrap();
    at_each_call(KILL, USUAL, || {
        (copy(&original), vec!["publish".into(), "mine.md".into()])
    });
}

#[test]
fn killed_at_each_call_of_an_undo_all_files_are_back_or_none() {
    let original = Seminar::small();
    fs::write(original.desk.drafts().join("mine.md"), answer("Law", "deference")).unwrap();
    at_each_call(KILL, USUAL, || {
        let seminar = copy(&original);
        let id = seminar.draft("mine.md", &answer("Law", "deference"));
        let done = seminar.publish(id).unwrap();
        (seminar, vec!["undo".into(), done.undo.to_string()])
    });
}

#[test]
fn an_error_of_the_disk_at_any_call_leaves_both_files_written_or_neither() {
    let original = Seminar::small();
    fs::write(original.desk.drafts().join("mine.md"), answer("Law", "deference")).unwrap();
    at_each_call("error=EIO", USUAL, || {
        (copy(&original), vec!["publish".into(), "mine.md".into()])
    });
}

#[test]
fn killed_where_no_two_files_can_change_places_both_files_are_written_or_neither() {
    let original = Seminar::small();
    fs::write(original.desk.drafts().join("mine.md"), answer("Law", "deference")).unwrap();
    for drive in [WITHOUT_EXCHANGE, WITHOUT_LINKS] {
        at_each_call(KILL, drive, || {
            (copy(&original), vec!["publish".into(), "mine.md".into()])
        });
    }
}
