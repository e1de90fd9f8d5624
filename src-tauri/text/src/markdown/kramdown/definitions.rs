//! What a text defines in one place for use in another: links, footnotes, abbreviations, attribute lists.

use super::attributes::{Attributes, is_space, name_length};
use super::blocks::{BlockReader, Stretch};
use super::line;
use super::tree::{Block, BlockKind, Boundary, LinkDefinition};

/// The normalised name of a link. The definition is then found whatever the case and the line breaks.
pub fn folded_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars() {
        if !is_space(c) {
            folded.extend(c.to_lowercase());
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded
}

impl BlockReader<'_> {
    /// `[^name]: text`, with the indented lines below it.
    pub fn footnote(&mut self, stretch: &mut Stretch<'_>) -> bool {
        let rest = stretch.rest();
        let Some((name, start)) = line::footnote(rest) else {
            return false;
        };
        let first = start + line::first(&rest[start..]).len();
        let end = first + line::indented_stretch(&rest[first..]);
        let blocks = self.read(Vec::new(), &line::without_indent(&rest[start..end]));
        self.definitions.footnotes.insert(name.to_owned(), blocks);
        stretch.push(Block::new(BlockKind::Boundary(Boundary::Definition)));
        stretch.at += end;
        true
    }

    /// `[name]: address "title"`; the title may be on the next line.
    pub fn link_definition(&mut self, stretch: &mut Stretch<'_>) -> bool {
        let rest = stretch.rest();
        let Some(found) = line::unindented(rest).and_then(LinkLine::read) else {
            return false;
        };
        let name = folded_name(found.name);
        let definition = LinkDefinition {
            address: found.address.to_owned(),
            title: found.title.map(str::to_owned),
            attributes: stretch.pending.clone().unwrap_or_default(),
        };
        self.definitions.links.insert(name.clone(), definition);
        stretch.at = stretch.text.len() - found.after.len();
        stretch.push(Block::new(BlockKind::Boundary(Boundary::LinkDefinition(name))));
        true
    }

    /// `*[short]: long`
    pub fn abbreviation(&mut self, stretch: &mut Stretch<'_>) -> bool {
        let line = line::first(stretch.rest());
        let found = line::unindented(line)
            .and_then(|rest| rest.strip_prefix("*["))
            .and_then(|rest| {
                let from = rest.chars().next()?.len_utf8();
                let end = from + rest[from..].find("]:")?;
                Some((&rest[..end], &rest[end + 2..]))
            });
        let Some((short, long)) = found else {
            return false;
        };
        self.definitions
            .abbreviations
            .insert(short.to_owned(), long.trim_matches(is_space).to_owned());
        stretch.push(Block::new(BlockKind::Boundary(Boundary::Definition)));
        stretch.at += line.len();
        true
    }

    /// `{: attributes}` for the block before or after it, `{:name: attributes}` for use elsewhere, or
    /// `{::comment}`.
    pub fn extension(&mut self, stretch: &mut Stretch<'_>) -> bool {
        self.named_attributes(stretch) || self.named_extension(stretch) || self.attributes(stretch)
    }

    /// `{:name: attributes}`
    fn named_attributes(&mut self, stretch: &mut Stretch<'_>) -> bool {
        let Some((list, length)) = line::attribute_list(stretch.rest()) else {
            return false;
        };
        let (name, rest) = list.split_at(name_length(list));
        let Some(rest) = rest
            .strip_prefix(':')
            .filter(|rest| !name.is_empty() && !rest.is_empty())
        else {
            return false;
        };
        let named = self
            .definitions
            .attribute_lists
            .entry(name.to_owned())
            .or_default();
        named.add(&Attributes::read(rest), self.limits);
        stretch.push(Block::new(BlockKind::Boundary(Boundary::Extension)));
        stretch.at += length;
        true
    }

    /// `{: attributes}`
    fn attributes(&mut self, stretch: &mut Stretch<'_>) -> bool {
        let Some((list, length)) = line::attribute_list(stretch.rest()) else {
            return false;
        };
        stretch.at += length;
        let attributes = Attributes::read(list);
        let belongs_to = stretch.blocks.last_mut().filter(|last| {
            !matches!(
                last.kind,
                BlockKind::Blank { .. } | BlockKind::Boundary(Boundary::Marker | Boundary::Extension)
            )
        });
        let Some(block) = belongs_to else {
            let pending = stretch.pending.get_or_insert_default();
            pending.add(&attributes, self.limits);
            return true;
        };
        block.attributes.add(&attributes, self.limits);
        if let BlockKind::Boundary(Boundary::LinkDefinition(name)) = &block.kind
            && let Some(definition) = self.definitions.links.get_mut(name)
        {
            definition.attributes.add(&attributes, self.limits);
        }
        if line::attribute_list(stretch.rest()).is_none() {
            stretch.push(Block::new(BlockKind::Boundary(Boundary::Extension)));
        }
        true
    }

    /// `{::comment}…{:/}` and `{::options …/}`, which show nothing, or `{::nomarkdown}…{:/}`, which shows
    /// HTML as it is.
    fn named_extension(&mut self, stretch: &mut Stretch<'_>) -> bool {
        let rest = stretch.rest();
        let opening = line::unindented(rest).and_then(Extension::read);
        let Some(opening) = opening.filter(Extension::is_known) else {
            return false;
        };
        let line_end = line::first(opening.after);
        if !line::is_blank(line_end) {
            return false;
        }
        let body = &opening.after[line_end.len()..];
        let (body, after) = if opening.closed {
            ("", body)
        } else {
            match closing_line(body, opening.name) {
                Some((at, length)) => (&body[..at], &body[at + length..]),
                None => {
                    self.limits.spend(body.len());
                    return false;
                }
            }
        };
        match opening.name {
            "comment" => stretch.blocks.push(Block::new(BlockKind::Comment)),
            "options" => stretch.push(Block::new(BlockKind::Boundary(Boundary::Extension))),
            "nomarkdown" => {
                let blocks = self.raw_html(body);
                stretch.blocks.extend(blocks);
            }
            _ => return false,
        }
        stretch.at = stretch.text.len() - after.len();
        true
    }
}

/// The beginning of an extension: `{::name options}`.
pub struct Extension<'t> {
    /// The name of the extension.
    pub name: &'t str,
    /// The extension ends in `/}` and has no body.
    pub closed: bool,
    /// The text after the extension.
    pub after: &'t str,
}

impl<'t> Extension<'t> {
    /// Parses the extension at the start of `text`.
    pub fn read(text: &'t str) -> Option<Self> {
        let rest = text.strip_prefix("{::")?;
        let end = line::closing_brace(rest)?;
        let inner = &rest[..end];
        let name = &inner[..inner
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(inner.len())];
        let options = &inner[name.len()..];
        let is_whole = options.is_empty() || options == "/" || options.starts_with(is_space);
        (!name.is_empty() && is_whole).then_some(Self {
            name,
            closed: inner.ends_with('/'),
            after: &rest[end + 1..],
        })
    }

    /// True if this program supports the extension.
    pub fn is_known(&self) -> bool {
        matches!(self.name, "comment" | "options" | "nomarkdown")
    }

    /// The position of this extension's `{:/}` or `{:/name}` in the text after it, and its length.
    pub fn closing(&self) -> Option<(usize, usize)> {
        let mut from = 0;
        loop {
            let at = from + self.after[from..].find("{:/")?;
            if let Some(length) = closing_length(&self.after[at..], self.name) {
                return Some((at, length));
            }
            from = at + 3;
        }
    }
}

fn closing_length(text: &str, name: &str) -> Option<usize> {
    let rest = text.strip_prefix("{:/")?;
    let rest = rest.strip_prefix(name).unwrap_or(rest).strip_prefix('}')?;
    Some(text.len() - rest.len())
}

/// The line in `body` that closes the extension `name`: its position and its length.
fn closing_line(body: &str, name: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let closing = line::unindented(line).and_then(|rest| Some(&rest[closing_length(rest, name)?..]));
        if closing.is_some_and(line::is_blank) {
            return Some((at, line.len()));
        }
        at += line.len();
    }
    None
}

/// The parts of a link definition.
struct LinkLine<'t> {
    name: &'t str,
    address: &'t str,
    title: Option<&'t str>,
    after: &'t str,
}

impl<'t> LinkLine<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let rest = text.strip_prefix('[')?;
        let name = &rest[..rest.find(['\n', ']'])?];
        let rest = rest[name.len()..]
            .strip_prefix("]:")
            .filter(|_| !name.is_empty())?;
        let rest = rest.trim_start_matches([' ', '\t']);
        let line = line::first(rest).strip_suffix('\n')?;
        let below = &rest[line.len() + 1..];
        let enclosed = line.strip_prefix('<').and_then(|inner| inner.split_once('>'));
        if let Some((address, after)) = enclosed
            && let Some((title, after)) = title(after.trim_end_matches(is_space), below)
        {
            return Some(Self {
                name,
                address,
                title,
                after,
            });
        }
        // Spaces at the end are removed first, so that a line with many spaces is not searched once for each
        // of them.
        let line = line.trim_end_matches(is_space);
        let is_blank = |c: char| matches!(c, ' ' | '\t');
        let ends = line.char_indices().skip(1).map(|(at, _)| at).chain([line.len()]);
        for end in ends.filter(|&end| {
            end > 0
                && line[end..].chars().next().is_none_or(is_space)
                && !(line[..end].ends_with(is_blank) && line[end..].starts_with(is_blank))
        }) {
            if let Some((title, after)) = title(&line[end..], below) {
                let address = &line[..end];
                // A quotation mark after a space in the address means that the title was not closed.
                let is_broken = address
                    .match_indices(['"', '\''])
                    .any(|(at, _)| line[..at].ends_with([' ', '\t']));
                return (!is_broken).then_some(Self {
                    name,
                    address,
                    title,
                    after,
                });
            }
        }
        None
    }
}

/// The title of a link definition, and the text after the definition. `line` is the rest of the line with the
/// address, without spaces at its end; the title is there or in the next line, `below`. None if `line`
/// contains anything else.
fn title<'t>(line: &'t str, below: &'t str) -> Option<(Option<&'t str>, &'t str)> {
    let quoted = |text: &'t str| {
        let text = text.trim_matches([' ', '\t']);
        let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let inner = text[1..].strip_suffix(quote)?;
        (!inner.is_empty()).then_some(inner)
    };
    if line.is_empty() {
        let next = line::first(below);
        return Some(match quoted(next.trim_end_matches('\n')) {
            Some(title) => (Some(title), &below[next.len()..]),
            None => (None, below),
        });
    }
    let title = line.starts_with([' ', '\t']).then(|| quoted(line))??;
    Some((Some(title), below))
}
