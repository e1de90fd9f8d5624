//! The cases of the folder format that take more than one document: links, order, shelves, absences.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use arguendo_core::folder::{self, FolderError};
use arguendo_core::mirror::Reader;
use arguendo_core::pages::{Entry, Link, ProblemRow, QuestionPage, ResponsePage};
use arguendo_core::search::search;
use arguendo_core::sync::{self, Company, SyncError};
use arguendo_core::{checkup, reading};
use arguendo_tests::folder::Folder;
use jiff::Timestamp;
use tempfile::TempDir;

/// A folder with its mirror, brought in step before each look.
struct Seminar {
    folder: Folder,
    databases: TempDir,
}

impl Seminar {
    fn of(files: &[(&str, &str)]) -> Self {
        let seminar = Self {
            folder: Folder::empty().unwrap(),
            databases: tempfile::tempdir().unwrap(),
        };
        seminar.put(files);
        seminar
    }

    fn put(&self, files: &[(&str, &str)]) {
        for (path, text) in files {
            self.folder.write(path, text).unwrap();
        }
    }

    fn sync(&self) -> Result<(), SyncError> {
        let folder = folder::Folder::find(self.folder.path())?;
        sync::open(self.databases.path())?.sync(&folder, &mut Company::nobody())?;
        Ok(())
    }

    fn look(&self) -> Reader {
        self.sync().unwrap();
        Reader::open(self.databases.path()).unwrap()
    }

    fn question(&self, path: &str) -> QuestionPage {
        reading::question(&self.look(), path, now()).unwrap().unwrap()
    }

    fn response(&self, path: &str) -> ResponsePage {
        reading::response(&self.look(), path, now()).unwrap().unwrap()
    }

    fn unfiled(&self) -> Vec<String> {
        let shelf = reading::unfiled(&self.look(), now()).unwrap();
        shelf.into_iter().map(|unfiled| unfiled.card.path).collect()
    }

    fn problems(&self) -> Vec<ProblemRow> {
        checkup::problems(&self.look()).unwrap()
    }

    /// (path, code) of every problem.
    fn codes(&self) -> Vec<(String, String)> {
        self.problems()
            .into_iter()
            .map(|row| (row.path, row.code))
            .collect()
    }
}

fn now() -> Timestamp {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

fn entries(page: &QuestionPage) -> Vec<String> {
    let told = |entry: &Entry| match entry {
        Entry::Missing { slug } => format!("missing {slug}"),
        Entry::Response { card } => {
            let link = match card.link.unwrap() {
                Link::TwoWay => "two-way",
                Link::Listed => "listed",
                Link::PointsBack => "points-back",
            };
            format!("{link} {}", card.path)
        }
    };
    page.entries.iter().map(told).collect()
}

fn codes(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter()
        .map(|(path, code)| ((*path).to_owned(), (*code).to_owned()))
        .collect()
}

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

#[cfg(unix)]
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

#[cfg(target_os = "linux")]
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
fn new_settings_are_honoured_without_a_change_in_any_document() {
    let seminar = Seminar::of(&[("responses/r.md", "---\ntitle: R\ndate: 2024-01-01 00:30\n---\n")]);
    let instant = |seminar: &Seminar| {
        let row = seminar.look().document_at("responses/r.md").unwrap();
        row.and_then(|row| row.instant).map(arguendo_core::dates::rfc3339)
    };
    assert_eq!(instant(&seminar).as_deref(), Some("2024-01-01T00:30:00Z"));
    seminar.put(&[("_config.yml", "timezone: America/New_York\n")]);
    assert_eq!(instant(&seminar).as_deref(), Some("2024-01-01T05:30:00Z"));
    seminar.put(&[("_config.yml", "exclude: [responses/r.md]\n")]);
    assert_eq!(instant(&seminar), None);
}
