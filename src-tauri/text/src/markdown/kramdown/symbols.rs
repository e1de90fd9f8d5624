//! Special characters: entities, dashes, escaped marks and line breaks; and deleted text.

use super::attributes::is_space;
use super::entities;
use super::span_links::ESCAPABLE;
use super::spans::{Marks, SpanReader};
use super::tree::{PartKind, Span, push_words};

/// The text as written, and the characters that it means.
const SYMBOLS: &[(&str, &str)] = &[
    ("---", "—"),
    ("--", "–"),
    ("...", "…"),
    ("\\<<", "<<"),
    ("\\>>", ">>"),
    ("<< ", "«\u{a0}"),
    (" >>", "\u{a0}»"),
    ("<<", "«"),
    (">>", "»"),
];

impl SpanReader<'_> {
    /// `&name;`. If the entity has no meaning, the text stays as it is written.
    pub(super) fn entity(&mut self, spans: &mut Vec<Span>) -> bool {
        match entities::reference(self.rest()) {
            Some((characters, length)) => {
                spans.extend(characters.into_iter().flatten().map(Span::Symbol));
                self.at += length;
            }
            None => {
                let length = entities::unknown_length(self.rest());
                self.take_words(spans, length, Marks::All);
            }
        }
        true
    }

    /// A dash, an ellipsis, guillemets.
    pub(super) fn symbol(&mut self, spans: &mut Vec<Span>) -> bool {
        let Some((written, meant)) = SYMBOLS
            .iter()
            .find(|(written, _)| self.rest().starts_with(written))
        else {
            return false;
        };
        spans.extend(meant.chars().map(Span::Symbol));
        self.at += written.len();
        true
    }

    /// Two spaces, two backslashes or one backslash at the end of a line. The line end itself stays.
    pub(super) fn line_break(&mut self, spans: &mut Vec<Span>) -> bool {
        // One backslash is a rule of GFM that does not apply inside HTML.
        let marks: &[&str] = if !self.within.html {
            &["  \n", "\\\\\n", "\\\n"]
        } else {
            &["  \n", "\\\\\n"]
        };
        let Some(mark) = marks.iter().find(|mark| self.rest().starts_with(**mark)) else {
            return false;
        };
        spans.push(Span::Break);
        self.at += mark.len() - 1;
        true
    }

    /// A mark that has lost its meaning after a backslash.
    pub(super) fn escaped(&mut self, spans: &mut Vec<Span>) -> bool {
        let mut chars = self.rest().chars();
        let is_escape = chars.next() == Some('\\');
        let Some(mark) = chars
            .next()
            .filter(|&c| is_escape && (ESCAPABLE.contains(c) || c == '~'))
        else {
            return false;
        };
        push_words(spans, mark.encode_utf8(&mut [0; 4]));
        self.at += 2;
        true
    }

    /// `~~text~~`
    pub(super) fn deleted(&mut self, spans: &mut Vec<Span>) -> bool {
        let Some(body) = self.rest().strip_prefix("~~") else {
            return false;
        };
        let is_outer = |c: char| is_space(c) || c == '~';
        if body.starts_with(is_outer) {
            return false;
        }
        let mut ends = body.match_indices("~~").map(|(at, _)| at);
        let Some(end) = ends.find(|&at| at > 0 && !body[..at].ends_with(is_outer)) else {
            self.limits.spend(body.len() / 4);
            return false;
        };
        let children = self.inner(&body[..end]).read(Marks::All);
        spans.push(Span::part(PartKind::Deleted, children));
        self.at += end + 4;
        true
    }
}
