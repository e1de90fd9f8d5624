//! `watch` left running: every kind of outside change arrives, and the mirror ends equal to a fresh one.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use arguendo_tests::dice::Dice;
use arguendo_tests::folder::Folder;
use arguendo_tests::history::History;
use arguendo_tests::watching::{Watching, cli, dump, until_equal};

#[test]
fn after_200_random_outside_edits_the_watched_mirror_equals_a_fresh_one() {
    for seed in [7, 11] {
        let folder = Folder::empty().unwrap();
        let data = tempfile::tempdir().unwrap();
        let mut history = History::new(folder.path(), seed);
        let mut dice = Dice::new(seed);
        for _ in 0..20 {
            history.step().unwrap();
        }
        let _watching = Watching::start(folder.path(), data.path());
        for _ in 0..200 {
            history.step().unwrap();
            // Sometimes in a burst, sometimes with time for a batch between two.
            if dice.roll(4) == 0 {
                std::thread::sleep(Duration::from_millis(dice.roll(120) as u64));
            }
        }
        let story = format!("seed {seed}\n{}", history.told.join("\n"));
        until_equal(folder.path(), data.path(), &story);
    }
}

#[test]
fn every_way_to_change_a_file_arrives() {
    let folder = Folder::sample().unwrap();
    let data = tempfile::tempdir().unwrap();
    let watching = Watching::start(folder.path(), data.path());
    let path = "responses/which-water.md";

    folder.sed(path, "s/water/wine/").unwrap();
    watching.until("changed", path);
    let text = folder.read(path).unwrap();
    folder.replace(path, &text.replace("wine", "beer")).unwrap();
    watching.until("changed", path);
    // vim with `backup`: the old file goes aside, a new one takes its name.
    std::fs::rename(
        folder.path().join(path),
        folder.path().join("responses/which-water.md~"),
    )
    .unwrap();
    folder.write(path, &text).unwrap();
    watching.until("changed", path);
    folder
        .write("responses/new.md", "---\ntitle: New\n---\nText.\n")
        .unwrap();
    watching.until("changed", "responses/new.md");
    std::fs::rename(
        folder.path().join("responses/new.md"),
        folder.path().join("responses/newer.md"),
    )
    .unwrap();
    watching.until("changed", "responses/newer.md");
    folder.delete("responses/newer.md").unwrap();
    watching.until("removed", "responses/newer.md");
    // A directory that moves in with its files, moves about, and is written to under its new name.
    let outside = tempfile::tempdir_in(folder.path().parent().unwrap()).unwrap();
    std::fs::create_dir(outside.path().join("autumn")).unwrap();
    std::fs::write(
        outside.path().join("autumn/leaf.md"),
        "---\ntitle: Leaf\n---\nText.\n",
    )
    .unwrap();
    std::fs::rename(
        outside.path().join("autumn"),
        folder.path().join("responses/autumn"),
    )
    .unwrap();
    watching.until("changed", "responses/autumn/leaf.md");
    std::fs::rename(
        folder.path().join("responses/autumn"),
        folder.path().join("responses/winter"),
    )
    .unwrap();
    watching.until("changed", "responses/winter/leaf.md");
    folder
        .write("responses/winter/snow.md", "---\ntitle: Snow\n---\nText.\n")
        .unwrap();
    watching.until("changed", "responses/winter/snow.md");
    std::fs::remove_dir_all(folder.path().join("responses/winter")).unwrap();
    watching.until("removed", "responses/winter/snow.md");
}

#[test]
fn a_folder_that_goes_away_and_comes_back_loses_nothing() {
    let folder = Folder::sample().unwrap();
    let data = tempfile::tempdir().unwrap();
    let before = dump(folder.path(), data.path(), "--fresh");
    let watching = Watching::start(folder.path(), data.path());
    let away = folder.path().with_extension("away");

    std::fs::rename(folder.path(), &away).unwrap();
    // Something else stands in its place, empty, as a mount point does.
    std::fs::create_dir(folder.path()).unwrap();
    let refused = cli(folder.path(), data.path(), &["sync"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("Nothing was removed"));
    assert_eq!(dump(folder.path(), data.path(), "--no-sync"), before);

    std::fs::remove_dir(folder.path()).unwrap();
    std::fs::rename(&away, folder.path()).unwrap();
    folder
        .write("responses/back.md", "---\ntitle: Back\n---\nText.\n")
        .unwrap();
    watching.until("changed", "responses/back.md");
    assert_eq!(
        dump(folder.path(), data.path(), "--no-sync"),
        dump(folder.path(), data.path(), "--fresh")
    );
}
