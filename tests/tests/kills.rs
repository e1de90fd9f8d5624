//! Killed at any moment, in its first reading or in a batch, the program leaves a mirror that is whole or none, and goes on from it.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use arguendo_core::disk::folder::Folder as Content;
use arguendo_core::mirror::sync;

use arguendo_tests::command::{Watch, cli, command, dump};
use arguendo_tests::dice::Dice;
use arguendo_tests::dumps::{difference, dump_of};
use arguendo_tests::folder::Folder;
use arguendo_tests::history::acts::Hand;
use arguendo_tests::history::edits;
use arguendo_tests::system_calls::{self, KILL};

/// Kills in first readings, and as many in batches; thirty times as many with ARGUENDO_LONG.
const KILLS: usize = 50;
/// After so many it is measured again how long a sync takes: others work on the machine, too.
const AGAIN: usize = 8;
/// Kills at a time.
const THREADS: usize = 2;
/// So many that a reading takes some hundred milliseconds, and falls into more than one group of work.
const DOCUMENTS: usize = 600;
/// The two names of a directory that is moved to and fro with a third of the documents.
const MOVING: [&str; 2] = ["bulk/responses/here", "bulk/responses/there"];

/// What became of the kills.
#[derive(Debug, Default)]
struct Tally {
    kills: usize,
    /// They came before the work was done.
    early: usize,
    /// There was no mirror to look at.
    refused: usize,
    /// The mirror was as before the batch.
    before: usize,
    /// The mirror was as after it.
    after: usize,
}

/// Paths that no generated step names as a whole, so that the folder keeps its size through all of a history.
fn fill(root: &Path) {
    for number in 0..DOCUMENTS {
        let (directory, header) = match number {
            0..20 => (
                "bulk/questions",
                format!("arguendo: [text-{}, text-{}]\n", number + 100, number + 300),
            ),
            20..60 => ("bulk/contributors", String::new()),
            _ => {
                let place = [MOVING[0], "bulk/responses", "bulk/responses/stay"][number % 3];
                let (question, person) = (number % 20, 20 + number % 40);
                (
                    place,
                    format!("arguendo-question: text-{question}\ncontributors: [text-{person}]\n"),
                )
            }
        };
        let body = "Some words of *this* text, and a [link](/elsewhere).\n\n".repeat(1 + number % 10);
        let full = root.join(directory);
        fs::create_dir_all(&full).unwrap();
        fs::write(
            full.join(format!("text-{number}.md")),
            format!("---\ntitle: Text {number}\n{header}---\n{body}"),
        )
        .unwrap();
    }
}

fn fresh(root: &Path) -> String {
    dump_of(&sync::fresh(&Content::find(root).unwrap()).unwrap()).unwrap()
}

fn start(folder: &Path, data: &Path, verb: &str) -> Child {
    let mut command = command(folder, data, &[verb]).unwrap();
    command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills the program and says whether it had not said yet that it was done.
fn kill(mut child: Child) -> bool {
    child.kill().unwrap();
    child.wait_with_output().unwrap().stdout.is_empty()
}

fn sync_to_the_end(folder: &Path, data: &Path) -> Duration {
    let started = Instant::now();
    let output = cli(folder, data, &["sync"]).unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the sync after a kill: {complaint}");
    started.elapsed()
}

/// Every file below the data directory. What SQLite itself keeps beside an open database is no stray.
fn files_in(data: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut open = vec![data.to_path_buf()];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            let of_sqlite =
                path.to_str().unwrap().ends_with(".db-wal") || path.to_str().unwrap().ends_with(".db-shm");
            if path.is_dir() {
                open.push(path);
            } else if !of_sqlite {
                found.insert(path.strip_prefix(data).unwrap().to_path_buf());
            }
        }
    }
    found
}

/// A random part of `whole`.
fn part(dice: &mut Dice, whole: Duration) -> Duration {
    whole.mul_f64(dice.roll(1000) as f64 / 1000.0)
}

/// The mirror after the next sync: equal to the folder, and with nothing left lying beside it.
fn assert_goes_on(folder: &Path, data: &Path, expected: &str, usual: &BTreeSet<PathBuf>, what: &str) {
    sync_to_the_end(folder, data);
    assert_eq!(&files_in(data), usual, "{what}: stray files after the next sync");
    let live = dump(folder, data, "--no-sync").unwrap();
    if let Some(difference) = difference(&live, expected) {
        panic!("{what}: after the next sync the mirror differs:\n{difference}");
    }
}

/// What `dump --no-sync` prints; none where it says that there is no mirror yet.
fn as_left(folder: &Path, data: &Path, what: &str) -> Option<String> {
    let output = cli(folder, data, &["dump", "--no-sync"]).unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        return Some(String::from_utf8(output.stdout).unwrap());
    }
    assert_eq!(output.status.code(), Some(2), "{what}: {complaint}");
    assert!(complaint.contains("There is no mirror"), "{what}: {complaint}");
    None
}

fn kill_first_readings(seed: u64, kills: usize) -> Tally {
    let folder = Folder::empty().unwrap();
    fill(folder.path());
    let whole = fresh(folder.path());
    let mut dice = Dice::new(seed);
    let mut tally = Tally::default();
    let undisturbed = tempfile::tempdir().unwrap();
    let mut took = sync_to_the_end(folder.path(), undisturbed.path());
    let usual = files_in(undisturbed.path());
    for number in 0..kills {
        let verb = ["sync", "watch"][number % 2];
        let data = tempfile::tempdir().unwrap();
        let child = start(folder.path(), data.path(), verb);
        let after = part(&mut dice, took);
        std::thread::sleep(after);
        tally.kills += 1;
        tally.early += usize::from(kill(child));
        let what = format!("seed {seed}, a first {verb} killed after {after:?} of {took:?}");
        match as_left(folder.path(), data.path(), &what) {
            None => tally.refused += 1,
            Some(live) => {
                if let Some(difference) = difference(&live, &whole) {
                    panic!("{what}: a part of the mirror is shown as the whole:\n{difference}");
                }
                tally.after += 1;
            }
        }
        assert_goes_on(folder.path(), data.path(), &whole, &usual, &what);
        if number % AGAIN == AGAIN - 1 {
            // How fast the machine is may change while others work on it.
            took = sync_to_the_end(folder.path(), tempfile::tempdir().unwrap().path());
        }
    }
    tally
}

/// A folder whose batches are killed, with its mirror.
struct Batches {
    folder: Folder,
    data: tempfile::TempDir,
    hand: Hand,
    seed: u64,
}

impl Batches {
    fn new(seed: u64) -> Self {
        let folder = Folder::empty().unwrap();
        fill(folder.path());
        let hand = Hand::new(folder.path()).unwrap();
        let data = tempfile::tempdir().unwrap();
        sync_to_the_end(folder.path(), data.path());
        Self {
            folder,
            data,
            hand,
            seed: seed * 1_000_000,
        }
    }

    /// Moves a directory with many documents, in one go.
    fn move_many(&self) {
        let [here, there] = MOVING.map(|path| self.folder.path().join(path));
        let (from, to) = if here.exists() {
            (here, there)
        } else {
            (there, here)
        };
        fs::rename(from, to).unwrap();
    }

    /// Moves the directory and does some more.
    fn change(&mut self) {
        self.move_many();
        self.seed += 1;
        for step in edits(self.seed, 6) {
            self.hand.act(&step).unwrap();
        }
    }

    /// How long a sync takes after changes as they come.
    fn sync_takes(&mut self) -> Duration {
        self.change();
        sync_to_the_end(self.folder.path(), self.data.path())
    }

    /// How long `watch` takes from the move of the directory to its word that it is applied.
    fn watch_takes(&self) -> Duration {
        let watch = Watch::start(self.folder.path(), self.data.path()).unwrap();
        self.move_many();
        let started = Instant::now();
        watch.next(Duration::from_secs(30)).unwrap();
        started.elapsed()
    }

    /// Changes the folder while it is synced by `verb`, which is killed after a part of the time it takes. A running
    /// `watch` sees one change alone, so that no batch can hold a part of what is done.
    fn killed(&mut self, verb: &str, after: Duration) -> bool {
        if verb == "watch" {
            let watch = Watch::start(self.folder.path(), self.data.path()).unwrap();
            self.move_many();
            std::thread::sleep(after);
            return !watch.kill().unwrap();
        }
        self.change();
        let child = start(self.folder.path(), self.data.path(), verb);
        std::thread::sleep(after);
        kill(child)
    }
}

fn kill_batches(seed: u64, kills: usize) -> Tally {
    let mut batches = Batches::new(seed);
    // With the first changes there is a desk, which records them.
    batches.sync_takes();
    let usual = files_in(batches.data.path());
    let mut dice = Dice::new(seed);
    let mut tally = Tally::default();
    let (mut took, mut before) = (Duration::ZERO, String::new());
    for number in 0..kills {
        let verb = ["sync", "watch"][number / 5 % 2];
        if number % 5 == 0 {
            took = match verb {
                "sync" => batches.sync_takes(),
                _ => batches.watch_takes(),
            };
            before = fresh(batches.folder.path());
        }
        let after = part(&mut dice, took);
        tally.kills += 1;
        tally.early += usize::from(batches.killed(verb, after));
        let what = format!("seed {seed}, batch {number}, {verb} killed after {after:?} of {took:?}");
        let expected = fresh(batches.folder.path());
        let live = as_left(batches.folder.path(), batches.data.path(), &what)
            .unwrap_or_else(|| panic!("{what}: the mirror is gone"));
        let from_before = difference(&live, &before);
        if from_before.is_none() {
            tally.before += 1;
        } else if let Some(difference) = difference(&live, &expected) {
            let told = batches.hand.told.iter().rev().take(6).rev();
            let told: Vec<_> = told.map(String::as_str).collect();
            panic!(
                "{what}: the mirror is neither as before:\n{}\nnor as after:\n{difference}\n{}",
                from_before.unwrap_or_default(),
                told.join("\n")
            );
        } else {
            tally.after += 1;
        }
        assert_goes_on(
            batches.folder.path(),
            batches.data.path(),
            &expected,
            &usual,
            &what,
        );
        before = expected;
    }
    tally
}

fn on_threads(kill: fn(u64, usize) -> Tally) -> Tally {
    let kills = match std::env::var_os("ARGUENDO_LONG") {
        Some(_) => KILLS * 30,
        None => KILLS,
    };
    let started = Instant::now();
    let mut tally = Tally::default();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (1..=THREADS)
            .map(|seed| scope.spawn(move || kill(seed as u64, kills / THREADS)))
            .collect();
        for thread in threads {
            let more = thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            tally.kills += more.kills;
            tally.early += more.early;
            tally.refused += more.refused;
            tally.before += more.before;
            tally.after += more.after;
        }
    });
    println!("{tally:?} in {:.0} s", started.elapsed().as_secs_f64());
    assert!(
        tally.early * 2 > tally.kills,
        "most kills came too late to show anything: {tally:?}"
    );
    tally
}

#[test]
fn a_killed_first_reading_shows_nothing_or_the_whole_and_the_next_sync_is_true() {
    let tally = on_threads(kill_first_readings);
    assert!(
        tally.refused > 0,
        "no kill came before there was a mirror: {tally:?}"
    );
}

/// The times at which it is killed come by chance too seldom between the mirror's new name and the end.
#[test]
fn killed_at_each_call_while_it_takes_its_place_a_first_mirror_is_whole_or_none() {
    let folder = Folder::empty().unwrap();
    folder
        .write("question/law.md", "---\ntitle: Law\n---\nA question.\n")
        .unwrap();
    let whole = fresh(folder.path());
    let data = tempfile::tempdir().unwrap();
    let gets_its_name = |call: &str| call.contains("rename") && call.contains("mirror.building");
    let Some(calls) = system_calls::calls(
        system_calls::USUAL,
        folder.path(),
        data.path(),
        &["sync"],
        gets_its_name,
    )
    .unwrap() else {
        return;
    };
    assert!(calls.len() > 5, "{calls:?}");
    let usual = files_in(data.path());
    for call in &calls {
        let data = tempfile::tempdir().unwrap();
        system_calls::run_with(
            KILL,
            call,
            system_calls::USUAL,
            folder.path(),
            data.path(),
            &["sync"],
        )
        .unwrap();
        let what = format!("a first sync killed at {call}");
        if let Some(live) = as_left(folder.path(), data.path(), &what) {
            assert_eq!(live, whole, "{what}");
        }
        assert_goes_on(folder.path(), data.path(), &whole, &usual, &what);
    }
}

#[test]
fn a_killed_batch_shows_what_was_before_or_what_is_after_and_the_next_sync_is_true() {
    let tally = on_threads(kill_batches);
    assert!(
        tally.before > 0,
        "no kill came before a batch was applied: {tally:?}"
    );
}
