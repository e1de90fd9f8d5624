//! What to think about before a draft is published. None of it keeps anybody from doing so.

use super::source::Draft;
use super::{PublishError, Publishing};
use crate::dates::Date;
use crate::document::{Document, Kind};
use crate::front_matter::editing;
use crate::markdown;
use crate::mirror::DocumentRow;
use crate::signing;
use crate::site_config::SiteConfig;

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
    let words = markdown::count_words(&markdown::plain_text(&document.body));
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
                warn(format!("Answers to the question were due on {}.", due.day));
            }
        }
    }
    if let Some(date) = &document.date
        && date.instant > publishing.now.timestamp().as_millisecond()
    {
        warn(format!(
            "Its date, {}, is still to come: it will be marked as scheduled.",
            date.written
        ));
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
    Ok(warnings)
}

/// Names of footnotes that are referred to and stand nowhere.
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
