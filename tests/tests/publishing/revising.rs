//! A new version of a response that somebody else changes while it is written: nothing of theirs is written over.

use std::fs;

use arguendo_core::conflicts::{self, How, Take, taking};
use arguendo_core::desk::versions::VersionKind;
use arguendo_core::drafts::drafting::{DraftSession, begin_revision};
use arguendo_core::pages::conflicts::WholeSide;
use arguendo_core::pages::drafts::Typed;
use jiff::Timestamp;

use crate::seminar::{NOW, Seminar};

const PATH: &str = "responses/no-never.md";

fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap()
}

/// A response of two paragraphs, and its next version that is being written: the first word is typed and saved.
fn revision() -> (Seminar, DraftSession) {
    let seminar = Seminar::small();
    seminar
        .folder
        .sed(PATH, "s/^Words\\.$/One is said here.\\n\\nTwo is said there./")
        .unwrap();
    seminar.writes_as("jane");
    let (desk, reader) = (&seminar.desk, seminar.reader());
    let id = begin_revision(&seminar.content, &reader, desk, PATH, false, now()).unwrap();
    let mut session = DraftSession::open(desk, seminar.folder.path(), id, now()).unwrap();
    type_in(&seminar, &mut session, 0, "Truly, ");
    assert!(session.save(desk, now()).trouble.is_none());
    (seminar, session)
}

fn type_in(seminar: &Seminar, session: &mut DraftSession, place: u32, text: &str) {
    let changes = vec![(place, place, text.to_owned())];
    let next = session.kept().sequence;
    session
        .type_(&seminar.desk, next, &Typed::Body { changes }, now())
        .unwrap();
}

#[test]
fn what_a_colleague_changes_elsewhere_in_the_response_comes_into_its_new_version() {
    let (seminar, mut session) = revision();
    assert!(!session.is_due() && session.changed_response().is_none());
    seminar.folder.sed(PATH, "s/there/everywhere/").unwrap();
    assert!(session.is_due() && session.changed_response() == Some(PATH));
    let kept = session.save(&seminar.desk, now());
    assert!(
        kept.trouble.is_none() && !kept.outside && kept.saved.is_some(),
        "{kept:?}"
    );
    assert_eq!(kept.merged.unwrap().unseen.comparison.added, 1);
    assert!(!session.is_due());
    let id = session.id();
    drop(session);
    let done = seminar.publish(id).unwrap();
    let warnings = done.plan.warnings.join(" ");
    assert!(!warnings.contains("changed"), "{warnings}");
    assert!(
        seminar
            .read(PATH)
            .ends_with("Truly, One is said here.\n\nTwo is said everywhere.\n")
    );
}

#[test]
fn where_both_have_changed_the_same_words_it_is_a_conflict_which_is_settled_like_any_other() {
    let (seminar, mut session) = revision();
    seminar.folder.sed(PATH, "s/One is/Nothing was/").unwrap();
    let theirs = seminar.read(PATH);
    let kept = session.save(&seminar.desk, now());
    assert!(kept.outside && kept.trouble.unwrap().contains(PATH));
    assert_eq!(seminar.read(PATH), theirs);
    let versions = seminar.desk.versions(session.id()).unwrap();
    let outside = versions
        .iter()
        .find(|row| row.kind == VersionKind::Outside)
        .unwrap();
    let outside = seminar.desk.version(outside.id).unwrap().unwrap();
    assert_eq!(outside.bytes, theirs.as_bytes());

    let page = conflicts::draft_page(&mut session, &seminar.desk, now())
        .unwrap()
        .unwrap();
    assert_eq!((page.open, page.has_base), (1, true));
    let how = taking(&page, Take::Mine, false);
    conflicts::settle_draft(&mut session, &seminar.desk, &page.token, &how, now()).unwrap();
    let id = session.id();
    assert!(!session.is_due());
    drop(session);
    let done = seminar.publish(id).unwrap();
    let warnings = done.plan.warnings.join(" ");
    assert!(!warnings.contains("changed"), "{warnings}");
    assert!(seminar.read(PATH).contains("Truly, One is said here."));
}

#[test]
fn words_in_conflict_with_the_response_outlive_the_program() {
    let (seminar, mut session) = revision();
    seminar.folder.sed(PATH, "s/One is/Nothing was/").unwrap();
    session.save(&seminar.desk, now());
    type_in(&seminar, &mut session, 0, "Again: ");
    let id = session.id();
    drop(session);
    let mut session = DraftSession::open(&seminar.desk, seminar.folder.path(), id, now()).unwrap();
    let page = conflicts::draft_page(&mut session, &seminar.desk, now())
        .unwrap()
        .unwrap();
    let mine = How::Whole {
        side: WholeSide::Mine,
        remove_copy: false,
    };
    conflicts::settle_draft(&mut session, &seminar.desk, &page.token, &mine, now()).unwrap();
    assert!(session.text().contains("Again: Truly, One is said here."));
}

#[test]
fn a_response_that_cannot_be_read_or_has_gone_takes_nothing_from_its_new_version() {
    let (seminar, mut session) = revision();
    let text = session.text().to_owned();
    fs::write(seminar.folder.path().join(PATH), b"---\ntitle: [\n---\ncaf\xe9\n").unwrap();
    let kept = session.save(&seminar.desk, now());
    assert!(kept.trouble.is_none() && !kept.outside);
    seminar.folder.delete(PATH).unwrap();
    let kept = session.save(&seminar.desk, now());
    assert!(kept.trouble.is_none() && !kept.outside);
    assert_eq!(session.text(), text);
}
