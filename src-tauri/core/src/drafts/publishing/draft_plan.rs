//! A draft's plan: the response that it becomes, the question's list, and what goes with them.

use arguendo_text::dates::Date;
use arguendo_text::front_matter::editing;
use arguendo_text::{file_names, names};

use super::place::{self, Neighbours};
use super::plan::Plan;
use super::source::{Draft, text_of};
use super::{PublishError, Publishing, copies, pictures, warnings};
use crate::content::document::Document;
use crate::content::kind::Kind;
use crate::content::site_config::SiteConfig;
use crate::desk::drafts::DraftState;
use crate::disk::file_writes;
use crate::drafts::signing;
use crate::mirror::DocumentRow;
use crate::pages::reading;

/// The response that a draft becomes.
struct Response {
    path: String,
    before: Option<Vec<u8>>,
    text: String,
    slug: String,
}

impl Publishing<'_> {
    /// What publishing `draft` will change.
    ///
    /// # Errors
    /// Where it cannot be published.
    pub fn plan_of(&self, draft: &Draft) -> Result<Plan, PublishError> {
        let config = self.folder.settings()?.config;
        let document = draft.document(&format!("responses/{}", draft.state.file), &config)?;
        let question = self.question_of(draft, &document)?;
        let revised = match &draft.state.revises {
            Some(path) => self.revised(draft, path, &config)?,
            None => None,
        };
        let response = match revised {
            Some(revised) => revised,
            None => self.new_response(draft, &document, question.as_ref(), &config)?,
        };
        let mut plan = Plan::of_nothing(&self.now);
        let own = match draft.state.shared {
            true => self.folder.root().to_path_buf(),
            false => self.desk.drafts(),
        };
        if !draft.is_elsewhere {
            for (path, bytes) in pictures::to_bring(self, &own, draft)? {
                plan.change(true, &path, None, Some(bytes));
            }
        }
        let place = place::contributors_beside(&response.path);
        for (path, bytes) in signing::unpublished(self.desk, self.reader, &document.contributors, &place)? {
            let there = self.on_disk(&path)?;
            if there.is_some() && there.as_ref() != Some(&bytes) {
                return Err(PublishError::not_fit(&path, "there is another file of that name"));
            }
            plan.change(true, &path, there, Some(bytes));
        }
        let written = response.text.into_bytes();
        let before = response.before.clone();
        plan.change(true, &response.path, response.before, Some(written));
        if let Some(question) = &question {
            let (before, after) = self.listing(question, &response.path, &response.slug)?;
            plan.change(true, &question.path, Some(before), Some(after));
        }
        if !draft.is_elsewhere {
            let bytes = draft.text.clone().into_bytes();
            plan.change(draft.state.shared, &draft.state.file, Some(bytes), None);
        }
        plan.warnings = warnings::of(self, draft, &document, question.as_ref(), &config)?;
        plan.warnings
            .extend(warnings::of_revising(&draft.state, before.as_deref()));
        plan.question = question.map(|question| question.path);
        plan.slug = response.slug;
        plan.draft = draft.id;
        plan.draft_before = (!draft.is_elsewhere).then(|| draft.state.clone());
        plan.draft_after = Some(DraftState {
            published_as: Some(response.path.clone()),
            revises: None,
            base: None,
            hash: None,
            ..draft.state.clone()
        });
        plan.response = response.path;
        self.without_copies(plan)
    }

    /// The question that the draft names; for a new version also the one that lists it.
    fn question_of(&self, draft: &Draft, document: &Document) -> Result<Option<DocumentRow>, PublishError> {
        if let Some(written) = &document.question {
            let named = copies::without_marked(self.reader.named(Kind::Question, written)?);
            let exact: Vec<_> = named.iter().filter(|row| row.slug == *written).collect();
            return match (exact.as_slice(), named.as_slice()) {
                ([one], _) => Ok(Some((*one).clone())),
                ([], [one]) => Ok(Some(one.clone())),
                ([], []) => Ok(None),
                _ => {
                    let why =
                        format!("two questions are called “{written}”, and it cannot be told which is meant");
                    Err(PublishError::not_fit(&draft.state.file, why))
                }
            };
        }
        let revised = draft.state.revises.as_deref();
        let row = revised
            .map(|path| self.reader.document_at(path))
            .transpose()?
            .flatten();
        Ok(row
            .map(|row| reading::question_of(self.reader, row.id))
            .transpose()?
            .flatten())
    }

    fn new_response(
        &self,
        draft: &Draft,
        document: &Document,
        question: Option<&DocumentRow>,
        config: &SiteConfig,
    ) -> Result<Response, PublishError> {
        let neighbours = Neighbours::of(self, config, question)?;
        let mut text = draft.text.clone();
        let edit = |source| PublishError::Edit {
            path: draft.state.file.clone(),
            source,
        };
        // One that its author has written stays.
        let day = match &document.date {
            Some(date) => date.day.clone(),
            None => {
                let date = neighbours.date(&self.now, &config.timezone);
                text = editing::set_plain(&text, "date", &date).map_err(edit)?;
                let day = Date::parse(&date, &config.timezone).map(|date| date.day);
                day.unwrap_or_default()
            }
        };
        text = editing::set_plain(&text, "published", "true").map_err(edit)?;
        let own_slug = editing::list(&text, "slug").pop();
        let own_title = editing::list(&text, "title").pop();
        let own_stem = names::without_date_prefix(names::stem_of(&draft.state.file));
        let wanted = match (&own_slug, &own_title) {
            (Some(slug), _) => file_names::slug_of(slug),
            (None, Some(title)) => file_names::slug_of(title),
            (None, None) => file_names::slug_of(own_stem),
        };
        let stem = neighbours.stem(self, &wanted, &day)?;
        let free = stem.strip_prefix(&format!("{day}-")).unwrap_or(&stem).to_owned();
        // Its own slug stays as long as nobody else has it.
        let slug = match own_slug {
            Some(own) if self.reader.named(Kind::Response, &own)?.is_empty() => own,
            _ => free,
        };
        if document_slug(&text, &stem) != slug {
            text = editing::set(&text, "slug", &slug).map_err(edit)?;
        }
        if let (None, Some(question)) = (&document.question, question) {
            text = editing::set(&text, "arguendo-question", &question.slug).map_err(edit)?;
        }
        Ok(Response {
            path: format!("{}/{stem}.md", neighbours.directory),
            before: None,
            text,
            slug,
        })
    }

    /// The response that the draft is a new version of, which keeps its name, its slug and its date; none where it is gone.
    fn revised(
        &self,
        draft: &Draft,
        path: &str,
        config: &SiteConfig,
    ) -> Result<Option<Response>, PublishError> {
        let Some(found) = self.on_disk(path)? else {
            // A drive that is away, or a file that is being replaced, comes back.
            if self.reader.document_at(path)?.is_some() {
                let why =
                    "it cannot be found in the folder at the moment; try again as soon as that is up to date";
                return Err(PublishError::not_fit(path, why));
            }
            return Ok(None);
        };
        let before = text_of(path, found)?;
        let edit = |source| PublishError::Edit {
            path: draft.state.file.clone(),
            source,
        };
        let stem = names::stem_of(path);
        let slug = document_slug(&before, stem);
        let mut text = draft.text.clone();
        if !draft.document(path, config)?.published {
            text = editing::set_plain(&text, "published", "true").map_err(edit)?;
        }
        if document_slug(&text, stem) != slug {
            text = match editing::list(&before, "slug").is_empty() {
                true => editing::remove(&text, "slug").map_err(edit)?,
                false => editing::set(&text, "slug", &slug).map_err(edit)?,
            };
        }
        Ok(Some(Response {
            path: path.to_owned(),
            before: Some(before.into_bytes()),
            text,
            slug,
        }))
    }

    /// The question's bytes, and the same with the response in its list.
    fn listing(
        &self,
        question: &DocumentRow,
        response: &str,
        slug: &str,
    ) -> Result<(Vec<u8>, Vec<u8>), PublishError> {
        let text = self.text_on_disk(&question.path)?;
        let stem = names::stem_of(response);
        let is_listed = editing::list(&text, "arguendo")
            .iter()
            .any(|listed| names::fold(listed) == names::fold(stem));
        let after = match is_listed {
            true => text.clone(),
            false => editing::add_to_list(&text, "arguendo", slug).map_err(|source| PublishError::Edit {
                path: question.path.clone(),
                source,
            })?,
        };
        Ok((text.into_bytes(), after.into_bytes()))
    }

    pub(super) fn on_disk(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        file_writes::read(self.folder.root(), path).map_err(PublishError::unwritten)
    }

    pub(super) fn text_on_disk(&self, path: &str) -> Result<String, PublishError> {
        let bytes = self.on_disk(path)?;
        let bytes = bytes.ok_or_else(|| PublishError::not_fit(path, "it is not in the folder any more"))?;
        text_of(path, bytes)
    }
}

/// The effective slug of a text in a file of this stem.
pub(super) fn document_slug(text: &str, stem: &str) -> String {
    let own = editing::list(text, "slug").pop();
    own.unwrap_or_else(|| names::without_date_prefix(stem).to_owned())
}
