//! The value of one key written, or the key taken out.

use super::header::{EditError, Header, Wanted};

/// `text` with the value of `key` being the text `value`, in the quotes that it had.
///
/// # Errors
/// See [`EditError`]; so for every function here.
pub fn set(text: &str, key: &str, value: &str) -> Result<String, EditError> {
    Header::of(text, key)?.set(value, true)
}

/// The same with a `value` that is no text but what it says: `true`, a date. It is written as it is.
///
/// # Errors
/// See [`EditError`].
pub fn set_plain(text: &str, key: &str, value: &str) -> Result<String, EditError> {
    Header::of(text, key)?.set(value, false)
}

/// `text` without `key`, wherever it is.
///
/// # Errors
/// See [`EditError`].
pub fn remove(text: &str, key: &str) -> Result<String, EditError> {
    let header = Header::of(text, key)?;
    let entries = &header.layout.entries;
    let mut cuts = Vec::new();
    for (number, laid) in entries.iter().enumerate().filter(|(_, laid)| laid.key == key) {
        header.line_of_key(laid)?;
        cuts.push((header.lines_of(number), String::new()));
    }
    header.apply(cuts, &Wanted::Gone)
}
