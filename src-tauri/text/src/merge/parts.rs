//! What a merge is made of: the keys of the front matter and the paragraphs, and why there is none.

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
    /// Only mine is changed.
    Mine,
    /// Only theirs is changed.
    Theirs,
    /// Both are changed, and what they changed does not touch, or is the same.
    Both,
    /// Both are changed, and somebody has to choose.
    Conflict,
}

/// What a key of the front matter says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum FieldValue {
    /// The key is not there.
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
    /// Anything else, as it is written: it is taken from one side, and not edited here.
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

/// A paragraph, or several that cannot be distinguished, with the line ends that it has in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its state. In one that is the same only `merged` is given.
    pub state: MergeState,
    /// What both have come from; none where it was not there, or is not known.
    pub base: Option<String>,
    /// Mine; none where it is not there.
    pub mine: Option<String>,
    /// Theirs; none where it is not there.
    pub theirs: Option<String>,
    /// What comes of both; in a conflict, none. Empty: it goes.
    pub merged: Option<String>,
    /// The blank lines below it.
    pub(super) after: String,
}

/// Why no text came out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// Somebody has to choose.
    #[error("{0} places are not settled yet. Nothing was written. Choose in each of them.")]
    Unsettled(usize),
    /// The front matter cannot be brought together.
    #[error("{0} Nothing was written. Take one of the two texts as a whole, and mend it.")]
    Fields(#[from] EditError),
    /// A value was asked for that neither side has.
    #[error(
        "“{0}” can be taken from one of the two texts, and not be written anew here. Nothing was written."
    )]
    NotWritten(String),
}

/// Why two texts cannot be merged by parts, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "The front matter of one of the two texts cannot be read ({0}), so only one of them can be taken as a whole."
)]
pub struct Unmergeable(pub(super) String);

/// What counts of three that are no words: the one that was changed. Where both were, the one that divides more.
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

/// A text's front matter with its fences; empty where it has none.
pub(super) fn head_of(text: &str) -> &str {
    match split(text) {
        Split::Parts(parts) => &text[..text.len() - parts.body.len()],
        Split::Unclosed | Split::Absent => "",
    }
}
