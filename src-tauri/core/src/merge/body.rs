//! The bodies of two texts merged: by paragraphs, and where both sides have changed one, by its words.

use std::ops::Range;

use super::paragraphs::{Paragraph, Paragraphs, Word, words};
use super::regions::{Origin, Region, Three, Who};
use super::{Part, pick};
use crate::changes::with_line_feeds;
use crate::pages::conflicts::MergeState;

/// So many words and signs of one place are compared word by word. Beyond that, two texts have nothing in common that a person
/// could look through, and the whole place is a choice.
const MOST_WORDS: usize = 60_000;

/// A beginning of a paragraph is worth as many words as are believed.
const WEIGHT_OF_BEGINNING: usize = 3;

/// A body merged.
pub(super) struct Body {
    pub before: String,
    pub parts: Vec<Part>,
    pub end: String,
}

/// Without a base, every difference is a conflict.
pub(super) fn merge(base: Option<&str>, mine: &str, theirs: &str) -> Body {
    let [mine, theirs] = [mine, theirs].map(Paragraphs::of);
    let known = base.map(Paragraphs::of);
    let texts =
        |of: &Paragraphs| -> Vec<String> { of.all.iter().map(|one| with_line_feeds(one.text)).collect() };
    let base = known.as_ref().unwrap_or(&mine);
    let (base_texts, mine_texts, theirs_texts) = (texts(base), texts(&mine), texts(&theirs));
    let three = Three::of(
        base_texts.iter().map(String::as_str),
        mine_texts.iter().map(String::as_str),
        theirs_texts.iter().map(String::as_str),
    );
    let mut parts = Vec::new();
    for region in three.regions(|_| false, |_, range| range.len() * WEIGHT_OF_BEGINNING) {
        let place = Place {
            base: &base.all[region.base.clone()],
            mine: &mine.all[region.mine.clone()],
            theirs: &theirs.all[region.theirs.clone()],
            has_base: known.is_some(),
        };
        match region.who {
            Who::Nobody => parts.extend(place.same()),
            _ => parts.extend(place.by_words()),
        }
    }
    // A text with nothing in it has no say in what stands around what the others have.
    let has_words = [&mine, &theirs].into_iter().any(|of| !of.all.is_empty());
    let known = known.as_ref().filter(|of| !has_words || !of.all.is_empty());
    let say = |of: &Paragraphs| !has_words || !of.all.is_empty();
    let around = |part: fn(&Paragraphs) -> String| {
        let [base, mine, theirs] = [
            known,
            Some(&mine).filter(|of| say(of)),
            Some(&theirs).filter(|of| say(of)),
        ]
        .map(|of| of.map(part));
        pick_present(base.as_deref(), mine.as_deref(), theirs.as_deref()).to_owned()
    };
    Body {
        before: around(|of| of.before.to_owned()),
        end: around(|of| of.end().to_owned()),
        parts,
    }
}

/// Paragraphs that stand in one place.
struct Place<'a> {
    base: &'a [Paragraph<'a>],
    mine: &'a [Paragraph<'a>],
    theirs: &'a [Paragraph<'a>],
    has_base: bool,
}

impl<'a> Place<'a> {
    /// What the base has, where there is one.
    fn known<'t>(&self, text: &'t str) -> Option<&'t str> {
        Some(text).filter(|_| self.has_base)
    }

    /// One part for each, where all three have the same.
    fn same(&self) -> Vec<Part> {
        let all = self.base.iter().zip(self.mine).zip(self.theirs);
        all.map(|((base, mine), theirs)| Part {
            state: MergeState::Same,
            base: None,
            mine: None,
            theirs: None,
            merged: Some(pick(self.known(base.text), mine.text, theirs.text).to_owned()),
            after: pick(self.known(base.after), mine.after, theirs.after).to_owned(),
        })
        .collect()
    }

    fn by_words(&self) -> Vec<Part> {
        let (base, mine, theirs) = (words(self.base), words(self.mine), words(self.theirs));
        let keys = |words: &[Word<'a>]| words.iter().map(Word::key).collect::<Vec<_>>();
        let three = Three::of(
            keys(&base).into_iter(),
            keys(&mine).into_iter(),
            keys(&theirs).into_iter(),
        );
        if three.length() > MOST_WORDS {
            return vec![self.whole()];
        }
        let is_near = |range: Range<usize>| !base[range].iter().any(Word::is_said);
        let weight = |origin: Origin, range: Range<usize>| {
            let words = match origin {
                Origin::Base => &base[range],
                Origin::Mine => &mine[range],
                Origin::Theirs => &theirs[range],
            };
            let weights = words.iter().map(|word| match word.is_beginning() {
                true => WEIGHT_OF_BEGINNING,
                false => usize::from(word.is_said()),
            });
            weights.sum()
        };
        let regions = three.regions(is_near, weight);
        let mut writer = Writer {
            place: self,
            words: (&base, &mine, &theirs),
            parts: Vec::new(),
            now: Unfinished::default(),
        };
        for region in &regions {
            writer.pass(region);
        }
        writer.cut();
        writer.parts
    }

    /// All of it as one choice.
    fn whole(&self) -> Part {
        let mut now = Unfinished {
            is_conflict: true,
            ..Unfinished::default()
        };
        for (own, paragraphs) in [
            (&mut now.base, self.base),
            (&mut now.mine, self.mine),
            (&mut now.theirs, self.theirs),
        ] {
            for (number, one) in paragraphs.iter().enumerate() {
                own.begin(paragraphs, number);
                own.text.push_str(one.text);
            }
        }
        now.finish(self)
    }
}

/// What one side has in a part.
#[derive(Default)]
struct Side {
    text: String,
    /// The paragraph that was begun last.
    paragraph: Option<usize>,
}

impl Side {
    /// A paragraph begins; what stands below the one before belongs to the part.
    fn begin(&mut self, paragraphs: &[Paragraph], paragraph: usize) {
        if !self.text.is_empty()
            && let Some(before) = paragraph.checked_sub(1)
        {
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str(paragraphs[before].after);
        }
        self.paragraph = Some(paragraph);
    }

    fn push(&mut self, paragraphs: &[Paragraph], word: &Word) {
        if word.is_beginning() {
            self.begin(paragraphs, word.paragraph);
        }
        self.paragraph = Some(word.paragraph);
        self.text.push_str(word.text);
        self.text.push_str(word.gap);
    }

    /// What stands below it.
    fn after<'p>(&self, paragraphs: &[Paragraph<'p>]) -> Option<&'p str> {
        self.paragraph.map(|number| paragraphs[number].after)
    }

    fn said(&self) -> Option<String> {
        let text = self.text.trim_end();
        (!text.trim().is_empty()).then(|| text.to_owned())
    }
}

/// A part that is not at its end.
#[derive(Default)]
struct Unfinished {
    base: Side,
    mine: Side,
    theirs: Side,
    merged: String,
    is_conflict: bool,
}

impl Unfinished {
    fn finish(self, place: &Place) -> Part {
        let after = pick_present(
            self.base.after(place.base).filter(|_| place.has_base),
            self.mine.after(place.mine),
            self.theirs.after(place.theirs),
        );
        let base = self.base.said().filter(|_| place.has_base);
        let (mine, theirs) = (self.mine.said(), self.theirs.said());
        let plain = |text: &Option<String>| text.as_deref().map(with_line_feeds);
        let (is_mine_base, is_theirs_base, is_equal) = (
            plain(&mine) == plain(&base),
            plain(&theirs) == plain(&base),
            plain(&mine) == plain(&theirs),
        );
        let merged = Some(self.merged.trim_end().to_owned());
        let (state, merged) = match (is_mine_base, is_theirs_base) {
            _ if is_equal && !place.has_base => (MergeState::Same, merged.filter(|_| !self.is_conflict)),
            _ if is_equal && self.is_conflict => (MergeState::Both, None),
            _ if self.is_conflict => (MergeState::Conflict, None),
            (true, true) => (MergeState::Same, merged),
            (false, true) => (MergeState::Mine, merged),
            (true, false) => (MergeState::Theirs, merged),
            (false, false) => (MergeState::Both, merged),
        };
        let merged = match state {
            MergeState::Conflict => None,
            // Both have the same, or nothing.
            _ => merged.or_else(|| Some(mine.clone().unwrap_or_default())),
        };
        let is_same = state == MergeState::Same;
        let shown = |text: Option<String>| text.filter(|_| !is_same);
        Part {
            state,
            base: shown(base),
            mine: shown(mine),
            theirs: shown(theirs),
            merged,
            after: after.to_owned(),
        }
    }
}

/// Puts parts together, stretch by stretch.
struct Writer<'p, 'a> {
    place: &'p Place<'a>,
    words: (&'p [Word<'a>], &'p [Word<'a>], &'p [Word<'a>]),
    parts: Vec<Part>,
    now: Unfinished,
}

impl Writer<'_, '_> {
    fn pass(&mut self, region: &Region) {
        let cuts = self.is_between(region);
        let (base, mine, theirs) = self.words;
        let (base, mine, theirs) = (
            &base[region.base.clone()],
            &mine[region.mine.clone()],
            &theirs[region.theirs.clone()],
        );
        match region.who {
            Who::Nobody => {
                for ((base, mine), theirs) in base.iter().zip(mine).zip(theirs) {
                    let gap = pick(self.place.known(base.gap), mine.gap, theirs.gap);
                    self.step(Some(base), Some(mine), Some(theirs), true);
                    self.write(mine, gap);
                }
            }
            _ if !self.place.has_base || region.who == Who::Both => {
                self.take((base, mine, theirs), None, cuts)
            }
            Who::Theirs => self.take((base, mine, theirs), Some(Origin::Theirs), cuts),
            _ => self.take((base, mine, theirs), Some(Origin::Mine), cuts),
        }
    }

    /// Whether paragraphs came in, or went, between two others, so that each is a part of its own.
    fn is_between(&self, region: &Region) -> bool {
        let (base, mine, theirs) = self.words;
        let sides = [
            (base, &region.base),
            (mine, &region.mine),
            (theirs, &region.theirs),
        ];
        let mut without = sides.into_iter().filter(|(_, range)| range.is_empty()).peekable();
        let ends_there = |(words, range): (&[Word], &Range<usize>)| {
            let begins = |at: usize| words.get(at).is_none_or(Word::is_beginning);
            begins(range.start) || range.start > 0 && begins(range.start - 1)
        };
        without.peek().is_some() && without.all(ends_there)
    }

    /// A stretch that is changed; it is as one side has it, or a conflict.
    fn take(&mut self, words: (&[Word], &[Word], &[Word]), from: Option<Origin>, cuts: bool) {
        let (base, mine, theirs) = words;
        let chosen = match from {
            Some(Origin::Theirs) => theirs,
            _ => mine,
        };
        let longest = base.len().max(mine.len()).max(theirs.len());
        for number in 0..longest {
            self.step(base.get(number), mine.get(number), theirs.get(number), cuts);
            self.now.is_conflict |= from.is_none();
            if from.is_some()
                && let Some(word) = chosen.get(number)
            {
                self.write(word, word.gap);
            }
        }
    }

    /// Goes on by a word on each side that has one. Where one begins a paragraph, and `cuts`, a part has ended before it.
    fn step(&mut self, base: Option<&Word>, mine: Option<&Word>, theirs: Option<&Word>, cuts: bool) {
        let begins = [base, mine, theirs].into_iter().flatten().any(Word::is_beginning);
        if cuts && begins {
            self.cut();
        }
        let place = self.place;
        for (side, paragraphs, word) in [
            (&mut self.now.base, place.base, base),
            (&mut self.now.mine, place.mine, mine),
            (&mut self.now.theirs, place.theirs, theirs),
        ] {
            if let Some(word) = word {
                side.push(paragraphs, word);
            }
        }
    }

    fn write(&mut self, word: &Word, gap: &str) {
        let merged = &mut self.now.merged;
        if word.is_beginning() && !merged.trim().is_empty() {
            // A paragraph that is divided within the part.
            merged.truncate(merged.trim_end().len());
            merged.push_str("\n\n");
        }
        merged.push_str(word.text);
        merged.push_str(gap);
    }

    fn cut(&mut self) {
        let now = std::mem::take(&mut self.now);
        let sides = [&now.base, &now.mine, &now.theirs];
        if sides.into_iter().any(|side| !side.text.trim().is_empty()) {
            self.parts.push(now.finish(self.place));
        }
    }
}

/// The one of three that counts, where some may not be there.
fn pick_present<'a>(base: Option<&'a str>, mine: Option<&'a str>, theirs: Option<&'a str>) -> &'a str {
    match (mine, theirs) {
        (Some(mine), Some(theirs)) => pick(base, mine, theirs),
        (mine, theirs) => mine.or(theirs).or(base).unwrap_or_default(),
    }
}
