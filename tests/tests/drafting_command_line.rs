//! Drafting from the command line: a draft is begun, its versions are listed, and what cannot be done is told.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use arguendo_core::desk::Desk;
use arguendo_core::drafts::drafting;

use arguendo_tests::command::cli;
use arguendo_tests::folder::Folder;
use jiff::Timestamp;
use serde_json::Value;
use tempfile::TempDir;

fn answer(folder: &Path, data: &TempDir, arguments: &[&str]) -> Value {
    let output = cli(folder, data.path(), arguments).unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_draft_is_begun_its_versions_are_listed_and_an_unknown_one_is_not_restored() {
    let (folder, data) = (Folder::sample().unwrap(), tempfile::tempdir().unwrap());
    let before = folder.everything().unwrap();
    let question = "may-a-translator-correct-the-author";
    let body = data.path().join("body.md");
    fs::write(&body, "She may.\n").unwrap();
    let new = [
        "new",
        "--question",
        question,
        "--as",
        "ruth-ashdown",
        "--title",
        "She may",
        "--body",
    ];
    let new = [&new[..], &[body.to_str().unwrap(), "--json"]].concat();
    let made = answer(folder.path(), &data, &new);
    let path = made["draft"].as_str().unwrap();
    assert!(fs::read_to_string(path).unwrap().ends_with("---\nShe may.\n"));
    assert_eq!(
        answer(folder.path(), &data, &["versions", path, "--json"]),
        Value::Array(Vec::new())
    );
    let refused = cli(folder.path(), data.path(), &["restore", path, "1"]).unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no version 1"));
    let unknown = cli(
        folder.path(),
        data.path(),
        &["new", "--question", "none", "--as", "x"],
    )
    .unwrap();
    assert_eq!(unknown.status.code(), Some(2));
    assert_eq!(
        folder.everything().unwrap(),
        before,
        "a private draft leaves the folder alone"
    );
}

#[test]
fn a_draft_that_was_put_away_is_listed_and_brought_back() {
    let (folder, data) = (Folder::sample().unwrap(), tempfile::tempdir().unwrap());
    let question = "may-a-translator-correct-the-author";
    let new = ["new", "--question", question, "--as", "ruth-ashdown"];
    let new = [&new[..], &["--title", "She may", "--json"]].concat();
    let made = answer(folder.path(), &data, &new);
    let path = Path::new(made["draft"].as_str().unwrap());
    let list = || answer(folder.path(), &data, &["drafts", "--json"]);
    assert_eq!(list()["drafts"][0]["title"], "She may");
    assert_eq!(list()["putAway"], Value::Array(Vec::new()));
    // As the window puts it away.
    let text = fs::read_to_string(path).unwrap();
    let desk = Desk::open(path.parent().unwrap().parent().unwrap(), Timestamp::UNIX_EPOCH).unwrap();
    let id = desk.all_drafts().unwrap()[0].id;
    drafting::discard(&desk, folder.path(), id, Timestamp::UNIX_EPOCH).unwrap();
    drop(desk);
    let rows = list();
    assert_eq!(rows["drafts"], Value::Array(Vec::new()));
    assert_eq!(rows["putAway"][0]["title"], "She may");
    let plain = cli(folder.path(), data.path(), &["drafts"]).unwrap();
    let plain = String::from_utf8(plain.stdout).unwrap();
    assert!(plain.contains("Put away") && plain.contains("She may"), "{plain}");
    let name = rows["putAway"][0]["file"].as_str().unwrap();
    let back = answer(folder.path(), &data, &["bring-back", name, "--json"]);
    let back = back["draft"].as_str().unwrap();
    assert_eq!(fs::read_to_string(back).unwrap(), text);
    let again = cli(folder.path(), data.path(), &["bring-back", back]).unwrap();
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("not put away any more"));
}

#[test]
fn a_version_is_restored_and_what_was_there_is_a_version_then() {
    let (folder, data) = (Folder::sample().unwrap(), tempfile::tempdir().unwrap());
    let question = "may-a-translator-correct-the-author";
    let new = ["new", "--question", question, "--as", "ruth-ashdown"];
    let new = [&new[..], &["--title", "She may", "--json"]].concat();
    let made = answer(folder.path(), &data, &new);
    let path = made["draft"].as_str().unwrap();
    let write = |text: &str| fs::write(path, fs::read_to_string(path).unwrap() + text).unwrap();
    write("She may.\n");
    let publish = |verb: &str, what: &str| {
        let output = cli(folder.path(), data.path(), &[verb, what, "--json"]).unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let response = publish("publish", path)["response"].as_str().unwrap().to_owned();
    publish("unpublish", &response);
    let published = fs::read_to_string(path).unwrap();
    write("Or may she?\n");
    let present = fs::read_to_string(path).unwrap();
    let versions = answer(folder.path(), &data, &["versions", path, "--json"]);
    let newest = versions[0]["id"].to_string();
    answer(folder.path(), &data, &["restore", path, &newest, "--json"]);
    assert_eq!(fs::read_to_string(path).unwrap(), published);
    let versions = answer(folder.path(), &data, &["versions", path, "--json"]);
    let mut versions = versions.as_array().unwrap().iter();
    // The present was written by another program.
    let kept = versions.find(|version| version["kind"] == "outside").unwrap();
    let kept = kept["id"].to_string();
    answer(folder.path(), &data, &["restore", path, &kept, "--json"]);
    assert_eq!(fs::read_to_string(path).unwrap(), present);
}

#[test]
fn a_title_may_begin_with_a_dash_and_a_text_with_a_byte_order_mark() {
    let (folder, data) = (Folder::sample().unwrap(), tempfile::tempdir().unwrap());
    let body = data.path().join("body.md");
    fs::write(&body, "\u{feff}# Head\n").unwrap();
    let question = "may-a-translator-correct-the-author";
    let new = ["new", "--question", question, "--as", "ruth-ashdown", "--json"];
    let new = [
        &new[..],
        &["--title", "- a dash", "--body", body.to_str().unwrap()],
    ]
    .concat();
    let made = answer(folder.path(), &data, &new);
    let text = fs::read_to_string(made["draft"].as_str().unwrap()).unwrap();
    assert!(text.contains("title: '- a dash'\n"), "{text}");
    assert!(text.ends_with("---\n# Head\n"), "{text}");
}
