//! A search term: a word or a phrase, as a person types it.

use super::folding::{is_in_word, is_undivided, letters};
use super::joined::{MOST_PIECES, SHORTENED, as_one, between, is_apostrophe};
use super::{Word, beginning, words};

/// A word, or the words of a phrase, to be found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The folded words, in order.
    words: Vec<String>,
    /// The last word may be the beginning of a longer one.
    is_beginning: bool,
    /// The words joined to one, if only apostrophes separate them. An apostrophe may stand for a letter that
    /// other people write differently.
    joined: Option<String>,
    /// The letters of the term, folded, including parts that `words` leaves out, such as the Arabic article.
    written: String,
}

impl Term {
    /// The term for `text`; none if it has no word.
    #[must_use]
    pub fn new(text: &str, is_beginning: bool) -> Option<Self> {
        let mut words = words(text);
        // The last character on its own is removed: the pair before it already contains it.
        if let [.., pair, last] = words.as_slice()
            && last.is_last_of(pair)
        {
            words.pop();
        }
        let last = words.last()?;
        // A single character is the beginning of pairs. Korean adds endings to words, and they cannot be
        // separated.
        let goes_on = !last.is_pair() && is_undivided(&last.folded) || is_korean(&last.folded);
        Some(Self {
            joined: joined(text),
            written: as_written(text),
            is_beginning: is_beginning || goes_on,
            words: words.into_iter().map(|word| word.folded.into_owned()).collect(),
        })
    }

    /// True for a single word of which no more has been typed than the beginning that the search stores.
    #[must_use]
    pub fn is_short_beginning(&self) -> bool {
        self.is_beginning && self.words.len() == 1 && beginning(&self.words[0]) == self.words[0]
    }

    /// The query for FTS5: a phrase, or two alternatives. A folded word has only letters and digits, so that
    /// no part of it can be read as an operator.
    #[must_use]
    pub fn expression(&self) -> String {
        let star = if self.is_beginning { "*" } else { "" };
        let phrase = format!("\"{}\"{star}", self.words.join(" "));
        match &self.joined {
            Some(joined) => format!("({phrase} OR \"{joined}\"{star})"),
            None => phrase,
        }
    }

    /// True if `found` is written like this term, except for case and marks, and not in another form.
    pub(super) fn is_written(&self, found: &str) -> bool {
        as_written(found) == self.written
    }

    /// If `words` of `text` begin with this term: how many words it covers, and where they end, in bytes.
    pub(super) fn found_at(&self, text: &str, words: &[Word<'_>]) -> Option<(usize, usize)> {
        self.found_in(words).or_else(|| self.found_parted(text, words))
    }

    /// As [`Self::found_at`], for a term of one word that the text writes with apostrophes.
    fn found_parted(&self, text: &str, words: &[Word<'_>]) -> Option<(usize, usize)> {
        let [wanted] = self.words.as_slice() else {
            return None;
        };
        let goes_on = |pair: &[Word<'_>]| is_apostrophe(between(text, &pair[0], &pair[1]));
        let pairs = words.windows(2).take(MOST_PIECES);
        let number = 1 + pairs.take_while(|pair| goes_on(pair)).count();
        let run = words.get(..number)?;
        let joined = as_one(run)?;
        let is_found = joined == *wanted || self.is_beginning && joined.starts_with(wanted.as_str());
        is_found.then(|| (number, run[number - 1].reach))
    }

    fn found_in(&self, text: &[Word<'_>]) -> Option<(usize, usize)> {
        if let (Some(joined), Some(word)) = (&self.joined, text.first())
            && (word.folded == *joined || self.is_beginning && word.folded.starts_with(joined.as_str()))
        {
            return Some((1, word.reach));
        }
        let last = self.words.len() - 1;
        for (at, (wanted, word)) in self.words.iter().zip(text).enumerate() {
            let goes_on = at == last && self.is_beginning && word.folded.starts_with(wanted.as_str());
            if word.folded != *wanted && !goes_on {
                return None;
            }
        }
        let found = text.get(last)?;
        // If only the first character of a pair was searched for, only that one is shown.
        let is_first = found.is_pair() && beginning(&self.words[last]) == self.words[last];
        Some((last + 1, if is_first { found.end } else { found.reach }))
    }
}

fn as_written(text: &str) -> String {
    letters(text.trim_matches(|sign| !is_in_word(sign)))
        .map(|(_, letter)| letter)
        .collect()
}

/// `text` as one word, if it is single words that are separated only by apostrophes: quran, for Qur’an.
fn joined(text: &str) -> Option<String> {
    let text = text.trim_matches(|sign| !is_in_word(sign));
    let mut joined = String::new();
    let mut pieces = 0;
    let mut is_shortened = false;
    for piece in text.split(['\'', '’', '‘', '`']) {
        let [word] = words(piece).try_into().ok()?;
        let word: Word<'_> = word;
        if word.reach < piece.len() || is_undivided(&word.folded) {
            return None;
        }
        pieces += 1;
        is_shortened = SHORTENED.contains(&&*word.folded);
        joined.push_str(&word.folded);
    }
    ((2..=MOST_PIECES).contains(&pieces) && !is_shortened).then_some(joined)
}

fn is_korean(folded: &str) -> bool {
    folded
        .chars()
        .next()
        .is_some_and(|sign| matches!(sign, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7ff}'))
}
