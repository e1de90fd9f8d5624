//! Turns a search query as a person types it into a query of the index.

use arguendo_text::words::{self, Term};

use crate::content::kind::Kind;
use crate::mirror::{Begun, MirrorError, Reader, Wanted};
use crate::pages::{Hit, SearchResults, SnippetPart, Target};

/// Finds documents for `query`: words in any order, "phrases" in quotation marks; the last word may be only a
/// beginning.
///
/// # Errors
/// An error of SQLite.
pub fn search(reader: &Reader, query: &str, limit: usize) -> Result<SearchResults, MirrorError> {
    let terms = terms(query);
    let Some(wanted) = wanted(&terms) else {
        return Ok(SearchResults {
            query: query.to_owned(),
            total: 0,
            more: false,
            hits: Vec::new(),
            hides: false,
        });
    };
    reader.at_one_moment(|| {
        let found = reader.search(&wanted, limit)?;
        let mut hits = Vec::with_capacity(found.best.len());
        for id in found.best {
            let Some(document) = reader.document(id)? else {
                continue;
            };
            let people = match document.kind {
                Kind::Contributor => document.description.clone().unwrap_or_default(),
                _ => crate::pages::reading::names_of(reader, document.id)?.join(", "),
            };
            let question = match document.kind {
                Kind::Response => {
                    crate::pages::reading::question_of(reader, document.id)?.map(|question| question.title)
                }
                _ => None,
            };
            let passage = words::passage(&reader.plain_text(id)?, &terms);
            hits.push(Hit {
                target: Target::from(&document),
                people,
                question,
                forms: passage.forms,
                snippet: passage
                    .parts
                    .into_iter()
                    .map(|(text, marked)| SnippetPart { text, marked })
                    .collect(),
            });
        }
        Ok(SearchResults {
            query: query.to_owned(),
            total: u32::try_from(found.total).unwrap_or(u32::MAX),
            more: found.more,
            hits,
            hides: reader.has_closed_rounds()?,
        })
    })
}

/// The words and phrases of a query.
fn terms(query: &str) -> Vec<Term> {
    let is_quote = |sign| matches!(sign, '"' | '“' | '”');
    // Inside a Hebrew word, a character that looks like a quotation mark is not one.
    let signs = query.char_indices();
    let query: String = signs
        .filter(|(at, sign)| !(is_quote(*sign) && words::is_joint(query, *at)))
        .map(|(_, sign)| sign)
        .collect();
    let mut texts = Vec::new();
    let mut open = false;
    for (position, piece) in query.split(is_quote).enumerate() {
        open = position % 2 == 1;
        if open {
            texts.push(piece);
        } else {
            texts.extend(piece.split_whitespace());
        }
    }
    texts.retain(|text| Term::new(text, false).is_some());
    // While a phrase or word is still being typed, its last word may be incomplete.
    let ends_in_word = open || query.ends_with(words::is_in_word);
    let number = texts.len();
    let term = |(position, text): (usize, &str)| Term::new(text, ends_in_word && position + 1 == number);
    texts.into_iter().enumerate().filter_map(term).collect()
}

/// The query for the index; none if there are no words.
fn wanted(terms: &[Term]) -> Option<Wanted> {
    let (last, rest) = terms.split_last()?;
    let join = |terms: &[Term]| {
        terms
            .iter()
            .map(Term::expression)
            .collect::<Vec<_>>()
            .join(" AND ")
    };
    Some(Wanted {
        all: join(terms),
        begun: last.is_short_beginning().then(|| Begun {
            beginning: last.expression(),
            rest: (!rest.is_empty()).then(|| join(rest)),
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::{terms, wanted};

    fn expression(query: &str) -> Option<String> {
        wanted(&terms(query)).map(|wanted| wanted.all)
    }

    #[test]
    fn words_phrases_and_a_beginning_are_told_apart() {
        let cases = [
            ("court", Some("\"court\"*")),
            ("court ", Some("\"court\"")),
            (
                "the court's defer",
                Some("\"the\" AND \"court s\" AND \"defer\"*"),
            ),
            (
                "\"judicial review\" court",
                Some("\"judicial review\" AND \"court\"*"),
            ),
            ("“judicial rev", Some("\"judicial rev\"*")),
            (
                "NEAR(a b) OR -x*",
                Some("\"near a\" AND \"b\" AND \"or\" AND \"x\""),
            ),
            ("立法机关 第12条", Some("\"立法 法机 机关\" AND \"第 12 条\"*")),
            ("Qur'an we're ", Some("(\"qur an\" OR \"quran\") AND \"we re\"")),
            ("法 ", Some("\"法\"*")),
            ("대법원 판결 ", Some("\"대법원\"* AND \"판결\"*")),
            ("צה\"ל ו\"שלום ", Some("\"צהל\" AND \"ו\" AND \"שלום\"*")),
            ("  \" ", None),
            ("— ?", None),
        ];
        for (query, expected) in cases {
            assert_eq!(expression(query).as_deref(), expected, "{query}");
        }
    }

    #[test]
    fn a_word_that_has_only_just_been_begun_is_looked_for_by_its_beginning() {
        let begun = |query| {
            let begun = wanted(&terms(query)).and_then(|wanted| wanted.begun);
            begun.map(|begun| (begun.beginning, begun.rest))
        };
        assert_eq!(begun("pro"), Some(("\"pro\"*".to_owned(), None)));
        assert_eq!(
            begun("the pr"),
            Some(("\"pr\"*".to_owned(), Some("\"the\"".to_owned())))
        );
        for query in ["prob", "pro ", "\"the pr", "d'a"] {
            assert_eq!(begun(query), None, "{query}");
        }
    }
}
