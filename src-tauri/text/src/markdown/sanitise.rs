//! The last check before the window: a list of allowed tags, attributes and addresses, enforced by ammonia.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use unicode_normalization::char::is_combining_mark;

use super::addresses::{LINK_SCHEMES, is_image, is_link};

/// Tags that a reading page needs.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Tags whose content is not text for a reader.
const TAGS_WITHOUT_TEXT: &[&str] = &[
    "script", "style", "template", "title", "head", "noembed", "noframes",
];

/// True if the window shows `tag`.
#[must_use]
pub fn is_allowed(tag: &str) -> bool {
    static ALLOWED: LazyLock<HashSet<&str>> = LazyLock::new(|| TAGS.iter().copied().collect());
    ALLOWED.contains(tag)
}

/// The id of something in a text. It differs from the window's own ids, which begin with `ui-`. None if it
/// contains anything other than letters, digits and `:_-`.
#[must_use]
pub fn document_id(id: &str) -> Option<Cow<'_, str>> {
    let is_free = |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, ':' | '_' | '-');
    if id.is_empty() || !id.chars().all(is_free) {
        return None;
    }
    Some(if id.starts_with("ui-") {
        Cow::Owned(format!("doc-{id}"))
    } else {
        Cow::Borrowed(id)
    })
}

/// `html` with only those tags and attributes that a reading page needs.
#[must_use]
pub fn sanitise(html: &str) -> String {
    static POLICY: LazyLock<Builder<'static>> = LazyLock::new(policy);
    POLICY.clean(html).to_string()
}

fn policy() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .add_tags(TAGS)
        .add_clean_content_tags(TAGS_WITHOUT_TEXT)
        .add_generic_attributes(&["class", "dir", "id", "lang", "role", "title"])
        .add_tag_attributes("a", &["href", "data-local-kind", "data-local-name"])
        .add_tag_attributes("img", &["alt", "height", "src", "width"])
        .add_tag_attributes("ol", &["reversed", "start", "type"])
        .add_tag_attributes("li", &["value"])
        .add_tag_attributes("td", &["align", "colspan", "rowspan"])
        .add_tag_attributes("th", &["align", "colspan", "rowspan", "scope"])
        .add_tag_attributes("time", &["datetime"])
        .add_tag_attributes("details", &["open"])
        .add_url_schemes(LINK_SCHEMES)
        .add_url_schemes(&["content"])
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(|tag, attribute, value| match attribute {
            // With other roles, a text could pretend to be a part of the window.
            "role" if !value.starts_with("doc-") => None,
            "id" => document_id(value).map(|id| Cow::Owned(id.into_owned())),
            "href" if !is_link(value) => None,
            "src" if tag == "img" && !is_image(value) => None,
            _ => Some(Cow::Borrowed(value)),
        });
    builder
}
