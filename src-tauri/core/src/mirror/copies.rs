//! Decides which documents are sync engines' conflict copies of others, by their names and their content.

use arguendo_text::names;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::MirrorError;
use super::graph::Name;
use super::rows::{Role, kind_number};
use crate::content::places;

/// Decides whether document `id` is a conflict copy of another document. Returns true if the decision has
/// changed.
///
/// The document that it is named after must exist and be of the same kind, and nobody may refer to the copy
/// by its own name: what a question lists is never hidden. If the name has a mark that only a sync engine
/// makes, that is proof enough. Any other name is only a hint, since ` 2` and `-smith` are ordinary names as
/// well. Then both documents must also have the same question and the same signers, and the same slug or (if
/// the copy has no slug of its own) the same title.
pub(super) fn judge(connection: &Connection, id: i64) -> Result<bool, MirrorError> {
    let (path, slug, stem): (String, String, String) = connection
        .prepare_cached("SELECT path, slug, stem FROM file JOIN document USING (id) WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let has_own_slug = slug != names::without_date_prefix(&stem);
    // A person may end a file name with `.Conflict` too, so this mark alone proves nothing.
    let is_proof = places::has_conflict_mark(&path) && !names::stem_of(&path).ends_with(".Conflict");
    let mut original = connection.prepare_cached(ORIGINAL)?;
    let mut bases = places::conflict_bases(&path);
    bases.sort_unstable();
    let mut base = None;
    for path in bases {
        let key = names::path_key(&path);
        base = original
            .query_row(params![id, path, key, is_proof, has_own_slug], |row| {
                row.get::<_, i64>(0)
            })
            .optional()?;
        if base.is_some() {
            break;
        }
    }
    let changed = connection
        .prepare_cached("UPDATE document SET conflict_of = ?2 WHERE id = ?1 AND conflict_of IS NOT ?2")?
        .execute(params![id, base])?;
    Ok(changed > 0)
}

/// The document at path ?2, with key ?3, if document ?1 is a copy of it. ?4: the name of ?1 proves that it is
/// a conflict copy. ?5: ?1 has a slug of its own.
const ORIGINAL: &str = "
  SELECT o.id FROM document c, file f JOIN document o ON o.id = f.id
  WHERE c.id = ?1 AND f.path = ?2 AND o.kind = c.kind
    AND EXISTS (SELECT 1 FROM conflict_base b WHERE b.base = ?3 AND b.id = c.id)
    AND NOT EXISTS (
      SELECT 1 FROM reference r WHERE r.key IN (c.slug_key, c.stem_key) AND r.key NOT IN (o.slug_key, o.stem_key)
        AND r.source <> c.id
        AND ((c.kind = 0 AND r.role IN (1, 4)) OR (c.kind = 1 AND r.role IN (0, 3)) OR (c.kind = 2 AND r.role = 2)))
    AND (?4 OR (
      (o.slug = c.slug OR (o.title = c.title AND NOT ?5))
      AND NOT EXISTS (SELECT role, key FROM reference WHERE source = o.id AND role IN (1, 2)
                      EXCEPT SELECT role, key FROM reference WHERE source = c.id AND role IN (1, 2))
      AND NOT EXISTS (SELECT role, key FROM reference WHERE source = c.id AND role IN (1, 2)
                      EXCEPT SELECT role, key FROM reference WHERE source = o.id AND role IN (1, 2))))";

/// Documents that may be conflict copies of the file at `path`, by their names.
pub(super) fn possible(connection: &Connection, path: &str) -> Result<Vec<i64>, MirrorError> {
    let mut statement = connection.prepare_cached("SELECT id FROM conflict_base WHERE base = ?1")?;
    let ids = statement.query_map([names::path_key(path)], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Names that document `source` refers to. A document that is referred to by its name is not a copy.
pub(super) fn named_by(connection: &Connection, source: i64) -> Result<Vec<Name>, MirrorError> {
    let mut statement = connection.prepare_cached("SELECT role, key FROM reference WHERE source = ?1")?;
    let names = statement.query_map([source], |row| {
        Ok((Role::from_number(row.get(0)?).target(), row.get(1)?))
    })?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// Documents that a name may refer to.
pub(super) fn called(connection: &Connection, (kind, key): Name) -> Result<Vec<i64>, MirrorError> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM document WHERE slug_key = ?2 AND kind = ?1
         UNION SELECT id FROM document WHERE stem_key = ?2 AND kind = ?1",
    )?;
    let ids = statement.query_map(params![kind_number(kind), key], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
