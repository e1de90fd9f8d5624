//! A problem: one thing in the folder that a reader should know about, described in a sentence.

use serde::Serialize;

/// The kind of a problem. `dump` and `check` print its kebab-case name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// The front matter is not valid YAML, or exceeds the reading budget.
    FrontMatterInvalid,
    /// A Markdown file in a place for documents has no front matter, so it is not a document.
    NoFrontMatter,
    /// A key is written twice in the front matter; the last one counts.
    DuplicateKey,
    /// A key has a value of the wrong type, such as a list where a name is expected.
    UnexpectedValue,
    /// The date cannot be read.
    DateInvalid,
    /// `published: "false"`, in quotes. The document counts as published, as in Jekyll.
    PublishedIsText,
    /// The document has no title of its own.
    TitleMissing,
    /// The bytes are not UTF-8. They are shown with replacement characters, and the file is never written.
    InvalidUtf8,
    /// The file is larger than what is mirrored.
    TooLarge,
    /// The file cannot be read.
    Unreadable,
    /// A directory cannot be listed. Documents that were read in it before are shown as they were.
    DirectoryUnread,
    /// The text exceeds a limit of the renderer and is shown with less formatting than it has.
    TooComplex,
    /// A symbolic link that leads out of the folder, or to a directory. It is not followed.
    SymlinkNotFollowed,
    /// The file name is not one that every computer of a group can store (it is not UTF-8).
    NameUnreadable,
    /// A sync engine's conflict copy of another document.
    ConflictCopy,
    /// git has left two texts in the file, between its conflict markers.
    ConflictMarkers,
    /// Two documents of one kind have the same slug.
    DuplicateSlug,
    /// A response names a question that is not in the folder.
    QuestionUnknown,
    /// A question lists a response that is not in the folder.
    ResponseMissing,
    /// A response answers a response that is not in the folder.
    ReplyUnknown,
    /// A response names a contributor who is not in the folder.
    ContributorUnknown,
    /// A response names a contributor who is not published.
    ContributorUnpublished,
    /// A reference matches several documents, and none of them points back.
    ReferenceAmbiguous,
    /// A reference matches only if case, dashes and composed letters are ignored.
    ReferenceLoose,
    /// A response points to a question that does not list it.
    NotListed,
    /// `_config.yml` cannot be read and is ignored.
    ConfigInvalid,
}

impl ProblemCode {
    /// The kebab-case name, as printed and as stored in the mirror.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FrontMatterInvalid => "front-matter-invalid",
            Self::NoFrontMatter => "no-front-matter",
            Self::DuplicateKey => "duplicate-key",
            Self::UnexpectedValue => "unexpected-value",
            Self::DateInvalid => "date-invalid",
            Self::PublishedIsText => "published-is-text",
            Self::TitleMissing => "title-missing",
            Self::InvalidUtf8 => "invalid-utf8",
            Self::TooLarge => "too-large",
            Self::Unreadable => "unreadable",
            Self::DirectoryUnread => "directory-unread",
            Self::TooComplex => "too-complex",
            Self::SymlinkNotFollowed => "symlink-not-followed",
            Self::NameUnreadable => "name-unreadable",
            Self::ConflictCopy => "conflict-copy",
            Self::ConflictMarkers => "conflict-markers",
            Self::DuplicateSlug => "duplicate-slug",
            Self::QuestionUnknown => "question-unknown",
            Self::ResponseMissing => "response-missing",
            Self::ReplyUnknown => "reply-unknown",
            Self::ContributorUnknown => "contributor-unknown",
            Self::ContributorUnpublished => "contributor-unpublished",
            Self::ReferenceAmbiguous => "reference-ambiguous",
            Self::ReferenceLoose => "reference-loose",
            Self::NotListed => "not-listed",
            Self::ConfigInvalid => "config-invalid",
        }
    }
}

/// A problem in one document, as the parser found it. The code that stores it adds the document's path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The kind of problem.
    pub code: ProblemCode,
    /// The line in the file, counted from 1, if one can be named.
    pub line: Option<u32>,
    /// One sentence for the reader: what the problem is, where it is, and what it means.
    pub message: String,
}
