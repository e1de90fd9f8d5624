//! Settling the conflicts that Syncthing has made, in every way that the program has.

use std::collections::HashSet;

use arguendo_core::conflicts::{self, How, Take, taking};
use arguendo_core::desk::operations::Operation;
use arguendo_core::pages::conflicts::{ConflictPage, WholeSide};
use arguendo_text::front_matter::editing::list;

use arguendo_tests::command::cli;
use jiff::Timestamp;
use serde_json::Value;

use crate::ledger::Deed;
use crate::writer::Writer;

/// What `settle` is told. To take a whole text, or another one in each part, is offered in the window alone.
pub const WAYS: [&str; 13] = [
    "--take mine",
    "--take mine --remove-copy",
    "--take theirs",
    "--take theirs --remove-copy",
    "--take both",
    "--take both --remove-copy",
    "--keep-both",
    "mine as a whole",
    "mine as a whole, without the copy",
    "theirs as a whole",
    "theirs as a whole, without the copy",
    "by parts",
    "by parts, without the copy",
];

impl Writer {
    /// Settles one of the conflicts, in one of the ways; or takes back what she settled last.
    pub fn settle(&mut self) {
        if let Some(last) = self.last_settled.take()
            && self.dice.roll(4) == 0
        {
            return self.unsettle(last);
        }
        let copies = self.conflicts();
        let way = self.dice.of(&WAYS);
        let Some(copy) = copies.get(self.dice.roll(copies.len())) else {
            return;
        };
        self.settle_by(copy, way);
    }

    /// The copies that `conflicts` names.
    pub fn conflicts(&self) -> Vec<String> {
        let said = cli(&self.root, &self.data, &["conflicts", "--json"]).unwrap();
        let rows: Vec<Value> = serde_json::from_slice(&said.stdout).unwrap();
        let copies = rows.iter().filter_map(|row| row["copy"].as_str());
        copies.map(String::from).collect()
    }

    /// Settles the conflict with this copy. It may also be refused, where a file is not what it was.
    pub fn settle_by(&mut self, copy: &str, way: &'static str) -> bool {
        let done = if way.starts_with("--") {
            self.settle_by_command(copy, way)
        } else {
            self.settle_as_in_the_window(copy, way)
        };
        let Some(done) = done else {
            self.tally.refused += 1;
            return false;
        };
        let settlement = self.desk.operation(done).unwrap().unwrap();
        for slug in given_up(&settlement, way) {
            self.did(Deed::Unlisted(slug));
        }
        *self.tally.settled.entry(way).or_default() += 1;
        self.last_settled = Some(done);
        true
    }

    fn settle_by_command(&self, copy: &str, way: &str) -> Option<i64> {
        let arguments: Vec<&str> = ["settle", copy, "--json"]
            .into_iter()
            .chain(way.split(' '))
            .collect();
        let said = cli(&self.root, &self.data, &arguments).unwrap();
        let done: Option<Value> = serde_json::from_slice(&said.stdout).ok();
        done.filter(|_| said.status.success())?["undo"].as_i64()
    }

    fn settle_as_in_the_window(&mut self, copy: &str, way: &str) -> Option<i64> {
        let found = conflicts::find(&self.desk, &self.root, &self.reader(), copy).unwrap()?;
        let (page, remove_copy) = (found.page(), way.ends_with("without the copy"));
        let how = match way.split(' ').next() {
            Some("mine") => whole(WholeSide::Mine, remove_copy),
            Some("theirs") => whole(WholeSide::Theirs, remove_copy),
            _ => self.by_parts(&page, remove_copy),
        };
        let now = Timestamp::now();
        let done = conflicts::settle(&found, &self.desk, &self.root, &page.token, &how, now);
        done.ok().map(|done| done.undo)
    }

    /// In each place where somebody has to choose, another choice.
    fn by_parts(&mut self, page: &ConflictPage, remove_copy: bool) -> How {
        let all = [Take::Mine, Take::Theirs, Take::Both].map(|take| taking(page, take, remove_copy));
        let mut chosen = all[0].clone();
        if let How::Parts(chosen) = &mut chosen {
            for other in &all[1..] {
                let How::Parts(other) = other else { continue };
                for (field, other) in chosen.fields.iter_mut().zip(&other.fields) {
                    if self.dice.roll(2) == 0 {
                        field.clone_from(other);
                    }
                }
                for (part, other) in chosen.parts.iter_mut().zip(&other.parts) {
                    if self.dice.roll(2) == 0 {
                        part.clone_from(other);
                    }
                }
            }
        }
        chosen
    }

    /// Where a file was changed since, it stays as it is.
    fn unsettle(&mut self, settled: i64) {
        let said = cli(&self.root, &self.data, &["unsettle", &settled.to_string()]).unwrap();
        if !said.status.success() {
            self.tally.refused += 1;
            return;
        }
        // What is listed again was given up before.
        self.tally.unsettled += 1;
    }
}

fn whole(side: WholeSide, remove_copy: bool) -> How {
    How::Whole { side, remove_copy }
}

/// Slugs that one of the two texts does not list, and what came of them neither: whoever takes that one knows it.
fn given_up(settlement: &Operation, way: &str) -> Vec<String> {
    let slugs = |bytes: &Option<Vec<u8>>| -> HashSet<String> {
        let bytes = bytes.as_deref().unwrap_or_default();
        list(&String::from_utf8_lossy(bytes), "arguendo")
            .into_iter()
            .collect()
    };
    let [original, .., copy] = settlement.files.as_slice() else {
        return Vec::new();
    };
    let (mine, theirs) = (slugs(&original.before), slugs(&copy.before));
    let (of_theirs, of_mine) = (&theirs - &mine, &mine - &theirs);
    let given_up = match way {
        _ if way.contains("mine") => of_theirs,
        _ if way.contains("theirs") => of_mine,
        _ if way.starts_with("by parts") => &of_mine | &of_theirs,
        _ => return Vec::new(),
    };
    let listed: HashSet<String> = settlement
        .files
        .iter()
        .flat_map(|file| slugs(&file.after))
        .collect();
    (&given_up - &listed).into_iter().collect()
}
