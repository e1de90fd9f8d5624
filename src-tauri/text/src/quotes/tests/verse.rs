//! Tests of quotes from poems: lines and indents are kept.

use super::*;

/// The quoted passage from `first` to `last` of a Markdown text, without the line that names its source.
fn verse_of(source: &str, first: &str, last: &str) -> String {
    let plain = plain_lines(source);
    let from = plain.find(first).unwrap();
    let to = from + plain[from..].find(last).unwrap() + last.len();
    // A page has its own white space.
    let shown = plain[from..to].replace(|sign: char| sign.is_whitespace(), " ");
    let quote = take(&plain, "responses/a.md", &shown, "", "").unwrap();
    assert_eq!(state(&quote, Some(&plain)), QuoteState::AsItWas);
    let written = as_markdown(&quote, &[], "T", "a.md");
    let words = format!("{}— “T”", quote.exact);
    assert_eq!(Laid::bare(&plain_text(&written)).text, Laid::bare(&words).text);
    written.split("\n>\n> —").next().unwrap_or_default().to_owned()
}

const VERSE: &str = "> Two roads diverged  \n> in a yellow wood,  \n> and sorry I could not";

#[test]
fn verse_is_quoted_with_its_lines() {
    let lines = "Two roads diverged  \nin a yellow wood,  \nand sorry I could not";
    let broken_by_signs = lines.replace("  \n", "\\\\\n");
    let broken_by_elements = lines.replace("  \n", "<br>\n");
    let together = lines.replace("  \n", "<br />");
    for lines in [lines, &broken_by_signs, &broken_by_elements, &together] {
        let in_item = lines.replace('\n', "\n  ");
        for source in [
            lines.to_owned(),
            format!("> {}", lines.replace('\n', "\n> ")),
            format!("> > {}", lines.replace('\n', "\n> > ")),
            format!("- {in_item}"),
            format!("Before.\n\n- one\n- {in_item}\n\nAfter."),
            format!("Before.[^1]\n\n[^1]: {}", lines.replace('\n', "\n    ")),
        ] {
            assert_eq!(verse_of(&source, "Two", "not"), VERSE, "{source}");
        }
    }
}

#[test]
fn the_lines_of_a_part_of_a_verse_are_kept_and_no_others_made() {
    let source = "Two roads\ndiverged  \nin a yellow wood,  \nand sorry I could not\n\nAnd both that morning";
    assert_eq!(
        verse_of(source, "diverged", "yellow"),
        "> diverged  \n> in a yellow"
    );
    assert_eq!(
        verse_of(source, "sorry", "both"),
        "> sorry I could not\n>\n> And both"
    );
    assert_eq!(verse_of(source, "roads", "diverged"), "> roads diverged");
}

#[test]
fn the_indents_of_a_poem_are_kept() {
    let wide = "Two roads  \n&emsp;diverged  \n&nbsp;&nbsp; in a wood";
    assert_eq!(
        verse_of(wide, "Two", "wood"),
        "> Two roads  \n> \u{2003}diverged  \n> \u{A0}\u{A0}\u{A0}in a wood"
    );
    let set_as_code = "    Two roads\n      diverged\n\n    in a wood\n";
    assert_eq!(
        verse_of(set_as_code, "Two", "wood"),
        "> Two roads  \n> \u{A0}\u{A0}diverged\n>\n> in a wood"
    );
}

#[test]
fn a_line_of_a_verse_that_looks_like_markup_is_a_line() {
    for line in [
        "- no item",
        "1. no item",
        "# no heading",
        "> no quote",
        "===",
        "---",
        "a \\",
        ": no meaning",
    ] {
        let exact = format!("One{LINE_IN_PARAGRAPH}{line}{LINE_IN_PARAGRAPH}end");
        let quote = take(&exact, "a.md", &exact, "", "").unwrap();
        let written = as_markdown(&quote, &[], "T", "a.md");
        assert_eq!(plain_lines(&written), format!("{exact}\n— “T”"), "{written}");
    }
}

#[test]
fn a_quote_that_was_kept_without_its_lines_is_as_it_was() {
    let source = "Two roads  \ndiverged\n\n    in a\n    wood\n";
    let (joined, lined) = (plain_text(source), plain_lines(source));
    let before = take(&joined, "a.md", "Two roads diverged in a wood", "", "").unwrap();
    assert_eq!(state(&before, Some(&lined)), QuoteState::AsItWas);
}
