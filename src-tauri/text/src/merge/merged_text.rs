//! What comes of mine and theirs where they were merged by words, and whether a paragraph was torn in it.

use std::collections::BTreeMap;

use super::paragraphs::Word;

/// What comes of both in a part, and whose paragraphs its words are from.
#[derive(Default)]
pub(super) struct MergedText {
    pub text: String,
    /// The number of its last paragraph.
    paragraph: usize,
    /// For each paragraph of mine, and of theirs, the paragraphs here that have words of it, and whether some of these are in both.
    of_mine: BTreeMap<(usize, usize), bool>,
    of_theirs: BTreeMap<(usize, usize), bool>,
    /// Mine alone divides a paragraph in it, and theirs alone does.
    divides: (bool, bool),
}

impl MergedText {
    /// `of` are the word's paragraphs in mine and theirs, as far as it is from there.
    pub fn write(&mut self, word: &Word, gap: &str, of: (Option<usize>, Option<usize>)) {
        if word.is_beginning() {
            if !self.text.trim().is_empty() {
                // A paragraph that is divided within the part.
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

    /// Whether a paragraph of one side was torn: its words are in two paragraphs, and in one of them none that the other side has as well,
    /// which alone could have divided it. What both have divided in different places counts as torn, too.
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
