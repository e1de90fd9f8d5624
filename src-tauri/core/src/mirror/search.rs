//! Full-text search: indexes each document, and finds documents.

use arguendo_text::{markdown, words};
use rusqlite::{Connection, OptionalExtension as _, params};
use xxhash_rust::xxh3::Xxh3Default;

use super::insert::Prose;
use super::packing::Unpacker;
use super::rows::Role;
use super::{MirrorError, Reader};
use crate::content::kind::Kind;

/// The weights of title, thesis, body and names in the ranking.
const RANK: &str = "bm25(words, 8.0, 4.0, 1.0, 6.0)";
/// At most this many matches are ranked. Ranking costs about 0.6 µs a match, and nobody reads a longer list.
pub const MOST_RANKED: usize = 5_000;

const MATCHING: &str = "SELECT rowid FROM words WHERE words MATCH ?1 /* shown */ LIMIT ?2";
const BEGINNING: &str =
    "SELECT rowid FROM beginnings WHERE beginnings MATCH ?1 /* shown */ ORDER BY rowid LIMIT ?2";

/// A query, in the syntax of FTS5.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The whole query.
    pub all: String,
    /// Set if the last word is still being typed: its beginning, and the rest of the query.
    pub begun: Option<Begun>,
}

/// A query whose last word is still being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// The beginning of the last word, at most [`words::BEGINNING`] letters.
    pub beginning: String,
    /// The rest of the query, if there is any.
    pub rest: Option<String>,
}

/// The result of a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The number of matching documents, at most [`MOST_RANKED`].
    pub total: usize,
    /// More documents match than `total` says.
    pub more: bool,
    /// The best of them, best first.
    pub best: Vec<i64>,
}

/// Updates the index for document `id`. `prose` is the document's own text, if the caller has it.
pub(super) fn index(
    connection: &Connection,
    texts: &Unpacker,
    id: i64,
    prose: Option<&Prose>,
) -> Result<(), MirrorError> {
    let searched: Option<i64> = connection
        .prepare_cached("SELECT searched FROM document WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?;
    let wanted = heading_of(connection, id)?;
    let is = wanted.as_ref().map(|wanted| wanted.searched);
    if is == searched {
        return Ok(());
    }
    if searched.is_some() {
        take_out(connection, id)?;
    }
    if let Some(heading) = &wanted {
        match prose {
            Some(prose) => put_in(connection, id, heading, prose)?,
            None => put_in(
                connection,
                id,
                heading,
                &prose_of(connection, texts, id, heading)?,
            )?,
        }
    }
    connection
        .prepare_cached("UPDATE document SET searched = ?2 WHERE id = ?1")?
        .execute(params![id, is])?;
    Ok(())
}

/// Removes document `id`, which must be in the index, from the index.
pub(super) fn take_out(connection: &Connection, id: i64) -> Result<(), MirrorError> {
    for sql in [
        "DELETE FROM words WHERE rowid = ?1",
        "DELETE FROM beginnings WHERE rowid = ?1",
        "DELETE FROM heads WHERE rowid = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}

fn put_in(connection: &Connection, id: i64, heading: &Heading, prose: &Prose) -> Result<(), MirrorError> {
    let Heading {
        title, thesis, names, ..
    } = heading;
    let folded = [title, thesis, names].map(|text| words::searchable(text));
    connection
        .prepare_cached("INSERT INTO words (rowid, title, thesis, body, names) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id, folded[0], folded[1], prose.body, folded[2]])?;
    connection
        .prepare_cached("INSERT INTO heads (rowid, title, thesis, names) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, folded[0], folded[1], folded[2]])?;
    let beginnings = prose.beginnings.clone() + &words::beginnings(&[names]);
    connection
        .prepare_cached("INSERT INTO beginnings (rowid, start) VALUES (?1, ?2)")?
        .execute(params![id, beginnings])?;
    Ok(())
}

/// What a document can be found by, besides its text.
struct Heading {
    title: String,
    thesis: String,
    names: String,
    /// A hash of the heading and the text.
    searched: i64,
}

/// None if the document is not to be found by a search.
fn heading_of(connection: &Connection, id: i64) -> Result<Option<Heading>, MirrorError> {
    let row = connection
        .prepare_cached(
            "SELECT kind, title, coalesce(thesis, ''), coalesce(description, '') || char(10) || coalesce(last_name, ''),
               hash FROM document JOIN file USING (id)
             WHERE id = ?1 AND published AND conflict_of IS NULL AND kind <> 3",
        )?
        .query_row([id], |row| {
            let kind = super::rows::kind(row.get(0)?);
            Ok((kind, row.get::<_, String>(1)?, row.get(2)?, row.get(3)?, row.get::<_, i64>(4)?))
        })
        .optional()?;
    let Some((kind, title, thesis, mut names, hash)) = row else {
        return Ok(None);
    };
    if kind != Kind::Contributor {
        names = signatures(connection, id)?;
    }
    let mut sum = Xxh3Default::new();
    for part in [&title, &thesis, &names] {
        sum.update(part.as_bytes());
        sum.update(&[0]);
    }
    sum.update(&hash.to_le_bytes());
    Ok(Some(Heading {
        title,
        thesis,
        names,
        searched: sum.digest().cast_signed(),
    }))
}

/// The names of the people who signed the document; for an unknown contributor, the slug.
fn signatures(connection: &Connection, id: i64) -> Result<String, MirrorError> {
    let mut statement = connection.prepare_cached(
        "SELECT coalesce(d.title || ' ' || coalesce(d.last_name, ''), r.written) FROM reference r
         LEFT JOIN resolved x ON x.reference = r.id LEFT JOIN document d ON d.id = x.target AND d.published
         WHERE r.source = ?1 AND r.role = ?2 ORDER BY r.position",
    )?;
    let names = statement
        .query_map(params![id, Role::SignedBy.number()], |row| {
            row.get::<_, String>(0)
        })?
        .collect::<Result<Vec<_>, _>>()?;
    Ok(names.join("\n"))
}

/// The prose of a document whose file was not read in this batch.
fn prose_of(
    connection: &Connection,
    texts: &Unpacker,
    id: i64,
    heading: &Heading,
) -> Result<Prose, MirrorError> {
    let broken: bool = connection
        .prepare_cached("SELECT broken FROM document WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?;
    let body = super::rows::body(connection, texts, id)?.unwrap_or_default();
    let plain = if broken { body } else { markdown::plain_text(&body) };
    let beginnings = words::beginnings(&[&heading.title, &heading.thesis, &plain]);
    Ok(Prose {
        body: words::searchable(&plain).into_owned(),
        beginnings,
    })
}

impl Reader {
    /// The number of matching documents, and the best `limit` of them. If too many match to be ranked,
    /// documents that have the words in title, thesis or names come first.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn search(&self, wanted: &Wanted, limit: usize) -> Result<Found, MirrorError> {
        let matching = self.matching(wanted)?;
        if matching.len() <= MOST_RANKED {
            // Few enough to rank all of them.
            return Ok(Found {
                total: matching.len(),
                more: false,
                best: self.ranked(wanted, &matching, limit)?,
            });
        }
        let mut best = self.ids_of(
            "SELECT rowid FROM (SELECT rowid, rank FROM heads WHERE heads MATCH ?1 /* shown */ LIMIT ?2)
             ORDER BY rank, rowid LIMIT ?3",
            &wanted.all,
            (MOST_RANKED, limit),
        )?;
        // To rank even some of them, FTS5 would visit all matches: 40 ms for "of the" in 100,000 documents.
        for id in matching {
            if best.len() >= limit {
                break;
            }
            if !best.contains(&id) {
                best.push(id);
            }
        }
        Ok(Found {
            total: MOST_RANKED,
            more: true,
            best,
        })
    }

    /// Matching documents, in the order of the index; at most one more than can be ranked.
    fn matching(&self, wanted: &Wanted) -> Result<Vec<i64>, MirrorError> {
        match &wanted.begun {
            None => self.ids_of(MATCHING, &wanted.all, (MOST_RANKED + 1, 0)),
            Some(Begun {
                beginning,
                rest: None,
            }) => self.ids_of(BEGINNING, beginning, (MOST_RANKED + 1, 0)),
            Some(Begun {
                beginning,
                rest: Some(rest),
            }) => self.in_both(rest, beginning),
        }
    }

    /// Documents that match `rest` and have a word with this beginning. Both lists are in the order of their
    /// ids.
    fn in_both(&self, rest: &str, beginning: &str) -> Result<Vec<i64>, MirrorError> {
        let is_shown = self.and_shown("rowid")?;
        let mut begun = self
            .connection
            .prepare_cached("SELECT rowid FROM beginnings WHERE beginnings MATCH ?1 ORDER BY rowid")?;
        let mut begun = begun.query_map([beginning], |row| row.get::<_, i64>(0))?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT rowid FROM words WHERE words MATCH ?1{is_shown} ORDER BY rowid"
        ))?;
        let mut rows = statement.query([rest])?;
        let mut next = begun.next().transpose()?;
        let mut both = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            while next.is_some_and(|begun| begun < id) {
                next = begun.next().transpose()?;
            }
            if next == Some(id) {
                both.push(id);
            }
            if next.is_none() || both.len() > MOST_RANKED {
                break;
            }
        }
        Ok(both)
    }

    /// Ranks all of `matching` and gives the best `limit`. A beginning that nearly every document has says
    /// nothing about rank and would cost the most time; then only the rest of the query ranks.
    fn ranked(&self, wanted: &Wanted, matching: &[i64], limit: usize) -> Result<Vec<i64>, MirrorError> {
        if let Some(Begun {
            beginning,
            rest: Some(rest),
        }) = &wanted.begun
        {
            let is_common = |sql, expression| -> Result<bool, MirrorError> {
                Ok(self.ids_of(sql, expression, (MOST_RANKED + 1, 0))?.len() > MOST_RANKED)
            };
            // If the rest is common too, both are ranked together at any cost, because the order must be
            // right.
            if is_common(BEGINNING, beginning)? && !is_common(MATCHING, rest)? {
                let mut best = self.best_of_first(rest, MOST_RANKED)?;
                best.retain(|id| matching.binary_search(id).is_ok());
                let ranked: std::collections::HashSet<_> = best.iter().copied().collect();
                best.extend(matching.iter().filter(|id| !ranked.contains(id)));
                best.truncate(limit);
                return Ok(best);
            }
        }
        self.best_of_first(&wanted.all, limit)
    }

    /// The best `limit` of the first matches, at most as many as can be ranked; equal ones by path.
    fn best_of_first(&self, expression: &str, limit: usize) -> Result<Vec<i64>, MirrorError> {
        self.ids_of(
            &format!(
                "SELECT m.rowid FROM (SELECT rowid, {RANK} AS rank FROM words WHERE words MATCH ?1 /* shown */ LIMIT ?2) m
                 JOIN file f ON f.id = m.rowid ORDER BY m.rank, f.path LIMIT ?3"
            ),
            expression,
            (MOST_RANKED, limit),
        )
    }

    /// Runs `sql`. At the mark `/* shown */`, hidden documents are left out.
    fn ids_of(&self, sql: &str, expression: &str, limits: (usize, usize)) -> Result<Vec<i64>, MirrorError> {
        let number = |limit| i64::try_from(limit).unwrap_or(i64::MAX);
        let sql = sql.replace("/* shown */", &self.and_shown("rowid")?);
        let mut statement = self.connection.prepare_cached(&sql)?;
        statement.raw_bind_parameter(1, expression)?;
        statement.raw_bind_parameter(2, number(limits.0))?;
        if statement.parameter_count() > 2 {
            statement.raw_bind_parameter(3, number(limits.1))?;
        }
        let ids = statement
            .raw_query()
            .mapped(|row| row.get(0))
            .collect::<Result<_, _>>()?;
        Ok(ids)
    }

    /// The plain text of document `id`, to cut a passage from.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn plain_text(&self, id: i64) -> Result<String, MirrorError> {
        Ok(self
            .body(id)?
            .map(|body| markdown::plain_text(&body))
            .unwrap_or_default())
    }
}
