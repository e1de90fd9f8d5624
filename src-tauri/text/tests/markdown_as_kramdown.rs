//! Every feature of the dialect gives the words, links, ids and tags that the real kramdown gives.
//!
//! The texts and what kramdown made of them are in `markdown/`; `make.rb` there makes the expectations anew.

#[path = "markdown/reading.rs"]
mod reading;

use std::path::Path;

use arguendo_text::markdown::{Setting, plain_text, render};
use reading::read;

/// Reads the text `name` with both and compares what a reader finds.
fn compare(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markdown");
    let source = std::fs::read_to_string(folder.join(format!("{name}.md"))).unwrap_or_default();
    let kramdown = std::fs::read_to_string(folder.join(format!("{name}.html"))).unwrap_or_default();
    assert!(
        !source.is_empty() && !kramdown.is_empty(),
        "the texts {name} are there"
    );
    let rendered = render(&source, Setting::default());
    assert_eq!(rendered.too_complex, None);
    let (ours, theirs) = (read(&rendered.html), read(&kramdown));
    assert_eq!(ours.words.join(" "), theirs.words.join(" "), "words of {name}");
    assert_eq!(ours.links, theirs.links, "links of {name}");
    assert_eq!(ours.tags.join(""), theirs.tags.join(""), "tags of {name}");
    let without_contents = |ids: &[String]| {
        ids.iter()
            .filter(|id| !id.starts_with("markdown-toc-"))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(
        without_contents(&ours.ids),
        without_contents(&theirs.ids),
        "ids of {name}"
    );
    if ["contents", "no_toc"].contains(&name) {
        // Plain text has no table of contents: it would say each heading twice.
        return;
    }
    let plain = read(&without_footnote_marks(&rendered.html));
    assert_eq!(
        plain_text(&source).split_whitespace().collect::<Vec<_>>(),
        plain.words,
        "plain words of {name}"
    );
}

/// The HTML without the marks of footnotes and the links back to them: plain text has none.
fn without_footnote_marks(html: &str) -> String {
    let html = without_each(html, "<sup id=\"fnref:", "</sup>");
    let html = html.replace("&nbsp;<a href=\"#fnref:", "<a href=\"#fnref:");
    without_each(&html, "<a href=\"#fnref:", "</a>")
}

fn without_each(html: &str, start: &str, end: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(start) {
        kept.push_str(before);
        rest = after.split_once(end).map_or("", |cut| cut.1);
    }
    kept + rest
}

macro_rules! compare_each {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            compare(stringify!($name));
        })*
    };
}

compare_each! {
    attributes
    code
    contents
    definitions
    emphasis
    figures
    footnotes
    headings
    html
    links
    lists
    no_toc
    paragraphs
    quotations
    quotes
    tables
}
