//! The kramdown dialect: a text is parsed into blocks, and their text into spans.
//!
//! The grammar differs from CommonMark's, and a CommonMark parser cannot be adapted to it: other rules decide
//! about emphasis, links with spaces, quotation marks, the end of a paragraph, and Markdown inside HTML. So
//! this module follows kramdown (with its GFM input, as Jekyll configures it) rule by rule, and its tests
//! compare it with the real one. It knows nothing about HTML output. All costs are bounded by
//! [`limits::Limits`].

mod abbreviations;
mod attributes;
mod blocks;
mod definitions;
mod entities;
mod html_blocks;
pub mod limits;
mod line;
mod lists;
mod quotes;
mod span_extensions;
mod span_html;
mod span_links;
mod spans;
mod symbols;
mod tables;
mod tags;
pub mod tree;

use std::borrow::Cow;

use blocks::BlockReader;
use limits::Limits;
use spans::{Marks, SpanReader};
use tree::{Definitions, Document, Span};

pub use attributes::Attributes;
pub use entities::decoded;
pub use tags::{has_no_text, is_empty, is_in_text};

/// Parses a text into blocks.
pub fn read(source: &str, limits: &mut Limits) -> Document {
    let mut definitions = Definitions::default();
    let text = with_plain_line_ends(source);
    let mut reader = BlockReader {
        definitions: &mut definitions,
        limits,
        depth: 0,
    };
    let blocks = reader.read(Vec::new(), &text);
    definitions.short_forms = definitions.abbreviations.keys().cloned().collect();
    definitions
        .short_forms
        .sort_by_key(|short| std::cmp::Reverse(short.len()));
    Document { blocks, definitions }
}

/// Parses running text into spans.
pub fn read_spans(text: &str, definitions: &Definitions, limits: &mut Limits) -> Vec<Span> {
    let spans = SpanReader::new(text, definitions, limits).read(Marks::All);
    abbreviations::mark(spans, definitions, limits)
}

/// `source` with only `\n` as line ends. The last line also gets one.
fn with_plain_line_ends(source: &str) -> Cow<'_, str> {
    if source.ends_with('\n') && !source.contains('\r') {
        return Cow::Borrowed(source);
    }
    let mut text = source.replace("\r\n", "\n").replace('\r', "\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Cow::Owned(text)
}
