//! Three people and a sync engine write into one folder at once, on drives of every kind: no words and no entry are lost.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use arguendo_core::desk::Desk;
use arguendo_core::disk::data::DataDir;
use arguendo_core::disk::folder::Folder as Content;
use arguendo_core::history::activity;
use arguendo_core::mirror::Reader;

use arguendo_tests::command::{cli, command_by};
use arguendo_tests::dice::Dice;
use arguendo_tests::folder::Folder;
use arguendo_tests::namespace;
use arguendo_tests::program::program;
use jiff::Timestamp;
use tempfile::TempDir;

const QUESTION: &str = "questions/deference.md";
const PEOPLE: [&str; 3] = ["anna", "bela", "carl"];
/// So often a person tries again who is told that somebody else was faster.
const PATIENCE: usize = 12;

/// How many rounds: a few where every commit is tested, many in a long run.
fn rounds() -> usize {
    match std::env::var_os("ARGUENDO_LONG") {
        Some(_) => 300,
        None => 10,
    }
}

/// One of those who write, on a computer of her own.
struct Person {
    name: &'static str,
    data: TempDir,
}

/// What strace makes of the system calls of each program, as another drive would do them.
type Drive = &'static [&'static str];

const PLAIN: Drive = &[];
/// Every move takes up to 15 ms, before or after it is done.
const SLOW: Drive = &["inject=rename,renameat,renameat2,linkat:delay_enter=4000:delay_exit=11000"];
/// No move but the plain one, and no second names: FAT, and some network drives.
const SIMPLE: Drive = &["inject=renameat2:error=EINVAL", "inject=link,linkat:error=EPERM"];

impl Person {
    fn new(name: &'static str) -> Self {
        let data = tempfile::tempdir().unwrap();
        Self { name, data }
    }

    fn run(&self, folder: &Path, words: &[&str], drive: Drive) -> Output {
        if drive.is_empty() {
            return cli(folder, self.data.path(), words).unwrap();
        }
        let mut strace = Command::new("strace");
        strace.args(["-f", "--seccomp-bpf", "-qq", "-o", "/dev/null"]);
        strace.args(["-e", "trace=rename,renameat,renameat2,link,linkat"]);
        for act in drive {
            strace.args(["-e", act]);
        }
        strace.arg(program("arguendo-cli").unwrap());
        let mut command = command_by(strace, folder, self.data.path(), words).unwrap();
        command.output().unwrap()
    }

    fn slug(&self, round: usize) -> String {
        format!("of-{}-{round}", self.name)
    }

    fn words(&self, round: usize) -> String {
        format!("These are the words of {} in round {round}.\n", self.name).repeat(40)
    }

    /// Writes a draft; gives the path of its file.
    fn draft(&self, folder: &Path, round: usize) -> String {
        let body = self.data.path().join("body.md");
        fs::write(&body, self.words(round)).unwrap();
        let title = format!("Of {} {round}", self.name);
        let body = body.to_str().unwrap();
        let words = [
            "new",
            "--question",
            "deference",
            "--as",
            self.name,
            "--title",
            &title,
            "--body",
            body,
            "--json",
        ];
        let made = self.run(folder, &words, PLAIN);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let made: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
        made["draft"].as_str().unwrap().to_owned()
    }

    /// Publishes it, also when somebody else was faster; whether it was accepted in the end.
    fn publish(&self, folder: &Path, draft: &str, drive: Drive) -> Result<(), String> {
        let mut told = String::new();
        for _ in 0..PATIENCE {
            let done = self.run(folder, &["publish", draft, "--json"], drive);
            if done.status.success() {
                return Ok(());
            }
            told = String::from_utf8_lossy(&done.stderr).into_owned();
        }
        Err(told)
    }

    /// Every text that the program of this person keeps for her in Activity.
    fn kept(&self, folder: &Path) -> Vec<String> {
        let content = Content::find(folder).unwrap();
        let data = DataDir::new(Some(self.data.path().to_path_buf())).unwrap();
        let directory = data.of_folder(content.root()).unwrap();
        let desk = Desk::open(&directory, Timestamp::now()).unwrap();
        let reader = Reader::open(&directory).unwrap();
        let mut texts = Vec::new();
        for row in activity::records(&desk, &reader, u32::MAX).unwrap() {
            for entry in activity::kept_together(&desk, &reader, row.id).unwrap() {
                let kept = desk.kept(entry.id).unwrap().unwrap();
                texts.push(String::from_utf8(kept.text).unwrap());
            }
        }
        texts
    }
}

/// The entries of a question's list.
fn entries(text: &str) -> BTreeSet<String> {
    let listed = text.lines().filter_map(|line| line.trim().strip_prefix("- "));
    listed.map(str::to_owned).collect()
}

/// Replaces the question as a sync engine does that brings others' entries, one or two in each second. Gives those that it has brought.
fn bring(folder: &Path, round: usize, stop: &AtomicBool) -> Vec<String> {
    let (path, beside) = (
        folder.join(QUESTION),
        folder.join("questions/.syncthing.deference.md.tmp"),
    );
    let (mut brought, mut dice) = (Vec::new(), Dice::new(round as u64));
    while !stop.load(Ordering::Relaxed) {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let Some(end) = text.rfind("---\n").filter(|end| *end > 0) else {
            continue;
        };
        let entry = format!("from-elsewhere-{round}-{}", brought.len());
        let new = format!("{}  - {entry}\n{}", &text[..end], &text[end..]);
        let mut file = File::create(&beside).unwrap();
        file.write_all(new.as_bytes()).unwrap();
        file.sync_all().unwrap();
        // It looks whether the file is still what it knows, as they all do, and then replaces it.
        if fs::read_to_string(&path).is_ok_and(|now| now == text) && fs::rename(&beside, &path).is_ok() {
            brought.push(entry);
        }
        std::thread::sleep(Duration::from_millis(300 + dice.roll(600) as u64));
    }
    // What it has not put in place in the end it takes away: whoever sees it there waits for it.
    let _ = fs::remove_file(&beside);
    brought
}

fn all_at_once(folder: &Path, drive: Drive) {
    let put = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put(
        QUESTION,
        "---\ntitle: On deference\narguendo:\n  - one\n---\nWhat of deference?\n",
    );
    put(
        "responses/one.md",
        "---\ntitle: One\narguendo-question: deference\n---\nWords.\n",
    );
    for name in PEOPLE {
        put(
            &format!("contributors/{name}.md"),
            &format!("---\ntitle: {name}\n---\n"),
        );
    }
    let people = PEOPLE.map(Person::new);
    let (mut accepted, mut brought) = (Vec::new(), Vec::new());
    for round in 0..rounds() {
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let engine = scope.spawn(|| bring(folder, round, &stop));
            let writers = people.each_ref().map(|person| {
                scope.spawn(move || {
                    let draft = person.draft(folder, round);
                    (person, person.publish(folder, &draft, drive))
                })
            });
            for writer in writers {
                match writer.join().unwrap() {
                    (person, Ok(())) => accepted.push((person, round)),
                    (person, Err(told)) => {
                        let slug = person.slug(round);
                        let response = folder.join(format!("responses/{slug}.md"));
                        assert!(!response.exists(), "{slug} was refused and is there: {told}");
                    }
                }
            }
            stop.store(true, Ordering::Relaxed);
            brought.extend(engine.join().unwrap());
        });
    }
    // What the engine has written over is listed again by whoever published it: a running program looks again and again.
    for person in people.iter().cycle().take(3 * people.len()) {
        let done = person.run(folder, &["sync"], PLAIN);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    judge(folder, &people, &accepted, &brought);
}

fn judge(folder: &Path, people: &[Person; 3], accepted: &[(&Person, usize)], brought: &[String]) {
    let listed = entries(&fs::read_to_string(folder.join(QUESTION)).unwrap());
    let mut faults = Vec::new();
    for (person, round) in accepted {
        let slug = person.slug(*round);
        match fs::read_to_string(folder.join(format!("responses/{slug}.md"))) {
            Ok(text)
                if text.ends_with(person.words(*round).trim_end())
                    || text.contains(&person.words(*round)) => {}
            found => faults.push(format!("{slug} holds other words: {found:?}")),
        }
        if !listed.contains(&slug) {
            faults.push(format!("{slug} was accepted and is not listed"));
        }
    }
    let missing: Vec<&String> = brought.iter().filter(|entry| !listed.contains(*entry)).collect();
    if !missing.is_empty() {
        let kept: Vec<String> = people.iter().flat_map(|person| person.kept(folder)).collect();
        let kept: BTreeSet<String> = kept.iter().flat_map(|text| entries(text)).collect();
        faults.extend(
            missing
                .iter()
                .filter(|entry| !kept.contains(**entry))
                .map(|entry| format!("{entry} came from elsewhere and is nowhere")),
        );
    }
    for entry in listed.iter().filter(|entry| entry.starts_with("of-")) {
        if !folder.join(format!("responses/{entry}.md")).exists() {
            faults.push(format!("{entry} is listed and not there"));
        }
    }
    faults.extend(left_beside(folder));
    println!(
        "{} accepted, {} from elsewhere, {} kept aside, {} faults",
        accepted.len(),
        brought.len(),
        missing.len(),
        faults.len()
    );
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(accepted.len() > rounds(), "hardly anybody could publish");
}

/// Our temporary files that are still there.
fn left_beside(folder: &Path) -> Vec<String> {
    let names = ["questions", "responses", "contributors"]
        .iter()
        .flat_map(|directory| fs::read_dir(folder.join(directory)).unwrap());
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(".arguendo")).collect()
}

#[test]
fn on_a_disk_of_this_computer_nothing_is_lost() {
    let folder = Folder::empty().unwrap();
    all_at_once(folder.path(), PLAIN);
}

#[test]
fn on_a_disk_whose_every_move_is_slow_nothing_is_lost() {
    let folder = Folder::empty().unwrap();
    all_at_once(folder.path(), SLOW);
}

#[test]
fn on_a_drive_that_knows_neither_exchanges_nor_second_names_nothing_is_lost() {
    let folder = Folder::empty().unwrap();
    all_at_once(folder.path(), SIMPLE);
}

#[test]
fn on_a_mount_that_cannot_exchange_two_files_nothing_is_lost() {
    if !namespace::is_within("on_a_mount_that_cannot_exchange_two_files_nothing_is_lost") {
        return;
    }
    let (source, folder) = (Folder::empty().unwrap(), Folder::empty().unwrap());
    let mounted = Mounted::new(source.path(), folder.path());
    all_at_once(&mounted.0, PLAIN);
}

/// A directory shown at another place by bindfs, a file system in a program of its own.
struct Mounted(PathBuf);

impl Mounted {
    fn new(source: &Path, at: &Path) -> Self {
        let done = Command::new("bindfs").args([source, at]).status();
        assert!(done.unwrap().success(), "bindfs could not mount");
        Self(at.to_path_buf())
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        namespace::unmount(&self.0);
    }
}
