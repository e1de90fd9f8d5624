//! What is new, and what has left, of a round that is not open to her yet.

use std::collections::BTreeSet;

use arguendo_core::content::activity::{ActivityKind, LastText, News, Observation};
use arguendo_core::content::kind::Kind;
use arguendo_core::desk::Desk;
use arguendo_core::history::activity;
use arguendo_core::history::news::{self, Visit};

use arguendo_tests::seminar::now;

use crate::{MINE, MY_TEXT, as_ann, look_as, round};

#[test]
fn what_was_hidden_when_the_folder_was_first_opened_is_new_when_it_is_shown() {
    let seminar = round();
    let desk = Desk::open(seminar.databases.path(), now()).unwrap();
    seminar.sync().unwrap();
    let reader = look_as(&seminar, as_ann());
    let first = news::notice_all(&desk, &reader, now()).unwrap();
    assert!(first.is_nothing());
    let unread = || {
        let news = news::unread(&desk, &reader, Visit::default()).unwrap();
        let mut paths: Vec<_> = news.unread.into_iter().map(|row| row.path).collect();
        paths.sort();
        paths
    };
    assert!(unread().is_empty());
    seminar.put(&[(MINE, MY_TEXT)]);
    seminar.sync().unwrap();
    news::notice(&desk, &reader, &BTreeSet::from([MINE.to_owned()]), now()).unwrap();
    let shown = ["responses/zebrafish-one.md", "responses/zebrafish-two.md"];
    assert!(
        shown.iter().all(|path| unread().contains(&(*path).to_owned())),
        "{:?}",
        unread()
    );
    assert!(
        !unread().contains(&"responses/elsewhere.md".to_owned()),
        "that was shown all the time"
    );
}

#[test]
fn a_line_about_a_response_that_left_is_not_shown_once_nothing_tells_what_it_answered() {
    let seminar = round();
    let desk = Desk::open(seminar.databases.path(), now()).unwrap();
    seminar.sync().unwrap();
    let reader = look_as(&seminar, as_ann());
    let left = |path: &str, kind| {
        let text = format!("---\ntitle: Of {path}\narguendo-question: why\ncontributors: bo\n---\nText.\n");
        let seen = Observation {
            doing: ActivityKind::Withdrawn,
            text: Some(LastText { text, is_whole: true }),
            ..Observation::changed(path, kind, "Zebrafish".to_owned(), Vec::new())
        };
        News {
            apart: vec![seen],
            many: Vec::new(),
        }
    };
    let first = now().as_millisecond();
    desk.record(&left("responses/old.md", Kind::Response), first)
        .unwrap();
    desk.record(&left("contributors/cy.md", Kind::Contributor), first + 1)
        .unwrap();
    // Until it has expired, by a clock that goes on from day to day.
    for day in 1..=97 {
        desk.record(
            &left("responses/new.md", Kind::Response),
            first + day * 24 * 3_600_000,
        )
        .unwrap();
    }
    assert!(desk.kept_at("responses/old.md").unwrap().is_empty());
    let rows = activity::records(&desk, &reader, 9).unwrap();
    let paths: Vec<_> = rows.iter().map(|row| row.path.as_str()).collect();
    assert_eq!(paths, ["contributors/cy.md"]);
}

#[test]
fn a_hidden_response_that_left_stays_hidden_when_another_document_has_its_name() {
    let seminar = round();
    let desk = Desk::open(seminar.databases.path(), now()).unwrap();
    let path = "responses/zebrafish-two.md";
    seminar.sync().unwrap();
    seminar.folder.delete(path).unwrap();
    seminar.sync().unwrap();
    seminar.put(&[(
        path,
        "---\ntitle: Harmless\narguendo-question: how\ncontributors: bo\n---\nOf another question.\n",
    )]);
    seminar.sync().unwrap();
    let reader = look_as(&seminar, as_ann());
    let kept = desk.kept_at(path).unwrap().remove(0);
    let rows = activity::records(&desk, &reader, 9).unwrap();
    let titles: Vec<_> = rows.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(titles, ["Harmless"]);
    assert!(activity::kept_page(&desk, &reader, kept.id).is_err());
    let everybody = look_as(&seminar, None);
    assert!(activity::kept_page(&desk, &everybody, kept.id).is_ok());
}
