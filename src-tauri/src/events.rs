//! The events that the page gets of what happens to the open folder.

use arguendo_core::disk::watch::WatchError;
use arguendo_core::mirror::live::{Note, READ_ONLY, Stale, Status, Update};

use crate::wire::{self, Because, ErrorCode, Event, FolderStatus, Progress, WireError};

/// The events that the page gets of `update`; with `is_time`, also to look at what has been read so far.
pub fn events_of(update: Update, is_time: bool) -> Vec<Event> {
    match update {
        Update::Progress(done, total) => {
            let mut events = vec![Event::Progress(Some(Progress {
                done,
                total: Some(total),
            }))];
            if is_time {
                events.push(Event::Stale(wire::Stale {
                    library: true,
                    ..wire::Stale::default()
                }));
            }
            events
        }
        Update::Applied(applied) => vec![Event::Stale(Stale::from(&applied.outcome.touched).into())],
        Update::Status(Status::Working) => vec![Event::Status(FolderStatus::Working)],
        // The status first: at no time may the page take the part that was read for the whole. All of that part is shown.
        Update::Status(Status::Stopped) => vec![
            Event::Status(FolderStatus::Stopped),
            Event::Progress(None),
            Event::Stale(wire::Stale {
                everything: true,
                ..wire::Stale::default()
            }),
        ],
        Update::Status(status) => vec![Event::Progress(None), Event::Status(status.into())],
        Update::Note(Note::LookedAfter(told)) => vec![Event::Failed(WireError::new(ErrorCode::Desk, told))],
        Update::Note(_) | Update::LetGo => Vec::new(),
    }
}

impl From<Stale> for wire::Stale {
    fn from(stale: Stale) -> Self {
        Self {
            everything: stale.everything,
            library: stale.library,
            documents: stale.documents.into_iter().collect(),
        }
    }
}

impl From<Status> for FolderStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Working => Self::Working,
            Status::UpToDate => Self::UpToDate,
            Status::Stopped => Self::Stopped,
            Status::Offline(reason) => Self::Offline { reason },
            Status::Polling(error) => Self::Polling {
                reason: error.to_string(),
                because: match error {
                    WatchError::LimitReached => Because::Limit,
                    WatchError::Network(_) => Because::Network,
                    WatchError::NotPossible(_) => Because::Other,
                },
            },
            Status::ReadOnly => Self::ReadOnly {
                reason: READ_ONLY.to_owned(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_reading_ends_its_progress() {
        assert_eq!(
            events_of(Update::Status(Status::UpToDate), true),
            [Event::Progress(None), Event::Status(FolderStatus::UpToDate)]
        );
    }

    #[test]
    fn a_reading_that_is_stopped_is_never_shown_as_the_whole() {
        let events = events_of(Update::Status(Status::Stopped), false);
        let names: Vec<_> = events.iter().map(Event::name).collect();
        assert_eq!(names, ["status", "progress", "stale"]);
        assert_eq!(events[0], Event::Status(FolderStatus::Stopped));
    }

    #[test]
    fn while_a_large_folder_is_read_the_list_grows_now_and_then() {
        let progress = Progress {
            done: 3,
            total: Some(10),
        };
        let progress = || Event::Progress(Some(progress));
        assert_eq!(events_of(Update::Progress(3, 10), false), [progress()]);
        let look = Event::Stale(wire::Stale {
            library: true,
            ..wire::Stale::default()
        });
        assert_eq!(events_of(Update::Progress(3, 10), true), [progress(), look]);
    }
}
