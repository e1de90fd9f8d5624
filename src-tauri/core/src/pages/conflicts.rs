//! What the window shows of two texts of one document that have grown apart, and what a person makes of them.

use arguendo_text::diff::ComparedPiece;
use arguendo_text::merge::{Field, FieldValue, MergeState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Target;

/// What kind of conflict it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictKind {
    /// The file of a draft was changed by somebody else while the person wrote.
    Draft,
    /// A sync engine has put a second file beside the document.
    Copy,
    /// git has written both texts into the file, between its marks.
    Markers,
    /// A text that was published or settled here was replaced by one that never had it.
    Replaced,
}

/// An open conflict in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConflictRow {
    /// What every command about it takes.
    pub key: String,
    /// What kind it is.
    pub kind: ConflictKind,
    /// The document's title; empty where it has none.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// The file that the document lies in, written for people.
    pub file: String,
    /// The file of the second text, where that is another one.
    pub copy: Option<String>,
    /// The draft.
    #[ts(type = "number | null")]
    pub draft: Option<i64>,
    /// The document in the folder, where it is one that can be read there.
    pub target: Option<Target>,
    /// The sync engine, by its name for people; git, where its marks are in the file.
    pub engine: Option<String>,
    /// The device or person that the copy's name, or git's mark, gives.
    pub from: Option<String>,
    /// The day, and the time where it is known, that the copy's name gives, such as `2024-01-31 23:59`.
    pub at: Option<String>,
    /// The second text is not there: somebody has taken the file away.
    pub gone: bool,
}

/// One of the two texts, by what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SideName {
    /// What the person has written here.
    Yours,
    /// What the file in the folder, or of the draft, holds.
    InFile,
    /// What the sync engine's copy holds: see `engine`, `from` and `at` of the row.
    Copy,
    /// What is above git's middle mark.
    Above,
    /// What is below git's middle mark.
    Below,
}

/// A conflict, to be settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConflictPage {
    /// What the list shows of it.
    pub row: ConflictRow,
    /// What `settle_conflict` and `keep_both` take, so that what is settled is what was shown.
    pub token: String,
    /// What the text called mine is.
    pub mine: SideName,
    /// What the text called theirs is.
    pub theirs: SideName,
    /// It is known what both texts have come from. Where it is not, every difference is a choice.
    pub has_base: bool,
    /// The keys of the front matter, in order.
    pub fields: Vec<Field>,
    /// The text's paragraphs, in order.
    pub parts: Vec<ConflictPart>,
    /// How many fields and parts are in conflict.
    pub open: u32,
    /// Why it cannot be settled by parts, in a sentence (not UTF-8, front matter that cannot be read, a file that is gone). Then
    /// there are no fields and parts; `settle_whole` and `keep_both` can be used.
    pub whole: Option<String>,
    /// The copy can be removed when it is settled.
    pub removal: Option<CopyRemoval>,
    /// `keep_both` can be used.
    pub can_keep_both: bool,
}

/// What to know before a sync engine's copy is removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CopyRemoval {
    /// What is offered first: whether it goes.
    pub suggested: bool,
    /// What the engine would do with it that nobody expects, in a sentence.
    pub trap: Option<String>,
}

/// A paragraph, or several that cannot be distinguished.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConflictPart {
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
    /// Mine, compared with what both have come from; where that is not known, `added` is what theirs has not.
    pub mine_pieces: Vec<ComparedPiece>,
    /// Theirs, in the same way.
    pub theirs_pieces: Vec<ComparedPiece>,
}

/// What a person makes of a conflict. What is not named is as it was merged; what is in conflict must be named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Settlement {
    /// Keys of the front matter.
    pub fields: Vec<SettledField>,
    /// Paragraphs.
    pub parts: Vec<SettledPart>,
    /// The sync engine's copy goes.
    pub remove_copy: bool,
}

/// A key of the front matter as it is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettledField {
    /// The key.
    pub key: String,
    /// What it is to say.
    pub value: FieldValue,
}

/// A part as it is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettledPart {
    /// Its place in `parts` of the page, from 0.
    pub number: u32,
    /// Its text, which may be several paragraphs; empty: it goes.
    pub text: String,
}

/// Which of two whole texts is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WholeSide {
    /// Mine.
    Mine,
    /// Theirs.
    Theirs,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Settled {
    /// What `undo` takes.
    #[ts(type = "number")]
    pub undo: i64,
    /// The draft whose text is settled, or that now holds the second text.
    #[ts(type = "number | null")]
    pub draft: Option<i64>,
    /// The file that was written, written for people.
    pub file: String,
    /// The copy has gone.
    pub removed_copy: bool,
}
