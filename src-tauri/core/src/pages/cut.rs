//! Limits the length of titles, theses and names in lists, so that a list is never larger than its rows
//! allow, whoever wrote the texts.

use serde::{Serialize, Serializer};

use arguendo_text::words;

/// Characters of a title or name in a list, on a card or in a byline.
const IN_A_LIST: usize = 300;
/// Characters of a text below a title there, such as a thesis.
const UNDER_A_TITLE: usize = 1_200;
/// Characters of a title or thesis on its own page.
const ON_ITS_PAGE: usize = 20_000;

/// A value that can be shortened.
pub(super) trait Cut {
    /// The value with at most `most` characters.
    fn cut(&self, most: usize) -> impl Serialize;
}

impl Cut for String {
    fn cut(&self, most: usize) -> impl Serialize {
        // A text has at least as many bytes as characters.
        if self.len() <= most || self.chars().nth(most).is_none() {
            return self.clone();
        }
        // The last character makes room for the ellipsis.
        let beginning: String = self.chars().take(most).collect();
        format!("{}…", words::whole_words(&beginning).trim_end())
    }
}

impl<T: Cut> Cut for Option<T> {
    fn cut(&self, most: usize) -> impl Serialize {
        self.as_ref().map(|text| text.cut(most))
    }
}

impl<T: Cut> Cut for Vec<T> {
    fn cut(&self, most: usize) -> impl Serialize {
        self.iter().map(|text| text.cut(most)).collect::<Vec<_>>()
    }
}

/// A title, a name, or several of them, in a list.
pub(super) fn title<T: Cut, S: Serializer>(text: &T, serializer: S) -> Result<S::Ok, S::Error> {
    text.cut(IN_A_LIST).serialize(serializer)
}

/// A thesis, or several names on one line.
pub(super) fn line<T: Cut, S: Serializer>(text: &T, serializer: S) -> Result<S::Ok, S::Error> {
    text.cut(UNDER_A_TITLE).serialize(serializer)
}

/// The title or thesis of the page itself.
pub(super) fn whole<T: Cut, S: Serializer>(text: &T, serializer: S) -> Result<S::Ok, S::Error> {
    text.cut(ON_ITS_PAGE).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use serde_json::Value;

    use super::*;
    use crate::pages::{Person, ResponseCard, SnippetPart, Target};

    fn long() -> String {
        "word ".repeat(20_000)
    }

    fn card(text: &str) -> ResponseCard {
        let target = Target {
            kind: "response".into(),
            path: "responses/a.md".into(),
            title: text.into(),
        };
        ResponseCard {
            path: "responses/a.md".into(),
            title: text.into(),
            day: None,
            scheduled: false,
            people: vec![Person {
                path: None,
                name: text.into(),
                position: Some(text.into()),
                image: None,
                bio_html: None,
            }],
            thesis: Some(text.into()),
            excerpt: text.into(),
            stance: Some(text.into()),
            words: 1,
            minutes: 1,
            link: None,
            replies_to: vec![target],
            broken: false,
        }
    }

    fn sent(value: &(impl Serialize + Debug)) -> Value {
        serde_json::to_value(value).unwrap()
    }

    #[test]
    fn a_card_whose_words_have_no_end_costs_no_more_than_a_card() {
        let sent = sent(&card(&long()));
        assert!(sent.to_string().len() < 8_000, "{}", sent.to_string().len());
        let title = sent["title"].as_str().unwrap();
        assert!(
            title.ends_with("word…") && title.chars().count() <= IN_A_LIST,
            "{title}"
        );
    }

    #[test]
    fn a_word_without_an_end_is_cut_between_its_letters() {
        let part = SnippetPart {
            text: "é".repeat(100_000),
            marked: true,
        };
        let sent = sent(&part);
        let text = sent["text"].as_str().unwrap();
        assert!(text.ends_with("é…") && text.chars().count() <= UNDER_A_TITLE);
    }

    #[test]
    fn what_people_write_is_as_they_wrote_it() {
        let text = "Expertise is not authority, and “authority” is not expertise";
        let card = card(text);
        assert_eq!(sent(&card)["title"], text);
        assert_eq!(sent(&card)["people"][0]["name"], text);
        assert_eq!(sent(&card)["thesis"], text);
    }
}
