//! What to think about before a draft is published. None of it keeps anybody from doing so.

use arguendo_text::dates::{Date, in_words};
use arguendo_text::front_matter::editing;
use arguendo_text::{markdown, words};

use super::source::Draft;
use super::{PublishError, Publishing};
use crate::content::document::Document;
use crate::content::kind::Kind;
use crate::content::site_config::SiteConfig;
use crate::desk::drafts::DraftState;
use crate::drafts::{drafting, quoting, signing};
use crate::mirror::DocumentRow;
use crate::pages::drafts::{QuotedPassage, QuotedState};

pub(super) fn of(
    publishing: &Publishing<'_>,
    draft: &Draft,
    document: &Document,
    question: Option<&DocumentRow>,
    config: &SiteConfig,
) -> Result<Vec<String>, PublishError> {
    let mut warnings = Vec::new();
    let mut warn = |text: String| warnings.push(text);
    if editing::list(&draft.text, "title").is_empty() {
        warn("It has no title: readers will see one that is made from the file’s name.".into());
    }
    let plain = markdown::plain_text(&document.body);
    let words = words::count(&plain);
    if words == 0 {
        warn("The text is empty.".into());
    }
    match (question, &document.question) {
        (None, None) => warn("It names no question: it will stand on the Unfiled shelf.".into()),
        (None, Some(name)) => warn(format!(
            "The question “{name}” is not in the folder: the response will stand on the Unfiled shelf until it is."
        )),
        (Some(question), _) => {
            let limit = question.word_limit.and_then(|limit| usize::try_from(limit).ok());
            if let Some(limit) = limit.filter(|limit| words > *limit) {
                warn(format!(
                    "It has {words} words; the question asks for {limit} at the most."
                ));
            }
            let due = question.due.as_deref();
            let today = config.on_calendar(&publishing.now);
            let today = today.strftime("%Y-%m-%d").to_string();
            let due = due.and_then(|due| Date::parse(due, &config.timezone));
            if let Some(due) = due.filter(|due| due.day < today) {
                warn(format!(
                    "Answers to the question were due on {}.",
                    in_words(&due.day)
                ));
            }
        }
    }
    if let Some(date) = &document.date
        && date.instant > publishing.now.timestamp().as_millisecond()
    {
        warn(format!(
            "Its date, {}, is still to come: it will be marked as scheduled.",
            in_words(&date.day)
        ));
    }
    if drafting::is_others(publishing.desk, draft.id, &draft.state)? {
        of_the_group(publishing, document, &mut warn)?;
    }
    if document.contributors.is_empty() {
        warn("Nobody signs it.".into());
    }
    for name in &document.contributors {
        let known = publishing.reader.named(Kind::Contributor, name)?;
        if known.is_empty() && !signing::is_coming(publishing.desk, name)? {
            warn(format!(
                "“{name}” signs it, and no contributor in the folder has that name."
            ));
        }
    }
    for name in unwritten_footnotes(&document.body) {
        warn(format!("The footnote [^{name}] is referred to, and not written."));
    }
    if let Some(id) = draft.id {
        let quotes = quoting::quotes_of(publishing.desk, publishing.reader, id)?;
        // One that was taken out of the draft again is of no account.
        let (quotes, plain) = (quotes.into_iter(), one_line(&plain));
        for quote in quotes.filter(|quote| plain.contains(&one_line(&quote.exact))) {
            warnings.extend(of_quote(&quote));
        }
    }
    Ok(warnings)
}

/// What to know of a draft that somebody else has shared.
fn of_the_group(
    publishing: &Publishing<'_>,
    document: &Document,
    warn: &mut impl FnMut(String),
) -> Result<(), PublishError> {
    if !signing::is_among(publishing.desk, &document.contributors)? {
        warn(
            "Somebody else has shared this draft, and you do not sign it: with this you publish their text."
                .into(),
        );
    }
    if let Some(response) = publishing.reader.named(Kind::Response, &document.slug)?.first() {
        warn(format!(
            "There is a response of this name already, {}. If this is a new version of it, let whoever shared the draft publish it in its place: here it becomes a response of its own.",
            response.path
        ));
    }
    Ok(())
}

fn of_quote(quote: &QuotedPassage) -> Option<String> {
    /// Characters of a passage by which it is told from others.
    const TOLD: usize = 60;
    let mut told: String = one_line(&quote.exact).chars().take(TOLD).collect();
    if told.len() < one_line(&quote.exact).len() {
        told.push('…');
    }
    let source = quote
        .source
        .as_ref()
        .map_or(quote.path.as_str(), |source| &source.title);
    match quote.state {
        QuotedState::AsItWas | QuotedState::Hidden => None,
        QuotedState::Changed => Some(format!(
            "“{told}” is quoted from {source}, where it does not stand any more as you quote it."
        )),
        QuotedState::Gone => Some(format!(
            "“{told}” is quoted from {source}, which is not in the folder any more."
        )),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names of footnotes that are referred to and are nowhere.
fn unwritten_footnotes(body: &str) -> Vec<&str> {
    let mut written = Vec::new();
    let mut named = Vec::new();
    for (at, _) in body.match_indices("[^") {
        let Some((name, rest)) = body[at + 2..].split_once(']') else {
            continue;
        };
        if name.is_empty() || name.contains(['\n', '[', ' ']) {
            continue;
        }
        let line = body[..at].rsplit('\n').next().unwrap_or_default();
        match line.trim().is_empty() && rest.starts_with(':') {
            true => written.push(name),
            false if !named.contains(&name) => named.push(name),
            false => {}
        }
    }
    named.retain(|name| !written.contains(name));
    named
}

/// What to know of a response that the draft is a new version of; `found` is what it holds, none where it is gone.
pub(super) fn of_revising(draft: &DraftState, found: Option<&[u8]>) -> Option<String> {
    let path = draft.revises.as_ref()?;
    match found {
        None => Some(format!(
            "{path} is not in the folder any more: this becomes a response of its own."
        )),
        Some(found) if draft.base.as_ref().map(String::as_bytes) == Some(found) => None,
        Some(_) => Some(format!(
            "{path} was changed by somebody else since this version was begun. Your text takes the place of theirs; look at the changes. Theirs is kept among the versions."
        )),
    }
}
