//! What a page of the window shows: the values that cross the wire. The UI's types are generated from these.

pub mod conflicts;
mod cut;
pub mod drafts;
pub mod dump;
pub mod folder_check;
pub mod group;
pub mod news;
pub mod reading;
pub mod records;
pub mod search;
pub mod sharing;

use arguendo_text::markdown::Heading;
use serde::Serialize;
use ts_rs::TS;

use crate::content::rounds::Round;
use crate::mirror::DocumentRow;
use crate::mirror::links::Link;

/// The left column: everything in the folder at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Library {
    /// The folder's name for people: `_config.yml`'s title, else the directory's name.
    #[serde(serialize_with = "cut::title")]
    pub title: String,
    /// Published questions, newest first, undated last.
    pub questions: Vec<QuestionRow>,
    /// How many published responses are on the Unfiled shelf.
    pub unfiled: u32,
    /// How many documents are not published.
    pub unpublished: u32,
    /// How many problems the folder check counts.
    pub problems: u32,
    /// How many documents there are in all.
    pub documents: u32,
}

/// The day by which people in this folder count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Today {
    /// `2021-05-24`
    pub day: String,
    /// When the next one begins, ms since 1970.
    #[ts(type = "number")]
    pub turns: i64,
}

/// A question in the left column.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuestionRow {
    /// Its path.
    pub path: String,
    /// Its title.
    #[serde(serialize_with = "cut::title")]
    pub title: String,
    /// The calendar day as written.
    pub day: Option<String>,
    /// Its date lies in the future.
    pub scheduled: bool,
    /// Published responses that belong to it.
    pub responses: u32,
    /// Listed responses that have not arrived.
    pub missing: u32,
    /// The calendar day that answers are due, as written.
    pub due: Option<String>,
    /// The others' responses are hidden, and not counted, until the reader has published one.
    pub closed: bool,
}

/// Where something can be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Target {
    /// `question`, `response`, `contributor` or `draft`.
    pub kind: String,
    /// The document's path.
    pub path: String,
    /// Its title, or a contributor's name.
    #[serde(serialize_with = "cut::title")]
    pub title: String,
}

impl From<&DocumentRow> for Target {
    fn from(row: &DocumentRow) -> Self {
        Self {
            kind: row.kind.name().to_owned(),
            path: row.path.clone(),
            title: row.title.clone(),
        }
    }
}

/// Someone who signed a response.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// The contributor's document; none where the contributor is unknown or not published.
    pub path: Option<String>,
    /// The name; the slug where the contributor is unknown or not published.
    #[serde(serialize_with = "cut::title")]
    pub name: String,
    /// The position, such as "Professor of Law, York".
    #[serde(serialize_with = "cut::title")]
    pub position: Option<String>,
    /// The photo's path inside the folder, where the folder holds it. Shown by the `content:` scheme.
    pub image: Option<String>,
    /// The bio as HTML; only on a response's own page and the contributor's.
    pub bio_html: Option<String>,
}

/// A response as a card.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResponseCard {
    /// Its path.
    pub path: String,
    /// Its title.
    #[serde(serialize_with = "cut::title")]
    pub title: String,
    /// The calendar day as written.
    pub day: Option<String>,
    /// Its date lies in the future.
    pub scheduled: bool,
    /// Who signed it, in order.
    pub people: Vec<Person>,
    /// The thesis, where one is declared.
    #[serde(serialize_with = "cut::line")]
    pub thesis: Option<String>,
    /// The beginning of the text (or its description), as plain text.
    #[serde(serialize_with = "cut::line")]
    pub excerpt: String,
    /// The stance, where one is declared.
    #[serde(serialize_with = "cut::title")]
    pub stance: Option<String>,
    /// Words in the text.
    pub words: u32,
    /// Minutes it takes to read, at least 1.
    pub minutes: u32,
    /// How it hangs on the question whose page it is on; none elsewhere.
    pub link: Option<Link>,
    /// The responses that it answers, where they are in the folder.
    pub replies_to: Vec<Target>,
    /// Its front matter cannot be read at present.
    pub broken: bool,
}

/// One place in the order of a question's responses.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Entry {
    /// A response that is here.
    Response {
        /// The response.
        card: ResponseCard,
    },
    /// Listed, but not arrived yet, or not to be read.
    Missing {
        /// The reference as the question writes it.
        #[serde(serialize_with = "cut::title")]
        slug: String,
        /// The file that is called so, but cannot be read as a response.
        file: Option<String>,
    },
}

/// A notice above a text: the last good version is shown, the text is cut, and so on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Notice {
    /// A problem's code, or `last-good`, `raw`, `unpublished`, `conflict-copy`, `conflict-copy-beside`.
    pub code: String,
    /// One sentence.
    #[serde(serialize_with = "cut::line")]
    pub message: String,
}

/// Screen 1: a question.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuestionPage {
    /// Its path.
    pub path: String,
    /// A number, as a string, that stands for what it says: what `mark_read` takes.
    pub wording: String,
    /// Its title.
    #[serde(serialize_with = "cut::whole")]
    pub title: String,
    /// The calendar day as written.
    pub day: Option<String>,
    /// Its date lies in the future.
    pub scheduled: bool,
    /// The text.
    pub html: String,
    /// Its headings.
    pub contents: Vec<Heading>,
    /// Its sub-questions.
    #[serde(serialize_with = "cut::line")]
    pub asks: Vec<String>,
    /// The calendar day that answers are due, as written.
    pub due: Option<String>,
    /// The most words an answer may have.
    pub word_limit: Option<u32>,
    /// The earlier question that it revisits.
    pub revisits: Option<Target>,
    /// Its responses, in the question's order, then those that only point back.
    pub entries: Vec<Entry>,
    /// Where it has `reveal: after-mine`: whether it is open to the reader.
    pub round: Option<Round>,
    /// The notices above the text.
    pub notices: Vec<Notice>,
}

/// A reply, seen from either end.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Reply {
    /// rebuts, supports, extends, qualifies, concedes or questions.
    pub relation: Option<String>,
    /// The passage that it answers.
    #[serde(serialize_with = "cut::whole")]
    pub quote: Option<String>,
    /// The response at the other end, where it is in the folder.
    pub card: Option<ResponseCard>,
    /// The reference as written.
    pub slug: String,
}

/// Screen 2: a response.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResponsePage {
    /// The response as a card, without its excerpt.
    pub card: ResponseCard,
    /// Its title, of which a card may show no more than a beginning.
    #[serde(serialize_with = "cut::whole")]
    pub title: String,
    /// Its thesis, in the same way.
    #[serde(serialize_with = "cut::whole")]
    pub thesis: Option<String>,
    /// A number, as a string, that stands for what it says: what `mark_read` takes.
    pub wording: String,
    /// The question that it belongs to; none on the Unfiled shelf.
    pub question: Option<Target>,
    /// The question as written, and near slugs, where it is not in the folder.
    pub unfiled: Option<String>,
    /// The text. Where `raw`, plain text to be shown as it is.
    pub html: String,
    /// The text could not be read as a document and is shown as it is.
    pub raw: bool,
    /// Its headings.
    pub contents: Vec<Heading>,
    /// What it replies to.
    pub replies_to: Vec<Reply>,
    /// The replies to it.
    pub replies: Vec<Reply>,
    /// The other responses to the question, in its order.
    pub others: Vec<ResponseCard>,
    /// The response before it in the question's order.
    pub previous: Option<String>,
    /// The response after it in the question's order.
    pub next: Option<String>,
    /// The notices above the text.
    pub notices: Vec<Notice>,
}

/// A contributor and what they signed.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ContributorPage {
    /// The person, with the bio.
    pub person: Person,
    /// Their published responses, newest first.
    pub responses: Vec<ResponseCard>,
    /// Responses to some questions are hidden for now: there may be more.
    pub hides: bool,
    /// The notices above the text.
    pub notices: Vec<Notice>,
}

/// A response on the Unfiled shelf.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unfiled {
    /// The response.
    pub card: ResponseCard,
    /// Why it is there: the question as written and near slugs, or that it names none. None while it is being edited.
    #[serde(serialize_with = "cut::line")]
    pub because: Option<String>,
}

/// A document on the Unpublished list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unpublished {
    /// What and where.
    pub target: Target,
    /// The calendar day as written.
    pub day: Option<String>,
}

/// One problem of the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProblemRow {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The problem's code.
    pub code: String,
    /// One sentence.
    #[serde(serialize_with = "cut::line")]
    pub message: String,
    /// The document to open, where the file is one.
    pub target: Option<Target>,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchResults {
    /// The query that this answers.
    pub query: String,
    /// How many documents match.
    pub total: u32,
    /// There are more than `total`, which are too many to rank: those with the words in a title, thesis or name come first.
    pub more: bool,
    /// The best of them.
    pub hits: Vec<Hit>,
    /// Responses to some questions are hidden for now: there may be more.
    pub hides: bool,
}

/// One document that matches.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    /// What and where.
    pub target: Target,
    /// Who signed it, one line.
    #[serde(serialize_with = "cut::line")]
    pub people: String,
    /// The question's title.
    #[serde(serialize_with = "cut::title")]
    pub question: Option<String>,
    /// The passage, marked and unmarked in turn.
    pub snippet: Vec<SnippetPart>,
    /// All that matches in its text, as the text has it, each form once.
    #[serde(serialize_with = "cut::title")]
    pub forms: Vec<String>,
}

/// A piece of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SnippetPart {
    /// The words.
    #[serde(serialize_with = "cut::line")]
    pub text: String,
    /// Whether they match the query.
    pub marked: bool,
}
