//! Finds the passage of a text that best shows what was searched for.

use std::collections::HashSet;

use super::folding::is_undivided;
use super::{Term, Word, words};

/// The number of words in a passage. In scripts whose characters are indexed in pairs, it is doubled.
const PASSAGE: usize = 32;
/// The number of words in a passage before its first match.
const BEFORE: usize = 6;

/// The largest number of matches that are considered for the passage and for the forms.
const MOST_LOOKED_AT: usize = 10_000;
/// The largest number of forms.
const MOST_FORMS: usize = 100;

/// The passage of a text for a search, and the forms of its matches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// The pieces of the passage. The second value is true for a match.
    pub parts: Vec<(String, bool)>,
    /// The matches in the whole text as they are written, each form once.
    pub forms: Vec<String>,
}

/// A place in a text where a term was found.
struct Match {
    /// The index of the first word.
    at: usize,
    /// The index of the word after the last one.
    next: usize,
    /// The end of the last word, in bytes.
    end: usize,
    /// The index of the term.
    term: usize,
    /// True if it is written like the term.
    is_exact: bool,
}

/// The passage of `text` that shows the most `terms` and, among equal ones, the most that are written alike.
/// If there is no match, the beginning of the text.
#[must_use]
pub fn passage(text: &str, terms: &[Term]) -> Passage {
    let words = words(text);
    let mut matches = Vec::new();
    for at in 0..words.len() {
        for (term, wanted) in terms.iter().enumerate() {
            if let Some((number, end)) = wanted.found_at(text, &words[at..]) {
                matches.push(Match {
                    at,
                    next: at + number,
                    end,
                    term,
                    is_exact: wanted.is_written(&text[words[at].start..end]),
                });
            }
        }
    }
    let (from, to) = window(text, &words, &matches);
    let forms = forms_of(text, &words, &matches);
    let mut parts = Vec::new();
    let Some(mut at) = words.get(from).map(|word| word.start) else {
        return Passage { parts, forms };
    };
    let end = words
        .get(to.saturating_sub(1))
        .map_or(text.len(), |word| word.end);
    let mut push = |piece: &str, is_match| {
        if !piece.is_empty() {
            parts.push((piece.replace(['\n', '\r'], " "), is_match));
        }
    };
    if from > 0 {
        push("…", false);
    }
    for found in matches {
        let start = words[found.at].start;
        if start >= at && found.end <= end {
            push(&text[at..start], false);
            push(&text[start..found.end], true);
            at = found.end;
        }
    }
    push(&text[at..end], false);
    if to < words.len() {
        push("…", false);
    }
    Passage { parts, forms }
}

/// The matches as they are written in the text, each form once.
fn forms_of(text: &str, words: &[Word<'_>], matches: &[Match]) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut forms = Vec::new();
    for found in matches.iter().take(MOST_LOOKED_AT) {
        let form = &text[words[found.at].start..found.end];
        if forms.len() < MOST_FORMS && seen.insert(form) {
            forms.push(form.to_owned());
        }
    }
    forms
}

/// The range of words in the passage: the first word, and the word after the last one.
fn window(text: &str, words: &[Word<'_>], matches: &[Match]) -> (usize, usize) {
    let is_sign = |at: usize| words.get(at).is_some_and(|word| is_undivided(&word.folded));
    let times = |number: usize, at: usize| if is_sign(at) { 2 * number } else { number };
    let most = |first: usize| times(PASSAGE, first);
    let count = |first: usize, counts: &dyn Fn(&Match) -> bool| {
        let end = first + most(first) - times(BEFORE, first);
        let inside = matches
            .iter()
            .filter(|found| found.at >= first && found.next <= end && counts(found));
        let mut terms: Vec<_> = inside.map(|found| found.term).collect();
        terms.sort_unstable();
        terms.dedup();
        terms.len()
    };
    let mut best = (0, (0, 0));
    // These matches are enough to choose from. Beyond the first 200, only those that are written like the
    // term count.
    let beginnings = matches.iter().take(200);
    let exact = matches
        .iter()
        .take(MOST_LOOKED_AT)
        .skip(200)
        .filter(|found| found.is_exact);
    for found in beginnings.chain(exact.take(50)) {
        let shown = (
            count(found.at, &|_| true),
            count(found.at, &|found| found.is_exact),
        );
        if shown > best.1 {
            best = (found.at, shown);
        }
    }
    let first = best.0;
    let mut from = first.saturating_sub(times(BEFORE, first));
    // If a paragraph begins shortly before the match, the passage begins there.
    for at in (from..first).rev() {
        if text[words[at].end..words[at + 1].start].contains('\n') {
            from = at + 1;
            break;
        }
    }
    (from, words.len().min(from + most(first)))
}
