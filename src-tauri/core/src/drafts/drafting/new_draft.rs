//! A draft is begun: for a question, as a reply to a response, or to revise a published response.

use arguendo_text::front_matter::editing::{add_to_list, set, set_maps};
use arguendo_text::names::stem_of;
use arguendo_text::{edits, file_names};
use jiff::Timestamp;

use super::files::{NEW, make_private};
use super::{DraftingError, text};
use crate::content::kind::Kind;
use crate::desk::Desk;
use crate::desk::drafts::{Draft, hash_of};
use crate::disk::folder::Folder;
use crate::drafts::signing;
use crate::mirror::{DocumentRow, Reader};
use crate::pages::reading;

/// What a reply does to the response.
pub const RELATIONS: [&str; 6] = [
    "rebuts",
    "supports",
    "extends",
    "qualifies",
    "concedes",
    "questions",
];

/// What a draft is begun with.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beginning<'a> {
    /// The path of the question that it answers.
    pub question: Option<&'a str>,
    /// The path of the response that it replies to, and the relation.
    pub replies_to: Option<(&'a str, &'a str)>,
    /// The slug that signs it.
    pub signed_as: &'a str,
    /// Its title; may be empty.
    pub title: &'a str,
    /// Its text; where there is none, that of the group's template.
    pub body: Option<&'a str>,
}

/// Begins a private draft, and gives its number.
///
/// # Errors
/// There is no such question or response, or the file or the desk cannot be written. Then nothing was made.
pub fn begin(
    folder: &Folder,
    reader: &Reader,
    desk: &Desk,
    beginning: &Beginning,
    now: Timestamp,
) -> Result<i64, DraftingError> {
    let replied = match beginning.replies_to {
        Some((path, relation)) => {
            if !RELATIONS.contains(&relation) {
                return Err(DraftingError::NoRelation(relation.to_owned()));
            }
            Some((document(reader, Kind::Response, path)?, relation))
        }
        None => None,
    };
    // A reply answers the question of its response.
    let question = match (beginning.question, &replied) {
        (Some(path), _) => Some(document(reader, Kind::Question, path)?),
        (None, Some((response, _))) => reading::question_of(reader, response.id)?,
        (None, None) => None,
    };
    // One that cannot be used is reported by whoever begins, and in the folder check.
    let template = folder.template().and_then(Result::ok);
    // A byte order mark says something at the beginning of a file alone.
    let body = beginning
        .body
        .map(|body| body.strip_prefix('\u{feff}').unwrap_or(body));
    let mut text = template.unwrap_or_else(|| match edits::line_end(body.unwrap_or_default(), "\n") {
        "\r\n" => "---\r\n---\r\n".to_owned(),
        _ => "---\n---\n".to_owned(),
    });
    if !beginning.title.trim().is_empty() {
        text = set(&text, "title", beginning.title.trim())?;
    }
    if let Some(question) = &question {
        text = set(&text, "arguendo-question", &question.slug)?;
    }
    if let Some((response, relation)) = &replied {
        let reply = vec![("response", response.slug.as_str()), ("relation", *relation)];
        text = set_maps(&text, "responds-to", &[reply])?;
    }
    if !beginning.signed_as.is_empty() {
        text = add_to_list(&text, "contributors", beginning.signed_as)?;
    }
    if let Some(body) = body {
        text = text::with_body(&text, body);
    }
    let name = match (beginning.title.trim(), &question, &replied) {
        ("", Some(question), _) => question.slug.as_str(),
        ("", None, Some((response, _))) => response.slug.as_str(),
        (title, ..) => title,
    };
    let draft = Draft {
        created: now.as_millisecond(),
        changed: now.as_millisecond(),
        ..Draft::default()
    };
    made(desk, draft, &file_names::slug_of(name), text.as_bytes())
}

/// Begins, or goes on with, the revision of the published response at `path`, and gives the draft's number. The response
/// stays as it is until the draft is published. `yes`: also where the person has not signed it.
///
/// # Errors
/// There is no such response, others have signed it, or the file or the desk cannot be written.
pub fn begin_revision(
    folder: &Folder,
    reader: &Reader,
    desk: &Desk,
    path: &str,
    yes: bool,
    now: Timestamp,
) -> Result<i64, DraftingError> {
    let response = document(reader, Kind::Response, path)?;
    let missing = || DraftingError::NoDocument {
        what: "response",
        name: path.to_owned(),
    };
    let bytes = crate::disk::file_writes::read(folder.root(), path)?.ok_or_else(missing)?;
    if let (_, Some(why)) = text::read(&bytes) {
        return Err(DraftingError::ReadOnly(why));
    }
    if !yes && !signing::is_mine(desk, reader, &response)? {
        return Err(DraftingError::NotYours(path.to_owned()));
    }
    let is_of_it =
        |draft: &Draft| draft.published_as.as_deref() == Some(path) || draft.revises.as_deref() == Some(path);
    // One that is being written comes before one that was put away, or is the response itself.
    let mut of_it: Vec<Draft> = desk.all_drafts()?.into_iter().filter(is_of_it).collect();
    of_it.sort_by_key(|draft| (!draft.is_open(), draft.published_as.is_none()));
    let mut draft = match of_it.into_iter().next() {
        Some(draft) if draft.is_open() => return Ok(draft.id),
        Some(draft) => draft,
        None => Draft {
            created: now.as_millisecond(),
            ..Draft::default()
        },
    };
    draft.shared = false;
    draft.published_as = None;
    draft.discarded = None;
    draft.revises = Some(path.to_owned());
    draft.base = Some(bytes.clone());
    draft.changed = now.as_millisecond();
    made(desk, draft, &file_names::slug_of(stem_of(path)), &bytes)
}

/// Makes the file, and then the row. A file without a row is taken up as a draft later.
pub(super) fn made(desk: &Desk, mut draft: Draft, stem: &str, bytes: &[u8]) -> Result<i64, DraftingError> {
    let _lock = desk.lock_drafts()?;
    draft.file = make_private(desk, stem, bytes, NEW)?;
    draft.hash = Some(hash_of(bytes));
    if draft.id == 0 {
        return Ok(desk.add_draft(&draft)?);
    }
    desk.update_draft(&draft)?;
    Ok(draft.id)
}

fn document(reader: &Reader, kind: Kind, path: &str) -> Result<DocumentRow, DraftingError> {
    let found = reader.document_at(path)?.filter(|row| row.kind == kind);
    found.ok_or_else(|| DraftingError::NoDocument {
        what: if kind == Kind::Question {
            "question"
        } else {
            "response"
        },
        name: path.to_owned(),
    })
}
