//! Decides where a link in a text may lead. The browser is given only addresses that were checked completely
//! here.

use arguendo_text::markdown::percent_decoded;
use tauri::Url;

/// The path inside the folder that `href` means in the document at `from`, as in
/// `../responses/reply.md#note`. None if it is not a path, or leaves the folder.
#[must_use]
pub fn beside(from: &str, href: &str) -> Option<String> {
    let path = percent_decoded(href.split(['?', '#']).next()?)?;
    if path.is_empty() || path.starts_with('/') || path.contains([':', '\\', '\0']) {
        return None;
    }
    let directory = from.rsplit_once('/').map_or("", |(directory, _)| directory);
    let mut parts: Vec<&str> = directory.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `href` with the site's address in front if it is relative to the site's root. The site is the one in
/// `_config.yml`.
#[must_use]
pub fn on_site(href: &str, site: Option<&str>) -> String {
    match site {
        Some(site) if href.starts_with('/') && !href.starts_with("//") => {
            format!("{}{href}", site.trim_end_matches('/'))
        }
        _ => href.to_owned(),
    }
}

/// A link that may be given to the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// The address to give to the system.
    pub address: String,
    /// The host, or the recipient of a mail, for display.
    pub host: String,
}

/// The address to give to the system for `href`: https (also written `//`), http or mailto, without user name
/// and password.
///
/// # Errors
/// A sentence for the person if the link may not be opened.
pub fn outside(href: &str) -> Result<Outside, String> {
    let whole = if href.starts_with("//") {
        format!("https:{href}")
    } else {
        href.to_owned()
    };
    let url = Url::parse(&whole)
        .map_err(|_| "This link leads to a file or page that the folder does not hold.".to_owned())?;
    match url.scheme() {
        "https" | "http" => web(&url),
        "mailto" => mail(&url),
        scheme => Err(format!(
            "A link that begins with {scheme}: is not opened, for safety."
        )),
    }
}

fn web(url: &Url) -> Result<Outside, String> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(
            "This link has a name or password in its address, so it is not opened, for safety.".into(),
        );
    }
    let host = url
        .host_str()
        .filter(|host| !host.is_empty())
        .ok_or("This link names no site.")?;
    Ok(Outside {
        address: url.as_str().to_owned(),
        host: host.to_owned(),
    })
}

/// Keeps only the recipient and the subject, because some mail programs attach a local file for `attach=`.
fn mail(url: &Url) -> Result<Outside, String> {
    let to = url.path();
    if to.is_empty() || to.starts_with(['-', '/', '?']) {
        return Err("This link names nobody to write to.".into());
    }
    let mut kept = url.clone();
    kept.set_query(None);
    kept.set_fragment(None);
    let subject = url
        .query_pairs()
        .find(|(key, _)| key.eq_ignore_ascii_case("subject"));
    if let Some((_, subject)) = subject {
        // `+` means itself in the query of a mail address, so spaces are written %20.
        let mut pairs = Url::parse("mailto:x").map_err(|error| error.to_string())?;
        pairs.query_pairs_mut().append_pair("subject", &subject);
        kept.set_query(pairs.query().map(|query| query.replace('+', "%20")).as_deref());
    }
    Ok(Outside {
        address: kept.as_str().to_owned(),
        host: to.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(href: &str) -> String {
        outside(href).unwrap().address
    }

    #[test]
    fn a_document_beside_another_is_found_by_its_path() {
        let beside = |href| beside("responses/2024/a.md", href);
        assert_eq!(beside("b.md").as_deref(), Some("responses/2024/b.md"));
        assert_eq!(beside("../b%20c.md?x#y").as_deref(), Some("responses/b c.md"));
        assert_eq!(
            beside("./../../questions//q.md").as_deref(),
            Some("questions/q.md")
        );
        assert_eq!(
            beside("../b.md#:~:text=to%20a%3A,b").as_deref(),
            Some("responses/b.md")
        );
        assert_eq!(super::beside("a.md", "b.md").as_deref(), Some("b.md"));
        for href in [
            "",
            "#y",
            "/b.md",
            "https://b.md",
            "../../../b.md",
            "../../../../b.md",
            "c:b.md",
            "..\\b.md",
        ] {
            assert_eq!(beside(href), None, "{href}");
        }
    }

    #[test]
    fn a_link_from_the_sites_root_leads_to_the_site() {
        let site = Some("https://example.org/");
        assert_eq!(on_site("/about/", site), "https://example.org/about/");
        assert_eq!(on_site("//other.org/", site), "//other.org/");
        assert_eq!(on_site("about", site), "about");
        assert_eq!(on_site("/about/", None), "/about/");
    }

    #[test]
    fn pages_of_the_web_are_handed_over_with_their_host() {
        let link = outside("https://Example.org/a b?q=1#top").unwrap();
        assert_eq!(link.address, "https://example.org/a%20b?q=1#top");
        assert_eq!(link.host, "example.org");
        assert_eq!(address("HTTP://example.org"), "http://example.org/");
        assert_eq!(address("//example.org/a"), "https://example.org/a");
        // Look-alike letters are shown in their encoded form.
        assert_eq!(
            outside("https://ехample.org").unwrap().host,
            "xn--ample-ywe6i.org"
        );
    }

    #[test]
    fn mail_keeps_its_recipient_and_subject_alone() {
        let link =
            outside("mailto:jane@york.example?subject=On%20deference&attach=/etc/passwd&bcc=x@y").unwrap();
        assert_eq!(link.address, "mailto:jane@york.example?subject=On%20deference");
        assert_eq!(link.host, "jane@york.example");
    }

    #[test]
    fn everything_else_is_refused() {
        for href in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,<script>",
            "file:///etc/passwd",
            "content://localhost/a.png",
            "tauri://localhost/",
            "ms-msdt:/id",
            "vbscript:x",
            "smb://host/share",
            "https://user:pass@example.org/",
            "https://example.org@evil.example/",
            "https://",
            "mailto:",
            "mailto:-attach",
            "../a.pdf",
            "/arguendo/a/",
            "#note",
            "",
        ] {
            assert!(outside(href).is_err(), "{href}");
        }
    }
}
