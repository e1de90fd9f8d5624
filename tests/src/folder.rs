//! A private copy of a content folder, and the ways in which other programs write to it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::real_texts;
use crate::skipped::skipped;
use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

/// A content folder that belongs to the test. It is deleted when this value is dropped.
#[derive(Debug)]
pub struct Folder {
    _holder: TempDir,
    path: PathBuf,
}

impl Folder {
    /// An empty folder.
    pub fn empty() -> Result<Self> {
        let holder = tempfile::Builder::new().prefix("arguendo-folder-").tempdir()?;
        let path = holder.path().canonicalize()?.join("seminar");
        fs::create_dir(&path)?;
        Ok(Self {
            _holder: holder,
            path,
        })
    }

    /// A copy of the sample that comes with the program.
    pub fn sample() -> Result<Self> {
        Self::copy_of(&repository().join("content"))
    }

    /// A copy of the real site's folder; none if it is not available.
    ///
    /// Searched for as in [`real_texts`].
    pub fn corpus() -> Result<Option<Self>> {
        let Some(place) = real_texts::folder() else {
            skipped("real texts", "the real site's folder is not beside the work tree");
            return Ok(None);
        };
        Self::copy_of(&place).map(Some)
    }

    /// A copy of the directory at `source`.
    pub fn copy_of(source: &Path) -> Result<Self> {
        let folder = Self::empty()?;
        copy_all(source, &folder.path).with_context(|| format!("could not copy {}", source.display()))?;
        Ok(folder)
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The content of the file `name`.
    pub fn read(&self, name: &str) -> Result<String> {
        fs::read_to_string(self.path.join(name)).with_context(|| format!("could not read {name}"))
    }

    /// Every path below it with its bytes; directories have none.
    pub fn everything(&self) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
        let mut found = BTreeMap::new();
        let mut open = vec![self.path.clone()];
        while let Some(directory) = open.pop() {
            for entry in fs::read_dir(&directory)? {
                let path = entry?.path();
                let bytes = if path.is_dir() {
                    Vec::new()
                } else {
                    fs::read(&path)?
                };
                if path.is_dir() {
                    open.push(path.clone());
                }
                found.insert(path, bytes);
            }
        }
        Ok(found)
    }

    /// Overwrites the file in place, as a simple editor does.
    pub fn write(&self, name: &str, text: &str) -> Result<()> {
        let path = self.path.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, text).with_context(|| format!("could not write {name}"))
    }

    /// Writes another file and renames it over this one, as vim, VS Code and sync engines do.
    pub fn replace(&self, name: &str, text: &str) -> Result<()> {
        let path = self.path.join(name);
        let beside = path.with_extension("md.tmp~");
        fs::write(&beside, text)?;
        fs::rename(&beside, &path).with_context(|| format!("could not replace {name}"))
    }

    /// `sed -i EXPRESSION` on the file.
    pub fn sed(&self, name: &str, expression: &str) -> Result<()> {
        let before = self.read(name)?;
        let status = Command::new("sed")
            .arg("-i")
            .arg(expression)
            .arg(self.path.join(name))
            .status()?;
        ensure!(status.success(), "sed failed on {name}");
        ensure!(
            self.read(name)? != before,
            "`{expression}` changed nothing in {name}"
        );
        Ok(())
    }

    /// Deletes the file.
    pub fn delete(&self, name: &str) -> Result<()> {
        fs::remove_file(self.path.join(name)).with_context(|| format!("could not delete {name}"))
    }
}

/// The root of the work tree that the tests belong to.
pub fn repository() -> PathBuf {
    // Asked at run time, because clones that share a target directory also share the built tests.
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().map(Path::to_path_buf).unwrap_or(manifest)
}

fn copy_all(source: &Path, target: &Path) -> std::io::Result<()> {
    fs::create_dir_all(target)?;
    for entry in fs::read_dir(source)? {
        let entry = entry?;
        let to = target.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_all(&entry.path(), &to)?;
        } else {
            // Not `fs::copy`: the source may be read-only, but the copy must be writable.
            fs::write(&to, fs::read(entry.path())?)?;
        }
    }
    Ok(())
}
