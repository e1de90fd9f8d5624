//! Drafts at their edges: a closing fence without a line end, what a crash has left, and desks that share a directory.

use std::fs;

use arguendo_core::desk::Desk;
use arguendo_core::desk::versions::VersionKind;
use arguendo_core::disk::folder::Folder;
use arguendo_core::drafts::drafting::{self, Beginning, DraftSession, DraftingError};

use arguendo_tests::room::{QUESTION, Room, at, insert, settle};

#[test]
fn words_typed_below_a_closing_fence_without_a_line_end_stay_below_it() {
    for end in ["\n", "\r\n"] {
        let room = Room::with(&[]);
        let file = room.desk.drafts().join("mine.md");
        let header = ["\u{feff}---", "title: 'T' # mine", "---"].join(end);
        fs::write(&file, &header).unwrap();
        drafting::list(&room.desk, &room.root(), &room.reader(), at(1)).unwrap();
        let id = drafting::find(&room.desk, &room.root(), "mine.md")
            .unwrap()
            .unwrap()
            .id;
        let mut session = room.open(id);
        assert_eq!(session.page(&room.desk, &room.reader()).unwrap().body, "");
        // A change that changes nothing leaves every byte.
        session.type_(&room.desk, 1, &insert(0, ""), at(3)).unwrap();
        assert_eq!(session.text(), header);
        session.type_(&room.desk, 2, &insert(0, "Hello"), at(3)).unwrap();
        session
            .type_(&room.desk, 3, &insert(5, ", you\nthere"), at(3))
            .unwrap();
        let written = format!("{header}{end}Hello, you{end}there");
        assert_eq!(session.text(), written);
        assert_eq!(
            session.page(&room.desk, &room.reader()).unwrap().body,
            "Hello, you\nthere"
        );
        drop(session);
        // The journal says the same after a crash.
        let mut session = room.open(id);
        session
            .recover(&room.desk, drafting::Choice::Restore, at(4))
            .unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), written);
    }
}

#[test]
fn a_body_is_begun_below_a_template_whose_closing_fence_has_no_line_end() {
    for end in ["\n", "\r\n"] {
        let template = ["---", "stance: # yes or no", "---"].join(end);
        let room = Room::of(&[
            ("questions/why.md", QUESTION),
            ("_templates/response.md", &template),
        ]);
        let id = room.begun();
        let text = fs::read_to_string(room.file(id)).unwrap();
        assert!(text.ends_with(&format!("{end}---{end}One two.\n")), "{text:?}");
        let beginning = Beginning {
            question: Some("questions/why.md"),
            signed_as: "ann",
            ..Beginning::default()
        };
        let id = room.begin(&beginning).unwrap();
        let mut session = room.open(id);
        session.type_(&room.desk, 1, &insert(0, "Hello"), at(3)).unwrap();
        assert!(session.text().ends_with(&format!("{end}---{end}Hello")));
    }
}

#[test]
fn a_stray_that_cannot_be_put_in_order_hinders_no_draft() {
    let room = Room::with(&[]);
    let id = room.begun();
    let drafts = room.desk.drafts();
    // Nobody can read this one as a file; the one after it can be put in order.
    let unreadable = drafts.join(".arguendo-draft-77.tmp");
    fs::create_dir(&unreadable).unwrap();
    fs::write(drafts.join(".arguendo-draft-99.tmp"), "Words found again.\n").unwrap();
    let rows = drafting::list(&room.desk, &room.root(), &room.reader(), at(2)).unwrap();
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows.iter().any(|row| row.file.ends_with("found-again.md")));
    assert!(DraftSession::open(&room.desk, &room.root(), id, at(2)).is_ok());
    assert!(unreadable.is_dir());
}

#[test]
fn two_people_who_write_in_one_directory_leave_each_others_temporary_files_alone() {
    let room = Room::with(&[]);
    let other_place = tempfile::tempdir().unwrap();
    let other = Desk::open(other_place.path(), at(0)).unwrap();
    // Both have number 1 on their own desk.
    fs::write(other.drafts().join("theirs.md"), "---\n---\nTheirs.\n").unwrap();
    drafting::list(&other, &room.root(), &room.reader(), at(1)).unwrap();
    let mine = room.begun();
    let theirs = other.all_drafts().unwrap()[0].id;
    assert_eq!(mine, theirs);
    for (desk, id) in [(&room.desk, mine), (&other, theirs)] {
        drafting::share(desk, &room.root(), &room.reader(), id, at(2)).unwrap();
    }
    let numbers = (room.desk.number(), other.number());
    assert_ne!(numbers.0, numbers.1);
    assert_eq!(numbers.0, room.desk.number(), "made once");
    // The other's temporary file is there at the moment in which I write and put in order; by an older program, or a newer.
    let names = [format!("draft-{theirs}"), format!("draft-{}-{theirs}", numbers.1)];
    let beside = names.map(|name| room.root().join(format!("drafts/.arguendo-{name}.tmp")));
    for beside in &beside {
        fs::write(beside, "Theirs, to be renamed.").unwrap();
    }
    drafting::list(&room.desk, &room.root(), &room.reader(), at(3)).unwrap();
    let mut session = DraftSession::open(&room.desk, &room.root(), mine, at(3)).unwrap();
    session.type_(&room.desk, 1, &insert(0, "Mine. "), at(3)).unwrap();
    assert!(session.close(&room.desk, at(3)).saved.is_some());
    for beside in &beside {
        assert_eq!(fs::read_to_string(beside).unwrap(), "Theirs, to be renamed.");
    }
}

#[test]
fn what_a_crash_has_left_of_a_private_draft_is_put_in_order_by_whatever_name() {
    let room = Room::with(&[]);
    let id = room.begun();
    let text = fs::read_to_string(room.file(id)).unwrap();
    let strays = [
        (format!("draft-{id}"), "---\nOlder program's words.\n"),
        (
            format!("draft-{}-{id}", room.desk.number()),
            "---\nThis program's words.\n",
        ),
        // The record has been replaced by a copy from before it had a number: that draft is not this one.
        (format!("draft-0123abc-{id}"), "---\nAn earlier record's words.\n"),
    ];
    let drafts = room.desk.drafts();
    for (name, words) in &strays {
        fs::write(drafts.join(format!(".arguendo-{name}.tmp")), words).unwrap();
    }
    drafting::list(&room.desk, &room.root(), &room.reader(), at(3)).unwrap();
    let names = fs::read_dir(&drafts).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!(fs::read_to_string(room.file(id)).unwrap(), text);
    let found_again = fs::read_to_string(drafts.join("found-again.md")).unwrap();
    assert_eq!(found_again, strays[2].1);
    let versions = drafting::versions(&room.desk, id).unwrap();
    let kept: Vec<_> = versions
        .iter()
        .map(|row| room.desk.version(row.id).unwrap().unwrap().bytes)
        .collect();
    for (_, words) in &strays[..2] {
        assert!(kept.iter().any(|bytes| bytes == words.as_bytes()), "{words}");
    }
}

#[test]
fn the_beginning_of_her_own_text_that_a_kill_has_left_is_not_told_as_somebody_elses() {
    let room = Room::with(&[]);
    let id = room.begun();
    let mut session = room.open(id);
    session
        .type_(&room.desk, 1, &insert(0, "Her words. "), at(2))
        .unwrap();
    let text = session.text().to_owned();
    drop(session);
    // Killed while it was saved, with half of it written beside the file.
    let half = &text.as_bytes()[..text.len() / 2];
    let stray = format!(
        ".arguendo-draft-{}-{id}-0123456789abcdef-aside.tmp",
        room.desk.number()
    );
    fs::write(room.desk.drafts().join(stray), half).unwrap();
    drop(DraftSession::open(&room.desk, &room.root(), id, at(3)).unwrap());
    let versions = drafting::versions(&room.desk, id).unwrap();
    let kept = versions
        .iter()
        .find(|row| room.desk.version(row.id).unwrap().unwrap().bytes == half)
        .unwrap();
    assert_eq!(kept.kind, VersionKind::Sitting);
}

#[test]
fn a_put_away_revision_that_was_taken_up_again_is_not_said_to_be_brought_back() {
    let room = Room::with(&[]);
    let content = Folder::find(&room.root()).unwrap();
    let reader = room.reader();
    let path = "responses/because.md";
    let revise = |second| drafting::begin_revision(&content, &reader, &room.desk, path, true, at(second));
    let id = revise(1).unwrap();
    let mut session = room.open(id);
    session
        .type_(&room.desk, 1, &insert(0, "Better. "), at(2))
        .unwrap();
    session.close(&room.desk, at(3));
    drop(session);
    drafting::discard(&room.desk, &room.root(), id, at(4)).unwrap();
    assert_eq!(drafting::put_away(&room.desk).unwrap()[0].title, "Because");
    assert_eq!(revise(5).unwrap(), id);
    let refused = drafting::bring_back(&room.desk, id, at(6)).unwrap_err();
    assert!(matches!(refused, DraftingError::NotPutAway), "{refused}");
    // Its words are where the sentence says.
    let versions = drafting::versions(&room.desk, id).unwrap();
    let newest = room.desk.version(versions[0].id).unwrap().unwrap().bytes;
    assert!(String::from_utf8(newest).unwrap().contains("Better. "));
}

#[test]
fn a_text_from_another_program_is_begun_without_its_byte_order_mark_and_with_its_line_ends() {
    for (body, expected) in [
        (
            "\u{feff}# Head\n\nText\n",
            "---\ntitle: T\narguendo-question: why\n---\n# Head\n\nText\n",
        ),
        (
            "\u{feff}# Head\r\n\r\nText\r\n",
            "---\r\ntitle: T\r\narguendo-question: why\r\n---\r\n# Head\r\n\r\nText\r\n",
        ),
        ("\u{feff}", "---\ntitle: T\narguendo-question: why\n---\n"),
    ] {
        let room = Room::with(&[]);
        let beginning = Beginning {
            question: Some("questions/why.md"),
            title: "T",
            body: Some(body),
            ..Beginning::default()
        };
        let id = room.begin(&beginning).unwrap();
        assert_eq!(fs::read_to_string(room.file(id)).unwrap(), expected);
        assert!(!room.open(id).text().contains('\u{feff}'));
    }
}

#[test]
fn a_title_may_be_anything_that_yaml_would_take_for_something_else() {
    for title in [
        "- a dash",
        "-5",
        "--- three",
        "? why",
        "a: b",
        "a #b",
        "[x]",
        "{x: y}",
        "&anchor",
        "*alias",
        "<<",
        "!tag",
        "| pipe",
        "> quote",
        "%x",
        "@x",
        "`x`",
        "'x'",
        "\"x\"",
        "it's \"so\"",
        "~",
        "null",
        "No",
        "2021-05-24",
        "1e3",
        "0x1F",
        "12:30",
        "= x",
        "ends with:",
        "back\\slash",
        "two\nlines",
        "\u{a0}x\u{2028}y",
        "…",
    ] {
        let room = Room::with(&[]);
        let beginning = Beginning {
            question: Some("questions/why.md"),
            signed_as: "ann",
            title,
            body: Some("Text.\n"),
            ..Beginning::default()
        };
        let id = room.begin(&beginning).unwrap();
        let session = room.open(id);
        let page = session.page(&room.desk, &room.reader()).unwrap();
        assert_eq!(
            (page.fields.title.as_str(), page.body.as_str()),
            (title.trim(), "Text.\n")
        );
    }
}

#[test]
fn words_of_a_crash_win_over_a_file_that_cannot_be_read_and_are_saved() {
    let room = Room::with(&[]);
    let id = room.begun();
    let mut session = room.open(id);
    session.type_(&room.desk, 1, &insert(0, "Mine. "), at(3)).unwrap();
    drop(session);
    let broken = "---\ntitle: [\n---\nTheirs.\n";
    fs::write(room.file(id), broken).unwrap();

    let mut session = room.open(id);
    assert!(session.recovery().is_some());
    settle(&mut session, &room.desk, true, at(5)).unwrap();
    let kept = session.save(&room.desk, at(6));
    assert!(kept.trouble.is_none() && kept.saved.is_some(), "{kept:?}");
    assert!(fs::read_to_string(room.file(id)).unwrap().contains("Mine. "));
    assert!(room.versions(id).iter().any(|text| text == broken));
}
