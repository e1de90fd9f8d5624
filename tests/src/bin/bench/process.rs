//! Measures in a separate process, so that processor time and memory are those of one part alone.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use arguendo_core::disk::data::DataDir;
use arguendo_core::disk::folder::Folder;
use arguendo_core::drafts::publishing;
use arguendo_core::mirror::live::{Live, Status, Update};
use arguendo_core::mirror::sync::{self, SyncHooks};
use serde_json::{Value, json};

use crate::baselines::read_all;

/// What one part used.
#[derive(Debug, Clone, Copy)]
pub struct Took {
    pub wall: Duration,
    /// User and system time.
    pub cpu: Duration,
    /// Peak resident memory, bytes; 0 if the system does not report it.
    pub peak: f64,
    /// Resident memory at the end, bytes.
    pub resident: f64,
}

/// Runs the part of this name (see [`part`]) on a folder and a data directory.
pub fn run(name: &str, folder: &Path, data: &Path) -> Result<Took> {
    let output = Command::new(std::env::current_exe()?)
        .args(["part", name])
        .args([folder, data])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(
        output.status.success(),
        "the part “{name}” failed ({})",
        output.status
    );
    let took: Value = serde_json::from_slice(&output.stdout)?;
    let number = |key: &str| {
        took[key]
            .as_f64()
            .with_context(|| format!("{name} says no {key}"))
    };
    Ok(Took {
        wall: Duration::from_secs_f64(number("wall")?),
        cpu: Duration::from_secs_f64(number("cpu")?),
        peak: number("peak")?,
        resident: number("resident")?,
    })
}

/// Runs a part and prints what it used as JSON.
pub fn part(name: &str, folder: &Path, data: &Path) -> Result<()> {
    let started = Instant::now();
    match name {
        "nothing" => {}
        "read" => read_all(&files_in(folder)?)?,
        "sync" => {
            let folder = Folder::find(folder)?;
            let databases = DataDir::new(Some(data.to_path_buf()))?.of_folder(folder.root())?;
            sync::open(&databases)?.sync(&folder, &mut SyncHooks::none())?;
        }
        "idle" => idle(folder, data)?,
        other => bail!("there is no part {other:?}"),
    }
    let wall = started.elapsed();
    let took = json!({
        "wall": wall.as_secs_f64(),
        "cpu": cpu()?.as_secs_f64(),
        "peak": memory("VmHWM"),
        "resident": memory("VmRSS"),
    });
    println!("{took}");
    Ok(())
}

/// Opens the folder as the window does, and waits until nothing is left to do.
fn idle(folder: &Path, data: &Path) -> Result<()> {
    let (tell, updates) = channel();
    let live = Live::open(
        folder,
        &DataDir::new(Some(data.to_path_buf()))?,
        Box::new(move |update| {
            let _ = tell.send(update);
        }),
        publishing::while_idle(),
    )?;
    while updates.recv_timeout(Duration::from_secs(600))? != Update::Status(Status::UpToDate) {}
    std::thread::sleep(Duration::from_secs(8));
    println!(
        "{}",
        json!({ "wall": 0, "cpu": cpu()?.as_secs_f64(), "peak": memory("VmHWM"), "resident": memory("VmRSS") })
    );
    drop(live);
    std::process::exit(0);
}

/// Every file below `folder`.
fn files_in(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let (mut files, mut open) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(directory) = open.pop() {
        for entry in std::fs::read_dir(directory)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                open.push(entry.path());
            } else {
                files.push(entry.path());
            }
        }
    }
    Ok(files)
}

/// User and system time of this process.
fn cpu() -> Result<Duration> {
    // In ticks of 10 ms, the 14th and 15th field. The second, a name, may contain spaces (proc(5)).
    let stat = std::fs::read_to_string("/proc/self/stat").context("processor time is only told on Linux")?;
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<u64>().ok());
    let all = ticks(11)
        .zip(ticks(12))
        .context("/proc/self/stat has other fields")?;
    Ok(Duration::from_millis((all.0 + all.1) * 10))
}

/// A line of `/proc/self/status`, in bytes.
fn memory(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kib = line.and_then(|line| {
        line.trim_matches([':', ' ', '\t'])
            .split(' ')
            .next()?
            .parse::<f64>()
            .ok()
    });
    kib.unwrap_or(0.0) * 1024.0
}
