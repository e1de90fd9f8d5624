//! The cost of `reveal: after-mine`: pages and searches for a participant if no question has it, and if every
//! question has it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use arguendo_core::content::rounds::Participant;
use arguendo_core::disk::folder::Folder;
use arguendo_core::mirror::Reader;
use arguendo_core::mirror::sync::{self, SyncHooks};
use arguendo_core::pages::reading;
use arguendo_core::pages::search::search;
use jiff::Timestamp;

use crate::figures::{Figures, median, timed};

/// Pages and searches in one measurement.
const PAGES: usize = 50;
const QUERIES: [&str; 5] = ["court ", "the reason", "of the ", "law ", "pro"];

/// Changes every question in the folder.
pub fn measure(root: &Path, files: &[PathBuf], databases: &Path, figures: &mut Figures) -> Result<()> {
    let mut reader = Reader::open(databases)?;
    let questions = questions(&reader)?;
    let both = |reader: &Reader| -> Result<()> {
        for path in &questions {
            reading::question(reader, path, Timestamp::UNIX_EPOCH)?;
        }
        for query in QUERIES {
            search(reader, query, 20)?;
        }
        Ok(())
    };
    both(&reader)?;
    let all = median(9, || timed(|| both(&reader)))?;
    figures.time("pages and searches, for nobody in particular", all);
    reader.read_as(Some(someone()));
    both(&reader)?;
    let some = median(9, || timed(|| both(&reader)))?;
    figures.time("pages and searches, for a participant", some);
    figures.ratio(
        "for a participant / for nobody in particular",
        "pages and searches, for a participant",
        "pages and searches, for nobody in particular",
        Some(1.1),
    )?;

    for path in files.iter().filter(|path| is_question(path)) {
        let text = fs::read_to_string(path)?;
        fs::write(path, text.replacen("---\n", "---\nreveal: after-mine\n", 1))?;
    }
    sync::open(databases)?.sync(&Folder::find(root)?, &mut SyncHooks::none())?;
    let worked_out = median(5, || {
        timed(|| {
            let mut reader = Reader::open(databases)?;
            reader.read_as(Some(someone()));
            ensure!(reader.has_closed_rounds()?, "no round is closed");
            Ok(())
        })
    })?;
    figures.time("working out what is hidden, where all is", worked_out);
    let mut reader = Reader::open(databases)?;
    reader.read_as(Some(someone()));
    both(&reader)?;
    let closed = median(9, || timed(|| both(&reader)))?;
    figures.time("pages and searches, where all is hidden", closed);
    let library = |reader: &Reader| -> Result<()> {
        reading::library(reader, Timestamp::UNIX_EPOCH)?;
        Ok(())
    };
    let closed = median(9, || timed(|| library(&reader)))?;
    figures.time("the library, where all is hidden", closed);
    reader.read_as(None);
    let library = median(9, || timed(|| library(&reader)))?;
    figures.time("the library, for nobody in particular", library);
    Ok(())
}

fn someone() -> Participant {
    Participant {
        writes_as: Some("somebody-who-signs-nothing".to_owned()),
        ..Participant::default()
    }
}

fn questions(reader: &Reader) -> Result<Vec<String>> {
    let library = reading::library(reader, Timestamp::UNIX_EPOCH)?;
    let paths: Vec<String> = library
        .questions
        .into_iter()
        .map(|row| row.path)
        .take(PAGES)
        .collect();
    paths.first().context("the folder has no question")?;
    Ok(paths)
}

fn is_question(path: &Path) -> bool {
    path.components()
        .any(|part| part.as_os_str() == "_arguendo-questions" || part.as_os_str() == "questions")
}
