//! What a person is writing, in a list and as a page to write in.

use std::path::Path;

use arguendo_text::edits;
use arguendo_text::front_matter::body_of;
use jiff::Timestamp;

use super::files::file_of;
use super::recovery::tidy_up;
use super::replay::{kept_text, read_file};
use super::session::DraftSession;
use super::text::{document_of, question_of};
use super::{DraftingError, group, text};
use crate::content::kind::Kind;
use crate::desk::Desk;
use crate::desk::drafts::Draft;
use crate::mirror::Reader;
use crate::pages::Target;
use crate::pages::drafts::{DraftPage, DraftPlace, DraftRow, PutAwayRow, ReplyTo};

/// The drafts that are being written, the last changed first. Puts in order what a crash has left.
///
/// # Errors
/// As the desk and the mirror say.
pub fn list(
    desk: &Desk,
    folder: &Path,
    reader: &Reader,
    now: Timestamp,
) -> Result<Vec<DraftRow>, DraftingError> {
    // What could not be put in order is reported where the folder is opened, and hinders nothing here.
    let _ = tidy_up(desk, folder, now);
    let mut rows = Vec::new();
    for draft in desk.all_drafts()?.into_iter().filter(Draft::is_open) {
        // Of one that cannot be read now, what is kept is shown. So does the page before the person has chosen.
        let found = read_file(desk, folder, &draft).unwrap_or_default();
        if found.is_none() && group::has_left(desk, folder, reader, &draft, now)? {
            continue;
        }
        let shown = match found {
            Some(found) => found,
            None => kept_text(desk, &draft, None)?,
        };
        rows.push(row_of(desk, reader, &draft, &shown)?);
    }
    Ok(rows)
}

/// The drafts that were put away, the last one first.
///
/// # Errors
/// As the desk says.
pub fn put_away(desk: &Desk) -> Result<Vec<PutAwayRow>, DraftingError> {
    let mut rows = Vec::new();
    for draft in desk.all_drafts()? {
        let (Some(at), None) = (draft.discarded, &draft.published_as) else {
            continue;
        };
        let kept = kept_text(desk, &draft, None)?;
        rows.push(PutAwayRow {
            id: draft.id,
            title: text::field(&String::from_utf8_lossy(&kept), "title"),
            file: draft.file,
            words: text::words(&kept),
            at,
        });
    }
    Ok(rows)
}

/// The draft that `name` means: a file of a private draft by its name or its whole path, a shared one by its path in the
/// folder, or the response that one was published as.
///
/// # Errors
/// As the desk says.
pub fn find(desk: &Desk, folder: &Path, name: &str) -> Result<Option<Draft>, DraftingError> {
    let full = Path::new(name);
    let within = |root: &Path| full.strip_prefix(root.canonicalize().ok()?).ok()?.to_str();
    let private = within(&desk.drafts()).or_else(|| full.strip_prefix(desk.drafts()).ok()?.to_str());
    let in_folder = within(folder).unwrap_or(name);
    let is_meant = |draft: &Draft| {
        if draft.shared {
            draft.file == in_folder
        } else {
            draft.file == private.unwrap_or(name) || draft.file == format!("{name}.md")
        }
    };
    let is_response = |draft: &Draft| {
        draft.published_as.as_deref() == Some(in_folder) || draft.revises.as_deref() == Some(in_folder)
    };
    let mut drafts = desk.all_drafts()?;
    drafts.sort_by_key(|draft| draft.discarded.is_some());
    let position = drafts
        .iter()
        .position(|draft| draft.published_as.is_none() && is_meant(draft))
        .or_else(|| drafts.iter().position(is_response));
    Ok(position.map(|position| drafts.swap_remove(position)))
}

impl DraftSession {
    /// The draft as it is written in.
    ///
    /// # Errors
    /// As the desk and the mirror say.
    pub fn page(&self, desk: &Desk, reader: &Reader) -> Result<DraftPage, DraftingError> {
        let question = question_of(reader, &self.text)?;
        let mut replies_to = Vec::new();
        for reply in document_of(&self.draft.file, self.text.as_bytes())
            .map(|document| document.responds_to)
            .unwrap_or_default()
        {
            let found = reader.named(Kind::Response, &reply.response)?;
            replies_to.push(ReplyTo {
                target: found.first().map(Target::from),
                slug: reply.response,
                relation: reply.relation,
            });
        }
        Ok(DraftPage {
            row: row_of(desk, reader, &self.draft, self.text.as_bytes())?,
            fields: text::fields_of(&self.text),
            body: edits::with_line_feeds(body_of(&self.text)),
            word_limit: question.as_ref().and_then(|question| question.word_limit),
            due: question.and_then(|question| question.due),
            replies_to,
            sequence: self.kept().sequence,
            recovery: self.recovery().cloned(),
            read_only: self.state.read_only().map(String::from),
            unseen: super::unseen_edits(desk, self.id())?,
        })
    }
}

fn row_of(desk: &Desk, reader: &Reader, draft: &Draft, bytes: &[u8]) -> Result<DraftRow, DraftingError> {
    let text = String::from_utf8_lossy(bytes);
    let revises: Option<Target> = match &draft.revises {
        Some(path) => reader.document_at(path)?.as_ref().map(Target::from),
        None => None,
    };
    Ok(DraftRow {
        id: draft.id,
        title: text::field(&text, "title"),
        place: if draft.shared {
            DraftPlace::Shared
        } else {
            DraftPlace::Private
        },
        from_group: group::is_taken_up(desk, draft)?,
        file: file_of(desk, draft),
        question: question_of(reader, &text)?.as_ref().map(Target::from),
        revises,
        words: text::words(bytes),
        changed: draft.changed,
        unsaved: desk.has_journal(draft.id)?,
    })
}
