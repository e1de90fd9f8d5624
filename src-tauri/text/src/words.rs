//! Words as the search sees them: where they begin and end, how each is folded, their beginnings, and how
//! many there are.

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

/// The number of letters in the beginnings that the search stores for every word. With them, a search for a
/// word of which only this much has been typed costs no more than a search for a whole word.
pub const BEGINNING: usize = 3;

/// The words of `text`: runs of letters and digits, with their combining marks.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    each(text, &mut |word| words.push(word));
    words
}

/// The folded words of `text` for the index, separated by characters that are not letters. Words that are
/// joined by an apostrophe are added at the end as one word: people search for `quran` as often as for
/// `Qur'an`, and for `homme` as often as for `l'homme`.
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

/// `beginning`, which is one character too long, shortened to the end of a word. In a script without spaces
/// between words, it is shortened to the end of a letter.
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

/// The beginnings of the words of `texts`, each once, separated by spaces.
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

/// The number of ASCII letters and digits, and one more for “none”.
const SIGNS: usize = 37;

/// A number for a beginning that consists of ASCII letters and digits.
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

/// The first three letters of a folded word. In a script whose characters are indexed in pairs, the first
/// character.
fn beginning(folded: &str) -> &str {
    if is_undivided(folded) {
        let end = letters(folded).next().map_or(folded.len(), |(end, _)| end);
        return &folded[..end];
    }
    let end = folded.char_indices().nth(BEGINNING);
    end.map_or(folded, |(at, _)| &folded[..at])
}
