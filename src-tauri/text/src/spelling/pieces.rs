//! Converts a written word to the form that dictionaries know, and finds the parts of it that are words
//! themselves.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Elided words that French and related languages put before a vowel with an apostrophe, in lower case.
const ELISIONS: &[&str] = &[
    "l", "d", "j", "m", "n", "t", "s", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu",
    "entr",
];
/// Prefixes that are only used before a hyphen. A word list need not contain them.
const BEFORE_A_HYPHEN: &[&str] = &[
    "anti", "co", "de", "ex", "extra", "inter", "intra", "meta", "micro", "mid", "multi", "neo", "non",
    "para", "post", "pre", "pro", "proto", "pseudo", "quasi", "re", "self", "semi", "socio", "sub", "super",
    "trans", "ultra", "un",
];

/// A word in the form for comparison, and how it was written.
pub(super) struct Form {
    /// In NFC, with straight apostrophes and plain hyphens, without invisible characters, and without
    /// punctuation around it.
    pub text: String,
    has_typographic_apostrophe: bool,
}

impl Form {
    pub fn of(word: &str) -> Self {
        let text: String = word
            .nfc()
            .filter(|sign| !matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'))
            .map(|sign| match sign {
                '\u{2018}' | '\u{2019}' | '\u{2BC}' => '\'',
                '\u{2010}' | '\u{2011}' => '-',
                sign => sign,
            })
            .collect();
        let around = |sign: char| !sign.is_alphanumeric() && !is_combining_mark(sign);
        Self {
            text: text.trim_matches(around).to_owned(),
            has_typographic_apostrophe: word.contains('\u{2019}'),
        }
    }

    /// `text` with the kind of apostrophe that the word was written with.
    pub fn restored(&self, text: &str) -> String {
        if self.has_typographic_apostrophe {
            text.replace('\'', "\u{2019}")
        } else {
            text.replace('\u{2019}', "'")
        }
    }
}

/// The ranges of the words in `text`: between hyphens, dashes, slashes and full stops, after an elision,
/// before a possessive *'s*.
pub(super) fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let ends = text
        .match_indices(['-', '\u{2013}', '\u{2014}', '/', '.'])
        .map(|(at, sign)| (at, sign.len()))
        .chain([(text.len(), 0)]);
    for (end, length) in ends {
        let part = &text[start..end];
        let is_beginning = text[end..].starts_with('-') && is_among(BEFORE_A_HYPHEN, part);
        if !part.is_empty() && !is_beginning {
            found.push(within(part, start));
        }
        start = end + length;
    }
    found
}

/// The range of `part`, which begins at `start`, without an elision and without a possessive ending.
fn within(part: &str, start: usize) -> Range<usize> {
    let (mut from, mut to) = (0, part.len());
    if let Some(at) = part.find('\'')
        && is_among(ELISIONS, &part[..at])
    {
        from = at + 1;
    }
    for end in ["'s", "'S", "'"] {
        if let Some(rest) = part[from..].strip_suffix(end) {
            to = from + rest.len();
            break;
        }
    }
    start + from..start + to
}

fn is_among(words: &[&str], written: &str) -> bool {
    words.iter().any(|word| written.eq_ignore_ascii_case(word))
}

/// `word` without accents.
pub(super) fn without_accents(word: &str) -> String {
    word.nfd().filter(|sign| !is_combining_mark(*sign)).collect()
}
