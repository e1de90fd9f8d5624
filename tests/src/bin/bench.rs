//! `cargo xtask bench`: how fast the mirror is on a large folder, measured against the machine itself in the same run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use arguendo_core::data::DataDir;
use arguendo_core::folder::Folder;
use arguendo_core::live::{Live, Update};
use arguendo_core::mirror::Reader;
use arguendo_core::search::search;
use arguendo_core::sync::{self, Company};
use arguendo_tests::folder::repository;
use serde_json::json;

/// Documents in the folder that is measured.
const DOCUMENTS: usize = 10_000;
/// Repetitions of what is quick.
const EDITS: usize = 60;
const SEARCHES: usize = 40;
/// The quiet time that the watcher waits for before it compares (see `watch.rs`).
const QUIET: Duration = Duration::from_millis(50);

fn main() -> Result<()> {
    let place = tempfile::tempdir()?;
    let root = place.path().join("folder");
    let source = source()?;
    let files = multiply(&source, &root)?;
    let folder = Folder::find(&root)?;
    let data = DataDir::new(Some(place.path().join("data")))?;
    let databases = data.of_folder(folder.root())?;
    let mut table = Table { rows: Vec::new() };

    let bytes = files
        .iter()
        .map(|file| fs::metadata(file).map(|meta| meta.len()).unwrap_or(0))
        .sum::<u64>();
    let read = median(5, || read_all(&files))?;
    let find = median(5, || {
        let output = Command::new("find")
            .arg(&root)
            .args(["-printf", "%p %s %T@ %C@ %i\n"])
            .output()?;
        if output.status.success() {
            Ok(())
        } else {
            bail!("find failed")
        }
    })?;
    table.add("reading all bytes", read, None);
    table.add("find -printf", find, None);

    let cold = median(3, || {
        let _ = fs::remove_dir_all(&databases);
        bring_in_step(&databases, &folder)
    })?;
    table.add("cold index", cold, Some(("reading all bytes", read)));
    // What was modified within two seconds of being read is read once more; that is not what is measured.
    std::thread::sleep(Duration::from_secs(3));
    bring_in_step(&databases, &folder)?;
    let restart = median(7, || bring_in_step(&databases, &folder))?;
    table.add("restart, nothing changed", restart, Some(("find -printf", find)));

    let edits = edits(&root, &files, &data)?;
    table.add(
        "one edit → mirror, after the quiet time, p50",
        percentile(&edits, 50),
        None,
    );
    table.add(
        "one edit → mirror, after the quiet time, p99",
        percentile(&edits, 99),
        None,
    );

    let reader = Reader::open(&databases)?;
    for (name, query) in [
        ("search, a word", "accountability "),
        ("search, a phrase", "\"security council\" "),
        ("search, two words", "witness protection "),
        ("search, a 3-letter beginning", "pro"),
    ] {
        let mut times = Vec::new();
        for _ in 0..SEARCHES {
            let started = Instant::now();
            let results = search(&reader, query, 20)?;
            times.push(started.elapsed());
            if results.hits.is_empty() && source.ends_with("icjt") {
                bail!("“{query}” finds nothing: the measurement would mean nothing");
            }
        }
        times.sort();
        table.add(&format!("{name}, p50"), percentile(&times, 50), None);
        table.add(&format!("{name}, p99"), percentile(&times, 99), None);
    }

    let size = fs::metadata(databases.join("mirror.db"))?.len();
    println!(
        "{} documents, {:.1} MB of text, mirror {:.1} MB\n",
        files.len(),
        mega(bytes),
        mega(size)
    );
    table.print();
    table.save(files.len(), bytes, size)
}

struct Table {
    rows: Vec<Row>,
}

/// A name, a time, and how many times as long as what that is.
type Row = (String, Duration, Option<(&'static str, f64)>);

impl Table {
    fn add(&mut self, name: &str, time: Duration, against: Option<(&'static str, Duration)>) {
        let ratio = against.map(|(name, base)| (name, time.as_secs_f64() / base.as_secs_f64()));
        self.rows.push((name.to_owned(), time, ratio));
    }

    fn print(&self) {
        for (name, time, ratio) in &self.rows {
            let ratio = ratio.map_or(String::new(), |(name, ratio)| format!("{ratio:.1} × {name}"));
            println!("{name:<48} {:>10.2} ms  {ratio}", time.as_secs_f64() * 1000.0);
        }
    }

    fn save(&self, documents: usize, bytes: u64, mirror: u64) -> Result<()> {
        let directory = std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| repository().join("target"), PathBuf::from)
            .join("bench");
        fs::create_dir_all(&directory)?;
        let rows: Vec<_> = self
            .rows
            .iter()
            .map(|(name, time, ratio)| {
                json!({
                    "name": name,
                    "ms": time.as_secs_f64() * 1000.0,
                    "against": ratio.map(|(name, _)| name),
                    "ratio": ratio.map(|(_, ratio)| ratio),
                })
            })
            .collect();
        let file = directory.join("mirror.json");
        let all = json!({ "documents": documents, "bytes": bytes, "mirror_bytes": mirror, "rows": rows });
        fs::write(&file, format!("{all:#}\n"))?;
        println!("\nwritten to {}", file.display());
        Ok(())
    }
}

/// The real folder where it is at hand, else the sample.
fn source() -> Result<PathBuf> {
    let corpus = std::env::var_os("ARGUENDO_CORPUS")
        .map_or_else(|| repository().join("../shared/corpus"), PathBuf::from)
        .join("icjt");
    if corpus.is_dir() {
        return Ok(corpus);
    }
    println!(
        "the corpus is not at {}; the sample is multiplied instead",
        corpus.display()
    );
    repository()
        .join("content")
        .canonicalize()
        .context("the sample is not there")
}

/// Copies the documents of `source` until there are enough, each copy with names and references of its own.
fn multiply(source: &Path, root: &Path) -> Result<Vec<PathBuf>> {
    let mut originals = Vec::new();
    for place in [
        "_arguendo-questions",
        "_arguendo",
        "_contributors",
        "questions",
        "responses",
        "contributors",
    ] {
        for entry in fs::read_dir(source.join(place)).into_iter().flatten() {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let stem = path
                    .file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                originals.push((place, stem, fs::read_to_string(&path)?));
            }
        }
    }
    if originals.is_empty() {
        bail!("there are no documents in {}", source.display());
    }
    let mut files = Vec::with_capacity(DOCUMENTS);
    'copies: for copy in 0.. {
        for (place, stem, text) in &originals {
            if files.len() == DOCUMENTS {
                break 'copies;
            }
            let directory = root.join(place);
            fs::create_dir_all(&directory)?;
            let file = directory.join(format!("{stem}-{copy}.md"));
            fs::write(&file, renamed(text, copy))?;
            files.push(file);
        }
    }
    Ok(files)
}

/// The text with every name in its front matter made one of this copy's.
fn renamed(text: &str, copy: usize) -> String {
    let mut fences = 0;
    let mut out = String::with_capacity(text.len() + 256);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        fences += usize::from(bare == "---");
        let key = bare.split_once(':').map(|(key, value)| (key, value.trim()));
        let is_name = bare.trim_start().starts_with("- ")
            || matches!(key, Some(("slug" | "arguendo-question", value)) if !value.is_empty() && value != ">-");
        if fences == 1 && is_name {
            out.push_str(&format!("{bare}-{copy}\n"));
        } else {
            out.push_str(line);
        }
    }
    out
}

fn bring_in_step(databases: &Path, folder: &Folder) -> Result<()> {
    let mut writer = sync::open(databases)?;
    writer.sync(folder, &mut Company::nobody())?;
    Ok(())
}

fn read_all(files: &[PathBuf]) -> Result<()> {
    let mut sum = 0_u64;
    for file in files {
        sum += fs::read(file)?.iter().map(|byte| u64::from(*byte)).sum::<u64>();
    }
    std::hint::black_box(sum);
    Ok(())
}

/// From the write to the moment when readers see it, less the quiet time.
fn edits(root: &Path, files: &[PathBuf], data: &DataDir) -> Result<Vec<Duration>> {
    let (tell, updates) = channel();
    let _live = Live::open(
        root,
        data,
        Box::new(move |update| {
            let _ = tell.send(update);
        }),
    )?;
    until_applied(&updates)?;
    let mut times = Vec::new();
    for edit in 0..EDITS {
        let file = &files[edit * files.len() / EDITS];
        let mut text = fs::read_to_string(file)?;
        text.push_str("\nOne more line.\n");
        let started = Instant::now();
        fs::write(file, text)?;
        until_applied(&updates)?;
        times.push(started.elapsed().saturating_sub(QUIET));
    }
    times.sort();
    Ok(times)
}

fn until_applied(updates: &Receiver<Update>) -> Result<()> {
    loop {
        if let Update::Applied(_) = updates.recv_timeout(Duration::from_secs(120))? {
            return Ok(());
        }
    }
}

fn median(times: usize, mut work: impl FnMut() -> Result<()>) -> Result<Duration> {
    let mut all = Vec::with_capacity(times);
    for _ in 0..times {
        let started = Instant::now();
        work()?;
        all.push(started.elapsed());
    }
    all.sort();
    Ok(percentile(&all, 50))
}

/// `sorted`'s value below which so many per cent lie.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    sorted
        .get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

#[allow(clippy::cast_precision_loss)]
fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
