//! What is next, what is new since the last visit, and all of it at once.

use arguendo_core::history::news::{self, Visit};
use arguendo_core::pages::news::Why;

use crate::{BECAUSE, Reader, response};

#[test]
fn all_of_a_question_is_marked_read_at_once_and_taken_back() {
    let mut reader = Reader::plain();
    reader.seminar.put(&[
        ("responses/no.md", &response("No", "No.")),
        ("responses/yes.md", &response("Yes", "Yes.")),
        ("responses/stray.md", "---\ntitle: Stray\n---\nStray.\n"),
    ]);
    reader.notice();
    let look = reader.seminar.look();
    let undo = news::mark_all_read(&reader.desk, &look, Some("questions/why.md")).unwrap();
    assert_eq!(undo.count(), 2);
    assert_eq!(reader.paths(), ["responses/stray.md"]);
    reader.read("responses/yes.md");
    news::undo(&reader.desk, &undo).unwrap();
    assert_eq!(
        reader.paths(),
        ["responses/no.md", "responses/stray.md"],
        "what was really read meanwhile stays read"
    );
    let undo = news::mark_all_read(&reader.desk, &look, None).unwrap();
    assert_eq!((undo.count(), reader.paths().len()), (2, 0));
    news::undo(&reader.desk, &undo).unwrap();
    assert_eq!(reader.paths().len(), 2);
}

#[test]
fn the_next_unread_is_found_across_questions_and_from_the_beginning_again() {
    let mut reader = Reader::of(&[
        (
            "questions/late.md",
            "---\ntitle: Late\ndate: 2026-02-01\narguendo: [b, a]\n---\nText.\n",
        ),
        (
            "questions/early.md",
            "---\ntitle: Early\ndate: 2026-01-01\narguendo: [c]\n---\nText.\n",
        ),
    ]);
    for name in ["a", "b", "c", "stray"] {
        reader.seminar.put(&[(
            &format!("responses/{name}.md"),
            &format!("---\ntitle: {name}\n---\nText of {name}.\n"),
        )]);
    }
    reader.notice();
    let next = |from: Option<&str>| {
        let next = news::next(&reader.desk, &reader.seminar.look(), from).unwrap();
        next.map(|target| target.path)
    };
    let mut way = Vec::new();
    let mut at = None;
    for _ in 0..5 {
        at = next(at.as_deref());
        way.extend(at.clone());
    }
    let expected = ["b", "a", "c", "stray", "b"].map(|name| format!("responses/{name}.md"));
    assert_eq!(way, expected);
    assert_eq!(next(Some("questions/early.md")).unwrap(), "responses/c.md");
    news::mark_all_read(&reader.desk, &reader.seminar.look(), None).unwrap();
    assert_eq!(next(None), None);
}

#[test]
fn what_is_new_since_the_last_visit_is_told_apart_from_what_was_unread_before() {
    let mut reader = Reader::plain();
    let first = Visit::begin(&reader.desk).unwrap();
    assert!(first.since.is_some(), "the first visit has begun");
    reader.seminar.put(&[("responses/no.md", &response("No", "No."))]);
    reader.notice();
    let visit = reader.visit_again();
    reader.seminar.put(&[
        ("responses/yes.md", &response("Yes", "Yes.")),
        ("responses/because.md", &BECAUSE.replace("listen", "decide")),
    ]);
    reader.notice();
    let new = news::what_is_new(&reader.desk, &reader.seminar.look(), visit).unwrap();
    let paths = |rows: &[arguendo_core::pages::news::NewsRow]| -> Vec<String> {
        rows.iter().map(|row| row.target.path.clone()).collect()
    };
    assert_eq!(paths(&new.fresh), ["responses/because.md", "responses/yes.md"]);
    assert_eq!(paths(&new.older), ["responses/no.md"]);
    assert_eq!((new.fresh[0].why, new.fresh[1].why), (Why::Changed, Why::New));
    assert_eq!(new.fresh[1].people, "bob");
    reader.read("responses/yes.md");
    reader.seminar.folder.delete("responses/because.md").unwrap();
    reader.notice();
    let new = news::what_is_new(&reader.desk, &reader.seminar.look(), visit).unwrap();
    assert!(
        !new.fresh[0].unread,
        "what was read meanwhile is still new since then"
    );
    assert_eq!(new.withdrawn[0].title, "Because");
    let visit = reader.visit_again();
    let new = news::what_is_new(&reader.desk, &reader.seminar.look(), visit).unwrap();
    assert_eq!(new.totals, [0, 1, 0, 0]);
}

#[test]
fn what_came_back_is_not_withdrawn_and_what_came_and_went_unread_is_not_mentioned() {
    let mut reader = Reader::plain();
    reader.read("responses/because.md");
    reader.seminar.put(&[("responses/no.md", &response("No", "No."))]);
    reader.notice();
    reader.seminar.folder.delete("responses/because.md").unwrap();
    reader.seminar.folder.delete("responses/no.md").unwrap();
    reader.notice();
    let gone: Vec<String> = reader
        .desk
        .marks_gone(0)
        .unwrap()
        .into_iter()
        .map(|mark| mark.path)
        .collect();
    assert_eq!(gone, ["responses/because.md"]);
    reader.seminar.put(&[("responses/because.md", BECAUSE)]);
    assert!(reader.notice_at(&["responses/because.md"]).is_nothing());
    assert_eq!(
        (reader.paths().len(), reader.desk.marks_gone(0).unwrap().len()),
        (0, 0)
    );
}

#[test]
fn a_visit_under_a_wrong_clock_neither_hides_what_comes_after_it_nor_makes_news_for_ever() {
    for wrong in [2_300_000_000, -1_789_000_000] {
        let mut reader = Reader::plain();
        reader.visit_again();
        let right = reader.clock;
        reader.clock = wrong;
        reader
            .seminar
            .put(&[("responses/then.md", &response("Then", "Then."))]);
        reader.notice();
        let visit = reader.visit_again();
        reader.clock = right;
        reader
            .seminar
            .put(&[("responses/now.md", &response("Now", "Now."))]);
        reader.seminar.folder.delete("responses/because.md").unwrap();
        reader.notice();
        let fresh = |reader: &Reader, visit| {
            let new = news::what_is_new(&reader.desk, &reader.seminar.look(), visit).unwrap();
            let paths: Vec<_> = new.fresh.into_iter().map(|row| row.target.path).collect();
            (paths, new.withdrawn.len())
        };
        assert_eq!(fresh(&reader, visit), (vec!["responses/now.md".to_owned()], 1));
        let visit = reader.visit_again();
        assert_eq!(fresh(&reader, visit), (vec![], 0));
    }
}

#[test]
fn one_start_with_a_wrong_clock_does_not_forget_what_has_gone_nor_what_was_read() {
    let mut reader = Reader::plain();
    reader.read("responses/because.md");
    reader.seminar.folder.delete("responses/because.md").unwrap();
    reader.notice();
    let mark = reader.desk.marks_gone(0).unwrap().remove(0);
    let right = reader.clock;
    reader.clock = 2_300_000_000;
    reader.notice();
    reader.clock = right;
    reader.notice();
    assert_eq!(reader.desk.marks_gone(0).unwrap().len(), 1);
    assert!(reader.desk.read_text(mark.id).unwrap().is_some());
}
