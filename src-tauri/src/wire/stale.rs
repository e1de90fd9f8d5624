//! What a change, on disk or by a command, has made stale on the page.

use serde::Serialize;
use ts_rs::TS;

/// Something that the page may show and that has changed: the page asks again for what it shows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Stale {
    /// Every page and list: too much has changed to list it, or the reader is another person.
    Everything,
    /// The left column, the counts and the lists of documents.
    Library,
    /// The pages of these documents.
    Documents {
        /// Their paths.
        paths: Vec<String>,
    },
    /// The person's drafts, including those that were put away.
    Drafts,
    /// An open draft: somebody else has changed its file or the response that it revises.
    Draft {
        /// The draft's id.
        #[ts(type = "number")]
        id: i64,
    },
    /// The drafts that others share with the group.
    GroupDrafts,
    /// The conflicts that are not settled.
    Conflicts,
    /// The list of unread documents.
    News,
    /// The record of who did what in the folder.
    Records,
    /// The list of what the program did.
    Activity,
}
