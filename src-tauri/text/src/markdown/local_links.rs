//! Recognises links to the site's own pages, which lead to documents that the folder may contain.

use super::addresses::percent_decoded;

/// The kind of page that a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalKind {
    /// `/arguendo/<stem>/`, and the old `/arguendo/article/<stem>`
    Response,
    /// `/arguendo/question/<stem>/`
    Question,
    /// `/contributors/<stem>/`
    Contributor,
}

impl LocalKind {
    /// The name for `data-local-kind`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Response => "response",
            Self::Question => "question",
            Self::Contributor => "contributor",
        }
    }
}

/// A link to one of the site's own pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalLink {
    /// The kind of page.
    pub kind: LocalKind,
    /// The document's file stem, percent-decoded.
    pub name: String,
}

/// Recognises a link to one of the site's own pages. It begins with a slash, or with the host of `site_url`
/// (http or https, with or without `www.`). The query, the fragment and a final slash are ignored.
#[must_use]
pub fn local_link(href: &str, site_url: Option<&str>) -> Option<LocalLink> {
    let href = href.trim();
    let href = &href[..href.find(['?', '#']).unwrap_or(href.len())];
    let path = match after_host_mark(href) {
        Some(address) => path_on_site(address, site_url?)?,
        None if href.starts_with('/') => href,
        None => return None,
    };
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let (kind, name) = match parts.as_slice() {
        ["arguendo", "question", .., name] => (LocalKind::Question, name),
        ["arguendo", "question" | "article"] => return None,
        ["arguendo", .., name] => (LocalKind::Response, name),
        ["contributors", .., name] => (LocalKind::Contributor, name),
        _ => return None,
    };
    let name = percent_decoded(name)?;
    let is_a_name = name != "." && name != ".." && !name.contains(['/', '\\', '\0']);
    is_a_name.then_some(LocalLink { kind, name })
}

/// The text after `http://`, `https://` or `//`.
fn after_host_mark(href: &str) -> Option<&str> {
    let (scheme, rest) = href.split_once("//")?;
    let known =
        scheme.is_empty() || scheme.eq_ignore_ascii_case("http:") || scheme.eq_ignore_ascii_case("https:");
    known.then_some(rest)
}

/// The path of `address` (a host and a path) if it lies on the site at `site_url`.
fn path_on_site<'a>(address: &'a str, site_url: &str) -> Option<&'a str> {
    let site = after_host_mark(site_url).unwrap_or(site_url);
    let (site_host, site_path) = host_and_path(site);
    let (host, path) = host_and_path(address);
    if !host.eq_ignore_ascii_case(site_host) {
        return None;
    }
    let below = path.strip_prefix(site_path.trim_end_matches('/'))?;
    below.starts_with('/').then_some(below)
}

/// Splits `example.org/path` into the host without `www.` and the path with its slash.
fn host_and_path(address: &str) -> (&str, &str) {
    let (host, path) = address.split_at(address.find('/').unwrap_or(address.len()));
    let bare = match host.get(..4) {
        Some(prefix) if prefix.eq_ignore_ascii_case("www.") => &host[4..],
        _ => host,
    };
    (bare, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: Option<&str> = Some("https://www.example.org");

    fn found(href: &str) -> Option<(LocalKind, String)> {
        local_link(href, SITE).map(|link| (link.kind, link.name))
    }

    #[test]
    fn a_path_from_the_root_is_the_sites_own() {
        let response = Some((LocalKind::Response, "on-deference".to_owned()));
        for href in [
            "/arguendo/on-deference/",
            "/arguendo/on-deference",
            "/arguendo/article/on-deference",
            "/arguendo/on-deference/?page=2#part",
            "http://example.org/arguendo/on-deference",
            "HTTPS://WWW.Example.ORG/arguendo/on%2Ddeference/",
            "//example.org/arguendo/on-deference",
        ] {
            assert_eq!(found(href), response, "{href}");
        }
    }

    #[test]
    fn questions_and_contributors_have_paths_of_their_own() {
        assert_eq!(
            found("/arguendo/question/why/"),
            Some((LocalKind::Question, "why".to_owned()))
        );
        assert_eq!(
            found("/contributors/jane-doe"),
            Some((LocalKind::Contributor, "jane-doe".to_owned()))
        );
    }

    #[test]
    fn anything_else_is_a_link_into_the_web() {
        for href in [
            "",
            "/",
            "#fn:1",
            "/arguendo/",
            "/arguendo/question/",
            "/news/a/",
            "arguendo/a",
            "https://example.com/arguendo/a/",
            "https://example.org.evil.com/arguendo/a/",
            "https://example.org:8080/arguendo/a/",
            "javascript://example.org/arguendo/a/",
            "/arguendo/..",
            "/contributors/%2e%2e",
            "/contributors/a%2Fb",
            "/contributors/%ff",
        ] {
            assert_eq!(found(href), None, "{href}");
        }
    }

    #[test]
    fn a_site_may_lie_below_a_path() {
        let site = Some("https://example.org/journal/");
        assert!(local_link("https://example.org/journal/arguendo/a/", site).is_some());
        assert!(local_link("https://example.org/arguendo/a/", site).is_none());
        assert!(local_link("https://example.org/arguendo/a/", None).is_none());
    }
}
