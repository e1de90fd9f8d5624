//! The desk when things go wrong: damage, an older copy, a newer program, copies of many days.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use arguendo_core::desk::{Desk, DeskError};
use arguendo_core::drafting;
use jiff::{Timestamp, ToSpan as _};

fn day(number: i64) -> Timestamp {
    let first: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
    first + (24 * number).hours()
}

fn copies(place: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(place.join("desk-copies"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_copy_is_made_each_day_and_seven_are_kept() {
    let place = tempfile::tempdir().unwrap();
    for number in 0..10 {
        Desk::open(place.path(), day(number)).unwrap();
        Desk::open(place.path(), day(number)).unwrap();
    }
    let names = copies(place.path());
    assert_eq!(names.len(), 7);
    assert_eq!(
        (names[0].as_str(), names[6].as_str()),
        ("desk-2026-03-04.db", "desk-2026-03-10.db")
    );
}

#[test]
fn a_damaged_desk_is_set_aside_and_the_newest_good_copy_knows_the_drafts_again() {
    let place = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let text = b"---\ntitle: Old\n---\nWords.\n";
    {
        let desk = Desk::open(place.path(), day(0)).unwrap();
        fs::write(desk.drafts().join("old.md"), text).unwrap();
        drafting::tidy_up(&desk, folder.path(), day(0)).unwrap();
        desk.set_value("me", Some("ann")).unwrap();
    }
    drop(Desk::open(place.path(), day(1)).unwrap());
    {
        // After the copy, another draft is begun; and then both the desk and the newest copy are damaged.
        let desk = Desk::open(place.path(), day(1)).unwrap();
        fs::write(desk.drafts().join("new.md"), text).unwrap();
        drafting::tidy_up(&desk, folder.path(), day(1)).unwrap();
    }
    drop(Desk::open(place.path(), day(2)).unwrap());
    fs::write(place.path().join("desk-copies/desk-2026-03-03.db"), "no database").unwrap();
    fs::write(
        place.path().join("desk.db"),
        "no database either, though it is long enough".repeat(99),
    )
    .unwrap();

    let desk = Desk::open(place.path(), day(2)).unwrap();
    let aside = desk.set_aside.clone().unwrap();
    assert!(fs::read(aside).unwrap().starts_with(b"no database either"));
    assert_eq!(desk.value("me").unwrap().as_deref(), Some("ann"));
    assert!(drafting::find(&desk, folder.path(), "new.md").unwrap().is_none());
    drafting::tidy_up(&desk, folder.path(), day(2)).unwrap();
    for name in ["old.md", "new.md"] {
        assert!(
            drafting::find(&desk, folder.path(), name).unwrap().is_some(),
            "{name}"
        );
        assert_eq!(fs::read(desk.drafts().join(name)).unwrap(), text);
    }
    assert_eq!(desk.all_drafts().unwrap().len(), 2);
}

#[test]
fn a_damaged_desk_without_a_copy_is_begun_anew_and_the_drafts_are_taken_up() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("drafts")).unwrap();
    fs::write(place.path().join("drafts/mine.md"), "---\ntitle: T\n---\n").unwrap();
    fs::write(place.path().join("desk.db"), "no database ".repeat(999)).unwrap();
    let desk = Desk::open(place.path(), day(0)).unwrap();
    assert!(desk.set_aside.is_some());
    drafting::tidy_up(&desk, place.path(), day(0)).unwrap();
    assert_eq!(desk.all_drafts().unwrap()[0].file, "mine.md");
}

#[test]
fn the_desk_of_a_newer_program_is_refused_and_stays_as_it_is() {
    let place = tempfile::tempdir().unwrap();
    drop(Desk::open(place.path(), day(0)).unwrap());
    let file = place.path().join("desk.db");
    // `user_version` stands at byte 60 of an SQLite file, big-endian.
    let mut bytes = fs::read(&file).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&file, &bytes).unwrap();
    let refused = Desk::open(place.path(), day(1)).err().unwrap();
    assert!(matches!(refused, DeskError::Newer));
    assert!(refused.to_string().contains("newer Arguendo"), "{refused}");
    assert_eq!(fs::read(&file).unwrap(), bytes);
}
