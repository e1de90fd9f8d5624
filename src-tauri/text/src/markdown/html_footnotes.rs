//! The footnotes of a document as HTML: their texts, with links back to the references.

use std::fmt::Write as _;

use super::html::HtmlWriter;
use super::kramdown::Attributes;
use super::kramdown::tree::BlockKind;

impl HtmlWriter<'_> {
    /// Writes the texts of the footnotes, each with links back to its references.
    pub(super) fn write_footnotes(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        self.html
            .push_str("<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n");
        let mut number = 0;
        while let Some((name, _)) = self.footnotes.get(number).cloned() {
            if !self.may_go_on() {
                return;
            }
            let blocks = self
                .document
                .definitions
                .footnotes
                .get(&name)
                .map_or(&[][..], Vec::as_slice);
            let (last, before) = match blocks.split_last() {
                Some((last, before)) if last.is_paragraph() => (Some(last), before),
                _ => (None, blocks),
            };
            let _ = writeln!(self.html, "<li id=\"fn:{name}\" role=\"doc-endnote\">");
            self.blocks(before);
            let nothing = Attributes::default();
            self.open("p", last.map_or(&nothing, |last| &last.attributes));
            if let Some(BlockKind::Paragraph { text, .. }) = last.map(|last| &last.kind) {
                self.running_text(text);
                self.html.push('\u{a0}');
            }
            self.links_back(number);
            self.html.push_str("</p>\n</li>\n");
            number += 1;
        }
        self.html.push_str("</ol>\n</div>\n");
    }

    fn links_back(&mut self, number: usize) {
        let (name, marks) = self.footnotes[number].clone();
        self.count_marks(2 * marks);
        for mark in 1..=marks {
            if !self.may_go_on() {
                return;
            }
            let (space, which, sign) = match mark {
                1 => ("", String::new(), String::new()),
                _ => ("\u{a0}", format!(":{}", mark - 1), format!("<sup>{mark}</sup>")),
            };
            let _ = write!(
                self.html,
                "{space}<a href=\"#fnref:{name}{which}\" class=\"reversefootnote\" role=\"doc-backlink\">↩{sign}</a>"
            );
        }
    }
}
