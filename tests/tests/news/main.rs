//! What is new to a person: what counts as unread and what does not, what has changed, and whose marks these are.

#![allow(clippy::unwrap_used)]

mod command_line;
mod names;
mod reading;
mod telling;

use std::collections::BTreeSet;

use arguendo_core::desk::Desk;
use arguendo_core::history::news::{self, Visit};
use arguendo_core::pages::news::{Arrivals, Why};

use arguendo_tests::room::at;
use arguendo_tests::seminar::Seminar;

pub(crate) const QUESTION: &str = "---\ntitle: Why?\narguendo: [because]\n---\nText.\n";
pub(crate) const BECAUSE: &str =
    "---\ntitle: Because\narguendo-question: why\ncontributors: [ann]\n---\nCourts should listen.\n";

pub(crate) fn response(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\narguendo-question: why\ncontributors: [bob]\n---\n{text}\n")
}

/// A person with a folder that she has opened once.
pub(crate) struct Reader {
    pub(crate) seminar: Seminar,
    pub(crate) desk: Desk,
    clock: i64,
}

impl Reader {
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let seminar = Seminar::of(files);
        let desk = Desk::open(seminar.databases.path(), at(0)).unwrap();
        let mut reader = Self {
            seminar,
            desk,
            clock: 0,
        };
        reader.notice();
        reader
    }

    pub(crate) fn plain() -> Self {
        Self::of(&[("questions/why.md", QUESTION), ("responses/because.md", BECAUSE)])
    }

    pub(crate) fn notice(&mut self) -> Arrivals {
        self.clock += 1;
        news::notice_all(&self.desk, &self.seminar.look(), at(self.clock)).unwrap()
    }

    /// As while the folder is open: only these paths are looked at.
    pub(crate) fn notice_at(&mut self, paths: &[&str]) -> Arrivals {
        self.clock += 1;
        let paths: BTreeSet<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        news::notice(&self.desk, &self.seminar.look(), &paths, at(self.clock)).unwrap()
    }

    /// Opens the document and stays for a moment.
    pub(crate) fn read(&mut self, path: &str) -> bool {
        self.clock += 1;
        let reader = self.seminar.look();
        let wording = reader.document_at(path).unwrap().unwrap().wording;
        news::mark_read(&self.desk, &reader, path, Some(wording), at(self.clock)).unwrap()
    }

    /// Closes the folder and opens it again.
    pub(crate) fn visit_again(&mut self) -> Visit {
        self.clock += 1;
        Visit::lasts(&self.desk, at(self.clock)).unwrap();
        Visit::begin(&self.desk).unwrap()
    }

    pub(crate) fn unread(&self) -> Vec<(String, Why)> {
        let news = news::unread(&self.desk, &self.seminar.look(), Visit::default()).unwrap();
        let mut unread: Vec<_> = news.unread.into_iter().map(|row| (row.path, row.why)).collect();
        unread.sort_by(|one, other| one.0.cmp(&other.0));
        unread
    }

    pub(crate) fn paths(&self) -> Vec<String> {
        self.unread().into_iter().map(|(path, _)| path).collect()
    }
}

pub(crate) const NOTHING: [String; 0] = [];
