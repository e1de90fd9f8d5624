//! The rows of publications, their files and drafts.

use rusqlite::Row;
use rusqlite::types::Type;

use super::{DraftState, Publication, PublicationFile, PublicationState, What};

/// How well texts are packed: a published text is written once.
const LEVEL: i32 = 3;

pub(super) const WHATS: [(What, &str); 4] = [
    (What::Publish, "publish"),
    (What::Unpublish, "unpublish"),
    (What::Undo, "undo"),
    (What::ListAgain, "list-again"),
];
pub(super) const STATES: [(PublicationState, &str); 4] = [
    (PublicationState::Begun, "begun"),
    (PublicationState::Done, "done"),
    (PublicationState::TakenBack, "taken-back"),
    (PublicationState::Undone, "undone"),
];
pub(super) fn draft(row: &Row<'_>) -> rusqlite::Result<(i64, DraftState)> {
    let base: Option<Vec<u8>> = row.get(5)?;
    let state = DraftState {
        file: row.get(1)?,
        shared: row.get(2)?,
        published_as: row.get(3)?,
        revises: row.get(4)?,
        base: base.map(|base| String::from_utf8_lossy(&base).into_owned()),
        hash: row.get(6)?,
        discarded: row.get(7)?,
    };
    Ok((row.get(0)?, state))
}

pub(super) fn publication(row: &Row<'_>) -> rusqlite::Result<Publication> {
    let state = |column: usize| -> rusqlite::Result<Option<DraftState>> {
        let text: Option<String> = row.get(column)?;
        let state = text.map(|text| serde_json::from_str(&text)).transpose();
        state.map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into()))
    };
    Ok(Publication {
        id: row.get(0)?,
        draft: row.get(1)?,
        at: row.get(2)?,
        what: named(&WHATS, &row.get::<_, String>(3)?, What::Publish),
        state: named(&STATES, &row.get::<_, String>(4)?, PublicationState::TakenBack),
        undoes: row.get(5)?,
        draft_before: state(6)?,
        draft_after: state(7)?,
        files: Vec::new(),
    })
}

pub(super) fn file(row: &Row<'_>) -> rusqlite::Result<PublicationFile> {
    let bytes = |column: usize| -> rusqlite::Result<Option<Vec<u8>>> {
        let packed: Option<Vec<u8>> = row.get(column)?;
        packed.map(|packed| unpacked(&packed)).transpose()
    };
    Ok(PublicationFile {
        in_folder: row.get(0)?,
        path: row.get(1)?,
        before: bytes(2)?,
        after: bytes(3)?,
    })
}

pub(in crate::desk) fn name<T: PartialEq + Copy>(names: &[(T, &'static str)], wanted: T) -> &'static str {
    let found = names.iter().find(|(value, _)| *value == wanted);
    found.map_or("", |(_, name)| name)
}

pub(in crate::desk) fn named<T: Copy>(names: &[(T, &'static str)], wanted: &str, otherwise: T) -> T {
    let found = names.iter().find(|(_, name)| *name == wanted);
    found.map_or(otherwise, |(value, _)| *value)
}

pub(super) fn json(state: Option<&DraftState>) -> rusqlite::Result<Option<String>> {
    let text = state.map(serde_json::to_string).transpose();
    text.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

pub(super) fn packed(bytes: Option<&[u8]>) -> rusqlite::Result<Option<Vec<u8>>> {
    let packed = bytes.map(|bytes| zstd::encode_all(bytes, LEVEL)).transpose();
    packed.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

pub(in crate::desk) fn unpacked(packed: &[u8]) -> rusqlite::Result<Vec<u8>> {
    zstd::decode_all(packed)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, error.into()))
}
