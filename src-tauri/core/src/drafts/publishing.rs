//! Publishing: a draft becomes a response that its question lists, and a response a draft again. All files or none, and undone at once.
//!
//! First a plan is made, which holds every byte before and after and can be shown; then it is written down on the desk, and
//! then carried out. Whoever is ended in the midst finishes it, or takes it back, with [`resume`].

mod carrying_out;
mod copies;
mod looking_after;
mod ownership;
mod pictures;
mod place;
mod plan;
mod quiet;
mod response;
mod source;
mod warnings;
mod withdrawal;

use arguendo_text::front_matter::editing::EditError;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};

use crate::content::list_change::ListChange;
use crate::desk::publications::{PublicationFile, PublicationState, What};
use crate::desk::{Desk, DeskError};
use crate::disk::file_writes::{self, WriteError};
use crate::disk::folder::{Folder, FolderError};
use crate::disk::recovery::Held;
use crate::drafts::quoting::QuotingError;
use crate::drafts::signing::SigningError;
use crate::mirror::{MirrorError, Reader};

pub use carrying_out::resume;
pub use looking_after::while_idle;
pub use ownership::may_change;
pub use plan::Plan;
pub use source::Draft;

/// A plan that was shown is carried out within a day, or shown again, s.
const LONGEST_SHOWN: i64 = 24 * 60 * 60;

/// Why something was not published, or not taken back.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// There is no such draft.
    #[error(
        "There is no such draft. `publish` takes the path of a draft, or the name of a private draft's file."
    )]
    NoSuchDraft,
    /// The draft cannot be published as it is.
    #[error("{file} cannot be published: {why}. Nothing was changed.")]
    NotFit {
        /// The draft's file, or that of the question.
        file: String,
        /// Part of a sentence.
        why: String,
    },
    /// There is no response.
    #[error("There is no response at {path}. Nothing was changed.")]
    NotAResponse {
        /// Where.
        path: String,
    },
    /// Somebody else has signed it.
    #[error(
        "{path} is not signed by you. Nothing was changed. Say clearly that you want to change it all the same, or ask who signed it."
    )]
    NotYours {
        /// The response.
        path: String,
    },
    /// It would write into a sync engine's conflict copy.
    #[error(
        "{path} is a sync program’s conflict copy, or the program is just renaming it, so publishing leaves it alone. Nothing was written. Settle the conflict first; where none is shown, try again in a moment. If this file is the only one that stays, give it its old name back."
    )]
    ConflictCopy {
        /// The file.
        path: String,
    },
    /// What was shown is not what would be done now.
    #[error(
        "The folder or the draft was changed meanwhile. Nothing was published; look at the changes again."
    )]
    LookAgain,
    /// An earlier publication had been interrupted, and was finished or taken back first: what was shown was shown without that.
    #[error("{} Nothing else was done yet: look at it as it is now, and try again.", .0.join(" "))]
    Recovered(Vec<String>),
    /// Somebody writes in the draft.
    #[error("The draft is open in another window or program. Close it there first. Nothing was changed.")]
    OpenElsewhere,
    /// The publication cannot be undone.
    #[error("This cannot be undone: {why}. Nothing was changed.")]
    CannotUndo {
        /// Part of a sentence.
        why: String,
    },
    /// The front matter of a file cannot be changed.
    #[error("{path} cannot be changed. {source} Nothing was written.")]
    Edit {
        /// The file.
        path: String,
        /// Why.
        source: EditError,
    },
    /// A file could not be written, and what had been written was taken back.
    #[error("{source} Nothing else was changed, and the draft is as it was.{}", and_left(.left))]
    Write {
        /// Why.
        source: WriteError,
        /// Files that somebody changed before they could be taken back.
        left: Vec<String>,
    },
    /// A file could not be written, nor what had been written be taken back.
    #[error(
        "{source} Some of the files may have been written. All of them will be, or none, as soon as the folder can be written to."
    )]
    Unfinished {
        /// Why.
        source: WriteError,
    },
    /// An earlier publication could not be finished yet.
    #[error("{0} Nothing else is published before that, and nothing was changed.")]
    Waiting(String),
    /// As the desk says.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// As the mirror says.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// As the folder says.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// What has become of its quotes cannot be known.
    #[error(transparent)]
    Quoting(#[from] QuotingError),
    /// The profile that signs it cannot come with it.
    #[error(transparent)]
    Signing(#[from] SigningError),
}

impl PublishError {
    /// What the window distinguishes the kinds by.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchDraft => "no-such-draft",
            Self::NotFit { .. } => "not-fit",
            Self::NotAResponse { .. } => "not-a-response",
            Self::NotYours { .. } => "not-yours",
            Self::ConflictCopy { .. } => "conflict-copy",
            Self::LookAgain | Self::Recovered(_) => "look-again",
            Self::OpenElsewhere => "open-elsewhere",
            Self::CannotUndo { .. } => "cannot-undo",
            Self::Edit { .. } => "edit",
            Self::Write { .. } => "write",
            Self::Unfinished { .. } | Self::Waiting(_) => "unfinished",
            Self::Desk(_) | Self::Mirror(_) | Self::Folder(_) | Self::Signing(_) | Self::Quoting(_) => {
                "failed"
            }
        }
    }

    fn not_fit(file: &str, why: impl Into<String>) -> Self {
        Self::NotFit {
            file: file.to_owned(),
            why: why.into(),
        }
    }

    fn unwritten(source: WriteError) -> Self {
        let left = Vec::new();
        Self::Write { source, left }
    }
}

fn and_left(files: &[String]) -> String {
    match files {
        [] => String::new(),
        files => format!(
            " {} had been changed by somebody else by then, and stayed so.",
            files.join(" and ")
        ),
    }
}

/// What publishing has to do with.
pub struct Publishing<'a> {
    /// The folder.
    pub folder: &'a Folder,
    /// The mirror of it: where things are found. Their bytes are read from the folder itself.
    pub reader: &'a Reader,
    /// The person's own drafts.
    pub desk: &'a Desk,
    /// The time, where the person is.
    pub now: ZonedDateTime,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The draft: what was published, or what was a response before.
    pub draft: Option<i64>,
    /// What [`Publishing::undo`] takes.
    pub undo: i64,
    /// What was planned, and is so now.
    pub plan: Plan,
    /// What nobody could know before, in sentences for the person: what stays that others have changed, and that all files are
    /// written, but that this could not be noted on the desk.
    pub told: Vec<String>,
}

impl Publishing<'_> {
    /// What publishing a draft will change.
    ///
    /// # Errors
    /// Where it cannot be published; so for every method here. Then nothing was changed.
    pub fn plan(&self, draft: i64) -> Result<Plan, PublishError> {
        self.plan_of(&Draft::of_row(self, draft)?)
    }

    /// Publishes a draft as it was shown: `key` is that of the plan.
    pub fn publish(&self, draft: i64, key: &str) -> Result<Done, PublishError> {
        let then = self.time_of(key).ok_or(PublishError::LookAgain)?;
        let as_shown = Publishing { now: then, ..*self };
        let mut plan = as_shown.plan(draft)?;
        if self.wait_for_sync_programs(&plan) {
            plan = as_shown.plan(draft)?;
        }
        if plan.key() != key {
            return Err(PublishError::LookAgain);
        }
        self.carry_out(plan)
    }

    /// The time that a key was made at, where the person is; none where that is too long ago.
    fn time_of(&self, key: &str) -> Option<ZonedDateTime> {
        let mut parts = key.split('~');
        let second: i64 = parts.next()?.parse().ok()?;
        let offset = Offset::from_seconds(parts.next()?.parse().ok()?).ok()?;
        let since = self.now.timestamp().as_second() - second;
        let is_fresh = (0..LONGEST_SHOWN).contains(&since);
        let then = Timestamp::from_second(second).ok()?;
        is_fresh.then(|| then.to_zoned_datetime(TimeZone::fixed(offset)))
    }

    /// Undoes what was published or unpublished: every file gets the very same bytes again, if each still holds what was
    /// written. Where somebody has changed a question since, the rest of their change stays.
    pub fn undo(&self, id: i64) -> Result<Done, PublishError> {
        let cannot = |why: String| PublishError::CannotUndo { why };
        let Some(done) = self.desk.publication(id)? else {
            return Err(cannot("nothing was published under this number".into()));
        };
        match done.state {
            PublicationState::Done if done.what != What::Undo => {}
            PublicationState::Done | PublicationState::Undone => {
                return Err(cannot("it has been undone already".into()));
            }
            PublicationState::Begun | PublicationState::TakenBack => {
                return Err(cannot("it was not finished".into()));
            }
        }
        if let (Some(draft), Some(then)) = (done.draft, &done.draft_after) {
            let now = self.desk.draft_state(draft)?;
            // What is in the journal alone would be in no list any more.
            if !now.is_some_and(|now| now.is_where_it_was(then)) || self.desk.has_journal(draft)? {
                return Err(cannot("the draft has been worked on since".into()));
            }
        }
        let mut plan = Plan::of_nothing(&self.now);
        for file in done.files.iter().rev() {
            let (found, back) = self.turned(file)?;
            if found != file.after {
                plan.warnings.push(format!(
                    "{} has been changed by somebody else since. That stays; only what was done to its list of responses is taken back.",
                    file.path
                ));
            }
            plan.change(file.in_folder, &file.path, found, back);
        }
        let mut put_away = done.draft_after.clone();
        if let Some(state) = &mut put_away {
            state.discarded = Some(self.now.timestamp().as_millisecond());
            state.published_as = None;
        }
        self.carry_out(Plan {
            what: What::Undo,
            undoes: Some(id),
            draft: done.draft,
            // A draft that came into being with the publication is put away with it.
            draft_after: done.draft_before.or(put_away),
            draft_before: done.draft_after,
            ..plan
        })
    }

    /// What a file that was published, or unpublished, holds now, and what it is to hold when that is undone. Of a question that
    /// somebody has changed since, only the list is.
    fn turned(&self, file: &PublicationFile) -> Result<Held, PublishError> {
        let found = file_writes::read(&self.root(file), &file.path).map_err(PublishError::unwritten)?;
        if found == file.after {
            return Ok((found, file.before.clone()));
        }
        let lists = file.before.as_ref().zip(file.after.as_ref());
        let change = lists.and_then(|(before, after)| ListChange::between(before, after));
        let Some((there, change)) = found.as_ref().zip(change).filter(|_| file.in_folder) else {
            let why = format!("{} has been changed since", file.path);
            return Err(PublishError::CannotUndo { why });
        };
        let back = change
            .reversed()
            .made_in(there)
            .map_err(|source| PublishError::Edit {
                path: file.path.clone(),
                source,
            })?;
        Ok((found, Some(back)))
    }

    fn root(&self, file: &PublicationFile) -> std::path::PathBuf {
        match file.in_folder {
            true => self.folder.root().to_path_buf(),
            false => self.desk.drafts(),
        }
    }
}
