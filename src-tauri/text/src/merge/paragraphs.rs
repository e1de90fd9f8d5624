//! Splits a text into paragraphs, and paragraphs into words. No blank is lost, so that the text can be put
//! together again.

use unicode_segmentation::UnicodeSegmentation as _;

use super::regions::BEGINNING;

/// A text, split into paragraphs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Paragraphs<'a> {
    /// The blank lines before the first paragraph.
    pub before: &'a str,
    pub all: Vec<Paragraph<'a>>,
}

/// Lines that are not blank, without a blank line between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paragraph<'a> {
    /// The text from the indent of the first line to the last character.
    pub text: &'a str,
    /// The end of the last line, and the blank lines below.
    pub after: &'a str,
}

impl<'a> Paragraphs<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut starts_and_ends: Vec<(usize, usize)> = Vec::new();
        let (mut at, mut is_inside) = (0, false);
        for line in text.split_inclusive('\n') {
            let said = line.trim_end();
            let end = at + said.len();
            match starts_and_ends.last_mut() {
                _ if said.is_empty() => is_inside = false,
                Some((_, last)) if is_inside => *last = end,
                _ => {
                    starts_and_ends.push((at, end));
                    is_inside = true;
                }
            }
            at += line.len();
        }
        let nexts = starts_and_ends.iter().skip(1).map(|(start, _)| *start);
        let nexts = nexts.chain([text.len()]);
        let all = starts_and_ends
            .iter()
            .zip(nexts)
            .map(|(&(start, end), next)| Paragraph {
                text: &text[start..end],
                after: &text[end..next],
            });
        Self {
            before: &text[..starts_and_ends.first().map_or(text.len(), |(start, _)| *start)],
            all: all.collect(),
        }
    }

    /// The end of the last line, and the blank lines at the end of the text.
    pub fn end(&self) -> &'a str {
        self.all.last().map_or("", |last| last.after)
    }
}

/// A word, a punctuation sign, or the beginning of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// The text of the word. Empty at the beginning of a paragraph.
    pub text: &'a str,
    /// The white space after the word, including line ends.
    pub gap: &'a str,
    /// The index of the word's paragraph.
    pub paragraph: usize,
}

impl<'a> Word<'a> {
    pub fn is_beginning(&self) -> bool {
        self.text.is_empty()
    }

    /// The text by which the word is compared.
    pub fn key(&self) -> &'a str {
        match self.is_beginning() {
            true => BEGINNING,
            false => self.text,
        }
    }

    /// True for a word and for the beginning of a paragraph; false for a punctuation sign.
    pub fn is_said(&self) -> bool {
        self.is_beginning() || self.text.chars().any(char::is_alphanumeric)
    }
}

/// The words of paragraphs. Before the words of each paragraph is its beginning.
pub(super) fn words<'a>(paragraphs: &[Paragraph<'a>]) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = Vec::new();
    for (paragraph, Paragraph { text, .. }) in paragraphs.iter().enumerate() {
        let mut at = 0;
        let mut gap_from = 0;
        let mut last = Word {
            text: "",
            gap: "",
            paragraph,
        };
        for piece in text.split_word_bounds() {
            if !piece.chars().all(char::is_whitespace) {
                last.gap = &text[gap_from..at];
                words.push(last);
                last.text = piece;
                gap_from = at + piece.len();
            }
            at += piece.len();
        }
        last.gap = &text[gap_from..];
        words.push(last);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_into_paragraphs_and_every_byte_is_in_one_of_them() {
        let text = "\r\n  One\r\nmore. \n\n \n- Two\n\n\n";
        let taken = Paragraphs::of(text);
        let texts: Vec<_> = taken.all.iter().map(|one| one.text).collect();
        assert_eq!(texts, ["  One\r\nmore.", "- Two"]);
        let all: String = taken.all.iter().flat_map(|one| [one.text, one.after]).collect();
        assert_eq!(format!("{}{all}", taken.before), text);
        assert_eq!(Paragraphs::of("\n\n").before, "\n\n");
    }

    #[test]
    fn a_paragraph_is_taken_apart_into_words_and_signs_with_the_blanks_behind_them() {
        let taken = Paragraphs::of("  It’s so,\nhere.\n\nTwo");
        let words = words(&taken.all);
        let shown: Vec<_> = words.iter().map(|word| (word.text, word.gap)).collect();
        assert_eq!(
            shown,
            [
                ("", "  "),
                ("It’s", " "),
                ("so", ""),
                (",", "\n"),
                ("here", ""),
                (".", ""),
                ("", ""),
                ("Two", "")
            ]
        );
        assert_eq!(words.last().map(|word| word.paragraph), Some(1));
    }
}
