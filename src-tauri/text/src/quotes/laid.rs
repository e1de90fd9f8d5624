//! A text laid out for comparison, each byte of it with its place in the text as written.

use std::ops::Range;

use crate::markdown::LINE_OF_CODE;

/// A text whose white space has been made comparable.
pub(super) struct Laid {
    /// The text as compared.
    pub text: String,
    /// For each byte of `text`, where its character begins in the text as written.
    places: Vec<usize>,
}

impl Laid {
    /// Without any white space, and without what only marks where a word may be broken.
    pub fn bare(written: &str) -> Self {
        let mut laid = Self::new(written.len());
        for (at, sign) in written.char_indices() {
            if !sign.is_whitespace() && !matches!(sign, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}') {
                laid.push(at, sign);
            }
        }
        laid
    }

    /// With one line end or one blank for each run of white space, by whether there is a line end in it.
    pub fn even(written: &str) -> Self {
        let mut laid = Self::new(written.len());
        let mut blank: Option<(usize, char)> = None;
        for (at, sign) in written.char_indices() {
            if sign.is_whitespace() {
                let (start, kind) = blank.unwrap_or((at, ' '));
                blank = Some((
                    start,
                    if matches!(sign, '\n' | LINE_OF_CODE) {
                        '\n'
                    } else {
                        kind
                    },
                ));
                continue;
            }
            if let Some((start, kind)) = blank.take() {
                laid.push(start, kind);
            }
            laid.push(at, sign);
        }
        if let Some((start, kind)) = blank {
            laid.push(start, kind);
        }
        laid
    }

    fn new(length: usize) -> Self {
        Self {
            text: String::with_capacity(length),
            places: Vec::with_capacity(length),
        }
    }

    fn push(&mut self, at: usize, sign: char) {
        self.text.push(sign);
        self.places.resize(self.text.len(), at);
    }

    /// Where `wanted` begins, also where two of them overlap. An empty text is nowhere.
    pub fn places_of(&self, wanted: &str) -> Vec<usize> {
        let mut places = Vec::new();
        let mut from = 0;
        let step = wanted.chars().next().map_or(0, char::len_utf8);
        while step > 0
            && let Some(at) = self.text[from..].find(wanted)
        {
            places.push(from + at);
            from += at + step;
        }
        places
    }

    /// The range of the text as written for `start..end` of this one. Its last character must not be white space.
    pub fn in_source(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let last = self.text[..end].chars().next_back()?;
        Some(*self.places.get(start)?..*self.places.get(end - 1)? + last.len_utf8())
    }
}
