//! A hostile text is shown plainer, says why, and keeps its words; an ordinary text of any length is not.

use arguendo_text::markdown::{Setting, digest, excerpt, plain_text, render};
use arguendo_text::words::count;

const MEBIBYTE: usize = 1024 * 1024;

fn repeated(piece: &str, length: usize) -> String {
    piece.repeat(length / piece.len() + 1)
}

/// Pieces that cost a careless parser or sanitiser the square of their number, or more.
const PIECES: &[&str] = &[
    ">",
    "[",
    "![",
    "[a](",
    "*a **b ",
    "*a _b ",
    "**",
    "<b>",
    "<b title=1><i>",
    "<a>",
    "<div>",
    "<div markdown=\"1\">\n",
    "<!--",
    "<a b=\"",
    "<a b='c\" ",
    "</b>",
    "<http://a",
    "<font><b>",
    "<table><td>",
    "&",
    "&amp;",
    "<<",
    "`a``b",
    "$$a ",
    "{:",
    "{::a",
    "{::comment}",
    "{% a",
    "{{",
    "~~a ",
    "\"'",
    "* * * * a\n",
    "- a\n  ",
    "> - > - a\n",
    "a\n: b\n",
    "|a",
    "|a\n",
    "```\n",
    "$$\n",
    "[^1]: [^1]\n",
    "[a]: b \"\n",
    "[a]",
    "*[a]: b\n",
    "\\\n",
    "# a\n",
    "<p>x</p>",
];

#[test]
fn much_of_anything_ends_and_keeps_to_its_size() {
    for piece in PIECES {
        let source = repeated(piece, MEBIBYTE / 4);
        let rendered = render(&source, Setting::default());
        assert!(
            rendered.html.len() <= 8 * source.len(),
            "{piece:?} made {} bytes",
            rendered.html.len()
        );
        let tags = rendered.html.matches('<').count();
        assert!(tags <= 200_000, "{piece:?} made {tags} tags");
    }
}

#[test]
fn what_was_too_much_is_said_and_its_words_are_kept() {
    for piece in [">", "<b>", "[a](", "*a **b ", "<p>x</p>"] {
        let source = repeated(piece, 500_000);
        let rendered = render(&source, Setting::default());
        assert!(rendered.too_complex.is_some(), "{piece:?}");
        assert!(rendered.html.starts_with("<p>"), "{piece:?}");
        assert!(rendered.contents.is_empty());
    }
    let long = repeated("word & ", MEBIBYTE);
    let rendered = render(&long, Setting::default());
    assert_eq!(
        rendered.too_complex.as_deref(),
        Some("The text is longer than 1 MiB.")
    );
    assert!(rendered.html.starts_with("<p>word &amp; word"));
    assert_eq!(count(&plain_text(&long)), count(&long));
}

#[test]
fn a_digest_is_what_its_parts_are_by_themselves() {
    for piece in PIECES {
        for length in [2_000, 120_000] {
            let source = repeated(piece, length);
            let digest = digest(&source, None, 300);
            assert_eq!(digest.plain, plain_text(&source), "{piece:?}");
            assert_eq!(digest.excerpt, excerpt(&source, None, 300), "{piece:?}");
        }
    }
}

#[test]
fn nothing_lies_so_deep_that_the_stack_ends() {
    let quotes = "> ".repeat(31);
    for piece in [
        "![",
        "<b>",
        "[![",
        "**[![<i>",
        "~~a ![",
        "> ",
        "+ ",
        "1. - > ",
        "<div markdown=\"1\">\n",
    ] {
        for before in ["", &quotes] {
            let source = format!("{before}{}", piece.repeat(5_000));
            assert!(
                render(&source, Setting::default()).too_complex.is_some(),
                "{before}{piece}"
            );
            assert!(!plain_text(&source).is_empty());
        }
    }
    let source = format!("[a]({})", "{{ site.baseurl }}".repeat(20_000));
    assert!(!render(&source, Setting::default()).html.is_empty());
}

#[test]
fn elements_that_html_repeats_are_counted_as_often() {
    let open: String = (0..29).map(|number| format!("<b title={number}>")).collect();
    let source = format!("<p>{open}{}", "<p>x</p>".repeat(50_000));
    assert!(render(&source, Setting::default()).too_complex.is_some());
}

#[test]
fn a_table_is_no_larger_than_its_text() {
    let source = format!("{}\n{}", "|".repeat(3_000), "|a\n".repeat(30_000));
    assert!(render(&source, Setting::default()).html.len() < 20 * source.len());
}

#[test]
fn half_a_mebibyte_of_prose_is_rendered_with_its_mark_up() {
    let source = repeated(
        "## A heading\n\nThe *court* said \"it does\" in [its opinion](https://example.org/), and **so** on -- don't \
         forget -- for a line or two of prose, as people write it, with a name (1990) and a date.\n\n- an item\n  - and \
         one in it\n    - and another\n\n> A quotation\n> over two lines.\n\n",
        MEBIBYTE / 2,
    );
    assert_eq!(render(&source, Setting::default()).too_complex, None);
}

#[test]
fn what_is_nested_as_people_nest_is_kept() {
    let lists: String = (0..12)
        .map(|depth| format!("{}- level {depth}\n", "  ".repeat(depth)))
        .collect();
    assert_eq!(render(&lists, Setting::default()).too_complex, None);
    let quotes = format!("{}deep", "> ".repeat(15));
    assert_eq!(render(&quotes, Setting::default()).too_complex, None);
    assert_eq!(
        render(&"<div>\n".repeat(20), Setting::default()).too_complex,
        None
    );
}

#[test]
fn an_excerpt_is_the_beginning_cut_at_a_word() {
    let source = "# Title\n\nThe *first* paragraph, with \"quotes\".[^1]\n\nThe second.\n\n[^1]: A note.\n";
    assert_eq!(excerpt(source, None, 200), "The first paragraph, with “quotes”.");
    assert_eq!(excerpt(source, None, 20), "The first…");
    assert_eq!(
        excerpt("One.\n\nTwo.\n<!--more-->\nThree.", Some("<!--more-->"), 200),
        "One. Two."
    );
    assert_eq!(excerpt("", None, 10), "");
    assert_eq!(excerpt("Only", None, 2), "O…");
}
