//! The passage of a text that shows what was looked for in it.

use super::folding::is_undivided;
use super::{Term, Word, words};

/// Words of a passage; of signs that stand in pairs, twice as many.
const PASSAGE: usize = 32;
/// Words of a passage before its first match.
const BEFORE: usize = 6;

/// A place in a text where a term was found.
struct Match {
    /// Its first word.
    at: usize,
    /// The word after its last one.
    next: usize,
    /// The byte after it.
    end: usize,
    /// Which term it is.
    term: usize,
}

/// The passage of `text` that shows most of `terms`, or its beginning where it shows none: pieces, each with whether it
/// is a match.
#[must_use]
pub fn passage(text: &str, terms: &[Term]) -> Vec<(String, bool)> {
    let words = words(text);
    let mut matches = Vec::new();
    for at in 0..words.len() {
        for (term, wanted) in terms.iter().enumerate() {
            if let Some((number, end)) = wanted.found_at(text, &words[at..]) {
                let next = at + number;
                matches.push(Match { at, next, end, term });
            }
        }
    }
    let (from, to) = window(text, &words, &matches);
    let mut parts = Vec::new();
    let Some(mut at) = words.get(from).map(|word| word.start) else {
        return parts;
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
    parts
}

/// The words of the passage: from, and up to but not including.
fn window(text: &str, words: &[Word<'_>], matches: &[Match]) -> (usize, usize) {
    let is_sign = |at: usize| words.get(at).is_some_and(|word| is_undivided(&word.folded));
    let times = |number: usize, at: usize| if is_sign(at) { 2 * number } else { number };
    let most = |first: usize| times(PASSAGE, first);
    let shown = |first: usize| {
        let inside = matches
            .iter()
            .filter(|found| found.at >= first && found.next <= first + most(first) - times(BEFORE, first));
        let mut terms: Vec<_> = inside.map(|found| found.term).collect();
        terms.sort_unstable();
        terms.dedup();
        terms.len()
    };
    let mut best = (0, 0);
    // So many beginnings are enough to choose from.
    for found in matches.iter().take(200) {
        let terms = shown(found.at);
        if terms > best.1 {
            best = (found.at, terms);
        }
    }
    let first = best.0;
    let mut from = first.saturating_sub(times(BEFORE, first));
    // A paragraph is begun at its beginning where that is near.
    for at in (from..first).rev() {
        if text[words[at].end..words[at + 1].start].contains('\n') {
            from = at + 1;
            break;
        }
    }
    (from, words.len().min(from + most(first)))
}
