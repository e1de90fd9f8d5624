//! A response that leaves the folder and is a private draft again.

use arguendo_text::front_matter::editing;
use arguendo_text::names;

use super::draft_plan::document_slug;
use super::ownership::{free_draft_file, may_change};
use super::plan::Plan;
use super::source::text_of;
use super::{Done, PublishError, Publishing, copies};
use crate::content::kind::Kind;
use crate::desk::drafts::DraftState;
use crate::desk::drafts::hash_of;
use crate::desk::operations::{Operation, OperationKind};
use crate::mirror::DocumentRow;

impl Publishing<'_> {
    /// Takes the response at `path` out of the folder: it becomes a private draft with the same bytes, and questions list it
    /// no more. `yes`: also one that somebody else has signed.
    ///
    /// # Errors
    /// Where that cannot be done. Then nothing was changed.
    pub fn unpublish(&self, path: &str, yes: bool) -> Result<Done, PublishError> {
        self.carry_out(self.plan_withdrawal(path, yes)?)
    }

    /// The same as it was shown: `key` is that of the plan.
    ///
    /// # Errors
    /// As [`Self::unpublish`], and where the plan is not that one any more.
    pub fn unpublish_as_shown(&self, path: &str, yes: bool, key: &str) -> Result<Done, PublishError> {
        let then = self.time_of(key).ok_or(PublishError::LookAgain)?;
        let as_shown = Publishing { now: then, ..*self };
        let mut plan = as_shown.plan_withdrawal(path, yes)?;
        if self.wait_for_sync_programs(&plan) {
            plan = as_shown.plan_withdrawal(path, yes)?;
        }
        if plan.key() != key {
            return Err(PublishError::LookAgain);
        }
        self.carry_out(plan)
    }

    /// What that will change.
    ///
    /// # Errors
    /// Where it cannot be done.
    pub fn plan_withdrawal(&self, path: &str, yes: bool) -> Result<Plan, PublishError> {
        let row = may_change(self.desk, self.reader, path, yes)?;
        let Some(bytes) = self.on_disk(path)? else {
            return Err(PublishError::NotAResponse {
                path: path.to_owned(),
            });
        };
        if self.desk.is_being_revised(path)? {
            let why = "a new version of it is being written: publish that one, or put it away, and then take this back";
            return Err(PublishError::NotFit {
                file: path.to_owned(),
                why: why.to_owned(),
            });
        }
        let text = text_of(path, bytes.clone())?;
        let slug = document_slug(&text, names::stem_of(path));
        let from_here = self.desk.draft_published_as(path)?;
        let published = match &from_here {
            Some((id, _)) => self.desk.last_publishing(*id)?,
            None => None,
        };
        let mut plan = Plan::of_nothing(&self.now);
        let file = match &from_here {
            Some((_, state)) if !state.shared && !self.desk.drafts().join(&state.file).exists() => {
                state.file.clone()
            }
            _ => free_draft_file(self.desk, names::stem_of(path))?,
        };
        plan.change(false, &file, None, Some(bytes.clone()));
        for question in self.questions_that_list(&row)? {
            let (before, after) = self.unlisting(&question, path, &slug, published.as_ref())?;
            plan.change(true, &question.path, Some(before), Some(after));
            plan.question.get_or_insert(question.path);
        }
        plan.change(true, path, Some(bytes.clone()), None);
        let before = DraftState {
            file: file.clone(),
            published_as: Some(path.to_owned()),
            ..DraftState::default()
        };
        plan.draft_after = Some(DraftState {
            file,
            hash: Some(hash_of(&bytes)),
            ..DraftState::default()
        });
        plan.draft = from_here.as_ref().map(|(id, _)| *id);
        plan.draft_before = Some(from_here.map_or(before, |(_, state)| state));
        plan.kind = OperationKind::Unpublish;
        plan.response = path.to_owned();
        plan.slug = slug;
        self.without_copies(plan)
    }

    /// The question that it belongs to, first, and others that list it.
    fn questions_that_list(&self, row: &DocumentRow) -> Result<Vec<DocumentRow>, PublishError> {
        let mut questions = Vec::new();
        questions.extend(crate::pages::reading::question_of(self.reader, row.id)?);
        for id in self.reader.listed_by(row.id)? {
            let others = self.reader.document(id)?.into_iter();
            let new = others.filter(|other| questions.iter().all(|known| known.id != other.id));
            questions.extend(new.collect::<Vec<_>>());
        }
        Ok(copies::without_marked(questions))
    }

    /// The question's bytes, and the same without the response in its list.
    fn unlisting(
        &self,
        question: &DocumentRow,
        path: &str,
        slug: &str,
        published: Option<&Operation>,
    ) -> Result<(Vec<u8>, Vec<u8>), PublishError> {
        let text = self.text_on_disk(&question.path)?;
        // Where nobody has changed it since, it gets the very bytes that it had.
        let mut files = published.iter().flat_map(|published| &published.files);
        let own = files.find(|file| file.in_folder && file.path == question.path);
        if let Some(own) = own.filter(|own| own.after.as_deref() == Some(text.as_bytes()))
            && let Some(before) = &own.before
        {
            return Ok((text.into_bytes(), before.clone()));
        }
        let mut after = text.clone();
        for name in [slug, names::stem_of(path)] {
            // Under its name another one may be listed.
            let others = self.reader.named(Kind::Response, name)?;
            if others.iter().any(|other| other.path != path) {
                continue;
            }
            after =
                editing::remove_from_list(&after, "arguendo", name).map_err(|source| PublishError::Edit {
                    path: question.path.clone(),
                    source,
                })?;
        }
        Ok((text.into_bytes(), after.into_bytes()))
    }
}
