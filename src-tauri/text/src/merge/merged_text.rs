//! The text of a part that was merged by words, and whether the merge has torn a paragraph.

use std::collections::BTreeMap;

use super::paragraphs::Word;

/// The merged text of a part, and the paragraphs from which its words come.
#[derive(Default)]
pub(super) struct MergedText {
    pub text: String,
    /// The index of the last paragraph.
    paragraph: usize,
    /// The key is a paragraph of mine (or theirs) and a paragraph of this text that has words of it. The
    /// value is true if some of these words are on both sides.
    of_mine: BTreeMap<(usize, usize), bool>,
    of_theirs: BTreeMap<(usize, usize), bool>,
    /// Whether mine alone divides a paragraph of this text, and whether theirs alone does.
    divides: (bool, bool),
}

impl MergedText {
    /// Adds a word. `of` are the word's paragraphs in mine and in theirs; none for a side without the word.
    pub fn write(&mut self, word: &Word, gap: &str, of: (Option<usize>, Option<usize>)) {
        if word.is_beginning() {
            if !self.text.trim().is_empty() {
                // A paragraph is divided inside the part.
                self.text.truncate(self.text.trim_end().len());
                self.text.push_str("\n\n");
                self.paragraph += 1;
                self.divides.0 |= of.1.is_none();
                self.divides.1 |= of.0.is_none();
            }
        } else {
            let is_in_both = of.0.is_some() && of.1.is_some();
            for (own, from) in [(&mut self.of_mine, of.0), (&mut self.of_theirs, of.1)] {
                if let Some(from) = from {
                    *own.entry((from, self.paragraph)).or_default() |= is_in_both;
                }
            }
        }
        self.text.push_str(word.text);
        self.text.push_str(gap);
    }

    /// True if a paragraph of one side was torn: its words are in several paragraphs, and at least one of
    /// these has no word in common with the other side. In that case the other side did not divide it. The
    /// result is also true if both sides have divided a paragraph in different places.
    pub fn is_torn(&self) -> bool {
        self.divides == (true, true)
            || [&self.of_mine, &self.of_theirs].into_iter().any(|own| {
                let mut pieces: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
                for ((from, _), is_in_both) in own {
                    let (count, are_all) = pieces.entry(*from).or_insert((0, true));
                    *count += 1;
                    *are_all &= is_in_both;
                }
                pieces.values().any(|(count, are_all)| *count > 1 && !are_all)
            })
    }
}
