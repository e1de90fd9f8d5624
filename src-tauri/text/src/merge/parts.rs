//! The results of a merge: fields of the front matter and parts of the body; and its errors.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::front_matter::editing::EditError;
use crate::front_matter::{Split, split};

/// The state of the two texts in one place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum MergeState {
    /// Nobody has changed it.
    #[default]
    Same,
    /// Only my text is changed.
    Mine,
    /// Only their text is changed.
    Theirs,
    /// Both are changed. The changes do not touch, or are equal.
    Both,
    /// Both are changed, and a person has to choose.
    Conflict,
}

/// What a key of the front matter says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum FieldValue {
    /// The front matter does not have the key.
    Absent,
    /// A text, a date, a number.
    Text {
        /// As it reads.
        text: String,
    },
    /// A list of texts.
    List {
        /// The texts.
        items: Vec<String>,
    },
    /// Any other value, as it is written. It is taken from one side and cannot be edited here.
    Written {
        /// Its lines.
        text: String,
    },
}

/// A key of the front matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "ConflictField")]
pub struct Field {
    /// The key.
    pub key: String,
    /// Its state.
    pub state: MergeState,
    /// What both have come from.
    pub base: FieldValue,
    /// Mine.
    pub mine: FieldValue,
    /// Theirs.
    pub theirs: FieldValue,
    /// What comes of both; in a conflict, none.
    pub merged: Option<FieldValue>,
}

/// A paragraph, or several that cannot be separated, with the line ends of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The state. If it is [`MergeState::Same`], only `merged` is given.
    pub state: MergeState,
    /// The text of the base; none if the base does not have it or is not known.
    pub base: Option<String>,
    /// My text; none if I do not have it.
    pub mine: Option<String>,
    /// Their text; none if they do not have it.
    pub theirs: Option<String>,
    /// The merged text; none if there is a conflict. If it is empty, the part is removed.
    pub merged: Option<String>,
    /// The blank lines after the part.
    pub(super) after: String,
}

/// Why there is no merged text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// A person must choose first. The number of open choices.
    #[error("{0} places are not settled yet. Nothing was written. Choose in each of them.")]
    Unsettled(usize),
    /// The front matter cannot be written.
    #[error("{0} Nothing was written. Take one of the two texts as a whole, and mend it.")]
    Fields(#[from] EditError),
    /// The requested value is not in any of the texts, and this program cannot write it.
    #[error(
        "“{0}” can be taken from one of the two texts, and not be written anew here. Nothing was written."
    )]
    NotWritten(String),
}

/// Why two texts cannot be merged, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "The front matter of one of the two texts cannot be read ({0}), so only one of them can be taken as a whole."
)]
pub struct Unmergeable(pub(super) String);

/// Picks one of three texts that consist of white space or are otherwise equal: the one that was changed. If
/// both were changed, the one with more line ends.
pub(super) fn pick<'a>(base: Option<&str>, mine: &'a str, theirs: &'a str) -> &'a str {
    if mine == theirs || base == Some(theirs) {
        return mine;
    }
    if base == Some(mine) {
        return theirs;
    }
    let rank = |text: &'a str| (text.matches('\n').count(), text.len(), text);
    if rank(mine) >= rank(theirs) { mine } else { theirs }
}

/// The front matter of a text with its fences; empty if there is none.
pub(super) fn head_of(text: &str) -> &str {
    match split(text) {
        Split::Parts(parts) => &text[..text.len() - parts.body.len()],
        Split::Unclosed | Split::Absent => "",
    }
}
