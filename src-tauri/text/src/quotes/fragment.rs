//! Links that lead to a passage: a path from one document to another, and a text fragment (`#:~:text=`).

use super::Quote;
use crate::markdown::percent_encode;
use crate::names::stem_of;

/// Words at each end of a passage that a fragment holds. Few, for a mark of a footnote among them hides them from a
/// browser; enough to be found once in most texts.
const WORDS: usize = 5;
/// A passage of as many words is held whole.
const FEW_WORDS: usize = 2 * WORDS;
/// Words before and after the passage that distinguish it from others like it.
const WORDS_AROUND: usize = 3;

/// The fragment, without `#`, by which a browser and our own reader find the passage: `:~:text=` and its first words, and
/// its last ones where it is long. None where it has no whole word.
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

/// The passage without the parts of words at its ends: a browser looks for whole words only.
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

/// The words before the passage in its own paragraph. The first of what is kept may be cut off, and is left out.
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

/// Words as they are written in a fragment, where a dash, a comma and an ampersand have a meaning.
fn encoded(words: &[&str]) -> String {
    let mut out = String::new();
    percent_encode(&words.join(" "), &mut out);
    out.replace('-', "%2D")
}

/// The link from the document at `from` to the one at `to`, both paths inside the folder: `../responses/reply.md`. To a
/// document of a Jekyll site it is the page's address on the site, `/arguendo/reply/`: that is a link there too, and stays
/// one when a draft moves from `_drafts/arguendo/` to its place. From `drafts/` the path does so by itself.
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

/// The address that Jekyll gives the document at `path` by `/:collection/:path/`, where it lies in a collection of ours.
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
