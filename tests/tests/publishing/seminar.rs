//! A folder, its mirror and a desk with drafts, for a test of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use arguendo_core::desk::drafts::DraftState;
use arguendo_core::desk::{Desk, DeskError, Remembered};
use arguendo_core::disk::data::DataDir;
use arguendo_core::disk::folder::Folder as Content;
use arguendo_core::drafts::operations::{self, OperationError, Undone};
use arguendo_core::drafts::publishing::{Done, PublishError, Publishing};
use arguendo_core::mirror::Reader;
use arguendo_core::mirror::sync::{self, SyncHooks};
use arguendo_tests::folder::Folder;
use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};
use tempfile::TempDir;

/// 2026-03-04 09:05:06 in Paris.
pub const NOW: i64 = 1_772_611_506;

pub struct Seminar {
    pub folder: Folder,
    pub data: TempDir,
    pub content: Content,
    pub desk: Desk,
    directory: PathBuf,
}

impl Seminar {
    /// The person writes as this contributor.
    pub fn writes_as(&self, slug: &str) {
        self.desk.set_value(Remembered::WritesAs, Some(slug)).unwrap();
    }

    pub fn of(folder: Folder) -> Self {
        let data = tempfile::tempdir().unwrap();
        let content = Content::find(folder.path()).unwrap();
        let directory = DataDir::new(Some(data.path().to_path_buf()))
            .unwrap()
            .of_folder(content.root())
            .unwrap();
        let desk = Desk::open(&directory, Timestamp::from_second(NOW).unwrap()).unwrap();
        Self {
            folder,
            data,
            content,
            desk,
            directory,
        }
    }

    /// A folder with one question, two responses and a person who signs.
    pub fn small() -> Self {
        let folder = Folder::empty().unwrap();
        folder
            .write(
                "questions/deference.md",
                "---\ntitle: Deference?\narguendo:\n  - yes-always # first\n\n  - no-never\nword-limit: 5\n---\nAsk.\n",
            )
            .unwrap();
        for name in ["yes-always", "no-never"] {
            let text = format!(
                "---\ntitle: {name}\ndate: 2026-01-02 10:00:00 +0100\narguendo-question: deference\ncontributors: [jane]\n---\nWords.\n"
            );
            folder.write(&format!("responses/{name}.md"), &text).unwrap();
        }
        folder
            .write("contributors/jane.md", "---\ntitle: Jane\n---\n")
            .unwrap();
        Self::of(folder)
    }

    /// The mirror, in step with the folder.
    pub fn reader(&self) -> Reader {
        let mut writer = sync::open(&self.directory).unwrap();
        writer.sync(&self.content, &mut SyncHooks::none()).unwrap();
        Reader::open(&self.directory).unwrap()
    }

    pub fn publishing<'a>(&'a self, reader: &'a Reader) -> Publishing<'a> {
        let now = Timestamp::from_second(NOW).unwrap();
        Publishing {
            folder: &self.content,
            reader,
            desk: &self.desk,
            now: now.to_zoned_datetime(TimeZone::fixed(offset(1))),
        }
    }

    /// A private draft.
    pub fn draft(&self, file: &str, text: &str) -> i64 {
        fs::write(self.desk.drafts().join(file), text).unwrap();
        let state = DraftState {
            file: file.to_owned(),
            ..DraftState::default()
        };
        self.desk.put_draft(None, &state, NOW * 1000).unwrap()
    }

    pub fn publish(&self, draft: i64) -> Result<Done, PublishError> {
        let reader = self.reader();
        let publishing = self.publishing(&reader);
        publishing.carry_out(publishing.plan(draft)?)
    }

    pub fn unpublish(&self, path: &str) -> Result<Done, PublishError> {
        let reader = self.reader();
        self.publishing(&reader).unpublish(path, true)
    }

    pub fn undo(&self, id: i64) -> Result<Undone, OperationError> {
        let now = Timestamp::from_second(NOW).unwrap();
        operations::undo(&self.desk, self.content.root(), id, now)
    }

    /// Every file of the folder and of the private drafts, with its bytes.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = self.folder.everything().unwrap();
        files.retain(|path, _| path.is_file());
        for entry in fs::read_dir(self.desk.drafts()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                files.insert(path.clone(), fs::read(&path).unwrap());
            }
        }
        files
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join(path)).unwrap()
    }
}

/// What was interrupted is recovered.
pub fn resume(desk: &Desk, folder: &Content) -> Result<Vec<String>, DeskError> {
    operations::recover(desk, folder.root(), Timestamp::from_second(NOW).unwrap())
}

/// A draft of an answer to the question `question`.
pub fn answer(title: &str, question: &str) -> String {
    format!(
        "---\ntitle: \"{title}\" # mine\narguendo-question: {question}\ncontributors:\n- jane\n---\n\nMy words."
    )
}
