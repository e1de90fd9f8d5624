//! A plan: every byte of every file before and after, as a value that can be shown, compared and carried out.

use std::fmt::Write as _;

use arguendo_text::diff;
use jiff::ZonedDateTime;
use xxhash_rust::xxh3::Xxh3;

use crate::desk::drafts::DraftState;
use crate::desk::operations::{OperationFile, OperationKind};
use crate::pages::drafts::{FileChange, FileFate, PublishPlan};

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The response's path in the folder.
    pub response: String,
    /// The question's path, where there is one.
    pub question: Option<String>,
    /// The slug by which the question lists the response.
    pub slug: String,
    /// What to think about before.
    pub warnings: Vec<String>,
    /// The files, in the order in which they are written.
    pub files: Vec<OperationFile>,
    pub(super) kind: OperationKind,
    pub(super) draft: Option<i64>,
    pub(super) draft_before: Option<DraftState>,
    pub(super) draft_after: Option<DraftState>,
    /// s since 1970, and the offset of the person's zone, s.
    pub(super) time: (i64, i32),
}

impl Plan {
    pub(super) fn of_nothing(now: &ZonedDateTime) -> Self {
        Self {
            response: String::new(),
            question: None,
            slug: String::new(),
            warnings: Vec::new(),
            files: Vec::new(),
            kind: OperationKind::Publish,
            draft: None,
            draft_before: None,
            draft_after: None,
            time: (now.timestamp().as_second(), now.offset().seconds()),
        }
    }

    /// Adds what becomes of a file, unless nothing does.
    pub(super) fn change(
        &mut self,
        in_folder: bool,
        path: &str,
        before: Option<Vec<u8>>,
        after: Option<Vec<u8>>,
    ) {
        if before != after {
            self.files.push(OperationFile {
                in_folder,
                path: path.to_owned(),
                before,
                after,
            });
        }
    }

    /// Two plans of one key change the same bytes: it holds the time that they were made at, and a hash of all bytes.
    #[must_use]
    pub fn key(&self) -> String {
        let mut hash = Xxh3::new();
        let mut piece = |bytes: Option<&[u8]>| {
            hash.update(&bytes.map_or(u64::MAX, |bytes| bytes.len() as u64).to_le_bytes());
            hash.update(bytes.unwrap_or_default());
        };
        for file in &self.files {
            piece(Some(&[u8::from(file.in_folder)]));
            piece(Some(file.path.as_bytes()));
            piece(file.before.as_deref());
            piece(file.after.as_deref());
        }
        let (second, offset) = self.time;
        let mut key = format!("{second}~{offset}~");
        let _ = write!(key, "{:032x}", hash.digest128());
        key
    }

    /// What changes in the folder, file by file.
    #[must_use]
    pub fn changes(&self) -> Vec<FileChange> {
        changes_in_folder(&self.files)
    }

    /// The plan as the window shows it.
    #[must_use]
    pub fn page(&self) -> PublishPlan {
        PublishPlan {
            key: self.key(),
            files: self.changes(),
            slug: self.slug.clone(),
            warnings: self.warnings.clone(),
        }
    }
}

/// What changes in the folder, file by file.
#[must_use]
pub fn changes_in_folder(files: &[OperationFile]) -> Vec<FileChange> {
    let in_folder = files
        .iter()
        .filter(|file| file.in_folder && file.before != file.after);
    let changes = in_folder.map(|file| FileChange {
        path: file.path.clone(),
        what: match (&file.before, &file.after) {
            (None, _) => FileFate::New,
            (_, None) => FileFate::Removed,
            _ => FileFate::Changed,
        },
        diff: shown(file),
    });
    changes.collect()
}

/// Pictures are not shown as lines.
fn shown(file: &OperationFile) -> String {
    let text = |bytes: &Option<Vec<u8>>| match bytes {
        Some(bytes) => std::str::from_utf8(bytes).map(String::from).ok(),
        None => Some(String::new()),
    };
    match (text(&file.before), text(&file.after)) {
        (Some(before), Some(after)) => diff::lines(&before, &after),
        _ => String::new(),
    }
}
