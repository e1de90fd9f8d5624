//! A directory that cannot be looked into hides nothing but itself, and what was read in it before is not taken for deleted.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use arguendo_core::content::activity::ActivityKind;
use arguendo_core::desk::Desk;
use arguendo_core::disk::folder::Folder;
use arguendo_core::mirror::Reader;
use arguendo_core::mirror::sync::{self, SyncHooks};
use arguendo_core::pages::{folder_check, reading};

use arguendo_tests::seminar::now;
use jiff::Timestamp;
use tempfile::TempDir;

/// A folder with a document so deep that its path is too long for the system once the folder lies a little lower.
struct Deep {
    place: TempDir,
    databases: TempDir,
    document: String,
}

impl Deep {
    fn new() -> Self {
        let (place, databases) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let levels = vec!["d".repeat(200); 19].join("/");
        let document = format!("responses/{levels}/deep.md");
        let deep = Self {
            place,
            databases,
            document,
        };
        let root = deep.high();
        fs::create_dir_all(root.join(&deep.document).parent().unwrap()).unwrap();
        fs::create_dir_all(deep.low().parent().unwrap()).unwrap();
        write(&root, &deep.document, "Deep");
        write(&root, "responses/near.md", "Near");
        deep
    }

    /// Where every path is short enough.
    fn high(&self) -> PathBuf {
        self.place.path().canonicalize().unwrap().join("f")
    }

    /// Where one is not.
    fn low(&self) -> PathBuf {
        let place = self.place.path().canonicalize().unwrap();
        place.join("l".repeat(200)).join("l".repeat(200)).join("f")
    }

    fn sync(&self, root: &Path) -> Reader {
        let folder = Folder::find(root).unwrap();
        let mut writer = sync::open(self.databases.path()).unwrap();
        writer.sync(&folder, &mut SyncHooks::none()).unwrap();
        Reader::open(self.databases.path()).unwrap()
    }

    fn titles(&self, reader: &Reader) -> Vec<String> {
        let titles = ["responses/near.md", self.document.as_str()]
            .into_iter()
            .filter_map(|path| reader.document_at(path).unwrap().map(|row| row.title));
        titles.collect()
    }
}

/// Lines of Activity: what each document did.
fn told(deep: &Deep) -> Vec<(ActivityKind, String)> {
    let desk = Desk::open_to_record(deep.databases.path(), Timestamp::UNIX_EPOCH).unwrap();
    let rows = desk.records(99).unwrap().into_iter();
    rows.map(|row| (row.doing, row.path)).collect()
}

fn write(root: &Path, path: &str, title: &str) {
    fs::write(root.join(path), format!("---\ntitle: {title}\n---\nText.\n")).unwrap();
}

/// Paths of the directories that are reported.
fn reported(reader: &Reader) -> Vec<String> {
    let rows = folder_check::problems(reader).unwrap().into_iter();
    rows.filter(|row| row.code == "directory-unread")
        .map(|row| row.path)
        .collect()
}

#[test]
fn a_path_that_is_too_long_hides_nothing_but_itself() {
    let deep = Deep::new();
    fs::rename(deep.high(), deep.low()).unwrap();
    let reader = deep.sync(&deep.low());
    assert_eq!(deep.titles(&reader), ["Near"]);
    let reported = reported(&reader);
    assert_eq!(reported.len(), 1);
    assert!(deep.document.starts_with(&reported[0]), "{reported:?}");
}

#[test]
fn what_was_read_in_a_directory_that_is_closed_now_is_kept_and_told_to_be_unsure() {
    let deep = Deep::new();
    let reader = deep.sync(&deep.high());
    assert_eq!(deep.titles(&reader), ["Near", "Deep"]);
    assert_eq!(reported(&reader), [""; 0]);
    let notices = |reader: &Reader| {
        let page = reading::response(reader, &deep.document, now()).unwrap().unwrap();
        let told = page.notices.into_iter().map(|notice| notice.code);
        told.filter(|code| code == "directory-unread").count()
    };
    assert_eq!(notices(&reader), 0);

    fs::rename(deep.high(), deep.low()).unwrap();
    write(&deep.low(), "responses/near.md", "Nearer");
    let reader = deep.sync(&deep.low());
    assert_eq!(
        deep.titles(&reader),
        ["Nearer", "Deep"],
        "by a comparison of everything"
    );
    assert_eq!((reported(&reader).len(), notices(&reader)), (1, 1));

    // Hints at the document, at its directory, and at one on the way to it.
    let folder = Folder::find(&deep.low()).unwrap();
    let directory = deep.document.rsplit_once('/').unwrap().0;
    for hint in [deep.document.as_str(), directory, &directory[..400], "responses"] {
        let hints = BTreeSet::from([hint.to_owned()]);
        let mut writer = sync::open(deep.databases.path()).unwrap();
        writer
            .sync_paths(&folder, &hints, &mut SyncHooks::none())
            .unwrap();
        let reader = Reader::open(deep.databases.path()).unwrap();
        assert_eq!(deep.titles(&reader), ["Nearer", "Deep"], "{} bytes", hint.len());
        assert_eq!(reported(&reader).len(), 1, "{} bytes", hint.len());
    }
    let found = sync::differences(deep.databases.path(), &folder).unwrap();
    assert!(found.paths.is_empty() && !found.everything, "{found:?}");

    fs::rename(deep.low(), deep.high()).unwrap();
    let reader = deep.sync(&deep.high());
    assert_eq!(deep.titles(&reader), ["Nearer", "Deep"]);
    assert_eq!((reported(&reader), notices(&reader)), (Vec::new(), 0));
}

#[test]
fn what_cannot_be_looked_at_when_the_mirror_is_made_anew_has_not_left() {
    let deep = Deep::new();
    deep.sync(&deep.high());
    let file = deep.databases.path().join("mirror.db");
    let make_old = || {
        // The version of a mirror that SQLite keeps in its header.
        let mut bytes = fs::read(&file).unwrap();
        bytes[60..64].copy_from_slice(&4_000_u32.to_be_bytes());
        fs::write(&file, bytes).unwrap();
    };
    make_old();
    fs::rename(deep.high(), deep.low()).unwrap();
    let reader = deep.sync(&deep.low());
    assert_eq!(
        deep.titles(&reader),
        ["Near", "Deep"],
        "what was known of it stays known"
    );
    assert_eq!(reported(&reader).len(), 1);
    assert_eq!(told(&deep), []);
    drop(reader);
    // Neither has it come, or changed, when it can be looked at again; once it has left indeed, that is told.
    make_old();
    fs::rename(deep.low(), deep.high()).unwrap();
    let reader = deep.sync(&deep.high());
    assert_eq!(deep.titles(&reader), ["Near", "Deep"]);
    assert_eq!(told(&deep), []);
    fs::rename(deep.high(), deep.low()).unwrap();
    drop(reader);
    make_old();
    drop(deep.sync(&deep.low()));
    fs::rename(deep.low(), deep.high()).unwrap();
    fs::remove_file(deep.high().join(&deep.document)).unwrap();
    drop(deep.sync(&deep.high()));
    assert_eq!(told(&deep), [(ActivityKind::Withdrawn, deep.document.clone())]);
}
