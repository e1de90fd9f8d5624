//! Unread, read, changed, and back.

use arguendo_core::conflicts::{self, Take, taking};
use arguendo_core::desk::{Desk, Remembered};
use arguendo_core::history::news::{self, Visit};
use arguendo_core::pages::news::{Arrivals, Why};
use arguendo_text::diff::Side;

use crate::{BECAUSE, NOTHING, QUESTION, Reader, at, response};

#[test]
fn what_was_there_at_the_first_opening_is_known_and_what_comes_later_is_unread() {
    let mut reader = Reader::plain();
    assert_eq!(reader.paths(), NOTHING);
    reader.seminar.put(&[
        ("responses/no.md", &response("No", "No.")),
        ("questions/how.md", "---\ntitle: How?\n---\nHow?\n"),
    ]);
    let arrivals = reader.notice();
    assert_eq!(
        (arrivals.questions, arrivals.responses, arrivals.changed),
        (1, 1, 0)
    );
    assert_eq!(reader.paths(), ["questions/how.md", "responses/no.md"]);
    assert!(reader.notice().is_nothing(), "it arrives once");
    let news = news::unread(&reader.desk, &reader.seminar.look(), Visit::default()).unwrap();
    let row = news.unread.iter().find(|row| !row.is_question).unwrap();
    assert_eq!(row.questions, ["questions/why.md"], "it counts for its question");
}

#[test]
fn what_is_opened_is_read_and_can_be_marked_unread_again() {
    let mut reader = Reader::plain();
    reader.seminar.put(&[("responses/no.md", &response("No", "No."))]);
    reader.notice_at(&["responses/no.md"]);
    assert!(reader.read("responses/no.md"));
    assert_eq!(reader.paths(), NOTHING);
    assert!(news::mark_unread(&reader.desk, "responses/no.md").unwrap());
    assert_eq!(reader.unread(), [("responses/no.md".to_owned(), Why::Marked)]);
    reader.notice();
    assert_eq!(reader.paths().len(), 1, "it stays so");
    reader.read("responses/no.md");
    assert_eq!(reader.paths(), NOTHING);
}

#[test]
fn what_was_replaced_while_it_was_on_the_screen_is_not_marked() {
    let mut reader = Reader::plain();
    let on_screen = reader
        .seminar
        .look()
        .document_at("responses/because.md")
        .unwrap()
        .unwrap()
        .wording;
    reader
        .seminar
        .put(&[("responses/because.md", &BECAUSE.replace("listen", "decide"))]);
    let look = reader.seminar.look();
    let marked = news::mark_read(
        &reader.desk,
        &look,
        "responses/because.md",
        Some(on_screen),
        at(9),
    )
    .unwrap();
    assert!(!marked);
    reader.notice();
    assert_eq!(
        reader.unread(),
        [("responses/because.md".to_owned(), Why::Changed)]
    );
}

#[test]
fn what_changed_since_it_was_read_is_shown_by_words_before_and_after_it_is_read_again() {
    let mut reader = Reader::plain();
    reader.read("responses/because.md");
    reader
        .seminar
        .put(&[("responses/because.md", &BECAUSE.replace("listen", "decide"))]);
    reader.notice_at(&["responses/because.md"]);
    assert_eq!(
        reader.unread(),
        [("responses/because.md".to_owned(), Why::Changed)]
    );
    let changes = || news::changes(&reader.desk, &reader.seminar.look(), "responses/because.md").unwrap();
    let first = changes().unwrap();
    assert_eq!((first.comparison.added, first.comparison.removed), (1, 1));
    let removed: Vec<_> = first
        .comparison
        .pieces
        .iter()
        .filter(|piece| piece.side == Side::Removed)
        .collect();
    assert_eq!(removed[0].text, "listen");
    let since = first.read;
    reader.read("responses/because.md");
    let again = news::changes(&reader.desk, &reader.seminar.look(), "responses/because.md")
        .unwrap()
        .unwrap();
    assert_eq!((again.read, again.comparison), (since, first.comparison));
}

#[test]
fn what_was_never_opened_is_changed_but_there_is_nothing_to_compare() {
    let mut reader = Reader::plain();
    reader
        .seminar
        .put(&[("responses/because.md", &BECAUSE.replace("listen", "decide"))]);
    reader.notice();
    assert_eq!(
        reader.unread(),
        [("responses/because.md".to_owned(), Why::Changed)]
    );
    assert!(
        news::changes(&reader.desk, &reader.seminar.look(), "responses/because.md")
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_question_is_not_changed_by_its_list_nor_a_text_by_its_line_ends_or_a_header_that_is_being_written() {
    let mut reader = Reader::plain();
    reader.seminar.put(&[
        (
            "questions/why.md",
            &QUESTION.replace("[because]", "[because, no]"),
        ),
        ("responses/because.md", &BECAUSE.replace('\n', "\r\n")),
    ]);
    assert!(reader.notice().is_nothing());
    reader
        .seminar
        .put(&[("responses/because.md", &BECAUSE.replace("Because", "[unclosed"))]);
    assert!(reader.notice().is_nothing());
    assert_eq!(reader.paths(), NOTHING);
}

#[test]
fn what_says_again_what_was_known_is_no_news() {
    let mut reader = Reader::plain();
    reader
        .seminar
        .put(&[("responses/because.md", &BECAUSE.replace("listen", "decide"))]);
    reader.notice();
    reader.seminar.put(&[("responses/because.md", BECAUSE)]);
    reader.notice();
    assert_eq!(reader.paths(), NOTHING);
}

#[test]
fn what_the_person_signs_never_counts_as_unread_whenever_she_says_who_she_is() {
    let mut reader = Reader::plain();
    reader.desk.set_value(Remembered::WritesAs, Some("bob")).unwrap();
    reader.seminar.put(&[("responses/no.md", &response("No", "No."))]);
    assert!(reader.notice().is_nothing());
    assert_eq!(reader.paths(), NOTHING);

    let mut reader = Reader::plain();
    reader.seminar.put(&[("responses/no.md", &response("No", "No."))]);
    reader.notice();
    assert_eq!(reader.paths(), ["responses/no.md"]);
    reader.desk.set_value(Remembered::WritesAs, Some("bob")).unwrap();
    reader.notice();
    assert_eq!(reader.paths(), NOTHING);
    reader.seminar.folder.delete("responses/no.md").unwrap();
    reader.notice();
    let new = news::what_is_new(
        &reader.desk,
        &reader.seminar.look(),
        Visit {
            since: Some(0),
            ..Visit::default()
        },
    )
    .unwrap();
    assert_eq!(new.withdrawn, [], "nor is she told what she withdrew herself");
}

#[test]
fn another_program_on_the_same_desk_sees_every_mark() {
    let mut reader = Reader::plain();
    let other = Desk::open(reader.seminar.databases.path(), at(0)).unwrap();
    reader.seminar.put(&[("responses/no.md", &response("No", "No."))]);
    assert_eq!(
        news::notice_all(&other, &reader.seminar.look(), at(5))
            .unwrap()
            .responses,
        1
    );
    assert!(
        reader.notice().is_nothing(),
        "it is counted by whoever saw it first"
    );
    assert_eq!(reader.paths(), ["responses/no.md"]);
    reader.read("responses/no.md");
    assert_eq!(other.unread_marks().unwrap().len(), 0);
}

#[test]
fn nothing_of_it_is_in_the_folder_and_the_mirror_can_go() {
    let mut reader = Reader::plain();
    let before = reader.seminar.folder.everything().unwrap();
    reader.read("responses/because.md");
    news::mark_unread(&reader.desk, "questions/why.md").unwrap();
    assert_eq!(reader.seminar.folder.everything().unwrap(), before);
    arguendo_core::mirror::sync::forget(reader.seminar.databases.path()).unwrap();
    assert!(reader.notice().is_nothing());
    assert_eq!(reader.unread(), [("questions/why.md".to_owned(), Why::Marked)]);
}

#[test]
fn what_the_person_made_of_a_conflict_is_no_news_to_her() {
    let copy = "responses/because (1).md";
    let second = BECAUSE.replace("listen", "listen and answer");
    let mut reader = Reader::of(&[
        ("questions/why.md", QUESTION),
        ("responses/because.md", BECAUSE),
        (copy, &second),
    ]);
    let root = reader.seminar.folder.path().to_path_buf();
    let found = conflicts::find(&reader.desk, &root, &reader.seminar.look(), copy)
        .unwrap()
        .unwrap();
    let page = found.page();
    let how = taking(&page, Take::Theirs, true);
    conflicts::settle(&found, &reader.desk, &root, &page.token, &how, at(9)).unwrap();
    assert_eq!(
        reader.notice_at(&["responses/because.md", copy]),
        Arrivals::default()
    );
    assert_eq!(reader.paths(), NOTHING);
    reader
        .seminar
        .put(&[("responses/because.md", &second.replace("answer", "reply"))]);
    assert_eq!(
        reader.notice_at(&["responses/because.md"]).changed,
        1,
        "what others do then is"
    );
}
