//! The house without its windows: documents, the folder, the mirror and what a reader asks of them.
//!
//! Nine rooms, and each uses only rooms above it in this list. The text itself is another crate's, `arguendo-text`.

// What the folder means.
pub mod content;
// The only files.
pub mod disk;
// The person's own database.
pub mod desk;
// The folder's index.
pub mod mirror;
// What a page shows.
pub mod pages;
// What the program does.
pub mod drafts;

pub mod conflicts;
pub mod history;
pub mod sharing;

#[cfg(test)]
#[path = "../../../tests/src/changed_texts.rs"]
mod changed_texts;

#[cfg(test)]
#[path = "../../../tests/src/real_texts.rs"]
mod real_texts;
