//! What random histories have found, each at its smallest: moments at which a mirror could stay behind, or not tell what it changed.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;

use arguendo_core::mirror::sync::{self, SyncHooks};

use arguendo_tests::dumps::{Stale, difference, not_told};
use arguendo_tests::seminar::{Seminar, find, fresh, live};

/// What is told to be stale when one more file arrives in a folder of these.
fn told_of(files: &[(&str, &str)], newcomer: (&str, &str)) -> (Stale, String, String) {
    let seminar = Seminar::of(files);
    seminar.look();
    let before = live(&seminar);
    seminar.put(&[newcomer]);
    let mut writer = sync::open(seminar.databases.path()).unwrap();
    let hints = BTreeSet::from([newcomer.0.to_owned()]);
    let outcome = writer
        .sync_paths(&find(&seminar), &hints, &mut SyncHooks::none())
        .unwrap();
    (Stale::from(&outcome.touched), before, live(&seminar))
}

fn assert_told(files: &[(&str, &str)], newcomer: (&str, &str), differs: &str) {
    let (stale, before, after) = told_of(files, newcomer);
    let untold = not_told(&before, &after, &Stale::default()).unwrap();
    assert!(untold.contains(differs), "{differs} looks as before");
    let untold = not_told(&before, &after, &stale).unwrap();
    assert!(untold.is_empty(), "not named as stale: {untold:?}");
}

#[test]
fn what_a_batch_makes_stale_is_what_looks_different_and_no_more() {
    let files = [
        ("questions/q.md", "---\ntitle: Q\narguendo: [r]\n---\nQuestion.\n"),
        (
            "responses/r.md",
            "---\ntitle: R\narguendo-question: q\ncontributors: [c]\n---\nFirst.\n",
        ),
        (
            "responses/s.md",
            "---\ntitle: S\narguendo-question: q\n---\nSecond.\n",
        ),
        ("responses/far.md", "---\ntitle: Far\n---\nElsewhere.\n"),
    ];
    let (stale, _, _) = told_of(&files, ("contributors/c.md", "---\ntitle: C\n---\nBio.\n"));
    // Wherever the response stands as a card, so does the name of who signed it: on the question's page, and on those of the
    // other responses to it.
    let expected = [
        "contributors/c.md",
        "questions/q.md",
        "responses/r.md",
        "responses/s.md",
    ]
    .map(str::to_owned);
    assert!(!stale.everything && stale.library);
    assert_eq!(stale.documents, BTreeSet::from(expected));
}

#[test]
fn a_response_whose_question_means_a_newcomer_by_its_slug_is_told() {
    assert_told(
        &[
            ("questions/q.md", "---\ntitle: Q\narguendo: [r]\n---\n"),
            ("responses/r.md", "---\ntitle: R\nslug: other\n---\n"),
        ],
        ("responses/deep/r.md", "---\ntitle: Newcomer\n---\n"),
        "responses/r.md",
    );
}

#[test]
fn a_response_whose_question_means_a_newcomer_by_its_exact_letters_is_told() {
    assert_told(
        &[
            ("questions/q.md", "---\ntitle: Q\narguendo: [Beta]\n---\n"),
            ("responses/beta.md", "---\ntitle: R\n---\n"),
        ],
        ("responses/Beta.markdown", "---\ntitle: Newcomer\n---\n"),
        "responses/beta.md",
    );
}

#[test]
fn a_question_that_loses_its_response_to_one_that_lists_it_is_told() {
    assert_told(
        &[
            ("questions/q.md", "---\ntitle: Q\nslug: x\n---\n"),
            ("responses/r.md", "---\ntitle: R\narguendo-question: x\n---\n"),
        ],
        (
            "questions/newcomer.md",
            "---\ntitle: Newcomer\nslug: x\narguendo: [r]\n---\n",
        ),
        "questions/q.md",
    );
}

#[test]
fn settings_written_before_the_folder_is_watched_are_not_missed() {
    let seminar = Seminar::of(&[("responses/r.md", "---\ntitle: R\ndate: 2024-01-01 00:30\n---\n")]);
    let folder = find(&seminar);
    let mut entered = false;
    let mut hooks = SyncHooks::none();
    // What happens in a directory before it is entered raises no event, so nobody will hint at it.
    hooks.entering = Box::new(|directories| {
        if directories == [folder.root().to_path_buf()] && !std::mem::replace(&mut entered, true) {
            fs::write(folder.root().join("_config.yml"), "timezone: America/New_York\n").unwrap();
        }
    });
    let mut writer = sync::open(seminar.databases.path()).unwrap();
    writer.sync(&folder, &mut hooks).unwrap();
    assert_eq!(difference(&live(&seminar), &fresh(&seminar)), None);
}

#[cfg(unix)]
#[test]
fn a_link_whose_target_goes_between_the_walk_and_the_reading_is_still_known_as_a_link() {
    let seminar = Seminar::of(&[
        ("responses/target.md", "---\ntitle: Target\n---\n"),
        ("responses/later/r.md", "---\ntitle: R\n---\n"),
    ]);
    let folder = find(&seminar);
    let target = folder.root().join("responses/target.md");
    std::os::unix::fs::symlink(&target, folder.root().join("responses/link.md")).unwrap();
    let mut hooks = SyncHooks::none();
    // By the time that a directory is entered, its parent has been listed.
    hooks.entering = Box::new(|directories| {
        if directories.iter().any(|directory| directory.ends_with("later")) {
            let _ = fs::remove_file(&target);
        }
    });
    let mut writer = sync::open(seminar.databases.path()).unwrap();
    writer.sync(&folder, &mut hooks).unwrap();
    let hints = BTreeSet::from(["responses/target.md".to_owned()]);
    writer
        .sync_paths(&folder, &hints, &mut SyncHooks::none())
        .unwrap();
    assert!(fresh(&seminar).contains("responses/link.md"));
    assert_eq!(difference(&live(&seminar), &fresh(&seminar)), None);
}
