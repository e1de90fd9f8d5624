//! Applies an editor's changes to a text that keeps its own line ends.
//!
//! The editor counts UTF-16 units and knows only one kind of line end. Here `\r\n`, `\r` and `\n` count as
//! one unit each. Every byte that no change touches stays as it was.

use std::ops::Range;

/// `(from, to, insert)`: positions in UTF-16 units in the text before the change. A line end counts as one
/// unit.
pub type Piece = (u32, u32, String);

/// A change that does not fit the text. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "A change does not fit the text as it is kept (place {place}). Nothing was changed. Open the draft again and go on."
)]
pub struct EditOutOfBounds {
    /// The position that does not fit, in UTF-16 units.
    pub place: u32,
}

/// `text` after `pieces` are applied. New line ends are written like most line ends of the text; if it has
/// none, like `otherwise`.
///
/// # Errors
/// The pieces overlap or are not in ascending order, lie beyond the end, or begin or end within one
/// character.
pub fn apply(text: &str, pieces: &[Piece], otherwise: &str) -> Result<String, EditOutOfBounds> {
    let mut spans = Vec::with_capacity(pieces.len());
    let mut cursor = Cursor::default();
    for (from, to, _) in pieces {
        let start = cursor.advance(text, *from)?;
        let end = cursor.advance(text, *to)?;
        spans.push(start..end);
    }
    Ok(put_together(text, &spans, pieces, line_end(text, otherwise)))
}

/// `text` as an editor shows it: every line end is a line feed.
#[must_use]
pub fn with_line_feeds(text: &str) -> String {
    with_line_ends(text, "\n")
}

/// The line end that most lines of `text` have; if there is none, `otherwise`.
#[must_use]
pub fn line_end<'a>(text: &str, otherwise: &'a str) -> &'a str {
    let mut counts = [("\n", 0_usize), ("\r\n", 0), ("\r", 0)];
    let mut at = 0;
    while let Some(found) = next_line_end(text, at) {
        let end = &text[found.clone()];
        for (kind, count) in &mut counts {
            *count += usize::from(*kind == end);
        }
        at = found.end;
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let is_most = |end: &str| counts.iter().any(|(kind, count)| *kind == end && *count == most);
    // If two line ends are equally frequent, `otherwise` decides.
    if most == 0 || is_most(otherwise) {
        return otherwise;
    }
    let found = counts.into_iter().find(|(_, count)| *count == most);
    found.map_or(otherwise, |(kind, _)| kind)
}

/// The lines of `text`, each with its line end, whichever of the three it is.
#[must_use]
pub fn lines_of(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut at = 0;
    while let Some(end) = next_line_end(text, at) {
        lines.push(&text[at..end.end]);
        at = end.end;
    }
    lines.extend(Some(&text[at..]).filter(|rest| !rest.is_empty()));
    lines
}

/// A position in the text, in the editor's units and in bytes.
#[derive(Default)]
struct Cursor {
    unit: u32,
    byte: usize,
}

impl Cursor {
    /// Moves forward to `unit` and returns its position in bytes.
    fn advance(&mut self, text: &str, unit: u32) -> Result<usize, EditOutOfBounds> {
        let misfit = EditOutOfBounds { place: unit };
        if unit < self.unit {
            return Err(misfit);
        }
        let bytes = text.as_bytes();
        while self.unit < unit {
            let (units, length) = match bytes.get(self.byte) {
                None => return Err(misfit),
                Some(b'\r') if bytes.get(self.byte + 1) == Some(&b'\n') => (1, 2),
                Some(byte) if byte.is_ascii() => (1, 1),
                Some(_) => {
                    let character = text[self.byte..].chars().next().ok_or(misfit)?;
                    let units = if character.len_utf16() == 2 { 2 } else { 1 };
                    (units, character.len_utf8())
                }
            };
            self.unit += units;
            self.byte += length;
        }
        if self.unit > unit {
            return Err(misfit); // within one character
        }
        Ok(self.byte)
    }
}

fn put_together(text: &str, spans: &[Range<usize>], pieces: &[Piece], line_end: &str) -> String {
    let mut out = String::with_capacity(text.len() + pieces.iter().map(|piece| piece.2.len()).sum::<usize>());
    let mut at = 0;
    for (span, (_, _, insert)) in spans.iter().zip(pieces) {
        append(&mut out, &text[at..span.start]);
        append(&mut out, &with_line_ends(insert, line_end));
        at = span.end;
    }
    append(&mut out, &text[at..]);
    out
}

/// Adds text. A `\r` and a `\n` that only now become neighbours must not merge into one line end.
fn append(out: &mut String, text: &str) {
    if out.ends_with('\r') && text.starts_with('\n') {
        out.push('\r');
    }
    out.push_str(text);
}

fn with_line_ends(text: &str, line_end: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = next_line_end(text, at) {
        out.push_str(&text[at..found.start]);
        out.push_str(line_end);
        at = found.end;
    }
    out.push_str(&text[at..]);
    out
}

fn next_line_end(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(['\r', '\n'])?;
    let length = if text[start..].starts_with("\r\n") { 2 } else { 1 };
    Some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn piece(from: u32, to: u32, insert: &str) -> Piece {
        (from, to, insert.to_owned())
    }

    #[test]
    fn places_are_those_before_the_change() {
        let changed = apply("one two three", &[piece(0, 3, "1"), piece(8, 13, "3")], "\n");
        assert_eq!(changed.unwrap(), "1 two 3");
    }

    #[test]
    fn a_new_line_ends_as_the_others_do() {
        let changed = apply("a\r\nb\r\n", &[piece(2, 2, "x\ny")], "\n");
        assert_eq!(changed.unwrap(), "a\r\nx\r\nyb\r\n");
        assert_eq!(apply("a\rb\rc", &[piece(5, 5, "\n")], "\n").unwrap(), "a\rb\rc\r");
        assert_eq!(apply("a", &[piece(1, 1, "\n")], "\r\n").unwrap(), "a\r\n");
        assert_eq!(
            apply("a\nb\r\n", &[piece(0, 0, "\n")], "\r\n").unwrap(),
            "\r\na\nb\r\n"
        );
    }

    #[test]
    fn lines_that_end_in_another_way_keep_their_ends() {
        let changed = apply("a\r\nb\nc\rd\n", &[piece(4, 5, "C")], "\n");
        assert_eq!(changed.unwrap(), "a\r\nb\nC\rd\n");
    }

    #[test]
    fn two_line_ends_do_not_become_one() {
        let joined = apply("a\rX\nb", &[piece(2, 3, "")], "\n").unwrap();
        assert_eq!(with_line_feeds(&joined), "a\n\nb");
    }

    #[test]
    fn what_does_not_fit_changes_nothing() {
        for (pieces, place) in [
            (vec![piece(0, 9, "")], 9),
            (vec![piece(3, 2, "")], 2),
            (vec![piece(0, 3, ""), piece(1, 4, "")], 1),
            (vec![piece(2, 2, "x")], 2),
            (vec![piece(1, 2, "x")], 2),
        ] {
            assert_eq!(
                apply("a\u{1f600}b", &pieces, "\n"),
                Err(EditOutOfBounds { place }),
                "{pieces:?}"
            );
        }
    }

    /// The text as the editor sees it: UTF-16 units, with only line feeds as line ends.
    fn units(text: &str) -> Vec<u16> {
        with_line_feeds(text).encode_utf16().collect()
    }

    fn is_within_character(units: &[u16], place: usize) -> bool {
        place > 0
            && place < units.len()
            && (0xD800..0xDC00).contains(&units[place - 1])
            && (0xDC00..0xE000).contains(&units[place])
    }

    proptest! {
        #[test]
        fn the_text_becomes_what_the_editor_shows(
            text in "[a-c\r\n\u{e9}\u{1f600}]{0,40}",
            cuts in prop::collection::vec((0_usize..48, "[x\r\n\u{1f600}]{0,3}"), 0..5),
        ) {
            let before = units(&text);
            let mut places: Vec<usize> = cuts.iter().map(|(place, _)| *place).collect();
            places.sort_unstable();
            let pieces: Vec<Piece> = places
                .chunks_exact(2)
                .zip(&cuts)
                .map(|(place, (_, insert))| {
                    (u32::try_from(place[0]).unwrap(), u32::try_from(place[1]).unwrap(), insert.clone())
                })
                .collect();
            let fits = places
                .chunks_exact(2)
                .flatten()
                .all(|place| *place <= before.len() && !is_within_character(&before, *place));
            let changed = apply(&text, &pieces, "\n");
            prop_assert_eq!(changed.is_ok(), fits);
            if let Ok(changed) = changed {
                let mut shown = before;
                for (from, to, insert) in pieces.iter().rev() {
                    shown.splice(*from as usize..*to as usize, units(insert));
                }
                prop_assert_eq!(units(&changed), shown);
            }
        }

        #[test]
        fn no_change_changes_no_byte(text in "[a\r\n\u{1f600}]{0,40}") {
            prop_assert_eq!(apply(&text, &[], "\n").unwrap(), text.clone());
            prop_assert_eq!(apply(&text, &[piece(0, 0, "")], "\n").unwrap(), text);
        }
    }
}
