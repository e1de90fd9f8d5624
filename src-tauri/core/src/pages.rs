//! The values that a page of the window shows. They cross the wire, and the UI's types are generated from
//! them.

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

/// The left column: an overview of the folder.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Library {
    /// The folder's name as shown to people: the title in `_config.yml`, or else the directory's name.
    #[serde(serialize_with = "cut::title")]
    pub title: String,
    /// Published questions, newest first, undated last.
    pub questions: Vec<QuestionRow>,
    /// The number of published responses on the Unfiled shelf.
    pub unfiled: u32,
    /// The number of documents that are not published.
    pub unpublished: u32,
    /// The number of problems that the folder check reports.
    pub problems: u32,
    /// The number of documents in total.
    pub documents: u32,
}

/// The current day, by which due days are counted: in the folder's time zone if it names one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Today {
    /// `2021-05-24`
    pub day: String,
    /// When the next day begins, ms since 1970.
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
    /// Its date is in the future.
    pub scheduled: bool,
    /// The number of published responses that belong to it.
    pub responses: u32,
    /// The number of responses that it lists but that are not in the folder.
    pub missing: u32,
    /// The calendar day that answers are due, as written.
    pub due: Option<String>,
    /// The responses of others are hidden, and not counted, until the reader has published one.
    pub closed: bool,
}

/// A document that can be opened.
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

/// A person who signed a response.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// The path of the contributor's document; none if the contributor is unknown or not published.
    pub path: Option<String>,
    /// The name; the slug if the contributor is unknown or not published.
    #[serde(serialize_with = "cut::title")]
    pub name: String,
    /// The position, such as "Professor of Law, York".
    #[serde(serialize_with = "cut::title")]
    pub position: Option<String>,
    /// The path of the photo inside the folder, if the photo is there. Shown through the `content:` scheme.
    pub image: Option<String>,
    /// The bio as HTML. Only filled in on a response's own page and on the contributor's page.
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
    /// Its date is in the future.
    pub scheduled: bool,
    /// Who signed it, in order.
    pub people: Vec<Person>,
    /// The thesis, if there is one.
    #[serde(serialize_with = "cut::line")]
    pub thesis: Option<String>,
    /// The description, or else the beginning of the text, as plain text.
    #[serde(serialize_with = "cut::line")]
    pub excerpt: String,
    /// The stance, if there is one.
    #[serde(serialize_with = "cut::title")]
    pub stance: Option<String>,
    /// The number of words in the text.
    pub words: u32,
    /// The time it takes to read, in minutes; at least 1.
    pub minutes: u32,
    /// How it is linked to the question on whose page it is; none on other pages.
    pub link: Option<Link>,
    /// The responses that it replies to and that are in the folder.
    pub replies_to: Vec<Target>,
    /// Its front matter cannot be read at present.
    pub broken: bool,
}

/// One entry in the list of a question's responses.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Entry {
    /// A response that is in the folder.
    Response {
        /// The response.
        card: ResponseCard,
    },
    /// A listed response that is not in the folder, or cannot be read.
    Missing {
        /// The name as the question writes it.
        #[serde(serialize_with = "cut::title")]
        slug: String,
        /// The path of a file with that name that cannot be read as a response.
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

/// Screen 1: a question with its responses.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuestionPage {
    /// Its path.
    pub path: String,
    /// A hash of its content, as a string: the argument of `mark_read`.
    pub wording: String,
    /// Its title.
    #[serde(serialize_with = "cut::whole")]
    pub title: String,
    /// The calendar day as written.
    pub day: Option<String>,
    /// Its date is in the future.
    pub scheduled: bool,
    /// The text as HTML.
    pub html: String,
    /// The headings in the text.
    pub contents: Vec<Heading>,
    /// Its sub-questions.
    #[serde(serialize_with = "cut::line")]
    pub asks: Vec<String>,
    /// The calendar day that answers are due, as written.
    pub due: Option<String>,
    /// The largest number of words that an answer may have.
    pub word_limit: Option<u32>,
    /// The earlier question that it revisits.
    pub revisits: Option<Target>,
    /// Its responses, in the question's order, then those that only point back.
    pub entries: Vec<Entry>,
    /// If it has `reveal: after-mine`: whether its round is open to the reader.
    pub round: Option<Round>,
    /// The notices above the text.
    pub notices: Vec<Notice>,
}

/// A link between a response and a reply to it, as either side shows it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Reply {
    /// rebuts, supports, extends, qualifies, concedes or questions.
    pub relation: Option<String>,
    /// The passage that it answers.
    #[serde(serialize_with = "cut::whole")]
    pub quote: Option<String>,
    /// The response at the other end, if it is in the folder.
    pub card: Option<ResponseCard>,
    /// The reference as written.
    pub slug: String,
}

/// Screen 2: a response with what surrounds it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResponsePage {
    /// The response as a card, without its excerpt.
    pub card: ResponseCard,
    /// The whole title; the card may show only its beginning.
    #[serde(serialize_with = "cut::whole")]
    pub title: String,
    /// The whole thesis; the card may show only its beginning.
    #[serde(serialize_with = "cut::whole")]
    pub thesis: Option<String>,
    /// A hash of its content, as a string: the argument of `mark_read`.
    pub wording: String,
    /// The question that it belongs to; none on the Unfiled shelf.
    pub question: Option<Target>,
    /// If the question is not in the folder: its name as written, with similar slugs.
    pub unfiled: Option<String>,
    /// The text as HTML; if `raw`, plain text to be shown unchanged.
    pub html: String,
    /// The text could not be read as a document and is shown unchanged.
    pub raw: bool,
    /// The headings in the text.
    pub contents: Vec<Heading>,
    /// The responses that it replies to.
    pub replies_to: Vec<Reply>,
    /// The replies to it.
    pub replies: Vec<Reply>,
    /// The other responses to the question, in the question's order.
    pub others: Vec<ResponseCard>,
    /// The path of the response before it in the question's order.
    pub previous: Option<String>,
    /// The path of the response after it in the question's order.
    pub next: Option<String>,
    /// The notices above the text.
    pub notices: Vec<Notice>,
}

/// A contributor and the responses that they signed.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ContributorPage {
    /// The contributor, with the bio.
    pub person: Person,
    /// Their published responses, newest first.
    pub responses: Vec<ResponseCard>,
    /// The responses to some questions are hidden for now, so there may be more.
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
    /// Why it is there: its question is not in the folder (as written, with similar slugs), or it names none.
    /// None while it is being edited.
    #[serde(serialize_with = "cut::line")]
    pub because: Option<String>,
}

/// A document on the Unpublished list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unpublished {
    /// The document.
    pub target: Target,
    /// The calendar day as written.
    pub day: Option<String>,
}

/// One problem in the folder.
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
    /// The document to open, if the file is one.
    pub target: Option<Target>,
}

/// The results of a search.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchResults {
    /// The query that these results belong to.
    pub query: String,
    /// The number of documents that match.
    pub total: u32,
    /// More documents match than `total`, too many to rank. Those with the words in a title, thesis or name
    /// come first.
    pub more: bool,
    /// The best matches.
    pub hits: Vec<Hit>,
    /// The responses to some questions are hidden for now, so there may be more.
    pub hides: bool,
}

/// One document that matches.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    /// The document.
    pub target: Target,
    /// The people who signed it, in one line.
    #[serde(serialize_with = "cut::line")]
    pub people: String,
    /// The title of the question that it belongs to.
    #[serde(serialize_with = "cut::title")]
    pub question: Option<String>,
    /// The passage that matches, in marked and unmarked parts.
    pub snippet: Vec<SnippetPart>,
    /// All forms in which its text has the words of the query, each form once.
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
