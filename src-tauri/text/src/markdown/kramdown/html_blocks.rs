//! HTML blocks. Markdown inside them is not parsed unless the tag has `markdown="1"`.

use super::blocks::{BlockReader, Stretch};
use super::entities::decoded;
use super::line;
use super::tags::{self, Content, OpeningTag};
use super::tree::{Block, BlockKind};

/// What was found where an HTML block could begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HtmlBlock {
    /// There is no HTML.
    None,
    /// A block was parsed.
    Read,
    /// The closing tag of the stretch's element.
    Closed,
}

/// The HTML text, and the position up to which it has been parsed.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Skips white space up to the line end, and the line end.
    fn skip_line_end(&mut self) {
        let after = self.rest().trim_start_matches([' ', '\t']);
        if let Some(after) = after.strip_prefix('\n') {
            self.at = self.text.len() - after.len();
        }
    }
}

impl BlockReader<'_> {
    /// A comment, an element, or the closing tag of the stretch's element.
    pub fn html(&mut self, stretch: &mut Stretch<'_>) -> HtmlBlock {
        let rest = stretch.rest();
        let Some(tag) = line::unindented(rest) else {
            return HtmlBlock::None;
        };
        let mut cursor = Cursor {
            text: stretch.text,
            at: stretch.text.len() - tag.len(),
        };
        if rest.starts_with("<!--") {
            let Some(length) = tags::comment(rest) else {
                // For each comment without an end, the whole rest of the text is searched. This counts
                // towards the limits.
                self.limits.spend(rest.len() / 16);
                return HtmlBlock::None;
            };
            cursor.at += length;
            cursor.skip_line_end();
            stretch.blocks.push(Block::new(BlockKind::Comment));
            stretch.at = cursor.at;
            return HtmlBlock::Read;
        }
        if let Some((name, length)) = tags::closing(tag) {
            let closes = stretch
                .element
                .is_some_and(|element| element.eq_ignore_ascii_case(name));
            if closes && !tags::is_in_text(&name.to_lowercase()) {
                stretch.at = cursor.at + length;
                return HtmlBlock::Closed;
            }
            return HtmlBlock::None;
        }
        match tags::opening(tag).filter(|tag| !tags::is_in_text(&tag.name.to_lowercase())) {
            Some(opening) => {
                let block = self.element(&mut cursor, &opening, false);
                stretch.push(block);
                stretch.at = cursor.at;
                HtmlBlock::Read
            }
            None => HtmlBlock::None,
        }
    }

    /// Parses all of `text` as HTML.
    pub fn raw_html(&mut self, text: &str) -> Vec<Block> {
        let mut cursor = Cursor { text, at: 0 };
        self.html_content(&mut cursor, None)
    }

    /// The element whose `tag` begins at the cursor. `in_html` is true if it lies inside raw HTML.
    fn element(&mut self, cursor: &mut Cursor<'_>, tag: &OpeningTag<'_>, in_html: bool) -> Block {
        cursor.at += tag.length;
        let name = tags::normal_name(tag.name);
        let mut block = Block::new(BlockKind::Element { name: name.clone() });
        block.attributes = tag.attributes(&name, self.limits);
        let content = match block.attributes.remove("markdown").as_deref() {
            Some("1") => tags::content_of(&name),
            Some("block") => Content::Blocks,
            Some("span") => Content::Text,
            _ => Content::Html,
        };
        if content == Content::Blocks {
            cursor.skip_line_end();
        }
        if name == "script" || name == "style" {
            self.skip_to_closing(cursor, &name);
        } else if !tag.closed && !tags::is_empty(&name) {
            block.children = match content {
                Content::Blocks => self.blocks_in_html(cursor, &name),
                Content::Text => {
                    let text = self.skip_to_closing(cursor, &name);
                    vec![Block::new(BlockKind::Spans(text.to_owned()))]
                }
                Content::Html => self.html_content(cursor, Some(&name)),
            };
            if !in_html {
                cursor.skip_line_end();
            }
        }
        block
    }

    /// The blocks up to the closing tag of `element`. That tag must be at the start of a line.
    fn blocks_in_html(&mut self, cursor: &mut Cursor<'_>, element: &str) -> Vec<Block> {
        let mut stretch = Stretch::after(Vec::new(), cursor.text);
        stretch.at = cursor.at;
        stretch.element = Some(element);
        self.read_stretch(&mut stretch);
        cursor.at = stretch.at;
        stretch.blocks
    }

    /// Moves after the closing tag of `element`, or to the end if there is none. Returns the text before it.
    fn skip_to_closing<'t>(&mut self, cursor: &mut Cursor<'t>, element: &str) -> &'t str {
        let rest = cursor.rest();
        let end = tags::find_closing(rest, element).unwrap_or(rest.len());
        let length = tags::closing(&rest[end..]).map_or(0, |(_, length)| length);
        cursor.at += end + length;
        &rest[..end]
    }

    /// Words and elements up to the closing tag of `element`, or to the end.
    fn html_content(&mut self, cursor: &mut Cursor<'_>, element: Option<&str>) -> Vec<Block> {
        self.depth += 1;
        let mut blocks = Vec::new();
        while self.limits.allows_depth(self.depth) {
            let rest = cursor.rest();
            let mark = rest.find('<').unwrap_or(rest.len());
            push_words(&mut blocks, &rest[..mark]);
            cursor.at += mark;
            let rest = &rest[mark..];
            if rest.is_empty() || !self.limits.spend(mark + 1) {
                break;
            }
            if let Some(length) = tags::comment(rest).or_else(|| tags::instruction(rest)) {
                cursor.at += length;
            } else if let Some(tag) = tags::opening(rest) {
                let block = self.element(cursor, &tag, true);
                blocks.push(block);
            } else if let Some((name, length)) = tags::closing(rest) {
                cursor.at += length;
                if element.is_some_and(|element| element == tags::normal_name(name)) {
                    break;
                }
                push_words(&mut blocks, &rest[..length]);
            } else {
                if rest.starts_with("<!--") || rest.starts_with("<?") {
                    self.limits.spend(rest.len() / 16);
                }
                push_words(&mut blocks, "<");
                cursor.at += 1;
            }
        }
        self.depth -= 1;
        blocks
    }
}

/// Adds words from HTML, with their character references decoded.
fn push_words(blocks: &mut Vec<Block>, words: &str) {
    let words = decoded(words);
    if let Some(BlockKind::Words(last)) = blocks.last_mut().map(|last| &mut last.kind) {
        last.push_str(&words);
    } else if !words.is_empty() {
        blocks.push(Block::new(BlockKind::Words(words.into_owned())));
    }
}
