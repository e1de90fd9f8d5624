//! What the person has read: a mark for each published question and response, and the texts as she read them.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, Transaction, TransactionBehavior, params};

use super::clock::{DAY, MARGIN};
use super::versions::{packed, unpacked};
use super::{Desk, DeskError};

/// So many texts are kept as they were read, the latest ones: some 10 MB of essays.
const MOST_TEXTS: u32 = 2_000;

/// What she knows of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadMark {
    /// Its number; 0 before it is put.
    pub id: i64,
    /// The document's path.
    pub path: String,
    /// A question; else a response.
    pub is_question: bool,
    /// `names::key` of its slug.
    pub slug: i64,
    /// Its title, as it was last.
    pub title: String,
    /// What it says now: `document::wording`.
    pub wording: i64,
    /// What it said when she read it, or found it at the first opening.
    pub known: Option<i64>,
    /// When it was found to have come or changed, ms since 1970; 0 for what was there first, or is hers.
    pub noticed: i64,
    /// In which visit that was, by its number; 0 for the same. The desk sets it.
    pub noticed_in: i64,
    /// When it was found to have come, ms since 1970; 0 for what was there first.
    pub arrived: i64,
    /// When she last had it open, ms since 1970.
    pub read: Option<i64>,
    /// She marked it as unread.
    pub unread: bool,
    /// When it was found to have gone, ms since 1970.
    pub gone: Option<i64>,
    /// She wrote it.
    pub own: bool,
}

impl ReadMark {
    /// Whether it counts as unread.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.gone.is_none() && (self.unread || self.known != Some(self.wording))
    }
}

/// Two texts of one document, as she read them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadText {
    /// When she last read it, ms since 1970.
    pub at: i64,
    /// What it said then: `document::wording`.
    pub wording: i64,
    /// The file as it was then.
    pub text: String,
    /// The file as she had read it before that, where it said something else, and when.
    pub before: Option<(String, i64)>,
}

const MARK: &str = "SELECT id, path, question, slug, title, wording, known, noticed, arrived, read, unread, gone, own, noticed_in FROM mark";
/// As the index `mark_unread` has it.
const UNREAD: &str = "gone IS NULL AND (known IS NULL OR known <> wording OR unread)";

impl Desk {
    /// Does all of `act` or nothing; no other program changes the desk meanwhile.
    ///
    /// # Errors
    /// As `act`, or as SQLite says; so for every method here.
    pub fn at_once<T, E: From<DeskError>>(&self, act: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let begin = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate);
        let transaction = begin.map_err(DeskError::from)?;
        let answer = act()?;
        transaction.commit().map_err(DeskError::from)?;
        Ok(answer)
    }

    /// Every mark, also of what has gone.
    pub fn marks(&self) -> Result<Vec<ReadMark>, DeskError> {
        self.marks_where("TRUE", &[])
    }

    /// The mark of the document at `path`.
    pub fn mark(&self, path: &str) -> Result<Option<ReadMark>, DeskError> {
        Ok(self.marks_where("path = ?1", &[&path])?.pop())
    }

    /// The mark of this number.
    pub fn mark_numbered(&self, id: i64) -> Result<Option<ReadMark>, DeskError> {
        Ok(self.marks_where("id = ?1", &[&id])?.pop())
    }

    /// Marks of documents with that slug, or that say just that.
    pub fn marks_like(&self, slug: i64, wording: i64) -> Result<Vec<ReadMark>, DeskError> {
        self.marks_where("slug = ?1 OR wording = ?2", &[&slug, &wording])
    }

    /// Marks of what is unread.
    pub fn unread_marks(&self) -> Result<Vec<ReadMark>, DeskError> {
        self.marks_where(UNREAD, &[])
    }

    /// Marks of what came or changed after the visit of this number, and is there.
    pub fn marks_noticed(&self, visit: i64) -> Result<Vec<ReadMark>, DeskError> {
        self.marks_where("noticed_in > ?1 AND noticed_in > 0 AND gone IS NULL", &[&visit])
    }

    /// Marks of what went after the visit of this number, latest first.
    pub fn marks_gone(&self, visit: i64) -> Result<Vec<ReadMark>, DeskError> {
        self.marks_where(
            "gone_in > ?1 AND gone_in IS NOT NULL ORDER BY gone_in DESC, gone DESC, path",
            &[&visit],
        )
    }

    /// The numbers of the marks of what went so many days ago, by the desk's own time.
    pub fn marks_long_gone(&self, days: i64, now: Timestamp) -> Result<Vec<i64>, DeskError> {
        let before = self.own_time(now)? - days * DAY - MARGIN;
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM mark WHERE gone_in IS NOT NULL AND gone_own < ?1")?;
        let numbers = statement.query_map([before], |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }

    fn marks_where(
        &self,
        condition: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<ReadMark>, DeskError> {
        let sql = format!("{MARK} WHERE {condition}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map(values, mark)?.collect::<Result<_, _>>()?)
    }

    /// Writes these marks; those that had none get their numbers.
    pub fn put_marks<'a>(&self, marks: impl IntoIterator<Item = &'a ReadMark>) -> Result<(), DeskError> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO mark (id, path, question, slug, title, wording, known, noticed, arrived, read, unread, gone, own)
             VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
             ON CONFLICT (id) DO UPDATE SET path = ?2, question = ?3, slug = ?4, title = ?5, wording = ?6, known = ?7,
               noticed = ?8, arrived = ?9, read = ?10, unread = ?11, gone = ?12, own = ?13",
        )?;
        for mark in marks {
            insert.execute(params![
                mark.id,
                mark.path,
                mark.is_question,
                mark.slug,
                mark.title,
                mark.wording,
                mark.known,
                mark.noticed,
                mark.arrived,
                mark.read,
                mark.unread,
                mark.gone,
                mark.own
            ])?;
        }
        Ok(())
    }

    /// Forgets these marks, and the texts that were read under them.
    pub fn drop_marks(&self, ids: &[i64]) -> Result<(), DeskError> {
        let mut delete = self.connection.prepare_cached("DELETE FROM mark WHERE id = ?1")?;
        for id in ids {
            delete.execute([id])?;
        }
        Ok(())
    }

    /// Keeps the file of a document as it is read at this moment. What it said when she read it before stays beside it.
    pub fn keep_read_text(&self, mark: i64, wording: i64, text: &str, at: i64) -> Result<(), DeskError> {
        self.connection
            .prepare_cached(
                "INSERT INTO read_text (mark, at, wording, text) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (mark) DO UPDATE SET
                   before = CASE WHEN wording = ?3 THEN before ELSE text END,
                   before_at = CASE WHEN wording = ?3 THEN before_at ELSE at END,
                   at = ?2, wording = ?3, text = ?4",
            )?
            .execute(params![mark, at, wording, packed(text.as_bytes())?])?;
        self.connection
            .prepare_cached(
                "DELETE FROM read_text WHERE turn < (SELECT turn FROM read_text ORDER BY turn DESC LIMIT 1 OFFSET ?1)",
            )?
            .execute([MOST_TEXTS - 1])?;
        Ok(())
    }

    /// The texts of a document as she read it.
    pub fn read_text(&self, mark: i64) -> Result<Option<ReadText>, DeskError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT at, wording, text, before, before_at FROM read_text WHERE mark = ?1")?;
        let found = statement.query_row([mark], |row| {
            let before: Option<Vec<u8>> = row.get(3)?;
            let before = before.map(|before| text_of(&before)).transpose()?;
            Ok(ReadText {
                at: row.get(0)?,
                wording: row.get(1)?,
                text: text_of(&row.get::<_, Vec<u8>>(2)?)?,
                before: before.zip(row.get(4)?),
            })
        });
        Ok(found.optional()?)
    }

    /// The numbers of the marks whose texts are kept.
    pub fn marks_with_text(&self) -> Result<std::collections::HashSet<i64>, DeskError> {
        let mut statement = self.connection.prepare_cached("SELECT mark FROM read_text")?;
        let numbers = statement.query_map([], |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }
}

fn text_of(packed: &[u8]) -> rusqlite::Result<String> {
    Ok(String::from_utf8_lossy(&unpacked(packed)?).into_owned())
}

fn mark(row: &Row<'_>) -> rusqlite::Result<ReadMark> {
    Ok(ReadMark {
        id: row.get(0)?,
        path: row.get(1)?,
        is_question: row.get(2)?,
        slug: row.get(3)?,
        title: row.get(4)?,
        wording: row.get(5)?,
        known: row.get(6)?,
        noticed: row.get(7)?,
        arrived: row.get(8)?,
        read: row.get(9)?,
        unread: row.get(10)?,
        gone: row.get(11)?,
        own: row.get(12)?,
        noticed_in: row.get(13)?,
    })
}
