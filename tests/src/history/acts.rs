//! Applies the steps of a history to a real folder, and knows at which paths something may have changed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Batch, Spot, Step, Target};

/// Changes the folder at `root`.
pub struct Hand {
    root: PathBuf,
    /// A file beside the folder, for links that leave it.
    outside: PathBuf,
    /// The steps so far, for the message of a failing test.
    pub told: Vec<String>,
}

/// Nothing happened, because the files that the step needs do not exist.
const NOTHING: Result<(), io::Error> = Ok(());

type Touched = BTreeSet<String>;

impl Hand {
    /// For the folder at `root`, which is the only one in a directory of the test.
    ///
    /// # Errors
    /// An error of the system.
    pub fn new(root: &Path) -> io::Result<Self> {
        let root = root.canonicalize()?;
        let outside = root.with_file_name("outside.md");
        fs::write(&outside, "---\ntitle: Outside\n---\nNot of this folder.\n")?;
        Ok(Self {
            root,
            outside,
            told: Vec::new(),
        })
    }

    /// Applies a batch, and returns the paths at which something may have changed.
    ///
    /// # Errors
    /// An error of the system.
    pub fn carry_out(&mut self, batch: &Batch) -> io::Result<Touched> {
        self.told.push(format!("{:?}", batch.way));
        let mut touched = Touched::new();
        for step in &batch.steps {
            touched.extend(self.act(step)?);
        }
        Ok(touched)
    }

    /// Applies one step, and returns the paths at which something may have changed.
    ///
    /// # Errors
    /// An error of the system.
    pub fn act(&mut self, step: &Step) -> io::Result<Touched> {
        let mut touched = Touched::new();
        match step {
            Step::Write(at, text) => self.at(at, &mut touched, |hand, path, _| hand.put(path, &text.bytes())),
            Step::Append(at) => self.at(at, &mut touched, |hand, path, _| {
                let mut bytes = fs::read(hand.full(path)).unwrap_or_default();
                bytes.extend(b"\nAnd one more line.\n");
                hand.put(path, &bytes)
            }),
            Step::SameSizeEditWithTheOldTime(at) => self.at(at, &mut touched, Self::same_size_edit),
            Step::NewTimeAlone(at) => self.at(at, &mut touched, |hand, path, _| {
                let file = fs::File::options().append(true).open(hand.full(path));
                file.and_then(|file| file.set_modified(SystemTime::now()))
            }),
            Step::ReplaceAtomically(at, text) => self.at(at, &mut touched, |hand, path, _| {
                let beside = format!("{path}.tmp");
                hand.put(&beside, &text.bytes())?;
                if hand.is_directory(path) {
                    return fs::remove_file(hand.full(&beside));
                }
                fs::rename(hand.full(&beside), hand.full(path))
            }),
            Step::Rename(at, to) => self.at(at, &mut touched, |hand, path, touched| {
                hand.rename(path, to, touched)
            }),
            Step::ChangeCase(at) => self.at(at, &mut touched, |hand, path, touched| {
                hand.rename(path, &with_other_case(path), touched)
            }),
            Step::Swap(one, other) => {
                let other = self.spot(other);
                self.at(one, &mut touched, |hand, path, touched| {
                    hand.swap(path, &other, touched)
                });
            }
            Step::Delete(at) => self.at(at, &mut touched, |hand, path, _| fs::remove_file(hand.full(path))),
            Step::MoveDirectory(from, to) => {
                touched.extend([(*from).to_owned(), (*to).to_owned()]);
                let _ = self.move_directory(from, to);
            }
            Step::DeleteDirectory(path) => {
                touched.insert((*path).to_owned());
                let _ = fs::remove_dir_all(self.full(path));
            }
            Step::FileBecomesDirectory(at, text) => self.at(at, &mut touched, |hand, path, _| {
                if hand.is_directory(path) {
                    return NOTHING;
                }
                let _ = fs::remove_file(hand.full(path));
                hand.put(&format!("{path}/inside.md"), &text.bytes())
            }),
            Step::DirectoryBecomesFile(after, text) => {
                let named: Vec<_> = self
                    .directories()
                    .into_iter()
                    .filter(|path| path.contains('.'))
                    .collect();
                if let Some(path) = named.get(after % named.len().max(1)) {
                    touched.insert(path.clone());
                    let _ = self.put(path, &text.bytes());
                }
            }
            Step::Link(at, target) => {
                let target = match target {
                    Target::Inside(at) => self.full(&self.spot(at)),
                    Target::Outside => self.outside.clone(),
                    Target::Directory(path) => self.full(path),
                    Target::DirectoryOutside => self.root.with_file_name(""),
                };
                self.at(at, &mut touched, |hand, path, _| hand.link(path, &target));
            }
            Step::ConflictCopy(at, name) => self.at(at, &mut touched, |hand, path, touched| {
                let Some((stem, extension)) = path.rsplit_once('.') else {
                    return NOTHING;
                };
                let copy = format!("{stem}{name}.{extension}");
                let bytes = fs::read(hand.full(path))?;
                touched.extend(hand.led_to(&copy));
                touched.insert(copy.clone());
                hand.put(&copy, &bytes)
            }),
            Step::Settings(text) => {
                touched.insert("_config.yml".to_owned());
                let path = self.full("_config.yml");
                let _ = match text {
                    Some(text) => fs::write(path, text),
                    None => fs::remove_file(path),
                };
            }
            Step::Burst(place, count) => {
                touched.insert((*place).to_owned());
                self.burst(place, *count)?;
            }
        }
        let paths: Vec<_> = touched.iter().map(String::as_str).collect();
        self.told.push(format!("  {step:?}: {}", paths.join(", ")));
        Ok(touched)
    }

    /// Acts on one file. What the system refuses (a file below a file, a loop of links) does not happen.
    fn at(
        &self,
        at: &Spot,
        touched: &mut Touched,
        act: impl FnOnce(&Self, &str, &mut Touched) -> io::Result<()>,
    ) {
        let path = self.spot(at);
        // Writing to a link changes its target.
        touched.extend(self.led_to(&path));
        let _ = act(self, &path, touched);
        touched.extend(self.led_to(&path));
        touched.insert(path);
    }

    fn led_to(&self, path: &str) -> Option<String> {
        let target = self.full(path).canonicalize().ok()?;
        let inside = target.strip_prefix(&self.root).ok()?.to_str()?;
        (!inside.is_empty()).then(|| inside.to_owned())
    }

    fn full(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// About the path itself, not about a link's target.
    fn is_directory(&self, path: &str) -> bool {
        fs::symlink_metadata(self.full(path)).is_ok_and(|meta| meta.is_dir())
    }

    fn is_file_or_link(&self, path: &str) -> bool {
        fs::symlink_metadata(self.full(path)).is_ok_and(|meta| !meta.is_dir())
    }

    fn spot(&self, at: &Spot) -> String {
        match at {
            Spot::Named(path) => path.clone(),
            Spot::There(at) => {
                let mut files = self.below(false);
                files.retain(|path| path != "_config.yml");
                match files.len() {
                    0 => "responses/alpha.md".to_owned(),
                    count => files.swap_remove(at % count),
                }
            }
        }
    }

    fn directories(&self) -> Vec<String> {
        self.below(true)
    }

    fn below(&self, directories: bool) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![self.root.clone()];
        while let Some(directory) = open.pop() {
            for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
                let path = entry.path();
                let is_directory = entry.file_type().is_ok_and(|kind| kind.is_dir());
                if is_directory == directories
                    && let Some(path) = path.strip_prefix(&self.root).ok().and_then(Path::to_str)
                {
                    found.push(path.to_owned());
                }
                if is_directory {
                    open.push(path);
                }
            }
        }
        found.sort();
        found
    }

    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let full = self.full(path);
        if let Some(parent) = full.parent() {
            fs::create_dir_all(parent)?;
        }
        if self.is_directory(path) {
            fs::remove_dir_all(&full)?;
        }
        fs::write(full, bytes)
    }

    fn same_size_edit(&self, path: &str, _: &mut Touched) -> io::Result<()> {
        let full = self.full(path);
        let (modified, mut bytes) = (fs::metadata(&full)?.modified()?, fs::read(&full)?);
        let Some(last) = bytes.iter().rposition(u8::is_ascii_lowercase) else {
            return NOTHING;
        };
        bytes[last] = b'a' + (bytes[last] - b'a' + 1) % 26;
        fs::write(&full, bytes)?;
        fs::File::options()
            .append(true)
            .open(&full)?
            .set_modified(modified)
    }

    fn rename(&self, path: &str, to: &str, touched: &mut Touched) -> io::Result<()> {
        if !self.is_file_or_link(path) || self.is_directory(to) {
            return NOTHING;
        }
        let full = self.full(to);
        if let Some(parent) = full.parent() {
            fs::create_dir_all(parent)?;
        }
        touched.insert(to.to_owned());
        fs::rename(self.full(path), full)
    }

    fn swap(&self, path: &str, other: &str, touched: &mut Touched) -> io::Result<()> {
        if path == other || !self.is_file_or_link(path) || !self.is_file_or_link(other) {
            return NOTHING;
        }
        touched.insert(other.to_owned());
        let between = self.root.join("between.tmp");
        fs::rename(self.full(path), &between)?;
        fs::rename(self.full(other), self.full(path))?;
        fs::rename(&between, self.full(other))
    }

    fn move_directory(&self, from: &str, to: &str) -> io::Result<()> {
        let (full, target) = (self.full(from), self.full(to));
        if !self.is_directory(from) || fs::symlink_metadata(&target).is_ok() || target.starts_with(&full) {
            return NOTHING;
        }
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::rename(full, target)
    }

    #[cfg(unix)]
    fn link(&self, path: &str, target: &Path) -> io::Result<()> {
        let full = self.full(path);
        if full.symlink_metadata().is_ok() || full == target {
            return NOTHING;
        }
        if let Some(parent) = full.parent() {
            fs::create_dir_all(parent)?;
        }
        std::os::unix::fs::symlink(target, full)
    }

    #[cfg(not(unix))]
    fn link(&self, _: &str, _: &Path) -> io::Result<()> {
        NOTHING
    }

    fn burst(&self, place: &str, count: usize) -> io::Result<()> {
        if fs::create_dir_all(self.full(place)).is_err() {
            return NOTHING; // a file already exists
        }
        for number in 0..count {
            let text =
                format!("---\ntitle: Burst {number}\narguendo-question: alpha\n---\nOne of {count}.\n");
            let full = self.full(&format!("{place}/burst-{number}.md"));
            if !full.is_symlink() {
                let _ = fs::write(full, text);
            }
        }
        Ok(())
    }
}

/// The same path with the first letter of the file's name in the other case.
fn with_other_case(path: &str) -> String {
    let at = path.rfind('/').map_or(0, |at| at + 1);
    let mut letters = path[at..].chars();
    let first = letters.next().map(|letter| match letter.is_uppercase() {
        true => letter.to_lowercase().to_string(),
        false => letter.to_uppercase().to_string(),
    });
    format!("{}{}{}", &path[..at], first.unwrap_or_default(), letters.as_str())
}
