//! A folder that is renamed, mounted elsewhere or copied: whose drafts it has is certain, or the person is asked.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use arguendo_core::desk::Desk;
use arguendo_core::disk::data::{DataDir, DataError};
use arguendo_core::disk::folder::Folder;
use arguendo_core::mirror::homes::Whose;
use arguendo_core::mirror::sync::{self, SyncHooks};

use arguendo_tests::command::cli;
use jiff::Timestamp;

const QUESTION: &str = "---\ntitle: On deference\narguendo: [one, two]\n---\nWhat of it?\n";

fn response(name: &str) -> String {
    format!("---\ntitle: {name}\narguendo-question: deference\n---\nWords of {name}.\n")
}

/// A place for folders, and a data directory.
struct Place {
    place: tempfile::TempDir,
    data: DataDir,
}

impl Place {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let data = DataDir::new(Some(place.path().join("data"))).unwrap();
        Self { place, data }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().canonicalize().unwrap().join(name)
    }

    fn make(&self, name: &str, responses: &[&str]) {
        for (path, text) in responses
            .iter()
            .map(|name| (format!("responses/{name}.md"), response(name)))
            .chain([("questions/deference.md".to_owned(), QUESTION.to_owned())])
        {
            let full = self.path(name).join(path);
            fs::create_dir_all(full.parent().unwrap()).unwrap();
            fs::write(full, text).unwrap();
        }
    }

    /// As a program opens it: its databases are found, and its mirror is brought in step.
    fn open(&self, name: &str) -> Result<PathBuf, DataError> {
        self.open_as(name, &Whose::Known)
    }

    fn open_as(&self, name: &str, whose: &Whose) -> Result<PathBuf, DataError> {
        let folder = Folder::find(&self.path(name)).unwrap();
        let databases = self.data.of_folder_as(folder.root(), whose)?;
        let mut writer = sync::open(&databases).unwrap();
        writer.sync(&folder, &mut SyncHooks::none()).unwrap();
        Ok(databases)
    }

    /// Opens it and begins a private draft.
    fn write_in(&self, name: &str) -> PathBuf {
        let databases = self.open(name).unwrap();
        let desk = Desk::open(&databases, Timestamp::UNIX_EPOCH).unwrap();
        fs::write(
            desk.drafts().join("mine.md"),
            "---\ntitle: Mine\n---\nA month's words.\n",
        )
        .unwrap();
        databases
    }

    fn copy(&self, from: &str, to: &str) {
        for directory in ["questions", "responses"] {
            fs::create_dir_all(self.path(to).join(directory)).unwrap();
            for entry in fs::read_dir(self.path(from).join(directory)).unwrap() {
                let entry = entry.unwrap();
                fs::copy(
                    entry.path(),
                    self.path(to).join(directory).join(entry.file_name()),
                )
                .unwrap();
            }
        }
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    fn asks(&self, name: &str) -> Vec<PathBuf> {
        match self.open(name) {
            Err(DataError::Unsure { others, .. }) => others,
            other => panic!("{name} was not asked about: {other:?}"),
        }
    }
}

fn has_draft(databases: &Path) -> bool {
    databases.join("drafts/mine.md").exists()
}

#[test]
fn a_renamed_folder_has_its_drafts_and_what_comes_to_its_old_path_has_none_of_them() {
    let place = Place::new();
    place.make("Seminar", &["one", "two"]);
    let databases = place.write_in("Seminar");
    place.rename("Seminar", "Seminar 2026");
    assert_eq!(place.open("Seminar 2026").unwrap(), databases);
    place.make("Seminar", &["three", "four"]);
    let new = place.open("Seminar").unwrap();
    assert_ne!(new, databases);
    assert!(!has_draft(&new));
    // Each stays with its own, also when they are renamed once more, one to the other's name.
    place.rename("Seminar", "third");
    place.rename("Seminar 2026", "Seminar");
    place.rename("third", "Seminar 2026");
    assert_eq!(place.open("Seminar").unwrap(), databases);
    assert_eq!(place.open("Seminar 2026").unwrap(), new);
}

#[test]
fn a_folder_that_was_renamed_before_this_version_saw_it_is_known_by_its_mirror() {
    let place = Place::new();
    place.make("Seminar", &["one", "two"]);
    let databases = place.write_in("Seminar");
    fs::remove_file(databases.join("folder.json")).unwrap();
    place.rename("Seminar", "Seminar 2026");
    assert_eq!(place.open("Seminar 2026").unwrap(), databases);
}

#[test]
fn a_renamed_folder_whose_mirror_was_deleted_has_its_drafts() {
    let place = Place::new();
    place.make("Seminar", &["one"]);
    let databases = place.write_in("Seminar");
    sync::forget(&databases).unwrap();
    place.rename("Seminar", "Seminar 2026");
    assert_eq!(place.open("Seminar 2026").unwrap(), databases);
}

#[test]
fn of_a_copy_beside_the_folder_the_person_is_asked_and_either_answer_is_remembered() {
    let place = Place::new();
    place.make("Seminar", &["one", "two"]);
    let databases = place.write_in("Seminar");
    place.copy("Seminar", "clone");
    assert_eq!(place.asks("clone"), [place.path("Seminar")]);
    assert_eq!(
        place.asks("clone"),
        [place.path("Seminar")],
        "it goes on being asked"
    );
    let none = place.open_as("clone", &Whose::Nobodys).unwrap();
    assert!(!has_draft(&none) && has_draft(&databases));
    assert_eq!(
        place.open_as("clone", &Whose::Nobodys).unwrap(),
        none,
        "said again, it means the same"
    );
    assert_eq!(place.open("clone").unwrap(), none);
    assert_eq!(place.open("Seminar").unwrap(), databases);

    place.copy("Seminar", "second clone");
    let of_seminar = Whose::Of(place.path("Seminar"));
    // Two hold these texts now; the other has nothing that would be missed.
    assert_eq!(place.asks("second clone"), [place.path("Seminar")]);
    assert_eq!(place.open_as("second clone", &of_seminar).unwrap(), databases);
    assert_eq!(
        place.open_as("second clone", &of_seminar).unwrap(),
        databases,
        "said again"
    );
    assert_eq!(place.open("second clone").unwrap(), databases);
    // The folder whose drafts they were is never joined with it.
    assert_eq!(place.asks("Seminar"), [place.path("second clone")]);
}

#[test]
fn a_backup_that_is_restored_to_its_old_place_has_its_drafts_and_to_another_it_is_asked() {
    let place = Place::new();
    place.make("Seminar", &["one", "two", "three", "four"]);
    let databases = place.write_in("Seminar");
    place.copy("Seminar", "backup");
    fs::write(place.path("backup/responses/two.md"), response("an older two")).unwrap();
    fs::remove_dir_all(place.path("Seminar")).unwrap();
    place.copy("backup", "Seminar");
    assert_eq!(place.open("Seminar").unwrap(), databases);
    fs::remove_dir_all(place.path("Seminar")).unwrap();
    place.copy("backup", "restored");
    assert_eq!(place.asks("restored"), [place.path("Seminar")]);
}

#[test]
fn another_folder_at_the_path_joins_no_drafts_when_the_person_says_that_it_is_the_folder_now() {
    let place = Place::new();
    place.make("Seminar", &["one", "two"]);
    let databases = place.write_in("Seminar");
    fs::remove_dir_all(place.path("Seminar")).unwrap();
    place.make("Seminar", &["others", "entirely"]);
    fs::write(
        place.path("Seminar/questions/deference.md"),
        QUESTION.replace("What", "Who"),
    )
    .unwrap();
    // A drive may be away: the mirror keeps what it knows, and nothing is concluded.
    let folder = Folder::find(&place.path("Seminar")).unwrap();
    assert_eq!(place.data.of_folder(folder.root()).unwrap(), databases);
    // As when it is forgotten among the recent ones, or taken as new.
    sync::forget(&databases).unwrap();
    assert_eq!(place.asks("Seminar"), [place.path("Seminar")]);
    let none = place.open_as("Seminar", &Whose::Nobodys).unwrap();
    assert_ne!(none, databases);
    assert_eq!(place.open("Seminar").unwrap(), none);
    // They are still there for whoever names them.
    let named = place
        .open_as("Seminar", &Whose::Of(place.path("Seminar")))
        .unwrap();
    assert_eq!(named, databases);
    assert!(has_draft(&databases));
}

#[test]
fn where_nothing_would_be_missed_nothing_is_asked() {
    let place = Place::new();
    place.make("Seminar", &["one", "two"]);
    let databases = place.open("Seminar").unwrap();
    place.copy("Seminar", "clone");
    let own = place.open("clone").unwrap();
    assert_ne!(own, databases);
}

#[test]
fn drafts_of_a_folder_that_nobody_knows_are_refused_in_words() {
    let place = Place::new();
    place.make("Seminar", &["one"]);
    let refused = place
        .open_as("Seminar", &Whose::Of(place.path("elsewhere")))
        .unwrap_err();
    assert!(refused.to_string().contains("elsewhere"), "{refused}");
}

#[test]
fn the_command_line_shows_the_drafts_of_a_renamed_folder_and_says_how_to_choose_for_a_copy() {
    let place = Place::new();
    place.make("Seminar", &["one", "two"]);
    fs::create_dir(place.path("Seminar/contributors")).unwrap();
    fs::write(
        place.path("Seminar/contributors/ann.md"),
        "---\ntitle: Ann\n---\n",
    )
    .unwrap();
    let run = |name: &str, arguments: &[&str]| {
        let output = cli(&place.path(name), place.data.path(), arguments).unwrap();
        let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
        (output.status.code().unwrap(), out, err)
    };
    let begin = [
        "new",
        "--question",
        "deference",
        "--as",
        "ann",
        "--title",
        "My long essay",
    ];
    let (code, _, err) = run("Seminar", &begin);
    assert_eq!(code, 0, "{err}");
    place.rename("Seminar", "Moved");
    assert!(run("Moved", &["drafts"]).1.contains("My long essay"));
    place.copy("Moved", "clone");
    let (code, out, err) = run("clone", &["drafts"]);
    assert_eq!((code, out.as_str()), (2, ""));
    let moved = format!("--drafts-of \"{}\"", place.path("Moved").display());
    assert!(err.contains(&moved) && err.contains("--drafts-of none"), "{err}");
    let (code, out, _) = run("clone", &["drafts", "--drafts-of", "none"]);
    assert!(code == 0 && !out.contains("My long essay"), "{out}");
    assert!(!run("clone", &["drafts"]).1.contains("My long essay"));
    assert!(run("Moved", &["drafts"]).1.contains("My long essay"));
}
