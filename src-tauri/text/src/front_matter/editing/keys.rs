//! Sets the value of one key, or removes the key.

use super::header::{EditError, Header, Wanted};

/// `text` with the text `value` as the value of `key`, in the quotes that the old value had.
///
/// # Errors
/// See [`EditError`].
pub fn set(text: &str, key: &str, value: &str) -> Result<String, EditError> {
    Header::of(text, key)?.set(value, true)
}

/// As [`set`], for a `value` that is not a text, such as `true` or a date. It is written as it is, without
/// quotes.
///
/// # Errors
/// See [`EditError`].
pub fn set_plain(text: &str, key: &str, value: &str) -> Result<String, EditError> {
    Header::of(text, key)?.set(value, false)
}

/// `text` without any entry for `key`.
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
