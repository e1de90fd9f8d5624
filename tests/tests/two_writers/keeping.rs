//! What a writer's own desk keeps, beside the files.

use std::collections::HashSet;

use crate::ledger::passages;
use crate::writer::Writer;

/// So many lines of Activity are looked at, more than two looks are apart.
const LINES: u32 = 200;

/// How far it was looked through: the number of the last version, and those of the texts in Activity.
#[derive(Debug, Default)]
pub struct Looked {
    version: i64,
    texts: HashSet<i64>,
}

impl Writer {
    /// What has been kept since this was asked last: as a version, or to be read in Activity, as the last text of what has left the
    /// folder, or one of two that were settled.
    pub fn newly_kept(&mut self) -> Vec<Vec<u8>> {
        let mut new = Vec::new();
        let looked = &mut self.looked;
        while let Some(version) = self.desk.version(looked.version + 1).unwrap() {
            looked.version += 1;
            new.push(version.bytes);
        }
        for line in self.desk.records(LINES).unwrap() {
            for row in self.desk.kept_of(line.id, LINES).unwrap() {
                if looked.texts.insert(row.id) {
                    new.push(self.desk.kept(row.id).unwrap().unwrap().text);
                }
            }
        }
        new
    }

    /// Passages that are in the journal alone, because a draft is still open.
    pub fn in_journal(&self) -> Vec<String> {
        let open = self
            .open
            .as_ref()
            .and_then(|session| self.desk.journal(session.id()).unwrap());
        let changes = open.into_iter().flat_map(|journal| journal.changes);
        changes
            .flat_map(|change| passages(change.what.as_bytes()))
            .collect()
    }
}
