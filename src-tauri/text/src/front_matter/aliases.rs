//! What an alias stands for costs as if it were written out, and what `<<` takes over from another map.

use super::value::{Entry, Node, Value};

/// What an alias costs.
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

/// The entries of the map or the maps that `<<` takes over, the first of several winning; none where it is an ordinary key. As in
/// Ruby, they win over what is before and not over what follows.
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
