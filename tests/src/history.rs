//! Random but repeatable histories of a folder: what people, editors and sync engines do to it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::dice::Dice;

/// A history that goes on in the folder at `root`.
pub struct History {
    root: PathBuf,
    dice: Dice,
    steps: usize,
    /// What has been done, for the message of a failing test.
    pub told: Vec<String>,
}

// Few names, so that they meet: exactly, loosely, twice, or not at all.
const NAMES: [&str; 7] = [
    "alpha",
    "beta",
    "Beta",
    "gamma-delta",
    "gamma–delta",
    "épsilon",
    "zeta",
];
const PLACES: [&str; 8] = [
    "questions",
    "responses",
    "contributors",
    "_arguendo-questions",
    "_arguendo",
    "_contributors",
    "responses/deep",
    "drafts",
];

impl History {
    /// A history of `root` by `seed`.
    #[must_use]
    pub fn new(root: &Path, seed: u64) -> Self {
        Self {
            root: root.to_path_buf(),
            dice: Dice::new(seed),
            steps: 0,
            told: Vec::new(),
        }
    }

    /// Does one thing to the folder, and says at which paths something may have changed.
    ///
    /// # Errors
    /// What the system says.
    pub fn step(&mut self) -> io::Result<BTreeSet<String>> {
        self.steps += 1;
        let path = match self.dice.roll(3) {
            0 => self.new_path(),
            _ => self.existing_file().unwrap_or_else(|| self.new_path()),
        };
        let mut touched = BTreeSet::from([path.clone()]);
        touched.extend(self.led_to(&path));
        let what = match self.dice.roll(17) {
            0..=3 => self.write(&path)?,
            4 => self.append(&path)?,
            5 => self.same_size_edit_with_old_time(&path)?,
            6 => self.replace_atomically(&path)?,
            7 => self.delete(&path)?,
            8 | 9 => self.rename(&path, &mut touched)?,
            10 => self.swap(&path, &mut touched)?,
            11 => self.move_directory(&mut touched)?,
            12 => self.delete_directory(&mut touched)?,
            13 => self.link(&path)?,
            14 => self.conflict_copy(&path, &mut touched)?,
            15 => self.file_becomes_directory(&path)?,
            _ => self.settings(&mut touched)?,
        };
        touched.extend(self.led_to(&path));
        self.told.push(format!(
            "{}: {what}: {}",
            self.steps,
            touched.iter().cloned().collect::<Vec<_>>().join(", ")
        ));
        Ok(touched)
    }

    /// Whoever writes to a link writes to what it leads to.
    fn led_to(&self, path: &str) -> Option<String> {
        let target = self.full(path).canonicalize().ok()?;
        let target = target.strip_prefix(self.root.canonicalize().ok()?).ok()?;
        target.to_str().map(str::to_owned)
    }

    fn full(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn new_path(&mut self) -> String {
        let stem = self.dice.of(&NAMES);
        let date = self.dice.of(&["", "", "", "2024-05-06-"]);
        let place = self.dice.of(&PLACES);
        let extension = self.dice.of(&["md", "md", "md", "markdown", "txt"]);
        format!("{place}/{date}{stem}.{extension}")
    }

    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut directories = vec![self.root.clone()];
        while let Some(directory) = directories.pop() {
            for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() && !path.is_symlink() {
                    directories.push(path);
                } else if let Some(path) = path.strip_prefix(&self.root).ok().and_then(Path::to_str) {
                    files.push(path.to_owned());
                }
            }
        }
        files.sort();
        files.retain(|path| path != "_config.yml");
        files
    }

    fn existing_file(&mut self) -> Option<String> {
        let files = self.files();
        (!files.is_empty()).then(|| files[self.dice.roll(files.len())].clone())
    }

    fn text(&mut self) -> Vec<u8> {
        let name = self.dice.of(&NAMES);
        let mut lines = vec!["---".to_owned(), format!("title: Text {}", self.dice.roll(9))];
        if self.dice.roll(3) == 0 {
            lines.push(format!("slug: {name}"));
        }
        if self.dice.roll(5) == 0 {
            lines.push(format!(
                "published: {}",
                self.dice.of(&["false", "true", "\"false\""])
            ));
        }
        if self.dice.roll(2) == 0 {
            lines.push(format!(
                "date: 202{}-03-1{} 10:00",
                self.dice.roll(10),
                self.dice.roll(10)
            ));
        }
        for key in ["arguendo", "contributors", "responds-to"] {
            if self.dice.roll(2) == 0 {
                lines.push(format!("{key}:"));
                for _ in 0..self.dice.roll(4) {
                    lines.push(format!("  - {}", self.dice.of(&NAMES)));
                }
            }
        }
        if self.dice.roll(3) > 0 {
            lines.push(format!("arguendo-question: {}", self.dice.of(&NAMES)));
        }
        match self.dice.roll(14) {
            0 => lines.push("broken: [".to_owned()),
            1 => lines.push("title: again".to_owned()),
            2 => lines.clear(),
            _ => {}
        }
        lines.push("---".to_owned());
        lines.push(format!(
            "Words {} of *{}*.\n",
            self.dice.roll(1000),
            self.dice.of(&NAMES)
        ));
        let mut bytes = lines.join("\n").into_bytes();
        if self.dice.roll(20) == 0 {
            bytes.push(0xff);
        }
        bytes
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let full = self.full(path);
        if let Some(parent) = full.parent() {
            fs::create_dir_all(parent)?;
        }
        if full.is_dir() && !full.is_symlink() {
            fs::remove_dir_all(&full)?;
        }
        fs::write(full, bytes)
    }

    fn write(&mut self, path: &str) -> io::Result<&'static str> {
        let text = self.text();
        self.put(path, &text).map(|()| "write").or(Ok("write nothing"))
    }

    fn append(&mut self, path: &str) -> io::Result<&'static str> {
        let mut bytes = fs::read(self.full(path)).unwrap_or_default();
        bytes.extend(b"\nAnd one more line.\n");
        self.put(path, &bytes).map(|()| "append").or(Ok("append nothing"))
    }

    fn same_size_edit_with_old_time(&mut self, path: &str) -> io::Result<&'static str> {
        let full = self.full(path);
        let (Ok(meta), Ok(mut bytes)) = (fs::metadata(&full), fs::read(&full)) else {
            return Ok("nothing");
        };
        let Some(last) = bytes.iter().rposition(u8::is_ascii_lowercase) else {
            return Ok("nothing");
        };
        bytes[last] = b'a' + (bytes[last] - b'a' + 1) % 26;
        fs::write(&full, bytes)?;
        fs::File::options()
            .write(true)
            .open(&full)?
            .set_modified(meta.modified().unwrap_or(SystemTime::now()))?;
        Ok("same-size edit with the old time")
    }

    fn replace_atomically(&mut self, path: &str) -> io::Result<&'static str> {
        let temporary = format!("{path}.tmp");
        let text = self.text();
        if self.put(&temporary, &text).is_err() || self.full(path).is_dir() {
            return Ok("nothing");
        }
        fs::rename(self.full(&temporary), self.full(path))?;
        Ok("atomic replace")
    }

    fn delete(&mut self, path: &str) -> io::Result<&'static str> {
        Ok(if fs::remove_file(self.full(path)).is_ok() {
            "delete"
        } else {
            "delete nothing"
        })
    }

    fn rename(&mut self, path: &str, touched: &mut BTreeSet<String>) -> io::Result<&'static str> {
        let to = self.new_path();
        let (from, full) = (self.full(path), self.full(&to));
        if !from.is_file() || full.is_dir() {
            return Ok("nothing");
        }
        if let Some(parent) = full.parent()
            && fs::create_dir_all(parent).is_err()
        {
            return Ok("nothing");
        }
        fs::rename(from, full)?;
        touched.insert(to);
        Ok("rename")
    }

    fn swap(&mut self, path: &str, touched: &mut BTreeSet<String>) -> io::Result<&'static str> {
        let Some(other) = self.existing_file().filter(|other| other != path) else {
            return Ok("nothing");
        };
        if !self.full(path).is_file() {
            return Ok("nothing");
        }
        let between = self.root.join("between.tmp");
        fs::rename(self.full(path), &between)?;
        fs::rename(self.full(&other), self.full(path))?;
        fs::rename(&between, self.full(&other))?;
        touched.insert(other);
        Ok("swap")
    }

    fn move_directory(&mut self, touched: &mut BTreeSet<String>) -> io::Result<&'static str> {
        let from = self.dice.of(&PLACES);
        let to = self.dice.of(&[
            "responses/moved",
            "moved/responses",
            "moved",
            "questions",
            "contributors/moved",
        ]);
        let (full, target) = (self.full(from), self.full(to));
        if !full.is_dir() || target.exists() || target.starts_with(&full) {
            return Ok("nothing");
        }
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::rename(full, target)?;
        touched.extend([from.to_owned(), to.to_owned()]);
        Ok("move directory")
    }

    fn delete_directory(&mut self, touched: &mut BTreeSet<String>) -> io::Result<&'static str> {
        let path = self.dice.of(&[
            "responses/deep",
            "responses/moved",
            "moved",
            "drafts",
            "_contributors",
        ]);
        touched.insert(path.to_owned());
        Ok(if fs::remove_dir_all(self.full(path)).is_ok() {
            "delete directory"
        } else {
            "nothing"
        })
    }

    #[cfg(unix)]
    fn link(&mut self, path: &str) -> io::Result<&'static str> {
        let outside = self.dice.roll(3) == 0;
        let target = if outside {
            Some("/etc/hostname".to_owned())
        } else {
            self.existing_file()
        };
        let full = self.full(path);
        let Some(target) = target.filter(|target| target != path) else {
            return Ok("nothing");
        };
        if full.symlink_metadata().is_ok()
            || full
                .parent()
                .is_none_or(|parent| fs::create_dir_all(parent).is_err())
        {
            return Ok("nothing");
        }
        std::os::unix::fs::symlink(
            if outside {
                PathBuf::from(target)
            } else {
                self.full(&target)
            },
            full,
        )?;
        Ok("link")
    }

    #[cfg(not(unix))]
    fn link(&mut self, _: &str) -> io::Result<&'static str> {
        Ok("nothing")
    }

    fn conflict_copy(&mut self, path: &str, touched: &mut BTreeSet<String>) -> io::Result<&'static str> {
        let Some((stem, extension)) = path.rsplit_once('.') else {
            return Ok("nothing");
        };
        let name = self.dice.of(&[
            ".sync-conflict-20260102-030405-ABCDEFG",
            " (Ann's conflicted copy 2026-01-02)",
            " (1)",
            " 2",
        ]);
        let copy = format!("{stem}{name}.{extension}");
        if !self.full(path).is_file() || fs::copy(self.full(path), self.full(&copy)).is_err() {
            return Ok("nothing");
        }
        touched.insert(copy);
        Ok("conflict copy")
    }

    fn file_becomes_directory(&mut self, path: &str) -> io::Result<&'static str> {
        let full = self.full(path);
        if full.symlink_metadata().is_ok_and(|meta| meta.is_dir()) {
            return Ok("nothing");
        }
        let _ = fs::remove_file(&full);
        if fs::create_dir_all(&full).is_err() {
            return Ok("nothing");
        }
        let text = self.text();
        fs::write(full.join("inside.md"), text)?;
        Ok("file becomes a directory")
    }

    fn settings(&mut self, touched: &mut BTreeSet<String>) -> io::Result<&'static str> {
        if self.dice.roll(4) > 0 {
            return Ok("nothing");
        }
        let text = self.dice.of(&[
            "title: One\ntimezone: Europe/Paris\n",
            "title: Two\nexclude: ['responses/deep']\n",
            "title: [\n",
            "",
        ]);
        fs::write(self.full("_config.yml"), text)?;
        touched.insert("_config.yml".to_owned());
        Ok("settings")
    }
}
