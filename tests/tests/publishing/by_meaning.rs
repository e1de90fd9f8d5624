//! What was interrupted while a colleague's entry came into the same question: both, the response and its entry, or neither.

use std::fs;

use arguendo_core::desk::Desk;
use arguendo_core::desk::drafts::DraftState;
use arguendo_core::desk::operations::{Extra, Operation, OperationKind};
use arguendo_core::drafts::operations::OperationError;
use arguendo_core::drafts::publishing::Plan;
use arguendo_core::drafts::publishing::changes_in_folder;
use arguendo_tests::folder::Folder;
use arguendo_tests::system_calls::{Call, KILL, calls, run_with};
use arguendo_text::front_matter::editing::list;
use jiff::Timestamp;

use crate::seminar::{NOW, Seminar, answer, resume};

const QUESTION: &str = "questions/deference.md";
const RESPONSE: &str = "responses/law.md";

/// What a colleague does to the question or the response between a crash and the next start.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Colleague {
    Lists,
    Reorders,
    ChangesAnotherKey,
    WritesInTheResponse,
}

const COLLEAGUES: [Colleague; 4] = [
    Colleague::Lists,
    Colleague::Reorders,
    Colleague::ChangesAnotherKey,
    Colleague::WritesInTheResponse,
];

impl Colleague {
    /// Whether there was anything to change.
    fn acts(self, folder: &Folder) -> bool {
        let (path, change) = match self {
            Self::Lists => (QUESTION, "s/^word-limit/  - theirs\\nword-limit/"),
            Self::Reorders => (
                QUESTION,
                "/yes-always/d; s/  - no-never/  - no-never\\n  - yes-always/",
            ),
            Self::ChangesAnotherKey => (QUESTION, "s/word-limit: 5/word-limit: 500/"),
            Self::WritesInTheResponse => (RESPONSE, "s/My words/Our words/"),
        };
        let is_there = folder.path().join(path).exists();
        if is_there {
            folder.sed(path, change).unwrap();
        }
        is_there
    }

    fn is_seen(self, seminar: &Seminar) -> bool {
        let question = seminar.read(QUESTION);
        let entries = list(&question, "arguendo");
        match self {
            Self::Lists => entries.iter().any(|entry| entry == "theirs"),
            Self::Reorders => entries[..2] == ["no-never", "yes-always"],
            Self::ChangesAnotherKey => question.contains("word-limit: 500"),
            Self::WritesInTheResponse => seminar.read(RESPONSE).contains("Our words"),
        }
    }
}

fn copy(seminar: &Seminar) -> Seminar {
    let copy = Seminar::of(Folder::copy_of(seminar.folder.path()).unwrap());
    for entry in fs::read_dir(seminar.desk.drafts()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, copy.desk.drafts().join(path.file_name().unwrap())).unwrap();
    }
    copy
}

/// Whether the response is there and is listed; it must be both or neither.
fn is_published(seminar: &Seminar, story: &str) -> bool {
    let is_listed = list(&seminar.read(QUESTION), "arguendo").contains(&"law".to_owned());
    let is_there = seminar.folder.path().join(RESPONSE).exists();
    assert_eq!(is_there, is_listed, "{story}: {}", seminar.read(QUESTION));
    is_there
}

/// Ends the command at each of its calls, and has a colleague come before the next start.
fn at_each_call(prepare: impl Fn() -> (Seminar, Vec<String>)) {
    let (traced, words) = prepare();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let begins = |call: &str| call.contains("publishing.lock");
    let Some(calls) = calls(&[], traced.folder.path(), traced.data.path(), &words, begins).unwrap() else {
        return;
    };
    let is_long = std::env::var_os("ARGUENDO_LONG").is_some();
    let mut outcomes = [0, 0];
    for (number, call) in calls.iter().enumerate() {
        for (turn, colleague) in COLLEAGUES.iter().enumerate() {
            // Else in turn.
            if is_long || number % COLLEAGUES.len() == turn {
                outcomes[usize::from(is_published_after(&prepare(), call, *colleague))] += 1;
            }
        }
    }
    assert!(outcomes.iter().all(|count| *count > 0), "{outcomes:?}");
}

fn is_published_after((seminar, words): &(Seminar, Vec<String>), call: &Call, colleague: Colleague) -> bool {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    run_with(
        KILL,
        call,
        &[],
        seminar.folder.path(),
        seminar.data.path(),
        &words,
    )
    .unwrap();
    let acted = colleague.acts(&seminar.folder);
    let desk = Desk::open(seminar.desk.directory(), Timestamp::now()).unwrap();
    let told = resume(&desk, &seminar.content).unwrap();
    let story = format!("{words:?} killed at {call}, then {colleague:?}; {told:?}");
    let is_published = is_published(seminar, &story);
    assert!(!acted || colleague.is_seen(seminar), "{story}");
    assert!(desk.begun_operations().unwrap().is_empty(), "{story}");
    let is_draft = desk.drafts().join("mine.md").exists();
    assert!(is_published || is_draft, "{story}: the words are nowhere");
    is_published
}

fn one_draft() -> Seminar {
    let seminar = Seminar::small();
    fs::write(seminar.desk.drafts().join("mine.md"), answer("Law", "deference")).unwrap();
    seminar
}

#[test]
fn a_publication_killed_at_any_call_before_a_colleague_comes_is_both_files_or_neither() {
    let original = one_draft();
    at_each_call(|| (copy(&original), vec!["publish".into(), "mine.md".into()]));
}

#[test]
fn an_unpublishing_killed_at_any_call_before_a_colleague_comes_is_both_files_or_neither() {
    at_each_call(|| {
        let seminar = Seminar::small();
        seminar
            .publish(seminar.draft("mine.md", &answer("Law", "deference")))
            .unwrap();
        (seminar, vec!["unpublish".into(), RESPONSE.into(), "--yes".into()])
    });
}

#[test]
fn an_undo_killed_at_any_call_before_a_colleague_comes_is_both_files_or_neither() {
    at_each_call(|| {
        let seminar = Seminar::small();
        let done = seminar
            .publish(seminar.draft("mine.md", &answer("Law", "deference")))
            .unwrap();
        (seminar, vec!["undo".into(), done.undo.to_string()])
    });
}

#[test]
fn what_was_interrupted_is_told_of_and_can_be_undone_beside_the_colleagues_entry() {
    let seminar = Seminar::small();
    let id = seminar.draft("mine.md", &answer("Law", "deference"));
    let reader = seminar.reader();
    let publishing = seminar.publishing(&reader);
    let plan = publishing.plan(id).unwrap();
    let [response, question, _] = plan.files.as_slice() else {
        panic!("{plan:?}")
    };
    let text = |bytes: &Option<Vec<u8>>| String::from_utf8(bytes.clone().unwrap()).unwrap();
    let begun = begun_as(&seminar, &plan);
    seminar.folder.write(RESPONSE, &text(&response.after)).unwrap();
    seminar.folder.write(QUESTION, &text(&question.after)).unwrap();
    Colleague::Lists.acts(&seminar.folder);
    let told = resume(&seminar.desk, &seminar.content).unwrap();
    assert!(
        told[0].contains("is finished now, beside what somebody else has changed"),
        "{told:?}"
    );
    assert!(is_published(&seminar, "finished"));
    assert!(!seminar.desk.drafts().join("mine.md").exists());
    seminar.undo(begun).unwrap();
    assert!(!is_published(&seminar, "undone"));
    assert!(Colleague::Lists.is_seen(&seminar));
    assert!(seminar.desk.drafts().join("mine.md").exists());
}

/// A publication that was written down, and ended before its first file was written.
fn begun_as(seminar: &Seminar, plan: &Plan) -> i64 {
    let draft = seminar.desk.draft_of_file("mine.md", false).unwrap().unwrap();
    let after = DraftState {
        published_as: Some(RESPONSE.to_owned()),
        ..draft.1.clone()
    };
    let publication = Operation {
        draft: Some(draft.0),
        at: NOW * 1000,
        kind: OperationKind::Publish,
        extra: Extra {
            draft_before: Some(draft.1),
            draft_after: Some(after),
            ..Extra::default()
        },
        files: plan.files.clone(),
        ..Operation::default()
    };
    seminar.desk.begin_operation(&publication).unwrap()
}

/// A publication that was ended when both files of the folder were written, and its draft was still there.
fn ended_before_its_draft_went() -> Seminar {
    let seminar = Seminar::small();
    let id = seminar.draft("mine.md", &answer("Law", "deference"));
    let reader = seminar.reader();
    let plan = seminar.publishing(&reader).plan(id).unwrap();
    begun_as(&seminar, &plan);
    for file in plan.files.iter().filter(|file| file.in_folder) {
        fs::write(
            seminar.folder.path().join(&file.path),
            file.after.as_ref().unwrap(),
        )
        .unwrap();
    }
    seminar
}

#[test]
fn where_the_draft_was_written_on_the_entry_is_taken_out_of_the_question_as_it_is_now() {
    let seminar = ended_before_its_draft_went();
    Colleague::Lists.acts(&seminar.folder);
    fs::write(seminar.desk.drafts().join("mine.md"), answer("Laws", "deference")).unwrap();
    let told = resume(&seminar.desk, &seminar.content).unwrap();
    assert!(told[0].contains("is taken back"), "{told:?}");
    assert!(!is_published(&seminar, "taken back"));
    assert!(Colleague::Lists.is_seen(&seminar));
}

/// Nobody takes away what a colleague wrote in the response, so the question goes on listing it.
#[test]
fn a_response_that_stays_because_a_colleague_wrote_in_it_stays_listed() {
    let seminar = ended_before_its_draft_went();
    Colleague::WritesInTheResponse.acts(&seminar.folder);
    fs::write(seminar.desk.drafts().join("mine.md"), answer("Laws", "deference")).unwrap();
    let told = resume(&seminar.desk, &seminar.content).unwrap();
    assert!(told[0].contains(RESPONSE), "{told:?}");
    assert!(is_published(&seminar, "stays"));
    assert!(seminar.read(RESPONSE).contains("Our words"));
}

#[test]
fn a_file_that_somebody_else_made_under_the_responses_name_is_neither_taken_for_ours_nor_touched() {
    let seminar = Seminar::small();
    let id = seminar.draft("mine.md", &answer("Law", "deference"));
    let reader = seminar.reader();
    let plan = seminar.publishing(&reader).plan(id).unwrap();
    begun_as(&seminar, &plan);
    let theirs = "---\ntitle: Law\narguendo-question: deference\ncontributors: [joan]\n---\nHers.\n";
    seminar.folder.write(RESPONSE, theirs).unwrap();
    let question = seminar.read(QUESTION);
    resume(&seminar.desk, &seminar.content).unwrap();
    assert_eq!(seminar.read(RESPONSE), theirs);
    assert_eq!(seminar.read(QUESTION), question);
    assert!(seminar.desk.drafts().join("mine.md").exists());
}

#[test]
fn a_publication_is_undone_though_a_colleague_has_published_to_the_question_since() {
    for colleague in [
        Colleague::Lists,
        Colleague::Reorders,
        Colleague::ChangesAnotherKey,
    ] {
        let seminar = Seminar::small();
        let done = seminar
            .publish(seminar.draft("mine.md", &answer("Law", "deference")))
            .unwrap();
        colleague.acts(&seminar.folder);
        let undone = seminar.undo(done.undo).unwrap();
        assert!(
            undone.told[0].contains("only what was done to its list"),
            "{:?}",
            undone.told
        );
        assert!(!is_published(&seminar, "undone"));
        assert!(colleague.is_seen(&seminar), "{colleague:?}");
        let shown = changes_in_folder(&undone.done.operation.files);
        assert!(
            shown
                .iter()
                .any(|change| change.path == QUESTION && change.diff.contains("-  - law"))
        );
    }
}

#[test]
fn an_unpublishing_is_undone_though_a_colleague_has_published_since_and_the_entry_stands_where_it_stood() {
    let seminar = Seminar::small();
    let withdrawn = seminar.unpublish("responses/yes-always.md").unwrap();
    Colleague::Lists.acts(&seminar.folder);
    let undone = seminar.undo(withdrawn.undo).unwrap();
    assert_eq!(undone.told.len(), 1);
    let entries = list(&seminar.read(QUESTION), "arguendo");
    assert_eq!(entries, ["yes-always", "no-never", "theirs"]);
    assert!(seminar.read("responses/yes-always.md").contains("Words."));
}

#[test]
fn an_entry_that_somebody_has_taken_out_already_hinders_no_undo_and_a_response_that_was_changed_does() {
    let seminar = Seminar::small();
    let done = seminar
        .publish(seminar.draft("mine.md", &answer("Law", "deference")))
        .unwrap();
    Colleague::Lists.acts(&seminar.folder);
    seminar.folder.sed(QUESTION, "/- law/d").unwrap();
    seminar.undo(done.undo).unwrap();
    assert!(!is_published(&seminar, "undone"));
    let done = seminar
        .publish(seminar.draft("again.md", &answer("Law", "deference")))
        .unwrap();
    Colleague::WritesInTheResponse.acts(&seminar.folder);
    let refused = seminar.undo(done.undo).unwrap_err();
    assert!(matches!(refused, OperationError::CannotUndo { .. }), "{refused}");
    assert!(is_published(&seminar, "refused"));
}
