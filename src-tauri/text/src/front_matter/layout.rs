//! The positions of keys, values and list entries in a header, in bytes, so that one can be changed and no
//! other byte.

use std::ops::Range;

use serde_saphyr::granit_parser::{self, Event, Parser, ScalarStyle, Span, StrInput, StructureStyle};

/// The top level of a header.
pub(super) struct Layout {
    /// Each key with its value, in order. A key that is written twice is in the list twice.
    pub entries: Vec<Laid>,
}

/// A key with its value.
pub(super) struct Laid {
    pub key: String,
    /// The key as written, with quotes.
    pub key_at: Range<usize>,
    /// The position after the colon.
    pub after_colon: usize,
    /// The value as written, with its quotes, its brackets, or the `|` or `>` of a block text. Empty if there
    /// is no value.
    pub value_at: Range<usize>,
    pub shape: Shape,
    /// The value has an anchor or a tag, which is written before it.
    pub is_marked: bool,
}

/// The style in which a value is written.
pub(super) enum Shape {
    Nothing,
    Scalar(Quotes),
    /// In brackets: `[a, b]`.
    Flow(Vec<Item>),
    /// One entry on each line.
    Block(Vec<Item>),
    Map,
}

/// An entry of a list.
#[derive(Clone)]
pub(super) struct Item {
    pub at: Range<usize>,
    /// The entry's text; none if it is a list or a map, has an anchor or a tag, or extends over several
    /// lines.
    pub text: Option<String>,
    pub quotes: Quotes,
}

/// The style in which a text is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    None,
    Single,
    Double,
    /// `|` or `>`
    Block,
}

impl Layout {
    /// The layout of `header`, which must have been read as a map before. None if it is written in braces, or
    /// if a position cannot be determined.
    pub fn of(header: &str) -> Option<Self> {
        let options = granit_parser::options! { emit_comments: false };
        let mut walk = Walk {
            header,
            events: Parser::new_from_str_with_options(header, options),
        };
        loop {
            let (event, _) = walk.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) => {}
                Event::MappingStart(StructureStyle::Block, ..) => {
                    return walk.entries().map(|entries| Self { entries });
                }
                Event::StreamEnd | Event::DocumentEnd => return Some(Self { entries: Vec::new() }),
                // The header is `~` alone, or something other than a map.
                _ => return None,
            }
        }
    }
}

struct Walk<'a> {
    header: &'a str,
    events: Parser<'a, StrInput<'a>>,
}

impl<'a> Walk<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        self.events.next_event()?.ok()
    }

    fn entries(&mut self) -> Option<Vec<Laid>> {
        let mut entries = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                return Some(entries);
            }
            let key_at = range(span)?;
            let key = match event {
                Event::Scalar(text, ..) => Some(text.into_owned()),
                other => {
                    self.pass(&other, span)?;
                    None
                }
            };
            let after_colon = self.after_colon(key_at.end);
            let (event, span) = self.next()?;
            let value = self.value(event, span, after_colon)?;
            if let (Some(key), Some(after_colon)) = (key, after_colon) {
                entries.push(Laid {
                    key,
                    key_at,
                    after_colon,
                    value_at: value.0,
                    shape: value.1,
                    is_marked: value.2,
                });
            }
        }
    }

    /// The position after the colon. None if the colon is not on the key's line: `? key`.
    fn after_colon(&self, key_end: usize) -> Option<usize> {
        let rest = self.header.get(key_end..)?;
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        rest[blanks..].starts_with(':').then_some(key_end + blanks + 1)
    }

    fn value(
        &mut self,
        event: Event<'a>,
        span: Span,
        after_colon: Option<usize>,
    ) -> Option<(Range<usize>, Shape, bool)> {
        let at = range(span)?;
        Some(match event {
            Event::Scalar(_, style, anchor, tag) => {
                let is_marked = anchor != 0 || tag.is_some();
                let quotes = quotes(style);
                if at.is_empty() && quotes == Quotes::None {
                    (at, Shape::Nothing, is_marked)
                } else {
                    let at = match (quotes, after_colon) {
                        (Quotes::Block, Some(from)) => self.block_text(from, &at),
                        _ => at,
                    };
                    (at, Shape::Scalar(quotes), is_marked)
                }
            }
            Event::SequenceStart(style, anchor, tag) => {
                let (items, end) = self.items()?;
                let is_marked = anchor != 0 || tag.is_some();
                if style == StructureStyle::Flow {
                    (at.start..end, Shape::Flow(items), is_marked)
                } else {
                    let end = items.last().map_or(at.end, |item| item.at.end);
                    (at.start..end, Shape::Block(items), is_marked)
                }
            }
            other => {
                let end = self.pass(&other, span)?;
                (at.start..end, Shape::Map, false)
            }
        })
    }

    /// The range of a block text, from its `|` or `>` to its last letter.
    fn block_text(&self, from: usize, content: &Range<usize>) -> Range<usize> {
        let rest = &self.header[from..];
        let start = from + rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let line = self.header[start..].lines().next().unwrap_or_default();
        let written = self.header[content.clone()].trim_end();
        start..(start + line.len()).max(content.start + written.len())
    }

    /// The entries of a list, and the end of the list.
    fn items(&mut self) -> Option<(Vec<Item>, usize)> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            let at = range(span)?;
            match event {
                Event::SequenceEnd => return Some((items, at.end)),
                Event::Scalar(text, style, anchor, tag) => {
                    let quotes = quotes(style);
                    let is_one_line = !self.header[at.clone()].contains(['\n', '\r']);
                    let is_plain_text =
                        anchor == 0 && tag.is_none() && quotes != Quotes::Block && is_one_line;
                    // The entry is empty. The parser reports it as `~`.
                    let text = if at.is_empty() {
                        String::new()
                    } else {
                        text.into_owned()
                    };
                    let end = at.start + self.header[at.clone()].trim_end().len();
                    items.push(Item {
                        at: at.start..end,
                        text: is_plain_text.then_some(text),
                        quotes,
                    });
                }
                other => {
                    let end = self.pass(&other, span)?;
                    items.push(Item {
                        at: at.start..end,
                        text: None,
                        quotes: Quotes::None,
                    });
                }
            }
        }
    }

    /// Skips everything that belongs to `event`, and returns the end of its last word or bracket.
    fn pass(&mut self, event: &Event<'a>, span: Span) -> Option<usize> {
        let end_of = |span| range(span).map(|at| at.start + self.header[at].trim_end().len());
        let mut last = end_of(span)?;
        if !matches!(event, Event::SequenceStart(..) | Event::MappingStart(..)) {
            return Some(last);
        }
        let mut depth = 1;
        while depth > 0 {
            let (event, span) = self.events.next_event()?.ok()?;
            match event {
                Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
                Event::SequenceEnd | Event::MappingEnd => depth -= 1,
                _ => {}
            }
            let at = range(span)?;
            // The parser reports the end of a block only where the next thing begins, with an empty range.
            // Such ranges do not count.
            if !at.is_empty() {
                last = last.max(at.start + self.header[at].trim_end().len());
            }
        }
        Some(last)
    }
}

fn range(span: Span) -> Option<Range<usize>> {
    Some(span.start.byte_offset()?..span.end.byte_offset()?)
}

fn quotes(style: ScalarStyle) -> Quotes {
    match style {
        ScalarStyle::Plain => Quotes::None,
        ScalarStyle::SingleQuoted => Quotes::Single,
        ScalarStyle::DoubleQuoted => Quotes::Double,
        ScalarStyle::Literal | ScalarStyle::Folded => Quotes::Block,
    }
}
