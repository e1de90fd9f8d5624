//! The rooms of a crate: the modules of its root, in the order in which the root lists them.

use std::collections::BTreeMap;

use super::graph::{Graph, listed};

/// Rooms and the floor of each: `mod` lines without an empty line or a comment between them share a floor.
pub type Rooms = BTreeMap<String, usize>;

/// Reads the `mod` lines of a crate's root. A room uses its own floor and those above it in the list.
pub fn read(root: &str) -> Rooms {
    let mut rooms = Rooms::new();
    let mut floor = 0;
    let mut is_new = false;
    for line in root.lines().map(str::trim) {
        if line.is_empty() || line.starts_with("//") {
            is_new = true;
        } else if let Some(room) = declared(line) {
            if is_new && !rooms.is_empty() {
                floor += 1;
            }
            is_new = false;
            rooms.insert(room.to_owned(), floor);
        }
    }
    rooms
}

/// `src-tauri/core/src/desk/copies.rs` is in the room `desk`; the root is in none.
pub fn room_of(source: &str, file: &str) -> Option<String> {
    let inside = file.strip_prefix(source)?;
    let first = inside.split('/').next()?;
    let room = first.strip_suffix(".rs").unwrap_or(first);
    (!matches!(room, "lib" | "main")).then(|| room.to_owned())
}

/// A sentence for each name that a room takes from one below it in the list.
pub fn outward(source: &str, rooms: &Rooms, graph: &Graph) -> Vec<String> {
    let mut broken = Vec::new();
    for (from, to, names) in graph.edges() {
        let (Some(own), Some(other)) = (room_of(source, from), room_of(source, to)) else {
            continue;
        };
        let (Some(own_floor), Some(other_floor)) = (rooms.get(&own), rooms.get(&other)) else {
            continue;
        };
        if other_floor > own_floor {
            broken.push(format!(
                "{from}: `{own}` uses `{other}`, a room below it, for {} of {to}",
                listed(names)
            ));
        }
    }
    broken
}

/// The name in `mod name;`, `pub mod name;` or `pub(crate) mod name;`.
fn declared(line: &str) -> Option<&str> {
    let (before, name) = line.strip_suffix(';')?.split_once("mod ")?;
    let is_plain = before.is_empty() || (before.starts_with("pub") && before.ends_with(' '));
    is_plain.then_some(name)
}
