//! Whether a text comes from another: known by the words that somebody has put in, and by what is left of the rest.

use arguendo_text::diff::{self, ComparedPiece, Side};
use arguendo_text::front_matter::body_of;

use crate::content::document::{self, Reading};
use crate::content::kind::Kind;
use crate::content::site_config::SiteConfig;

/// Whether two texts of the file at `path` are of one document: it is what it says of itself, whatever its words are.
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

/// Whether what is found never had the person's text: hardly a word is left of those that the person had put in, and it is nearer to what
/// was there before, or as far from both. Where nothing was there before, it is another document.
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
    // Whoever has only taken words out has put nothing in by which it could be known: then what is left of the rest decides.
    let is_third = || is_mostly_gone(body_of(&own), body_of(&theirs));
    is_hardly_left(&before, &own, &theirs) && (apart(&before) < apart(&own) || is_third())
}

/// Whether next to nothing is found of what was put into the text before.
fn is_hardly_left(before: &str, mine: &str, found: &str) -> bool {
    let is_new = marks(&diff::words_anywhere(before, mine).pieces, Side::Added);
    let (all, left) = left_of(mine, found, &is_new);
    left * 4 <= all
}

/// Whether less than half of a text is found.
fn is_mostly_gone(mine: &str, found: &str) -> bool {
    let (all, left) = left_of(mine, found, &vec![true; mine.len()]);
    left * 2 < all
}

/// How many bytes are meant of a text, and how many of these are found in another; white space does not count.
fn left_of(mine: &str, found: &str, is_meant: &[bool]) -> (usize, usize) {
    let is_gone = marks(&diff::words_anywhere(mine, found).pieces, Side::Removed);
    let bytes = mine.bytes().zip(is_meant.iter().zip(is_gone));
    let meant = bytes.filter(|(byte, (is_meant, _))| **is_meant && !byte.is_ascii_whitespace());
    meant.fold((0, 0), |(all, left), (_, (_, is_gone))| {
        (all + 1, left + usize::from(!is_gone))
    })
}

/// For each byte of the person's text, whether it lies in a piece of this side.
fn marks(pieces: &[ComparedPiece], side: Side) -> Vec<bool> {
    let own = pieces
        .iter()
        .filter(|piece| piece.side == side || piece.side == Side::Both);
    own.flat_map(|piece| std::iter::repeat_n(piece.side == side, piece.text.len()))
        .collect()
}
