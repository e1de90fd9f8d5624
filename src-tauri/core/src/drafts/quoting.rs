//! Quoting a passage of the folder into a draft, and what has become of its source since.

use arguendo_text::markdown;
use arguendo_text::quotes::{self, Quote, QuoteState};
use jiff::Timestamp;

use crate::content::kind::Kind;
use crate::desk::{Desk, DeskError};
use crate::mirror::{DocumentRow, MirrorError, Reader};
use crate::pages::drafts::{QuotedPassage, QuotedState};
use crate::pages::{Target, reading};

/// Links are made as from here: they lead to the same documents from where responses lie.
const PLACE: &str = "drafts/draft.md";

/// Why a passage cannot be quoted, or quotes not be listed.
#[derive(Debug, thiserror::Error)]
pub enum QuotingError {
    /// It is not in the document, or at several places that cannot be distinguished.
    #[error(
        "This passage cannot be found for certain in {0} as it stands now. Nothing was put into your draft; select a little more, or look at the page again."
    )]
    NotFound(String),
    /// The mirror.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// The desk.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// A passage as a page showed it: its text, and up to 32 characters on each side.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The path of the document.
    pub path: &'a str,
    /// The passage.
    pub exact: &'a str,
    /// What was before it.
    pub before: &'a str,
    /// What was after it.
    pub after: &'a str,
}

/// Keeps that the `shown` passage is quoted in `draft`. Gives the Markdown to put into it.
///
/// # Errors
/// Where the passage is not found for certain, or as SQLite says.
pub fn quote(
    desk: &Desk,
    reader: &Reader,
    draft: i64,
    shown: Shown<'_>,
    now: Timestamp,
) -> Result<(String, QuotedPassage), QuotingError> {
    let not_found = || QuotingError::NotFound(shown.path.to_owned());
    let (row, plain) = source(reader, shown.path)?.ok_or_else(not_found)?;
    let quote =
        quotes::take(&plain, shown.path, shown.exact, shown.before, shown.after).ok_or_else(not_found)?;
    let authors = match row.kind {
        Kind::Response => reading::names_of(reader, row.id)?,
        _ => Vec::new(),
    };
    let link = quotes::link_to(PLACE, &quote.path);
    let text = quotes::as_markdown(&quote, &authors, &row.title, &link);
    let id = desk.keep_quote(draft, &quote, now)?;
    Ok((text, passage(id, quote, Some((&row, &plain)))))
}

/// The passages quoted into `draft`, and the state of their sources.
///
/// # Errors
/// As SQLite says.
pub fn quotes_of(desk: &Desk, reader: &Reader, draft: i64) -> Result<Vec<QuotedPassage>, QuotingError> {
    let mut passages = Vec::new();
    for (id, quote) in desk.quotes(draft)? {
        let is_hidden = reader.hidden_at(&quote.path)?.is_some();
        let source = source(reader, &quote.path)?;
        let source = source.as_ref().map(|(row, plain)| (row, plain.as_str()));
        let mut passage = passage(id, quote, source);
        if is_hidden {
            passage.state = QuotedState::Hidden;
        }
        passages.push(passage);
    }
    Ok(passages)
}

/// The document at `path`, and its words.
fn source(reader: &Reader, path: &str) -> Result<Option<(DocumentRow, String)>, MirrorError> {
    let Some(row) = reader.document_at(path)? else {
        return Ok(None);
    };
    let body = reader.body(row.id)?.unwrap_or_default();
    Ok(Some((row, markdown::plain_lines(&body))))
}

fn passage(id: i64, quote: Quote, source: Option<(&DocumentRow, &str)>) -> QuotedPassage {
    let (state, now) = match quotes::state(&quote, source.map(|(_, plain)| plain)) {
        QuoteState::AsItWas => (QuotedState::AsItWas, None),
        QuoteState::Changed { now } => (QuotedState::Changed, now.as_deref().map(with_lines)),
        QuoteState::Gone => (QuotedState::Gone, None),
    };
    QuotedPassage {
        id,
        source: source.map(|(row, _)| Target::from(row)),
        path: quote.path,
        exact: with_lines(&quote.exact),
        state,
        now,
    }
}

/// A passage as it is shown, each of its lines a line.
fn with_lines(passage: &str) -> String {
    passage.replace([markdown::LINE_IN_PARAGRAPH, markdown::LINE_OF_CODE], "\n")
}
