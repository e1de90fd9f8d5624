//! What of all that happens in the folder was the person's own doing here.

use rusqlite::{OptionalExtension as _, params};
use serde::Serialize;
use ts_rs::TS;

use crate::content::activity::{ActivityKind, Observation, hash_of_file};
use crate::content::kind::Kind;
use crate::desk::operations::{OperationKind, OperationState, unpacked};
use crate::desk::{Desk, DeskError};

/// What the person did here that came to a line of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Mine {
    /// Published a response.
    Published,
    /// Had a response listed again that a sync program had put another version of the list over.
    ListedAgain,
    /// Made a response a draft again.
    Unpublished,
    /// Settled a conflict.
    Settled,
    /// Took one of these back.
    Undone,
    /// Put back a text that had left.
    PutBack,
    /// Took that back.
    TakenOut,
    /// Shared a draft, or took it out again.
    Draft,
}

impl Mine {
    /// By the names that the desk knows them by.
    const NAMES: [(Self, &'static str); 8] = [
        (Self::Published, "published"),
        (Self::ListedAgain, "listed-again"),
        (Self::Unpublished, "unpublished"),
        (Self::Settled, "settled"),
        (Self::Undone, "undone"),
        (Self::PutBack, "put-back"),
        (Self::TakenOut, "taken-out"),
        (Self::Draft, "draft"),
    ];

    pub(in crate::desk) fn from_name(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(_, known)| *known == name);
        found.map(|(mine, _)| *mine)
    }
}

impl Desk {
    /// What the person did here that came to this; none where somebody else did it.
    pub(super) fn whose(&self, seen: &Observation) -> Result<Option<&'static str>, DeskError> {
        for is_settling in [false, true] {
            if let Some(mine) = self.done_here(seen, is_settling)? {
                return Ok(Some(mine));
            }
        }
        let (sql, mine) = match seen.doing {
            ActivityKind::Withdrawn | ActivityKind::CopyRemoved => (
                "SELECT 1 FROM kept WHERE put_at = ?1 AND hash = ?2 AND taken_out",
                "taken-out",
            ),
            _ => (
                "SELECT 1 FROM kept WHERE put_at = ?1 AND hash = ?2 AND NOT taken_out",
                "put-back",
            ),
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        if statement.exists(params![seen.path, seen.hash])? {
            return Ok(Some(mine));
        }
        Ok(self.is_own_draft(&seen.path)?.then_some("draft"))
    }

    /// Whether what the file at `path` holds, by its hash, was written by the person here: published, settled, put back, or one of
    /// these undone.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn has_written(&self, path: &str, hash: i64) -> Result<bool, DeskError> {
        let seen = Observation {
            hash,
            ..Observation::changed(path, Kind::Response, String::new(), Vec::new())
        };
        Ok(self.whose(&seen)?.is_some())
    }

    /// Whether the file is a draft that was begun here, and is shared with the group.
    pub(super) fn is_own_draft(&self, path: &str) -> Result<bool, DeskError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM draft WHERE shared AND file = ?1")?
            .exists([path])?)
    }

    /// The last that was done to the file by publishing and taking back, or (`is_settling`) by settling a conflict that lies in the folder
    /// and undoing that; its bytes distinguish it from a colleague's doing.
    fn done_here(&self, seen: &Observation, is_settling: bool) -> Result<Option<&'static str>, DeskError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT o.kind, o.state, f.before, f.after FROM operation_file f JOIN operation o ON o.id = f.operation
                 WHERE f.path = ?1 AND f.in_folder AND (o.kind IN ('settle', 'unsettle')) = ?2 AND o.kind <> 'settle-draft'
                   AND (o.kind = 'settle' OR o.state <> 'taken-back')
                 ORDER BY o.id DESC LIMIT 1",
            )?
            .query_row(params![seen.path, is_settling], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        let Some((kind, state, before, after)) = found else {
            return Ok(None);
        };
        let is_undone = matches!(state, OperationState::Undone | OperationState::TakenBack);
        let (mine, before, after) = match kind {
            OperationKind::Settle if is_undone => ("undone", after, before),
            OperationKind::Settle | OperationKind::SettleDraft => ("settled", before, after),
            OperationKind::Publish => ("published", before, after),
            OperationKind::Unpublish => ("unpublished", before, after),
            OperationKind::ListAgain => ("listed-again", before, after),
            OperationKind::Share => ("draft", before, after),
            OperationKind::Undo | OperationKind::Unsettle => ("undone", before, after),
        };
        Ok(is_seen(seen, before, after)?.then_some(mine))
    }
}

/// Whether what was seen of the file is that it went from one state to the other. The texts are packed.
fn is_seen(seen: &Observation, before: Option<Vec<u8>>, after: Option<Vec<u8>>) -> Result<bool, DeskError> {
    let bytes = match (seen.doing, before, after) {
        (ActivityKind::Withdrawn | ActivityKind::CopyRemoved, Some(before), None) => before,
        (ActivityKind::Arrived | ActivityKind::Changed, _, Some(after)) => after,
        _ => return Ok(false),
    };
    let bytes = unpacked(&bytes)?;
    Ok(hash_of_file(&bytes, bytes.len() as u64) == seen.hash)
}
