//! What has happened since the program started, for Help ▸ Activity. The list is limited, and is lost when
//! the program ends.

use std::collections::VecDeque;
use std::sync::Mutex;

use arguendo_core::mirror::live::{Note, Update};
use jiff::Timestamp;

use crate::lock::lock;
use crate::wire::{ActivityEntry, FolderStatus, Happening};

/// The most entries that are kept: more than anybody reads, and few enough to be sent all at once.
const MOST: usize = 500;

/// The list of entries. Only the newest are kept.
#[derive(Debug, Default)]
pub struct Activity {
    newest_first: Mutex<VecDeque<ActivityEntry>>,
}

impl Activity {
    /// Adds what happened at the time `at`, to the folder at `place` or to no folder. If the same happens
    /// again, it is only counted.
    pub fn add(&self, what: Happening, place: Option<&str>, at: Timestamp) {
        let mut entries = lock(&self.newest_first);
        let at = at.as_millisecond();
        if let Some(last) = entries.front_mut()
            && last.what == what
            && last.place.as_deref() == place
        {
            last.times += 1;
            last.at = at;
            return;
        }
        let id = entries.front().map_or(0, |last| last.id + 1);
        entries.push_front(ActivityEntry {
            id,
            at,
            place: place.map(str::to_owned),
            what,
            times: 1,
        });
        entries.truncate(MOST);
    }

    /// All entries, newest first.
    #[must_use]
    pub fn entries(&self) -> Vec<ActivityEntry> {
        lock(&self.newest_first).iter().cloned().collect()
    }
}

/// The entries for `update`, if the folder's status was `before`.
#[must_use]
pub fn happenings(update: &Update, before: &FolderStatus) -> Vec<Happening> {
    match update {
        Update::Note(Note::Rebuilt) => vec![Happening::Rebuilt],
        Update::Note(Note::FirstReading { files, took }) => vec![Happening::FirstReading {
            files: *files,
            milliseconds: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        }],
        Update::Note(Note::FoundBySweep { files }) => vec![Happening::FoundBySweep { files: *files }],
        Update::Status(status) => turns(before, &FolderStatus::from(status.clone())),
        // The record on the desk has it.
        Update::Note(Note::LookedAfter(_)) | Update::Progress(..) | Update::Applied(_) | Update::LetGo => {
            Vec::new()
        }
    }
}

/// What ends and what begins when a folder's status changes from `before` to `now`.
fn turns(before: &FolderStatus, now: &FolderStatus) -> Vec<Happening> {
    if before == now {
        return Vec::new();
    }
    let ended = match (before, now) {
        (FolderStatus::Offline { .. }, FolderStatus::Offline { .. }) => None,
        (FolderStatus::Offline { .. }, _) => Some(Happening::Returned),
        (FolderStatus::Polling { .. }, FolderStatus::UpToDate) => Some(Happening::Watching),
        (FolderStatus::ReadOnly { .. }, FolderStatus::ReadOnly { .. }) => None,
        (FolderStatus::ReadOnly { .. }, FolderStatus::UpToDate | FolderStatus::Polling { .. }) => {
            Some(Happening::Writable)
        }
        (FolderStatus::Stopped, FolderStatus::Working) => Some(Happening::GoneOn),
        _ => None,
    };
    let begun = match now {
        FolderStatus::Offline { reason } => Some(Happening::Offline {
            reason: reason.clone(),
        }),
        FolderStatus::Polling { reason, .. } => Some(Happening::Polling {
            reason: reason.clone(),
        }),
        FolderStatus::ReadOnly { reason } => Some(Happening::ReadOnly {
            reason: reason.clone(),
        }),
        FolderStatus::Stopped => Some(Happening::Stopped),
        FolderStatus::UpToDate | FolderStatus::Working => None,
    };
    ended.into_iter().chain(begun).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use arguendo_core::disk::watch::WatchError;
    use arguendo_core::mirror::live::Status;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn offline(reason: &str) -> FolderStatus {
        FolderStatus::Offline {
            reason: reason.into(),
        }
    }

    fn polling() -> FolderStatus {
        FolderStatus::from(Status::Polling(WatchError::LimitReached))
    }

    #[test]
    fn the_newest_stands_first_and_the_oldest_goes() {
        let activity = Activity::default();
        for files in 0..=500 {
            activity.add(Happening::FoundBySweep { files }, Some("~/a"), at(0));
        }
        let entries = activity.entries();
        assert_eq!(entries.len(), MOST);
        let files = |entry: &ActivityEntry| match entry.what {
            Happening::FoundBySweep { files } => files,
            _ => panic!(),
        };
        assert_eq!((files(&entries[0]), files(&entries[MOST - 1])), (500, 1));
    }

    #[test]
    fn the_same_again_is_counted_and_has_its_latest_time() {
        let activity = Activity::default();
        activity.add(Happening::Rebuilt, Some("~/a"), at(1));
        activity.add(Happening::Rebuilt, Some("~/a"), at(2));
        activity.add(Happening::Rebuilt, Some("~/b"), at(3));
        let told: Vec<_> = activity
            .entries()
            .iter()
            .map(|entry| (entry.id, entry.times, entry.at))
            .collect();
        assert_eq!(told, [(1, 1, 3000), (0, 2, 2000)]);
    }

    #[test]
    fn what_the_mirror_notes_is_kept() {
        let took = Duration::from_millis(3200);
        let note = Note::FirstReading { files: 9, took };
        let kept = happenings(&Update::Note(note), &FolderStatus::Working);
        let milliseconds = 3200;
        assert_eq!(
            kept,
            [Happening::FirstReading {
                files: 9,
                milliseconds
            }]
        );
        let kept = happenings(&Update::Note(Note::Rebuilt), &FolderStatus::Working);
        assert_eq!(kept, [Happening::Rebuilt]);
    }

    #[test]
    fn a_folder_that_is_as_it_was_is_no_news() {
        let status = Update::Status(Status::Polling(WatchError::LimitReached));
        assert_eq!(happenings(&status, &polling()), []);
        assert_eq!(turns(&FolderStatus::Working, &FolderStatus::UpToDate), []);
    }

    #[test]
    fn a_folder_that_goes_and_comes_back_is_told_of_each_time() {
        let gone = Happening::Offline {
            reason: "Gone.".into(),
        };
        assert_eq!(
            turns(&FolderStatus::UpToDate, &offline("Gone.")),
            std::slice::from_ref(&gone)
        );
        assert_eq!(turns(&offline("Away."), &offline("Gone.")), [gone]);
        assert_eq!(
            turns(&offline("Gone."), &FolderStatus::UpToDate),
            [Happening::Returned]
        );
        let back = turns(&offline("Gone."), &polling());
        assert_eq!(
            back,
            [
                Happening::Returned,
                Happening::Polling {
                    reason: WatchError::LimitReached.to_string()
                }
            ]
        );
        assert_eq!(turns(&polling(), &FolderStatus::UpToDate), [Happening::Watching]);
    }

    #[test]
    fn a_folder_that_becomes_read_only_and_writable_again_is_told_of() {
        let read_only = FolderStatus::from(Status::ReadOnly);
        let told = turns(&FolderStatus::UpToDate, &read_only);
        assert!(matches!(&told[..], [Happening::ReadOnly { reason }] if reason.contains("drafts")));
        assert_eq!(turns(&read_only, &FolderStatus::UpToDate), [Happening::Writable]);
    }

    #[test]
    fn a_reading_that_is_stopped_and_goes_on_is_told_of_too() {
        let (working, stopped) = (FolderStatus::Working, FolderStatus::Stopped);
        assert_eq!(turns(&working, &stopped), [Happening::Stopped]);
        assert_eq!(turns(&stopped, &working), [Happening::GoneOn]);
        assert_eq!(turns(&stopped, &FolderStatus::UpToDate), []);
    }
}
