//! Reads a header key by key if it cannot be read as a whole. Only the keys that cannot be read are lost.

use std::collections::HashMap;

use super::{Entry, LONGEST_HEADER, Mapping, parse};

/// The keys of `text` that can be read by themselves. `first_line` is the line in the file on which `text`
/// begins.
#[must_use]
pub fn parse_each(text: &str, first_line: u32) -> Mapping {
    let mut blocks: Vec<(u32, String)> = Vec::new();
    for (line, number) in text.split_inclusive('\n').zip(first_line..) {
        let begins_a_key = line.starts_with(|first: char| !first.is_whitespace() && !"-#]}".contains(first));
        match blocks.last_mut() {
            Some((_, block)) if !begins_a_key => block.push_str(line),
            _ => blocks.push((number, line.to_owned())),
        }
    }
    let mut entries: Vec<Option<Entry>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut left = LONGEST_HEADER;
    for (line, block) in blocks {
        let Some(after) = left.checked_sub(block.len()) else {
            continue;
        };
        left = after;
        let Ok((map, _)) = parse(&block, line) else {
            continue;
        };
        for entry in map.entries {
            if let Some(earlier) = places.insert(entry.key.clone(), entries.len()) {
                entries[earlier] = None;
            }
            entries.push(Some(entry));
        }
    }
    Mapping {
        entries: entries.into_iter().flatten().collect(),
    }
}
