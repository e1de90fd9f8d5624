//! Notices which documents arrived, changed or left: brings the marks on the desk in step with the mirror.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;

use super::putting::{self, Arrival, Judged};
use super::{NewsError, Visit};
use crate::desk::reading::ReadMark;
use crate::desk::{Desk, Remembered};
use crate::drafts::signing;
use crate::mirror::{ReadableDocument, Reader};
use crate::pages::news::Arrivals;

/// The number of days for which the program remembers that a document has gone.
const GONE_FOR: i64 = 90;

/// How the marks must change.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Marks to write.
    pub put: Vec<ReadMark>,
    /// The ids of marks to delete.
    pub dropped: Vec<i64>,
}

/// Compares all marks on the desk with the whole folder. The first time, everything in the folder counts as
/// known. Others can use the desk meanwhile.
///
/// # Errors
/// An error of the desk or the mirror. Some changes may have been noticed by then; the rest will be noticed
/// the next time.
pub fn notice_all(desk: &Desk, reader: &Reader, now: Timestamp) -> Result<Arrivals, NewsError> {
    if desk.value(Remembered::Visit)?.is_none() {
        return begin(desk, reader, now);
    }
    desk.at_once(|| desk.drop_marks(&desk.marks_long_gone(GONE_FOR, now)?))?;
    // The marks are read first: one that is changed meanwhile is detected when it is about to be written.
    let marks = desk.marks()?;
    let standings = reader.standings()?;
    let before: HashMap<i64, ReadMark> = marks.iter().map(|mark| (mark.id, mark.clone())).collect();
    let judged = judge(desk, reader, compare(marks, standings, now), now)?;
    let (mut arrivals, others) = putting::in_parts(desk, &before, judged)?;
    if !others.is_empty() {
        putting::add(&mut arrivals, &notice(desk, reader, &others, now)?);
    }
    // The person may have chosen another name to write under since.
    let mut before = HashMap::new();
    let mut own = Judged::default();
    for mark in desk.unread_marks()? {
        if !mark.is_question && is_own(desk, reader, &mark.path)? {
            before.insert(mark.id, mark.clone());
            own.put.push((owned(mark), None));
        }
    }
    putting::in_parts(desk, &before, own)?;
    Ok(arrivals)
}

/// Like [`notice_all`], if nothing has changed except at these paths.
///
/// # Errors
/// An error of the desk or the mirror; then nothing has changed.
pub fn notice(
    desk: &Desk,
    reader: &Reader,
    paths: &BTreeSet<String>,
    now: Timestamp,
) -> Result<Arrivals, NewsError> {
    if desk.value(Remembered::Visit)?.is_none() {
        return notice_all(desk, reader, now);
    }
    desk.at_once(|| {
        let mut marks: HashMap<i64, ReadMark> = HashMap::new();
        let mut standings: HashMap<String, ReadableDocument> = HashMap::new();
        let mut keep = |standing: Option<ReadableDocument>| {
            standing.map(|standing| standings.insert(standing.path.clone(), standing));
        };
        for path in paths {
            let (mark, standing) = (desk.mark(path)?, reader.standing(path)?);
            let homeless = match (&mark, &standing) {
                (Some(mark), None) => Some((mark.slug, mark.wording)),
                (None, Some(standing)) => Some((standing.slug, standing.wording)),
                _ => None,
            };
            // The document may have moved to another path, or have come from one.
            if let Some((slug, wording)) = homeless {
                for like in desk.marks_like(slug, wording)? {
                    keep(reader.standing(&like.path)?);
                    marks.insert(like.id, like);
                }
            }
            keep(standing);
            marks.extend(mark.map(|mark| (mark.id, mark)));
        }
        let difference = compare(
            marks.into_values().collect(),
            standings.into_values().collect(),
            now,
        );
        Ok(putting::at_once(desk, judge(desk, reader, difference, now)?)?)
    })
}

/// The first opening of a folder. What is shown counts as known; a response that a round hides is new when it
/// is shown.
fn begin(desk: &Desk, reader: &Reader, now: Timestamp) -> Result<Arrivals, NewsError> {
    let standings = reader.standings()?;
    let mut marks = Vec::with_capacity(standings.len());
    let has_hidden = reader.has_closed_rounds()?;
    for standing in standings {
        let is_hidden = has_hidden && reader.hidden_at(&standing.path)?.is_some();
        let mark = new_mark(standing, now);
        marks.push((if is_hidden { mark } else { found(mark) }, None));
    }
    let judged = Judged {
        put: marks,
        dropped: Vec::new(),
    };
    putting::in_parts(desk, &HashMap::new(), judged)?;
    // A program that ends before this line starts again next time; marks that exist by then stay.
    Visit::note_end(desk, now)?;
    Ok(Arrivals::default())
}

fn found(mark: ReadMark) -> ReadMark {
    ReadMark {
        known: Some(mark.wording),
        noticed: 0,
        arrived: 0,
        ..mark
    }
}

/// Decides which of the changed marks are news for the person.
fn judge(desk: &Desk, reader: &Reader, difference: Difference, now: Timestamp) -> Result<Judged, NewsError> {
    let mut put = Vec::with_capacity(difference.put.len());
    for mark in difference.put {
        put.push(judge_one(desk, reader, mark, now)?);
    }
    Ok(Judged {
        put,
        dropped: difference.dropped,
    })
}

fn judge_one(
    desk: &Desk,
    reader: &Reader,
    mark: ReadMark,
    now: Timestamp,
) -> Result<(ReadMark, Option<Arrival>), NewsError> {
    if !mark.is_unread() || mark.noticed != now.as_millisecond() {
        return Ok((mark, None));
    }
    if !mark.is_question && is_own(desk, reader, &mark.path)? {
        return Ok((owned(mark), None));
    }
    if !mark.is_question && reader.hidden_at(&mark.path)?.is_some() {
        return Ok((mark, None)); // counts when it is shown
    }
    if let Some(hash) = reader.file_hash(&mark.path)?
        && desk.has_written(&mark.path, hash)?
    {
        // The person who settles a conflict has seen the result.
        let seen = ReadMark {
            known: Some(mark.wording),
            noticed: 0,
            ..mark
        };
        return Ok((seen, None));
    }
    let arrival = match (mark.known, mark.is_question) {
        (Some(_), _) => Arrival::Changed,
        (None, true) => Arrival::Question,
        (None, false) => Arrival::Response,
    };
    Ok((mark, Some(arrival)))
}

fn is_own(desk: &Desk, reader: &Reader, path: &str) -> Result<bool, NewsError> {
    match reader.document_at(path)? {
        Some(row) => Ok(signing::is_mine(desk, reader, &row)?),
        None => Ok(false),
    }
}

/// What the person wrote is not news to that person.
fn owned(mark: ReadMark) -> ReadMark {
    ReadMark {
        known: Some(mark.wording),
        noticed: 0,
        unread: false,
        own: true,
        ..mark
    }
}

fn new_mark(standing: ReadableDocument, now: Timestamp) -> ReadMark {
    ReadMark {
        path: standing.path,
        is_question: standing.is_question,
        slug: standing.slug,
        title: standing.title,
        wording: standing.wording,
        noticed: now.as_millisecond(),
        arrived: now.as_millisecond(),
        ..ReadMark::default()
    }
}

/// How the marks must change for the given documents. Both lists are complete, or at least contain every pair
/// that may be the same document.
#[must_use]
pub fn compare(marks: Vec<ReadMark>, standings: Vec<ReadableDocument>, now: Timestamp) -> Difference {
    let at = now.as_millisecond();
    let mut put: HashMap<String, ReadMark> = HashMap::new();
    let mut dropped = Vec::new();
    let mut by_path: HashMap<String, ReadableDocument> = standings
        .into_iter()
        .map(|standing| (standing.path.clone(), standing))
        .collect();
    let mut homeless = Vec::new();
    let mut never_read: HashMap<String, ReadMark> = HashMap::new();
    for mark in marks {
        let Some(standing) = by_path.remove(&mark.path) else {
            homeless.push(mark);
            continue;
        };
        if mark.known.is_none() && mark.gone.is_none() {
            never_read.insert(mark.path.clone(), mark.clone());
        }
        put.extend(stood(mark, standing, at).map(|mark| (mark.path.clone(), mark)));
    }
    // While a header cannot be read, the content is not known. The document counts as new when it can be
    // read.
    by_path.retain(|_, standing| !standing.broken);

    let names = |standing: &ReadableDocument| (standing.is_question, standing.wording, standing.slug);
    let mut elsewhere = Index::of(by_path.iter().map(|(path, standing)| (path, names(standing))));
    homeless.retain(|mark| {
        let path = elsewhere.take(mark);
        let Some(standing) = path.and_then(|path| by_path.remove(&path)) else {
            return true;
        };
        put.extend(stood(mark.clone(), standing, at).map(|mark| (mark.path.clone(), mark)));
        false
    });

    let names = |mark: &ReadMark| (mark.is_question, mark.wording, mark.slug);
    let mut twins = Index::of(never_read.iter().map(|(path, mark)| (path, names(mark))));
    for mark in homeless.into_iter().filter(|mark| mark.gone.is_none()) {
        // The file at the new path may have appeared before the old one went.
        if let Some(twin) = twins.take(&mark).and_then(|path| never_read.remove(&path)) {
            let twin = put.remove(&twin.path).unwrap_or(twin);
            dropped.push(twin.id);
            let noticed = if mark.wording == twin.wording {
                mark.noticed
            } else {
                at
            };
            let (path, slug, title, wording) = (twin.path, twin.slug, twin.title, twin.wording);
            put.insert(
                path.clone(),
                ReadMark {
                    path,
                    slug,
                    title,
                    wording,
                    noticed,
                    ..mark
                },
            );
        } else if mark.known.is_none() {
            dropped.push(mark.id); // it came and went without being seen
        } else {
            put.insert(
                mark.path.clone(),
                ReadMark {
                    gone: Some(at),
                    ..mark
                },
            );
        }
    }
    put.extend(
        by_path
            .into_values()
            .map(|standing| (standing.path.clone(), new_mark(standing, now))),
    );
    let mut put: Vec<ReadMark> = put.into_values().collect();
    put.sort_by(|one, other| one.path.cmp(&other.path));
    Difference { put, dropped }
}

/// The updated mark of a document in its present state; none if nothing changes.
fn stood(before: ReadMark, standing: ReadableDocument, at: i64) -> Option<ReadMark> {
    let mut mark = before.clone();
    mark.gone = None;
    mark.path = standing.path;
    mark.is_question = standing.is_question;
    if !standing.broken {
        mark.slug = standing.slug;
        mark.title = standing.title;
        if mark.wording != standing.wording {
            mark.wording = standing.wording;
            // If the content is again what the person knows, that is no news.
            mark.noticed = if mark.known == Some(mark.wording) { 0 } else { at };
        }
    }
    (mark != before).then_some(mark)
}

/// Finds the paths of documents by content and by slug. Gives each path only once.
struct Index {
    by_wording: HashMap<(bool, i64), Vec<String>>,
    by_slug: HashMap<(bool, i64), Vec<String>>,
    taken: BTreeSet<String>,
}

impl Index {
    /// An index of documents: whether each is a question, its wording and its slug.
    fn of<'a>(documents: impl Iterator<Item = (&'a String, (bool, i64, i64))>) -> Self {
        let mut index = Self {
            by_wording: HashMap::new(),
            by_slug: HashMap::new(),
            taken: BTreeSet::new(),
        };
        for (path, (is_question, wording, slug)) in documents {
            let wordings = index.by_wording.entry((is_question, wording)).or_default();
            wordings.push(path.clone());
            index
                .by_slug
                .entry((is_question, slug))
                .or_default()
                .push(path.clone());
        }
        index
    }

    /// The path of the document that `mark` is about: one with the same content, or else one with the same
    /// slug.
    fn take(&mut self, mark: &ReadMark) -> Option<String> {
        let ways = [
            (&mut self.by_wording, mark.wording),
            (&mut self.by_slug, mark.slug),
        ];
        for (paths, name) in ways {
            let Some(paths) = paths.get_mut(&(mark.is_question, name)) else {
                continue;
            };
            while let Some(path) = paths.pop() {
                if self.taken.insert(path.clone()) {
                    return Some(path);
                }
            }
        }
        None
    }
}
