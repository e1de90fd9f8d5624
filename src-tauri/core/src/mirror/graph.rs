//! Links between documents: what each reference comes to, redone only where a batch can have changed it.
//!
//! All ways to match (exact slug, exact stem, either one folded) agree after folding. So what a reference comes to
//! depends only on the documents of the wanted kind whose folded slug or stem equals it, on their own references
//! (which of them points back), and on the names of the referring document. A batch therefore concerns the references
//! of its documents, and those that are written like a name that one of its documents has or had.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{OptionalExtension as _, Transaction, params};

use super::MirrorError;
use super::apply::Name;
use super::rows::{Role, kind_number};
use crate::document::Document;
use crate::names;

const MISSING: i64 = 0;
const EXACT: i64 = 1;
const LOOSE: i64 = 2;
const AMBIGUOUS: i64 = 3;
/// Of so many documents under one name, the first by path are taken to be meant; more than that is nobody's folder.
const MOST_MEANT: usize = 20;

/// What was redone.
pub(super) struct Redone {
    /// Documents whose contributors came out anew: their names are to be searched by.
    pub signed: BTreeSet<i64>,
}

struct Reference {
    id: i64,
    source: i64,
    role: Role,
    written: String,
    folded: String,
}

struct Candidate {
    id: i64,
    slug: String,
    stem: String,
}

/// Writes down what a document refers to. What it comes to is left to [`redo`].
pub(super) fn write_references(
    transaction: &Transaction<'_>,
    source: i64,
    document: &Document,
) -> Result<(), MirrorError> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO reference (source, role, position, written, folded, relation, quote, outcome)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)",
    )?;
    let plain = |role, list: &[String]| -> Vec<(Role, usize, String)> {
        list.iter()
            .enumerate()
            .map(|(position, written)| (role, position, written.clone()))
            .collect()
    };
    let lists = [
        plain(Role::Lists, &document.responses),
        plain(Role::Answers, document.question.as_slice()),
        plain(Role::SignedBy, &document.contributors),
        plain(Role::Revisits, document.revisits.as_slice()),
    ];
    for (role, position, written) in lists.into_iter().flatten() {
        let folded = names::fold(&written);
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        statement.execute(params![
            source,
            role.number(),
            position,
            written,
            folded,
            None::<&str>,
            None::<&str>
        ])?;
    }
    for (position, reply) in document.responds_to.iter().enumerate() {
        statement.execute(params![
            source,
            Role::RepliesTo.number(),
            i64::try_from(position).unwrap_or(i64::MAX),
            reply.response,
            names::fold(&reply.response),
            reply.relation,
            reply.quote,
        ])?;
    }
    Ok(())
}

/// Works out again the references of `documents` and those written like one of `names`.
pub(super) fn redo(
    transaction: &Transaction<'_>,
    documents: &BTreeSet<i64>,
    names: &BTreeSet<Name>,
) -> Result<Redone, MirrorError> {
    let mut ids = BTreeSet::new();
    for document in documents {
        let mut own = transaction.prepare_cached("SELECT id FROM reference WHERE source = ?1")?;
        ids.extend(
            own.query_map([document], |row| row.get::<_, i64>(0))?
                .collect::<Result<Vec<_>, _>>()?,
        );
    }
    for (kind, name) in names {
        // Who shares a name with the batch may now be meant, or no longer be meant, by those who point back.
        let mut namesakes = transaction.prepare_cached(
            "SELECT id FROM reference WHERE source IN (
               SELECT id FROM document WHERE kind = ?1 AND slug_folded = ?2
               UNION SELECT id FROM document WHERE kind = ?1 AND stem_folded = ?2)",
        )?;
        let own = namesakes.query_map(params![kind_number(*kind), name], |row| row.get::<_, i64>(0))?;
        ids.extend(own.collect::<Result<Vec<_>, _>>()?);
        for role in Role::ALL.into_iter().filter(|role| role.target() == *kind) {
            let mut like =
                transaction.prepare_cached("SELECT id FROM reference WHERE folded = ?1 AND role = ?2")?;
            let found = like.query_map(params![name, role.number()], |row| row.get::<_, i64>(0))?;
            ids.extend(found.collect::<Result<Vec<_>, _>>()?);
        }
    }
    let mut signed = BTreeSet::new();
    let mut candidates = Candidates::new();
    for id in ids {
        let reference = transaction
            .prepare_cached("SELECT source, role, written, folded FROM reference WHERE id = ?1")?
            .query_row([id], |row| {
                Ok(Reference {
                    id,
                    source: row.get(0)?,
                    role: Role::from_number(row.get(1)?),
                    written: row.get(2)?,
                    folded: row.get(3)?,
                })
            })?;
        resolve(transaction, &reference, &mut candidates)?;
        if reference.role == Role::SignedBy {
            signed.insert(reference.source);
        }
    }
    Ok(Redone { signed })
}

/// Documents that a name may mean, by path, as far as this batch has asked for them: thousands may ask for the same.
type Candidates = HashMap<(i64, String), Vec<Candidate>>;

/// The first of exact slug, exact stem, loose; among several, the one that points back (folder-format, "Identity").
fn resolve(
    transaction: &Transaction<'_>,
    reference: &Reference,
    candidates: &mut Candidates,
) -> Result<(), MirrorError> {
    let all = match candidates.entry((kind_number(reference.role.target()), reference.folded.clone())) {
        Entry::Occupied(entry) => entry.into_mut(),
        Entry::Vacant(entry) => {
            let found = named(transaction, entry.key())?;
            entry.insert(found)
        }
    };
    let matching = |by: fn(&Candidate) -> &str| -> Vec<i64> {
        all.iter()
            .filter(|candidate| by(candidate) == reference.written)
            .map(|candidate| candidate.id)
            .collect()
    };
    let tiers = [
        (EXACT, matching(|candidate| &candidate.slug)),
        (EXACT, matching(|candidate| &candidate.stem)),
        (LOOSE, all.iter().map(|candidate| candidate.id).collect()),
    ];
    let (mut outcome, mut targets) = tiers
        .into_iter()
        .find(|(_, targets)| !targets.is_empty())
        .unwrap_or((MISSING, Vec::new()));
    if targets.len() > 1 {
        let pointing_back = pointing_back(transaction, reference)?;
        if targets.iter().any(|target| pointing_back.contains(target)) {
            targets.retain(|target| pointing_back.contains(target));
        }
        if targets.len() > 1 {
            outcome = AMBIGUOUS;
        }
        targets.truncate(MOST_MEANT);
    }
    transaction
        .prepare_cached("DELETE FROM resolved WHERE reference = ?1")?
        .execute([reference.id])?;
    for target in targets {
        transaction
            .prepare_cached("INSERT INTO resolved VALUES (?1, ?2)")?
            .execute([reference.id, target])?;
    }
    transaction
        .prepare_cached("UPDATE reference SET outcome = ?2 WHERE id = ?1 AND outcome <> ?2")?
        .execute([reference.id, outcome])?;
    Ok(())
}

/// Documents of a kind whose folded slug or stem is this name.
fn named(
    transaction: &Transaction<'_>,
    (kind, folded): &(i64, String),
) -> Result<Vec<Candidate>, MirrorError> {
    let mut statement = transaction.prepare_cached(
        "SELECT id, slug, stem FROM (
           SELECT id, slug, stem FROM document WHERE kind = ?1 AND slug_folded = ?2 AND conflict_of IS NULL
           UNION
           SELECT id, slug, stem FROM document WHERE kind = ?1 AND stem_folded = ?2 AND conflict_of IS NULL
         ) JOIN file USING (id) ORDER BY path",
    )?;
    let found = statement.query_map(params![kind, folded], |row| {
        Ok(Candidate {
            id: row.get(0)?,
            slug: row.get(1)?,
            stem: row.get(2)?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Documents that name the referring one in return: questions in their list, responses as their question. A name that is
/// another document's exact slug, or its stem where this one matches loosely, means that other one.
fn pointing_back(transaction: &Transaction<'_>, reference: &Reference) -> Result<HashSet<i64>, MirrorError> {
    let Some(return_role) = reference.role.in_return() else {
        return Ok(HashSet::new());
    };
    let mut statement = transaction.prepare_cached(
        "SELECT r.source FROM document d, reference r
         WHERE d.id = ?1 AND r.role = ?2 AND r.folded IN (d.slug_folded, d.stem_folded)
         AND (r.written = d.slug OR NOT EXISTS (
           SELECT 1 FROM document o WHERE o.kind = d.kind AND o.slug_folded = r.folded AND o.slug = r.written
             AND o.conflict_of IS NULL))
         AND (r.written IN (d.slug, d.stem) OR NOT EXISTS (
           SELECT 1 FROM document o WHERE o.kind = d.kind AND o.stem_folded = r.folded AND o.stem = r.written
             AND o.conflict_of IS NULL))",
    )?;
    let sources = statement.query_map(params![reference.source, return_role.number()], |row| row.get(0))?;
    Ok(sources.collect::<Result<_, _>>()?)
}

/// Judges whether document `id` is a sync engine's conflict copy: its base exists, and both claim the same question,
/// and the same title or slug. True: the judgement has changed.
pub(super) fn judge_conflict_copy(transaction: &Transaction<'_>, id: i64) -> Result<bool, MirrorError> {
    let base = transaction
        .prepare_cached(
            "SELECT o.id FROM conflict_base b JOIN document c ON c.id = b.id
             JOIN file f ON f.path = b.base JOIN document o ON o.id = f.id
             WHERE b.id = ?1 AND o.kind = c.kind AND (o.title = c.title OR o.slug = c.slug)
               AND coalesce((SELECT folded FROM reference WHERE source = o.id AND role = ?2), '')
                 = coalesce((SELECT folded FROM reference WHERE source = c.id AND role = ?2), '')
             ORDER BY b.base LIMIT 1",
        )?
        .query_row(params![id, Role::Answers.number()], |row| row.get::<_, i64>(0))
        .optional()?;
    let changed = transaction
        .prepare_cached("UPDATE document SET conflict_of = ?2 WHERE id = ?1 AND conflict_of IS NOT ?2")?
        .execute(params![id, base])?;
    Ok(changed > 0)
}

/// Adds the paths of the pages on which document `id` shows.
pub(super) fn neighbourhood(
    transaction: &Transaction<'_>,
    id: i64,
    paths: &mut BTreeSet<String>,
) -> Result<(), MirrorError> {
    let mut statement = transaction.prepare_cached(
        "WITH near (id) AS (
           SELECT ?1
           UNION SELECT x.target FROM reference r JOIN resolved x ON x.reference = r.id WHERE r.source = ?1
           UNION SELECT r.source FROM resolved x JOIN reference r ON r.id = x.reference WHERE x.target = ?1
         ), further (id) AS (
           SELECT id FROM near
           UNION SELECT x.target FROM near JOIN document d ON d.id = near.id AND d.kind = 0
             JOIN reference r ON r.source = d.id JOIN resolved x ON x.reference = r.id
           UNION SELECT r.source FROM near JOIN document d ON d.id = near.id AND d.kind = 0
             JOIN resolved x ON x.target = d.id JOIN reference r ON r.id = x.reference
         ) SELECT path FROM further JOIN file USING (id)",
    )?;
    for path in statement.query_map([id], |row| row.get::<_, String>(0))? {
        paths.insert(path?);
    }
    Ok(())
}
