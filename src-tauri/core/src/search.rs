//! Search as a person types it, made into what the index understands.

use crate::document::Kind;
use crate::mirror::{Begun, MirrorError, Reader, Wanted};
use crate::pages::{Hit, SearchResults, SnippetPart};
use crate::reading::target;
use crate::words::{self, Term};

/// Finds documents for `query`: words in any order, "phrases" in quotes, the last word also as a beginning.
///
/// # Errors
/// As SQLite says.
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
    let marks: Vec<_> = terms
        .iter()
        .filter_map(|term| Term::new(&term.text, term.is_beginning))
        .collect();
    reader.at_one_moment(|| {
        let found = reader.search(&wanted, limit)?;
        let mut hits = Vec::with_capacity(found.best.len());
        for id in found.best {
            let Some(document) = reader.document(id)? else {
                continue;
            };
            let people = match document.kind {
                Kind::Contributor => document.description.clone().unwrap_or_default(),
                _ => crate::reading::names_of(reader, document.id)?.join(", "),
            };
            let question = match document.kind {
                Kind::Response => {
                    crate::reading::question_of(reader, document.id)?.map(|question| question.title)
                }
                _ => None,
            };
            hits.push(Hit {
                target: target(&document),
                people,
                question,
                snippet: words::passage(&reader.plain_text(id)?, &marks)
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

/// A word, or a phrase, of a query.
struct Typed {
    text: String,
    /// It is still being typed: its last word may go on.
    is_beginning: bool,
}

impl Typed {
    /// In FTS5's words. Every term is quoted, so that no sign that a person types is taken for an operator.
    fn expression(&self) -> String {
        format!("\"{}\"{}", self.text, if self.is_beginning { "*" } else { "" })
    }
}

fn terms(query: &str) -> Vec<Typed> {
    let mut terms = Vec::new();
    let mut open = false;
    for (position, piece) in query.split(['"', '“', '”']).enumerate() {
        open = position % 2 == 1;
        if open {
            terms.push(piece.to_owned());
        } else {
            terms.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    terms.retain(|term| term.chars().any(char::is_alphanumeric));
    // As long as a phrase or a word is still being typed, its last word may go on.
    let ends_in_word = open || query.ends_with(char::is_alphanumeric);
    let number = terms.len();
    let typed = |(position, text)| Typed {
        text,
        is_beginning: ends_in_word && position + 1 == number,
    };
    terms.into_iter().enumerate().map(typed).collect()
}

/// What to look for; none where there is nothing.
fn wanted(terms: &[Typed]) -> Option<Wanted> {
    let (last, rest) = terms.split_last()?;
    let join = |terms: &[Typed]| terms.iter().map(Typed::expression).collect::<Vec<_>>().join(" ");
    let is_short = Term::new(&last.text, last.is_beginning).is_some_and(|term| term.is_short_beginning());
    Some(Wanted {
        all: join(terms),
        begun: is_short.then(|| Begun {
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
            ("the court's defer", Some("\"the\" \"court's\" \"defer\"*")),
            (
                "\"judicial review\" court",
                Some("\"judicial review\" \"court\"*"),
            ),
            ("“judicial rev", Some("\"judicial rev\"*")),
            ("NEAR(a b) OR -x*", Some("\"NEAR(a\" \"b)\" \"OR\" \"-x*\"")),
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
