//! Recognises HTML tags in a text, and knows how kramdown treats each element.

use super::attributes::{Attributes, is_space};
use super::limits::Limits;

/// Inline elements.
const IN_TEXT: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdo", "big", "br", "button", "cite", "code", "del", "dfn", "em", "i",
    "img", "input", "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby",
    "samp", "select", "small", "span", "strong", "sub", "sup", "tt", "u", "var",
];

/// Block elements.
const BLOCKS: &[&str] = &[
    "address",
    "applet",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "col",
    "colgroup",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "main",
    "map",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements without content.
const EMPTY: &[&str] = &[
    "area", "base", "br", "col", "command", "embed", "hr", "img", "input", "keygen", "link", "meta", "param",
    "source", "track", "wbr",
];

/// Elements whose content is parsed as blocks if Markdown is parsed in them.
const HOLD_BLOCKS: &[&str] = &[
    "address",
    "applet",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "details",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "iframe",
    "li",
    "main",
    "map",
    "menu",
    "nav",
    "noscript",
    "object",
    "section",
    "summary",
    "td",
];

/// Elements whose content is running text.
const HOLD_TEXT: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdo", "big", "button", "caption", "cite", "del", "dfn", "dt", "em", "h1",
    "h2", "h3", "h4", "h5", "h6", "i", "ins", "label", "legend", "optgroup", "p", "q", "rb", "rbc", "rp",
    "rt", "rtc", "ruby", "select", "small", "span", "strong", "sub", "sup", "th", "tt",
];

/// Known elements that are in none of the lists above.
const OTHERS: &[&str] = &["script", "style", "math", "textarea"];

/// Elements whose content is not text for a reader.
const WITHOUT_TEXT: &[&str] = &[
    "script", "style", "template", "title", "head", "iframe", "noembed", "noframes", "svg", "video", "audio",
    "canvas",
];

/// How the content of an element is parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// As blocks.
    Blocks,
    /// As running text.
    Text,
    /// As raw HTML.
    Html,
}

/// How the content of `element` is parsed if Markdown is parsed in it.
pub fn content_of(element: &str) -> Content {
    if HOLD_BLOCKS.contains(&element) {
        Content::Blocks
    } else if HOLD_TEXT.contains(&element) {
        Content::Text
    } else {
        Content::Html
    }
}

/// True if `element` is an inline element.
pub fn is_in_text(element: &str) -> bool {
    IN_TEXT.contains(&element)
}

/// True if `element` is a block element.
pub fn is_block(element: &str) -> bool {
    BLOCKS.contains(&element)
}

/// True if the content of `element` is not text for a reader.
pub fn has_no_text(element: &str) -> bool {
    WITHOUT_TEXT.iter().any(|name| name.eq_ignore_ascii_case(element))
}

/// True if `element` has no content.
pub fn is_empty(element: &str) -> bool {
    EMPTY.contains(&element)
}

/// True if `element` is an HTML element.
pub fn is_known(element: &str) -> bool {
    [IN_TEXT, BLOCKS, EMPTY, HOLD_BLOCKS, HOLD_TEXT, OTHERS]
        .iter()
        .any(|names| names.contains(&element))
}

/// `name` in lower case if it is an HTML element, otherwise as written.
pub fn normal_name(name: &str) -> String {
    let lower = name.to_lowercase();
    if is_known(&lower) { lower } else { name.to_owned() }
}

/// An opening tag.
#[derive(Debug, PartialEq, Eq)]
pub struct OpeningTag<'t> {
    /// The name as written.
    pub name: &'t str,
    /// Names as written, and values as written, without quotes. A value is empty if there is none.
    pub attributes: Vec<(&'t str, &'t str)>,
    /// The tag ends in `/>`.
    pub closed: bool,
    /// The length of the tag.
    pub length: usize,
}

/// Parses the opening tag at the start of `text`.
pub fn opening(text: &str) -> Option<OpeningTag<'_>> {
    let rest = text.strip_prefix('<')?;
    let name = &rest[..name_length(rest)?];
    let mut rest = &rest[name.len()..];
    let mut attributes = Vec::new();
    loop {
        let after = rest.trim_start_matches(is_space);
        let has_space = after.len() < rest.len();
        let (closed, end) = match after.strip_prefix('/') {
            Some(end) => (true, end),
            None => (false, after),
        };
        if let Some(end) = end.strip_prefix('>') {
            return Some(OpeningTag {
                name,
                attributes,
                closed,
                length: text.len() - end.len(),
            });
        }
        let attribute = &after[..name_length(after).filter(|_| has_space)?];
        rest = &after[attribute.len()..];
        let value = match rest.trim_start_matches(is_space).strip_prefix('=') {
            Some(value) => {
                let (value, after) = attribute_value(value.trim_start_matches(is_space))?;
                rest = after;
                value
            }
            None => "",
        };
        attributes.push((attribute, value));
    }
}

impl OpeningTag<'_> {
    /// The attributes of the tag, as far as `limits` allow. If a name occurs several times, the last one
    /// counts. `name` is the tag's own name from [`normal_name`].
    pub fn attributes(&self, name: &str, limits: &mut Limits) -> Attributes {
        let is_known = is_known(name);
        let mut attributes = Attributes::default();
        for (key, value) in &self.attributes {
            if !limits.spend_on_copy(4 * attributes.pairs.len() + key.len() + value.len()) {
                break;
            }
            let key = if is_known {
                key.to_lowercase()
            } else {
                (*key).to_owned()
            };
            attributes.remove(&key);
            attributes.pairs.push((key, (*value).to_owned()));
        }
        attributes
    }
}

/// The value at the start of `text`, in quotes or as one word, and the text after it.
fn attribute_value(text: &str) -> Option<(&str, &str)> {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        return text[1..].split_once(quote);
    }
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// The closing tag at the start of `text`: its name as written, and its length.
pub fn closing(text: &str) -> Option<(&str, usize)> {
    let rest = text.strip_prefix("</")?;
    let name = &rest[..name_length(rest)?];
    let end = rest[name.len()..]
        .trim_start_matches(is_space)
        .strip_prefix('>')?;
    Some((name, text.len() - end.len()))
}

/// The length of the comment at the start of `text`.
pub fn comment(text: &str) -> Option<usize> {
    let body = text.strip_prefix("<!--")?;
    body.find("-->").map(|at| at + "<!---->".len())
}

/// The length of the processing instruction at the start of `text`.
pub fn instruction(text: &str) -> Option<usize> {
    let body = text.strip_prefix("<?")?;
    body.find("?>").map(|at| at + "<??>".len())
}

/// The position of the closing tag of `element` in `text`, in upper or lower case.
pub fn find_closing(text: &str, element: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find("</")?;
        if closing(&text[at..]).is_some_and(|(name, _)| name.eq_ignore_ascii_case(element)) {
            return Some(at);
        }
        from = at + 2;
    }
}

/// True if `text` may begin with the opening tag of a block: `<` and a name that is not that of an inline
/// element.
pub fn opens_block(text: &str) -> bool {
    text.strip_prefix('<').is_some_and(is_block_name)
}

/// True if `text` begins with the closing tag of a block.
pub fn closes_block(text: &str) -> bool {
    text.strip_prefix("</").is_some_and(is_block_name) && closing(text).is_some()
}

fn is_block_name(text: &str) -> bool {
    let word = &text[..text
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(text.len())];
    name_length(text).is_some() && !is_in_text(word) && word != "script"
}

/// The length of the name of an element or attribute at the start of `text`.
pub fn name_length(text: &str) -> Option<usize> {
    let part = |text: &str| {
        let begins = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
        begins.then(|| text.find(|c| !is_inside(c)).unwrap_or(text.len()))
    };
    let first = part(text)?;
    let second = text[first..].strip_prefix(':').and_then(part);
    Some(first + second.map_or(0, |length| length + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_a_name_and_attributes() {
        let tag = opening("<a href=\"x y\" b = c hidden/>z").expect("a tag");
        assert_eq!(tag.name, "a");
        assert_eq!(tag.attributes, [("href", "x y"), ("b", "c"), ("hidden", "")]);
        assert!(tag.closed);
        assert_eq!(tag.length, 28);
    }

    #[test]
    fn what_is_no_tag_is_text() {
        for text in [
            "<",
            "<>",
            "< a>",
            "<1>",
            "<a",
            "<a b=>",
            "<a b=50%>",
            "<a@b.c>",
            "<http://x>",
            "<a b='x>",
        ] {
            assert_eq!(opening(text), None, "{text}");
        }
    }

    #[test]
    fn a_closing_tag_is_found_in_any_case() {
        assert_eq!(find_closing("a</bc></B >d", "b"), Some(6));
    }
}
