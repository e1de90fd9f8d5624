//! Spelling: which words a language's dictionaries do not know, and what may have been meant.
//!
//! The dictionaries are Hunspell's, handed in as texts. A word is looked at as people write it: with typographic
//! apostrophes, elisions and possessives, hyphens, accents in either of Unicode's forms. What cannot be known from a list of
//! words is left alone: abbreviations in capitals, what has a digit in it, words in another script.

mod added;
mod languages;
mod pieces;

pub use added::Added;
pub use languages::{Language, language_for, languages};

use pieces::{Form, pieces};
use thiserror::Error;

/// How many words are suggested: more are a list to search, not a suggestion.
pub const MOST_SUGGESTED: usize = 7;
/// Letters of the longest word for which another is suggested. The search grows faster than the word; at this length
/// French, the slowest, takes about half a second.
const LONGEST_SUGGESTED_FOR: usize = 32;
/// Letters of the longest word written in capitals that is taken for an abbreviation (`UNESCO`), not for a word.
const LONGEST_ABBREVIATION: usize = 6;

/// A dictionary cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "The spelling dictionary cannot be read, so spelling is not checked. Nothing else is affected. ({0})"
)]
pub struct SpellingError(String);

/// The dictionaries of one language, ready to be asked. Made once and kept: that takes some 40 ms and 6 MiB at the most.
#[derive(Debug)]
pub struct Speller {
    dictionaries: Vec<Dictionary>,
}

#[derive(Debug)]
struct Dictionary {
    words: spellbook::Dictionary,
    /// The language writes accents. In English, `naïve` is as right as the `naive` that its dictionaries know.
    has_accents: bool,
}

impl Speller {
    /// A speller with one dictionary: the texts of its `.aff` and its `.dic` file.
    ///
    /// # Errors
    /// Where these are no Hunspell dictionary.
    pub fn new(aff: &str, dic: &str) -> Result<Self, SpellingError> {
        let words = spellbook::Dictionary::new(aff, dic).map_err(|error| SpellingError(error.to_string()))?;
        let dictionary = Dictionary {
            words,
            has_accents: has_accents(aff),
        };
        Ok(Self {
            dictionaries: vec![dictionary],
        })
    }

    /// A speller for which a word is right if either knows it. Suggestions come from this one above all.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        self.dictionaries.extend(other.dictionaries);
        self
    }

    /// Those of `words` that are misspelt, as they are written, in order. `also_right` is asked about words that no
    /// dictionary knows, in NFC and with straight apostrophes; [`Added`] answers it for the words that a person added.
    #[must_use]
    pub fn misspelt(&self, words: &[String], also_right: &dyn Fn(&str) -> bool) -> Vec<String> {
        words
            .iter()
            .filter(|word| !self.is_right(&Form::of(word).text, also_right))
            .cloned()
            .collect()
    }

    /// What may have been meant by `word`, the likeliest first; at most [`MOST_SUGGESTED`]. This takes up to half a second,
    /// so never where a window waits.
    #[must_use]
    pub fn suggest(&self, word: &str) -> Vec<String> {
        let form = Form::of(word);
        let text = form.text.as_str();
        let parts = pieces(text);
        let mut wrong = parts
            .iter()
            .filter(|part| !self.is_piece_right(&text[(*part).clone()], &|_| false));
        // Where one part alone is wrong, the rest is kept as it is: «l’autorte», “law-makign”.
        let part = match (wrong.next(), wrong.next()) {
            (Some(part), None) => part.clone(),
            _ => 0..text.len(),
        };
        let mut suggestions: Vec<String> = Vec::new();
        for meant in self.meant_by(&text[part.clone()]) {
            let whole = form.restored(&format!("{}{meant}{}", &text[..part.start], &text[part.end..]));
            if whole != word && !suggestions.contains(&whole) {
                suggestions.push(whole);
            }
        }
        suggestions.truncate(MOST_SUGGESTED);
        suggestions
    }

    fn meant_by(&self, piece: &str) -> Vec<String> {
        let mut meant = Vec::new();
        if piece.chars().count() > LONGEST_SUGGESTED_FOR {
            return meant;
        }
        for (position, dictionary) in self.dictionaries.iter().enumerate() {
            // Likeness to all words costs the most, and finds the same in each dictionary of a language.
            let suggester = dictionary.words.suggester();
            let mut its = Vec::new();
            suggester
                .with_ngram_suggestions(position == 0)
                .suggest(piece, &mut its);
            meant.append(&mut its);
        }
        // Two words for one are rarely what was meant where there is one word that was.
        meant.sort_by_key(|word| word.contains([' ', '-']) && !piece.contains('-'));
        meant
    }

    fn is_right(&self, text: &str, also_right: &dyn Fn(&str) -> bool) -> bool {
        self.is_piece_right(text, also_right)
            || pieces(text)
                .into_iter()
                .all(|part| self.is_piece_right(&text[part], also_right))
    }

    fn is_piece_right(&self, piece: &str, also_right: &dyn Fn(&str) -> bool) -> bool {
        is_no_word(piece)
            || self.dictionaries.iter().any(|dictionary| dictionary.knows(piece))
            || also_right(piece)
    }
}

impl Dictionary {
    fn knows(&self, word: &str) -> bool {
        let with_accents_off = || !word.is_ascii() && self.words.check(&pieces::without_accents(word));
        self.words.check(word)
            || (word.contains('\'') && self.words.check(&word.replace('\'', "\u{2019}")))
            || (!self.has_accents && with_accents_off())
    }
}

/// Whether the letters that a dictionary tries when it suggests (its `TRY` line) have accented ones among them.
fn has_accents(aff: &str) -> bool {
    aff.lines()
        .find_map(|line| line.strip_prefix("TRY "))
        .is_none_or(|letters| {
            letters
                .chars()
                .any(|letter| !letter.is_ascii() && letter.is_alphabetic())
        })
}

/// Whether a list of words says nothing about this: no letter of the Latin script, a digit, one letter alone, or an
/// abbreviation in capitals, perhaps of several (`NGOs`).
fn is_no_word(piece: &str) -> bool {
    let is_latin = |letter: char| {
        letter.is_ascii_alphabetic() || matches!(letter, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
    };
    let letters = piece.chars().count();
    let capitals = piece
        .strip_suffix('s')
        .filter(|rest| rest.len() > 1)
        .unwrap_or(piece);
    letters <= 1
        || !piece.chars().any(is_latin)
        || piece.chars().any(char::is_numeric)
        || (letters <= LONGEST_ABBREVIATION && capitals.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests;
