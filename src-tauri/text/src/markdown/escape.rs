//! Escapes text for HTML.

/// Adds `text` to `html`, escaped for use between tags.
pub fn escape(text: &str, html: &mut String) {
    escape_all(text, &['<', '>', '&'], html);
}

/// Adds `value` to `html`, escaped for use between quotation marks.
pub fn escape_value(value: &str, html: &mut String) {
    escape_all(value, &['<', '>', '&', '"'], html);
}

fn escape_all(text: &str, special: &[char], html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}
