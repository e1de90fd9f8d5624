//! Quotes that remember their source: the passage, its place, and whether it is still there.
//!
//! Everything is decided by the plain text of the source document. A passage is either found again or not.
//! This module never guesses the most similar place.

mod fragment;
mod laid;
mod writing;

pub use fragment::{fragment_for, link_to};
pub use writing::as_markdown;

use laid::Laid;

/// How many characters of the source are stored on each side of a passage.
pub const AROUND: usize = 32;
/// The text now in place of a passage is only shown if it is at most this many times as long as the passage.
const MOST_GROWN: usize = 3;

/// A passage of a document, as it was when it was quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The path of the document.
    pub path: String,
    /// The passage, as it is in the document's plain text ([`crate::markdown::plain_lines`]). Paragraphs are
    /// separated by `\n`.
    pub exact: String,
    /// The [`AROUND`] characters before it, or fewer at the beginning of the document.
    pub before: String,
    /// The [`AROUND`] characters after it, or fewer at the end of the document.
    pub after: String,
    /// The passage occurred exactly once in the document. Otherwise only the surrounding text shows which
    /// place was meant.
    pub once: bool,
    /// A hash of the passage with its surrounding text. It does not cover the whole document, because
    /// unrelated edits would change it. Two quotes of the same passage have the same hash.
    pub hash: i64,
}

/// What has happened to the source of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuoteState {
    /// The passage is unchanged, perhaps in another place.
    AsItWas,
    /// The document exists, but the passage was changed.
    Changed {
        /// The text that is now between the same surrounding texts; none unless each of these occurs once and
        /// in this order.
        now: Option<String>,
    },
    /// The document does not exist any more.
    Gone,
}

/// Makes a quote of the passage that a page showed as `exact` between `before` and `after`. The passage is
/// looked up in the document's `plain` text. White space is ignored, because a page has its own; footnote
/// references must be left out. None if the passage is not found, or occurs several times and the surrounding
/// text does not show which one was meant.
#[must_use]
pub fn take(plain: &str, path: &str, exact: &str, before: &str, after: &str) -> Option<Quote> {
    let page = Laid::bare(plain);
    let wanted = Laid::bare(exact).text;
    let (before, after) = (Laid::bare(before).text, Laid::bare(after).text);
    let places = page.places_of(&wanted);
    let is_meant = |at: &&usize| {
        page.text[..**at].ends_with(&before) && page.text[**at + wanted.len()..].starts_with(&after)
    };
    let at = match places.as_slice() {
        [only] => *only,
        several => {
            let mut meant = several.iter().filter(is_meant);
            let first = meant.next()?;
            if meant.next().is_some() {
                return None;
            }
            *first
        }
    };
    let range = page.in_source(at, at + wanted.len())?;
    let before = last_characters(&plain[..range.start]);
    let after = first_characters(&plain[range.end..]);
    let whole = &plain[range.start - before.len()..range.end + after.len()];
    Some(Quote {
        path: path.to_owned(),
        exact: plain[range].to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
        once: places.len() == 1,
        hash: xxhash_rust::xxh3::xxh3_64(whole.as_bytes()).cast_signed(),
    })
}

/// The state of `quote` if its document now has the text `plain`; none means that the document does not
/// exist.
#[must_use]
pub fn state(quote: &Quote, plain: Option<&str>) -> QuoteState {
    let Some(plain) = plain else {
        return QuoteState::Gone;
    };
    let page = Laid::even(plain);
    let whole = Laid::even(&format!("{}{}{}", quote.before, quote.exact, quote.after)).text;
    let is_there = page.text.contains(whole.trim()) || (quote.once && stands_alone(quote, &page));
    if is_there {
        return QuoteState::AsItWas;
    }
    QuoteState::Changed {
        now: between(quote, &page, plain),
    }
}

/// True if the words of `quote` are anywhere in `page`. They must not be a part of longer words, unless they
/// already were.
fn stands_alone(quote: &Quote, page: &Laid) -> bool {
    let exact = Laid::even(&quote.exact).text;
    let goes_on = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    page.places_of(&exact).into_iter().any(|at| {
        let before = page.text[..at].chars().next_back();
        let after = page.text[at + exact.len()..].chars().next();
        goes_on(before) == goes_on(quote.before.chars().next_back())
            && goes_on(after) == goes_on(quote.after.chars().next())
    })
}

/// The text between the surrounding texts of `quote`. If one of these is short, the document began or ended
/// there, and must still do so.
fn between(quote: &Quote, page: &Laid, plain: &str) -> Option<String> {
    let is_short = |side: &str| side.chars().count() < AROUND;
    let before = Laid::even(&quote.before).text;
    let after = Laid::even(&quote.after).text;
    let (before, after) = (before.trim(), after.trim());
    let from = match page.places_of(before).as_slice() {
        _ if before.is_empty() => 0,
        [0] => before.len(),
        [only] if !is_short(&quote.before) => only + before.len(),
        _ => return None,
    };
    let to = match page.places_of(after).as_slice() {
        _ if after.is_empty() => page.text.len(),
        [only] if !is_short(&quote.after) || only + after.len() == page.text.len() => *only,
        _ => return None,
    };
    let now = page.text.get(from..to)?;
    let start = from + now.len() - now.trim_start().len();
    let end = from + now.trim_end().len();
    let most = quote.exact.chars().count() * MOST_GROWN;
    let is_told = start < end && now.trim().chars().count() <= most;
    is_told.then(|| page.in_source(start, end).map(|range| plain[range].to_owned()))?
}

fn last_characters(text: &str) -> &str {
    let start = text.char_indices().rev().take(AROUND).last();
    start.map_or("", |(at, _)| &text[at..])
}

fn first_characters(text: &str) -> &str {
    let end = text.char_indices().nth(AROUND);
    end.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests;
