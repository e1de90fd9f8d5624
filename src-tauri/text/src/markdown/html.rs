//! Writes the blocks of a document as HTML. Spans are in `html_spans`, footnotes in `html_footnotes`.
//!
//! The output is well-formed and contains only tags on the sanitiser's list. This leaves little work for the
//! sanitiser, whose costs grow faster than its input. The sanitiser is the second line of defence, not the
//! first.

use std::collections::HashMap;

use super::escape::escape;
use super::headings::{Heading, HeadingIds, contents_list};
use super::kramdown::limits::{Limit, Limits};
use super::kramdown::tree::{Alignment, Block, BlockKind, Document, SectionKind, Table};
use super::kramdown::{Attributes, has_no_text, read_spans};
use super::plain::{Figure, MadeElsewhere, task_sign, words_of, words_without_gaps};
use super::setting::Setting;

/// The largest number of tags and escaped characters for the sanitiser. Each tag counts together with the
/// inline tags around it, because HTML's rules may repeat them. An ordinary text has one tag in 50 to 100
/// bytes; this many take about half a second in a debug build.
const MOST_MARKS: usize = 50_000;

/// The elements that HTML's rules reopen in each block inside them, with all their attributes.
const REPEATED: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Writes a document as HTML. The result must still be sanitised.
pub struct HtmlWriter<'a> {
    pub(super) document: &'a Document,
    pub(super) limits: &'a mut Limits,
    pub(super) setting: Setting<'a>,
    pub(super) html: String,
    /// The footnotes that were referred to so far, in order, and how often.
    pub(super) footnotes: Vec<(String, usize)>,
    pub(super) footnote_numbers: HashMap<String, usize>,
    /// The number of open links. A link must not contain another one.
    pub(super) open_links: usize,
    headings: Vec<Heading>,
    ids: HeadingIds,
    marks: usize,
    /// The number of bytes that HTML's rules may add by repeating open tags.
    repeated: usize,
    /// The position after the last tag, and the number of special characters in the words since then.
    words_at: usize,
    special: usize,
    /// The open inline tags: for each, the number of bytes that may be repeated.
    open_spans: Vec<usize>,
    made_elsewhere: MadeElsewhere,
    /// The place for the table of contents, and whether it is numbered.
    contents_at: Option<(usize, bool)>,
}

impl<'a> HtmlWriter<'a> {
    /// A writer for `document`; `setting` says where the text is shown.
    pub fn new(document: &'a Document, limits: &'a mut Limits, setting: Setting<'a>) -> Self {
        Self {
            document,
            limits,
            setting,
            html: String::new(),
            footnotes: Vec::new(),
            footnote_numbers: HashMap::new(),
            open_links: 0,
            headings: Vec::new(),
            ids: HeadingIds::default(),
            marks: 0,
            repeated: 0,
            words_at: 0,
            special: 0,
            open_spans: Vec::new(),
            made_elsewhere: MadeElsewhere::default(),
            contents_at: None,
        }
    }

    /// Writes the whole document, and returns the HTML and the headings.
    pub fn write(mut self) -> (String, Vec<Heading>) {
        self.blocks(&self.document.blocks);
        self.write_footnotes();
        self.end_words();
        if let Some((at, ordered)) = self.contents_at {
            let contents = contents_list(&self.headings, if ordered { "ol" } else { "ul" });
            self.count_marks(2 * self.headings.len());
            self.html.insert_str(at, &contents);
            self.may_go_on();
        }
        (self.html, self.headings)
    }

    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            if !self.may_go_on() {
                return;
            }
            self.block(block);
        }
    }

    /// True while the output is within the limits. Beyond a limit nothing of it is shown, so the writer can
    /// stop.
    pub(super) fn may_go_on(&mut self) -> bool {
        self.limits.allows_size(self.html.len() + self.repeated)
    }

    fn block(&mut self, block: &'a Block) {
        let attributes = &block.attributes;
        match &block.kind {
            BlockKind::Blank { .. } | BlockKind::Boundary(_) | BlockKind::Comment => {}
            BlockKind::Paragraph { text, bare: true } => self.running_text(text),
            BlockKind::Paragraph { text, bare: false } => self.paragraph(attributes, text),
            BlockKind::Heading { level, text } => self.heading(*level, attributes, text),
            BlockKind::Quote => self.parent("blockquote", block),
            BlockKind::List { ordered } if self.made_elsewhere.takes(block) => {
                if attributes.refers_to("toc") {
                    self.contents_at = Some((self.html.len(), *ordered));
                }
            }
            BlockKind::List { ordered } => self.parent(if *ordered { "ol" } else { "ul" }, block),
            BlockKind::Item { task } => {
                self.open("li", attributes);
                self.html.push_str(task.map_or("", task_sign));
                self.blocks(&block.children);
                self.close("li");
            }
            BlockKind::DefinitionList => self.parent("dl", block),
            BlockKind::Term(text) => self.text_block("dt", attributes, text),
            BlockKind::Meaning => self.parent("dd", block),
            BlockKind::Code { text, language } => self.code(attributes, text, language.as_deref()),
            BlockKind::Rule => self.open("hr", attributes),
            BlockKind::Table(table) => self.table(attributes, table),
            BlockKind::Formula(text) => {
                self.open("div", attributes);
                self.text(&format!("\\[{text}\\]"));
                self.close("div");
            }
            BlockKind::Words(words) => return self.text(words),
            BlockKind::Spans(text) => return self.running_text(text),
            BlockKind::Element { name } => {
                // No line end is added here. Inside raw HTML it could divide a word.
                if !self.stands_for_element(name, attributes) && !has_no_text(name) {
                    let is_open = self.open_element(name, attributes);
                    self.blocks(&block.children);
                    self.close_element(name, is_open);
                }
                return;
            }
        }
        self.html.push('\n');
    }

    fn parent(&mut self, tag: &str, block: &'a Block) {
        self.open(tag, &block.attributes);
        self.html.push('\n');
        self.blocks(&block.children);
        self.close(tag);
    }

    /// Writes a paragraph. If it consists only of an image marked as standalone, it becomes a figure.
    fn paragraph(&mut self, attributes: &Attributes, text: &str) {
        let spans = read_spans(text, &self.document.definitions, self.limits);
        if let Some(figure) = Figure::of(&spans) {
            let mut of_image = figure.attributes.clone();
            let mut of_figure = Attributes::default();
            for name in ["class", "id"] {
                if let Some(value) = of_image.remove(name) {
                    of_figure.set(name, &value);
                }
            }
            self.open("figure", &of_figure);
            self.image(figure.address, figure.alternative, &of_image);
            self.open("figcaption", &Attributes::default());
            self.text(figure.alternative);
            self.close("figcaption");
            self.close("figure");
            return;
        }
        self.open("p", attributes);
        self.spans(&spans);
        self.close("p");
    }

    fn text_block(&mut self, tag: &str, attributes: &Attributes, text: &str) {
        self.open(tag, attributes);
        self.running_text(text);
        self.close(tag);
    }

    fn heading(&mut self, level: u8, attributes: &Attributes, text: &str) {
        let spans = read_spans(text, &self.document.definitions, self.limits);
        let words = words_of(&spans);
        let words = words.trim();
        let tag = format!("h{level}");
        if words.is_empty() {
            self.open(&tag, attributes);
        } else {
            let id = self.ids.id_of(attributes.get("id"), &words_without_gaps(&spans));
            let mut with_id = attributes.clone();
            with_id.remove("id");
            with_id.set("id", &id);
            self.open(&tag, &with_id);
            if !self.is_left_out(attributes) {
                self.headings.push(Heading {
                    level,
                    id,
                    text: words.to_owned(),
                });
            }
        }
        self.spans(&spans);
        self.close(&tag);
    }

    /// True if a heading has `{: .no_toc}`, directly or through a named attribute list.
    fn is_left_out(&self, attributes: &Attributes) -> bool {
        let lists = &self.document.definitions.attribute_lists;
        let named = attributes.references.iter().filter_map(|name| lists.get(name));
        let mut all = named.chain([attributes]);
        all.any(|list| {
            let classes = list.get("class").unwrap_or_default();
            classes.split_whitespace().any(|class| class == "no_toc")
        })
    }

    fn code(&mut self, attributes: &Attributes, text: &str, language: Option<&str>) {
        let mut of_code = Attributes::default();
        if let Some(language) = language {
            of_code.set("class", &format!("language-{language}"));
        }
        self.open("pre", attributes);
        self.open("code", &of_code);
        self.text(text);
        self.close("code");
        self.close("pre");
    }

    fn table(&mut self, attributes: &Attributes, table: &Table) {
        self.open("table", attributes);
        for section in &table.sections {
            let (tag, cell_tag) = match section.kind {
                SectionKind::Head => ("thead", "th"),
                SectionKind::Body => ("tbody", "td"),
                SectionKind::Foot => ("tfoot", "td"),
            };
            self.open(tag, &Attributes::default());
            for row in &section.rows {
                self.open("tr", &Attributes::default());
                for (cell, alignment) in row.iter().zip(&table.alignments) {
                    if !self.may_go_on() {
                        return;
                    }
                    let mut attributes = Attributes::default();
                    match alignment {
                        Alignment::Default => {}
                        Alignment::Left => attributes.set("align", "left"),
                        Alignment::Center => attributes.set("align", "center"),
                        Alignment::Right => attributes.set("align", "right"),
                    }
                    self.text_block(cell_tag, &attributes, cell);
                    self.html.push('\n');
                }
                self.close("tr");
            }
            self.close(tag);
        }
        self.close("table");
    }

    /// Parses running text into spans and writes them.
    pub(super) fn running_text(&mut self, text: &str) {
        let spans = read_spans(text, &self.document.definitions, self.limits);
        self.spans(&spans);
    }

    /// Writes an opening tag of a block.
    pub(super) fn open(&mut self, tag: &str, attributes: &Attributes) {
        self.end_words();
        self.count_marks(1 + self.open_spans.len());
        self.repeated += self.open_spans.iter().sum::<usize>();
        if !self.may_go_on() {
            return;
        }
        self.html.push('<');
        self.html.push_str(tag);
        self.attributes(tag, attributes);
        self.html.push('>');
        self.words_at = self.html.len();
    }

    /// Writes a closing tag of a block.
    pub(super) fn close(&mut self, tag: &str) {
        self.end_words();
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push('>');
        self.words_at = self.html.len();
    }

    /// Writes an opening inline tag.
    pub(super) fn open_span(&mut self, tag: &str, attributes: &Attributes) {
        let start = self.html.len();
        self.open(tag, attributes);
        let length = if REPEATED.contains(&tag) {
            self.html.len() - start
        } else {
            0
        };
        self.open_spans.push(length);
    }

    /// Ends an inline tag that has no closing tag.
    pub(super) fn open_spans_end(&mut self) {
        self.open_spans.pop();
    }

    /// Writes a closing inline tag.
    pub(super) fn close_span(&mut self, tag: &str) {
        self.open_spans.pop();
        self.close(tag);
    }

    /// Writes words.
    pub(super) fn text(&mut self, words: &str) {
        if !self.may_go_on() {
            return;
        }
        escape(words, &mut self.html);
        let special = words
            .bytes()
            .filter(|byte| matches!(byte, b'<' | b'>' | b'&' | 0xC2))
            .count();
        self.special += special;
        self.count_marks(special);
    }

    /// Counts what the words since the last tag cost the sanitiser. For each special character, and for each
    /// character that begins with the same byte as a no-break space, the sanitiser scans all following words.
    fn end_words(&mut self) {
        let length = self.html.len() - self.words_at;
        self.count_marks(self.special * length / 100_000);
        self.special = 0;
    }

    pub(super) fn count_marks(&mut self, count: usize) {
        self.marks += count;
        if self.marks > MOST_MARKS {
            self.limits.reach(Limit::Marks);
        }
    }
}
