//! A document: one Markdown file with front matter, read into values. Reading never fails.

mod content_hash;
mod fields;
mod reading;
mod salvaging;

pub use content_hash::content_hash;
pub use reading::{read, salvaged};

use arguendo_text::dates::Date;

use crate::content::kind::Kind;
use crate::content::problem::Problem;

/// The largest file whose body is mirrored, in bytes (the folder format allows 8 MiB).
pub const LARGEST_BODY: u64 = 8 * 1024 * 1024;
/// How much of a larger file is read for its front matter, in bytes.
pub const HEAD_OF_LARGE_FILE: usize = 512 * 1024;

/// One Markdown file with front matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The kind of document, known from the directory that it lies in.
    pub kind: Kind,
    /// The path inside the folder, with `/` between its parts. The primary key.
    pub path: String,
    /// The file name without its extension.
    pub stem: String,
    /// The effective slug: the one in the front matter, or else the stem without a leading date.
    pub slug: String,
    /// True if the front matter names the slug.
    pub has_own_slug: bool,
    /// The title. If none is written, it is made from the slug, as Jekyll does.
    pub title: String,
    /// The date, if one is written.
    pub date: Option<Date>,
    /// Whether it is published.
    pub published: bool,
    /// `description`; for a contributor, this is the position.
    pub description: Option<String>,
    /// `thesis`: one sentence.
    pub thesis: Option<String>,
    /// `stance`: a short label of the author's own.
    pub stance: Option<String>,
    /// `arguendo-question` as written: a reference to a question.
    pub question: Option<String>,
    /// `arguendo` of a question, as written: references to responses, in order.
    pub responses: Vec<String>,
    /// `contributors` as written, in order.
    pub contributors: Vec<String>,
    /// `responds-to` of a response.
    pub responds_to: Vec<RespondsTo>,
    /// `answers`: the numbers of the sub-questions that the response takes up.
    pub answers: Vec<u32>,
    /// `asks` of a question: its sub-questions.
    pub asks: Vec<String>,
    /// `revisits` of a question: a reference to an earlier question.
    pub revisits: Option<String>,
    /// `due` of a question.
    pub due: Option<Date>,
    /// `word-limit` of a question.
    pub word_limit: Option<u32>,
    /// `reveal: after-mine` of a question.
    pub reveal_after_mine: bool,
    /// `last_name` of a contributor.
    pub last_name: Option<String>,
    /// `image_path` of a contributor, as written.
    pub image: Option<String>,
    /// The Markdown below the front matter. If the front matter is broken, the whole text of the file.
    pub body: String,
    /// The line in the file on which `body` begins, counted from 1.
    pub body_line: u32,
    /// The front matter could not be read, so the body must be shown raw.
    pub broken: bool,
    /// The program must not write this file, because its bytes are not UTF-8.
    pub read_only: bool,
    /// What a reader should know, in the order of lines.
    pub problems: Vec<Problem>,
}

/// One entry of `responds-to`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RespondsTo {
    /// A reference to a response, as written.
    pub response: String,
    /// rebuts, supports, extends, qualifies, concedes or questions; none if the entry has no relation or an
    /// unknown one.
    pub relation: Option<String>,
    /// The passage that the response answers.
    pub quote: Option<String>,
}

/// What reading a Markdown file in a place for documents gave.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A document, perhaps with problems.
    Document(Box<Document>),
    /// A file without front matter: it is not a document, and the folder check counts it.
    NoFrontMatter(Problem),
}

#[cfg(test)]
mod tests;
