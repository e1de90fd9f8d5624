//! A sync engine at work: nothing is published into its conflict copies, and names that only look like theirs are no hindrance.

use std::fs;

use arguendo_core::drafts::drafting::begin_revision;
use arguendo_core::drafts::publishing::PublishError;

use arguendo_tests::folder::Folder;
use jiff::Timestamp;

use crate::seminar::{NOW, Seminar, answer};

const MARK: &str = ".sync-conflict-20260101-120000-ABCDEFG";
const QUESTION: &str = "---\ntitle: Why?\nslug: why\narguendo:\n  - because\n---\nAsk.\n";
const RESPONSE: &str =
    "---\ntitle: Because\nslug: because\narguendo-question: why\ncontributors: [jane]\n---\nWords.\n";

/// A folder with these files, and a person who signs.
fn of(files: &[(&str, &str)]) -> Seminar {
    let folder = Folder::empty().unwrap();
    folder
        .write("contributors/jane.md", "---\ntitle: Jane\n---\n")
        .unwrap();
    for (path, text) in files {
        folder.write(path, text).unwrap();
    }
    Seminar::of(folder)
}

/// It is refused because of the file at `path`, whose name is told, and every file is as it was.
fn refuses<T: std::fmt::Debug>(seminar: &Seminar, path: &str, act: impl Fn() -> Result<T, PublishError>) {
    let before = seminar.files();
    let refused = act().unwrap_err();
    assert_eq!(refused.code(), "conflict-copy", "{refused}");
    let said = refused.to_string();
    for told in [path, "Nothing was written", "Settle the conflict", "try again"] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert_eq!(seminar.files(), before);
}

#[test]
fn a_question_that_an_engine_is_just_renaming_is_not_written_into() {
    for name in [
        format!("questions/why{MARK}.md"),
        "questions/why (Anna's conflicted copy 2026-01-01).md".to_owned(),
        "questions/why_conflict-20260101-120000.md".to_owned(),
        "questions/why.Conflict.md".to_owned(),
        "questions/why-ANNAPC-safeBackup-0001.md".to_owned(),
    ] {
        let seminar = of(&[(&name, QUESTION), ("responses/because.md", RESPONSE)]);
        let draft = seminar.draft("d.md", &answer("Law", "why"));
        refuses(&seminar, &name, || seminar.publish(draft));
        refuses(&seminar, &name, || seminar.unpublish("responses/because.md"));

        // The moment is over.
        let root = seminar.folder.path();
        fs::rename(root.join(&name), root.join("questions/why.md")).unwrap();
        seminar.publish(draft).unwrap();
        assert!(seminar.read("questions/why.md").contains("- because\n  - law\n"));
    }
}

#[test]
fn a_copy_beside_its_question_changes_nothing_though_both_go_by_one_name() {
    // The titles differ, so that nothing holds it to be a copy but its name.
    let copy = QUESTION.replace("Why?", "Why not?");
    let name = format!("questions/why{MARK}.md");
    let seminar = of(&[
        ("questions/why.md", QUESTION),
        (&name, &copy.replace("slug: why", "slug: Why")),
        ("responses/because.md", RESPONSE),
    ]);
    let done = seminar
        .publish(seminar.draft("d.md", &answer("Law", "WHY")))
        .unwrap();
    assert_eq!(done.plan.question.as_deref(), Some("questions/why.md"));
    seminar.unpublish("responses/because.md").unwrap();
    let text = seminar.read("questions/why.md");
    assert!(text.contains("- law") && !text.contains("- because"), "{text}");
    assert_eq!(seminar.read(&name), copy.replace("slug: why", "slug: Why"));
}

#[test]
fn a_copy_of_a_response_is_neither_written_into_nor_taken_out() {
    for name in ["responses/because (1).md", "responses/because 2.md"] {
        let copy = RESPONSE.replace("Words", "Other words");
        let seminar = of(&[
            ("questions/why.md", QUESTION),
            ("responses/because.md", RESPONSE),
            (name, &copy),
        ]);
        refuses(&seminar, name, || seminar.unpublish(name));
        let now = Timestamp::from_second(NOW).unwrap();
        let (content, desk) = (&seminar.content, &seminar.desk);
        let draft = begin_revision(content, &seminar.reader(), desk, name, true, now).unwrap();
        let file = desk.drafts().join(desk.draft(draft).unwrap().unwrap().file);
        fs::write(file, copy.replace("Other", "Quite other")).unwrap();
        refuses(&seminar, name, || seminar.publish(draft));
    }
}

#[test]
fn a_name_that_only_looks_like_a_copys_is_published_into() {
    for name in [
        "why 2",
        "why (1)",
        "why-ANNAPC",
        "why.conflict",
        "why (the conflict of 1914-07-28)",
        "why (Case Conflict)",
    ] {
        let path = format!("questions/{name}.md");
        let seminar = of(&[
            (
                "questions/why.md",
                &QUESTION.replace("slug: why", "slug: another"),
            ),
            // Another question, by its title and its slug.
            (&path, &QUESTION.replace("Why?", "Why else?")),
            ("responses/because.md", RESPONSE),
        ]);
        let done = seminar
            .publish(seminar.draft("d.md", &answer("Law", "why")))
            .unwrap();
        assert_eq!(done.plan.question.as_deref(), Some(path.as_str()), "{name}");
        assert!(seminar.read(&path).contains("- law"), "{name}");
        seminar.unpublish("responses/because.md").unwrap();
        assert!(!seminar.read(&path).contains("- because"), "{name}");
    }
}
