//! Decides from the text around a quotation mark whether it opens or closes. The rules and their order are
//! kramdown's.

use super::attributes::is_space;

/// A quotation mark that was parsed.
#[derive(Debug, PartialEq, Eq)]
pub struct Quotes {
    /// The number of bytes before it that are ordinary words.
    pub before: usize,
    /// The typographic marks: one, or two in a row.
    pub marks: [Option<char>; 2],
    /// The total number of bytes parsed.
    pub length: usize,
}

/// Parses the quotation mark at the start of `text`, or after its first character.
pub fn read(text: &str) -> Option<Quotes> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let second = chars.next();
    if !is_quote(first) && (first == '\\' || !second.is_some_and(is_quote)) {
        return None;
    }
    let at_start = is_quote(first).then(|| &text[1..]);
    // These rules apply to a mark at the very start of the text.
    if let Some(after) = at_start {
        if is_before_emphasis(after) {
            return Some(one(0, opening(first)));
        }
        if is_before_punctuation(after) {
            return Some(one(0, closing(first)));
        }
    }
    // Two marks in a row before a word, or an apostrophe before a decade.
    let space = usize::from(is_space(first));
    let after_space = &text[space..];
    for (pair, marks) in [("\"'", ['“', '‘']), ("'\"", ['‘', '“'])] {
        if after_space.strip_prefix(pair).is_some_and(begins_word) {
            return Some(Quotes {
                before: space,
                marks: [Some(marks[0]), Some(marks[1])],
                length: space + 2,
            });
        }
    }
    if after_space.strip_prefix('\'').is_some_and(is_decade) {
        return Some(one(space, '’'));
    }
    // One mark after a character.
    if let Some(mark) = second.filter(|&mark| is_quote(mark)) {
        let width = first.len_utf8();
        if space == 1 && begins_word(&text[2..]) {
            return Some(one(1, opening(mark)));
        }
        if !matches!(first, ' ' | '\\' | '\t' | '\r' | '\n' | '[' | '{' | '(' | '-') {
            return Some(one(width, closing(mark)));
        }
    }
    if at_start.is_some_and(is_before_end) {
        return Some(one(0, closing(first)));
    }
    let anywhere = |mark: char| match second {
        Some(second) if second == mark => Some(first.len_utf8()),
        _ => (first == mark).then_some(0),
    };
    // Single marks are looked for before double ones.
    ['\'', '"']
        .into_iter()
        .find_map(|mark| anywhere(mark).map(|before| one(before, opening(mark))))
}

fn one(before: usize, mark: char) -> Quotes {
    Quotes {
        before,
        marks: [Some(mark), None],
        length: before + 1,
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'')
}

fn opening(mark: char) -> char {
    if mark == '"' { '“' } else { '‘' }
}

fn closing(mark: char) -> char {
    if mark == '"' { '”' } else { '’' }
}

fn begins_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
}

/// A decade such as `80s`.
fn is_decade(text: &str) -> bool {
    matches!(text.as_bytes(), [first, second, b's', ..] if first.is_ascii_digit() && second.is_ascii_digit())
}

/// One or two marks of emphasis, followed by something other than white space.
fn is_before_emphasis(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '*' | '_');
    let mut chars = text.chars();
    chars.next().is_some_and(is_mark) && chars.next().is_some_and(|next| !is_space(next))
}

/// Punctuation that is not followed by a word, except an ellipsis of three dots.
fn is_before_punctuation(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(mark) = chars.next().filter(|c| c.is_ascii_punctuation() && *c != '&') else {
        return false;
    };
    let rest = chars.as_str();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let at_border = is_word(mark) != rest.chars().next().is_some_and(is_word);
    !rest.starts_with("..") && !at_border
}

/// White space, a single `s`, or the end of the text.
fn is_before_end(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return true;
    };
    is_space(first) || (first == 's' && !text[1..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_bend_by_what_stands_around_them() {
        let cases = [
            ("\"A", '“'),
            (" \"A", '“'),
            ("a\" ", '”'),
            ("a'b", '’'),
            ("('A", '‘'),
            (" '90s", '’'),
            (".\"", '”'),
            ("\".", '”'),
            ("-\"a", '“'),
            ("\u{a0}\"a", '”'),
            ("é'é", '’'),
        ];
        for (text, mark) in cases {
            assert_eq!(
                read(text).and_then(|quotes| quotes.marks[0]),
                Some(mark),
                "{text:?}"
            );
        }
        assert_eq!(read("\\\"a"), None);
        assert_eq!(
            read(" \"'a").map(|quotes| quotes.marks),
            Some([Some('“'), Some('‘')])
        );
    }
}
