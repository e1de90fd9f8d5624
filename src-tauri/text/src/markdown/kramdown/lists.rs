//! Lists and definition lists: which lines belong to an item, and whether its first paragraph gets a `<p>`
//! tag.

use super::attributes::{Attributes, is_space, name_length};
use super::blocks::{BlockReader, Stretch};
use super::tree::{Block, BlockKind, Boundary};
use super::{line, tags};

/// An item whose lines are being collected.
struct Item {
    /// The text without indent, in parts. A nested list begins a new part.
    parts: Vec<String>,
    /// The indent of the text, in columns.
    indent: usize,
    /// The attributes from a list after the marker.
    attributes: Attributes,
    /// For the meaning of a term: it is separated from the text before it.
    apart: bool,
}

impl Item {
    /// Begins an item whose marker is `width` wide and is followed by `rest` on its line.
    fn begin(width: usize, rest: &str) -> Self {
        let (attributes, after) = match leading_attributes(rest) {
            Some((list, length)) => (Attributes::read(list), Some(&rest[length..])),
            None => (Attributes::default(), None),
        };
        let is_bare = line::is_blank(after.unwrap_or(rest));
        let indent = if is_bare { 4 } else { width + columns(rest, width) };
        let text = after.unwrap_or(rest).trim_start_matches(is_space).to_owned();
        Self {
            parts: vec![text],
            indent,
            attributes,
            apart: false,
        }
    }

    /// True if `line`, which is not blank, has the indent of the item's text.
    fn holds(&self, line: &str) -> bool {
        let (mut whole, mut rest) = (0, line);
        while let Some(after) = rest.strip_prefix("    ").or_else(|| rest.strip_prefix('\t')) {
            if whole == self.indent / 4 {
                return true;
            }
            whole += 1;
            rest = after;
        }
        whole == self.indent / 4 && line::spaces(rest) >= self.indent % 4
    }

    /// True if `text` begins with a line that continues the item although it does not have the item's indent.
    fn runs_on(&self, text: &str) -> bool {
        let spaces = line::spaces(text);
        if spaces > self.indent.min(3) {
            return true;
        }
        let rest = &text[spaces..];
        let is_attributes = rest.starts_with('{') && line::attribute_list(rest).is_some();
        !is_attributes && !tags::opens_block(rest) && !tags::closes_block(rest)
    }

    /// `line` without the item's indent, and whether it had this indent.
    fn unindented(&self, line: &str) -> (String, bool) {
        let tabs = line.bytes().take_while(|&byte| byte == b'\t').count();
        let line = format!("{}{}", " ".repeat(4 * tabs), &line[tabs..]);
        if line::spaces(&line) >= self.indent {
            (line[self.indent..].to_owned(), true)
        } else {
            (line, false)
        }
    }

    fn push(&mut self, line: &str) {
        if let Some(part) = self.parts.last_mut() {
            part.push_str(line);
        }
    }
}

/// The number of columns of white space at the start of `rest`, which begins at column `from`.
fn columns(rest: &str, from: usize) -> usize {
    let mut column = from;
    for byte in rest.bytes() {
        match byte {
            b' ' => column += 1,
            b'\t' => column += 4 - column % 4,
            _ => break,
        }
    }
    column - from
}

/// An attribute list at the start of an item: the text inside it, and its length with the space around it.
fn leading_attributes(text: &str) -> Option<(&str, usize)> {
    let list = text.trim_start_matches(is_space).strip_prefix("{:")?;
    let is_definition = list.starts_with([':', '/']) || list[name_length(list)..].starts_with(':');
    let end = line::closing_brace(list).filter(|&end| end > 0 && !is_definition)?;
    let after = list[end + 1..].trim_start_matches(is_space);
    Some((&list[..end], text.len() - after.len()))
}

impl BlockReader<'_> {
    /// A list.
    pub fn list(&mut self, stretch: &mut Stretch<'_>) -> bool {
        let Some(first) = line::list_marker(stretch.rest(), 3) else {
            return false;
        };
        let (items, ended_by_mark) = self.list_items(stretch, first.ordered);
        let mut list = Block::new(BlockKind::List {
            ordered: first.ordered,
        });
        let mut space_after = None;
        let count = items.len();
        for (number, item) in items.into_iter().enumerate() {
            // An item costs more than its bytes. Without this, a text of very many short items would be too
            // cheap.
            self.limits.spend(30);
            let mut blocks = Vec::new();
            for part in &item.parts {
                blocks = self.read(blocks, part);
            }
            let mut block = Block::new(BlockKind::Item {
                task: task(&mut blocks),
            });
            block.attributes = item.attributes;
            block.children = blocks;
            let is_last = number + 1 == count;
            if !block.children.is_empty() {
                tighten(&mut block, &list.children, is_last, ended_by_mark);
                space_after = block.children.pop_if(|last| last.is_blank());
            }
            list.children.push(block);
        }
        stretch.push(list);
        if let Some(blank) = space_after.filter(|_| !ended_by_mark) {
            stretch.blocks.push(blank);
        }
        true
    }

    /// Collects the lines of a list's items. The second value is true if the mark `^` ended the list.
    fn list_items(&mut self, stretch: &mut Stretch<'_>, ordered: bool) -> (Vec<Item>, bool) {
        let mut items: Vec<Item> = Vec::new();
        let mut most_indent = 3;
        let (mut holds_list, mut after_blank) = (false, false);
        while !stretch.rest().is_empty() {
            let rest = stretch.rest();
            let line = line::first(rest);
            let may_go_on = self.limits.spend_on_line(line.len());
            if !may_go_on || (after_blank && line::is_rule(rest)) {
                break;
            }
            if line::is_boundary_mark(rest) {
                stretch.at += line.len();
                return (items, true);
            }
            if let Some(marker) =
                line::list_marker(rest, most_indent).filter(|marker| marker.ordered == ordered)
            {
                let item = Item::begin(marker.width, &line[marker.width..]);
                most_indent = item.indent.saturating_sub(1).min(3);
                holds_list = line::list_marker(&item.parts[0], 3).is_some();
                after_blank = false;
                items.push(item);
                stretch.at += line.len();
                continue;
            }
            let Some(item) = items.last_mut() else {
                break;
            };
            if !line::is_blank(line) && (item.holds(line) || (!after_blank && item.runs_on(rest))) {
                let (mut text, was_indented) = item.unindented(line);
                if line::list_marker(&text, 3).is_some() {
                    if was_indented && !holds_list {
                        item.parts.push(String::new());
                        holds_list = true;
                    } else if holds_list && !was_indented {
                        text.insert_str(0, &" ".repeat(item.indent + 4));
                    }
                }
                // The text may be longer than the line, because tabs were replaced by spaces.
                self.limits.spend(text.len().saturating_sub(line.len()) / 4);
                item.push(&text);
                after_blank = false;
                stretch.at += line.len();
            } else {
                let length = line::blank_lines(rest);
                if length == 0 {
                    break;
                }
                item.push(&rest[..length]);
                holds_list = true;
                after_blank = true;
                stretch.at += length;
            }
        }
        (items, false)
    }

    /// Parses the meanings of the terms in the previous paragraph.
    pub fn definition_list(&mut self, stretch: &mut Stretch<'_>) -> bool {
        if line::meaning_marker(stretch.rest(), 3).is_none() {
            return false;
        }
        let before = match stretch.blocks.as_slice() {
            [.., last] if last.is_paragraph() => 1,
            [.., term, last]
                if matches!(last.kind, BlockKind::Blank { bare: true }) && term.is_paragraph() =>
            {
                2
            }
            _ => return false,
        };
        let paragraph = stretch.blocks.drain(stretch.blocks.len() - before..).next();
        let Some(Block {
            kind: BlockKind::Paragraph { text, .. },
            attributes,
            ..
        }) = paragraph
        else {
            return false;
        };
        let mut children: Vec<Block> = text.split('\n').map(term).collect();
        let mut space_after = None;
        for item in self.meanings(stretch, before == 2) {
            let mut meaning = Block::new(BlockKind::Meaning);
            meaning.attributes = item.attributes;
            meaning.children = self.read(Vec::new(), &item.parts.concat());
            space_after = meaning.children.pop_if(|last| last.is_blank());
            if let Some(BlockKind::Paragraph { bare, .. }) =
                meaning.children.first_mut().map(|first| &mut first.kind)
            {
                *bare = !item.apart;
            }
            children.push(meaning);
        }
        push_definitions(stretch, children, attributes);
        stretch.blocks.extend(space_after);
        true
    }

    /// Collects the lines of the meanings. `apart` is true if the first one is separated from its term.
    fn meanings(&mut self, stretch: &mut Stretch<'_>, apart: bool) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let (mut apart, mut after_blank, mut most_indent) = (apart, false, 3);
        while !stretch.rest().is_empty() {
            let rest = stretch.rest();
            let line = line::first(rest);
            if let Some(width) = line::meaning_marker(rest, most_indent) {
                let item = Item {
                    apart,
                    ..Item::begin(width, &line[width..])
                };
                most_indent = item.indent.saturating_sub(1).min(3);
                (apart, after_blank) = (false, false);
                items.push(item);
                stretch.at += line.len();
                continue;
            }
            let may_go_on = self.limits.spend_on_line(line.len()) && !line::is_boundary_mark(rest);
            let Some(item) = items.last_mut().filter(|_| may_go_on) else {
                break;
            };
            if !line::is_blank(line) && (item.holds(line) || (!after_blank && item.runs_on(rest))) {
                let (text, _) = item.unindented(line);
                self.limits.spend(text.len().saturating_sub(line.len()) / 4);
                item.push(&text);
                (apart, after_blank) = (false, false);
                stretch.at += line.len();
            } else {
                let length = line::blank_lines(rest);
                if length == 0 {
                    break;
                }
                item.push(&rest[..length]);
                (apart, after_blank) = (true, true);
                stretch.at += length;
            }
        }
        items
    }
}

/// Adds terms and meanings to the previous definition list, or makes a new one.
fn push_definitions(stretch: &mut Stretch<'_>, children: Vec<Block>, attributes: Attributes) {
    let is_list = |block: &Block| matches!(block.kind, BlockKind::DefinitionList);
    if let [.., before, last] = stretch.blocks.as_slice()
        && last.is_blank()
        && is_list(before)
    {
        stretch.blocks.pop();
    }
    match stretch.blocks.last_mut() {
        Some(list) if is_list(list) => list.children.extend(children),
        _ => {
            let mut list = Block::new(BlockKind::DefinitionList);
            list.attributes = attributes;
            list.children = children;
            stretch.push(list);
        }
    }
}

/// A term, with the attribute list that was written before it.
fn term(line: &str) -> Block {
    let (attributes, text) = match leading_attributes(line) {
        Some((list, length)) => (Attributes::read(list), &line[length..]),
        None => (Attributes::default(), line),
    };
    let mut block = Block::new(BlockKind::Term(text.to_owned()));
    block.attributes = attributes;
    block
}

/// Removes the `<p>` tag of an item's first paragraph if the list is tight there. `before` are the items
/// before it.
fn tighten(item: &mut Block, before: &[Block], is_last: bool, ended_by_mark: bool) {
    let blocks = &mut item.children;
    let is_boundary = |block: &Block| matches!(block.kind, BlockKind::Boundary(Boundary::Extension));
    if blocks.len() >= 2 && blocks[0].is_paragraph() && is_boundary(&blocks[1]) {
        blocks.remove(1);
    }
    let no_space =
        blocks.len() < 2 || !blocks[1].is_blank() || (is_last && blocks.len() == 2 && !ended_by_mark);
    let is_loose = |item: &Block| {
        matches!(
            item.children.first().map(|first| &first.kind),
            Some(BlockKind::Paragraph { bare: false, .. })
        )
    };
    // The last item has nothing after it that could show whether it is loose. So it is loose if all other
    // items are.
    let as_others = !is_last || before.is_empty() || before.iter().any(|item| !is_loose(item));
    let meets_block = blocks.get(1).is_some_and(|next| !next.is_blank());
    if let Some(BlockKind::Paragraph { text, bare }) = blocks.first_mut().map(|first| &mut first.kind) {
        *bare = no_space && as_others;
        // A line break directly before the next block is ignored.
        if *bare && meets_block && text.ends_with('\\') {
            text.pop();
        }
    }
}

/// Removes the box `[ ]` or `[x]` from the start of an item's text, and returns whether it is ticked.
fn task(blocks: &mut [Block]) -> Option<bool> {
    let BlockKind::Paragraph { text, .. } = &mut blocks.first_mut()?.kind else {
        return None;
    };
    let rest = text.strip_prefix('[')?;
    let ticked = match rest.chars().next()? {
        ' ' => false,
        'x' | 'X' => true,
        _ => return None,
    };
    let after = rest[1..].strip_prefix(']')?;
    let words = after.trim_start_matches(is_space);
    if words.len() == after.len() {
        return None;
    }
    *text = words.to_owned();
    Some(ticked)
}
