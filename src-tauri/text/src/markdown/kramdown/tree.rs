//! What a text is once it has been read: blocks, the spans in them, and what it defines for use elsewhere.

use std::collections::HashMap;

use super::attributes::Attributes;

/// A text that has been read into blocks. The spans in a block are read when it is written.
#[derive(Debug, Default)]
pub struct Document {
    /// What is on the page, in order.
    pub blocks: Vec<Block>,
    /// What the text defines.
    pub definitions: Definitions,
}

/// What a text defines in one place and uses in another.
#[derive(Debug, Default)]
pub struct Definitions {
    /// `[name]: address "title"`, by the folded name.
    pub links: HashMap<String, LinkDefinition>,
    /// `[^name]: text`
    pub footnotes: HashMap<String, Vec<Block>>,
    /// `*[short]: long`; the last definition of a short form counts.
    pub abbreviations: HashMap<String, String>,
    /// The short forms of all abbreviations, the longest first. Filled in when all of the text has been read.
    pub short_forms: Vec<String>,
    /// `{:name: attributes}`
    pub attribute_lists: HashMap<String, Attributes>,
}

/// Where a reference link leads.
#[derive(Debug, Clone)]
pub struct LinkDefinition {
    /// The address as written.
    pub address: String,
    /// The title.
    pub title: Option<String>,
    /// The attribute list below the definition, which each of its links receives.
    pub attributes: Attributes,
}

/// One block and what it holds.
#[derive(Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// From attribute lists and, for an element, from its tag.
    pub attributes: Attributes,
    /// The blocks inside it.
    pub children: Vec<Block>,
}

/// The kinds of block. Texts are as written: their spans have not been read.
#[derive(Debug)]
pub enum BlockKind {
    /// Empty lines; `bare` where it is exactly one without white space.
    Blank {
        /// Exactly one line end.
        bare: bool,
    },
    /// Nothing visible, but the end of what was before.
    Boundary(Boundary),
    /// A paragraph; `bare` in a tight list, where it has no tag of its own.
    Paragraph {
        /// Its text.
        text: String,
        /// Without a tag of its own.
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
        /// Numbered.
        ordered: bool,
    },
    /// An item of a list, with a box to tick where it is a task.
    Item {
        /// Whether the box is ticked; none where there is no box.
        task: Option<bool>,
    },
    /// A list of terms and what they mean.
    DefinitionList,
    /// A term.
    Term(String),
    /// What a term means.
    Meaning,
    /// Code.
    Code {
        /// The code.
        text: String,
        /// The language named at its fence.
        language: Option<String>,
    },
    /// A line across the page.
    Rule,
    /// A table.
    Table(Table),
    /// A formula, in TeX.
    Formula(String),
    /// A comment.
    Comment,
    /// An HTML element.
    Element {
        /// Its name, in lower case where HTML knows it.
        name: String,
    },
    /// Words inside an HTML element that are there as they are.
    Words(String),
    /// Text inside an HTML element marked `markdown="span"`.
    Spans(String),
}

/// Why there is a boundary; decides whether an attribute list below it belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Boundary {
    /// `^` alone on a line.
    Marker,
    /// A link was defined here, by this folded name.
    LinkDefinition(String),
    /// A footnote or an abbreviation was defined here.
    Definition,
    /// An attribute list or an extension was here.
    Extension,
}

/// A table.
#[derive(Debug, Default)]
pub struct Table {
    /// How the columns are aligned; one for each column.
    pub alignments: Vec<Alignment>,
    /// Head, bodies and foot, in order.
    pub sections: Vec<Section>,
}

/// A part of a table.
#[derive(Debug)]
pub struct Section {
    /// Which part.
    pub kind: SectionKind,
    /// Rows of cells, each cell's text as written. All rows are of one length.
    pub rows: Vec<Vec<String>>,
}

/// Which part of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    /// Above the first dividing line.
    Head,
    /// The rows.
    Body,
    /// Below a line of `=`.
    Foot,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As the language does.
    Default,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// A piece of running text.
#[derive(Debug, Clone)]
pub enum Span {
    /// Words.
    Words(String),
    /// A character that is not written as itself: a smart quote, a dash, an entity.
    Symbol(char),
    /// A line break.
    Break,
    /// A part with mark-up of its own.
    Part {
        /// What it is.
        kind: PartKind,
        /// From attribute lists and, for an element, from its tag.
        attributes: Attributes,
        /// What it holds.
        children: Vec<Span>,
    },
}

/// The kinds of marked-up span.
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
        /// What to say in its place.
        alternative: String,
    },
    /// A mark for a footnote that is defined.
    Footnote(String),
    /// An abbreviation that is defined.
    Abbreviation(String),
    /// An HTML element.
    Element(String),
    /// A tag of Liquid, which only Jekyll can carry out.
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

    /// Whether it is a paragraph.
    pub fn is_paragraph(&self) -> bool {
        matches!(self.kind, BlockKind::Paragraph { .. })
    }

    /// Whether it is an empty line.
    pub fn is_blank(&self) -> bool {
        matches!(self.kind, BlockKind::Blank { .. })
    }
}

impl Span {
    /// A part without attributes.
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
