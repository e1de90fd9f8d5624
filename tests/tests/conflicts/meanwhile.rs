//! What others do between the end of a program in the midst of a settling and its next start, and what a person wrote while settling.

use std::fs;

use arguendo_core::conflicts::{ConflictError, How, Take, taking};
use arguendo_core::desk::operations::{Operation, OperationFile, OperationKind};
use arguendo_core::drafts::operations::{self, OperationError, recover};
use arguendo_core::history::activity;
use arguendo_tests::room::{RESPONSE, Room, at};

const ORIGINAL: &str = "responses/because.md";
const COPY: &str = "responses/because (1).md";
const SECOND: &str = "responses/because-second-version.md";

fn file(path: &str, before: Option<&str>, after: Option<&str>) -> OperationFile {
    let bytes = |text: &str| text.as_bytes().to_vec();
    OperationFile {
        in_folder: true,
        path: path.to_owned(),
        before: before.map(bytes),
        after: after.map(bytes),
    }
}

/// It is written down as `conflicts::settle` does, and the program ends.
fn begun(room: &Room, files: Vec<OperationFile>) {
    let settlement = Operation {
        at: at(1).as_millisecond(),
        kind: OperationKind::Settle,
        files,
        ..Operation::default()
    };
    room.desk.begin_operation(&settlement).unwrap();
}

/// Every text that can be read from a line of Activity.
fn in_activity(room: &Room) -> Vec<String> {
    let reader = room.reader();
    let mut texts = Vec::new();
    for row in activity::records(&room.desk, &reader, 99).unwrap() {
        for entry in activity::kept_together(&room.desk, &reader, row.id).unwrap() {
            let kept = room.desk.kept(entry.id).unwrap().unwrap();
            texts.push(String::from_utf8(kept.text).unwrap());
        }
    }
    texts
}

#[test]
fn a_text_that_was_to_be_kept_as_a_file_is_in_activity_where_the_engine_took_the_copys_name_again() {
    let theirs = RESPONSE.replace("there next", "elsewhere next");
    let another = RESPONSE.replace("there next", "nowhere next");
    let room = Room::with(&[(SECOND, &theirs), (COPY, &another)]);
    room.reader();
    begun(
        &room,
        vec![
            file(SECOND, None, Some(&theirs)),
            file(ORIGINAL, Some(RESPONSE), Some(RESPONSE)),
            file(COPY, Some(&theirs), None),
        ],
    );
    let told = recover(&room.desk, &room.root(), at(9)).unwrap();
    assert!(
        told[0].contains("taken back") && told[0].contains("Activity"),
        "{told:?}"
    );
    assert_eq!(room.text(COPY), another);
    assert!(in_activity(&room).contains(&theirs));
}

#[test]
fn a_settling_waits_for_its_own_folder_and_nothing_of_it_goes_into_another_at_the_same_place() {
    let theirs = RESPONSE.replace("there next", "between us next");
    let room = Room::with(&[(COPY, &theirs)]);
    room.reader();
    begun(
        &room,
        vec![
            file(ORIGINAL, Some(RESPONSE), Some(&theirs)),
            file(COPY, Some(&theirs), None),
        ],
    );
    let others = Room::of(&[("responses/theirs.md", "---\ntitle: Theirs\n---\nOf others.\n")]);
    let before = others.seminar.folder.everything().unwrap();
    let told = recover(&room.desk, &others.root(), at(9)).unwrap();
    assert!(told[0].contains("until its folder is there again"), "{told:?}");
    assert_eq!(others.seminar.folder.everything().unwrap(), before);
    // Another conflict is not settled meanwhile.
    let told = recover(&room.desk, &room.root(), at(9)).unwrap();
    assert!(told[0].contains("finished"), "{told:?}");
    assert_eq!(room.text(ORIGINAL), theirs);
    assert!(!room.root().join(COPY).exists());
}

#[test]
fn nothing_is_settled_before_what_was_interrupted_and_cannot_be_finished() {
    let theirs = RESPONSE.replace("there next", "elsewhere next");
    let room = Room::with(&[(COPY, &theirs)]);
    let page = room.page(COPY).unwrap();
    // Its directory is a file: neither can it be written, nor is it said that it never was.
    fs::write(room.root().join("away"), "").unwrap();
    begun(&room, vec![file("away/x.md", Some("One."), Some("Two."))]);
    let refused = room.settle(COPY, &page.token, &taking(&page, Take::Both, true));
    assert!(
        matches!(refused, Err(ConflictError::Operation(OperationError::Waiting(_)))),
        "{refused:?}"
    );
    assert_eq!(
        (room.text(ORIGINAL).as_str(), room.text(COPY)),
        (RESPONSE, theirs)
    );
}

#[test]
fn what_a_person_wrote_while_settling_can_be_read_in_activity_after_it_was_undone() {
    let theirs = RESPONSE.replace("there next", "elsewhere next");
    let room = Room::with(&[(COPY, &theirs)]);
    let page = room.page(COPY).unwrap();
    let How::Parts(mut settlement) = taking(&page, Take::Mine, true) else {
        panic!("it is settled by parts")
    };
    settlement.parts[0].text = "Written at length while settling.".to_owned();
    let done = room.settle(COPY, &page.token, &How::Parts(settlement)).unwrap();
    let settled = room.text(ORIGINAL);
    assert!(settled.contains("at length"));
    operations::undo(&room.desk, &room.root(), done.undo, at(10)).unwrap();
    assert_eq!(
        (room.text(ORIGINAL).as_str(), room.text(COPY)),
        (RESPONSE, theirs)
    );
    assert!(in_activity(&room).contains(&settled));
}

#[test]
fn what_a_colleague_wrote_in_the_midst_of_it_is_kept_from_the_day_it_was_found() {
    let theirs = RESPONSE.replace("there next", "elsewhere next");
    let room = Room::with(&[(ORIGINAL, &theirs)]);
    room.reader();
    begun(&room, vec![file(ORIGINAL, Some(RESPONSE), Some(&theirs))]);
    let id = room.desk.begun_operations().unwrap()[0].id;
    let token = format!("operation-{}-{id:x}-0", room.desk.number());
    let beside = room.root().join(format!("responses/.arguendo-{token}.tmp"));
    fs::write(&beside, "A colleague's words.").unwrap();
    let later = at(100 * 24 * 3600);
    recover(&room.desk, &room.root(), later).unwrap();
    assert!(!beside.exists());
    assert_eq!(room.text(ORIGINAL), "A colleague's words.");
    assert!(in_activity(&room).contains(&"A colleague's words.".to_owned()));
}
