//! Search as a person types it, made into what the index understands.

use crate::document::Kind;
use crate::mirror::{MirrorError, Reader};
use crate::pages::{Hit, SearchResults, SnippetPart};
use crate::reading::target;

/// Finds documents for `query`: words in any order, "phrases" in quotes, the last word also as a beginning.
///
/// # Errors
/// As SQLite says.
pub fn search(reader: &Reader, query: &str, limit: usize) -> Result<SearchResults, MirrorError> {
    let Some(expression) = expression(query) else {
        return Ok(SearchResults {
            query: query.to_owned(),
            total: 0,
            more: false,
            hits: Vec::new(),
        });
    };
    reader.at_one_moment(|| {
        let (total, matches) = reader.search(&expression, limit)?;
        let mut hits = Vec::with_capacity(matches.len());
        for found in matches {
            let Some(document) = reader.document(found.id)? else {
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
                snippet: found
                    .snippet
                    .into_iter()
                    .map(|(text, marked)| SnippetPart { text, marked })
                    .collect(),
            });
        }
        Ok(SearchResults {
            query: query.to_owned(),
            total: u32::try_from(total).unwrap_or(u32::MAX),
            more: false,
            hits,
        })
    })
}

/// The FTS5 expression of a query; none where there is nothing to look for. Every term is quoted, so that no sign that
/// a person types is taken for an operator.
fn expression(query: &str) -> Option<String> {
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
    let last = terms.len().checked_sub(1)?;
    // As long as a phrase or a word is still being typed, its last word may go on.
    let ends_in_word = open || query.ends_with(char::is_alphanumeric);
    let terms: Vec<String> = terms
        .iter()
        .enumerate()
        .map(|(position, term)| {
            format!(
                "\"{term}\"{}",
                if position == last && ends_in_word { "*" } else { "" }
            )
        })
        .collect();
    Some(terms.join(" "))
}

#[cfg(test)]
mod tests {
    use super::expression;

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
}
