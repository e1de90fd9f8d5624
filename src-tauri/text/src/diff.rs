//! Two texts compared: by lines, to show what a file's bytes become, and by words, to show what a writer changed.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, ChangeTag, TextDiff};
use ts_rs::TS;

/// Two texts compared by words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The texts in one, piece by piece.
    pub pieces: Vec<ComparedPiece>,
    /// Words that only the later one has.
    pub added: u32,
    /// Words that only the earlier one has.
    pub removed: u32,
}

/// A piece of two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedPiece {
    /// Which text has it.
    pub side: Side,
    /// The piece.
    pub text: String,
}

/// Which of two texts has a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Both.
    Both,
    /// The earlier one.
    Removed,
    /// The later one.
    Added,
}

/// Lines around a change that are shown with it.
const AROUND: usize = 3;
/// Two texts that have so little in common are not compared to the end, ms: the rest counts as replaced.
const PATIENCE: u64 = 500;

/// The lines that change between two texts, as a unified diff without a heading. Line ends that differ are changes, too.
#[must_use]
pub fn lines(before: &str, after: &str) -> String {
    TextDiff::from_lines(before, after)
        .unified_diff()
        .context_radius(AROUND)
        .to_string()
}

/// Two texts compared by words.
#[must_use]
pub fn words(before: &str, after: &str) -> Comparison {
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .timeout(std::time::Duration::from_millis(PATIENCE))
        .diff_unicode_words(before, after);
    let mut comparison = Comparison {
        pieces: Vec::new(),
        added: 0,
        removed: 0,
    };
    for change in diff.iter_all_changes() {
        let text = change.value();
        let is_word = text.chars().any(char::is_alphanumeric);
        let side = match change.tag() {
            ChangeTag::Equal => Side::Both,
            ChangeTag::Delete => Side::Removed,
            ChangeTag::Insert => Side::Added,
        };
        match side {
            Side::Added => comparison.added += u32::from(is_word),
            Side::Removed => comparison.removed += u32::from(is_word),
            Side::Both => {}
        }
        match comparison.pieces.last_mut() {
            Some(piece) if piece.side == side => piece.text.push_str(text),
            _ => comparison.pieces.push(ComparedPiece {
                side,
                text: text.to_owned(),
            }),
        }
    }
    comparison
}

#[cfg(test)]
mod tests {
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
    fn a_line_end_that_changes_is_shown_as_a_change() {
        assert!(lines("a\r\n", "a\n").contains("-a\r\n+a\n"));
        assert_eq!(lines("same\n", "same\n"), "");
    }
}
