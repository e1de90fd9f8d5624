//! Conflicts as the window shows them: two texts of one document that differ, and how a person settles them.

use arguendo_text::diff::ComparedPiece;
use arguendo_text::merge::{Field, FieldValue, MergeState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Target;

/// What kind of conflict it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictKind {
    /// Somebody else changed the file of a draft while the person was writing.
    Draft,
    /// A sync engine has put a second file beside the document.
    Copy,
    /// git has written both texts into the file, between its markers.
    Markers,
    /// A text that was published or settled here was overwritten by a text that was not made from it.
    Replaced,
}

/// A conflict in a list that has not been settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConflictRow {
    /// The key: the argument of every command about it.
    pub key: String,
    /// What kind it is.
    pub kind: ConflictKind,
    /// The document's title; empty if it has none.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// The path of the document's file, as shown to people.
    pub file: String,
    /// The path of the file with the second text, if it is another file.
    pub copy: Option<String>,
    /// The draft's id.
    #[ts(type = "number | null")]
    pub draft: Option<i64>,
    /// The document in the folder, if it is there and can be read.
    pub target: Option<Target>,
    /// The sync engine's name as shown to people; git if its markers are in the file.
    pub engine: Option<String>,
    /// The device or person named by the copy's name or by git's marker.
    pub from: Option<String>,
    /// The day, and the time if known, from the copy's name, such as `2024-01-31 23:59`.
    pub at: Option<String>,
    /// The file with the second text no longer exists.
    pub gone: bool,
}

/// What one of the two texts is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SideName {
    /// The text that the person wrote here.
    Yours,
    /// The text in the file, in the folder or of the draft.
    InFile,
    /// The text of the sync engine's copy: see `engine`, `from` and `at` of the row.
    Copy,
    /// The text above git's middle marker.
    Above,
    /// The text below git's middle marker.
    Below,
}

/// A conflict to be settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConflictPage {
    /// Its row in the list.
    pub row: ConflictRow,
    /// The argument of `settle_conflict` and `keep_both`. It ensures that what is settled is what was shown.
    pub token: String,
    /// What the text called "mine" is.
    pub mine: SideName,
    /// What the text called "theirs" is.
    pub theirs: SideName,
    /// The common ancestor of both texts is known. Without it, the person must choose at every difference.
    pub has_base: bool,
    /// The keys of the front matter, in order.
    pub fields: Vec<Field>,
    /// The text's paragraphs, in order.
    pub parts: Vec<ConflictPart>,
    /// The number of fields and parts in conflict.
    pub open: u32,
    /// Why it cannot be settled part by part, in a sentence: not UTF-8, unreadable front matter, or a missing
    /// file. Then there are no fields and parts, but `settle_whole` and `keep_both` can be used.
    pub whole: Option<String>,
    /// Set if the copy can be removed when the conflict is settled.
    pub removal: Option<CopyRemoval>,
    /// `keep_both` can be used.
    pub can_keep_both: bool,
}

/// What to know before the copy of a sync engine is removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CopyRemoval {
    /// Whether the window suggests removing it.
    pub suggested: bool,
    /// What the engine would unexpectedly do with it, in a sentence.
    pub trap: Option<String>,
}

/// One paragraph, or several that cannot be separated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConflictPart {
    /// Its state. If it is the same in both texts, only `merged` is filled in.
    pub state: MergeState,
    /// The ancestor of both; none if the ancestor did not have it or is not known.
    pub base: Option<String>,
    /// Mine; none if my text does not have it.
    pub mine: Option<String>,
    /// Theirs; none if their text does not have it.
    pub theirs: Option<String>,
    /// The merged text; none in a conflict. Empty if the paragraph is removed.
    pub merged: Option<String>,
    /// Mine, compared with the ancestor. If that is not known, `added` is what theirs does not have.
    pub mine_pieces: Vec<ComparedPiece>,
    /// Theirs, in the same way.
    pub theirs_pieces: Vec<ComparedPiece>,
}

/// How a person settles a conflict. What is not listed stays as merged; everything in conflict must be
/// listed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Settlement {
    /// The settled keys of the front matter.
    pub fields: Vec<SettledField>,
    /// The settled parts.
    pub parts: Vec<SettledPart>,
    /// Whether to remove the sync engine's copy.
    pub remove_copy: bool,
}

/// A settled key of the front matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettledField {
    /// The key.
    pub key: String,
    /// Its value.
    pub value: FieldValue,
}

/// A settled part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettledPart {
    /// Its index in `parts` of the page, from 0.
    pub number: u32,
    /// Its text, which may have several paragraphs; empty to remove the part.
    pub text: String,
}

/// Which of the two whole texts to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WholeSide {
    /// Mine.
    Mine,
    /// Theirs.
    Theirs,
}

/// The result of settling a conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Settled {
    /// The argument of `undo`.
    #[ts(type = "number")]
    pub undo: i64,
    /// The id of the draft whose text was settled, or that now holds the second text.
    #[ts(type = "number | null")]
    pub draft: Option<i64>,
    /// The path of the file that was written, as shown to people.
    pub file: String,
    /// The copy was removed.
    pub removed_copy: bool,
}
