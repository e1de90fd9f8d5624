//! A small folder with its mirror, for tests that read it as a person does.

#![allow(clippy::unwrap_used)]

use arguendo_core::disk::folder;
use arguendo_core::mirror::Reader;
use arguendo_core::mirror::links::Link;
use arguendo_core::mirror::sync::{self, SyncError, SyncHooks};
use arguendo_core::pages::{Entry, ProblemRow, QuestionPage, ResponsePage, folder_check, reading};
use jiff::Timestamp;
use tempfile::TempDir;

use crate::dumps::dump_of;
use crate::folder::Folder;

/// A folder with its mirror, which is synced before each reading.
pub struct Seminar {
    /// The folder.
    pub folder: Folder,
    /// The directory of its mirror.
    pub databases: TempDir,
}

impl Seminar {
    /// A folder with these files.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let seminar = Self {
            folder: Folder::empty().unwrap(),
            databases: tempfile::tempdir().unwrap(),
        };
        seminar.put(files);
        seminar
    }

    /// Writes these files.
    pub fn put(&self, files: &[(&str, &str)]) {
        for (path, text) in files {
            self.folder.write(path, text).unwrap();
        }
    }

    /// Syncs the mirror.
    pub fn sync(&self) -> Result<(), SyncError> {
        let folder = folder::Folder::find(self.folder.path())?;
        sync::open(self.databases.path())?.sync(&folder, &mut SyncHooks::none())?;
        Ok(())
    }

    /// A reader of the synced mirror.
    pub fn look(&self) -> Reader {
        self.sync().unwrap();
        Reader::open(self.databases.path()).unwrap()
    }

    /// The page of the question at `path`.
    pub fn question(&self, path: &str) -> QuestionPage {
        reading::question(&self.look(), path, now()).unwrap().unwrap()
    }

    /// The page of the response at `path`.
    pub fn response(&self, path: &str) -> ResponsePage {
        reading::response(&self.look(), path, now()).unwrap().unwrap()
    }

    /// Paths on the Unfiled shelf.
    pub fn unfiled(&self) -> Vec<String> {
        let shelf = reading::unfiled(&self.look(), now()).unwrap();
        shelf.into_iter().map(|unfiled| unfiled.card.path).collect()
    }

    /// The folder check.
    pub fn problems(&self) -> Vec<ProblemRow> {
        folder_check::problems(&self.look()).unwrap()
    }

    /// (path, code) of every problem.
    pub fn codes(&self) -> Vec<(String, String)> {
        self.problems()
            .into_iter()
            .map(|row| (row.path, row.code))
            .collect()
    }
}

/// The seminar's folder, as the core finds it.
pub fn find(seminar: &Seminar) -> folder::Folder {
    folder::Folder::find(seminar.folder.path()).unwrap()
}

/// The dump of its mirror as it is, without a sync.
pub fn live(seminar: &Seminar) -> String {
    dump_of(&Reader::open(seminar.databases.path()).unwrap()).unwrap()
}

/// The dump of a mirror made of the folder now.
pub fn fresh(seminar: &Seminar) -> String {
    dump_of(&sync::fresh(&find(seminar)).unwrap()).unwrap()
}

/// The current time in the tests.
pub fn now() -> Timestamp {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

/// The entries of a question in order: a word and a path each.
pub fn entries(page: &QuestionPage) -> Vec<String> {
    let told = |entry: &Entry| match entry {
        Entry::Missing { slug, .. } => format!("missing {slug}"),
        Entry::Response { card } => {
            let link = match card.link.unwrap() {
                Link::TwoWay => "two-way",
                Link::Listed => "listed",
                Link::PointsBack => "points-back",
            };
            format!("{link} {}", card.path)
        }
    };
    page.entries.iter().map(told).collect()
}

/// Rows of (path, code) to compare with.
pub fn codes(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter()
        .map(|(path, code)| ((*path).to_owned(), (*code).to_owned()))
        .collect()
}
