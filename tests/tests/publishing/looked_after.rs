//! What was published is looked after: a sync program that puts another version over it takes neither the entry nor the text without a
//! word, and nobody is drawn into a tug of war.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use arguendo_core::conflicts::{self, Take, taking};
use arguendo_core::desk::records::Mine;
use arguendo_core::drafts::drafting::begin_revision;
use arguendo_core::drafts::operations;
use arguendo_core::mirror::live::Looked;
use arguendo_core::pages::conflicts::{ConflictKind, SideName};
use arguendo_text::front_matter::editing::list;

use arguendo_tests::command::{Watch, cli};
use jiff::Timestamp;

use crate::seminar::{NOW, Seminar, answer};

const QUESTION: &str = "questions/deference.md";
const RESPONSE: &str = "responses/law.md";

fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap()
}

fn published() -> Seminar {
    let seminar = Seminar::small();
    seminar
        .publish(seminar.draft("d.md", &answer("Law", "deference")))
        .unwrap();
    seminar
}

fn look_after(seminar: &Seminar) -> Looked {
    let reader = seminar.reader();
    seminar.publishing(&reader).look_after(None, true).unwrap()
}

fn is_listed(seminar: &Seminar) -> bool {
    list(&seminar.read(QUESTION), "arguendo").contains(&"law".to_owned())
}

#[test]
fn an_entry_that_stood_in_the_list_before_its_response_came_is_listed_again_too() {
    let seminar = Seminar::small();
    // An earlier try, which somebody else was faster than, has left it there.
    seminar
        .folder
        .sed(QUESTION, "s/^  - no-never/  - no-never\\n  - law/")
        .unwrap();
    assert!(is_listed(&seminar));
    seminar
        .publish(seminar.draft("d.md", &answer("Law", "deference")))
        .unwrap();
    put_another_list_over(&seminar);
    assert_eq!(look_after(&seminar).told.len(), 1);
    assert!(is_listed(&seminar));
}

/// Another version of the question, made by somebody who did not have the entry.
fn put_another_list_over(seminar: &Seminar) {
    seminar.folder.sed(QUESTION, "s/  - law/  - theirs/").unwrap();
}

#[test]
fn an_entry_that_another_version_was_put_over_is_listed_again_once_and_told() {
    let seminar = published();
    let looked = look_after(&seminar);
    assert!(looked.told.is_empty() && !looked.is_due, "{looked:?}");
    put_another_list_over(&seminar);
    let looked = look_after(&seminar);
    assert!(
        looked.told[0].contains("did not list responses/law.md any more"),
        "{looked:?}"
    );
    let entries = list(&seminar.read(QUESTION), "arguendo");
    assert_eq!(entries, ["yes-always", "no-never", "theirs", "law"]);
    seminar.reader();
    let records = seminar.desk.records(9).unwrap();
    let line = records.iter().find(|row| row.path == QUESTION).unwrap();
    assert_eq!(line.mine, Some(Mine::ListedAgain));
    // Whoever takes it out now has the last word.
    seminar.folder.sed(QUESTION, "/- law/d").unwrap();
    let looked = look_after(&seminar);
    assert!(
        looked.told.is_empty() && !looked.is_due && !is_listed(&seminar),
        "{looked:?}"
    );
    // Whoever publishes it anew has it looked after anew.
    seminar.unpublish(RESPONSE).unwrap();
    let id = seminar.desk.draft_of_file("d.md", false).unwrap().unwrap().0;
    seminar.publish(id).unwrap();
    put_another_list_over_again(&seminar);
    assert_eq!(look_after(&seminar).told.len(), 1);
    assert!(is_listed(&seminar));
}

fn put_another_list_over_again(seminar: &Seminar) {
    seminar.folder.sed(QUESTION, "/- law/d").unwrap();
}

#[test]
fn what_was_taken_back_moved_or_settled_away_or_is_listed_elsewhere_is_not_listed_again() {
    let undone = Seminar::small();
    let done = undone
        .publish(undone.draft("d.md", &answer("Law", "deference")))
        .unwrap();
    undone.undo(done.undo).unwrap();
    let withdrawn = published();
    withdrawn.unpublish(RESPONSE).unwrap();
    let gone = published();
    put_another_list_over(&gone);
    gone.folder.delete(RESPONSE).unwrap();
    let moved = published();
    put_another_list_over(&moved);
    moved
        .folder
        .sed(RESPONSE, "s/question: deference/question: other/")
        .unwrap();
    let hidden = published();
    put_another_list_over(&hidden);
    hidden
        .folder
        .sed(RESPONSE, "s/published: true/published: false/")
        .unwrap();
    let elsewhere = published();
    put_another_list_over(&elsewhere);
    elsewhere
        .folder
        .write("questions/other.md", "---\ntitle: Other\narguendo: [law]\n---\n")
        .unwrap();
    let in_a_copy = published();
    let copy = "questions/deference.sync-conflict-20260304-090506-ABCDEFG.md";
    in_a_copy.folder.write(copy, &in_a_copy.read(QUESTION)).unwrap();
    put_another_list_over(&in_a_copy);
    for (seminar, what) in [
        (undone, "undone"),
        (withdrawn, "withdrawn"),
        (gone, "gone"),
        (moved, "moved"),
        (hidden, "hidden"),
        (elsewhere, "elsewhere"),
        (in_a_copy, "in a copy"),
    ] {
        let looked = look_after(&seminar);
        assert!(looked.told.is_empty(), "{what}: {looked:?}");
        assert!(!is_listed(&seminar), "{what}");
    }
}

/// A sync program may bring the two files of somebody's unpublishing one after the other.
#[test]
fn where_somebody_was_just_withdrawing_the_response_nothing_is_left_listed() {
    let seminar = published();
    seminar.folder.sed(QUESTION, "/- law/d").unwrap();
    let without = seminar.read(QUESTION);
    assert_eq!(look_after(&seminar).told.len(), 1);
    seminar.folder.delete(RESPONSE).unwrap();
    look_after(&seminar);
    assert_eq!(seminar.read(QUESTION), without);
}

#[test]
fn a_question_that_is_just_being_replaced_is_waited_for() {
    let seminar = published();
    let unfinished = "questions/.syncthing.deference.md.tmp";
    put_another_list_over(&seminar);
    seminar.folder.write(unfinished, "---\ntitle: D").unwrap();
    let looked = look_after(&seminar);
    assert!(looked.is_due && looked.told.is_empty() && !is_listed(&seminar));
    seminar.folder.delete(unfinished).unwrap();
    assert_eq!(look_after(&seminar).told.len(), 1);
    assert!(is_listed(&seminar));
}

#[test]
fn publishing_waits_for_a_sync_program_that_is_putting_another_version_in_its_place() {
    let seminar = Seminar::small();
    fs::write(seminar.desk.drafts().join("mine.md"), answer("Law", "deference")).unwrap();
    let question: PathBuf = seminar.folder.path().join(QUESTION);
    let unfinished = seminar
        .folder
        .path()
        .join("questions/.syncthing.deference.md.tmp");
    let theirs = seminar
        .read(QUESTION)
        .replace("word-limit", "  - theirs\nword-limit");
    fs::write(&unfinished, theirs).unwrap();
    let engine = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(1_500));
        fs::remove_file(&question).unwrap();
        fs::rename(&unfinished, &question).unwrap();
    });
    let output = cli(
        seminar.folder.path(),
        seminar.data.path(),
        &["publish", "mine.md"],
    )
    .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    engine.join().unwrap();
    let entries = list(&seminar.read(QUESTION), "arguendo");
    assert_eq!(entries, ["yes-always", "no-never", "theirs", "law"]);
}

#[test]
fn a_watched_folder_and_a_sync_list_it_again_and_say_so() {
    let seminar = published();
    let (folder, data) = (seminar.folder.path(), seminar.data.path());
    let watch = Watch::start(folder, data).unwrap();
    put_another_list_over(&seminar);
    watch
        .until_said("It is listed again, once", Duration::from_secs(60))
        .unwrap();
    assert!(is_listed(&seminar));
    drop(watch);
    let seminar = published();
    put_another_list_over(&seminar);
    let output = cli(seminar.folder.path(), seminar.data.path(), &["sync"]).unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.success() && said.contains("It is listed again, once"),
        "{said}"
    );
    assert!(is_listed(&seminar));
}

/// A response of two paragraphs, a new version of which was published, and the text before.
fn revised() -> (Seminar, String) {
    const PATH: &str = "responses/no-never.md";
    let seminar = Seminar::small();
    seminar.writes_as("jane");
    let before = seminar.read(PATH);
    let (desk, reader) = (&seminar.desk, seminar.reader());
    let id = begin_revision(&seminar.content, &reader, desk, PATH, false, now()).unwrap();
    let file = desk.drafts().join("no-never.md");
    fs::write(
        &file,
        before.replace("Words.", "Words that I have weighed.\n\nAnd more."),
    )
    .unwrap();
    seminar.publish(id).unwrap();
    (seminar, before)
}

const REVISED: &str = "responses/no-never.md";

#[test]
fn a_text_that_is_replaced_by_one_that_never_had_it_is_a_conflict_and_told_once() {
    for their_title in ["no-never", "never again"] {
        let (seminar, before) = revised();
        let mine = seminar.read(REVISED);
        let theirs = before.replace("no-never", their_title);
        seminar.folder.write(REVISED, &theirs).unwrap();
        let looked = look_after(&seminar);
        assert!(looked.told[0].contains("Both texts are kept"), "{looked:?}");
        assert!(look_after(&seminar).told.is_empty(), "it is told once");
        assert_eq!(seminar.read(REVISED), theirs);

        let (desk, reader, root) = (&seminar.desk, seminar.reader(), seminar.folder.path());
        let rows = conflicts::list(desk, root, &reader).unwrap();
        let kinds: Vec<_> = rows.iter().map(|row| (row.kind, row.key.as_str())).collect();
        assert_eq!(kinds, [(ConflictKind::Replaced, REVISED)]);
        let found = conflicts::find(desk, root, &reader, REVISED).unwrap().unwrap();
        let page = found.page();
        assert_eq!((page.mine, page.theirs), (SideName::Yours, SideName::InFile));
        let how = taking(&page, Take::Mine, false);
        let settled = conflicts::settle(&found, desk, root, &page.token, &how, now()).unwrap();
        let merged = seminar.read(REVISED);
        assert!(
            merged.contains("weighed") && merged.contains(their_title),
            "{merged}"
        );
        assert!(look_after(&seminar).told.is_empty());
        assert!(conflicts::list(desk, root, &seminar.reader()).unwrap().is_empty());
        // The same file that was settled may be lost in the same way.
        seminar.folder.write(REVISED, &theirs).unwrap();
        assert_eq!(look_after(&seminar).told.len(), 1);
        seminar.folder.write(REVISED, &merged).unwrap();
        assert!(look_after(&seminar).told.is_empty());
        operations::undo(desk, root, settled.undo, now()).unwrap();
        assert_eq!(conflicts::list(desk, root, &seminar.reader()).unwrap().len(), 1);
        seminar.folder.write(REVISED, &mine).unwrap();
        look_after(&seminar);
        assert!(conflicts::list(desk, root, &seminar.reader()).unwrap().is_empty());
    }
}

#[test]
fn whoever_takes_the_other_text_is_not_asked_again() {
    let (seminar, before) = revised();
    seminar.folder.write(REVISED, &before).unwrap();
    look_after(&seminar);
    let (desk, root) = (&seminar.desk, seminar.folder.path());
    let output = cli(
        root,
        seminar.data.path(),
        &["settle", REVISED, "--take", "theirs"],
    )
    .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(look_after(&seminar).told.is_empty());
    assert!(conflicts::list(desk, root, &seminar.reader()).unwrap().is_empty());
}

#[test]
fn what_a_colleague_makes_of_a_published_text_is_no_conflict() {
    for change in [
        "s/weighed/counted/",
        "s/And more/And much more/",
        "s/^Words.*/Other words./",
    ] {
        let (seminar, before) = revised();
        seminar.folder.sed(REVISED, change).unwrap();
        let looked = look_after(&seminar);
        assert!(looked.told.is_empty(), "{change}: {looked:?}");
        // From then on it is theirs, too: what comes later is not held against what was published.
        seminar.folder.write(REVISED, &before).unwrap();
        assert!(look_after(&seminar).told.is_empty());
    }
    // Of a first publication, whatever its author makes of it.
    let seminar = published();
    seminar
        .folder
        .sed(RESPONSE, "s/My words./Nothing of that./")
        .unwrap();
    assert!(look_after(&seminar).told.is_empty());
}

#[test]
fn another_document_under_the_responses_name_is_a_conflict() {
    let seminar = published();
    let theirs = "---\ntitle: Law\narguendo-question: deference\ncontributors: [joan]\n---\nHers.\n";
    seminar.folder.write(RESPONSE, theirs).unwrap();
    assert_eq!(look_after(&seminar).told.len(), 1);
    assert_eq!(seminar.read(RESPONSE), theirs);
    let rows = conflicts::list(&seminar.desk, seminar.folder.path(), &seminar.reader()).unwrap();
    assert_eq!(rows.len(), 1);
}
