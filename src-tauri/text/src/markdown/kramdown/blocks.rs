//! Divides a text into blocks. The kinds of block are tried in kramdown's order.

use super::attributes::{Attributes, is_space};
use super::html_blocks::HtmlBlock;
use super::limits::Limits;
use super::line;
use super::tree::{Block, BlockKind, Boundary, Definitions};

/// Parses blocks and collects definitions on the way.
pub struct BlockReader<'d> {
    /// The definitions of the text.
    pub definitions: &'d mut Definitions,
    /// What parsing may still cost.
    pub limits: &'d mut Limits,
    /// The nesting depth of the blocks that are being parsed.
    pub depth: usize,
}

/// A part of the text that is being parsed into the blocks of one parent.
pub struct Stretch<'t> {
    /// The text; every line ends in `\n`.
    pub text: &'t str,
    /// The position up to which it has been parsed, in bytes.
    pub at: usize,
    /// The blocks that have been parsed.
    pub blocks: Vec<Block>,
    /// An attribute list that belongs to the next block.
    pub pending: Option<Attributes>,
    /// The HTML element whose closing tag ends this part.
    pub element: Option<&'t str>,
}

impl<'t> Stretch<'t> {
    /// All of `text`, to be parsed after `blocks`.
    pub fn after(blocks: Vec<Block>, text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            blocks,
            pending: None,
            element: None,
        }
    }

    /// The part that has not been parsed.
    pub fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Adds a block, with the attribute list that was written before it.
    pub fn push(&mut self, mut block: Block) {
        if let Some(attributes) = self.pending.take() {
            block.attributes.take_in(attributes);
        }
        self.blocks.push(block);
    }

    /// True if the next block is separated from the one before.
    pub fn is_after_boundary(&self) -> bool {
        self.pending.is_some()
            || self.blocks.last().is_none_or(|last| {
                matches!(
                    last.kind,
                    BlockKind::Blank { .. } | BlockKind::Boundary(Boundary::Marker)
                )
            })
    }
}

/// True if `rest` is separated from the text before it.
pub fn is_before_boundary(rest: &str) -> bool {
    rest.is_empty()
        || line::blank_lines(rest) > 0
        || line::is_boundary_mark(rest)
        || line::attribute_list(rest).is_some()
}

impl BlockReader<'_> {
    /// Parses `text` into blocks that follow `blocks`.
    pub fn read(&mut self, blocks: Vec<Block>, text: &str) -> Vec<Block> {
        let mut stretch = Stretch::after(blocks, text);
        self.read_stretch(&mut stretch);
        stretch.blocks
    }

    /// Parses a stretch. True if it ended at the closing tag of its element.
    pub fn read_stretch(&mut self, stretch: &mut Stretch<'_>) -> bool {
        self.depth += 1;
        let mut closed = false;
        let mut may_go_on = self.limits.allows_depth(self.depth);
        while may_go_on && !closed && !stretch.rest().is_empty() {
            let start = stretch.at;
            closed = self.read_block(stretch);
            may_go_on = self.limits.spend_on_line(stretch.at - start);
        }
        self.depth -= 1;
        closed
    }

    /// Parses one block. True if it was the closing tag of the stretch's element.
    fn read_block(&mut self, stretch: &mut Stretch<'_>) -> bool {
        let rest = stretch.rest();
        let first = match line::unindented(rest) {
            Some(unindented) => unindented.as_bytes().first().copied().unwrap_or(b'\n'),
            None => b' ',
        };
        let read = match first {
            b' ' | b'\t' | b'\n' | b'\r' | b'\x0b' | b'\x0c' => self.blank(stretch) || indented_code(stretch),
            b'>' => self.quote(stretch),
            b'#' => atx_heading(stretch),
            b'*' | b'-' => rule(stretch) || self.list(stretch),
            b'+' | b'0'..=b'9' => self.list(stretch),
            b'_' => rule(stretch),
            b'`' | b'~' => self.fenced_code(stretch),
            b':' => self.definition_list(stretch),
            b'<' => match self.html(stretch) {
                HtmlBlock::Closed => return true,
                HtmlBlock::Read => true,
                HtmlBlock::None => false,
            },
            _ => false,
        };
        let read = read
            || setext_heading(stretch)
            || self.formula(stretch)
            || self.table(stretch)
            || match first {
                b'[' => self.footnote(stretch) || self.link_definition(stretch),
                b'*' => self.abbreviation(stretch),
                b'{' => self.extension(stretch),
                b'^' => boundary_mark(stretch),
                _ => false,
            };
        if !read {
            self.paragraph(stretch);
        }
        false
    }

    /// Empty lines.
    fn blank(&mut self, stretch: &mut Stretch<'_>) -> bool {
        let length = line::blank_lines(stretch.rest());
        if length == 0 {
            return false;
        }
        match stretch.blocks.last_mut().map(|last| &mut last.kind) {
            Some(BlockKind::Blank { bare }) => *bare = false,
            _ => stretch.push(Block::new(BlockKind::Blank {
                bare: &stretch.rest()[..length] == "\n",
            })),
        }
        stretch.at += length;
        true
    }

    /// A quotation. It contains every line up to the first one that ends a block; lines without `>` continue
    /// it.
    fn quote(&mut self, stretch: &mut Stretch<'_>) -> bool {
        let start = stretch.at;
        stretch.at += line::first(stretch.rest()).len();
        while !line::ends_block(stretch.rest()) {
            stretch.at += line::first(stretch.rest()).len();
        }
        let mut text = String::with_capacity(stretch.at - start);
        for line in stretch.text[start..stretch.at].split_inclusive('\n') {
            let quoted = line::unindented(line).and_then(|rest| rest.strip_prefix('>'));
            text.push_str(quoted.map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest)));
        }
        let mut block = Block::new(BlockKind::Quote);
        block.children = self.read(Vec::new(), &text);
        stretch.push(block);
        true
    }

    /// Code between two fences.
    fn fenced_code(&mut self, stretch: &mut Stretch<'_>) -> bool {
        let rest = stretch.rest();
        let opening = line::first(rest);
        let body = &rest[opening.len()..];
        let Some((marks, fence)) = fence(opening) else {
            return false;
        };
        // If no line closes with the same number of marks, some of the opening marks are read as the
        // language.
        for length in (3..=fence.len()).rev().take(3) {
            let Some(language) = one_word(&marks[length..]) else {
                return false;
            };
            if let Some((end, after)) = closing_fence(body, &fence[..length]) {
                let language = language.map(|info| info.split('?').next().unwrap_or(info).to_owned());
                stretch.push(Block::new(BlockKind::Code {
                    text: body[..end].to_owned(),
                    language,
                }));
                stretch.at = stretch.text.len() - after.len();
                return true;
            }
            // For each fence without an end, the whole rest of the text is searched.
            self.limits.spend(body.len());
        }
        false
    }

    /// A formula between `$$` that is a paragraph of its own.
    fn formula(&mut self, stretch: &mut Stretch<'_>) -> bool {
        let rest = stretch.rest();
        let Some(body) = line::unindented(rest).and_then(|rest| rest.strip_prefix("$$")) else {
            return false;
        };
        if !stretch.is_after_boundary() {
            return false;
        }
        let Some(end) = body.find("$$") else {
            self.limits.spend(body.len());
            return false;
        };
        let after = &body[end + 2..];
        let line_end = line::first(after);
        let after = if line::is_blank(line_end) {
            &after[line_end.len()..]
        } else {
            after
        };
        if !is_before_boundary(after) {
            return false;
        }
        stretch.push(Block::new(BlockKind::Formula(
            body[..end].trim_matches(is_space).to_owned(),
        )));
        stretch.at = stretch.text.len() - after.len();
        true
    }

    /// A paragraph, or the continuation of the previous one. At least one line is read.
    fn paragraph(&mut self, stretch: &mut Stretch<'_>) {
        let start = stretch.at;
        stretch.at += line::first(stretch.rest()).len();
        while !line::ends_paragraph(stretch.rest()) {
            let length = line::first(stretch.rest()).len();
            stretch.at += length;
            self.limits.spend(4 + length / 16);
        }
        let text = stretch.text[start..stretch.at].trim_end_matches(is_space);
        let breaks = stretch.text[..start].ends_with("  \n");
        if let Some(BlockKind::Paragraph { text: before, .. }) =
            stretch.blocks.last_mut().map(|last| &mut last.kind)
        {
            before.push_str(if breaks { "  \n" } else { "\n" });
            before.push_str(text);
        } else {
            let text = text.trim_start_matches(is_space).to_owned();
            stretch.push(Block::new(BlockKind::Paragraph { text, bare: false }));
        }
    }
}

/// Indented code, together with the lines without indent that continue it.
fn indented_code(stretch: &mut Stretch<'_>) -> bool {
    let length = line::indented_stretch(stretch.rest());
    if length == 0 {
        return false;
    }
    let mut text = String::with_capacity(length);
    for line in stretch.rest()[..length].split_inclusive('\n') {
        let is_lazy = line::unindented(line).is_some_and(|rest| !rest.starts_with(is_space));
        if is_lazy && text.ends_with('\n') {
            text.pop();
            text.push(' ');
        }
        text.push_str(line);
    }
    let text = line::without_indent(&text);
    stretch.push(Block::new(BlockKind::Code { text, language: None }));
    stretch.at += length;
    true
}

/// The line's text from its first fence mark, and the marks alone.
fn fence(line: &str) -> Option<(&str, &str)> {
    let marks = line::unindented(line)?;
    let mark = marks.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = marks.len() - marks.trim_start_matches(mark).len();
    (length >= 3).then(|| (marks, &marks[..length]))
}

/// The word after a fence, if there is one. None if there is more than one word.
fn one_word(info: &str) -> Option<Option<&str>> {
    let word = info.trim_matches(is_space);
    let is_line = info.ends_with('\n') && !word.contains(is_space);
    is_line.then(|| (!word.is_empty()).then_some(word))
}

/// The start of the line that closes the code, and the text after that line.
fn closing_fence<'t>(body: &'t str, fence: &str) -> Option<(usize, &'t str)> {
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let closing = line::unindented(line).and_then(|rest| rest.strip_prefix(fence));
        if closing.is_some_and(|rest| line::is_blank(rest.trim_start_matches(&fence[..1]))) {
            return Some((at, &body[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// A heading marked with `#`.
fn atx_heading(stretch: &mut Stretch<'_>) -> bool {
    let line = line::first(stretch.rest());
    let Some((level, marks)) = line::heading(line) else {
        return false;
    };
    let (text, id) = heading_text(&line[marks..]);
    let unmarked = text.trim_end_matches('#');
    let is_marked = unmarked.len() < text.len() && unmarked.ends_with([' ', '\t']);
    let text = if is_marked {
        unmarked.trim_end_matches(is_space)
    } else {
        text
    };
    push_heading(stretch, level, text, id, line.len())
}

/// A heading with a line under it.
fn setext_heading(stretch: &mut Stretch<'_>) -> bool {
    let line = line::first(stretch.rest());
    let below = &stretch.rest()[line.len()..];
    let Some(level) = line::underline(below).filter(|_| stretch.is_after_boundary()) else {
        return false;
    };
    let (text, id) = heading_text(line.trim_start_matches(' '));
    push_heading(stretch, level, text, id, line.len() + line::first(below).len())
}

fn push_heading(stretch: &mut Stretch<'_>, level: u8, text: &str, id: Option<&str>, length: usize) -> bool {
    if text.is_empty() {
        return false;
    }
    let mut block = Block::new(BlockKind::Heading {
        level,
        text: text.to_owned(),
    });
    if let Some(id) = id {
        block.attributes.set("id", id);
    }
    stretch.push(block);
    stretch.at += length;
    true
}

/// A heading's text, and the id that is written after it as `{#id}`.
fn heading_text(line: &str) -> (&str, Option<&str>) {
    let text = line.trim_end_matches(is_space);
    let id = text
        .strip_suffix('}')
        .and_then(|text| text.rsplit_once("{#"))
        .filter(|(before, id)| {
            let begins = id.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':'));
            let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.');
            before.ends_with([' ', '\t']) && begins && id.chars().all(goes_on)
        });
    match id {
        Some((before, id)) => (before.trim_end_matches(is_space), Some(id)),
        None => (text, None),
    }
}

/// A horizontal rule.
fn rule(stretch: &mut Stretch<'_>) -> bool {
    let is_rule = line::is_rule(stretch.rest());
    if is_rule {
        stretch.push(Block::new(BlockKind::Rule));
        stretch.at += line::first(stretch.rest()).len();
    }
    is_rule
}

/// `^` alone on a line.
fn boundary_mark(stretch: &mut Stretch<'_>) -> bool {
    let is_mark = line::is_boundary_mark(stretch.rest());
    if is_mark {
        stretch.push(Block::new(BlockKind::Boundary(Boundary::Marker)));
        stretch.at += line::first(stretch.rest()).len();
    }
    is_mark
}
