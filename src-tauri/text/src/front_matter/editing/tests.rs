//! Edits of headers as people write them: what changes, what stays, and what is refused.

use proptest::prelude::*;

use super::*;
use crate::front_matter::{HEADER_LINE, Split, Value, parse, split};

fn document(header: &str) -> String {
    format!("---\n{header}---\n\nThe *text*.\n")
}

fn added(header: &str) -> String {
    let text = document(header);
    let changed = add_to_list(&text, "arguendo", "new").unwrap();
    assert_eq!(
        remove_from_list(&changed, "arguendo", "new").unwrap(),
        text,
        "and back"
    );
    changed
        .strip_prefix("---\n")
        .unwrap()
        .split("---\n")
        .next()
        .unwrap()
        .to_owned()
}

#[test]
fn a_list_gets_one_more_line_like_the_others() {
    assert_eq!(
        added("title: Q\narguendo:\n  - a # first\n  - b\n\n# end\nslug:\n"),
        "title: Q\narguendo:\n  - a # first\n  - b\n  - new\n\n# end\nslug:\n"
    );
    assert_eq!(added("arguendo:\n- a\n- b\n"), "arguendo:\n- a\n- b\n- new\n");
    assert_eq!(
        added("arguendo:\n    -\ta\n"),
        "arguendo:\n    -\ta\n    -\tnew\n"
    );
    assert_eq!(
        added("arguendo:\n  - 'a'\n  # c\n"),
        "arguendo:\n  - 'a'\n  - 'new'\n  # c\n"
    );
    assert_eq!(
        added("arguendo:\n  - \"a\"\nb: c\n"),
        "arguendo:\n  - \"a\"\n  - \"new\"\nb: c\n"
    );
}

#[test]
fn a_list_in_brackets_stays_in_brackets() {
    assert_eq!(added("arguendo: [a, b] # c\n"), "arguendo: [a, b, new] # c\n");
    assert_eq!(added("arguendo: [ 'a','b' ]\n"), "arguendo: [ 'a','b','new' ]\n");
    assert_eq!(added("arguendo: []\n"), "arguendo: [new]\n");
    assert_eq!(added("arguendo: [ ]\n"), "arguendo: [new ]\n");
    assert_eq!(
        added("arguendo: [\n  a,\n  b,\n  ]\nx: y\n"),
        "arguendo: [\n  a,\n  b,\n  new,\n  ]\nx: y\n"
    );
    assert_eq!(
        added("arguendo: [ a, # one, two\n  b # three\n  ]\n"),
        "arguendo: [ a, # one, two\n  b, new # three\n  ]\n"
    );
}

#[test]
fn an_empty_value_becomes_a_list() {
    assert_eq!(added("arguendo:\nslug: x\n"), "arguendo:\n  - new\nslug: x\n");
    assert_eq!(
        added("arguendo: \t# none yet\n"),
        "arguendo: \t# none yet\n  - new\n"
    );
    for empty in ["~", "null", "''", "\" \""] {
        let text = document(&format!("arguendo: {empty} # c\nslug: x\n"));
        let changed = add_to_list(&text, "arguendo", "new").unwrap();
        assert_eq!(changed, document("arguendo: [new] # c\nslug: x\n"));
    }
    let text = document("title: x\n");
    let changed = add_to_list(&text, "arguendo", "new").unwrap();
    assert_eq!(changed, document("title: x\narguendo:\n  - new\n"));
    let changed = add_to_list(&document("arguendo: one\n"), "arguendo", "new").unwrap();
    assert_eq!(changed, document("arguendo: [one, new]\n"));
}

#[test]
fn line_ends_marks_and_fences_stay_as_they_are() {
    let text =
        "\u{feff}--- \r\ntitle: >-\r\n  folded\r\n  scalar\r\narguendo:\r\n  - a\r\nslug:\r\n...\r\nno end";
    let changed = add_to_list(text, "arguendo", "new").unwrap();
    assert_eq!(changed, text.replace("  - a\r\n", "  - a\r\n  - new\r\n"));
    let changed = set(text, "title", "Other").unwrap();
    assert_eq!(changed, text.replace(">-\r\n  folded\r\n  scalar", "Other"));
    let empty = "---\r\n---\r\n";
    assert_eq!(set(empty, "title", "T").unwrap(), "---\r\ntitle: T\r\n---\r\n");
}

#[test]
fn of_a_key_that_stands_twice_the_last_one_counts() {
    let text = document("arguendo: [a]\nx: y\narguendo:\n  - b\n");
    let changed = add_to_list(&text, "arguendo", "new").unwrap();
    assert_eq!(
        changed,
        document("arguendo: [a]\nx: y\narguendo:\n  - b\n  - new\n")
    );
    assert_eq!(remove(&text, "arguendo").unwrap(), document("x: y\n"));
}

#[test]
fn an_entry_that_is_there_under_an_equal_name_is_not_added_and_is_found_when_it_goes() {
    for header in [
        "arguendo:\n  - New\n  - other\n",
        "arguendo: ['NEW', other]\n",
        "arguendo: [other, \"new\", new]\n",
    ] {
        let text = document(header);
        assert_eq!(add_to_list(&text, "arguendo", "new").unwrap(), text);
        let without = remove_from_list(&text, "arguendo", "new").unwrap();
        assert_eq!(list(&without, "arguendo"), ["other"], "{header}");
    }
    let text = document("arguendo:\n  # none of these\n  - x\n  # goes\n  - new # not this\n  - y\n");
    let without = document("arguendo:\n  # none of these\n  - x\n  # goes\n  - y\n");
    assert_eq!(remove_from_list(&text, "arguendo", "new").unwrap(), without);
}

#[test]
fn a_value_is_replaced_in_its_own_quotes_and_keeps_its_comment() {
    let replaced = |header: &str| set(&document(header), "title", "It's new").unwrap();
    assert_eq!(
        replaced("title: 'Old'  # c\nx: y\n"),
        document("title: 'It''s new'  # c\nx: y\n")
    );
    assert_eq!(
        replaced("\"title\": \"Old\"\n"),
        document("\"title\": \"It's new\"\n")
    );
    assert_eq!(replaced("title: Old\n"), document("title: It's new\n"));
    assert_eq!(replaced("title:  \n"), document("title: It's new\n"));
    assert_eq!(replaced("title: # c\n"), document("title: It's new # c\n"));
    assert_eq!(
        replaced("title: old\n  and long\nx: |\n  y\n\n"),
        document("title: It's new\nx: |\n  y\n\n")
    );
    assert_eq!(
        replaced("title:\n  - a\n  - b\n# c\n"),
        document("title: It's new\n# c\n")
    );
    assert_eq!(
        replaced("title: |+\n  a\n\n  b\n\nx: y\n"),
        document("title: It's new\n\nx: y\n")
    );
}

#[test]
fn a_new_key_stands_behind_its_neighbour() {
    let text = document("title: T # c\n\ncontributors:\n  - a\n# end\n");
    assert_eq!(
        set_plain(&text, "published", "true").unwrap(),
        document("title: T # c\npublished: true\n\ncontributors:\n  - a\n# end\n")
    );
    assert_eq!(
        set(&text, "slug", "s").unwrap(),
        document("title: T # c\n\ncontributors:\n  - a\nslug: s\n# end\n")
    );
    assert_eq!(
        set(&text, "other", "s").unwrap(),
        document("title: T # c\n\ncontributors:\n  - a\n# end\nother: s\n")
    );
}

#[test]
fn what_cannot_be_done_safely_is_refused() {
    for (header, key) in [
        ("{arguendo: [a], x: y}\n", "arguendo"),
        ("arguendo: &list\n  - a\n", "arguendo"),
        ("arguendo: !!seq [a]\n", "arguendo"),
        ("arguendo:\n  - a: b\n", "arguendo"),
        ("arguendo: {a: b}\n", "arguendo"),
        ("arguendo: |\n  a\n", "arguendo"),
        ("arguendo:\n  -\n    a\n", "arguendo"),
        ("? arguendo\n: [a]\n", "arguendo"),
    ] {
        let refused = add_to_list(&document(header), key, "new");
        assert!(
            matches!(refused, Err(EditError::Unsafe { .. })),
            "{header}: {refused:?}"
        );
    }
    assert_eq!(add_to_list("no header\n", "a", "b"), Err(EditError::NoHeader));
    assert!(matches!(
        set(&document("a: [\n"), "b", "c"),
        Err(EditError::Invalid(_))
    ));
}

#[test]
fn a_list_of_maps_is_written_as_lines() {
    let maps = [
        vec![
            ("response", "a-b"),
            ("relation", "rebuts"),
            ("quote", "“No”: it's\n#1"),
        ],
        vec![("response", "c")],
    ];
    let text = document("title: T\nslug: s\n");
    let changed = set_maps(&text, "responds-to", &maps).unwrap();
    assert_eq!(
        changed,
        document(
            "title: T\nresponds-to:\n  - response: a-b\n    relation: rebuts\n    quote: \"“No”: it's\\n#1\"\n  - response: c\nslug: s\n"
        )
    );
    assert_eq!(set_maps(&changed, "responds-to", &maps).unwrap(), changed);
    assert_eq!(set_maps(&changed, "responds-to", &[]).unwrap(), text);
}

#[test]
fn a_list_is_set_and_what_stays_keeps_its_line() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let text = document("contributors:\n  - a # first\n  - b\n  - c # third\n");
    let changed = set_list(&text, "contributors", &names(&["a", "c", "d"])).unwrap();
    assert_eq!(
        changed,
        document("contributors:\n  - a # first\n  - c # third\n  - d\n")
    );
    let turned = set_list(&text, "contributors", &names(&["c", "a"])).unwrap();
    assert_eq!(list(&turned, "contributors"), ["c", "a"]);
    assert_eq!(
        set_list(&text, "contributors", &[]).unwrap(),
        document("contributors:\n")
    );
}

/// Headers of all styles, in which `arguendo` can be a list of any form.
fn header() -> impl Strategy<Value = String> {
    let other = prop::sample::select(vec![
        "title: 'It''s: a #title'\n",
        "title: \"two\\nlines\" # comment\n",
        "description: >-\n  folded\n  lines\n\n",
        "description: |+\n  kept\n\n\n",
        "# a comment\n",
        "\n",
        "published: true\t\n",
        "nested:\n  a: [b, c]\n  d:\n  - e\n",
        "plain: over\n  two lines\n",
        "slug:\n",
        "contributors:\n  - one\n\n  # between\n  - two\n",
    ]);
    let list = prop::sample::select(vec![
        "",
        "arguendo:\n",
        "arguendo: \n",
        "arguendo: # none\n",
        "arguendo: []\n",
        "arguendo: [a]\n",
        "arguendo: [ \"a\", 'b' , c]\t# and so on\n",
        "arguendo: [a,\n  b,\n  ]\n",
        "arguendo:\n  - a\n  - b # c\n",
        "arguendo:\n- a\n\n- 'b'\n",
        "arguendo:\n    - a\n    # between\n    - b\n  # after\n",
        "\"arguendo\":\n  -   a\n",
    ]);
    let lines = prop::collection::vec(other, 0..5);
    (lines.clone(), list, lines).prop_map(|(before, list, after)| {
        let mut seen = std::collections::BTreeSet::new();
        let all = before.into_iter().chain([list]).chain(after);
        all.filter(|piece| piece.starts_with(['#', '\n']) || seen.insert(piece.split(':').next()))
            .collect()
    })
}

/// True if `long` is `short` with one piece inserted.
fn is_longer_by_one_piece(long: &str, short: &str) -> bool {
    let front = long
        .bytes()
        .zip(short.bytes())
        .take_while(|(one, other)| one == other)
        .count();
    let rest = &short.as_bytes()[front..];
    long.len() > short.len() && long.as_bytes().ends_with(rest)
}

proptest! {
    #[test]
    fn adding_an_entry_adds_bytes_in_one_place_and_taking_it_out_gives_the_same_bytes(
        header in header(),
        entry in "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}",
        crlf: bool,
        mark: bool,
        body in prop::sample::select(vec!["", "text", "text\n", "---\n", "\n\n"]),
    ) {
        let mark = if mark { "\u{feff}" } else { "" };
        let text = format!("{mark}---\n{header}---\n{body}");
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        prop_assume!(!["a", "b", "c"].contains(&entry.as_str()));
        let changed = add_to_list(&text, "arguendo", &entry).unwrap();
        prop_assert!(is_longer_by_one_piece(&changed, &text), "{changed:?}");
        prop_assert!(list(&changed, "arguendo").contains(&entry));
        let back = remove_from_list(&changed, "arguendo", &entry).unwrap();
        if header.contains("arguendo") {
            prop_assert_eq!(back, text);
        } else {
            prop_assert_eq!(remove(&changed, "arguendo").unwrap(), text);
        }
    }

    #[test]
    fn any_text_is_read_as_it_was_set(header in header(), value in "\\PC{0,40}|(?s).{0,40}") {
        let text = document(&header);
        let changed = set(&text, "title", &value).unwrap();
        let Split::Parts(parts) = split(&changed) else { panic!("no header") };
        let (map, _) = parse(parts.header, HEADER_LINE).unwrap();
        let is_it = matches!(&map.get("title").unwrap().value.value, Value::Scalar { text, .. } if *text == value);
        prop_assert!(is_it, "{changed:?}");
        prop_assert_eq!(set(&changed, "title", &value).unwrap(), changed);
    }
}

#[test]
fn a_list_of_thousands_gets_one_more_entry_and_loses_it_again() {
    let names: Vec<String> = (0..6_000).map(|number| format!("response-{number}")).collect();
    let block: String = names.iter().map(|name| format!("  - {name}\n")).collect();
    let header = format!("title: Q\narguendo:\n{block}");
    assert_eq!(added(&header), format!("{header}  - new\n"));
    let header = format!("title: Q\narguendo: [{}]\n", names.join(", "));
    assert_eq!(added(&header), header.replace("]\n", ", new]\n"));
}
