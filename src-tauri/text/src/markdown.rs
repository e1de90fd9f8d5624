//! Markdown in the kramdown dialect that Jekyll renders, made into clean HTML, plain words and a table of contents.

mod addresses;
mod escape;
mod headings;
mod html;
mod html_footnotes;
mod html_spans;
mod kramdown;
mod local_links;
mod plain;
mod sanitise;
mod setting;

use std::panic::{AssertUnwindSafe, catch_unwind};

use html::HtmlWriter;
use kramdown::limits::{Limit, Limits};
use kramdown::tree::Document;

use crate::words;

pub use addresses::{percent_decoded, percent_encode};
pub use headings::Heading;
pub use local_links::{LocalKind, LocalLink, local_link};
pub use plain::{LINE_IN_PARAGRAPH, LINE_OF_CODE};
pub use setting::Setting;

/// A rendered text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rendered {
    /// Sanitised HTML. Footnotes are at its end in one `<div class="footnotes">`, as kramdown does it. Ours are the
    /// classes `liquid` (a tag that only Jekyll can carry out), `web-image` and `embedded` (a link to what is not
    /// loaded), and on links the attributes `data-local-kind` and `data-local-name` (see [`LocalLink`]).
    pub html: String,
    /// The headings in order, for the table of contents.
    pub contents: Vec<Heading>,
    /// A limit was reached and the text is shown plainer than it is written; says which.
    pub too_complex: Option<String>,
}

/// Into about so many paragraphs a text is divided at most that is shown as it is written.
const MOST_PARAGRAPHS: usize = 2_000;

/// Renders `source` for the window or for `dump`.
#[must_use]
pub fn render(source: &str, setting: Setting<'_>) -> Rendered {
    guarded(|| marked_up(source, setting), |limit| plainer(source, limit))
}

/// What `make` gives; beyond a limit, what `plainer` gives. A fault of ours costs the one text, and never the command or the
/// page that has others to show.
fn guarded<T>(make: impl FnOnce() -> Result<T, Limit>, plainer: impl FnOnce(Limit) -> T) -> T {
    catch_unwind(AssertUnwindSafe(make))
        .unwrap_or(Err(Limit::Failure))
        .unwrap_or_else(plainer)
}

fn marked_up(source: &str, setting: Setting<'_>) -> Result<Rendered, Limit> {
    let (document, mut limits) = read(source)?;
    let (html, contents) = HtmlWriter::new(&document, &mut limits, setting).write();
    limits.kept()?;
    Ok(Rendered {
        html: sanitise::sanitise(&html),
        contents,
        too_complex: None,
    })
}

/// The text with its mark-up as it is written, in paragraphs. Very many short ones are put together.
fn plainer(source: &str, limit: Limit) -> Rendered {
    let mut html = String::with_capacity(source.len() + source.len() / 8);
    let least = source.len() / MOST_PARAGRAPHS;
    let mut length = 0;
    for paragraph in paragraphs(source) {
        html.push_str(if length == 0 { "<p>" } else { "\n\n" });
        escape::escape(paragraph, &mut html);
        length += paragraph.len() + 2;
        if length >= least {
            html.push_str("</p>\n");
            length = 0;
        }
    }
    if length > 0 {
        html.push_str("</p>\n");
    }
    Rendered {
        html,
        contents: Vec::new(),
        too_complex: Some(limit.sentence().to_owned()),
    }
}

fn paragraphs(source: &str) -> impl Iterator<Item = &str> {
    source
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
}

/// The words of `source` in reading order, without any mark-up: for search, counting and excerpts. Paragraphs are
/// divided by one `\n`. The texts of footnotes are at the end; their marks are left out.
#[must_use]
pub fn plain_text(source: &str) -> String {
    plain_or(source, plain::all_words, words_as_written)
}

/// As [`plain_text`], with the lines within each paragraph: [`LINE_IN_PARAGRAPH`] where one is broken, and [`LINE_OF_CODE`]
/// in preformatted text.
#[must_use]
pub fn plain_lines(source: &str) -> String {
    plain_or(source, plain::all_lines, words_as_written)
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
    if separator.is_some_and(|mark| !mark.is_empty() && source.contains(mark)) {
        return Digest {
            plain: plain_text(source),
            excerpt: excerpt(source, separator, most),
        };
    }
    let at_once = || {
        let (document, limits) = read(source)?;
        // Each may spend as much as if the other were not made.
        let plain = plain_of(
            source,
            (&document, limits.clone()),
            plain::all_words,
            words_as_written,
        );
        let first = plain_of(
            source,
            (&document, limits),
            plain::first_paragraph,
            first_as_written,
        );
        Ok(Digest {
            plain,
            excerpt: cut(first, most),
        })
    };
    // What is too much is not read again for each.
    guarded(at_once, |_| Digest {
        plain: words_as_written(source),
        excerpt: cut(first_as_written(source), most),
    })
}

/// `source`, and what is left of its limits; an error where reading it reached one.
fn read(source: &str) -> Result<(Document, Limits), Limit> {
    let mut limits = Limits::of(source)?;
    let document = kramdown::read(source, &mut limits);
    limits.kept()?;
    Ok((document, limits))
}

/// Makes words of a text within its limits.
type WriteWords = fn(&Document, &mut Limits) -> String;

/// What `write` makes of `source`, or what `plainer` makes of it where a limit is reached.
fn plain_or(source: &str, write: WriteWords, plainer: fn(&str) -> String) -> String {
    let written = || {
        let (document, limits) = read(source)?;
        Ok(plain_of(source, (&document, limits), write, plainer))
    };
    guarded(written, |_| plainer(source))
}

/// The same, where `source` has been `read`.
fn plain_of(
    source: &str,
    read: (&Document, Limits),
    write: WriteWords,
    plainer: fn(&str) -> String,
) -> String {
    let written = || {
        let (document, mut limits) = read;
        let words = write(document, &mut limits);
        limits.kept()?;
        Ok(words)
    };
    guarded(written, |_| plainer(source))
}

/// The paragraphs of `source` as they are written, each on a line.
fn words_as_written(source: &str) -> String {
    let paragraphs: Vec<String> = paragraphs(source).map(on_one_line).collect();
    paragraphs.join("\n")
}

/// The first paragraph of `source` as it is written.
fn first_as_written(source: &str) -> String {
    paragraphs(source).next().map(on_one_line).unwrap_or_default()
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
        None => plain_or(source, plain::first_paragraph, first_as_written),
    };
    cut(beginning, most)
}

/// `beginning`, cut at a word where it has more than `most` characters.
fn cut(beginning: String, most: usize) -> String {
    if beginning.chars().count() <= most {
        return beginning;
    }
    // One of them gives way to the sign for the rest.
    let cut: String = beginning.chars().take(most).collect();
    format!("{}…", words::whole_words(&cut).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_ours_costs_its_own_text_alone_and_is_said() {
        let rendered = guarded(|| panic!("a fault"), |limit| plainer("*a* <b>\n\nb", limit));
        assert_eq!(rendered.html, "<p>*a* &lt;b&gt;</p>\n<p>b</p>\n");
        assert!(rendered.too_complex.is_some());
    }
}
