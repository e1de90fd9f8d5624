//! Divides running text into spans: words, emphasis, code, links. The marks are tried in kramdown's order.

use super::attributes::is_space;
use super::limits::Limits;
use super::tree::{Definitions, PartKind, Span, push_words};
use super::{entities, quotes, tags};

/// Which marks are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// All of them.
    All,
    /// Only HTML tags, for the content of an element without Markdown.
    Tags,
    /// Only code, to find the cells of a table.
    Code,
    /// Code and HTML tags, to find out whether a text is a table.
    CodeAndTags,
}

/// What ends a run of spans.
#[derive(Debug)]
pub(super) enum Stop<'s> {
    /// The end of the text.
    End,
    /// Marks of emphasis.
    Emphasis { mark: u8, length: usize },
    /// The `]` of a link. `open` is the number of open brackets.
    Bracket { open: usize },
    /// The closing tag of an element.
    Tag { name: &'s str },
}

/// Parses a text into spans.
pub struct SpanReader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) definitions: &'a Definitions,
    pub(super) limits: &'a mut Limits,
    pub(super) within: Within,
    /// The nesting depth of the spans that are being parsed.
    depth: usize,
}

/// The kinds of span that contain the spans being parsed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Within {
    /// Somewhere in `*text*`.
    pub emphasis: bool,
    /// Somewhere in `**text**`.
    pub strong: bool,
    /// Somewhere in a link's or an image's text.
    pub link: bool,
    /// Directly in `*text*`.
    pub emphasis_itself: bool,
    /// Somewhere in an HTML element.
    pub html: bool,
}

impl<'a> SpanReader<'a> {
    /// A reader for `text` that uses the `definitions` of its document.
    pub fn new(text: &'a str, definitions: &'a Definitions, limits: &'a mut Limits) -> Self {
        Self {
            text,
            at: 0,
            definitions,
            limits,
            within: Within::default(),
            depth: 0,
        }
    }

    /// All spans of the text.
    pub fn read(&mut self, marks: Marks) -> Vec<Span> {
        self.read_until(&mut Stop::End, marks).0
    }

    /// A reader for a part of the text that is parsed independently.
    pub(super) fn inner<'b>(&'b mut self, text: &'b str) -> SpanReader<'b> {
        SpanReader {
            depth: self.depth,
            ..SpanReader::new(text, self.definitions, self.limits)
        }
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Parses spans until `stop`. False if it was not found; the position is then at the last mark.
    pub(super) fn read_until(&mut self, stop: &mut Stop<'_>, marks: Marks) -> (Vec<Span>, bool) {
        let mut spans = Vec::new();
        self.depth += 1;
        self.limits.allows_depth(self.depth);
        let found = self.read_into(&mut spans, stop, marks);
        self.depth -= 1;
        (spans, found)
    }

    fn read_into(&mut self, spans: &mut Vec<Span>, stop: &mut Stop<'_>, marks: Marks) -> bool {
        while self.at < self.text.len() {
            let next = self.next_mark(stop, marks);
            let length = next.unwrap_or(self.text.len()) - self.at;
            // The images in a link are counted to find its end.
            let counted = if matches!(stop, Stop::Bracket { .. }) {
                spans.len()
            } else {
                0
            };
            let next = next.filter(|_| self.limits.spend_on_mark(length + counted));
            let Some(next) = next else {
                if matches!(stop, Stop::End) {
                    self.take_words(spans, self.text.len() - self.at, marks);
                }
                return false;
            };
            self.take_words(spans, next - self.at, marks);
            if self.is_at(stop, spans) {
                return true;
            }
            if !self.read_mark(spans, marks) {
                let length = self.rest().chars().next().map_or(1, char::len_utf8);
                self.take_words(spans, length, marks);
            }
        }
        false
    }

    /// Adds the next `length` bytes as words.
    pub(super) fn take_words(&mut self, spans: &mut Vec<Span>, length: usize, marks: Marks) {
        let words = &self.rest()[..length];
        match marks {
            Marks::Tags => push_words(spans, &entities::decoded(words)),
            _ => push_words(spans, words),
        }
        self.at += length;
    }

    /// True if `stop` ends the run at this position. `spans` are those parsed so far.
    fn is_at(&self, stop: &mut Stop<'_>, spans: &[Span]) -> bool {
        let rest = self.rest();
        match stop {
            Stop::End => false,
            Stop::Emphasis { mark, length } => {
                let marks = rest.bytes().take(3).take_while(|byte| byte == mark).count();
                marks >= *length && !spans.is_empty() && self.closes_emphasis(*mark, *length, marks)
            }
            Stop::Bracket { open } => {
                match rest.as_bytes()[0] {
                    b']' => *open = open.saturating_sub(1),
                    b'[' => *open += 1,
                    b'!' if rest.as_bytes().get(1) == Some(&b'[') => *open += 1,
                    _ => return false,
                }
                let is_image = |span: &&Span| {
                    matches!(
                        span,
                        Span::Part {
                            kind: PartKind::Image { .. },
                            ..
                        }
                    )
                };
                *open == spans.iter().filter(is_image).count()
            }
            Stop::Tag { name } => tags::closing(rest).is_some_and(|(found, _)| {
                if tags::is_known(name) {
                    found.eq_ignore_ascii_case(name)
                } else {
                    found == *name
                }
            }),
        }
    }

    /// True if emphasis with `length` marks may close here. `marks` is the number of marks here, at most 3.
    fn closes_emphasis(&self, mark: u8, length: usize, marks: usize) -> bool {
        let after_space = self.text[..self.at].chars().next_back().is_some_and(is_space);
        let next = self.rest()[length..].chars().next();
        let in_word = mark == b'_' && next.is_some_and(char::is_alphanumeric);
        let is_strong_mark = length == 1 && marks == 2;
        !(after_space || in_word || is_strong_mark)
    }

    /// The position of the next mark, or of the stop.
    fn next_mark(&self, stop: &Stop<'_>, marks: Marks) -> Option<usize> {
        let bytes = self.text.as_bytes();
        match marks {
            Marks::All => {}
            Marks::Tags => return self.rest().find('<').map(|at| self.at + at),
            Marks::Code => return self.rest().find('`').map(|at| self.at + at),
            Marks::CodeAndTags => return self.rest().find(['`', '<']).map(|at| self.at + at),
        }
        let is_next = |at: usize, byte: u8| bytes.get(at) == Some(&byte);
        let mut at = self.at;
        while at < bytes.len() {
            let byte = bytes[at];
            at += 1;
            if !MAY_BE_MARK[usize::from(byte)] {
                continue;
            }
            let here = at - 1;
            let found = match byte {
                b'"' | b'\'' => Some(self.before_quote(here)),
                b'\n' => (here >= self.at + 2 && &bytes[here - 2..here] == b"  ").then(|| here - 2),
                b'-' | b'~' => is_next(at, byte).then_some(here),
                b'.' => (is_next(at, b'.') && is_next(at + 1, b'.')).then_some(here),
                b'>' if is_next(at, b'>') => Some(if here > self.at && bytes[here - 1] == b' ' {
                    here - 1
                } else {
                    here
                }),
                b'>' => None,
                b'!' => is_next(at, b'[').then_some(here),
                b'{' => bytes
                    .get(at)
                    .filter(|next| matches!(next, b':' | b'%' | b'{'))
                    .map(|_| here),
                b']' => matches!(stop, Stop::Bracket { .. }).then_some(here),
                _ => Some(here),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The position from which a quotation mark is parsed: together with the character before it, unless that
    /// is a backslash.
    fn before_quote(&self, at: usize) -> usize {
        match self.text[self.at..at].char_indices().next_back() {
            Some((before, c)) if c != '\\' => self.at + before,
            _ => at,
        }
    }

    /// Parses what begins with the mark at this position. False if nothing does.
    fn read_mark(&mut self, spans: &mut Vec<Span>, marks: Marks) -> bool {
        let byte = self.text.as_bytes()[self.at];
        match (byte, marks) {
            (b'`', Marks::All | Marks::Code | Marks::CodeAndTags) => return self.code(spans),
            (b'<', Marks::Tags | Marks::CodeAndTags) => return self.html(spans, marks),
            (_, Marks::All) => {}
            _ => return false,
        }
        let read = match byte {
            b'*' | b'_' => self.emphasis(spans),
            b'<' => self.autolink(spans) || self.html(spans, marks),
            b'[' => self.footnote(spans) || self.link(spans),
            b'!' => self.link(spans),
            b'{' => self.liquid(spans),
            _ => false,
        };
        read || self.quote(spans)
            || match byte {
                b'$' => self.formula(spans),
                b'{' => self.extension(spans),
                b'&' => self.entity(spans),
                b'~' => self.deleted(spans),
                _ => self.symbol(spans) || self.line_break(spans) || self.escaped(spans),
            }
    }

    /// `*text*` or `**text**`, or the same with `_`.
    fn emphasis(&mut self, spans: &mut Vec<Span>) -> bool {
        let start = self.at;
        let mark = self.text.as_bytes()[start];
        let length = 1 + usize::from(self.text.as_bytes().get(start + 1) == Some(&mark));
        let is_open = if length == 2 {
            self.within.strong
        } else {
            self.within.emphasis
        };
        let is_inside_word = mark == b'_' && ends_in_word(&self.text[..start]);
        let before_space = self.text[start + length..].starts_with(is_space);
        let mut found = None;
        if !is_open && !is_inside_word && !before_space {
            found = self.emphasised(start, mark, length);
            // If strong emphasis is not closed, its marks may still open plain emphasis.
            if found.is_none() && length == 2 && !self.within.emphasis_itself {
                found = self.emphasised(start, mark, 1);
            }
        }
        match found {
            Some(part) => spans.push(part),
            None => {
                self.at = start;
                self.take_words(spans, length, Marks::All);
            }
        }
        true
    }

    /// The emphasis opened by `length` marks at `start`; none if it is not closed.
    fn emphasised(&mut self, start: usize, mark: u8, length: usize) -> Option<Span> {
        self.at = start + length;
        let outside = self.within;
        self.within.emphasis |= length == 1;
        self.within.strong |= length == 2;
        self.within.emphasis_itself = length == 1;
        let (children, found) = self.read_until(&mut Stop::Emphasis { mark, length }, Marks::All);
        self.within = outside;
        if !found {
            return None;
        }
        self.at += length;
        Some(Span::part(
            if length == 2 {
                PartKind::Strong
            } else {
                PartKind::Emphasis
            },
            children,
        ))
    }

    /// Code between runs of backticks.
    fn code(&mut self, spans: &mut Vec<Span>) -> bool {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches('`').len();
        let (marks, body) = rest.split_at(length);
        let is_apart = self.text[..self.at].chars().next_back().is_none_or(is_space);
        let end = if length == 1 && is_apart && body.starts_with(is_space) {
            None
        } else {
            body.find(marks)
        };
        let Some(end) = end else {
            self.limits.spend(body.len() / 16);
            self.take_words(spans, length, Marks::All);
            return true;
        };
        let mut text = &body[..end];
        if length > 1 {
            text = text.strip_prefix(' ').unwrap_or(text);
            text = text.strip_suffix(' ').unwrap_or(text);
        }
        spans.push(Span::part(PartKind::Code(text.to_owned()), Vec::new()));
        self.at += length + end + length;
        true
    }

    /// A quotation mark, perhaps with the character before it.
    fn quote(&mut self, spans: &mut Vec<Span>) -> bool {
        let Some(found) = quotes::read(self.rest()) else {
            return false;
        };
        push_words(spans, &self.rest()[..found.before]);
        spans.extend(found.marks.into_iter().flatten().map(Span::Symbol));
        self.at += found.length;
        true
    }

    /// `$$formula$$`
    fn formula(&mut self, spans: &mut Vec<Span>) -> bool {
        let Some(body) = self.rest().strip_prefix("$$") else {
            return false;
        };
        let Some(end) = body.find("$$") else {
            self.limits.spend(body.len() / 16);
            return false;
        };
        let formula = body[..end].trim_matches(is_space).to_owned();
        spans.push(Span::part(PartKind::Formula(formula), Vec::new()));
        self.at += end + 4;
        true
    }
}

/// True if the word before `_` shows that it does not mark emphasis: it ends in a letter, or in a letter and
/// `-`.
fn ends_in_word(before: &str) -> bool {
    let mut chars = before.chars().rev();
    match chars.next() {
        Some('-') => chars.next().is_some_and(char::is_alphabetic),
        last => last.is_some_and(char::is_alphabetic),
    }
}

/// The bytes that may begin a mark or belong to one.
const MAY_BE_MARK: [bool; 256] = {
    let mut table = [false; 256];
    let marks = b"*_`<[!\"'${&-.>\\\n~]";
    let mut at = 0;
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    table
};
