//! How the desk's tables came to be what they are: each step is applied once, in order, and never changed after a release.

use rusqlite::Connection;

use super::DeskError;

const STEPS: [&str; 6] = [
    include_str!("0001-drafts.sql"),
    include_str!("0002-reading.sql"),
    include_str!("0003-records.sql"),
    include_str!("0004-conflicts.sql"),
    include_str!("0005-clock.sql"),
    include_str!("0006-looked-after.sql"),
];

/// Brings the tables up to date, in one transaction; nothing is written where they are.
pub(super) fn apply(connection: &mut Connection) -> Result<(), DeskError> {
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if usize::try_from(version).is_ok_and(|version| version == STEPS.len()) {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let mut after = 0;
    for step in STEPS {
        after += 1;
        if after > version {
            transaction.execute_batch(step)?;
        }
    }
    if version > after {
        return Err(DeskError::Newer);
    }
    transaction.pragma_update(None, "user_version", after)?;
    Ok(transaction.commit()?)
}
