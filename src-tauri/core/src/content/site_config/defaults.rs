//! Front-matter `defaults` of `_config.yml`: which sets of values apply to a document, and which one takes
//! precedence.

use arguendo_text::front_matter::{Entry, Mapping, Node, Value};
use arguendo_text::glob;

use super::SiteConfig;
use crate::content::kind::Kind;

/// One set of default values and the documents that it applies to.
#[derive(Debug, Clone, PartialEq)]
pub struct Defaults {
    /// `scope.path`: the beginning of a document's path, or a glob; empty for every path.
    path: String,
    /// `scope.type`: a collection's name; none for every collection.
    collection: Option<String>,
    values: Mapping,
}

impl Defaults {
    /// Reads one entry of the list. None if it has no values; Jekyll ignores such an entry as well.
    pub(super) fn from_node(node: &Node) -> Option<Self> {
        let set = map_of(node)?;
        let values = map_of(&set.get("values")?.value)?.clone();
        let scope = set.get("scope").and_then(|scope| map_of(&scope.value));
        let said = |key: &str| {
            scope
                .and_then(|scope| scope.get(key))
                .and_then(|entry| entry.value.text())
        };
        let path = said("path")
            .unwrap_or_default()
            .trim_start_matches('/')
            .to_owned();
        Some(Self {
            path,
            collection: said("type").map(String::from),
            values,
        })
    }

    fn covers(&self, kind: Kind, path: &str, config: &SiteConfig) -> bool {
        let of_type = self
            .collection
            .as_deref()
            .is_none_or(|collection| collection == collection_of(kind));
        of_type && self.covers_path(below_collections_dir(path, config), config)
    }

    fn covers_path(&self, path: &str, config: &SiteConfig) -> bool {
        let scope = below_collections_dir(&self.path, config);
        if !scope.contains('*') {
            return path.starts_with(scope);
        }
        let ends = path
            .match_indices('/')
            .map(|(slash, _)| slash)
            .chain([path.len()]);
        ends.into_iter()
            .any(|end| glob::matches_path(scope, &path[..end]))
    }

    /// The longer path takes precedence. If both are equally long, a set for one collection does; otherwise
    /// the later set.
    fn wins_over(&self, earlier: &Self) -> bool {
        match self.path.len().cmp(&earlier.path.len()) {
            std::cmp::Ordering::Equal => self.collection.is_some() || earlier.collection.is_none(),
            unequal => unequal.is_gt(),
        }
    }
}

impl SiteConfig {
    /// The values that a document gets for keys it does not write itself, merged as Jekyll's
    /// `FrontmatterDefaults` does.
    #[must_use]
    pub fn defaults_for(&self, kind: Kind, path: &str) -> Vec<&Entry> {
        let mut merged: Vec<&Entry> = Vec::new();
        let mut winner: Option<&Defaults> = None;
        for set in self.defaults.iter().filter(|set| set.covers(kind, path, self)) {
            let wins = winner.is_none_or(|earlier| set.wins_over(earlier));
            for entry in &set.values.entries {
                match merged.iter().position(|present| present.key == entry.key) {
                    Some(at) if wins && !entry.value.is_null() => merged[at] = entry,
                    Some(_) => {}
                    None => merged.push(entry),
                }
            }
            if wins {
                winner = Some(set);
            }
        }
        merged
    }
}

/// The collection's name in `_config.yml` for a kind, whichever directory names the folder uses.
fn collection_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Question => "arguendo-questions",
        Kind::Response => "arguendo",
        Kind::Contributor => "contributors",
        Kind::Draft => "drafts",
    }
}

fn below_collections_dir<'a>(path: &'a str, config: &SiteConfig) -> &'a str {
    let inside = path
        .strip_prefix(config.collections_dir.as_str())
        .filter(|_| !config.collections_dir.is_empty());
    inside.and_then(|rest| rest.strip_prefix('/')).unwrap_or(path)
}

fn map_of(node: &Node) -> Option<&Mapping> {
    match &node.value {
        Value::Map(map) => Some(map),
        Value::Scalar { .. } | Value::List(_) => None,
    }
}
