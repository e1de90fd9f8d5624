//! What YAML says, untyped: texts, lists and maps, each with its line.

/// A value and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Line in the file, counted from 1.
    pub line: u32,
    /// The value.
    pub value: Value,
}

/// A value of YAML, untyped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, after YAML's escapes and folding.
    Scalar {
        /// The text.
        text: String,
        /// Whether it is written without quotes, `|` or `>`, so that `no` means false and `~` nothing.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map.
    Map(Mapping),
}

impl Node {
    /// Whether nothing is written: `key:`, `~` or `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        match &self.value {
            Value::Scalar { text, plain } => {
                *plain && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")
            }
            Value::List(_) | Value::Map(_) => false,
        }
    }

    /// The text of a scalar that says something: neither null nor blank.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } if !self.is_null() && !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    /// Whether nothing is written, or nothing but blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self.value, Value::Scalar { .. }) && self.text().is_none()
    }

    /// What it is, for a sentence: `a text`, `a list`, `a map`.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match self.value {
            Value::Scalar { .. } => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}

/// The entries of a map, in order, each key once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The entries. Of a key that is there twice, the last.
    pub entries: Vec<Entry>,
}

impl Mapping {
    /// The entry of `key`.
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
    /// Line of the key in the file, counted from 1.
    pub line: u32,
    /// The value.
    pub value: Node,
}
