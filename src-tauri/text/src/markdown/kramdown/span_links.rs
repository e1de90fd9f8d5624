//! Links, images, addresses between `<` and `>`, and footnote references.

use super::attributes::{Attributes, is_space, name_length};
use super::definitions::folded_name;
use super::entities::decoded;
use super::spans::{Marks, SpanReader, Stop};
use super::tree::{PartKind, Span};

/// The characters that lose their meaning after a backslash.
pub const ESCAPABLE: &str = "\\.*_+`<>()[]{}#!:|\"'$=-";

impl SpanReader<'_> {
    /// `[^name]`. If the footnote is not defined, the text stays as it is written.
    pub(super) fn footnote(&mut self, spans: &mut Vec<Span>) -> bool {
        let Some(rest) = self.rest().strip_prefix("[^") else {
            return false;
        };
        let name = &rest[..name_length(rest)];
        if name.is_empty() || !rest[name.len()..].starts_with(']') {
            return false;
        }
        let length = name.len() + 3;
        if self.definitions.footnotes.contains_key(name) {
            spans.push(Span::part(PartKind::Footnote(name.to_owned()), Vec::new()));
            self.at += length;
        } else {
            self.take_words(spans, length, Marks::All);
        }
        true
    }

    /// `<https://address>` and `<name@host>`.
    pub(super) fn autolink(&mut self, spans: &mut Vec<Span>) -> bool {
        let rest = &self.rest()[1..];
        let has_scheme = ["mailto:", "http:", "https:", "ftp:", "ftps:"]
            .iter()
            .any(|scheme| rest.starts_with(scheme));
        let is_part_of_mail = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let end = if has_scheme {
            rest.find('>')
                .filter(|&end| !rest[..end].contains('\n') && !rest[..end].ends_with(':'))
        } else {
            rest.find(|c: char| !is_part_of_mail(c) && c != '@')
        };
        self.limits.spend(end.unwrap_or(rest.len()) / 16);
        let Some(end) = end.filter(|&end| rest[end..].starts_with('>')) else {
            return false;
        };
        let written = &rest[..end];
        let is_mail = written
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
        if !has_scheme && !is_mail {
            return false;
        }
        let address = if has_scheme {
            written.to_owned()
        } else {
            format!("mailto:{written}")
        };
        let words = written.strip_prefix("mailto:").unwrap_or(written);
        spans.push(Span::part(
            PartKind::Link { address },
            vec![Span::Words(decoded(words).into_owned())],
        ));
        self.at += end + 2;
        true
    }

    /// `[text](address "title")`, `[text][name]`, `[name]`, and the same with `!` in front for images.
    pub(super) fn link(&mut self, spans: &mut Vec<Span>) -> bool {
        let is_image = self.rest().starts_with('!');
        let mark = if is_image { 2 } else { 1 };
        let inner = self.rest().get(mark..).unwrap_or("");
        if !self.rest()[mark - 1..].starts_with('[') || inner.is_empty() || inner.starts_with('^') {
            return false;
        }
        let start = self.at;
        let part = if self.within.link && !is_image {
            None
        } else {
            self.link_part(start + mark, is_image)
        };
        match part {
            Some(part) => spans.push(part),
            None => {
                self.at = start;
                self.take_words(spans, mark, Marks::All);
            }
        }
        true
    }

    fn link_part(&mut self, start: usize, is_image: bool) -> Option<Span> {
        self.at = start;
        let outside = self.within;
        self.within.link = true;
        self.within.emphasis_itself = false;
        let (children, found) = self.read_until(&mut Stop::Bracket { open: 1 }, Marks::All);
        self.within = outside;
        if !found {
            return None;
        }
        let alternative = unescaped(&self.text[start..self.at]);
        self.at += 1;
        let target = self.target(&alternative)?;
        let (kind, children) = if is_image {
            (
                PartKind::Image {
                    address: target.address,
                    alternative,
                },
                Vec::new(),
            )
        } else {
            (
                PartKind::Link {
                    address: target.address,
                },
                children,
            )
        };
        let mut attributes = target.attributes;
        if let Some(title) = target.title {
            attributes.remove("title");
            attributes.set("title", &title);
        }
        Some(Span::Part {
            kind,
            attributes,
            children,
        })
    }

    /// The target of a link with this text, which depends on what follows the text.
    fn target(&mut self, text: &str) -> Option<Target> {
        let name = bracketed_name(self.rest());
        if name.is_some() || !self.rest().starts_with('(') {
            let (name, length) = name.unwrap_or((None, 0));
            let definition = self.definitions.links.get(&folded_name(name.unwrap_or(text)))?;
            self.at += length;
            let title = definition.title.as_ref().map_or(0, String::len);
            self.limits
                .spend_on_copy(definition.address.len() + title + definition.attributes.length());
            return Some(Target {
                address: definition.address.clone(),
                title: definition.title.clone(),
                attributes: definition.attributes.clone(),
            });
        }
        let enclosed = self.rest().strip_prefix("(<").and_then(|rest| {
            let address = rest.split(['\n', '>']).next()?;
            self.limits.spend(address.len() / 16);
            rest[address.len()..].starts_with('>').then_some(address)
        });
        let address = match enclosed {
            Some(address) => {
                self.at += address.len() + 3;
                if self.rest().starts_with(')') {
                    self.at += 1;
                    return Some(Target::plain(address));
                }
                address
            }
            None => {
                let (length, is_closed) = parenthesis(self.rest());
                self.limits.spend(length);
                let address = self.rest()[1..length.max(2) - 1].trim_matches(is_space);
                self.at += length;
                if is_closed {
                    return Some(Target::plain(address));
                }
                address
            }
        };
        let (title, length) = self.title()?;
        self.at += length;
        Some(Target {
            title: Some(title),
            ..Target::plain(address)
        })
    }

    /// A title with the closing parenthesis after it, and their length.
    fn title(&mut self) -> Option<(String, usize)> {
        let rest = self.rest();
        let text = rest.trim_start_matches(is_space);
        let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let body = &text[1..];
        for (at, _) in body.match_indices(quote).filter(|&(at, _)| at > 0) {
            if !self.limits.spend(8) {
                return None;
            }
            let after = body[at + 1..].trim_start_matches(is_space);
            if let Some(after) = after.strip_prefix(')') {
                return Some((body[..at].to_owned(), rest.len() - after.len()));
            }
        }
        self.limits.spend(body.len() / 16);
        None
    }
}

/// The target of a link.
struct Target {
    address: String,
    title: Option<String>,
    attributes: Attributes,
}

impl Target {
    fn plain(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            title: None,
            attributes: Attributes::default(),
        }
    }
}

/// `[name]` or `[]` after a link's text, with its length.
fn bracketed_name(text: &str) -> Option<(Option<&str>, usize)> {
    let inner = text.trim_start_matches(is_space).strip_prefix('[')?;
    let end = inner.find(']')?;
    let length = text.len() - inner.len() + end + 1;
    Some(((end > 0).then(|| &inner[..end]), length))
}

/// The length from `(` to the matching `)`, and true. If a space with a quotation mark after it comes first,
/// the length up to that mark; if there is neither, the length up to the last parenthesis; both with false.
fn parenthesis(text: &str) -> (usize, bool) {
    let mut open = 0_usize;
    let mut last = 1;
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'(' => open += 1,
            b')' => {
                open -= 1;
                if open == 0 {
                    return (at + 1, true);
                }
            }
            _ if is_space(char::from(byte)) && matches!(bytes.get(at + 1), Some(b'"' | b'\'')) => {
                return (at + 1, false);
            }
            _ => continue,
        }
        last = at + 1;
    }
    (last, false)
}

/// `text` without the backslashes of escapes.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(&next) if c == '\\' && ESCAPABLE.contains(next) => {
                plain.push(next);
                chars.next();
            }
            _ => plain.push(c),
        }
    }
    plain
}
