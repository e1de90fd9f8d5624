//! `cargo xtask layers`: who uses whom, in the crates and in the page. No room uses one below it, and no file is
//! in a cycle.

mod graph;
mod imports;
mod modules;
mod names;
mod page;
mod rooms;
#[cfg(test)]
mod tests;

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::process::{cargo, output, root, tracked_files};

use graph::Graph;
use modules::Sources;

/// What a crate is never built on, whichever way it would come in.
const NEVER: &[(&str, &[&str])] = &[
    ("arguendo-core", &["tauri", "tokio", "wry", "tao"]),
    (
        "arguendo-text",
        &[
            "tauri",
            "tokio",
            "wry",
            "tao",
            "rusqlite",
            "notify",
            "ureq",
            "arguendo-core",
        ],
    ),
];

/// The one cycle that may be: a knot whose files all lie below the path, and why.
const ALLOWED: &[(&str, &str)] = &[(
    "/src/markdown/kramdown/",
    "a list holds blocks and a block may be a list: the grammar is recursive, and so is its parser",
)];

/// Crates by name, with the directory that `lib.rs` or `main.rs` lies in.
const CRATES: &[(&str, &str)] = &[
    ("text", "src-tauri/text/src/"),
    ("core", "src-tauri/core/src/"),
    ("cli", "src-tauri/cli/src/"),
    ("shell", "src-tauri/src/"),
    ("tests", "tests/src/"),
    ("xtask", "xtask/src/"),
];

/// One crate, or the page: its rooms, who uses whom, and what breaks a rule.
struct Part {
    name: &'static str,
    files: Graph,
    /// Without what a module takes from its own children: a parent calls them, and they know its types.
    between_files: Graph,
    rooms: Graph,
    /// Between rooms of one floor alone: a cycle over two floors looks outward somewhere, which is named already.
    on_one_floor: Graph,
    outward: Vec<String>,
}

/// Prints each room's neighbours and each broken rule; a failure if there is one.
pub fn list() -> Result<ExitCode> {
    let mut is_fine = true;
    for part in parts(&sources()?)? {
        let broken = part.broken();
        println!(
            "{}: {} files in {} rooms, {} cycles ({} allowed), {} names taken from outer rooms",
            part.name,
            part.files.files().count(),
            part.rooms.files().count(),
            part.between_files.knots().len() + part.on_one_floor.knots().len(),
            part.between_files
                .knots()
                .iter()
                .filter(|knot| is_allowed(knot))
                .count(),
            part.outward.len(),
        );
        for room in part.rooms.files() {
            let neighbours = part.rooms.neighbours(room);
            let neighbours = if neighbours.is_empty() {
                "none".to_owned()
            } else {
                neighbours.join(", ")
            };
            println!("  {room} → {neighbours}");
        }
        for family in part.families() {
            println!("  one family: {family}");
        }
        for line in &broken {
            println!("  ✗ {line}");
        }
        is_fine &= broken.is_empty();
    }
    Ok(if is_fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Adds a sentence to `broken` for each import that looks outwards, and for each cycle.
pub fn check(broken: &mut Vec<String>) -> Result<()> {
    for part in parts(&sources()?)? {
        broken.extend(part.broken());
    }
    Ok(())
}

/// An error if a crate is built on what it must never know: the core on a window, the text on a database or a network.
pub fn check_crates() -> Result<()> {
    for (package, never) in NEVER {
        let tree = output(cargo([
            "tree",
            "--edges=normal,build",
            "--prefix=none",
            "--target=all",
            "--format={p}",
            "--package",
            package,
        ]))?;
        let found: Vec<&str> = tree
            .lines()
            .filter(|line| never.contains(&line.split(' ').next().unwrap_or_default()))
            .collect();
        anyhow::ensure!(
            found.is_empty(),
            "{package} must not be built on {}",
            found.join(", ")
        );
        println!("{package} is built on none of {}", never.join(", "));
    }
    Ok(())
}

/// Everything that git tracks, or would track, in the crates and in the page.
fn sources() -> Result<Sources> {
    let mut sources = Sources::new();
    for path in tracked_files()? {
        let is_rust = path.ends_with(".rs") && CRATES.iter().any(|(_, source)| path.starts_with(source));
        if !is_rust && !page::is_of_page(&path) {
            continue;
        }
        let file = root().join(&path);
        if file.is_file() {
            let text = fs::read_to_string(&file).with_context(|| format!("could not read {path}"))?;
            sources.insert(path, text);
        }
    }
    Ok(sources)
}

/// Every part of `sources` that is there.
fn parts(sources: &Sources) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    for (name, source) in CRATES {
        let roots = [format!("{source}lib.rs"), format!("{source}main.rs")];
        let Some((root, text)) = roots.iter().find_map(|root| sources.get_key_value(root)) else {
            continue;
        };
        let files = names::graph_of(&modules::read(root, sources)?);
        let floors = rooms::read(text);
        let between_rooms = files.between_rooms(|file| rooms::room_of(source, file));
        parts.push(Part {
            name,
            on_one_floor: between_rooms.without(|from, to| floors.get(from) != floors.get(to)),
            rooms: between_rooms,
            outward: rooms::outward(source, &floors, &files),
            between_files: files.without(is_family),
            files,
        });
    }
    let files = page::graph_of(sources);
    let between_rooms = files.between_rooms(page::room_of);
    parts.push(Part {
        name: "page",
        on_one_floor: between_rooms.without(|from, to| page::floor_of_room(from) != page::floor_of_room(to)),
        rooms: between_rooms,
        outward: page::outward(&files),
        between_files: files.without(|_, _| false),
        files,
    });
    Ok(parts)
}

impl Part {
    fn broken(&self) -> Vec<String> {
        let mut broken = self.outward.clone();
        for knot in self.between_files.knots().iter().filter(|knot| !is_allowed(knot)) {
            broken.push(format!(
                "{}: files, {}",
                self.name,
                self.between_files.describe(knot)
            ));
        }
        for knot in self.on_one_floor.knots() {
            broken.push(format!(
                "{}: rooms, {}",
                self.name,
                self.on_one_floor.describe(&knot)
            ));
        }
        broken
    }

    /// Modules that both use a child and are used by it: no broken rule, but a tie that is better a thread.
    fn families(&self) -> Vec<String> {
        let mut families = Vec::new();
        for parent in self.files.files() {
            let used = self.files.neighbours(parent).into_iter();
            let children: Vec<&str> = used
                .filter(|child| {
                    is_family(parent, child) && self.files.neighbours(child).contains(&parent.as_str())
                })
                .map(graph::short)
                .collect();
            if !children.is_empty() {
                families.push(format!("{} with {}", graph::short(parent), children.join(", ")));
            }
        }
        families
    }
}

/// Whether `child` lies in the module whose file is `parent`; all of a crate lies in its root.
fn is_family(parent: &str, child: &str) -> bool {
    let directory = match parent.rsplit_once('/') {
        Some((directory, "lib.rs" | "main.rs" | "mod.rs")) => directory,
        _ => parent.trim_end_matches(".rs"),
    };
    child
        .strip_prefix(directory)
        .is_some_and(|rest| rest.starts_with('/'))
}

fn is_allowed(knot: &[&str]) -> bool {
    ALLOWED
        .iter()
        .any(|(place, _)| knot.iter().all(|file| file.contains(place)))
}
