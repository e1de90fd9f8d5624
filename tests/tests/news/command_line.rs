//! `unread` on the command line.

use std::path::Path;

use arguendo_tests::command::cli;
use arguendo_tests::folder::Folder;
use serde_json::Value;

use crate::{BECAUSE, QUESTION, response};

fn unread(folder: &Folder, data: &Path, more: &[&str]) -> Value {
    let arguments = [&["unread", "--json"], more].concat();
    let output = cli(folder.path(), data, &arguments).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn it_lists_what_came_since_it_was_first_asked_until_that_is_marked_as_read() {
    let (folder, data) = (Folder::empty().unwrap(), tempfile::tempdir().unwrap());
    folder.write("questions/why.md", QUESTION).unwrap();
    folder.write("responses/because.md", BECAUSE).unwrap();
    let rows = |value: &Value| [&value["fresh"], &value["older"]].map(|rows| rows.as_array().unwrap().len());
    assert_eq!(rows(&unread(&folder, data.path(), &[])), [0, 0]);
    folder.write("responses/no.md", &response("No", "No.")).unwrap();
    let new = unread(&folder, data.path(), &[]);
    assert_eq!(rows(&new), [1, 0]);
    assert_eq!(new["fresh"][0]["target"]["path"], "responses/no.md");
    assert_eq!(new["fresh"][0]["question"]["title"], "Why?");
    let output = cli(folder.path(), data.path(), &["unread"]).unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("New: No") && text.contains("responses/no.md"),
        "{text}"
    );
    unread(&folder, data.path(), &["--mark-read"]);
    assert_eq!(unread(&folder, data.path(), &[])["fresh"][0]["unread"], false);
    let output = cli(folder.path(), data.path(), &["unread"]).unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "Nothing is unread.\n");
}
