//! A save that is stopped at each of its system calls while somebody else writes into the file: nobody's words are lost.

use std::fs::{self, File};
use std::process::Stdio;

use arguendo_core::drafts::drafting::{self, Choice, DraftSession};

use arguendo_tests::room::{Room, at};
use arguendo_tests::system_calls::{USUAL, calls_reading, stopped_at};

const DRAFT: &str = "---\ntitle: Mine\n---\nOne is said here first.\n\nTwo is said there next.\n";
/// What the program is told: a word is typed and saved.
const ORDERS: &str = "{\"sequence\":1,\"typed\":{\"kind\":\"body\",\"changes\":[[0,0,\"Indeed \"]]}}\n{\"save\":true}\n{\"close\":true}\n";

#[test]
fn whoever_writes_between_two_steps_of_a_save_loses_no_word_and_takes_none() {
    let begins = |call: &str| call.contains(".arguendo-draft-");
    let words = ["write", "mine.md"];
    let first = Desk::begun();
    let (root, data) = (first.room.root(), first.data.path());
    let Some(calls) = calls_reading(|| first.orders(), USUAL, &root, data, &words, begins).unwrap() else {
        return;
    };
    assert!(first.kept().contains("Indeed One"));
    assert!(calls.len() > 8, "{calls:?}");
    // Where the person has written, too; and elsewhere, at every third step.
    for (theirs, every) in [("Nothing is said here first.", 1), ("One is said here first.", 3)] {
        let theirs = DRAFT
            .replace("One is said here first.", theirs)
            .replace("there next", "there at last");
        for call in calls.iter().step_by(every) {
            let desk = Desk::begun();
            let (root, data) = (desk.room.root(), desk.data.path());
            let write = || fs::write(desk.desk.drafts().join("mine.md"), &theirs).unwrap();
            stopped_at(call, desk.orders(), &root, data, &words, write).unwrap();
            let kept = desk.kept();
            for words in ["Indeed", "there at last", &theirs[20..40]] {
                assert!(
                    kept.contains(words),
                    "“{words}” is gone, stopped at {call}: {kept}"
                );
            }
        }
    }
}

/// The desk of a folder in a data directory of its own, with the draft in it.
struct Desk {
    room: Room,
    data: tempfile::TempDir,
    desk: arguendo_core::desk::Desk,
    id: i64,
}

impl Desk {
    fn begun() -> Self {
        let room = Room::with(&[]);
        let data = tempfile::tempdir().unwrap();
        let place = arguendo_core::disk::data::DataDir::new(Some(data.path().to_path_buf())).unwrap();
        let root = room.root().canonicalize().unwrap();
        let desk = arguendo_core::desk::Desk::open(&place.of_folder(&root).unwrap(), at(0)).unwrap();
        fs::write(desk.drafts().join("mine.md"), DRAFT).unwrap();
        drafting::tidy_up(&desk, &root, at(1));
        let id = desk.all_drafts().unwrap()[0].id;
        fs::write(data.path().join("orders"), ORDERS).unwrap();
        Self { room, data, desk, id }
    }

    fn orders(&self) -> Stdio {
        Stdio::from(File::open(self.data.path().join("orders")).unwrap())
    }

    /// All that is kept of the draft.
    fn kept(&self) -> String {
        let mut session = DraftSession::open(&self.desk, &self.room.root(), self.id, at(5)).unwrap();
        session.recover(&self.desk, Choice::Restore, at(6)).unwrap();
        let mut all = fs::read_to_string(self.desk.drafts().join("mine.md")).unwrap();
        all.push_str(session.text());
        for row in drafting::versions(&self.desk, self.id).unwrap() {
            let bytes = self.desk.version(row.id).unwrap().unwrap().bytes;
            all.push_str(&String::from_utf8(bytes).unwrap());
        }
        all
    }
}
