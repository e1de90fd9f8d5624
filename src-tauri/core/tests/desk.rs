//! The desk when things go wrong: damage, an older copy, a newer program, copies of many days.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use arguendo_core::desk::{Desk, DeskError, Remembered};
use arguendo_core::drafts::drafting;
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
        ("desk-00004-2026-03-04.db", "desk-00010-2026-03-10.db")
    );
}

/// The days of the copies, in the order in which they were made.
fn days_of_copies(place: &Path) -> Vec<String> {
    let names = copies(place).into_iter();
    names
        .map(|name| name["desk-00000-".len()..][..10].to_owned())
        .collect()
}

#[test]
fn after_a_week_with_a_wrong_year_the_copies_of_the_present_are_kept_and_the_oldest_go() {
    let place = tempfile::tempdir().unwrap();
    for number in 365..372 {
        drop(Desk::open(place.path(), day(number)).unwrap());
    }
    for number in 0..3 {
        let desk = Desk::open(place.path(), day(number)).unwrap();
        desk.set_value(Remembered::WritesAs, Some(&format!("ann-{number}")))
            .unwrap();
    }
    let days = days_of_copies(place.path());
    assert_eq!(days.len(), 7);
    assert_eq!(days[4..], ["2026-03-01", "2026-03-02", "2026-03-03"]);
    // And it is the newest of the present that a damaged desk is replaced by.
    fs::write(place.path().join("desk.db"), "no database ".repeat(999)).unwrap();
    let desk = Desk::open(place.path(), day(3)).unwrap();
    assert_eq!(
        desk.value(Remembered::WritesAs).unwrap().as_deref(),
        Some("ann-1")
    );
}

#[test]
fn a_day_that_a_wrong_clock_told_before_gets_its_copy_when_it_comes() {
    let place = tempfile::tempdir().unwrap();
    for number in [3, 4, 0, 1, 2, 3, 4] {
        drop(Desk::open(place.path(), day(number)).unwrap());
    }
    let days = days_of_copies(place.path());
    assert_eq!(
        days,
        [
            "2026-03-01",
            "2026-03-02",
            "2026-03-03",
            "2026-03-04",
            "2026-03-05"
        ]
    );
    assert!(copies(place.path())[4].starts_with("desk-00007-"));
}

#[test]
fn a_clock_that_goes_forth_and_back_all_day_pushes_no_other_day_out() {
    let place = tempfile::tempdir().unwrap();
    for number in 0..5 {
        drop(Desk::open(place.path(), day(number)).unwrap());
    }
    for _ in 0..20 {
        drop(Desk::open(place.path(), day(27_000)).unwrap());
        drop(Desk::open(place.path(), day(5)).unwrap());
    }
    let days = days_of_copies(place.path());
    assert_eq!(
        days[..5],
        [
            "2026-03-01",
            "2026-03-02",
            "2026-03-03",
            "2026-03-04",
            "2026-03-05"
        ]
    );
    assert_eq!(days.len(), 7);
}

#[test]
fn copies_of_earlier_versions_are_older_than_all_that_are_made_now() {
    let place = tempfile::tempdir().unwrap();
    drop(Desk::open(place.path(), day(0)).unwrap());
    let made = place.path().join("desk-copies/desk-00001-2026-03-01.db");
    for number in 1..8 {
        let earlier = place
            .path()
            .join(format!("desk-copies/desk-2027-01-0{number}.db"));
        fs::copy(&made, earlier).unwrap();
    }
    for number in 1..4 {
        drop(Desk::open(place.path(), day(number)).unwrap());
    }
    let names = copies(place.path());
    assert_eq!(
        names[4..],
        ["desk-2027-01-05.db", "desk-2027-01-06.db", "desk-2027-01-07.db"]
    );
    assert!(names[0].starts_with("desk-00001-") && names[3].starts_with("desk-00004-"));
}

#[test]
fn two_that_were_damaged_at_one_time_of_a_wrong_clock_are_both_kept() {
    let place = tempfile::tempdir().unwrap();
    drop(Desk::open(place.path(), day(0)).unwrap());
    for damage in ["first ", "second "] {
        fs::write(place.path().join("desk.db"), damage.repeat(999)).unwrap();
        drop(Desk::open(place.path(), day(0)).unwrap());
    }
    let aside = names(place.path()).into_iter();
    let mut aside: Vec<_> = aside
        .filter(|name| name.starts_with("desk-damaged-") && name.ends_with(".db"))
        .map(|name| fs::read_to_string(place.path().join(name)).unwrap())
        .collect();
    aside.sort();
    assert_eq!(aside, ["first ".repeat(999), "second ".repeat(999)]);
}

#[test]
fn a_damaged_desk_is_set_aside_and_the_newest_good_copy_knows_the_drafts_again() {
    let place = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let text = b"---\ntitle: Old\n---\nWords.\n";
    {
        let desk = Desk::open(place.path(), day(0)).unwrap();
        fs::write(desk.drafts().join("old.md"), text).unwrap();
        let left = drafting::tidy_up(&desk, folder.path(), day(0));
        assert!(left.is_empty(), "{left:?}");
        desk.set_value(Remembered::WritesAs, Some("ann")).unwrap();
    }
    drop(Desk::open(place.path(), day(1)).unwrap());
    {
        // After the copy, another draft is begun; and then both the desk and the newest copy are damaged.
        let desk = Desk::open(place.path(), day(1)).unwrap();
        fs::write(desk.drafts().join("new.md"), text).unwrap();
        let left = drafting::tidy_up(&desk, folder.path(), day(1));
        assert!(left.is_empty(), "{left:?}");
    }
    drop(Desk::open(place.path(), day(2)).unwrap());
    fs::write(
        place.path().join("desk-copies/desk-00003-2026-03-03.db"),
        "no database",
    )
    .unwrap();
    fs::write(
        place.path().join("desk.db"),
        "no database either, though it is long enough".repeat(99),
    )
    .unwrap();

    let desk = Desk::open(place.path(), day(2)).unwrap();
    assert!(desk.repaired.is_some());
    let aside = names(place.path());
    let aside = aside
        .iter()
        .find(|name| name.starts_with("desk-damaged-"))
        .unwrap();
    let aside = fs::read(place.path().join(aside)).unwrap();
    assert!(aside.starts_with(b"no database either"));
    assert_eq!(desk.value(Remembered::WritesAs).unwrap().as_deref(), Some("ann"));
    assert!(drafting::find(&desk, folder.path(), "new.md").unwrap().is_none());
    let left = drafting::tidy_up(&desk, folder.path(), day(2));
    assert!(left.is_empty(), "{left:?}");
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
    assert!(desk.repaired.as_ref().unwrap().contains("no good copy"));
    let left = drafting::tidy_up(&desk, place.path(), day(0));
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(desk.all_drafts().unwrap()[0].file, "mine.md");
}

#[test]
fn the_desk_of_a_newer_program_is_refused_and_stays_as_it_is() {
    let place = tempfile::tempdir().unwrap();
    drop(Desk::open(place.path(), day(0)).unwrap());
    let file = place.path().join("desk.db");
    // `user_version` is at byte 60 of an SQLite file, big-endian.
    let mut bytes = fs::read(&file).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&file, &bytes).unwrap();
    let refused = Desk::open(place.path(), day(1)).err().unwrap();
    assert!(matches!(refused, DeskError::Newer));
    assert!(refused.to_string().contains("newer Arguendo"), "{refused}");
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

/// A place whose desk knows that the person is ann, with a copy of the day that knows it, too.
fn place_of_ann() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    Desk::open(place.path(), day(0))
        .unwrap()
        .set_value(Remembered::WritesAs, Some("ann"))
        .unwrap();
    drop(Desk::open(place.path(), day(1)).unwrap());
    place
}

fn is_anns(desk: &Desk) -> bool {
    desk.value(Remembered::WritesAs).unwrap().as_deref() == Some("ann")
}

fn names(place: &Path) -> Vec<String> {
    let entries = fs::read_dir(place).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

#[test]
fn a_repair_that_was_ended_at_any_point_is_taken_to_its_end_and_told() {
    let damage = |place: &Path| fs::write(place.join("desk.db"), "no database ".repeat(999)).unwrap();
    let set_aside = |place: &Path| {
        damage(place);
        fs::rename(place.join("desk.db"), place.join("desk-damaged-1.db")).unwrap();
        fs::write(place.join("desk.db-wal"), "of the damaged one").unwrap();
    };
    type Ended<'a> = (&'a str, &'a dyn Fn(&Path));
    let points: [Ended; 5] = [
        ("before anything", &damage),
        ("with half a new one", &|place| {
            damage(place);
            fs::write(place.join("desk.unfinished"), "SQLite format 3\0 and no more").unwrap();
            fs::write(place.join("desk.unfinished-wal"), "of another").unwrap();
        }),
        ("with the damaged one set aside", &set_aside),
        ("with the damaged one set aside and a new one made", &|place| {
            set_aside(place);
            fs::copy(
                place.join("desk-copies/desk-00001-2026-03-01.db"),
                place.join("desk.unfinished"),
            )
            .unwrap();
        }),
        ("with copies alone", &|place| {
            fs::remove_file(place.join("desk.db")).unwrap();
        }),
    ];
    for (point, end) in points {
        let place = place_of_ann();
        end(place.path());
        let desk = Desk::open(place.path(), day(1)).unwrap();
        assert!(is_anns(&desk), "{point}");
        assert!(desk.repaired.is_some(), "{point}");
        drop(desk);
        // Ended before it was shown: it is shown the next time, until it has been.
        let mut desk = Desk::open(place.path(), day(1)).unwrap();
        let told = desk.repaired.clone().unwrap();
        assert!(told.contains("newest good copy"), "{point}: {told}");
        desk.repair_told().unwrap();
        drop(desk);
        let desk = Desk::open(place.path(), day(1)).unwrap();
        assert!(is_anns(&desk) && desk.repaired.is_none(), "{point}");
        let names = names(place.path());
        let aside = names
            .iter()
            .filter(|name| name.ends_with(".db") && *name != "desk.db");
        assert_eq!(
            aside.count(),
            usize::from(!point.contains("copies alone")),
            "{names:?}"
        );
        assert!(!names.iter().any(|name| name.contains("unfinished")), "{names:?}");
    }
}

#[test]
fn a_damaged_desk_stays_in_its_place_where_no_other_can_be_made() {
    let place = place_of_ann();
    let damaged = "no database ".repeat(999);
    fs::write(place.path().join("desk.db"), &damaged).unwrap();
    // As where the disk is full: the new one cannot be made.
    fs::create_dir_all(place.path().join("desk.unfinished/in the way")).unwrap();
    assert!(Desk::open(place.path(), day(1)).is_err());
    assert_eq!(fs::read_to_string(place.path().join("desk.db")).unwrap(), damaged);
    fs::remove_dir_all(place.path().join("desk.unfinished")).unwrap();
    assert!(is_anns(&Desk::open(place.path(), day(1)).unwrap()));
}

#[test]
fn whoever_only_records_makes_no_empty_desk_where_one_is_to_be_repaired() {
    let place = place_of_ann();
    fs::remove_file(place.path().join("desk.db")).unwrap();
    drop(Desk::open_to_record(place.path(), day(1)).unwrap());
    let desk = Desk::open(place.path(), day(1)).unwrap();
    assert!(is_anns(&desk) && desk.repaired.is_some());
}

#[test]
fn a_desk_is_opened_though_the_copy_of_the_day_cannot_be_made() {
    let place = tempfile::tempdir().unwrap();
    // Nothing can be made in a file.
    fs::write(place.path().join("desk-copies"), "in the way").unwrap();
    let desk = Desk::open(place.path(), day(0)).unwrap();
    desk.set_value(Remembered::WritesAs, Some("ann")).unwrap();
    fs::remove_file(place.path().join("desk-copies")).unwrap();
    drop(Desk::open(place.path(), day(0)).unwrap());
    assert_eq!(copies(place.path()), ["desk-00001-2026-03-01.db"]);
}

#[test]
fn what_a_killed_program_left_unfinished_goes_with_the_next_copy_and_no_finished_one() {
    let place = tempfile::tempdir().unwrap();
    drop(Desk::open(place.path(), day(0)).unwrap());
    for name in ["desk-4711-1.unfinished", "desk.unfinished"] {
        fs::write(place.path().join("desk-copies").join(name), "half of it").unwrap();
    }
    // While another program is at work on one, nothing of it is touched.
    let lock = fs::File::create(place.path().join("locks/copies.lock")).unwrap();
    lock.lock().unwrap();
    drop(Desk::open(place.path(), day(1)).unwrap());
    let left = [
        "desk-00001-2026-03-01.db",
        "desk-4711-1.unfinished",
        "desk.unfinished",
    ];
    assert_eq!(copies(place.path()), left);

    drop(lock);
    drop(Desk::open(place.path(), day(1)).unwrap());
    assert_eq!(
        copies(place.path()),
        ["desk-00001-2026-03-01.db", "desk-00002-2026-03-02.db"]
    );
}
