//! The user interface: its packages and its build, each done again only when what it is made from changed.
//!
//! The stamps live in `ui/node_modules`, so that they go when it goes and each clone has its own.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::{npm, root, run};

/// What is made, never a source of the build.
const MADE: &[&str] = &["node_modules", "dist", "paraglide", "coverage", ".svelte-kit"];

/// `npm ci`, if the lock file is not the one installed last.
pub fn install() -> Result<()> {
    let ui = root().join("ui");
    let lock = fs::read(ui.join("package-lock.json")).context("ui/package-lock.json could not be read")?;
    let mark = mark_of(&lock);
    let stamp = ui.join("node_modules/.installed");
    if fs::read_to_string(&stamp).is_ok_and(|old| old == mark) {
        return Ok(());
    }
    run(npm(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, mark).with_context(|| format!("could not write {}", stamp.display()))
}

/// `npm run build`, if the sources or the built files are not those of the last build.
pub fn build() -> Result<()> {
    let ui = root().join("ui");
    let dist = ui.join("dist");
    let stamp = ui.join("node_modules/.built");
    let mark = || -> Result<String> { Ok(format!("{} {}", mark_of_folder(&ui)?, mark_of_folder(&dist)?)) };
    if dist.join("index.html").is_file()
        && fs::read_to_string(&stamp).is_ok_and(|old| Some(old) == mark().ok())
    {
        return Ok(());
    }
    run(npm(["run", "--silent", "build"]))?;
    fs::write(&stamp, mark()?).with_context(|| format!("could not write {}", stamp.display()))
}

/// The commit at which the page was checked last, where it has passed; its files may have been changed since.
pub fn passed_at() -> Result<Passed> {
    let ui = root().join("ui");
    let mark = mark_of_folder(&ui)?;
    let stamp = ui.join("node_modules/.passed");
    let kept = fs::read_to_string(&stamp).unwrap_or_default();
    let (commit, old) = kept.split_once(' ').unwrap_or_default();
    Ok(Passed {
        is_unchanged: old == mark,
        commit: Some(commit.to_owned()).filter(|commit| !commit.is_empty()),
        mark,
        stamp,
    })
}

/// What is known of the last check of the page that passed.
pub struct Passed {
    /// The page is as it was then, to the byte.
    pub is_unchanged: bool,
    /// The commit that it was made at.
    pub commit: Option<String>,
    mark: String,
    stamp: PathBuf,
}

impl Passed {
    /// The page has passed as it is now, at `commit`.
    pub fn keep(&self, commit: &str) -> Result<()> {
        fs::write(&self.stamp, format!("{commit} {}", self.mark))
            .with_context(|| format!("could not write {}", self.stamp.display()))
    }
}

/// `npm run build`, if the page was never built: enough for a crate that only has to compile.
pub fn build_once() -> Result<()> {
    if root().join("ui/dist/index.html").is_file() {
        return Ok(());
    }
    build()
}

/// One mark for the names and contents of all files below `folder`, what is made left out.
fn mark_of_folder(folder: &Path) -> Result<String> {
    let mut files = Vec::new();
    collect(folder, &mut files).with_context(|| format!("could not list {}", folder.display()))?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(&file)
            .with_context(|| format!("could not read {}", file.display()))?
            .hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn mark_of(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if MADE.iter().any(|made| entry.file_name() == *made) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}
