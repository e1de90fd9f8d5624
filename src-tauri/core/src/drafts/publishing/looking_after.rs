//! A sync program may put another version of a file over what was published from here, without having read it: an entry of a list, or a
//! text, is gone then. The program notices that. It lists the entry again, once, and makes a conflict of the text.

use std::collections::BTreeSet;
use std::ops::Bound;

use arguendo_text::front_matter::editing::{add_to_list, list, remove_from_list};
use arguendo_text::names;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::plan::Plan;
use super::quiet::is_being_replaced;
use super::{PublishError, Publishing};
use crate::content::descent::has_never_had;
use crate::content::kind::Kind;
use crate::content::problem::ProblemCode;
use crate::desk::Desk;
use crate::desk::looked_after::LookedAfter;
use crate::desk::operations::OperationKind;
use crate::disk::file_writes::{self, WriteError};
use crate::drafts::operations::OperationError;
use crate::mirror::Reader;
use crate::mirror::live::{LookAfter, Looked};
use crate::pages::reading;

/// The check of published texts that an open folder runs while nobody waits.
#[must_use]
pub fn while_idle() -> LookAfter {
    Box::new(|folder, databases, touched, may_list| {
        let now = Timestamp::now().to_zoned_datetime(TimeZone::system());
        let desk = Desk::open_to_record(databases, now.timestamp()).ok()?;
        let reader = Reader::open(databases).ok()?;
        let publishing = Publishing {
            folder,
            reader: &reader,
            desk: &desk,
            now,
        };
        publishing.look_after(touched, may_list).ok()
    })
}

impl Publishing<'_> {
    /// Looks whether what was published from here is still there, as far as it has to do with `touched` paths; none: all of it. A response
    /// that is there and belongs to its question, was not taken back, and is listed in no file, is listed again if it `may_list`:
    /// once, so that whoever takes it out after that has the last word. A text that was replaced by one that never had it becomes a
    /// conflict. The mirror must be in step.
    ///
    /// # Errors
    /// As the desk and the mirror say.
    pub fn look_after(
        &self,
        touched: Option<&BTreeSet<String>>,
        may_list: bool,
    ) -> Result<Looked, PublishError> {
        let mut looked = Looked::default();
        for one in &self.desk.looked_after()? {
            let is_touched = is_concerned(touched, &one.path);
            if is_touched && !self.is_in_conflict(&one.path)? {
                looked.told.extend(self.look_at_text(&one.path)?);
            }
            let question = one.listed.as_ref().map(|(question, _)| question);
            if !is_touched && !question.is_some_and(|question| is_concerned(touched, question)) {
                continue;
            }
            if one.is_listed_again {
                self.take_out_again(one, &mut looked)?;
                continue;
            }
            let entry = one.listed.as_ref().map_or("", |(_, entry)| entry);
            if let Some(path) = self.unlisted(one)?
                && !self
                    .reader
                    .has_problem(&path, ProblemCode::ConflictMarkers.name())?
                && !self.is_in_a_copy(&path, entry)?
            {
                self.list_again(one, &path, may_list, &mut looked)?;
            }
        }
        Ok(looked)
    }

    /// Whether there is another conflict of the file at `path`, in which both texts are shown.
    fn is_in_conflict(&self, path: &str) -> Result<bool, PublishError> {
        let is_marked = self
            .reader
            .has_problem(path, ProblemCode::ConflictMarkers.name())?;
        Ok(is_marked || !self.reader.copies_of(path)?.is_empty())
    }

    /// Whether a sync engine's copy of the question at `path` has the entry.
    fn is_in_a_copy(&self, path: &str, entry: &str) -> Result<bool, PublishError> {
        let copies = self.reader.copies_of(path)?;
        let mut texts = copies.iter().filter_map(|copy| self.on_disk(copy).ok().flatten());
        Ok(texts.any(|text| has(&text, entry)))
    }

    /// Whether the text that was written into the file at `path` was replaced by one that never had it. Gives a sentence, once.
    fn look_at_text(&self, path: &str) -> Result<Option<String>, PublishError> {
        let (wrote, replaced) = (self.desk.wrote(path)?, self.desk.replaced(path)?);
        if wrote.is_none() && replaced.is_none() {
            return Ok(None);
        }
        // What cannot be read, or is away just now, replaces nothing.
        let Ok(Some(found)) = file_writes::read(self.folder.root(), path) else {
            return Ok(None);
        };
        // Whatever else came there since, a replaced text stays in conflict until it is settled, or is there again itself.
        if replaced.is_some_and(|replaced| replaced.mine == found) {
            self.desk.forget_replaced(path)?;
        }
        let Some(wrote) = wrote.filter(|wrote| wrote.mine != found) else {
            return Ok(None);
        };
        let pair = (wrote.before.as_deref(), wrote.mine.as_slice());
        if !has_never_had(path, pair, &found) {
            self.desk.goes_on(path)?;
            return Ok(None);
        }
        let is_new = self
            .desk
            .note_replaced(path, &wrote, self.now.timestamp().as_millisecond())?;
        Ok(is_new.then(|| {
            format!(
                "{path} does not hold what was published from here: another version, written without it, was put over it. Both texts are kept. Look at the conflict, and choose."
            )
        }))
    }

    /// The question that does not list the response any more though it is there and belongs to it; none: no file would have to.
    fn unlisted(&self, one: &LookedAfter) -> Result<Option<String>, PublishError> {
        let Some((question, entry)) = &one.listed else {
            return Ok(None);
        };
        let Some(row) = self.reader.document_at(&one.path)? else {
            return Ok(None);
        };
        let is_response = row.kind == Kind::Response && row.conflict_of.is_none() && row.published;
        if !is_response || !self.reader.listed_by(row.id)?.is_empty() {
            return Ok(None);
        }
        // Listed nowhere, it belongs to the question that it names.
        let Some(named) = reading::question_of(self.reader, row.id)? else {
            return Ok(None);
        };
        let is_elsewhere = named.path != *question && self.reader.document_at(question)?.is_some();
        if is_elsewhere || named.conflict_of.is_some() {
            return Ok(None);
        }
        if self.desk.settled_without(&named.path, entry)? {
            self.desk.leave_unlisted(&one.path)?;
            return Ok(None);
        }
        Ok(Some(named.path))
    }

    /// Where somebody was just withdrawing the response, the list had come first, and the response has gone after it: what was listed
    /// again is taken out, too.
    fn take_out_again(&self, one: &LookedAfter, looked: &mut Looked) -> Result<(), PublishError> {
        let Some((question, entry)) = &one.listed else {
            return Ok(());
        };
        let is_there = self.reader.document_at(&one.path)?.is_some()
            || !self.reader.named(Kind::Response, entry)?.is_empty()
            || !matches!(self.on_disk(&one.path), Ok(None));
        let Some(before) = self.on_disk(question).ok().flatten().filter(|_| !is_there) else {
            return Ok(());
        };
        let root = self.folder.root();
        let is_busy = [question, &one.path]
            .into_iter()
            .any(|path| is_being_replaced(root, path));
        if is_busy || self.desk.lock_publishing_now()?.is_none() {
            looked.has_failed = true;
            return Ok(());
        }
        let listed = std::str::from_utf8(&before).ok();
        let Some(after) = listed.and_then(|text| remove_from_list(text, "arguendo", entry).ok()) else {
            return Ok(());
        };
        let mut plan = Plan::of_nothing(&self.now);
        plan.kind = OperationKind::Undo;
        plan.change(true, question, Some(before), Some(after.into_bytes()));
        if plan.files.is_empty() || self.tried(plan, looked).is_some() {
            self.desk.look_no_longer_after(&one.path)?;
        }
        Ok(())
    }

    fn list_again(
        &self,
        one: &LookedAfter,
        question: &str,
        may_list: bool,
        looked: &mut Looked,
    ) -> Result<(), PublishError> {
        let Some((_, entry)) = &one.listed else {
            return Ok(());
        };
        let root = self.folder.root();
        let (before, response) = match (
            file_writes::read(root, question),
            file_writes::read(root, &one.path),
        ) {
            (Ok(before), Ok(response)) => (before, response),
            // Such are never written, as the check says of links.
            (Err(WriteError::NotOrdinary { .. }), _) | (_, Err(WriteError::NotOrdinary { .. })) => {
                return Ok(());
            }
            (Err(_), _) | (_, Err(_)) => {
                looked.has_failed = true;
                return Ok(());
            }
        };
        let (Some(before), Some(_)) = (before, response) else {
            looked.is_due = true; // one of them is just being replaced
            return Ok(());
        };
        if has(&before, entry) || has(&before, names::stem_of(&one.path)) {
            return Ok(()); // the mirror is a moment behind
        }
        if !may_list {
            looked.has_failed = true;
            return Ok(());
        }
        if is_being_replaced(root, question) || self.desk.lock_publishing_now()?.is_none() {
            looked.is_due = true;
            return Ok(());
        }
        let listed = std::str::from_utf8(&before).ok();
        let Some(after) = listed.and_then(|text| add_to_list(text, "arguendo", entry).ok()) else {
            return Ok(()); // what cannot be changed is shown by the check
        };
        let mut plan = Plan::of_nothing(&self.now);
        plan.kind = OperationKind::ListAgain;
        plan.change(true, question, Some(before), Some(after.into_bytes()));
        plan.response = one.path.clone();
        plan.question = Some(question.to_owned());
        if let Some(done) = self.tried(plan, looked) {
            looked.told.push(format!(
                "{question} did not list {} any more, though nobody here had taken that back: a sync program has put another version of the list over it. It is listed again, once; whoever takes it out now has the last word.",
                one.path
            ));
            looked.told.extend(done);
        }
        Ok(())
    }

    /// Carries a plan out that nobody waits for. Gives what is to be told of it; none where it has failed: it is tried again later.
    fn tried(&self, plan: Plan, looked: &mut Looked) -> Option<Vec<String>> {
        match self.carry_out(plan) {
            Ok(done) => return Some(done.told),
            Err(PublishError::Operation(OperationError::Recovered(told))) => {
                looked.told.extend(told);
                looked.is_due = true;
            }
            Err(PublishError::Operation(OperationError::Write {
                source: WriteError::Changed { .. },
                ..
            })) => looked.is_due = true,
            // A folder that is read-only or full is no reason to say so again and again.
            Err(_) => looked.has_failed = true,
        }
        None
    }
}

/// Whether a file is among those that were touched, or one whose name begins like it: its copy.
fn is_concerned(touched: Option<&BTreeSet<String>>, path: &str) -> bool {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    touched.is_none_or(|touched| {
        let mut from = touched.range::<str, _>((Bound::Included(stem), Bound::Unbounded));
        from.next().is_some_and(|next| next.starts_with(stem))
    })
}

fn has(question: &[u8], entry: &str) -> bool {
    let entries = list(&String::from_utf8_lossy(question), "arguendo");
    entries
        .iter()
        .any(|listed| names::fold(listed) == names::fold(entry))
}
