//! Versions: whole states of a draft's file, each kept for a reason and never changed.

use arguendo_text::front_matter::body_of;
use arguendo_text::{diff, markdown, words};
use rusqlite::types::Type;
use rusqlite::{OptionalExtension as _, Row, params};

use serde::Serialize;
use ts_rs::TS;

use super::drafts::hash_of;
use super::{Desk, DeskError};

/// Why a version was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum VersionKind {
    /// What a session came to.
    Sitting,
    /// The person asked for it, and named it.
    Named,
    /// What was there before another version was restored.
    BeforeRestore,
    /// What was on the disk when it had been changed from outside.
    Outside,
    /// What a person chose not to restore after a crash.
    Discarded,
    /// What was published.
    Published,
    /// What was published, before it was withdrawn or replaced.
    Withdrawn,
}

/// A kept state of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VersionRow {
    /// What `compare_version` and `restore_version` take.
    #[ts(type = "number")]
    pub id: i64,
    /// When, ms since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// Why it was kept.
    pub kind: VersionKind,
    /// The person's name for it.
    pub name: Option<String>,
    /// Its words in all.
    pub words: u32,
    /// Words that the version before it has not.
    pub added: u32,
    /// Words of the version before it that it has not.
    pub removed: u32,
}

/// How well texts are packed: a version is kept once a session, and read seldom.
const LEVEL: i32 = 3;
/// The longest text that can be kept, in bytes.
const LONGEST: usize = 64 * 1024 * 1024;

const KINDS: [(VersionKind, &str); 7] = [
    (VersionKind::Sitting, "sitting"),
    (VersionKind::Named, "named"),
    (VersionKind::BeforeRestore, "before-restore"),
    (VersionKind::Outside, "outside"),
    (VersionKind::Discarded, "discarded"),
    (VersionKind::Published, "published"),
    (VersionKind::Withdrawn, "withdrawn"),
];

/// A state that is to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewVersion<'a> {
    /// Why.
    pub kind: VersionKind,
    /// The person's name for it.
    pub name: Option<&'a str>,
    /// The file's bytes.
    pub bytes: &'a [u8],
    /// Its words in all, those that the version before has not, and those of that one that it has not.
    pub words: (u32, u32, u32),
    /// When, ms since 1970.
    pub at: i64,
}

/// A state that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub id: i64,
    /// The draft's.
    pub draft: i64,
    /// The person's name for it.
    pub name: Option<String>,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

impl Desk {
    /// Keeps a state, and gives its number.
    ///
    /// # Errors
    /// As SQLite says; so for every method here.
    pub fn add_version(&self, draft: i64, version: &NewVersion) -> Result<i64, DeskError> {
        let (words, added, removed) = version.words;
        self.connection
            .prepare_cached(
                "INSERT INTO version (draft, at, kind, name, words, added, removed, hash, text)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                draft,
                version.at,
                kind_name(version.kind),
                version.name,
                words,
                added,
                removed,
                hash_of(version.bytes),
                packed(version.bytes)?
            ])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Keeps the bytes of a file as a version of a draft, unless the newest one is the same, of the same kind.
    pub fn keep_bytes(&self, draft: i64, kind: VersionKind, bytes: &[u8], at: i64) -> Result<(), DeskError> {
        let newest: Option<(String, i64, Vec<u8>)> = self
            .connection
            .prepare_cached("SELECT kind, hash, text FROM version WHERE draft = ?1 ORDER BY id DESC LIMIT 1")?
            .query_row([draft], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let is_kept = |(known, hash, _): &(String, i64, _)| {
            kind_name(kind) == Some(known.as_str()) && *hash == hash_of(bytes)
        };
        if newest.as_ref().is_some_and(is_kept) {
            return Ok(());
        }
        let before = match newest {
            Some((_, _, text)) => unpacked(&text)?,
            None => Vec::new(),
        };
        let (before, now) = (String::from_utf8_lossy(&before), String::from_utf8_lossy(bytes));
        let (before, now) = (body_of(&before), body_of(&now));
        let compared = diff::words(before, now);
        let words = words::count(&markdown::plain_text(now));
        self.add_version(
            draft,
            &NewVersion {
                kind,
                name: None,
                bytes,
                words: (
                    u32::try_from(words).unwrap_or(u32::MAX),
                    compared.added,
                    compared.removed,
                ),
                at,
            },
        )?;
        Ok(())
    }

    /// Names a state that was kept. Why else it was kept is not forgotten.
    pub fn name_version(&self, id: i64, name: &str) -> Result<(), DeskError> {
        self.connection
            .prepare_cached(
                "UPDATE version SET name = ?2, kind = CASE kind WHEN 'session' THEN 'named' ELSE kind END
                 WHERE id = ?1",
            )?
            .execute(params![id, name])?;
        Ok(())
    }

    /// The states of a draft, newest first.
    pub fn versions(&self, draft: i64) -> Result<Vec<VersionRow>, DeskError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT id, at, kind, name, words, added, removed FROM version WHERE draft = ?1 ORDER BY id DESC",
            )?
            .query_map([draft], version_row)?
            .collect::<Result<_, _>>()?)
    }

    /// The state of this number.
    pub fn version(&self, id: i64) -> Result<Option<Version>, DeskError> {
        self.one_version("id = ?1", id)
    }

    /// The newest state of a draft.
    pub fn newest_version(&self, draft: i64) -> Result<Option<Version>, DeskError> {
        self.one_version("draft = ?1 ORDER BY id DESC LIMIT 1", draft)
    }

    fn one_version(&self, condition: &str, number: i64) -> Result<Option<Version>, DeskError> {
        let sql = format!("SELECT id, draft, name, text FROM version WHERE {condition}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_row([number], |row| {
            Ok(Version {
                id: row.get(0)?,
                draft: row.get(1)?,
                name: row.get(2)?,
                bytes: unpacked(&row.get::<_, Vec<u8>>(3)?)?,
            })
        });
        Ok(found.optional()?)
    }
}

pub(super) fn kind_name(kind: VersionKind) -> Option<&'static str> {
    KINDS
        .iter()
        .find(|(known, _)| *known == kind)
        .map(|(_, name)| *name)
}

fn version_row(row: &Row<'_>) -> rusqlite::Result<VersionRow> {
    let kind: String = row.get(2)?;
    let known = KINDS.iter().find(|(_, name)| *name == kind);
    Ok(VersionRow {
        id: row.get(0)?,
        at: row.get(1)?,
        kind: known.map_or(VersionKind::Sitting, |(kind, _)| *kind),
        name: row.get(3)?,
        words: row.get(4)?,
        added: row.get(5)?,
        removed: row.get(6)?,
    })
}

pub(super) fn packed(bytes: &[u8]) -> rusqlite::Result<Vec<u8>> {
    zstd::bulk::compress(bytes, LEVEL).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

pub(super) fn unpacked(packed: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let length = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
    let length = length.and_then(|length| usize::try_from(length).ok());
    zstd::bulk::decompress(packed, length.unwrap_or(LONGEST).min(LONGEST))
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, error.into()))
}
