//! What was published or settled from here, so that it is noticed where a sync program puts another version over it.

use rusqlite::{OptionalExtension as _, Row, params};

use super::operations::{Operation, OperationKind, packed, unpacked};
use crate::content::list_change::ListChange;
use crate::desk::{Desk, DeskError};

/// A response, or a document that was settled, that is looked after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedAfter {
    /// Its path.
    pub path: String,
    /// The question that was made to list it, and by which entry.
    pub listed: Option<(String, String)>,
    /// It was listed again since.
    pub is_listed_again: bool,
}

/// A text that was written into a file, and what was there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrote {
    /// None: there was no such file.
    pub before: Option<Vec<u8>>,
    /// The person's text.
    pub mine: Vec<u8>,
}

impl Desk {
    /// All that is looked after.
    ///
    /// # Errors
    /// As SQLite says; so for every method here.
    pub fn looked_after(&self) -> Result<Vec<LookedAfter>, DeskError> {
        let sql = "SELECT path, question, entry, again FROM looked_after ORDER BY path";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let (question, entry): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
            Ok(LookedAfter {
                path: row.get(0)?,
                listed: question.zip(entry),
                is_listed_again: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What was last written into the file at `path`, unless somebody has gone on from that.
    pub fn wrote(&self, path: &str) -> Result<Option<Wrote>, DeskError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT f.before, f.after FROM looked_after l
             JOIN operation_file f ON f.operation = coalesce(l.settled, l.published) AND f.path = l.path AND f.in_folder
             WHERE l.path = ?1 AND f.after IS NOT NULL",
        )?;
        Ok(statement.query_row([path], wrote).optional()?)
    }

    /// Somebody has gone on from what was written into the file: it is no longer held against that.
    pub fn goes_on(&self, path: &str) -> Result<(), DeskError> {
        let sql = "UPDATE looked_after SET published = NULL, settled = NULL WHERE path = ?1";
        self.connection.prepare_cached(sql)?.execute([path])?;
        Ok(())
    }

    /// A new response was in its question's list before it was published: an earlier try that failed, or whoever was faster then,
    /// had left it there.
    pub fn is_listed(&self, path: &str, question: &str, entry: &str) -> Result<(), DeskError> {
        let sql = "UPDATE looked_after SET question = ?2, entry = ?3 WHERE path = ?1 AND question IS NULL
            AND published IN (SELECT operation FROM operation_file WHERE path = ?1 AND before IS NULL)";
        self.connection
            .prepare_cached(sql)?
            .execute(params![path, question, entry])?;
        Ok(())
    }

    /// The person was asked once whether the question is to list it: it is not listed again.
    pub fn leave_unlisted(&self, path: &str) -> Result<(), DeskError> {
        let sql = "UPDATE looked_after SET again = 1 WHERE path = ?1";
        self.connection.prepare_cached(sql)?.execute([path])?;
        Ok(())
    }

    /// The response has left, and what was listed again with it.
    pub fn look_no_longer_after(&self, path: &str) -> Result<(), DeskError> {
        let sql = "DELETE FROM looked_after WHERE path = ?1";
        self.connection.prepare_cached(sql)?.execute([path])?;
        Ok(())
    }

    /// Whether the person has settled a conflict of the file at `path` after `entry` was put into it, and left it out.
    pub fn settled_without(&self, path: &str, entry: &str) -> Result<bool, DeskError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT f.before, f.after FROM operation_file f JOIN operation o ON o.id = f.operation
             WHERE f.path = ?1 AND o.kind = 'settle' AND o.state = 'done' AND f.after IS NOT NULL ORDER BY o.id DESC LIMIT 1",
        )?;
        let Some(wrote) = statement.query_row([path], wrote).optional()? else {
            return Ok(false);
        };
        let change = ListChange::in_lists(&wrote.before.unwrap_or_default(), &wrote.mine);
        Ok(change.is_some_and(|change| change.removed().contains(&entry)))
    }

    /// The text of the person's that was replaced in the file at `path`, and is not settled.
    pub fn replaced(&self, path: &str) -> Result<Option<Wrote>, DeskError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT before, mine FROM replaced WHERE path = ?1")?;
        Ok(statement.query_row([path], wrote).optional()?)
    }

    /// The files in which a text was replaced that is not settled.
    pub fn all_replaced(&self) -> Result<Vec<String>, DeskError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT path FROM replaced ORDER BY path")?;
        let paths = statement.query_map([], |row| row.get(0))?;
        Ok(paths.collect::<Result<_, _>>()?)
    }

    /// Keeps the person's text, which was replaced. False: it is kept already. A text that was replaced there before, and is not settled,
    /// can be read in Activity then.
    pub fn note_replaced(&self, path: &str, wrote: &Wrote, at: i64) -> Result<bool, DeskError> {
        if let Some(earlier) = self.replaced(path)? {
            if earlier.mine == wrote.mine {
                return Ok(false);
            }
            match self.connection.is_autocommit() {
                true => self.keep_found(path, &earlier.mine, at)?,
                false => self.keep_text(path, &earlier.mine, at)?,
            }
        }
        let (before, mine) = (packed(wrote.before.as_deref())?, packed(Some(&wrote.mine))?);
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO replaced VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![path, at, before, mine])?;
        Ok(true)
    }

    /// It is settled, or its text is there again.
    pub fn forget_replaced(&self, path: &str) -> Result<(), DeskError> {
        self.connection
            .prepare_cached("DELETE FROM replaced WHERE path = ?1")?
            .execute([path])?;
        Ok(())
    }

    /// The file at `path` holds this now. A replaced text that it does not hold is still in conflict with it; where the file has gone, the
    /// text can be read in Activity.
    fn holds_now(&self, path: &str, now: Option<&[u8]>, at: i64) -> Result<(), DeskError> {
        let Some(replaced) = self.replaced(path)? else {
            return Ok(());
        };
        match now {
            Some(now) if now != replaced.mine => return Ok(()),
            Some(_) => {}
            None => self.keep_text(path, &replaced.mine, at)?,
        }
        self.forget_replaced(path)
    }

    /// What was published is looked after from now on; what was taken back is not. In the transaction in which that ends.
    pub(super) fn look_after(&self, operation: &Operation) -> Result<(), DeskError> {
        let in_folder = || operation.files.iter().filter(|file| file.in_folder);
        let lists: Vec<(&str, ListChange)> = in_folder()
            .filter_map(|file| {
                let (before, after) = file.before.as_deref().zip(file.after.as_deref())?;
                Some((file.path.as_str(), ListChange::between(before, after)?))
            })
            .collect();
        let added = lists
            .iter()
            .find_map(|(path, change)| Some((*path, (*change.added().first()?).to_owned())));
        if operation.kind == OperationKind::ListAgain {
            if let Some((question, entry)) = added {
                self.connection
                    .prepare_cached("UPDATE looked_after SET again = 1, question = ?1 WHERE entry = ?2")?
                    .execute(params![question, entry])?;
            }
            return Ok(());
        }
        let states = [&operation.extra.draft_after, &operation.extra.draft_before];
        let mut responses = states
            .into_iter()
            .flatten()
            .flat_map(|state| [state.published_as.as_deref(), state.revises.as_deref()])
            .flatten();
        let written = responses.find_map(|path| in_folder().find(|file| file.path == path));
        let Some(file) = written else { return Ok(()) };
        self.holds_now(&file.path, file.after.as_deref(), operation.at)?;
        if file.after.is_none() {
            return self.look_no_longer_after(&file.path);
        }
        let (question, entry) = added.unzip();
        self.connection
            .prepare_cached(
                "INSERT INTO looked_after (path, question, entry, published) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (path) DO UPDATE SET published = ?4, settled = NULL,
                   again = CASE WHEN ?2 IS NULL THEN again ELSE 0 END,
                   question = coalesce(?2, question), entry = coalesce(?3, entry)",
            )?
            .execute(params![file.path, question, entry, operation.id])?;
        Ok(())
    }

    /// What was settled is looked after from now on. In the transaction in which that ends.
    pub(super) fn look_after_settled(&self, settling: &Operation) -> Result<(), DeskError> {
        let Some(path) = settling.subject() else {
            return Ok(());
        };
        // Another conflict of the same file says nothing of this one.
        let replaced = self.replaced(path)?;
        if replaced.is_some_and(|it| Some(&it.mine) == settling.mine.as_ref()) {
            self.forget_replaced(path)?;
        }
        let mut files = settling.files.iter();
        if files.any(|file| file.path == path && file.before != file.after && file.after.is_some()) {
            let sql = "INSERT INTO looked_after (path, settled) VALUES (?1, ?2)
                ON CONFLICT (path) DO UPDATE SET settled = ?2";
            self.connection
                .prepare_cached(sql)?
                .execute(params![path, settling.id])?;
            return Ok(());
        }
        // The person has taken what is there.
        self.goes_on(path)
    }

    /// What was settled is in conflict again, and is looked after no longer. In the transaction in which that ends.
    pub(super) fn look_after_unsettled(&self, undoing: &Operation) -> Result<(), DeskError> {
        let settling = undoing.undoes.map(|id| self.operation(id)).transpose()?.flatten();
        let Some((path, settling)) = undoing.subject().zip(settling) else {
            return Ok(());
        };
        let replaced = self.replaced(path)?;
        if settling.mine.is_some() && replaced.is_some_and(|it| Some(&it.mine) == settling.mine.as_ref()) {
            self.forget_replaced(path)?;
        }
        let sql = "UPDATE looked_after SET settled = NULL WHERE path = ?1 AND settled = ?2";
        self.connection
            .prepare_cached(sql)?
            .execute(params![path, settling.id])?;
        // A text that was replaced is in conflict again.
        if let Some(mine) = settling.mine {
            let before = settling.base;
            self.note_replaced(path, &Wrote { before, mine }, settling.at)?;
        }
        Ok(())
    }
}

/// What is in a row of two packed texts.
fn wrote(row: &Row<'_>) -> rusqlite::Result<Wrote> {
    let (before, mine): (Option<Vec<u8>>, Vec<u8>) = (row.get(0)?, row.get(1)?);
    Ok(Wrote {
        before: before.map(|before| unpacked(&before)).transpose()?,
        mine: unpacked(&mine)?,
    })
}
