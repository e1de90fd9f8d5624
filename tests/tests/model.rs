//! After any history of the folder, the mirror that followed it equals one that is built fresh, and has told of what changed.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use arguendo_core::disk::folder::Folder;
use arguendo_core::mirror::sync;

use arguendo_tests::dumps::dump_of;
use arguendo_tests::folder::Folder as Place;
use arguendo_tests::followers::{Follower, Told, Watching, lead};
use arguendo_tests::history::acts::Hand;
use arguendo_tests::history::{Batch, Step, floods, histories, runner};
use proptest::test_runner::{TestCaseError, TestError};

/// How many histories are watched, and how many are told path by path: usually, and with ARGUENDO_LONG.
const WATCHED: (u64, u64) = (600, 20_000);
const TOLD: (u64, u64) = (200, 5_000);
/// In one history of so many there is a flood.
const FLOODS: u64 = 300;
/// Histories at a time: those that are watched wait most of their time for quiet.
const THREADS: usize = 8;
/// Shorter than the time after which a watched folder is compared as a whole: only events can have told.
const PATIENCE: Duration = Duration::from_secs(20);
/// While a failure is being shrunk, each try that fails takes as long.
const SHRINKING: Duration = Duration::from_secs(3);
/// A flood is worked off in some time, whatever tells of it.
const PATIENCE_WITH_A_FLOOD: Duration = Duration::from_secs(120);

/// Lives through one history; the error says what was done up to the difference.
fn live_through<F: Follower>(history: &[Batch], patience: Duration) -> Result<()> {
    let place = Place::empty()?;
    let mut hand = Hand::new(place.path())?;
    let mut follower = F::of(place.path())?;
    let lived = batches(&mut follower, place.path(), &mut hand, history, patience);
    lived.with_context(|| hand.told.join("\n"))
}

fn batches<F: Follower>(
    follower: &mut F,
    root: &Path,
    hand: &mut Hand,
    history: &[Batch],
    patience: Duration,
) -> Result<()> {
    let folder = Folder::find(root)?;
    let mut before = dump_of(&sync::fresh(&folder)?)?;
    follower.reaches(&before, &before, patience)?;
    for batch in history {
        lead(follower, root, batch.way, || Ok(hand.carry_out(batch)?))?;
        let fresh = dump_of(&sync::fresh(&folder)?)?;
        follower.reaches(&before, &fresh, patience)?;
        before = fresh;
    }
    Ok(())
}

/// The history of this number; the error is what is wrong after it, and its shrunk form if it is the first that fails.
fn try_history<F: Follower>(number: u64, one_has_failed: &AtomicBool) -> Result<(), String> {
    let is_flood = number % FLOODS == FLOODS / 2;
    let (strategy, patience) = match is_flood {
        true => (floods(), PATIENCE_WITH_A_FLOOD),
        false => (histories(), PATIENCE),
    };
    let (failed, is_first) = (Cell::new(false), Cell::new(false));
    let tried = runner(number, 1).run(&strategy, |history| {
        let patience = match (failed.get(), is_first.get()) {
            (true, false) => return Ok(()),
            (true, true) if !is_flood => SHRINKING,
            _ => patience,
        };
        live_through::<F>(&history, patience).map_err(|error| {
            if !failed.replace(true) {
                is_first.set(!one_has_failed.swap(true, Ordering::Relaxed));
            }
            TestCaseError::fail(format!("{}\nafter\n{error}", error.root_cause()))
        })
    });
    tried.map_err(|error| match error {
        TestError::Fail(reason, _) if is_first.get() => format!("history {number}, shrunk: {reason}"),
        TestError::Fail(reason, _) => {
            let reason = reason.message();
            let what = reason.split_once("\nafter\n").map_or(reason, |(what, _)| what);
            format!("history {number}: {what}")
        }
        TestError::Abort(reason) => format!("history {number}: {reason}"),
    })
}

/// All histories, or the one that ARGUENDO_HISTORY names, on several threads, up to the first that fails.
fn try_all<F: Follower>((few, many): (u64, u64)) {
    let started = Instant::now();
    let (first, end) = match (number_in("ARGUENDO_HISTORY"), std::env::var_os("ARGUENDO_LONG")) {
        (Some(alone), _) => (alone, alone + 1),
        (None, Some(_)) => (0, many),
        (None, None) => (0, few),
    };
    let (next, one_has_failed) = (AtomicU64::new(first), AtomicBool::new(false));
    let work = || -> Result<(), String> {
        while !one_has_failed.load(Ordering::Relaxed) {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= end {
                break;
            }
            try_history::<F>(number, &one_has_failed)?;
        }
        Ok(())
    };
    let failures: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(work)).collect();
        let ended = threads.into_iter().map(|thread| thread.join().unwrap());
        ended.filter_map(Result::err).collect()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    println!(
        "histories {first} to {end} in {:.0} s",
        started.elapsed().as_secs_f64()
    );
}

fn number_in(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn a_mirror_that_is_told_each_path_equals_a_fresh_one_after_every_batch() {
    try_all::<Told>(TOLD);
}

#[test]
fn a_mirror_that_watches_for_itself_equals_a_fresh_one_after_every_batch() {
    try_all::<Watching>(WATCHED);
}

/// What nobody would notice: histories in which nothing of the kind ever happens.
#[test]
fn among_the_histories_are_all_kinds_of_steps_and_ways() {
    use proptest::strategy::{Strategy as _, ValueTree as _};
    let mut seen = BTreeSet::new();
    let mut note = |history: Vec<Batch>| {
        for batch in history {
            seen.insert(kind(&format!("{:?}", batch.way)));
            for step in batch.steps {
                seen.insert(match step {
                    Step::Burst(_, count) => format!("Burst of {count}"),
                    Step::Link(_, to) => format!("Link to {}", kind(&format!("{to:?}"))),
                    step => kind(&format!("{step:?}")),
                });
            }
        }
    };
    for number in 0..200 {
        note(histories().new_tree(&mut runner(number, 1)).unwrap().current());
    }
    note(floods().new_tree(&mut runner(0, 1)).unwrap().current());
    let expected = [
        "Append",
        "Burst of 20000",
        "Burst of 5",
        "Burst of 50",
        "Burst of 51",
        "ChangeCase",
        "ConflictCopy",
        "Delete",
        "DeleteDirectory",
        "DirectoryBecomesFile",
        "FileBecomesDirectory",
        "Followed",
        "Killed",
        "Link to Directory",
        "Link to DirectoryOutside",
        "Link to Inside",
        "Link to Outside",
        "Lost",
        "MoveDirectory",
        "NewTimeAlone",
        "Rename",
        "ReplaceAtomically",
        "Restarted",
        "SameSizeEditWithTheOldTime",
        "Settings",
        "Swap",
        "Write",
        "Beside",
    ];
    assert_eq!(seen, expected.map(str::to_owned).into());
}

/// The name of a variant.
fn kind(debug: &str) -> String {
    debug.split('(').next().unwrap_or_default().to_owned()
}
