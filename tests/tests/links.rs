//! The cases of the folder format that take several documents: what belongs together, in which order.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use arguendo_core::content::kind::Kind;
use arguendo_core::pages::Entry;
use arguendo_core::pages::reading::local_target;
use arguendo_core::pages::search::search;

use arguendo_tests::seminar::{Seminar, codes, entries};

#[test]
fn a_questions_list_comes_first_in_its_order_then_those_that_point_back_newest_first() {
    let seminar = Seminar::of(&[
        (
            "questions/q.md",
            "---\ntitle: Q\narguendo: [late, gone, early]\n---\n",
        ),
        (
            "responses/early.md",
            "---\ntitle: E\ndate: 2020-01-01\narguendo-question: q\n---\n",
        ),
        ("responses/late.md", "---\ntitle: L\ndate: 2021-01-01\n---\n"),
        (
            "responses/undated-b.md",
            "---\ntitle: B\narguendo-question: q\n---\n",
        ),
        (
            "responses/undated-a.md",
            "---\ntitle: A\narguendo-question: q\n---\n",
        ),
        (
            "responses/old.md",
            "---\ntitle: O\ndate: 2019-01-01\narguendo-question: q\n---\n",
        ),
        (
            "responses/new.md",
            "---\ntitle: N\ndate: 2022-01-01T00:30:00+02:00\narguendo-question: q\n---\n",
        ),
    ]);
    let expected = [
        "listed responses/late.md",
        "missing gone",
        "two-way responses/early.md",
        "points-back responses/new.md",
        "points-back responses/old.md",
        "points-back responses/undated-a.md",
        "points-back responses/undated-b.md",
    ];
    let page = seminar.question("questions/q.md");
    assert_eq!(entries(&page), expected);
    // The day is the one that is written, whatever it is elsewhere on the globe.
    let Entry::Response { card } = &page.entries[3] else {
        panic!()
    };
    assert_eq!(card.day.as_deref(), Some("2022-01-01"));
}

#[test]
fn a_listed_response_takes_its_place_when_it_arrives() {
    let seminar = Seminar::of(&[("questions/q.md", "---\ntitle: Q\narguendo: [a, b]\n---\n")]);
    assert_eq!(
        entries(&seminar.question("questions/q.md")),
        ["missing a", "missing b"]
    );
    assert_eq!(
        seminar.codes(),
        codes(&[
            ("questions/q.md", "response-missing"),
            ("questions/q.md", "response-missing")
        ])
    );
    seminar.put(&[("responses/b.md", "---\ntitle: B\n---\n")]);
    assert_eq!(
        entries(&seminar.question("questions/q.md")),
        ["missing a", "listed responses/b.md"]
    );
}

#[test]
fn a_response_to_an_unknown_question_waits_on_the_unfiled_shelf_and_files_itself() {
    let seminar = Seminar::of(&[
        ("questions/deference.md", "---\ntitle: D\n---\n"),
        (
            "responses/r.md",
            "---\ntitle: R\narguendo-question: difference\n---\nUncommon words.\n",
        ),
    ]);
    assert_eq!(seminar.unfiled(), ["responses/r.md"]);
    let problem = &seminar.problems()[0];
    assert_eq!(problem.code, "question-unknown");
    assert!(problem.message.contains("“difference”") && problem.message.contains("“deference”"));
    assert!(
        seminar
            .response("responses/r.md")
            .unfiled
            .unwrap()
            .contains("“deference”")
    );
    assert_eq!(
        search(&seminar.look(), "uncommon", 5).unwrap().total,
        1,
        "searchable meanwhile"
    );
    seminar.put(&[("questions/difference.md", "---\ntitle: D2\n---\n")]);
    assert_eq!(seminar.unfiled(), Vec::<String>::new());
    assert_eq!(
        entries(&seminar.question("questions/difference.md")),
        ["points-back responses/r.md"]
    );
    assert_eq!(seminar.codes(), codes(&[("responses/r.md", "not-listed")]));
}

#[test]
fn a_response_that_names_no_question_and_is_not_listed_is_unfiled_and_a_blank_joins_nothing() {
    let seminar = Seminar::of(&[
        ("questions/a.md", "---\ntitle: A\nslug: \"\"\n---\n"),
        ("questions/b.md", "---\ntitle: B\nslug:\n---\n"),
        (
            "responses/r.md",
            "---\ntitle: R\narguendo-question: \"\"\nslug: null\n---\n",
        ),
    ]);
    assert_eq!(seminar.unfiled(), ["responses/r.md"]);
    assert_eq!(entries(&seminar.question("questions/a.md")), Vec::<String>::new());
    assert_eq!(seminar.codes(), codes(&[("responses/r.md", "question-unknown")]));
}

#[test]
fn an_exact_slug_goes_before_a_stem_and_a_loose_match_works_and_is_reported() {
    let seminar = Seminar::of(&[
        (
            "questions/q.md",
            "---\ntitle: Q\narguendo: [one, two, Drei–Vier, Cafe\u{301}]\n---\n",
        ),
        ("responses/one.md", "---\ntitle: By stem\nslug: other\n---\n"),
        ("responses/else.md", "---\ntitle: By slug\nslug: one\n---\n"),
        (
            "responses/2024-05-06-two.md",
            "---\ntitle: Without its date\n---\n",
        ),
        ("responses/drei-vier.md", "---\ntitle: Loosely\n---\n"),
        ("responses/café.md", "---\ntitle: Composed\n---\n"),
    ]);
    let expected = [
        "listed responses/else.md",
        "listed responses/2024-05-06-two.md",
        "listed responses/drei-vier.md",
        "listed responses/café.md",
    ];
    assert_eq!(entries(&seminar.question("questions/q.md")), expected);
    let loose = seminar
        .codes()
        .into_iter()
        .filter(|(_, code)| code == "reference-loose")
        .count();
    assert_eq!(loose, 2);
}

#[test]
fn of_two_documents_with_one_slug_the_one_that_points_back_is_meant() {
    let seminar = Seminar::of(&[
        ("questions/q.md", "---\ntitle: Q\narguendo: [same]\n---\n"),
        ("questions/p.md", "---\ntitle: P\n---\n"),
        (
            "responses/a.md",
            "---\ntitle: A\nslug: same\narguendo-question: p\n---\n",
        ),
        (
            "responses/b.md",
            "---\ntitle: B\nslug: same\narguendo-question: q\n---\n",
        ),
    ]);
    assert_eq!(
        entries(&seminar.question("questions/q.md")),
        ["two-way responses/b.md"]
    );
    assert_eq!(
        entries(&seminar.question("questions/p.md")),
        ["points-back responses/a.md"]
    );
    let doubled: Vec<_> = seminar
        .problems()
        .into_iter()
        .filter(|row| row.code == "duplicate-slug")
        .map(|row| row.path)
        .collect();
    assert_eq!(
        doubled,
        ["responses/a.md", "responses/b.md"],
        "both kept, both shown, both reported"
    );
}

#[test]
fn an_ambiguous_reference_leaves_both_documents_visible_and_says_so() {
    let seminar = Seminar::of(&[
        ("questions/q.md", "---\ntitle: Q\narguendo: [same]\n---\n"),
        ("responses/a.md", "---\ntitle: A\nslug: same\n---\n"),
        ("responses/b.md", "---\ntitle: B\nslug: same\n---\n"),
    ]);
    assert_eq!(
        entries(&seminar.question("questions/q.md")),
        ["listed responses/a.md", "listed responses/b.md"]
    );
    assert!(
        seminar
            .codes()
            .contains(&("questions/q.md".to_owned(), "reference-ambiguous".to_owned()))
    );
}

#[test]
fn an_unknown_or_unpublished_contributor_is_shown_by_the_slug_and_reported() {
    let seminar = Seminar::of(&[
        (
            "contributors/known.md",
            "---\ntitle: Known Name\ndescription: Judge\n---\nBio.\n",
        ),
        (
            "contributors/shy.md",
            "---\ntitle: Shy Name\npublished: false\n---\nBio.\n",
        ),
        (
            "responses/r.md",
            "---\ntitle: R\ncontributors: [known, shy, nobody]\n---\n",
        ),
    ]);
    let people = seminar.response("responses/r.md").card.people;
    let names: Vec<_> = people
        .iter()
        .map(|person| (person.name.as_str(), person.path.is_some()))
        .collect();
    assert_eq!(names, [("Known Name", true), ("shy", false), ("nobody", false)]);
    assert_eq!(people[0].bio_html.as_deref(), Some("<p>Bio.</p>\n"));
    let codes = seminar.codes();
    for code in ["contributor-unpublished", "contributor-unknown"] {
        assert!(
            codes.contains(&("responses/r.md".to_owned(), code.to_owned())),
            "{code}"
        );
    }
}

#[test]
fn replies_are_shown_at_both_ends_with_their_relation() {
    let seminar = Seminar::of(&[
        ("questions/q.md", "---\ntitle: Q\narguendo: [a, b]\n---\n"),
        ("responses/a.md", "---\ntitle: A\narguendo-question: q\n---\n"),
        (
            "responses/b.md",
            "---\ntitle: B\narguendo-question: q\nresponds-to:\n  - response: a\n    relation: rebuts\n    quote: A passage\n---\n",
        ),
    ]);
    let (a, b) = (
        seminar.response("responses/a.md"),
        seminar.response("responses/b.md"),
    );
    let reply = &b.replies_to[0];
    assert_eq!(
        (reply.relation.as_deref(), reply.quote.as_deref()),
        (Some("rebuts"), Some("A passage"))
    );
    assert_eq!(reply.card.as_ref().unwrap().path, "responses/a.md");
    assert_eq!(a.replies[0].card.as_ref().unwrap().path, "responses/b.md");
    assert_eq!((a.previous, a.next.as_deref()), (None, Some("responses/b.md")));
}

#[test]
fn in_a_large_folder_too_the_slug_that_was_meant_is_suggested() {
    let seminar = Seminar::of(&[(
        "responses/r.md",
        "---\ntitle: R\narguendo-question: question-0417x\n---\n",
    )]);
    for number in 0..700 {
        seminar.put(&[(
            &format!("questions/question-{number:04}.md"),
            "---\ntitle: Q\n---\n",
        )]);
    }
    assert!(
        seminar
            .response("responses/r.md")
            .unfiled
            .unwrap()
            .contains("“question-0417”")
    );
}

#[test]
fn an_older_address_of_the_site_leads_to_a_question_too() {
    let seminar = Seminar::of(&[("questions/q.md", "---\ntitle: Q\n---\n")]);
    let target = local_target(&seminar.look(), Kind::Response, "q")
        .unwrap()
        .unwrap();
    assert_eq!(
        (target.kind.as_str(), target.path.as_str()),
        ("question", "questions/q.md")
    );
}
