//! All files of a publication are written, and the desk cannot note it, as when the disk is full at that moment: the person is told that
//! it is published, and the note is made at the next start.

#![allow(clippy::unwrap_used)]

use std::fs;

use arguendo_core::desk::publications::{DraftState, PublicationState};
use arguendo_core::desk::{Desk, file_in};
use arguendo_core::folder::Folder;
use arguendo_core::mirror::Reader;
use arguendo_core::publishing::{Publishing, resume};
use arguendo_core::sync::{self, Company};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::Connection;

#[test]
fn what_is_published_is_said_to_be_though_the_desk_cannot_note_it() {
    let place = tempfile::tempdir().unwrap();
    let (root, databases) = (place.path().join("seminar"), place.path().join("databases"));
    fs::create_dir_all(root.join("questions")).unwrap();
    fs::create_dir_all(root.join("responses")).unwrap();
    fs::write(
        root.join("questions/q.md"),
        "---\ntitle: Q\narguendo: []\n---\nAsk.\n",
    )
    .unwrap();
    let now = Timestamp::from_second(1_772_611_506).unwrap();
    let desk = Desk::open(&databases, now).unwrap();
    let text = "---\ntitle: Law\narguendo-question: q\n---\nMy words.\n";
    fs::write(desk.drafts().join("d.md"), text).unwrap();
    let state = DraftState {
        file: "d.md".to_owned(),
        ..DraftState::default()
    };
    let id = desk.put_draft(None, &state, 0).unwrap();
    let folder = Folder::find(&root).unwrap();
    sync::open(&databases)
        .unwrap()
        .sync(&folder, &mut Company::nobody())
        .unwrap();
    let reader = Reader::open(&databases).unwrap();
    let publishing = Publishing {
        folder: &folder,
        reader: &reader,
        desk: &desk,
        now: now.to_zoned_datetime(TimeZone::UTC),
    };

    let beside = Connection::open(file_in(&databases)).unwrap();
    let full = "CREATE TRIGGER full BEFORE UPDATE ON publication BEGIN SELECT RAISE(ABORT, 'no room'); END";
    beside.execute_batch(full).unwrap();
    let done = publishing.carry_out(publishing.plan(id).unwrap()).unwrap();
    assert!(
        done.told[0].starts_with("responses/law.md is published"),
        "{:?}",
        done.told
    );
    assert!(done.told[0].contains("no room"), "{:?}", done.told);
    assert!(
        fs::read_to_string(root.join("questions/q.md"))
            .unwrap()
            .contains("law")
    );
    assert!(root.join("responses/law.md").exists());
    assert!(!desk.drafts().join("d.md").exists());

    // As long as there is no room, that is said, and nothing is taken back.
    let told = resume(&desk, &folder).unwrap();
    assert!(told[0].contains("all of its files are written now"), "{told:?}");
    beside.execute_batch("DROP TRIGGER full").unwrap();
    let told = resume(&desk, &folder).unwrap();
    assert!(told[0].contains("is finished now"), "{told:?}");
    assert!(root.join("responses/law.md").exists());
    let noted = desk.publication(done.undo).unwrap().unwrap();
    assert_eq!(noted.state, PublicationState::Done);
    let draft = desk.draft_state(id).unwrap().unwrap();
    assert_eq!(draft.published_as.as_deref(), Some("responses/law.md"));
    publishing.undo(done.undo).unwrap();
    assert_eq!(fs::read_to_string(desk.drafts().join("d.md")).unwrap(), text);
}
