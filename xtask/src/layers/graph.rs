//! Who uses whom: files and the names that one takes from another, and the knots in it.

use std::collections::{BTreeMap, BTreeSet};

/// The files of one crate, or of the page, and what each takes from which other.
#[derive(Debug, Default)]
pub struct Graph {
    edges: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
}

impl Graph {
    /// Adds the file `from`, which may take nothing from anybody.
    pub fn add_file(&mut self, from: &str) {
        self.edges.entry(from.to_owned()).or_default();
    }

    /// Notes that `from` takes `name` from `to`.
    pub fn add(&mut self, from: &str, to: &str, name: &str) {
        self.add_file(to);
        let of_file = self.edges.entry(from.to_owned()).or_default();
        if from != to {
            of_file.entry(to.to_owned()).or_default().insert(name.to_owned());
        }
    }

    /// All files, sorted.
    pub fn files(&self) -> impl Iterator<Item = &String> {
        self.edges.keys()
    }

    /// Each file, each that it takes something from, and the names of that.
    pub fn edges(&self) -> impl Iterator<Item = (&String, &String, &BTreeSet<String>)> {
        self.edges
            .iter()
            .flat_map(|(from, of_file)| of_file.iter().map(move |(to, names)| (from, to, names)))
    }

    /// The same with each file's room in its place; a file without one is left out.
    ///
    /// Each name is followed by the files that it rides between.
    pub fn between_rooms(&self, room_of: impl Fn(&str) -> Option<String>) -> Self {
        let mut rooms = Self::default();
        for file in self.files() {
            if let Some(room) = room_of(file) {
                rooms.add_file(&room);
            }
        }
        for (from, to, names) in self.edges() {
            if let (Some(from_room), Some(to_room)) = (room_of(from), room_of(to)) {
                let ride = format!("{} in {}", listed(names), short(from));
                rooms.add(&from_room, &to_room, &ride);
            }
        }
        rooms
    }

    /// The same without the edges from one file to another for which `is_left_out` holds.
    pub fn without(&self, is_left_out: impl Fn(&str, &str) -> bool) -> Self {
        let mut graph = Self::default();
        self.files().for_each(|file| graph.add_file(file));
        for (from, to, names) in self.edges().filter(|(from, to, _)| !is_left_out(from, to)) {
            names.iter().for_each(|name| graph.add(from, to, name));
        }
        graph
    }

    /// What `from` takes something from.
    pub fn neighbours(&self, from: &str) -> Vec<&str> {
        let of_file = self.edges.get(from);
        of_file
            .into_iter()
            .flat_map(|of_file| of_file.keys().map(String::as_str))
            .collect()
    }

    /// The sets of files each of which reaches every other of its set, by Tarjan's algorithm.
    pub fn knots(&self) -> Vec<Vec<&str>> {
        let mut search = Search {
            graph: self,
            next: 0,
            order: BTreeMap::new(),
            low: BTreeMap::new(),
            path: Vec::new(),
            knots: Vec::new(),
        };
        for file in self.edges.keys() {
            if !search.order.contains_key(file.as_str()) {
                search.visit(file);
            }
        }
        search.knots.sort();
        search.knots
    }

    /// A knot as a person follows it: one line for each edge within it, with the names that ride on it.
    pub fn describe(&self, knot: &[&str]) -> String {
        let mut lines = vec![format!("{} in a cycle:", knot.len())];
        for (from, to, names) in self.edges() {
            if knot.contains(&from.as_str()) && knot.contains(&to.as_str()) {
                lines.push(format!("    {} → {}: {}", short(from), short(to), listed(names)));
            }
        }
        lines.join("\n")
    }
}

/// The names in one line.
pub fn listed(names: &BTreeSet<String>) -> String {
    names.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// `src-tauri/core/src/desk/mod.rs` as `desk/mod.rs`.
pub fn short(path: &str) -> &str {
    path.split_once("/src/").map_or(path, |(_, rest)| rest)
}

struct Search<'graph> {
    graph: &'graph Graph,
    next: usize,
    order: BTreeMap<&'graph str, usize>,
    low: BTreeMap<&'graph str, usize>,
    path: Vec<&'graph str>,
    knots: Vec<Vec<&'graph str>>,
}

impl<'graph> Search<'graph> {
    /// As deep as the longest chain of files, which is some dozens.
    fn visit(&mut self, file: &'graph str) -> usize {
        let own = self.next;
        self.next += 1;
        self.order.insert(file, own);
        self.path.push(file);
        let mut low = own;
        for next in self.graph.neighbours(file) {
            if let Some(&order) = self.order.get(next) {
                if self.path.contains(&next) {
                    low = low.min(order);
                }
            } else {
                low = low.min(self.visit(next));
            }
        }
        self.low.insert(file, low);
        if low == own
            && let Some(at) = self.path.iter().position(|name| *name == file)
        {
            let mut knot = self.path.split_off(at);
            if knot.len() > 1 {
                knot.sort_unstable();
                self.knots.push(knot);
            }
        }
        low
    }
}
