//! A mirror that cannot be used any more: what has left the folder since is kept all the same, and nothing is taken for gone that is away.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use arguendo_core::content::activity::ActivityKind;
use arguendo_core::desk::{Desk, LEFT};
use arguendo_core::disk::data::DataDir;
use arguendo_core::disk::folder::Folder;
use arguendo_core::drafts::publishing;
use arguendo_core::mirror::live::Live;
use arguendo_core::mirror::sync::{self, Outcome, SyncError, SyncHooks};
use arguendo_core::mirror::{MirrorError, Reader};
use jiff::Timestamp;
use rusqlite::Connection;

struct Seminar {
    place: tempfile::TempDir,
}

impl Seminar {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let seminar = Self { place };
        for name in ["one", "two"] {
            seminar.write(name, &format!("Words of {name}."));
        }
        seminar
    }

    fn folder(&self) -> std::path::PathBuf {
        self.place.path().join("seminar")
    }

    fn databases(&self) -> std::path::PathBuf {
        self.place.path().join("databases")
    }

    fn write(&self, name: &str, words: &str) {
        fs::create_dir_all(self.folder().join("responses")).unwrap();
        let text = format!("---\ntitle: {name}\n---\n{words}\n");
        fs::write(self.folder().join(format!("responses/{name}.md")), text).unwrap();
    }

    fn delete(&self, name: &str) {
        fs::remove_file(self.folder().join(format!("responses/{name}.md"))).unwrap();
    }

    fn sync(&self) -> Result<Outcome, SyncError> {
        let folder = Folder::find(&self.folder())?;
        let mut writer = sync::open(&self.databases()).unwrap();
        writer.sync(&folder, &mut SyncHooks::none())
    }

    fn ask(&self, sql: &str) {
        let mirror = Connection::open(self.databases().join("mirror.db")).unwrap();
        mirror.execute_batch(sql).unwrap();
    }

    /// What is kept of the file: its last text, and that the record has its leaving.
    fn kept(&self, name: &str) -> Option<String> {
        let path = format!("responses/{name}.md");
        let desk = Desk::open(&self.databases(), Timestamp::now()).unwrap();
        let row = desk.kept_at(&path).unwrap().pop()?;
        let told = desk.records(9).unwrap().into_iter();
        let mut told = told.filter(|line| line.path == path && line.doing == ActivityKind::Withdrawn);
        assert_eq!(told.next().map(|line| line.id), Some(row.record));
        Some(String::from_utf8(desk.kept(row.id).unwrap().unwrap().text).unwrap())
    }
}

const ONE: Option<&str> = Some("---\ntitle: one\n---\nWords of one.\n");

#[test]
fn what_left_before_the_first_start_of_another_version_is_kept_and_told() {
    let seminar = Seminar::new();
    seminar.sync().unwrap();
    for (version, name) in [(2, "one"), (4_000, "two")] {
        seminar.ask(&format!("PRAGMA user_version = {version}"));
        assert!(matches!(
            Reader::open(&seminar.databases()),
            Err(MirrorError::OtherVersion)
        ));
        seminar.delete(name);
        seminar.write("three", "Words that came.");
        seminar.sync().unwrap();
        assert_eq!(
            seminar.kept(name),
            Some(format!("---\ntitle: {name}\n---\nWords of {name}.\n"))
        );
    }
    assert!(!seminar.databases().join("mirror.aside").exists());
}

#[test]
fn what_left_while_the_mirror_was_damaged_is_kept_as_far_as_it_can_be_read() {
    let seminar = Seminar::new();
    seminar.sync().unwrap();
    seminar.ask("DELETE FROM words_data");
    let file = seminar.databases().join("mirror.db");
    let root: i64 = Connection::open(&file)
        .unwrap()
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'problem'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    // The page of a table of no words.
    let mut bytes = fs::read(&file).unwrap();
    let page = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    let from = page * (usize::try_from(root).unwrap() - 1);
    bytes[from..from + 100].fill(0xAA);
    fs::write(&file, bytes).unwrap();
    seminar.delete("one");
    seminar.sync().unwrap();
    assert_eq!(seminar.kept("one").as_deref(), ONE);
}

#[test]
fn whoever_reads_a_mirror_without_need_is_asked_to_let_it_go_before_it_is_set_aside_or_replaced() {
    let seminar = Seminar::new();
    seminar.sync().unwrap();
    seminar.ask("PRAGMA user_version = 4000");
    let databases = seminar.databases();
    let mut states = Vec::new();
    let mut hooks = SyncHooks::none();
    hooks.letting_go = Box::new(|| {
        let names = ["mirror.db", "mirror.aside", "mirror.building"];
        states.push(names.map(|name| databases.join(name).exists()));
    });
    let folder = Folder::find(&seminar.folder()).unwrap();
    sync::open(&databases).unwrap().sync(&folder, &mut hooks).unwrap();
    drop(hooks);
    assert_eq!(states, [[true, false, false], [false, true, true]]);
}

#[test]
fn what_was_in_the_log_alone_is_kept_though_the_program_was_ended_while_the_mirror_was_set_aside() {
    let seminar = Seminar::new();
    seminar.sync().unwrap();
    let databases = seminar.databases();
    let [file, log] = ["mirror.db", "mirror.db-wal"].map(|name| databases.join(name));
    // Whoever has it open keeps the log from being written back.
    let open = Connection::open(&file).unwrap();
    let count = "SELECT count(*) FROM file";
    open.query_row(count, [], |row| row.get::<_, i64>(0)).unwrap();
    seminar.write("three", "Words of three.");
    seminar.sync().unwrap();
    let (mirror, logged) = (fs::read(&file).unwrap(), fs::read(&log).unwrap());
    assert!(!logged.is_empty());
    drop(open);
    // Ended between the two moves.
    for name in ["mirror.db", "mirror.db-wal", "mirror.db-shm"] {
        let _ = fs::remove_file(databases.join(name));
    }
    fs::write(databases.join("mirror.aside"), mirror).unwrap();
    fs::write(&log, logged).unwrap();
    seminar.delete("three");
    seminar.sync().unwrap();
    let three = "---\ntitle: three\n---\nWords of three.\n";
    assert_eq!(seminar.kept("three").as_deref(), Some(three));
    assert!(!databases.join("mirror.aside").exists());
}

#[test]
fn a_mirror_of_which_nothing_can_be_read_is_made_anew() {
    let seminar = Seminar::new();
    seminar.sync().unwrap();
    fs::write(seminar.databases().join("mirror.db"), "no database ".repeat(999)).unwrap();
    seminar.sync().unwrap();
    assert_eq!(Reader::open(&seminar.databases()).unwrap().count().unwrap(), 2);
}

#[test]
fn an_empty_directory_in_the_place_of_the_folder_takes_nothing_when_the_version_is_another() {
    let seminar = Seminar::new();
    seminar.sync().unwrap();
    seminar.ask("PRAGMA user_version = 4000");
    let away = seminar.place.path().join("away");
    fs::rename(seminar.folder(), &away).unwrap();
    assert!(matches!(seminar.sync(), Err(SyncError::Folder(_))));
    fs::create_dir(seminar.folder()).unwrap();
    for _ in 0..2 {
        assert!(matches!(seminar.sync(), Err(SyncError::Offline(_))));
    }
    fs::remove_dir(seminar.folder()).unwrap();
    fs::rename(&away, seminar.folder()).unwrap();
    seminar.delete("one");
    seminar.sync().unwrap();
    assert_eq!(seminar.kept("one").as_deref(), ONE);
    assert_eq!(seminar.kept("two"), None);
}

#[test]
fn a_window_that_opens_on_a_mirror_of_another_version_shows_the_folder_and_keeps_what_left() {
    let seminar = Seminar::new();
    let data = DataDir::new(Some(seminar.place.path().join("data"))).unwrap();
    let databases = data.of_folder(&seminar.folder().canonicalize().unwrap()).unwrap();
    let folder = Folder::find(&seminar.folder()).unwrap();
    sync::open(&databases)
        .unwrap()
        .sync(&folder, &mut SyncHooks::none())
        .unwrap();
    Connection::open(databases.join("mirror.db"))
        .unwrap()
        .execute_batch("PRAGMA user_version = 2")
        .unwrap();
    seminar.delete("one");
    let live = Live::open(
        &seminar.folder(),
        &data,
        Box::new(|_| {}),
        publishing::while_idle(),
    )
    .unwrap();
    let limit = Instant::now() + Duration::from_secs(60);
    while live.reader().unwrap().count().unwrap() != 1 {
        assert!(Instant::now() < limit, "the folder is not read");
        std::thread::sleep(Duration::from_millis(10));
    }
    drop(live);
    let desk = Desk::open(&databases, Timestamp::now()).unwrap();
    assert_eq!(desk.kept_at("responses/one.md").unwrap().len(), 1);
}

#[test]
fn damage_that_a_reader_meets_is_mended_and_what_left_meanwhile_is_kept() {
    let seminar = Seminar::new();
    let data = DataDir::new(Some(seminar.place.path().join("data"))).unwrap();
    let live = Live::open(
        &seminar.folder(),
        &data,
        Box::new(|_| {}),
        publishing::while_idle(),
    )
    .unwrap();
    let until = |what: &dyn Fn() -> bool| {
        let limit = Instant::now() + Duration::from_secs(60);
        while !what() {
            assert!(Instant::now() < limit);
            std::thread::sleep(Duration::from_millis(10));
        }
    };
    let count = |live: &Live| live.reader().unwrap().count().unwrap();
    until(&|| Reader::open(live.databases()).is_ok() && count(&live) == 2);
    let before = Reader::open(live.databases()).unwrap();
    live.distrust();
    until(&|| !before.is_current() && Reader::open(live.databases()).is_ok() && count(&live) == 2);
}

/// As a later version of the program leaves the desk.
fn make_newer(databases: &Path) -> Vec<u8> {
    let file = databases.join("desk.db");
    Connection::open(&file)
        .unwrap()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    fs::read(file).unwrap()
}

#[test]
fn beside_the_desk_of_a_newer_version_the_folder_is_read_on_and_last_texts_are_laid_beside_it() {
    let seminar = Seminar::new();
    seminar.sync().unwrap();
    drop(Desk::open(&seminar.databases(), Timestamp::now()).unwrap());
    let newer = make_newer(&seminar.databases());
    seminar.delete("one");
    seminar.write("two", "Other words.");
    seminar.write("three", "More words.");
    seminar.sync().unwrap();
    let reader = Reader::open(&seminar.databases()).unwrap();
    let titles = ["one", "two", "three"].map(|name| {
        reader
            .document_at(&format!("responses/{name}.md"))
            .unwrap()
            .is_some()
    });
    assert_eq!(titles, [false, true, true]);
    let left: Vec<_> = fs::read_dir(seminar.databases().join(LEFT))
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    assert_eq!(left, ["---\ntitle: one\n---\nWords of one.\n"]);
    assert_eq!(fs::read(seminar.databases().join("desk.db")).unwrap(), newer);
}
