//! A hash of a document's words. It stays the same when only the layout of the file changes.

use xxhash_rust::xxh3::Xxh3Default;

use super::Document;

/// A hash of what a reader learns from `document`, whose text is `body`: its title, thesis and stance, a
/// question's terms, and the words of the text. It does not depend on line ends, on spaces, or on fields that
/// only the program reads, such as a question's list of responses.
#[must_use]
pub fn content_hash(document: &Document, body: &str) -> i64 {
    let mut hasher = Xxh3Default::new();
    let mut add = |text: &str| {
        for word in text.split_ascii_whitespace() {
            hasher.update(word.as_bytes());
            hasher.update(b" ");
        }
        hasher.update(b"\n");
    };
    add(&document.title);
    add(document.thesis.as_deref().unwrap_or_default());
    add(document.stance.as_deref().unwrap_or_default());
    add(document.due.as_ref().map_or("", |due| due.day.as_str()));
    for asked in &document.asks {
        add(asked);
    }
    add(body);
    hasher.digest().cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::document::{Reading, read};
    use crate::content::kind::Kind;
    use crate::content::site_config::SiteConfig;

    fn wording_of(kind: Kind, text: &str) -> i64 {
        let config = SiteConfig::default();
        match read(kind, "a.md", text.len() as u64, text.as_bytes(), &config) {
            Reading::Document(document) => content_hash(&document, &document.body),
            Reading::NoFrontMatter(problem) => panic!("{problem:?}"),
        }
    }

    #[test]
    fn other_line_ends_and_another_list_of_responses_say_the_same() {
        let first = wording_of(Kind::Question, "---\ntitle: Why?\narguendo: [a]\n---\nOne two.\n");
        let same = "---\r\ntitle: Why?\r\narguendo: [a, b]\r\ndate: 2026-01-01\r\n---\r\nOne\r\ntwo.";
        assert_eq!(wording_of(Kind::Question, same), first);
    }

    #[test]
    fn another_word_title_or_due_day_says_something_else() {
        let first = wording_of(Kind::Question, "---\ntitle: Why?\n---\nOne two.\n");
        for other in [
            "---\ntitle: Why not?\n---\nOne two.\n",
            "---\ntitle: Why?\n---\nOnetwo.\n",
            "---\ntitle: Why?\ndue: 2026-02-01\n---\nOne two.\n",
            "---\ntitle: Why?\nthesis: One\n---\ntwo.\n",
        ] {
            assert_ne!(wording_of(Kind::Question, other), first, "{other}");
        }
    }
}
