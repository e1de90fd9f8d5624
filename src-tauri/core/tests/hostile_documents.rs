//! Whatever bytes a folder holds, reading them ends soon and never panics.

use std::time::{Duration, Instant};

use arguendo_core::content::document::{self, Reading};
use arguendo_core::content::kind::Kind;
use arguendo_core::content::places;
use arguendo_core::content::problem::ProblemCode;
use arguendo_core::content::site_config::{self, SiteConfig};
use arguendo_text::dates::Date;
use arguendo_text::names;
use jiff::tz::TimeZone;
use proptest::prelude::*;

/// A header such as the folders really hold, with every kind of value.
const REAL: &str = "---\ntitle: >-\n  Why Culture Matters: \"an answer\"\ndate: 2016-06-22 08:00:00 -0500\npublished: true\n\
                    slug: Time-for-a-Clean-Slate\u{2013}ICC\narguendo-question: what-is-the-significance\ncontributors:\n\
                    \x20 - jane-doe\n  - 'Émile O''Brien'\narguendo: [a, \"b\"]\nresponds-to:\n  - response: a\n    \
                    relation: rebuts\n    quote: |\n      It is so.\nanswers: [1, 2]\nword-limit: 800\n---\n\nText\n";

fn read_anything(bytes: &[u8]) {
    let config = SiteConfig::default();
    for kind in [Kind::Question, Kind::Response] {
        if let Reading::Document(document) =
            document::read(kind, "x/2016-08-01-a.md", bytes.len() as u64, bytes, &config)
        {
            assert!(!document.title.is_empty() && !document.slug.trim().is_empty());
            assert!(document.body_line >= 1);
        }
    }
    let _ = document::read(Kind::Draft, "", u64::MAX, bytes, &config);
    let _ = site_config::read(bytes);
}

proptest! {
    #[test]
    fn reading_any_bytes_does_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        read_anything(&bytes);
        let mut fenced = b"---\n".to_vec();
        fenced.extend_from_slice(&bytes);
        fenced.extend_from_slice(b"\n---\ntext");
        read_anything(&fenced);
    }

    #[test]
    fn reading_yaml_like_text_does_not_panic(text in "([-:?,\\[\\]{}#&*!|>'\"%@` \\n\\t~a0é]|\u{feff}|\r\n|---|\\.\\.\\.|<<: ){0,200}") {
        read_anything(format!("---\n{text}\n---\n").as_bytes());
    }

    #[test]
    fn reading_a_mutated_real_header_does_not_panic(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..8)
    ) {
        let mut bytes = REAL.as_bytes().to_vec();
        for (at, byte, how) in edits {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(1)),
            }
        }
        read_anything(&bytes);
    }

    #[test]
    fn dates_and_names_of_any_text_do_not_panic(text in "\\PC{0,60}", figures in "[-0-9/:TZ +.a-zé]{0,40}") {
        for text in [&text, &figures] {
            let _ = Date::parse(text, &TimeZone::UTC);
            let _ = places::conflict_bases(text);
            let _ = places::of_file(text, &SiteConfig::default());
            let _ = (names::without_date_prefix(text), names::titleize(text), names::stem_of(text));
            prop_assert_eq!(names::fold(&names::fold(text)), names::fold(text));
        }
        let _ = names::near(&text, [figures.as_str()].into_iter());
    }
}

#[test]
fn bombs_and_deep_nesting_are_refused_at_once_and_said() {
    let mut bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
    for level in 1..40 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(",");
        bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    let deep_flow = "{a: ".repeat(10_000);
    let deep_block: String = (0..10_000)
        .map(|level| format!("{}a:\n", " ".repeat(level % 300)))
        .collect();
    for header in [
        bomb,
        "[".repeat(200_000),
        deep_flow,
        deep_block,
        "x: [a,\n".repeat(3_000),
    ] {
        let text = format!("---\ntitle: A\n{header}\n---\nText\n");
        let begun = Instant::now();
        let reading = document::read(
            Kind::Response,
            "responses/a.md",
            text.len() as u64,
            text.as_bytes(),
            &SiteConfig::default(),
        );
        assert!(
            begun.elapsed() < Duration::from_secs(2),
            "{:.30} took {:?}",
            header,
            begun.elapsed()
        );
        let Reading::Document(document) = reading else {
            panic!("{header:.30} is no document")
        };
        assert_eq!(
            document.problems[0].code,
            ProblemCode::FrontMatterInvalid,
            "{header:.30}"
        );
        // What is only too much costs the key in which it is.
        if !document.broken {
            assert_eq!((document.title.as_str(), document.body.as_str()), ("A", "Text\n"));
        }
    }
}

#[test]
fn the_real_header_is_read_without_a_problem() {
    let Reading::Document(document) = document::read(
        Kind::Response,
        "responses/a.md",
        REAL.len() as u64,
        REAL.as_bytes(),
        &SiteConfig::default(),
    ) else {
        panic!("no document");
    };
    assert_eq!(document.problems, []);
    assert_eq!(document.title, "Why Culture Matters: \"an answer\"");
    assert_eq!(document.contributors, ["jane-doe", "Émile O'Brien"]);
}
