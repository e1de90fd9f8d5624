//! The passages that were quoted into each draft.

use arguendo_text::quotes::Quote;
use jiff::Timestamp;
use rusqlite::{Row, params};

use super::{Desk, DeskError};

impl Desk {
    /// Keeps that `quote` was put into `draft`. Gives its number.
    ///
    /// # Errors
    /// As SQLite says; so for every method here.
    pub fn keep_quote(&self, draft: i64, quote: &Quote, now: Timestamp) -> Result<i64, DeskError> {
        self.connection
            .prepare_cached(
                "INSERT INTO quote (draft, path, exact, before, after, once, hash, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                draft,
                quote.path,
                quote.exact,
                quote.before,
                quote.after,
                quote.once,
                quote.hash,
                now.as_millisecond()
            ])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// The passages quoted into `draft`, each with its number, in the order of quoting.
    pub fn quotes(&self, draft: i64) -> Result<Vec<(i64, Quote)>, DeskError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, path, exact, before, after, once, hash FROM quote WHERE draft = ?1 ORDER BY id",
        )?;
        let rows = statement.query_map([draft], quote)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn quote(row: &Row<'_>) -> rusqlite::Result<(i64, Quote)> {
    let quote = Quote {
        path: row.get(1)?,
        exact: row.get(2)?,
        before: row.get(3)?,
        after: row.get(4)?,
        once: row.get(5)?,
        hash: row.get(6)?,
    };
    Ok((row.get(0)?, quote))
}
