//! Tests of [`split`] and [`parse`].

use std::time::{Duration, Instant};

use super::*;

fn parts(text: &str) -> (&str, &str, u32) {
    match split(text) {
        Split::Parts(parts) => {
            assert!(text[parts.header_start..].starts_with(parts.header));
            (parts.header, parts.body, parts.body_line)
        }
        other => panic!("{text:?} has no front matter: {other:?}"),
    }
}

fn scalar(text: &str, key: &str) -> (String, bool) {
    let (map, _) = parse(text, HEADER_LINE).unwrap();
    match &map.get(key).unwrap().value.value {
        Value::Scalar { text, plain } => (text.clone(), *plain),
        other => panic!("{key} is {other:?}"),
    }
}

fn invalid(text: &str) -> Invalid {
    parse(text, HEADER_LINE).unwrap_err()
}

#[test]
fn front_matter_lies_between_two_fences() {
    assert_eq!(parts("---\ntitle: A\n---\nText\n"), ("title: A\n", "Text\n", 4));
    assert_eq!(parts("---\ntitle: A\n...\nText"), ("title: A\n", "Text", 4));
    assert_eq!(parts("---\n---\n"), ("", "", 3));
    assert_eq!(parts("---\ntitle: A\n---"), ("title: A\n", "", 4));
}

#[test]
fn a_byte_order_mark_any_line_end_and_blanks_after_the_fences_are_read() {
    assert_eq!(
        parts("\u{feff}---\r\ntitle: A\r\n---\r\nText"),
        ("title: A\r\n", "Text", 4)
    );
    assert_eq!(
        parts("--- \t\ntitle: A\r\n---  \nText\r\n"),
        ("title: A\r\n", "Text\r\n", 4)
    );
}

#[test]
fn the_body_keeps_its_blank_lines_and_later_rules() {
    assert_eq!(
        parts("---\na: b\n---\n\n\nText\n---\nMore"),
        ("a: b\n", "\n\nText\n---\nMore", 4)
    );
}

#[test]
fn what_is_no_fence_opens_and_closes_nothing() {
    for text in [
        "",
        "---",
        "----\na: b\n---\n",
        " ---\na: b\n---\n",
        "\n---\na: b\n---\n",
        "Text",
        "...\na: b\n---\n",
    ] {
        assert_eq!(split(text), Split::Absent, "{text:?}");
    }
    for text in [
        "---\n",
        "---\ntitle: A\n",
        "---\ntitle: A\n ---\n",
        "---\ntitle: A\n--- x\n",
    ] {
        assert_eq!(split(text), Split::Unclosed, "{text:?}");
    }
}

#[test]
fn scalars_come_out_as_they_are_written() {
    let text =
        "a: 2016\nb: no\nc: 010\nd: 'false'\ne: \"x\\ty\"\nf: >-\n  one\n  two\ng: !!str no\nh: 1_000\n";
    for (key, expected, plain) in [
        ("a", "2016", true),
        ("b", "no", true),
        ("c", "010", true),
        ("d", "false", false),
        ("e", "x\ty", false),
        ("f", "one two", false),
        ("g", "no", false),
        ("h", "1_000", true),
    ] {
        assert_eq!(scalar(text, key), (expected.to_owned(), plain), "{key}");
    }
}

#[test]
fn nothing_tilde_and_null_are_null_unless_quoted() {
    let (map, _) = parse("a:\nb: ~\nc: null\nd: 'null'\ne: ''\nf: nUlL\n", HEADER_LINE).unwrap();
    let nulls: Vec<&str> = map
        .entries
        .iter()
        .filter(|entry| entry.value.is_null())
        .map(|entry| entry.key.as_str())
        .collect();
    assert_eq!(nulls, ["a", "b", "c"]);
}

#[test]
fn every_key_knows_its_line_in_the_file() {
    let (map, _) = parse(
        "# first\r\ntitle: A\r\nlist:\r\n  - x\r\n  - y\r\nlast: z\r\n",
        HEADER_LINE,
    )
    .unwrap();
    let lines: Vec<u32> = map.entries.iter().map(|entry| entry.line).collect();
    assert_eq!(lines, [3, 4, 7]);
    let Value::List(items) = &map.entries[1].value.value else {
        panic!("no list")
    };
    assert_eq!(items.iter().map(|item| item.line).collect::<Vec<_>>(), [5, 6]);
}

#[test]
fn of_a_key_that_stands_twice_the_last_counts_and_both_lines_are_named() {
    let (map, duplicates) = parse("title: A\nx: 1\ntitle: B\n", HEADER_LINE).unwrap();
    assert_eq!(map.entries.len(), 2);
    assert_eq!(map.get("title").unwrap().line, 4);
    assert_eq!(
        duplicates,
        [Duplicate {
            key: "title".into(),
            first_line: 2,
            last_line: 4
        }]
    );
}

#[test]
fn an_empty_header_is_an_empty_map() {
    for text in ["", "\n", "# only a comment\n", "~\n", "--- \n"] {
        assert_eq!(
            parse(text, HEADER_LINE).unwrap().0,
            Mapping::default(),
            "{text:?}"
        );
    }
}

#[test]
fn a_text_or_a_list_in_place_of_keys_is_invalid() {
    assert_eq!(invalid("just words\n").line, 2);
    assert_eq!(invalid("# list\n- a\n").line, 3);
}

#[test]
fn an_error_names_line_and_column_in_the_file() {
    let error = invalid("title: A\nquestion: what: now\n");
    assert_eq!((error.line, error.column), (3, 15));
    let error = invalid("title: \"A\nother: b\n");
    assert!(error.line >= 2, "{error:?}");
}

#[test]
fn lists_and_maps_as_keys_and_ruby_s_tags_are_survived() {
    let (map, _) = parse(
        "? [a, b]\n: c\nclass: !ruby/object:Foo {a: b}\nd: !ruby/regexp /x/\n",
        HEADER_LINE,
    )
    .unwrap();
    assert_eq!(
        map.entries
            .iter()
            .map(|entry| entry.key.as_str())
            .collect::<Vec<_>>(),
        ["class", "d"]
    );
}

#[test]
fn only_the_first_of_several_yaml_documents_is_read() {
    let (map, _) = parse("a: b\n--- c\n[\n", HEADER_LINE).unwrap();
    assert_eq!(map.entries.len(), 1);
}

#[test]
fn an_alias_is_what_it_stands_for() {
    assert_eq!(scalar("a: &x b\n", "a").0, "b");
    assert_eq!(scalar("a: &x b\nc: *x\n", "c").0, "b");
    assert_eq!(scalar("a: &x 'no'\nc: *x\n", "c"), ("no".into(), false));
    assert_eq!(scalar("a: &x b\nd: &x e\nc: *x\n", "c").0, "e");
    let (map, _) = parse("a: &x [b, c]\nd: *x\ne: [*x, f]\n", HEADER_LINE).unwrap();
    let texts = |node: &Node| match &node.value {
        Value::List(items) => items
            .iter()
            .filter_map(Node::text)
            .map(String::from)
            .collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let d = map.get("d").unwrap();
    assert_eq!(
        (d.line, texts(&d.value)),
        (3, vec!["b".to_owned(), "c".to_owned()])
    );
    assert_eq!(texts(&map.get("e").unwrap().value), ["f"]);
    // Ruby refuses this as well.
    assert!(!invalid("a: *unknown\n").is_too_much);
    assert!(invalid("a: &x [*x]\n").is_too_much);
}

/// The expected values are those of Ruby's Psych.
#[test]
fn a_map_takes_over_what_another_has() {
    let inner = |text: &str| {
        let (map, duplicates) = parse(text, HEADER_LINE).unwrap();
        assert_eq!(duplicates, [], "{text}");
        let Value::Map(map) = &map.get("b").unwrap().value.value else {
            panic!("no map");
        };
        let mut pairs: Vec<String> = map
            .entries
            .iter()
            .map(|entry| format!("{}={}", entry.key, entry.value.text().unwrap_or("-")))
            .collect();
        pairs.sort();
        pairs.join(" ")
    };
    assert_eq!(inner("a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  k: 9\n"), "k=9 l=2");
    assert_eq!(inner("a: &x {k: 1, l: 2}\nb:\n  k: 9\n  <<: *x\n"), "k=1 l=2");
    assert_eq!(
        inner("a: &x {k: 1, l: 2}\nc: &y {k: 5, m: 6}\nb:\n  <<: [*x, *y]\n"),
        "k=1 l=2 m=6"
    );
    assert_eq!(inner("b:\n  <<: {k: 1}\n  l: 2\n"), "k=1 l=2");
    assert_eq!(inner("b:\n  <<: text\n"), "<<=text");
}

#[test]
fn a_list_of_names_may_be_long_and_everything_else_may_not() {
    let list = |entries: usize, entry: &str| format!("title: A\nlist:\n{}", entry.repeat(entries));
    for entries in [1_995, 2_000, 5_000, 20_000] {
        let (map, _) = parse(&list(entries, "  - r12345\n"), HEADER_LINE).unwrap();
        let Value::List(items) = &map.get("list").unwrap().value.value else {
            panic!("no list");
        };
        assert_eq!(items.len(), entries);
    }
    assert!(invalid(&list(20_001, "  - r\n")).is_too_much);
    assert!(invalid(&list(3_000, "  - {a: b}\n")).is_too_much);
    assert!(invalid(&format!("x: &x [{}]\ny: [*x, *x]\n", "a, ".repeat(1_500))).is_too_much);
    assert!(
        invalid(&format!(
            "x: &x {}\ny: [{}]\n",
            "a".repeat(10_000),
            "*x, ".repeat(100)
        ))
        .is_too_much
    );
}

#[test]
fn what_is_too_much_costs_its_own_key_alone() {
    let deep = "[".repeat(20);
    let many = "a, ".repeat(20_001);
    let long = "  - a-response-with-a-long-name\n".repeat(9_000);
    for (name, value) in [
        ("deep", format!(" {deep}{}", "]".repeat(20))),
        ("many", format!(" [{many}]")),
        ("long", format!("\n{long}")),
        ("bomb", format!(" [&x [{}], *x, *x]", "a, ".repeat(1_500))),
    ] {
        let text = format!("title: A\nx:{value}\nslug: b\n");
        assert!(invalid(&text).is_too_much, "{name}");
        let map = parse_each(&text, HEADER_LINE);
        let keys: Vec<&str> = map.entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["title", "slug"], "{name}");
        let last = text.lines().count();
        assert_eq!(map.entries[1].line as usize, last + 1, "{name}");
    }
}

#[test]
fn hostile_headers_are_refused_at_once() {
    let mut bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
    for level in 1..40 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(",");
        bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    let maps: String = (0..10_000)
        .map(|level| format!("{}a:\n", " ".repeat(level.min(300))))
        .collect();
    let long = |unit: &str| format!("a: {}\n", unit.repeat(60_000 / unit.len()));
    let hostile = [
        bomb,
        "[".repeat(200_000),
        "[".repeat(60_000),
        "{a: ".repeat(10_000),
        maps,
        (0..10_000).map(|_| "- ").collect(),
        (0..300)
            .map(|level| format!("{}a:\n", " ".repeat(level)))
            .collect(),
        "? ".repeat(30_000),
        format!("[{}]", "x,".repeat(20_000)),
        "a: b\n".repeat(10_000),
        format!("\"{}", "\\".repeat(60_000)),
        "#\n".repeat(30_000) + "a: [",
    ];
    // Some of these are valid. The test only checks that reading them ends.
    let endured = [
        long("x "),
        long("'"),
        long("&"),
        long("\u{a0}"),
        long("x\n  "),
        format!("a: |\n{}", "\n".repeat(60_000)),
        "&a ".repeat(20_000),
        "!a ".repeat(20_000),
        "%a b\n".repeat(10_000),
    ];
    for text in &hostile {
        let begun = Instant::now();
        assert!(parse(text, HEADER_LINE).is_err(), "{:.40}", text);
        assert!(
            begun.elapsed() < Duration::from_secs(2),
            "{:.40} took {:?}",
            text,
            begun.elapsed()
        );
    }
    for text in &endured {
        let begun = Instant::now();
        let _ = parse(text, HEADER_LINE);
        assert!(
            begun.elapsed() < Duration::from_secs(2),
            "{:.40} took {:?}",
            text,
            begun.elapsed()
        );
    }
}
