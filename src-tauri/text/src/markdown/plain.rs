//! A text as plain words, for search, counting, excerpts and the ids of headings.

use std::collections::HashSet;

use super::kramdown::limits::Limits;
use super::kramdown::tree::{Block, BlockKind, Document, PartKind, Span};
use super::kramdown::{Attributes, has_no_text, is_in_text, read_spans};

/// Separates the lines of a paragraph in a text that keeps its lines.
pub const LINE_IN_PARAGRAPH: char = '\u{2028}';
/// Separates the lines of preformatted text in a text that keeps its lines.
pub const LINE_OF_CODE: char = '\u{85}';

/// The words of `document`, one paragraph per line. The texts of footnotes are at the end, in the order of
/// their references.
pub fn all_words(document: &Document, limits: &mut Limits) -> String {
    words_with(document, limits, Lines::Joined)
}

/// As [`all_words`], but keeps the lines within each paragraph.
pub fn all_lines(document: &Document, limits: &mut Limits) -> String {
    words_with(document, limits, Lines::Kept)
}

/// How the lines within a paragraph are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// With blanks.
    Joined,
    /// With [`LINE_IN_PARAGRAPH`] or [`LINE_OF_CODE`].
    Kept,
    /// With nothing. Images are also replaced by nothing, so that the words on both sides become one.
    Closed,
}

fn words_with(document: &Document, limits: &mut Limits, lines: Lines) -> String {
    let mut writer = PlainWriter::new(document, limits);
    writer.lines = lines;
    writer.blocks(&document.blocks);
    let mut next = 0;
    while let Some(name) = writer.footnotes.get(next) {
        if let Some(blocks) = document.definitions.footnotes.get(*name) {
            writer.blocks(blocks);
        }
        next += 1;
    }
    writer.end_paragraph();
    writer.text.truncate(writer.text.trim_end().len());
    writer.text
}

/// The first paragraph of `document` that has words. Headings do not count.
pub fn first_paragraph(document: &Document, limits: &mut Limits) -> String {
    let mut writer = PlainWriter::new(document, limits);
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading { .. });
    for block in document.blocks.iter().filter(|block| !is_heading(block)) {
        writer.block(block);
        if let Some(first) = writer.text.lines().find(|line| !line.trim().is_empty()) {
            return first.trim().to_owned();
        }
    }
    String::new()
}

/// Collects words, one paragraph per line.
struct PlainWriter<'a> {
    document: &'a Document,
    limits: &'a mut Limits,
    text: String,
    lines: Lines,
    footnotes: Vec<&'a str>,
    known: HashSet<&'a str>,
    made_elsewhere: MadeElsewhere,
}

impl<'a> PlainWriter<'a> {
    fn new(document: &'a Document, limits: &'a mut Limits) -> Self {
        Self {
            document,
            limits,
            text: String::new(),
            lines: Lines::Joined,
            footnotes: Vec::new(),
            known: HashSet::new(),
            made_elsewhere: MadeElsewhere::default(),
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            // If a limit was reached, this output is not used.
            if self.limits.reached().is_some() {
                return;
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Blank { .. } | BlockKind::Boundary(_) | BlockKind::Comment | BlockKind::Rule => {}
            BlockKind::Paragraph { text, bare: false } => {
                self.end_paragraph();
                let spans = read_spans(text, &self.document.definitions, self.limits);
                match Figure::of(&spans) {
                    Some(figure) => push_on_one_line(&mut self.text, figure.alternative),
                    None => self.spans(&spans),
                }
                self.end_paragraph();
            }
            BlockKind::Paragraph { text, .. } | BlockKind::Heading { text, .. } | BlockKind::Term(text) => {
                self.paragraph(text);
            }
            BlockKind::Spans(text) => self.running_text(text),
            BlockKind::Code { text, .. } => {
                self.code(text);
                self.end_paragraph();
            }
            BlockKind::Formula(text) => {
                self.text.push_str(&format!("\\[{text}\\]"));
                self.end_paragraph();
            }
            BlockKind::Words(text) => push_on_one_line(&mut self.text, text),
            BlockKind::Table(table) => {
                let rows = table.sections.iter().flat_map(|section| &section.rows);
                for cell in rows.flatten() {
                    self.paragraph(cell);
                }
            }
            BlockKind::Element { name } if has_no_text(name) => {}
            BlockKind::Element { name } if is_in_text(name) => {
                self.blocks(&block.children);
                if name == "br" {
                    push_break(&mut self.text, self.lines);
                } else if name == "img" {
                    push_space(&mut self.text);
                }
            }
            BlockKind::List { .. } if self.made_elsewhere.takes(block) => {}
            BlockKind::Item { task: Some(ticked) } => {
                self.end_paragraph();
                self.text.push_str(task_sign(*ticked));
                self.blocks(&block.children);
                self.end_paragraph();
            }
            BlockKind::Quote
            | BlockKind::List { .. }
            | BlockKind::Item { .. }
            | BlockKind::DefinitionList
            | BlockKind::Meaning
            | BlockKind::Element { .. } => {
                self.end_paragraph();
                self.blocks(&block.children);
                self.end_paragraph();
            }
        }
    }

    fn code(&mut self, text: &str) {
        match self.lines {
            Lines::Joined | Lines::Closed => self.text.push_str(text),
            Lines::Kept => {
                let kept = text
                    .trim_end_matches('\n')
                    .replace('\n', &LINE_OF_CODE.to_string());
                self.text.push_str(&kept);
            }
        }
    }

    fn paragraph(&mut self, text: &str) {
        self.end_paragraph();
        self.running_text(text);
        self.end_paragraph();
    }

    fn running_text(&mut self, text: &str) {
        let spans = read_spans(text, &self.document.definitions, self.limits);
        self.spans(&spans);
    }

    fn spans(&mut self, spans: &[Span]) {
        push_spans(&mut self.text, spans, self.lines);
        self.note_footnotes(spans);
    }

    /// Records the footnotes that `spans` refer to, each once.
    fn note_footnotes(&mut self, spans: &[Span]) {
        for span in spans {
            let Span::Part { kind, children, .. } = span else {
                continue;
            };
            if let PartKind::Footnote(name) = kind
                && let Some((name, _)) = self.document.definitions.footnotes.get_key_value(name)
                && self.known.insert(name)
            {
                self.footnotes.push(name);
            }
            self.note_footnotes(children);
        }
    }

    fn end_paragraph(&mut self) {
        let length = self.text.trim_end_matches([' ', '\n']).len();
        self.text.truncate(length);
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}

/// Remembers lists that are replaced by something made from the text: the table of contents, or the
/// footnotes.
#[derive(Debug, Default)]
pub struct MadeElsewhere {
    contents: bool,
    footnotes: bool,
}

impl MadeElsewhere {
    /// True if `list` is the first such list of its kind. Then its items are not shown.
    pub fn takes(&mut self, list: &Block) -> bool {
        let attributes = &list.attributes;
        if !self.contents && attributes.refers_to("toc") {
            self.contents = true;
            return true;
        }
        let takes = !self.footnotes && attributes.refers_to("footnotes");
        self.footnotes |= takes;
        takes
    }
}

/// The words of `spans`.
pub fn words_of(spans: &[Span]) -> String {
    let mut words = String::new();
    push_spans(&mut words, spans, Lines::Joined);
    words
}

/// The words of `spans` for an id. As in kramdown, the words on both sides of a line end or an image become
/// one.
pub fn words_without_gaps(spans: &[Span]) -> String {
    let mut words = String::new();
    push_spans(&mut words, spans, Lines::Closed);
    words
}

/// An image on its own, with its alternative text below it.
pub struct Figure<'a> {
    /// The image's address, as written.
    pub address: &'a str,
    /// The alternative text.
    pub alternative: &'a str,
    /// Its attributes.
    pub attributes: &'a Attributes,
}

impl<'a> Figure<'a> {
    /// Recognises `![text](address){: standalone}` as the only content of a paragraph.
    pub fn of(spans: &'a [Span]) -> Option<Self> {
        match spans {
            [
                Span::Part {
                    kind: PartKind::Image { address, alternative },
                    attributes,
                    ..
                },
            ] if attributes.refers_to("standalone") => Some(Self {
                address,
                alternative,
                attributes,
            }),
            _ => None,
        }
    }
}

fn push_spans(text: &mut String, spans: &[Span], lines: Lines) {
    for span in spans {
        match span {
            Span::Words(words) => push_on_one_line(text, words),
            Span::Symbol(c) => text.push(*c),
            Span::Break => push_break(text, lines),
            Span::Part { kind, children, .. } => match kind {
                PartKind::Code(words) | PartKind::Abbreviation(words) | PartKind::Liquid(words) => {
                    push_on_one_line(text, words);
                }
                PartKind::Formula(words) => text.push_str(&format!("\\({words}\\)")),
                PartKind::Image { .. } => push_gap(text, lines),
                PartKind::Footnote(_) | PartKind::Comment => {}
                PartKind::Element(name) if has_no_text(name) => {}
                PartKind::Element(name) if name == "br" => push_break(text, lines),
                PartKind::Element(name) if name == "img" => push_gap(text, lines),
                PartKind::Emphasis
                | PartKind::Strong
                | PartKind::Deleted
                | PartKind::Link { .. }
                | PartKind::Element(_) => push_spans(text, children, lines),
            },
        }
    }
}

fn push_on_one_line(text: &mut String, words: &str) {
    let mut lines = words.split('\n');
    text.push_str(lines.next().unwrap_or(""));
    for line in lines {
        push_space(text);
        text.push_str(line);
    }
}

/// Adds a gap between two words.
fn push_gap(text: &mut String, lines: Lines) {
    if lines != Lines::Closed {
        push_space(text);
    }
}

/// Adds a line break within a paragraph.
fn push_break(text: &mut String, lines: Lines) {
    if lines != Lines::Kept {
        return push_gap(text, lines);
    }
    let length = text.trim_end_matches(' ').len();
    text.truncate(length);
    if !text.is_empty() && !text.ends_with('\n') {
        text.push(LINE_IN_PARAGRAPH);
    }
}

fn push_space(text: &mut String) {
    if !text.ends_with([' ', '\n', LINE_IN_PARAGRAPH]) {
        text.push(' ');
    }
}

/// The box in front of a task.
pub fn task_sign(ticked: bool) -> &'static str {
    if ticked { "☑ " } else { "☐ " }
}
