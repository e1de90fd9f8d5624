//! Two programs that keep one mirror of one folder: both go on, both tell of each change, and the mirror stays true.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use arguendo_tests::dice::Dice;
use arguendo_tests::folder::Folder;
use arguendo_tests::history::History;
use arguendo_tests::watching::{Watching, until_equal};

#[test]
fn two_watches_of_one_folder_end_with_a_true_mirror() {
    let folder = Folder::empty().unwrap();
    let data = tempfile::tempdir().unwrap();
    let seed = 23;
    let mut history = History::new(folder.path(), seed);
    let mut dice = Dice::new(seed);
    for _ in 0..20 {
        history.step().unwrap();
    }
    let mut watches = [(); 2].map(|()| Watching::start(folder.path(), data.path()));
    for _ in 0..150 {
        history.step().unwrap();
        if dice.roll(4) == 0 {
            std::thread::sleep(Duration::from_millis(dice.roll(150) as u64));
        }
    }
    until_equal(folder.path(), data.path(), &history.told.join("\n"));
    assert!(watches.iter_mut().all(Watching::runs), "both go on");
}

#[test]
fn whichever_of_two_watches_is_first_to_a_change_both_tell_of_it() {
    let folder = Folder::sample().unwrap();
    let data = tempfile::tempdir().unwrap();
    let watches = [(); 2].map(|()| Watching::start(folder.path(), data.path()));
    for number in 0..15 {
        watches.iter().for_each(Watching::forget);
        let text = format!("---\ntitle: Number {number}\n---\nText.\n");
        folder.write("responses/new.md", &text).unwrap();
        for watching in &watches {
            let _ = watching.next();
        }
        // Time for a second word on the same change, which must not be taken for one on the next.
        std::thread::sleep(Duration::from_millis(300));
    }
}
