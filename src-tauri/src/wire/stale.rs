//! What a change, from outside or by a command, has made stale on the page.

use serde::Serialize;
use ts_rs::TS;

/// Something that the page may show, and that is not as it was: the page asks again for what it shows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Stale {
    /// Every page and list: too much changed to name it, or somebody else reads.
    Everything,
    /// The left column, the counts and the lists of documents.
    Library,
    /// The pages of these documents.
    Documents {
        /// Their paths.
        paths: Vec<String>,
    },
    /// The person's drafts, those that are put away among them.
    Drafts,
    /// One draft that is open: somebody else has changed its file, or the response that it revises.
    Draft {
        /// Its number.
        #[ts(type = "number")]
        id: i64,
    },
    /// The drafts that others share with the group.
    GroupDrafts,
    /// The open conflicts.
    Conflicts,
    /// What is unread.
    News,
    /// Who did what in the folder.
    Records,
    /// What the program did.
    Activity,
}
