//! A full disk, a folder that became read-only, a folder that is gone: a session goes on, nothing is lost, and it mends itself.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use arguendo_core::desk::{Desk, DeskError};
use arguendo_core::disk::folder::Folder as Content;
use arguendo_core::drafts::drafting::{self, Choice, DraftSession, DraftingError};
use arguendo_core::mirror::Reader;
use arguendo_core::mirror::sync::{self, SyncHooks};
use arguendo_core::pages::drafts::{SaveState, Typed};

use arguendo_tests::namespace::{is_within, mount, unmount};
use arguendo_tests::room::{at, settle};
use tempfile::TempDir;

/// A folder, and a place for what is the person's own.
struct Room {
    _holder: TempDir,
    folder: PathBuf,
    own: PathBuf,
}

impl Room {
    fn new() -> Self {
        let holder = tempfile::tempdir().unwrap();
        let place = holder.path().canonicalize().unwrap();
        let (folder, own) = (place.join("folder"), place.join("own"));
        fs::create_dir_all(folder.join("questions")).unwrap();
        fs::create_dir(&own).unwrap();
        fs::write(folder.join("questions/why.md"), "---\ntitle: Why?\n---\n").unwrap();
        Self {
            _holder: holder,
            folder,
            own,
        }
    }

    fn desk(&self) -> Desk {
        Desk::open(&self.own, at(0)).unwrap()
    }

    fn draft(&self, desk: &Desk) -> i64 {
        let text = "---\ntitle: Mine\narguendo-question: why\n---\nOne.\n";
        fs::write(desk.drafts().join("mine.md"), text).unwrap();
        let left = drafting::tidy_up(desk, &self.folder, at(1));
        assert!(left.is_empty(), "{left:?}");
        drafting::find(desk, &self.folder, "mine.md").unwrap().unwrap().id
    }

    /// A draft that lies in the folder, and its file.
    fn shared(&self, desk: &Desk) -> (i64, PathBuf) {
        let id = self.draft(desk);
        let databases = tempfile::tempdir().unwrap();
        let content = Content::find(&self.folder).unwrap();
        let mut writer = sync::open(databases.path()).unwrap();
        writer.sync(&content, &mut SyncHooks::none()).unwrap();
        drop(writer);
        let reader = Reader::open(databases.path()).unwrap();
        let path = drafting::share(desk, &self.folder, &reader, id, at(2)).unwrap();
        (id, self.folder.join(path))
    }

    fn open(&self, desk: &Desk, id: i64) -> DraftSession {
        DraftSession::open(desk, &self.folder, id, at(3)).unwrap()
    }
}

fn type_in(session: &mut DraftSession, desk: &Desk, text: &str) -> Result<SaveState, DraftingError> {
    let typed = Typed::Body {
        changes: vec![(0, 0, text.to_owned())],
    };
    session.type_(desk, session.kept().sequence, &typed, at(4))
}

/// The file cannot be written; typing goes on, the words are in the journal, and the person is told with these words.
fn goes_on(session: &mut DraftSession, desk: &Desk, told: &str) {
    for word in ["two ", "three "] {
        type_in(session, desk, word).unwrap();
        let kept = session.save(desk, at(5));
        assert_eq!(kept.saved, None);
        let trouble = kept.trouble.unwrap();
        assert!(trouble.contains(told), "{trouble}");
        assert!(desk.has_journal(session.id()).unwrap());
    }
}

fn is_mended(session: &mut DraftSession, desk: &Desk, file: &Path) {
    let kept = session.save(desk, at(6));
    assert_eq!((kept.saved, kept.trouble), (Some(at(6).as_millisecond()), None));
    assert_eq!(fs::read_to_string(file).unwrap(), session.text());
    assert!(!desk.has_journal(session.id()).unwrap());
}

fn fill(place: &Path) -> PathBuf {
    let filler = place.join("filler");
    // As much as there is room for, to the last page.
    let _ = fs::write(&filler, vec![0; 2 << 20]);
    filler
}

#[test]
fn on_a_full_disk_of_one_megabyte_a_change_is_refused_kept_by_the_caller_and_taken_when_there_is_room() {
    if !is_within(
        "on_a_full_disk_of_one_megabyte_a_change_is_refused_kept_by_the_caller_and_taken_when_there_is_room",
    ) {
        return;
    }
    let room = Room::new();
    mount(&["-t", "tmpfs", "-o", "size=1m", "small"], &room.own);
    let desk = room.desk();
    let id = room.draft(&desk);
    let file = desk.drafts().join("mine.md");
    let mut session = room.open(&desk, id);
    type_in(&mut session, &desk, "acknowledged ").unwrap();
    session.save(&desk, at(4));
    let filler = fill(&room.own);

    // Small changes may still find room in the log; at some time there is none.
    let long = "A long sentence that needs room. ".repeat(40);
    let mut taken = 0;
    let refused = loop {
        match type_in(&mut session, &desk, &long) {
            Ok(_) => taken += 1,
            Err(refused) => break refused,
        }
        assert!(taken < 1_000);
    };
    assert!(
        matches!(refused, DraftingError::Desk(DeskError::Full)),
        "{refused:?}"
    );
    assert!(refused.to_string().contains("disk is full"));
    let text = session.text().to_owned();
    assert_eq!(
        text.matches("needs room").count(),
        taken * 40,
        "nothing half done"
    );
    let before = fs::read(&file).unwrap();
    let kept = session.save(&desk, at(5));
    if taken > 0 {
        assert!(kept.trouble.unwrap().contains("full"));
        assert_eq!(fs::read(&file).unwrap(), before, "the old file is whole");
    }

    fs::remove_file(filler).unwrap();
    type_in(&mut session, &desk, &long).unwrap();
    is_mended(&mut session, &desk, &file);
    assert!(session.text().ends_with("acknowledged One.\n"));
    assert_eq!(session.text().matches("needs room").count(), (taken + 1) * 40);
    drop((session, desk));
    unmount(&room.own);
}

#[test]
fn a_full_drive_under_a_shared_draft_leaves_the_words_in_the_journal() {
    if !is_within("a_full_drive_under_a_shared_draft_leaves_the_words_in_the_journal") {
        return;
    }
    let room = Room::new();
    mount(&["-t", "tmpfs", "-o", "size=1m", "small"], &room.folder);
    fs::create_dir(room.folder.join("questions")).unwrap();
    let desk = room.desk();
    let (id, file) = room.shared(&desk);
    let mut session = room.open(&desk, id);
    let filler = fill(&room.folder);
    goes_on(&mut session, &desk, "the disk is full");
    // Also across a crash.
    drop(session);
    let mut session = room.open(&desk, id);
    session.recover(&desk, Choice::Restore, at(5)).unwrap();
    assert!(session.text().ends_with("three two One.\n"));
    fs::remove_file(filler).unwrap();
    is_mended(&mut session, &desk, &file);
    let names = fs::read_dir(file.parent().unwrap()).unwrap().count();
    assert_eq!(names, 1, "no temporary file is left");
    drop(session);
    unmount(&room.folder);
}

#[test]
fn a_folder_that_became_read_only_is_told_and_the_words_wait_in_the_journal() {
    if !is_within("a_folder_that_became_read_only_is_told_and_the_words_wait_in_the_journal") {
        return;
    }
    let room = Room::new();
    mount(&["-t", "tmpfs", "drive"], &room.folder);
    fs::create_dir(room.folder.join("questions")).unwrap();
    let desk = room.desk();
    let (id, file) = room.shared(&desk);
    let mut session = room.open(&desk, id);
    mount(&["-o", "remount,ro"], &room.folder);
    goes_on(&mut session, &desk, "read-only");
    mount(&["-o", "remount,rw"], &room.folder);
    is_mended(&mut session, &desk, &file);
    drop(session);
    unmount(&room.folder);
}

#[test]
fn a_folder_that_is_gone_is_told_and_the_words_are_written_when_it_is_back() {
    let room = Room::new();
    let desk = room.desk();
    let (id, file) = room.shared(&desk);
    let mut session = room.open(&desk, id);
    let away = room.folder.with_extension("away");
    fs::rename(&room.folder, &away).unwrap();
    goes_on(&mut session, &desk, "folder is not there");
    // The draft can be opened without its folder, too.
    drop(session);
    let mut session = room.open(&desk, id);
    session.recover(&desk, Choice::Restore, at(5)).unwrap();
    assert!(session.text().ends_with("three two One.\n"));
    assert!(session.kept().trouble.is_some());
    fs::rename(&away, &room.folder).unwrap();
    is_mended(&mut session, &desk, &file);
}

#[test]
fn a_shared_draft_that_was_taken_away_is_made_again_only_when_the_person_says_so() {
    let room = Room::new();
    let desk = room.desk();
    let (id, file) = room.shared(&desk);
    let mut session = room.open(&desk, id);
    fs::remove_file(&file).unwrap();
    goes_on(&mut session, &desk, "taken away");
    assert!(!file.exists());
    settle(&mut session, &desk, true, at(6)).unwrap();
    is_mended(&mut session, &desk, &file);
}
