//! What a path in a folder means: a document of some kind, a skipped file, or something else.

mod conflict_names;
mod conflict_words;
mod copy_marks;

pub use conflict_names::{conflict_bases, has_conflict_mark};
pub use copy_marks::{CopyMark, Engine, copy_mark};

use arguendo_text::glob;

use crate::content::kind::Kind;
use crate::content::site_config::SiteConfig;

/// The directories of responses and questions, at the top of the folder or in `collections_dir`.
pub const DIRECTORIES: [&str; 4] = ["responses", "questions", "_arguendo", "_arguendo-questions"];

/// What a path inside the folder means, judged by its name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A Markdown file in a place for documents.
    Document(Kind),
    /// Any other file that may lie in a folder, such as an image or a text of another collection.
    Other,
    /// A path that is skipped because it is hidden, temporary, a file of a sync engine or an editor, or
    /// excluded by `_config.yml`.
    Skipped,
}

/// The place of the file at `path` (inside the folder, with `/` between its parts).
#[must_use]
pub fn of_file(path: &str, config: &SiteConfig) -> Place {
    let (directory, name) = path.rsplit_once('/').unwrap_or(("", path));
    if is_special(name) || is_temporary(name) || is_excluded(path, config) {
        return Place::Skipped;
    }
    match standing(directory, config) {
        Standing::Skipped | Standing::JekyllDrafts => Place::Skipped,
        Standing::In(kind) if is_markdown(name) => Place::Document(kind),
        Standing::In(_) | Standing::Open => Place::Other,
    }
}

/// True if the directory at `path` can hold documents. Such a directory is walked and watched. The root is
/// `""`.
#[must_use]
pub fn walks_into(path: &str, config: &SiteConfig) -> bool {
    path.is_empty() || !(is_excluded(path, config) || standing(path, config) == Standing::Skipped)
}

/// How a directory relates to the places for documents.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// In a place for documents of this kind.
    In(Kind),
    /// In `_drafts`. Only its subdirectory `arguendo` belongs to this program.
    JekyllDrafts,
    /// In no place for documents so far. Such a place may lie deeper.
    Open,
    /// In a directory that is skipped with everything below it.
    Skipped,
}

/// Goes from the root to the directory. The first directory with a known name decides.
fn standing(directory: &str, config: &SiteConfig) -> Standing {
    let inside = match below_collections_dir(directory, &config.collections_dir) {
        Below::Above => return Standing::Open,
        Below::Inside(rest) => rest,
        Below::Beside => directory,
    };
    let names = inside.split('/').filter(|_| !inside.is_empty());
    names.fold(Standing::Open, step)
}

fn step(standing: Standing, name: &str) -> Standing {
    match standing {
        Standing::Skipped => Standing::Skipped,
        Standing::JekyllDrafts if name == "arguendo" => Standing::In(Kind::Draft),
        Standing::JekyllDrafts => Standing::Skipped,
        Standing::Open => match name {
            "_arguendo-questions" | "questions" => Standing::In(Kind::Question),
            "_arguendo" | "responses" => Standing::In(Kind::Response),
            "_contributors" | "contributors" => Standing::In(Kind::Contributor),
            "drafts" => Standing::In(Kind::Draft),
            "_drafts" => Standing::JekyllDrafts,
            _ if is_special(name) || is_of_a_tool(name) => Standing::Skipped,
            _ => Standing::Open,
        },
        Standing::In(_) if is_special(name) || is_of_a_tool(name) => Standing::Skipped,
        Standing::In(kind) => Standing::In(kind),
    }
}

/// How a directory relates to `collections_dir`.
enum Below<'a> {
    /// It is `collections_dir`, or a directory that contains it.
    Above,
    /// It lies inside `collections_dir`; this is the rest of its path.
    Inside(&'a str),
    /// It lies outside `collections_dir`, or there is no such setting.
    Beside,
}

/// `collections_dir` may have any name, even `_collections`. The names of the directories that contain it are
/// therefore not judged.
fn below_collections_dir<'a>(directory: &'a str, collections_dir: &str) -> Below<'a> {
    if collections_dir.is_empty() {
        return Below::Beside;
    }
    if let Some(rest) = directory.strip_prefix(collections_dir) {
        if rest.is_empty() {
            return Below::Above;
        }
        if let Some(rest) = rest.strip_prefix('/') {
            return Below::Inside(rest);
        }
    }
    match collections_dir.strip_prefix(directory) {
        Some(rest) if directory.is_empty() || rest.starts_with('/') => Below::Above,
        _ => Below::Beside,
    }
}

/// Names that Jekyll ignores: `.x`, `_x`, `#x`, `~x` and `x~` (its `EntryFilter`). Most files that sync
/// engines and editors put beside a text have such a name.
fn is_special(name: &str) -> bool {
    name.is_empty() || name.starts_with(['.', '_', '#', '~']) || name.ends_with('~')
}

/// Directories that are recognised only by their full name: npm's, and the one that Synology adds to every
/// directory.
fn is_of_a_tool(name: &str) -> bool {
    name == "node_modules" || name == "@eaDir"
}

/// Names of files that an editor or a sync engine writes for a short time.
fn is_temporary(name: &str) -> bool {
    // Vim creates a file named 4913 to find out whether it may write into a directory.
    const ENDS: [&str; 8] = ["tmp", "part", "partial", "filepart", "swp", "swo", "swx", "!sync"];
    name == "4913"
        || extension(name).is_some_and(|found| ENDS.iter().any(|end| found.eq_ignore_ascii_case(end)))
}

fn is_markdown(name: &str) -> bool {
    const EXTENSIONS: [&str; 5] = ["md", "markdown", "mkd", "mkdn", "mkdown"];
    extension(name).is_some_and(|found| EXTENSIONS.iter().any(|ours| found.eq_ignore_ascii_case(ours)))
}

fn extension(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, extension)| extension)
}

/// Jekyll's `exclude`. A pattern excludes a path if it is a glob that matches the whole path, where `*` also
/// matches slashes, or if the path begins with it. As in Jekyll, the beginning is compared as text: `doc`
/// excludes `docs/` too.
fn is_excluded(path: &str, config: &SiteConfig) -> bool {
    config
        .exclude
        .iter()
        .map(|pattern| pattern.trim_start_matches('/'))
        .filter(|pattern| !pattern.is_empty())
        .any(|pattern| {
            path.starts_with(pattern) || path == pattern.trim_end_matches('/') || glob::matches(pattern, path)
        })
}

#[cfg(test)]
mod tests;
