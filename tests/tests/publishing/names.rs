//! Names of the files: readable, free, and fit for every file system.

use std::collections::BTreeSet;

use arguendo_tests::folder::Folder;

use crate::seminar::{Seminar, answer};

#[test]
fn every_title_gets_a_file_name_of_its_own() {
    let seminar = Seminar::small();
    let long = "jurisdiction ".repeat(25);
    let titles = [
        "القانون والعدالة",
        "Πολιτεία και νόμος",
        "Право и мораль",
        "法律与道德",
        "⚖️ 🎓",
        "!!!",
        "CON",
        "con",
        "nul.md",
        "../../etc/passwd",
        "Yes, always",
        "YES ALWAYS",
        &long,
        &long,
        "a\\tb",
        "2026-01-01-a-day",
    ];
    let mut seen = BTreeSet::new();
    for (number, title) in titles.iter().enumerate() {
        let id = seminar.draft(&format!("{number}.md"), &answer(title, "deference"));
        let done = seminar.publish(id).unwrap();
        let stem = done
            .plan
            .response
            .strip_prefix("responses/")
            .unwrap()
            .strip_suffix(".md")
            .unwrap();
        let is_fit = stem
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        assert!(
            is_fit && stem.len() <= 100 && !["con", "nul"].contains(&stem),
            "{title}: {stem}"
        );
        assert!(seen.insert(stem.to_owned()), "{stem} twice");
        let reader = seminar.reader();
        let row = reader.document_at(&done.plan.response).unwrap().unwrap();
        assert_eq!(row.slug, done.plan.slug);
    }
    assert!(
        seen.contains("yes-always-2") && seen.contains("yes-always-3"),
        "{seen:?}"
    );
    let reader = seminar.reader();
    let question = reader.document_at("questions/deference.md").unwrap().unwrap();
    assert_eq!(
        reader.links_of_question(question.id).unwrap().len(),
        titles.len() + 2
    );
}

#[test]
fn a_name_that_differs_in_case_alone_or_is_no_document_is_taken_too() {
    let seminar = Seminar::small();
    seminar
        .folder
        .write("responses/On-Law.md", "---\ntitle: x\nslug: other\n---\n")
        .unwrap();
    seminar.folder.write("responses/on-law-2.TXT", "notes").unwrap();
    let id = seminar.draft("d.md", &answer("On law", "deference"));
    let done = seminar.publish(id).unwrap();
    assert_eq!(done.plan.response, "responses/on-law-3.md");
}

#[test]
fn names_places_and_dates_are_those_of_the_neighbours() {
    let folder = Folder::empty().unwrap();
    folder
        .write(
            "_config.yml",
            "collections_dir: texts\ntimezone: America/New_York\n",
        )
        .unwrap();
    folder
        .write("texts/_arguendo-questions/q.md", "---\ntitle: Q\n---\n")
        .unwrap();
    folder
        .write("texts/_arguendo-questions/p.md", "---\ntitle: P\n---\n")
        .unwrap();
    for name in ["2020-01-02-one", "2020-02-03-two"] {
        let text = "---\ntitle: x\ndate: 2020-01-02 03:04\narguendo-question: q\n---\n";
        folder
            .write(&format!("texts/_arguendo/spring/{name}.md"), text)
            .unwrap();
    }
    let seminar = Seminar::of(folder);
    let done = seminar
        .publish(seminar.draft("d.md", &answer("A day", "q")))
        .unwrap();
    assert_eq!(done.plan.response, "texts/_arguendo/spring/2026-03-04-a-day.md");
    assert_eq!(done.plan.slug, "a-day");
    assert!(
        seminar
            .read(&done.plan.response)
            .contains("\ndate: 2026-03-04 03:05:06\n")
    );
    let done = seminar
        .publish(seminar.draft("e.md", &answer("A day", "p")))
        .unwrap();
    assert_eq!(done.plan.response, "texts/_arguendo/2026-03-04-a-day-2.md");
}

#[test]
fn a_folder_without_responses_gets_a_place_for_them() {
    let folder = Folder::empty().unwrap();
    folder
        .write("_arguendo-questions/q.md", "---\ntitle: Q\n---\n")
        .unwrap();
    let seminar = Seminar::of(folder);
    let done = seminar
        .publish(seminar.draft("d.md", &answer("Law", "q")))
        .unwrap();
    assert_eq!(done.plan.response, "_arguendo/law.md");
    assert_eq!(
        seminar.read("_arguendo/law.md"),
        "---\ntitle: \"Law\" # mine\npublished: true\ndate: 2026-03-04 09:05:06 +0100\narguendo-question: q\ncontributors:\n- jane\n---\n\nMy words."
    );
    assert_eq!(
        seminar.read("_arguendo-questions/q.md"),
        "---\ntitle: Q\narguendo:\n  - law\n---\n"
    );
}

#[test]
fn pictures_beside_the_drafts_go_with_the_one_that_shows_them_and_replace_no_other() {
    let png: &[u8] = b"\x89PNG\r\n\x1a\nmine";
    let seminar = Seminar::small();
    let images = seminar.desk.drafts().join("uploads");
    std::fs::create_dir(&images).unwrap();
    std::fs::write(images.join("a b.png"), png).unwrap();
    let shown = "\n![x](/uploads/a%20b.png) ![y](/uploads/none.png) ![z](../../desk.db)";
    let id = seminar.draft("d.md", &(answer("Law", "deference") + shown));
    let before = seminar.files();
    let done = seminar.publish(id).unwrap();
    let placed = seminar.folder.path().join("uploads/a b.png");
    assert_eq!(std::fs::read(&placed).unwrap(), png);
    seminar.undo(done.undo).unwrap();
    assert_eq!(seminar.files(), before);
    std::fs::write(&placed, b"\x89PNG\r\n\x1a\ntheirs").unwrap();
    let refused = seminar.publish(id).unwrap_err().to_string();
    assert!(refused.contains("uploads/a b.png"), "{refused}");
}
