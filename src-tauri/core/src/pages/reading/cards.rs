//! Responses as cards, the people who signed them, and the replies between them.

use arguendo_text::{markdown, words};
use jiff::Timestamp;

use super::text::{Text, last_good};
use super::{first_target, is_scheduled};
use crate::content::document::Document;
use crate::content::kind::Kind;
use crate::mirror::links::Link;
use crate::mirror::sync::{self, EXCERPT};
use crate::mirror::{DocumentRow, LinkRow, MirrorError, Reader, Role};
use crate::pages::{Person, Reply, ResponseCard};

/// Words that a practised reader reads in a minute.
const WORDS_A_MINUTE: u32 = 200;

/// The signatures of a response, in order: each name as written, with its contributor. If several
/// contributors have the name, each of them comes; if the contributor is unknown or not published, none.
///
/// # Errors
/// An error of SQLite.
pub fn signatures_of(
    reader: &Reader,
    response: i64,
) -> Result<Vec<(String, Option<DocumentRow>)>, MirrorError> {
    let mut signatures = Vec::new();
    for reference in reader.references(response, Role::SignedBy)? {
        let before = signatures.len();
        for id in reference.targets {
            if let Some(contributor) = reader.document(id)?.filter(|contributor| contributor.published) {
                signatures.push((reference.written.clone(), Some(contributor)));
            }
        }
        if signatures.len() == before {
            signatures.push((reference.written, None));
        }
    }
    Ok(signatures)
}

/// The people who signed a response, in order; for an unknown contributor, the slug.
///
/// # Errors
/// An error of SQLite.
pub fn people_of(reader: &Reader, response: i64) -> Result<Vec<Person>, MirrorError> {
    let signatures = signatures_of(reader, response)?.into_iter();
    Ok(signatures
        .map(|(written, known)| known.as_ref().map_or_else(|| unknown_person(&written), person_of))
        .collect())
}

/// The names of the people who signed a response, in order.
///
/// # Errors
/// An error of SQLite.
pub fn names_of(reader: &Reader, response: i64) -> Result<Vec<String>, MirrorError> {
    Ok(people_of(reader, response)?
        .into_iter()
        .map(|person| person.name)
        .collect())
}

/// A contributor as others see them, without the bio.
#[must_use]
pub fn person_of(row: &DocumentRow) -> Person {
    Person {
        path: Some(row.path.clone()),
        name: row.title.clone(),
        position: row
            .description
            .clone()
            .filter(|position| !position.trim().is_empty()),
        image: row
            .image
            .as_deref()
            .map(|image| image.trim_start_matches('/').to_owned()),
        bio_html: None,
    }
}

fn unknown_person(slug: &str) -> Person {
    Person {
        path: None,
        name: slug.to_owned(),
        position: None,
        image: None,
        bio_html: None,
    }
}

pub(super) fn bio(reader: &Reader, person: &Person) -> Result<Option<String>, MirrorError> {
    let Some(path) = &person.path else { return Ok(None) };
    let Some(row) = reader.document_at(path)? else {
        return Ok(None);
    };
    Ok(Some(Text::of(reader, &row)?.rendered.html).filter(|html| !html.trim().is_empty()))
}

pub(super) fn card(
    reader: &Reader,
    row: &DocumentRow,
    link: Option<Link>,
    now: Timestamp,
) -> Result<ResponseCard, MirrorError> {
    let mut replies_to = Vec::new();
    for reference in reader.references(row.id, Role::RepliesTo)? {
        replies_to.extend(first_target(reader, Some(&reference.targets))?);
    }
    let mut card = ResponseCard {
        path: row.path.clone(),
        title: row.title.clone(),
        day: row.day.clone(),
        scheduled: is_scheduled(row.instant, now),
        people: people_of(reader, row.id)?,
        thesis: row.thesis.clone(),
        excerpt: lead(row.description.as_deref(), || row.excerpt.clone()),
        stance: row.stance.clone(),
        words: row.words,
        minutes: minutes(row.words),
        link,
        replies_to,
        broken: row.broken,
    };
    if row.broken
        && let Some(good) = last_good(reader, row, &sync::config_of(reader)?)?
    {
        dress_as(reader, &mut card, &good)?;
    }
    Ok(card)
}

/// The text on a card: the description, or else the beginning of the text.
fn lead(description: Option<&str>, beginning: impl FnOnce() -> String) -> String {
    match description.map(str::trim) {
        Some(description) if !description.is_empty() => markdown::plain_text(description),
        _ => beginning(),
    }
}

/// Fills a card from the last good version of its document.
fn dress_as(reader: &Reader, card: &mut ResponseCard, good: &Document) -> Result<(), MirrorError> {
    let plain = markdown::plain_text(&good.body);
    card.title.clone_from(&good.title);
    card.excerpt = lead(good.description.as_deref(), || {
        markdown::excerpt(&good.body, None, EXCERPT)
    });
    card.day = good.date.as_ref().map(|date| date.day.clone());
    card.thesis.clone_from(&good.thesis);
    card.stance.clone_from(&good.stance);
    card.words = u32::try_from(words::count(&plain)).unwrap_or(u32::MAX);
    card.minutes = minutes(card.words);
    card.people.clear();
    for slug in &good.contributors {
        let found = reader.named(Kind::Contributor, slug)?;
        let known = found.iter().find(|contributor| contributor.published);
        card.people
            .push(known.map_or_else(|| unknown_person(slug), person_of));
    }
    Ok(())
}

pub(super) fn siblings(
    reader: &Reader,
    question: i64,
    now: Timestamp,
) -> Result<Vec<ResponseCard>, MirrorError> {
    let mut cards = Vec::new();
    for link in reader.links_of_question(question)? {
        let LinkRow::Here { id, .. } = link else {
            continue;
        };
        if let Some(row) = reader.document(id)?.filter(|row| row.published) {
            cards.push(card(reader, &row, None, now)?);
        }
    }
    Ok(cards)
}

pub(super) fn replies_to(reader: &Reader, response: i64, now: Timestamp) -> Result<Vec<Reply>, MirrorError> {
    let mut replies = Vec::new();
    for reference in reader.references(response, Role::RepliesTo)? {
        let row = match reference.targets.first() {
            Some(id) => reader.document(*id)?.filter(|row| row.published),
            None => None,
        };
        replies.push(Reply {
            relation: reference.relation,
            quote: reference.quote,
            card: row.map(|row| card(reader, &row, None, now)).transpose()?,
            slug: reference.written,
        });
    }
    Ok(replies)
}

pub(super) fn replies(reader: &Reader, response: i64, now: Timestamp) -> Result<Vec<Reply>, MirrorError> {
    let mut replies = Vec::new();
    for (row, reference) in reader.referring(response, Role::RepliesTo)? {
        if row.kind == Kind::Response && row.published {
            replies.push(Reply {
                relation: reference.relation,
                quote: reference.quote,
                card: Some(card(reader, &row, None, now)?),
                slug: row.slug,
            });
        }
    }
    Ok(replies)
}

fn minutes(words: u32) -> u32 {
    ((words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE).max(1)
}
