//! The result of parsing a text: blocks, the spans in them, and definitions for use elsewhere in the text.

use std::collections::HashMap;

use super::attributes::Attributes;

/// A text that has been parsed into blocks. The spans in a block are parsed when the block is written.
#[derive(Debug, Default)]
pub struct Document {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// The definitions of the text.
    pub definitions: Definitions,
}

/// What a text defines in one place and uses in another.
#[derive(Debug, Default)]
pub struct Definitions {
    /// `[name]: address "title"`, by the normalised name.
    pub links: HashMap<String, LinkDefinition>,
    /// `[^name]: text`
    pub footnotes: HashMap<String, Vec<Block>>,
    /// `*[short]: long`. The last definition of a short form counts.
    pub abbreviations: HashMap<String, String>,
    /// The short forms of all abbreviations, the longest first. They are filled in after the whole text was
    /// parsed.
    pub short_forms: Vec<String>,
    /// `{:name: attributes}`
    pub attribute_lists: HashMap<String, Attributes>,
}

/// The target of a reference link.
#[derive(Debug, Clone)]
pub struct LinkDefinition {
    /// The address as written.
    pub address: String,
    /// The title.
    pub title: Option<String>,
    /// The attribute list below the definition. It applies to each link that uses the definition.
    pub attributes: Attributes,
}

/// One block and its contents.
#[derive(Debug)]
pub struct Block {
    /// The kind of block.
    pub kind: BlockKind,
    /// The attributes from attribute lists and, for an HTML element, from its tag.
    pub attributes: Attributes,
    /// The blocks inside it.
    pub children: Vec<Block>,
}

/// The kinds of block. Their texts are as written: the spans have not been parsed.
#[derive(Debug)]
pub enum BlockKind {
    /// Empty lines.
    Blank {
        /// True if it is exactly one line end without white space.
        bare: bool,
    },
    /// Nothing visible. It ends the block before it.
    Boundary(Boundary),
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: String,
        /// True for a paragraph in a tight list. It has no `<p>` tag.
        bare: bool,
    },
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its text.
        text: String,
    },
    /// A quotation.
    Quote,
    /// A list of items.
    List {
        /// True for a numbered list.
        ordered: bool,
    },
    /// An item of a list, with a box if it is a task.
    Item {
        /// Whether the box is ticked; none if there is no box.
        task: Option<bool>,
    },
    /// A list of terms and their meanings.
    DefinitionList,
    /// A term.
    Term(String),
    /// The meaning of a term.
    Meaning,
    /// Code.
    Code {
        /// The code.
        text: String,
        /// The language named at its fence.
        language: Option<String>,
    },
    /// A horizontal rule.
    Rule,
    /// A table.
    Table(Table),
    /// A formula, in TeX.
    Formula(String),
    /// A comment.
    Comment,
    /// An HTML element.
    Element {
        /// The name, in lower case if it is an HTML element.
        name: String,
    },
    /// Words inside an HTML element that are shown as they are.
    Words(String),
    /// Text inside an HTML element marked `markdown="span"`.
    Spans(String),
}

/// The reason for a boundary. It decides whether an attribute list below belongs to the boundary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Boundary {
    /// `^` alone on a line.
    Marker,
    /// A link was defined here, with this normalised name.
    LinkDefinition(String),
    /// A footnote or an abbreviation was defined here.
    Definition,
    /// An attribute list or an extension was here.
    Extension,
}

/// A table.
#[derive(Debug, Default)]
pub struct Table {
    /// The alignment of each column.
    pub alignments: Vec<Alignment>,
    /// The head, the bodies and the foot, in order.
    pub sections: Vec<Section>,
}

/// A part of a table.
#[derive(Debug)]
pub struct Section {
    /// The kind of section.
    pub kind: SectionKind,
    /// Rows of cells, with each cell's text as written. All rows have the same number of cells.
    pub rows: Vec<Vec<String>>,
}

/// The kinds of section in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    /// The rows above the first separator line.
    Head,
    /// The ordinary rows.
    Body,
    /// The rows below a line of `=`.
    Foot,
}

/// The alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// The default of the language.
    Default,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// A part of running text.
#[derive(Debug, Clone)]
pub enum Span {
    /// Words.
    Words(String),
    /// A character that is not written as itself: a typographic quotation mark, a dash, an entity.
    Symbol(char),
    /// A line break.
    Break,
    /// A span with mark-up of its own.
    Part {
        /// The kind of mark-up.
        kind: PartKind,
        /// The attributes from attribute lists and, for an HTML element, from its tag.
        attributes: Attributes,
        /// The spans inside it.
        children: Vec<Span>,
    },
}

/// The kinds of span with mark-up.
#[derive(Debug, Clone)]
pub enum PartKind {
    /// `*text*`
    Emphasis,
    /// `**text**`
    Strong,
    /// `~~text~~`
    Deleted,
    /// `` `text` ``
    Code(String),
    /// `$$text$$`
    Formula(String),
    /// A link.
    Link {
        /// The address as written.
        address: String,
    },
    /// An image.
    Image {
        /// The address as written.
        address: String,
        /// The text to show if the image is not.
        alternative: String,
    },
    /// A reference to a defined footnote.
    Footnote(String),
    /// A defined abbreviation.
    Abbreviation(String),
    /// An HTML element.
    Element(String),
    /// A Liquid tag, which only Jekyll can evaluate.
    Liquid(String),
    /// An HTML comment.
    Comment,
}

impl Block {
    /// A block without attributes and children.
    pub fn new(kind: BlockKind) -> Self {
        Self {
            kind,
            attributes: Attributes::default(),
            children: Vec::new(),
        }
    }

    /// True if the block is a paragraph.
    pub fn is_paragraph(&self) -> bool {
        matches!(self.kind, BlockKind::Paragraph { .. })
    }

    /// True if the block is empty lines.
    pub fn is_blank(&self) -> bool {
        matches!(self.kind, BlockKind::Blank { .. })
    }
}

impl Span {
    /// A span with mark-up but without attributes.
    pub fn part(kind: PartKind, children: Vec<Span>) -> Self {
        Self::Part {
            kind,
            attributes: Attributes::default(),
            children,
        }
    }
}

/// Adds words to the end of `spans`.
pub fn push_words(spans: &mut Vec<Span>, words: &str) {
    if let Some(Span::Words(last)) = spans.last_mut() {
        last.push_str(words);
    } else if !words.is_empty() {
        spans.push(Span::Words(words.to_owned()));
    }
}
