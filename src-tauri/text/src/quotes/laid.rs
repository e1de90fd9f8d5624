//! A text with normalised white space for comparison. For each byte it knows the position in the original
//! text.

use std::ops::Range;

use crate::markdown::LINE_OF_CODE;

/// A text with normalised white space.
pub(super) struct Laid {
    /// The normalised text.
    pub text: String,
    /// For each byte of `text`, the start of its character in the original text.
    places: Vec<usize>,
}

impl Laid {
    /// Removes all white space, and characters that only allow or prevent a line break in a word.
    pub fn bare(written: &str) -> Self {
        let mut laid = Self::new(written.len());
        for (at, sign) in written.char_indices() {
            if !sign.is_whitespace() && !matches!(sign, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}') {
                laid.push(at, sign);
            }
        }
        laid
    }

    /// Replaces each run of white space by one line end if the run contains one, otherwise by one blank.
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

    /// The positions of `wanted`, including overlapping ones. An empty text has no positions.
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

    /// The range in the original text for `start..end` of this text. The last character must not be white
    /// space.
    pub fn in_source(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let last = self.text[..end].chars().next_back()?;
        Some(*self.places.get(start)?..*self.places.get(end - 1)? + last.len_utf8())
    }
}
