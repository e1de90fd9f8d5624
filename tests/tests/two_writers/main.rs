//! Two people write into one folder that two real Syncthings carry between them: nothing that either has written is lost.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

mod keeping;
mod ledger;
mod outside;
mod settling;
mod waiting;
mod writer;

use std::slice::Iter;
use std::time::{Duration, Instant};

use arguendo_tests::command::{dump, until_equal};
use arguendo_tests::dice::Dice;
use arguendo_tests::dumps::difference;
use arguendo_tests::folder::Folder;
use arguendo_tests::syncthing::{self, Pair};

use ledger::Ledger;
use settling::WAYS;
use writer::{Tally, Writer};

/// Rounds of parting and reunion, unless `ARGUENDO_ROUNDS` says how many; so many with `ARGUENDO_LONG`.
const ROUNDS: usize = 50;
const MANY_ROUNDS: usize = 1_000;
/// With the gap between looking and removing so much wider, half of the many.
const FEW_ROUNDS: usize = 6;
const GAP: Duration = Duration::from_millis(300);
/// After so many rounds the mirrors are looked at, too.
const LOOK: usize = 25;
/// The connection itself is cut in one of so many rounds; in the others the folder is paused, which is quicker.
const CUT: usize = 12;
/// Syncthing names a conflict copy by the second: two conflicts of one file within one would give two copies one name, and the
/// first would be gone. Nobody writes as fast as that.
const A_SECOND: Duration = Duration::from_millis(1_050);

#[test]
fn two_writers_lose_no_word_through_partings_and_reunions() {
    lose_nothing(Duration::ZERO, ROUNDS);
}

/// A Syncthing looks whether a file is what it knows, removes it, and puts another in its place. What is published between the first
/// and the second, it removes unread.
#[test]
fn two_writers_lose_nothing_though_syncthing_removes_what_it_has_not_read() {
    lose_nothing(GAP, FEW_ROUNDS);
}

fn lose_nothing(gap: Duration, usual: usize) {
    if !syncthing::is_installed() {
        return;
    }
    let seed = number_in("ARGUENDO_SEED").unwrap_or(7);
    let is_long = std::env::var_os("ARGUENDO_LONG").is_some();
    let usual = if is_long { MANY_ROUNDS / 2 } else { usual };
    let rounds = number_in("ARGUENDO_ROUNDS").unwrap_or(usual);

    let folders = [seminar(), Folder::empty().unwrap()];
    let pair = Pair::with_gap(folders.each_ref().map(Folder::path), gap).unwrap();
    let mut dice = Dice::new(seed as u64);
    let mut ledger = Ledger::default();
    let mut writers = [("anna", 0), ("bela", 1)]
        .map(|(name, side)| Writer::new(name, folders[side].path(), Dice::new((seed * 2 + side) as u64)));
    let mut last = Instant::now();
    // The cases that matter most come for certain: conflicts of every kind, and every way to settle one.
    let mut ways = [WAYS.iter(), WAYS.iter()];
    for _ in WAYS {
        if ways.iter().all(|left| left.len() == 0) {
            break;
        }
        pair.part(false).unwrap();
        writers.iter_mut().for_each(Writer::meet);
        ledger.take(&mut writers);
        std::thread::sleep(A_SECOND.saturating_sub(last.elapsed()));
        pair.reunite().unwrap();
        pair.until_in_step().unwrap();
        last = Instant::now();
        ledger.check(&mut writers, "after they have met");
        settle_all(&mut writers, &mut ledger, &mut ways, &pair);
    }
    for place in ["questions/", "responses/", "drafts/"] {
        assert!(
            ledger.has_conflicts_of(place),
            "no conflict in {place}: {ledger:?}"
        );
    }
    agree(&writers);
    for round in 1..=rounds {
        let is_parted = dice.roll(5) > 0;
        if is_parted {
            pair.part(dice.roll(CUT) == 0).unwrap();
        }
        act(&mut writers, &mut ledger, 1 + dice.roll(3), &pair, !is_parted);
        std::thread::sleep(A_SECOND.saturating_sub(last.elapsed()));
        pair.reunite().unwrap();
        if is_parted && dice.roll(2) == 0 {
            // While what was written apart comes together.
            let one = dice.roll(2);
            act(&mut writers[one..=one], &mut ledger, 1, &pair, true);
        }
        pair.until_in_step().unwrap();
        // What was put over unread is listed again, which goes to the other, too.
        while writers.iter_mut().any(|writer| writer.looks_after()) {
            pair.until_in_step().unwrap();
        }
        last = Instant::now();
        // Shown where it fails, after what was done in it.
        println!(
            "round {round} ends, {}",
            if is_parted { "parted" } else { "together" }
        );
        ledger.check(&mut writers, &format!("seed {seed}, round {round}"));
        if round % LOOK == 0 || round == rounds {
            agree(&writers);
        }
    }
    let tallies = writers.each_ref().map(|writer| &writer.tally);
    println!("{ledger:?}\n{tallies:#?}");
    let did = |what: fn(&Tally) -> usize| writers.iter().all(|writer| what(&writer.tally) > 0);
    let did_all = did(|tally| tally.published) && did(|tally| tally.revised) && did(|tally| tally.shared);
    assert!(
        did_all || rounds < ROUNDS,
        "they have not done all that they can do"
    );
    for way in WAYS {
        let is_taken = tallies.iter().all(|tally| tally.settled.contains_key(way));
        assert!(is_taken, "not both have settled a conflict by {way}");
    }
}

/// Both settle conflicts in turn, each in the next of the ways that are left, until there are no more of either.
fn settle_all(
    writers: &mut [Writer; 2],
    ledger: &mut Ledger,
    ways: &mut [Iter<'_, &'static str>; 2],
    pair: &Pair,
) {
    let mut is_settled = true;
    while std::mem::take(&mut is_settled) {
        for number in 0..writers.len() {
            let Some(copy) = writers[number].conflicts().into_iter().next() else {
                continue;
            };
            let Some(way) = ways[number].next() else {
                continue;
            };
            assert!(
                writers[number].settle_by(&copy, way),
                "{copy} is not settled by {way}"
            );
            is_settled = true;
            ledger.take(writers);
            pair.until_in_step().unwrap();
            ledger.check(writers, &format!("after {copy} was settled by {way}"));
        }
    }
}

/// Both mirrors hold what a fresh reading of either copy gives.
fn agree(writers: &[Writer; 2]) {
    let dumps = writers.each_ref().map(|writer| {
        until_equal(&writer.root, &writer.data, "the mirror that was followed").unwrap();
        dump(&writer.root, &writer.data, "--fresh").unwrap()
    });
    assert_eq!(difference(&dumps[0], &dumps[1]), None);
}

/// Each of them does so many things, both at once.
fn act(writers: &mut [Writer], ledger: &mut Ledger, things: usize, pair: &Pair, is_told: bool) {
    let sides = &pair.sides;
    std::thread::scope(|scope| {
        let acting: Vec<_> = writers
            .iter_mut()
            .map(|writer| {
                let side = if writer.name == "anna" {
                    &sides[0]
                } else {
                    &sides[1]
                };
                scope.spawn(move || {
                    for thing in 0..things {
                        if is_told && thing > 0 {
                            std::thread::sleep(A_SECOND);
                        }
                        writer.act();
                        if is_told && writer.dice.roll(2) == 0 {
                            side.scan(syncthing::SHARED).unwrap();
                        }
                    }
                })
            })
            .collect();
        acting.into_iter().for_each(|acting| acting.join().unwrap());
    });
    ledger.take(writers);
}

/// Two questions, and the two who answer them.
fn seminar() -> Folder {
    let folder = Folder::empty().unwrap();
    for slug in writer::QUESTIONS {
        let text = format!("---\ntitle: On {slug}\narguendo: []\n---\nWhat of {slug}?\n");
        folder.write(&format!("questions/{slug}.md"), &text).unwrap();
    }
    let draft = "---\ntitle: Of us both\narguendo-question: precedent\n---\nBegun.\n";
    folder.write(writer::COMMON_DRAFT, draft).unwrap();
    for name in ["anna", "bela"] {
        let text = format!("---\ntitle: {name}\n---\n");
        folder.write(&format!("contributors/{name}.md"), &text).unwrap();
    }
    folder
}

fn number_in(variable: &str) -> Option<usize> {
    std::env::var(variable).ok().map(|number| number.parse().unwrap())
}
