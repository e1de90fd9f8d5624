//! A quote as Markdown for a draft: its paragraphs in a blockquote, followed by a line that names the source.

use super::Quote;
use super::fragment::fragment_for;
use crate::markdown::{LINE_IN_PARAGRAPH, LINE_OF_CODE};

/// The Markdown to insert into a draft. `authors` are names, `title` is the source's title for people, and
/// `href` is the link to the document (see [`super::link_to`]). The fragment for the passage is added to it.
#[must_use]
pub fn as_markdown(quote: &Quote, authors: &[String], title: &str, href: &str) -> String {
    let mut out = String::new();
    for paragraph in quote.exact.split('\n') {
        push_lines(paragraph, &mut out);
    }
    out.push_str("> — ");
    let names = together(authors);
    if !names.is_empty() {
        push_escaped(&names, &mut out);
        out.push_str(", ");
    }
    out.push_str("[“");
    push_escaped(&one_line(title), &mut out);
    out.push_str("”](");
    out.push_str(href);
    if let Some(fragment) = fragment_for(quote) {
        out.push('#');
        out.push_str(&fragment);
    }
    out.push_str(")\n");
    out
}

/// A paragraph of the blockquote, with the same line breaks as in the source. An empty line, such as the one
/// between the verses of a poem in a code block, begins a new paragraph.
fn push_lines(paragraph: &str, out: &mut String) {
    let mut goes_on = false;
    for line in paragraph.split([LINE_IN_PARAGRAPH, LINE_OF_CODE]) {
        if line.trim().is_empty() {
            out.push_str(if goes_on { "\n>\n" } else { "" });
            goes_on = false;
            continue;
        }
        // Two blanks at the end of a line are a line break.
        out.push_str(if goes_on { "  \n> " } else { "> " });
        let words = line.trim_start();
        push_indent(&line[..line.len() - words.len()], out);
        push_paragraph(&one_line(words), out);
        goes_on = true;
    }
    out.push_str(if goes_on { "\n>\n" } else { "" });
}

/// The indent of a line. Blanks and tabs would be invisible there, so they become no-break spaces.
fn push_indent(indent: &str, out: &mut String) {
    for sign in indent.chars() {
        match sign {
            '\t' => out.push_str("\u{A0}\u{A0}\u{A0}\u{A0}"),
            sign if sign.is_ascii_whitespace() => out.push('\u{A0}'),
            sign => out.push(sign),
        }
    }
}

/// “A”, “A & B” or “A, B & C”. This form is the same in every language of the program.
fn together(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| one_line(name)).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} & {last}", first.join(", ")),
    }
}

/// `text` with one blank for each run of blanks and line ends. No-break and wide spaces, which poems use, are
/// kept.
fn one_line(text: &str) -> String {
    let divides = |sign: char| {
        sign.is_ascii_whitespace() || matches!(sign, LINE_IN_PARAGRAPH | LINE_OF_CODE | '\u{2029}')
    };
    let words = text.split(divides);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Adds the text of a paragraph. A start that has a special meaning in Markdown is also escaped.
fn push_paragraph(text: &str, out: &mut String) {
    let mut rest = text;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[digits..].chars().next() {
        Some(mark @ ('.' | ')')) if digits > 0 => {
            out.push_str(&text[..digits]);
            out.push('\\');
            out.push(mark);
            rest = &text[digits + 1..];
        }
        Some(mark @ ('#' | '+' | '-' | '>' | ':' | '=')) if digits == 0 => {
            out.push('\\');
            out.push(mark);
            rest = &text[1..];
        }
        Some('^') if digits == 0 => {
            out.push_str("&#94;");
            rest = &text[1..];
        }
        _ => {}
    }
    push_escaped(rest, out);
}

/// Adds `text` escaped, so that Liquid and kramdown read each character as itself.
fn push_escaped(text: &str, out: &mut String) {
    let mut before = None;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        let is_in_run = before == Some(sign) || next == Some(sign);
        match sign {
            // Two backslashes at the end of a line would be a line break.
            '\\' => out.push_str("&#92;"),
            '`' | '*' | '_' | '[' | ']' | '<' | '|' | '"' | '\'' | '$' => {
                out.push('\\');
                out.push(sign);
            }
            // A backslash prevents Liquid from reading `{{`, but not `{%`.
            '{' if next == Some('%') => out.push_str("&#123;"),
            '{' => out.push_str("\\{"),
            '-' | '.' | '>' if is_in_run => {
                out.push('\\');
                out.push(sign);
            }
            '~' if is_in_run => out.push_str("&#126;"),
            '&' if is_entity(&text[at + 1..]) => out.push_str("&amp;"),
            sign => out.push(sign),
        }
        before = Some(sign);
    }
}

/// True if `rest`, the text after an ampersand, completes an entity.
fn is_entity(rest: &str) -> bool {
    let name = rest.trim_start_matches(|sign: char| sign.is_ascii_alphanumeric() || sign == '#');
    name.len() < rest.len() && name.starts_with(';')
}
