//! The values of YAML, without conversion to other types: texts, lists and maps, each with its line.

/// A value and its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The line in the file, counted from 1.
    pub line: u32,
    /// The value.
    pub value: Value,
}

/// A value of YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, after YAML's escapes and folding are resolved.
    Scalar {
        /// The text.
        text: String,
        /// True if it is written without quotes, `|` or `>`. Then `no` means false, and `~` means nothing.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map.
    Map(Mapping),
}

impl Node {
    /// True if there is no value: `key:`, `~` or `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        match &self.value {
            Value::Scalar { text, plain } => {
                *plain && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")
            }
            Value::List(_) | Value::Map(_) => false,
        }
    }

    /// The text of a scalar that is neither null nor blank.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } if !self.is_null() && !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    /// True if there is no value, or only blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self.value, Value::Scalar { .. }) && self.text().is_none()
    }

    /// The type of the value, for a sentence: `a text`, `a list`, `a map`.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match self.value {
            Value::Scalar { .. } => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}

/// The entries of a map, in order. Each key occurs once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The entries. If a key is written twice, the last entry.
    pub entries: Vec<Entry>,
}

impl Mapping {
    /// The entry with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// One key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The line of the key in the file, counted from 1.
    pub line: u32,
    /// The value.
    pub value: Node,
}
