//! Records what a comparison has seen, in the desk beside the mirror. The last text of a document that left
//! the folder is saved there before the mirror forgets it.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};

use arguendo_text::names::stem_of;
use file_id::FileId;
use jiff::Timestamp;

use super::examine::now;
use crate::content::activity::{ActivityKind, News};
use crate::desk::{self, Desk, DeskError};
use crate::disk::filesystem::{patient, private};
use crate::mirror::{Building, Mirror, MirrorError};

/// Records news. Each writer of a mirror has its own.
pub(super) struct Recorder {
    directory: PathBuf,
    /// Opened with the first news, and opened again if another file has become the desk.
    desk: Option<(Desk, Option<FileId>)>,
}

impl Recorder {
    /// A recorder for the desk in `directory`.
    pub(super) fn new(directory: &Path) -> Self {
        Self {
            directory: directory.to_path_buf(),
            desk: None,
        }
    }

    /// Records news. A failure is an error only if a text would be lost by it.
    pub(super) fn take(&mut self, news: &News) -> Result<(), MirrorError> {
        let keeps = news.apart.iter().any(|seen| seen.text.is_some());
        match self.write(news) {
            // A later version of the program made the desk, so this version may not write in it. The texts
            // are saved beside it.
            Err(DeskError::Newer) if keeps => {
                lay_beside(&self.directory, news).map_err(|error| MirrorError::NotKept(error.to_string()))
            }
            Err(error) if keeps => Err(MirrorError::NotKept(error.to_string())),
            // A missing line in the record is no reason to keep showing an older state of the folder.
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

    /// Records the differences between a newly built mirror and the mirror that it replaces.
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
        let mut counts = [
            (ActivityKind::Arrived, 0),
            (ActivityKind::Changed, 0),
            (ActivityKind::Renamed, 0),
        ];
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
                // A file that cannot be read has not left.
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
            return Ok(()); // the old mirror may not have known all documents, so none counts as arrived
        }
        let many = counts.into_iter().filter(|(_, number)| *number > 0).collect();
        self.take(&News {
            apart: Vec::new(),
            many,
        })
    }
}

/// Saves last texts as files. The same text is saved once.
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
