//! A quote as Markdown for a draft: its paragraphs in a blockquote, and under them whose words they are.

use super::Quote;
use super::fragment::fragment_for;

/// The Markdown to put into a draft. `authors` are names, `title` is the source's as people read it, and `href` is the link
/// to its document (see [`super::link_to`]), to which the fragment that leads to the passage is added.
#[must_use]
pub fn as_markdown(quote: &Quote, authors: &[String], title: &str, href: &str) -> String {
    let mut out = String::new();
    let paragraphs = quote.exact.split('\n').map(one_line);
    for paragraph in paragraphs.filter(|paragraph| !paragraph.trim().is_empty()) {
        out.push_str("> ");
        push_paragraph(&paragraph, &mut out);
        out.push_str("\n>\n");
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

/// “A”, “A & B”, “A, B & C”: the same in every language of the program.
fn together(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| one_line(name)).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} & {last}", first.join(", ")),
    }
}

/// `text` with one blank for each run of white space. A no-break space stays.
fn one_line(text: &str) -> String {
    let words = text.split(|sign: char| sign.is_whitespace() && sign != '\u{A0}');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A paragraph's text: what would make its line something else at the beginning is escaped too.
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

/// Pushes `text` so that kramdown, and Liquid before it, read each sign as itself.
fn push_escaped(text: &str, out: &mut String) {
    let mut before = None;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        let is_in_run = before == Some(sign) || next == Some(sign);
        match sign {
            // At the end of a line, two of them would break it.
            '\\' => out.push_str("&#92;"),
            '`' | '*' | '_' | '[' | ']' | '<' | '|' | '"' | '\'' | '$' => {
                out.push('\\');
                out.push(sign);
            }
            // A backslash keeps Liquid from `{{`, but not from `{%`.
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

/// Whether `rest`, which follows an ampersand, makes an entity with it.
fn is_entity(rest: &str) -> bool {
    let name = rest.trim_start_matches(|sign: char| sign.is_ascii_alphanumeric() || sign == '#');
    name.len() < rest.len() && name.starts_with(';')
}
