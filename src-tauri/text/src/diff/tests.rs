//! What a comparison shows: every word of both texts, and no words of one paragraph matched with those of
//! another.

use std::collections::HashMap;
use std::path::Path;

use crate::changed_texts::{Chance, bodies, changed, histories};

use super::*;

fn sides(comparison: &Comparison) -> Vec<(Side, &str)> {
    comparison
        .pieces
        .iter()
        .map(|piece| (piece.side, piece.text.as_str()))
        .collect()
}

#[test]
fn words_that_were_changed_are_shown_in_their_place_and_counted() {
    let comparison = words("The court deferred.\n", "The court never deferred to it.\n");
    assert_eq!((comparison.added, comparison.removed), (3, 0));
    assert_eq!(sides(&comparison)[0], (Side::Both, "The court "));
    let all: String = comparison
        .pieces
        .iter()
        .filter(|piece| piece.side != Side::Added)
        .map(|piece| piece.text.as_str())
        .collect();
    assert_eq!(all, "The court deferred.\n");
}

#[test]
fn a_paragraph_that_moved_goes_and_comes_as_a_whole() {
    let before = "law\n\nlaw holds,\n\nduty\n\nof\n";
    let comparison = words(before, "of\n\nlaw holds,\n\nlaw\n");
    assert_eq!(
        sides(&comparison),
        [
            (Side::Removed, "law\n\nlaw holds,\n\nduty\n\n"),
            (Side::Both, "of\n"),
            (Side::Added, "\nlaw holds,\n\nlaw\n"),
        ]
    );
}

#[test]
fn a_paragraph_that_was_divided_or_joined_keeps_its_words() {
    let (whole, divided) = (
        "One two three. Four five six.\n",
        "One two three.\n\nFour five six.\n",
    );
    for (before, after) in [(whole, divided), (divided, whole)] {
        let comparison = words(before, after);
        assert_eq!((comparison.added, comparison.removed), (0, 0), "{before:?}");
    }
}

#[test]
fn a_paragraph_lends_no_words_to_another() {
    let before = "The court of appeal held that it was bound by the earlier case.\n";
    let after = "Nobody has asked what the law is for.\n";
    let comparison = words(before, after);
    assert_eq!(
        sides(&comparison),
        [(Side::Removed, before), (Side::Added, after)]
    );
    assert!(words_anywhere(before, after).removed < comparison.removed);
}

/// How many words two paragraphs share in the comparison, for each two that share any, and how many words
/// each of them has.
struct Shared {
    of_both: HashMap<(usize, usize), usize>,
    of_old: Vec<usize>,
    of_new: Vec<usize>,
}

impl Shared {
    fn of(comparison: &Comparison, before: &str, after: &str) -> Self {
        let said = |text: &str| -> Vec<usize> {
            let text = Text::of(text);
            let all = text.said(0..text.paragraphs.len());
            all.into_iter().map(|(paragraph, _)| paragraph).collect()
        };
        let (old, new) = (said(before), said(after));
        let count = |all: &[usize]| {
            let mut counts = vec![0; all.last().map_or(0, |last| last + 1)];
            all.iter().for_each(|paragraph| counts[*paragraph] += 1);
            counts
        };
        let (mut at, mut of_both) = ((0, 0), HashMap::new());
        for piece in &comparison.pieces {
            for _ in piece.text.split_word_bounds().filter(|word| is_said(word)) {
                if piece.side == Side::Both {
                    *of_both.entry((old[at.0], new[at.1])).or_default() += 1;
                }
                at.0 += usize::from(piece.side != Side::Added);
                at.1 += usize::from(piece.side != Side::Removed);
            }
        }
        Self {
            of_both,
            of_old: count(&old),
            of_new: count(&new),
        }
    }

    /// Two paragraphs that share words although the shorter one has more words that the other lacks.
    fn torn(&self) -> Option<(usize, usize)> {
        let mut all = self.of_both.iter();
        all.find(|((old, new), shared)| **shared * 2 < self.of_old[*old].min(self.of_new[*new]))
            .map(|(pair, _)| *pair)
    }
}

#[test]
fn however_somebody_changes_a_real_text_no_paragraph_lends_words_to_another() {
    let texts = bodies(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content"));
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    for _ in 0..histories(500, 10_000) {
        let text = chance.excerpt(&texts).to_vec();
        let before = text.join("\n\n") + "\n";
        let after = changed(&text, &texts, &mut chance, "m").join("\n\n") + "\n";
        let comparison = words(&before, &after);
        let all_but = |side: Side| -> String {
            let pieces = comparison.pieces.iter().filter(|piece| piece.side != side);
            pieces.map(|piece| piece.text.as_str()).collect()
        };
        assert_eq!(
            (all_but(Side::Added), all_but(Side::Removed)),
            (before.clone(), after.clone())
        );
        let torn = Shared::of(&comparison, &before, &after).torn();
        assert_eq!(
            torn, None,
            "{before}\n=====\n{after}\n=====\n{:#?}",
            comparison.pieces
        );
    }
}

#[test]
fn texts_too_long_to_compare_word_by_word_still_give_both_back_and_are_compared_by_paragraphs() {
    let paragraph = |number: usize| format!("Paragraph {number} says ha ha ha and no more.\n\n");
    let before: String = (0..9_000).map(paragraph).collect();
    let after = before
        .replacen("Paragraph 10 says", "Paragraph ten says", 1)
        .replacen("Paragraph 8990 says", "Paragraph 8990 states", 1);
    let compared = words(&before, &after);
    assert_eq!((compared.added, compared.removed), (2, 2));
    let without = |side: Side| -> String {
        let pieces = compared.pieces.iter().filter(|piece| piece.side != side);
        pieces.map(|piece| piece.text.as_str()).collect()
    };
    assert!(without(Side::Added) == before && without(Side::Removed) == after);
}

#[test]
fn one_endless_paragraph_is_compared_within_a_bound() {
    let before = "ha ".repeat(100_000);
    let after = "ha ho ".repeat(60_000);
    let compared = words_anywhere(&before, &after);
    let added: String = compared
        .pieces
        .iter()
        .filter(|piece| piece.side != Side::Removed)
        .map(|piece| piece.text.as_str())
        .collect();
    assert!(added == after);
}
