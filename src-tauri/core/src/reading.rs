//! What a person reads: each page made from the mirror in one look.

use jiff::Timestamp;

use crate::checkup;
use crate::document::{self, Document, Kind, Reading};
use crate::markdown::{self, Rendered, Setting};
use crate::mirror::{DocumentRow, LinkRow, MirrorError, Reader, Role};
use crate::names;
use crate::pages::{
    ContributorPage, Entry, Library, Link, Notice, Person, QuestionPage, QuestionRow, Reply, ResponseCard,
    ResponsePage, Target, Unpublished,
};
use crate::problem::ProblemCode;
use crate::site_config::SiteConfig;
use crate::sync;

/// Where the window finds the folder's images.
pub const IMAGE_BASE: &str = if cfg!(any(windows, target_os = "android")) {
    "http://content.localhost/"
} else {
    "content://localhost/"
};
/// Words that a practised reader takes in within a minute.
const WORDS_A_MINUTE: u32 = 200;

/// Everything in the folder at a glance.
///
/// # Errors
/// As SQLite says; so for every page.
pub fn library(reader: &Reader, now: Timestamp) -> Result<Library, MirrorError> {
    reader.at_one_moment(|| {
        let config = sync::config_of(reader)?;
        let questions = reader
            .questions()?
            .into_iter()
            .map(|(question, count)| QuestionRow {
                scheduled: is_scheduled(question.instant, now),
                path: question.path,
                title: question.title,
                day: question.day,
                responses: count.here,
                missing: count.missing,
            })
            .collect();
        Ok(Library {
            title: match config.title {
                Some(title) => title,
                None => sync::folder_name(reader)?,
            },
            questions,
            unfiled: length(&reader.unfiled()?),
            unpublished: length(&reader.unpublished()?),
            problems: length(&checkup::problems(reader)?),
            documents: reader.count()?,
        })
    })
}

/// A question with its responses; none where no question lies at `path`.
///
/// # Errors
/// As SQLite says.
pub fn question(reader: &Reader, path: &str, now: Timestamp) -> Result<Option<QuestionPage>, MirrorError> {
    reader.at_one_moment(|| {
        let Some(row) = reader.document_at(path)?.filter(|row| row.kind == Kind::Question) else {
            return Ok(None);
        };
        let text = Text::of(reader, &row)?;
        let mut entries = Vec::new();
        for link in reader.links_of_question(row.id)? {
            let (id, link) = match link {
                LinkRow::Missing { written } => {
                    entries.push(Entry::Missing { slug: written });
                    continue;
                }
                LinkRow::Listed { id, two_way: true } => (id, Link::TwoWay),
                LinkRow::Listed { id, two_way: false } => (id, Link::Listed),
                LinkRow::PointsBack { id } => (id, Link::PointsBack),
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
            path: row.path,
            day: row.day,
            asks: row.asks,
            due: row.due,
            word_limit: row.word_limit,
            entries,
        }))
    })
}

/// A response with everything around it; none where no response lies at `path`.
///
/// # Errors
/// As SQLite says.
pub fn response(reader: &Reader, path: &str, now: Timestamp) -> Result<Option<ResponsePage>, MirrorError> {
    reader.at_one_moment(|| {
        let Some(row) = reader.document_at(path)?.filter(|row| row.kind == Kind::Response) else {
            return Ok(None);
        };
        let text = Text::of(reader, &row)?;
        let mut card = card(reader, &row, None, now)?;
        if let Some(good) = &text.last_good {
            dress_as(reader, &mut card, good)?;
        }
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
        let unfiled = match (&question, reader.references(row.id, Role::Answers)?.first()) {
            (None, Some(reference)) if reference.targets.is_empty() => {
                Some(checkup::unknown_question(reader, &reference.written)?)
            }
            (None, None) if !row.broken => Some("It names no question, and no question lists it.".to_owned()),
            _ => None,
        };
        Ok(Some(ResponsePage {
            question: question.as_ref().map(target),
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

/// A contributor with what they signed; none where no contributor lies at `path`.
///
/// # Errors
/// As SQLite says.
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
        let mut person = person_of(&row);
        person.name = text.title(&row);
        person.bio_html = Some(text.rendered.html);
        let mut responses = Vec::new();
        for (response, _) in reader.referring(row.id, Role::SignedBy)? {
            if response.kind == Kind::Response && response.published {
                responses.push(card(reader, &response, None, now)?);
            }
        }
        Ok(Some(ContributorPage {
            person,
            responses,
            notices: text.notices,
        }))
    })
}

/// The Unfiled shelf.
///
/// # Errors
/// As SQLite says.
pub fn unfiled(reader: &Reader, now: Timestamp) -> Result<Vec<ResponseCard>, MirrorError> {
    reader.at_one_moment(|| {
        reader
            .unfiled()?
            .iter()
            .map(|row| card(reader, row, None, now))
            .collect()
    })
}

/// What is not published.
///
/// # Errors
/// As SQLite says.
pub fn unpublished(reader: &Reader) -> Result<Vec<Unpublished>, MirrorError> {
    let rows = reader.unpublished()?;
    Ok(rows
        .into_iter()
        .map(|row| Unpublished {
            target: target(&row),
            day: row.day,
        })
        .collect())
}

/// The published document that a link of the site names: `kind` and the name in its address.
///
/// # Errors
/// As SQLite says.
pub fn local_target(reader: &Reader, kind: Kind, name: &str) -> Result<Option<Target>, MirrorError> {
    let documents = reader.named(kind, &names::fold(name))?;
    Ok(documents.iter().find(|document| document.published).map(target))
}

/// Where a document can be opened.
#[must_use]
pub fn target(row: &DocumentRow) -> Target {
    let kind = match row.kind {
        Kind::Question => "question",
        Kind::Response => "response",
        Kind::Contributor => "contributor",
        Kind::Draft => "draft",
    };
    Target {
        kind: kind.to_owned(),
        path: row.path.clone(),
        title: row.title.clone(),
    }
}

/// The question that a response belongs to: the one that it names, else the one that lists it. None where there is no
/// such question, or several and no telling which.
///
/// # Errors
/// As SQLite says.
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

/// Who signed a response, in order.
///
/// # Errors
/// As SQLite says.
pub fn people_of(reader: &Reader, response: i64) -> Result<Vec<Person>, MirrorError> {
    let mut people = Vec::new();
    for reference in reader.references(response, Role::SignedBy)? {
        let mut found = Vec::new();
        for id in reference.targets {
            found.extend(reader.document(id)?.filter(|contributor| contributor.published));
        }
        if found.is_empty() {
            people.push(unknown_person(&reference.written));
        }
        people.extend(found.iter().map(person_of));
    }
    Ok(people)
}

/// The names of those who signed a response, in order.
///
/// # Errors
/// As SQLite says.
pub fn names_of(reader: &Reader, response: i64) -> Result<Vec<String>, MirrorError> {
    Ok(people_of(reader, response)?
        .into_iter()
        .map(|person| person.name)
        .collect())
}

fn person_of(row: &DocumentRow) -> Person {
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

fn bio(reader: &Reader, person: &Person) -> Result<Option<String>, MirrorError> {
    let Some(path) = &person.path else { return Ok(None) };
    let Some(row) = reader.document_at(path)? else {
        return Ok(None);
    };
    Ok(Some(Text::of(reader, &row)?.rendered.html).filter(|html| !html.trim().is_empty()))
}

fn card(
    reader: &Reader,
    row: &DocumentRow,
    link: Option<Link>,
    now: Timestamp,
) -> Result<ResponseCard, MirrorError> {
    let mut replies_to = Vec::new();
    for reference in reader.references(row.id, Role::RepliesTo)? {
        replies_to.extend(first_target(reader, Some(&reference.targets))?);
    }
    Ok(ResponseCard {
        path: row.path.clone(),
        title: row.title.clone(),
        day: row.day.clone(),
        scheduled: is_scheduled(row.instant, now),
        people: people_of(reader, row.id)?,
        thesis: row.thesis.clone(),
        excerpt: match row.description.as_deref().map(str::trim) {
            Some(description) if !description.is_empty() => markdown::plain_text(description),
            _ => row.excerpt.clone(),
        },
        stance: row.stance.clone(),
        words: row.words,
        minutes: minutes(row.words),
        link,
        replies_to,
        broken: row.broken,
    })
}

/// Shows a card as the last good version of its document was.
fn dress_as(reader: &Reader, card: &mut ResponseCard, good: &Document) -> Result<(), MirrorError> {
    let plain = markdown::plain_text(&good.body);
    card.title.clone_from(&good.title);
    card.day = good.date.as_ref().map(|date| date.day.clone());
    card.thesis.clone_from(&good.thesis);
    card.stance.clone_from(&good.stance);
    card.words = u32::try_from(markdown::count_words(&plain)).unwrap_or(u32::MAX);
    card.minutes = minutes(card.words);
    card.people.clear();
    for slug in &good.contributors {
        let found = reader.named(Kind::Contributor, &names::fold(slug))?;
        let known = found.iter().find(|contributor| contributor.published);
        card.people
            .push(known.map_or_else(|| unknown_person(slug), person_of));
    }
    Ok(())
}

fn siblings(reader: &Reader, question: i64, now: Timestamp) -> Result<Vec<ResponseCard>, MirrorError> {
    let mut cards = Vec::new();
    for link in reader.links_of_question(question)? {
        let (LinkRow::Listed { id, .. } | LinkRow::PointsBack { id }) = link else {
            continue;
        };
        if let Some(row) = reader.document(id)?.filter(|row| row.published) {
            cards.push(card(reader, &row, None, now)?);
        }
    }
    Ok(cards)
}

fn replies_to(reader: &Reader, response: i64, now: Timestamp) -> Result<Vec<Reply>, MirrorError> {
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

fn replies(reader: &Reader, response: i64, now: Timestamp) -> Result<Vec<Reply>, MirrorError> {
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

fn first_target(reader: &Reader, ids: Option<&[i64]>) -> Result<Option<Target>, MirrorError> {
    let Some(id) = ids.and_then(<[i64]>::first) else {
        return Ok(None);
    };
    Ok(reader
        .document(*id)?
        .filter(|row| row.published)
        .map(|row| target(&row)))
}

/// A document's text as it is to be shown, and what to tell above it.
struct Text {
    rendered: Rendered,
    raw: bool,
    notices: Vec<Notice>,
    /// The last version that could be read, where the present one cannot.
    last_good: Option<Document>,
}

impl Text {
    fn of(reader: &Reader, row: &DocumentRow) -> Result<Self, MirrorError> {
        let config = sync::config_of(reader)?;
        let mut notices = standing(row);
        let telling = [ProblemCode::FrontMatterInvalid, ProblemCode::InvalidUtf8, ProblemCode::TooLarge];
        for problem in reader.problems_of(row.id)? {
            if telling.iter().any(|code| code.name() == problem.code) {
                notices.push(Notice { code: problem.code, message: problem.text });
            }
        }
        for copy in reader.conflict_copies(row.id)? {
            notices.push(Notice {
                code: ProblemCode::ConflictCopy.name().to_owned(),
                message: format!(
                    "A sync engine kept another version of this text as {copy}. Nothing was lost."
                ),
            });
        }
        let last_good = if row.broken {
            last_good(reader, row, &config)?
        } else {
            None
        };
        let body = reader.body(row.id)?.unwrap_or_default();
        let (body, raw) = match &last_good {
            Some(good) => (good.body.clone(), false),
            None => (body, row.broken),
        };
        if row.broken {
            notices.push(Notice {
                code: if raw { "raw" } else { "last-good" }.to_owned(),
                message: if raw {
                    "The file is shown as it stands.".to_owned()
                } else {
                    "What you read here is the last version that could be read.".to_owned()
                },
            });
        }
        let rendered = if raw {
            Rendered {
                html: body,
                ..Rendered::default()
            }
        } else {
            let setting = Setting {
                site_url: config.url.as_deref(),
                image_base: Some(IMAGE_BASE),
            };
            markdown::render(&body, setting)
        };
        if let Some(limit) = &rendered.too_complex {
            notices.push(Notice {
                code: ProblemCode::TooComplex.name().to_owned(),
                message: limit.clone(),
            });
        }
        Ok(Self {
            rendered,
            raw,
            notices,
            last_good,
        })
    }

    fn title(&self, row: &DocumentRow) -> String {
        self.last_good
            .as_ref()
            .map_or_else(|| row.title.clone(), |good| good.title.clone())
    }
}

/// What a reader is told of a document's standing.
fn standing(row: &DocumentRow) -> Vec<Notice> {
    let mut notices = Vec::new();
    if !row.published {
        notices.push(Notice {
            code: "unpublished".to_owned(),
            message: "This is not published: it is hidden from the lists and from search.".to_owned(),
        });
    }
    if row.conflict_of.is_some() {
        notices.push(Notice {
            code: ProblemCode::ConflictCopy.name().to_owned(),
            message: "This is a sync engine's conflict copy, not a document of its own.".to_owned(),
        });
    }
    notices
}

fn last_good(
    reader: &Reader,
    row: &DocumentRow,
    config: &SiteConfig,
) -> Result<Option<Document>, MirrorError> {
    let Some(text) = reader.last_good(&row.path)? else {
        return Ok(None);
    };
    match document::read(row.kind, &row.path, text.len() as u64, text.as_bytes(), config) {
        Reading::Document(document) if !document.broken => Ok(Some(*document)),
        _ => Ok(None),
    }
}

fn minutes(words: u32) -> u32 {
    ((words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE).max(1)
}

fn is_scheduled(instant: Option<i64>, now: Timestamp) -> bool {
    instant.is_some_and(|instant| instant > now.as_millisecond())
}

fn length<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}
