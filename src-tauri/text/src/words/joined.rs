//! Words that an apostrophe parts, as one word: quran, for Qur'an.

use std::collections::BTreeSet;

use super::folding::is_undivided;
use super::word::{Word, each};

/// What an apostrophe joins to a word in English, and nobody writes without one to mean the same.
pub(super) const SHORTENED: [&str; 7] = ["d", "ll", "m", "re", "s", "t", "ve"];
/// So many pieces may be one word. What apostrophes part more often is none, but a text that costs time.
pub(super) const MOST_PIECES: usize = 4;
/// Stands before each of them, so that no phrase is found across two: no word is folded to it.
const APART: &str = "\u{2bc}";

/// Whether words with this between them may be one.
pub(super) fn is_apostrophe(between: &str) -> bool {
    matches!(between, "'" | "’" | "‘")
}

/// What parts a word from the next; nothing where two pairs of signs share one.
pub(super) fn between<'t>(text: &'t str, word: &Word<'_>, next: &Word<'_>) -> &'t str {
    text.get(word.reach..next.start).unwrap_or_default()
}

/// As one word, where these are: none of a script that nothing divides, and no shortened one at the end.
pub(super) fn as_one(words: &[Word<'_>]) -> Option<String> {
    let last = words
        .last()
        .filter(|_| (2..=MOST_PIECES).contains(&words.len()))?;
    let is_none = SHORTENED.contains(&&*last.folded) || words.iter().any(|word| is_undivided(&word.folded));
    (!is_none).then(|| words.iter().map(|word| &*word.folded).collect())
}

/// All of `text`, each once.
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
