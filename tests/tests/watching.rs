//! `watch` left running: every kind of outside change arrives, and the mirror ends equal to a fresh one.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use arguendo_tests::command::{Watch, cli, dump, until_equal};
use arguendo_tests::dice::Dice;
use arguendo_tests::folder::Folder;
use arguendo_tests::history::acts::Hand;
use arguendo_tests::history::edits;

#[test]
fn after_200_random_outside_edits_the_watched_mirror_equals_a_fresh_one() {
    for seed in [7, 11] {
        let folder = Folder::empty().unwrap();
        let data = tempfile::tempdir().unwrap();
        let mut hand = Hand::new(folder.path()).unwrap();
        let mut dice = Dice::new(seed);
        let edits = edits(seed, 220);
        let (before, meanwhile) = edits.split_at(20);
        for step in before {
            hand.act(step).unwrap();
        }
        let _watching = Watch::start(folder.path(), data.path()).unwrap();
        for step in meanwhile {
            hand.act(step).unwrap();
            // Sometimes in a burst, sometimes with time for a batch between two.
            if dice.roll(4) == 0 {
                std::thread::sleep(Duration::from_millis(dice.roll(120) as u64));
            }
        }
        let story = format!("seed {seed}\n{}", hand.told.join("\n"));
        until_equal(folder.path(), data.path(), &story).unwrap();
    }
}

#[test]
fn every_way_to_change_a_file_arrives() {
    let folder = Folder::sample().unwrap();
    let data = tempfile::tempdir().unwrap();
    let watching = Watch::start(folder.path(), data.path()).unwrap();
    let path = "responses/which-water.md";

    folder.sed(path, "s/water/wine/").unwrap();
    watching.until("changed", path).unwrap();
    let text = folder.read(path).unwrap();
    folder.replace(path, &text.replace("wine", "beer")).unwrap();
    watching.until("changed", path).unwrap();
    // vim with `backup`: the old file goes aside, a new one takes its name.
    std::fs::rename(
        folder.path().join(path),
        folder.path().join("responses/which-water.md~"),
    )
    .unwrap();
    folder.write(path, &text).unwrap();
    watching.until("changed", path).unwrap();
    folder
        .write("responses/new.md", "---\ntitle: New\n---\nText.\n")
        .unwrap();
    watching.until("changed", "responses/new.md").unwrap();
    std::fs::rename(
        folder.path().join("responses/new.md"),
        folder.path().join("responses/newer.md"),
    )
    .unwrap();
    watching.until("changed", "responses/newer.md").unwrap();
    folder.delete("responses/newer.md").unwrap();
    watching.until("removed", "responses/newer.md").unwrap();
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
    watching.until("changed", "responses/autumn/leaf.md").unwrap();
    std::fs::rename(
        folder.path().join("responses/autumn"),
        folder.path().join("responses/winter"),
    )
    .unwrap();
    watching.until("changed", "responses/winter/leaf.md").unwrap();
    folder
        .write("responses/winter/snow.md", "---\ntitle: Snow\n---\nText.\n")
        .unwrap();
    watching.until("changed", "responses/winter/snow.md").unwrap();
    std::fs::remove_dir_all(folder.path().join("responses/winter")).unwrap();
    watching.until("removed", "responses/winter/snow.md").unwrap();
}

#[test]
fn a_folder_that_goes_away_and_comes_back_loses_nothing() {
    let folder = Folder::sample().unwrap();
    let data = tempfile::tempdir().unwrap();
    let before = dump(folder.path(), data.path(), "--fresh").unwrap();
    let watching = Watch::start(folder.path(), data.path()).unwrap();
    let away = folder.path().with_extension("away");

    std::fs::rename(folder.path(), &away).unwrap();
    // Something else stands in its place, empty, as a mount point does.
    std::fs::create_dir(folder.path()).unwrap();
    let refused = cli(folder.path(), data.path(), &["sync"]).unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("Nothing was removed"));
    assert_eq!(dump(folder.path(), data.path(), "--no-sync").unwrap(), before);

    std::fs::remove_dir(folder.path()).unwrap();
    std::fs::rename(&away, folder.path()).unwrap();
    folder
        .write("responses/back.md", "---\ntitle: Back\n---\nText.\n")
        .unwrap();
    watching.until("changed", "responses/back.md").unwrap();
    assert_eq!(
        dump(folder.path(), data.path(), "--no-sync").unwrap(),
        dump(folder.path(), data.path(), "--fresh").unwrap()
    );
}
