//! A first reading: reads the whole folder into a mirror that is being built.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::comparison::in_parallel;
use super::examine::{Examined, Suspect, as_known, hash, now};
use super::{FolderScan, Found, Outcome, SyncError, SyncHooks};
use crate::content::kind::Kind;
use crate::content::places::{self, Place};
use crate::disk::folder::{CONFIG_PATH, Folder, Stamp, What};
use crate::mirror::{Building, Change, Dictionary, IDENTITY, Known, Mirror, Packer, ROOT};

/// What has been read is first committed after this time, and again whenever the number of documents has
/// doubled.
const FIRST_SHOW: Duration = Duration::from_millis(500);
/// Progress is reported each time this many files have been read.
const TELL_EVERY: u64 = 100;
/// The number of documents that the dictionary is made of.
const SAMPLES: usize = 16;

/// Reads what `look` found in the folder. `old` is the mirror that will be replaced.
pub(super) fn build(
    directory: Option<&Path>,
    folder: &Folder,
    look: FolderScan,
    old: Option<&Mirror>,
    hooks: &mut SyncHooks<'_>,
) -> Result<(Building, Outcome), SyncError> {
    let (documents, others): (Vec<_>, Vec<_>) = look
        .found
        .into_iter()
        .partition(|found| matches!(found.what, What::Document(_)));
    let closed = others
        .iter()
        .filter(|found| matches!(found.what, What::Unlisted(_)));
    let unseen: Vec<_> = closed
        .flat_map(|directory| {
            old.map(|old| old.documents_below(&directory.path))
                .unwrap_or_default()
        })
        .collect();
    let suspects = in_order(documents);
    let dictionary = dictionary(folder, &suspects);
    let mut building = Building::begin(directory, &dictionary)?;
    building.remember(super::CONFIG, &look.settings.text)?;
    building.remember(ROOT, &folder.root().to_string_lossy())?;
    let mut packer = Packer::new(&dictionary)?;
    for found in others {
        let problems: Vec<_> = match found.what {
            What::NotRead(problem) | What::Unlisted(problem) => vec![problem],
            What::Link | What::Document(_) => Vec::new(),
        };
        put_other(&mut building, &found.path, found.stamp, problems)?;
        if let Some(text) = old.map(|old| old.last_good(&found.path)).transpose()?.flatten() {
            building.keep_last_good(&found.path, &packer.pack(&text)?)?;
        }
    }
    if !look.settings.problems.is_empty() {
        put_other(
            &mut building,
            CONFIG_PATH,
            Stamp::default(),
            look.settings.problems,
        )?;
    }
    let mut reading = Reading {
        total: suspects.len() as u64,
        building,
        old,
        packer,
        outcome: Outcome::default(),
        done: 0,
        started: Instant::now(),
        shown: 0,
        hooks,
    };
    let mut people = suspects;
    let rest = people.split_off(people.partition_point(|suspect| suspect.kind == Kind::Contributor));
    let config = &look.settings.config;
    let kind_of = |path: &str| match places::of_file(path, config) {
        Place::Document(kind) => Some(kind),
        Place::Other | Place::Skipped => None,
    };
    let unseen = unseen.into_iter();
    let unseen = unseen.filter_map(|document| Some((kind_of(&document.0)?, document)));
    let (unseen_people, unseen_rest): (Vec<_>, Vec<_>) =
        unseen.partition(|(kind, _)| *kind == Kind::Contributor);
    for (suspects, unseen) in [(people, unseen_people), (rest, unseen_rest)] {
        // Documents that cannot be read now are kept as they were last known.
        for (kind, document) in unseen {
            let known = as_known(document, kind, config, &mut reading.packer)?;
            reading.take(known)?;
        }
        let read = in_parallel(folder, config, &dictionary, suspects, |_, examined| {
            reading.take(examined?)
        });
        if let Err(error) = read {
            // The person who stopped it can read what there is so far.
            if matches!(error, SyncError::Cancelled) && reading.hooks.shows {
                reading.building.show()?;
            }
            return Err(error);
        }
    }
    let Reading {
        building,
        mut outcome,
        ..
    } = reading;
    outcome.touched.everything = true;
    building.remember(IDENTITY, &look.identity.clone().unwrap_or_default())?;
    // If the folder itself was disappearing meanwhile, files that were not found prove nothing.
    if folder.identity() != look.identity {
        return Err(SyncError::Offline(folder.root().to_path_buf()));
    }
    Ok((building, outcome))
}

struct Reading<'a, 'b> {
    building: Building,
    old: Option<&'a Mirror>,
    packer: Packer,
    outcome: Outcome,
    done: u64,
    total: u64,
    started: Instant,
    /// The number of files at the last commit.
    shown: u64,
    hooks: &'a mut SyncHooks<'b>,
}

impl Reading<'_, '_> {
    fn take(&mut self, examined: Examined) -> Result<(), SyncError> {
        self.done += 1;
        if let Examined::Other(
            Change::Put {
                path,
                known,
                content,
                problems,
            },
            _,
        ) = examined
        {
            self.building.put(&path, known, content.as_deref(), &problems)?;
            self.outcome.added += 1;
            let is_good = content.is_some_and(|content| !content.document.broken);
            if !is_good
                && let Some(old) = self.old
                && let Some(text) = old.last_good(&path)?
            {
                self.building.keep_last_good(&path, &self.packer.pack(&text)?)?;
            }
            self.outcome.touched.changed.push(path);
        }
        if self.done.is_multiple_of(TELL_EVERY) {
            let is_time = self.started.elapsed() >= FIRST_SHOW && self.done >= self.shown * 2;
            if self.hooks.shows && is_time {
                self.building.show()?;
                self.shown = self.done;
            }
            (self.hooks.progress)(self.done, self.total);
            if self.hooks.cancel.load(Ordering::Relaxed) {
                return Err(SyncError::Cancelled);
            }
        }
        Ok(())
    }
}

/// Puts contributors before the responses that they signed, and questions before their responses.
fn in_order(documents: Vec<Found>) -> Vec<Suspect> {
    let rank = |kind| match kind {
        Kind::Contributor => 0,
        Kind::Question => 1,
        Kind::Response | Kind::Draft => 2,
    };
    let suspect = |found: Found| match found.what {
        What::Document(kind) => Some(Suspect {
            path: found.path,
            stamp: found.stamp,
            kind,
            known: None,
            same_settings: true,
        }),
        What::NotRead(_) | What::Unlisted(_) | What::Link => None,
    };
    let mut suspects: Vec<_> = documents.into_iter().filter_map(suspect).collect();
    suspects.sort_unstable_by(|a, b| (rank(a.kind), &a.path).cmp(&(rank(b.kind), &b.path)));
    suspects
}

/// Makes a dictionary of a few documents from all over the folder.
fn dictionary(folder: &Folder, suspects: &[Suspect]) -> Dictionary {
    let most = Dictionary::LONGEST / SAMPLES;
    let long: Vec<_> = suspects
        .iter()
        .filter(|suspect| suspect.stamp.size >= most as u64)
        .collect();
    let mut texts = Vec::new();
    for suspect in long.iter().step_by(long.len().div_ceil(SAMPLES).max(1)) {
        if let Ok(read) = folder.read(&suspect.path) {
            let text = String::from_utf8_lossy(&read.bytes);
            texts.extend_from_slice(&text.as_bytes()[..text.len().min(most)]);
        }
    }
    Dictionary::of(texts)
}

fn put_other(
    building: &mut Building,
    path: &str,
    stamp: Stamp,
    problems: Vec<crate::content::problem::Problem>,
) -> Result<(), SyncError> {
    let message: String = problems.iter().map(|problem| problem.message.as_str()).collect();
    let known = Known {
        stamp,
        hash: hash(message.as_bytes()),
        seen: now(),
    };
    building.put(path, known, None, &problems)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::disk::folder::Folder;
    use crate::mirror::sync::{self, SyncHooks};

    /// FTS5 writes out its pending words whenever SQLite makes a savepoint. A statement that needs one would
    /// do so for every document, and the index would have thousands of segments.
    #[test]
    fn a_first_reading_and_a_batch_each_add_few_parts_to_the_search_index() {
        let (place, databases) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for name in ["contributors", "questions", "responses"] {
            std::fs::create_dir(place.path().join(name)).unwrap();
        }
        let write = |from: usize, to: usize| {
            for number in from..to {
                let header = format!("title: R\narguendo-question: q\ncontributors: [c, c{number}]");
                let text = format!("---\n{header}\n---\nText {number}.\n");
                std::fs::write(place.path().join(format!("responses/r{number}-x.md")), &text).unwrap();
                std::fs::write(place.path().join(format!("contributors/c{number}.md")), &text).unwrap();
            }
        };
        let parts = || -> i64 {
            let mirror = rusqlite::Connection::open(databases.path().join("mirror.db")).unwrap();
            let count = "SELECT count(DISTINCT segid) FROM words_idx";
            mirror.query_row(count, [], |row| row.get(0)).unwrap()
        };
        let folder = Folder::find(place.path()).unwrap();
        let mut writer = sync::open(databases.path()).unwrap();
        write(0, 200);
        writer.sync(&folder, &mut SyncHooks::none()).unwrap();
        // One segment for the contributors, one for all the rest.
        assert_eq!(parts(), 2);
        write(200, 300);
        writer.sync(&folder, &mut SyncHooks::none()).unwrap();
        assert_eq!(parts(), 3);
    }
}
