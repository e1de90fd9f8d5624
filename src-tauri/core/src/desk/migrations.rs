//! How the desk's tables came to be what they are: each step is applied once, in order, and never changed after a release.

use rusqlite::Connection;

use super::DeskError;

const STEPS: [&str; 7] = [
    include_str!("0001-drafts.sql"),
    include_str!("0002-reading.sql"),
    include_str!("0003-records.sql"),
    include_str!("0004-conflicts.sql"),
    include_str!("0005-clock.sql"),
    include_str!("0006-looked-after.sql"),
    include_str!("0007-operations.sql"),
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

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::desk::{Desk, file_in};

    /// 1 June 2026, ms since 1970.
    const NOW: i64 = 1_780_272_000_000;
    const FAR: i64 = 4_102_444_800_000;

    #[test]
    fn a_desk_of_before_there_was_a_clock_keeps_all_its_texts_and_its_order_and_knows_what_is_new() {
        let place = tempfile::tempdir().unwrap();
        let connection = Connection::open(file_in(place.path())).unwrap();
        for step in &STEPS[..4] {
            connection.execute_batch(step).unwrap();
        }
        let old = format!(
            "PRAGMA user_version = 4;
             INSERT INTO value VALUES ('visit', '{NOW}');
             INSERT INTO record (id, at, doing, path, kind, title, people, hash) VALUES
               (1, {FAR}, 'withdrawn', 'far.md', 'response', '', '[]', 1),
               (2, 0, 'withdrawn', 'long-ago.md', 'response', '', '[]', 2),
               (3, {NOW}, 'withdrawn', 'now.md', 'response', '', '[]', 3);
             INSERT INTO kept (record, at, path, kind, title, people, hash, whole, size, text)
               SELECT id, at, path, kind, '', '[]', hash, 1, 1, x'' FROM record;
             INSERT INTO draft (file, created, changed) VALUES ('late.md', 0, {NOW}), ('early.md', 0, 1);
             INSERT INTO mark (path, question, slug, title, wording, known, noticed, gone) VALUES
               ('old.md', 0, 1, '', 1, NULL, 5, NULL), ('new.md', 0, 2, '', 2, NULL, {NOW} + 1, NULL),
               ('went.md', 0, 3, '', 3, 3, 0, {NOW} + 1), ('had-gone.md', 0, 4, '', 4, 4, 0, 7);"
        );
        connection.execute_batch(&old).unwrap();
        drop(connection);

        let now = Timestamp::from_millisecond(NOW).unwrap();
        let desk = Desk::open(place.path(), now).unwrap();
        let lines: Vec<_> = desk
            .records(9)
            .unwrap()
            .into_iter()
            .map(|line| line.path)
            .collect();
        assert_eq!(lines, ["now.md", "long-ago.md", "far.md"]);
        let drafts: Vec<_> = desk
            .all_drafts()
            .unwrap()
            .into_iter()
            .map(|draft| draft.file)
            .collect();
        assert_eq!(drafts, ["late.md", "early.md"]);
        // The visits that have ended.
        assert_eq!(
            desk.value(crate::desk::Remembered::Visits).unwrap().as_deref(),
            Some("1")
        );
        let paths = |marks: Vec<crate::desk::reading::ReadMark>| {
            marks.into_iter().map(|mark| mark.path).collect::<Vec<_>>()
        };
        assert_eq!(paths(desk.marks_noticed(1).unwrap()), ["new.md"]);
        assert_eq!(paths(desk.marks_gone(1).unwrap()), ["went.md"]);
        assert_eq!(desk.marks_long_gone(90, now).unwrap(), Vec::<i64>::new());
        desk.trim_kept(desk.own_time(now).unwrap()).unwrap();
        for path in lines {
            assert_eq!(desk.kept_at(&path).unwrap().len(), 1, "{path}");
        }
    }
}
