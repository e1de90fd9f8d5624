//! Markdown in the kramdown dialect that Jekyll renders, made into clean HTML, plain words and a table of contents.

mod addresses;
mod headings;
mod html;
mod html_spans;
mod kramdown;
mod local_links;
mod plain;
mod sanitise;

use serde::Serialize;
use ts_rs::TS;

use html::HtmlWriter;
use kramdown::limits::{Limit, Limits};
use kramdown::tree::Document;

pub use addresses::{percent_decoded, percent_encode};
pub use local_links::{LocalKind, LocalLink, local_link};

/// What the renderer must know about where the text will be shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting<'a> {
    /// The address of the site that the folder was published at, without a slash at the end.
    pub site_url: Option<&'a str>,
    /// What local images' addresses begin with in the window (`content://localhost/`). Images, videos and pages that
    /// lie on the web are linked then and not loaded. None: images are left as written, and what else the web holds is
    /// left out.
    pub image_base: Option<&'a str>,
}

/// A rendered text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rendered {
    /// Sanitised HTML. Footnotes stand at its end in one `<div class="footnotes">`, as kramdown does it. Ours are the
    /// classes `liquid` (a tag that only Jekyll can carry out), `web-image` and `embedded` (a link to what is not
    /// loaded), and on links the attributes `data-local-kind` and `data-local-name` (see [`LocalLink`]).
    pub html: String,
    /// The headings in order, for the table of contents.
    pub contents: Vec<Heading>,
    /// A limit was reached and the text is shown plainer than it is written; says which.
    pub too_complex: Option<String>,
}

/// One heading of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The `id` in the HTML.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// The longest text that is rendered with its mark-up, in bytes. The longest that people wrote is a tenth of it.
const LONGEST: usize = 1024 * 1024;

/// Renders `source` for the window or for `dump`.
#[must_use]
pub fn render(source: &str, setting: Setting<'_>) -> Rendered {
    let mut limits = Limits::for_length(source.len());
    if source.len() > LONGEST {
        limits.reach(Limit::Length);
        return plainer(source, &limits);
    }
    let document = kramdown::read(source, &mut limits);
    let (html, contents) = HtmlWriter::new(&document, &mut limits, setting).write();
    if limits.reached().is_some() {
        return plainer(source, &limits);
    }
    Rendered {
        html: sanitise::sanitise(&html),
        contents,
        too_complex: None,
    }
}

/// The text with its mark-up as it is written, in paragraphs.
fn plainer(source: &str, limits: &Limits) -> Rendered {
    let mut html = String::with_capacity(source.len() + source.len() / 8);
    for paragraph in paragraphs(source) {
        html.push_str("<p>");
        html::escape(paragraph, &mut html);
        html.push_str("</p>\n");
    }
    let too_complex = limits.reached().map(|limit| limit.sentence().to_owned());
    Rendered {
        html,
        contents: Vec::new(),
        too_complex,
    }
}

fn paragraphs(source: &str) -> impl Iterator<Item = &str> {
    source
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
}

/// Renders one line, such as a title or a description, without a paragraph around it.
#[must_use]
pub fn render_line(source: &str, setting: Setting<'_>) -> String {
    let mut limits = Limits::for_length(source.len());
    let document = Document::default();
    let html = HtmlWriter::new(&document, &mut limits, setting).write_line(source.trim());
    if limits.reached().is_some() || source.len() > LONGEST {
        let mut plain = String::new();
        html::escape(source, &mut plain);
        return plain;
    }
    sanitise::sanitise(&html)
}

/// The words of `source` in reading order, without any mark-up: for search, counting and excerpts. Paragraphs are
/// divided by one `\n`. The texts of footnotes stand at the end; their marks are left out.
#[must_use]
pub fn plain_text(source: &str) -> String {
    plain_or(source, plain::all_words, || {
        let paragraphs: Vec<String> = paragraphs(source).map(on_one_line).collect();
        paragraphs.join("\n")
    })
}

/// What the lists and the search need of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digest {
    /// As [`plain_text`] gives it.
    pub plain: String,
    /// As [`excerpt`] gives it.
    pub excerpt: String,
}

/// The plain text and the excerpt of `source`, for the price of reading it once.
#[must_use]
pub fn digest(source: &str, separator: Option<&str>, most: usize) -> Digest {
    let is_divided = separator.is_some_and(|mark| !mark.is_empty() && source.contains(mark));
    let mut limits = Limits::for_length(source.len());
    if source.len() <= LONGEST && !is_divided {
        let document = kramdown::read(source, &mut limits);
        let plain = plain::all_words(&document, &mut limits);
        let first = plain::first_paragraph(&document, &mut limits);
        if limits.reached().is_none() {
            let excerpt = cut(first, most);
            return Digest { plain, excerpt };
        }
    }
    Digest {
        plain: plain_text(source),
        excerpt: excerpt(source, separator, most),
    }
}

/// What `write` makes of `source`, or what `plainer` says where a limit is reached.
fn plain_or(
    source: &str,
    write: fn(&Document, &mut Limits) -> String,
    plainer: impl FnOnce() -> String,
) -> String {
    let mut limits = Limits::for_length(source.len());
    if source.len() <= LONGEST {
        let document = kramdown::read(source, &mut limits);
        let plain = write(&document, &mut limits);
        if limits.reached().is_none() {
            return plain;
        }
    }
    plainer()
}

fn on_one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// The first paragraph (or all up to `separator`) of `source` as plain text of at most `most` characters, cut at a word.
#[must_use]
pub fn excerpt(source: &str, separator: Option<&str>, most: usize) -> String {
    let before = separator
        .filter(|mark| !mark.is_empty())
        .and_then(|mark| source.split_once(mark));
    let beginning = match before {
        Some((before, _)) => on_one_line(&plain_text(before)),
        None => plain_or(source, plain::first_paragraph, || {
            paragraphs(source).next().map(on_one_line).unwrap_or_default()
        }),
    };
    cut(beginning, most)
}

/// `beginning`, cut at a word where it has more than `most` characters.
fn cut(beginning: String, most: usize) -> String {
    if beginning.chars().count() <= most {
        return beginning;
    }
    let cut: String = beginning.chars().take(most.saturating_sub(1)).collect();
    let whole_words = cut
        .rsplit_once(char::is_whitespace)
        .map_or(cut.as_str(), |parts| parts.0);
    format!("{}…", whole_words.trim_end())
}
