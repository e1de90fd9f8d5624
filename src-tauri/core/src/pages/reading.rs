//! The pages that a person reads, each made from the mirror at one moment.

mod cards;
mod text;

use jiff::{Timestamp, ZonedDateTime};

use arguendo_text::dates;
use arguendo_text::markdown::{self, Setting};
use cards::{bio, card, replies, replies_to, siblings};
pub use cards::{names_of, people_of, person_of as person, signatures_of};
use text::Text;

use crate::content::kind::Kind;
use crate::content::rounds::Round;
use crate::mirror::{Bearers, DocumentRow, LinkRow, MirrorError, Reader, Role, sync};
use crate::pages::{
    ContributorPage, Entry, Library, QuestionPage, QuestionRow, ResponsePage, Target, Today, Unfiled,
    Unpublished, folder_check,
};

/// The address under which the window finds the folder's images.
pub const IMAGE_BASE: &str = if cfg!(any(windows, target_os = "android")) {
    "http://content.localhost/"
} else {
    "content://localhost/"
};

/// A text as HTML, as a reader will see it.
///
/// # Errors
/// An error of SQLite.
pub fn preview(reader: &Reader, markdown: &str) -> Result<String, MirrorError> {
    let config = sync::config_of(reader)?;
    let setting = Setting {
        site_url: config.url.as_deref(),
        image_base: Some(IMAGE_BASE),
    };
    Ok(markdown::render(markdown, setting).html)
}

/// The current day, by which due days are counted: in the folder's time zone if it names one, otherwise in
/// that of `now`.
///
/// # Errors
/// An error of SQLite.
pub fn today(reader: &Reader, now: &ZonedDateTime) -> Result<Today, MirrorError> {
    let (day, turns) = dates::day_at(&sync::config_of(reader)?.on_calendar(now));
    Ok(Today { day, turns })
}

/// An overview of the folder.
///
/// # Errors
/// An error of SQLite; the same holds for every page.
pub fn library(reader: &Reader, now: Timestamp) -> Result<Library, MirrorError> {
    reader.at_one_moment(|| {
        let config = sync::config_of(reader)?;
        let mut questions = Vec::new();
        for (question, count) in reader.questions()? {
            questions.push(QuestionRow {
                scheduled: is_scheduled(question.instant, now),
                closed: reader.round(question.id)? == Some(Round::Closed),
                path: question.path,
                title: question.title,
                day: question.day,
                responses: count.here,
                missing: count.missing,
                due: question.due,
            });
        }
        Ok(Library {
            title: match config.title {
                Some(title) => title,
                None => sync::folder_name(reader)?,
            },
            questions,
            unfiled: length(&reader.unfiled()?),
            unpublished: length(&reader.unpublished()?),
            problems: u32::try_from(folder_check::count(reader)?).unwrap_or(u32::MAX),
            documents: reader.count()?,
        })
    })
}

/// A question with its responses; none if there is no question at `path`.
///
/// # Errors
/// An error of SQLite.
pub fn question(reader: &Reader, path: &str, now: Timestamp) -> Result<Option<QuestionPage>, MirrorError> {
    reader.at_one_moment(|| {
        let Some(row) = reader.document_at(path)?.filter(|row| row.kind == Kind::Question) else {
            return Ok(None);
        };
        let text = Text::of(reader, &row)?;
        let mut entries = Vec::new();
        let mut bearers = Bearers::new(reader);
        for link in reader.links_of_question(row.id)? {
            let (id, link) = match link {
                LinkRow::Missing { written } => {
                    let file = bearers.find(Kind::Response, &written)?;
                    entries.push(Entry::Missing { slug: written, file });
                    continue;
                }
                LinkRow::Here { id, link } => (id, link),
            };
            if let Some(response) = reader.document(id)?.filter(|response| response.published) {
                entries.push(Entry::Response {
                    card: card(reader, &response, Some(link), now)?,
                });
            }
        }
        let revisits = reader.references(row.id, Role::Revisits)?;
        Ok(Some(QuestionPage {
            title: text.title(&row),
            scheduled: is_scheduled(row.instant, now),
            revisits: first_target(
                reader,
                revisits.first().map(|reference| reference.targets.as_slice()),
            )?,
            html: text.rendered.html,
            contents: text.rendered.contents,
            notices: text.notices,
            wording: row.wording.to_string(),
            path: row.path,
            day: row.day,
            asks: row.asks,
            due: row.due,
            word_limit: row.word_limit,
            round: reader.round(row.id)?,
            entries,
        }))
    })
}

/// A response with what surrounds it; none if there is no response at `path`.
///
/// # Errors
/// An error of SQLite.
pub fn response(reader: &Reader, path: &str, now: Timestamp) -> Result<Option<ResponsePage>, MirrorError> {
    reader.at_one_moment(|| {
        let Some(row) = reader.document_at(path)?.filter(|row| row.kind == Kind::Response) else {
            return Ok(None);
        };
        let text = Text::of(reader, &row)?;
        let mut card = card(reader, &row, None, now)?;
        for person in &mut card.people {
            person.bio_html = bio(reader, person)?;
        }
        let question = question_of(reader, row.id)?.filter(|question| question.published);
        let siblings = match &question {
            Some(question) => siblings(reader, question.id, now)?,
            None => Vec::new(),
        };
        let at = siblings.iter().position(|sibling| sibling.path == row.path);
        let neighbour = |at: Option<usize>| at.and_then(|at| siblings.get(at)).map(|card| card.path.clone());
        let unfiled = match &question {
            Some(_) => None,
            None => why_unfiled(reader, &row)?,
        };
        Ok(Some(ResponsePage {
            title: card.title.clone(),
            thesis: card.thesis.clone(),
            wording: row.wording.to_string(),
            question: question.as_ref().map(Target::from),
            unfiled,
            raw: text.raw,
            html: text.rendered.html,
            contents: text.rendered.contents,
            notices: text.notices,
            replies_to: replies_to(reader, row.id, now)?,
            replies: replies(reader, row.id, now)?,
            previous: neighbour(at.and_then(|at| at.checked_sub(1))),
            next: neighbour(at.map(|at| at + 1)),
            others: siblings
                .into_iter()
                .filter(|sibling| sibling.path != row.path)
                .collect(),
            card,
        }))
    })
}

/// A contributor with the responses that they signed; none if there is no contributor at `path`.
///
/// # Errors
/// An error of SQLite.
pub fn contributor(
    reader: &Reader,
    path: &str,
    now: Timestamp,
) -> Result<Option<ContributorPage>, MirrorError> {
    reader.at_one_moment(|| {
        let Some(row) = reader
            .document_at(path)?
            .filter(|row| row.kind == Kind::Contributor)
        else {
            return Ok(None);
        };
        let text = Text::of(reader, &row)?;
        let mut person = person(&row);
        person.name = text.title(&row);
        person.bio_html = Some(text.rendered.html);
        let mut responses = Vec::new();
        for (response, _) in reader.referring(row.id, Role::SignedBy)? {
            let is_new = !responses
                .iter()
                .any(|card: &crate::pages::ResponseCard| card.path == response.path);
            if response.kind == Kind::Response && response.published && is_new {
                responses.push(card(reader, &response, None, now)?);
            }
        }
        Ok(Some(ContributorPage {
            person,
            responses,
            hides: reader.has_closed_rounds()?,
            notices: text.notices,
        }))
    })
}

/// The Unfiled shelf.
///
/// # Errors
/// An error of SQLite.
pub fn unfiled(reader: &Reader, now: Timestamp) -> Result<Vec<Unfiled>, MirrorError> {
    reader.at_one_moment(|| {
        reader
            .unfiled()?
            .iter()
            .map(|row| {
                Ok(Unfiled {
                    card: card(reader, row, None, now)?,
                    because: why_unfiled(reader, row)?,
                })
            })
            .collect()
    })
}

/// Why a response has no question, in a sentence.
fn why_unfiled(reader: &Reader, row: &DocumentRow) -> Result<Option<String>, MirrorError> {
    Ok(match reader.references(row.id, Role::Answers)?.first() {
        Some(reference) if reference.targets.is_empty() => {
            Some(folder_check::unknown_question(reader, &reference.written)?)
        }
        None if !row.broken => Some("It names no question, and no question lists it.".to_owned()),
        _ => None,
    })
}

/// The documents that are not published.
///
/// # Errors
/// An error of SQLite.
pub fn unpublished(reader: &Reader) -> Result<Vec<Unpublished>, MirrorError> {
    let rows = reader.at_one_moment(|| reader.unpublished())?;
    Ok(rows
        .into_iter()
        .map(|row| Unpublished {
            target: Target::from(&row),
            day: row.day,
        })
        .collect())
}

/// The question that hides the document at `path` from the reader; none if it is not hidden.
///
/// # Errors
/// An error of SQLite.
pub fn hidden_by(reader: &Reader, path: &str) -> Result<Option<Target>, MirrorError> {
    reader.at_one_moment(|| Ok(reader.hidden_at(path)?.as_ref().map(Target::from)))
}

/// The published document that a link of the site leads to: `kind` and `name` are from its address. If the
/// document is hidden, the question that hides it.
///
/// # Errors
/// An error of SQLite.
pub fn local_target(reader: &Reader, kind: Kind, name: &str) -> Result<Option<Target>, MirrorError> {
    reader.at_one_moment(|| {
        let found = |kind| -> Result<Option<Target>, MirrorError> {
            let documents = reader.regardless(|| reader.named(kind, name))?;
            let Some(document) = documents.into_iter().find(|document| document.published) else {
                return Ok(None);
            };
            let question = reader.hidden_by(document.id)?;
            Ok(Some(Target::from(question.as_ref().unwrap_or(&document))))
        };
        // In the site's older addresses, questions and responses have the same form.
        match (found(kind)?, kind) {
            (None, Kind::Response) => found(Kind::Question),
            (target, _) => Ok(target),
        }
    })
}

/// The question that a response belongs to: the one that it names, or else the one that lists it. None if
/// there is no such question, or if there are several and none is certain.
///
/// # Errors
/// An error of SQLite.
pub fn question_of(reader: &Reader, response: i64) -> Result<Option<DocumentRow>, MirrorError> {
    let named = reader
        .references(response, Role::Answers)?
        .into_iter()
        .flat_map(|named| named.targets)
        .collect();
    let only = |ids: Vec<i64>| {
        if let [id] = ids.as_slice() {
            Some(*id)
        } else {
            None
        }
    };
    let id = match only(named) {
        Some(id) => Some(id),
        None => only(reader.listed_by(response)?),
    };
    id.map_or(Ok(None), |id| reader.document(id))
}

fn is_scheduled(instant: Option<i64>, now: Timestamp) -> bool {
    instant.is_some_and(|instant| instant > now.as_millisecond())
}

fn length<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

fn first_target(reader: &Reader, ids: Option<&[i64]>) -> Result<Option<Target>, MirrorError> {
    let Some(id) = ids.and_then(<[i64]>::first) else {
        return Ok(None);
    };
    Ok(reader
        .document(*id)?
        .filter(|row| row.published)
        .map(|row| Target::from(&row)))
}
