//! A document: one Markdown file with front matter, read into values. Reading never fails.

mod content_hash;
mod fields;
mod reading;
mod salvaging;

pub use content_hash::wording;
pub use reading::{read, salvaged};

use arguendo_text::dates::Date;

use crate::content::kind::Kind;
use crate::content::problem::Problem;

/// A largest file that is mirrored with its body, in bytes (folder-format: 8 MiB).
pub const LARGEST_BODY: u64 = 8 * 1024 * 1024;
/// How much of a larger file is read for its front matter, in bytes.
pub const HEAD_OF_LARGE_FILE: usize = 512 * 1024;

/// One Markdown file with front matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What it is, from the folder it lies in.
    pub kind: Kind,
    /// Its path inside the folder, parts divided by `/`. The primary key.
    pub path: String,
    /// The file name without its extension.
    pub stem: String,
    /// The effective slug: the front matter's, else the stem without a date in front.
    pub slug: String,
    /// The front matter names the slug.
    pub has_own_slug: bool,
    /// The title; where none is written, one made from the slug as Jekyll does.
    pub title: String,
    /// The date, where one is written.
    pub date: Option<Date>,
    /// Whether it is published.
    pub published: bool,
    /// `description`: of a contributor, the position.
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
    /// `answers`: which numbered sub-questions it takes up.
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
    /// The Markdown below the front matter. Where the front matter is broken, the whole text of the file.
    pub body: String,
    /// Line in the file, counted from 1, on which `body` begins.
    pub body_line: u32,
    /// The front matter could not be read: the body is to be shown raw.
    pub broken: bool,
    /// The bytes are not ours to write (not UTF-8).
    pub read_only: bool,
    /// What a reader should know, in the order of lines.
    pub problems: Vec<Problem>,
}

/// One entry of `responds-to`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RespondsTo {
    /// A reference to a response, as written.
    pub response: String,
    /// rebuts, supports, extends, qualifies, concedes or questions; absent where none or another word is written.
    pub relation: Option<String>,
    /// The passage that it answers.
    pub quote: Option<String>,
}

/// What a Markdown file in a place for documents turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A document, perhaps with problems.
    Document(Box<Document>),
    /// No front matter: not a document, counted in the folder check.
    NoFrontMatter(Problem),
}

#[cfg(test)]
mod tests;
