//! Spelling: which words the dictionaries of a language do not know, and suggestions for them.
//!
//! The dictionaries are Hunspell's, and are passed in as texts. Words are checked as people write them: with
//! typographic apostrophes, elisions and possessives, hyphens, and accents in either of Unicode's forms. Some
//! things are not checked, because a word list does not cover them: abbreviations in capitals, words with
//! digits, words in another script.

mod added;
mod languages;
mod pieces;

pub use added::Added;
pub use languages::{Language, language_for, languages};

use pieces::{Form, pieces};
use thiserror::Error;

/// The largest number of suggestions. More would be a list to search.
pub const MOST_SUGGESTED: usize = 7;
/// The longest word for which there are suggestions, in letters. The time grows faster than the word; at this
/// length French, the slowest, takes about half a second.
const LONGEST_SUGGESTED_FOR: usize = 32;
/// The longest word in capitals that counts as an abbreviation (`UNESCO`) and not as an ordinary word, in
/// letters.
const LONGEST_ABBREVIATION: usize = 6;

/// A dictionary that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "The spelling dictionary cannot be read, so spelling is not checked. Nothing else is affected. ({0})"
)]
pub struct SpellingError(String);

/// The dictionaries of one language, ready for use. They are loaded once, which takes at most some 40 ms and
/// 6 MiB.
#[derive(Debug)]
pub struct Speller {
    dictionaries: Vec<Dictionary>,
}

#[derive(Debug)]
struct Dictionary {
    words: spellbook::Dictionary,
    /// The language uses accents. In English, `naïve` is as correct as `naive`, although its dictionaries
    /// know only `naive`.
    has_accents: bool,
}

impl Speller {
    /// A speller with one dictionary, given as the texts of its `.aff` and its `.dic` file.
    ///
    /// # Errors
    /// The texts are not a Hunspell dictionary.
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

    /// A speller that accepts a word if either of the two knows it. Most suggestions come from the first one.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        self.dictionaries.extend(other.dictionaries);
        self
    }

    /// The misspelt ones among `words`, as they are written, in order. `also_right` is called for words that
    /// no dictionary knows, in NFC and with straight apostrophes. [`Added`] can answer it for words that a
    /// person has added.
    #[must_use]
    pub fn misspelt(&self, words: &[String], also_right: &dyn Fn(&str) -> bool) -> Vec<String> {
        words
            .iter()
            .filter(|word| !self.is_right(&Form::of(word).text, also_right))
            .cloned()
            .collect()
    }

    /// Suggestions for `word`, the most likely first, at most [`MOST_SUGGESTED`]. This takes up to half a
    /// second, so it must not be called while a window waits.
    #[must_use]
    pub fn suggest(&self, word: &str) -> Vec<String> {
        let form = Form::of(word);
        let text = form.text.as_str();
        let parts = pieces(text);
        let mut wrong = parts
            .iter()
            .filter(|part| !self.is_piece_right(&text[(*part).clone()], &|_| false));
        // If only one part is wrong, the rest stays as it is: «l’autorte», “law-makign”.
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
            // The similarity search over all words costs the most, and gives the same in each dictionary of a
            // language.
            let suggester = dictionary.words.suggester();
            let mut its = Vec::new();
            suggester
                .with_ngram_suggestions(position == 0)
                .suggest(piece, &mut its);
            meant.append(&mut its);
        }
        // Two words in place of one are rarely what was meant. They come after single words.
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

/// True if the letters that a dictionary tries for suggestions (its `TRY` line) include accented ones.
fn has_accents(aff: &str) -> bool {
    aff.lines()
        .find_map(|line| line.strip_prefix("TRY "))
        .is_none_or(|letters| {
            letters
                .chars()
                .any(|letter| !letter.is_ascii() && letter.is_alphabetic())
        })
}

/// True if a word list does not cover this: no Latin letter, a digit, only one letter, or an abbreviation in
/// capitals, perhaps in the plural (`NGOs`).
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
