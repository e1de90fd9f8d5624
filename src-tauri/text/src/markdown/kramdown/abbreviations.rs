//! Marks the abbreviations that a text defines wherever they occur as whole words.

use super::limits::Limits;
use super::tree::{Definitions, PartKind, Span};

/// Marks the abbreviations in `spans`.
pub fn mark(spans: Vec<Span>, definitions: &Definitions, limits: &mut Limits) -> Vec<Span> {
    if definitions.abbreviations.is_empty() {
        return spans;
    }
    let short_forms = &definitions.short_forms;
    // Each word is compared with each short form. A longer short form costs more.
    let cost = short_forms.iter().map(|short| 1 + short.len() / 32).sum();
    mark_in(spans, &ShortForms { short_forms, cost }, limits)
}

/// The short forms to look for, and the cost of comparing one word with all of them.
struct ShortForms<'d> {
    short_forms: &'d [String],
    cost: usize,
}

fn mark_in(spans: Vec<Span>, forms: &ShortForms<'_>, limits: &mut Limits) -> Vec<Span> {
    let mut marked = Vec::with_capacity(spans.len());
    for span in spans {
        match span {
            Span::Words(words) => mark_words(&words, forms, limits, &mut marked),
            Span::Part {
                kind,
                attributes,
                children,
            } => {
                let children = mark_in(children, forms, limits);
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

fn mark_words(words: &str, forms: &ShortForms<'_>, limits: &mut Limits, marked: &mut Vec<Span>) {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut start = 0;
    let mut before = None;
    for (at, c) in words.char_indices() {
        if at >= start && !before.is_some_and(is_word) && limits.spend(forms.cost) {
            let rest = &words[at..];
            let found = forms.short_forms.iter().find(|short| {
                rest.strip_prefix(short.as_str())
                    .is_some_and(|after| !after.starts_with(is_word))
            });
            if let Some(short) = found {
                if at > start {
                    marked.push(Span::Words(words[start..at].to_owned()));
                }
                marked.push(Span::part(PartKind::Abbreviation(short.clone()), Vec::new()));
                start = at + short.len();
            }
        }
        before = Some(c);
    }
    if start < words.len() {
        marked.push(Span::Words(words[start..].to_owned()));
    }
}
