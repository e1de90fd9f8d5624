//! Functions on text: Markdown, front matter, merging, comparing, finding words. No files, no database, no
//! clock.

pub mod dates;
pub mod diff;
pub mod edits;
pub mod file_names;
pub mod front_matter;
pub mod glob;
pub mod markdown;
pub mod merge;
pub mod names;
pub mod quotes;
pub mod spelling;
pub mod words;

#[cfg(test)]
#[path = "../../../tests/src/real_texts.rs"]
mod real_texts;

#[cfg(test)]
#[path = "../../../tests/src/changed_texts.rs"]
mod changed_texts;
