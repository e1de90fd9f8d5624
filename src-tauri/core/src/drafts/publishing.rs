//! Publishing: a draft becomes a response that its question lists, and a response a draft again. All files or none, and undone at once.
//!
//! First a plan is made, which holds every byte before and after and can be shown; then it is written down on the desk, and
//! then carried out: see [`crate::drafts::operations`].

mod copies;
mod draft_plan;
mod looking_after;
mod ownership;
mod pictures;
mod place;
mod plan;
mod quiet;

mod source;
mod warnings;
mod withdrawal;

use arguendo_text::front_matter::editing::EditError;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};

use crate::desk::{Desk, DeskError};
use crate::disk::file_writes::WriteError;
use crate::disk::folder::{Folder, FolderError};
use crate::drafts::quoting::QuotingError;
use crate::drafts::signing::SigningError;
use crate::mirror::{MirrorError, Reader};

use crate::desk::operations::{Extra, Operation, OperationKind};
use crate::drafts::operations::{Executed, OperationError, Operations};

pub use looking_after::while_idle;
pub use ownership::may_change;
pub use plan::{Plan, changes_in_folder};
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
    /// The front matter of a file cannot be changed.
    #[error("{path} cannot be changed. {source} Nothing was written.")]
    Edit {
        /// The file.
        path: String,
        /// Why.
        source: EditError,
    },
    /// It was not carried out.
    #[error(transparent)]
    Operation(OperationError),
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
            Self::LookAgain | Self::Operation(OperationError::Recovered(_)) => "look-again",
            Self::Edit { .. } | Self::Operation(OperationError::Edit { .. }) => "edit",
            Self::Operation(OperationError::OpenElsewhere) => "open-elsewhere",
            Self::Operation(OperationError::CannotUndo { .. }) => "cannot-undo",
            Self::Operation(OperationError::Write { .. }) => "write",
            Self::Operation(OperationError::Unfinished { .. } | OperationError::Waiting(_)) => "unfinished",
            Self::Operation(OperationError::Desk(_))
            | Self::Desk(_)
            | Self::Mirror(_)
            | Self::Folder(_)
            | Self::Signing(_)
            | Self::Quoting(_) => "failed",
        }
    }

    fn not_fit(file: &str, why: impl Into<String>) -> Self {
        Self::NotFit {
            file: file.to_owned(),
            why: why.into(),
        }
    }

    fn unwritten(source: WriteError) -> Self {
        OperationError::unwritten(source).into()
    }
}

impl From<OperationError> for PublishError {
    fn from(error: OperationError) -> Self {
        match error {
            OperationError::Desk(error) => Self::Desk(error),
            error => Self::Operation(error),
        }
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
    /// What [`crate::drafts::operations::undo`] takes.
    pub undo: i64,
    /// What was planned, and is so now.
    pub plan: Plan,
    /// What nobody could know before, in sentences for the person: that all files are written, but that this could not be noted on the
    /// desk.
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

    /// Does what was planned. When it returns, all of it is on the disk.
    ///
    /// # Errors
    /// A file is not what it was, or cannot be written: then nothing was done, or is taken back.
    pub fn carry_out(&self, plan: Plan) -> Result<Done, PublishError> {
        let now = self.now.timestamp();
        let operation = Operation {
            at: now.as_millisecond(),
            kind: plan.kind,
            draft: plan.draft,
            extra: Extra {
                draft_before: plan.draft_before.clone(),
                draft_after: plan.draft_after.clone(),
                ..Extra::default()
            },
            files: plan.files.clone(),
            ..Operation::default()
        };
        let operations = Operations::begin(self.desk, self.folder.root(), plan.kind, now)?;
        let Executed {
            operation,
            draft,
            unrecorded,
        } = operations.execute(operation, false)?;
        let mut told = Vec::new();
        if let (None, OperationKind::Publish, Some(question)) = (&unrecorded, plan.kind, &plan.question)
            && let Err(error) = self.desk.is_listed(&plan.response, question, &plan.slug)
        {
            told.push(error.to_string());
        }
        told.extend(unrecorded.map(|error| unrecorded_sentence(&plan, &error)));
        Ok(Done {
            draft,
            undo: operation.id,
            plan,
            told,
        })
    }
}

/// That it is done, whatever the desk says.
fn unrecorded_sentence(plan: &Plan, error: &DeskError) -> String {
    let what = match plan.kind {
        OperationKind::Unpublish => "a draft again",
        OperationKind::ListAgain => "listed again",
        _ => "published",
    };
    format!(
        "{} is {what}, and every file of it is on the disk. Only the note of it on this computer is not yet: {error} It is completed at the next start.",
        plan.response
    )
}
