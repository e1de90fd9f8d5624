//! More events than the kernel keeps, for a watcher that was stalled: the mirror is soon true again, in little memory.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use arguendo_core::disk::data::DataDir;
use arguendo_core::disk::folder::Folder as Content;
use arguendo_core::mirror::{Reader, sync};
use arguendo_core::pages::dump;

use arguendo_tests::command::Watch;
use arguendo_tests::dumps::{difference, dump_of};
use arguendo_tests::folder::Folder;
use rustix::process::{Pid, Signal, kill_process};

/// Files that are made while the watcher is stalled: the kernel keeps 16,384 events.
const FILES: usize = 100_000;
const DIRECTORIES: usize = 20;
/// How long it may take from the moment at which the watcher goes on.
const LIMIT: Duration = Duration::from_secs(30);
/// How much memory the watcher may have taken at any time, KiB.
const MOST_MEMORY: u64 = 300 * 1024;

fn path(number: usize) -> String {
    format!("responses/{:02}/{number}.md", number % DIRECTORIES)
}

/// `VmHWM`, KiB: the most memory that the process has had at a time.
fn peak_memory(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn is_stalled(id: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    stat.rsplit_once(')').unwrap().1.trim_start().starts_with('T')
}

fn signal(id: u32, signal: Signal) {
    kill_process(Pid::from_raw(id.try_into().unwrap()).unwrap(), signal).unwrap();
}

/// Whether a few files from all over are there: cheap to ask, so that asking does not slow the watcher down.
fn seems_whole(databases: &Path) -> bool {
    let reader = Reader::open(databases).unwrap();
    (0..FILES)
        .step_by(FILES / 500)
        .chain([FILES - 1])
        .all(|number| !dump::find(&reader, &path(number)).unwrap().is_empty())
}

#[test]
fn a_hundred_thousand_files_made_while_the_watcher_is_stalled_arrive_soon_and_in_little_memory() {
    let folder = Folder::empty().unwrap();
    let data = tempfile::tempdir().unwrap();
    for number in 0..DIRECTORIES {
        fs::create_dir_all(folder.path().join(path(number)).parent().unwrap()).unwrap();
    }
    folder
        .write("questions/q.md", "---\ntitle: Q\n---\nQuestion.\n")
        .unwrap();
    let watch = Watch::start(folder.path(), data.path()).unwrap();
    let content = Content::find(folder.path()).unwrap();
    let databases = DataDir::new(Some(data.path().to_path_buf()))
        .unwrap()
        .of_folder(content.root())
        .unwrap();

    signal(watch.id(), Signal::STOP);
    while !is_stalled(watch.id()) {
        std::thread::sleep(Duration::from_millis(1));
    }
    for number in 0..FILES {
        let question = if number % 100 == 0 { "q" } else { "none" };
        let text =
            format!("---\ntitle: Text {number}\narguendo-question: {question}\n---\nWords of {number}.\n");
        fs::write(folder.path().join(path(number)), text).unwrap();
    }
    let started = Instant::now();
    signal(watch.id(), Signal::CONT);
    // Far longer than it may take, so that a failure says how long it takes.
    while !seems_whole(&databases) {
        watch.next(LIMIT * 20).unwrap();
    }
    let (took, memory) = (started.elapsed(), peak_memory(watch.id()));
    println!(
        "{FILES} files in {:.1} s, {} MB at the most",
        took.as_secs_f64(),
        memory / 1024
    );

    let live = dump_of(&Reader::open(&databases).unwrap()).unwrap();
    let fresh = dump_of(&sync::fresh(&content).unwrap()).unwrap();
    assert_eq!(difference(&live, &fresh), None);
    assert!(took < LIMIT, "it took {took:?}");
    assert!(memory < MOST_MEMORY, "it took {memory} KiB");
}
