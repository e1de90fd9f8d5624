//! git's conflict marks in a file of the folder.

use arguendo_core::conflicts::{How, Take, taking};
use arguendo_core::drafts::operations;
use arguendo_core::pages::conflicts::ConflictKind;

use arguendo_tests::room::{RESPONSE, Room, at};
use arguendo_tests::seminar::codes;

const PATH: &str = "responses/because.md";

fn marked(base: &str) -> String {
    RESPONSE.replace(
        "Two is said there next.\n",
        &format!("<<<<<<< HEAD\nTwo is said there at last.\n{base}=======\nThree is said there next.\n>>>>>>> anna\n"),
    )
}

#[test]
fn a_file_with_marks_says_so_wherever_it_is_read_and_is_settled_by_writing_it_once() {
    for base in ["", "||||||| 1a2b3c\nTwo is said there next.\n"] {
        let text = marked(base);
        let room = Room::with(&[(PATH, text.as_str())]);
        let page = room.seminar.response(PATH);
        assert_eq!(page.notices[0].code, "conflict-markers");
        assert!(
            room.seminar
                .codes()
                .contains(&codes(&[(PATH, "conflict-markers")])[0])
        );
        let rows = room.list();
        assert_eq!(
            (rows.len(), rows[0].kind, rows[0].from.as_deref()),
            (1, ConflictKind::Markers, Some("anna"))
        );
        let page = room.page(PATH).unwrap();
        assert_eq!(page.has_base, !base.is_empty());
        // One changed the end and the other the beginning: with what both came from, that comes together.
        let (open, wanted) = match base {
            "" => (1, "Two is said there at last.\n\nThree is said there next.\n"),
            _ => (0, "Three is said there at last.\n"),
        };
        assert_eq!(page.open, open);
        let done = room
            .settle(PATH, &page.token, &taking(&page, Take::Both, false))
            .unwrap();
        assert_eq!(
            room.text(PATH),
            RESPONSE.replace("Two is said there next.\n", wanted)
        );
        assert!(room.list().is_empty() && room.seminar.response(PATH).notices.is_empty());
        operations::undo(&room.desk, &room.root(), done.undo, at(10)).unwrap();
        assert_eq!(room.text(PATH), text);
    }
}

#[test]
fn marks_in_the_front_matter_and_around_it_are_told_for_what_they_are() {
    let fields = RESPONSE.replace(
        "title: Because\n",
        "<<<<<<< HEAD\ntitle: Because\n=======\ntitle: Why not\n>>>>>>> anna\n",
    );
    let whole = format!(
        "<<<<<<< HEAD\n{RESPONSE}=======\n{}>>>>>>> anna\n",
        RESPONSE.replace("Because", "Since")
    );
    for text in [fields, whole] {
        let room = Room::with(&[(PATH, text.as_str())]);
        assert!(
            room.seminar
                .codes()
                .contains(&codes(&[(PATH, "conflict-markers")])[0]),
            "{text}"
        );
        let page = room.page(PATH).unwrap();
        assert_eq!((page.open, page.fields[0].key.as_str()), (1, "title"));
        room.settle(PATH, &page.token, &taking(&page, Take::Mine, false))
            .unwrap();
        assert_eq!(room.text(PATH), RESPONSE);
    }
}

#[test]
fn both_texts_between_marks_can_be_kept_as_files() {
    let text = marked("");
    let room = Room::with(&[(PATH, text.as_str())]);
    let page = room.page(PATH).unwrap();
    let done = room.settle(PATH, &page.token, &How::KeepBoth).unwrap();
    assert_eq!(done.file, "responses/because-second-version.md");
    assert!(room.text(PATH).contains("Two is said there at last.\n"));
    assert!(room.text(&done.file).contains("Three is said there next.\n"));
    assert!(room.list().is_empty());
}
