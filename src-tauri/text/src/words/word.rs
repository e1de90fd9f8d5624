//! The words of a text, one by one, in the folded form in which they are searched for.

use std::borrow::Cow;

use super::folding::{is_in_word, is_undivided, letters};

/// A word of a text. In a script without spaces between words, each character forms a word together with the
/// next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// The start of the word, in bytes.
    pub(super) start: usize,
    /// The end of the word, in bytes. For a pair of characters, the end of the first one.
    pub(super) end: usize,
    /// The end of the text that `folded` covers, in bytes.
    pub(super) reach: usize,
    /// The folded form.
    pub(super) folded: Cow<'t, str>,
}

impl Word<'_> {
    pub(super) fn is_pair(&self) -> bool {
        self.reach > self.end
    }

    /// True if this is the second character of `pair`, on its own because no other character follows.
    pub(super) fn is_last_of(&self, pair: &Self) -> bool {
        pair.is_pair() && self.start == pair.end && !self.is_pair()
    }
}

/// Calls `take` for each word of `text`.
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

/// The words of a run of letters that are not all ASCII.
pub(super) fn in_run<'t>(start: usize, run: &'t str, take: &mut impl FnMut(Word<'t>)) {
    let mut word: Option<Word<'t>> = None;
    let mut sign: Option<Word<'t>> = None;
    let mut from = start;
    for (end, folded) in letters(run) {
        let end = start + end;
        if !folded.starts_with(is_in_word) {
            // The letter is folded to nothing, or joins two letters.
            if let Some(word) = &mut word {
                (word.end, word.reach) = (end, end);
            }
        } else if is_undivided(&folded) {
            word.take()
                .map(Word::without_article)
                .into_iter()
                .for_each(&mut *take);
            // A few characters are folded to two.
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

// `&Cow` is needed: text borrowed through it lives longer than the reference itself.
#[allow(clippy::ptr_arg)]
pub(super) fn part(folded: &Cow<'static, str>, range: std::ops::Range<usize>) -> Cow<'static, str> {
    match folded {
        Cow::Borrowed(folded) => Cow::Borrowed(&folded[range]),
        Cow::Owned(folded) => Cow::Owned(folded[range].to_owned()),
    }
}

impl<'t> Word<'t> {
    /// The pair of this character and the next one.
    pub(super) fn with(mut self, next: &Self) -> Self {
        self.folded.to_mut().push_str(&next.folded);
        self.end = next.start;
        self.reach = next.reach;
        self
    }

    /// Removes the Arabic article, and the words “and”, “by”, “like” and “to” that are written together with
    /// it.
    pub(super) fn without_article(mut self) -> Self {
        if let Some(stem) = after_article(&self.folded) {
            self.folded = Cow::Owned(stem.to_owned());
        }
        self
    }
}

/// The part of an Arabic word after its article. If another word is written together with the article, this
/// part must have at least three letters, because many ordinary words begin in the same way.
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

/// The end of a run of characters from byte `at` on: of those that belong to a word, or of those that do not.
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

/// True if the character at byte `at` is between two letters and is written inside words of their script: an
/// apostrophe in Ukrainian or Belarusian, Hebrew abbreviation marks, or the dot in Catalan's double l.
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
        // In an abbreviation, the mark is before the last letter. Elsewhere it is a quotation mark.
        '"' | '”' | '“' if after.next().is_some_and(is_in_word) => false,
        _ => both('\u{5d0}'..='\u{5ea}'),
    }
}

pub(super) fn is_mark(sign: char) -> bool {
    unicode_normalization::char::is_combining_mark(sign)
}
