//! Compares two sequences with their common base, and finds where the changes of both sides touch.

use std::collections::HashMap;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, Token};

/// Three sequences. Equal pieces have equal numbers.
pub(super) struct Three {
    pub base: Vec<Token>,
    pub mine: Vec<Token>,
    pub theirs: Vec<Token>,
    /// The number of different pieces.
    kinds: u32,
    /// The number of the piece that begins a paragraph.
    beginning: Option<Token>,
}

/// A region of the three sequences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    pub who: Who,
    pub base: Range<usize>,
    pub mine: Range<usize>,
    pub theirs: Range<usize>,
}

/// Who has changed a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Nobody,
    Mine,
    Theirs,
    /// Both sides, in the same way.
    Alike,
    /// Both sides, in different ways.
    Both,
}

impl Three {
    pub fn of<'a>(
        base: impl Iterator<Item = &'a str>,
        mine: impl Iterator<Item = &'a str>,
        theirs: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut known: HashMap<&'a str, u32> = HashMap::new();
        let mut kinds = 0;
        let mut number = |piece: &'a str| {
            Token(*known.entry(piece).or_insert_with(|| {
                kinds += 1;
                kinds - 1
            }))
        };
        let base = base.map(&mut number).collect();
        let mine = mine.map(&mut number).collect();
        let theirs = theirs.map(&mut number).collect();
        Self {
            base,
            mine,
            theirs,
            kinds,
            beginning: known.get(BEGINNING).copied().map(Token),
        }
    }

    pub fn length(&self) -> usize {
        self.base.len() + self.mine.len() + self.theirs.len()
    }

    /// All regions, in order. Two changes are joined if `is_near` is true for the range of the base between
    /// them. `weight` measures a range: an unchanged range separates two changes only if its weight is large
    /// enough.
    pub fn regions(
        &self,
        is_near: impl Fn(Range<usize>) -> bool,
        weight: impl Fn(Origin, Range<usize>) -> usize,
    ) -> Vec<Region> {
        let mine = self.changes(&self.mine, |range| weight(Origin::Mine, range), &weight);
        let theirs = self.changes(&self.theirs, |range| weight(Origin::Theirs, range), &weight);
        let mut walk = Walk {
            three: self,
            regions: Vec::new(),
            at: (0, 0, 0),
        };
        let (mut mine, mut theirs) = (mine.into_iter().peekable(), theirs.into_iter().peekable());
        loop {
            // Of two changes in the same place, the one that continues a paragraph comes before the one that
            // begins a new one.
            let rank = |change: &Change| (change.base.start, change.is_new_paragraph);
            let ranks = (mine.peek().map(rank), theirs.peek().map(rank));
            let (first, origin) = match ranks {
                (Some(own), Some(other)) if other < own => (theirs.next(), Origin::Theirs),
                (None, _) => (theirs.next(), Origin::Theirs),
                _ => (mine.next(), Origin::Mine),
            };
            let Some(first) = first else {
                break;
            };
            let mut group = Group::of(first, origin);
            loop {
                let joins = |change: &Change| group.touches(change, &is_near);
                if let Some(change) = mine.next_if(joins) {
                    group.take(change, Origin::Mine);
                } else if let Some(change) = theirs.next_if(|change| group.touches(change, &is_near)) {
                    group.take(change, Origin::Theirs);
                } else {
                    break;
                }
            }
            walk.pass(group);
        }
        walk.end();
        walk.regions
    }

    /// The changes of one side to the base. If hardly anything is left unchanged between two changes, they
    /// are joined: a few words that two different sentences share do not make them the same sentence.
    fn changes(
        &self,
        side: &[Token],
        weight: impl Fn(Range<usize>) -> usize,
        weight_of: &impl Fn(Origin, Range<usize>) -> usize,
    ) -> Vec<Change> {
        let mut diff = Diff::default();
        diff.compute_with(Algorithm::Histogram, &self.base, side, self.kinds);
        let hunks = diff.hunks().map(|hunk| Change {
            base: hunk.before.start as usize..hunk.before.end as usize,
            side: hunk.after.start as usize..hunk.after.end as usize,
            is_new_paragraph: false,
            has_beginning: false,
        });
        let mut hunks: Vec<Change> = hunks.collect();
        let mut before = (0, 0);
        for number in 0..hunks.len() {
            let after = hunks.get(number + 1);
            let after = after.map_or((self.base.len(), side.len()), |next| {
                (next.base.start, next.side.start)
            });
            let hunk = &mut hunks[number];
            self.slide(hunk, side, before, after);
            before = (hunk.base.end, hunk.side.end);
            let has = |tokens: &[Token]| tokens.iter().any(|token| Some(*token) == self.beginning);
            hunk.has_beginning = has(&self.base[hunk.base.clone()]) || has(&side[hunk.side.clone()]);
            hunk.is_new_paragraph = hunk.base.is_empty() && self.begins(side, hunk.side.start);
        }
        let size =
            |change: &Change| weight_of(Origin::Base, change.base.clone()).max(weight(change.side.clone()));
        let mut changes: Vec<Change> = Vec::new();
        for change in hunks {
            if let Some(last) = changes.last_mut() {
                let left = weight_of(Origin::Base, last.base.end..change.base.start);
                let is_apart = change.is_new_paragraph || last.is_new_paragraph;
                if !is_apart && left < BELIEVED && left < size(last).min(size(&change)) {
                    last.base.end = change.base.end;
                    last.side.end = change.side.end;
                    last.has_beginning |= change.has_beginning;
                    continue;
                }
            }
            changes.push(change);
        }
        changes
    }

    fn begins(&self, side: &[Token], at: usize) -> bool {
        side.get(at).is_some_and(|token| Some(*token) == self.beginning)
    }

    /// If a piece was added or removed next to an equal one, it is often unclear which of the two it was. The
    /// change is moved so that it covers whole paragraphs, if possible. `before` is the end of the previous
    /// change, `after` the start of the next one.
    fn slide(&self, hunk: &mut Change, side: &[Token], before: (usize, usize), after: (usize, usize)) {
        let (all, range) = match (hunk.base.is_empty(), hunk.side.is_empty()) {
            (true, false) => (side, hunk.side.clone()),
            (false, true) => (self.base.as_slice(), hunk.base.clone()),
            _ => return,
        };
        let up = hunk
            .base
            .start
            .saturating_sub(before.0)
            .min(hunk.side.start.saturating_sub(before.1));
        let down = after
            .0
            .saturating_sub(hunk.base.end)
            .min(after.1.saturating_sub(hunk.side.end));
        let ups = (0..=up).take_while(|by| *by == 0 || all[range.start - by] == all[range.end - by]);
        if let Some(by) = { ups }.find(|by| self.begins(all, range.start - by)) {
            hunk.base = hunk.base.start - by..hunk.base.end - by;
            hunk.side = hunk.side.start - by..hunk.side.end - by;
            return;
        }
        let downs =
            (0..=down).take_while(|by| *by == 0 || all[range.start + by - 1] == all[range.end + by - 1]);
        if let Some(by) = { downs }.find(|by| self.begins(all, range.start + by)) {
            hunk.base = hunk.base.start + by..hunk.base.end + by;
            hunk.side = hunk.side.start + by..hunk.side.end + by;
        }
    }
}

/// The piece that stands for the beginning of every paragraph. No word looks like this.
pub(super) const BEGINNING: &str = "\n\n";

/// If this many words in a row are on both sides, this is not by chance.
const BELIEVED: usize = 3;

/// One of the three sequences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Base,
    Mine,
    Theirs,
}

struct Change {
    base: Range<usize>,
    side: Range<usize>,
    /// The change adds something that begins with a new paragraph.
    is_new_paragraph: bool,
    /// A paragraph begins inside the change, on either side.
    has_beginning: bool,
}

/// A group of changes that touch.
struct Group {
    base: Range<usize>,
    /// From the start of the first change to the end of the last, in the base and in this side.
    mine: Option<Change>,
    theirs: Option<Change>,
    has_beginning: bool,
}

impl Group {
    fn of(first: Change, origin: Origin) -> Self {
        let mut group = Self {
            base: first.base.clone(),
            mine: None,
            theirs: None,
            has_beginning: false,
        };
        group.take(first, origin);
        group
    }

    /// True if a change touches those in the group. A new paragraph does not touch the end of the previous
    /// one.
    fn touches(&self, change: &Change, is_near: &impl Fn(Range<usize>) -> bool) -> bool {
        let (end, begins) = (self.base.end, change.base.start);
        if change.is_new_paragraph && !self.has_beginning && begins >= end {
            return false;
        }
        begins <= end || is_near(end..begins)
    }

    fn take(&mut self, change: Change, origin: Origin) {
        self.base.end = self.base.end.max(change.base.end);
        self.has_beginning |= change.has_beginning;
        let own = match origin {
            Origin::Theirs => &mut self.theirs,
            Origin::Base | Origin::Mine => &mut self.mine,
        };
        match own {
            Some(before) => {
                before.base.end = change.base.end;
                before.side.end = change.side.end;
            }
            None => *own = Some(change),
        }
    }
}

struct Walk<'a> {
    three: &'a Three,
    regions: Vec<Region>,
    /// The position in base, mine and theirs.
    at: (usize, usize, usize),
}

impl Walk<'_> {
    fn pass(&mut self, group: Group) {
        self.stay(group.base.start - self.at.0);
        let extent = |change: &Option<Change>, at: usize| match change {
            // Between the ends of the group and the side's own changes, this side equals the base.
            Some(change) => {
                let before = change.base.start - group.base.start;
                let after = group.base.end - change.base.end;
                change.side.start - before..change.side.end + after
            }
            None => at..at + group.base.len(),
        };
        let (mine, theirs) = (extent(&group.mine, self.at.1), extent(&group.theirs, self.at.2));
        self.at = (group.base.end, mine.end, theirs.end);
        let who = match (group.mine, group.theirs) {
            (Some(_), Some(_)) => {
                if self.three.mine[mine.clone()] == self.three.theirs[theirs.clone()] {
                    Who::Alike
                } else {
                    Who::Both
                }
            }
            (Some(_), None) => Who::Mine,
            (None, _) => Who::Theirs,
        };
        self.regions.push(Region {
            who,
            base: group.base,
            mine,
            theirs,
        });
    }

    /// Adds a region of `length` pieces that nobody has changed.
    fn stay(&mut self, length: usize) {
        if length == 0 {
            return;
        }
        let (base, mine, theirs) = self.at;
        self.at = (base + length, mine + length, theirs + length);
        self.regions.push(Region {
            who: Who::Nobody,
            base: base..self.at.0,
            mine: mine..self.at.1,
            theirs: theirs..self.at.2,
        });
    }

    fn end(&mut self) {
        self.stay(self.three.base.len() - self.at.0);
    }
}
