//! A settling, or its undoing, beside what a colleague writes: in a question that was settled, and between a kill and the next start.

use std::path::Path;

use arguendo_core::conflicts::{Take, taking};
use arguendo_core::desk::Desk;
use arguendo_core::disk::data::DataDir;
use arguendo_core::drafts::operations::{self, OperationError, recover};
use arguendo_text::front_matter::editing::list;

use arguendo_tests::command::cli;
use arguendo_tests::folder::Folder;
use arguendo_tests::room::{QUESTION, RESPONSE, Room, at};
use arguendo_tests::system_calls::{Call, KILL, USUAL, calls, run_with};
use tempfile::TempDir;

const WHY: &str = "questions/why.md";
const BECAUSE: &str = "responses/because.md";

fn copy_of(path: &str) -> String {
    path.replace(".md", ".sync-conflict-20240131-235959-ABCDEFG.md")
}

/// A question's list is settled with a copy's: both entries are in it.
fn settled_list() -> (Room, i64) {
    let copy = copy_of(WHY);
    let theirs = QUESTION.replace("  - because\n", "  - because\n  - theirs\n");
    let room = Room::with(&[(copy.as_str(), theirs.as_str())]);
    let page = room.page(&copy).unwrap();
    let done = room
        .settle(&copy, &page.token, &taking(&page, Take::Both, true))
        .unwrap();
    assert_eq!(list(&room.text(WHY), "arguendo"), ["because", "theirs"]);
    (room, done.undo)
}

#[test]
fn a_settled_list_is_taken_back_though_a_colleague_has_changed_the_question_since() {
    for (change, entries, rest) in [
        (
            "s/  - theirs/  - theirs\\n  - hers/",
            vec!["because", "hers"],
            "word-limit: 900",
        ),
        (
            "s/word-limit: 900/word-limit: 90/",
            vec!["because"],
            "word-limit: 90\n",
        ),
        ("s/Text./Other text./", vec!["because"], "Other text."),
    ] {
        let (room, undo) = settled_list();
        room.seminar.folder.sed(WHY, change).unwrap();
        let told = operations::undo(&room.desk, &room.root(), undo, at(10))
            .unwrap()
            .told;
        let told = format!("{told:?}");
        assert!(told.contains(WHY) && told.contains("That stays"), "{told}");
        let text = room.text(WHY);
        assert_eq!(list(&text, "arguendo"), entries, "{text}");
        assert!(text.contains(rest), "{text}");
        assert!(room.root().join(copy_of(WHY)).exists());
        assert_eq!(room.list().len(), 1, "it is in conflict again");
    }
}

#[test]
fn a_settled_text_that_was_changed_since_is_not_taken_back() {
    let copy = copy_of(WHY);
    let theirs = QUESTION
        .replace("Text.", "Another text.")
        .replace("  - because\n", "  - because\n  - theirs\n");
    let room = Room::with(&[(copy.as_str(), theirs.as_str())]);
    let page = room.page(&copy).unwrap();
    let done = room
        .settle(&copy, &page.token, &taking(&page, Take::Theirs, true))
        .unwrap();
    room.seminar
        .folder
        .sed(WHY, "s/word-limit: 900/word-limit: 90/")
        .unwrap();
    let before = room.seminar.folder.everything().unwrap();
    let refused = operations::undo(&room.desk, &room.root(), done.undo, at(10));
    assert!(
        matches!(refused, Err(OperationError::CannotUndo { .. })),
        "{refused:?}"
    );
    assert_eq!(room.seminar.folder.everything().unwrap(), before);
}

/// A folder with a conflict of a question or a response in it, and where the program keeps what it has.
struct Place {
    folder: Folder,
    data: TempDir,
    of: &'static str,
}

impl Place {
    fn with_conflict_of(of: &'static str) -> Self {
        let folder = Folder::empty().unwrap();
        folder.write(WHY, QUESTION).unwrap();
        folder.write(BECAUSE, RESPONSE).unwrap();
        let theirs = match of {
            WHY => QUESTION.replace("  - because\n", "  - because\n  - theirs\n"),
            _ => RESPONSE.replace("there next", "elsewhere next"),
        };
        folder.write(&copy_of(of), &theirs).unwrap();
        let data = tempfile::tempdir().unwrap();
        Self { folder, data, of }
    }

    fn desk(&self) -> Desk {
        let data = DataDir::new(Some(self.data.path().to_path_buf())).unwrap();
        let root: &Path = &self.folder.path().canonicalize().unwrap();
        Desk::open(&data.of_folder(root).unwrap(), at(0)).unwrap()
    }

    /// Every text in a file, or in Activity.
    fn texts(&self, desk: &Desk) -> Vec<String> {
        let files = self.folder.everything().unwrap().into_values();
        let mut texts: Vec<_> = files.map(|bytes| String::from_utf8(bytes).unwrap()).collect();
        for row in desk.records(99).unwrap() {
            for kept in desk.kept_of(row.id, 99).unwrap() {
                texts.push(String::from_utf8(desk.kept(kept.id).unwrap().unwrap().text).unwrap());
            }
        }
        texts
    }
}

/// What a colleague does between a kill and the next start: to which file, and a word of it that must not be lost.
const COLLEAGUES: [(&str, bool, &str, &str); 5] = [
    (BECAUSE, false, "s/One is/Once was/", "Once was"),
    (BECAUSE, true, "s/One is/Once was/", "Once was"),
    (WHY, false, "s/^word-limit/  - hers\\nword-limit/", "- hers"),
    (
        WHY,
        false,
        "s/word-limit: 900/word-limit: 90000/",
        "word-limit: 90000",
    ),
    (WHY, true, "s/^word-limit/  - hers\\nword-limit/", "- hers"),
];

fn is_sound_after(
    place: &Place,
    call: &Call,
    words: &[&str],
    (is_of_copy, change, word): (bool, &str, &str),
) {
    let (folder, data) = (&place.folder, place.data.path());
    run_with(KILL, call, USUAL, folder.path(), data, words).unwrap();
    let path = match is_of_copy {
        true => copy_of(place.of),
        false => place.of.to_owned(),
    };
    let acts = folder.path().join(&path).exists();
    if acts {
        folder.sed(&path, change).unwrap();
    }
    let desk = place.desk();
    let told = recover(&desk, folder.path(), at(9)).unwrap();
    let texts = place.texts(&desk);
    let story = format!("{words:?} killed at {call}, then {change} in {path}; {told:?}: {texts:#?}");
    assert!(desk.begun_operations().unwrap().is_empty(), "{story}");
    let is_there = |word: &str| texts.iter().any(|text| text.contains(word));
    assert!(!acts || is_there(word), "{story}");
    for word in match place.of {
        WHY => ["- because", "- theirs"],
        _ => ["there next", "elsewhere next"],
    } {
        assert!(is_there(word), "“{word}” is gone: {story}");
    }
    let names = folder.everything().unwrap().into_keys();
    let mut names = names.map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
    assert!(!names.any(|name| name.starts_with(".arguendo-")), "{story}");
    // Where the copy has gone, the document has what was settled, or the texts can be read in Activity: nobody is told less.
    let text = folder.read(place.of).unwrap();
    let has_copy = folder.path().join(copy_of(place.of)).exists();
    let theirs = ["theirs", "elsewhere next"]
        .iter()
        .any(|word| text.contains(word));
    assert!(has_copy || theirs, "neither settled nor in conflict: {story}");
}

/// Kills the command at each of its calls from the lock on, and has a colleague come before the next start.
fn at_each_call(of: &'static str, prepare: impl Fn() -> (Place, Vec<String>)) {
    let (traced, words) = prepare();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let begins = |call: &str| call.contains("publishing.lock");
    let Some(calls) = calls(USUAL, traced.folder.path(), traced.data.path(), &words, begins).unwrap() else {
        return;
    };
    let colleagues: Vec<_> = COLLEAGUES.iter().filter(|colleague| colleague.0 == of).collect();
    let is_long = std::env::var_os("ARGUENDO_LONG").is_some();
    for (number, call) in calls.iter().enumerate() {
        for (turn, (_, is_of_copy, change, word)) in colleagues.iter().enumerate() {
            // Else in turn.
            if is_long || number % colleagues.len() == turn {
                let (place, words) = prepare();
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                is_sound_after(&place, call, &words, (*is_of_copy, change, word));
            }
        }
    }
}

fn settling(of: &str) -> Vec<String> {
    ["settle", &copy_of(of), "--take", "both", "--remove-copy"]
        .map(str::to_owned)
        .to_vec()
}

#[test]
fn a_settling_killed_at_any_call_before_a_colleague_comes_loses_nobodys_words() {
    for of in [WHY, BECAUSE] {
        at_each_call(of, || (Place::with_conflict_of(of), settling(of)));
    }
}

#[test]
fn the_undoing_of_a_settling_killed_at_any_call_before_a_colleague_comes_loses_nobodys_words() {
    for of in [WHY, BECAUSE] {
        at_each_call(of, || {
            let place = Place::with_conflict_of(of);
            let mut words = settling(of);
            words.push("--json".to_owned());
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let output = cli(place.folder.path(), place.data.path(), &words).unwrap();
            let done: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            (place, vec!["unsettle".to_owned(), done["undo"].to_string()])
        });
    }
}

#[test]
fn a_copy_that_its_engine_writes_over_with_another_conflict_of_the_same_second_can_be_read_in_activity() {
    let copy = copy_of(BECAUSE);
    let first = RESPONSE.replace("there next", "first elsewhere");
    let room = Room::with(&[(copy.as_str(), first.as_str())]);
    room.reader();
    room.seminar
        .put(&[(copy.as_str(), &RESPONSE.replace("there next", "then elsewhere"))]);
    let reader = room.reader();
    let records = arguendo_core::history::activity::records(&room.desk, &reader, 99).unwrap();
    let line = records
        .iter()
        .find(|row| row.path == copy && row.texts > 0)
        .unwrap();
    let kept = room.desk.kept(line.kept.unwrap()).unwrap().unwrap();
    assert_eq!(String::from_utf8(kept.text).unwrap(), first);
    assert_eq!(room.list().len(), 1, "the second is in conflict");
    // What a person writes in a document of its own is no loss.
    room.seminar
        .put(&[(BECAUSE, &RESPONSE.replace("there next", "here next"))]);
    room.reader();
    assert!(room.desk.kept_at(BECAUSE).unwrap().is_empty());
}
