//! A document under another name is the same document.

use arguendo_core::history::news;
use arguendo_core::pages::news::Why;

use crate::{BECAUSE, NOTHING, Reader, response};

#[test]
fn a_file_under_another_name_stays_as_read_as_it_was_in_whatever_order_that_is_seen() {
    let other = "responses/2026/for-a-reason.md";
    type Step = fn(&mut Reader, &str);
    let at_once: Step = |reader, other| {
        reader.seminar.folder.delete("responses/because.md").unwrap();
        reader.seminar.put(&[(other, BECAUSE)]);
        reader.notice_at(&["responses/because.md", other]);
    };
    let gone_first: Step = |reader, other| {
        reader.seminar.folder.delete("responses/because.md").unwrap();
        reader.notice_at(&["responses/because.md"]);
        reader.seminar.put(&[(other, BECAUSE)]);
        reader.notice_at(&[other]);
    };
    let there_first: Step = |reader, other| {
        reader.seminar.put(&[(other, BECAUSE)]);
        reader.notice_at(&[other]);
        reader.seminar.folder.delete("responses/because.md").unwrap();
        reader.notice_at(&["responses/because.md"]);
    };
    let while_closed: Step = |reader, other| {
        reader.seminar.folder.delete("responses/because.md").unwrap();
        reader.seminar.put(&[(other, BECAUSE)]);
        reader.notice();
    };
    for (name, step) in [
        ("at once", at_once),
        ("gone first", gone_first),
        ("there first", there_first),
        ("while closed", while_closed),
    ] {
        let mut reader = Reader::plain();
        reader.read("responses/because.md");
        step(&mut reader, other);
        assert_eq!(reader.paths(), NOTHING, "{name}");
        let gone = reader.desk.marks_gone(0).unwrap();
        assert!(gone.is_empty(), "{name}: nothing is withdrawn: {gone:?}");
        reader
            .seminar
            .put(&[(other, &BECAUSE.replace("listen", "decide"))]);
        reader.notice();
        let changes = news::changes(&reader.desk, &reader.seminar.look(), other).unwrap();
        assert!(changes.is_some(), "{name}: the text that was read went along");
    }
}

#[test]
fn a_file_renamed_and_changed_at_once_is_the_same_by_its_slug() {
    let mut reader = Reader::plain();
    reader.read("responses/because.md");
    reader.seminar.folder.delete("responses/because.md").unwrap();
    let moved = "responses/2026/2026-03-01-because.md";
    reader
        .seminar
        .put(&[(moved, &BECAUSE.replace("listen", "decide"))]);
    reader.notice();
    assert_eq!(reader.unread(), [(moved.to_owned(), Why::Changed)]);
}

#[test]
fn a_whole_directory_renamed_leaves_everything_read() {
    let texts: Vec<(String, String)> = (0..300)
        .map(|n| {
            (
                format!("responses/old/r{n}.md"),
                response(&format!("R {n}"), &format!("Text {n}.")),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let mut reader = Reader::of(&files);
    let root = reader.seminar.folder.path().to_path_buf();
    std::fs::rename(root.join("responses/old"), root.join("responses/new")).unwrap();
    assert!(reader.notice().is_nothing());
    assert_eq!(reader.paths(), NOTHING);
    assert!(reader.desk.marks_gone(0).unwrap().is_empty());
}
