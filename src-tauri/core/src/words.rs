//! Words as the search takes them: where they begin and end, how each is folded, what they begin with, and how many there are.

#[cfg(test)]
mod agreed;
mod counting;
mod folding;
mod joined;
mod passage;
mod table;
mod terms;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeSet;

pub use counting::count;
pub use passage::{Passage, passage};
pub use terms::Term;

pub(crate) use folding::is_in_word;
use folding::{is_undivided, letters};

/// Letters of the beginnings that the search keeps of every word, so that a word of which no more than this has been
/// typed costs no more than a whole one.
pub const BEGINNING: usize = 3;

/// A word of a text. In a script whose words nothing divides, each sign stands as a word, together with the one after it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word<'t> {
    /// The byte at which it begins.
    start: usize,
    /// Where it ends; of a pair of signs, where the first one does.
    end: usize,
    /// Where all that is in `folded` ends.
    reach: usize,
    /// As it is looked for.
    folded: Cow<'t, str>,
}

impl Word<'_> {
    fn is_pair(&self) -> bool {
        self.reach > self.end
    }

    /// Whether this is the second sign of `pair`, and stands alone since no other follows.
    fn is_last_of(&self, pair: &Self) -> bool {
        pair.is_pair() && self.start == pair.end && !self.is_pair()
    }
}

/// The words of `text`: runs of letters, digits and the marks on them.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    each(text, &mut |word| words.push(word));
    words
}

/// The words of `text`, folded, as the index takes them: parted by what is no letter. Those that an apostrophe parts come once more at the
/// end, as one: `quran` is looked for as often as `Qur'an`, and `homme` as `l'homme`.
#[must_use]
pub fn searchable(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        let joined = match text.contains('\'') {
            true => joined::words(text),
            false => String::new(),
        };
        return match joined.is_empty() {
            true => Cow::Borrowed(text),
            false => Cow::Owned(format!("{text} {joined}")),
        };
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    each(text, &mut |word| {
        out.push_str(&word.folded);
        out.push(' ');
    });
    out.push_str(&joined::words(text));
    Cow::Owned(out)
}

/// Gives each word of `text` to `take`.
fn each<'t>(text: &'t str, take: &mut impl FnMut(Word<'t>)) {
    let mut at = 0;
    loop {
        let start = passed_over(text, at, false);
        at = passed_over(text, start, true);
        if start == at {
            return;
        }
        let run = &text[start..at];
        if run.is_ascii() {
            let has_capitals = run.bytes().any(|byte| byte.is_ascii_uppercase());
            take(Word {
                start,
                end: at,
                reach: at,
                folded: if has_capitals {
                    Cow::Owned(run.to_ascii_lowercase())
                } else {
                    Cow::Borrowed(run)
                },
            });
        } else {
            in_run(start, run, take);
        }
    }
}

/// The words of a run of letters that are not all of ASCII.
fn in_run<'t>(start: usize, run: &'t str, take: &mut impl FnMut(Word<'t>)) {
    let mut word: Option<Word<'t>> = None;
    let mut sign: Option<Word<'t>> = None;
    let mut from = start;
    for (end, folded) in letters(run) {
        let end = start + end;
        if !folded.starts_with(is_in_word) {
            // Nothing is left of it, or it joins two letters.
            if let Some(word) = &mut word {
                (word.end, word.reach) = (end, end);
            }
        } else if is_undivided(&folded) {
            word.take()
                .map(Word::without_article)
                .into_iter()
                .for_each(&mut *take);
            // Few signs are two in one.
            let mut begun = 0;
            for (stop, _) in letters(&folded) {
                let end = if stop == folded.len() { end } else { from };
                let next = Word {
                    start: from,
                    end,
                    reach: end,
                    folded: part(&folded, begun..stop),
                };
                if let Some(before) = sign.replace(next.clone()) {
                    take(before.with(&next));
                }
                begun = stop;
            }
        } else {
            sign.take().into_iter().for_each(&mut *take);
            match &mut word {
                Some(word) => {
                    word.folded.to_mut().push_str(&folded);
                    (word.end, word.reach) = (end, end);
                }
                None => {
                    word = Some(Word {
                        start: from,
                        end,
                        reach: end,
                        folded,
                    });
                }
            }
        }
        from = end;
    }
    let last = word.map(Word::without_article).or(sign);
    last.into_iter().for_each(take);
}

// What is borrowed outlives the reference, as no `&str` of it would.
#[allow(clippy::ptr_arg)]
fn part(folded: &Cow<'static, str>, range: std::ops::Range<usize>) -> Cow<'static, str> {
    match folded {
        Cow::Borrowed(folded) => Cow::Borrowed(&folded[range]),
        Cow::Owned(folded) => Cow::Owned(folded[range].to_owned()),
    }
}

impl<'t> Word<'t> {
    /// This sign with the one after it.
    fn with(mut self, next: &Self) -> Self {
        self.folded.to_mut().push_str(&next.folded);
        self.end = next.start;
        self.reach = next.reach;
        self
    }

    /// Without the Arabic article, and what is written together with it: “and”, “by”, “like”, “to”.
    fn without_article(mut self) -> Self {
        if let Some(stem) = after_article(&self.folded) {
            self.folded = Cow::Owned(stem.to_owned());
        }
        self
    }
}

/// What follows the article of an Arabic word. After a word that is written together with the article, three letters at least:
/// many words begin so by themselves.
fn after_article(word: &str) -> Option<&str> {
    let has = |stem: &str, letters: usize| stem.chars().count() >= letters;
    let bare = |word: &str| -> Option<usize> { word.starts_with("ال").then_some("ال".len()) };
    if let Some(at) = bare(word) {
        return Some(&word[at..]).filter(|stem| has(stem, 2) && !stem.starts_with("له"));
    }
    if let Some(stem) = word.strip_prefix("لل") {
        return Some(stem).filter(|stem| has(stem, 2));
    }
    let rest = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    if let Some(stem) = rest.strip_prefix("لل") {
        return Some(stem).filter(|stem| has(stem, 3));
    }
    let rest = rest.strip_prefix(['ب', 'ك']).unwrap_or(rest);
    let stem = (rest.len() < word.len()).then_some(rest)?.strip_prefix("ال")?;
    (has(stem, 3) && !stem.starts_with("له")).then_some(stem)
}

/// Where, from byte `at` on, the signs that are in a word, or those that are not, end.
fn passed_over(text: &str, mut at: usize, in_word: bool) -> usize {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() != in_word && !(in_word && is_joint(text, at)) {
                break;
            }
            at += 1;
            continue;
        }
        match text[at..].chars().next() {
            Some(sign) if is_in_word(sign) == in_word || in_word && is_joint(text, at) => {
                at += sign.len_utf8();
            }
            _ => break,
        }
    }
    at
}

/// Whether the sign at byte `at` is one between two letters that is written inside words of their script: an apostrophe in Ukrainian
/// or Belarusian, Hebrew's marks of abbreviations, the dot in Catalan's double l.
pub(crate) fn is_joint(text: &str, at: usize) -> bool {
    let mut after = text[at..].chars();
    let (Some(sign), Some(next)) = (after.next(), after.next()) else {
        return false;
    };
    if !matches!(sign, '\'' | '"' | '·' | '‧' | '׳' | '״' | '’' | '‘' | '”' | '“') {
        return false;
    }
    let mut before = text[..at].chars().rev().filter(|sign| !is_mark(*sign));
    let Some(last) = before.next() else {
        return false;
    };
    let both = |script: std::ops::RangeInclusive<char>| script.contains(&last) && script.contains(&next);
    match sign {
        '·' | '‧' => matches!((last, next), ('l', 'l') | ('L', 'L')),
        '\'' | '’' | '‘' => both('\u{400}'..='\u{52f}') || both('\u{5d0}'..='\u{5ea}'),
        // An abbreviation has it before its last letter; elsewhere, something is quoted.
        '"' | '”' | '“' if after.next().is_some_and(is_in_word) => false,
        _ => both('\u{5d0}'..='\u{5ea}'),
    }
}

fn is_mark(sign: char) -> bool {
    unicode_normalization::char::is_combining_mark(sign)
}

/// As much of `beginning`, which is one sign too long, as ends with a word; where nothing divides words, with a letter.
#[must_use]
pub fn whole_words(beginning: &str) -> &str {
    let spaced = beginning.rfind(char::is_whitespace);
    let last = letters(beginning)
        .zip(letters(beginning).skip(1))
        .filter(|((_, folded), _)| is_undivided(folded))
        .last();
    let letter = last.map(|((end, _), _)| end);
    let sign = beginning.char_indices().next_back().map(|(at, _)| at);
    &beginning[..spaced.max(letter).or(sign).unwrap_or_default()]
}

/// What the words of `texts` begin with, each once, divided by spaces.
#[must_use]
pub fn beginnings(texts: &[&str]) -> String {
    let mut out = String::new();
    let mut known = vec![false; SIGNS * SIGNS * SIGNS];
    let mut others = BTreeSet::new();
    for text in texts {
        each(text, &mut |word| {
            let start = beginning(&word.folded);
            let Some(number) = number(start) else {
                if !others.contains(start) {
                    others.insert(start.to_owned());
                }
                return;
            };
            if !std::mem::replace(&mut known[number], true) {
                out.push_str(start);
                out.push(' ');
            }
        });
    }
    for start in others {
        out.push_str(&start);
        out.push(' ');
    }
    out
}

/// Letters and digits of ASCII, and none.
const SIGNS: usize = 37;

/// A number for a beginning of letters and digits of ASCII.
fn number(beginning: &str) -> Option<usize> {
    let mut number = 0;
    for sign in beginning.bytes() {
        number = number * SIGNS
            + match sign {
                b'a'..=b'z' => usize::from(sign - b'a') + 1,
                b'0'..=b'9' => usize::from(sign - b'0') + 27,
                _ => return None,
            };
    }
    Some(number)
}

/// A folded word up to its third letter; where signs stand in pairs, the first one.
fn beginning(folded: &str) -> &str {
    if is_undivided(folded) {
        let end = letters(folded).next().map_or(folded.len(), |(end, _)| end);
        return &folded[..end];
    }
    let end = folded.char_indices().nth(BEGINNING);
    end.map_or(folded, |(at, _)| &folded[..at])
}
