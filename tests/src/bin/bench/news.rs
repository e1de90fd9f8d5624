//! How long finding the news takes: at the first opening, at a restart, after one change, and when everything
//! is new or has moved.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use arguendo_core::desk::Desk;
use arguendo_core::disk::folder::Folder;
use arguendo_core::history::news::{self, Visit};
use arguendo_core::mirror::Reader;
use arguendo_core::mirror::sync::{self, SyncHooks};
use jiff::Timestamp;

use crate::figures::{Figures, median, timed};

/// Moves every response; the mirror is synced afterwards.
pub fn measure(root: &Path, databases: &Path, figures: &mut Figures) -> Result<()> {
    let place = tempfile::tempdir()?;
    let reader = Reader::open(databases)?;
    let desk = Desk::open(&place.path().join("known"), Timestamp::UNIX_EPOCH)?;
    let mut clock = 0;
    let mut notice = |desk: &Desk| -> Result<Duration> {
        clock += 1;
        let now = Timestamp::from_second(clock)?;
        timed(|| Ok(news::notice_all(desk, &reader, now).map(drop)?))
    };
    figures.time("what is new: first opening", notice(&desk)?);
    let again = median(5, || notice(&desk))?;
    figures.time("what is new: restart, nothing changed", again);
    figures.ratio(
        "what is new at a restart / restart, nothing changed",
        "what is new: restart, nothing changed",
        "restart, nothing changed",
        Some(1.0),
    )?;

    let standings = reader.standings()?;
    let mut responses = standings
        .into_iter()
        .filter(|one| !one.is_question && !one.broken);
    let path = responses.next().context("the folder has no response")?.path;
    let file = &root.join(&path);
    let mut number = 0;
    let one = median(21, || {
        number += 1;
        let text = fs::read_to_string(file)?;
        fs::write(file, format!("{text}\nOne more line, number {number}.\n"))?;
        sync::open(databases)?.sync(&Folder::find(root)?, &mut SyncHooks::none())?;
        let now = Timestamp::from_second(100 + number)?;
        let paths = BTreeSet::from([path.clone()]);
        timed(|| {
            let arrivals = news::notice(&desk, &reader, &paths, now)?;
            ensure!(arrivals.changed == 1, "the change was not noticed");
            Ok(())
        })
    })?;
    figures.figure(
        "what is new: one change noticed",
        one.as_secs_f64() * 1000.0,
        "ms",
        Some(10.0),
    );
    let asked = median(21, || {
        timed(|| Ok(news::unread(&desk, &reader, Visit::default()).map(drop)?))
    })?;
    figures.time("what is new: asked, one unread", asked);

    // A desk without marks: everything is new.
    let new = Desk::open(&place.path().join("new"), Timestamp::UNIX_EPOCH)?;
    news::notice_all(&new, &Reader::of_nothing()?, Timestamp::UNIX_EPOCH)?;
    figures.time("what is new: everything noticed as new", notice(&new)?);
    let all = median(5, || {
        timed(|| Ok(news::unread(&new, &reader, Visit::default()).map(drop)?))
    })?;
    figures.time("what is new: asked, everything unread", all);
    let next = median(5, || timed(|| Ok(news::next(&new, &reader, None).map(drop)?)))?;
    figures.time("what is new: the next one, everything unread", next);

    move_all(root)?;
    sync::open(databases)?.sync(&Folder::find(root)?, &mut SyncHooks::none())?;
    figures.time("what is new: every response under another path", notice(&desk)?);
    Ok(())
}

/// Renames every directory of responses.
fn move_all(root: &Path) -> Result<()> {
    let responses = root.join("_arguendo");
    for entry in fs::read_dir(&responses)? {
        let from = entry?.path();
        let name = from.file_name().context("a directory without a name")?;
        fs::rename(&from, responses.join(format!("moved-{}", name.to_string_lossy())))?;
    }
    Ok(())
}
