//! A text that is put back, or taken out again, by a program that is ended in the midst: nothing is left beside it, and no word is lost.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;

use arguendo_core::desk::Desk;
use arguendo_core::history::restore::{put_back, resume, take_out};
use arguendo_core::mirror::Reader;

use arguendo_tests::seminar::{Seminar, find};
use jiff::Timestamp;

const PATH: &str = "responses/well.md";
const TEXT: &str = "---\ntitle: Well\n---\nThe water of the well.\n";
const THEIRS: &str = "---\ntitle: Well\n---\nThe water of the river.\n";

struct Place {
    seminar: Seminar,
    desk: Desk,
    id: i64,
}

impl Place {
    /// A text that has left, and can be put back.
    fn new() -> Self {
        let seminar = Seminar::of(&[(PATH, TEXT)]);
        seminar.sync().unwrap();
        let desk = Desk::open(seminar.databases.path(), Timestamp::UNIX_EPOCH).unwrap();
        seminar.folder.delete(PATH).unwrap();
        seminar.sync().unwrap();
        let id = desk.kept_at(PATH).unwrap()[0].id;
        Self { seminar, desk, id }
    }

    fn reader(&self) -> Reader {
        self.seminar.look()
    }

    fn full(&self) -> PathBuf {
        self.seminar.folder.path().join(PATH)
    }

    /// What a step of putting back or taking out that was ended has left beside the document.
    fn leave(&self, holds: &str, text: &str) {
        let name = format!(
            ".arguendo-back-{}-{}-0123456789abcdef-{holds}.tmp",
            self.desk.number(),
            self.id
        );
        fs::write(self.full().with_file_name(name), text).unwrap();
    }

    fn resume(&self) {
        let told = resume(&self.desk, &find(&self.seminar), Timestamp::UNIX_EPOCH).unwrap();
        assert!(told.is_empty(), "{told:?}");
        let names = fs::read_dir(self.full().parent().unwrap()).unwrap();
        let mut names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        assert!(!names.any(|name| name.starts_with(".arguendo-")));
    }

    fn there(&self) -> Option<String> {
        fs::read_to_string(self.full()).ok()
    }

    /// Every text that is kept.
    fn kept(&self) -> Vec<String> {
        let rows = self.desk.kept_at(PATH).unwrap().into_iter();
        rows.map(|row| String::from_utf8(self.desk.kept(row.id).unwrap().unwrap().text).unwrap())
            .collect()
    }
}

#[test]
fn what_was_to_be_put_back_lies_nowhere_beside_its_place_and_can_be_put_back_again() {
    for (holds, part) in [("new", &TEXT[..9]), ("new", TEXT), ("being-put", TEXT)] {
        let place = Place::new();
        place.desk.note_put_back(place.id, Some(PATH)).unwrap();
        place.leave(holds, part);
        if holds == "being-put" {
            fs::write(place.full(), &TEXT[..9]).unwrap();
        }
        place.resume();
        assert_eq!(place.there(), None, "{holds}");
        let back = put_back(&place.desk, &find(&place.seminar), &place.reader(), place.id).unwrap();
        assert_eq!(
            (back.target.path.as_str(), place.there().as_deref()),
            (PATH, Some(TEXT))
        );
    }
}

#[test]
fn what_was_being_taken_out_is_taken_out_and_words_of_others_come_back_or_are_kept() {
    for (aside, now, there, is_kept) in [
        (TEXT, None, None, false),
        (THEIRS, None, Some(THEIRS), false),
        (THEIRS, Some("Newer."), Some("Newer."), true),
    ] {
        let place = Place::new();
        put_back(&place.desk, &find(&place.seminar), &place.reader(), place.id).unwrap();
        place.desk.note_taken_out(place.id, true).unwrap();
        fs::remove_file(place.full()).unwrap();
        place.leave("aside", aside);
        if let Some(now) = now {
            fs::write(place.full(), now).unwrap();
        }
        place.resume();
        assert_eq!(place.there().as_deref(), there);
        assert!(place.kept().contains(&TEXT.to_owned()));
        assert_eq!(place.kept().contains(&THEIRS.to_owned()), is_kept);
    }
}

#[test]
fn what_another_program_is_just_putting_back_and_what_another_desk_has_left_are_not_touched() {
    let place = Place::new();
    place.desk.note_put_back(place.id, Some(PATH)).unwrap();
    place.leave("new", TEXT);
    let theirs = format!(
        "responses/.arguendo-back-0011223344556677-{}-0123456789abcdef-new.tmp",
        place.id
    );
    place.seminar.put(&[(&theirs, TEXT)]);
    let held = place.desk.lock_publishing().unwrap();
    let files = || fs::read_dir(place.full().parent().unwrap()).unwrap().count();
    resume(&place.desk, &find(&place.seminar), Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(files(), 2);
    drop(held);
    resume(&place.desk, &find(&place.seminar), Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(files(), 1);
    put_back(&place.desk, &find(&place.seminar), &place.reader(), place.id).unwrap();
    take_out(
        &place.desk,
        &find(&place.seminar),
        &place.reader(),
        place.id,
        Timestamp::UNIX_EPOCH,
    )
    .unwrap();
    assert_eq!((place.there(), files()), (None, 1));
}
