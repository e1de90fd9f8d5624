//! Who a person writes as, and passages that she quotes, kept beside a real folder.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use arguendo_core::desk::Desk;
use arguendo_core::drafts::quoting::{self, QuotingError, Shown};
use arguendo_core::drafts::signing::{self, SigningError};
use arguendo_core::pages::drafts::{ProfileEntries, QuotedState};

use arguendo_tests::seminar::{Seminar, find, now};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nnot much of a picture";
const TEXT: &str =
    "---\ntitle: Yes\ncontributors: [jane]\n---\nExpertise is not authority[^1].\n\n[^1]: A note.\n";

fn seminar() -> Seminar {
    Seminar::of(&[
        (
            "contributors/jane.md",
            "---\ntitle: Jane Doe\ndescription: York\n---\n",
        ),
        (
            "contributors/away.md",
            "---\ntitle: Away\npublished: false\n---\n",
        ),
        ("responses/yes.md", TEXT),
    ])
}

fn desk(seminar: &Seminar) -> Desk {
    Desk::open(seminar.databases.path(), now()).unwrap()
}

fn entries(name: &str) -> ProfileEntries {
    ProfileEntries {
        name: name.to_owned(),
        position: "Professor of Law".to_owned(),
        ..ProfileEntries::default()
    }
}

#[test]
fn a_person_chooses_herself_among_the_published_contributors() {
    let seminar = seminar();
    let (desk, reader) = (desk(&seminar), seminar.look());
    assert_eq!(signing::writing_as(&desk, &reader).unwrap(), None);
    let names: Vec<String> = signing::signers(&reader)
        .unwrap()
        .into_iter()
        .map(|signer| signer.name)
        .collect();
    assert_eq!(names, ["Jane Doe"]);
    let unknown = signing::write_as(&desk, &reader, "away");
    assert!(matches!(unknown, Err(SigningError::Unknown(_))), "{unknown:?}");
    signing::write_as(&desk, &reader, "jane").unwrap();
    let me = signing::writing_as(&desk, &reader).unwrap().unwrap();
    assert_eq!((me.person.name.as_str(), me.new), ("Jane Doe", false));
}

#[test]
fn a_profile_is_kept_until_it_is_published_and_then_is_the_contributor() {
    let seminar = seminar();
    let (desk, reader) = (desk(&seminar), seminar.look());
    let photo = Some(("My Photo.PNG", PNG));
    let me = signing::make_profile(&desk, &find(&seminar), &reader, entries("Jane"), photo).unwrap();
    assert_eq!(
        (me.slug.as_str(), me.new),
        ("jane-2", true),
        "`jane` is somebody else"
    );
    let signed = [me.slug.clone()];
    let files = signing::unpublished(&desk, &reader, &signed, "contributors").unwrap();
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["contributors/jane-2.md", "images/my-photo.png"]);
    assert_eq!(me.person.image.as_deref(), Some("images/my-photo.png"));
    for (path, bytes) in &files {
        let full = seminar.folder.path().join(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(full, bytes).unwrap();
    }
    let reader = seminar.look();
    let me = signing::writing_as(&desk, &reader).unwrap().unwrap();
    assert_eq!(
        (me.new, me.person.position.as_deref()),
        (false, Some("Professor of Law"))
    );
    assert!(
        signing::unpublished(&desk, &reader, &signed, "contributors")
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_profile_without_a_name_or_with_a_photo_that_is_none_says_so_and_changes_nothing() {
    let seminar = seminar();
    let (desk, reader) = (desk(&seminar), seminar.look());
    let make = |name, photo| signing::make_profile(&desk, &find(&seminar), &reader, entries(name), photo);
    assert!(matches!(make(" ", None), Err(SigningError::Entries(_))));
    let script: &[u8] = b"<script>";
    assert!(matches!(
        make("Jane", Some(("a.png", script))),
        Err(SigningError::Photo(_))
    ));
    assert_eq!(signing::writing_as(&desk, &reader).unwrap(), None);
}

#[test]
fn a_quote_says_when_its_source_has_changed_and_when_it_is_gone() {
    let seminar = seminar();
    let (desk, reader) = (desk(&seminar), seminar.look());
    let draft = desk
        .add_draft(&arguendo_core::desk::drafts::Draft::default())
        .unwrap();
    let shown = Shown {
        path: "responses/yes.md",
        exact: "Expertise is not authority",
        before: "",
        after: ".",
    };
    let (markdown, passage) = quoting::quote(&desk, &reader, draft, shown, now()).unwrap();
    assert!(
        markdown.starts_with("> Expertise is not authority\n"),
        "{markdown}"
    );
    assert!(
        markdown.contains("Jane Doe, [“Yes”](../responses/yes.md#:~:text="),
        "{markdown}"
    );
    assert_eq!(passage.state, QuotedState::AsItWas);
    let state = || quoting::quotes_of(&desk, &seminar.look(), draft).unwrap()[0].state;
    assert_eq!(state(), QuotedState::AsItWas);
    seminar.put(&[("responses/yes.md", &TEXT.replace("is not", "is never"))]);
    assert_eq!(state(), QuotedState::Changed);
    seminar.put(&[("responses/yes.md", TEXT)]);
    assert_eq!(state(), QuotedState::AsItWas);
    std::fs::remove_file(seminar.folder.path().join("responses/yes.md")).unwrap();
    assert_eq!(state(), QuotedState::Gone);
}

#[test]
fn a_passage_that_the_document_does_not_hold_is_not_quoted() {
    let seminar = seminar();
    let (desk, reader) = (desk(&seminar), seminar.look());
    let shown = Shown {
        path: "responses/yes.md",
        exact: "Expertise is authority",
        before: "",
        after: "",
    };
    let refused = quoting::quote(&desk, &reader, 1, shown, now());
    assert!(matches!(refused, Err(QuotingError::NotFound(_))), "{refused:?}");
}
