//! Marks documents as read or unread: by reading them, by hand, or many at once, which can be undone.

use jiff::Timestamp;

use super::{NewsError, lists};
use crate::desk::Desk;
use crate::desk::reading::ReadMark;
use crate::mirror::Reader;

/// Undoes the marking of many documents: holds their marks as they were before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undo(Vec<ReadMark>);

impl Undo {
    /// The number of documents that were marked.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

/// Marks the document at `path` as read. A `wording` means that the document was open with that content; the
/// text is then kept as it was read, but nothing is marked if the content has changed since. Returns false if
/// nothing was marked.
///
/// # Errors
/// An error of the desk or the mirror.
pub fn mark_read(
    desk: &Desk,
    reader: &Reader,
    path: &str,
    wording: Option<i64>,
    now: Timestamp,
) -> Result<bool, NewsError> {
    let Some(row) = reader.document_at(path)?.filter(|row| !row.broken) else {
        return Ok(false);
    };
    if wording.is_some_and(|wording| wording != row.wording) {
        return Ok(false);
    }
    let text = match wording {
        Some(_) => reader.text(row.id)?,
        None => None,
    };
    desk.at_once(|| {
        let Some(mark) = desk.mark(path)?.filter(|mark| mark.gone.is_none()) else {
            return Ok(false);
        };
        let at = now.as_millisecond();
        if let Some(text) = text {
            desk.keep_read_text(mark.id, row.wording, &text, at)?;
        }
        let read = if wording.is_some() { Some(at) } else { mark.read };
        desk.put_marks(&[ReadMark {
            wording: row.wording,
            known: Some(row.wording),
            unread: false,
            read,
            ..mark
        }])?;
        Ok(true)
    })
}

/// Marks the document at `path` as unread. Returns false if there is no such document.
///
/// # Errors
/// An error of the desk.
pub fn mark_unread(desk: &Desk, path: &str) -> Result<bool, NewsError> {
    desk.at_once(|| {
        let Some(mark) = desk.mark(path)?.filter(|mark| mark.gone.is_none()) else {
            return Ok(false);
        };
        desk.put_marks(&[ReadMark { unread: true, ..mark }])?;
        Ok(true)
    })
}

/// Marks all unread documents as read, or only the question at a path and its responses.
///
/// # Errors
/// An error of the desk or the mirror.
pub fn mark_all_read(desk: &Desk, reader: &Reader, question: Option<&str>) -> Result<Undo, NewsError> {
    desk.at_once(|| {
        let mut marks = lists::shown(reader, desk.unread_marks()?)?;
        if let Some(question) = question {
            let questions = lists::questions_of(reader, &marks)?;
            marks.retain(|mark| {
                let of = questions.get(&mark.path);
                mark.path == question || of.is_some_and(|of| of.iter().any(|of| of == question))
            });
        }
        let read: Vec<ReadMark> = marks
            .iter()
            .map(|mark| ReadMark {
                known: Some(mark.wording),
                unread: false,
                ..mark.clone()
            })
            .collect();
        desk.put_marks(&read)?;
        Ok(Undo(marks))
    })
}

/// Undoes [`mark_all_read`]. Marks that have changed since are left alone.
///
/// # Errors
/// An error of the desk.
pub fn undo(desk: &Desk, undo: &Undo) -> Result<(), NewsError> {
    desk.at_once(|| {
        let mut put = Vec::new();
        for before in &undo.0 {
            let now = desk.mark(&before.path)?.filter(|now| now.id == before.id);
            if let Some(now) = now.filter(|now| now.known == Some(before.wording) && now.read == before.read)
            {
                put.push(ReadMark {
                    known: before.known,
                    unread: before.unread,
                    ..now
                });
            }
        }
        Ok(desk.put_marks(&put)?)
    })
}
