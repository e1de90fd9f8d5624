//! Sync engines' conflict copies: recognised by engine, never a second response, and settled on the original.

use arguendo_core::conflicts::{ConflictError, How, Take, taking};
use arguendo_core::content::activity::ActivityKind;
use arguendo_core::desk::operations::{Operation, OperationFile, OperationKind, OperationState};
use arguendo_core::desk::records::Mine;
use arguendo_core::drafts::operations::{self, OperationError};
use arguendo_core::history::activity;
use arguendo_core::history::restore;
use arguendo_core::pages::conflicts::WholeSide;
use arguendo_core::pages::{reading, search};
use arguendo_tests::command::cli;
use arguendo_tests::room::{RESPONSE, Room, at};
use arguendo_tests::seminar::{find, now};
use arguendo_text::merge::MergeState;

/// Names that the engines give to copies of `because.md` (trust, "Sync engines"), and what is told of them.
const COPIES: [(&str, &str); 12] = [
    ("because.sync-conflict-20240131-235959-ABCDEFG.md", "Syncthing"),
    (
        "because.sync-conflict-20240131-235959-ABCDEFG.sync-conflict-20240201-000000-GFEDCBA.md",
        "Syncthing",
    ),
    ("because (Anna's conflicted copy 2024-01-31).md", "Dropbox"),
    ("because (Case Conflict 1).md", "Dropbox"),
    ("because-ANNAPC.md", "OneDrive"),
    ("because-DESKTOP-1A2B3C4.md", "OneDrive"),
    ("because-ANNAPC-safeBackup-0001.md", "OneDrive"),
    ("because (1).md", "Google Drive"),
    ("because 2.md", "iCloud Drive"),
    ("because (conflicted copy Anna 2024-01-31 235959).md", "Nextcloud"),
    ("because_conflict-20240131-235959.md", "Nextcloud"),
    ("because.Conflict.md", "Resilio Sync"),
];

fn copied(name: &str) -> (Room, String) {
    let copy = RESPONSE.replace("there next", "there zebraically");
    let path = format!("responses/{name}");
    (Room::with(&[(path.as_str(), copy.as_str())]), path)
}

#[test]
fn every_engines_copy_hangs_on_its_original_and_is_nowhere_a_second_response() {
    for (name, engine) in COPIES {
        let (room, path) = copied(name);
        let rows = room.list();
        assert_eq!(rows.len(), 1, "{name}");
        assert_eq!(
            (rows[0].engine.as_deref(), rows[0].copy.as_deref()),
            (Some(engine), Some(path.as_str()))
        );
        assert_eq!(
            (rows[0].file.as_str(), rows[0].title.as_str()),
            ("responses/because.md", "Because")
        );
        let question = room.seminar.question("questions/why.md");
        assert_eq!(question.entries.len(), 1, "{name}");
        let reader = room.seminar.look();
        let library = reading::library(&reader, now()).unwrap();
        assert_eq!(
            (library.questions[0].responses, library.unfiled),
            (1, 0),
            "{name}"
        );
        assert!(room.seminar.unfiled().is_empty(), "{name}");
        assert_eq!(
            search::search(&reader, "zebraically", 10).unwrap().total,
            0,
            "{name}"
        );
        let original = room.seminar.response("responses/because.md");
        assert!(
            original
                .notices
                .iter()
                .any(|notice| notice.message.contains(name)),
            "{name}"
        );
    }
}

#[test]
fn names_that_only_look_like_a_copy_are_documents_of_their_own() {
    let other = |title: &str| RESPONSE.replace("title: Because", &format!("title: {title}"));
    for (name, text) in [
        // Its own title and slug.
        ("responses/because 2.md", other("Second thoughts")),
        ("responses/because (1).md", other("In part")),
        ("responses/because-HOST.md", other("Hosts")),
        ("responses/because-of-this.md", other("Because of this")),
        // Another question.
        (
            "responses/because (2).md",
            RESPONSE.replace("question: why", "question: how"),
        ),
        // Another directory than the original's.
        ("responses/old/because (1).md", RESPONSE.to_owned()),
        ("responses/old/because.Conflict.md", RESPONSE.to_owned()),
        // No original of that name.
        ("responses/since (1).md", RESPONSE.to_owned()),
        // No engine counts like this.
        ("responses/because 1.md", RESPONSE.to_owned()),
        ("responses/because (01).md", RESPONSE.to_owned()),
        (
            "responses/because.sync-conflict-2024-235959-ABCDEFG.md",
            RESPONSE.to_owned(),
        ),
    ] {
        let room = Room::with(&[(name, text.as_str())]);
        assert!(room.list().is_empty(), "{name}");
        let reader = room.seminar.look();
        assert!(
            reader.document_at(name).unwrap().unwrap().conflict_of.is_none(),
            "{name}"
        );
    }
}

#[test]
fn a_copy_is_settled_on_its_original_and_goes_only_when_that_is_asked_for() {
    for removes in [false, true] {
        let (room, path) = copied("because (1).md");
        let copy = room.text(&path);
        let page = room.page(&path).unwrap();
        assert!(!page.has_base && page.removal.as_ref().unwrap().suggested);
        assert_eq!(page.parts.last().unwrap().state, MergeState::Conflict);
        let done = room
            .settle(&path, &page.token, &taking(&page, Take::Theirs, removes))
            .unwrap();
        assert_eq!(done.removed_copy, removes);
        assert_eq!(room.root().join(&path).exists(), !removes);
        assert_eq!(room.text("responses/because.md"), copy);
        assert!(room.list().is_empty(), "what is settled is not asked again");
        assert!(room.page(&path).is_none());
        // A copy that says something new is another conflict.
        if !removes {
            let newer = copy.replace("One", "Once");
            room.seminar.put(&[(path.as_str(), newer.as_str())]);
            assert_eq!(room.list().len(), 1);
            room.seminar.put(&[(path.as_str(), copy.as_str())]);
        }
        operations::undo(&room.desk, &room.root(), done.undo, at(10)).unwrap();
        assert_eq!(
            (room.text("responses/because.md").as_str(), room.text(&path)),
            (RESPONSE, copy)
        );
        assert_eq!(room.list().len(), 1);
    }
}

#[test]
fn nothing_is_settled_or_taken_back_over_what_nobody_has_seen() {
    let (room, path) = copied("because (1).md");
    let page = room.page(&path).unwrap();
    let how = taking(&page, Take::Both, true);
    let newer = RESPONSE.replace("One", "Once");
    room.seminar.put(&[("responses/because.md", newer.as_str())]);
    assert!(matches!(
        room.settle(&path, &page.token, &how),
        Err(ConflictError::LookAgain)
    ));
    assert!(room.root().join(&path).exists());
    let page = room.page(&path).unwrap();
    let done = room
        .settle(&path, &page.token, &taking(&page, Take::Mine, true))
        .unwrap();
    room.seminar.put(&[("responses/because.md", RESPONSE)]);
    let refused = operations::undo(&room.desk, &room.root(), done.undo, at(10));
    assert!(matches!(refused, Err(OperationError::CannotUndo { .. })));
    assert_eq!(room.text("responses/because.md"), RESPONSE);
}

#[test]
fn resilios_copy_is_kept_unless_the_person_insists() {
    let (room, path) = copied("because.Conflict.md");
    let page = room.page(&path).unwrap();
    let removal = page.removal.as_ref().unwrap();
    assert!(!removal.suggested && removal.trap.as_ref().unwrap().contains("deletes the text there"));
    let done = room.settle(&path, &page.token, &How::KeepBoth).unwrap();
    assert!(!done.removed_copy && room.root().join(&path).exists());
    assert!(room.list().is_empty());
}

#[test]
fn a_copy_that_is_kept_becomes_a_document_of_its_own() {
    for (name, _) in COPIES.into_iter().filter(|(name, _)| !name.contains(".Conflict")) {
        let (room, path) = copied(name);
        let copy = room.text(&path);
        let page = room.page(&path).unwrap();
        let done = room.settle(&path, &page.token, &How::KeepBoth).unwrap();
        assert_eq!(done.file, "responses/because-second-version.md");
        assert!(done.removed_copy && !room.root().join(&path).exists(), "{name}");
        assert_eq!(
            (room.text(&done.file), room.text("responses/because.md").as_str()),
            (copy.clone(), RESPONSE)
        );
        assert!(room.list().is_empty());
        let question = room.seminar.question("questions/why.md");
        assert_eq!(question.entries.len(), 2, "{name}");
        operations::undo(&room.desk, &room.root(), done.undo, at(10)).unwrap();
        assert_eq!(room.text(&path), copy);
        assert!(!room.root().join(&done.file).exists());
    }
}

#[test]
fn both_texts_of_a_copy_that_was_settled_can_be_read_and_put_back_and_it_is_told_once_as_ones_own_doing() {
    let (room, path) = copied("because.sync-conflict-20240131-235959-ABCDEFG.md");
    room.seminar.sync().unwrap();
    let copy = room.text(&path);
    let page = room.page(&path).unwrap();
    let how = taking(&page, Take::Both, true);
    room.settle(&path, &page.token, &how).unwrap();
    let reader = room.seminar.look();
    let records = activity::records(&room.desk, &reader, 9).unwrap();
    let told: Vec<_> = records
        .iter()
        .map(|row| (row.path.as_str(), row.doing, row.mine))
        .collect();
    let settled = ("responses/because.md", ActivityKind::Changed, Some(Mine::Settled));
    assert_eq!(
        told,
        [settled],
        "no change by somebody else, and nothing withdrawn"
    );
    assert_eq!(
        (records[0].title.as_str(), records[0].people.as_slice()),
        ("Because", ["ann".to_owned()].as_slice())
    );

    let kept = activity::kept_together(&room.desk, &reader, records[0].id).unwrap();
    let texts = kept
        .iter()
        .map(|entry| room.desk.kept(entry.id).unwrap().unwrap().text);
    assert_eq!(
        texts.collect::<Vec<_>>(),
        [RESPONSE.as_bytes().to_vec(), copy.clone().into_bytes()]
    );
    // Not under the name that would make it a copy again.
    let folder = find(&room.seminar);
    let page = activity::kept_page(&room.desk, &reader, kept[1].id).unwrap();
    assert_eq!(page.put_back_as, "responses/because.md");
    let back = restore::put_back(&room.desk, &folder, &reader, kept[1].id).unwrap();
    assert_eq!(
        (back.target.path.as_str(), back.renamed),
        ("responses/because-second-version.md", true)
    );
    assert_eq!(room.text("responses/because-second-version.md"), copy);
    assert!(room.list().is_empty(), "it is no copy again");
}

#[test]
fn a_copy_that_somebody_else_removes_is_no_document_that_left_and_its_text_stays_kept() {
    let (room, path) = copied("because (1).md");
    room.seminar.sync().unwrap();
    room.seminar.folder.delete(&path).unwrap();
    let reader = room.seminar.look();
    let records = activity::records(&room.desk, &reader, 9).unwrap();
    let told: Vec<_> = records
        .iter()
        .map(|row| (row.path.as_str(), row.doing, row.texts))
        .collect();
    assert_eq!(told, [(path.as_str(), ActivityKind::CopyRemoved, 1)]);
}

/// The desk knows that the original once held this.
fn remember(room: &Room, text: &str) {
    let known = Operation {
        kind: OperationKind::Settle,
        files: vec![OperationFile {
            in_folder: true,
            path: "responses/because.md".to_owned(),
            before: None,
            after: Some(text.as_bytes().to_vec()),
        }],
        ..Operation::default()
    };
    let id = room.desk.begin_operation(&known).unwrap();
    room.desk.operation_is(id, OperationState::Done).unwrap();
}

#[test]
fn a_text_that_both_have_all_the_words_of_is_their_base() {
    let (room, path) = copied("because (1).md");
    let mine = RESPONSE.replace("One is", "One, in short, is");
    room.seminar.put(&[("responses/because.md", mine.as_str())]);
    room.seminar.put(&[(
        path.as_str(),
        RESPONSE.replace("there next", "there, too, next").as_str(),
    )]);
    remember(&room, RESPONSE);
    let page = room.page(&path).unwrap();
    assert!(page.has_base && page.open == 0);
    room.settle(&path, &page.token, &taking(&page, Take::Mine, true))
        .unwrap();
    assert_eq!(
        room.text("responses/because.md"),
        mine.replace("there next", "there, too, next")
    );
}

#[test]
fn a_text_that_one_of_them_lacks_words_of_is_no_base_and_nothing_is_dropped_by_a_guess() {
    let (room, path) = copied("because (1).md");
    // Published here after both had parted: the copy has never had the new words, and has not taken them out.
    let later = RESPONSE.replace("One is", "One, in short, is");
    let mine = later.replace("in short", "in very short");
    room.seminar.put(&[("responses/because.md", mine.as_str())]);
    room.seminar.put(&[(path.as_str(), RESPONSE)]);
    remember(&room, &later);
    let page = room.page(&path).unwrap();
    assert!(!page.has_base && page.open > 0);
}

#[test]
fn a_copy_that_cannot_be_read_as_text_is_taken_or_left_as_a_whole() {
    let (room, path) = copied("because (1).md");
    std::fs::write(
        room.root().join(&path),
        b"---\ntitle: Because\narguendo-question: why\ncontributors: [ann]\n---\ncaf\xe9\n",
    )
    .unwrap();
    let page = room.page(&path).unwrap();
    assert!(page.whole.is_some() && page.parts.is_empty());
    let theirs = How::Whole {
        side: WholeSide::Theirs,
        remove_copy: false,
    };
    room.settle(&path, &page.token, &theirs).unwrap();
    let bytes = std::fs::read(room.root().join("responses/because.md")).unwrap();
    assert!(bytes.ends_with(b"caf\xe9\n"));
}

#[test]
fn conflicts_are_listed_settled_and_taken_back_from_the_command_line() {
    let (room, path) = copied("because.sync-conflict-20240131-235959-ABCDEFG.md");
    let data = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| -> (Option<i32>, serde_json::Value) {
        let output = cli(&room.root(), data.path(), arguments).unwrap();
        let value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        (output.status.code(), value)
    };
    let (code, rows) = run(&["conflicts", "--json"]);
    assert_eq!(
        (code, &rows[0]["key"], &rows[0]["from"]),
        (Some(1), &path.as_str().into(), &"ABCDEFG".into())
    );
    let before = room.seminar.folder.everything().unwrap();
    let (code, done) = run(&["settle", &path, "--take", "both", "--remove-copy", "--json"]);
    assert_eq!((code, &done["removedCopy"]), (Some(0), &true.into()));
    let settled = room.text("responses/because.md");
    assert!(settled.contains("there next.") && settled.contains("there zebraically."));
    assert_eq!(run(&["conflicts", "--json"]).0, Some(0));
    assert_eq!(run(&["unsettle", &done["undo"].to_string(), "--json"]).0, Some(0));
    assert_eq!(room.seminar.folder.everything().unwrap(), before);
    assert_eq!(
        run(&["settle", "responses/because.md", "--take", "mine"]).0,
        Some(2)
    );
}
