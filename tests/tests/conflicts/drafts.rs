//! A draft whose file somebody else writes into while it is open, or after a crash.

use std::fs;

use arguendo_core::conflicts::{self, ConflictError, How, Take, taking};
use arguendo_core::drafts::drafting::{self, Choice, DraftSession};
use arguendo_core::pages::conflicts::{SettledPart, Settlement, WholeSide};
use arguendo_tests::room::{Room, at, insert};
use arguendo_text::merge::MergeState;

const DRAFT: &str =
    "---\ntitle: Mine\ncontributors:\n  - ann\n---\nOne is said here first.\n\nTwo is said there next.\n";

/// The person has typed at the beginning, and the file holds `theirs`; nothing is saved yet.
fn parted(room: &Room, theirs: &str) -> DraftSession {
    let id = room.draft(DRAFT);
    let mut session = room.open(id);
    session
        .type_(&room.desk, 1, &insert(0, "Indeed, "), at(3))
        .unwrap();
    fs::write(room.file(id), theirs).unwrap();
    session
}

#[test]
fn edits_that_do_not_touch_come_together_and_it_is_told() {
    let room = Room::with(&[]);
    let theirs = DRAFT
        .replace("there next", "there at last")
        .replace("  - ann\n", "  - ann\n  - bo\n");
    let mut session = parted(&room, &theirs);
    let id = session.id();
    let kept = session.save(&room.desk, at(4));
    let both = theirs.replace("One is", "Indeed, One is");
    assert_eq!(session.text(), both);
    assert_eq!(fs::read_to_string(room.file(id)).unwrap(), both);
    assert!(kept.saved.is_some() && kept.trouble.is_none() && !kept.outside);
    let merged = kept.merged.unwrap();
    assert_eq!(
        (
            merged.unseen.keys,
            merged.unseen.comparison.added,
            merged.unseen.comparison.removed
        ),
        (vec!["contributors".to_owned()], 2, 1)
    );
    assert_eq!(merged.fields.contributors, ["ann", "bo"]);
    // Each of the two is a version, and it is shown until the person has seen it.
    let mine = DRAFT.replace("One is", "Indeed, One is");
    assert_eq!(room.versions(id), [mine, theirs]);
    assert!(session.kept().merged.is_some());
    let next = kept.sequence;
    assert!(
        session
            .type_(&room.desk, next, &insert(0, "So: "), at(5))
            .unwrap()
            .merged
            .is_none()
    );
    let page = session.page(&room.desk, &room.seminar.look()).unwrap();
    let unseen = page.unseen.unwrap();
    assert_eq!(unseen.keys, ["contributors"]);
    // Who has seen an earlier one has not seen this one.
    drafting::merge_seen(&room.desk, id, unseen.at - 1).unwrap();
    assert!(drafting::unseen_edits(&room.desk, id).unwrap().is_some());
    drafting::merge_seen(&room.desk, id, unseen.at).unwrap();
    assert!(drafting::unseen_edits(&room.desk, id).unwrap().is_none());
}

#[test]
fn what_changed_outside_while_nothing_is_unsaved_is_taken_over() {
    let room = Room::with(&[]);
    let id = room.draft(DRAFT);
    let mut session = room.open(id);
    let theirs = DRAFT.replace("there next", "there at last");
    fs::write(room.file(id), &theirs).unwrap();
    let kept = session.save(&room.desk, at(4));
    assert_eq!(session.text(), theirs);
    assert!(kept.merged.is_some() && kept.saved.is_some());
    assert_eq!(fs::read_to_string(room.file(id)).unwrap(), theirs);
    assert!(!room.desk.has_journal(id).unwrap());
    assert!(room.versions(id).contains(&DRAFT.to_owned()));
}

#[test]
fn a_file_that_is_only_half_written_yet_is_not_taken_for_an_edit() {
    let room = Room::with(&[]);
    let mut session = parted(&room, &DRAFT[..60]);
    let kept = session.save(&room.desk, at(4));
    assert!(kept.outside && kept.merged.is_none());
    let whole = DRAFT.replace("there next", "there at last");
    fs::write(room.file(session.id()), &whole).unwrap();
    let kept = session.save(&room.desk, at(5));
    assert!(!kept.outside && kept.merged.is_some(), "{kept:?}");
    assert_eq!(session.text(), whole.replace("One is", "Indeed, One is"));
}

#[test]
fn edits_that_touch_are_a_conflict_until_it_is_settled_part_by_part() {
    let room = Room::with(&[]);
    let theirs = DRAFT
        .replace("One is said", "Nothing was said")
        .replace("there next", "there at last");
    let mut session = parted(&room, &theirs);
    let id = session.id();
    let kept = session.save(&room.desk, at(4));
    assert!(kept.outside && kept.saved.is_none());
    assert_eq!(fs::read_to_string(room.file(id)).unwrap(), theirs);
    let rows = room.list();
    assert_eq!(
        (rows.len(), rows[0].draft, rows[0].title.as_str()),
        (1, Some(id), "Mine")
    );

    let page = conflicts::draft_page(&mut session, &room.desk, at(5))
        .unwrap()
        .unwrap();
    let states: Vec<_> = page.parts.iter().map(|part| part.state).collect();
    assert_eq!(states, [MergeState::Conflict, MergeState::Theirs]);
    assert_eq!(
        page.parts[0].mine.as_deref(),
        Some("Indeed, One is said here first.")
    );
    let nothing = How::Parts(Settlement::default());
    let refused = conflicts::settle_draft(&mut session, &room.desk, &page.token, &nothing, at(6));
    assert!(matches!(refused, Err(ConflictError::Merge(_))));
    let how = How::Parts(Settlement {
        parts: vec![SettledPart {
            number: 0,
            text: "Indeed, nothing is said here first.".to_owned(),
        }],
        ..Settlement::default()
    });
    let done = conflicts::settle_draft(&mut session, &room.desk, &page.token, &how, at(6)).unwrap();
    let settled = DRAFT
        .replace("One is", "Indeed, nothing is")
        .replace("there next", "there at last");
    assert_eq!(fs::read_to_string(room.file(id)).unwrap(), settled);
    assert_eq!(
        (session.text(), session.kept().outside),
        (settled.as_str(), false)
    );
    assert!(room.list().is_empty());
    let mine = DRAFT.replace("One is", "Indeed, One is");
    let versions = room.versions(id);
    assert!(versions.contains(&mine) && versions.contains(&theirs));

    // And back.
    conflicts::undo_draft(&mut session, &room.desk, done.undo, at(7)).unwrap();
    assert_eq!(fs::read_to_string(room.file(id)).unwrap(), theirs);
    assert_eq!((session.text(), session.kept().outside), (mine.as_str(), true));
    assert_eq!(room.list(), rows);
    drop(session);
    let mut session = room.open(id);
    let again = conflicts::draft_page(&mut session, &room.desk, at(8))
        .unwrap()
        .unwrap();
    assert_eq!(again.token, page.token);
}

#[test]
fn what_changed_since_it_was_shown_is_not_settled_and_not_taken_back() {
    let room = Room::with(&[]);
    let theirs = DRAFT.replace("One is said", "Nothing was said");
    let mut session = parted(&room, &theirs);
    let id = session.id();
    let page = conflicts::draft_page(&mut session, &room.desk, at(5))
        .unwrap()
        .unwrap();
    let how = taking(&page, Take::Both, false);
    let newer = theirs.replace("there next", "there at last");
    fs::write(room.file(id), &newer).unwrap();
    let refused = conflicts::settle_draft(&mut session, &room.desk, &page.token, &how, at(6));
    assert!(matches!(refused, Err(ConflictError::LookAgain)));
    assert_eq!(fs::read_to_string(room.file(id)).unwrap(), newer);

    let page = conflicts::draft_page(&mut session, &room.desk, at(7))
        .unwrap()
        .unwrap();
    let done = conflicts::settle_draft(&mut session, &room.desk, &page.token, &how, at(7)).unwrap();
    assert!(
        session
            .text()
            .contains("Indeed, One is said here first.\n\nNothing was said here first.\n\nTwo")
    );
    fs::write(room.file(id), "Other\n").unwrap();
    let refused = conflicts::undo_draft(&mut session, &room.desk, done.undo, at(8));
    assert!(matches!(refused, Err(ConflictError::CannotUndo(_))));
    assert_eq!(fs::read_to_string(room.file(id)).unwrap(), "Other\n");
}

#[test]
fn both_can_be_kept_as_files_and_that_can_be_taken_back() {
    let room = Room::with(&[]);
    let theirs = DRAFT.replace("One is said", "Nothing was said");
    let mut session = parted(&room, &theirs);
    let (id, mine) = (session.id(), DRAFT.replace("One is", "Indeed, One is"));
    let page = conflicts::draft_page(&mut session, &room.desk, at(5))
        .unwrap()
        .unwrap();
    let done = conflicts::settle_draft(&mut session, &room.desk, &page.token, &How::KeepBoth, at(6)).unwrap();
    let made = done.draft.unwrap();
    assert_ne!(made, id);
    assert_eq!(fs::read_to_string(room.file(made)).unwrap(), mine);
    assert_eq!(
        (
            session.text(),
            fs::read_to_string(room.file(id)).unwrap().as_str()
        ),
        (theirs.as_str(), theirs.as_str())
    );
    assert!(room.list().is_empty());
    let file = room.file(made);
    conflicts::undo_draft(&mut session, &room.desk, done.undo, at(7)).unwrap();
    assert!(!file.exists());
    assert_eq!((session.text(), room.list().len()), (mine.as_str(), 1));
}

#[test]
fn a_shared_draft_that_was_taken_away_can_be_made_again() {
    let room = Room::with(&[]);
    let id = room.draft(DRAFT);
    drafting::share(&room.desk, &room.root(), &room.seminar.look(), id, at(2)).unwrap();
    let mut session = room.open(id);
    session
        .type_(&room.desk, 1, &insert(0, "Indeed, "), at(3))
        .unwrap();
    fs::remove_file(room.file(id)).unwrap();
    session.save(&room.desk, at(4));
    assert!(room.list()[0].gone);
    let page = conflicts::draft_page(&mut session, &room.desk, at(5))
        .unwrap()
        .unwrap();
    assert!(page.whole.is_some() && !page.can_keep_both);
    let refused = conflicts::settle_draft(&mut session, &room.desk, &page.token, &How::KeepBoth, at(6));
    assert!(matches!(refused, Err(ConflictError::Gone(_))));
    let mine = How::Whole {
        side: WholeSide::Mine,
        remove_copy: false,
    };
    conflicts::settle_draft(&mut session, &room.desk, &page.token, &mine, at(7)).unwrap();
    assert_eq!(fs::read_to_string(room.file(id)).unwrap(), session.text());
}

#[test]
fn after_a_crash_words_come_together_with_what_somebody_else_wrote_meanwhile() {
    for touches in [false, true] {
        let room = Room::with(&[]);
        let theirs = match touches {
            false => DRAFT.replace("there next", "there at last"),
            true => DRAFT.replace("One is said", "Nothing was said"),
        };
        let session = parted(&room, &theirs);
        let id = session.id();
        drop(session); // nothing was saved
        assert_eq!(room.list().len(), usize::from(touches));
        let mut session = room.open(id);
        session.recover(&room.desk, Choice::Restore, at(6)).unwrap();
        let mine = DRAFT.replace("One is", "Indeed, One is");
        if touches {
            assert!(session.is_changed_outside());
            assert_eq!(
                (session.text(), fs::read_to_string(room.file(id)).unwrap()),
                (mine.as_str(), theirs.clone())
            );
        } else {
            let both = theirs.replace("One is", "Indeed, One is");
            assert_eq!(
                (session.text(), fs::read_to_string(room.file(id)).unwrap()),
                (both.as_str(), both.clone())
            );
        }
        assert!(room.versions(id).contains(&theirs));
    }
}

#[test]
fn words_that_wait_for_a_choice_after_a_crash_are_not_lost_by_taking_a_settlement_back() {
    let room = Room::with(&[]);
    let mut session = parted(&room, &DRAFT.replace("One is said", "Nothing was said"));
    let id = session.id();
    let page = conflicts::draft_page(&mut session, &room.desk, at(5))
        .unwrap()
        .unwrap();
    let how = taking(&page, Take::Mine, false);
    let done = conflicts::settle_draft(&mut session, &room.desk, &page.token, &how, at(6)).unwrap();
    let next = session.kept().sequence;
    session
        .type_(&room.desk, next, &insert(0, "Typed since. "), at(7))
        .unwrap();
    drop(session);

    let mut session = room.open(id);
    assert!(session.recovery().is_some());
    let refused = conflicts::undo_draft(&mut session, &room.desk, done.undo, at(8));
    assert!(
        matches!(refused, Err(ConflictError::CannotUndo(_))),
        "{refused:?}"
    );
    session
        .recover(&room.desk, drafting::Choice::Restore, at(9))
        .unwrap();
    assert!(
        fs::read_to_string(room.file(id))
            .unwrap()
            .contains("Typed since. ")
    );
}
