//! What of all that happens in the folder was the person's own doing here.

use rusqlite::{OptionalExtension as _, params};

use crate::desk::publications::rows::unpacked;
use crate::desk::{Desk, DeskError};
use crate::records::{Doing, Seen, hash_of_file};

impl Desk {
    /// What the person did here that came to this; none where somebody else did it.
    pub(super) fn whose(&self, seen: &Seen) -> Result<Option<&'static str>, DeskError> {
        if let Some(mine) = self.published_here(seen)? {
            return Ok(Some(mine));
        }
        let (sql, mine) = match seen.doing {
            Doing::Withdrawn => (
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

    /// Whether the file is a draft that was begun here, and is shared with the group.
    pub(super) fn is_own_draft(&self, path: &str) -> Result<bool, DeskError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM draft WHERE shared AND file = ?1")?
            .exists([path])?)
    }

    /// The last that was done to the file by publishing and taking back; by its bytes it is told from a colleague's doing.
    fn published_here(&self, seen: &Seen) -> Result<Option<&'static str>, DeskError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT p.what, f.before, f.after FROM publication_file f JOIN publication p ON p.id = f.publication
                 WHERE f.path = ?1 AND f.in_folder AND p.state <> 'taken-back' ORDER BY p.id DESC LIMIT 1",
            )?
            .query_row([&seen.path], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, Option<Vec<u8>>>(1)?,
                    row.get::<_, Option<Vec<u8>>>(2)?,
                ))
            })
            .optional()?;
        let Some((what, before, after)) = found else {
            return Ok(None);
        };
        let bytes = match (seen.doing, before, after) {
            (Doing::Withdrawn, Some(before), None) => before,
            (Doing::Arrived | Doing::Changed, _, Some(after)) => after,
            _ => return Ok(None),
        };
        let bytes = unpacked(&bytes)?;
        Ok(
            (hash_of_file(&bytes, bytes.len() as u64) == seen.hash).then_some(match what.as_str() {
                "publish" => "published",
                "unpublish" => "unpublished",
                _ => "undone",
            }),
        )
    }
}
