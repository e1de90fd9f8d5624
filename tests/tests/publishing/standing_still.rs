//! A publication that stands still, on a drive that does not answer or by Ctrl-Z, holds up nothing else of the same person.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use arguendo_core::desk::DeskError;
use arguendo_core::drafts::drafting::{self, Beginning, DraftSession};
use arguendo_core::drafts::publishing::PublishError;
use arguendo_tests::command::cli;
use arguendo_tests::system_calls::{calls, stopped_at};
use jiff::Timestamp;

use crate::seminar::{NOW, Seminar, answer, resume};

/// Longer than anything is waited for: the disk and the other tests of this computer take their time, too.
const NEVER: Duration = Duration::from_secs(30);

fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap()
}

fn two_drafts() -> Seminar {
    let seminar = Seminar::small();
    for name in ["first", "second"] {
        seminar.draft(&format!("{name}.md"), &answer(name, "deference"));
    }
    seminar
}

#[test]
fn while_a_publication_stands_still_everything_but_publishing_goes_on_and_that_says_what_it_waits_for() {
    let words = ["publish", "first.md"];
    let traced = two_drafts();
    let (folder, data) = (traced.folder.path(), traced.data.path());
    let is_renaming = |call: &str| call.contains("renameat2") && call.contains("responses/");
    let Some(calls) = calls(&[], folder, data, &words, is_renaming).unwrap() else {
        return;
    };
    let seminar = two_drafts();
    let (folder, data) = (seminar.folder.path(), seminar.data.path());
    stopped_at(&calls[0], Stdio::null(), folder, data, &words, || {
        assert_eq!(seminar.desk.begun_operations().unwrap().len(), 1);
        let begun = Instant::now();
        let run = |arguments: &[&str]| {
            let output = cli(folder, data, arguments).unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            (output.status.code(), said)
        };
        for arguments in [
            &["drafts"][..],
            &["search", "words"],
            &["conflicts"],
            &[
                "new",
                "--question",
                "deference",
                "--as",
                "jane",
                "--title",
                "Third",
            ],
            &["versions", "second.md"],
            // It reads nothing more, and ends.
            &["write", "second.md"],
        ] {
            let (code, said) = run(arguments);
            assert!(code == Some(0) && said.is_empty(), "{arguments:?}: {said}");
        }
        let (code, said) = run(&["publish", "second.md"]);
        assert_ne!(code, Some(0), "{said}");
        assert!(
            said.contains("responses/first.md is just being written by another"),
            "{said}"
        );
        assert!(begun.elapsed() < NEVER, "it waits: {:?}", begun.elapsed());
    })
    .unwrap();
    // Then it goes on, and so does the other.
    assert!(seminar.read("questions/deference.md").contains("- first"));
    assert!(
        cli(folder, data, &["publish", "second.md"])
            .unwrap()
            .status
            .success()
    );
    assert!(seminar.read("questions/deference.md").contains("- second"));
}

/// In one program, as the window does it.
#[test]
fn who_has_the_right_to_publish_keeps_nobody_from_drafting_and_from_opening_the_desk() {
    let seminar = two_drafts();
    let held = seminar.desk.lock_publishing().unwrap();
    let directory = seminar.desk.directory();
    let desk = arguendo_core::desk::Desk::open(directory, now()).unwrap();
    let root = seminar.folder.path();
    assert!(resume(&desk, &seminar.content).unwrap().is_empty());
    assert!(drafting::tidy_up(&desk, root, now()).is_empty());
    let beginning = Beginning {
        question: Some("questions/deference.md"),
        replies_to: None,
        signed_as: "jane",
        title: "Fourth",
        body: None,
    };
    fs::write(
        seminar.desk.drafts().join("third.md"),
        answer("Third", "deference"),
    )
    .unwrap();
    let reader = seminar.reader();
    let id = drafting::begin(&seminar.content, &reader, &desk, &beginning, now()).unwrap();
    drop(DraftSession::open(&desk, root, id, now()).unwrap());
    let refused = seminar
        .publish(seminar.draft("d.md", &answer("Law", "deference")))
        .unwrap_err();
    assert!(
        matches!(refused, PublishError::Desk(DeskError::Publishing(_))),
        "{refused}"
    );
    drop(held);
    // What was not looked at meanwhile is looked at now: the file is a draft.
    drafting::tidy_up(&desk, root, now());
    assert!(desk.draft_of_file("third.md", false).unwrap().is_some());
}
