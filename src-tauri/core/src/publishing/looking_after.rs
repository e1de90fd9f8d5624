//! What was published from here is looked after: a sync program that puts another version of a file over it, unread, takes an entry or
//! a text with it. The entry is listed again, once; the text becomes a conflict.

use std::collections::BTreeSet;

use super::carrying_out::is_same_document;
use super::plan::Plan;
use super::quiet::is_being_replaced;
use super::{PublishError, Publishing};
use crate::desk::publications::What;
use crate::desk::publications::looked_after::{LookedAfter, Wrote};
use crate::document::Kind;
use crate::front_matter::body_of;
use crate::front_matter::editing::{add_to_list, list, remove_from_list};
use crate::pages::drafts::{ComparedPiece, Side};
use crate::problem::ProblemCode;
use crate::writing::{self, WriteError};
use crate::{diff, names, reading};

/// What came of looking.
#[derive(Debug, Default)]
pub struct Looked {
    /// Sentences for the person.
    pub told: Vec<String>,
    /// Something waits until a sync program, or another publication, has ended.
    pub is_due: bool,
}

impl Publishing<'_> {
    /// Looks after what was published from here, as far as it has to do with `touched` paths; none: after all. Where a response is there
    /// and belongs to its question, was not taken back, and no file lists it, it is listed again if it `may_list`: once, so that
    /// whoever takes it out after that has the last word. A text that was replaced by one that never had it becomes a conflict.
    /// The mirror must be in step.
    ///
    /// # Errors
    /// As the desk and the mirror say.
    pub fn look_after(
        &self,
        touched: Option<&BTreeSet<String>>,
        may_list: bool,
    ) -> Result<Looked, PublishError> {
        let mut looked = Looked::default();
        let all = self.desk.looked_after()?;
        if all.is_empty() {
            return Ok(looked);
        }
        let copies = self.reader.all_conflict_copies()?;
        let marked = self.reader.files_with(ProblemCode::ConflictMarkers.name())?;
        for one in &all {
            let question = one.listed.as_ref().map(|(question, _)| question);
            let concerned = |path: &str| {
                let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
                touched.is_none_or(|touched| touched.iter().any(|touched| touched.starts_with(stem)))
            };
            let is_in_conflict = |path: &str| {
                marked.iter().any(|marked| marked == path) || copies.iter().any(|(_, of)| of == path)
            };
            if concerned(&one.path) && !is_in_conflict(&one.path) {
                looked.told.extend(self.look_at_text(&one.path)?);
            }
            let is_touched = concerned(&one.path) || question.is_some_and(|question| concerned(question));
            if !is_touched {
                continue;
            }
            if one.is_listed_again {
                self.take_out_again(one)?;
                continue;
            }
            let entry = one.listed.as_ref().map_or("", |(_, entry)| entry);
            let is_in_a_copy = |path: &str| {
                let of_it = copies.iter().filter(|(_, of)| of == path);
                let mut texts = of_it.filter_map(|(copy, _)| self.on_disk(copy).ok().flatten());
                texts.any(|text| has(&text, entry))
            };
            if let Some(path) = self.unlisted(one)?
                && !marked.contains(&path)
                && !is_in_a_copy(&path)
            {
                self.list_again(one, &path, may_list, &mut looked)?;
            }
        }
        Ok(looked)
    }

    /// Whether the text that was written into the file at `path` was replaced by one that never had it. Gives a sentence, once.
    fn look_at_text(&self, path: &str) -> Result<Option<String>, PublishError> {
        let Some(wrote) = self.desk.wrote(path)? else {
            return Ok(None);
        };
        // What cannot be read, or is away just now, replaces nothing.
        let Ok(Some(found)) = writing::read(self.folder.root(), path) else {
            return Ok(None);
        };
        if found == wrote.mine {
            self.desk.forget_replaced(path)?;
            return Ok(None);
        }
        if !has_never_had(path, &wrote, &found) {
            self.desk.forget_replaced(path)?;
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
    fn take_out_again(&self, one: &LookedAfter) -> Result<(), PublishError> {
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
            return Ok(()); // with the next change
        }
        let listed = std::str::from_utf8(&before).ok();
        let Some(after) = listed.and_then(|text| remove_from_list(text, "arguendo", entry).ok()) else {
            return Ok(());
        };
        let mut plan = Plan::of_nothing(&self.now);
        plan.what = What::Undo;
        plan.change(true, question, Some(before), Some(after.into_bytes()));
        if plan.files.is_empty() || self.carry_out(plan).is_ok() {
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
        let there = |path: &str| writing::read(root, path).ok().flatten();
        let is_busy = is_being_replaced(root, question) || self.desk.lock_publishing_now()?.is_none();
        let (Some(before), Some(_)) = (there(question), there(&one.path)) else {
            looked.is_due = true;
            return Ok(());
        };
        if has(&before, entry) || has(&before, names::stem_of(&one.path)) || !may_list {
            return Ok(()); // the mirror is a moment behind
        }
        if is_busy {
            looked.is_due = true;
            return Ok(());
        }
        let listed = std::str::from_utf8(&before).ok();
        let Some(after) = listed.and_then(|text| add_to_list(text, "arguendo", entry).ok()) else {
            return Ok(()); // what cannot be changed is shown by the check
        };
        let mut plan = Plan::of_nothing(&self.now);
        plan.what = What::ListAgain;
        plan.change(true, question, Some(before), Some(after.into_bytes()));
        plan.response = one.path.clone();
        plan.question = Some(question.to_owned());
        match self.carry_out(plan) {
            Ok(done) => {
                looked.told.push(format!(
                    "{question} did not list {} any more, though nobody here had taken that back: a sync program has put another version of the list over it. It is listed again, once; whoever takes it out now has the last word.",
                    one.path
                ));
                looked.told.extend(done.told);
            }
            Err(
                PublishError::LookAgain
                | PublishError::Write {
                    source: WriteError::Changed { .. },
                    ..
                },
            ) => looked.is_due = true,
            // A folder that is read-only or full is no reason to say so again and again.
            Err(_) => {}
        }
        Ok(())
    }
}

/// Whether what is found has come from what was there before and never had the person's text: it is nearer to that, and hardly a
/// word is left of those that the person had put in. Where nothing was there before, it is another document.
pub(super) fn has_never_had(path: &str, wrote: &Wrote, found: &[u8]) -> bool {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (mine, theirs) = (text(&wrote.mine), text(found));
    let Some(before) = &wrote.before else {
        let (mine, theirs) = (body_of(&mine), body_of(&theirs));
        return !is_same_document(path, &wrote.mine, found) && is_hardly_left("", mine, theirs);
    };
    let before = text(before);
    let apart = |one: &str| {
        let compared = diff::words(one, &theirs);
        compared.added + compared.removed
    };
    apart(&before) < apart(&mine) && is_hardly_left(&before, &mine, &theirs)
}

/// Whether next to nothing is found of what was put into the text before.
fn is_hardly_left(before: &str, mine: &str, found: &str) -> bool {
    let is_new = marks(&diff::words(before, mine).pieces, Side::Added);
    let is_gone = marks(&diff::words(mine, found).pieces, Side::Removed);
    let bytes = mine.bytes().zip(is_new.into_iter().zip(is_gone));
    let new = bytes.filter(|(byte, (is_new, _))| *is_new && !byte.is_ascii_whitespace());
    let (all, left) = new.fold((0_usize, 0_usize), |(all, left), (_, (_, is_gone))| {
        (all + 1, left + usize::from(!is_gone))
    });
    left * 4 <= all
}

/// For each byte of the person's text, whether it lies in a piece of this side.
fn marks(pieces: &[ComparedPiece], side: Side) -> Vec<bool> {
    let own = pieces
        .iter()
        .filter(|piece| piece.side == side || piece.side == Side::Both);
    own.flat_map(|piece| std::iter::repeat_n(piece.side == side, piece.text.len()))
        .collect()
}

fn has(question: &[u8], entry: &str) -> bool {
    let entries = list(&String::from_utf8_lossy(question), "arguendo");
    entries
        .iter()
        .any(|listed| names::fold(listed) == names::fold(entry))
}
