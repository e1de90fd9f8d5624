//! Renders Markdown, in the kramdown dialect that Jekyll uses, as clean HTML, plain words and a table of
//! contents.

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
    /// Sanitised HTML. Footnotes are at its end in one `<div class="footnotes">`, as in kramdown. This
    /// program adds the classes `liquid` (a tag that only Jekyll can evaluate), `web-image` and `embedded`
    /// (links to things that are not loaded), and the attributes `data-local-kind` and `data-local-name` on
    /// links (see [`LocalLink`]).
    pub html: String,
    /// The headings in order, for the table of contents.
    pub contents: Vec<Heading>,
    /// If a limit was reached, a sentence that says which. The text is then shown with less formatting than
    /// it has.
    pub too_complex: Option<String>,
}

/// The approximate largest number of paragraphs for a text that is shown without rendering.
const MOST_PARAGRAPHS: usize = 2_000;

/// Renders `source` for the window or for `dump`.
#[must_use]
pub fn render(source: &str, setting: Setting<'_>) -> Rendered {
    guarded(|| marked_up(source, setting), |limit| plainer(source, limit))
}

/// The result of `make`, or that of `plainer` if a limit is reached or `make` panics. So a bug in the
/// renderer affects one text only, and not the other texts of the command or the page.
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

/// The source text in paragraphs, with its mark-up visible. Many short paragraphs are joined into longer
/// ones.
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

/// The words of `source` in reading order, without any mark-up, for search, counting and excerpts. Paragraphs
/// are separated by one `\n`. The texts of footnotes are at the end; the references to them are left out.
#[must_use]
pub fn plain_text(source: &str) -> String {
    plain_or(source, plain::all_words, words_as_written)
}

/// As [`plain_text`], but with the lines within each paragraph: [`LINE_IN_PARAGRAPH`] in place of a line
/// break, and [`LINE_OF_CODE`] between the lines of preformatted text.
#[must_use]
pub fn plain_lines(source: &str) -> String {
    plain_or(source, plain::all_lines, words_as_written)
}

/// What lists of documents and the search need of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digest {
    /// The result of [`plain_text`].
    pub plain: String,
    /// The result of [`excerpt`].
    pub excerpt: String,
}

/// The plain text and the excerpt of `source`. The source is read only once for both.
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
        // Each of the two gets the full limits.
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
    // A text that exceeds the limits is not read again for each of the two.
    guarded(at_once, |_| Digest {
        plain: words_as_written(source),
        excerpt: cut(first_as_written(source), most),
    })
}

/// Reads `source`, and returns what is left of its limits. An error if reading it reached one.
fn read(source: &str) -> Result<(Document, Limits), Limit> {
    let mut limits = Limits::of(source)?;
    let document = kramdown::read(source, &mut limits);
    limits.kept()?;
    Ok((document, limits))
}

/// Converts a document to plain words within the limits.
type WriteWords = fn(&Document, &mut Limits) -> String;

/// The result of `write` for `source`, or that of `plainer` if a limit is reached.
fn plain_or(source: &str, write: WriteWords, plainer: fn(&str) -> String) -> String {
    let written = || {
        let (document, limits) = read(source)?;
        Ok(plain_of(source, (&document, limits), write, plainer))
    };
    guarded(written, |_| plainer(source))
}

/// As [`plain_or`], for a `source` that has been `read` already.
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

/// The paragraphs of `source` with their mark-up, one per line.
fn words_as_written(source: &str) -> String {
    let paragraphs: Vec<String> = paragraphs(source).map(on_one_line).collect();
    paragraphs.join("\n")
}

/// The first paragraph of `source` with its mark-up.
fn first_as_written(source: &str) -> String {
    paragraphs(source).next().map(on_one_line).unwrap_or_default()
}

fn on_one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// The first paragraph of `source` (or everything before `separator`) as plain text of at most `most`
/// characters, shortened at the end of a word.
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

/// `beginning`, shortened at the end of a word if it has more than `most` characters.
fn cut(beginning: String, most: usize) -> String {
    if beginning.chars().count() <= most {
        return beginning;
    }
    // The last of these characters is replaced by “…”.
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
