//! `watch` left running: every kind of outside change arrives, and the mirror ends equal to a fresh one.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use arguendo_tests::dice::Dice;
use arguendo_tests::folder::Folder;
use arguendo_tests::history::acts::Hand;
use arguendo_tests::history::edits;
use arguendo_tests::program::program;
use serde_json::Value;

/// Shorter than the time after which `watch` compares everything of itself: only events can have told it.
const LIMIT: Duration = Duration::from_secs(30);

fn cli(folder: &Path, data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(program("arguendo-cli").unwrap());
    command
        .arg(arguments[0])
        .arg(folder)
        .args(&arguments[1..])
        .arg("--data")
        .arg(data);
    command.output().unwrap()
}

fn dump(folder: &Path, data: &Path, how: &str) -> String {
    let output = cli(folder, data, &["dump", how]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

struct Watching {
    child: Child,
    lines: Receiver<Value>,
}

impl Watching {
    fn start(folder: &Path, data: &Path) -> Self {
        let mut child = Command::new(program("arguendo-cli").unwrap())
            .arg("watch")
            .arg(folder)
            .arg("--data")
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (tell, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            for line in out.lines() {
                if tell.send(serde_json::from_str(&line.unwrap()).unwrap()).is_err() {
                    return;
                }
            }
        });
        let watching = Self { child, lines };
        let first = watching.next();
        assert_eq!(first["batch"], 0);
        watching
    }

    fn next(&self) -> Value {
        self.lines.recv_timeout(LIMIT).expect("watch says nothing")
    }

    /// Waits until a batch names `path` among its `list`.
    fn until(&self, list: &str, path: &str) {
        loop {
            let line = self.next();
            if line[list].as_array().unwrap().iter().any(|listed| listed == path) {
                return;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

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
        let _watching = Watching::start(folder.path(), data.path());
        for step in meanwhile {
            hand.act(step).unwrap();
            // Sometimes in a burst, sometimes with time for a batch between two.
            if dice.roll(4) == 0 {
                std::thread::sleep(Duration::from_millis(dice.roll(120) as u64));
            }
        }
        let fresh = dump(folder.path(), data.path(), "--fresh");
        let started = Instant::now();
        while dump(folder.path(), data.path(), "--no-sync") != fresh {
            if started.elapsed() > LIMIT {
                let live = dump(folder.path(), data.path(), "--no-sync");
                let at = live
                    .lines()
                    .zip(fresh.lines())
                    .find(|(live, fresh)| live != fresh);
                panic!(
                    "seed {seed}: the watched mirror stays different: {at:#?}\n{}",
                    hand.told.join("\n")
                );
            }
            std::thread::sleep(Duration::from_millis(50));
        }
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
