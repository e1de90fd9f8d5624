//! Ended at each of its system calls, a publication is finished or taken back: both files or none, and nothing left beside them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use arguendo_core::desk::Desk;
use arguendo_core::publishing::resume;
use arguendo_tests::folder::Folder;
use arguendo_tests::program::program;

use crate::seminar::{Seminar, answer};

/// Calls that change something on the disk, or say that it is to be there.
const CALLS: [&str; 12] = [
    "openat",
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "rename",
    "renameat2",
    "unlink",
    "unlinkat",
    "mkdir",
    "fchmod",
    "ftruncate",
];

const KILL: &str = "signal=KILL";

fn strace(options: &[&str], folder: &Path, data: &Path, words: &[&str]) -> Command {
    let mut command = Command::new("strace");
    command
        .arg("-f")
        .args(options)
        .arg(program("arguendo-cli").unwrap());
    command
        .arg(words[0])
        .arg(folder)
        .args(&words[1..])
        .arg("--data")
        .arg(data);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Each call since the publication took its lock: its name, and which of its name it is in its thread.
fn calls(log: &str) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut found = Vec::new();
    let mut is_publishing = false;
    for line in log.lines() {
        let Some((thread, call)) = line.trim_start().split_once(' ') else {
            continue;
        };
        let Some((name, _)) = call.trim_start().split_once('(') else {
            continue;
        };
        if !CALLS.contains(&name) {
            continue;
        }
        let count = counts.entry((thread.to_owned(), name.to_owned())).or_default();
        *count += 1;
        is_publishing |= line.contains("publishing.lock");
        if is_publishing {
            found.push((name.to_owned(), *count));
        }
    }
    found
}

fn copy(seminar: &Seminar) -> Seminar {
    let copy = Seminar::of(Folder::copy_of(seminar.folder.path()).unwrap());
    for entry in fs::read_dir(seminar.desk.drafts()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, copy.desk.drafts().join(path.file_name().unwrap())).unwrap();
    }
    copy
}

/// The files by their paths inside the folder, or by their names among the drafts; dates are of no account.
fn inside(seminar: &Seminar) -> BTreeMap<String, String> {
    let files = seminar.files().into_iter().map(|(path, bytes)| {
        let inside = path.strip_prefix(seminar.folder.path());
        let inside = inside.unwrap_or_else(|_| path.strip_prefix(seminar.desk.drafts()).unwrap());
        let text = String::from_utf8(bytes).unwrap();
        let undated = text
            .split_inclusive('\n')
            .filter(|line| !line.starts_with("date: "));
        (inside.display().to_string(), undated.collect())
    });
    files.collect()
}

/// Has `what` happen to the command at each of its calls. `prepare` makes the state before, and gives the words.
fn at_each_call(what: &str, prepare: impl Fn() -> (Seminar, Vec<String>)) {
    let is_there = Command::new("strace").arg("-V").stdout(Stdio::null()).status();
    if !is_there.is_ok_and(|status| status.success()) {
        println!("skipped: strace is not here");
        return;
    }
    let (seminar, words) = prepare();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let before = inside(&seminar);
    let log = seminar.data.path().join("log");
    let traced = format!("trace={}", CALLS.join(","));
    let options = ["-o", log.to_str().unwrap(), "-e", &traced];
    let status = strace(&options, seminar.folder.path(), seminar.data.path(), &words)
        .status()
        .unwrap();
    if !status.success() {
        println!("skipped: strace may not trace here");
        return;
    }
    let after = inside(&seminar);
    assert_ne!(before, after);
    let calls = calls(&fs::read_to_string(&log).unwrap());
    assert!(calls.len() > 20, "{calls:?}");
    let mut outcomes = [0, 0];
    for (name, number) in &calls {
        let (seminar, words) = prepare();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let inject = format!("inject={name}:{what}:when={number}");
        let traced = format!("trace={name}");
        let options = ["-o", "/dev/null", "-e", &traced, "-e", &inject];
        strace(&options, seminar.folder.path(), seminar.data.path(), &words)
            .status()
            .unwrap();
        let desk = Desk::open(seminar.desk.drafts().parent().unwrap(), jiff::Timestamp::now()).unwrap();
        resume(&desk, &seminar.content).unwrap();
        let found = inside(&seminar);
        let is_after = found == after;
        assert!(
            is_after || found == before,
            "{what} at {name} {number}: {found:#?}"
        );
        outcomes[usize::from(is_after)] += 1;
        assert!(desk.begun_publications().unwrap().is_empty());
    }
    println!(
        "{what}, {} times: {} none, {} all",
        calls.len(),
        outcomes[0],
        outcomes[1]
    );
    assert!(outcomes.iter().all(|count| *count > 0), "{outcomes:?}");
}

#[test]
fn killed_at_each_call_of_a_publishing_both_files_are_written_or_neither() {
    let original = Seminar::small();
    fs::write(original.desk.drafts().join("mine.md"), answer("Law", "deference")).unwrap();
    at_each_call(KILL, || {
        (copy(&original), vec!["publish".into(), "mine.md".into()])
    });
}

#[test]
fn killed_at_each_call_of_an_undo_all_files_are_back_or_none() {
    let original = Seminar::small();
    fs::write(original.desk.drafts().join("mine.md"), answer("Law", "deference")).unwrap();
    at_each_call(KILL, || {
        let seminar = copy(&original);
        let id = seminar.draft("mine.md", &answer("Law", "deference"));
        let done = seminar.publish(id).unwrap();
        (seminar, vec!["undo".into(), done.undo.to_string()])
    });
}

#[test]
fn an_error_of_the_disk_at_any_call_leaves_both_files_written_or_neither() {
    let original = Seminar::small();
    fs::write(original.desk.drafts().join("mine.md"), answer("Law", "deference")).unwrap();
    at_each_call("error=EIO", || {
        (copy(&original), vec!["publish".into(), "mine.md".into()])
    });
}
