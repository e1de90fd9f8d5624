//! The words of a text, one by one, as they are folded to be found.

use std::borrow::Cow;

use super::folding::{is_in_word, is_undivided, letters};

/// A word of a text. In a script whose words nothing divides, each sign is a word, together with the one after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// The byte at which it begins.
    pub(super) start: usize,
    /// Where it ends; of a pair of signs, where the first one does.
    pub(super) end: usize,
    /// Where all that is in `folded` ends.
    pub(super) reach: usize,
    /// As it is looked for.
    pub(super) folded: Cow<'t, str>,
}

impl Word<'_> {
    pub(super) fn is_pair(&self) -> bool {
        self.reach > self.end
    }

    /// Whether this is the second sign of `pair`, and is alone since no other follows.
    pub(super) fn is_last_of(&self, pair: &Self) -> bool {
        pair.is_pair() && self.start == pair.end && !self.is_pair()
    }
}

/// Gives each word of `text` to `take`.
pub(super) fn each<'t>(text: &'t str, take: &mut impl FnMut(Word<'t>)) {
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
pub(super) fn in_run<'t>(start: usize, run: &'t str, take: &mut impl FnMut(Word<'t>)) {
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
pub(super) fn part(folded: &Cow<'static, str>, range: std::ops::Range<usize>) -> Cow<'static, str> {
    match folded {
        Cow::Borrowed(folded) => Cow::Borrowed(&folded[range]),
        Cow::Owned(folded) => Cow::Owned(folded[range].to_owned()),
    }
}

impl<'t> Word<'t> {
    /// This sign with the one after it.
    pub(super) fn with(mut self, next: &Self) -> Self {
        self.folded.to_mut().push_str(&next.folded);
        self.end = next.start;
        self.reach = next.reach;
        self
    }

    /// Without the Arabic article, and what is written together with it: “and”, “by”, “like”, “to”.
    pub(super) fn without_article(mut self) -> Self {
        if let Some(stem) = after_article(&self.folded) {
            self.folded = Cow::Owned(stem.to_owned());
        }
        self
    }
}

/// What follows the article of an Arabic word. After a word that is written together with the article, three letters at least:
/// many words begin so by themselves.
pub(super) fn after_article(word: &str) -> Option<&str> {
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
pub(super) fn passed_over(text: &str, mut at: usize, in_word: bool) -> usize {
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
pub fn is_joint(text: &str, at: usize) -> bool {
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

pub(super) fn is_mark(sign: char) -> bool {
    unicode_normalization::char::is_combining_mark(sign)
}
