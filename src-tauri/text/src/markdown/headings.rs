//! The ids of headings, made from their words as kramdown's GFM input does, and the table of contents.

use serde::Serialize;
use ts_rs::TS;

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use unicode_normalization::char::is_combining_mark;

use super::escape::{escape, escape_value};
use super::sanitise::document_id;

/// One heading of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The `id` in the HTML.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// The ids that are already used in a document.
#[derive(Debug, Default)]
pub struct HeadingIds {
    /// How often each id was made from words.
    made: HashMap<String, usize>,
    given: HashSet<String>,
}

impl HeadingIds {
    /// The id of a heading: the `written` one, or one made from its `words`.
    pub fn id_of(&mut self, written: Option<&str>, words: &str) -> String {
        if let Some(id) = written.and_then(document_id) {
            let id = id.into_owned();
            self.given.insert(id.clone());
            return id;
        }
        let is_kept =
            |c: &char| c.is_alphanumeric() || is_combining_mark(*c) || matches!(c, '_' | '-' | ' ' | '\t');
        let made: String = words.to_lowercase().chars().filter(is_kept).collect();
        let made = made.replace([' ', '\t'], "-");
        let made = if made.is_empty() { "section" } else { &made };
        let count = self.made.entry(made.to_owned()).or_default();
        loop {
            *count += 1;
            let id = if *count > 1 {
                format!("{made}-{}", *count - 1)
            } else {
                made.to_owned()
            };
            let id = document_id(&id).map(|id| id.into_owned()).unwrap_or(id);
            // The id may already be taken by a written id or by words that end in a number. A link must lead
            // to exactly one heading.
            if self.given.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The table of contents for `{:toc}`, as nested lists with this tag.
pub fn contents_list(headings: &[Heading], tag: &str) -> String {
    if headings.is_empty() {
        return String::new();
    }
    let mut html = format!("<{tag} id=\"markdown-toc\">");
    // The open entries above the current place, with their levels, and whether each contains an open list.
    let mut around: Vec<(u8, bool)> = Vec::new();
    let end = |html: &mut String, has_list: bool| {
        if has_list {
            let _ = write!(html, "</{tag}>");
        }
        html.push_str("</li>\n");
    };
    for heading in headings {
        while let Some((_, has_list)) = around.pop_if(|(level, _)| *level >= heading.level) {
            end(&mut html, has_list);
        }
        if let Some((_, has_list @ false)) = around.last_mut() {
            *has_list = true;
            let _ = write!(html, "<{tag}>");
        }
        html.push_str("<li><a href=\"#");
        escape_value(&heading.id, &mut html);
        html.push_str("\">");
        escape(&heading.text, &mut html);
        html.push_str("</a>");
        around.push((heading.level, false));
    }
    while let Some((_, has_list)) = around.pop() {
        end(&mut html, has_list);
    }
    let _ = write!(html, "</{tag}>");
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_from_the_words() {
        let mut ids = HeadingIds::default();
        assert_eq!(
            ids.id_of(None, "Why “courts” — and not agencies?"),
            "why-courts--and-not-agencies"
        );
        assert_eq!(ids.id_of(None, "Résumé"), "résumé");
        assert_eq!(ids.id_of(None, "Résumé"), "résumé-1");
        assert_eq!(ids.id_of(None, "Résumé-1"), "résumé-1-1");
        assert_eq!(ids.id_of(None, "…"), "section");
        assert_eq!(ids.id_of(Some("top"), "Résumé"), "top");
        assert_eq!(
            ids.id_of(None, "UI design"),
            "ui-design".replace("ui-", "doc-ui-")
        );
    }
}
