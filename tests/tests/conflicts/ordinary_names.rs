//! Ordinary names that an engine's copy might have as well: what is hidden as a copy is one by all that it says.

use arguendo_tests::room::{RESPONSE, Room};
use arguendo_tests::seminar::{entries, fresh, live};

/// Names that a colleague may give, and that an engine may.
const NAMES: [&str; 5] = [
    "because-smith",
    "because 2",
    "because (1)",
    "because - Copy",
    "because-Anns-MacBook-Pro",
];

fn is_hidden(room: &Room, path: &str) -> bool {
    let reader = room.seminar.look();
    assert_eq!(live(&room.seminar), fresh(&room.seminar), "{path}");
    reader.document_at(path).unwrap().unwrap().conflict_of.is_some()
}

#[test]
fn a_second_text_by_the_same_people_under_the_same_title_is_a_copy() {
    for name in NAMES {
        let path = format!("responses/{name}.md");
        let room = Room::with(&[(&path, &RESPONSE.replace("first", "at first"))]);
        assert!(is_hidden(&room, &path), "{name}");
    }
}

#[test]
fn an_essay_by_another_signer_is_never_hidden() {
    for name in NAMES {
        for signers in ["[smith]", "[ann, smith]", "[]"] {
            let path = format!("responses/{name}.md");
            let text = RESPONSE.replace("[ann]", signers);
            let room = Room::with(&[(&path, &text)]);
            assert!(!is_hidden(&room, &path), "{name} {signers}");
            assert_eq!(room.seminar.question("questions/why.md").entries.len(), 2);
        }
    }
}

#[test]
fn an_essay_with_a_slug_of_its_own_is_never_hidden() {
    for name in NAMES {
        for slug in ["other", name] {
            let path = format!("responses/{name}.md");
            let text = RESPONSE.replace("contributors", &format!("slug: {slug}\ncontributors"));
            let room = Room::with(&[(&path, &text)]);
            assert!(!is_hidden(&room, &path), "{name} {slug}");
        }
    }
}

#[test]
fn a_slug_that_was_copied_with_the_text_is_not_its_own() {
    let text = RESPONSE.replace("contributors", "slug: reasons\ncontributors");
    let room = Room::with(&[("responses/because.md", &text), ("responses/because 2.md", &text)]);
    assert!(is_hidden(&room, "responses/because 2.md"));
}

#[test]
fn what_a_question_lists_by_its_name_is_shown_as_soon_as_it_is_listed_and_for_as_long() {
    let question = |list: &str| format!("---\ntitle: Why?\narguendo: [{list}]\n---\n");
    for name in NAMES
        .into_iter()
        .chain(["because.sync-conflict-20240131-235959-ABCDEFG"])
    {
        let path = format!("responses/{name}.md");
        let room = Room::with(&[(&path, RESPONSE)]);
        assert!(is_hidden(&room, &path), "{name}");
        room.seminar
            .put(&[("questions/why.md", &question(&format!("because, '{name}'")))]);
        assert!(!is_hidden(&room, &path), "{name}");
        let shown = entries(&room.seminar.question("questions/why.md"));
        assert_eq!(
            shown,
            [
                "two-way responses/because.md".to_owned(),
                format!("two-way {path}")
            ]
        );
        let missing = room
            .seminar
            .codes()
            .into_iter()
            .find(|(_, code)| code == "response-missing");
        assert_eq!(missing, None, "{name}");
        room.seminar.put(&[("questions/why.md", &question("because"))]);
        assert!(is_hidden(&room, &path), "{name}");
    }
}

#[test]
fn an_engine_s_own_mark_proves_a_copy_whatever_was_changed_in_it() {
    for mark in [
        ".sync-conflict-20240131-235959-ABCDEFG",
        " (Ann's conflicted copy 2024-01-31)",
        " (Conflicted copy ThinkPad-T14 202401312359)",
        " (SFConflict ann@example.org 2024-01-31-23-59-59)",
        "_DiskStation_Jan-31-235959-2024_Conflict",
        " (Ann の競合コピー 2024-01-31) (1)",
        "-ANNAPC-safeBackup-0001",
    ] {
        let path = format!("responses/because{mark}.md");
        for (from, to) in [
            ("title: Because", "title: Because of this"),
            ("[ann]", "[ann, smith]"),
            ("question: why", "question: how"),
        ] {
            let room = Room::with(&[(&path, &RESPONSE.replace(from, to))]);
            assert!(is_hidden(&room, &path), "{path} {to}");
        }
        let alone = Room::of(&[(&path, RESPONSE)]);
        assert!(
            !is_hidden(&alone, &path),
            "without the original, it is all that there is: {path}"
        );
    }
}

#[test]
fn contributors_and_questions_have_copies_too_and_namesakes() {
    let ann = "---\ntitle: Ann\n---\nTeaches.\n";
    let question = "---\ntitle: Which?\n---\nText.\n";
    let room = Room::with(&[
        ("contributors/ann.md", ann),
        ("contributors/ann 2.md", ann),
        ("contributors/ann-smith.md", "---\ntitle: Ann Smith\n---\n"),
        ("questions/which.md", question),
        ("questions/which (1).md", question),
    ]);
    assert!(is_hidden(&room, "contributors/ann 2.md"));
    assert!(!is_hidden(&room, "contributors/ann-smith.md"));
    assert!(is_hidden(&room, "questions/which (1).md"));
    room.seminar.put(&[(
        "responses/new.md",
        "---\ntitle: New\narguendo-question: which (1)\ncontributors: [ann 2]\n---\n",
    )]);
    assert!(!is_hidden(&room, "contributors/ann 2.md"), "somebody signs so");
    assert!(!is_hidden(&room, "questions/which (1).md"), "somebody answers it");
}
