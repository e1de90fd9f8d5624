//! Spans as HTML: emphasis, links, images, footnote references, and replacements for things that are not
//! shown.

use std::fmt::Write as _;

use super::addresses::{self, ImageAddress};
use super::escape::escape_value;
use super::html::HtmlWriter;
use super::kramdown::tree::{PartKind, Span};
use super::kramdown::{Attributes, decoded, has_no_text, is_empty};
use super::local_links::local_link;
use super::sanitise::{document_id, is_allowed};

impl HtmlWriter<'_> {
    pub(super) fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            if !self.may_go_on() {
                return;
            }
            match span {
                Span::Words(words) => self.text(words),
                Span::Symbol(c) => self.text(c.encode_utf8(&mut [0; 4])),
                Span::Break => self.open("br", &Attributes::default()),
                Span::Part {
                    kind,
                    attributes,
                    children,
                } => self.part(kind, attributes, children),
            }
        }
    }

    fn part(&mut self, kind: &PartKind, attributes: &Attributes, children: &[Span]) {
        match kind {
            PartKind::Emphasis => self.inline("em", attributes, children),
            PartKind::Strong => self.inline("strong", attributes, children),
            PartKind::Deleted => self.inline("del", attributes, children),
            PartKind::Code(text) => self.inline("code", attributes, &[Span::Words(text.clone())]),
            PartKind::Formula(text) => {
                self.inline("span", attributes, &[Span::Words(format!("\\({text}\\)"))])
            }
            PartKind::Link { address } => {
                let mut attributes = attributes.clone();
                attributes.pairs.insert(0, ("href".to_owned(), address.clone()));
                self.open_links += 1;
                self.inline("a", &attributes, children);
                self.open_links -= 1;
            }
            PartKind::Image { address, alternative } => {
                self.image(address, alternative, attributes);
            }
            PartKind::Footnote(name) => self.footnote_mark(name),
            PartKind::Abbreviation(short) => {
                let mut attributes = attributes.clone();
                match self.document.definitions.abbreviations.get(short) {
                    Some(long) if !long.is_empty() => attributes.set("title", long),
                    _ => {}
                }
                self.inline("abbr", &attributes, &[Span::Words(short.clone())]);
            }
            PartKind::Liquid(tag) => {
                let mut attributes = Attributes::default();
                attributes.set("class", "liquid");
                attributes.set("title", "Liquid: filled in where the site is built");
                self.inline("span", &attributes, &[Span::Words(tag.clone())]);
            }
            PartKind::Comment => {}
            PartKind::Element(name) => {
                if !self.stands_for_element(name, attributes) && !has_no_text(name) {
                    let is_open = self.open_element(name, attributes);
                    self.spans(children);
                    self.close_element(name, is_open);
                }
            }
        }
    }

    fn inline(&mut self, tag: &str, attributes: &Attributes, children: &[Span]) {
        self.open_span(tag, attributes);
        self.spans(children);
        self.close_span(tag);
    }

    fn footnote_mark(&mut self, name: &str) {
        let number = *self.footnote_numbers.entry(name.to_owned()).or_insert_with(|| {
            self.footnotes.push((name.to_owned(), 0));
            self.footnotes.len()
        });
        let marks = &mut self.footnotes[number - 1].1;
        let which = if *marks == 0 {
            String::new()
        } else {
            format!(":{marks}")
        };
        *marks += 1;
        let mut of_mark = Attributes::default();
        of_mark.set("id", &format!("fnref:{name}{which}"));
        of_mark.set("role", "doc-noteref");
        self.open_span("sup", &of_mark);
        let _ = write!(
            self.html,
            "<a href=\"#fn:{name}\" class=\"footnote\">{number}</a>"
        );
        self.close_span("sup");
    }

    /// Writes the opening tag of an HTML element if it may be shown. True if it must be closed.
    pub(super) fn open_element(&mut self, name: &str, attributes: &Attributes) -> bool {
        let is_shown = is_allowed(name);
        if is_shown {
            self.open_span(name, attributes);
            if is_empty(name) {
                self.open_spans_end();
            } else {
                self.open_links += usize::from(name == "a");
            }
        }
        is_shown && !is_empty(name)
    }

    /// Writes the closing tag of an HTML element.
    pub(super) fn close_element(&mut self, name: &str, is_open: bool) {
        if is_open {
            self.open_links -= usize::from(name == "a");
            self.close_span(name);
        }
    }

    /// Writes a replacement for an element that is not shown as it is, such as an image or something from
    /// another page. True if the element was one of these.
    pub(super) fn stands_for_element(&mut self, name: &str, attributes: &Attributes) -> bool {
        match name {
            "img" => self.image(
                attributes.get("src").unwrap_or(""),
                attributes.get("alt").unwrap_or(""),
                attributes,
            ),
            "iframe" | "embed" | "video" | "audio" => self.embedded(attributes.get("src").unwrap_or("")),
            _ => return false,
        }
        true
    }

    /// Writes an image if it is in the folder. An image on the web becomes a link, so that its server does
    /// not learn who reads the text.
    pub(super) fn image(&mut self, address: &str, alternative: &str, attributes: &Attributes) {
        let address = decoded(address);
        match addresses::image(
            &addresses::filled_in(&address, self.setting.site_url),
            self.setting,
        ) {
            ImageAddress::Shown(source) => {
                let mut attributes = attributes.clone();
                attributes.remove("src");
                attributes.remove("alt");
                attributes.pairs.insert(0, ("src".to_owned(), source));
                attributes.pairs.push(("alt".to_owned(), alternative.to_owned()));
                self.open("img", &attributes);
            }
            ImageAddress::Linked(address) => {
                let host = addresses::host(&address).unwrap_or("");
                let name = if alternative.is_empty() { host } else { alternative };
                self.label("web-image", &format!("Image on the web: {name}"), &address);
            }
            ImageAddress::Refused => self.text(alternative),
        }
    }

    /// Writes a link in place of an embedded video or page. Outside of the window nothing is written.
    fn embedded(&mut self, address: &str) {
        if let (Some(address), true) = (
            addresses::web_page(&decoded(address)),
            self.setting.image_base.is_some(),
        ) {
            let host = addresses::host(&address).unwrap_or("").to_owned();
            self.label("embedded", &format!("On the web: {host}"), &address);
        }
    }

    /// Writes a link to the web with a text that says where it leads. Inside another link, only the text is
    /// written.
    fn label(&mut self, class: &str, words: &str, address: &str) {
        let mut attributes = Attributes::default();
        attributes.set("class", class);
        let tag = if self.open_links > 0 {
            "span"
        } else {
            attributes.set("href", address);
            "a"
        };
        self.inline(tag, &attributes, &[Span::Words(words.to_owned())]);
    }

    /// Writes attributes. The sanitiser decides which of them stay.
    pub(super) fn attributes(&mut self, tag: &str, attributes: &Attributes) {
        let named = attributes
            .references
            .iter()
            .filter_map(|name| self.document.definitions.attribute_lists.get(name));
        let mut all = Attributes::default();
        named.for_each(|list| all.add(list, self.limits));
        all.add(attributes, self.limits);
        for (name, value) in &all.pairs {
            if !name.bytes().all(|byte| byte.is_ascii_lowercase()) {
                continue;
            }
            let value = &*decoded(value);
            match name.as_str() {
                "id" => {
                    if let Some(id) = document_id(value) {
                        self.attribute("id", &id);
                    }
                }
                "class" => {
                    let classes: Vec<&str> = value
                        .split_whitespace()
                        .filter(|class| is_free_class(class))
                        .collect();
                    if !classes.is_empty() {
                        self.attribute("class", &classes.join(" "));
                    }
                }
                // Older HTML marks a place in a text with `name` instead of `id`.
                "name" if tag == "a" => {
                    if let Some(id) = document_id(value).filter(|_| all.get("id").is_none()) {
                        self.attribute("id", &id);
                    }
                }
                "href" if tag == "a" => self.link_target(value),
                _ => self.attribute(name, value),
            }
        }
    }

    /// Writes a link's address, and which document it leads to if the folder may contain that document.
    fn link_target(&mut self, address: &str) {
        let address = addresses::filled_in(address, self.setting.site_url);
        self.attribute("href", &address);
        if let Some(link) = local_link(&address, self.setting.site_url) {
            self.attribute("data-local-kind", link.kind.name());
            self.attribute("data-local-name", &link.name);
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        escape_value(value, &mut self.html);
        self.html.push('"');
    }
}

/// True if a text may use this class. Some classes are reserved for the window.
fn is_free_class(class: &str) -> bool {
    !class.starts_with("ui-") && !class.starts_with("svelte-")
}
