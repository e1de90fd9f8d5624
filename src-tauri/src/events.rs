//! Turns updates of the open folder into events for the page.

use arguendo_core::disk::watch::WatchError;
use arguendo_core::mirror::Touched;
use arguendo_core::mirror::live::{Note, READ_ONLY, Status, Update};

use crate::wire::{Because, ErrorCode, Event, FolderStatus, Progress, Stale, WireError};

/// The events for `update`. With `is_time`, they include a request to show what has been read so far.
/// `drafts`: the open drafts whose files the update has changed.
pub fn events_of(update: Update, is_time: bool, drafts: &[i64]) -> Vec<Event> {
    match update {
        Update::Progress(done, total) => {
            let mut events = vec![Event::Progress(Some(Progress {
                done,
                total: Some(total),
            }))];
            if is_time {
                events.push(Event::Stale(vec![Stale::Library]));
            }
            events
        }
        Update::Applied(applied) => vec![Event::Stale(stale_after(&applied.outcome.touched, drafts))],
        Update::Status(Status::Working) => vec![Event::Status(FolderStatus::Working)],
        // The status comes first, so that the page never takes the part that was read for the whole. All of
        // that part is shown.
        Update::Status(Status::Stopped) => vec![
            Event::Status(FolderStatus::Stopped),
            Event::Progress(None),
            Event::Stale(vec![Stale::Everything]),
        ],
        Update::Status(status) => vec![Event::Progress(None), Event::Status(status.into())],
        Update::Note(Note::LookedAfter(told)) => vec![Event::Failed(WireError::new(ErrorCode::Desk, told))],
        Update::Note(_) | Update::LetGo => Vec::new(),
    }
}

/// What a change in the folder makes stale.
fn stale_after(touched: &Touched, drafts: &[i64]) -> Vec<Stale> {
    let mut stale = Vec::new();
    if touched.everything {
        stale.push(Stale::Everything);
    } else if !touched.is_nothing() {
        let paths: Vec<String> = touched.stale.iter().cloned().collect();
        let has_draft = paths.iter().any(|path| is_draft(path));
        stale.extend([Stale::Library, Stale::Documents { paths }]);
        if has_draft {
            stale.push(Stale::GroupDrafts);
        }
        if has_draft || !drafts.is_empty() {
            stale.push(Stale::Drafts);
        }
    }
    stale.extend(drafts.iter().map(|&id| Stale::Draft { id }));
    // A file that was checked and found unchanged may still be one side of a conflict.
    stale.push(Stale::Conflicts);
    if !touched.is_nothing() {
        stale.push(Stale::Records);
    }
    stale
}

/// Whether a path is in a directory for drafts.
fn is_draft(path: &str) -> bool {
    ["drafts/", "_drafts/arguendo/"]
        .iter()
        .any(|place| path.starts_with(place) || path.contains(&format!("/{place}")))
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
            events_of(Update::Status(Status::UpToDate), true, &[]),
            [Event::Progress(None), Event::Status(FolderStatus::UpToDate)]
        );
    }

    #[test]
    fn a_reading_that_is_stopped_is_never_shown_as_the_whole() {
        let events = events_of(Update::Status(Status::Stopped), false, &[]);
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
        assert_eq!(events_of(Update::Progress(3, 10), false, &[]), [progress()]);
        let look = Event::Stale(vec![Stale::Library]);
        assert_eq!(events_of(Update::Progress(3, 10), true, &[]), [progress(), look]);
    }

    fn touched(paths: &[&str]) -> Touched {
        Touched {
            changed: paths.iter().map(|&path| path.to_owned()).collect(),
            stale: paths.iter().map(|&path| path.to_owned()).collect(),
            ..Touched::default()
        }
    }

    #[test]
    fn a_change_of_the_folder_names_all_that_may_show_it() {
        let paths = vec!["responses/a.md".to_owned()];
        let documents = |paths| [Stale::Library, Stale::Documents { paths }];
        let rest = [Stale::Conflicts, Stale::Records];
        assert_eq!(
            stale_after(&touched(&["responses/a.md"]), &[]),
            [&documents(paths)[..], &rest].concat()
        );
        let paths = vec!["drafts/a.md".to_owned()];
        let lists = [Stale::GroupDrafts, Stale::Drafts];
        assert_eq!(
            stale_after(&touched(&["drafts/a.md"]), &[]),
            [&documents(paths)[..], &lists, &rest].concat()
        );
    }

    #[test]
    fn a_draft_that_is_open_is_named_where_its_file_changed() {
        let stale = stale_after(&touched(&["responses/a.md"]), &[7]);
        assert!(stale.contains(&Stale::Draft { id: 7 }) && stale.contains(&Stale::Drafts));
    }

    #[test]
    fn of_more_than_can_be_named_everything_is_stale() {
        let all = Touched {
            everything: true,
            ..touched(&["responses/a.md"])
        };
        let everything = [Stale::Everything, Stale::Conflicts, Stale::Records];
        assert_eq!(stale_after(&all, &[]), everything);
        assert_eq!(stale_after(&Touched::default(), &[]), [Stale::Conflicts]);
    }

    #[test]
    fn drafts_are_known_by_their_places() {
        for path in ["drafts/a.md", "_drafts/arguendo/x/a.md", "site/drafts/a.md"] {
            assert!(is_draft(path), "{path}");
        }
        for path in ["responses/drafts.md", "_drafts/a.md", "redrafts/a.md"] {
            assert!(!is_draft(path), "{path}");
        }
    }
}
