//! Merges two bodies by paragraphs. A paragraph that both sides have changed is merged by its words.

use std::ops::Range;

use super::merged_text::MergedText;
use super::paragraphs::{Paragraph, Paragraphs, Word, words};
use super::parts::{MergeState, Part, pick};
use super::regions::{Origin, Region, Three, Who};
use crate::edits::with_line_feeds;

/// The largest number of words and punctuation signs, in all three texts, that are compared word by word in
/// one place. Larger texts have nothing in common that a person could look through, so the whole place becomes
/// one choice.
const MOST_WORDS: usize = 60_000;

/// The weight of the beginning of a paragraph. It counts as many words as a match needs to be believed.
const WEIGHT_OF_BEGINNING: usize = 3;

/// A merged body.
pub(super) struct Body {
    pub before: String,
    pub parts: Vec<Part>,
    pub end: String,
}

/// Merges two bodies. Without a base, every difference is a conflict.
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
    // An empty text does not decide about the blank lines around the text of the others.
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

/// The paragraphs of one region of the three texts.
struct Place<'a> {
    base: &'a [Paragraph<'a>],
    mine: &'a [Paragraph<'a>],
    theirs: &'a [Paragraph<'a>],
    has_base: bool,
}

impl<'a> Place<'a> {
    /// `text`, which is from the base, if there is a base.
    fn known<'t>(&self, text: &'t str) -> Option<&'t str> {
        Some(text).filter(|_| self.has_base)
    }

    /// One part for each paragraph, because all three texts have the same.
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
            at: (0, 0, 0),
            parts: Vec::new(),
            now: Unfinished::default(),
        };
        for region in &regions {
            writer.pass(region);
        }
        writer.cut();
        writer.parts
    }

    /// One part for the whole place, as a conflict.
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

/// The text of one side in a part.
#[derive(Default)]
struct Side {
    text: String,
    /// The index of the last paragraph that has begun.
    paragraph: Option<usize>,
}

impl Side {
    /// Begins a paragraph. The blank lines after the previous paragraph belong to the part.
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

    /// The blank lines after the last paragraph.
    fn after<'p>(&self, paragraphs: &[Paragraph<'p>]) -> Option<&'p str> {
        self.paragraph.map(|number| paragraphs[number].after)
    }

    fn said(&self) -> Option<String> {
        let text = self.text.trim_end();
        (!text.trim().is_empty()).then(|| text.to_owned())
    }
}

/// A part that is being built.
#[derive(Default)]
struct Unfinished {
    base: Side,
    mine: Side,
    theirs: Side,
    merged: MergedText,
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
        let merged = Some(self.merged.text.trim_end().to_owned());
        let is_torn = !is_mine_base && !is_theirs_base && !is_equal && self.merged.is_torn();
        let is_conflict = self.is_conflict || is_torn;
        let (state, merged) = match (is_mine_base, is_theirs_base) {
            _ if is_equal && !place.has_base => (MergeState::Same, merged.filter(|_| !is_conflict)),
            _ if is_equal && is_conflict => (MergeState::Both, None),
            _ if is_conflict => (MergeState::Conflict, None),
            (true, true) => (MergeState::Same, merged),
            (false, true) => (MergeState::Mine, merged),
            (true, false) => (MergeState::Theirs, merged),
            (false, false) => (MergeState::Both, merged),
        };
        let merged = match state {
            MergeState::Conflict => None,
            // Both sides have the same text, or none.
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

/// Builds the parts, region by region.
struct Writer<'p, 'a> {
    place: &'p Place<'a>,
    words: (&'p [Word<'a>], &'p [Word<'a>], &'p [Word<'a>]),
    /// The position in base, mine and theirs.
    at: (usize, usize, usize),
    parts: Vec<Part>,
    now: Unfinished,
}

impl<'a> Writer<'_, 'a> {
    fn pass(&mut self, region: &Region) {
        let lengths = [&region.base, &region.mine, &region.theirs].map(ExactSizeIterator::len);
        match region.who {
            Who::Nobody => {
                for _ in 0..region.base.len() {
                    self.cut_between_paragraphs();
                    let (base, mine, theirs) = self.step([true; 3]);
                    let (Some(base), Some(mine), Some(theirs)) = (base, mine, theirs) else {
                        return;
                    };
                    let gap = pick(self.place.known(base.gap), mine.gap, theirs.gap);
                    let of = (Some(mine.paragraph), Some(theirs.paragraph));
                    self.now.merged.write(&mine, gap, of);
                }
            }
            who if self.place.has_base => self.take(lengths, who),
            // Without a base, every difference is a conflict.
            _ => self.take(lengths, Who::Both),
        }
    }

    /// Adds a changed region with these numbers of words in base, mine and theirs. The result is the text of
    /// `who`, or a conflict.
    fn take(&mut self, lengths: [usize; 3], who: Who) {
        self.cut_between_paragraphs();
        // Whole paragraphs that were added or removed become parts of their own.
        let longest = lengths.into_iter().max().unwrap_or_default();
        let is_all_or_nothing =
            lengths.contains(&0) && lengths.iter().all(|length| [0, longest].contains(length));
        for number in 0..longest {
            if is_all_or_nothing && number > 0 {
                self.cut_between_paragraphs();
            }
            self.now.is_conflict |= who == Who::Both;
            let (_, mine, theirs) = self.step(lengths.map(|length| number < length));
            let of = |word: Option<Word<'_>>| word.map(|word| word.paragraph);
            let (word, of) = match who {
                Who::Nobody | Who::Both => continue,
                Who::Mine => (mine, (of(mine), None)),
                Who::Theirs => (theirs, (None, of(theirs))),
                Who::Alike => (mine, (of(mine), of(theirs))),
            };
            if let Some(word) = word {
                self.now.merged.write(&word, word.gap, of);
            }
        }
    }

    /// Moves forward by one word on each side for which `has` is true.
    fn step(&mut self, has: [bool; 3]) -> (Option<Word<'a>>, Option<Word<'a>>, Option<Word<'a>>) {
        let (base, mine, theirs) = self.words;
        let next = |words: &[Word<'a>], at: &mut usize, has: bool| {
            let word = words.get(*at).copied().filter(|_| has);
            *at += usize::from(word.is_some());
            word
        };
        let base = next(base, &mut self.at.0, has[0]);
        let mine = next(mine, &mut self.at.1, has[1]);
        let theirs = next(theirs, &mut self.at.2, has[2]);
        let place = self.place;
        for (side, paragraphs, word) in [
            (&mut self.now.base, place.base, &base),
            (&mut self.now.mine, place.mine, &mine),
            (&mut self.now.theirs, place.theirs, &theirs),
        ] {
            if let Some(word) = word {
                side.push(paragraphs, word);
            }
        }
        (base, mine, theirs)
    }

    /// Ends the part if a paragraph ends in all three texts.
    fn cut_between_paragraphs(&mut self) {
        let (base, mine, theirs) = self.words;
        let (at_base, at_mine, at_theirs) = self.at;
        let ends = |words: &[Word], at: usize| words.get(at).is_none_or(Word::is_beginning);
        if ends(base, at_base) && ends(mine, at_mine) && ends(theirs, at_theirs) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        let now = std::mem::take(&mut self.now);
        let sides = [&now.base, &now.mine, &now.theirs];
        if sides.into_iter().any(|side| !side.text.trim().is_empty()) {
            self.parts.push(now.finish(self.place));
        }
    }
}

/// Like [`pick`], but some of the three texts may be missing.
fn pick_present<'a>(base: Option<&'a str>, mine: Option<&'a str>, theirs: Option<&'a str>) -> &'a str {
    match (mine, theirs) {
        (Some(mine), Some(theirs)) => pick(base, mine, theirs),
        (mine, theirs) => mine.or(theirs).or(base).unwrap_or_default(),
    }
}
