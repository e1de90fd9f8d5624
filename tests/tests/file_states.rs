//! The cases of the folder format that come and go: broken, hidden, copied, linked, oversized, absent.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use arguendo_core::disk::folder::FolderError;
use arguendo_core::mirror::Reader;
use arguendo_core::mirror::sync::SyncError;
use arguendo_core::pages::search::search;
use arguendo_core::pages::{Entry, reading};

use arguendo_tests::seminar::{Seminar, codes, entries, find, fresh, live, now};

#[test]
fn what_is_not_published_is_hidden_from_reading_and_listed_for_whoever_wants_it() {
    let seminar = Seminar::of(&[
        (
            "questions/q.md",
            "---\ntitle: Q\narguendo: [hidden, shown]\n---\n",
        ),
        (
            "responses/hidden.md",
            "---\ntitle: Hidden\npublished: off\n---\nSecretword.\n",
        ),
        (
            "responses/shown.md",
            "---\ntitle: Shown\npublished: \"false\"\n---\n",
        ),
    ]);
    assert_eq!(
        entries(&seminar.question("questions/q.md")),
        ["listed responses/shown.md"]
    );
    let reader = seminar.look();
    let unpublished = reading::unpublished(&reader).unwrap();
    assert_eq!(
        unpublished
            .iter()
            .map(|row| row.target.path.as_str())
            .collect::<Vec<_>>(),
        ["responses/hidden.md"]
    );
    assert_eq!(search(&reader, "secretword", 5).unwrap().total, 0);
    assert_eq!(
        reading::library(&reader, now()).unwrap().questions[0].responses,
        1
    );
    assert!(
        seminar
            .codes()
            .contains(&("responses/shown.md".to_owned(), "published-is-text".to_owned()))
    );
}

#[test]
fn a_future_date_is_shown_with_the_scheduled_mark() {
    let seminar = Seminar::of(&[
        ("questions/q.md", "---\ntitle: Q\ndate: 2026-06-01 12:00\n---\n"),
        (
            "responses/r.md",
            "---\ntitle: R\ndate: 2026-06-01T12:00:01Z\narguendo-question: q\n---\n",
        ),
    ]);
    let page = seminar.question("questions/q.md");
    let Entry::Response { card } = &page.entries[0] else {
        panic!()
    };
    assert_eq!((page.scheduled, card.scheduled), (false, true));
}

#[test]
fn while_front_matter_is_broken_the_last_good_version_stays_readable_with_line_and_column() {
    let path = "responses/r.md";
    let good = "---\ntitle: Good title\ncontributors: [c]\n---\nGood words.\n";
    let seminar = Seminar::of(&[(path, good), ("contributors/c.md", "---\ntitle: Cee\n---\n")]);
    seminar.look();
    seminar.put(&[(
        path,
        "---\ntitle: \"Good title\ncontributors: [c]\n---\nOther words.\n",
    )]);
    let page = seminar.response(path);
    assert_eq!((page.raw, page.html.as_str()), (false, "<p>Good words.</p>\n"));
    assert_eq!(
        (page.card.title.as_str(), page.card.people[0].name.as_str()),
        ("Good title", "Cee")
    );
    let told: Vec<_> = page.notices.iter().map(|notice| notice.code.as_str()).collect();
    assert_eq!(told, ["front-matter-invalid", "last-good"]);
    assert!(page.notices[0].message.contains("line") && page.notices[0].message.contains("column"));
    // The lists show it as it was, too, and never its front matter.
    let card = &reading::unfiled(&seminar.look(), now()).unwrap()[0].card;
    assert_eq!(
        (card.title.as_str(), card.excerpt.as_str()),
        ("Good title", "Good words.")
    );
    // Another broken version does not take its place; a good one does.
    seminar.put(&[(path, "---\ntitle: [\n---\nThird words.\n")]);
    assert_eq!(seminar.response(path).html, "<p>Good words.</p>\n");
    seminar.put(&[(path, "---\ntitle: Mended\n---\nFourth words.\n")]);
    let page = seminar.response(path);
    assert_eq!(
        (page.html.as_str(), page.notices.len()),
        ("<p>Fourth words.</p>\n", 0)
    );
}

#[test]
fn a_document_that_was_never_readable_is_shown_raw() {
    let text = "---\ntitle: [\n---\n<b>Words</b>\n";
    let seminar = Seminar::of(&[("responses/r.md", text)]);
    let page = seminar.response("responses/r.md");
    assert_eq!((page.raw, page.html.as_str()), (true, text));
}

#[test]
fn a_file_without_front_matter_is_no_document_but_counted() {
    let seminar = Seminar::of(&[("responses/r.md", "Just words.\n")]);
    assert!(
        reading::response(&seminar.look(), "responses/r.md", now())
            .unwrap()
            .is_none()
    );
    assert_eq!(seminar.codes(), codes(&[("responses/r.md", "no-front-matter")]));
}

#[test]
fn a_conflict_copy_hangs_on_its_original_and_is_never_a_second_response() {
    let text = "---\ntitle: R\nslug: r\narguendo-question: q\n---\nOne word.\n";
    let copy = "responses/r.sync-conflict-20260102-030405-ABCDEFG.md";
    let seminar = Seminar::of(&[
        ("questions/q.md", "---\ntitle: Q\narguendo: [r]\n---\n"),
        ("responses/r.md", text),
        (copy, &text.replace("One", "Another")),
        // Like one by its name alone.
        (
            "responses/r 2.md",
            "---\ntitle: R, part two\narguendo-question: q\n---\n",
        ),
    ]);
    assert_eq!(
        entries(&seminar.question("questions/q.md")),
        ["two-way responses/r.md", "points-back responses/r 2.md"]
    );
    assert!(
        seminar
            .codes()
            .contains(&(copy.to_owned(), "conflict-copy".to_owned()))
    );
    assert!(!seminar.codes().iter().any(|(_, code)| code == "duplicate-slug"));
    assert_eq!(search(&seminar.look(), "word", 5).unwrap().total, 1);
    let notices = seminar.response("responses/r.md").notices;
    assert!(notices[0].message.contains(copy), "{notices:?}");
    // When the original goes, the copy is all that is left of it.
    seminar.folder.delete("responses/r.md").unwrap();
    assert_eq!(
        entries(&seminar.question("questions/q.md")),
        [
            format!("two-way {copy}"),
            "points-back responses/r 2.md".to_owned()
        ]
    );
}

#[test]
fn a_link_that_leaves_the_folder_is_not_followed_and_reported() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.md"), "---\ntitle: Secret\n---\n").unwrap();
    let seminar = Seminar::of(&[("responses/inside.md", "---\ntitle: Inside\n---\n")]);
    let root = seminar.folder.path().canonicalize().unwrap();
    let link =
        |to: &Path, name: &str| std::os::unix::fs::symlink(to, root.join("responses").join(name)).unwrap();
    link(&outside.path().join("secret.md"), "out.md");
    link(outside.path(), "outdir");
    link(&root.join("responses"), "loop");
    link(&root.join("responses/inside.md"), "in.md");
    let problems: Vec<_> = seminar
        .codes()
        .into_iter()
        .filter(|(_, code)| code == "symlink-not-followed")
        .map(|(path, _)| path)
        .collect();
    assert_eq!(
        problems,
        ["responses/loop", "responses/out.md", "responses/outdir"]
    );
    assert_eq!(seminar.unfiled(), ["responses/in.md", "responses/inside.md"]);
}

#[test]
fn a_pipe_in_a_documents_place_does_not_stop_the_program() {
    let seminar = Seminar::of(&[("responses/r.md", "---\ntitle: R\n---\n")]);
    let made = std::process::Command::new("mkfifo")
        .arg(seminar.folder.path().join("responses/pipe.md"))
        .status();
    assert!(made.unwrap().success());
    assert!(
        seminar
            .codes()
            .contains(&("responses/pipe.md".to_owned(), "unreadable".to_owned()))
    );
}

#[test]
fn a_file_over_8_mib_is_listed_without_its_body_and_reported() {
    let seminar = Seminar::of(&[]);
    let text = format!("---\ntitle: Large\n---\nFindme {}", "word ".repeat(2_000_000));
    seminar.put(&[("responses/large.md", &text)]);
    assert_eq!(seminar.unfiled(), ["responses/large.md"]);
    let problem = seminar
        .problems()
        .into_iter()
        .find(|row| row.code == "too-large")
        .unwrap();
    assert!(problem.message.contains("MiB"), "{}", problem.message);
    assert_eq!(search(&seminar.look(), "findme", 5).unwrap().total, 0);
}

#[test]
fn invalid_utf_8_is_shown_with_replacement_marks_and_reported() {
    let seminar = Seminar::of(&[]);
    std::fs::create_dir_all(seminar.folder.path().join("responses")).unwrap();
    std::fs::write(
        seminar.folder.path().join("responses/r.md"),
        b"---\ntitle: R\n---\nCaf\xe9.\n",
    )
    .unwrap();
    let page = seminar.response("responses/r.md");
    assert_eq!(
        (page.html.as_str(), page.notices[0].code.as_str()),
        ("<p>Caf\u{fffd}.</p>\n", "invalid-utf8")
    );
}

#[test]
fn a_folder_that_is_gone_or_another_one_deletes_nothing() {
    let seminar = Seminar::of(&[("responses/r.md", "---\ntitle: R\n---\n")]);
    seminar.look();
    let away = seminar.folder.path().with_extension("away");
    std::fs::rename(seminar.folder.path(), &away).unwrap();
    assert!(matches!(
        seminar.sync(),
        Err(SyncError::Folder(FolderError::NotThere(_)))
    ));
    std::fs::create_dir(seminar.folder.path()).unwrap();
    assert!(matches!(seminar.sync(), Err(SyncError::Offline(_))), "empty");
    seminar.put(&[("responses/other.md", "---\ntitle: Another folder's\n---\n")]);
    assert!(matches!(seminar.sync(), Err(SyncError::Offline(_))), "another");
    let reader = Reader::open(seminar.databases.path()).unwrap();
    assert!(
        reading::response(&reader, "responses/r.md", now())
            .unwrap()
            .is_some()
    );
    std::fs::remove_dir_all(seminar.folder.path()).unwrap();
    std::fs::rename(&away, seminar.folder.path()).unwrap();
    assert_eq!(seminar.unfiled(), ["responses/r.md"]);
}

#[test]
fn a_document_deleted_one_by_one_is_gone_from_the_mirror() {
    let seminar = Seminar::of(&[("responses/r.md", "---\ntitle: R\n---\n")]);
    assert_eq!(seminar.unfiled().len(), 1);
    seminar.folder.delete("responses/r.md").unwrap();
    assert_eq!(seminar.unfiled().len(), 0);
}

#[test]
fn new_settings_are_honoured_without_a_change_in_any_document() {
    let seminar = Seminar::of(&[("responses/r.md", "---\ntitle: R\ndate: 2024-01-01 00:30\n---\n")]);
    let instant = |seminar: &Seminar| {
        let row = seminar.look().document_at("responses/r.md").unwrap();
        row.and_then(|row| row.instant).map(arguendo_text::dates::rfc3339)
    };
    assert_eq!(instant(&seminar).as_deref(), Some("2024-01-01T00:30:00Z"));
    seminar.put(&[("_config.yml", "timezone: America/New_York\n")]);
    assert_eq!(instant(&seminar).as_deref(), Some("2024-01-01T05:30:00Z"));
    seminar.put(&[("_config.yml", "exclude: [responses/r.md]\n")]);
    assert_eq!(instant(&seminar), None);
}

#[test]
fn a_template_that_cannot_be_used_is_reported_until_it_can() {
    let template = "_templates/response.md";
    let told = |seminar: &Seminar| {
        seminar.sync().unwrap();
        assert_eq!(live(seminar), fresh(seminar));
        let problems = seminar.problems().into_iter().filter(|row| row.path == template);
        problems.map(|row| (row.code, row.line)).collect::<Vec<_>>()
    };
    let seminar = Seminar::of(&[(template, "---\nstance: # yes or no\n---\n## Thesis\n")]);
    assert_eq!(told(&seminar), []);
    for (text, code, line) in [
        ("---\ntitle: a: b\n---\n", "front-matter-invalid", 2),
        ("## Thesis\n", "no-front-matter", 1),
    ] {
        seminar.put(&[(template, text)]);
        assert_eq!(told(&seminar), [(code.to_owned(), Some(line))]);
        let problem = find(&seminar).template().unwrap().unwrap_err();
        assert!(
            problem.message.contains("begun without this template"),
            "{}",
            problem.message
        );
    }
    seminar.put(&[(template, "---\n---\n")]);
    assert_eq!(told(&seminar), []);
    assert_eq!(find(&seminar).template().unwrap().unwrap(), "---\n---\n");
    seminar.folder.delete(template).unwrap();
    assert!(find(&seminar).template().is_none() && told(&seminar).is_empty());
}
