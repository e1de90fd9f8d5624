//! Front matter: finding its end, and reading its YAML within a budget.

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

/// The longest front matter that is read, in bytes. Real ones are under 4 KiB, except for a question with
/// thousands of responses in its list.
pub const LONGEST_HEADER: usize = 256 * 1024;

/// A text divided at its fences. The bytes outside `header` and `body` belong to the fences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The YAML between the fences, with the line end of its last line.
    pub header: &'a str,
    /// The position of `header` in the text, in bytes.
    pub header_start: usize,
    /// The text after the line of the closing fence.
    pub body: &'a str,
    /// The line in the file on which `body` begins, counted from 1.
    pub body_line: u32,
}

/// The result of looking for the fences of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split<'a> {
    /// Front matter and a body.
    Parts(Parts<'a>),
    /// The first line opens front matter, but no line closes it.
    Unclosed,
    /// The first line does not open front matter.
    Absent,
}

/// The line in the file on which the YAML of front matter begins. The opening fence is line 1.
pub const HEADER_LINE: u32 = 2;

/// Divides a text by Jekyll's rule: the first line is `---`, perhaps after a byte order mark, and the next
/// line that is `---` or `...` closes. Blanks after a fence are allowed, and so is any line end that contains
/// a line feed.
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

/// The text after the front matter, or the whole text if there is no front matter.
#[must_use]
pub fn body_of(text: &str) -> &str {
    match split(text) {
        Split::Parts(parts) => parts.body,
        Split::Unclosed | Split::Absent => text,
    }
}

/// True if the line is a fence. Jekyll's pattern allows what Ruby's `\s` matches after it.
fn is_fence(line: &str, fences: &[&str]) -> bool {
    fences.contains(&line.trim_end_matches([' ', '\t', '\r', '\n', '\u{b}', '\u{c}']))
}

#[cfg(test)]
mod tests;
