//! Compares two texts: by lines, to show how a file's bytes change, and by words, to show what a writer
//! changed.

mod unified;

use std::collections::HashMap;

use imara_diff::{Algorithm, Diff, Token};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::merge::paragraphs::Paragraphs;

pub use unified::lines;

/// Two texts compared by words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The texts in one, piece by piece.
    pub pieces: Vec<ComparedPiece>,
    /// Words that only the later one has.
    pub added: u32,
    /// Words that only the earlier one has.
    pub removed: u32,
}

/// A piece of two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedPiece {
    /// Which text has it.
    pub side: Side,
    /// The piece.
    pub text: String,
}

/// Which of two texts has a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Both texts.
    Both,
    /// Only the earlier text.
    Removed,
    /// Only the later text.
    Added,
}

/// If a short paragraph shares at least this many words with a long one, this is not by chance: it is a piece
/// of it.
const BELIEVED: usize = 3;

/// If comparing each word of one text with each of the other takes more steps than this, nobody waits for it: the
/// words between the first and the last difference count as replaced. Two texts of 20,000 words stay below it.
const MOST_COMPARISONS: usize = 40_000 * 40_000;

/// Compares two texts for a person. Words are only matched within matching paragraphs. A paragraph that was
/// moved is shown as removed in one place and added in the other, and its words are not matched with those of
/// other paragraphs.
#[must_use]
pub fn words(before: &str, after: &str) -> Comparison {
    let (old, new) = (Text::of(before), Text::of(after));
    let same = same_paragraphs(&old, &new);
    compared(&old, &new, |is_old, paragraph| {
        same.get(&(is_old, paragraph)).copied()
    })
}

/// Compares two texts by their words alone, wherever the words are, to find how much of one text is in the
/// other.
#[must_use]
pub fn words_anywhere(before: &str, after: &str) -> Comparison {
    compared(&Text::of(before), &Text::of(after), |_, _| Some(0))
}

/// A text as words, punctuation and blanks, each with the number of its paragraph.
struct Text<'t> {
    words: Vec<(usize, &'t str)>,
    paragraphs: Vec<&'t str>,
}

impl<'t> Text<'t> {
    fn of(text: &'t str) -> Self {
        let paragraphs = Paragraphs::of(text);
        let mut words = Vec::new();
        let mut take = |number: usize, text: &'t str| {
            words.extend(text.split_word_bounds().map(|word| (number, word)));
        };
        take(0, paragraphs.before);
        for (number, paragraph) in paragraphs.all.iter().enumerate() {
            take(number, paragraph.text);
            take(number, paragraph.after);
        }
        Self {
            words,
            paragraphs: paragraphs.all.iter().map(|one| one.text).collect(),
        }
    }

    /// Where the words of these paragraphs are. What is before the first paragraph belongs to it.
    fn words_of(&self, paragraphs: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let place = |paragraph: usize| match paragraph {
            _ if paragraph == self.paragraphs.len() => self.words.len(),
            _ => self.words.partition_point(|(number, _)| *number < paragraph),
        };
        place(paragraphs.start)..place(paragraphs.end)
    }

    /// The words with letters or digits in these paragraphs.
    fn said(&self, paragraphs: std::ops::Range<usize>) -> Vec<(usize, &'t str)> {
        let words = self.words[self.words_of(paragraphs)].iter().copied();
        words.filter(|(_, word)| is_said(word)).collect()
    }
}

/// Gives equal numbers to paragraphs that are equal or derived from each other. The key is true for a
/// paragraph of the old text, with its index.
fn same_paragraphs(old: &Text, new: &Text) -> HashMap<(bool, usize), usize> {
    let mut same = Same::default();
    for stretch in stretches(&old.paragraphs, &new.paragraphs) {
        let pairs = match stretch.is_same {
            true => stretch.old.zip(stretch.new).collect(),
            false => made_of_each_other(&old.said(stretch.old), &new.said(stretch.new)),
        };
        for (old, new) in pairs {
            same.join(old, new);
        }
    }
    same.numbers
}

/// Paragraphs that share so many words, in order, that one was derived from the other by changing, dividing
/// or joining.
fn made_of_each_other(old: &[(usize, &str)], new: &[(usize, &str)]) -> Vec<(usize, usize)> {
    let (mut of_old, mut of_new) = (HashMap::new(), HashMap::new());
    for (number, _) in old {
        *of_old.entry(*number).or_insert(0_usize) += 1;
    }
    for (number, _) in new {
        *of_new.entry(*number).or_insert(0_usize) += 1;
    }
    let old_words: Vec<&str> = old.iter().map(|(_, word)| *word).collect();
    let new_words: Vec<&str> = new.iter().map(|(_, word)| *word).collect();
    let mut shared: Vec<((usize, usize), usize)> = Vec::new();
    let stretches = stretches(&old_words, &new_words).into_iter();
    for same in stretches.filter(|stretch| stretch.is_same) {
        for (old, new) in old[same.old].iter().zip(&new[same.new]) {
            let pair = (old.0, new.0);
            match shared.last_mut() {
                Some((last, count)) if *last == pair => *count += 1,
                _ => shared.push((pair, 1)),
            }
        }
    }
    let most = |of: fn(&(usize, usize)) -> usize| {
        let mut most: HashMap<usize, ((usize, usize), usize)> = HashMap::new();
        for (pair, count) in &shared {
            let own = most.entry(of(pair)).or_insert((*pair, *count));
            if *count > own.1 {
                *own = (*pair, *count);
            }
        }
        most
    };
    let (of_olds, of_news) = (most(|pair| pair.0), most(|pair| pair.1));
    let made = shared.into_iter().filter(|(pair, count)| {
        let shorter = of_old[&pair.0].min(of_new[&pair.1]);
        let is_most_of_both = of_olds[&pair.0].0 == *pair && of_news[&pair.1].0 == *pair;
        (is_most_of_both && count * 2 >= shorter) || (*count >= BELIEVED && count * 5 >= shorter * 4)
    });
    made.map(|(pair, _)| pair).collect()
}

/// Numbers for sets of paragraphs. Joining two paragraphs joins their sets.
#[derive(Default)]
struct Same {
    numbers: HashMap<(bool, usize), usize>,
    next: usize,
}

impl Same {
    fn join(&mut self, old: usize, new: usize) {
        let (old, new) = ((true, old), (false, new));
        match (self.numbers.get(&old).copied(), self.numbers.get(&new).copied()) {
            (None, None) => {
                self.numbers.insert(old, self.next);
                self.numbers.insert(new, self.next);
                self.next += 1;
            }
            (Some(number), None) => drop(self.numbers.insert(new, number)),
            (None, Some(number)) => drop(self.numbers.insert(old, number)),
            (Some(one), Some(other)) if one == other => {}
            (Some(one), Some(other)) => {
                for number in self.numbers.values_mut().filter(|number| **number == other) {
                    *number = one;
                }
            }
        }
    }
}

/// A part of two sequences, and whether it is the same in both.
struct Stretch {
    is_same: bool,
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
}

/// Two sequences from end to end, in parts that are the same in both and parts that differ.
fn stretches<T: std::hash::Hash + Eq>(before: &[T], after: &[T]) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut at = (0, 0);
    let end = (before.len()..before.len(), after.len()..after.len());
    for (old, new) in differences(before, after).into_iter().chain([end]) {
        stretches.push(Stretch {
            is_same: true,
            old: at.0..old.start,
            new: at.1..new.start,
        });
        at = (old.end, new.end);
        stretches.push(Stretch {
            is_same: false,
            old,
            new,
        });
    }
    stretches
}

/// The ranges in which two sequences differ, for each of the two.
fn differences<T: std::hash::Hash + Eq>(
    before: &[T],
    after: &[T],
) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let mut known: HashMap<&T, u32> = HashMap::new();
    let mut number = |one| {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        Token(*known.entry(one).or_insert(next))
    };
    let before: Vec<Token> = before.iter().map(&mut number).collect();
    let after: Vec<Token> = after.iter().map(&mut number).collect();
    let kinds = u32::try_from(known.len()).unwrap_or(u32::MAX);
    let is_same = |(one, other): &(&Token, &Token)| one == other;
    let start = before.iter().zip(&after).take_while(is_same).count();
    let rest = (&before[start..], &after[start..]);
    let end = rest
        .0
        .iter()
        .rev()
        .zip(rest.1.iter().rev())
        .take_while(is_same)
        .count();
    let middle = (start..before.len() - end, start..after.len() - end);
    if middle.0.len().saturating_mul(middle.1.len()) > MOST_COMPARISONS {
        return vec![middle];
    }
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Histogram, &before, &after, kinds);
    let range = |range: std::ops::Range<u32>| range.start as usize..range.end as usize;
    diff.hunks()
        .map(|hunk| (range(hunk.before), range(hunk.after)))
        .collect()
}

/// The ranges in which the words of two texts differ. Texts that are too long to compare word by word at once are
/// compared paragraph by paragraph.
fn word_differences<K: std::hash::Hash + Eq>(
    old: &Text,
    new: &Text,
    old_keys: &[K],
    new_keys: &[K],
) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let is_short = old_keys.len().saturating_mul(new_keys.len()) <= MOST_COMPARISONS;
    if is_short || old.paragraphs.is_empty() || new.paragraphs.is_empty() {
        return differences(old_keys, new_keys);
    }
    let mut found = Vec::new();
    let mut compare = |old_part: std::ops::Range<usize>, new_part: std::ops::Range<usize>| {
        let (one, other) = (old.words_of(old_part), new.words_of(new_part));
        let hunks = differences(&old_keys[one.clone()], &new_keys[other.clone()]);
        found.extend(hunks.into_iter().map(|(before, after)| {
            (
                before.start + one.start..before.end + one.start,
                after.start + other.start..after.end + other.start,
            )
        }));
    };
    for stretch in stretches(&old.paragraphs, &new.paragraphs) {
        match stretch.is_same {
            true => (stretch.old.zip(stretch.new)).for_each(|(old, new)| compare(old..old + 1, new..new + 1)),
            false => compare(stretch.old, stretch.new),
        }
    }
    found
}

/// Compares word by word. `number_of` returns equal numbers for paragraphs that may share words, and none for
/// a paragraph whose words match no others.
fn compared(old: &Text, new: &Text, number_of: impl Fn(bool, usize) -> Option<usize>) -> Comparison {
    let key = |is_old: bool, paragraph: usize, word| {
        let number = number_of(is_old, paragraph);
        (number, number.is_none() && is_old, word)
    };
    let old_keys: Vec<_> = old
        .words
        .iter()
        .map(|(number, word)| key(true, *number, *word))
        .collect();
    let new_keys: Vec<_> = new
        .words
        .iter()
        .map(|(number, word)| key(false, *number, *word))
        .collect();
    let mut comparison = Comparison {
        pieces: Vec::new(),
        added: 0,
        removed: 0,
    };
    let mut push = |side: Side, words: &[(usize, &str)]| {
        for (_, word) in words {
            match side {
                Side::Added => comparison.added += u32::from(is_said(word)),
                Side::Removed => comparison.removed += u32::from(is_said(word)),
                Side::Both => {}
            }
            match comparison.pieces.last_mut() {
                Some(piece) if piece.side == side => piece.text.push_str(word),
                _ => comparison.pieces.push(ComparedPiece {
                    side,
                    text: (*word).to_owned(),
                }),
            }
        }
    };
    let mut at = 0;
    for (before, after) in word_differences(old, new, &old_keys, &new_keys) {
        push(Side::Both, &old.words[at..before.start]);
        at = before.end;
        push(Side::Removed, &old.words[before]);
        push(Side::Added, &new.words[after]);
    }
    push(Side::Both, &old.words[at..]);
    comparison
}

fn is_said(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests;
