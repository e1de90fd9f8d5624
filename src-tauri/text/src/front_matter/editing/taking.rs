//! Copies a key from another text exactly as it is written there, including quotes and comments on its lines.

use super::header::{EditError, Header, Wanted};
use crate::edits::line_end;

/// The lines of `key`, with line feeds; none if it is missing or its lines cannot be found safely.
#[must_use]
pub fn lines(text: &str, key: &str) -> Option<String> {
    let header = Header::of(text, key).ok()?;
    let (number, laid) = header.find().ok()??;
    header.line_of_key(laid).ok()?;
    let lines = &header.parts.header[header.lines_of(number)];
    Some(crate::edits::with_line_feeds(lines).trim_end().to_owned())
}

/// `text` with `key` as it is written in `from`.
///
/// # Errors
/// See [`EditError`]; also if `from` has no such key.
pub fn take(text: &str, key: &str, from: &str) -> Result<String, EditError> {
    let source = Header::of(from, key)?;
    let value = source.before.get(key).map(|entry| &entry.value.value);
    let (Some(value), Some(written)) = (value, lines(from, key)) else {
        return Err(source.cannot("it cannot be told where its value ends"));
    };
    let header = Header::of(text, key)?;
    let wanted = Wanted::Value(value);
    let Some((number, laid)) = header.find()? else {
        let lines: Vec<String> = written.lines().map(String::from).collect();
        return header.insert_lines(&lines, &wanted);
    };
    header.line_of_key(laid)?;
    let at = header.lines_of(number);
    let end = line_end(&header.parts.header[at.clone()], header.line_end_before(at.end)).to_owned();
    let new: String = written.lines().map(|line| format!("{line}{end}")).collect();
    header.apply(vec![(at, new)], &wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_taken_as_it_is_written_on_the_other_side_and_nothing_else_changes() {
        let mine = "---\r\n# mine\r\ntitle: 'A'\r\nlang: en\r\n---\r\nText\r\n";
        let theirs = "---\ntitle: >-\n  B\n  and C # no comment\nlang: en # by hand\n---\nOther\n";
        assert_eq!(
            take(mine, "title", theirs).unwrap(),
            "---\r\n# mine\r\ntitle: >-\r\n  B\r\n  and C # no comment\r\nlang: en\r\n---\r\nText\r\n"
        );
        assert!(
            take(mine, "lang", theirs)
                .unwrap()
                .contains("lang: en # by hand\r\n")
        );
    }

    #[test]
    fn maps_come_over_whole_and_a_key_that_was_not_there_finds_its_place() {
        let theirs = "---\ntitle: B\nresponds-to:\n  - response: a\n    relation: rebuts\n---\n";
        let taken = take("---\ntitle: A\nslug: a\n---\n", "responds-to", theirs).unwrap();
        assert_eq!(
            taken,
            "---\ntitle: A\nresponds-to:\n  - response: a\n    relation: rebuts\nslug: a\n---\n"
        );
        assert!(take(&taken, "stance", theirs).is_err());
    }
}
