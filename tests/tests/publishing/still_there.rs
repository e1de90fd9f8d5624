//! Whether what was published is still there: what is taken for lost, how long that is told, and what looking costs.

use std::collections::BTreeSet;
use std::fs;

use arguendo_core::conflicts::{self, Take, taking};
use arguendo_core::drafts::drafting::begin_revision;
use arguendo_core::mirror::live::Looked;
use arguendo_core::pages::conflicts::ConflictKind;
use jiff::Timestamp;

use crate::seminar::{NOW, Seminar, answer};

const QUESTION: &str = "questions/deference.md";
const RESPONSE: &str = "responses/law.md";
const REVISED: &str = "responses/no-never.md";
const COPY: &str = "responses/no-never.sync-conflict-20260304-090506-ABCDEFG.md";

fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap()
}

fn published() -> Seminar {
    let seminar = Seminar::small();
    let draft = seminar.draft("d.md", &answer("Law", "deference"));
    seminar.publish(draft).unwrap();
    seminar
}

fn look_after(seminar: &Seminar) -> Looked {
    let reader = seminar.reader();
    seminar.publishing(&reader).look_after(None, true).unwrap()
}

/// Publishes a new version of a response, with another body than it has.
fn revise(seminar: &Seminar, body: &str) {
    seminar.writes_as("jane");
    let (desk, reader) = (&seminar.desk, seminar.reader());
    let id = begin_revision(&seminar.content, &reader, desk, REVISED, false, now()).unwrap();
    let file = desk.drafts().join(desk.draft(id).unwrap().unwrap().file);
    fs::write(&file, with_body(&seminar.read(REVISED), body)).unwrap();
    seminar.publish(id).unwrap();
}

fn with_body(text: &str, body: &str) -> String {
    let header = text.rfind("---\n").unwrap() + 4;
    format!("{}{body}\n", &text[..header])
}

fn put_over(seminar: &Seminar, body: &str) {
    let text = with_body(&seminar.read(REVISED), body);
    seminar.folder.write(REVISED, &text).unwrap();
}

/// A text that can be shortened.
const LONG: &str = "One is said here. Two is said there. Three comes at the end of all.";

/// The texts of the person's that are in conflict with what is in the file.
fn replaced(seminar: &Seminar) -> Vec<String> {
    let (desk, root, reader) = (&seminar.desk, seminar.folder.path(), seminar.reader());
    let rows = conflicts::list(desk, root, &reader).unwrap().into_iter();
    let rows = rows.filter(|row| row.kind == ConflictKind::Replaced);
    let mine = rows.map(|row| desk.replaced(&row.file).unwrap().unwrap().mine);
    mine.map(|mine| String::from_utf8(mine).unwrap()).collect()
}

#[test]
fn a_text_that_was_only_shortened_and_is_replaced_by_a_third_one_is_a_conflict() {
    let seminar = Seminar::small();
    put_over(&seminar, LONG);
    revise(&seminar, "One is said here.");
    put_over(&seminar, "Nothing that anybody knows stands now in its place.");
    assert_eq!(look_after(&seminar).told.len(), 1);
    assert_eq!(replaced(&seminar).len(), 1);
    // Whoever goes on from the shortened text replaces nothing, and whoever brings the long one back does.
    for (theirs, conflicts) in [
        ("One is said here, and weighed.", 0),
        (
            "One is said here. Two is said there. Three comes at the end of all, indeed.",
            1,
        ),
    ] {
        let seminar = Seminar::small();
        put_over(&seminar, LONG);
        revise(&seminar, "One is said here.");
        put_over(&seminar, theirs);
        assert_eq!(look_after(&seminar).told.len(), conflicts, "{theirs}");
    }
}

#[test]
fn a_text_that_never_had_anything_of_the_persons_is_a_conflict_however_much_the_person_had_changed() {
    let seminar = Seminar::small();
    put_over(&seminar, LONG);
    revise(&seminar, "One, weighed.");
    put_over(&seminar, "Nothing that anybody knows.");
    assert_eq!(look_after(&seminar).told.len(), 1);
}

#[test]
fn a_replaced_text_stays_in_conflict_until_it_is_there_again_itself() {
    let seminar = Seminar::small();
    let before = seminar.read(REVISED);
    revise(&seminar, "Words that I have weighed.\n\nAnd more.");
    let mine = seminar.read(REVISED);
    seminar.folder.write(REVISED, &before).unwrap();
    assert_eq!(look_after(&seminar).told.len(), 1);
    // Somebody brings it back, but with a change, or for a moment only.
    for theirs in [
        mine.replace("weighed", "counted"),
        before.clone(),
        mine.replace("more", "much more"),
    ] {
        seminar.folder.write(REVISED, &theirs).unwrap();
        look_after(&seminar);
        assert_eq!(replaced(&seminar), [mine.as_str()], "{theirs}");
    }
    seminar.folder.write(REVISED, &mine).unwrap();
    look_after(&seminar);
    assert!(replaced(&seminar).is_empty());
    seminar.folder.write(REVISED, &before).unwrap();
    look_after(&seminar);
    assert!(replaced(&seminar).is_empty(), "somebody had gone on from it");
}

#[test]
fn another_conflict_of_the_same_file_and_a_new_version_settle_nothing_of_a_replaced_text() {
    let seminar = Seminar::small();
    let before = seminar.read(REVISED);
    revise(&seminar, "Words that I have weighed.\n\nAnd more.");
    let mine = seminar.read(REVISED);
    seminar.folder.write(REVISED, &before).unwrap();
    look_after(&seminar);
    seminar
        .folder
        .write(COPY, &before.replace("Words.", "Deeds."))
        .unwrap();
    let (desk, root) = (&seminar.desk, seminar.folder.path());
    let found = conflicts::find(desk, root, &seminar.reader(), COPY)
        .unwrap()
        .unwrap();
    let page = found.page();
    let how = taking(&page, Take::Theirs, true);
    conflicts::settle(&found, desk, root, &page.token, &how, now()).unwrap();
    assert_eq!(replaced(&seminar), [mine.as_str()], "the copy was settled");

    revise(&seminar, "Deeds, done with great care.");
    let newer = seminar.read(REVISED);
    assert_eq!(replaced(&seminar), [mine.as_str()], "a new version was published");
    // That one is replaced, too: it is the conflict now, and the earlier text can be read in Activity.
    put_over(&seminar, "Nothing that anybody knows stands now in its place.");
    assert_eq!(look_after(&seminar).told.len(), 1);
    assert_eq!(replaced(&seminar), [newer.as_str()]);
    let kept = desk.kept_at(REVISED).unwrap().into_iter();
    let mut texts = kept.map(|row| desk.kept(row.id).unwrap().unwrap().text);
    assert!(texts.any(|text| text == mine.as_bytes()));
}

#[test]
fn a_question_that_is_a_link_is_left_alone_and_not_looked_at_for_ever() {
    let seminar = published();
    seminar
        .folder
        .write(
            "notes/deference.md",
            &seminar.read(QUESTION).replace("  - law\n", ""),
        )
        .unwrap();
    seminar.folder.delete(QUESTION).unwrap();
    let link = seminar.folder.path().join(QUESTION);
    std::os::unix::fs::symlink("../notes/deference.md", link).unwrap();
    let looked = look_after(&seminar);
    assert!(!looked.is_due && looked.told.is_empty(), "{looked:?}");
}

/// Bytes that are read to look after one change, in a folder with so many conflicts in it.
fn read_after_a_change(conflicts: usize) -> u64 {
    let seminar = published();
    for number in 0..conflicts {
        let text = format!("---\ntitle: R{number}\n---\n<<<<<<< ours\nOne.\n=======\nTwo.\n>>>>>>> theirs\n");
        for end in ["", ".sync-conflict-20260304-090506-ABCDEFG"] {
            seminar
                .folder
                .write(&format!("responses/r{number}{end}.md"), &text)
                .unwrap();
        }
    }
    let reader = seminar.reader();
    let publishing = seminar.publishing(&reader);
    let touched = BTreeSet::from([RESPONSE.to_owned()]);
    let read = || {
        let counts = fs::read_to_string("/proc/thread-self/io").unwrap();
        let line = counts.lines().find_map(|line| line.strip_prefix("rchar: "));
        line.unwrap().parse::<u64>().unwrap()
    };
    let before = read();
    publishing.look_after(Some(&touched), true).unwrap();
    read() - before
}

#[test]
fn what_a_look_after_one_change_reads_does_not_grow_with_the_conflicts_in_the_folder() {
    let (few, many) = (read_after_a_change(5), read_after_a_change(400));
    // A level more of an index is some pages more.
    assert!(many < few + 150_000, "{few} bytes, then {many}");
}
