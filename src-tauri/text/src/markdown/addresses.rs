//! The addresses that the window accepts: which schemes a link may have, and where an image is found.

use std::borrow::Cow;

use super::setting::Setting;

/// The schemes that a link may have.
pub const LINK_SCHEMES: &[&str] = &["http", "https", "mailto"];

/// What is done with an image.
#[derive(Debug, PartialEq, Eq)]
pub enum ImageAddress {
    /// It is loaded from this address.
    Shown(String),
    /// It is on the web: the text links to it, and it is not loaded.
    Linked(String),
    /// It is neither a file in the folder nor a page on the web, so it is not shown.
    Refused,
}

/// Decides how the image at `address` is shown.
pub fn image(address: &str, setting: Setting<'_>) -> ImageAddress {
    let address = address.trim();
    let is_remote = match scheme(address) {
        Some(scheme) if scheme == "http" || scheme == "https" => true,
        Some(_) => return ImageAddress::Refused,
        None => address.starts_with("//") || address.starts_with("\\\\"),
    };
    match setting.image_base {
        None => ImageAddress::Shown(address.to_owned()),
        Some(_) if is_remote && address.starts_with("//") => ImageAddress::Linked(format!("https:{address}")),
        Some(_) if is_remote => ImageAddress::Linked(address.to_owned()),
        Some(base) => match path_in_folder(address) {
            Some(path) => ImageAddress::Shown(format!("{base}{path}")),
            None => ImageAddress::Refused,
        },
    }
}

/// Limits on filling in the site's address: how often in one address, and how long it may be, in bytes. An
/// ordinary address names the site once.
const MOST_FILLED: usize = 8;
const LONGEST_SITE: usize = 500;

/// `address` as Jekyll fills it in if it names the site with Liquid, otherwise as it is. The site's base path
/// is left out, because the folder has none.
pub fn filled_in<'a>(address: &'a str, site_url: Option<&str>) -> Cow<'a, str> {
    if !address.contains("{{") {
        return Cow::Borrowed(address);
    }
    let mut filled = String::with_capacity(address.len());
    let mut rest = address;
    let site_url = site_url.filter(|url| url.len() <= LONGEST_SITE);
    for _ in 0..MOST_FILLED {
        let Some((before, name, after)) = liquid_value(rest) else {
            break;
        };
        filled.push_str(before);
        match (name.trim(), site_url) {
            ("site.baseurl", _) => {}
            ("site.url", Some(url)) => filled.push_str(url.trim_end_matches('/')),
            _ => filled.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        rest = after;
    }
    filled.push_str(rest);
    Cow::Owned(filled)
}

/// The text before the first `{{ name }}`, the name, and the text after it.
fn liquid_value(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{{")?;
    let (name, after) = rest.split_once("}}")?;
    Some((before, name, after))
}

/// The host of `address`, for a label.
pub fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("//")?.1;
    rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())
}

/// `address` with its scheme, if it is a page on the web.
pub fn web_page(address: &str) -> Option<String> {
    let address = address.trim();
    match scheme(address) {
        Some(scheme) => (scheme == "http" || scheme == "https").then(|| address.to_owned()),
        None => address.starts_with("//").then(|| format!("https:{address}")),
    }
}

/// True if a link may have this scheme, or has none. Invisible characters are ignored, because a person
/// cannot see that they are there.
pub fn is_link(address: &str) -> bool {
    scheme(address).is_none_or(|scheme| LINK_SCHEMES.contains(&scheme.as_str()))
}

/// True if an image may have this scheme, or has none. The window loads images from the folder.
pub fn is_image(address: &str) -> bool {
    scheme(address).is_none_or(|scheme| ["http", "https", "content"].contains(&scheme.as_str()))
}

/// Characters that are invisible and that some readers remove from a scheme (Unicode's default ignorables).
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The scheme of `address` in lower case, without invisible characters and those that browsers ignore in a
/// scheme.
fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let scheme: String = scheme
        .trim_start()
        .chars()
        .filter(|&c| !c.is_control() && !is_invisible(c))
        .collect();
    let is_scheme = scheme
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    (is_scheme && !scheme.is_empty()).then(|| scheme.to_ascii_lowercase())
}

/// The path of a file in the folder, percent-encoded; none if it leads out of the folder.
fn path_in_folder(address: &str) -> Option<String> {
    let path = &address[..address.find(['?', '#']).unwrap_or(address.len())];
    let mut encoded = String::with_capacity(path.len());
    for part in path.split('/') {
        let part = percent_decoded(part)?;
        if part.is_empty() || part == "." {
            continue;
        }
        if part == ".." || part.contains(['/', '\\', '\0']) {
            return None;
        }
        if !encoded.is_empty() {
            encoded.push('/');
        }
        percent_encode(&part, &mut encoded);
    }
    (!encoded.is_empty()).then_some(encoded)
}

/// Adds `part` to `encoded`. All bytes except letters, digits and `-._~` are percent-encoded.
pub fn percent_encode(part: &str, encoded: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(DIGITS[usize::from(byte >> 4)]));
            encoded.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}

/// `text` with its percent-encoding decoded; none if the result is not UTF-8.
#[must_use]
pub fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = match after {
            [high, low, ..] if first == b'%' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        if let Some((high, low)) = code {
            bytes.push(high * 16 + low);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(address: &str) -> ImageAddress {
        image(
            address,
            Setting {
                image_base: Some("content://localhost/"),
                site_url: None,
            },
        )
    }

    #[test]
    fn an_image_in_the_folder_is_shown() {
        let expected = ImageAddress::Shown("content://localhost/uploads/a%20b.jpg".to_owned());
        for address in ["/uploads/a b.jpg", "uploads/a%20b.jpg", "./uploads//a b.jpg?w=2"] {
            assert_eq!(shown(address), expected, "{address}");
        }
    }

    #[test]
    fn what_names_the_site_is_filled_in() {
        let site = Some("https://example.org");
        assert_eq!(
            filled_in("{{ site.url }}{{site.baseurl}}/a/", site),
            "https://example.org/a/"
        );
        assert_eq!(filled_in("{{ site.url }}/a/", None), "{{ site.url }}/a/");
        assert_eq!(filled_in("{{ page.url }}", site), "{{ page.url }}");
    }

    #[test]
    fn an_image_on_the_web_is_linked() {
        assert_eq!(
            shown("http://x.org/a.jpg"),
            ImageAddress::Linked("http://x.org/a.jpg".to_owned())
        );
        assert_eq!(
            shown("//x.org/a.jpg"),
            ImageAddress::Linked("https://x.org/a.jpg".to_owned())
        );
    }

    #[test]
    fn any_other_image_is_refused() {
        for address in [
            "",
            "../a.jpg",
            "a/%2e%2e/b.jpg",
            "a%2fb",
            "file:///etc/passwd",
            "data:image/png;base64,AA",
            "java\nscript:x",
            "java\u{feff}script:x",
            "\u{200b}data:x",
        ] {
            assert_eq!(shown(address), ImageAddress::Refused, "{address}");
        }
    }
}
