//! Somebody else writes into the file of a draft, or takes it away.

use std::fs;

use arguendo_core::desk::versions::VersionKind;
use arguendo_core::disk::file_writes::WriteError;
use arguendo_core::drafts::drafting::{self, DraftingError};

use arguendo_tests::room::{Room, at, insert};

/// A shared draft, and where its file lies.
fn shared(room: &Room) -> (i64, std::path::PathBuf) {
    let id = room.begun();
    let path = drafting::share(&room.desk, &room.root(), &room.reader(), id, at(2)).unwrap();
    (id, room.root().join(path))
}

#[test]
fn a_draft_that_holds_nothing_of_its_own_follows_its_file() {
    let room = Room::with(&[]);
    let (id, file) = shared(&room);
    let mut session = room.open(id);
    let before = session.text().to_owned();
    assert_eq!(
        session.save(&room.desk, at(3)).merged,
        None,
        "nothing has changed"
    );
    let theirs = before.replace("One two", "One, two, three");
    fs::write(&file, &theirs).unwrap();
    let kept = session.save(&room.desk, at(4));
    assert_eq!(session.text(), theirs);
    assert!(kept.merged.is_some(), "it is shown");
    assert_eq!((kept.outside, kept.trouble), (false, None));
    // What is typed from here on is typed into that text.
    session
        .type_(&room.desk, session.kept().sequence, &insert(0, "Zero "), at(5))
        .unwrap();
    session.close(&room.desk, at(6));
    assert!(
        fs::read_to_string(&file)
            .unwrap()
            .contains("Zero One, two, three")
    );
    let versions = drafting::versions(&room.desk, id).unwrap();
    let texts = versions
        .iter()
        .map(|row| room.desk.version(row.id).unwrap().unwrap().bytes);
    assert!(texts.into_iter().any(|bytes| bytes == before.as_bytes()));
}

#[test]
fn words_that_are_not_in_the_file_yet_are_never_replaced_by_it() {
    let room = Room::with(&[]);
    let (id, file) = shared(&room);
    let mut session = room.open(id);
    session.type_(&room.desk, 1, &insert(0, "Mine. "), at(3)).unwrap();
    let mine = session.text().to_owned();
    fs::write(&file, "theirs").unwrap();
    assert!(session.save(&room.desk, at(5)).outside);
    assert!(session.save(&room.desk, at(6)).outside, "the person is to choose");
    assert_eq!(session.text(), mine);
    assert!(room.kinds(id).contains(&VersionKind::Outside));
}

#[test]
fn a_shared_draft_whose_drive_is_away_is_not_put_away() {
    let room = Room::with(&[]);
    let (id, file) = shared(&room);
    let newer = fs::read_to_string(&file).unwrap() + "Newer, by a colleague.\n";
    fs::write(&file, &newer).unwrap();
    let drafts = file.parent().unwrap().to_path_buf();
    let away = drafts.with_file_name("away");
    // The drive is gone, and an empty directory is left where it was mounted.
    fs::rename(&drafts, &away).unwrap();
    let refused = drafting::discard(&room.desk, &room.root(), id, at(4)).unwrap_err();
    assert!(
        matches!(refused, DraftingError::Write(WriteError::Gone { .. })),
        "{refused}"
    );
    fs::rename(&away, &drafts).unwrap();
    assert_eq!(room.open(id).text(), newer);
    drafting::discard(&room.desk, &room.root(), id, at(5)).unwrap();
    drafting::bring_back(&room.desk, id, at(6)).unwrap();
    assert_eq!(room.open(id).text(), newer);
}

#[test]
fn a_shared_draft_whose_drive_is_away_is_not_made_anew_where_that_was_mounted() {
    let room = Room::with(&[]);
    let (id, file) = shared(&room);
    let drafts = file.parent().unwrap().to_path_buf();
    let away = room.root().join("away");
    fs::rename(&drafts, &away).unwrap();
    let mut session = room.open(id);
    assert!(session.kept().trouble.is_some());
    let typed = session.type_(&room.desk, session.kept().sequence, &insert(0, "Later. "), at(4));
    assert!(typed.is_ok(), "the words are in the journal");
    assert_eq!(session.save(&room.desk, at(5)).saved, None);
    assert!(!drafts.exists());
    fs::rename(&away, &drafts).unwrap();
    assert!(session.save(&room.desk, at(6)).saved.is_some());
    assert!(fs::read_to_string(&file).unwrap().contains("Later. "));
}

#[test]
fn a_draft_is_not_shared_where_its_questions_drive_was_mounted() {
    let room = Room::with(&[]);
    let id = room.begun();
    let (reader, questions) = (room.reader(), room.root().join("questions"));
    fs::rename(&questions, room.root().join("away")).unwrap();
    drafting::share(&room.desk, &room.root(), &reader, id, at(2)).unwrap_err();
    assert!(room.file(id).exists());
    assert!(!room.root().join("drafts").exists());
}

#[test]
fn a_shared_draft_whose_file_cannot_be_read_is_not_put_away() {
    let room = Room::with(&[]);
    let (id, file) = shared(&room);
    let text = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    drafting::discard(&room.desk, &room.root(), id, at(4)).unwrap_err();
    fs::remove_dir(&file).unwrap();
    fs::write(&file, text).unwrap();
    drafting::discard(&room.desk, &room.root(), id, at(5)).unwrap();
}

#[test]
fn changes_are_counted_on_from_one_sitting_to_the_next() {
    let room = Room::with(&[]);
    let id = room.begun();
    let mut session = room.open(id);
    session.type_(&room.desk, 1, &insert(0, "A "), at(3)).unwrap();
    session.type_(&room.desk, 2, &insert(0, "B "), at(3)).unwrap();
    session.close(&room.desk, at(4));
    let next = session.kept().sequence;
    drop(session);
    let mut session = room.open(id);
    session.count_from(next);
    // Whoever did not hear of the new session goes on where the old one ended.
    session.type_(&room.desk, next, &insert(0, "C "), at(5)).unwrap();
    session.close(&room.desk, at(6));
    assert!(
        fs::read_to_string(room.file(id))
            .unwrap()
            .contains("C B A One two.")
    );
}
