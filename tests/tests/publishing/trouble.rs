//! Others write at the same time, the text is somebody else's, the draft is not fit: nothing is lost, and the person is told.

use std::fs;

use arguendo_core::desk::drafts::DraftState;
use arguendo_core::desk::operations::{Operation, OperationFile, OperationKind, OperationState};
use arguendo_core::drafts::drafting::{DraftingError, begin_revision};
use arguendo_core::drafts::operations::OperationError;
use arguendo_core::drafts::publishing::PublishError;
use arguendo_tests::dice::Dice;
use arguendo_tests::folder::Folder;

use crate::seminar::{NOW, Seminar, answer, resume};

const QUESTION: &str = "questions/deference.md";

fn now() -> jiff::Timestamp {
    jiff::Timestamp::from_second(NOW).unwrap()
}

#[test]
fn what_is_done_is_what_was_shown() {
    let seminar = Seminar::small();
    let id = seminar.draft("d.md", &answer("Law", "deference"));
    let reader = seminar.reader();
    let mut publishing = seminar.publishing(&reader);
    let shown = publishing.plan(id).unwrap().page();
    assert_eq!(shown.files.len(), 2);
    assert_eq!(
        shown.files[1].diff,
        "@@ -4,6 +4,7 @@\n   - yes-always # first\n \n   - no-never\n+  - law\n word-limit: 5\n ---\n Ask.\n"
    );
    publishing.now = publishing
        .now
        .timestamp()
        .to_zoned_datetime(jiff::tz::TimeZone::UTC);
    publishing.now = &publishing.now + jiff::SignedDuration::from_secs(90);
    let done = publishing.publish(id, &shown.key).unwrap();
    assert_eq!(done.plan.changes(), shown.files);
    assert!(
        seminar
            .read("responses/law.md")
            .contains("date: 2026-03-04 09:05:06 +0100")
    );
}

#[test]
fn a_folder_or_a_draft_that_changed_since_is_looked_at_again() {
    let seminar = Seminar::small();
    let id = seminar.draft("d.md", &answer("Law", "deference"));
    let reader = seminar.reader();
    let publishing = seminar.publishing(&reader);
    let key = publishing.plan(id).unwrap().key();
    seminar.folder.sed(QUESTION, "s/Ask/Tell/").unwrap();
    let before = seminar.files();
    assert!(matches!(
        publishing.publish(id, &key),
        Err(PublishError::LookAgain)
    ));
    let key = publishing.plan(id).unwrap().key();
    fs::write(seminar.desk.drafts().join("d.md"), answer("Laws", "deference")).unwrap();
    assert!(matches!(
        publishing.publish(id, &key),
        Err(PublishError::LookAgain)
    ));
    assert!(matches!(
        publishing.publish(id, "nonsense"),
        Err(PublishError::LookAgain)
    ));
    fs::write(seminar.desk.drafts().join("d.md"), answer("Law", "deference")).unwrap();
    assert_eq!(seminar.files(), before);
}

#[test]
fn a_file_that_changes_between_plan_and_writing_takes_everything_back() {
    for changed in [QUESTION, "responses/law.md", "draft"] {
        let seminar = Seminar::small();
        let id = seminar.draft("d.md", &answer("Law", "deference"));
        let reader = seminar.reader();
        let publishing = seminar.publishing(&reader);
        let plan = publishing.plan(id).unwrap();
        match changed {
            "draft" => fs::write(seminar.desk.drafts().join("d.md"), "newer words").unwrap(),
            path => seminar.folder.write(path, "newer words").unwrap(),
        }
        let before = seminar.files();
        let refused = publishing.carry_out(plan).unwrap_err();
        assert_eq!(refused.code(), "write", "{refused}");
        assert_eq!(seminar.files(), before, "{changed}");
        let publication = seminar.desk.operation(1).unwrap().unwrap();
        assert_eq!(publication.state, OperationState::TakenBack);
        assert!(resume(&seminar.desk, &seminar.content).unwrap().is_empty());
    }
}

#[test]
fn nothing_is_undone_that_somebody_has_changed_since() {
    let seminar = Seminar::small();
    let id = seminar.draft("d.md", &answer("Law", "deference"));
    let done = seminar.publish(id).unwrap();
    seminar.folder.sed("responses/law.md", "s/My/Our/").unwrap();
    let before = seminar.files();
    let refused = seminar.undo(done.undo).unwrap_err();
    assert!(refused.to_string().contains("responses/law.md"), "{refused}");
    assert_eq!(seminar.files(), before);
    // Withdrawing takes what is there now.
    let withdrawn = seminar.unpublish("responses/law.md").unwrap();
    let text = fs::read_to_string(seminar.desk.drafts().join("d.md")).unwrap();
    assert!(text.contains("Our words"));
    assert!(!seminar.read(QUESTION).contains("law"));
    fs::write(seminar.desk.drafts().join("d.md"), "more words").unwrap();
    let refused = seminar.undo(withdrawn.undo).unwrap_err();
    assert!(matches!(refused, OperationError::CannotUndo { .. }), "{refused}");
    assert!(matches!(seminar.undo(99), Err(OperationError::CannotUndo { .. })));
}

#[test]
fn somebody_elses_response_is_changed_only_with_a_clear_yes() {
    let seminar = Seminar::small();
    let reader = seminar.reader();
    let publishing = seminar.publishing(&reader);
    let path = "responses/no-never.md";
    assert!(matches!(
        publishing.unpublish(path, false),
        Err(PublishError::NotYours { .. })
    ));
    assert!(matches!(
        begin_revision(
            &seminar.content,
            &seminar.reader(),
            &seminar.desk,
            path,
            false,
            now()
        ),
        Err(DraftingError::NotYours(_))
    ));
    assert!(matches!(
        publishing.unpublish(QUESTION, true),
        Err(PublishError::NotAResponse { .. })
    ));
    begin_revision(
        &seminar.content,
        &seminar.reader(),
        &seminar.desk,
        path,
        true,
        now(),
    )
    .unwrap();
    seminar.writes_as("Jane");
    publishing.unpublish("responses/yes-always.md", false).unwrap();
}

#[test]
fn a_new_version_takes_the_place_of_the_old_and_keeps_its_name_and_date() {
    let seminar = Seminar::small();
    seminar.writes_as("jane");
    let path = "responses/no-never.md";
    let id = begin_revision(
        &seminar.content,
        &seminar.reader(),
        &seminar.desk,
        path,
        false,
        now(),
    )
    .unwrap();
    assert_eq!(
        begin_revision(
            &seminar.content,
            &seminar.reader(),
            &seminar.desk,
            path,
            false,
            now()
        )
        .unwrap(),
        id
    );
    let file = seminar.desk.drafts().join("no-never.md");
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text, seminar.read(path));
    fs::write(
        &file,
        text.replace("title: no-never", "title: Never!\nslug: other") + "More.\n",
    )
    .unwrap();
    let before = seminar.files();
    let done = seminar.publish(id).unwrap();
    assert_eq!(done.plan.response, path);
    let new = seminar.read(path);
    assert_eq!(new, text.replace("title: no-never", "title: Never!") + "More.\n");
    assert_eq!(seminar.read(QUESTION).matches("no-never").count(), 1);
    seminar.undo(done.undo).unwrap();
    assert_eq!(seminar.files(), before);
}

#[test]
fn what_is_not_fit_is_not_published_and_what_may_be_wrong_is_said() {
    let seminar = Seminar::small();
    for text in ["no header", "---\ntitle: [\n---\n", "---\ntitle: x\n", ""] {
        let refused = seminar.publish(seminar.draft("d.md", text)).unwrap_err();
        assert!(
            matches!(refused, PublishError::NotFit { .. }),
            "{text}: {refused}"
        );
    }
    let reader = seminar.reader();
    let publishing = seminar.publishing(&reader);
    let warnings = |text: &str| {
        publishing
            .plan(seminar.draft("w.md", text))
            .unwrap()
            .warnings
            .join("\n")
    };
    let all = warnings(
        "---\narguendo-question: deference\ncontributors: [nobody]\ndate: 2030-01-01\n---\none two three four five six[^1]\n",
    );
    for part in ["no title", "at the most", "“nobody”", "[^1]", "scheduled"] {
        assert!(all.contains(part), "{part}: {all}");
    }
    let all = warnings("---\ntitle: x\n---\n");
    for part in ["empty", "no question", "Nobody signs"] {
        assert!(all.contains(part), "{part}: {all}");
    }
    assert!(
        warnings("---\ntitle: x\narguendo-question: lost\n---\n").contains("“lost” is not in the folder")
    );
    assert_eq!(warnings(&answer("Law", "deference")), "");
}

#[test]
fn a_shared_draft_leaves_the_folders_place_for_drafts() {
    let seminar = Seminar::small();
    seminar
        .folder
        .write("drafts/ours.md", &answer("Ours", "deference"))
        .unwrap();
    let state = DraftState {
        file: "drafts/ours.md".into(),
        shared: true,
        ..DraftState::default()
    };
    let id = seminar.desk.put_draft(None, &state, 0).unwrap();
    let before = seminar.files();
    let done = seminar.publish(id).unwrap();
    assert!(!seminar.folder.path().join("drafts/ours.md").exists());
    assert_eq!(done.plan.changes().len(), 3);
    seminar.undo(done.undo).unwrap();
    assert_eq!(seminar.files(), before);
}

/// Whatever is published and withdrawn in whatever order, undone or refused: in the end the folder is as it was.
#[test]
fn any_history_of_publishing_leads_back() {
    for seed in 0..4 {
        let seminar = Seminar::small();
        let drafts: Vec<i64> = (0..4)
            .map(|number| {
                seminar.draft(
                    &format!("{number}.md"),
                    &answer(&format!("Title {number}"), "deference"),
                )
            })
            .collect();
        let question = seminar.read(QUESTION);
        let mut dice = Dice::new(seed);
        let mut undoable = Vec::new();
        for _ in 0..14 {
            let draft = drafts[dice.roll(drafts.len())];
            let state = seminar.desk.draft_state(draft).unwrap().unwrap();
            let done = match (dice.roll(3), &state.published_as) {
                (0, _) if !undoable.is_empty() => {
                    let undone = seminar.undo(undoable.swap_remove(dice.roll(undoable.len())));
                    undone
                        .map(|undone| undone.done.operation.id)
                        .map_err(PublishError::from)
                }
                (_, Some(path)) => seminar.unpublish(path).map(|done| done.undo),
                (_, None) => seminar.publish(draft).map(|done| done.undo),
            };
            match done {
                Ok(done) => undoable.push(done),
                Err(error) => assert_eq!(error.code(), "cannot-undo", "{error}"),
            }
            let listed = seminar.read(QUESTION).matches("  - title-").count();
            let there = fs::read_dir(seminar.folder.path().join("responses"))
                .unwrap()
                .count()
                - 2;
            assert_eq!(listed, there, "seed {seed}");
        }
        for draft in drafts {
            if let Some(path) = seminar.desk.draft_state(draft).unwrap().unwrap().published_as {
                seminar.unpublish(&path).unwrap();
            }
        }
        assert_eq!(seminar.read(QUESTION), question);
    }
}

/// A publication of a response and its question that was written down, and ended before it was done.
pub fn begun(seminar: &Seminar) -> Operation {
    let file = |path: &str, before: Option<&str>, after: &str| OperationFile {
        in_folder: true,
        path: path.to_owned(),
        before: before.map(|text| text.as_bytes().to_vec()),
        after: Some(after.as_bytes().to_vec()),
    };
    // The folder was read before: it is known whose it is.
    seminar.reader();
    let question = seminar.read(QUESTION);
    let mut publication = Operation {
        draft: Some(seminar.draft("d.md", &answer("Law", "deference"))),
        at: 0x1000,
        kind: OperationKind::Publish,
        files: vec![
            file("responses/law.md", None, "the response"),
            file(QUESTION, Some(&question), "the question, with one more"),
        ],
        ..Operation::default()
    };
    publication.id = seminar.desk.begin_operation(&publication).unwrap();
    publication
}

#[test]
fn an_interrupted_publication_is_taken_back_where_somebody_has_changed_a_file_meanwhile() {
    let seminar = Seminar::small();
    let before = seminar.files();
    let publication = begun(&seminar);
    seminar.folder.write("responses/law.md", "the response").unwrap();
    seminar.folder.sed(QUESTION, "s/Ask/Tell/").unwrap();
    let theirs = seminar.read(QUESTION);
    assert_eq!(resume(&seminar.desk, &seminar.content).unwrap().len(), 1);
    assert_eq!(seminar.read(QUESTION), theirs);
    assert_eq!(seminar.files().len(), before.len() + 1, "the draft alone is new");
    let publication = seminar.desk.operation(publication.id).unwrap().unwrap();
    assert_eq!(publication.state, OperationState::TakenBack);
}

#[test]
fn words_that_came_in_between_two_steps_of_a_replacement_are_put_back() {
    let seminar = Seminar::small();
    let publication = begun(&seminar);
    // Ours is in its place, and what somebody wrote at the last moment lies beside it.
    seminar
        .folder
        .write(QUESTION, "the question, with one more")
        .unwrap();
    let number = seminar.desk.number();
    let beside = format!(
        "questions/.arguendo-operation-{number}-{:x}-1.tmp",
        publication.id
    );
    seminar.folder.write(&beside, "their words").unwrap();
    resume(&seminar.desk, &seminar.content).unwrap();
    assert_eq!(seminar.read(QUESTION), "their words");
    assert!(!seminar.folder.path().join(&beside).exists());
    assert!(!seminar.folder.path().join("responses/law.md").exists());
}

#[test]
fn while_the_folder_is_away_an_interrupted_publication_waits() {
    let seminar = Seminar::small();
    let publication = begun(&seminar);
    let (here, away) = (
        seminar.folder.path().join("questions"),
        seminar.folder.path().join("away"),
    );
    fs::rename(&here, &away).unwrap();
    let told = resume(&seminar.desk, &seminar.content).unwrap();
    assert!(told[0].contains("waits"), "{told:?}");
    fs::rename(&away, &here).unwrap();
    resume(&seminar.desk, &seminar.content).unwrap();
    assert_eq!(seminar.read("responses/law.md"), "the response");
    let publication = seminar.desk.operation(publication.id).unwrap().unwrap();
    assert_eq!(publication.state, OperationState::Done);
}

#[test]
fn an_interrupted_publication_waits_for_its_own_folder_and_leaves_another_at_the_same_place_alone() {
    let seminar = Seminar::small();
    let publication = begun(&seminar);
    let others = Seminar::of(Folder::empty().unwrap());
    others
        .folder
        .write("responses/theirs.md", "---\ntitle: Theirs\n---\n")
        .unwrap();
    let before = others.files();
    let told = resume(&seminar.desk, &others.content).unwrap();
    assert!(told[0].contains("until its folder is there again"), "{told:?}");
    assert_eq!(others.files(), before);
    resume(&seminar.desk, &seminar.content).unwrap();
    assert_eq!(seminar.read("responses/law.md"), "the response");
    let publication = seminar.desk.operation(publication.id).unwrap().unwrap();
    assert_eq!(publication.state, OperationState::Done);
}
