//! A front matter divided into its entries, with the one key that is to be changed.

use std::ops::Range;

use crate::front_matter::layout::{Laid, Layout, Quotes, Shape};
use crate::front_matter::quoting::{is_plain, scalar};
use crate::front_matter::{HEADER_LINE, Invalid, Mapping, Node, Parts, Split, Value, parse, split};
use crate::names;

/// The order of new keys. A new key from this list is put after the last existing key that precedes it here;
/// any other new key is put at the end of the header.
const ORDER: [&str; 12] = [
    "title",
    "published",
    "date",
    "arguendo-question",
    "responds-to",
    "answers",
    "contributors",
    "thesis",
    "stance",
    "description",
    "lang",
    "slug",
];

/// Why a front matter was not changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// There is no front matter.
    #[error("There is no front matter: the first line is not “---”, or no other closes it.")]
    NoHeader,
    /// The front matter cannot be read.
    #[error("The front matter cannot be read: line {}, column {}: {}.", .0.line, .0.column, .0.reason)]
    Invalid(Invalid),
    /// The front matter is written in a way in which more than the key would change.
    #[error("“{key}” cannot be changed without touching more than it: {why}. Change it by hand.")]
    Unsafe {
        /// The key.
        key: String,
        /// The reason, as part of a sentence.
        why: &'static str,
    },
}

/// The value that the key should have afterwards.
pub(super) enum Wanted<'w> {
    Gone,
    Text(&'w str, bool),
    List(&'w [String]),
    Maps(&'w [Vec<(&'w str, &'w str)>]),
    Value(&'w Value),
}

/// A text divided at its fences, with the one key that is to be changed.
pub(super) struct Header<'a> {
    pub(super) text: &'a str,
    pub(super) parts: Parts<'a>,
    pub(super) before: Mapping,
    pub(super) layout: Layout,
    pub(super) key: &'a str,
}

impl<'a> Header<'a> {
    pub(super) fn of(text: &'a str, key: &'a str) -> Result<Self, EditError> {
        let Split::Parts(parts) = split(text) else {
            return Err(EditError::NoHeader);
        };
        let (before, _) = parse(parts.header, HEADER_LINE).map_err(EditError::Invalid)?;
        let Some(layout) = Layout::of(parts.header) else {
            return Err(unsafe_to_change(key, "the front matter is written in braces"));
        };
        Ok(Self {
            text,
            parts,
            before,
            layout,
            key,
        })
    }

    /// The entry that is in force, and its index. It is an error if the entry has an anchor or a tag, because
    /// another value could refer to it.
    pub(super) fn find(&self) -> Result<Option<(usize, &Laid)>, EditError> {
        let mut all = self.layout.entries.iter().enumerate();
        let found = all.rfind(|(_, laid)| laid.key == self.key);
        match found {
            Some((_, laid)) if laid.is_marked => Err(self.cannot("its value carries an anchor or a tag")),
            found => Ok(found),
        }
    }

    pub(super) fn cannot(&self, why: &'static str) -> EditError {
        unsafe_to_change(self.key, why)
    }

    pub(super) fn set(&self, value: &str, is_text: bool) -> Result<String, EditError> {
        let written = |like| match is_text {
            true => scalar(value, like, false),
            false => value.to_owned(),
        };
        let wanted = Wanted::Text(value, is_text);
        let Some((_, laid)) = self.find()? else {
            let line = format!("{}: {}", self.key, written(Quotes::None));
            return self.insert_lines(&[line], &wanted);
        };
        if self.says(&self.before, &wanted) {
            return Ok(self.text.to_owned());
        }
        let cut = match &laid.shape {
            Shape::Nothing => {
                let blanks = blanks_to_line_end(&self.parts.header[laid.after_colon..]);
                (
                    laid.after_colon..laid.after_colon + blanks,
                    format!(" {}", written(Quotes::None)),
                )
            }
            Shape::Scalar(quotes) => (laid.value_at.clone(), written(*quotes)),
            Shape::Flow(_) => (laid.value_at.clone(), written(Quotes::None)),
            Shape::Block(_) | Shape::Map => (
                laid.after_colon..laid.value_at.end,
                format!(" {}", written(Quotes::None)),
            ),
        };
        self.apply(vec![cut], &wanted)
    }

    /// Adds a new key, given as `lines`, after the key that precedes it in [`ORDER`].
    pub(super) fn insert_lines(&self, lines: &[String], wanted: &Wanted) -> Result<String, EditError> {
        let entries = &self.layout.entries;
        let place = ORDER.iter().position(|known| *known == self.key);
        let before = |laid: &Laid| {
            let own = ORDER.iter().position(|known| *known == laid.key);
            own.is_some() && own < place
        };
        let at = match entries.iter().rposition(before) {
            Some(neighbour) if place.is_some() => self.lines_of(neighbour).end,
            _ => self.parts.header.len(),
        };
        let indent = match entries.first() {
            Some(first) => &self.parts.header[self.line_of_key(first)?..first.key_at.start],
            None => "",
        };
        let end = self.line_end_before(at);
        let new: String = lines.iter().map(|line| format!("{indent}{line}{end}")).collect();
        self.apply(vec![(at..at, new)], wanted)
    }

    /// The start of the line of a key.
    pub(super) fn line_of_key(&self, laid: &Laid) -> Result<usize, EditError> {
        let start = self.line_start(laid.key_at.start);
        let is_first = self.parts.header[start..laid.key_at.start]
            .trim_start_matches(' ')
            .is_empty();
        is_first
            .then_some(start)
            .ok_or_else(|| self.cannot("it does not stand at the beginning of its line"))
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.parts.header[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// The end of the line that contains `at`, after its line end.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let header = self.parts.header;
        header[at..].find('\n').map_or(header.len(), |end| at + end + 1)
    }

    /// The lines of an entry, without comments and blank lines below it.
    pub(super) fn lines_of(&self, number: usize) -> Range<usize> {
        let laid = &self.layout.entries[number];
        let last = laid.value_at.end.max(laid.after_colon);
        self.line_start(laid.key_at.start)..self.line_end(last)
    }

    /// The line end of the line that ends at `at`. This line may be the fence.
    pub(super) fn line_end_before(&self, at: usize) -> &'static str {
        match self.text[..self.parts.header_start + at].ends_with("\r\n") {
            true => "\r\n",
            false => "\n",
        }
    }

    /// Makes the changes, and reads the result to check it.
    pub(super) fn apply(
        &self,
        mut cuts: Vec<(Range<usize>, String)>,
        wanted: &Wanted,
    ) -> Result<String, EditError> {
        cuts.sort_by_key(|(at, _)| at.start);
        let mut header = self.parts.header.to_owned();
        for (at, new) in cuts.into_iter().rev() {
            header.replace_range(at, &new);
        }
        let start = self.parts.header_start;
        let rest = &self.text[start + self.parts.header.len()..];
        let text = format!("{}{header}{rest}", &self.text[..start]);
        let is_whole = matches!(split(&text), Split::Parts(parts)
            if parts.header == header && parts.header_start == start && parts.body == self.parts.body);
        let after = parse(&header, HEADER_LINE)
            .map(|(after, _)| after)
            .map_err(|_| self.cannot("what would come out could not be read"))?;
        let others = |map: &Mapping| -> Vec<(String, Value)> {
            let others = map.entries.iter().filter(|entry| entry.key != self.key);
            others
                .map(|entry| (entry.key.clone(), without_lines(&entry.value.value)))
                .collect()
        };
        if !is_whole || others(&after) != others(&self.before) || !self.says(&after, wanted) {
            return Err(self.cannot("other parts of the front matter hang on it"));
        }
        Ok(text)
    }

    pub(super) fn says(&self, map: &Mapping, wanted: &Wanted) -> bool {
        let Some(entry) = map.get(self.key) else {
            return matches!(wanted, Wanted::Gone) || matches!(wanted, Wanted::List([]));
        };
        match (wanted, &entry.value.value) {
            (Wanted::Gone, _) => false,
            (Wanted::Value(value), found) => without_lines(found) == without_lines(value),
            (Wanted::Text(text, is_text), Value::Scalar { text: found, plain }) => {
                found == text && (*is_text || *plain) && (!*is_text || !*plain || is_plain(text, false))
            }
            (Wanted::List(texts), _) => texts_of(&entry.value).is_some_and(|found| found == *texts),
            (Wanted::Maps(maps), Value::List(items)) => {
                maps.len() == items.len() && maps.iter().zip(items).all(|(map, item)| is_map(item, map))
            }
            _ => false,
        }
    }
}

pub(super) fn unsafe_to_change(key: &str, why: &'static str) -> EditError {
    let key = key.to_owned();
    EditError::Unsafe { key, why }
}

/// The number of blanks before the line end; none if there is anything else.
pub(super) fn blanks_to_line_end(rest: &str) -> usize {
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    match rest[blanks..].starts_with(['\r', '\n']) || rest.len() == blanks {
        true => blanks,
        false => 0,
    }
}

/// A value without line numbers. Two values are equal wherever they are in the file.
pub(super) fn without_lines(value: &Value) -> Value {
    match value {
        Value::Scalar { .. } => value.clone(),
        Value::List(items) => Value::List(items.iter().map(without_line).collect()),
        Value::Map(map) => {
            let mut map = map.clone();
            for entry in &mut map.entries {
                entry.line = 0;
                entry.value = without_line(&entry.value);
            }
            Value::Map(map)
        }
    }
}

pub(super) fn without_line(node: &Node) -> Node {
    Node {
        line: 0,
        value: without_lines(&node.value),
    }
}

/// True if two names are equal by the folder's rule for loose matches.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    one == other || names::fold(one) == names::fold(other)
}

/// The texts of a list, or a single text; none if there is anything else.
pub(super) fn texts_of(node: &Node) -> Option<Vec<String>> {
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        Value::Scalar { .. } => std::slice::from_ref(node),
        Value::Map(_) => return None,
    };
    let said = items.iter().filter(|item| !item.is_blank());
    said.map(|item| item.text().map(String::from)).collect()
}

pub(super) fn is_map(node: &Node, wanted: &[(&str, &str)]) -> bool {
    let Value::Map(map) = &node.value else {
        return false;
    };
    map.entries.len() == wanted.len()
        && wanted.iter().all(|(key, value)| {
            let found = map.get(key).map(|entry| &entry.value.value);
            matches!(found, Some(Value::Scalar { text, .. }) if text == value)
        })
}
