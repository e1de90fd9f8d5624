//! What must be found again somewhere, written down as it was written, and the looking for it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use arguendo_text::front_matter::editing::list;

use arguendo_tests::syncthing::files_in;

use crate::writer::Writer;

/// What happened to the words of the two.
#[derive(Default)]
pub struct Ledger {
    /// Whole texts as they were published.
    published: HashSet<Vec<u8>>,
    /// Passages that were written in a draft, and passages that were written with another editor.
    words: BTreeSet<String>,
    /// Each question's path, and the slugs that it was made to list.
    entries: BTreeSet<(String, String)>,
    /// What both desks keep.
    kept: HashSet<Vec<u8>>,
    kept_words: HashSet<String>,
    /// Every conflict copy that there was.
    copies: BTreeSet<String>,
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "{} texts published, {} passages, {} entries, {} conflict copies",
            self.published.len(),
            self.words.len(),
            self.entries.len(),
            self.copies.len()
        )
    }
}

/// What one thing that was done adds to the ledger, or takes out of it.
pub enum Deed {
    /// These bytes were published.
    Published(Vec<u8>),
    /// This passage was written.
    Wrote(String),
    /// Somebody took these bytes away with another program, knowing them.
    TookAway(Vec<u8>),
    /// The question lists the slug.
    Listed(String, String),
    /// No question lists it any more.
    Unlisted(String),
}

impl Ledger {
    /// Writes down what the writers have done, in the order of time.
    pub fn take(&mut self, writers: &mut [Writer]) {
        let mut deeds: Vec<_> = writers
            .iter_mut()
            .flat_map(|writer| writer.deeds.drain(..))
            .collect();
        deeds.sort_by_key(|(at, _)| *at);
        for (_, deed) in deeds {
            match deed {
                Deed::Published(bytes) => drop(self.published.insert(bytes)),
                Deed::Wrote(words) => drop(self.words.insert(words)),
                Deed::Listed(question, slug) => drop(self.entries.insert((question, slug))),
                Deed::Unlisted(slug) => self.entries.retain(|(_, listed)| *listed != slug),
                Deed::TookAway(bytes) => {
                    for words in passages(&bytes) {
                        self.words.remove(&words);
                    }
                }
            }
        }
    }

    /// Looks for everything: in the files of both, in their drafts, and in what both desks keep.
    pub fn check(&mut self, writers: &mut [Writer; 2], when: &str) {
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for writer in writers.iter_mut() {
            // Both have the same in the folder.
            files.extend(files_in(&writer.root).unwrap());
            for (path, bytes) in files_in(&writer.desk.drafts()).unwrap() {
                files.insert(format!("{}'s {path}", writer.name), bytes);
            }
            for bytes in writer.newly_kept() {
                self.kept_words.extend(passages(&bytes));
                self.kept.insert(bytes);
            }
        }
        let in_files: HashSet<&Vec<u8>> = files.values().collect();
        for bytes in &self.published {
            let is_there = self.kept.contains(bytes) || in_files.contains(bytes);
            assert!(is_there, "{when}: lost\n{}", String::from_utf8_lossy(bytes));
        }
        let mut words: HashSet<String> = files.values().flat_map(|bytes| passages(bytes)).collect();
        words.extend(writers.iter().flat_map(Writer::in_journal));
        for passage in &self.words {
            let is_there = words.contains(passage) || self.kept_words.contains(passage);
            assert!(is_there, "{when}: {passage} is lost");
        }
        let mut listed: HashSet<(String, String)> = HashSet::new();
        for (path, bytes) in &files {
            let question = document_of(path);
            let slugs = list(&String::from_utf8_lossy(bytes), "arguendo");
            listed.extend(slugs.into_iter().map(|slug| (question.clone(), slug)));
        }
        for entry in &self.entries {
            let of_it = || {
                let kept = self.kept.iter().map(|bytes| String::from_utf8_lossy(bytes));
                let kept = kept
                    .filter(|text| list(text, "arguendo").contains(&entry.1))
                    .count();
                let paths: Vec<_> = files.keys().filter(|path| document_of(path) == entry.0).collect();
                format!("there are {paths:?}, and it is in {kept} texts that are kept")
            };
            assert!(
                listed.contains(entry),
                "{when}: {entry:?} is listed nowhere; {}",
                of_it()
            );
        }
        let copies = files.keys().filter(|path| path.contains(".sync-conflict-"));
        self.copies.extend(copies.cloned());
    }

    /// Whether there was a conflict copy of a document in this place.
    pub fn has_conflicts_of(&self, place: &str) -> bool {
        self.copies.iter().any(|path| path.starts_with(place))
    }
}

/// The path of the document that the file at `path` is, or is a conflict copy of.
pub fn original_of(path: &str) -> String {
    let stem = path.split(".sync-conflict-").next().unwrap_or(path);
    format!("{}.md", stem.trim_end_matches(".md"))
}

/// The path of the document that the file at `path` belongs to: it may be a copy of it, which is an open conflict, or the second
/// of two texts that were kept both.
pub fn document_of(path: &str) -> String {
    let original = original_of(path);
    let stem = original.trim_end_matches(".md");
    let second = stem
        .strip_suffix("-version")
        .and_then(|stem| stem.rsplit_once('-'));
    second.map_or_else(
        || original.clone(),
        |(stem, _)| document_of(&format!("{stem}.md")),
    )
}

/// A passage that is nowhere else.
pub fn passage(writer: &str, number: usize) -> String {
    format!("⟨{writer} {number}⟩")
}

/// All such passages in a text.
pub fn passages(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let pieces = text.split('⟨').skip(1);
    let ends = pieces.filter_map(|piece| piece.split_once('⟩'));
    ends.map(|(inside, _)| format!("⟨{inside}⟩")).collect()
}
