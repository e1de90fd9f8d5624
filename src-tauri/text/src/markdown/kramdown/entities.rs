//! Character references such as `&eacute;` and `&#8217;`.

use std::borrow::Cow;

use html5ever::data::NAMED_ENTITIES;

/// The reference at the start of `text`: the one or two characters that it means, and its length.
pub fn reference(text: &str) -> Option<([Option<char>; 2], usize)> {
    let rest = text.strip_prefix('&')?;
    let end = rest
        .bytes()
        .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')?;
    if rest.as_bytes()[end] != b';' {
        return None;
    }
    let name = &rest[..end];
    let characters = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            [char::from_u32(code.ok()?).filter(|&c| c != '\0'), None]
        }
        None => {
            let &(first, second) = NAMED_ENTITIES.get(&rest[..=end])?;
            [
                char::from_u32(first),
                char::from_u32(second).filter(|&c| c != '\0'),
            ]
        }
    };
    characters[0].is_some().then_some((characters, end + 2))
}

/// The length of a reference without a meaning at the start of `text`; 1 for a single `&`.
pub fn unknown_length(text: &str) -> usize {
    let rest = text
        .strip_prefix("&#")
        .or_else(|| text.strip_prefix('&'))
        .unwrap_or("");
    let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
    let end = rest
        .bytes()
        .position(|byte| !is_inside(byte))
        .filter(|&end| end > 0 && rest.as_bytes()[end] == b';');
    end.map_or(1, |end| text.len() - rest.len() + end + 1)
}

/// `text` with its references replaced by the characters that they mean.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((characters, length)) => {
                decoded.extend(characters.into_iter().flatten());
                rest = &rest[length..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_replaced_and_the_rest_is_kept() {
        assert_eq!(
            decoded("a &amp; b &eacute; &#8217; &#x2014; AT&T &nosuch; &#0; &"),
            "a & b é ’ — AT&T &nosuch; &#0; &"
        );
    }
}
