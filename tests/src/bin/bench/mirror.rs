//! How long the mirror takes for a first reading, a restart, an edit, a renamed directory, a search.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use arguendo_core::disk::data::DataDir;
use arguendo_core::disk::folder::Folder;
use arguendo_core::disk::watch::{Inbox, Watch};
use arguendo_core::drafts::publishing;
use arguendo_core::mirror::Reader;
use arguendo_core::mirror::live::{Applied, Live, Update};
use arguendo_core::mirror::sync::{self, SyncHooks};
use arguendo_core::pages::search::search;

use arguendo_tests::dice::Dice;

use crate::baselines::forget;
use crate::figures::{Figures, median, percentile};
use crate::{news, process, rounds};

/// The quiet time that the watcher waits for before it compares (see `watch.rs`).
const QUIET: Duration = Duration::from_millis(50);
/// Edits that are timed one by one.
const EDITS: usize = 400;
/// The number of different searches of each kind.
const SEARCHES: usize = 200;
/// Hits on a page.
const HITS: usize = 20;
/// Directories of the folder for measuring the watching.
const DIRECTORIES: usize = 10_000;
/// Files in each of these directories.
const FILES_IN_EACH: usize = 10;

pub fn measure(
    root: &Path,
    files: &[PathBuf],
    data: &Path,
    is_whole: bool,
    figures: &mut Figures,
) -> Result<()> {
    first_reading(root, files, data, figures)?;
    let folder = Folder::find(root)?;
    let databases = DataDir::new(Some(data.to_path_buf()))?.of_folder(folder.root())?;
    #[allow(clippy::cast_precision_loss)]
    let size = fs::metadata(databases.join("mirror.db"))?.len() as f64 / 1e6;
    figures.figure("mirror", size, "MB", None);
    figures.ratio("mirror / text", "mirror", "text", Some(1.3))?;

    // A file modified less than two seconds before it was read is read once more; that is not to be measured.
    bring_in_step(&databases, &folder)?;
    let restart = median(9, || bring_in_step(&databases, &folder))?;
    figures.time("restart, nothing changed", restart);
    figures.ratio(
        "restart / find -printf",
        "restart, nothing changed",
        "find -printf",
        Some(1.2),
    )?;
    if !is_whole {
        return Ok(());
    }
    let idle = process::run("idle", root, data)?;
    figures.figure(
        "memory when idle after a restart",
        idle.resident / 1e6,
        "MB",
        None,
    );
    searches(&Reader::open(&databases)?, files, figures)?;
    edits(root, files, data, figures)?;
    renamed_directory(root, data, figures)?;
    watches(figures)?;
    // These two change the folder.
    rounds::measure(root, files, &databases, figures)?;
    news::measure(root, &databases, figures)
}

fn first_reading(root: &Path, files: &[PathBuf], data: &Path, figures: &mut Figures) -> Result<()> {
    let afresh = || {
        let _ = fs::remove_dir_all(data);
        process::run("sync", root, data)
    };
    let mut all = [afresh()?, afresh()?, afresh()?];
    all.sort_by_key(|took| took.cpu);
    let warm = all[1];
    forget(files)?;
    let cold = afresh()?;
    let peak = all
        .iter()
        .chain([&cold])
        .map(|took| took.peak)
        .fold(0.0, f64::max);
    figures.time("first reading, from the disk", cold.wall);
    figures.time("first reading, from the disk, processor time", cold.cpu);
    figures.time("first reading, from memory", warm.wall);
    figures.time("first reading, from memory, processor time", warm.cpu);
    for (name, over, base, target) in [
        (
            "first reading / reading all bytes, from the disk, time",
            "first reading, from the disk",
            "reading all bytes, from the disk",
            Some(8.0),
        ),
        (
            "first reading / reading all bytes, from the disk, processor time",
            "first reading, from the disk, processor time",
            "reading all bytes, from the disk, processor time",
            Some(8.0),
        ),
        (
            "first reading / reading all bytes, from memory, time",
            "first reading, from memory",
            "reading all bytes, from memory",
            Some(8.0),
        ),
        (
            "first reading / reading all bytes, from memory, processor time",
            "first reading, from memory, processor time",
            "reading all bytes, from memory, processor time",
            Some(8.0),
        ),
        (
            "first reading, time / processor time",
            "first reading, from memory",
            "first reading, from memory, processor time",
            Some(0.7),
        ),
    ] {
        figures.ratio(name, over, base, target)?;
    }
    figures.figure("first reading, peak memory", peak / 1e6, "MB", Some(200.0));
    // As in the window: what has been read so far is shown meanwhile.
    let _ = fs::remove_dir_all(data);
    let shown = process::run("idle", root, data)?;
    figures.figure(
        "first reading with the window open, peak memory",
        shown.peak / 1e6,
        "MB",
        Some(200.0),
    );
    figures.figure(
        "memory when idle after it",
        shown.resident / 1e6,
        "MB",
        Some(60.0),
    );
    Ok(())
}

fn bring_in_step(databases: &Path, folder: &Folder) -> Result<Duration> {
    let started = Instant::now();
    let mut writer = sync::open(databases)?;
    writer.sync(folder, &mut SyncHooks::none())?;
    Ok(started.elapsed())
}

/// The time from a write until readers see it, without the quiet time; the pauses between edits vary.
fn edits(root: &Path, files: &[PathBuf], data: &Path, figures: &mut Figures) -> Result<()> {
    let (live, updates) = open(root, data)?;
    let mut dice = Dice::new(3);
    let mut times = Vec::new();
    for _ in 0..EDITS {
        let pause = if dice.roll(12) == 0 {
            1_000 + dice.roll(1_500)
        } else {
            dice.roll(100)
        };
        std::thread::sleep(Duration::from_millis(pause as u64));
        let file = &files[dice.roll(files.len())];
        let mut text = fs::read_to_string(file)?;
        text.push_str(&format!("\nOne more line, number {}.\n", dice.roll(1_000_000)));
        let started = Instant::now();
        fs::write(file, text)?;
        until(&updates, |_| true)?;
        times.push(started.elapsed().saturating_sub(QUIET));
    }
    drop(live);
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    for (name, percent, target) in [
        ("outside edit → mirror, after the quiet time, p50", 50, 2.0),
        ("outside edit → mirror, after the quiet time, p99", 99, 10.0),
        ("outside edit → mirror, after the quiet time, longest", 100, 50.0),
    ] {
        figures.figure(
            name,
            milliseconds(percentile(&times, percent)),
            "ms",
            Some(target),
        );
    }
    Ok(())
}

/// Renames a directory of up to 5,000 files, and measures the time until the mirror is in step.
fn renamed_directory(root: &Path, data: &Path, figures: &mut Figures) -> Result<()> {
    let (from, to) = (root.join("_arguendo/volume-000"), root.join("_arguendo/renamed"));
    let number = fs::read_dir(&from)?.count();
    let (live, updates) = open(root, data)?;
    let started = Instant::now();
    fs::rename(&from, &to)?;
    let mut arrived = 0;
    until(&updates, |applied| {
        let paths = applied.outcome.touched.changed.iter();
        arrived += paths
            .filter(|path| path.starts_with("_arguendo/renamed/"))
            .count();
        arrived >= number
    })?;
    figures.figure(
        "directory of 5,000 files renamed → mirror true",
        started.elapsed().as_secs_f64(),
        "s",
        Some(1.5),
    );
    drop(live);
    fs::rename(&to, &from)?;
    Ok(())
}

fn open(root: &Path, data: &Path) -> Result<(Live, Receiver<Update>)> {
    let (tell, updates) = channel();
    let live = Live::open(
        root,
        &DataDir::new(Some(data.to_path_buf()))?,
        Box::new(move |update| {
            let _ = tell.send(update);
        }),
        publishing::while_idle(),
    )?;
    until(&updates, |_| true)?;
    Ok((live, updates))
}

fn until(updates: &Receiver<Update>, mut is_done: impl FnMut(&Applied) -> bool) -> Result<()> {
    loop {
        if let Update::Applied(applied) = updates.recv_timeout(Duration::from_secs(300))?
            && is_done(&applied)
        {
            return Ok(());
        }
    }
}

/// Searches for words as frequent as people use them, for two adjacent words, and for three letters of a
/// word.
fn searches(reader: &Reader, files: &[PathBuf], figures: &mut Figures) -> Result<()> {
    let mut dice = Dice::new(5);
    let mut queries = [const { Vec::new() }; 3];
    while queries[0].len() < SEARCHES {
        let text = fs::read_to_string(&files[dice.roll(files.len())])?;
        let body = text.rsplit("---\n").next().unwrap_or_default();
        let words: Vec<&str> = body
            .split_whitespace()
            .filter(|word| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic()))
            .collect();
        if words.len() < 3 {
            continue;
        }
        let pairs: Vec<_> = body.split_whitespace().collect();
        let pair = &pairs[dice.roll(pairs.len() - 1)..][..2];
        let word = words[dice.roll(words.len())];
        queries[0].push(format!("{word} "));
        queries[1].push(format!("\"{}\" ", pair.join(" ").replace('"', "")));
        queries[2].push(word[..3].to_owned());
    }
    for (queries, names, target) in [
        (&queries[0], ["search: a word, p50", "search: a word, p99"], 8.0),
        (
            &queries[1],
            ["search: a phrase, p50", "search: a phrase, p99"],
            15.0,
        ),
        (
            &queries[2],
            [
                "search: a 3-letter beginning, p50",
                "search: a 3-letter beginning, p99",
            ],
            30.0,
        ),
    ] {
        let mut times = Vec::new();
        let mut found = 0;
        for query in queries {
            let started = Instant::now();
            found += search(reader, query, HITS)?.hits.len();
            times.push(started.elapsed());
        }
        if found == 0 {
            bail!("no search finds anything: the measurement would mean nothing");
        }
        times.sort();
        for (name, percent, target) in [(names[0], 50, None), (names[1], 99, Some(target))] {
            let time = percentile(&times, percent).as_secs_f64() * 1000.0;
            figures.figure(name, time, "ms", target);
        }
    }
    Ok(())
}

/// Compares watching many directories with only walking through them.
fn watches(figures: &mut Figures) -> Result<()> {
    let place = tempfile::tempdir()?;
    for number in 0..DIRECTORIES {
        let directory = place.path().join(format!("responses/{}/{number}", number % 100));
        fs::create_dir_all(&directory)?;
        for file in 0..FILES_IN_EACH {
            fs::write(directory.join(format!("{file}.md")), "")?;
        }
    }
    let folder = Folder::find(place.path())?;
    let config = folder.settings()?.config;
    let walk = median(5, || {
        let started = Instant::now();
        folder.walk("", &config, &mut |_| {})?;
        Ok(started.elapsed())
    })?;
    let watched = median(5, || {
        let started = Instant::now();
        let mut watch = Watch::new(&folder, std::sync::Arc::<Inbox>::default())?;
        folder.walk("", &config, &mut |directories| watch.enter(directories))?;
        Ok(started.elapsed())
    })?;
    figures.time("walk through 10,000 directories with 100,000 files", walk);
    figures.time("adding 10,000 watches to that", watched.saturating_sub(walk));
    figures.ratio(
        "adding watches / the walk",
        "adding 10,000 watches to that",
        "walk through 10,000 directories with 100,000 files",
        Some(1.0),
    )
}
