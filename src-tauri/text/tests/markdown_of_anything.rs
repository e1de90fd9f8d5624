//! Whatever is written, the renderer answers, says the same in both forms, and leaves no mark-up of its own making open.

#[path = "markdown/reading.rs"]
mod reading;

use arguendo_text::markdown::{Setting, excerpt, plain_text, render};
use proptest::prelude::*;
use reading::read;

/// What texts are made of: words, and the marks that give kramdown something to decide.
fn piece() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(vec![
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "](/a b)",
        "![",
        "[^1]",
        "[^1]: note\n",
        "[a]: /b 'c'\n",
        "*[HTML]: long\n",
        "HTML",
        "\n",
        "\n\n",
        "  \n",
        "\\\n",
        "    ",
        "\t",
        "- ",
        "1. ",
        "> ",
        "# ",
        "---\n",
        "===\n",
        ": ",
        "| ",
        "|---|\n",
        "```\n",
        "~~~ruby\n",
        "$$",
        "{: .a}",
        "{:toc}",
        "{: #b}\n",
        "{::comment}",
        "{:/}",
        "^\n",
        "<b>",
        "</b>",
        "<div>\n",
        "</div>\n",
        "<div markdown=\"1\">\n",
        "<br>",
        "<!-- ",
        " -->",
        "<p>",
        "<table><tr><td>",
        "<a href='x'>",
        "</a>",
        "&amp;",
        "&eacute;",
        "&",
        "<",
        ">",
        "--",
        "...",
        "<<",
        "\"",
        "'",
        "\\",
        "{% x %}",
        "é",
        "§ 4",
    ]);
    prop_oneof![3 => marks.prop_map(str::to_owned), 2 => "[a-z]{1,6} ?", 1 => "\\PC{0,3}"]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

/// Prose as people write it: sentences in paragraphs, lists and quotations, with emphasis, links and quotation marks.
fn prose() -> impl Strategy<Value = String> {
    let phrase = prop_oneof![
        4 => "[A-Za-z]{2,9}",
        1 => "[a-z]{2,6}'s",
        1 => "\"[a-z]{2,6} [a-z]{2,6}\"",
        1 => "\\*[a-z]{2,6}\\*",
        1 => "\\*\\*[a-z]{2,6} [a-z]{2,6}\\*\\*",
        1 => "\\[[a-z]{2,6}\\]\\(https://example\\.org/[a-z]{1,5}\\)",
        1 => "[a-z]{2,6}--[a-z]{2,6}",
        1 => "\\([A-Z][a-z]{2,6} (19|20)[0-9]{2}\\)",
    ];
    let sentence = prop::collection::vec(phrase, 3..14).prop_map(|words| words.join(" ") + ".");
    let start = prop::sample::select(vec!["", "", "", "", "## ", "> ", "- ", "1. "]);
    let block = (start, prop::collection::vec(sentence, 1..4))
        .prop_map(|(start, all)| start.to_owned() + &all.join(" "));
    prop::collection::vec(block, 1..8).prop_map(|blocks| blocks.join("\n\n"))
}

proptest! {
    #[test]
    fn any_text_is_answered(source in "\\PC*|(?s).{0,200}") {
        prop_assert!(render(&source, Setting::default()).too_complex.is_none());
        prop_assert!(plain_text(&source).len() <= 100 + 4 * source.len());
        prop_assert!(excerpt(&source, Some("<!--more-->"), 40).chars().count() <= 40);
    }

    #[test]
    fn any_marks_are_answered_and_closed(source in text()) {
        let setting = Setting { site_url: Some("https://example.org"), image_base: Some("content://localhost/") };
        let rendered = render(&source, setting);
        let mut open = Vec::new();
        for tag in read(&rendered.html).tags {
            match tag.strip_prefix("</") {
                Some(name) => prop_assert_eq!(open.pop(), Some(format!("<{name}")), "{}", rendered.html),
                None if ["<br>", "<hr>", "<img>", "<col>", "<wbr>"].contains(&tag.as_str()) => {}
                None => open.push(tag),
            }
        }
        prop_assert!(open.is_empty(), "{:?} left open in {}", open, rendered.html);
    }

    #[test]
    fn the_contents_name_headings_that_are_there(source in text()) {
        let rendered = render(&source, Setting::default());
        let ids = read(&rendered.html).ids;
        for heading in rendered.contents {
            prop_assert!(ids.contains(&heading.id), "{} in {}", heading.id, rendered.html);
        }
    }

    #[test]
    fn prose_has_the_same_words_in_both_forms(source in prose()) {
        let rendered = render(&source, Setting::default());
        let plain = plain_text(&source);
        prop_assert_eq!(plain.split_whitespace().collect::<Vec<_>>(), read(&rendered.html).words);
    }
}
