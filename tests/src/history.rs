//! Random histories of a folder: what people, editors and sync engines do to it, as values that proptest
//! generates and shrinks.

pub mod acts;

use std::fmt;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{BoxedStrategy, Just, Strategy as _, any};
use proptest::prop_oneof;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// More files at once than the watcher tracks one by one, and than the kernel's event queue holds.
pub const FLOOD: usize = 20_000;

/// Steps that happen to the folder at once, and how the mirror learns of them.
#[derive(Debug, Clone)]
pub struct Batch {
    /// How the mirror learns of them.
    pub way: Way,
    /// What happens.
    pub steps: Vec<Step>,
}

/// How the mirror learns of what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It is informed while it follows.
    Followed,
    /// It is closed, and opened again after everything has happened.
    Restarted,
    /// The events were lost, and it is asked to compare everything.
    Lost,
    /// It is closed; another program that syncs the folder is killed after this many milliseconds; then it is
    /// opened again.
    Killed(u64),
    /// Another program syncs the folder while it is open.
    Beside,
}

/// One thing that happens to the folder. If the files that it needs do not exist, nothing happens.
#[derive(Debug, Clone)]
pub enum Step {
    /// Overwrites or creates a file.
    Write(Spot, Text),
    /// Appends one line.
    Append(Spot),
    /// Changes one letter and restores the old modification time.
    SameSizeEditWithTheOldTime(Spot),
    /// Same bytes, new modification time.
    NewTimeAlone(Spot),
    /// Renames another file over it.
    ReplaceAtomically(Spot, Text),
    /// Renames to a path at which another file may exist.
    Rename(Spot, String),
    /// Changes the case of the first letter of its name.
    ChangeCase(Spot),
    /// Exchanges the names of two files.
    Swap(Spot, Spot),
    /// Deletes a file or a link.
    Delete(Spot),
    /// Moves a directory with its content to a free path.
    MoveDirectory(&'static str, &'static str),
    /// Deletes a directory with its content.
    DeleteDirectory(&'static str),
    /// Replaces a file with a directory that contains a document.
    FileBecomesDirectory(Spot, Text),
    /// Replaces one of the directories that have a file's name (the index wraps around) with a file.
    DirectoryBecomesFile(usize, Text),
    /// Creates a symbolic link at a free path.
    Link(Spot, Target),
    /// Creates a copy with this text at the end of its stem.
    ConflictCopy(Spot, &'static str),
    /// Sets the text of `_config.yml`, or deletes it.
    Settings(Option<&'static str>),
    /// Creates this many files in one directory.
    Burst(&'static str, usize),
}

/// A file.
#[derive(Debug, Clone)]
pub enum Spot {
    /// One of the existing files; the index wraps around.
    There(usize),
    /// The file with this name, which may not exist.
    Named(String),
}

/// The target of a symbolic link.
#[derive(Debug, Clone)]
pub enum Target {
    /// A file in the folder.
    Inside(Spot),
    /// A file beside the folder.
    Outside,
    /// A directory in the folder, which may not exist.
    Directory(&'static str),
    /// The directory that contains the folder.
    DirectoryOutside,
}

/// A text with its front matter.
#[derive(Clone)]
pub struct Text {
    /// A number in its title.
    pub title: u8,
    /// `slug`.
    pub slug: Option<&'static str>,
    /// `published`, as written.
    pub published: Option<&'static str>,
    /// The last digits of the year and of the day.
    pub date: Option<(u8, u8)>,
    /// `arguendo`, `contributors` and `responds-to`.
    pub lists: [Option<Vec<&'static str>>; 3],
    /// `arguendo-question`.
    pub question: Option<&'static str>,
    /// What is wrong with it.
    pub defect: Defect,
    /// A number in its body.
    pub words: u16,
}

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defect {
    /// Nothing.
    None,
    /// Its front matter is not YAML.
    BrokenYaml,
    /// It has a key twice.
    KeyTwice,
    /// It has no front matter.
    NoFrontMatter,
    /// One of its bytes is not UTF-8.
    NotUnicode,
    /// It is empty.
    Empty,
}

// Few names, so that references match exactly, loosely, twice, or not at all.
const NAMES: [&str; 7] = [
    "alpha",
    "beta",
    "Beta",
    "gamma-delta",
    "gamma–delta",
    "épsilon",
    "zeta",
];
const PLACES: [&str; 8] = [
    "questions",
    "responses",
    "contributors",
    "_arguendo-questions",
    "_arguendo",
    "_contributors",
    "responses/deep",
    "drafts",
];
const MOVED: [&str; 7] = [
    "responses/moved",
    "moved/responses",
    "moved",
    "questions",
    "contributors/moved",
    "responses/burst",
    "_hidden",
];
const BURSTS: [&str; 3] = ["responses/burst", "questions/burst", "contributors"];
const SETTINGS: [Option<&str>; 6] = [
    Some("title: One\ntimezone: Europe/Paris\n"),
    Some("title: Two\nexclude: ['responses/deep']\n"),
    Some("title: [\n"),
    Some("defaults: [{scope: {path: responses}, values: {published: false, title: Default}}]\n"),
    Some("collections_dir: moved\n"),
    None,
];
const CONFLICTS: [&str; 4] = [
    ".sync-conflict-20260102-030405-ABCDEFG",
    " (Ann's conflicted copy 2026-01-02)",
    " (1)",
    " 2",
];

/// A history of one to eight batches; the first fills the folder.
pub fn histories() -> BoxedStrategy<Vec<Batch>> {
    let more = vec(batches(way(), steps(1..5)), 1..8);
    (batches(Just(Way::Followed).boxed(), steps(3..25)), more)
        .prop_map(|(first, more)| std::iter::once(first).chain(more).collect())
        .boxed()
}

/// A short history with a flood of files, and later changes of them.
pub fn floods() -> BoxedStrategy<Vec<Batch>> {
    let burst = select(&BURSTS[..]).prop_map(|place| vec![Step::Burst(place, FLOOD)]);
    let after = prop_oneof![
        select(&BURSTS[..2]).prop_map(Step::DeleteDirectory),
        (select(&BURSTS[..2]), select(&MOVED[..3])).prop_map(|(from, to)| Step::MoveDirectory(from, to)),
        step(),
    ];
    let parts = (
        batches(way(), steps(3..12)),
        batches(way(), burst.boxed()),
        batches(way(), vec(after, 1..4).boxed()),
    );
    parts
        .prop_map(|(first, flood, last)| vec![first, flood, last])
        .boxed()
}

/// This many steps, the same for the same seed.
pub fn edits(seed: u64, count: usize) -> Vec<Step> {
    let tree = vec(step(), count).new_tree(&mut runner(seed, 1));
    tree.map(|tree| tree.current()).unwrap_or_default()
}

/// The runner of histories for this seed. It shrinks a failing history for at most a few minutes.
pub fn runner(seed: u64, cases: u32) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        max_shrink_time: 240_000, // ms
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

fn batches(way: BoxedStrategy<Way>, steps: BoxedStrategy<Vec<Step>>) -> BoxedStrategy<Batch> {
    (way, steps).prop_map(|(way, steps)| Batch { way, steps }).boxed()
}

fn way() -> BoxedStrategy<Way> {
    prop_oneof![
        12 => Just(Way::Followed),
        2 => Just(Way::Restarted),
        1 => Just(Way::Lost),
        1 => (0..60_u64).prop_map(Way::Killed),
        1 => Just(Way::Beside),
    ]
    .boxed()
}

fn steps(count: std::ops::Range<usize>) -> BoxedStrategy<Vec<Step>> {
    vec(step(), count).boxed()
}

fn step() -> BoxedStrategy<Step> {
    let from = || select([&PLACES[..], &MOVED[..]].concat());
    // proptest accepts at most ten alternatives at once.
    let to_files = prop_oneof![
        8 => (spot(), text()).prop_map(|(at, text)| Step::Write(at, text)),
        2 => spot().prop_map(Step::Append),
        2 => spot().prop_map(Step::SameSizeEditWithTheOldTime),
        1 => spot().prop_map(Step::NewTimeAlone),
        2 => (spot(), text()).prop_map(|(at, text)| Step::ReplaceAtomically(at, text)),
        4 => (spot(), name()).prop_map(|(at, to)| Step::Rename(at, to)),
        1 => spot().prop_map(Step::ChangeCase),
        2 => (spot(), spot()).prop_map(|(one, other)| Step::Swap(one, other)),
        2 => spot().prop_map(Step::Delete),
    ];
    let to_more = prop_oneof![
        4 => (from(), select(&MOVED[..])).prop_map(|(from, to)| Step::MoveDirectory(from, to)),
        2 => from().prop_map(Step::DeleteDirectory),
        2 => (spot(), text()).prop_map(|(at, text)| Step::FileBecomesDirectory(at, text)),
        1 => (any::<u8>(), text()).prop_map(|(after, text)| Step::DirectoryBecomesFile(after.into(), text)),
        3 => (spot(), target()).prop_map(|(at, to)| Step::Link(at, to)),
        2 => (spot(), select(&CONFLICTS[..])).prop_map(|(at, name)| Step::ConflictCopy(at, name)),
        1 => select(&SETTINGS[..]).prop_map(Step::Settings),
        1 => (select(&BURSTS[..]), select(vec![50, 5, 51])).prop_map(|(at, count)| Step::Burst(at, count)),
    ];
    prop_oneof![24 => to_files, 12 => to_more].boxed()
}

fn spot() -> BoxedStrategy<Spot> {
    prop_oneof![2 => any::<u8>().prop_map(|at| Spot::There(at.into())), 1 => name().prop_map(Spot::Named)]
        .boxed()
}

fn name() -> BoxedStrategy<String> {
    let date = select(vec!["", "", "", "2024-05-06-"]);
    let extension = select(vec!["md", "md", "md", "markdown", "txt"]);
    (select(&PLACES[..]), date, select(&NAMES[..]), extension)
        .prop_map(|(place, date, stem, extension)| format!("{place}/{date}{stem}.{extension}"))
        .boxed()
}

fn target() -> BoxedStrategy<Target> {
    prop_oneof![
        3 => spot().prop_map(Target::Inside),
        1 => Just(Target::Outside),
        1 => select(&PLACES[..]).prop_map(Target::Directory),
        1 => Just(Target::DirectoryOutside),
    ]
    .boxed()
}

fn text() -> BoxedStrategy<Text> {
    let list = || option::of(vec(select(&NAMES[..]), 0..4));
    let defect = prop_oneof![
        20 => Just(Defect::None),
        1 => Just(Defect::BrokenYaml),
        1 => Just(Defect::KeyTwice),
        1 => Just(Defect::NoFrontMatter),
        1 => Just(Defect::NotUnicode),
        1 => Just(Defect::Empty),
    ];
    let published = prop_oneof![
        4 => Just(None),
        1 => select(vec!["false", "true", "\"false\""]).prop_map(Some),
    ];
    let names = (
        option::weighted(0.3, select(&NAMES[..])),
        option::weighted(0.7, select(&NAMES[..])),
    );
    let parts = (
        0..9_u8,
        names,
        published,
        option::of((0..10_u8, 0..10_u8)),
        [list(), list(), list()],
        defect,
        0..1000_u16,
    );
    parts
        .prop_map(
            |(title, (slug, question), published, date, lists, defect, words)| Text {
                title,
                slug,
                published,
                date,
                lists,
                question,
                defect,
                words,
            },
        )
        .boxed()
}

impl Text {
    /// The bytes of its file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut lines = vec!["---".to_owned(), format!("title: Text {}", self.title)];
        lines.extend(self.slug.map(|slug| format!("slug: {slug}")));
        lines.extend(self.published.map(|published| format!("published: {published}")));
        let date = self
            .date
            .map(|(year, day)| format!("date: 202{year}-03-1{day} 10:00"));
        lines.extend(date);
        for (key, list) in ["arguendo", "contributors", "responds-to"]
            .iter()
            .zip(&self.lists)
        {
            if let Some(list) = list {
                lines.push(format!("{key}:"));
                lines.extend(list.iter().map(|name| format!("  - {name}")));
            }
        }
        lines.extend(
            self.question
                .map(|question| format!("arguendo-question: {question}")),
        );
        match self.defect {
            Defect::BrokenYaml => lines.push("broken: [".to_owned()),
            Defect::KeyTwice => lines.push("title: again".to_owned()),
            Defect::NoFrontMatter => lines.clear(),
            Defect::Empty => return Vec::new(),
            Defect::None | Defect::NotUnicode => {}
        }
        lines.push("---".to_owned());
        lines.push(format!("Words {} of *this*.\n", self.words));
        let mut bytes = lines.join("\n").into_bytes();
        if self.defect == Defect::NotUnicode {
            bytes.push(0xff);
        }
        bytes
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", String::from_utf8_lossy(&self.bytes()))
    }
}
