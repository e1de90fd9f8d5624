//! Files that have the name of a document but could not be read as that document, so that they are not
//! reported as missing.

use std::collections::HashMap;

use arguendo_text::names;
use rusqlite::params;

use super::rows::kind_number;
use super::{MirrorError, Reader};
use crate::content::kind::Kind;

/// Finds files by names that lead to no document.
pub struct Bearers<'a> {
    reader: &'a Reader,
    /// Paths of the files that cannot be read as documents, by folded name; read on first use.
    unread: Option<HashMap<String, String>>,
}

impl<'a> Bearers<'a> {
    /// Reads nothing yet.
    #[must_use]
    pub fn new(reader: &'a Reader) -> Self {
        Self { reader, unread: None }
    }

    /// The file that is named `written` but is not read as a document of `kind`: either it cannot be read as
    /// a document, or it lies in the directory of another kind.
    ///
    /// # Errors
    /// An error of SQLite.
    pub fn find(&mut self, kind: Kind, written: &str) -> Result<Option<String>, MirrorError> {
        let folded = names::fold(written);
        let unread = match self.unread.take() {
            Some(unread) => unread,
            None => self.reader.unread_names()?,
        };
        let found = unread.get(&folded).cloned();
        self.unread = Some(unread);
        match found {
            Some(path) => Ok(Some(path)),
            None => self.reader.of_another_kind(kind, written, &folded),
        }
    }
}

impl Reader {
    fn unread_names(&self) -> Result<HashMap<String, String>, MirrorError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT f.path FROM problem p JOIN file f USING (id)
             WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.id = p.id) ORDER BY f.path DESC",
        )?;
        let mut unread = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let path: String = row.get(0)?;
            let stem = names::stem_of(&path);
            for name in [stem, names::without_date_prefix(stem)] {
                unread.insert(names::fold(name), path.clone());
            }
        }
        Ok(unread)
    }

    fn of_another_kind(
        &self,
        kind: Kind,
        written: &str,
        folded: &str,
    ) -> Result<Option<String>, MirrorError> {
        let is_shown = self.and_shown("d.id")?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT f.path, d.slug, d.stem FROM document d JOIN file f USING (id)
             WHERE (d.slug_key = ?2 OR d.stem_key = ?2) AND (d.kind <> ?1 OR d.conflict_of IS NOT NULL){is_shown}
             ORDER BY f.path"
        ))?;
        let mut rows = statement.query(params![kind_number(kind), names::key(written)])?;
        while let Some(row) = rows.next()? {
            let (path, slug, stem): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if names::fold(&slug) == folded || names::fold(&stem) == folded {
                return Ok(Some(path));
            }
        }
        Ok(None)
    }
}
