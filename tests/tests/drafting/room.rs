//! A folder with a question and a response, and a desk with drafts, for a test of its own.

use std::path::PathBuf;

use arguendo_core::desk::Desk;
use arguendo_core::drafting::{self, Beginning, DraftingError, Sitting};
use arguendo_core::folder::Folder as Content;
use arguendo_core::mirror::Reader;
use arguendo_core::pages::drafts::{Typed, VersionKind};
use arguendo_tests::seminar::Seminar;
use jiff::Timestamp;

pub const QUESTION: &str = "---\ntitle: Why?\ndue: 2026-12-01\nword-limit: 900\n---\nText.\n";
pub const RESPONSE: &str = "---\ntitle: Because\narguendo-question: why\ncontributors: [ann]\n---\nText.\n";

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

pub struct Room {
    pub seminar: Seminar,
    pub desk: Desk,
}

impl Room {
    pub fn of(files: &[(&str, &str)]) -> Self {
        let seminar = Seminar::of(files);
        let desk = Desk::open(seminar.databases.path(), at(0)).unwrap();
        Self { seminar, desk }
    }

    pub fn plain() -> Self {
        Self::of(&[("questions/why.md", QUESTION), ("responses/because.md", RESPONSE)])
    }

    pub fn root(&self) -> PathBuf {
        self.seminar.folder.path().to_path_buf()
    }

    pub fn reader(&self) -> Reader {
        self.seminar.look()
    }

    pub fn begin(&self, beginning: &Beginning) -> Result<i64, DraftingError> {
        let content = Content::find(&self.root()).unwrap();
        drafting::begin(&content, &self.reader(), &self.desk, beginning, at(1))
    }

    pub fn begun(&self) -> i64 {
        let beginning = Beginning {
            question: Some("questions/why.md"),
            signed_as: "ann",
            body: Some("One two.\n"),
            ..Beginning::default()
        };
        self.begin(&beginning).unwrap()
    }

    pub fn open(&self, id: i64) -> Sitting {
        Sitting::open(&self.desk, &self.root(), id, at(2)).unwrap()
    }

    pub fn file(&self, id: i64) -> PathBuf {
        self.desk
            .drafts()
            .join(self.desk.draft(id).unwrap().unwrap().file)
    }

    /// Every version of draft `id`, as texts.
    pub fn versions(&self, id: i64) -> Vec<String> {
        let rows = drafting::versions(&self.desk, id).unwrap();
        let bytes = rows
            .into_iter()
            .map(|row| self.desk.version(row.id).unwrap().unwrap().bytes);
        bytes.map(|bytes| String::from_utf8(bytes).unwrap()).collect()
    }

    pub fn kinds(&self, id: i64) -> Vec<VersionKind> {
        let versions = drafting::versions(&self.desk, id).unwrap();
        versions.into_iter().map(|version| version.kind).collect()
    }
}

pub fn insert(place: u32, text: &str) -> Typed {
    Typed::Body {
        changes: vec![(place, place, text.to_owned())],
    }
}
