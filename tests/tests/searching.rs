//! Searching a folder of more documents than can be ranked.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use arguendo_core::mirror::{MOST_RANKED, Reader};
use arguendo_core::pages::search::search;

use arguendo_tests::seminar::Seminar;

/// (how many are said to match, whether there are more, the first path).
fn found(reader: &Reader, query: &str) -> (u32, bool, String) {
    let results = search(reader, query, 20).unwrap();
    let first = results.hits.first().map(|hit| hit.target.path.clone());
    (results.total, results.more, first.unwrap_or_default())
}

#[test]
fn too_many_matches_are_capped_and_those_with_the_word_in_the_title_come_first() {
    let seminar = Seminar::of(&[]);
    for number in 0..=MOST_RANKED {
        let text =
            format!("---\ntitle: Text {number}\n---\nCourts defer to agencies, says number {number}.\n");
        seminar.put(&[(&format!("responses/{number}.md"), &text)]);
    }
    seminar.put(&[
        (
            "responses/zz.md",
            "---\ntitle: On agencies\n---\nThey defer to courts, rarely.\n",
        ),
        (
            "responses/zzz.md",
            "---\ntitle: Elsewhere\n---\nRarely does a court defer.\n",
        ),
    ]);
    let reader = seminar.look();
    let capped = u32::try_from(MOST_RANKED).unwrap();
    let named = "responses/zz.md".to_owned();
    for query in [
        "agencies ",
        "agenc",
        "age",
        "ag",
        "defer age",
        "\"to agencies\" age",
    ] {
        let (total, more, first) = found(&reader, query);
        let is_phrase = query.contains('"');
        assert_eq!((total, more), (capped, true), "{query}");
        assert!(
            is_phrase || query.contains("defer") || first == named,
            "{query}: {first}"
        );
    }
    // Up to that number, all are counted and ranked.
    assert_eq!(found(&reader, "rarely ").0, 2);
    assert_eq!(found(&reader, "rar").0, 2);
    assert_eq!(found(&reader, "rarely cou").0, 2);
    assert_eq!(
        found(&reader, "number 4999 age"),
        (1, false, "responses/4999.md".to_owned())
    );
    assert_eq!(found(&reader, "agencies rar"), (1, false, named));
    assert_eq!(found(&reader, "nowhere").0, 0);
}
