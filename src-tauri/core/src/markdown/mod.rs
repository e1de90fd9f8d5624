//! Markdown in the kramdown dialect that Jekyll renders, made into clean HTML, plain words and a table of contents.

mod links;
mod sanitise;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};
use serde::Serialize;
use ts_rs::TS;

pub use links::{LocalKind, LocalLink, local_link, percent_decoded};

/// What the renderer must know about where the text will be shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting<'a> {
    /// The address of the site that the folder was published at, without a slash at the end.
    pub site_url: Option<&'a str>,
    /// What local images' addresses begin with in the window (`content://localhost/`). None: left as written.
    pub image_base: Option<&'a str>,
}

/// A rendered text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rendered {
    /// Sanitised HTML. Footnotes stand at its end in one `<div class="footnotes">`, as kramdown does it.
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

/// Renders `source` for the window or for `dump`.
#[must_use]
pub fn render(source: &str, setting: Setting<'_>) -> Rendered {
    let _ = setting;
    if source.len() > LARGEST_SOURCE {
        return Rendered {
            html: ammonia::clean_text(source),
            too_complex: Some("The text is longer than 1 MiB.".to_owned()),
            ..Rendered::default()
        };
    }
    let mut html = String::new();
    html::push_html(&mut html, Parser::new_ext(source, options()));
    Rendered {
        html: sanitise::sanitise(&html),
        ..Rendered::default()
    }
}

/// The longest text that is rendered with its mark-up, in bytes.
const LARGEST_SOURCE: usize = 1024 * 1024;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_DEFINITION_LIST
}

/// Renders one line, such as a title or a description, without a paragraph around it.
#[must_use]
pub fn render_line(source: &str, setting: Setting<'_>) -> String {
    let html = render(source, setting).html;
    let html = html.trim();
    let inner = html
        .strip_prefix("<p>")
        .and_then(|rest| rest.strip_suffix("</p>"));
    inner.unwrap_or(html).to_owned()
}

/// The words of `source` in reading order, without any mark-up: for search, counting and excerpts. Paragraphs are
/// divided by one `\n`.
#[must_use]
pub fn plain_text(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for event in Parser::new_ext(source, options()) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell)
            | Event::End(TagEnd::Table)
                if !text.is_empty() && !text.ends_with('\n') =>
            {
                text.push('\n');
            }
            _ => {}
        }
    }
    text
}

/// How many words a plain text has: runs between white space that hold a letter or a digit.
#[must_use]
pub fn count_words(plain: &str) -> usize {
    plain
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// The first paragraph (or all up to `separator`) of `source` as plain text of at most `most` characters, cut at a word.
#[must_use]
pub fn excerpt(source: &str, separator: Option<&str>, most: usize) -> String {
    let before = separator
        .filter(|mark| !mark.is_empty())
        .and_then(|mark| source.split_once(mark))
        .map(|cut| cut.0);
    let plain = plain_text(before.unwrap_or(source));
    let first = if before.is_some() {
        plain.replace('\n', " ")
    } else {
        plain.lines().next().unwrap_or("").to_owned()
    };
    if first.chars().count() <= most {
        return first;
    }
    let cut: String = first.chars().take(most.saturating_sub(1)).collect();
    let whole_words = cut
        .rsplit_once(char::is_whitespace)
        .map_or(cut.as_str(), |parts| parts.0);
    format!("{}…", whole_words.trim_end())
}
