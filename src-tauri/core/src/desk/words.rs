//! The words that a person says are right.

use super::{Desk, DeskError};

impl Desk {
    /// Counts `word` as right in every text of `language`.
    ///
    /// # Errors
    /// As SQLite says; so for every method here.
    pub fn add_word(&self, language: &str, word: &str) -> Result<(), DeskError> {
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO word (word, language) VALUES (?1, ?2)")?
            .execute([word, language])?;
        Ok(())
    }

    /// Counts `word` as right in `draft` only.
    pub fn ignore_word(&self, draft: i64, word: &str) -> Result<(), DeskError> {
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO word (word, draft) VALUES (?1, ?2)")?
            .execute((word, draft))?;
        Ok(())
    }

    /// The words that are right in `draft`, which is written in `language`, beside those of its dictionaries.
    pub fn words(&self, draft: i64, language: &str) -> Result<Vec<String>, DeskError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT word FROM word WHERE draft = ?1 OR draft = 0 AND language = ?2")?;
        let rows = statement.query_map((draft, language), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
