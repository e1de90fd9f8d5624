//! A small seminar with a desk, and a draft in it.

use std::fs;
use std::path::PathBuf;

use arguendo_core::conflicts::{self, ConflictError, How};
use arguendo_core::desk::Desk;
use arguendo_core::drafting::{self, Sitting};
use arguendo_core::pages::conflicts::{ConflictPage, ConflictRow, Settled};
use arguendo_core::pages::drafts::Typed;
use arguendo_tests::seminar::Seminar;
use jiff::Timestamp;

pub const QUESTION: &str = "---\ntitle: Why?\narguendo:\n  - because\n---\nText.\n";
pub const RESPONSE: &str = "---\ntitle: Because\narguendo-question: why\ncontributors: [ann]\n---\nOne is said here first.\n\nTwo is said there next.\n";

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

pub struct Room {
    pub seminar: Seminar,
    pub desk: Desk,
}

impl Room {
    pub fn of(files: &[(&str, &str)]) -> Self {
        let seminar = Seminar::of(&[("questions/why.md", QUESTION), ("responses/because.md", RESPONSE)]);
        seminar.put(files);
        let desk = Desk::open(seminar.databases.path(), at(0)).unwrap();
        Self { seminar, desk }
    }

    pub fn root(&self) -> PathBuf {
        self.seminar.folder.path().to_path_buf()
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// A private draft that holds `text`.
    pub fn draft(&self, text: &str) -> i64 {
        fs::write(self.desk.drafts().join("mine.md"), text).unwrap();
        drafting::tidy_up(&self.desk, &self.root(), at(1));
        self.desk.all_drafts().unwrap()[0].id
    }

    /// The file of draft `id`.
    pub fn file(&self, id: i64) -> PathBuf {
        let draft = self.desk.draft(id).unwrap().unwrap();
        match draft.shared {
            true => self.root().join(draft.file),
            false => self.desk.drafts().join(draft.file),
        }
    }

    pub fn open(&self, id: i64) -> Sitting {
        Sitting::open(&self.desk, &self.root(), id, at(2)).unwrap()
    }

    /// Every version of draft `id`, as texts.
    pub fn versions(&self, id: i64) -> Vec<String> {
        let rows = drafting::versions(&self.desk, id).unwrap();
        rows.into_iter()
            .map(|row| String::from_utf8(self.desk.version(row.id).unwrap().unwrap().bytes).unwrap())
            .collect()
    }

    pub fn list(&self) -> Vec<ConflictRow> {
        conflicts::list(&self.desk, &self.root(), &self.seminar.look()).unwrap()
    }

    pub fn page(&self, path: &str) -> Option<ConflictPage> {
        let found = conflicts::find(&self.desk, &self.root(), &self.seminar.look(), path).unwrap();
        found.map(|found| found.page())
    }

    pub fn settle(&self, path: &str, token: &str, how: &How) -> Result<Settled, ConflictError> {
        let found = conflicts::find(&self.desk, &self.root(), &self.seminar.look(), path)?;
        conflicts::settle(&found.unwrap(), &self.desk, &self.root(), token, how, at(9))
    }
}

/// Something typed in at a place of the body.
pub fn insert(place: u32, text: &str) -> Typed {
    Typed::Body {
        changes: vec![(place, place, text.to_owned())],
    }
}
