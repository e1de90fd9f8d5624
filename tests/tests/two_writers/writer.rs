//! One of the two: with her own copy of the folder, her own desk and mirror, and a program that follows the folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Instant;

use arguendo_core::desk::operations::OperationFile;
use arguendo_core::desk::{Desk, Remembered};
use arguendo_core::disk::data::DataDir;
use arguendo_core::disk::folder::Folder as Content;
use arguendo_core::drafts::drafting::{self, Beginning, Choice, DraftSession};
use arguendo_core::drafts::operations::{self, OperationError};
use arguendo_core::drafts::publishing::{PublishError, Publishing};
use arguendo_core::mirror::Reader;
use arguendo_core::mirror::sync::{self, SyncHooks};
use arguendo_core::pages::drafts::Typed;
use arguendo_text::front_matter::editing::list;

use arguendo_tests::command::{Watch, cli};
use arguendo_tests::dice::Dice;
use arguendo_tests::room::settle;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tempfile::TempDir;

use crate::keeping::Looked;
use crate::ledger::{Deed, document_of, passage};

/// The questions that both answer.
pub const QUESTIONS: [&str; 2] = ["deference", "precedent"];
/// A draft that lies in the folder from the beginning.
pub const COMMON_DRAFT: &str = "drafts/common.md";
/// Titles that both may give, so that both make a file of one name while they are parted.
const TITLES: [&str; 3] = ["Yes", "No", "It depends"];

/// How often each thing was done, and was refused because the folder had changed.
#[derive(Debug, Default)]
pub struct Tally {
    pub published: usize,
    pub revised: usize,
    pub shared: usize,
    unpublished: usize,
    undone: usize,
    pub settled_outside: usize,
    /// By the way in which it was settled.
    pub settled: BTreeMap<&'static str, usize>,
    pub unsettled: usize,
    pub edited_outside: usize,
    pub deleted_outside: usize,
    met: usize,
    pub refused: usize,
    /// Entries that were listed again, and texts that were told of.
    pub looked_after: usize,
}

/// One of the two writers.
pub struct Writer {
    pub name: &'static str,
    pub root: PathBuf,
    pub data: PathBuf,
    pub desk: Desk,
    pub dice: Dice,
    pub deeds: Vec<(Instant, Deed)>,
    pub tally: Tally,
    content: Content,
    databases: PathBuf,
    shared: Vec<i64>,
    /// A draft that she has open, while other things happen.
    pub open: Option<DraftSession>,
    last: Option<i64>,
    passages: usize,
    pub looked: Looked,
    pub last_settled: Option<i64>,
    _watch: Watch,
    _holder: TempDir,
}

impl Writer {
    pub fn new(name: &'static str, folder: &Path, dice: Dice) -> Self {
        let holder = tempfile::tempdir().unwrap();
        let data = holder.path().to_path_buf();
        let content = Content::find(folder).unwrap();
        let data_dir = DataDir::new(Some(data.clone())).unwrap();
        let databases = data_dir.of_folder(content.root()).unwrap();
        let desk = Desk::open(&databases, Timestamp::now()).unwrap();
        desk.set_value(Remembered::WritesAs, Some(name)).unwrap();
        Self {
            name,
            root: content.root().to_path_buf(),
            _watch: Watch::start(folder, &data).unwrap(),
            data,
            desk,
            dice,
            deeds: Vec::new(),
            tally: Tally::default(),
            content,
            databases,
            shared: Vec::new(),
            open: None,
            last: None,
            passages: 0,
            looked: Looked::default(),
            last_settled: None,
            _holder: holder,
        }
    }

    /// Does one thing.
    pub fn act(&mut self) {
        let (what, act): (&str, fn(&mut Self)) = match self.dice.roll(22) {
            0..=4 => ("publishes", Self::publish_new),
            5..=7 => ("revises", Self::revise),
            8..=10 => ("writes in a shared draft", Self::write_in_shared_draft),
            11 => ("publishes a shared draft", Self::publish_shared_draft),
            12 | 13 => ("unpublishes", Self::unpublish),
            14 => ("undoes", Self::undo),
            15 | 16 => ("edits outside", Self::edit_outside),
            17 => ("deletes outside", Self::delete_outside),
            18 => ("settles outside", Self::settle_outside),
            _ => ("settles", Self::settle),
        };
        act(self);
        println!("{} {what}; {}", self.name, self.lists());
    }

    /// What the questions list at last, for the story of what was done.
    fn lists(&self) -> String {
        let questions =
            self.paths(|path| path.starts_with("questions/") && !path.contains(".sync-conflict-"));
        let last = questions.iter().map(|path| {
            let bytes = fs::read(self.root.join(path)).unwrap_or_default();
            let slugs = list(&String::from_utf8_lossy(&bytes), "arguendo");
            let name = path.trim_start_matches("questions/").trim_end_matches(".md");
            format!("{name} {:?}", &slugs[slugs.len().saturating_sub(3)..])
        });
        last.collect::<Vec<_>>().join(", ")
    }

    fn publish_new(&mut self) {
        let id = self.begin();
        if self.dice.roll(3) == 0 {
            self.publish_by_command(id);
        } else {
            self.publish(id);
        }
        self.tally.published += 1;
    }

    /// What the other does, too, while both are parted: an answer by the same name to one question, an answer of her own to the
    /// other, and an edit of one draft.
    pub fn meet(&mut self) {
        for (question, title) in [(QUESTIONS[0], TITLES[0]), (QUESTIONS[1], self.name)] {
            let id = self.begin_on(question, title);
            self.publish(id);
        }
        self.edit_at(COMMON_DRAFT);
    }

    /// Begins a draft on either question.
    fn begin(&mut self) -> i64 {
        let question = self.dice.of(&QUESTIONS);
        let own = format!("{} {}", self.name, self.passages);
        let title = if self.dice.roll(3) == 0 {
            own.as_str()
        } else {
            self.dice.of(&TITLES)
        };
        self.begin_on(question, title)
    }

    /// Begins a draft with a passage in it.
    fn begin_on(&mut self, question: &str, title: &str) -> i64 {
        let question = format!("questions/{question}.md");
        let body = format!("{}\n", self.new_passage());
        let beginning = Beginning {
            question: Some(&question),
            signed_as: self.name,
            title,
            body: Some(&body),
            ..Beginning::default()
        };
        self.until_there(|reader| {
            drafting::begin(&self.content, reader, &self.desk, &beginning, Timestamp::now())
        })
    }

    fn publish(&mut self, id: i64) {
        let reader = self.reader();
        let publishing = self.publishing(&reader);
        let done = publishing.plan(id).and_then(|plan| publishing.carry_out(plan));
        self.took_place(done.map(|done| (done.undo, done.plan.files)));
    }

    fn publish_by_command(&mut self, id: i64) {
        let draft = self.desk.draft(id).unwrap().unwrap();
        let Output { status, stdout, .. } =
            cli(&self.root, &self.data, &["publish", &draft.file, "--json"]).unwrap();
        if !status.success() {
            self.tally.refused += 1;
            return;
        }
        let said: serde_json::Value = serde_json::from_slice(&stdout).unwrap();
        let number = said["undo"].as_i64().unwrap();
        let publication = self.desk.operation(number).unwrap().unwrap();
        for file in &publication.files {
            self.wrote(&file.path, file.before.as_deref(), file.after.as_deref());
        }
        self.last = Some(number);
    }

    /// Writes down what was published, or undone; it may also have been refused.
    fn took_place(&mut self, done: Result<(i64, Vec<OperationFile>), PublishError>) -> bool {
        match done {
            Ok((id, files)) => {
                self.last = Some(id);
                for file in files.iter().filter(|file| file.in_folder) {
                    self.wrote(&file.path, file.before.as_deref(), file.after.as_deref());
                }
                true
            }
            Err(PublishError::Operation(OperationError::Unfinished { source })) => panic!("{source}"),
            Err(PublishError::Operation(OperationError::Desk(error)) | PublishError::Desk(error)) => {
                panic!("{error}")
            }
            Err(_) => {
                self.tally.refused += 1;
                false
            }
        }
    }

    fn wrote(&mut self, path: &str, before: Option<&[u8]>, after: Option<&[u8]>) {
        assert!(!path.contains(".sync-conflict-"), "published into {path}");
        let Some(after) = after else { return };
        if path.starts_with("responses/") {
            self.did(Deed::Published(after.to_vec()));
        }
        if path.starts_with("questions/") {
            let slugs = |bytes: &[u8]| list(&String::from_utf8_lossy(bytes), "arguendo");
            let (before, after) = (slugs(before.unwrap_or_default()), slugs(after));
            for slug in before.iter().filter(|slug| !after.contains(slug)) {
                self.did(Deed::Unlisted(slug.clone()));
            }
            for slug in after.into_iter().filter(|slug| !before.contains(slug)) {
                self.did(Deed::Listed(document_of(path), slug));
            }
        }
    }

    fn revise(&mut self) {
        let Some(path) = self.any_of(|path| path.starts_with("responses/")) else {
            return;
        };
        let now = Timestamp::now();
        let reader = self.reader();
        let Ok(id) = drafting::begin_revision(&self.content, &reader, &self.desk, &path, true, now) else {
            self.tally.refused += 1;
            return;
        };
        let mut session = self.sit(id);
        self.write(&mut session);
        self.close(session);
        self.publish(id);
        self.tally.revised += 1;
    }

    /// Writes in a draft that lies in the folder; every second time it stays open, and what happens to its file meanwhile is met
    /// the next time.
    fn write_in_shared_draft(&mut self) {
        let session = self.open.take();
        let mut session = session.unwrap_or_else(|| self.shared_draft());
        self.write(&mut session);
        if self.dice.roll(2) == 0 {
            self.open = Some(session);
        } else {
            self.close(session);
        }
    }

    fn shared_draft(&mut self) -> DraftSession {
        self.shared
            .retain(|id| self.desk.draft(*id).unwrap().is_some_and(|draft| draft.is_open()));
        let place = self.dice.roll(3);
        let id = if let Some(id) = self.shared.get(place) {
            *id
        } else {
            let id = self.begin();
            self.until_there(|reader| drafting::share(&self.desk, &self.root, reader, id, Timestamp::now()));
            self.shared.push(id);
            self.tally.shared += 1;
            id
        };
        self.sit(id)
    }

    fn sit(&self, id: i64) -> DraftSession {
        let now = Timestamp::now();
        let mut session = DraftSession::open(&self.desk, &self.root, id, now).unwrap();
        session.recover(&self.desk, Choice::Restore, now).unwrap();
        session
    }

    fn write(&mut self, session: &mut DraftSession) {
        let now = Timestamp::now();
        for _ in 0..=self.dice.roll(2) {
            let words = self.new_passage();
            let changes = vec![(0, 0, format!("{words}\n\n"))];
            let sequence = session.kept().sequence;
            if session
                .type_(&self.desk, sequence, &Typed::Body { changes }, now)
                .is_err()
            {
                // What could not be typed was not acknowledged.
                self.deeds.pop();
                self.tally.refused += 1;
                break;
            }
            if self.dice.roll(2) == 0 {
                session.save(&self.desk, now);
            }
        }
    }

    /// Where the file has been changed meanwhile, either text is chosen.
    fn close(&mut self, mut session: DraftSession) {
        let now = Timestamp::now();
        if session.close(&self.desk, now).outside {
            self.tally.met += 1;
            // Where theirs is gone, there is nothing to take.
            let keeps_mine = self.dice.roll(2) == 0;
            let _ = settle(&mut session, &self.desk, keeps_mine, now);
            session.close(&self.desk, now);
        }
    }

    fn publish_shared_draft(&mut self) {
        if let Some(session) = self.open.take() {
            self.close(session);
        }
        if let Some(id) = self.shared.pop() {
            self.publish(id);
        }
    }

    fn unpublish(&mut self) {
        let Some(path) = self.any_of(|path| path.starts_with("responses/")) else {
            return;
        };
        let reader = self.reader();
        let done = self.publishing(&reader).unpublish(&path, true);
        self.tally.unpublished += usize::from(self.took_place(done.map(|done| (done.undo, done.plan.files))));
    }

    fn undo(&mut self) {
        let Some(last) = self.last.take() else { return };
        let undone = operations::undo(&self.desk, &self.root, last, Timestamp::now());
        let undone = undone.map(|undone| (0, undone.done.operation.files));
        self.tally.undone += usize::from(self.took_place(undone.map_err(PublishError::from)));
        self.last = None;
    }

    /// Looks after what was published, as the program does by itself when nothing happens. Whether anything was put in order.
    pub fn looks_after(&mut self) -> bool {
        let reader = self.reader();
        let looked = self.publishing(&reader).look_after(None, true).unwrap();
        let told = looked.told.len();
        self.tally.looked_after += told;
        told > 0 || looked.is_due
    }

    pub fn did(&mut self, deed: Deed) {
        self.deeds.push((Instant::now(), deed));
    }

    pub fn new_passage(&mut self) -> String {
        self.passages += 1;
        let words = passage(self.name, self.passages);
        self.did(Deed::Wrote(words.clone()));
        words
    }

    pub fn reader(&self) -> Reader {
        let mut writer = sync::open(&self.databases).unwrap();
        writer.sync(&self.content, &mut SyncHooks::none()).unwrap();
        Reader::open(&self.databases).unwrap()
    }

    fn publishing<'a>(&'a self, reader: &'a Reader) -> Publishing<'a> {
        Publishing {
            folder: &self.content,
            reader,
            desk: &self.desk,
            now: Timestamp::now().to_zoned_datetime(TimeZone::UTC),
        }
    }
}
