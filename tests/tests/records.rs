//! Who did what: what the desk records of a folder that others write to, and what becomes of the texts that leave it.

#![allow(clippy::unwrap_used)]

use std::fs;

use arguendo_core::desk::Desk;
use arguendo_core::desk::records::{MOST_RECORDS, Record};
use arguendo_core::history::activity::{self, LookingBackError};
use arguendo_core::history::restore;
use arguendo_core::mirror::Reader;
use arguendo_core::mirror::sync::SyncError;
use arguendo_core::pages::records::KeptOther;

use arguendo_tests::seminar::{Seminar, find, fresh, live};

const QUESTION: &str = "---\ntitle: The question\narguendo: [which-water]\n---\nAsked.\n";
const ANN: &str = "---\ntitle: Ann Lee\n---\n";
const RESPONSE: &str = "---\ntitle: Which water\narguendo-question: q\ncontributors: [ann, nobody]\n---\nThe water of the well.\n";
const PATH: &str = "responses/which-water.md";

/// A question, a response and who signed it, read once.
fn seminar() -> Seminar {
    let seminar = Seminar::of(&[
        ("questions/q.md", QUESTION),
        ("contributors/ann.md", ANN),
        (PATH, RESPONSE),
    ]);
    seminar.sync().unwrap();
    seminar
}

fn desk(seminar: &Seminar) -> Desk {
    Desk::open_to_record(seminar.databases.path(), jiff::Timestamp::UNIX_EPOCH).unwrap()
}

fn rows(seminar: &Seminar) -> Vec<Record> {
    desk(seminar).records(MOST_RECORDS).unwrap()
}

/// The record, the latest first.
fn lines(seminar: &Seminar) -> Vec<String> {
    let line = |row: &Record| {
        let from = row
            .was_at
            .as_deref()
            .map_or(String::new(), |was| format!(" from {was}"));
        let what = match row.path.as_str() {
            "" => format!("{} documents", row.documents),
            path => path.to_owned(),
        };
        let mine = row.mine.map_or(String::new(), |mine| format!(", {mine:?}"));
        format!("{:?} {what}{from}{mine}", row.doing)
    };
    rows(seminar).iter().map(line).collect()
}

#[test]
fn what_happened_since_the_folder_was_first_read_is_recorded_though_the_program_was_closed() {
    let seminar = seminar();
    assert_eq!(lines(&seminar), [""; 0], "the first reading is no arrival");
    seminar.put(&[
        ("responses/new.md", RESPONSE),
        ("questions/q.md", &format!("{QUESTION}More.\n")),
    ]);
    seminar.folder.delete(PATH).unwrap();
    seminar.sync().unwrap();
    let mut told = lines(&seminar);
    told.sort();
    assert_eq!(
        told,
        [
            "Changed questions/q.md",
            "Renamed responses/new.md from responses/which-water.md"
        ]
    );
    seminar.put(&[(PATH, &format!("{RESPONSE}And of the river.\n"))]);
    seminar.sync().unwrap();
    let arrived = &rows(&seminar)[0];
    assert_eq!(lines(&seminar)[0], format!("Arrived {PATH}"));
    assert_eq!(arrived.title, "Which water");
    assert_eq!(arrived.people, ["Ann Lee", "nobody"]);
    assert!(arrived.written.is_some());
    seminar.sync().unwrap();
    assert_eq!(lines(&seminar).len(), 3, "once");
}

#[test]
fn a_rebuilt_mirror_is_no_arrival() {
    let seminar = seminar();
    fs::write(seminar.databases.path().join("mirror.db"), "no database").unwrap();
    seminar.sync().unwrap();
    fs::remove_file(seminar.databases.path().join("mirror.db")).unwrap();
    seminar.sync().unwrap();
    assert_eq!(lines(&seminar), [""; 0]);
}

#[test]
fn the_last_text_of_what_left_can_be_read_compared_and_put_back_and_that_taken_back() {
    let seminar = seminar();
    seminar.folder.delete(PATH).unwrap();
    let reader = seminar.look();
    let desk = desk(&seminar);
    let row = activity::records(&desk, &reader, 9).unwrap().remove(0);
    assert_eq!(lines(&seminar), [format!("Withdrawn {PATH}")]);
    assert_eq!((row.is_there, row.texts), (false, 1));
    let id = row.kept.unwrap();
    let page = activity::kept_page(&desk, &reader, id).unwrap();
    assert_eq!(page.html, "<p>The water of the well.</p>\n");
    assert_eq!((page.title.as_str(), page.people.len()), ("Which water", 2));

    let back = restore::put_back(&desk, &find(&seminar), &reader, id).unwrap();
    assert_eq!((back.target.path.as_str(), back.renamed), (PATH, false));
    assert_eq!(seminar.folder.read(PATH).unwrap(), RESPONSE);
    seminar.sync().unwrap();
    assert_eq!(lines(&seminar)[0], format!("Arrived {PATH}, PutBack"));
    let again = restore::put_back(&desk, &find(&seminar), &reader, id);
    assert!(matches!(again, Err(LookingBackError::IsThere(_))), "{again:?}");

    restore::take_out(&desk, &find(&seminar), &reader, id, jiff::Timestamp::now()).unwrap();
    let reader = seminar.look();
    assert_eq!(lines(&seminar)[0], format!("Withdrawn {PATH}, TakenOut"));
    let page = activity::kept_page(&desk, &reader, id).unwrap();
    assert_eq!(
        (page.html.as_str(), page.put_back),
        ("<p>The water of the well.</p>\n", None)
    );
}

#[test]
fn a_text_is_never_put_back_over_another() {
    let seminar = seminar();
    seminar.folder.delete(PATH).unwrap();
    seminar.sync().unwrap();
    let other = RESPONSE.replace("of the well", "of the sea");
    // The name is taken in other letters, too: on some file systems they are the same.
    seminar.put(&[("responses/Which-Water.md", &other)]);
    let reader = seminar.look();
    let desk = desk(&seminar);
    let id = rows(&seminar).iter().find_map(|row| row.kept).unwrap();
    let page = activity::kept_page(&desk, &reader, id).unwrap();
    let title = "Which water".to_owned();
    let path = "responses/Which-Water.md".to_owned();
    assert_eq!(
        page.others,
        [KeptOther::Document {
            path: path.clone(),
            title
        }]
    );
    let compared =
        activity::compare_with_document(&desk, &seminar.look(), &find(&seminar), id, &path).unwrap();
    assert_eq!((compared.added, compared.removed), (1, 1));

    let back = restore::put_back(&desk, &find(&seminar), &reader, id).unwrap();
    assert!(back.renamed);
    assert_eq!(back.target.path, "responses/which-water-second-version.md");
    assert_eq!(seminar.folder.read(&path).unwrap(), other);
    // Somebody writes in it: then it is theirs, and is not taken out.
    seminar.put(&[(
        "responses/which-water-second-version.md",
        &format!("{RESPONSE}More.\n"),
    )]);
    let taken = restore::take_out(&desk, &find(&seminar), &reader, id, jiff::Timestamp::now());
    assert!(
        taken
            .unwrap_err()
            .to_string()
            .contains("changed by somebody else")
    );
    assert!(
        seminar
            .folder
            .read("responses/which-water-second-version.md")
            .unwrap()
            .ends_with("More.\n")
    );
}

#[test]
fn nothing_is_put_back_into_another_folder() {
    let seminar = seminar();
    seminar.folder.delete(PATH).unwrap();
    let reader = seminar.look();
    let id = rows(&seminar)[0].kept.unwrap();
    let folder = find(&seminar);
    let away = seminar.folder.path().with_extension("away");
    fs::rename(seminar.folder.path(), &away).unwrap();
    for stands_there in ["nothing", "another folder"] {
        if stands_there == "another folder" {
            fs::create_dir(seminar.folder.path()).unwrap();
        }
        let back = restore::put_back(&desk(&seminar), &folder, &reader, id);
        assert!(matches!(back, Err(LookingBackError::Away)), "{stands_there}");
    }
    assert_eq!(fs::read_dir(seminar.folder.path()).unwrap().count(), 0);
    fs::remove_dir(seminar.folder.path()).unwrap();
    fs::rename(&away, seminar.folder.path()).unwrap();
}

#[test]
fn a_program_that_ends_between_desk_and_mirror_records_it_once() {
    let seminar = seminar();
    let mirror = seminar.databases.path().join("mirror.db");
    let before = fs::read(&mirror).unwrap();
    seminar.folder.delete(PATH).unwrap();
    seminar.put(&[("responses/new.md", &RESPONSE.replace("well", "sea"))]);
    seminar.sync().unwrap();
    let told = lines(&seminar);
    assert_eq!(told.len(), 2);
    // The mirror as it would have been left; the desk has it already.
    for suffix in ["-wal", "-shm"] {
        let _ = fs::remove_file(seminar.databases.path().join(format!("mirror.db{suffix}")));
    }
    fs::write(&mirror, before).unwrap();
    seminar.sync().unwrap();
    assert_eq!(lines(&seminar).len(), 2, "{:?}", lines(&seminar));
    assert_eq!(live(&seminar), fresh(&seminar));
    assert_eq!(rows(&seminar).iter().map(|row| row.texts).sum::<u32>(), 1);
}

#[test]
fn what_left_is_still_shown_while_its_text_cannot_be_kept() {
    let seminar = seminar();
    let desk = seminar.databases.path().join("desk.db");
    fs::create_dir(&desk).unwrap(); // nothing can be kept there
    seminar.folder.delete(PATH).unwrap();
    let refused = seminar.sync();
    assert!(
        matches!(&refused, Err(SyncError::Mirror(error)) if error.to_string().contains("still shown")),
        "{refused:?}"
    );
    let reader = Reader::open(seminar.databases.path()).unwrap();
    assert!(reader.document_at(PATH).unwrap().is_some());
    fs::remove_dir(&desk).unwrap();
    assert!(seminar.look().document_at(PATH).unwrap().is_none());
    assert_eq!(lines(&seminar), [format!("Withdrawn {PATH}")]);
}

#[test]
fn copies_and_temporary_files_of_sync_engines_do_not_arrive() {
    let seminar = seminar();
    seminar.put(&[
        (
            "responses/which-water.sync-conflict-20260102-030405-ABCDEFG.md",
            RESPONSE,
        ),
        ("responses/.syncthing.new.md.tmp", RESPONSE),
        ("responses/~syncthing~new.md.tmp", RESPONSE),
        ("responses/no-document.md", "Just words."),
    ]);
    seminar.sync().unwrap();
    assert_eq!(lines(&seminar), [""; 0]);
}

#[test]
fn a_text_that_is_cut_short_and_then_deleted_is_kept_as_it_was_last_whole() {
    let seminar = seminar();
    seminar.put(&[(PATH, "")]);
    seminar.sync().unwrap();
    assert_eq!(lines(&seminar), [""; 0], "it is there, and its last text with it");
    seminar.folder.delete(PATH).unwrap();
    let reader = seminar.look();
    let id = rows(&seminar)[0].kept.unwrap();
    let page = activity::kept_page(&desk(&seminar), &reader, id).unwrap();
    assert_eq!(
        (page.title.as_str(), page.html.as_str()),
        ("Which water", "<p>The water of the well.</p>\n")
    );
}

#[test]
fn bytes_that_are_no_text_are_kept_as_they_can_be_read_and_not_put_back() {
    let seminar = seminar();
    let full = seminar.folder.path().join(PATH);
    fs::write(&full, b"---\ntitle: R\n---\nCaf\xe9.\n").unwrap();
    seminar.sync().unwrap();
    fs::remove_file(&full).unwrap();
    let reader = seminar.look();
    let id = rows(&seminar)[0].kept.unwrap();
    let page = activity::kept_page(&desk(&seminar), &reader, id).unwrap();
    assert_eq!(
        (page.html.as_str(), page.is_whole),
        ("<p>Caf\u{fffd}.</p>\n", false)
    );
    let back = restore::put_back(&desk(&seminar), &find(&seminar), &reader, id);
    assert!(matches!(back, Err(LookingBackError::NotWhole(_))));
}

#[test]
fn a_burst_is_one_line_and_so_is_a_renamed_directory() {
    let seminar = seminar();
    let many: Vec<_> = (0..150)
        .map(|number| {
            (
                format!("responses/old/{number}.md"),
                format!("---\ntitle: R{number}\n---\n"),
            )
        })
        .collect();
    let files: Vec<_> = many
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    seminar.put(&files);
    seminar.sync().unwrap();
    assert_eq!(lines(&seminar), ["Arrived 150 documents"]);
    let directory = |name: &str| seminar.folder.path().join("responses").join(name);
    fs::rename(directory("old"), directory("new")).unwrap();
    seminar.sync().unwrap();
    assert_eq!(lines(&seminar)[0], "Renamed 150 documents");
    fs::remove_dir_all(directory("new")).unwrap();
    let reader = seminar.look();
    assert_eq!(lines(&seminar)[0], "Withdrawn 150 documents");
    let together = activity::kept_together(&desk(&seminar), &reader, rows(&seminar)[0].id).unwrap();
    assert_eq!(together.len(), 150);
    assert!(together.iter().all(|entry| entry.title.starts_with('R')));
}

#[test]
fn what_leaves_while_most_of_the_folder_is_new_is_kept_too() {
    let seminar = seminar();
    seminar.folder.delete(PATH).unwrap();
    fs::rename(
        seminar.folder.path().join("contributors/ann.md"),
        seminar.folder.path().join("contributors/ann-lee.md"),
    )
    .unwrap();
    for number in 0..5_001 {
        seminar.put(&[(
            &format!("responses/{number}.md"),
            &format!("---\ntitle: R{number}\n---\n"),
        )]);
    }
    seminar.sync().unwrap();
    let mut told = lines(&seminar);
    told.sort();
    let withdrawn = format!("Withdrawn {PATH}");
    assert_eq!(
        told,
        ["Arrived 5001 documents", "Renamed 1 documents", &withdrawn]
    );
    assert_eq!(rows(&seminar).iter().map(|row| row.texts).sum::<u32>(), 1);
}

#[test]
fn a_listed_response_that_left_is_told_from_one_that_never_came() {
    let seminar = seminar();
    let desk = desk(&seminar);
    let left = |slug: &str| activity::left(&desk, &seminar.look(), slug).unwrap();
    assert_eq!(left("which-water"), None, "it is there");
    seminar.folder.delete(PATH).unwrap();
    seminar.sync().unwrap();
    assert_eq!(left("which-water"), Some(desk.kept_at(PATH).unwrap()[0].at));
    assert_eq!(left("water"), None);
    assert_eq!(left("never-came"), None);
}
