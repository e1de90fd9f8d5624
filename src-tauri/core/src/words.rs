//! Words as the search takes them: where they begin and end, what they begin with, and the passage that shows a match.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Letters of the beginnings that the search keeps of every word, so that a word of which no more than this has been
/// typed costs no more than a whole one.
pub const BEGINNING: usize = 3;
/// Words of a passage.
const PASSAGE: usize = 32;
/// Words of a passage before its first match.
const BEFORE: usize = 6;

/// A word, or the words of a phrase, as looked for in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The words, folded, in order.
    words: Vec<String>,
    /// The last word may go on.
    is_beginning: bool,
}

impl Term {
    /// The term that is written `text`; none where it has no word.
    #[must_use]
    pub fn new(text: &str, is_beginning: bool) -> Option<Self> {
        let words: Vec<_> = words(text).map(|(_, word)| fold(word)).collect();
        (!words.is_empty()).then_some(Self { words, is_beginning })
    }

    /// Whether this is a single word of which no more than [`BEGINNING`] letters have been typed.
    #[must_use]
    pub fn is_short_beginning(&self) -> bool {
        self.is_beginning && self.words.len() == 1 && self.words[0].chars().count() <= BEGINNING
    }

    /// Whether `text` begins with this term.
    fn found_at(&self, text: &[(usize, &str)]) -> bool {
        let last = self.words.len() - 1;
        text.len() > last
            && self
                .words
                .iter()
                .zip(text)
                .enumerate()
                .all(|(position, (wanted, (_, word)))| {
                    is_like(word, wanted, self.is_beginning && position == last)
                })
    }
}

fn is_in_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

/// The words of `text`, each with the byte at which it begins: runs of letters, digits and the marks on them.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = passed_over(text, at, false);
        at = passed_over(text, start, true);
        (start < at).then(|| (start, &text[start..at]))
    })
}

/// Where, from byte `at` on, the signs that are in a word, or those that are not, end.
fn passed_over(text: &str, mut at: usize, in_word: bool) -> usize {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() != in_word {
                break;
            }
            at += 1;
            continue;
        }
        match text[at..].chars().next() {
            Some(character) if is_in_word(character) == in_word => at += character.len_utf8(),
            _ => break,
        }
    }
    at
}

/// What the words of `texts` begin with, each once, divided by spaces.
#[must_use]
pub fn beginnings(texts: &[&str]) -> String {
    let mut out = String::new();
    let mut known = vec![false; SIGNS * SIGNS * SIGNS];
    let mut others = BTreeSet::new();
    for (_, word) in texts.iter().flat_map(|text| words(text)) {
        let start = beginning(word);
        let Some(number) = number(start) else {
            others.insert(start);
            continue;
        };
        if !std::mem::replace(&mut known[number], true) {
            out.extend(start.chars().map(|letter| letter.to_ascii_lowercase()));
            out.push(' ');
        }
    }
    for start in others {
        out.push_str(start);
        out.push(' ');
    }
    out
}

/// Letters and digits of ASCII, and none.
const SIGNS: usize = 37;

/// A number for a beginning of letters and digits of ASCII, whatever their case.
fn number(beginning: &str) -> Option<usize> {
    let mut number = 0;
    for sign in beginning.bytes() {
        number = number * SIGNS
            + match sign {
                b'a'..=b'z' => usize::from(sign - b'a') + 1,
                b'A'..=b'Z' => usize::from(sign - b'A') + 1,
                b'0'..=b'9' => usize::from(sign - b'0') + 27,
                _ => return None,
            };
    }
    Some(number)
}

/// A word up to its third letter, marks not counted: the index may drop them.
fn beginning(word: &str) -> &str {
    let front = word.get(..BEGINNING).unwrap_or(word);
    if front.is_ascii()
        && word[front.len()..]
            .chars()
            .next()
            .is_none_or(|next| !is_combining_mark(next))
    {
        return front;
    }
    let mut letters = 0;
    let end = word.char_indices().find(|(_, character)| {
        letters += usize::from(!is_combining_mark(*character));
        letters > BEGINNING
    });
    end.map_or(word, |(at, _)| &word[..at])
}

/// The word without case and without the marks on its letters.
fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let bare = word.nfd().filter(|character| !is_combining_mark(*character));
    bare.flat_map(char::to_lowercase).collect()
}

fn is_like(word: &str, wanted: &str, may_go_on: bool) -> bool {
    if word.is_ascii() {
        let (word, wanted) = (word.as_bytes(), wanted.as_bytes());
        let front = if may_go_on {
            word.get(..wanted.len())
        } else {
            Some(word)
        };
        return front.is_some_and(|front| front.eq_ignore_ascii_case(wanted));
    }
    let folded = fold(word);
    folded == wanted || may_go_on && folded.starts_with(wanted)
}

/// The passage of `text` that shows most of `terms`, or its beginning where it shows none: pieces, each with whether it
/// is a match.
#[must_use]
pub fn passage(text: &str, terms: &[Term]) -> Vec<(String, bool)> {
    let words: Vec<_> = words(text).collect();
    let mut matches = Vec::new();
    for at in 0..words.len() {
        for (number, term) in terms.iter().enumerate() {
            if term.found_at(&words[at..]) {
                matches.push((at, at + term.words.len(), number));
            }
        }
    }
    let (from, to) = window(text, &words, &matches);
    let mut parts = Vec::new();
    let Some(&(mut at, _)) = words.get(from) else {
        return parts;
    };
    let end = words
        .get(to.saturating_sub(1))
        .map_or(text.len(), |(start, word)| start + word.len());
    let mut push = |piece: &str, is_match| {
        if !piece.is_empty() {
            parts.push((piece.replace(['\n', '\r'], " "), is_match));
        }
    };
    if from > 0 {
        push("…", false);
    }
    for (first, next, _) in matches {
        let (start, last) = (words[first].0, words[next - 1]);
        let stop = last.0 + last.1.len();
        if start >= at && stop <= end {
            push(&text[at..start], false);
            push(&text[start..stop], true);
            at = stop;
        }
    }
    push(&text[at..end], false);
    if to < words.len() {
        push("…", false);
    }
    parts
}

/// The words of the passage: from, and up to but not including.
fn window(text: &str, words: &[(usize, &str)], matches: &[(usize, usize, usize)]) -> (usize, usize) {
    let shown = |first: usize| {
        let inside = matches
            .iter()
            .filter(|(at, to, _)| *at >= first && *to <= first + PASSAGE - BEFORE);
        let mut terms: Vec<_> = inside.map(|(.., term)| *term).collect();
        terms.sort_unstable();
        terms.dedup();
        terms.len()
    };
    let mut best = (0, 0);
    // So many beginnings are enough to choose from.
    for (first, ..) in matches.iter().take(200) {
        let terms = shown(*first);
        if terms > best.1 {
            best = (*first, terms);
        }
    }
    let first = best.0;
    let mut from = first.saturating_sub(BEFORE);
    // A paragraph is begun at its beginning where that is near.
    for at in (from..first).rev() {
        let (start, word) = words[at];
        if text[start + word.len()..words[at + 1].0].contains('\n') {
            from = at + 1;
            break;
        }
    }
    (from, words.len().min(from + PASSAGE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, terms: &[(&str, bool)]) -> String {
        let terms: Vec<_> = terms
            .iter()
            .filter_map(|(text, open)| Term::new(text, *open))
            .collect();
        passage(text, &terms)
            .into_iter()
            .map(|(piece, is_match)| if is_match { format!("[{piece}]") } else { piece })
            .collect()
    }

    #[test]
    fn words_are_runs_of_letters_digits_and_their_marks() {
        let found: Vec<_> = words("L’État, c'est moi: 2½ क़िताब")
            .map(|(_, word)| word)
            .collect();
        assert_eq!(found, ["L", "État", "c", "est", "moi", "2½", "क़िताब"]);
    }

    #[test]
    fn beginnings_stand_once_each_and_have_three_letters() {
        assert_eq!(beginnings(&["Courts, courtly; of", "Cour of"]), "cou of ");
        assert_eq!(beginnings(&["Éte\u{301}rnel"]), "Éte\u{301} ");
    }

    #[test]
    fn a_match_is_marked_whatever_its_case_and_accents() {
        assert_eq!(
            marked("The État and the etat.", &[("etat", false)]),
            "The [État] and the [etat]"
        );
        assert_eq!(
            marked("Judicial review here", &[("judicial rev", true)]),
            "[Judicial review] here"
        );
        assert_eq!(
            marked("Judicial preview", &[("judicial rev", true)]),
            "Judicial preview"
        );
    }

    #[test]
    fn the_passage_shows_as_many_terms_as_it_can() {
        let far = "filler ".repeat(60);
        let text = format!("court {far} court of deference {far}");
        let shown = marked(&text, &[("court", false), ("deference", false)]);
        assert!(shown.starts_with('…') && shown.ends_with('…'), "{shown}");
        assert!(shown.contains("[court] of [deference]"), "{shown}");
    }

    #[test]
    fn a_text_without_a_match_shows_its_beginning() {
        assert_eq!(marked("One two.", &[("three", false)]), "One two");
        assert_eq!(marked("", &[("three", false)]), "");
    }
}
