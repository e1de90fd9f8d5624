//! Tests of the fields of a document. The cases of the folder's specification are in `tests/folder_cases.rs`.

use super::*;
use crate::content::problem::ProblemCode;
use crate::content::site_config;

fn read_with(kind: Kind, path: &str, text: &str, config: &str) -> Document {
    let (config, _) = site_config::read(config.as_bytes());
    match read(kind, path, text.len() as u64, text.as_bytes(), &config) {
        Reading::Document(document) => *document,
        Reading::NoFrontMatter(problem) => panic!("{text:?} is no document: {problem:?}"),
    }
}

fn response(header: &str) -> Document {
    read_with(
        Kind::Response,
        "responses/a-name.md",
        &format!("---\ntitle: T\n{header}\n---\nText\n"),
        "",
    )
}

fn question(header: &str) -> Document {
    read_with(
        Kind::Question,
        "questions/a-name.md",
        &format!("---\ntitle: T\n{header}\n---\nText\n"),
        "",
    )
}

fn codes(document: &Document) -> Vec<(ProblemCode, Option<u32>)> {
    document
        .problems
        .iter()
        .map(|problem| (problem.code, problem.line))
        .collect()
}

#[test]
fn the_slug_is_the_one_written_as_text_else_the_stem_without_its_date() {
    for (header, slug) in [
        ("slug: 2016", "2016"),
        ("slug: 010", "010"),
        ("slug: no", "no"),
        ("slug: 'null'", "null"),
        ("slug: >-\n  The-Long\n  -Slug", "The-Long -Slug"),
        ("slug: ASP Side Event", "ASP Side Event"),
        ("slug:", "a-name"),
        ("slug: ''", "a-name"),
        ("slug: '  '", "a-name"),
        ("slug: ~", "a-name"),
        ("", "a-name"),
    ] {
        let document = response(header);
        assert_eq!(document.slug, slug, "{header:?}");
        assert!(
            document.problems.is_empty(),
            "{header:?}: {:?}",
            document.problems
        );
    }
    let dated = read_with(
        Kind::Response,
        "responses/2016-08-01-a-name.md",
        "---\ntitle: T\n---\n",
        "",
    );
    assert_eq!(
        (dated.stem.as_str(), dated.slug.as_str()),
        ("2016-08-01-a-name", "a-name")
    );
}

#[test]
fn a_missing_or_blank_title_is_made_from_the_file_name_and_said() {
    for header in ["", "title:", "title: ''", "title: \" \\u200b\"", "slug: other"] {
        let text = format!("---\n{header}\n---\n");
        let document = read_with(
            Kind::Response,
            "responses/2016-08-01-why-US-culture.md",
            &text,
            "",
        );
        assert_eq!(document.title, "Why Us Culture", "{header:?}");
        assert_eq!(
            codes(&document),
            [(ProblemCode::TitleMissing, None)],
            "{header:?}"
        );
    }
}

#[test]
fn a_file_name_without_words_is_its_own_title() {
    for (path, title) in [
        ("responses/---.md", "---"),
        ("responses/-a.md", "A"),
        ("responses/2016-08-01-.md", "2016 08 01"),
    ] {
        assert_eq!(read_with(Kind::Response, path, "---\n---\n", "").title, title);
    }
}

#[test]
fn a_title_is_freed_of_blanks_and_of_invisible_characters_at_its_ends_alone() {
    let text = "---\ntitle: \"\u{200b} A\u{200b}B \u{feff}\"\ndescription: ' as written '\n---\n";
    let document = read_with(Kind::Response, "responses/a.md", text, "");
    assert_eq!(document.title, "A\u{200b}B");
    assert_eq!(document.description.as_deref(), Some(" as written "));
}

#[test]
fn titles_keep_words_that_yaml_would_take_for_something_else() {
    for (header, title) in [
        ("title: no", "no"),
        ("title: 2016", "2016"),
        ("title: 2016-08-01", "2016-08-01"),
    ] {
        let document = read_with(
            Kind::Question,
            "questions/a.md",
            &format!("---\n{header}\n---\n"),
            "",
        );
        assert_eq!(document.title, title);
    }
}

#[test]
fn references_are_a_block_list_a_flow_list_or_a_single_one() {
    for header in [
        "arguendo:\n  - a\n  - B b\n  - 2016",
        "arguendo:\n- a\n- B b\n- 2016",
        "arguendo: [a, B b, 2016]",
    ] {
        assert_eq!(question(header).responses, ["a", "B b", "2016"], "{header:?}");
    }
    assert_eq!(question("arguendo: a").responses, ["a"]);
    assert_eq!(response("contributors: a").contributors, ["a"]);
}

#[test]
fn blank_references_are_dropped_without_a_word() {
    for header in [
        "arguendo:",
        "arguendo: []",
        "arguendo: ''",
        "arguendo: ~",
        "arguendo:\n  -\n  - ''\n  - ~\n  - ' '",
    ] {
        let document = question(header);
        assert!(
            document.responses.is_empty() && document.problems.is_empty(),
            "{header:?}: {document:?}"
        );
    }
    assert_eq!(response("arguendo-question: ''").question, None);
    assert_eq!(response("arguendo-question: q").question.as_deref(), Some("q"));
}

#[test]
fn what_a_key_cannot_mean_is_left_out_and_said_with_the_key_s_line() {
    let document = question("arguendo:\n  - a\n  - {b: c}\n  - [d]\n  - e");
    assert_eq!(document.responses, ["a", "e"]);
    assert_eq!(codes(&document), [(ProblemCode::UnexpectedValue, Some(3))]);
    for header in [
        "slug: [a]",
        "arguendo-question: {a: b}",
        "date: [2021-05-24]",
        "published: [false]",
        "reveal: never",
    ] {
        let document = response(header);
        assert_eq!(
            codes(&document),
            [(ProblemCode::UnexpectedValue, Some(3))],
            "{header:?}"
        );
        assert!(document.published && document.slug == "a-name" && document.question.is_none());
    }
    let document = read_with(Kind::Question, "questions/a.md", "---\ntitle: [a]\n---\n", "");
    assert_eq!(
        codes(&document),
        [
            (ProblemCode::TitleMissing, None),
            (ProblemCode::UnexpectedValue, Some(2))
        ]
    );
}

#[test]
fn replies_are_maps_plain_slugs_or_a_single_one() {
    let document = response(
        "responds-to:\n  - response: a\n    relation: Rebuts\n    quote: \"It is so.\"\n  - b\n  -\n  - {response: c}",
    );
    let reply = |response: &str| RespondsTo {
        response: response.into(),
        relation: None,
        quote: None,
    };
    let first = RespondsTo {
        relation: Some("rebuts".into()),
        quote: Some("It is so.".into()),
        ..reply("a")
    };
    assert_eq!(document.responds_to, [first, reply("b"), reply("c")]);
    assert!(document.problems.is_empty());
    assert_eq!(response("responds-to: a").responds_to, [reply("a")]);
    assert_eq!(response("responds-to: {response: a}").responds_to, [reply("a")]);
    assert!(response("responds-to:").responds_to.is_empty());
}

#[test]
fn a_reply_without_a_response_is_left_out_and_one_with_another_relation_kept() {
    let document =
        response("responds-to:\n  - {relation: rebuts}\n  - {response: a, relation: hates}\n  - [b]");
    assert_eq!(
        document.responds_to,
        [RespondsTo {
            response: "a".into(),
            relation: None,
            quote: None
        }]
    );
    assert!(
        codes(&document)
            .iter()
            .all(|code| *code == (ProblemCode::UnexpectedValue, Some(3)))
    );
    assert_eq!(document.problems.len(), 3);
}

#[test]
fn our_own_keys_are_read() {
    let document = response("thesis: It is.\nstance: Sceptic\nanswers: [2, '3']");
    assert_eq!(
        (document.thesis.as_deref(), document.stance.as_deref()),
        (Some("It is."), Some("Sceptic"))
    );
    assert_eq!(document.answers, [2, 3]);
    let document = question(
        "asks:\n  - Is it?\n  - Why?\nrevisits: old\ndue: 2024-06-30\nword-limit: 800\nreveal: after-mine",
    );
    assert_eq!(document.asks, ["Is it?", "Why?"]);
    assert_eq!(document.revisits.as_deref(), Some("old"));
    assert_eq!(
        document.due.as_ref().map(|due| due.day.as_str()),
        Some("2024-06-30")
    );
    assert_eq!(document.word_limit, Some(800));
    assert!(document.reveal_after_mine && document.problems.is_empty());
    assert!(!question("reveal: always").reveal_after_mine);
    let document = read_with(
        Kind::Contributor,
        "contributors/a.md",
        "---\ntitle: A. B\nlast_name: B\nimage_path: /uploads/b.jpg\ndescription: Professor\n---\nBio\n",
        "",
    );
    assert_eq!(document.last_name.as_deref(), Some("B"));
    assert_eq!(document.image.as_deref(), Some("/uploads/b.jpg"));
    assert_eq!(document.body, "Bio\n");
}

#[test]
fn numbers_that_are_none_are_left_out_and_said() {
    for header in [
        "word-limit: many",
        "word-limit: 0",
        "word-limit: -1",
        "answers: [1, x]",
        "answers: {a: 1}",
    ] {
        assert_eq!(
            codes(&question(header)),
            [(ProblemCode::UnexpectedValue, Some(3))],
            "{header:?}"
        );
    }
    assert_eq!(question("answers: [1, x, 99999999999]").answers, [1]);
}

#[test]
fn a_date_in_the_file_name_counts_where_none_is_written() {
    let at =
        |path: &str, text: &str| read_with(Kind::Response, path, text, "timezone: America/New_York").date;
    let date = at("responses/2016-08-01-a.md", "---\ntitle: T\ndate:\n---\n").unwrap();
    assert_eq!(
        (date.written.as_str(), date.rfc3339().as_str()),
        ("2016-08-01", "2016-08-01T04:00:00Z")
    );
    let date = at(
        "responses/2016-08-01-a.md",
        "---\ntitle: T\ndate: 2017-01-02\n---\n",
    )
    .unwrap();
    assert_eq!(date.day, "2017-01-02");
    assert_eq!(at("responses/2016-99-01-a.md", "---\ntitle: T\n---\n"), None);
    assert_eq!(
        at("responses/2016-08-01-a.md", "---\ntitle: T\ndate: soon\n---\n"),
        None
    );
}

#[test]
fn the_defaults_of_the_config_stand_in_for_what_is_not_written() {
    let config = "defaults:\n- scope: {path: '', type: arguendo}\n  values: {published: false, stance: open, description: [x]}\n";
    let read = |header: &str| {
        read_with(
            Kind::Response,
            "_arguendo/a.md",
            &format!("---\ntitle: T\n{header}\n---\n"),
            config,
        )
    };
    let document = read("stance:");
    assert!(!document.published);
    assert_eq!(document.stance.as_deref(), Some("open"));
    assert_eq!(codes(&document), [(ProblemCode::UnexpectedValue, None)]);
    let document = read("published: yes\nstance: ''\ndescription: d");
    assert!(
        document.published && document.stance.is_none() && document.problems.is_empty(),
        "{document:?}"
    );
    assert!(
        read_with(
            Kind::Question,
            "_arguendo-questions/a.md",
            "---\ntitle: T\n---\n",
            config
        )
        .published
    );
}

#[test]
fn a_document_whose_front_matter_is_broken_takes_the_defaults_too() {
    let config = "defaults:\n- values: {published: false}\n";
    let document = read_with(
        Kind::Response,
        "_arguendo/a-name.md",
        "---\ntitle: a: b\n---\nText",
        config,
    );
    assert!(document.broken && !document.published);
    assert_eq!(
        (document.title.as_str(), document.slug.as_str()),
        ("A Name", "a-name")
    );
}

#[test]
fn problems_come_in_the_order_of_lines_those_of_the_whole_file_first() {
    let document = read_with(
        Kind::Response,
        "responses/a.md",
        "---\npublished: 'no'\ndate: soon\nslug: a\nslug: b\n---\n",
        "",
    );
    assert_eq!(
        codes(&document),
        [
            (ProblemCode::TitleMissing, None),
            (ProblemCode::PublishedIsText, Some(2)),
            (ProblemCode::DateInvalid, Some(3)),
            (ProblemCode::DuplicateKey, Some(5)),
        ]
    );
}

#[test]
fn a_document_that_is_kept_back_stays_back_while_its_front_matter_is_broken() {
    for (line, published) in [
        ("published: false", false),
        ("published: No # yet", false),
        ("published: true", true),
    ] {
        let text = format!("---\ntitle: [\n{line}\n---\npublished: false\n");
        let document = read_with(Kind::Response, "responses/a.md", &text, "");
        assert_eq!((document.broken, document.published), (true, published), "{line}");
    }
}
