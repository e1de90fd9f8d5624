//! What a writer does without the program: editing, deleting and settling as with a text editor.

use std::fs;

use arguendo_core::disk::file_writes::{self, FileWrite};
use arguendo_text::front_matter::editing::{add_to_list, list};

use arguendo_tests::syncthing::files_in;

use crate::ledger::{Deed, original_of, passages};
use crate::writer::Writer;

impl Writer {
    /// As a careful editor does it, which looks whether the file is still what it has read.
    pub fn edit_outside(&mut self) {
        if let Some(path) = self.any_of(|path| !path.starts_with("contributors/")) {
            self.edit_at(&path);
        }
    }

    pub fn edit_at(&mut self, path: &str) {
        let Ok(before) = fs::read_to_string(self.root.join(path)) else {
            return;
        };
        let after = format!("{before}\n{}\n", self.new_passage());
        if self.put(path, &before, &after) {
            self.tally.edited_outside += 1;
        } else {
            self.deeds.pop();
        }
    }

    fn put(&self, path: &str, before: &str, after: &str) -> bool {
        let job = FileWrite::Replace {
            path,
            expected: before.as_bytes(),
            bytes: after.as_bytes(),
        };
        file_writes::execute(&self.root, &job, "editor", &file_writes::nothing_to_keep).is_ok()
    }

    fn remove(&self, path: &str, bytes: &[u8]) -> bool {
        let job = FileWrite::Remove {
            path,
            expected: bytes,
        };
        file_writes::execute(&self.root, &job, "editor", &file_writes::nothing_to_keep).is_ok()
    }

    pub fn delete_outside(&mut self) {
        let place = ["responses/", "drafts/"][self.dice.roll(2)];
        let Some(path) = self.any_of(|path| path.starts_with(place)) else {
            return;
        };
        let Ok(bytes) = fs::read(self.root.join(&path)) else {
            return;
        };
        if self.remove(&path, &bytes) {
            self.did(Deed::TookAway(bytes));
            self.tally.deleted_outside += 1;
        }
    }

    /// Settles a conflict as one does with a text editor: what the copy alone has goes into the original, and the copy goes.
    pub fn settle_outside(&mut self) {
        let copies = self.paths(|path| path.contains(".sync-conflict-"));
        let Some(path) = copies.get(self.dice.roll(copies.len())) else {
            return;
        };
        let original = original_of(path);
        let Ok(theirs) = fs::read_to_string(self.root.join(path)) else {
            return;
        };
        let Ok(ours) = fs::read_to_string(self.root.join(&original)) else {
            return; // somebody has taken the original away: then the copy is all there is
        };
        let mut merged = ours.clone();
        for slug in list(&theirs, "arguendo") {
            merged = add_to_list(&merged, "arguendo", &slug).unwrap();
        }
        let known = passages(ours.as_bytes());
        for words in passages(theirs.as_bytes()) {
            if !known.contains(&words) {
                merged.push_str(&format!("\n{words}\n"));
            }
        }
        if !self.put(&original, &ours, &merged) || !self.remove(path, theirs.as_bytes()) {
            return;
        }
        self.tally.settled_outside += 1;
    }

    /// One of the documents that are no conflict copies.
    pub fn any_of(&mut self, is_meant: impl Fn(&str) -> bool) -> Option<String> {
        let paths =
            self.paths(|path| path.ends_with(".md") && !path.contains(".sync-conflict-") && is_meant(path));
        let place = self.dice.roll(paths.len());
        paths.into_iter().nth(place)
    }

    pub fn paths(&self, is_meant: impl Fn(&str) -> bool) -> Vec<String> {
        let files = files_in(&self.root).unwrap();
        files.into_keys().filter(|path| is_meant(path)).collect()
    }
}
