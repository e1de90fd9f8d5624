//! A person's own writing as the window shows it: drafts, their versions, and what publishing changes.

use arguendo_text::diff::Comparison;
use arguendo_text::edits::Piece;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Person, Target};

/// Where a draft is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DraftPlace {
    /// In the person's private data directory.
    Private,
    /// In the folder's directory for drafts, where the group can read it.
    Shared,
}

/// A draft in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftRow {
    /// The id: the argument of every command about it.
    #[ts(type = "number")]
    pub id: i64,
    /// Its title; empty if it has none yet.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// Where it is stored.
    pub place: DraftPlace,
    /// Somebody else shared it, so it belongs to the group.
    pub from_group: bool,
    /// The path of its file, as shown to people.
    pub file: String,
    /// The question that it answers, if that is in the folder.
    pub question: Option<Target>,
    /// The published response that it is a new version of.
    pub revises: Option<Target>,
    /// The number of words in its text.
    pub words: u32,
    /// When it was last changed, ms since 1970.
    #[ts(type = "number")]
    pub changed: i64,
    /// The journal has words that the file does not have, because a session ended without its last save.
    pub unsaved: bool,
}

/// A draft in the list of drafts that were put away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PutAwayRow {
    /// The id: the argument of `bring_back_draft` and `draft_versions`.
    #[ts(type = "number")]
    pub id: i64,
    /// Its title; empty if it has none.
    #[serde(serialize_with = "super::cut::title")]
    pub title: String,
    /// The former name of its file, or its former path in the folder.
    pub file: String,
    /// The number of words in its text.
    pub words: u32,
    /// When it was put away, ms since 1970.
    #[ts(type = "number")]
    pub at: i64,
}

/// A draft that is open for writing.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftPage {
    /// Its row in the list.
    pub row: DraftRow,
    /// The fields beside the text.
    pub fields: DraftFields,
    /// The text. Its lines end with line feeds only.
    pub body: String,
    /// The largest number of words that the question allows.
    pub word_limit: Option<u32>,
    /// The calendar day that answers are due, as the question writes it.
    pub due: Option<String>,
    /// The responses that it replies to.
    pub replies_to: Vec<ReplyTo>,
    /// The sequence number that the next `type_draft` must give.
    #[ts(type = "number")]
    pub sequence: u64,
    /// If a session ended without its last save: the two texts to choose between.
    pub recovery: Option<Recovery>,
    /// Why it cannot be edited, in a sentence; none if it can.
    pub read_only: Option<String>,
    /// Edits by somebody else in the text that the person has not seen; kept until `merge_seen`.
    pub unseen: Option<UnseenEdits>,
}

/// The fields beside the text of a draft. An empty string means that the field is missing.
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
    /// `contributors`: the slugs of the people who sign it, the author included, in order.
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
    /// The response, if it is in the folder.
    pub target: Option<Target>,
}

/// What a session that ended without its last save left behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Recovery {
    /// When the last change was written to the journal, ms since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// The number of words that the journal has and the file does not have.
    pub added: u32,
    /// The number of words that the file has and the journal does not have.
    pub removed: u32,
}

/// One change that a person made while writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Typed {
    /// A change of the text: replaced pieces, in ascending order, none touching another.
    Body {
        /// The pieces, by their positions in the text before this change.
        changes: Vec<Piece>,
    },
    /// All fields beside the text, as they are now.
    Fields {
        /// The fields.
        fields: DraftFields,
    },
}

/// A draft as the page holds it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Written {
    /// The fields beside the text.
    pub fields: DraftFields,
    /// The text. Its lines end with line feeds only.
    pub body: String,
}

/// How the words that the page sent are saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveState {
    /// The sequence number that the next `type_draft` must give.
    #[ts(type = "number")]
    pub sequence: u64,
    /// When the file last held all words, ms since 1970; none while it does not.
    #[ts(type = "number | null")]
    pub saved: Option<i64>,
    /// Why the file does not hold all words, in a sentence for the person. The journal holds them.
    pub trouble: Option<String>,
    /// The reason is that somebody else changed the file where the person changed the text. The conflict with
    /// the key `draft:` and the draft's id is then to be settled.
    pub outside: bool,
    /// Edits by somebody else that were merged into the text just now. They change the text, and `sequence`
    /// counts them.
    pub merged: Option<MergedIn>,
}

/// Edits by somebody else that did not touch the person's own and have been merged into the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MergedIn {
    /// The merged changes, by positions in the text before them. Changes typed in the meantime must be mapped
    /// over these.
    pub changes: Vec<Piece>,
    /// The fields as they are now.
    pub fields: DraftFields,
    /// The keys of the fields that changed.
    pub keys: Vec<String>,
    /// These edits, together with earlier ones that the person has not seen.
    pub unseen: UnseenEdits,
}

/// All edits by somebody else in the text of a draft that the person has not seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnseenEdits {
    /// When the last of them was merged, ms since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// The keys of the fields that they changed.
    pub keys: Vec<String>,
    /// The text without them, compared with the text when the last one was merged.
    #[serde(flatten)]
    pub comparison: Comparison,
}

/// What publishing or withdrawing will change in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublishPlan {
    /// The argument of `publish`. It ensures that what is done is what was shown.
    pub key: String,
    /// Each file that changes: the response, the question, a contributor, images.
    pub files: Vec<FileChange>,
    /// The slug by which the question lists the response.
    pub slug: String,
    /// What to consider first: no title, more words than allowed, past the due day, a quote whose source
    /// changed.
    pub warnings: Vec<String>,
}

/// The change of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileChange {
    /// Its path in the folder.
    pub path: String,
    /// What happens to it.
    pub what: FileFate,
    /// The changed lines with some context, as a unified diff without its header; empty for images.
    pub diff: String,
}

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FileFate {
    /// It is created.
    New,
    /// Some of its lines change.
    Changed,
    /// It is removed from the folder.
    Removed,
}

/// The result of publishing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Published {
    /// The response's path in the folder.
    pub response: String,
    /// The question's path, if the draft answers one.
    pub question: Option<String>,
    /// The argument of `undo`.
    #[ts(type = "number")]
    pub undo: i64,
}

/// The result of withdrawing a response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Withdrawn {
    /// The id of the draft that it has become.
    #[ts(type = "number")]
    pub draft: i64,
    /// The argument of `undo`.
    #[ts(type = "number")]
    pub undo: i64,
}

/// A passage that was quoted into a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuotedPassage {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// The document that it was quoted from; none if that is gone.
    pub source: Option<Target>,
    /// The path that it was quoted from.
    pub path: String,
    /// The passage.
    pub exact: String,
    /// The state of the source.
    pub state: QuotedState,
    /// The text that is now at the passage's place in the source, if that is certain.
    pub now: Option<String>,
}

/// The state of the source of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum QuotedState {
    /// The source has the passage unchanged.
    AsItWas,
    /// The source no longer has the passage unchanged.
    Changed,
    /// The source is no longer in the folder.
    Gone,
    /// The source is a response that is hidden for now.
    Hidden,
}

/// The person as the author of drafts.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WritingAs {
    /// The slug that the person signs with.
    pub slug: String,
    /// The person as others see them.
    pub person: Person,
    /// The first publishing will create a contributor's file from the profile.
    pub new: bool,
}

/// The profile that a person enters to sign with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ProfileEntries {
    /// The full name.
    pub name: String,
    /// The last name, for sorting.
    pub last_name: String,
    /// The position, such as "Professor of Law, York".
    pub position: String,
    /// The bio: a few sentences in Markdown.
    pub bio: String,
}

/// A person who can sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Signer {
    /// The slug that the person signs with.
    pub slug: String,
    /// The name.
    pub name: String,
    /// The position.
    pub position: Option<String>,
}
