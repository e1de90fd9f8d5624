//! Quotes that keep their source: the passage, where it was, and whether it is still there.
//!
//! Everything is decided by the plain text of the source's document. A passage is found again or it is not: nothing here
//! chooses the place that is most alike.

mod fragment;
mod laid;
mod writing;

pub use fragment::{fragment_for, link_to};
pub use writing::as_markdown;

use laid::Laid;

/// How many characters of the source are kept on each side of a passage.
pub const AROUND: usize = 32;
/// How many times as long as the passage that which is now in its place may be to be shown as what became of it.
const MOST_GROWN: usize = 3;

/// A passage of a document, as it was when it was quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The path of the document.
    pub path: String,
    /// The passage, as it is in the document's plain text ([`crate::markdown::plain_lines`]). Paragraphs are divided by
    /// `\n`.
    pub exact: String,
    /// The [`AROUND`] characters before it; fewer where the document begins.
    pub before: String,
    /// The [`AROUND`] characters after it; fewer where the document ends.
    pub after: String,
    /// Its words were in the document once. Where they were not, only the surroundings show which place was meant.
    pub once: bool,
    /// A number for the passage with its surroundings. Not for the whole document, which changes with every edit that has
    /// nothing to do with the quote; two quotes of one passage share it.
    pub hash: i64,
}

/// What has become of a quote's source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuoteState {
    /// The passage is there as it was, perhaps at another place.
    AsItWas,
    /// The document is there, but not the passage as it was.
    Changed {
        /// What is between the same surroundings now, where both are still there, once, and in order.
        now: Option<String>,
    },
    /// The document is not there.
    Gone,
}

/// The quote of the passage that a page showed as `exact` between `before` and `after`, found in the document's `plain`
/// text. White space does not count, for a page has its own, and marks of footnotes are to be left out. None where the
/// passage is not found, or is at several places and the surroundings do not show which was meant.
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

/// What has become of `quote`, whose document has the text `plain` now, or is not there.
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

/// Whether the words of `quote` are somewhere in `page`, and not as a part of longer words unless they were before.
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

/// What is between the surroundings of `quote`. Where these are short, the document began or ended there, and must
/// still do so.
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
