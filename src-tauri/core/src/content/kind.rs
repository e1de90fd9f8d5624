//! The four kinds of document.

/// The four kinds of document, told apart by the folder that they lie in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `_arguendo-questions/`, `questions/`
    Question,
    /// `_arguendo/`, `responses/`
    Response,
    /// `_contributors/`, `contributors/`
    Contributor,
    /// `_drafts/arguendo/`, `drafts/`
    Draft,
}
