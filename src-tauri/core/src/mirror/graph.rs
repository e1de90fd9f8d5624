//! Links between documents: resolves references, and again only those that a batch can have changed.
//!
//! All ways to match (exact slug, exact stem, either one folded) agree after folding. So the targets of a
//! reference depend only on the documents of the wanted kind whose folded slug or stem equals it, on those
//! documents' own references (which of them points back), and on the names of the referring document. A batch
//! therefore affects the references of its documents, and references that are written like a name that one of
//! its documents has or had.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use arguendo_text::names;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::MirrorError;
use super::rows::{Role, kind_number};
use crate::content::kind::Kind;

pub(super) const MISSING: i64 = 0;
const EXACT: i64 = 1;
pub(super) const LOOSE: i64 = 2;
const AMBIGUOUS: i64 = 3;
/// If more documents than this share a name, only the first of them by path become targets. No real folder
/// has that many.
const MOST_MEANT: usize = 20;

/// The key of a name that a document of a kind has or had. References to it may resolve differently now.
pub(super) type Name = (Kind, i64);

struct Reference {
    id: i64,
    source: i64,
    role: Role,
    written: String,
    key: i64,
    outcome: i64,
}

/// Columns of a reference `r`, as [`reference`] reads them.
const REFERENCE: &str = "SELECT r.id, r.source, r.role, r.written, r.key, r.outcome FROM reference r";

fn reference(row: &Row<'_>) -> rusqlite::Result<Reference> {
    Ok(Reference {
        id: row.get(0)?,
        source: row.get(1)?,
        role: Role::from_number(row.get(2)?),
        written: row.get(3)?,
        key: row.get(4)?,
        outcome: row.get(5)?,
    })
}

/// What a reference resolves to.
struct Meant {
    outcome: i64,
    targets: Vec<i64>,
}

struct Candidate {
    id: i64,
    slug: String,
    stem: String,
}

/// The result of resolving references again.
#[derive(Debug, Default)]
pub(super) struct Redone {
    /// Documents whose signatures were resolved: the search index must be given the names of their
    /// contributors.
    pub(super) signed: BTreeSet<i64>,
    /// Documents at either end of a reference that resolves differently now.
    pub(super) affected: BTreeSet<i64>,
}

/// The names of document `id`; empty if there is no such document.
pub(super) fn names_of(connection: &Connection, id: i64) -> Result<Vec<Name>, MirrorError> {
    let names = connection
        .prepare_cached("SELECT kind, slug_key, stem_key FROM document WHERE id = ?1")?
        .query_row([id], |row| {
            let kind = super::rows::kind(row.get(0)?);
            Ok(vec![(kind, row.get(1)?), (kind, row.get(2)?)])
        })
        .optional()?;
    Ok(names.unwrap_or_default())
}

/// Resolves again the references of `documents`, and those written like one of `names`.
pub(super) fn redo(
    connection: &Connection,
    documents: &BTreeSet<i64>,
    names: &BTreeSet<Name>,
) -> Result<Redone, MirrorError> {
    let mut found = BTreeMap::new();
    let mut gather = |sql: &str, parameters: &[i64]| -> Result<(), MirrorError> {
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(parameters))?;
        while let Some(row) = rows.next()? {
            let reference = reference(row)?;
            found.insert(reference.id, reference);
        }
        Ok(())
    };
    let own = format!("{REFERENCE} WHERE r.source = ?1");
    for document in documents {
        gather(&own, &[*document])?;
    }
    // References of documents that share a name with the batch may resolve differently, because they may now
    // be the target of a reference that points back, or no longer be one.
    let namesakes = format!(
        "{REFERENCE} WHERE r.source IN (SELECT id FROM document WHERE slug_key = ?2 AND kind = ?1
         UNION SELECT id FROM document WHERE stem_key = ?2 AND kind = ?1)"
    );
    let like = |kind| {
        let roles = Role::ALL.into_iter().filter(|role| role.target() == kind);
        let numbers: Vec<_> = roles.map(|role| role.number().to_string()).collect();
        format!(
            "{REFERENCE} WHERE r.key = ?1 AND r.role IN ({})",
            numbers.join(", ")
        )
    };
    for (kind, key) in names {
        gather(&namesakes, &[kind_number(*kind), *key])?;
        gather(&like(*kind), &[*key])?;
    }
    let mut redone = Redone::default();
    let mut candidates = Candidates::new();
    for reference in found.values() {
        let meant = meant(connection, reference, &mut candidates)?;
        let mut targets = targets_of(connection, reference.id)?;
        targets.sort_unstable();
        let mut new = meant.targets.clone();
        new.sort_unstable();
        if targets != new || meant.outcome != reference.outcome {
            write(connection, reference, &meant)?;
            redone.affected.insert(reference.source);
            redone.affected.extend(targets);
            redone.affected.extend(new);
        }
        if reference.role == Role::SignedBy {
            redone.signed.insert(reference.source);
        }
    }
    Ok(redone)
}

/// Resolves for the first time who signed document `source`. Its references are those with an id after
/// `before`.
pub(super) fn resolve_signatures(
    connection: &Connection,
    source: i64,
    before: i64,
) -> Result<(), MirrorError> {
    let sql = format!("{REFERENCE} WHERE r.id > ?1 AND r.source = ?2 AND r.role = ?3");
    let signatures = connection
        .prepare_cached(&sql)?
        .query_map([before, source, Role::SignedBy.number()], reference)?
        .collect::<Result<Vec<_>, _>>()?;
    for signature in signatures {
        let meant = meant(connection, &signature, &mut Candidates::new())?;
        write(connection, &signature, &meant)?;
    }
    Ok(())
}

/// Resolves all references except the signatures of documents after `last_contributor`, in the order of the
/// names, so that each name is looked up once.
pub(super) fn resolve_all(connection: &Connection, last_contributor: i64) -> Result<(), MirrorError> {
    let which = "role <> 2 OR source <= ?1";
    connection.execute(
        &format!("DELETE FROM resolved WHERE reference IN (SELECT id FROM reference WHERE {which})"),
        [last_contributor],
    )?;
    let (mut targets, mut outcomes) = (Vec::new(), Vec::new());
    let mut statement = connection.prepare(&format!("{REFERENCE} WHERE {which} ORDER BY key, role"))?;
    let mut rows = statement.query([last_contributor])?;
    let mut candidates = Candidates::new();
    while let Some(row) = rows.next()? {
        let reference = reference(row)?;
        if !candidates.contains_key(&(reference.role.target(), reference.key)) {
            candidates.clear();
        }
        let meant = meant(connection, &reference, &mut candidates)?;
        targets.extend(meant.targets.into_iter().map(|target| (reference.id, target)));
        if meant.outcome != reference.outcome {
            outcomes.push((reference.id, meant.outcome));
        }
    }
    targets.sort_unstable();
    let mut insert = connection.prepare_cached("INSERT INTO resolved VALUES (?1, ?2)")?;
    for (reference, target) in targets {
        insert.execute([reference, target])?;
    }
    let mut update = connection.prepare_cached("UPDATE reference SET outcome = ?2 WHERE id = ?1")?;
    for (reference, outcome) in outcomes {
        update.execute([reference, outcome])?;
    }
    Ok(())
}

fn targets_of(connection: &Connection, reference: i64) -> Result<Vec<i64>, MirrorError> {
    let mut statement = connection.prepare_cached("SELECT target FROM resolved WHERE reference = ?1")?;
    let targets = statement.query_map([reference], |row| row.get(0))?;
    Ok(targets.collect::<Result<_, _>>()?)
}

fn write(connection: &Connection, reference: &Reference, meant: &Meant) -> Result<(), MirrorError> {
    connection
        .prepare_cached("DELETE FROM resolved WHERE reference = ?1")?
        .execute([reference.id])?;
    for target in &meant.targets {
        connection
            .prepare_cached("INSERT INTO resolved VALUES (?1, ?2)")?
            .execute([reference.id, *target])?;
    }
    if meant.outcome != reference.outcome {
        connection
            .prepare_cached("UPDATE reference SET outcome = ?2 WHERE id = ?1")?
            .execute([reference.id, meant.outcome])?;
    }
    Ok(())
}

/// Documents that a name may refer to, by path, cached for this batch: thousands of references may have the
/// same name.
type Candidates = HashMap<Name, Vec<Candidate>>;

/// The target of a reference: the first match of exact slug, exact stem, folded name. Among several matches,
/// the one that points back (folder-format, "Identity").
fn meant(
    connection: &Connection,
    reference: &Reference,
    candidates: &mut Candidates,
) -> Result<Meant, MirrorError> {
    let all = match candidates.entry((reference.role.target(), reference.key)) {
        Entry::Occupied(entry) => entry.into_mut(),
        Entry::Vacant(entry) => {
            let found = named(connection, *entry.key())?;
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
    ];
    let (mut outcome, mut targets) = tiers
        .into_iter()
        .find(|(_, targets)| !targets.is_empty())
        .unwrap_or_else(|| loosely(all, &reference.written));
    if targets.len() > 1 {
        let pointing_back = pointing_back(connection, reference)?;
        if targets.iter().any(|target| pointing_back.contains(target)) {
            targets.retain(|target| pointing_back.contains(target));
        }
        if targets.len() > 1 {
            outcome = AMBIGUOUS;
        }
        targets.truncate(MOST_MEANT);
    }
    Ok(Meant { outcome, targets })
}

/// The candidates that match `written` after folding. The key alone is only a hint: two different names can
/// have the same key.
fn loosely(candidates: &[Candidate], written: &str) -> (i64, Vec<i64>) {
    let folded = names::fold(written);
    let is_like = |name: &str| names::fold(name) == folded;
    let alike = candidates
        .iter()
        .filter(|candidate| is_like(&candidate.slug) || is_like(&candidate.stem));
    let targets: Vec<_> = alike.map(|candidate| candidate.id).collect();
    (if targets.is_empty() { MISSING } else { LOOSE }, targets)
}

/// Documents of a kind whose slug or stem has this key.
fn named(connection: &Connection, (kind, key): Name) -> Result<Vec<Candidate>, MirrorError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, slug, stem FROM (
           SELECT id, slug, stem FROM document WHERE slug_key = ?2 AND kind = ?1 AND conflict_of IS NULL
           UNION
           SELECT id, slug, stem FROM document WHERE stem_key = ?2 AND kind = ?1 AND conflict_of IS NULL
         ) JOIN file USING (id) ORDER BY path",
    )?;
    let found = statement.query_map(params![kind_number(kind), key], |row| {
        Ok(Candidate {
            id: row.get(0)?,
            slug: row.get(1)?,
            stem: row.get(2)?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Documents that refer back to the referring document: questions that list it, or responses that name it as
/// their question. If another document's slug equals the name exactly, the name refers to that document; the
/// same holds for its stem if this document matches only loosely.
fn pointing_back(connection: &Connection, reference: &Reference) -> Result<HashSet<i64>, MirrorError> {
    let Some(return_role) = reference.role.in_return() else {
        return Ok(HashSet::new());
    };
    let mut statement = connection.prepare_cached(
        "SELECT r.source FROM document d, reference r
         WHERE d.id = ?1 AND r.role = ?2 AND r.key IN (d.slug_key, d.stem_key)
         AND (r.written = d.slug OR NOT EXISTS (
           SELECT 1 FROM document o WHERE o.kind = d.kind AND o.slug_key = r.key AND o.slug = r.written
             AND o.conflict_of IS NULL))
         AND (r.written IN (d.slug, d.stem) OR NOT EXISTS (
           SELECT 1 FROM document o WHERE o.kind = d.kind AND o.stem_key = r.key AND o.stem = r.written
             AND o.conflict_of IS NULL))",
    )?;
    let sources = statement.query_map(params![reference.source, return_role.number()], |row| row.get(0))?;
    Ok(sources.collect::<Result<_, _>>()?)
}

/// Adds the paths of all pages that show document `id`.
pub(super) fn neighbourhood(
    connection: &Connection,
    id: i64,
    paths: &mut BTreeSet<String>,
) -> Result<(), MirrorError> {
    let mut statement = connection.prepare_cached(
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
