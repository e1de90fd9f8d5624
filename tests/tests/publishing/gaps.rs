//! Others who write into a file in the moments between comparing, moving and looking again: nobody's text is in no place.
//!
//! strace only makes those moments long enough to write in them.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use arguendo_core::history::activity;

use arguendo_tests::command::cli;
use arguendo_tests::program::program;

use crate::seminar::{Seminar, answer};

const QUESTION: &str = "questions/deference.md";
/// How long a gap is made: long against what is done in it.
const GAP: &str = "delay_enter=1500000:delay_exit=1500000";
/// After a first sign of it, so long is one certainly in the gap.
const WELL_WITHIN: Duration = Duration::from_millis(500);

/// The command, with these of its system calls on the file at `path` done otherwise.
fn begin(seminar: &Seminar, path: &str, injected: &[&str], words: &[&str]) -> Child {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-o", "/dev/null"]);
    strace.args(["-e", "trace=rename,renameat2,link,linkat"]);
    strace.arg("-P").arg(seminar.folder.path().join(path));
    for act in injected {
        strace.args(["-e", &format!("inject={act}")]);
    }
    strace.arg(program("arguendo-cli").unwrap());
    strace.arg(words[0]).arg(seminar.folder.path()).args(&words[1..]);
    strace.arg("--data").arg(seminar.data.path());
    strace
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn until(what: &str, is_so: impl Fn() -> bool) {
    let over = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < over, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Whether a file of ours lies beside the question that is ready to be moved into its place.
fn is_ready(seminar: &Seminar) -> bool {
    let names = fs::read_dir(seminar.folder.path().join("questions")).unwrap();
    let mut names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.any(|name| name.starts_with(".arguendo-") && name.ends_with("-aside.tmp"))
}

fn with_entry(text: &str, entry: &str) -> String {
    text.replacen("  - no-never\n", &format!("  - no-never\n  - {entry}\n"), 1)
}

fn entries(text: &str) -> BTreeSet<String> {
    let listed = text.lines().filter_map(|line| line.trim().strip_prefix("- "));
    listed
        .map(|entry| entry.split(' ').next().unwrap().to_owned())
        .collect()
}

/// Every text that is in a file of the folder, or kept in Activity.
fn texts(seminar: &Seminar) -> Vec<String> {
    let in_files = seminar.files().into_values();
    let mut texts: Vec<String> = in_files
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    let reader = seminar.reader();
    for row in activity::records(&seminar.desk, &reader, u32::MAX).unwrap() {
        for entry in activity::kept_together(&seminar.desk, &reader, row.id).unwrap() {
            let kept = seminar.desk.kept(entry.id).unwrap().unwrap();
            texts.push(String::from_utf8_lossy(&kept.text).into_owned());
        }
    }
    texts
}

fn is_listed_somewhere(seminar: &Seminar, entry: &str) -> bool {
    texts(seminar).iter().any(|text| entries(text).contains(entry))
}

#[test]
fn three_who_write_into_one_file_in_one_moment_lose_nothing() {
    let seminar = Seminar::small();
    seminar.draft("mine.md", &answer("Mine", "deference"));

    let before = seminar.read(QUESTION);
    let gap = format!("renameat2:{GAP}:when=1");
    let mut first = begin(&seminar, QUESTION, &[&gap], &["publish", "mine.md"]);
    until("it comes to the question", || is_ready(&seminar));
    std::thread::sleep(WELL_WITHIN);
    seminar
        .folder
        .replace(QUESTION, &with_entry(&before, "from-a-sync-program"))
        .unwrap();
    until("the question is exchanged", || {
        seminar.read(QUESTION).contains("- mine")
    });
    // Another person publishes into what is there for this moment.
    seminar
        .folder
        .replace(
            QUESTION,
            &with_entry(&seminar.read(QUESTION), "of-another-person"),
        )
        .unwrap();
    let _ = first.wait().unwrap();

    let now = entries(&seminar.read(QUESTION));
    assert!(
        now.contains("of-another-person"),
        "the newest is in its place: {now:?}"
    );
    assert!(is_listed_somewhere(&seminar, "from-a-sync-program"));
    let response = seminar.folder.path().join("responses/mine.md");
    assert_eq!(response.exists(), now.contains("mine"), "both or neither");
    assert!(!is_ready(&seminar));
}

#[test]
fn what_arrives_where_two_files_cannot_be_exchanged_is_not_written_over() {
    for drive in [
        vec!["renameat2:error=EINVAL"],
        vec!["renameat2:error=EINVAL", "link,linkat:error=EPERM"],
    ] {
        let seminar = Seminar::small();
        seminar.draft("mine.md", &answer("Mine", "deference"));
        let before = seminar.read(QUESTION);
        // The question is taken aside.
        let gap = format!("rename:{GAP}:when=1");
        let mut injected = drive.clone();
        injected.push(&gap);
        let mut first = begin(&seminar, QUESTION, &injected, &["publish", "mine.md"]);
        until("it comes to the question", || is_ready(&seminar));
        std::thread::sleep(WELL_WITHIN);
        seminar
            .folder
            .replace(QUESTION, &with_entry(&before, "from-a-sync-program"))
            .unwrap();
        let _ = first.wait().unwrap();
        let now = entries(&seminar.read(QUESTION));
        assert!(now.contains("from-a-sync-program"), "{now:?}");
        let response = seminar.folder.path().join("responses/mine.md");
        assert_eq!(response.exists(), now.contains("mine"), "both or neither");
        assert!(!is_ready(&seminar));
    }
}

#[test]
fn an_edit_that_comes_while_a_response_is_withdrawn_is_kept_though_another_comes_in_its_place() {
    let seminar = Seminar::small();
    let id = seminar.draft("mine.md", &answer("Mine", "deference"));
    seminar.publish(id).unwrap();
    let path = "responses/mine.md";
    let (full, published) = (seminar.folder.path().join(path), seminar.read(path));
    let gap = format!("rename:{GAP}:when=1");
    let mut first = begin(&seminar, path, &[&gap], &["unpublish", path]);
    until("the list is written", || {
        !seminar.read(QUESTION).contains("- mine")
    });
    std::thread::sleep(WELL_WITHIN);
    seminar
        .folder
        .replace(path, &format!("{published}\nA colleague's paragraph.\n"))
        .unwrap();
    until("it is taken away", || !full.exists());
    seminar
        .folder
        .replace(path, &published.replace("My words", "Other words"))
        .unwrap();
    let _ = first.wait().unwrap();
    assert!(seminar.read(path).contains("Other words"));
    assert!(
        texts(&seminar)
            .iter()
            .any(|text| text.contains("A colleague's paragraph."))
    );
}

#[test]
fn two_people_who_publish_in_one_millisecond_get_each_their_own_words() {
    // The names of both desks' temporary files are made in one directory, by operations of one number.
    let seminar = Seminar::small();
    let other = tempfile::tempdir().unwrap();
    let folder = seminar.folder.path();
    let words = |name: &str| format!("These are the words of {name}.\n").repeat(200);
    let new = |data: &std::path::Path, name: &str| {
        let body = data.join("body.md");
        fs::write(&body, words(name)).unwrap();
        let body = body.to_str().unwrap().to_owned();
        let made = cli(
            folder,
            data,
            &[
                "new",
                "--question",
                "deference",
                "--as",
                "jane",
                "--title",
                name,
                "--body",
                &body,
                "--json",
            ],
        );
        let made: serde_json::Value = serde_json::from_slice(&made.unwrap().stdout).unwrap();
        made["draft"].as_str().unwrap().to_owned()
    };
    let people = [(seminar.data.path(), "Anna"), (other.path(), "Bela")];
    let drafts = people.map(|(data, name)| (data, name, new(data, name)));
    // Both are stopped between writing beside and moving into place.
    let begun = drafts.each_ref().map(|(data, _, draft)| {
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=renameat2"]);
        strace.args(["-e", &format!("inject=renameat2:{GAP}:when=1")]);
        strace
            .arg(program("arguendo-cli").unwrap())
            .arg("publish")
            .arg(folder)
            .arg(draft);
        strace.arg("--data").arg(data);
        strace
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    });
    let ends = begun.map(|mut child| child.wait().unwrap().success());
    assert!(ends.iter().any(|is_fine| *is_fine));
    for ((_, name, _), is_fine) in drafts.iter().zip(ends) {
        let path = folder.join(format!("responses/{}.md", name.to_lowercase()));
        match fs::read_to_string(&path) {
            Ok(text) => assert!(is_fine && text.contains(&words(name)), "{name}"),
            Err(_) => assert!(!is_fine, "{name} was told that it is published"),
        }
    }
}
