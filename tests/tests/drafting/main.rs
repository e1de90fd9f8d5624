//! Drafts from their beginning on: what the files hold, what is kept, and what is refused.

#![allow(clippy::unwrap_used)]

mod edges;
mod group;
mod interrupted;
mod outside;
mod together;

use std::fs;

use arguendo_core::desk::Remembered;
use arguendo_core::desk::versions::VersionKind;
use arguendo_core::disk::folder::Folder as Content;
use arguendo_core::drafts::drafting::{self, Beginning, Choice, DraftSession, DraftingError};
use arguendo_core::pages::drafts::{DraftFields, DraftPlace, Typed};

use arguendo_core::desk::operations::OperationState;
use arguendo_tests::room::{QUESTION, RESPONSE, Room, at, insert, settle};

#[test]
fn a_draft_is_begun_from_a_question_by_the_groups_template() {
    let template = "---\npublished: true\nstance: # yes or no\n---\n## Thesis\n";
    let room = Room::of(&[
        ("_arguendo-questions/2020-01-01-why.md", QUESTION),
        ("_templates/response.md", template),
    ]);
    let beginning = Beginning {
        question: Some("_arguendo-questions/2020-01-01-why.md"),
        signed_as: "ann",
        title: "Not: so",
        ..Beginning::default()
    };
    let id = room.begin(&beginning).unwrap();
    let text = fs::read_to_string(room.file(id)).unwrap();
    assert!(room.file(id).ends_with("not-so.md"));
    assert!(
        text.contains("arguendo-question: why\n") && text.contains("- ann\n"),
        "{text}"
    );
    assert!(
        text.contains("stance: # yes or no\n") && text.ends_with("---\n## Thesis\n"),
        "{text}"
    );
    let page = room.open(id).page(&room.desk, &room.reader()).unwrap();
    assert_eq!(
        (page.word_limit, page.due.as_deref()),
        (Some(900), Some("2026-12-01"))
    );
    assert_eq!(page.row.question.unwrap().title, "Why?");
    // A second one of the same name gets another file.
    let second = room.begin(&beginning).unwrap();
    assert!(room.file(second).ends_with("not-so-2.md"));
}

#[test]
fn a_reply_names_its_response_relation_and_question() {
    let room = Room::with(&[]);
    let reply = |relation| Beginning {
        replies_to: Some(("responses/because.md", relation)),
        signed_as: "bo",
        ..Beginning::default()
    };
    let id = room.begin(&reply("rebuts")).unwrap();
    let page = room.open(id).page(&room.desk, &room.reader()).unwrap();
    assert_eq!(page.row.question.unwrap().path, "questions/why.md");
    assert_eq!(page.replies_to[0].relation.as_deref(), Some("rebuts"));
    assert_eq!(
        page.replies_to[0].target.as_ref().unwrap().path,
        "responses/because.md"
    );
    assert_eq!(page.fields.contributors, ["bo"]);
    let refused = room.begin(&reply("hates")).unwrap_err();
    assert!(refused.to_string().contains("hates"));
}

#[test]
fn what_is_typed_is_acknowledged_once_more_and_never_out_of_step() {
    let room = Room::with(&[]);
    let id = room.begun();
    let mut session = room.open(id);
    let first = insert(0, "Zero ");
    assert_eq!(session.type_(&room.desk, 1, &first, at(3)).unwrap().sequence, 2);
    assert_eq!(session.type_(&room.desk, 1, &first, at(3)).unwrap().sequence, 2);
    for (sequence, typed) in [(1, insert(0, "Other")), (3, insert(0, "x"))] {
        let refused = session.type_(&room.desk, sequence, &typed, at(3)).unwrap_err();
        assert!(matches!(refused, DraftingError::OutOfStep { next: 2, .. }));
    }
    assert!(session.type_(&room.desk, 2, &insert(99, "x"), at(3)).is_err());
    let kept = session.save(&room.desk, at(4));
    assert_eq!((kept.sequence, kept.saved), (2, Some(at(4).as_millisecond())));
    assert!(
        fs::read_to_string(room.file(id))
            .unwrap()
            .ends_with("---\nZero One two.\n")
    );
    // Also after the file was written.
    assert_eq!(session.type_(&room.desk, 1, &first, at(5)).unwrap().sequence, 2);
    assert!(
        DraftSession::open(&room.desk, &room.root(), id, at(5)).is_err(),
        "open elsewhere"
    );
}

#[test]
fn after_a_crash_the_words_are_restored_or_discarded_and_kept_either_way() {
    for choice in [Choice::Restore, Choice::Discard] {
        let room = Room::with(&[]);
        let id = room.begun();
        let mut session = room.open(id);
        session
            .type_(&room.desk, 1, &insert(0, "Lost and found. "), at(3))
            .unwrap();
        drop(session);
        assert!(drafting::list(&room.desk, &room.root(), &room.reader(), at(4)).unwrap()[0].unsaved);
        let mut session = room.open(id);
        let page = session.page(&room.desk, &room.reader()).unwrap();
        assert_eq!(page.body, "One two.\n");
        let recovery = page.recovery.unwrap();
        assert_eq!(
            (recovery.at, recovery.added, recovery.removed),
            (at(3).as_millisecond(), 3, 0)
        );
        assert_eq!(session.recovery_comparison().unwrap().added, 3);
        let early = session.type_(&room.desk, 2, &insert(0, "x"), at(5)).unwrap_err();
        assert!(matches!(early, DraftingError::Undecided));
        session.recover(&room.desk, choice, at(5)).unwrap();
        let is_restored = choice == Choice::Restore;
        let text = fs::read_to_string(room.file(id)).unwrap();
        assert_eq!(text.contains("Lost and found."), is_restored);
        assert_eq!(room.kinds(id).contains(&VersionKind::Discarded), !is_restored);
        // It goes on, and survives the next crash.
        let next = session.kept().sequence;
        session
            .type_(&room.desk, next, &insert(0, "More. "), at(6))
            .unwrap();
        drop(session);
        let mut session = room.open(id);
        session.recover(&room.desk, Choice::Restore, at(7)).unwrap();
        let beginning = if is_restored {
            "More. Lost and found. One"
        } else {
            "More. One"
        };
        assert!(session.text().contains(beginning), "{}", session.text());
    }
}

#[test]
fn a_file_that_somebody_else_changed_is_never_written_over() {
    for keeps_mine in [true, false] {
        let room = Room::with(&[]);
        let id = room.begun();
        let mut session = room.open(id);
        session.type_(&room.desk, 1, &insert(0, "Mine. "), at(3)).unwrap();
        // Where the person has written, too: that does not come together by itself.
        let theirs = fs::read_to_string(room.file(id))
            .unwrap()
            .replace("One", "Theirs. Ones");
        fs::write(room.file(id), &theirs).unwrap();
        for _ in 0..2 {
            let kept = session.save(&room.desk, at(4));
            assert!(kept.saved.is_none() && kept.trouble.unwrap().contains("changed by somebody else"));
        }
        assert!(session.is_changed_outside());
        assert_eq!(fs::read_to_string(room.file(id)).unwrap(), theirs);
        assert_eq!(room.kinds(id), [VersionKind::Sitting, VersionKind::Outside]);
        // Typing goes on meanwhile.
        session.type_(&room.desk, 2, &insert(0, "Still "), at(5)).unwrap();
        let kept = settle(&mut session, &room.desk, keeps_mine, at(6)).unwrap();
        assert!(kept.saved.is_some() && kept.trouble.is_none(), "{kept:?}");
        let now = fs::read_to_string(room.file(id)).unwrap();
        assert_eq!(now, session.text());
        assert_eq!(now.contains("Still Mine."), keeps_mine);
        let versions = drafting::versions(&room.desk, id).unwrap();
        let has = |words: &str| {
            versions.iter().any(|version| {
                let bytes = room.desk.version(version.id).unwrap().unwrap().bytes;
                String::from_utf8(bytes).unwrap().contains(words)
            })
        };
        assert!(has("Theirs.") && (keeps_mine || has("Still Mine.")));
    }
}

#[test]
fn versions_are_named_compared_and_restored_with_the_present_kept_first() {
    let room = Room::with(&[]);
    let id = room.begun();
    let mut session = room.open(id);
    session.keep_version(&room.desk, "first thoughts", at(3)).unwrap();
    session.keep_version(&room.desk, "first thoughts", at(3)).unwrap();
    session.type_(&room.desk, 1, &insert(0, "Zero "), at(4)).unwrap();
    let first = drafting::versions(&room.desk, id).unwrap()[0].clone();
    assert_eq!((first.name.as_deref(), first.words), (Some("first thoughts"), 2));
    session.save(&room.desk, at(4));
    let compared = drafting::compare(&room.desk, &room.root(), id, first.id, None).unwrap();
    assert_eq!((compared.added, compared.removed), (1, 0));
    session.restore_version(&room.desk, first.id, at(5)).unwrap();
    assert!(
        fs::read_to_string(room.file(id))
            .unwrap()
            .ends_with("---\nOne two.\n")
    );
    assert_eq!(room.kinds(id), [VersionKind::BeforeRestore, VersionKind::Named]);
    session.close(&room.desk, at(6));
    assert_eq!(room.kinds(id)[0], VersionKind::Sitting);
    assert!(session.restore_version(&room.desk, 99, at(7)).is_err());
}

#[test]
fn sharing_moves_the_file_into_the_folder_in_its_own_form_and_ends_after_a_crash() {
    for (question, place) in [
        ("questions/why.md", "drafts/why.md"),
        ("law/_arguendo-questions/why.md", "law/_drafts/arguendo/why.md"),
    ] {
        let room = Room::of(&[(question, QUESTION)]);
        let beginning = Beginning {
            question: Some(question),
            ..Beginning::default()
        };
        let id = room.begin(&beginning).unwrap();
        let private = room.file(id);
        let bytes = fs::read(&private).unwrap();
        let path = drafting::share(&room.desk, &room.root(), &room.reader(), id, at(3)).unwrap();
        assert_eq!((path.as_str(), private.exists()), (place, false));
        assert_eq!(fs::read(room.root().join(place)).unwrap(), bytes);
        // As if it had been ended before the private file was removed.
        fs::write(&private, &bytes).unwrap();
        room.desk.operation_is(1, OperationState::Begun).unwrap();
        let rows = drafting::list(&room.desk, &room.root(), &room.reader(), at(4)).unwrap();
        assert_eq!((rows.len(), rows[0].place), (1, DraftPlace::Shared));
        assert!(!private.exists());
        let mut session = room.open(id);
        session
            .type_(&room.desk, 1, &insert(0, "Shared."), at(5))
            .unwrap();
        assert!(session.close(&room.desk, at(6)).saved.is_some());
        assert!(room.seminar.folder.read(place).unwrap().ends_with("Shared."));
    }
}

#[test]
fn a_draft_that_was_put_away_is_brought_back_word_for_word() {
    let room = Room::with(&[]);
    let id = room.begun();
    let mut session = room.open(id);
    session
        .type_(&room.desk, 1, &insert(0, "Unsaved. "), at(3))
        .unwrap();
    let text = session.text().to_owned();
    drop(session);
    drafting::discard(&room.desk, &room.root(), id, at(4)).unwrap();
    assert!(!room.file(id).exists());
    assert!(
        drafting::list(&room.desk, &room.root(), &room.reader(), at(4))
            .unwrap()
            .is_empty()
    );
    let away = drafting::put_away(&room.desk).unwrap();
    assert_eq!(
        (away[0].id, away[0].words, away[0].at),
        (id, 3, at(4).as_millisecond())
    );
    drafting::bring_back(&room.desk, id, at(5)).unwrap();
    assert_eq!(fs::read_to_string(room.file(id)).unwrap(), text);
    assert!(drafting::put_away(&room.desk).unwrap().is_empty());
}

#[test]
fn a_draft_whose_file_has_vanished_opens_from_its_last_version() {
    let room = Room::with(&[]);
    let id = room.begun();
    let mut session = room.open(id);
    session.type_(&room.desk, 1, &insert(0, "Zero "), at(3)).unwrap();
    session.close(&room.desk, at(4));
    let text = session.text().to_owned();
    drop(session);
    fs::remove_file(room.file(id)).unwrap();
    assert_eq!(
        drafting::list(&room.desk, &room.root(), &room.reader(), at(5)).unwrap()[0].words,
        3
    );
    let mut session = room.open(id);
    assert_eq!(session.text(), text);
    session.save(&room.desk, at(6));
    assert_eq!(fs::read_to_string(room.file(id)).unwrap(), text);
}

#[test]
fn a_published_response_is_revised_by_those_who_signed_it() {
    let room = Room::with(&[]);
    let content = Content::find(&room.root()).unwrap();
    let (reader, path) = (room.reader(), "responses/because.md");
    let revise = |yes| drafting::begin_revision(&content, &reader, &room.desk, path, yes, at(3));
    assert!(matches!(revise(false), Err(DraftingError::NotYours(_))));
    room.desk.set_value(Remembered::WritesAs, Some("Ann")).unwrap();
    let id = revise(false).unwrap();
    assert_eq!(revise(true).unwrap(), id);
    assert_eq!(fs::read_to_string(room.file(id)).unwrap(), RESPONSE);
    let rows = drafting::list(&room.desk, &room.root(), &room.reader(), at(4)).unwrap();
    assert_eq!(rows[0].revises.as_ref().unwrap().path, "responses/because.md");
}

#[test]
fn fields_are_written_beside_the_text_and_no_other_byte_changes() {
    let room = Room::with(&[]);
    let file = room.desk.drafts().join("foreign.md");
    fs::write(
        &file,
        "\u{feff}---\r\n# Notes\r\ntitle:   \"A\"\r\nlayout: x\r\n---\r\nOne.\r\nTwo.",
    )
    .unwrap();
    let left = drafting::tidy_up(&room.desk, &room.root(), at(1));
    assert!(left.is_empty(), "{left:?}");
    let id = drafting::find(&room.desk, &room.root(), file.to_str().unwrap())
        .unwrap()
        .unwrap()
        .id;
    let mut session = room.open(id);
    let fields = DraftFields {
        title: "B".to_owned(),
        ..DraftFields::default()
    };
    session
        .type_(&room.desk, 1, &Typed::Fields { fields }, at(2))
        .unwrap();
    session
        .type_(&room.desk, 2, &insert(5, "Half.\n"), at(2))
        .unwrap();
    session.close(&room.desk, at(3));
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(
        text,
        "\u{feff}---\r\n# Notes\r\ntitle:   \"B\"\r\nlayout: x\r\n---\r\nOne.\r\nHalf.\r\nTwo."
    );
}
