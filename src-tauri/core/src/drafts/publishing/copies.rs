//! Conflict copies, into which nothing is published: an engine that is at work may have taken the document's own name for a moment.

use super::plan::Plan;
use super::{PublishError, Publishing};
use crate::content::places::{conflict_bases, has_conflict_mark};
use crate::mirror::DocumentRow;

/// The documents without those that bear an engine's mark beside the one that they are named after.
pub(super) fn without_marked(rows: Vec<DocumentRow>) -> Vec<DocumentRow> {
    let is_there = |path: &String| rows.iter().any(|row| row.path == *path);
    let is_second =
        |row: &DocumentRow| has_conflict_mark(&row.path) && conflict_bases(&row.path).iter().any(is_there);
    rows.iter().filter(|row| !is_second(row)).cloned().collect()
}

impl Publishing<'_> {
    /// The plan, unless it has to do with a conflict copy: its question is one, or it changes or removes one.
    pub(super) fn without_copies(&self, plan: Plan) -> Result<Plan, PublishError> {
        let changed = plan
            .files
            .iter()
            .filter(|file| file.in_folder && file.before.is_some());
        let changed = changed.map(|file| &file.path);
        for path in changed.chain(&plan.question) {
            let known = self.reader.document_at(path)?;
            if has_conflict_mark(path) || known.is_some_and(|row| row.conflict_of.is_some()) {
                return Err(PublishError::ConflictCopy { path: path.clone() });
            }
        }
        Ok(plan)
    }
}
