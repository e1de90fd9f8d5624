//! Whether one text comes from another. The evidence is how many of a person's own words are still in it.

use arguendo_text::diff::{self, ComparedPiece, Side};
use arguendo_text::front_matter::body_of;

use crate::content::document::{self, Reading};
use crate::content::kind::Kind;
use crate::content::site_config::SiteConfig;

/// True if both texts of the file at `path` are versions of one document: they have the same slug, question
/// and contributors, whatever their words are.
pub(crate) fn is_same_document(path: &str, one: &[u8], other: &[u8]) -> bool {
    let config = SiteConfig::default();
    let document =
        |bytes: &[u8]| match document::read(Kind::Response, path, bytes.len() as u64, bytes, &config) {
            Reading::Document(document) if !document.broken => Some(document),
            Reading::Document(_) | Reading::NoFrontMatter(_) => None,
        };
    let (Some(one), Some(other)) = (document(one), document(other)) else {
        return false;
    };
    one.slug == other.slug && one.question == other.question && one.contributors == other.contributors
}

/// True if the text that was found never contained the person's changes: hardly any word that the person
/// added is left in it, and it is closer to the text before those changes than to the person's text, or most
/// of the person's text is missing. If there was no text before, it must also be another document.
pub(crate) fn has_never_had(path: &str, (before, mine): (Option<&[u8]>, &[u8]), found: &[u8]) -> bool {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (own, theirs) = (text(mine), text(found));
    let Some(before) = before else {
        return !is_same_document(path, mine, found) && is_hardly_left("", body_of(&own), body_of(&theirs));
    };
    let before = text(before);
    let apart = |one: &str| {
        let compared = diff::words_anywhere(one, &theirs);
        compared.added + compared.removed
    };
    // A person who only removed words added none that could be looked for. Then the rest of the text decides.
    let is_third = || is_mostly_gone(body_of(&own), body_of(&theirs));
    is_hardly_left(&before, &own, &theirs) && (apart(&before) < apart(&own) || is_third())
}

/// True if at most a quarter of what `mine` added to `before` is in `found`.
fn is_hardly_left(before: &str, mine: &str, found: &str) -> bool {
    let is_new = marks(&diff::words_anywhere(before, mine).pieces, Side::Added);
    let (all, left) = left_of(mine, found, &is_new);
    left * 4 <= all
}

/// True if less than half of `mine` is in `found`.
fn is_mostly_gone(mine: &str, found: &str) -> bool {
    let (all, left) = left_of(mine, found, &vec![true; mine.len()]);
    left * 2 < all
}

/// How many bytes of `mine` are selected by `is_meant`, and how many of those are also in `found`. White
/// space does not count.
fn left_of(mine: &str, found: &str, is_meant: &[bool]) -> (usize, usize) {
    let is_gone = marks(&diff::words_anywhere(mine, found).pieces, Side::Removed);
    let bytes = mine.bytes().zip(is_meant.iter().zip(is_gone));
    let meant = bytes.filter(|(byte, (is_meant, _))| **is_meant && !byte.is_ascii_whitespace());
    meant.fold((0, 0), |(all, left), (_, (_, is_gone))| {
        (all + 1, left + usize::from(!is_gone))
    })
}

/// For each byte of the person's text: true if it lies in a piece of this side.
fn marks(pieces: &[ComparedPiece], side: Side) -> Vec<bool> {
    let own = pieces
        .iter()
        .filter(|piece| piece.side == side || piece.side == Side::Both);
    own.flat_map(|piece| std::iter::repeat_n(piece.side == side, piece.text.len()))
        .collect()
}
