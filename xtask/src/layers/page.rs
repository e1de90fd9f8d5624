//! The floors of the page: program ← words, text, dom ← state ← actions ← components ← pages.

use super::graph::{Graph, listed};
use super::imports;
use super::modules::Sources;

const SOURCE: &str = "ui/src/";

/// The floors from the innermost out, each with its rooms. A file may use its own floor and those before it.
const FLOORS: &[(&str, &[&str])] = &[
    ("program", &["lib/program/", "lib/paraglide/"]),
    ("words, text and dom", &["lib/words/", "lib/text/", "lib/dom/"]),
    ("state", &["lib/state/"]),
    ("actions", &["lib/actions/"]),
    (
        "components",
        &[
            "components/",
            "conflicts/",
            "drafting/",
            "editor/",
            "sharing/",
            "window/",
        ],
    ),
    ("pages", &["pages/", "App.svelte", "main.ts"]),
];

/// Whether the file is one that the window loads: no test, and nothing that tests share.
pub fn is_of_page(file: &str) -> bool {
    file.starts_with(SOURCE)
        && (file.ends_with(".ts") || file.ends_with(".svelte"))
        && !file.ends_with(".test.ts")
        && !file.starts_with("ui/src/testing/")
        && !file.starts_with("ui/src/lib/paraglide/")
}

/// Who imports whom.
pub fn graph_of(sources: &Sources) -> Graph {
    let mut graph = Graph::default();
    for (file, text) in sources.iter().filter(|(file, _)| is_of_page(file)) {
        graph.add_file(file);
        for import in imports::of(file, text, sources) {
            for name in &import.names {
                graph.add(file, &import.file, name);
            }
        }
    }
    graph
}

/// The directory that `file` lies in, below `ui/src`.
pub fn room_of(file: &str) -> Option<String> {
    let inside = file.strip_prefix(SOURCE)?;
    let rooms = FLOORS.iter().flat_map(|(_, rooms)| rooms.iter());
    let room = rooms.into_iter().find(|room| inside.starts_with(**room));
    Some(room.map_or_else(
        || {
            inside
                .rsplit_once('/')
                .map_or(inside, |(directory, _)| directory)
                .to_owned()
        },
        |room| room.trim_end_matches('/').to_owned(),
    ))
}

/// A sentence for each file on no floor, and for each import that looks outwards.
pub fn outward(graph: &Graph) -> Vec<String> {
    let mut broken = Vec::new();
    for file in graph.files() {
        if floor_of(file).is_none() {
            broken.push(format!("{file}: lies on no floor of the page"));
        }
    }
    for (from, to, names) in graph.edges() {
        let (Some(own), Some(other)) = (floor_of(from), floor_of(to)) else {
            continue;
        };
        if other > own {
            broken.push(format!(
                "{from}: {} looks out at {}, {} of {to}",
                FLOORS[own].0,
                FLOORS[other].0,
                listed(names)
            ));
        }
    }
    broken
}

/// The number of the floor of a room as `room_of` names it.
pub fn floor_of_room(room: &str) -> Option<usize> {
    FLOORS
        .iter()
        .position(|(_, rooms)| rooms.iter().any(|path| path.trim_end_matches('/') == room))
}

fn floor_of(file: &str) -> Option<usize> {
    let inside = file.strip_prefix(SOURCE)?;
    FLOORS
        .iter()
        .position(|(_, rooms)| rooms.iter().any(|room| inside.starts_with(room)))
}
