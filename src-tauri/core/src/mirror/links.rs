//! Reads the references of documents and their targets.

use serde::Serialize;
use ts_rs::TS;

use rusqlite::params;

use super::rows::{DOCUMENT, DocumentRow, NEWEST_FIRST, Role, document};
use super::{MirrorError, Reader};
use crate::content::rounds::Round;

/// How a response is linked to its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Link {
    /// The question lists it, and it names the question.
    TwoWay,
    /// Only the question lists it.
    Listed,
    /// Only the response names the question.
    PointsBack,
}

/// A reference of one document, and its targets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceRow {
    /// As written.
    pub written: String,
    /// The relation of a reply.
    pub relation: Option<String>,
    /// The passage that a reply answers.
    pub quote: Option<String>,
    /// Its targets: none, one document, or several if it is ambiguous.
    pub targets: Vec<i64>,
}

/// A response of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkRow {
    /// The response is in the folder.
    Here {
        /// The response.
        id: i64,
        /// Which side makes the link.
        link: Link,
    },
    /// The question's list names a response that is not in the folder.
    Missing {
        /// As written.
        written: String,
    },
}

impl Reader {
    /// The responses of a question: those in its list, in that order, then those that only point back, newest
    /// first.
    pub fn links_of_question(&self, question: i64) -> Result<Vec<LinkRow>, MirrorError> {
        let mut links = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        let is_shown = self.and_shown("coalesce(x.target, 0)")?;
        let is_closed = self.round(question)? == Some(Round::Closed);
        let mut listed = self.connection.prepare_cached(&format!(
            "SELECT r.written, x.target, EXISTS (
               SELECT 1 FROM reference b JOIN resolved y ON y.reference = b.id
               WHERE b.source = x.target AND b.role = 1 AND y.target = ?1
             ) FROM reference r LEFT JOIN resolved x ON x.reference = r.id LEFT JOIN file f ON f.id = x.target
             WHERE r.source = ?1 AND r.role = 0{is_shown} ORDER BY r.position, f.path"
        ))?;
        let mut rows = listed.query([question])?;
        while let Some(row) = rows.next()? {
            match row.get::<_, Option<i64>>(1)? {
                Some(id) if seen.insert(id) => {
                    let link = if row.get(2)? { Link::TwoWay } else { Link::Listed };
                    links.push(LinkRow::Here { id, link });
                }
                Some(_) => {}
                // The name may give away what the response argues.
                None if is_closed => {}
                None => links.push(LinkRow::Missing { written: row.get(0)? }),
            }
        }
        let is_shown = self.and_shown("d.id")?;
        let mut pointing = self.connection.prepare_cached(&format!(
            "SELECT d.id FROM resolved x JOIN reference r ON r.id = x.reference JOIN document d ON d.id = r.source
             JOIN file f ON f.id = d.id
             WHERE x.target = ?1 AND r.role = 1 AND d.kind = 1 AND d.conflict_of IS NULL{is_shown} {NEWEST_FIRST}"
        ))?;
        let mut rows = pointing.query([question])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            if seen.insert(id) {
                links.push(LinkRow::Here {
                    id,
                    link: Link::PointsBack,
                });
            }
        }
        Ok(links)
    }

    /// The references of document `id` in a role, in its order. References to hidden documents are hidden
    /// too.
    pub fn references(&self, id: i64, role: Role) -> Result<Vec<ReferenceRow>, MirrorError> {
        let is_shown = self.and_shown("coalesce(x.target, 0)")?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT r.id, r.written, r.relation, r.quote, x.target FROM reference r
             LEFT JOIN resolved x ON x.reference = r.id LEFT JOIN file f ON f.id = x.target
             WHERE r.source = ?1 AND r.role = ?2{is_shown} ORDER BY r.position, f.path"
        ))?;
        let mut references: Vec<(i64, ReferenceRow)> = Vec::new();
        let mut rows = statement.query(params![id, role.number()])?;
        while let Some(row) = rows.next()? {
            let reference: i64 = row.get(0)?;
            if references.last().is_none_or(|(last, _)| *last != reference) {
                references.push((
                    reference,
                    ReferenceRow {
                        written: row.get(1)?,
                        relation: row.get(2)?,
                        quote: row.get(3)?,
                        targets: Vec::new(),
                    },
                ));
            }
            if let (Some(target), Some((_, last))) = (row.get(4)?, references.last_mut()) {
                last.targets.push(target);
            }
        }
        Ok(references.into_iter().map(|(_, reference)| reference).collect())
    }

    /// Documents that refer to `target` in a role, newest first, each with the relation and quote of a reply.
    pub fn referring(
        &self,
        target: i64,
        role: Role,
    ) -> Result<Vec<(DocumentRow, ReferenceRow)>, MirrorError> {
        let is_shown = self.and_shown("x.id")?;
        let sql = format!(
            "SELECT x.*, r.written, r.relation, r.quote FROM ({DOCUMENT}) x
             JOIN reference r ON r.source = x.id JOIN resolved t ON t.reference = r.id
             WHERE t.target = ?1 AND r.role = ?2 AND x.conflict_of IS NULL{is_shown}
             ORDER BY x.instant DESC NULLS LAST, x.path"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map(params![target, role.number()], |row| {
                let reference = ReferenceRow {
                    written: row.get(21)?,
                    relation: row.get(22)?,
                    quote: row.get(23)?,
                    targets: vec![target],
                };
                Ok((document(row)?, reference))
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// Questions whose list names response `id`, by path.
    pub fn listed_by(&self, id: i64) -> Result<Vec<i64>, MirrorError> {
        self.ids(
            "SELECT r.source FROM resolved x JOIN reference r ON r.id = x.reference
             JOIN document q ON q.id = r.source JOIN file f ON f.id = q.id
             WHERE x.target = ?1 AND r.role = 0 AND q.conflict_of IS NULL ORDER BY f.path",
            id,
        )
    }
}
