//! YAML aliases: their costs, counted as if they were written out, and the entries that `<<` takes from
//! another map.

use super::value::{Entry, Node, Value};

/// The costs of an alias.
#[derive(Default)]
pub(super) struct Size {
    pub nodes: usize,
    pub bytes: usize,
    pub deepest: usize,
}

impl Size {
    pub fn add(&mut self, node: &Node, depth: usize) {
        self.nodes += 1;
        self.deepest = self.deepest.max(depth);
        match &node.value {
            Value::Scalar { text, .. } => self.bytes += text.len(),
            Value::List(items) => items.iter().for_each(|item| self.add(item, depth + 1)),
            Value::Map(map) => {
                for entry in &map.entries {
                    self.nodes += 1;
                    self.bytes += entry.key.len();
                    self.add(&entry.value, depth + 1);
                }
            }
        }
    }
}

/// The entries of the map or maps that `<<` refers to. If several maps have a key, the first one wins. As in
/// Ruby, the entries replace those before `<<` but not those after it. None if `<<` is an ordinary key.
pub(super) fn inherited(value: &Node) -> Option<Vec<Entry>> {
    match &value.value {
        Value::Map(map) => Some(map.entries.clone()),
        Value::List(items) => {
            let maps = items.iter().rev().map(|item| match &item.value {
                Value::Map(map) => Some(map.entries.clone()),
                _ => None,
            });
            Some(maps.collect::<Option<Vec<_>>>()?.concat())
        }
        Value::Scalar { .. } => None,
    }
}
