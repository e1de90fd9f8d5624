//! Killed at any moment while a person writes, the program has kept every word that it acknowledged, and no torn file.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::collections::HashSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

use arguendo_core::desk::Desk;
use arguendo_core::desk::versions::VersionKind;
use arguendo_core::disk::data::DataDir;
use arguendo_core::disk::folder::Folder as Content;
use arguendo_core::drafts::drafting::{self, Choice, DraftSession};

use arguendo_tests::command::command;
use arguendo_tests::dice::Dice;
use arguendo_tests::folder::Folder;
use jiff::Timestamp;
use serde_json::{Value, json};

/// Kills, unless `ARGUENDO_KILLS` says how many.
const KILLS: usize = 500;
/// Writers at a time, each with a draft of its own.
const WRITERS: usize = 2;
/// A text that has become longer than this, in UTF-16 units, is begun anew.
const LONG: usize = 12_000;

/// What the draft is at one moment, as the person has it before her.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State {
    title: usize,
    body: Vec<u16>,
}

impl State {
    fn file(&self, line_end: &str) -> Vec<u8> {
        let body = String::from_utf16(&self.body).unwrap();
        let text = format!(
            "---\ntitle: T{}\n# Mine alone\ncontributors:\n  - ann\n---\n{body}",
            self.title
        );
        text.replace('\n', line_end).into_bytes()
    }

    fn is_within_character(&self, place: usize) -> bool {
        let is = |place: usize, range: std::ops::Range<u16>| {
            self.body.get(place).is_some_and(|unit| range.contains(unit))
        };
        place > 0 && is(place - 1, 0xD800..0xDC00) && is(place, 0xDC00..0xE000)
    }

    fn place(&self, dice: &mut Dice, from: usize) -> usize {
        let place = from + dice.roll(self.body.len() - from + 1);
        place + usize::from(self.is_within_character(place))
    }
}

/// The order that is sent, and the state after it.
struct Step {
    order: Value,
    after: State,
    is_save: bool,
}

fn typed(dice: &mut Dice, before: &State) -> (Value, State) {
    const WORDS: [&str; 7] = ["a", "court", "\n", " ", "é", "😀", "\n\n𝔘nd "];
    let mut after = before.clone();
    if dice.roll(8) == 0 {
        after.title += 1;
        let fields = json!({ "title": format!("T{}", after.title), "contributors": ["ann"] });
        return (json!({ "kind": "fields", "fields": fields }), after);
    }
    let mut pieces = Vec::new();
    if before.body.len() > LONG {
        pieces.push((0, before.body.len(), "Begun anew.\n".to_owned()));
    } else {
        let mut at = 0;
        for _ in 0..=dice.roll(3) {
            let from = before.place(dice, at);
            let to = if dice.roll(3) == 0 {
                before.place(dice, from).min(from + 40)
            } else {
                from
            };
            let to = to - usize::from(before.is_within_character(to) && to > from);
            let insert = match dice.roll(30) {
                0 => "A long passage, pasted.\n".repeat(20 + dice.roll(300)),
                _ => dice.of(&WORDS).to_owned(),
            };
            pieces.push((from, to, insert));
            at = to;
        }
    }
    for (from, to, insert) in pieces.iter().rev() {
        after.body.splice(from..to, insert.encode_utf16());
    }
    (json!({ "kind": "body", "changes": pieces }), after)
}

fn steps(dice: &mut Dice, mut state: State, mut sequence: u64) -> Vec<Step> {
    let mut steps = Vec::new();
    for number in 0..4 + dice.roll(16) {
        let order = match dice.roll(10) {
            0 | 1 => json!({ "save": true }),
            2 => json!({ "snapshot": format!("No. {number}") }),
            _ => {
                let (typed, after) = typed(dice, &state);
                state = after;
                sequence += 1;
                json!({ "sequence": sequence - 1, "typed": typed })
            }
        };
        steps.push(Step {
            is_save: order["save"] == true,
            order,
            after: state.clone(),
        });
    }
    if dice.roll(4) == 0 {
        steps.push(Step {
            order: json!({ "close": true }),
            after: state,
            is_save: true,
        });
    }
    steps
}

/// What became of the kills.
#[derive(Debug, Default)]
struct Tally {
    kills: usize,
    acknowledged: usize,
    /// Words were in the journal alone.
    recovered: usize,
    /// Words were kept that had not been acknowledged yet.
    more: usize,
    /// A file was left that was being written.
    strays: usize,
}

struct Writer {
    folder: Folder,
    data: PathBuf,
    databases: PathBuf,
    file: PathBuf,
    line_end: &'static str,
    id: i64,
    dice: Dice,
    state: State,
    /// Every file that there ever may have been.
    known: HashSet<Vec<u8>>,
    tally: Tally,
}

impl Writer {
    fn new(place: &Path, number: usize) -> Self {
        let folder = Folder::empty().unwrap();
        let data = place.join(format!("data-{number}"));
        let content = Content::find(folder.path()).unwrap();
        let databases = DataDir::new(Some(data.clone()))
            .unwrap()
            .of_folder(content.root())
            .unwrap();
        let desk = Desk::open(&databases, Timestamp::now()).unwrap();
        let line_end = ["\n", "\r\n"][number % 2];
        let state = State {
            title: 0,
            body: "One line.\n".encode_utf16().collect(),
        };
        let file = desk.drafts().join("mine.md");
        fs::write(&file, state.file(line_end)).unwrap();
        let left = drafting::tidy_up(&desk, folder.path(), Timestamp::now());
        assert!(left.is_empty(), "{left:?}");
        let draft = drafting::find(&desk, folder.path(), "mine.md").unwrap().unwrap();
        Self {
            known: HashSet::from([state.file(line_end)]),
            folder,
            data,
            databases,
            file,
            line_end,
            id: draft.id,
            dice: Dice::new(u64::try_from(number).unwrap() + 1),
            state,
            tally: Tally::default(),
        }
    }

    fn start(&self) -> Child {
        let mut command = command(self.folder.path(), &self.data, &["write", "mine.md"]).unwrap();
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        command.spawn().unwrap()
    }

    /// One session that ends with a kill; then everything is looked at.
    fn sit_and_be_killed(&mut self) {
        let mut child = self.start();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let opened: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(opened["recovery"], Value::Null);

        let first = opened["sequence"].as_u64().unwrap();
        let steps = steps(&mut self.dice, self.state.clone(), first);
        let mut orders = String::new();
        for step in &steps {
            orders.push_str(&step.order.to_string());
            orders.push('\n');
        }
        let mut input = child.stdin.take().unwrap();
        let sending = std::thread::spawn(move || {
            // It may be killed before it has read all.
            let _ = input.write_all(orders.as_bytes());
            input
        });
        // All is sent at once: whenever it is killed, it is in the midst of something.
        let mut answers = String::new();
        for _ in 0..self.dice.roll(steps.len()) {
            out.read_line(&mut answers).unwrap();
        }
        std::thread::sleep(Duration::from_micros(self.dice.roll(4_000) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        out.read_to_string(&mut answers).unwrap();
        drop(sending.join().unwrap());

        let whole = &answers[..answers.rfind('\n').map_or(0, |end| end + 1)];
        for line in whole.lines() {
            let answer: Value = serde_json::from_str(line).unwrap();
            assert!(
                answer["error"].is_null() && answer["trouble"].is_null(),
                "{answer}"
            );
        }
        self.tally.kills += 1;
        self.look_after(&steps, whole.lines().count());
    }

    /// Everything that was acknowledged is there, and the file is whole.
    fn look_after(&mut self, steps: &[Step], acknowledged: usize) {
        self.tally.acknowledged += acknowledged;
        let mut states = vec![self.state.clone()];
        states.extend(steps.iter().map(|step| step.after.clone()));
        let files: Vec<Vec<u8>> = states.iter().map(|state| state.file(self.line_end)).collect();
        self.known.extend(files.iter().cloned());
        let last_save = steps[..acknowledged].iter().rposition(|step| step.is_save);
        let saved = last_save.map_or(0, |save| save + 1);

        let found = fs::read(&self.file).unwrap();
        assert!(
            files[saved..].contains(&found),
            "the file is torn, or older than a save"
        );
        self.tally.strays += usize::from(self.strays() > 0);

        let now = Timestamp::now();
        let desk = Desk::open(&self.databases, now).unwrap();
        assert_eq!(desk.repaired, None);
        let mut session = DraftSession::open(&desk, self.folder.path(), self.id, now).unwrap();
        assert_eq!(self.strays(), 0, "a temporary file is left");
        let is_discarded = session.recovery().is_some() && self.dice.roll(10) == 0;
        self.tally.recovered += usize::from(session.recovery().is_some());
        if is_discarded {
            assert_eq!(session.text().as_bytes(), found);
            session.recover(&desk, Choice::Discard, now).unwrap();
            // The newest version holds it: as discarded, or already as a snapshot.
            let discarded = desk.newest_version(self.id).unwrap().unwrap().bytes;
            assert!(files[acknowledged..].contains(&discarded), "a word was lost");
        } else {
            session.recover(&desk, Choice::Restore, now).unwrap();
            let text = session.text().as_bytes();
            assert!(
                files[acknowledged..].iter().any(|file| file == text),
                "a word was lost"
            );
            self.tally.more += usize::from(text != files[acknowledged]);
        }
        let kept = session.close(&desk, now);
        assert!(kept.saved.is_some() && kept.trouble.is_none(), "{kept:?}");
        let text = session.text().as_bytes();
        assert_eq!(fs::read(&self.file).unwrap(), text);
        assert!(!desk.has_journal(self.id).unwrap());
        let position = files.iter().rposition(|file| file == text).unwrap();
        self.state = states.swap_remove(position);
    }

    fn strays(&self) -> usize {
        let directory = self.file.parent().unwrap();
        fs::read_dir(directory).unwrap().count() - 1
    }

    /// Every version can be read, and is a state that there was, or the beginning of one, which was just being written.
    fn look_at_versions(&self) {
        let desk = Desk::open(&self.databases, Timestamp::now()).unwrap();
        let versions = drafting::versions(&desk, self.id).unwrap();
        assert!(!versions.is_empty());
        for row in versions {
            assert_ne!(row.kind, VersionKind::Outside, "nobody else has written");
            let version = desk.version(row.id).unwrap().unwrap();
            let is_beginning = |known: &Vec<u8>| known.starts_with(&version.bytes);
            assert!(self.known.iter().any(is_beginning), "version {}", row.id);
        }
    }
}

#[test]
fn no_acknowledged_word_is_lost_and_no_file_is_torn_whenever_the_writer_is_killed() {
    let kills = std::env::var("ARGUENDO_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let place = tempfile::tempdir().unwrap();
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|number| {
                let place = place.path();
                scope.spawn(move || {
                    let mut writer = Writer::new(place, number);
                    for _ in 0..kills.div_ceil(WRITERS) {
                        writer.sit_and_be_killed();
                    }
                    writer.look_at_versions();
                    writer.tally
                })
            })
            .collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).collect()
    });
    println!("{tallies:?}");
    for tally in tallies {
        assert!(tally.acknowledged > tally.kills, "the writers hardly wrote");
        assert!(tally.recovered > 0, "no kill came between typing and saving");
    }
}
