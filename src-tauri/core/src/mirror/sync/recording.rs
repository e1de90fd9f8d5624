//! Writing down what a comparison has seen, in the desk beside the mirror. What left the folder is there before the mirror forgets it.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};

use arguendo_text::names::stem_of;
use file_id::FileId;
use jiff::Timestamp;

use super::examine::now;
use crate::content::activity::{Doing, News};
use crate::desk::{self, Desk, DeskError};
use crate::disk::filesystem::{patient, private};
use crate::mirror::{Building, Mirror, MirrorError};

/// Who writes down. One for each writer of a mirror.
pub(super) struct Recorder {
    directory: PathBuf,
    /// Opened with the first news, and anew where another file is the desk by now.
    desk: Option<(Desk, Option<FileId>)>,
}

impl Recorder {
    /// Writes into the desk in `directory`.
    pub(super) fn new(directory: &Path) -> Self {
        Self {
            directory: directory.to_path_buf(),
            desk: None,
        }
    }

    /// Writes down. Where it cannot, only what would lose a text is an error.
    pub(super) fn take(&mut self, news: &News) -> Result<(), MirrorError> {
        let keeps = news.apart.iter().any(|seen| seen.text.is_some());
        match self.write(news) {
            // Its desk is a later version's, and nobody else's to write in: the texts are laid beside it.
            Err(DeskError::Newer) if keeps => {
                lay_beside(&self.directory, news).map_err(|error| MirrorError::NotKept(error.to_string()))
            }
            Err(error) if keeps => Err(MirrorError::NotKept(error.to_string())),
            // A line less in the record is no reason to show an older folder.
            _ => Ok(()),
        }
    }

    fn write(&mut self, news: &News) -> Result<(), DeskError> {
        let at = now() / 1_000_000;
        let file = || file_id::get_file_id(desk::file_in(&self.directory)).ok();
        if self.desk.as_ref().is_none_or(|(_, id)| *id != file()) {
            let at = Timestamp::from_millisecond(at).unwrap_or_default();
            let desk = Desk::open_to_record(&self.directory, at)?;
            self.desk = Some((desk, file()));
        }
        match &self.desk {
            Some((desk, _)) => desk.record(news, at),
            None => Ok(()),
        }
    }

    /// Writes down how a mirror that was built differs from the one whose place it is to take.
    pub(super) fn take_difference(&mut self, old: &Mirror, new: &Building) -> Result<(), MirrorError> {
        let now = new.documents()?;
        let (before, is_all) = match old.is_set_aside() {
            true => old.documents_left(),
            false => (old.documents()?, true),
        };
        let (unread, closed) = new.unseen()?;
        let is_unseen = |path: &String| {
            unread.contains(path) || closed.iter().any(|directory| path.starts_with(directory))
        };
        let copies = old.copies();
        let mut replaced = BTreeSet::new();
        let mut arrived: HashMap<i64, u64> = HashMap::new();
        let mut counts = [(Doing::Arrived, 0), (Doing::Changed, 0), (Doing::Renamed, 0)];
        for (path, hash) in &now {
            match before.get(path) {
                None => {
                    *arrived.entry(*hash).or_default() += 1;
                    counts[0].1 += 1;
                }
                Some(known) if known != hash => {
                    counts[1].1 += 1;
                    if copies.contains(path) {
                        replaced.insert(path.clone());
                    }
                }
                Some(_) => {}
            }
        }
        let mut gone = BTreeSet::new();
        for (path, hash) in before {
            match arrived.get_mut(&hash) {
                // What cannot be looked at has not left.
                _ if now.contains_key(&path) || is_unseen(&path) => {}
                Some(left) if *left > 0 => {
                    *left -= 1;
                    counts[0].1 -= 1;
                    counts[2].1 += 1;
                }
                _ => {
                    gone.insert(path);
                }
            }
        }
        gone.extend(replaced);
        old.tell_last_of(&gone, &mut |news| self.take(&news))?;
        if !is_all {
            return Ok(()); // what is not known to have been there has not come
        }
        let many = counts.into_iter().filter(|(_, number)| *number > 0).collect();
        self.take(&News {
            apart: Vec::new(),
            many,
        })
    }
}

/// Keeps last texts as files. The same text is laid there once.
fn lay_beside(directory: &Path, news: &News) -> io::Result<()> {
    let left = directory.join(desk::LEFT);
    private::directory(&left)?;
    for seen in &news.apart {
        let Some(last) = &seen.text else { continue };
        let stem = stem_of(&seen.path);
        let path = left.join(format!("{:016x}-{stem}.md", seen.hash));
        if !path.exists() {
            let unfinished = left.join("unfinished");
            private::write(&unfinished, last.text.as_bytes())?;
            patient::rename(&unfinished, &path)?;
        }
    }
    Ok(())
}
