//! Two texts of one document that have grown apart: brought together, settled, and never shown as two.

#![allow(clippy::unwrap_used)]

mod by_meaning;
mod copies;
mod drafts;
mod interleaved;
mod interrupted;
mod marks;
mod meanwhile;
mod ordinary_names;
mod places;
#[cfg(target_os = "linux")]
mod read_only;
