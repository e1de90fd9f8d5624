//! How long the machine itself and well-known programs take for the same files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::figures::{Figures, median};
use crate::process;

pub fn measure(root: &Path, files: &[PathBuf], place: &Path, figures: &mut Figures) -> Result<()> {
    let bytes: u64 = files
        .iter()
        .map(|file| fs::metadata(file).map_or(0, |meta| meta.len()))
        .sum();
    #[allow(clippy::cast_precision_loss)]
    figures.figure("text", bytes as f64 / 1e6, "MB", None);

    forget(files)?;
    let cold = process::run("read", root, place)?;
    figures.time("reading all bytes, from the disk", cold.wall);
    figures.time("reading all bytes, from the disk, processor time", cold.cpu);
    let mut cpus = Vec::new();
    let warm = median(5, || {
        let took = process::run("read", root, place)?;
        cpus.push(took.cpu);
        Ok(took.wall)
    })?;
    cpus.sort();
    figures.time("reading all bytes, from memory", warm);
    figures.time(
        "reading all bytes, from memory, processor time",
        cpus[cpus.len() / 2],
    );

    let mut find = Command::new("find");
    find.arg(root).args(["-printf", "%p %s %T@ %C@ %i\n"]);
    figures.time("find -printf", timed(7, &mut find)?);

    if is_there("git") {
        let git = |arguments: &[&str]| {
            let mut git = Command::new("git");
            git.arg("--git-dir")
                .arg(place.join("git"))
                .arg("--work-tree")
                .arg(root);
            git.args(arguments).env("GIT_CONFIG_GLOBAL", place.join("none"));
            git
        };
        for arguments in [&["init", "--quiet"][..], &["add", "--all"]] {
            ensure!(git(arguments).status()?.success(), "git {arguments:?} failed");
        }
        figures.time("git status", timed(3, &mut git(&["status", "--porcelain"]))?);
    }
    if is_there("rg") {
        let mut rg = Command::new("rg");
        rg.args(["--count", "accountability"]).arg(root);
        figures.time("ripgrep, a word", timed(3, &mut rg)?);
    }
    Ok(())
}

/// Reads every byte of every file.
pub fn read_all(files: &[PathBuf]) -> Result<()> {
    let mut sum = 0_u64;
    for file in files {
        sum += fs::read(file)?.iter().map(|byte| u64::from(*byte)).sum::<u64>();
    }
    std::hint::black_box(sum);
    Ok(())
}

/// Removes the files from the system's cache, so that the next reading comes from the disk.
#[cfg(target_os = "linux")]
pub fn forget(files: &[PathBuf]) -> Result<()> {
    rustix::fs::sync();
    for file in files {
        rustix::fs::fadvise(&fs::File::open(file)?, 0, None, rustix::fs::Advice::DontNeed)?;
    }
    Ok(())
}

/// Only Linux can be asked to remove files from its cache.
#[cfg(not(target_os = "linux"))]
pub fn forget(_: &[PathBuf]) -> Result<()> {
    Ok(())
}

fn timed(times: usize, command: &mut Command) -> Result<Duration> {
    median(times, || {
        let started = Instant::now();
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        ensure!(status.code().is_some_and(|code| code < 2), "{command:?} failed");
        Ok(started.elapsed())
    })
}

fn is_there(program: &str) -> bool {
    let there = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok();
    if !there {
        println!("{program} is not installed, so it is left out");
    }
    there
}
