//! Changes one key of a front matter and no other byte: order, comments, quotes, folds and line ends stay as
//! they are.
//!
//! The result is read again before it is returned. If anything other than the key has changed, or a byte
//! outside of the header, nothing is returned, and the error says why.

mod header;
mod keys;
mod lists;
mod taking;

pub use header::EditError;
pub use keys::{remove, set, set_plain};
pub use lists::{add_before, add_to_list, list, remove_from_list, set_list, set_maps};
pub use taking::{lines, take};

#[cfg(test)]
mod tests;
