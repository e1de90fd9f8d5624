//! What happened in the folder, and the last texts of documents that left it, for reading, comparing and
//! restoring.

use std::io;

use arguendo_text::diff::{self, Comparison};
use arguendo_text::names;

use crate::content::activity::ActivityKind;
use crate::content::document::{self, Reading};
use crate::content::kind::Kind;
use crate::content::rounds::Round;
use crate::desk::records::{KeptRow, RetainedText};
use crate::desk::{Desk, DeskError, Remembered};
use crate::disk::file_writes::WriteError;
use crate::disk::folder::Folder;
use crate::drafts::drafting;
use crate::mirror::{MirrorError, Reader, sync};
use crate::pages::records::{KeptEntry, KeptOther, KeptPage, RecordRow};
use crate::pages::{Target, reading};

/// The most texts listed of documents that left together.
const MOST_LISTED: u32 = 500;
/// The most other texts that a text can be compared with.
const MOST_OTHERS: usize = 6;

/// What can go wrong; each message is a sentence for the person.
#[derive(Debug, thiserror::Error)]
pub enum LookingBackError {
    /// The desk cannot be used.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The mirror cannot be read.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// The file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The text is not kept.
    #[error(
        "That text is no longer kept: last texts are kept for 90 days, the newest of them. Nothing was changed."
    )]
    NotKept,
    /// The text is not the whole file.
    #[error(
        "{0} cannot be put back as it was: its file held letters that belong to no text, or was too large to be read. What is shown here can be copied."
    )]
    NotWhole(String),
    /// The file already exists.
    #[error("{0} is in the folder again, with the same words. Nothing was changed.")]
    IsThere(String),
    /// The folder is missing, or another one is in its place.
    #[error(
        "The folder is not there at present, so nothing can be put back. The text stays kept. Connect the drive, or put the folder back."
    )]
    Away,
    /// The other text of the comparison cannot be read.
    #[error("{path} cannot be read ({source}). Nothing was changed.")]
    Unreadable {
        /// The file.
        path: String,
        /// The system's error.
        source: io::Error,
    },
}

/// The newest lines of the record, at most `most`, newest first.
///
/// # Errors
/// An error of the desk or the mirror; the same holds for every function here.
pub fn records(desk: &Desk, reader: &Reader, most: u32) -> Result<Vec<RecordRow>, LookingBackError> {
    let mut rows = Vec::new();
    for row in desk.records(most)? {
        let is_others = row.mine.is_none() && matches!(row.kind.as_str(), "response" | "draft");
        if is_others && is_hidden(desk, reader, &row.path, row.kept, Some(row.id))? {
            continue;
        }
        let there = reader.document_at(&row.path)?.filter(|_| !row.path.is_empty());
        let has_left = matches!(row.doing, ActivityKind::Withdrawn | ActivityKind::CopyRemoved);
        // Another document may have the name of a document that left.
        let is_there = there.is_some_and(|there| !has_left || there.title == row.title);
        rows.push(RecordRow::new(row, is_there));
    }
    Ok(rows)
}

/// Whether a round hides the response that was at `path` from the reader. This depends on the question that
/// its kept text answers (`kept`, or else the first text kept after the record's `line`), or on the document
/// that is at the path now.
fn is_hidden(
    desk: &Desk,
    reader: &Reader,
    path: &str,
    kept: Option<i64>,
    line: Option<i64>,
) -> Result<bool, LookingBackError> {
    if !reader.has_closed_rounds()? {
        return Ok(false);
    }
    if reader.hidden_at(path)?.is_some() {
        return Ok(true);
    }
    if path.is_empty() {
        return Ok(false);
    }
    // A line about a document that left later gives away as much as the line about its leaving. Another
    // document may have its name by now.
    let next = || -> Result<Option<i64>, DeskError> {
        // Lines are numbered in the order of writing, and a text has the number of the line that records its
        // leaving.
        let later = desk.kept_at(path)?.into_iter();
        Ok(later.rev().find(|row| Some(row.record) >= line).map(|row| row.id))
    };
    let kept = match kept {
        Some(kept) => Some(kept),
        None => next()?,
    };
    let Some(kept) = kept.map(|id| desk.kept(id)).transpose()?.flatten() else {
        // If the document is in the folder, no text of it is kept. If it is not, nothing is left that says
        // which question it answered.
        return Ok(reader.document_at(path)?.is_none());
    };
    let (row, text) = (kept.row, kept.text);
    if !matches!(row.kind, Kind::Response | Kind::Draft) {
        return Ok(false);
    }
    let config = sync::config_of(reader)?;
    let read = document::read(row.kind, &row.path, text.len() as u64, &text, &config);
    let Reading::Document(document) = read else {
        return Ok(false);
    };
    let me = desk.value(Remembered::WritesAs)?.map(|me| names::fold(&me));
    if document
        .contributors
        .iter()
        .any(|name| Some(names::fold(name)) == me)
    {
        return Ok(false); // a person's own responses are never hidden
    }
    let Some(question) = document.question else {
        return Ok(false);
    };
    for question in reader.named(Kind::Question, &question)? {
        if reader.round(question.id)? == Some(Round::Closed) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The texts of documents that left together, by path.
pub fn kept_together(desk: &Desk, reader: &Reader, record: i64) -> Result<Vec<KeptEntry>, LookingBackError> {
    let mut entries = Vec::new();
    for row in desk.kept_of(record, MOST_LISTED)? {
        if is_hidden(desk, reader, &row.path, Some(row.id), None)? {
            continue;
        }
        entries.push(KeptEntry {
            is_there: reader.document_at(&row.path)?.is_some(),
            id: row.id,
            path: row.path,
            title: row.title,
            people: row.people,
        });
    }
    Ok(entries)
}

/// When the response that a question lists by this slug left the folder, ms since 1970; none if it was never
/// in the folder, or nothing of it is kept.
pub fn left(desk: &Desk, reader: &Reader, slug: &str) -> Result<Option<i64>, LookingBackError> {
    let Some(row) = desk.kept_response(slug)? else {
        return Ok(None);
    };
    let is_hidden = is_hidden(desk, reader, &row.path, Some(row.id), None)?;
    Ok((!is_hidden && reader.document_at(&row.path)?.is_none()).then_some(row.at))
}

/// A kept text, for reading.
pub fn kept_page(desk: &Desk, reader: &Reader, id: i64) -> Result<KeptPage, LookingBackError> {
    let RetainedText { row, text } = found(desk, reader, id)?;
    let config = sync::config_of(reader)?;
    let read = document::read(row.kind, &row.path, text.len() as u64, &text, &config);
    let (html, raw) = match read {
        Reading::Document(document) if !document.broken => (reading::preview(reader, &document.body)?, false),
        _ => (String::from_utf8_lossy(&text).into_owned(), true),
    };
    let put_back = match &row.put_at {
        Some(path) => reader.document_at(path)?.map(|row| Target::from(&row)),
        None => None,
    };
    Ok(KeptPage {
        id,
        others: others(desk, reader, &row)?,
        put_back_as: name_to_put_back(desk, &row)?,
        kind: row.kind.name().to_owned(),
        path: row.path,
        title: row.title,
        people: row.people,
        at: row.at,
        until: desk.kept_until(id)?.unwrap_or(row.at),
        html,
        raw,
        is_whole: row.is_whole,
        put_back,
    })
}

/// The texts at its path or with its name, in the folder or kept.
fn others(desk: &Desk, reader: &Reader, row: &KeptRow) -> Result<Vec<KeptOther>, LookingBackError> {
    let original = name_to_put_back(desk, row)?;
    let mut documents: Vec<_> = reader.document_at(&original)?.into_iter().collect();
    for named in reader.named(row.kind, names::stem_of(&original))? {
        if documents.iter().all(|known| known.path != named.path) {
            documents.push(named);
        }
    }
    let documents = documents.into_iter().map(|row| KeptOther::Document {
        path: row.path,
        title: row.title,
    });
    let kept = desk.kept_at(&row.path)?.into_iter();
    let kept = kept
        .filter(|other| other.id != row.id)
        .map(|other| KeptOther::Kept {
            id: other.id,
            at: other.at,
        });
    Ok(documents.chain(kept).take(MOST_OTHERS).collect())
}

/// Compares a kept text word by word with a document in the folder. What only the document has counts as
/// added.
pub fn compare_with_document(
    desk: &Desk,
    reader: &Reader,
    folder: &Folder,
    id: i64,
    path: &str,
) -> Result<Comparison, LookingBackError> {
    let kept = found(desk, reader, id)?;
    let now = folder.read(path).map_err(|source| LookingBackError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    Ok(compared(&kept.text, &now.bytes))
}

/// Compares two kept texts, the earlier with the later.
pub fn compare_kept(
    desk: &Desk,
    reader: &Reader,
    one: i64,
    other: i64,
) -> Result<Comparison, LookingBackError> {
    let (one, other) = (found(desk, reader, one)?, found(desk, reader, other)?);
    let (earlier, later) = match one.row.turn <= other.row.turn {
        true => (one, other),
        false => (other, one),
    };
    Ok(compared(&earlier.text, &later.text))
}

/// The name to restore a text by. A text that was settled from a sync engine's copy would count as a copy
/// again under its own name, so it is restored beside the original.
pub(super) fn name_to_put_back(desk: &Desk, row: &KeptRow) -> Result<String, DeskError> {
    Ok(desk.settled_at(row.record)?.unwrap_or_else(|| row.path.clone()))
}

/// The kept text with this id. A text that a round hides is treated as not kept.
pub(super) fn found(desk: &Desk, reader: &Reader, id: i64) -> Result<RetainedText, LookingBackError> {
    let kept = desk.kept(id)?.ok_or(LookingBackError::NotKept)?;
    match is_hidden(desk, reader, &kept.row.path, Some(id), None)? {
        true => Err(LookingBackError::NotKept),
        false => Ok(kept),
    }
}

fn compared(before: &[u8], after: &[u8]) -> Comparison {
    diff::words(&drafting::readable(before), &drafting::readable(after))
}
