//! Lists what is unread, what comes next, what has changed, and everything that is new since the last visit.

use std::collections::{HashMap, HashSet};

use arguendo_text::diff;

use super::{NewsError, Visit};
use crate::content::document::{self, Reading};
use crate::content::kind::Kind;
use crate::desk::Desk;
use crate::desk::reading::ReadMark;
use crate::mirror::{DocumentRow, LinkRow, Reader, sync};
use crate::pages::news::{Changes, GoneRow, News, NewsRow, Unread, WhatIsNew, Why};
use crate::pages::{Target, reading};

/// The longest list. A person who was away for long reads question by question instead.
const MOST_ROWS: usize = 200;

/// Everything that is unread.
///
/// # Errors
/// An error of the desk or the mirror; the same holds for every function here.
pub fn unread(desk: &Desk, reader: &Reader, visit: Visit) -> Result<News, NewsError> {
    let marks = shown(reader, desk.unread_marks()?)?;
    let mut questions = questions_of(reader, &marks)?;
    let texts = texts_of(desk, &marks)?;
    let unread = marks
        .into_iter()
        .map(|mark| Unread {
            why: why(&mark),
            questions: questions.remove(&mark.path).unwrap_or_default(),
            comparable: is_comparable(&mark, &texts),
            at: mark.noticed,
            path: mark.path,
            is_question: mark.is_question,
            read: mark.read,
        })
        .collect();
    let fresh = match visit.since {
        Some(_) => {
            let gone = gone_since(desk, reader, visit)?.len();
            length(shown(reader, desk.marks_noticed(visit.number)?)?.len() + gone)
        }
        None => 0,
    };
    let since = visit.since;
    Ok(News { since, unread, fresh })
}

/// The unread document after the one at `from` (or the first): first in its question's order, then in the
/// order of the questions, then the documents without a question. After the last one it starts again from the
/// beginning.
pub fn next(desk: &Desk, reader: &Reader, from: Option<&str>) -> Result<Option<Target>, NewsError> {
    let mut marks = shown(reader, desk.unread_marks()?)?;
    marks.retain(|mark| Some(mark.path.as_str()) != from);
    if marks.is_empty() {
        return Ok(None);
    }
    let unread: HashSet<&str> = marks.iter().map(|mark| mark.path.as_str()).collect();
    let questions_of_marks = questions_of(reader, &marks)?;
    let with_unread: HashSet<&str> = questions_of_marks
        .values()
        .flatten()
        .map(String::as_str)
        .collect();
    let here = match from.map(|from| reader.document_at(from)).transpose()?.flatten() {
        Some(row) if row.kind == Kind::Response => reading::question_of(reader, row.id)?,
        other => other,
    };
    let here = here.map(|question| question.path);
    let mut before = None;
    let mut has_passed = false;
    for question in reader.questions_alone()? {
        let is_here = here.as_ref() == Some(&question.path);
        if !is_here
            && !with_unread.contains(question.path.as_str())
            && !unread.contains(question.path.as_str())
        {
            continue;
        }
        for row in in_order(reader, question)? {
            if Some(row.path.as_str()) == from {
                has_passed = true;
            } else if unread.contains(row.path.as_str()) {
                if has_passed {
                    return Ok(Some(Target::from(&row)));
                }
                before.get_or_insert(row);
            }
        }
    }
    if !has_passed && let Some(first) = &before {
        return Ok(Some(Target::from(first)));
    }
    for row in reader.unfiled()? {
        if unread.contains(row.path.as_str()) {
            return Ok(Some(Target::from(&row)));
        }
    }
    Ok(before.as_ref().map(Target::from))
}

/// A question, followed by its published responses.
fn in_order(reader: &Reader, question: DocumentRow) -> Result<Vec<DocumentRow>, NewsError> {
    let mut rows = Vec::new();
    for link in reader.links_of_question(question.id)? {
        if let LinkRow::Here { id, .. } = link {
            rows.extend(reader.document(id)?.filter(|row| row.published));
        }
    }
    rows.insert(0, question);
    Ok(rows)
}

/// The changes in the document at `path` since the person read it. If its content is still what was read
/// last, the changes before that reading. None if there is nothing to compare.
pub fn changes(desk: &Desk, reader: &Reader, path: &str) -> Result<Option<Changes>, NewsError> {
    let (Some(mark), Some(row)) = (desk.mark(path)?, reader.document_at(path)?) else {
        return Ok(None);
    };
    let Some(text) = reader.text(row.id)? else {
        return Ok(None);
    };
    let Some(read) = desk.read_text(mark.id)? else {
        return Ok(None);
    };
    let earlier = if read.wording == row.wording {
        read.before
    } else {
        Some((read.text, read.at))
    };
    let Some((earlier, at)) = earlier else {
        return Ok(None);
    };
    let config = sync::config_of(reader)?;
    let as_read =
        |text: &str| match document::read(row.kind, path, text.len() as u64, text.as_bytes(), &config) {
            Reading::Document(document) => {
                let thesis = document.thesis.unwrap_or_default();
                let parts = [document.title.as_str(), thesis.as_str(), document.body.trim()];
                let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                parts.join("\n\n")
            }
            Reading::NoFrontMatter(_) => text.to_owned(),
        };
    Ok(Some(Changes {
        read: at,
        comparison: diff::words(&as_read(&earlier), &as_read(&text)),
    }))
}

/// All news since the last visit.
pub fn what_is_new(desk: &Desk, reader: &Reader, visit: Visit) -> Result<WhatIsNew, NewsError> {
    let mut fresh = visit
        .since
        .map_or_else(|| Ok(Vec::new()), |_| desk.marks_noticed(visit.number))?;
    fresh = shown(reader, fresh)?;
    let is_fresh: HashSet<i64> = fresh.iter().map(|mark| mark.id).collect();
    let mut older = shown(reader, desk.unread_marks()?)?;
    older.retain(|mark| !is_fresh.contains(&mark.id));
    let mut gone = visit
        .since
        .map_or_else(|| Ok(Vec::new()), |_| gone_since(desk, reader, visit))?;
    let mut conflicts = reader.in_conflict()?;
    let totals = [fresh.len(), older.len(), gone.len(), conflicts.len()].map(length);
    for marks in [&mut fresh, &mut older] {
        marks.sort_by(|one, other| {
            (other.noticed_in, other.noticed)
                .cmp(&(one.noticed_in, one.noticed))
                .then_with(|| one.path.cmp(&other.path))
        });
        marks.truncate(MOST_ROWS);
    }
    gone.truncate(MOST_ROWS);
    conflicts.truncate(MOST_ROWS);
    Ok(WhatIsNew {
        since: visit.since,
        fresh: rows(desk, reader, fresh)?,
        older: rows(desk, reader, older)?,
        withdrawn: gone
            .into_iter()
            .map(|mark| GoneRow {
                at: mark.gone.unwrap_or_default(),
                path: mark.path,
                is_question: mark.is_question,
                title: mark.title,
            })
            .collect(),
        conflicts: conflicts.iter().map(Target::from).collect(),
        totals,
    })
}

/// The marks of documents that no round hides from the reader.
pub(super) fn shown(reader: &Reader, mut marks: Vec<ReadMark>) -> Result<Vec<ReadMark>, NewsError> {
    if reader.has_closed_rounds()? {
        let mut hidden = HashSet::new();
        for mark in &marks {
            if reader.hidden_at(&mark.path)?.is_some() {
                hidden.insert(mark.id);
            }
        }
        marks.retain(|mark| !hidden.contains(&mark.id));
    }
    Ok(marks)
}

/// Other people's documents that have left the folder since that visit. While rounds are closed, responses
/// that the person never read are left out: it is no longer known whether they were hidden.
fn gone_since(desk: &Desk, reader: &Reader, visit: Visit) -> Result<Vec<ReadMark>, NewsError> {
    let is_hidden = reader.has_closed_rounds()?;
    let mut gone = desk.marks_gone(visit.number)?;
    gone.retain(|mark| !mark.own && (!is_hidden || mark.is_question || mark.known.is_some()));
    Ok(gone)
}

fn rows(desk: &Desk, reader: &Reader, marks: Vec<ReadMark>) -> Result<Vec<NewsRow>, NewsError> {
    let texts = texts_of(desk, &marks)?;
    let mut rows = Vec::new();
    for mark in marks {
        let Some(row) = reader.document_at(&mark.path)? else {
            continue;
        };
        let question = match mark.is_question {
            true => None,
            false => reading::question_of(reader, row.id)?.filter(|question| question.published),
        };
        rows.push(NewsRow {
            target: Target::from(&row),
            people: reading::names_of(reader, row.id)?.join(", "),
            question: question.as_ref().map(Target::from),
            why: why(&mark),
            unread: mark.is_unread(),
            at: mark.noticed,
            read: mark.read,
            comparable: is_comparable(&mark, &texts),
        });
    }
    Ok(rows)
}

/// The published questions that each of these responses belongs to, by the response's path.
pub(super) fn questions_of(
    reader: &Reader,
    marks: &[ReadMark],
) -> Result<HashMap<String, Vec<String>>, NewsError> {
    let responses = marks.iter().filter(|mark| !mark.is_question);
    let paths: Vec<&str> = responses.map(|mark| mark.path.as_str()).collect();
    let mut questions: HashMap<String, Vec<String>> = HashMap::new();
    let paths = serde_json::Value::from(paths).to_string();
    for (response, question) in reader.questions_of_responses(&paths)? {
        questions.entry(response).or_default().push(question);
    }
    Ok(questions)
}

/// The ids of those marks whose texts are kept.
fn texts_of(desk: &Desk, marks: &[ReadMark]) -> Result<HashSet<i64>, NewsError> {
    if marks.iter().all(|mark| mark.read.is_none()) {
        return Ok(HashSet::new());
    }
    Ok(desk.marks_with_text()?)
}

fn is_comparable(mark: &ReadMark, texts: &HashSet<i64>) -> bool {
    why(mark) == Why::Changed && texts.contains(&mark.id)
}

/// Why the document is, or was, news.
fn why(mark: &ReadMark) -> Why {
    match mark.known {
        Some(known) if mark.unread && known == mark.wording => Why::Marked,
        None => Why::New,
        Some(_) if mark.is_unread() || mark.noticed != mark.arrived => Why::Changed,
        Some(_) => Why::New,
    }
}

fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
