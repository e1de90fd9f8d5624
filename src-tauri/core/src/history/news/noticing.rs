//! Noticing what came, changed and went: the marks on the desk are brought in step with the mirror.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;

use super::putting::{self, Arrival, Judged};
use super::{NewsError, VISIT, Visit};
use crate::desk::Desk;
use crate::desk::reading::Mark;
use crate::drafts::signing;
use crate::mirror::{Reader, Standing};
use crate::pages::news::Arrivals;

/// So many days it is remembered what has gone.
const GONE_FOR: i64 = 90;

/// What became of the marks.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Marks to be written.
    pub put: Vec<Mark>,
    /// Numbers of marks to be forgotten.
    pub dropped: Vec<i64>,
}

/// Holds all of the desk's marks against all of the folder. The first time, everything is known from then on. What others do at the
/// desk meanwhile goes on.
///
/// # Errors
/// As the desk and the mirror say; then some may have been noticed, and the rest is the next time.
pub fn notice_all(desk: &Desk, reader: &Reader, now: Timestamp) -> Result<Arrivals, NewsError> {
    if desk.value(VISIT)?.is_none() {
        return begin(desk, reader, now);
    }
    desk.at_once(|| desk.drop_marks(&desk.marks_long_gone(GONE_FOR, now)?))?;
    // The marks first: one that is set meanwhile is seen to be another when it is to be written.
    let marks = desk.marks()?;
    let standings = reader.standings()?;
    let before: HashMap<i64, Mark> = marks.iter().map(|mark| (mark.id, mark.clone())).collect();
    let judged = judge(desk, reader, compare(marks, standings, now), now)?;
    let (mut arrivals, others) = putting::in_parts(desk, &before, judged)?;
    if !others.is_empty() {
        putting::add(&mut arrivals, &notice(desk, reader, &others, now)?);
    }
    // Whom she writes as may have been chosen since.
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

/// As [`notice_all`], where nothing has changed but at these paths.
///
/// # Errors
/// As the desk and the mirror say; then nothing has changed.
pub fn notice(
    desk: &Desk,
    reader: &Reader,
    paths: &BTreeSet<String>,
    now: Timestamp,
) -> Result<Arrivals, NewsError> {
    if desk.value(VISIT)?.is_none() {
        return notice_all(desk, reader, now);
    }
    desk.at_once(|| {
        let mut marks: HashMap<i64, Mark> = HashMap::new();
        let mut standings: HashMap<String, Standing> = HashMap::new();
        let mut keep = |standing: Option<Standing>| {
            standing.map(|standing| standings.insert(standing.path.clone(), standing));
        };
        for path in paths {
            let (mark, standing) = (desk.mark(path)?, reader.standing(path)?);
            let homeless = match (&mark, &standing) {
                (Some(mark), None) => Some((mark.slug, mark.wording)),
                (None, Some(standing)) => Some((standing.slug, standing.wording)),
                _ => None,
            };
            // It may be here under another path, or have been.
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

/// The first opening: what is shown is known; what a round hides is new when it is shown.
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
    // Whoever was ended before this begins anew, and what is marked already stays.
    Visit::note_end(desk, now)?;
    Ok(Arrivals::default())
}

fn found(mark: Mark) -> Mark {
    Mark {
        known: Some(mark.wording),
        noticed: 0,
        arrived: 0,
        ..mark
    }
}

/// Judges what became of the marks: what is new to her, and what not.
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
    mark: Mark,
    now: Timestamp,
) -> Result<(Mark, Option<Arrival>), NewsError> {
    if !mark.is_unread() || mark.noticed != now.as_millisecond() {
        return Ok((mark, None));
    }
    if !mark.is_question && is_own(desk, reader, &mark.path)? {
        return Ok((owned(mark), None));
    }
    if !mark.is_question && reader.hidden_at(&mark.path)?.is_some() {
        return Ok((mark, None)); // it counts when it is shown
    }
    if let Some(hash) = reader.file_hash(&mark.path)?
        && desk.has_written(&mark.path, hash)?
    {
        // Whoever settles a conflict has seen what comes of it.
        let seen = Mark {
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

/// What she wrote herself is not news to her.
fn owned(mark: Mark) -> Mark {
    Mark {
        known: Some(mark.wording),
        noticed: 0,
        unread: false,
        own: true,
        ..mark
    }
}

fn new_mark(standing: Standing, now: Timestamp) -> Mark {
    Mark {
        path: standing.path,
        is_question: standing.is_question,
        slug: standing.slug,
        title: standing.title,
        wording: standing.wording,
        noticed: now.as_millisecond(),
        arrived: now.as_millisecond(),
        ..Mark::default()
    }
}

/// What becomes of marks as documents are like this. Both are whole, or at least hold all that can have become one another.
#[must_use]
pub fn compare(marks: Vec<Mark>, standings: Vec<Standing>, now: Timestamp) -> Difference {
    let at = now.as_millisecond();
    let mut put: HashMap<String, Mark> = HashMap::new();
    let mut dropped = Vec::new();
    let mut by_path: HashMap<String, Standing> = standings
        .into_iter()
        .map(|standing| (standing.path.clone(), standing))
        .collect();
    let mut homeless = Vec::new();
    let mut never_read: HashMap<String, Mark> = HashMap::new();
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
    // While a header cannot be read, what the document says is not known: it is new when it can be.
    by_path.retain(|_, standing| !standing.broken);

    let names = |standing: &Standing| (standing.is_question, standing.wording, standing.slug);
    let mut elsewhere = Index::of(by_path.iter().map(|(path, standing)| (path, names(standing))));
    homeless.retain(|mark| {
        let path = elsewhere.take(mark);
        let Some(standing) = path.and_then(|path| by_path.remove(&path)) else {
            return true;
        };
        put.extend(stood(mark.clone(), standing, at).map(|mark| (mark.path.clone(), mark)));
        false
    });

    let names = |mark: &Mark| (mark.is_question, mark.wording, mark.slug);
    let mut twins = Index::of(never_read.iter().map(|(path, mark)| (path, names(mark))));
    for mark in homeless.into_iter().filter(|mark| mark.gone.is_none()) {
        // The new path may have been there before the old one went.
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
                Mark {
                    path,
                    slug,
                    title,
                    wording,
                    noticed,
                    ..mark
                },
            );
        } else if mark.known.is_none() {
            dropped.push(mark.id); // it came and went without her
        } else {
            put.insert(
                mark.path.clone(),
                Mark {
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
    let mut put: Vec<Mark> = put.into_values().collect();
    put.sort_by(|one, other| one.path.cmp(&other.path));
    Difference { put, dropped }
}

/// The mark of a document that is like this; none where it stays as it is.
fn stood(before: Mark, standing: Standing, at: i64) -> Option<Mark> {
    let mut mark = before.clone();
    mark.gone = None;
    mark.path = standing.path;
    mark.is_question = standing.is_question;
    if !standing.broken {
        mark.slug = standing.slug;
        mark.title = standing.title;
        if mark.wording != standing.wording {
            mark.wording = standing.wording;
            // What says again what she knows is no news.
            mark.noticed = if mark.known == Some(mark.wording) { 0 } else { at };
        }
    }
    (mark != before).then_some(mark)
}

/// Paths of documents by what they say and what they are called. Each path is given once.
struct Index {
    by_wording: HashMap<(bool, i64), Vec<String>>,
    by_slug: HashMap<(bool, i64), Vec<String>>,
    taken: BTreeSet<String>,
}

impl Index {
    /// Of documents that are questions or not, with their wording and slug.
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

    /// The path of a document that is the one of `mark`: it says the same, or else is called the same.
    fn take(&mut self, mark: &Mark) -> Option<String> {
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
