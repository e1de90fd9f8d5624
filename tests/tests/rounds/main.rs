//! `reveal: after-mine`: the others' responses reach nobody who has not answered, by no way there is.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod any_folder;
mod command_line;
mod new;

use arguendo_core::content::kind::Kind;
use arguendo_core::content::rounds::{Participant, Round};
use arguendo_core::desk::{Desk, Remembered};
use arguendo_core::drafts::drafting::{self, Beginning, DraftSession};
use arguendo_core::drafts::quoting::{self, Shown};
use arguendo_core::drafts::signing;
use arguendo_core::mirror::Reader;
use arguendo_core::pages::drafts::QuotedState;
use arguendo_core::pages::search::search;
use arguendo_core::pages::{folder_check, reading};

use arguendo_tests::seminar::{Seminar, find, now};
use serde::Serialize;

/// Stands in every name, title and text that Ann must not see.
const SECRET: &str = "zebrafish";

const QUESTION: &str = "questions/why.md";
const OPEN: &str = "questions/how.md";
const MINE: &str = "responses/mine.md";

fn round() -> Seminar {
    Seminar::of(&[
        ("contributors/ann.md", "---\ntitle: Ann\n---\n"),
        ("contributors/bo.md", "---\ntitle: Bo\n---\n"),
        (
            QUESTION,
            "---\ntitle: Why\nreveal: after-mine\ndue: 2026-06-04\narguendo: [zebrafish-one, zebrafish-to-come, zebrafish-both]\n---\nAsk.\n",
        ),
        (OPEN, "---\ntitle: How\n---\nAsk.\n"),
        (
            "responses/zebrafish-one.md",
            "---\ntitle: Zebrafish one\nthesis: Zebrafish.\nstance: zebrafish\ndescription: Zebrafish\ndate: zebrafish day\n\
             arguendo-question: why\ncontributors: [bo, zebrafish-nobody]\n---\nThe zebrafish text of one.\n",
        ),
        (
            "responses/zebrafish-two.md",
            "---\ntitle: Zebrafish two\narguendo-question: why\ncontributors: bo\nresponds-to: zebrafish-one\n---\nA zebrafish again.\n",
        ),
        (
            "responses/zebrafish-kept-back.md",
            "---\ntitle: Zebrafish\npublished: false\narguendo-question: why\ncontributors: bo\n---\nZebrafish.\n",
        ),
        (
            "responses/zebrafish-broken.md",
            "---\ntitle: Zebrafish: broken\narguendo-question: why\ncontributors: bo\n---\nZebrafish.\n",
        ),
        (
            "responses/zebrafish-one.sync-conflict-20260601-120000-ABCDEFG.md",
            "---\ntitle: Zebrafish one\narguendo-question: why\ncontributors: bo\n---\nThe zebrafish copy.\n",
        ),
        (
            "drafts/zebrafish-draft.md",
            "---\ntitle: Zebrafish draft\narguendo-question: why\ncontributors: bo\n---\nZebrafish.\n",
        ),
        (
            "responses/elsewhere.md",
            "---\ntitle: Elsewhere\narguendo-question: how\ncontributors: bo\n\
             responds-to: [{response: zebrafish-one, relation: rebuts, quote: The zebrafish text}]\n---\nSomething else.\n",
        ),
        // Both wrote it.
        (
            "responses/both.md",
            "---\ntitle: Of both\nslug: zebrafish-both\npublished: false\narguendo-question: why\ncontributors: [bo, ann]\n---\nOurs.\n",
        ),
    ])
}

const MY_TEXT: &str = "---\ntitle: Mine\narguendo-question: why\ncontributors: ann\n---\nMy own words.\n";

fn as_ann() -> Option<Participant> {
    Some(Participant {
        writes_as: Some("ann".to_owned()),
        ..Participant::default()
    })
}

fn as_nobody() -> Option<Participant> {
    Some(Participant::default())
}

fn look_as(seminar: &Seminar, participant: Option<Participant>) -> Reader {
    let mut reader = seminar.look();
    reader.read_as(participant);
    reader
}

fn json(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap()
}

/// Every answer about what is read that the page can be given, with the way by which.
fn answers(reader: &Reader) -> Vec<(String, String)> {
    let everything = sync_paths(reader);
    let mut answers = vec![
        (
            "library".to_owned(),
            json(&reading::library(reader, now()).unwrap()),
        ),
        (
            "unfiled".to_owned(),
            json(&reading::unfiled(reader, now()).unwrap()),
        ),
        (
            "unpublished".to_owned(),
            json(&reading::unpublished(reader).unwrap()),
        ),
        (
            "problems".to_owned(),
            json(&folder_check::problems(reader).unwrap()),
        ),
        ("signers".to_owned(), json(&signing::signers(reader).unwrap())),
    ];
    let mut add = |way: String, answer: String| answers.push((way, answer));
    for path in &everything {
        let page = reading::question(reader, path, now()).unwrap();
        add(format!("question {path}"), json(&page));
        add(
            format!("response {path}"),
            json(&reading::response(reader, path, now()).unwrap()),
        );
        add(
            format!("contributor {path}"),
            json(&reading::contributor(reader, path, now()).unwrap()),
        );
        add(
            format!("hidden by {path}"),
            json(&reading::hidden_by(reader, path).unwrap()),
        );
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".md");
        for kind in [Kind::Question, Kind::Response, Kind::Contributor] {
            add(
                format!("link {name}"),
                json(&reading::local_target(reader, kind, name).unwrap()),
            );
        }
    }
    for query in [
        "z",
        "zeb",
        "zebrafish",
        "the z",
        "zebrafish text",
        "\"the zebrafish",
        "bo",
        "text of",
        "copy",
    ] {
        // The query itself comes back.
        let found = search(reader, query, 50).unwrap();
        add(format!("search {query}"), json(&found.hits));
    }
    answers
}

/// All that lies in the folder, whether or not it is shown.
fn sync_paths(reader: &Reader) -> Vec<String> {
    let mut paths: Vec<String> = reader.known("").unwrap().into_keys().collect();
    paths.sort();
    paths
}

fn told(reader: &Reader) -> Vec<String> {
    let answers = answers(reader);
    let is_told = |(_, answer): &&(String, String)| answer.to_lowercase().contains(SECRET);
    let told = answers.iter().filter(is_told);
    told.map(|(way, answer)| format!("{way}: {answer}")).collect()
}

#[test]
fn nothing_of_a_hidden_response_is_in_any_answer() {
    let seminar = round();
    // Her own, which both wrote, has the word in its slug alone.
    seminar.folder.delete("responses/both.md").unwrap();
    for participant in [as_ann(), as_nobody()] {
        let told = told(&look_as(&seminar, participant));
        assert!(told.is_empty(), "{}", told.join("\n"));
    }
}

#[test]
fn whoever_reads_as_nobody_in_particular_is_told_all() {
    let seminar = round();
    let told = told(&look_as(&seminar, None)).join("\n");
    for way in [
        "library",
        "unpublished",
        "problems",
        "question ",
        "response ",
        "contributor ",
        "link ",
        "search z:",
    ] {
        let is_told = way == "library" || told.lines().any(|line| line.starts_with(way));
        assert!(is_told, "{way} would tell");
    }
}

#[test]
fn what_is_hidden_is_not_counted_either() {
    let seminar = round();
    let count = |participant| {
        let reader = look_as(&seminar, participant);
        let library = reading::library(&reader, now()).unwrap();
        let why = library.questions.iter().find(|row| row.path == QUESTION).unwrap();
        let hits = search(&reader, "zebrafish", 50).unwrap();
        (
            why.responses,
            why.missing,
            why.closed,
            library.unpublished,
            hits.total,
            hits.hides,
        )
    };
    assert_eq!(count(None), (2, 1, false, 2, 3, false));
    // Of both is Ann's too.
    assert_eq!(count(as_ann()), (0, 0, true, 1, 0, true));
    assert_eq!(count(as_nobody()), (0, 0, true, 0, 0, true));
    let reader = look_as(&seminar, as_nobody());
    let library = reading::library(&reader, now()).unwrap();
    let shown = seminar.look().count().unwrap() - 7;
    assert_eq!(library.documents, shown);
    let problems = folder_check::problems(&reader).unwrap().len();
    assert_eq!(library.problems, u32::try_from(problems).unwrap());
}

#[test]
fn all_is_shown_at_once_when_hers_is_published_and_hidden_again_when_it_is_taken_back() {
    let seminar = round();
    // One reader all the time: what it knew is not what is.
    let reader = look_as(&seminar, as_ann());
    let standing = || {
        seminar.sync().unwrap();
        let page = reading::question(&reader, QUESTION, now()).unwrap().unwrap();
        (page.round, page.entries.len())
    };
    assert_eq!(standing(), (Some(Round::Closed), 0));
    seminar.put(&[(MINE, MY_TEXT)]);
    // Hers, the two that are there, and the one that has not arrived.
    assert_eq!(standing(), (Some(Round::Open), 4));
    assert_eq!(search(&reader, "zebrafish", 9).unwrap().total, 3);
    let page = reading::response(&reader, MINE, now()).unwrap().unwrap();
    assert_eq!(page.others.len(), 2);
    seminar.folder.delete(MINE).unwrap();
    assert_eq!(standing(), (Some(Round::Closed), 0));
    assert!(
        reading::response(&reader, "responses/zebrafish-one.md", now())
            .unwrap()
            .is_none()
    );
}

#[test]
fn her_own_and_those_that_she_signed_with_others_are_always_shown_to_her() {
    let seminar = round();
    let reader = look_as(&seminar, as_ann());
    let ours = reading::response(&reader, "responses/both.md", now())
        .unwrap()
        .unwrap();
    assert_eq!(ours.card.title, "Of both");
    // Unpublished, it opens nothing; published, it does.
    assert_eq!(ours.others, []);
    let text = "---\ntitle: Of both\nslug: zebrafish-both\narguendo-question: why\ncontributors: [Bo, ANN]\n---\nOurs.\n";
    seminar.put(&[("responses/both.md", text)]);
    seminar.sync().unwrap();
    let ours = reading::response(&reader, "responses/both.md", now())
        .unwrap()
        .unwrap();
    assert_eq!(ours.others.len(), 2);
}

#[test]
fn what_cannot_be_read_at_present_stays_hidden_and_hers_stays_shown() {
    let seminar = round();
    seminar.put(&[(MINE, MY_TEXT)]);
    let broken = |text: &str| text.replacen("title: ", "title: a: b: ", 1);
    let reader = look_as(&seminar, as_ann());
    seminar.put(&[(MINE, broken(MY_TEXT).as_str())]);
    seminar.sync().unwrap();
    assert!(reading::response(&reader, MINE, now()).unwrap().is_some());
    let page = reading::question(&reader, QUESTION, now()).unwrap().unwrap();
    assert_eq!(page.round, Some(Round::Open), "she has answered");
    // A question that is broken keeps its rule and its list; the names in that are then shown with its raw text.
    seminar.folder.delete(MINE).unwrap();
    let question = seminar.folder.read(QUESTION).unwrap();
    for text in [broken(&question), question.clone(), broken(&question)] {
        seminar.put(&[(QUESTION, text.as_str())]);
        seminar.sync().unwrap();
        let answers = answers(&reader);
        let told: Vec<_> = answers
            .iter()
            .filter(|(_, answer)| answer.contains("Zebrafish"))
            .collect();
        assert!(told.is_empty(), "{told:?}");
    }
}

#[test]
fn she_can_look_all_the_same_and_that_is_remembered_for_that_question() {
    let seminar = round();
    let desk = Desk::open(seminar.databases.path(), now()).unwrap();
    assert_eq!(desk.participant().unwrap(), Participant::default());
    desk.set_value(Remembered::WritesAs, Some("ann")).unwrap();
    desk.show_round(QUESTION, true).unwrap();
    let participant = desk.participant().unwrap();
    let mut reader = look_as(&seminar, Some(participant));
    let page = |reader: &Reader| reading::question(reader, QUESTION, now()).unwrap().unwrap();
    assert_eq!(
        (page(&reader).round, page(&reader).entries.len()),
        (Some(Round::Shown), 3)
    );
    desk.show_round(QUESTION, false).unwrap();
    reader.read_as(Some(desk.participant().unwrap()));
    assert_eq!(page(&reader).round, Some(Round::Closed));
}

#[test]
fn a_link_to_a_hidden_response_leads_to_its_question() {
    let seminar = round();
    let reader = look_as(&seminar, as_ann());
    let target = reading::local_target(&reader, Kind::Response, "zebrafish-one").unwrap();
    assert_eq!(target.unwrap().path, QUESTION);
    let question = reading::hidden_by(&reader, "responses/zebrafish-one.md").unwrap();
    assert_eq!(question.unwrap().title, "Why");
    for shown in ["responses/elsewhere.md", "responses/no-such.md", QUESTION] {
        assert_eq!(reading::hidden_by(&reader, shown).unwrap(), None, "{shown}");
    }
}

#[test]
fn drafts_and_their_quotes_tell_no_more_of_a_hidden_response_than_she_wrote() {
    let seminar = round();
    let desk = Desk::open(seminar.databases.path(), now()).unwrap();
    let all = seminar.look();
    let beginning = Beginning {
        question: Some(QUESTION),
        replies_to: Some(("responses/zebrafish-one.md", "rebuts")),
        signed_as: "ann",
        ..Beginning::default()
    };
    let id = drafting::begin(&find(&seminar), &all, &desk, &beginning, now()).unwrap();
    let shown = Shown {
        path: "responses/zebrafish-one.md",
        exact: "text of one",
        before: "The zebrafish ",
        after: ".",
    };
    quoting::quote(&desk, &all, id, shown, now()).unwrap();
    let reader = look_as(&seminar, as_ann());
    let quotes = quoting::quotes_of(&desk, &reader, id).unwrap();
    assert_eq!((quotes[0].state, &quotes[0].source), (QuotedState::Hidden, &None));
    let root = seminar.folder.path();
    let session = DraftSession::open(&desk, root, id, now()).unwrap();
    let page = session.page(&desk, &reader).unwrap();
    assert_eq!(
        (page.replies_to[0].slug.as_str(), &page.replies_to[0].target),
        ("zebrafish-one", &None)
    );
    let listed = json(&drafting::list(&desk, root, &reader, now()).unwrap());
    assert!(!listed.contains("Zebrafish"), "{listed}");
    // Nor is a reply to one begun.
    assert!(drafting::begin(&find(&seminar), &reader, &desk, &beginning, now()).is_err());
}

#[test]
fn the_rule_is_what_the_front_matter_says_and_another_word_is_a_problem() {
    let seminar = round();
    seminar.put(&[(QUESTION, "---\ntitle: Why\nreveal: always\n---\n")]);
    let page = |participant| {
        reading::question(&look_as(&seminar, participant), QUESTION, now())
            .unwrap()
            .unwrap()
    };
    assert_eq!((page(as_ann()).round, page(as_ann()).entries.len()), (None, 2));
    seminar.put(&[(QUESTION, "---\ntitle: Why\nreveal: never\n---\n")]);
    assert_eq!(page(as_ann()).round, None);
    let row = (QUESTION.to_owned(), "unexpected-value".to_owned());
    assert!(seminar.codes().contains(&row));
}
