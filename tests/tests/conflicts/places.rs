//! A model of a draft and all that can happen to it: no acknowledged text is ever in no place.

use std::fs;
use std::path::{Path, PathBuf};

use arguendo_core::conflicts::{self, How, Take, taking};
use arguendo_core::drafts::drafting::{self, Choice, DraftSession};
use arguendo_tests::room::{Room, at, insert};
use arguendo_text::edits::with_line_feeds;
use arguendo_text::front_matter::body_of;
use proptest::collection::vec;
use proptest::prelude::*;

const DRAFT: &str = "---\ntitle: Mine\n---\nOne is said here first.\n\nTwo is said there next, and at some length.\n\nThree.\n";

/// What may happen. Numbers choose a place.
#[derive(Debug, Clone)]
pub enum Act {
    Type(u32),
    Save,
    Edit(usize),
    Replace,
    Delete,
    Rename,
    GoAway,
    ComeBack,
    Crash(bool),
    Close,
    Settle(u8),
    Undo,
    #[cfg(target_os = "linux")]
    MakeReadOnly,
    #[cfg(target_os = "linux")]
    MakeWritable,
}

pub fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0_u32..90).prop_map(Act::Type),
        5 => Just(Act::Save),
        5 => (0_usize..12).prop_map(Act::Edit),
        1 => Just(Act::Replace),
        1 => Just(Act::Delete),
        1 => Just(Act::Rename),
        1 => Just(Act::GoAway),
        2 => Just(Act::ComeBack),
        2 => any::<bool>().prop_map(Act::Crash),
        1 => Just(Act::Close),
        4 => (0_u8..6).prop_map(Act::Settle),
        1 => Just(Act::Undo),
    ]
}

pub struct World {
    pub room: Room,
    pub id: i64,
    pub session: Option<DraftSession>,
    #[cfg(target_os = "linux")]
    pub is_read_only: bool,
    /// So often words had waited until the folder was writable again, and were written then.
    #[cfg(target_os = "linux")]
    pub written: usize,
    /// Words that were typed and acknowledged.
    pub typed: Vec<String>,
    words: u32,
    undo: Vec<i64>,
    time: i64,
}

impl World {
    pub fn of(is_shared: bool) -> Self {
        let room = Room::with(&[]);
        let id = room.draft(DRAFT);
        if is_shared {
            drafting::share(&room.desk, &room.root(), &room.seminar.look(), id, at(2)).unwrap();
        }
        let session = Some(room.open(id));
        Self {
            room,
            id,
            session,
            #[cfg(target_os = "linux")]
            is_read_only: false,
            #[cfg(target_os = "linux")]
            written: 0,
            typed: Vec::new(),
            words: 0,
            undo: Vec::new(),
            time: 10,
        }
    }

    pub fn now(&mut self) -> jiff::Timestamp {
        self.time += 1;
        at(self.time)
    }

    fn word(&mut self) -> String {
        self.words += 1;
        format!("w{}x", self.words)
    }

    fn away(&self) -> PathBuf {
        self.room.root().with_extension("away")
    }

    fn act(&mut self, act: &Act) {
        let now = self.now();
        let file = self.room.file(self.id);
        let desk = &self.room.desk;
        match act {
            Act::Type(place) => {
                let word = self.word();
                let Some(session) = &mut self.session else { return };
                let sequence = session.kept().sequence;
                // Between words, so that no word is broken in two.
                let body = with_line_feeds(body_of(session.text()));
                let gaps: Vec<usize> = body.match_indices(' ').map(|(at, _)| at).collect();
                let place = gaps.get(*place as usize % gaps.len().max(1)).copied();
                let place = u32::try_from(place.unwrap_or_default()).unwrap();
                let typed = insert(place, &format!(" {word} "));
                if session.type_(&self.room.desk, sequence, &typed, now).is_ok() {
                    self.typed.push(word);
                }
            }
            Act::Save => {
                self.session.as_mut().map(|session| session.save(desk, now));
            }
            Act::Edit(place) => {
                let word = self.word();
                let Ok(text) = fs::read_to_string(&file) else {
                    return;
                };
                let mut words: Vec<&str> = text.split(' ').collect();
                let length = words.len();
                words.insert((place % length).max(1).min(length), &word);
                put(&file, &words.join(" "));
            }
            Act::Replace => {
                let word = self.word();
                if file.parent().is_some_and(Path::exists) {
                    put(&file, &format!("---\ntitle: Other\n---\n{word}\n"));
                }
            }
            Act::Delete => drop(fs::remove_file(&file)),
            Act::Rename => drop(fs::rename(&file, file.with_extension("old.md"))),
            Act::GoAway => drop(fs::rename(self.room.root(), self.away())),
            Act::ComeBack => {
                if self.away().exists() {
                    fs::rename(self.away(), self.room.root()).unwrap();
                }
            }
            Act::Crash(restores) => {
                self.session = None;
                self.open(*restores);
            }
            Act::Close => {
                if let Some(mut session) = self.session.take() {
                    session.close(desk, now);
                }
                self.open(true);
            }
            Act::Settle(how) => self.settle(*how),
            Act::Undo => {
                if let (Some(session), Some(undo)) = (&mut self.session, self.undo.pop()) {
                    let _ = conflicts::undo_draft(session, desk, undo, now);
                }
            }
            #[cfg(target_os = "linux")]
            Act::MakeReadOnly => self.make_read_only(),
            #[cfg(target_os = "linux")]
            Act::MakeWritable => self.make_writable(),
        }
    }

    fn open(&mut self, restores: bool) {
        let now = self.now();
        self.session = DraftSession::open(&self.room.desk, &self.room.root(), self.id, now).ok();
        let choice = if restores {
            Choice::Restore
        } else {
            Choice::Discard
        };
        if let Some(session) = &mut self.session {
            session.recover(&self.room.desk, choice, now).unwrap();
        }
    }

    fn settle(&mut self, how: u8) {
        let now = self.now();
        let desk = &self.room.desk;
        let Some(session) = &mut self.session else { return };
        let Ok(Some(page)) = conflicts::draft_page(session, desk, now) else {
            return;
        };
        let how = match how {
            0 => taking(&page, Take::Mine, false),
            1 => taking(&page, Take::Theirs, false),
            2 => taking(&page, Take::Both, false),
            3 => How::KeepBoth,
            _ => How::Whole {
                side: match how {
                    4 => arguendo_core::pages::conflicts::WholeSide::Mine,
                    _ => arguendo_core::pages::conflicts::WholeSide::Theirs,
                },
                remove_copy: false,
            },
        };
        if let Ok(done) = conflicts::settle_draft(session, desk, &page.token, &how, now) {
            self.undo.push(done.undo);
        }
    }

    /// All that is kept anywhere: files, versions, the text that is open.
    fn places(&self) -> String {
        let mut all = self
            .session
            .as_ref()
            .map(|session| session.text().to_owned())
            .unwrap_or_default();
        for directory in [self.room.root(), self.away(), self.room.desk.drafts()] {
            gather(&directory, &mut all);
        }
        for draft in self.room.desk.all_drafts().unwrap() {
            all.extend(self.room.versions(draft.id));
        }
        all
    }
}

/// As another editor does it, which finds out when the folder is read-only.
fn put(file: &Path, text: &str) {
    if let Err(error) = fs::write(file, text) {
        assert_eq!(error.kind(), std::io::ErrorKind::ReadOnlyFilesystem);
    }
}

fn gather(directory: &Path, all: &mut String) {
    for entry in fs::read_dir(directory).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, all);
        } else {
            all.push_str(&fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

fn words_of(text: &str) -> Vec<String> {
    let is_word = |word: &&str| word.starts_with('w') && word.ends_with('x');
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    words.filter(is_word).map(String::from).collect()
}

/// So many lives of a draft; twenty times as many with ARGUENDO_LONG.
pub fn config() -> ProptestConfig {
    let cases = match std::env::var_os("ARGUENDO_LONG") {
        Some(_) => 960,
        None => 48,
    };
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Does it, and looks for all that was typed, and for what the file held before.
pub fn step(world: &mut World, act: &Act) -> Result<(), TestCaseError> {
    // What somebody else has written is theirs to take away, and nobody's else.
    let is_theirs = matches!(act, Act::Edit(_) | Act::Replace | Act::Delete);
    let before = fs::read_to_string(world.room.file(world.id)).unwrap_or_default();
    world.act(act);
    let places = world.places();
    let mut wanted = world.typed.clone();
    if !is_theirs {
        wanted.extend(words_of(&before));
    }
    for word in wanted {
        prop_assert!(places.contains(&word), "{} is in no place after {:?}", word, act);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_acknowledged_text_is_ever_in_no_place(is_shared in any::<bool>(), acts in vec(act(), 1..30)) {
        let mut world = World::of(is_shared);
        for act in &acts {
            step(&mut world, act)?;
        }
    }
}
