//! File names exactly as directories list them. A drive that ignores case or Unicode normal forms finds a
//! file under other names too. So a file that was renamed only in case would still be found under its old
//! name, and be shown twice.

use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;

use super::Folder;

/// The names that the directories of a folder list. A directory is listed at most once, and only if a name is
/// in doubt.
pub struct Listed<'a> {
    folder: &'a Folder,
    /// True if the system finds something at a path.
    finds: fn(&Path) -> bool,
    /// The names in a directory; none if it cannot be listed.
    lists: fn(&Path) -> Option<HashSet<OsString>>,
    names: HashMap<String, Option<HashSet<OsString>>>,
    judged: HashMap<String, bool>,
}

impl<'a> Listed<'a> {
    /// Starts without listing anything.
    #[must_use]
    pub fn of(folder: &'a Folder) -> Self {
        Self {
            folder,
            finds: |path| fs::symlink_metadata(path).is_ok(),
            lists: names_in,
            names: HashMap::new(),
            judged: HashMap::new(),
        }
    }

    /// False if the file that the system finds at `path` inside the folder, or a directory above it, has a
    /// different spelling. True if the spelling is the same, nothing is found, or it cannot be known.
    pub fn may_be_called(&mut self, path: &str) -> bool {
        if path.is_empty() {
            return true;
        }
        if let Some(judged) = self.judged.get(path) {
            return *judged;
        }
        let (directory, name) = path.rsplit_once('/').unwrap_or(("", path));
        let is_so = self.may_be_called(directory) && self.may_be_in(directory, name);
        self.judged.insert(path.to_owned(), is_so);
        is_so
    }

    fn may_be_in(&mut self, directory: &str, name: &str) -> bool {
        let full = self.folder.full(directory);
        let is_found = |name: &str| (self.finds)(&full.join(name));
        let is_in_doubt = is_found(name) && other_spellings(name).iter().any(|other| is_found(other));
        if !is_in_doubt {
            return true;
        }
        let lists = self.lists;
        let names = self.names.entry(directory.to_owned());
        let names = names.or_insert_with(|| lists(&full));
        names
            .as_ref()
            .is_none_or(|names| names.contains(OsStr::new(name)))
    }
}

fn names_in(directory: &Path) -> Option<HashSet<OsString>> {
    let entries = fs::read_dir(directory).ok()?;
    entries.map(|entry| Some(entry.ok()?.file_name())).collect()
}

/// Other names under which a drive that ignores case and normal forms would find `name`.
fn other_spellings(name: &str) -> Vec<String> {
    let swapped: String = name
        .chars()
        .map(|letter| match letter.is_ascii_lowercase() {
            true => letter.to_ascii_uppercase(),
            false => letter.to_ascii_lowercase(),
        })
        .collect();
    let mut others = vec![swapped];
    if !name.is_ascii() {
        others.extend([
            name.nfd().collect(),
            name.nfc().collect(),
            name.to_uppercase(),
            name.to_lowercase(),
        ]);
    }
    others.retain(|other| other != name);
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finds a listed file in any case and normal form, as exFAT and APFS do.
    fn finds_any_case(path: &Path) -> bool {
        let folded = |name: &OsStr| name.to_string_lossy().nfc().collect::<String>().to_lowercase();
        let (Some(directory), Some(name)) = (path.parent(), path.file_name()) else {
            return true;
        };
        let directory = if directory.exists() {
            directory.to_owned()
        } else {
            let above = fs::read_dir(directory.parent().unwrap()).unwrap();
            let mut above = above.map(|entry| entry.unwrap().path());
            let wanted = folded(directory.file_name().unwrap());
            match above.find(|path| path.file_name().is_some_and(|name| folded(name) == wanted)) {
                Some(found) => found,
                None => return false,
            }
        };
        let entries = fs::read_dir(directory).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name())
            .any(|entry| folded(&entry) == folded(name))
    }

    fn folder(paths: &[&str]) -> (tempfile::TempDir, Folder) {
        let place = tempfile::tempdir().unwrap();
        for path in paths {
            let path = place.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let folder = Folder::find(place.path()).unwrap();
        (place, folder)
    }

    #[test]
    fn a_file_is_called_as_it_is_listed_and_not_as_it_is_found() {
        let (_place, folder) = folder(&[
            "responses/Smith.md",
            "responses/Week/a.md",
            "responses/e\u{301}.md",
        ]);
        let mut listed = Listed {
            finds: finds_any_case,
            ..Listed::of(&folder)
        };
        for (path, is_so) in [
            ("responses/Smith.md", true),
            ("responses/smith.md", false),
            ("responses/SMITH.md", false),
            ("responses/Week", true),
            ("responses/week", false),
            ("responses/Week/a.md", true),
            ("responses/week/a.md", false),
            ("responses/e\u{301}.md", true),
            ("responses/é.md", false),
            ("responses/none.md", true),
            ("", true),
        ] {
            assert_eq!(listed.may_be_called(path), is_so, "{path}");
        }
    }

    #[test]
    fn however_many_names_are_asked_for_each_directory_is_listed_once() {
        thread_local! {
            static LISTED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
        }
        let paths: Vec<String> = (0..50)
            .flat_map(|number| {
                [
                    format!("questions/q{number}.md"),
                    format!("responses/r{number}.md"),
                ]
            })
            .collect();
        let (_place, folder) = folder(&paths.iter().map(String::as_str).collect::<Vec<_>>());
        let mut listed = Listed {
            finds: finds_any_case,
            lists: |directory| {
                LISTED.set(LISTED.get() + 1);
                names_in(directory)
            },
            ..Listed::of(&folder)
        };
        assert!(paths.iter().all(|path| listed.may_be_called(path)));
        assert!(
            !paths
                .iter()
                .any(|path| listed.may_be_called(&path.to_uppercase()))
        );
        // The folder itself, and the two directories in it.
        assert_eq!(LISTED.get(), 3);
    }

    #[test]
    fn where_capitals_are_told_apart_no_directory_is_listed() {
        let (_place, folder) = folder(&["responses/Smith.md", "responses/答.md"]);
        let mut listed = Listed::of(&folder);
        for path in ["responses/Smith.md", "responses/smith.md", "responses/答.md"] {
            assert!(listed.may_be_called(path), "{path}");
        }
        assert!(listed.names.is_empty());
    }

    #[test]
    fn two_files_that_differ_in_case_alone_are_both_called_so() {
        let (_place, folder) = folder(&["responses/a.md", "responses/A.MD"]);
        let mut listed = Listed::of(&folder);
        assert!(listed.may_be_called("responses/a.md") && listed.may_be_called("responses/A.MD"));
    }
}
