//! Writes changed marks in parts, so that a person who types need not wait while a whole folder is processed.

use std::collections::{BTreeSet, HashMap};

use crate::desk::reading::ReadMark;
use crate::desk::{Desk, DeskError};
use crate::pages::news::Arrivals;

/// The number of marks written in one transaction.
const PART: usize = 500;

/// What is new to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrival {
    Question,
    Response,
    Changed,
}

/// How the marks must change, and which of them are news.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// Marks to write.
    pub(super) put: Vec<(ReadMark, Option<Arrival>)>,
    /// The ids of marks to delete.
    pub(super) dropped: Vec<i64>,
}

/// Writes all marks and counts the news. Must be called in the transaction in which the marks were read.
pub(super) fn at_once(desk: &Desk, judged: Judged) -> Result<Arrivals, DeskError> {
    desk.drop_marks(&judged.dropped)?;
    let mut arrivals = Arrivals::default();
    put(desk, &judged.put, &mut arrivals)?;
    Ok(arrivals)
}

/// Writes the marks in parts and counts the news. A mark is written only if it is still as it was in
/// `before`. Returns the paths of the others: somebody has read or marked them meanwhile, so they must be
/// compared again.
pub(super) fn in_parts(
    desk: &Desk,
    before: &HashMap<i64, ReadMark>,
    judged: Judged,
) -> Result<(Arrivals, BTreeSet<String>), DeskError> {
    let mut arrivals = Arrivals::default();
    let mut others = BTreeSet::new();
    // Deletions come first, because a mark may move to the path of a deleted one.
    for ids in judged.dropped.chunks(PART) {
        desk.at_once(|| {
            let mut dropped = Vec::new();
            for id in ids {
                match desk.mark_numbered(*id)? {
                    found if found.as_ref() == before.get(id) => dropped.push(*id),
                    found => others.extend(found.map(|mark| mark.path)),
                }
            }
            desk.drop_marks(&dropped)
        })?;
    }
    for part in judged.put.chunks(PART) {
        desk.at_once(|| {
            let mut same = Vec::new();
            for one in part {
                let mark = &one.0;
                let is_same = desk.mark_numbered(mark.id)?.as_ref() == before.get(&mark.id);
                let is_free = desk.mark(&mark.path)?.is_none_or(|there| there.id == mark.id);
                if is_same && is_free {
                    same.push(one.clone());
                } else {
                    others.insert(mark.path.clone());
                    others.extend(before.get(&mark.id).map(|before| before.path.clone()));
                }
            }
            put(desk, &same, &mut arrivals)
        })?;
    }
    Ok((arrivals, others))
}

fn put(desk: &Desk, these: &[(ReadMark, Option<Arrival>)], arrivals: &mut Arrivals) -> Result<(), DeskError> {
    for (_, arrival) in these {
        match arrival {
            Some(Arrival::Question) => arrivals.questions += 1,
            Some(Arrival::Response) => arrivals.responses += 1,
            Some(Arrival::Changed) => arrivals.changed += 1,
            None => {}
        }
    }
    desk.put_marks(these.iter().map(|(mark, _)| mark))
}

/// Adds `more` to the counts.
pub(super) fn add(arrivals: &mut Arrivals, more: &Arrivals) {
    arrivals.questions += more.questions;
    arrivals.responses += more.responses;
    arrivals.changed += more.changed;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(path: &str) -> ReadMark {
        ReadMark {
            path: path.to_owned(),
            wording: 1,
            known: Some(1),
            ..ReadMark::default()
        }
    }

    #[test]
    fn a_mark_that_somebody_sets_meanwhile_is_left_and_named_and_all_others_are_written() {
        let place = tempfile::tempdir().unwrap();
        let desk = Desk::open(place.path(), jiff::Timestamp::UNIX_EPOCH).unwrap();
        let paths: Vec<String> = (0..PART + 3)
            .map(|number| format!("responses/{number}.md"))
            .collect();
        let marks: Vec<ReadMark> = paths.iter().map(|path| mark(path)).collect();
        desk.put_marks(&marks).unwrap();
        let marks = desk.marks().unwrap();
        let before: HashMap<i64, ReadMark> = marks.iter().map(|mark| (mark.id, mark.clone())).collect();
        let changed = |mark: &ReadMark| {
            (
                ReadMark {
                    wording: 2,
                    ..mark.clone()
                },
                Some(Arrival::Changed),
            )
        };
        let mut judged = Judged {
            put: marks[1..].iter().map(changed).collect(),
            dropped: vec![marks[0].id],
        };
        judged
            .put
            .push((mark("responses/new.md"), Some(Arrival::Response)));

        // In the meantime the old one is read, and another program has noticed the new one.
        let read = ReadMark {
            read: Some(7),
            ..marks[PART + 1].clone()
        };
        desk.put_marks(&[read.clone(), mark("responses/new.md")]).unwrap();

        let (arrivals, others) = in_parts(&desk, &before, judged).unwrap();
        assert_eq!(
            others,
            BTreeSet::from([read.path.clone(), "responses/new.md".to_owned()])
        );
        assert_eq!((arrivals.changed, arrivals.responses), (PART as u32 + 1, 0));
        assert_eq!(desk.mark(&read.path).unwrap(), Some(read));
        assert_eq!(desk.mark(&marks[0].path).unwrap(), None);
        assert_eq!(desk.mark(&marks[1].path).unwrap().unwrap().wording, 2);
    }
}
