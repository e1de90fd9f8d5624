//! Front matter: where it ends, and the YAML in it read within a budget.

mod aliases;
pub mod editing;
mod layout;
mod piecewise;
mod quoting;
mod value;
mod yaml;

pub use piecewise::parse_each;
pub use quoting::is_text;
pub use value::{Entry, Mapping, Node, Value};
pub use yaml::{Duplicate, Invalid, parse};

/// The longest front matter that is read, in bytes. Real ones are under 4 KiB, but for the list of a question that thousands answer.
pub const LONGEST_HEADER: usize = 256 * 1024;

/// A text taken apart at its fences. What lies before `header_start`, between the parts and after them is fences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The YAML between the fences, with the line end of its last line.
    pub header: &'a str,
    /// Where `header` begins in the text, in bytes.
    pub header_start: usize,
    /// What follows the closing fence's line.
    pub body: &'a str,
    /// Line in the file, counted from 1, on which `body` begins.
    pub body_line: u32,
}

/// What the fences of a text say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split<'a> {
    /// Front matter and a body.
    Parts(Parts<'a>),
    /// The first line opens front matter that nothing closes.
    Unclosed,
    /// The first line opens no front matter.
    Absent,
}

/// The line in the file on which the YAML of a front matter begins: the opening fence is line 1.
pub const HEADER_LINE: u32 = 2;

/// Takes a text apart by Jekyll's rule: the first line is `---`, after a byte order mark or none; the next line that
/// is `---` or `...` closes. Blanks after the fence and any line end with a line feed in it are allowed.
#[must_use]
pub fn split(text: &str) -> Split<'_> {
    let unmarked = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = unmarked.split_inclusive('\n');
    let Some(opening) = lines
        .next()
        .filter(|line| line.ends_with('\n') && is_fence(line, &["---"]))
    else {
        return Split::Absent;
    };
    let header_start = text.len() - unmarked.len() + opening.len();
    let mut header_end = header_start;
    let mut line_number = HEADER_LINE;
    for line in lines {
        if is_fence(line, &["---", "..."]) {
            return Split::Parts(Parts {
                header: &text[header_start..header_end],
                header_start,
                body: &text[header_end + line.len()..],
                body_line: line_number.saturating_add(1),
            });
        }
        header_end += line.len();
        line_number = line_number.saturating_add(1);
    }
    Split::Unclosed
}

/// What follows the front matter; all of a text that has none.
#[must_use]
pub fn body_of(text: &str) -> &str {
    match split(text) {
        Split::Parts(parts) => parts.body,
        Split::Unclosed | Split::Absent => text,
    }
}

/// Ruby's `\s` is what may follow a fence in Jekyll's pattern.
fn is_fence(line: &str, fences: &[&str]) -> bool {
    fences.contains(&line.trim_end_matches([' ', '\t', '\r', '\n', '\u{b}', '\u{c}']))
}

#[cfg(test)]
mod tests;
