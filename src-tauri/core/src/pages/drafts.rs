//! What the window shows of a person's own writing: drafts, their versions, and what publishing will change.

use arguendo_text::diff::Comparison;
use arguendo_text::edits::Piece;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Person, Target};

/// Where a draft lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DraftPlace {
    /// In the person's own data folder.
    Private,
    /// In the folder's place for drafts, where the group can read it.
    Shared,
}

/// A draft in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftRow {
    /// What every command about it takes.
    #[ts(type = "number")]
    pub id: i64,
    /// Its title; empty while it has none.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// Where it lies.
    pub place: DraftPlace,
    /// Somebody else has shared it: it is the group's.
    pub from_group: bool,
    /// Where that is, written for people.
    pub file: String,
    /// The question that it answers, where that is in the folder.
    pub question: Option<Target>,
    /// The published response that it is a new version of.
    pub revises: Option<Target>,
    /// Words of its text.
    pub words: u32,
    /// When it was last changed, ms since 1970.
    #[ts(type = "number")]
    pub changed: i64,
    /// Words are in the journal that are not in the file: a session ended without its last save.
    pub unsaved: bool,
}

/// A draft that was put away, in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PutAwayRow {
    /// What `bring_back_draft` and `draft_versions` take.
    #[ts(type = "number")]
    pub id: i64,
    /// Its title; empty where it has none.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// The name of its file, or its path in the folder, as it was.
    pub file: String,
    /// Words of its text.
    pub words: u32,
    /// When it was put away, ms since 1970.
    #[ts(type = "number")]
    pub at: i64,
}

/// A draft as it is written in.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftPage {
    /// What the list shows of it.
    pub row: DraftRow,
    /// What is written beside the text.
    pub fields: DraftFields,
    /// The text, its lines ended by line feeds alone.
    pub body: String,
    /// What the question allows: the most words.
    pub word_limit: Option<u32>,
    /// The calendar day that answers are due, as the question writes it.
    pub due: Option<String>,
    /// The response that it replies to, where that is in the folder.
    pub replies_to: Vec<ReplyTo>,
    /// The change that the next `type_draft` must name.
    #[ts(type = "number")]
    pub sequence: u64,
    /// Where a session ended without its last save: what to choose between.
    pub recovery: Option<Recovery>,
    /// It cannot be written in, and why, in a sentence.
    pub read_only: Option<String>,
    /// The edits of somebody else that came into the text, until `merge_seen`.
    pub unseen: Option<UnseenEdits>,
}

/// What is written beside the text of a draft. An empty string is a field that is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct DraftFields {
    /// `title`
    pub title: String,
    /// `thesis`: one sentence.
    pub thesis: String,
    /// `stance`: a short label of the author's own.
    pub stance: String,
    /// `description`
    pub description: String,
    /// `contributors`: slugs of those who sign it, the author among them, in order.
    pub contributors: Vec<String>,
    /// `lang`: the language of the text, such as `en-GB`.
    pub language: String,
}

/// A response that a draft replies to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReplyTo {
    /// The reference as written.
    pub slug: String,
    /// rebuts, supports, extends, qualifies, concedes or questions.
    pub relation: Option<String>,
    /// The response, where it is in the folder.
    pub target: Option<Target>,
}

/// A session that ended without its last save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Recovery {
    /// When the last change was written to the journal, ms since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Words that the journal has and the file has not.
    pub added: u32,
    /// Words that the file has and the journal has not.
    pub removed: u32,
}

/// One change that a person made while writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Typed {
    /// In the text: pieces replaced, in ascending order, none touching another.
    Body {
        /// The pieces, by their places in the text before this change.
        changes: Vec<Piece>,
    },
    /// The fields beside the text, all of them, as they are now.
    Fields {
        /// The fields.
        fields: DraftFields,
    },
}

/// A draft as a page has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Written {
    /// What is written beside the text.
    pub fields: DraftFields,
    /// The text, its lines ended by line feeds alone.
    pub body: String,
}

/// How the words that were sent are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Kept {
    /// The change that the next `type_draft` must name.
    #[ts(type = "number")]
    pub sequence: u64,
    /// When the file last held all words, ms since 1970; none while it does not.
    #[ts(type = "number | null")]
    pub saved: Option<i64>,
    /// Why the file does not hold them, for the person. The words are in the journal all the same.
    pub trouble: Option<String>,
    /// It is because somebody else has changed the file where the person has too: the conflict `draft:` and the draft's
    /// number says what becomes of it.
    pub outside: bool,
    /// With this, edits of somebody else came into the text: it is another one than before, and `sequence` counts that.
    pub merged: Option<MergedIn>,
}

/// Edits of somebody else that did not touch the person's own, and are in the text now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MergedIn {
    /// What came into the text, by places in the text as it was before. Changes that are typed meanwhile are to be mapped over it.
    pub changes: Vec<Piece>,
    /// The fields as they are now.
    pub fields: DraftFields,
    /// The fields' keys that changed with it.
    pub keys: Vec<String>,
    /// This, and what came before it and is unseen as well.
    pub unseen: UnseenEdits,
}

/// All edits of somebody else that are in the text of a draft and that the person has not seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnseenEdits {
    /// When the last of them came, ms since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// The fields' keys that they changed.
    pub keys: Vec<String>,
    /// The text without them, compared with the text as it was when the last came.
    #[serde(flatten)]
    pub comparison: Comparison,
}

/// What publishing, or taking it back, will change in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublishPlan {
    /// What `publish` takes, so that what is done is what was shown.
    pub key: String,
    /// Each file that changes: the response, the question, a contributor, pictures.
    pub files: Vec<FileChange>,
    /// The slug by which the question lists the response.
    pub slug: String,
    /// What to think about before: no title, more words than allowed, past the due day, a quote whose source changed.
    pub warnings: Vec<String>,
}

/// What changes in one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileChange {
    /// Its path in the folder.
    pub path: String,
    /// What becomes of it.
    pub what: FileFate,
    /// The lines that change, with some around them, as a unified diff without its heading; empty for pictures.
    pub diff: String,
}

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FileFate {
    /// It is made.
    New,
    /// Lines of it change.
    Changed,
    /// It leaves the folder.
    Removed,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Published {
    /// The response's path in the folder.
    pub response: String,
    /// The question's path, where the draft answers one.
    pub question: Option<String>,
    /// What `undo` takes.
    #[ts(type = "number")]
    pub undo: i64,
}

/// A response that was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Withdrawn {
    /// The draft that it is now.
    #[ts(type = "number")]
    pub draft: i64,
    /// What `undo` takes.
    #[ts(type = "number")]
    pub undo: i64,
}

/// A passage that was quoted into a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuotedPassage {
    /// Its number.
    #[ts(type = "number")]
    pub id: i64,
    /// Where it is from; none where that has gone.
    pub source: Option<Target>,
    /// The path that it was quoted from.
    pub path: String,
    /// The passage.
    pub exact: String,
    /// The state of the source.
    pub state: QuotedState,
    /// What the source has now in the passage's place, where that is certain.
    pub now: Option<String>,
}

/// The state of the source of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum QuotedState {
    /// The passage is in it as it was.
    AsItWas,
    /// The passage is not in it as it was.
    Changed,
    /// It is not in the folder any more.
    Gone,
    /// It is a response that is hidden for now.
    Hidden,
}

/// Who the person writes as.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WritingAs {
    /// The slug that signs.
    pub slug: String,
    /// The person as others see them.
    pub person: Person,
    /// The profile becomes a contributor's file with the first publishing.
    pub new: bool,
}

/// What a person enters to sign with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ProfileEntries {
    /// The whole name.
    pub name: String,
    /// The last name, to sort by.
    pub last_name: String,
    /// Such as "Professor of Law, York".
    pub position: String,
    /// A few sentences, Markdown.
    pub bio: String,
}

/// Somebody that can sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Signer {
    /// The slug that signs.
    pub slug: String,
    /// The name.
    pub name: String,
    /// The position.
    pub position: Option<String>,
}
