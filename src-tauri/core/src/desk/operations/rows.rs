//! How operations and their files stand in their rows.

use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Type, ValueRef};

use super::{Extra, Operation, OperationFile, OperationKind, OperationState};

/// How well texts are packed: a published text is written once.
const LEVEL: i32 = 3;

const KINDS: [(OperationKind, &str); 8] = [
    (OperationKind::Publish, "publish"),
    (OperationKind::Unpublish, "unpublish"),
    (OperationKind::ListAgain, "list-again"),
    (OperationKind::Undo, "undo"),
    (OperationKind::Settle, "settle"),
    (OperationKind::SettleDraft, "settle-draft"),
    (OperationKind::Unsettle, "unsettle"),
    (OperationKind::Share, "share"),
];
const STATES: [(OperationState, &str); 4] = [
    (OperationState::Begun, "begun"),
    (OperationState::Done, "done"),
    (OperationState::TakenBack, "taken-back"),
    (OperationState::Undone, "undone"),
];

pub(super) const OPERATION: &str =
    "SELECT id, at, kind, state, draft, undoes, about, base, mine, extra FROM operation";

pub(super) fn operation(row: &Row<'_>) -> rusqlite::Result<Operation> {
    // A desk of an earlier version may have put bytes into it that are no text.
    let extra = row.get_ref(9)?.as_bytes().unwrap_or_default();
    let extra: serde_json::Result<Extra> = serde_json::from_str(&String::from_utf8_lossy(extra));
    Ok(Operation {
        id: row.get(0)?,
        at: row.get(1)?,
        kind: row.get(2)?,
        state: row.get(3)?,
        draft: row.get(4)?,
        undoes: row.get(5)?,
        about: row.get(6)?,
        base: bytes(row, 7)?,
        mine: bytes(row, 8)?,
        extra: extra
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(9, Type::Text, error.into()))?,
        files: Vec::new(),
    })
}

pub(super) fn file(row: &Row<'_>) -> rusqlite::Result<OperationFile> {
    Ok(OperationFile {
        in_folder: row.get(0)?,
        path: row.get(1)?,
        before: bytes(row, 2)?,
        after: bytes(row, 3)?,
    })
}

fn bytes(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Vec<u8>>> {
    let packed: Option<Vec<u8>> = row.get(column)?;
    packed.map(|packed| unpacked(&packed)).transpose()
}

impl ToSql for OperationKind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(name(&KINDS, *self).into())
    }
}

impl FromSql for OperationKind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        named(&KINDS, value)
    }
}

impl ToSql for OperationState {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(name(&STATES, *self).into())
    }
}

impl FromSql for OperationState {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        named(&STATES, value)
    }
}

fn name<T: PartialEq>(names: &[(T, &'static str)], wanted: T) -> &'static str {
    let found = names.iter().find(|(value, _)| *value == wanted);
    found.map_or("", |(_, name)| name)
}

fn named<T: Copy>(names: &[(T, &'static str)], value: ValueRef<'_>) -> FromSqlResult<T> {
    let wanted = value.as_str()?;
    let found = names.iter().find(|(_, name)| *name == wanted);
    let unknown = || FromSqlError::Other(format!("no operation is {wanted}").into());
    found.map(|(value, _)| *value).ok_or_else(unknown)
}

pub(super) fn json(extra: &Extra) -> rusqlite::Result<String> {
    serde_json::to_string(extra).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

pub(in crate::desk) fn packed(bytes: Option<&[u8]>) -> rusqlite::Result<Option<Vec<u8>>> {
    let packed = bytes.map(|bytes| zstd::encode_all(bytes, LEVEL)).transpose();
    packed.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

pub(in crate::desk) fn unpacked(packed: &[u8]) -> rusqlite::Result<Vec<u8>> {
    zstd::decode_all(packed)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, error.into()))
}
