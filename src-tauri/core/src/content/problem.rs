//! A problem: one thing in the folder that a reader should know about, said in a sentence.

use serde::Serialize;

/// What kind of problem it is. The kebab-case name is what `dump` and `check` print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// The front matter is not valid YAML, or goes over the reading budget.
    FrontMatterInvalid,
    /// A Markdown file in a place for documents has no front matter, so it is not a document.
    NoFrontMatter,
    /// A key is written twice in the front matter; the last one counts.
    DuplicateKey,
    /// A key holds something that it cannot mean, such as a list where a name is expected.
    UnexpectedValue,
    /// The date cannot be read.
    DateInvalid,
    /// `published: "false"`, in quotes, is published, as Jekyll does it.
    PublishedIsText,
    /// The document has no title of its own.
    TitleMissing,
    /// The bytes are not UTF-8; shown with replacement marks, never written.
    InvalidUtf8,
    /// The file is over the size that is mirrored.
    TooLarge,
    /// The file cannot be read.
    Unreadable,
    /// A directory cannot be listed: what was read in it before is shown as it was.
    DirectoryUnread,
    /// The text goes over a limit of the renderer and is shown plainer than it is written.
    TooComplex,
    /// A link in the file system leads out of the folder, or to a directory, and is not followed.
    SymlinkNotFollowed,
    /// The name is not one that every computer of a group can hold (not UTF-8).
    NameUnreadable,
    /// A sync engine's conflict copy of another document.
    ConflictCopy,
    /// git has left two texts in the file, between its marks.
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
    /// A reference matches only when case, dashes and composed letters are ignored.
    ReferenceLoose,
    /// A response points to a question that does not list it.
    NotListed,
    /// `_config.yml` cannot be read; it is left out of account.
    ConfigInvalid,
}

impl ProblemCode {
    /// Its kebab-case name, as printed and as kept in the mirror.
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

/// A problem in one document, as the parser found it. The document's path is added by whoever keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind.
    pub code: ProblemCode,
    /// Line in the file, counted from 1, where one can be named.
    pub line: Option<u32>,
    /// One sentence for the reader: what, where, what it means.
    pub message: String,
}
