//! The rows of the folder format's table of cases that concern one document or one path, one test each.

use arguendo_core::content::document::{self, Document, HEAD_OF_LARGE_FILE, LARGEST_BODY, Reading};
use arguendo_core::content::kind::Kind;
use arguendo_core::content::places::{self, Place};
use arguendo_core::content::problem::{Problem, ProblemCode};
use arguendo_core::content::site_config::SiteConfig;

fn reading(bytes: &[u8]) -> Reading {
    document::read(
        Kind::Response,
        "responses/why-culture.md",
        bytes.len() as u64,
        bytes,
        &SiteConfig::default(),
    )
}

fn read(bytes: impl AsRef<[u8]>) -> Document {
    match reading(bytes.as_ref()) {
        Reading::Document(document) => *document,
        Reading::NoFrontMatter(problem) => panic!("no document: {problem:?}"),
    }
}

fn only_problem(document: &Document) -> &Problem {
    assert_eq!(document.problems.len(), 1, "{:?}", document.problems);
    &document.problems[0]
}

fn published(value: &str) -> Document {
    read(format!("---\ntitle: A\npublished: {value}\n---\nText\n"))
}

#[test]
fn front_matter_that_is_not_yaml_is_named_with_line_and_column_and_the_raw_text_kept() {
    let text = "---\ntitle: A\ndescription: one: two\n---\nText\n";
    let document = read(text);
    assert!(document.broken);
    assert_eq!((document.body.as_str(), document.body_line), (text, 1));
    assert_eq!(
        (document.title.as_str(), document.slug.as_str()),
        ("Why Culture", "why-culture")
    );
    let problem = only_problem(&document);
    assert_eq!(
        (problem.code, problem.line),
        (ProblemCode::FrontMatterInvalid, Some(3))
    );
    assert!(
        problem.message.contains("line 3, column 17"),
        "{}",
        problem.message
    );
}

#[test]
fn a_text_without_front_matter_is_no_document() {
    for text in [
        "",
        "Text\n",
        "---\ntitle: never closed\n",
        "# Heading\n---\ntitle: A\n---\n",
        "\u{feff}Text",
    ] {
        match reading(text.as_bytes()) {
            Reading::NoFrontMatter(problem) => assert_eq!(problem.code, ProblemCode::NoFrontMatter),
            Reading::Document(document) => panic!("{text:?} is read as {document:?}"),
        }
    }
}

#[test]
fn a_byte_order_mark_any_line_ends_and_no_final_newline_are_read() {
    for (text, body) in [
        ("\u{feff}---\ntitle: A\ndate: 2021-05-24\n---\nText\n", "Text\n"),
        (
            "---\r\ntitle: A\r\ndate: 2021-05-24\r\n---\r\nText\r\n",
            "Text\r\n",
        ),
        (
            "---\ntitle: A\r\ndate: 2021-05-24\n---\r\nText\nMore\r\n",
            "Text\nMore\r\n",
        ),
        ("---\ntitle: A\ndate: 2021-05-24\n---\nText", "Text"),
        (
            "\u{feff}---\r\ntitle: A\r\ndate: 2021-05-24\n...  \r\nText",
            "Text",
        ),
    ] {
        let document = read(text);
        assert_eq!(
            (
                document.title.as_str(),
                document.body.as_str(),
                document.body_line
            ),
            ("A", body, 5),
            "{text:?}"
        );
        assert_eq!(
            document.date.map(|date| date.day).as_deref(),
            Some("2021-05-24"),
            "{text:?}"
        );
        assert_eq!(document.problems, [], "{text:?}");
        assert!(!document.read_only && !document.broken);
    }
}

#[test]
fn bytes_that_are_not_utf8_are_shown_with_marks_read_only_and_reported() {
    let document = read(b"---\ntitle: A\n---\nCaf\xe9\n");
    assert!(document.read_only && !document.broken);
    assert_eq!(document.body, "Caf\u{fffd}\n");
    let problem = only_problem(&document);
    assert_eq!((problem.code, problem.line), (ProblemCode::InvalidUtf8, Some(4)));
}

#[test]
fn published_false_no_and_off_hide_a_document_in_any_case() {
    for value in [
        "false",
        "no",
        "off",
        "False",
        "FALSE",
        "No",
        "NO",
        "Off",
        "OFF",
        "false # for now",
    ] {
        let document = published(value);
        assert!(!document.published && document.problems.is_empty(), "{value}");
    }
    for value in ["true", "yes", "on", "", "~", "null", "0", "n", "later"] {
        let document = published(value);
        assert!(document.published && document.problems.is_empty(), "{value}");
    }
}

#[test]
fn published_in_quotes_is_published_with_a_warning() {
    for value in ["\"false\"", "'false'", "'no'", "\"Off\"", "!!str false"] {
        let document = published(value);
        assert!(document.published, "{value}");
        let problem = only_problem(&document);
        assert_eq!(
            (problem.code, problem.line),
            (ProblemCode::PublishedIsText, Some(3)),
            "{value}"
        );
    }
}

#[test]
fn a_date_in_the_future_is_read_like_any_other() {
    let document = read("---\ntitle: A\ndate: 2999-01-01\n---\n");
    assert_eq!(
        document.date.map(|date| date.rfc3339()).as_deref(),
        Some("2999-01-01T00:00:00Z")
    );
    assert!(document.published && document.problems.is_empty());
}

#[test]
fn a_date_that_cannot_be_read_is_reported_with_its_line() {
    let document = read("---\ntitle: A\ndate: next Tuesday\n---\n");
    assert_eq!(document.date, None);
    let problem = only_problem(&document);
    assert_eq!((problem.code, problem.line), (ProblemCode::DateInvalid, Some(3)));
}

#[test]
fn of_a_key_that_stands_twice_the_last_wins_with_a_warning() {
    let document = read("---\ntitle: A\nslug: a\ntitle: B\n---\n");
    assert_eq!(document.title, "B");
    let problem = only_problem(&document);
    assert_eq!((problem.code, problem.line), (ProblemCode::DuplicateKey, Some(4)));
    assert!(problem.message.contains("lines 2 and 4"), "{}", problem.message);
}

#[test]
fn what_editors_sync_engines_and_jekyll_keep_for_themselves_is_skipped() {
    let config = SiteConfig::default();
    for path in [
        "responses/.a.md",
        "responses/_a.md",
        "responses/#a.md#",
        "responses/~a.md",
        "responses/a.md~",
        "responses/~$a.md",
        "responses/.syncthing.a.md.tmp",
        "responses/a.md.part",
        "responses/.stversions/a.md",
        ".stfolder/responses/a.md",
        ".git/responses/a.md",
        "node_modules/x/responses/a.md",
        "_site/responses/a.md",
        "_news/a.md",
    ] {
        assert_eq!(places::of_file(path, &config), Place::Skipped, "{path}");
    }
    for directory in [
        ".stversions",
        ".stfolder",
        ".git",
        "node_modules",
        "_site",
        "responses/.x",
        "responses/_x",
    ] {
        assert!(!places::walks_into(directory, &config), "{directory}");
    }
    for (path, kind) in [
        ("_arguendo/a.md", Kind::Response),
        ("_arguendo-questions/a.md", Kind::Question),
        ("_contributors/a.md", Kind::Contributor),
        ("_drafts/arguendo/a.md", Kind::Draft),
    ] {
        assert_eq!(places::of_file(path, &config), Place::Document(kind), "{path}");
    }
}

#[test]
fn a_conflict_copy_is_known_by_its_name_as_a_document_beside_its_original() {
    for name in [
        "a.sync-conflict-20240131-235959-ABCDEFG.md",
        "a (Anna's conflicted copy 2024-01-31).md",
        "a (conflicted copy Anna 2024-01-31 235959).md",
        "a_conflict-20240131-235959.md",
        "a.Conflict.md",
        "a-ANNAPC.md",
        "a-ANNAPC-safeBackup-0001.md",
        "a (1).md",
        "a 2.md",
    ] {
        let path = format!("responses/{name}");
        assert_eq!(
            places::of_file(&path, &SiteConfig::default()),
            Place::Document(Kind::Response),
            "{name}"
        );
        assert_eq!(places::conflict_bases(&path), ["responses/a.md"], "{name}");
    }
}

#[test]
fn a_file_over_8_mib_is_listed_with_its_size_and_without_its_body() {
    let size = LARGEST_BODY + LARGEST_BODY / 2;
    let mut head = b"---\ntitle: A\n---\n".to_vec();
    head.resize(HEAD_OF_LARGE_FILE - 1, b'x');
    // The cut goes through a letter of two bytes.
    head.push("é".as_bytes()[0]);
    let config = SiteConfig::default();
    let Reading::Document(document) = document::read(Kind::Response, "responses/a.md", size, &head, &config)
    else {
        panic!("no document");
    };
    assert_eq!((document.title.as_str(), document.body.as_str()), ("A", ""));
    assert!(!document.read_only && !document.broken);
    let problem = only_problem(&document);
    assert_eq!(problem.code, ProblemCode::TooLarge);
    assert!(problem.message.contains("12.0 MiB"), "{}", problem.message);
}

#[test]
fn a_file_of_just_8_mib_is_read_whole() {
    let mut bytes = b"---\ntitle: A\n---\n".to_vec();
    bytes.resize(LARGEST_BODY as usize, b'x');
    let document = read(&bytes);
    assert_eq!(document.body.len(), bytes.len() - 17);
    assert!(document.problems.is_empty());
}

#[test]
fn a_large_file_whose_front_matter_does_not_end_in_its_head_is_listed_as_broken() {
    let mut head = b"---\ntitle: A\n".to_vec();
    head.resize(HEAD_OF_LARGE_FILE, b'x');
    let config = SiteConfig::default();
    let Reading::Document(document) =
        document::read(Kind::Response, "responses/a.md", LARGEST_BODY + 1, &head, &config)
    else {
        panic!("no document");
    };
    assert!(document.broken && document.body.is_empty());
    let codes: Vec<ProblemCode> = document.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [ProblemCode::TooLarge, ProblemCode::FrontMatterInvalid]);
}
