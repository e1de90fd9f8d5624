//! Joins the parts of a word with an apostrophe: quran, for Qur'an.

use std::collections::BTreeSet;

use super::folding::is_undivided;
use super::word::{Word, each};

/// English endings after an apostrophe. Words with these endings are always written with the apostrophe.
pub(super) const SHORTENED: [&str; 7] = ["d", "ll", "m", "re", "s", "t", "ve"];
/// The largest number of parts in one word. More parts are not a word, and would cost time.
pub(super) const MOST_PIECES: usize = 4;
/// Separates the joined words, so that no phrase matches across two of them. No word is folded to this
/// character.
const APART: &str = "\u{2bc}";

/// True if words with this text between them may be one word.
pub(super) fn is_apostrophe(between: &str) -> bool {
    matches!(between, "'" | "’" | "‘")
}

/// The text between a word and the next one. Empty if two pairs of characters overlap.
pub(super) fn between<'t>(text: &'t str, word: &Word<'_>, next: &Word<'_>) -> &'t str {
    text.get(word.reach..next.start).unwrap_or_default()
}

/// The words joined to one. None if one of them is in a script without spaces, or if the last one is an
/// English ending.
pub(super) fn as_one(words: &[Word<'_>]) -> Option<String> {
    let last = words
        .last()
        .filter(|_| (2..=MOST_PIECES).contains(&words.len()))?;
    let is_none = SHORTENED.contains(&&*last.folded) || words.iter().any(|word| is_undivided(&word.folded));
    (!is_none).then(|| words.iter().map(|word| &*word.folded).collect())
}

/// All joined words of `text`, each once.
pub(super) fn words(text: &str) -> String {
    let mut found = BTreeSet::new();
    let mut run: Vec<Word<'_>> = Vec::new();
    each(text, &mut |word| {
        let goes_on = run
            .last()
            .is_some_and(|last| is_apostrophe(between(text, last, &word)));
        if !goes_on {
            found.extend(as_one(&run));
            run.clear();
        }
        run.push(word);
    });
    found.extend(as_one(&run));
    let words = found.into_iter().map(|word| format!("{APART} {word} "));
    words.collect()
}
