//! The last texts of documents that left the folder: for 90 days, so that they can be read, compared and put back.

use arguendo_text::names::{stem_of, without_date_prefix};
use rusqlite::{OptionalExtension as _, Row, params};

use super::rows::{names_as_json, names_from_json};
use crate::content::activity::Observation;
use crate::content::kind::Kind;
use crate::desk::clock::{DAY, MARGIN};
use crate::desk::versions::{packed, unpacked};
use crate::desk::{Desk, DeskError};

/// So long a text is kept, at least: what counts is the desk's own time.
pub const KEPT_DAYS: i64 = 90;
/// So much is kept in all, packed, in bytes: about 30,000 essays. Beyond, the oldest go first.
pub const KEPT_BYTES: i64 = 64 * 1024 * 1024;
const KEPT: &str =
    "SELECT id, record, at, path, kind, title, people, whole, put_at, taken_out, turn FROM kept";

/// A text that is kept, without the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRow {
    /// Its number.
    pub id: i64,
    /// Its line of the record.
    pub record: i64,
    /// When it was seen to have left, ms since 1970.
    pub at: i64,
    /// Greater than that of each that was kept before.
    pub turn: i64,
    /// Where it lay.
    pub path: String,
    /// What it was.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// The names of those who signed it, in order.
    pub people: Vec<String>,
    /// The text is the file, byte for byte.
    pub is_whole: bool,
    /// Where it was put back, unless that was taken back.
    pub put_at: Option<String>,
}

/// A text that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetainedText {
    /// What is known of it.
    pub row: KeptRow,
    /// The file's bytes, as far as they are known.
    pub text: Vec<u8>,
}

impl Desk {
    /// The texts of a line of the record, of so many at most, in order of their paths.
    ///
    /// # Errors
    /// As SQLite says; so for every method here.
    pub fn kept_of(&self, record: i64, most: u32) -> Result<Vec<KeptRow>, DeskError> {
        let sql = format!("{KEPT} WHERE record = ?1 ORDER BY path, id LIMIT ?2");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement
            .query_map(params![record, most], kept_row)?
            .collect::<Result<_, _>>()?)
    }

    /// The texts that lay at `path`, the latest first.
    pub fn kept_at(&self, path: &str) -> Result<Vec<KeptRow>, DeskError> {
        let sql = format!("{KEPT} WHERE path = ?1 ORDER BY turn DESC");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([path], kept_row)?.collect::<Result<_, _>>()?)
    }

    /// The document that was settled, or of which that was undone, where the line of the record is about that.
    pub fn settled_at(&self, record: i64) -> Result<Option<String>, DeskError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT path FROM record WHERE id = ?1 AND mine IN ('settled', 'undone')")?;
        Ok(statement.query_row([record], |row| row.get(0)).optional()?)
    }

    /// The latest text of a response whose file was called by this slug, perhaps with a date before it.
    pub fn kept_response(&self, slug: &str) -> Result<Option<KeptRow>, DeskError> {
        let sql = format!(
            "{KEPT} WHERE kind = 'response' AND (path LIKE '%/' || ?1 || '.%' OR path LIKE '%-' || ?1 || '.%') ORDER BY turn DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([slug], kept_row)?;
        for row in rows {
            let row = row?;
            if without_date_prefix(stem_of(&row.path)) == slug {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    /// The text of this number.
    pub fn kept(&self, id: i64) -> Result<Option<RetainedText>, DeskError> {
        let row = self
            .connection
            .prepare_cached(&format!("{KEPT} WHERE id = ?1"))?
            .query_row([id], kept_row)
            .optional()?;
        let Some(row) = row else { return Ok(None) };
        let text: Vec<u8> = self
            .connection
            .prepare_cached("SELECT text FROM kept WHERE id = ?1")?
            .query_row([id], |row| row.get(0))?;
        let text = unpacked(&text)?;
        Ok(Some(RetainedText { row, text }))
    }

    /// Notes where a text is about to be put back; or that this is not so.
    pub fn note_put_back(&self, id: i64, put_at: Option<&str>) -> Result<(), DeskError> {
        self.connection
            .prepare_cached("UPDATE kept SET put_at = ?2, taken_out = 0 WHERE id = ?1")?
            .execute(params![id, put_at])?;
        Ok(())
    }

    /// The texts that were put back, or taken out again after that, by their numbers, and where.
    pub fn put_back_at(&self) -> Result<Vec<(i64, String)>, DeskError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, put_at FROM kept WHERE put_at IS NOT NULL ORDER BY id")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Notes that what was put back is about to be taken out again; or that this is not so.
    pub fn note_taken_out(&self, id: i64, is_so: bool) -> Result<(), DeskError> {
        self.connection
            .prepare_cached("UPDATE kept SET taken_out = ?2 WHERE id = ?1")?
            .execute(params![id, is_so])?;
        Ok(())
    }

    /// Keeps the last text of what was seen to leave. The same text of the same file is kept once.
    pub(super) fn keep(
        &self,
        line: i64,
        seen: &Observation,
        bytes: &[u8],
        is_whole: bool,
        at: i64,
    ) -> Result<(), DeskError> {
        if bytes.is_empty() {
            return Ok(()); // of a file that was too large to be read
        }
        let packed = packed(bytes)?;
        let size = i64::try_from(packed.len()).unwrap_or(i64::MAX);
        self.connection
            .prepare_cached(
                "INSERT INTO kept (record, at, path, kind, title, people, hash, whole, size, text)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                 ON CONFLICT (path, hash) DO UPDATE SET record = ?1, at = ?2, title = ?5, people = ?6, put_at = NULL,
                   taken_out = 0",
            )?
            .execute(params![
                line,
                at,
                seen.path,
                seen.kind.name(),
                seen.title,
                names_as_json(&seen.people),
                seen.hash,
                is_whole,
                size,
                packed
            ])?;
        Ok(())
    }

    /// Until when a text is kept at least, ms since 1970, as far as the computer's clock is right. None: it is not kept.
    pub fn kept_until(&self, id: i64) -> Result<Option<i64>, DeskError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT clock.last + kept.own - clock.own FROM kept, clock WHERE id = ?1")?;
        let since = statement.query_row([id], |row| row.get::<_, i64>(0)).optional()?;
        Ok(since.map(|since| since + KEPT_DAYS * DAY))
    }

    /// Lets go of what is older than its days by the desk's own time, which is `own` now; and of the oldest, while there is too much.
    pub(in crate::desk) fn trim_kept(&self, own: i64) -> Result<(), DeskError> {
        self.connection
            .prepare_cached("DELETE FROM kept WHERE own < ?1")?
            .execute([own - KEPT_DAYS * DAY - MARGIN])?;
        let mut all: i64 = self
            .connection
            .prepare_cached("SELECT coalesce(sum(size), 0) FROM kept")?
            .query_row([], |row| row.get(0))?;
        while all > KEPT_BYTES {
            let (id, size): (i64, i64) = self
                .connection
                .prepare_cached("SELECT id, size FROM kept ORDER BY turn LIMIT 1")?
                .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            self.connection
                .prepare_cached("DELETE FROM kept WHERE id = ?1")?
                .execute([id])?;
            all -= size;
        }
        Ok(())
    }
}

fn kept_row(row: &Row<'_>) -> rusqlite::Result<KeptRow> {
    let kind: String = row.get(4)?;
    let is_taken_out: bool = row.get(9)?;
    let put_at: Option<String> = row.get(8)?;
    Ok(KeptRow {
        id: row.get(0)?,
        record: row.get(1)?,
        at: row.get(2)?,
        turn: row.get(10)?,
        path: row.get(3)?,
        kind: Kind::from_name(&kind).unwrap_or(Kind::Response),
        title: row.get(5)?,
        people: names_from_json(&row.get::<_, String>(6)?),
        is_whole: row.get(7)?,
        put_at: put_at.filter(|_| !is_taken_out),
    })
}
