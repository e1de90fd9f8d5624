//! A small seminar with a desk and drafts.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;

use arguendo_core::conflicts::{self, ConflictError, How};
use arguendo_core::desk::Desk;
use arguendo_core::desk::versions::VersionKind;
use arguendo_core::drafts::drafting::{self, Beginning, DraftSession, DraftingError};
use arguendo_core::mirror::Reader;
use arguendo_core::pages::conflicts::{ConflictPage, ConflictRow, Settled};
use arguendo_core::pages::drafts::{SaveState, Typed};
use jiff::Timestamp;

use crate::seminar::{Seminar, find};

/// The question of the room.
pub const QUESTION: &str =
    "---\ntitle: Why?\ndue: 2026-12-01\nword-limit: 900\narguendo:\n  - because\n---\nText.\n";
/// A response to it.
pub const RESPONSE: &str = "---\ntitle: Because\narguendo-question: why\ncontributors: [ann]\n---\nOne is said here first.\n\nTwo is said there next.\n";

/// The time this many seconds after the beginning.
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

/// Settles the conflict of an open draft in favour of the person's whole text, or of the other one.
///
/// # Errors
/// If there is no conflict, or as [`DraftSession::settle_for`].
pub fn settle(
    session: &mut DraftSession,
    desk: &Desk,
    keeps_mine: bool,
    now: Timestamp,
) -> Result<SaveState, DraftingError> {
    let conflict = session.conflict()?.ok_or(DraftingError::NoOther)?;
    match keeps_mine {
        true => session.settle_for(desk, &conflict, conflict.mine.clone(), now),
        false => session.settle_for_theirs(desk, &conflict, now),
    }
}

/// A seminar with a desk.
pub struct Room {
    /// The folder and its mirror.
    pub seminar: Seminar,
    /// The desk, beside the mirror.
    pub desk: Desk,
}

impl Room {
    /// A folder with these files.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let seminar = Seminar::of(files);
        let desk = Desk::open(seminar.databases.path(), at(0)).unwrap();
        Self { seminar, desk }
    }

    /// A folder with the question, its response and these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let room = Self::of(&[("questions/why.md", QUESTION), ("responses/because.md", RESPONSE)]);
        room.seminar.put(files);
        room
    }

    /// The folder's path.
    pub fn root(&self) -> PathBuf {
        self.seminar.folder.path().to_path_buf()
    }

    /// The mirror, in step with the folder.
    pub fn reader(&self) -> Reader {
        self.seminar.look()
    }

    /// The content of a file in the folder.
    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// Starts a draft.
    pub fn begin(&self, beginning: &Beginning) -> Result<i64, DraftingError> {
        drafting::begin(&find(&self.seminar), &self.reader(), &self.desk, beginning, at(1))
    }

    /// A draft of two words that answers the question.
    pub fn begun(&self) -> i64 {
        let beginning = Beginning {
            question: Some("questions/why.md"),
            signed_as: "ann",
            body: Some("One two.\n"),
            ..Beginning::default()
        };
        self.begin(&beginning).unwrap()
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

    /// Opens draft `id` for writing.
    pub fn open(&self, id: i64) -> DraftSession {
        DraftSession::open(&self.desk, &self.root(), id, at(2)).unwrap()
    }

    /// The reason for each version of draft `id`.
    pub fn kinds(&self, id: i64) -> Vec<VersionKind> {
        let rows = drafting::versions(&self.desk, id).unwrap();
        rows.into_iter().map(|row| row.kind).collect()
    }

    /// Every version of draft `id`, as texts.
    pub fn versions(&self, id: i64) -> Vec<String> {
        let rows = drafting::versions(&self.desk, id).unwrap();
        rows.into_iter()
            .map(|row| String::from_utf8(self.desk.version(row.id).unwrap().unwrap().bytes).unwrap())
            .collect()
    }

    /// The open conflicts.
    pub fn list(&self) -> Vec<ConflictRow> {
        conflicts::list(&self.desk, &self.root(), &self.reader()).unwrap()
    }

    /// The page of the conflict of the file at `path`.
    pub fn page(&self, path: &str) -> Option<ConflictPage> {
        let found = conflicts::find(&self.desk, &self.root(), &self.reader(), path).unwrap();
        found.map(|found| found.page())
    }

    /// Settles the conflict as its page showed it.
    pub fn settle(&self, path: &str, token: &str, how: &How) -> Result<Settled, ConflictError> {
        let found = conflicts::find(&self.desk, &self.root(), &self.reader(), path)?;
        conflicts::settle(&found.unwrap(), &self.desk, &self.root(), token, how, at(9))
    }
}

/// Text typed at a position in the body.
pub fn insert(place: u32, text: &str) -> Typed {
    Typed::Body {
        changes: vec![(place, place, text.to_owned())],
    }
}
