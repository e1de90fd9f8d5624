//! Writes a text as YAML: without quotes if every reader sees the same text, otherwise in quotes that can
//! hold it.

use std::fmt::Write as _;

use super::layout::Quotes;

/// Words that some YAML reader does not read as text.
const MEANING: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

/// `text` as it is written after a key or as a list entry. `like` are the preferred quotes.
pub(super) fn scalar(text: &str, like: Quotes, in_brackets: bool) -> String {
    match like {
        Quotes::Double => double(text),
        Quotes::Single if fits_single(text) => single(text),
        Quotes::None | Quotes::Block if is_plain(text, in_brackets) => text.to_owned(),
        _ if fits_single(text) => single(text),
        _ => double(text),
    }
}

/// True if `text`, written without quotes after a key, can only be read as text: not as a number, date or
/// truth value.
#[must_use]
pub fn is_text(text: &str) -> bool {
    is_plain(text, false)
}

/// True if both Ruby and this program read `text` without quotes as text. False in cases of doubt.
pub(super) fn is_plain(text: &str, in_brackets: bool) -> bool {
    // A text that begins with a digit, a sign or a dot may be read as a number, a date or an angle.
    let begins_well = text.starts_with(char::is_alphabetic);
    let ends_well = !text.ends_with([' ', ':']);
    let means_more = MEANING.iter().any(|word| word.eq_ignore_ascii_case(text));
    let divides = text.contains(": ") || text.contains(" #");
    let brackets = in_brackets && text.contains([',', '[', ']', '{', '}', ':']);
    begins_well && ends_well && !means_more && !divides && !brackets && text.chars().all(is_printed)
}

fn fits_single(text: &str) -> bool {
    text.chars().all(is_printed)
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double(text: &str) -> String {
    let mut out = String::from('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => {
                out.push('\\');
                out.push(sign);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_printed(sign) => out.push(sign),
            _ => {
                let _ = match u32::from(sign) {
                    code @ ..=0xff => write!(out, "\\x{code:02x}"),
                    code @ ..=0xffff => write!(out, "\\u{code:04x}"),
                    code => write!(out, "\\U{code:08x}"),
                };
            }
        }
    }
    out.push('"');
    out
}

/// True for characters that can be written on one line as they are. Line ends of other scripts, byte order
/// marks and code points that are not characters cannot.
fn is_printed(sign: char) -> bool {
    let is_line_end = matches!(sign, '\u{85}' | '\u{2028}' | '\u{2029}');
    let is_none = sign == '\u{feff}' || u32::from(sign) & 0xfffe == 0xfffe;
    !sign.is_control() && !is_line_end && !is_none
}
