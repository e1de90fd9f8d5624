//! The fields of a front matter as typed values. A field that the document does not write is taken from
//! `_config.yml`.

use arguendo_text::dates::Date;
use arguendo_text::front_matter::{Entry, Mapping, Node, Value};
use jiff::tz::TimeZone;

use super::RespondsTo;
use crate::content::problem::{Problem, ProblemCode};

/// The values that `relation` may have, in the order of the folder's specification.
const RELATIONS: [&str; 6] = [
    "rebuts",
    "supports",
    "extends",
    "qualifies",
    "concedes",
    "questions",
];

/// A front matter, the default values for keys that it does not write, and the problems that were found in
/// it.
pub(super) struct Fields<'a> {
    own: &'a Mapping,
    defaults: Vec<&'a Entry>,
    problems: Vec<Problem>,
}

/// A value, and the line of its key if the document itself contains it.
#[derive(Clone, Copy)]
struct Found<'a> {
    node: &'a Node,
    line: Option<u32>,
}

impl<'a> Fields<'a> {
    pub fn new(own: &'a Mapping, defaults: Vec<&'a Entry>, problems: Vec<Problem>) -> Self {
        Self {
            own,
            defaults,
            problems,
        }
    }

    /// The problems in the order of lines. Problems of the whole file come first.
    pub fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| problem.line);
        self.problems.dedup();
        self.problems
    }

    pub fn say(&mut self, code: ProblemCode, line: Option<u32>, message: String) {
        self.problems.push(Problem { code, line, message });
    }

    /// True if the key has a value other than null and blanks.
    pub fn is_written(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// A text, as written; none if it is blank.
    pub fn text(&mut self, key: &str) -> Option<&'a str> {
        let found = self.find(key)?;
        let text = found.node.text();
        if text.is_none() {
            self.unexpected(key, found, "one text");
        }
        text
    }

    /// A list of texts, as written. A single text is read as a list of one. Blank entries are dropped.
    pub fn texts(&mut self, key: &str) -> Vec<String> {
        let Some(found) = self.find(key) else {
            return Vec::new();
        };
        let items = items(found.node);
        if items.iter().any(|item| item.text().is_none() && !item.is_blank()) {
            self.unexpected(key, found, "a list of texts");
        }
        items.iter().filter_map(Node::text).map(String::from).collect()
    }

    /// A date. If it cannot be read, the result is none and a problem is added.
    pub fn date(&mut self, key: &str, timezone: &TimeZone) -> Option<Date> {
        let line = self.find(key)?.line;
        let text = self.text(key)?;
        let date = Date::parse(text, timezone);
        if date.is_none() {
            self.say(
                ProblemCode::DateInvalid,
                line,
                format!("“{key}: {text}” is not a date that can be read."),
            );
        }
        date
    }

    /// A number above zero.
    pub fn number(&mut self, key: &str) -> Option<u32> {
        let found = self.find(key)?;
        let number = number(found.node);
        if number.is_none() {
            self.unexpected(key, found, "a number");
        }
        number
    }

    /// A list of numbers above zero. A single number is read as a list of one.
    pub fn numbers(&mut self, key: &str) -> Vec<u32> {
        let Some(found) = self.find(key) else {
            return Vec::new();
        };
        let items = items(found.node);
        if items
            .iter()
            .any(|item| number(item).is_none() && !item.is_blank())
        {
            self.unexpected(key, found, "a list of numbers");
        }
        items.iter().filter_map(number).collect()
    }

    /// Only YAML's own false unpublishes a document: `false`, `no` or `off` in any case, without quotes.
    pub fn published(&mut self) -> bool {
        let Some(found) = self.find("published") else {
            return true;
        };
        let Value::Scalar { text, plain } = &found.node.value else {
            self.unexpected("published", found, "true or false");
            return true;
        };
        let says_false = ["false", "no", "off"]
            .iter()
            .any(|word| text.trim().eq_ignore_ascii_case(word));
        if says_false && !plain {
            let message = format!(
                "“published: \"{text}\"” is a text, so this is published; without quotes it would not be."
            );
            self.say(ProblemCode::PublishedIsText, found.line, message);
        }
        !(says_false && *plain)
    }

    pub fn reveal_after_mine(&mut self) -> bool {
        let Some(found) = self.find("reveal") else {
            return false;
        };
        match found.node.text().map(str::trim) {
            Some("after-mine") => true,
            Some("always") => false,
            _ => {
                self.unexpected("reveal", found, "after-mine or always");
                false
            }
        }
    }

    /// A list of maps or plain slugs, or a single map or slug.
    pub fn responds_to(&mut self) -> Vec<RespondsTo> {
        const KEY: &str = "responds-to";
        let Some(found) = self.find(KEY) else {
            return Vec::new();
        };
        let mut replies = Vec::new();
        for item in items(found.node).iter().filter(|item| !item.is_blank()) {
            match reply(item) {
                Some((reply, true)) => replies.push(reply),
                Some((reply, false)) => {
                    self.unexpected(
                        KEY,
                        found,
                        &format!("a relation that is one of {}", RELATIONS.join(", ")),
                    );
                    replies.push(reply);
                }
                None => self.unexpected(KEY, found, "a response's slug in each entry"),
            }
        }
        replies
    }

    /// The document's own value, or else the default. As in Jekyll, null does not hide a default.
    fn find(&self, key: &str) -> Option<Found<'a>> {
        let own = self.own.get(key).filter(|entry| !entry.value.is_null());
        let found = match own {
            Some(entry) => Found {
                node: &entry.value,
                line: Some(entry.line),
            },
            None => {
                let entry = self.defaults.iter().find(|entry| entry.key == key)?;
                Found {
                    node: &entry.value,
                    line: None,
                }
            }
        };
        (!found.node.is_blank()).then_some(found)
    }

    fn unexpected(&mut self, key: &str, found: Found<'a>, expected: &str) {
        let place = if found.line.is_some() {
            ""
        } else {
            " (by the defaults of _config.yml)"
        };
        let written = match found.node.text() {
            Some(text) => format!("“{}”", beginning(text)),
            None => found.node.noun().to_owned(),
        };
        let message = format!(
            "“{key}” should be {expected}; {written} stands there{place}, and what does not fit is left out."
        );
        self.say(ProblemCode::UnexpectedValue, found.line, message);
    }
}

/// The entries of a list. Any other value is treated as a list of one.
fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        Value::Scalar { .. } | Value::Map(_) => std::slice::from_ref(node),
    }
}

fn number(node: &Node) -> Option<u32> {
    node.text()?.trim().parse().ok().filter(|number| *number > 0)
}

/// One entry of `responds-to`. The second value is true if the relation is missing or is one that we know.
fn reply(node: &Node) -> Option<(RespondsTo, bool)> {
    let Value::Map(map) = &node.value else {
        let response = node.text()?.to_owned();
        return Some((
            RespondsTo {
                response,
                relation: None,
                quote: None,
            },
            true,
        ));
    };
    let text = |key: &str| map.get(key).and_then(|entry| entry.value.text());
    let written = map.get("relation").filter(|entry| !entry.value.is_blank());
    let relation = text("relation").map(|word| word.trim().to_lowercase());
    let relation = relation.filter(|word| RELATIONS.contains(&word.as_str()));
    let is_known = written.is_none() || relation.is_some();
    let quote = text("quote").map(String::from);
    Some((
        RespondsTo {
            response: text("response")?.to_owned(),
            relation,
            quote,
        },
        is_known,
    ))
}

/// The beginning of a text, long enough for a person to find the text again.
fn beginning(text: &str) -> String {
    const ENOUGH: usize = 40;
    match text.char_indices().nth(ENOUGH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
