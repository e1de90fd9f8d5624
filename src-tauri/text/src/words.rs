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
mod word;

use std::borrow::Cow;
use std::collections::BTreeSet;

pub use counting::count;
pub use passage::{Passage, passage};
pub use terms::Term;

pub use folding::is_in_word;
use folding::{is_undivided, letters};
pub use word::is_joint;
use word::{Word, each};

/// Letters of the beginnings that the search keeps of every word, so that a word of which no more than this has been
/// typed costs no more than a whole one.
pub const BEGINNING: usize = 3;

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

/// A folded word up to its third letter; where signs come in pairs, the first one.
fn beginning(folded: &str) -> &str {
    if is_undivided(folded) {
        let end = letters(folded).next().map_or(folded.len(), |(end, _)| end);
        return &folded[..end];
    }
    let end = folded.char_indices().nth(BEGINNING);
    end.map_or(folded, |(at, _)| &folded[..at])
}
