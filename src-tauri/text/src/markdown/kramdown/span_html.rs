//! HTML tags in running text.

use super::entities::decoded;
use super::spans::{Marks, SpanReader, Stop};
use super::tags::{self, Content};
use super::tree::{PartKind, Span, push_words};

impl SpanReader<'_> {
    /// A comment or an element. Tags of blocks, and closing tags without an opening one, are shown as they
    /// are written.
    pub(super) fn html(&mut self, spans: &mut Vec<Span>, marks: Marks) -> bool {
        let rest = self.rest();
        if let Some(length) = tags::comment(rest) {
            spans.push(Span::part(PartKind::Comment, Vec::new()));
            self.at += length;
            return true;
        }
        if rest.starts_with("<!--") {
            self.limits.spend(rest.len() / 16);
        }
        if let Some((_, length)) = tags::closing(rest) {
            self.take_words(spans, length, marks);
            return true;
        }
        let Some(tag) = tags::opening(rest) else {
            return false;
        };
        let name = tags::normal_name(tag.name);
        if tags::is_block(&name) {
            self.take_words(spans, tag.length, marks);
            return true;
        }
        self.at += tag.length;
        let mut part = Span::part(PartKind::Element(name.clone()), Vec::new());
        let Span::Part {
            attributes, children, ..
        } = &mut part
        else {
            return false;
        };
        *attributes = tag.attributes(&name, self.limits);
        for (_, value) in &mut attributes.pairs {
            *value = value.replace('\n', " ");
        }
        let is_html = tags::content_of(&name) == Content::Html;
        let reads_markdown = match attributes.remove("markdown").as_deref() {
            Some("span") => true,
            Some("0") => false,
            Some("1") => !is_html,
            _ => !is_html && marks != Marks::Tags,
        };
        if !tag.closed && !tags::is_empty(&name) {
            *children = self.element_content(&name, if reads_markdown { Marks::All } else { Marks::Tags });
        }
        spans.push(part);
        true
    }

    /// The content before the closing tag of `name`, or the whole rest if there is none.
    fn element_content(&mut self, name: &str, marks: Marks) -> Vec<Span> {
        let outside = self.within;
        self.within.emphasis_itself = false;
        self.within.html = true;
        let (mut children, found) = self.read_until(&mut Stop::Tag { name }, marks);
        self.within = outside;
        if found {
            self.at += tags::closing(self.rest()).map_or(0, |(_, length)| length);
        } else {
            push_words(&mut children, &decoded(self.rest()));
            self.at = self.text.len();
        }
        children
    }
}
