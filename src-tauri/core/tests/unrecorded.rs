//! All files of a publication are written, and the desk cannot note it, as when the disk is full at that moment: the person learns that
//! it is published, and the note is made at the next start. What nobody waits for is tried again without a word.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use arguendo_core::desk::drafts::DraftState;
use arguendo_core::desk::operations::OperationState;
use arguendo_core::desk::{Desk, file_in};
use arguendo_core::disk::data::DataDir;
use arguendo_core::disk::folder::Folder;
use arguendo_core::drafts::operations::{recover, undo};
use arguendo_core::drafts::publishing::{self, Publishing};
use arguendo_core::mirror::Reader;
use arguendo_core::mirror::live::{Live, Note, Update};
use arguendo_core::mirror::sync::{self, SyncHooks};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::Connection;

const DRAFT: &str = "---\ntitle: Law\narguendo-question: q\n---\nMy words.\n";

/// A private draft that answers the question `q`.
fn draft(desk: &Desk) -> i64 {
    fs::write(desk.drafts().join("d.md"), DRAFT).unwrap();
    let state = DraftState {
        file: "d.md".to_owned(),
        ..DraftState::default()
    };
    desk.put_draft(None, &state, 0).unwrap()
}

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
    let id = draft(&desk);
    let folder = Folder::find(&root).unwrap();
    sync::open(&databases)
        .unwrap()
        .sync(&folder, &mut SyncHooks::none())
        .unwrap();
    let reader = Reader::open(&databases).unwrap();
    let publishing = Publishing {
        folder: &folder,
        reader: &reader,
        desk: &desk,
        now: now.to_zoned_datetime(TimeZone::UTC),
    };

    let beside = Connection::open(file_in(&databases)).unwrap();
    let full = "CREATE TRIGGER full BEFORE UPDATE ON operation BEGIN SELECT RAISE(ABORT, 'no room'); END";
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
    let told = recover(&desk, folder.root(), now).unwrap();
    assert!(told[0].contains("all of its files are written now"), "{told:?}");
    beside.execute_batch("DROP TRIGGER full").unwrap();
    let told = recover(&desk, folder.root(), now).unwrap();
    assert!(told[0].contains("is finished now"), "{told:?}");
    assert!(root.join("responses/law.md").exists());
    let noted = desk.operation(done.undo).unwrap().unwrap();
    assert_eq!(noted.state, OperationState::Done);
    let draft = desk.draft_state(id).unwrap().unwrap();
    assert_eq!(draft.published_as.as_deref(), Some("responses/law.md"));
    undo(&desk, folder.root(), done.undo, now).unwrap();
    assert_eq!(fs::read_to_string(desk.drafts().join("d.md")).unwrap(), DRAFT);
}

/// Until `what` is so.
fn until(what: impl Fn() -> bool) {
    let limit = Instant::now() + Duration::from_secs(60);
    while !what() {
        assert!(Instant::now() < limit);
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn what_could_not_be_listed_again_is_tried_again_with_the_next_change_and_at_the_next_start() {
    for is_started_anew in [false, true] {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("seminar");
        let data = DataDir::new(Some(place.path().join("data"))).unwrap();
        for directory in ["questions", "responses"] {
            fs::create_dir_all(root.join(directory)).unwrap();
        }
        let question = root.join("questions/q.md");
        let unlisted = "---\ntitle: Q\narguendo:\n  - other\n---\nAsk.\n";
        fs::write(&question, unlisted).unwrap();
        let databases = data.of_folder(&root.canonicalize().unwrap()).unwrap();
        let desk = Desk::open(&databases, Timestamp::now()).unwrap();
        let id = draft(&desk);
        let folder = Folder::find(&root).unwrap();
        let mut writer = sync::open(&databases).unwrap();
        writer.sync(&folder, &mut SyncHooks::none()).unwrap();
        drop(writer);
        let reader = Reader::open(&databases).unwrap();
        let publishing = Publishing {
            folder: &folder,
            reader: &reader,
            desk: &desk,
            now: Timestamp::now().to_zoned_datetime(TimeZone::UTC),
        };
        publishing.carry_out(publishing.plan(id).unwrap()).unwrap();
        drop(reader);

        // As where the disk is full, or the folder read-only, for a while.
        let beside = Connection::open(file_in(&databases)).unwrap();
        beside.busy_timeout(Duration::from_secs(10)).unwrap();
        let full = "CREATE TRIGGER full BEFORE INSERT ON operation BEGIN SELECT RAISE(ABORT, 'no room'); END";
        beside.execute_batch(full).unwrap();
        let (told, seen) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let open = || {
            let (told, seen) = (Arc::clone(&told), Arc::clone(&seen));
            let listener = move |update| match update {
                Update::Note(Note::LookedAfter(_)) => drop(told.fetch_add(1, Ordering::SeqCst)),
                Update::Applied(_) => drop(seen.fetch_add(1, Ordering::SeqCst)),
                _ => {}
            };
            Live::open(&root, &data, Box::new(listener), publishing::while_idle()).unwrap()
        };
        let mut live = open();
        until(|| seen.load(Ordering::SeqCst) > 0);
        fs::write(&question, unlisted).unwrap();
        until(|| {
            let reader = Reader::open(&databases).unwrap();
            let row = reader.document_at("responses/law.md").unwrap().unwrap();
            reader.listed_by(row.id).unwrap().is_empty()
        });
        // Time for the first try; were it too short, there would be none to fail, and nothing to see.
        std::thread::sleep(Duration::from_secs(4));
        assert_eq!(
            (
                fs::read_to_string(&question).unwrap().as_str(),
                told.load(Ordering::SeqCst)
            ),
            (unlisted, 0)
        );
        beside.execute_batch("DROP TRIGGER full").unwrap();
        if is_started_anew {
            drop(live);
            live = open();
        } else {
            fs::write(root.join("questions/other.md"), "---\ntitle: Other\n---\n").unwrap();
        }
        until(|| told.load(Ordering::SeqCst) > 0);
        assert!(fs::read_to_string(&question).unwrap().contains("- law"));
        drop(live);
    }
}
