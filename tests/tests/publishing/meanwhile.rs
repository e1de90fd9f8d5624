//! What else a draft is in the midst of when it is published or taken back: words on their way, another publication, a new version.

use std::fs;

use arguendo_core::desk::drafts::DraftState;
use arguendo_core::desk::operations::{Extra, Operation, OperationFile, OperationKind, OperationState};
use arguendo_core::drafts::drafting::{DraftSession, begin_revision, discard, list, tidy_up};
use arguendo_core::drafts::operations::OperationError;
use arguendo_core::drafts::publishing::PublishError;
use arguendo_core::drafts::quoting::{self, Shown};
use arguendo_core::pages::drafts::Typed;
use jiff::Timestamp;

use crate::seminar::{NOW, Seminar, answer, resume};
use crate::trouble::begun;

const QUESTION: &str = "questions/deference.md";
const PATH: &str = "responses/no-never.md";

fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap()
}

fn insert(text: &str) -> Typed {
    Typed::Body {
        changes: vec![(0, 0, text.to_owned())],
    }
}

fn revision(seminar: &Seminar) -> i64 {
    seminar.writes_as("jane");
    begin_revision(
        &seminar.content,
        &seminar.reader(),
        &seminar.desk,
        PATH,
        false,
        now(),
    )
    .unwrap()
}

/// Every word that is on the disk: in a file, or in a version of the draft.
fn is_somewhere(seminar: &Seminar, draft: i64, words: &str) -> bool {
    let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(words);
    let versions = seminar.desk.versions(draft).unwrap();
    let mut kept = versions
        .iter()
        .map(|row| seminar.desk.version(row.id).unwrap().unwrap().bytes);
    seminar.files().values().any(|bytes| holds(bytes)) || kept.any(|bytes| holds(&bytes))
}

#[test]
fn what_was_unpublished_is_not_put_back_while_its_draft_holds_words_of_its_own() {
    let seminar = Seminar::small();
    let withdrawn = seminar.unpublish(PATH).unwrap();
    let draft = withdrawn.draft.unwrap();
    let mut session = DraftSession::open(&seminar.desk, seminar.folder.path(), draft, now()).unwrap();
    let refused = seminar.undo(withdrawn.undo).unwrap_err();
    assert!(matches!(refused, OperationError::OpenElsewhere), "{refused}");
    session
        .type_(&seminar.desk, 1, &insert("Newer. "), now())
        .unwrap();
    drop(session);
    // The program ended before it could save: the words are in the journal alone.
    let refused = seminar.undo(withdrawn.undo).unwrap_err();
    assert!(matches!(refused, OperationError::CannotUndo { .. }), "{refused}");
    let rows = list(&seminar.desk, seminar.folder.path(), &seminar.reader(), now()).unwrap();
    assert!(rows.iter().any(|row| row.id == draft && row.unsaved));
}

#[test]
fn a_draft_that_is_open_elsewhere_is_not_published() {
    let seminar = Seminar::small();
    let draft = seminar.draft("d.md", &answer("Law", "deference"));
    let session = DraftSession::open(&seminar.desk, seminar.folder.path(), draft, now()).unwrap();
    let before = seminar.files();
    let refused = seminar.publish(draft).unwrap_err();
    assert!(refused.to_string().contains("open in another"), "{refused}");
    assert_eq!(seminar.files(), before);
    drop(session);
    seminar.publish(draft).unwrap();
}

#[test]
fn a_new_version_of_a_response_that_was_changed_meanwhile_is_published_after_a_warning() {
    let seminar = Seminar::small();
    let draft = revision(&seminar);
    let file = seminar.desk.drafts().join("no-never.md");
    fs::write(&file, fs::read_to_string(&file).unwrap() + "Mine.\n").unwrap();
    seminar.folder.sed(PATH, "s/Words/Deeds/").unwrap();
    let theirs = seminar.read(PATH);
    let reader = seminar.reader();
    let plan = seminar.publishing(&reader).plan(draft).unwrap();
    assert!(
        plan.warnings.join(" ").contains("changed by somebody else"),
        "{:?}",
        plan.warnings
    );
    // The diff is that of what is there now, so that nothing is replaced unseen.
    assert!(plan.changes()[0].diff.contains("-Deeds."), "{:?}", plan.changes());
    let done = seminar.publish(draft).unwrap();
    assert!(seminar.read(PATH).ends_with("Words.\nMine.\n"));
    assert!(is_somewhere(&seminar, draft, "Deeds."));
    seminar.undo(done.undo).unwrap();
    assert_eq!(seminar.read(PATH), theirs);
}

#[test]
fn a_new_version_of_a_response_that_is_gone_is_published_as_a_response_of_its_own() {
    let seminar = Seminar::small();
    let draft = revision(&seminar);
    let question = seminar.read(QUESTION);
    seminar.folder.delete(PATH).unwrap();
    let reader = seminar.reader();
    let plan = seminar.publishing(&reader).plan(draft).unwrap();
    assert!(
        plan.warnings.join(" ").contains("not in the folder any more"),
        "{:?}",
        plan.warnings
    );
    seminar.publish(draft).unwrap();
    assert!(seminar.read(PATH).contains("title: no-never"));
    assert_eq!(seminar.read(QUESTION), question);
}

#[test]
fn a_response_that_is_missing_for_the_moment_is_waited_for() {
    let seminar = Seminar::small();
    let draft = revision(&seminar);
    let reader = seminar.reader();
    seminar.folder.delete(PATH).unwrap();
    let refused = seminar.publishing(&reader).plan(draft).unwrap_err();
    assert!(refused.to_string().contains("cannot be found"), "{refused}");
}

#[test]
fn a_response_whose_next_version_is_being_written_is_not_unpublished() {
    let seminar = Seminar::small();
    let draft = revision(&seminar);
    let refused = seminar.unpublish(PATH).unwrap_err();
    assert!(refused.to_string().contains("new version"), "{refused}");
    discard(&seminar.desk, seminar.folder.path(), draft, now()).unwrap();
    seminar.unpublish(PATH).unwrap();
}

#[test]
fn a_quote_whose_source_has_changed_or_gone_is_told_of_before_publishing() {
    let seminar = Seminar::small();
    let draft = seminar.draft("d.md", &answer("Law", "deference"));
    let shown = Shown {
        path: PATH,
        exact: "Words.",
        before: "",
        after: "",
    };
    let (markdown, _) = quoting::quote(&seminar.desk, &seminar.reader(), draft, shown, now()).unwrap();
    let file = seminar.desk.drafts().join("d.md");
    let without = fs::read_to_string(&file).unwrap();
    let warnings = || {
        let reader = seminar.reader();
        seminar
            .publishing(&reader)
            .plan(draft)
            .unwrap()
            .warnings
            .join(" ")
    };
    fs::write(&file, format!("{without}\n\n{markdown}")).unwrap();
    assert!(!warnings().contains("quoted from"));
    seminar.folder.sed(PATH, "s/Words/Deeds/").unwrap();
    assert!(warnings().contains("“Words.” is quoted from no-never, where it does not stand"));
    seminar.folder.delete(PATH).unwrap();
    assert!(warnings().contains("“Words.” is quoted from responses/no-never.md, which is not"));
    fs::write(&file, without).unwrap();
    assert!(
        !warnings().contains("quoted from"),
        "it is not in the draft any more"
    );
}

#[test]
fn a_publication_that_waits_is_finished_before_another_is_begun() {
    let seminar = Seminar::small();
    let waiting = begun(&seminar);
    let draft = seminar.draft("other.md", &answer("Other", "deference"));
    let reader = seminar.reader();
    let publishing = seminar.publishing(&reader);
    let plan = publishing.plan(draft).unwrap();
    let refused = publishing.carry_out(plan).unwrap_err();
    // What was shown was shown without it.
    assert_eq!(refused.code(), "look-again");
    let said = refused.to_string();
    assert!(
        said.starts_with("Publishing responses/law.md was interrupted, and is finished now."),
        "{said}"
    );
    assert_eq!(seminar.read("responses/law.md"), "the response");
    let finished = seminar.desk.operation(waiting.id).unwrap().unwrap();
    assert_eq!(finished.state, OperationState::Done);
    seminar.publish(draft).unwrap();
}

#[test]
fn a_publication_that_waits_is_taken_back_where_its_draft_was_written_on() {
    let seminar = Seminar::small();
    let waiting = begun(&seminar);
    let draft = waiting.draft.unwrap();
    let before = seminar.read(QUESTION);
    let mut session = DraftSession::open(&seminar.desk, seminar.folder.path(), draft, now()).unwrap();
    let told = resume(&seminar.desk, &seminar.content).unwrap();
    assert!(told[0].contains("waits until its draft is not open"), "{told:?}");
    session
        .type_(&seminar.desk, 1, &insert("Newer. "), now())
        .unwrap();
    drop(session);
    let told = resume(&seminar.desk, &seminar.content).unwrap();
    assert!(told[0].contains("is taken back"), "{told:?}");
    assert_eq!(seminar.read(QUESTION), before);
    let rows = list(&seminar.desk, seminar.folder.path(), &seminar.reader(), now()).unwrap();
    assert!(rows.iter().any(|row| row.id == draft && row.unsaved));
}

#[test]
fn while_a_publication_waits_for_its_folder_no_other_is_begun() {
    let seminar = Seminar::small();
    begun(&seminar);
    let draft = seminar.draft("other.md", "---\ntitle: Other\n---\nWords.\n");
    let reader = seminar.reader();
    fs::rename(
        seminar.folder.path().join("questions"),
        seminar.folder.path().join("away"),
    )
    .unwrap();
    let before = seminar.files();
    let publishing = seminar.publishing(&reader);
    let plan = publishing.plan(draft).unwrap();
    let refused = publishing.carry_out(plan).unwrap_err();
    assert!(
        matches!(refused, PublishError::Operation(OperationError::Waiting(_))),
        "{refused}"
    );
    assert!(refused.to_string().contains("responses/law.md"), "{refused}");
    assert_eq!(seminar.files(), before);
}

#[test]
fn a_file_of_a_publication_that_waits_is_not_taken_for_another_draft() {
    let seminar = Seminar::small();
    let file = |in_folder, path: &str, before: Option<&str>, after: Option<&str>| OperationFile {
        in_folder,
        path: path.to_owned(),
        before: before.map(|text| text.as_bytes().to_vec()),
        after: after.map(|text| text.as_bytes().to_vec()),
    };
    let publication = Operation {
        draft: None,
        kind: OperationKind::Unpublish,
        files: vec![
            file(false, "again.md", None, Some("the response")),
            file(true, PATH, Some("the response"), None),
        ],
        ..begun(&seminar)
    };
    seminar.desk.begin_operation(&publication).unwrap();
    fs::write(seminar.desk.drafts().join("again.md"), "the response").unwrap();
    let before = seminar.desk.all_drafts().unwrap().len();
    let left = tidy_up(&seminar.desk, seminar.folder.path(), now());
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(seminar.desk.all_drafts().unwrap().len(), before);
}

#[test]
fn a_new_version_that_was_never_written_is_not_taken_for_what_a_colleague_wrote() {
    let seminar = Seminar::small();
    seminar.reader();
    let published = seminar.read(PATH);
    let words = "Words of the new version, which are nowhere else.\n";
    let mine = published.replace("Words.\n", words);
    let draft = seminar.draft("d.md", &mine);
    let file = |in_folder, path: &str, before: &str, after: Option<&str>| OperationFile {
        in_folder,
        path: path.to_owned(),
        before: Some(before.as_bytes().to_vec()),
        after: after.map(|text| text.as_bytes().to_vec()),
    };
    let state = seminar.desk.draft_state(draft).unwrap();
    let publication = Operation {
        draft: Some(draft),
        at: NOW * 1000,
        kind: OperationKind::Publish,
        extra: Extra {
            draft_before: state.clone(),
            draft_after: state.map(|state| DraftState {
                published_as: Some(PATH.to_owned()),
                ..state
            }),
            ..Extra::default()
        },
        files: vec![
            file(true, PATH, &published, Some(&mine)),
            file(false, "d.md", &mine, None),
        ],
        ..Operation::default()
    };
    let id = seminar.desk.begin_operation(&publication).unwrap();
    // The program was ended before it had written anything, and a colleague has gone on from the published text.
    let theirs = format!("{published}A colleague's paragraph.\n");
    seminar.folder.replace(PATH, &theirs).unwrap();
    resume(&seminar.desk, &seminar.content).unwrap();
    assert_eq!(seminar.read(PATH), theirs);
    let there = fs::read_to_string(seminar.desk.drafts().join("d.md")).unwrap();
    assert_eq!(there, mine);
    let publication = seminar.desk.operation(id).unwrap().unwrap();
    assert_eq!(publication.state, OperationState::TakenBack);
}
