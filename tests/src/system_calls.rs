//! `arguendo-cli`, or `act`, under strace: its system calls that touch the disk, with a kill or an error at
//! any one of them.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use crate::command::command_by;
use crate::program::program;
use crate::skipped::skipped;

/// Calls that change something on the disk, or make sure that it is there.
const CALLS: [&str; 14] = [
    "openat",
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "rename",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "fchmod",
    "ftruncate",
];

/// Verbs that the command line does not have: see `bin/act.rs`.
const ACTS: [&str; 3] = ["share", "put-back", "take-out"];

/// Ends the program at the call, as `kill -9` would.
pub const KILL: &str = "signal=KILL";

/// A drive that does not support some calls: what strace does with each.
pub type Drive = &'static [(&'static str, &'static str)];

/// A drive that supports every call.
pub const USUAL: Drive = &[];
/// A drive that cannot exchange two files or rename only to a free name, as most network drives.
pub const WITHOUT_EXCHANGE: Drive = &[("renameat2", "error=EINVAL")];
/// A drive that has no hard links either, as FAT.
pub const WITHOUT_LINKS: Drive = &[
    ("renameat2", "error=EINVAL"),
    ("link", "error=EPERM"),
    ("linkat", "error=EPERM"),
];

/// One call: its name, and its number among the calls of that name in its thread.
#[derive(Debug)]
pub struct Call {
    name: String,
    number: usize,
}

impl std::fmt::Display for Call {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{} {}", self.name, self.number)
    }
}

fn strace(options: &[&str], folder: &Path, data: &Path, words: &[&str]) -> Result<Command> {
    let mut strace = Command::new("strace");
    let name = match words.first() {
        Some(word) if ACTS.contains(word) => "act",
        _ => "arguendo-cli",
    };
    strace.arg("-f").args(options).arg(program(name)?);
    let mut command = command_by(strace, folder, data, words)?;
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    Ok(command)
}

/// Runs the command to its end, and lists its calls from the one for which `begins` is true. None, and a
/// message, if strace is missing or may not trace.
///
/// # Errors
/// If the program is not built, or its calls cannot be read.
pub fn calls(
    drive: Drive,
    folder: &Path,
    data: &Path,
    words: &[&str],
    begins: impl Fn(&str) -> bool,
) -> Result<Option<Vec<Call>>> {
    calls_reading(Stdio::null, drive, folder, data, words, begins)
}

/// The same for a command that reads `input`.
///
/// # Errors
/// As [`calls`].
pub fn calls_reading(
    input: impl Fn() -> Stdio,
    drive: Drive,
    folder: &Path,
    data: &Path,
    words: &[&str],
    begins: impl Fn(&str) -> bool,
) -> Result<Option<Vec<Call>>> {
    let is_there = Command::new("strace").arg("-V").stdout(Stdio::null()).status();
    if !is_there.is_ok_and(|status| status.success()) {
        skipped("strace", "strace is not here");
        return Ok(None);
    }
    let log = tempfile::NamedTempFile::new()?;
    let path = log.path().to_str().context("a path in UTF-8")?;
    let traced = format!("trace={}", CALLS.join(","));
    let injected: Vec<String> = drive
        .iter()
        .map(|(name, error)| format!("inject={name}:{error}"))
        .collect();
    let mut options = vec!["-o", path, "-e", &traced];
    options.extend(injected.iter().flat_map(|inject| ["-e", inject.as_str()]));
    let mut command = strace(&options, folder, data, words)?;
    let status = command.stdin(input()).status()?;
    if !status.success() {
        skipped("strace", "strace may not trace here");
        return Ok(None);
    }
    let mut found = listed(&std::fs::read_to_string(log.path())?, begins);
    // A call that the drive does not support has no effect at any moment.
    found.retain(|call| drive.iter().all(|(name, _)| *name != call.name));
    Ok(Some(found))
}

fn listed(log: &str, begins: impl Fn(&str) -> bool) -> Vec<Call> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut found = Vec::new();
    let mut has_begun = false;
    for line in log.lines() {
        let Some((thread, call)) = line.trim_start().split_once(' ') else {
            continue;
        };
        let Some((name, _)) = call.trim_start().split_once('(') else {
            continue;
        };
        if !CALLS.contains(&name) {
            continue;
        }
        let count = counts.entry((thread, name)).or_default();
        *count += 1;
        has_begun |= begins(line);
        if has_begun {
            found.push(Call {
                name: name.to_owned(),
                number: *count,
            });
        }
    }
    found
}

/// Runs the command on a drive, with `what` happening at one of its calls.
///
/// # Errors
/// If it cannot be started.
pub fn run_with(
    what: &str,
    call: &Call,
    drive: Drive,
    folder: &Path,
    data: &Path,
    words: &[&str],
) -> Result<()> {
    let mut traced = format!("trace={}", call.name);
    let mut options = vec!["-o".to_owned(), "/dev/null".to_owned()];
    for (name, error) in drive.iter().filter(|(name, _)| *name != call.name) {
        traced = format!("{traced},{name}");
        options.extend(["-e".to_owned(), format!("inject={name}:{error}")]);
    }
    options.extend([
        "-e".to_owned(),
        format!("inject={}:{what}:when={}", call.name, call.number),
    ]);
    options.extend(["-e".to_owned(), traced]);
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    strace(&options, folder, data, words)?.status()?;
    Ok(())
}

/// Runs the command with `input`, and stops it at one of its calls until `meanwhile` has run.
///
/// # Errors
/// If it cannot be started, or does not reach that call or its end.
pub fn stopped_at(
    call: &Call,
    input: Stdio,
    folder: &Path,
    data: &Path,
    words: &[&str],
    meanwhile: impl FnOnce(),
) -> Result<()> {
    const PATIENCE: Duration = Duration::from_secs(60);
    const LOOK_AGAIN: Duration = Duration::from_millis(5);
    let log = tempfile::NamedTempFile::new()?;
    let path = log.path().to_str().context("a path in UTF-8")?;
    let inject = format!("inject={}:signal=STOP:when={}", call.name, call.number);
    let traced = format!("trace={}", call.name);
    let mut command = strace(&["-o", path, "-e", &traced, "-e", &inject], folder, data, words)?;
    let mut running = command.stdin(input).spawn()?;
    let until = Instant::now() + PATIENCE;
    let stopped = loop {
        let told = std::fs::read_to_string(log.path())?;
        let line = told.lines().find(|line| line.contains("stopped by SIGSTOP"));
        if let Some(thread) = line.and_then(|line| line.split_whitespace().next()) {
            break thread.to_owned();
        }
        if running.try_wait()?.is_some() || Instant::now() > until {
            let _ = running.kill();
            anyhow::bail!("it never came to {call}: {told}");
        }
        std::thread::sleep(LOOK_AGAIN);
    };
    meanwhile();
    Command::new("kill").args(["-CONT", &stopped]).status()?;
    while Instant::now() < until {
        if let Some(status) = running.try_wait()? {
            ensure!(status.success(), "stopped at {call}, it ended by {status}");
            return Ok(());
        }
        std::thread::sleep(LOOK_AGAIN);
    }
    let _ = running.kill();
    anyhow::bail!("stopped at {call}, it did not go on")
}
