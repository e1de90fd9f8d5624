//! Dumps of mirrors, and the differences between two of them.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};
use arguendo_core::mirror::{Reader, Touched};
use arguendo_core::pages::dump;
use serde_json::Value;

/// What a page must ask again after a change, as the window says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stale {
    /// Every page.
    pub everything: bool,
    /// The list of questions and the counts.
    pub library: bool,
    /// The pages of these documents.
    pub documents: BTreeSet<String>,
}

impl From<&Touched> for Stale {
    fn from(touched: &Touched) -> Self {
        Self {
            everything: touched.everything,
            library: touched.everything || !touched.is_nothing(),
            documents: if touched.everything {
                BTreeSet::new()
            } else {
                touched.stale.clone()
            },
        }
    }
}

/// The whole mirror as text.
///
/// # Errors
/// An error of SQLite.
pub fn dump_of(reader: &Reader) -> Result<String> {
    let mut out = Vec::new();
    dump::dump(reader, &mut out)?;
    Ok(String::from_utf8(out)?)
}

/// The first line in which two dumps differ; it says more than both dumps in full.
pub fn difference(live: &str, fresh: &str) -> Option<String> {
    if live == fresh {
        return None;
    }
    let (mut live, mut fresh) = (live.lines(), fresh.lines());
    loop {
        match (live.next(), fresh.next()) {
            (None, None) => return Some("only the ends of lines differ".to_owned()),
            (live, fresh) if live == fresh => {}
            (live, fresh) => {
                let [live, fresh] = [live, fresh].map(|line| line.unwrap_or("(no such line)"));
                return Some(format!("live:  {live}\nfresh: {fresh}"));
            }
        }
    }
}

/// Documents that differ between the two dumps, or occur in only one of them, although `stale` does not name
/// them.
///
/// # Errors
/// If a text is not a dump.
pub fn not_told(before: &str, after: &str, stale: &Stale) -> Result<BTreeSet<String>> {
    if stale.everything {
        return Ok(BTreeSet::new());
    }
    let (before, after) = (documents(before)?, documents(after)?);
    let differ = before
        .keys()
        .chain(after.keys())
        .filter(|path| before.get(*path) != after.get(*path) && !stale.documents.contains(*path));
    Ok(differ.cloned().collect())
}

/// Each document by its path.
fn documents(dump: &str) -> Result<BTreeMap<String, Value>> {
    let mut dump: Value = serde_json::from_str(dump).context("a dump is JSON")?;
    let mut documents = BTreeMap::new();
    for kind in ["questions", "responses", "contributors"] {
        let Some(Value::Array(list)) = dump.get_mut(kind).map(Value::take) else {
            anyhow::bail!("a dump has {kind}");
        };
        for document in list {
            let path = document["path"].as_str().context("a document has a path")?;
            documents.insert(path.to_owned(), document);
        }
    }
    Ok(documents)
}
