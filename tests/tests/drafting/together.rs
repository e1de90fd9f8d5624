//! A page that has another text of a draft than the program: both are brought together.

use std::fs;

use arguendo_core::conflicts;
use arguendo_core::drafts::drafting::{Choice, DraftSession};
use arguendo_core::pages::drafts::{DraftFields, Written};

use arguendo_tests::room::{Room, at, insert};

const BODY: &str = "One is said here first.\n\nTwo is said there next.\n";

fn written(body: &str, title: &str) -> Written {
    Written {
        fields: DraftFields {
            title: title.to_owned(),
            contributors: vec!["ann".to_owned()],
            ..DraftFields::default()
        },
        body: body.to_owned(),
    }
}

/// A draft whose page had `BODY` and goes on writing, and a session that has begun anew with what a colleague made of the file.
fn out_of_step(room: &Room, theirs: &str) -> DraftSession {
    let id = room.begun();
    let header = "---\ntitle: Title\ncontributors: [ann]\ntags: [law]\n---\n";
    fs::write(room.file(id), format!("{header}{theirs}")).unwrap();
    room.open(id)
}

#[test]
fn a_colleagues_words_are_in_the_text_after_a_page_was_out_of_step() {
    let room = Room::with(&[]);
    let mut session = out_of_step(&room, &BODY.replace("there next", "there at last"));
    let mine = BODY.replace("One is", "Indeed, one is");
    let (base, mine) = (written(BODY, "Title"), written(&mine, "My title"));
    let kept = session.bring_together(&room.desk, &base, &mine, at(3)).unwrap();
    let both = "---\ntitle: My title\ncontributors: [ann]\ntags: [law]\n---\nIndeed, one is said here first.\n\nTwo is said there at last.\n";
    assert_eq!(session.text(), both);
    // The page is told what comes into its own text, and nothing of what it has.
    let merged = kept.merged.unwrap();
    assert_eq!((merged.changes.len(), merged.keys.len()), (1, 0));
    assert_eq!(
        (merged.unseen.comparison.added, merged.unseen.comparison.removed),
        (2, 1)
    );
    let kept = session.save(&room.desk, at(4));
    assert!(kept.saved.is_some() && !kept.outside, "{kept:?}");
    assert_eq!(fs::read_to_string(room.file(session.id())).unwrap(), both);
    // The answer was lost on its way: asked once more, nothing comes twice.
    session.bring_together(&room.desk, &base, &mine, at(5)).unwrap();
    assert_eq!(session.text(), both);
}

#[test]
fn a_page_that_has_written_nothing_gets_the_programs_text() {
    let room = Room::with(&[]);
    let theirs = BODY.replace("there next", "there at last");
    let mut session = out_of_step(&room, &theirs);
    let base = written(BODY, "Title");
    let kept = session.bring_together(&room.desk, &base, &base, at(3)).unwrap();
    assert!(session.text().ends_with(&theirs) && kept.saved.is_some());
    assert_eq!(kept.merged.unwrap().changes.len(), 1);
}

#[test]
fn where_both_have_changed_the_same_words_it_is_a_conflict_and_the_file_stays() {
    let room = Room::with(&[]);
    let mut session = out_of_step(&room, &BODY.replace("One is", "Nothing was"));
    let (id, file) = (session.id(), room.file(session.id()));
    let theirs = fs::read_to_string(&file).unwrap();
    let mine = written(&BODY.replace("One is", "All are"), "Title");
    let base = written(BODY, "Title");
    let kept = session.bring_together(&room.desk, &base, &mine, at(3)).unwrap();
    assert!(
        kept.outside && kept.saved.is_none() && kept.merged.is_none(),
        "{kept:?}"
    );
    assert!(session.text().contains("All are said here"));
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs);
    let shown = conflicts::draft_page(&mut session, &room.desk, at(4))
        .unwrap()
        .unwrap();
    assert_eq!((shown.open, shown.has_base), (1, true));
    // What the page wrote outlives the program.
    drop(session);
    let mut session = room.open(id);
    session.recover(&room.desk, Choice::Restore, at(5)).unwrap();
    assert!(session.text().contains("All are said here") && session.is_changed_outside());
}

#[test]
fn where_nobody_else_has_the_programs_text_it_is_a_version_and_the_pages_goes_on() {
    let room = Room::with(&[]);
    let mut session = out_of_step(&room, BODY);
    let id = session.id();
    session
        .type_(&room.desk, 1, &insert(0, "Truly, "), at(3))
        .unwrap();
    let ours = session.text().to_owned();
    // The words of the program are in its journal alone.
    let file = room.file(id);
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let mine = written(&BODY.replace("One is", "All are"), "Title");
    let base = written(&format!("Yes: {BODY}"), "Title");
    let kept = session.bring_together(&room.desk, &base, &mine, at(4)).unwrap();
    assert!(kept.trouble.is_some() && session.text().ends_with(&mine.body));
    assert!(room.versions(id).contains(&ours));
}

#[test]
fn words_for_a_draft_that_cannot_be_written_in_are_in_its_versions() {
    let room = Room::with(&[]);
    let id = room.begun();
    let broken = b"---\ntitle: [\n---\nOne.\n";
    fs::write(room.file(id), broken).unwrap();
    let mut session = room.open(id);
    let (base, mine) = (written("One.\n", ""), written("One. Mine.\n", "Title"));
    let kept = session.bring_together(&room.desk, &base, &mine, at(3)).unwrap();
    assert!(kept.trouble.unwrap().contains("Versions"));
    assert_eq!(fs::read(room.file(id)).unwrap(), broken);
    let versions = room.versions(id).join("\n");
    assert!(
        versions.contains("One. Mine.") && versions.contains("title: Title"),
        "{versions}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_colleagues_words_that_came_in_and_could_not_be_saved_are_not_written_over_by_the_page() {
    use arguendo_tests::namespace;
    let name = "a_colleagues_words_that_came_in_and_could_not_be_saved_are_not_written_over_by_the_page";
    if !namespace::is_within(&format!("together::{name}")) {
        return;
    }
    let room = Room::with(&[]);
    let id = room.begun();
    let header = "---\ntitle: Title\ncontributors: [ann]\n---\n";
    fs::write(room.file(id), format!("{header}{BODY}")).unwrap();
    let mut session = room.open(id);
    let end = u32::try_from(BODY.len()).unwrap();
    session
        .type_(&room.desk, 1, &insert(end, "\nThree.\n"), at(3))
        .unwrap();
    let theirs = format!("{header}{}", BODY.replace("One is", "Nothing was"));
    fs::write(room.file(id), &theirs).unwrap();
    // The file can be read and not written.
    let drafts = room.desk.drafts();
    namespace::mount(&["--bind", drafts.to_str().unwrap()], &drafts);
    namespace::mount(&["-o", "remount,ro,bind"], &drafts);
    let kept = session.save(&room.desk, at(4));
    assert!(
        kept.trouble.is_some() && session.text().contains("Nothing was"),
        "{kept:?}"
    );

    let base = written(BODY, "Title");
    let mine = written(&BODY.replace("One is", "All are"), "Title");
    session.bring_together(&room.desk, &base, &mine, at(5)).unwrap();
    namespace::unmount(&drafts);
    let kept = session.save(&room.desk, at(6));
    assert!(kept.outside, "{kept:?}");
    assert_eq!(fs::read_to_string(room.file(id)).unwrap(), theirs);
    assert!(room.versions(id).iter().any(|text| text.contains("Three.")));
}
