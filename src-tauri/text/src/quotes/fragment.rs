//! Links to a passage: the path from one document to another, and a text fragment (`#:~:text=`).

use super::Quote;
use crate::markdown::percent_encode;
use crate::names::stem_of;

/// The number of words that a fragment has from each end of a passage. With more words, a footnote reference
/// among them could prevent a browser from finding them. This many occur only once in most texts.
const WORDS: usize = 5;
/// The largest number of words in a passage that is written into the fragment as a whole.
const FEW_WORDS: usize = 2 * WORDS;
/// The number of words before and after the passage that distinguish it from equal passages.
const WORDS_AROUND: usize = 3;

/// The fragment, without `#`, by which a browser and our own reader find the passage: `:~:text=` with the
/// passage, or with its first and last words if it is long. None if it has no whole word.
#[must_use]
pub fn fragment_for(quote: &Quote) -> Option<String> {
    let words = whole_words(quote);
    let lines: Vec<&str> = words.lines().filter(|line| !line.trim().is_empty()).collect();
    let (first, last) = (lines.first()?, lines.last()?);
    let count = first.split_whitespace().count();
    let mut fragment = String::from(":~:text=");
    if !quote.once
        && let Some(before) = words_before(quote)
    {
        fragment.push_str(&encoded(before.as_slice()));
        fragment.push_str("-,");
    }
    if lines.len() == 1 && count <= FEW_WORDS {
        fragment.push_str(&encoded(&first.split_whitespace().collect::<Vec<_>>()));
    } else {
        let beginning: Vec<&str> = first.split_whitespace().take(WORDS).collect();
        let mut end: Vec<&str> = last.split_whitespace().rev().take(WORDS).collect();
        end.reverse();
        fragment.push_str(&encoded(&beginning));
        fragment.push(',');
        fragment.push_str(&encoded(&end));
    }
    if !quote.once
        && let Some(after) = words_after(quote)
    {
        fragment.push_str(",-");
        fragment.push_str(&encoded(after.as_slice()));
    }
    Some(fragment)
}

/// The passage without partial words at its ends, because a browser looks for whole words only.
fn whole_words(quote: &Quote) -> &str {
    let mut words = quote.exact.as_str();
    let is_in_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    if is_in_word(quote.before.chars().next_back()) {
        words = words.trim_start_matches(char::is_alphanumeric);
    }
    if is_in_word(quote.after.chars().next()) {
        words = words.trim_end_matches(char::is_alphanumeric);
    }
    words
}

/// The words before the passage in its own paragraph. The first stored word may be cut off; then it is left
/// out.
fn words_before(quote: &Quote) -> Option<Vec<&str>> {
    let (line, is_whole) = match quote.before.rsplit_once('\n') {
        Some((_, line)) => (line, true),
        None => (
            quote.before.as_str(),
            quote.before.chars().count() < super::AROUND,
        ),
    };
    let mut words: Vec<&str> = line.split_whitespace().collect();
    if !is_whole && !words.is_empty() {
        words.remove(0);
    }
    let words = words.split_off(words.len().saturating_sub(WORDS_AROUND));
    (!words.is_empty()).then_some(words)
}

/// The words after the passage in its own paragraph.
fn words_after(quote: &Quote) -> Option<Vec<&str>> {
    let (line, is_whole) = match quote.after.split_once('\n') {
        Some((line, _)) => (line, true),
        None => (quote.after.as_str(), quote.after.chars().count() < super::AROUND),
    };
    let mut words: Vec<&str> = line.split_whitespace().collect();
    if !is_whole {
        words.pop();
    }
    words.truncate(WORDS_AROUND);
    (!words.is_empty()).then_some(words)
}

/// Encodes words for a fragment, in which a dash, a comma and an ampersand have special meanings.
fn encoded(words: &[&str]) -> String {
    let mut out = String::new();
    percent_encode(&words.join(" "), &mut out);
    out.replace('-', "%2D")
}

/// The link from the document at `from` to the one at `to`, such as `../responses/reply.md`. Both paths are
/// inside the folder. For a document of a Jekyll site, the link is the address of its page,
/// `/arguendo/reply/`. It also works on the site, and remains valid when a draft moves from
/// `_drafts/arguendo/` to its final place. For drafts in `drafts/`, a relative path remains valid, too.
#[must_use]
pub fn link_to(from: &str, to: &str) -> String {
    if let Some(address) = address_on_site(to) {
        return address;
    }
    let mut here: Vec<&str> = from.split('/').collect();
    here.pop();
    let there: Vec<&str> = to.split('/').collect();
    let directories = &there[..there.len() - 1];
    let shared = here
        .iter()
        .zip(directories)
        .take_while(|(one, other)| one == other)
        .count();
    let mut link = "../".repeat(here.len() - shared);
    for (position, part) in there[shared..].iter().enumerate() {
        if position > 0 {
            link.push('/');
        }
        percent_encode(part, &mut link);
    }
    link
}

/// The address that Jekyll gives to the document at `path` with `/:collection/:path/`; none if it is not in
/// one of our collections.
fn address_on_site(path: &str) -> Option<String> {
    let (directory, inside) = [
        ("_arguendo-questions/", "/arguendo/question/"),
        ("_arguendo/", "/arguendo/"),
        ("_contributors/", "/contributors/"),
    ]
    .into_iter()
    .find_map(|(collection, address)| {
        let at = path.find(collection)?;
        let is_whole_name = at == 0 || path[..at].ends_with('/');
        is_whole_name.then(|| (address, &path[at + collection.len()..]))
    })?;
    let (beside, file) = inside.rsplit_once('/').unwrap_or(("", inside));
    let mut address = String::from(directory);
    for part in beside
        .split('/')
        .chain([stem_of(file)])
        .filter(|part| !part.is_empty())
    {
        percent_encode(part, &mut address);
        address.push('/');
    }
    Some(address)
}
