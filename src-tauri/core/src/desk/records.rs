//! The record of what was seen to happen in the folder, in a bounded number of lines.

mod kept;
mod mine;
mod rows;

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};

use super::{Desk, DeskError};
use crate::content::activity::{ActivityKind, MOST_APART, News, Observation, describe_file, hash_of_file};

pub use kept::{KEPT_BYTES, KEPT_DAYS, KeptRow, RetainedText};
pub use mine::Mine;
pub use rows::Record;
use rows::{KINDS, RECORD, doing_of, name_of, names_as_json, plausible, record};

/// So many lines are kept, the newest; and those whose texts are.
pub const MOST_RECORDS: u32 = 5_000;
/// A document that is changed again within this time has one line for both, ms.
const ONE_SITTING: i64 = 60 * 60 * 1000;
/// What is written to this shortly after it arrived was still arriving, ms.
const ARRIVING: i64 = 10 * 1000;
/// More than [`MOST_APART`] that do the same within this time have one line: a sync engine brings them one by one, ms.
const CROWD: i64 = 10 * 60 * 1000;
/// That line goes on until nothing more of it has been seen for so long, ms.
const LULL: i64 = 2 * 60 * 1000;
/// Names that come and go with the same bytes within this time are a renaming, in two steps, ms.
const RENAMING: i64 = 10 * 60 * 1000;

/// The last line of a document.
struct Last {
    id: i64,
    doing: ActivityKind,
    hash: i64,
    at: i64,
    mine: Option<String>,
}

impl Desk {
    /// Writes down what was seen at `at`, ms since 1970. The same, seen again because a program ended before the mirror had it,
    /// is written once. Last texts are on the disk when this returns; the rest is soon.
    ///
    /// # Errors
    /// As SQLite says, then nothing was written down; so for every method here.
    pub fn record(&self, news: &News, at: i64) -> Result<(), DeskError> {
        let keeps = news.apart.iter().any(|seen| seen.text.is_some());
        if keeps {
            return self.record_all(news, keeps, at);
        }
        // A line that a power cut takes is no loss of words, and an edit from outside need not wait for the disk. Only the log is
        // written here; whoever writes it back makes sure of it before.
        self.connection.pragma_update(None, "synchronous", "OFF")?;
        let recorded = self.record_all(news, keeps, at);
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        recorded
    }

    fn record_all(&self, news: &News, keeps: bool, at: i64) -> Result<(), DeskError> {
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let own = self.own_time(Timestamp::from_millisecond(at).unwrap_or_default())?;
        for (doing, documents) in &news.many {
            self.count_in(*doing, *documents, at)?;
        }
        for (doing, _) in KINDS {
            let these: Vec<_> = news.apart.iter().filter(|seen| seen.doing == doing).collect();
            let in_one = !these.is_empty() && self.is_crowd(doing, these.len(), at)?;
            for seen in these {
                let line = match in_one {
                    true => Some(self.count_in(doing, 1, at)?),
                    false => self.line_of(seen, at)?,
                };
                if let (Some(line), Some(last)) = (line, &seen.text) {
                    self.keep(line, seen, last.text.as_bytes(), last.is_whole, at)?;
                }
            }
        }
        self.trim(keeps.then_some(own))?;
        Ok(transaction.commit()?)
    }

    /// Writes down what the person did here (`mine`; none: somebody else) at `at`, ms since 1970, and keeps texts with it, each by the
    /// path of its file. What the mirror has reported of it already, or reports later, is the same line. To be called in a transaction.
    pub(super) fn record_with(
        &self,
        seen: &Observation,
        mine: Option<&str>,
        texts: &[(&str, &[u8])],
        at: i64,
    ) -> Result<(), DeskError> {
        let own = self.own_time(Timestamp::from_millisecond(at).unwrap_or_default())?;
        let is_told =
            |last: &Last| last.doing == seen.doing && last.hash == seen.hash && last.mine.as_deref() == mine;
        let line = match self.last_line(&seen.path)?.filter(is_told) {
            Some(last) => last.id,
            None => self.new_line(seen, mine, at)?,
        };
        for (path, bytes) in texts {
            let of_text = Observation {
                path: (*path).to_owned(),
                hash: hash_of_file(bytes, bytes.len() as u64),
                ..seen.clone()
            };
            self.keep(line, &of_text, bytes, true, at)?;
        }
        self.trim(Some(own))
    }

    /// Keeps the words that somebody wrote into the file at `path` of the folder just as it was replaced, with a line for
    /// them.
    pub fn keep_found(&self, path: &str, words: &[u8], at: i64) -> Result<(), DeskError> {
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        self.keep_text(path, words, at)?;
        Ok(transaction.commit()?)
    }

    /// The same, in a transaction.
    pub(super) fn keep_text(&self, path: &str, words: &[u8], at: i64) -> Result<(), DeskError> {
        let (kind, title, people) = describe_file(path, words);
        let seen = Observation {
            hash: hash_of_file(words, words.len() as u64),
            ..Observation::changed(path, kind, title, people)
        };
        self.record_with(&seen, None, &[(path, words)], at)
    }

    /// The newest lines, newest first.
    pub fn records(&self, most: u32) -> Result<Vec<Record>, DeskError> {
        let sql = format!("{RECORD} ORDER BY turn DESC LIMIT ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([most], record)?.collect::<Result<_, _>>()?)
    }

    /// Whether so many did the same, now and shortly before, that nobody will read of each.
    fn is_crowd(&self, doing: ActivityKind, these: usize, at: i64) -> Result<bool, DeskError> {
        if these > MOST_APART || self.open_crowd(doing, at)?.is_some() {
            return Ok(true);
        }
        let before: i64 = self
            .connection
            .prepare_cached("SELECT count(*) FROM record WHERE at BETWEEN ?1 AND ?2 AND doing = ?3")?
            .query_row(params![at - CROWD, at, name_of(doing)], |row| row.get(0))?;
        Ok(usize::try_from(before).unwrap_or(0) + these > MOST_APART)
    }

    /// The line in which those that do the same are counted just now.
    fn open_crowd(&self, doing: ActivityKind, at: i64) -> Result<Option<i64>, DeskError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM record WHERE path = '' AND doing = ?1 AND at BETWEEN ?2 AND ?3 ORDER BY id DESC LIMIT 1",
        )?;
        let open = statement.query_row(params![name_of(doing), at - LULL, at], |row| row.get(0));
        Ok(open.optional()?)
    }

    /// Adds to the one line that stands for a crowd, and gives its number.
    fn count_in(&self, doing: ActivityKind, documents: u64, at: i64) -> Result<i64, DeskError> {
        let documents = i64::try_from(documents).unwrap_or(i64::MAX);
        if let Some(line) = self.open_crowd(doing, at)? {
            self.connection
                .prepare_cached("UPDATE record SET documents = documents + ?2, at = ?3 WHERE id = ?1")?
                .execute([line, documents, at])?;
            return Ok(line);
        }
        self.connection
            .prepare_cached(
                "INSERT INTO record (at, doing, path, kind, title, people, hash, documents)
                 VALUES (?1, ?2, '', 'response', '', '[]', 0, ?3)",
            )?
            .execute(params![at, name_of(doing), documents])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// The line of what one document did: a new one, or one that is there already. None: it is not worth one.
    fn line_of(&self, seen: &Observation, at: i64) -> Result<Option<i64>, DeskError> {
        if seen.doing == ActivityKind::Changed && self.is_own_draft(&seen.path)? {
            return Ok(None); // it is saved every few seconds
        }
        let mine = self.whose(seen)?;
        if seen.doing == ActivityKind::CopyRemoved && mine.is_some() {
            return Ok(None); // it went with what was settled, which is told, and its text is kept with that
        }
        if let Some(last) = self.last_line(&seen.path)? {
            if last.doing == seen.doing && last.hash == seen.hash {
                self.write_anew(last.id, seen, at, 0)?;
                return Ok(Some(last.id));
            }
            let follows = seen.doing == ActivityKind::Changed && last.mine.as_deref() == mine;
            let since = at - last.at;
            match last.doing {
                ActivityKind::Changed if follows && (0..ONE_SITTING).contains(&since) => {
                    self.write_anew(last.id, seen, at, 1)?;
                    return Ok(Some(last.id));
                }
                ActivityKind::Arrived if follows && (0..ARRIVING).contains(&since) => {
                    self.write_anew(last.id, seen, last.at, 0)?;
                    return Ok(Some(last.id));
                }
                _ => {}
            }
        }
        if mine.is_none()
            && let Some(line) = self.other_half_of_renaming(seen, at)?
        {
            return Ok(Some(line));
        }
        self.new_line(seen, mine, at).map(Some)
    }

    fn new_line(&self, seen: &Observation, mine: Option<&str>, at: i64) -> Result<i64, DeskError> {
        self.connection
            .prepare_cached(
                "INSERT INTO record (at, doing, path, was_at, kind, title, people, hash, written, mine)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                at,
                name_of(seen.doing),
                seen.path,
                seen.was_at,
                seen.kind.name(),
                seen.title,
                names_as_json(&seen.people),
                seen.hash,
                plausible(seen.modified, at),
                mine
            ])?;
        Ok(self.connection.last_insert_rowid())
    }

    fn last_line(&self, path: &str) -> Result<Option<Last>, DeskError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, doing, hash, at, mine FROM record WHERE path = ?1 ORDER BY id DESC LIMIT 1",
        )?;
        let last = statement.query_row([path], |row| {
            Ok(Last {
                id: row.get(0)?,
                doing: doing_of(&row.get::<_, String>(1)?),
                hash: row.get(2)?,
                at: row.get(3)?,
                mine: row.get(4)?,
            })
        });
        Ok(last.optional()?)
    }

    fn write_anew(&self, line: i64, seen: &Observation, at: i64, times: i64) -> Result<(), DeskError> {
        self.connection
            .prepare_cached(
                "UPDATE record SET at = ?2, title = ?3, people = ?4, hash = ?5, written = ?6, times = times + ?7
                 WHERE id = ?1",
            )?
            .execute(params![
                line,
                at,
                seen.title,
                names_as_json(&seen.people),
                seen.hash,
                plausible(seen.modified, at),
                times
            ])?;
        Ok(())
    }

    /// Some programs and sync engines rename by writing anew and deleting, in either order.
    fn other_half_of_renaming(&self, seen: &Observation, at: i64) -> Result<Option<i64>, DeskError> {
        let other = match seen.doing {
            ActivityKind::Arrived => ActivityKind::Withdrawn,
            ActivityKind::Withdrawn => ActivityKind::Arrived,
            ActivityKind::Changed | ActivityKind::Renamed | ActivityKind::CopyRemoved => return Ok(None),
        };
        let found = self
            .connection
            .prepare_cached(
                "SELECT id, path FROM record WHERE hash = ?1 AND doing = ?2 AND at BETWEEN ?3 AND ?4 AND path NOT IN (?5, '')
                 AND mine IS NULL ORDER BY id DESC LIMIT 1",
            )?
            .query_row(
                params![seen.hash, name_of(other), at - RENAMING, at, seen.path],
                |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)),
            )
            .optional()?;
        let Some((line, other_path)) = found else {
            return Ok(None);
        };
        let (from, to) = match seen.doing {
            ActivityKind::Arrived => (other_path.as_str(), seen.path.as_str()),
            _ => (seen.path.as_str(), other_path.as_str()),
        };
        self.connection
            .prepare_cached(
                "UPDATE record SET doing = 'renamed', was_at = ?2, path = ?3, at = ?4 WHERE id = ?1",
            )?
            .execute(params![line, from, to, at])?;
        Ok(Some(line))
    }

    /// Lets go of lines beyond their bounds, and of texts, where the desk's own time is given.
    fn trim(&self, own: Option<i64>) -> Result<(), DeskError> {
        if let Some(own) = own {
            self.trim_kept(own)?;
        }
        self.connection
            .prepare_cached(
                "DELETE FROM record WHERE id <= (SELECT max(id) FROM record) - ?1
                 AND NOT EXISTS (SELECT 1 FROM kept WHERE record = record.id)",
            )?
            .execute([MOST_RECORDS])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
