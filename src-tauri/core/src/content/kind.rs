//! The four kinds of document.

/// The four kinds of document. The directory that a document lies in decides its kind.
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

impl Kind {
    /// All four kinds.
    pub const ALL: [Self; 4] = [Self::Question, Self::Response, Self::Contributor, Self::Draft];

    /// `question`, `response`, `contributor` or `draft`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Response => "response",
            Self::Contributor => "contributor",
            Self::Draft => "draft",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
