//! Abbreviations that a text defines are marked wherever they stand as whole words.

use super::limits::Limits;
use super::tree::{Definitions, PartKind, Span};

/// Marks the abbreviations in `spans`.
pub fn mark(spans: Vec<Span>, definitions: &Definitions, limits: &mut Limits) -> Vec<Span> {
    if definitions.abbreviations.is_empty() {
        return spans;
    }
    let mut short_forms: Vec<&str> = definitions.abbreviations.keys().map(String::as_str).collect();
    short_forms.sort_by_key(|short| std::cmp::Reverse(short.len()));
    mark_in(spans, &short_forms, limits)
}

fn mark_in(spans: Vec<Span>, short_forms: &[&str], limits: &mut Limits) -> Vec<Span> {
    let mut marked = Vec::with_capacity(spans.len());
    for span in spans {
        match span {
            Span::Words(words) => mark_words(&words, short_forms, limits, &mut marked),
            Span::Part {
                kind,
                attributes,
                children,
            } => {
                let children = mark_in(children, short_forms, limits);
                marked.push(Span::Part {
                    kind,
                    attributes,
                    children,
                });
            }
            other => marked.push(other),
        }
    }
    marked
}

fn mark_words(words: &str, short_forms: &[&str], limits: &mut Limits, marked: &mut Vec<Span>) {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut start = 0;
    let mut before = None;
    for (at, c) in words.char_indices() {
        if at >= start && !before.is_some_and(is_word) && limits.spend(short_forms.len()) {
            let rest = &words[at..];
            let found = short_forms.iter().find(|short| {
                rest.strip_prefix(**short)
                    .is_some_and(|after| !after.starts_with(is_word))
            });
            if let Some(short) = found {
                if at > start {
                    marked.push(Span::Words(words[start..at].to_owned()));
                }
                marked.push(Span::part(
                    PartKind::Abbreviation((*short).to_owned()),
                    Vec::new(),
                ));
                start = at + short.len();
            }
        }
        before = Some(c);
    }
    if start < words.len() {
        marked.push(Span::Words(words[start..].to_owned()));
    }
}
