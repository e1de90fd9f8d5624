//! Recognises what begins at the start of a line. Each function gets the text from the start of a line.

use super::attributes::{is_space, name_length};
use super::tags;

/// The first line of `text`, with its line end.
pub fn first(text: &str) -> &str {
    &text[..text.find('\n').map_or(text.len(), |at| at + 1)]
}

/// The length of the empty lines at the start of `text`.
pub fn blank_lines(text: &str) -> usize {
    let space = text.find(|c| !is_space(c)).unwrap_or(text.len());
    text[..space].rfind('\n').map_or(0, |at| at + 1)
}

/// True if `line` contains only white space.
pub fn is_blank(line: &str) -> bool {
    line.chars().all(is_space)
}

/// The number of spaces at the start of `text`.
pub fn spaces(text: &str) -> usize {
    text.bytes().take_while(|&byte| byte == b' ').count()
}

/// `text` without its indent of up to three spaces; none if it is indented further.
pub fn unindented(text: &str) -> Option<&str> {
    let spaces = spaces(text);
    (spaces <= 3).then(|| &text[spaces..])
}

/// True if the line is indented like code, by four spaces or a tab.
pub fn is_indented(text: &str) -> bool {
    text.starts_with("    ") || text.starts_with('\t')
}

/// `text` with one indent of four spaces or a tab removed from each line that has it.
pub fn without_indent(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    lines
        .map(|line| {
            line.strip_prefix("    ")
                .or_else(|| line.strip_prefix('\t'))
                .unwrap_or(line)
        })
        .collect()
}

/// An attribute list alone on its line: the text inside it, and the length of the whole.
pub fn attribute_list(text: &str) -> Option<(&str, usize)> {
    let list = unindented(text)?.strip_prefix("{:")?;
    if list.starts_with([':', '/']) {
        return None;
    }
    let end = closing_brace(list).filter(|&end| end > 0)?;
    let rest = first(&list[end + 1..]);
    let is_alone = rest.ends_with('\n') && is_blank(rest);
    is_alone.then(|| (&list[..end], text.len() - list.len() + end + 1 + rest.len()))
}

/// The longest attribute list that is searched for, in bytes. Without this limit, each `{:` would cause a
/// search to the end.
const LONGEST_LIST: usize = 2_000;

/// The position of the first `}` without a backslash, if it is within that limit.
pub fn closing_brace(text: &str) -> Option<usize> {
    let mut length = text.len().min(LONGEST_LIST);
    while !text.is_char_boundary(length) {
        length -= 1;
    }
    let near = &text[..length];
    near.match_indices('}')
        .map(|(at, _)| at)
        .find(|&at| !near[..at].ends_with('\\'))
}

/// True if the line is the mark `^`, which ends the block before it.
pub fn is_boundary_mark(text: &str) -> bool {
    text.strip_prefix('^').is_some_and(|rest| is_blank(first(rest)))
}

/// True if the line ends the block before it: an empty line, an attribute list, the mark `^`, or the tag of a
/// block.
pub fn ends_block(text: &str) -> bool {
    let Some(start) = text.find(|c| !is_space(c)) else {
        return true;
    };
    if text[..start].contains('\n') {
        return true;
    }
    match text.as_bytes()[start] {
        b'{' => attribute_list(text).is_some(),
        b'^' => is_boundary_mark(text),
        b'<' => unindented(text).is_some_and(|rest| tags::opens_block(rest) || tags::closes_block(rest)),
        _ => false,
    }
}

/// True if the line cannot continue a paragraph.
pub fn ends_paragraph(text: &str) -> bool {
    if ends_block(text) {
        return true;
    }
    let Some(rest) = unindented(text) else {
        return false;
    };
    match rest.as_bytes().first() {
        Some(b'*' | b'+' | b'-' | b'0'..=b'9') => list_marker(text, 3).is_some(),
        Some(b'#') => heading(text).is_some(),
        Some(b':') => meaning_marker(text, 3).is_some(),
        Some(b'>') => true,
        Some(b'`' | b'~') => opens_fence(text),
        _ => false,
    }
}

/// True if a fence of code may begin here.
pub fn opens_fence(text: &str) -> bool {
    unindented(text).is_some_and(|rest| {
        rest.bytes()
            .take_while(|byte| matches!(byte, b'`' | b'~'))
            .count()
            >= 3
    })
}

/// A heading with `#`: its level, and the length of its marks and the space after them.
pub fn heading(text: &str) -> Option<(u8, usize)> {
    let level = text.bytes().take_while(|&byte| byte == b'#').count();
    let after = &text[level..];
    let space = after
        .bytes()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    let level_number = u8::try_from(level)
        .ok()
        .filter(|number| (1..=6).contains(number))?;
    (space > 0).then_some((level_number, level + space))
}

/// The marker at the start of a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    /// True for a numbered list.
    pub ordered: bool,
    /// The length of the indent and the marker, without the space after it.
    pub width: usize,
}

/// The marker of a list item that is indented by at most `most` spaces.
pub fn list_marker(text: &str, most: usize) -> Option<Marker> {
    let indent = spaces(text);
    if indent > most {
        return None;
    }
    let rest = &text[indent..];
    let (ordered, length) = match rest.as_bytes().first()? {
        b'*' | b'+' | b'-' => (false, 1),
        b'0'..=b'9' => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            (true, digits + usize::from(rest[digits..].starts_with('.')))
        }
        _ => return None,
    };
    let is_complete = !ordered || rest.as_bytes()[length - 1] == b'.';
    (is_complete && is_after_marker(&rest[length..])).then_some(Marker {
        ordered,
        width: indent + length,
    })
}

/// The width of the marker of a term's meaning that is indented by at most `most` spaces.
pub fn meaning_marker(text: &str, most: usize) -> Option<usize> {
    let indent = spaces(text);
    let rest = text[indent..].strip_prefix(':')?;
    (indent <= most && is_after_marker(rest)).then_some(indent + 1)
}

/// True if this may follow a marker. kramdown also allows `|` here.
fn is_after_marker(rest: &str) -> bool {
    rest.starts_with(['\t', '|', ' ']) && rest.contains('\n')
}

/// True if the line is a horizontal rule: three or more of `*`, `-` or `_` and nothing else.
pub fn is_rule(text: &str) -> bool {
    let line = first(text);
    let Some(rest) = unindented(line) else {
        return false;
    };
    let Some(mark) = rest.chars().next().filter(|c| matches!(c, '*' | '-' | '_')) else {
        return false;
    };
    let body = rest.trim_end_matches('\n');
    body.chars().all(|c| c == mark || matches!(c, ' ' | '\t')) && body.matches(mark).count() >= 3
}

/// The underline of a heading: 1 for `=`, 2 for `-`.
pub fn underline(text: &str) -> Option<u8> {
    let line = first(text);
    let level = match line.as_bytes().first()? {
        b'=' => 1,
        b'-' => 2,
        _ => return None,
    };
    let rest = line.trim_start_matches(['-', '=']);
    (line.ends_with('\n') && is_blank(rest)).then_some(level)
}

/// The definition of a footnote: its name, and the position of its text.
pub fn footnote(text: &str) -> Option<(&str, usize)> {
    let rest = unindented(text)?.strip_prefix("[^")?;
    let name = &rest[..name_length(rest)];
    let body = rest[name.len()..].strip_prefix("]:")?;
    (!name.is_empty()).then_some((name, text.len() - body.len()))
}

/// The length of the code at the start of `text`: indented lines, and lines without indent that continue
/// them.
pub fn indented_stretch(text: &str) -> usize {
    let mut length = 0;
    loop {
        let mut at = length + blank_lines(&text[length..]);
        let start = at;
        while is_indented(&text[at..]) && !is_blank(first(&text[at..])) {
            at += first(&text[at..]).len();
        }
        if at == start {
            return length;
        }
        while !ends_block(&text[at..]) {
            at += first(&text[at..]).len();
        }
        length = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_begins_with_a_mark_and_a_space() {
        assert_eq!(
            list_marker("* a\n", 3),
            Some(Marker {
                ordered: false,
                width: 1
            })
        );
        assert_eq!(
            list_marker("  12. a\n", 3),
            Some(Marker {
                ordered: true,
                width: 5
            })
        );
        assert_eq!(list_marker("1914 was\n", 3), None);
        assert_eq!(list_marker("1) a\n", 3), None);
        assert_eq!(list_marker("    - a\n", 3), None);
        assert_eq!(list_marker("*[HTML]: a\n", 3), None);
    }

    #[test]
    fn a_rule_is_three_marks_of_one_kind() {
        assert!(is_rule("* * *\n"));
        assert!(is_rule("   ---\n"));
        assert!(!is_rule("--*\n"));
        assert!(!is_rule("--\n"));
    }

    #[test]
    fn an_attribute_list_stands_alone() {
        assert_eq!(attribute_list("{: .a}\nb"), Some((" .a", 7)));
        assert_eq!(attribute_list("{: .a} b\n"), None);
        assert_eq!(attribute_list("{::comment}\n"), None);
        assert_eq!(attribute_list("{: a=\"\\}\"}\n"), Some((" a=\"\\}\"", 11)));
    }
}
