//! A drive that is away: nothing that a person has of its folder, and nothing of her own, goes with it.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use arguendo_core::desk::Desk;
use arguendo_core::disk::folder::Folder as Content;
use arguendo_core::drafts::drafting::{self, Beginning, DraftSession};
use arguendo_core::mirror::sync::{self, SyncError, SyncHooks};
use arguendo_core::mirror::{Reader, live};
use arguendo_core::pages::drafts::Typed;

use arguendo_tests::command::{LIMIT, Watch};
use arguendo_tests::dumps::dump_of;
use arguendo_tests::folder::repository;
use arguendo_tests::namespace::{Drive, copy, is_within, mount, unmount};
use jiff::Timestamp;

const TEXT: &str = "---\ntitle: A response\n---\nText.\n";

/// How often the drive goes and comes back.
const TIMES: usize = 1_000;

/// A person's own writing: a private draft with words in the journal alone, and a shared one with such words.
fn write_drafts(content: &Content, databases: &Path, now: Timestamp) -> [i64; 2] {
    let desk = Desk::open(databases, now).unwrap();
    let reader = Reader::open(databases).unwrap();
    let question = reader.questions().unwrap().remove(0).0;
    [false, true].map(|shared| {
        let beginning = Beginning {
            question: Some(&question.path),
            signed_as: "ann",
            title: if shared { "Ours" } else { "Mine" },
            body: Some("Written.\n"),
            ..Beginning::default()
        };
        let id = drafting::begin(content, &reader, &desk, &beginning, now).unwrap();
        if shared {
            drafting::share(&desk, content.root(), &reader, id, now).unwrap();
        }
        id
    })
}

/// Types a word into a draft, and ends as a program that is killed does: the word is in the journal alone.
fn type_into(content: &Content, desk: &Desk, id: i64, now: Timestamp) {
    let mut session = DraftSession::open(desk, content.root(), id, now).unwrap();
    let sequence = session.kept().sequence;
    let typed = Typed::Body {
        changes: vec![(0, 0, "More. ".to_owned())],
    };
    session.type_(desk, sequence, &typed, now).unwrap();
}

/// What is a person's own: which drafts there are, and every word of them that is not in a file.
fn own(desk: &Desk) -> String {
    let drafts = desk.all_drafts().unwrap();
    let journals: Vec<_> = drafts
        .iter()
        .map(|draft| desk.journal(draft.id).unwrap())
        .collect();
    format!("{drafts:?} {journals:?}")
}

#[test]
fn a_drive_that_goes_a_thousand_times_takes_no_row_no_draft_and_no_line_of_the_record_with_it() {
    if !is_within(
        "a_drive_that_goes_a_thousand_times_takes_no_row_no_draft_and_no_line_of_the_record_with_it",
    ) {
        return;
    }
    let place = Drive::new();
    copy(&repository().join("content"), &place.kept);
    place.bind(&place.kept);
    let content = Content::find(&place.point).unwrap();
    let databases = place.data.clone();
    let now = Timestamp::now();
    let mut writer = sync::open(&databases).unwrap();
    writer.sync(&content, &mut SyncHooks::none()).unwrap();
    let [private, shared] = write_drafts(&content, &databases, now);
    writer.sync(&content, &mut SyncHooks::none()).unwrap();
    let own_desk = Desk::open(&databases, now).unwrap();
    type_into(&content, &own_desk, private, now);
    let mirrored = || dump_of(&Reader::open(&databases).unwrap()).unwrap();
    let (rows, words, record) = (mirrored(), own(&own_desk), own_desk.records(99).unwrap());
    let some = ["responses", "questions", "drafts"].map(str::to_owned);
    for time in 0..TIMES {
        unmount(&place.point);
        match time % 3 {
            0 => {}
            1 => mount(&["-t", "tmpfs", "empty"], &place.point),
            _ => place.bind(&place.other),
        }
        let whole = writer.sync(&content, &mut SyncHooks::none());
        let hinted = writer.sync_paths(&content, &some.clone().into(), &mut SyncHooks::none());
        for refused in [whole, hinted] {
            let refused =
                refused.map_err(|error| matches!(error, SyncError::Offline(_) | SyncError::Folder(_)));
            assert_eq!(refused, Err(true), "time {time}");
        }
        // As a program does that is started meanwhile.
        assert_eq!(drafting::tidy_up(&own_desk, content.root(), now), [""; 0]);
        if time % 3 != 0 {
            unmount(&place.point);
        }
        place.bind(&place.kept);
        let back = writer.sync(&content, &mut SyncHooks::none()).unwrap();
        assert_eq!((back.added, back.changed, back.removed), (0, 0, 0), "time {time}");
    }
    assert_eq!(mirrored(), rows, "0 rows removed");
    assert_eq!(own(&own_desk), words, "0 drafts removed");
    assert_eq!(own_desk.records(99).unwrap(), record, "nothing was withdrawn");
    assert!(record.iter().all(|row| row.texts == 0));
    let drafts = own_desk.all_drafts().unwrap();
    assert_eq!(drafts.len(), 2, "{drafts:?} {shared}");
    drop(writer);
    unmount(&place.point);
}

/// Opens a draft, and takes up the words that a session before left in the journal, as the person is asked to.
fn sit(desk: &Desk, content: &Content, id: i64, now: Timestamp) -> DraftSession {
    let mut session = DraftSession::open(desk, content.root(), id, now).unwrap();
    if session.recovery().is_some() {
        session.recover(desk, drafting::Choice::Restore, now).unwrap();
    }
    session
}

#[test]
fn while_the_drive_is_away_drafts_are_written_and_the_file_has_every_word_when_it_is_back() {
    if !is_within("while_the_drive_is_away_drafts_are_written_and_the_file_has_every_word_when_it_is_back") {
        return;
    }
    let place = Drive::new();
    copy(&repository().join("content"), &place.kept);
    place.bind(&place.kept);
    let content = Content::find(&place.point).unwrap();
    let now = Timestamp::now();
    sync::open(&place.data)
        .unwrap()
        .sync(&content, &mut SyncHooks::none())
        .unwrap();
    let ids = write_drafts(&content, &place.data, now);
    let own_desk = Desk::open(&place.data, now).unwrap();
    for away in ["nothing", "an empty drive", "another folder"] {
        unmount(&place.point);
        match away {
            "nothing" => {}
            "an empty drive" => mount(&["-t", "tmpfs", "empty"], &place.point),
            _ => place.bind(&place.other),
        }
        for id in ids {
            let mut session = sit(&own_desk, &content, id, now);
            let sequence = session.kept().sequence;
            let typed = Typed::Body {
                changes: vec![(0, 0, format!("Typed while {away} was there. "))],
            };
            session.type_(&own_desk, sequence, &typed, now).unwrap();
            let kept = session.save(&own_desk, now);
            assert_eq!(kept.trouble.is_some(), id == ids[1], "{away}: {kept:?}");
            session.close(&own_desk, now);
        }
        assert!(
            !place.point.join("drafts").exists(),
            "nothing is written into {away}"
        );
        if away != "nothing" {
            unmount(&place.point);
        }
        place.bind(&place.kept);
    }
    for id in ids {
        let mut session = sit(&own_desk, &content, id, now);
        session.save(&own_desk, now);
        let draft = own_desk.draft(id).unwrap().unwrap();
        let root = if draft.shared {
            place.point.clone()
        } else {
            own_desk.drafts()
        };
        let text = fs::read_to_string(root.join(&draft.file)).unwrap();
        for away in ["nothing", "an empty drive", "another folder"] {
            assert!(text.contains(&format!("Typed while {away} was there.")), "{text}");
        }
    }
    unmount(&place.point);
}

#[test]
fn a_folder_that_is_mounted_for_reading_only_says_so_and_when_that_is_over() {
    if !is_within("a_folder_that_is_mounted_for_reading_only_says_so_and_when_that_is_over") {
        return;
    }
    let place = Drive::new();
    copy(&repository().join("content"), &place.kept);
    place.bind(&place.kept);
    mount(&["-o", "remount,bind,ro"], &place.point);
    let watch = Watch::start(&place.point, &place.data).unwrap();
    watch.until_said(live::READ_ONLY, LIMIT).unwrap();
    // It is read all the same, and followed: others may write.
    fs::write(place.kept.join("responses/theirs.md"), TEXT).unwrap();
    watch.until("changed", "responses/theirs.md").unwrap();
    let content = Content::find(&place.point).unwrap();
    assert!(content.is_read_only());
    mount(&["-o", "remount,bind,rw"], &place.point);
    assert!(!content.is_read_only());
    drop(watch);
    unmount(&place.point);
}
