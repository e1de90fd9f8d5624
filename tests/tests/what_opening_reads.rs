//! What it costs to open the mirror: all of it is looked through after it was left in an unknown state, and never otherwise.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use arguendo_core::mirror::sync::{self, SyncHooks};
use arguendo_core::mirror::{MirrorError, Reader};

use arguendo_tests::dice::Dice;
use arguendo_tests::seminar::{Seminar, find};

/// A folder whose mirror is mostly texts, in step and closed.
fn in_step() -> Seminar {
    let seminar = Seminar::of(&[]);
    let mut dice = Dice::new(5);
    for number in 0..120 {
        let words: Vec<_> = (0..900).map(|_| format!("w{}", dice.roll(50_000))).collect();
        let text = format!("---\ntitle: Text {number}\n---\n{}\n", words.join(" "));
        seminar.put(&[(&format!("responses/{number}.md"), &text)]);
    }
    seminar.sync().unwrap();
    seminar
}

fn mirror(seminar: &Seminar) -> PathBuf {
    seminar.databases.path().join("mirror.db")
}

/// As after a program that was killed, or a backup that was put back: nobody has left word of this state.
fn touch(seminar: &Seminar, seconds: u64) {
    let file = File::options().write(true).open(mirror(seminar)).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
        .unwrap();
}

/// Whether this thread reads as much as the whole mirror while it does `work`.
fn reads_all(seminar: &Seminar, work: impl FnOnce()) -> bool {
    let read = || {
        let counts = fs::read_to_string("/proc/thread-self/io").unwrap();
        let line = counts.lines().find_map(|line| line.strip_prefix("rchar: "));
        line.unwrap().parse::<u64>().unwrap()
    };
    let before = read();
    work();
    read() - before >= fs::metadata(mirror(seminar)).unwrap().len()
}

fn ask(seminar: &Seminar) {
    let reader = Reader::open_as_it_is(seminar.databases.path()).unwrap();
    assert!(reader.document_at("responses/7.md").unwrap().is_some());
}

#[test]
fn a_mirror_that_was_left_well_is_not_looked_through() {
    let seminar = in_step();
    assert!(!reads_all(&seminar, || ask(&seminar)));
    // Neither after somebody has read, which leaves an empty log beside it.
    assert!(!reads_all(&seminar, || ask(&seminar)));
    assert!(!reads_all(&seminar, || seminar.sync().unwrap()));
}

#[test]
fn a_mirror_that_nobody_left_word_of_is_looked_through_once() {
    let seminar = in_step();
    touch(&seminar, 1);
    assert!(reads_all(&seminar, || ask(&seminar)));
    assert!(!reads_all(&seminar, || ask(&seminar)));
    touch(&seminar, 2);
    assert!(reads_all(&seminar, || seminar.sync().unwrap()));
    assert!(!reads_all(&seminar, || seminar.sync().unwrap()));
}

#[test]
fn a_mirror_in_the_hands_of_a_program_that_runs_is_not_looked_through() {
    let seminar = in_step();
    let mut writer = sync::open(seminar.databases.path()).unwrap();
    writer.sync(&find(&seminar), &mut SyncHooks::none()).unwrap();
    seminar.put(&[("responses/7.md", "---\ntitle: Other\n---\nOther.\n")]);
    writer.sync(&find(&seminar), &mut SyncHooks::none()).unwrap();
    assert!(!reads_all(&seminar, || ask(&seminar)));
    assert!(!reads_all(&seminar, || seminar.sync().unwrap()));
}

#[test]
fn damage_is_found_before_anything_is_told_from_the_mirror() {
    let seminar = in_step();
    ask(&seminar);
    let mut bytes = fs::read(mirror(&seminar)).unwrap();
    let middle = bytes.len() / 8192 * 4096;
    bytes[middle..middle + 4096].fill(0x17);
    fs::write(mirror(&seminar), bytes).unwrap();
    for _ in 0..2 {
        let opened = Reader::open_as_it_is(seminar.databases.path());
        assert!(matches!(opened, Err(MirrorError::Damaged)));
    }
    seminar.sync().unwrap();
    ask(&seminar);
}
