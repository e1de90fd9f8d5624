//! Which paths of a folder are documents, of which kind, which are skipped, and which look like conflict copies.

use crate::document::Kind;
use crate::site_config::SiteConfig;

/// What a path inside the folder means, from its name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A Markdown file in a place for documents.
    Document(Kind),
    /// Anything else that may lie in a folder: images, other collections' texts.
    Other,
    /// Skipped: hidden, temporary, a sync engine's or an editor's own, or excluded by `_config.yml`.
    Skipped,
}

/// The place of the file at `path` (inside the folder, parts divided by `/`).
#[must_use]
pub fn of_file(path: &str, config: &SiteConfig) -> Place {
    let _ = (path, config);
    Place::Other
}

/// Whether the directory at `path` can hold documents, so that it is walked and watched. The root is `""`.
#[must_use]
pub fn walks_into(path: &str, config: &SiteConfig) -> bool {
    let _ = (path, config);
    true
}

/// The path of the document that the file at `path` would be a sync engine's conflict copy of, from its name alone.
/// A name alone proves nothing: the caller checks that both claim the same question and title or slug. Several are
/// possible for one name; the most telling reading first.
#[must_use]
pub fn conflict_bases(path: &str) -> Vec<String> {
    let _ = path;
    Vec::new()
}
