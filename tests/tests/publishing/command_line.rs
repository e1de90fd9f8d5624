//! `publish`, `unpublish` and `undo` as another program uses them.

use std::fs;

use arguendo_tests::command::cli;
use serde_json::Value;

use crate::seminar::{Seminar, answer};

fn run(seminar: &Seminar, arguments: &[&str]) -> (bool, Value, String) {
    let output = cli(seminar.folder.path(), seminar.data.path(), arguments).unwrap();
    let out = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.success(), out, said)
}

#[test]
fn a_draft_is_published_withdrawn_and_undone_from_the_command_line() {
    let seminar = Seminar::small();
    fs::write(seminar.desk.drafts().join("mine.md"), answer("Law", "deference")).unwrap();
    let before = seminar.files();
    let (fine, shown, said) = run(&seminar, &["publish", "mine.md", "--dry-run", "--json"]);
    assert!(fine && shown["undo"].is_null(), "{said}");
    assert_eq!(seminar.files(), before);
    let (fine, done, said) = run(&seminar, &["publish", "mine.md", "--json"]);
    assert!(fine, "{said}");
    assert_eq!(
        (&done["response"], &done["question"]),
        (&"responses/law.md".into(), &"questions/deference.md".into())
    );
    assert_eq!(done["diffs"].as_array().unwrap().len(), 2);
    assert!(done["diffs"][1]["diff"].as_str().unwrap().contains("+  - law\n"));
    let (fine, withdrawn, said) = run(&seminar, &["unpublish", "responses/law.md", "--json"]);
    assert!(fine, "{said}");
    assert_eq!(
        withdrawn["draft"],
        seminar.desk.drafts().join("mine.md").to_str().unwrap()
    );
    for id in [&withdrawn["undo"], &done["undo"]] {
        let (fine, _, said) = run(&seminar, &["undo", &id.to_string(), "--json"]);
        assert!(fine, "{said}");
    }
    assert_eq!(seminar.files(), before);
}

#[test]
fn a_file_from_anywhere_can_be_published_and_stays_where_it_is() {
    let (seminar, elsewhere) = (Seminar::small(), tempfile::tempdir().unwrap());
    let path = elsewhere.path().join("Text.md");
    fs::write(&path, answer("Law", "deference")).unwrap();
    let (fine, done, said) = run(&seminar, &["publish", path.to_str().unwrap(), "--json"]);
    assert!(fine && path.exists(), "{said}");
    let (fine, _, said) = run(&seminar, &["undo", &done["undo"].to_string()]);
    assert!(
        fine && !seminar.folder.path().join("responses/law.md").exists(),
        "{said}"
    );
}

#[test]
fn a_draft_that_is_open_elsewhere_is_not_published() {
    let seminar = Seminar::small();
    let id = seminar.draft("mine.md", &answer("Law", "deference"));
    let lock = seminar.desk.lock_draft(id).unwrap().unwrap();
    let (fine, _, said) = run(&seminar, &["publish", "mine.md"]);
    assert!(!fine && said.contains("open in another"), "{said}");
    drop(lock);
    assert!(run(&seminar, &["publish", "mine.md"]).0);
}

#[test]
fn what_cannot_be_done_is_said_and_ends_with_a_failure() {
    let seminar = Seminar::small();
    for (arguments, words) in [
        (&["publish", "none.md"][..], "no such draft"),
        (
            &["publish", "responses/no-never.md"],
            "not in its place for drafts",
        ),
        (&["unpublish", "responses/no-never.md"], "--yes"),
        (&["unpublish", "responses/none.md"], "no response"),
        (&["undo", "7"], "cannot be undone"),
    ] {
        let (fine, _, said) = run(&seminar, arguments);
        assert!(!fine && said.contains(words), "{arguments:?}: {said}");
    }
}
