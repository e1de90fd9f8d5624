//! Two programs that keep one mirror of one folder: both go on, both tell of each change, and the mirror stays true.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use arguendo_tests::command::{LIMIT, Watch, until_equal};
use arguendo_tests::dice::Dice;
use arguendo_tests::folder::Folder;
use arguendo_tests::history::acts::Hand;
use arguendo_tests::history::edits;

#[test]
fn two_watches_of_one_folder_end_with_a_true_mirror() {
    let folder = Folder::empty().unwrap();
    let data = tempfile::tempdir().unwrap();
    let seed = 23;
    let mut hand = Hand::new(folder.path()).unwrap();
    let mut dice = Dice::new(seed);
    let edits = edits(seed, 170);
    let (before, meanwhile) = edits.split_at(20);
    for step in before {
        hand.act(step).unwrap();
    }
    let mut watches = [(); 2].map(|()| Watch::start(folder.path(), data.path()).unwrap());
    for step in meanwhile {
        hand.act(step).unwrap();
        if dice.roll(4) == 0 {
            std::thread::sleep(Duration::from_millis(dice.roll(150) as u64));
        }
    }
    until_equal(folder.path(), data.path(), &hand.told.join("\n")).unwrap();
    assert!(watches.iter_mut().all(Watch::runs), "both go on");
}

#[test]
fn whichever_of_two_watches_is_first_to_a_change_both_tell_of_it() {
    let folder = Folder::sample().unwrap();
    let data = tempfile::tempdir().unwrap();
    let watches = [(); 2].map(|()| Watch::start(folder.path(), data.path()).unwrap());
    for number in 0..15 {
        watches.iter().for_each(Watch::forget);
        let text = format!("---\ntitle: Number {number}\n---\nText.\n");
        folder.write("responses/new.md", &text).unwrap();
        for watch in &watches {
            watch.next(LIMIT).unwrap();
        }
        // Time for a second word on the same change, which must not be taken for one on the next.
        std::thread::sleep(Duration::from_millis(300));
    }
}
