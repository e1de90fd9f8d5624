//! Text in braces inside running text: attribute lists, kramdown's extensions, and Liquid tags.

use super::attributes::Attributes;
use super::definitions::Extension;
use super::line;
use super::spans::{Marks, SpanReader};
use super::tree::{PartKind, Span};

impl SpanReader<'_> {
    /// `{% tag %}` or `{{ value }}`, which Jekyll evaluates before it reads Markdown.
    pub(super) fn liquid(&mut self, spans: &mut Vec<Span>) -> bool {
        let rest = self.rest();
        let closing = match rest.as_bytes().get(1) {
            Some(b'%') => "%}",
            Some(b'{') => "}}",
            _ => return false,
        };
        let Some(end) = rest[2..].find(closing) else {
            self.limits.spend(rest.len() / 16);
            return false;
        };
        let length = 2 + end + 2;
        spans.push(Span::part(
            PartKind::Liquid(rest[..length].to_owned()),
            Vec::new(),
        ));
        self.at += length;
        true
    }

    /// `{: attributes}` for the span before it, or `{::comment}`.
    pub(super) fn extension(&mut self, spans: &mut Vec<Span>) -> bool {
        let rest = self.rest();
        if rest.starts_with("{:/") {
            return false;
        }
        if let Some(opening) = Extension::read(rest) {
            return self.named_extension(spans, &opening);
        }
        let Some(end) = rest
            .strip_prefix("{:")
            .and_then(line::closing_brace)
            .filter(|&end| end > 0)
        else {
            return false;
        };
        match spans.last_mut() {
            None | Some(Span::Words(_)) => return false,
            Some(Span::Symbol(_) | Span::Break) => {}
            Some(Span::Part { attributes, .. }) => {
                attributes.add(&Attributes::read(&rest[2..2 + end]), self.limits);
            }
        }
        self.at += 2 + end + 1;
        true
    }

    fn named_extension(&mut self, spans: &mut Vec<Span>, opening: &Extension<'_>) -> bool {
        if !opening.is_known() {
            return false;
        }
        let start = self.text.len() - opening.after.len();
        let found = if opening.closed {
            Some((0, 0))
        } else {
            opening.closing()
        };
        let Some((end, length)) = found else {
            self.limits.spend(opening.after.len() / 16);
            return false;
        };
        match opening.name {
            "comment" => spans.push(Span::part(PartKind::Comment, Vec::new())),
            "options" => {}
            "nomarkdown" => {
                let body = &self.text[start..start + end];
                let raw = self.inner(body).read(Marks::Tags);
                spans.extend(raw);
            }
            _ => return false,
        }
        self.at = start + end + length;
        true
    }
}
