//! The directions between the rooms of the core: pure ← resources ← verbs, as its `lib.rs` lists them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::{cargo, output, root};

/// From the innermost out. A room may look at its own layer and at those before it.
const LAYERS: &[&str] = &["pure", "resources", "verbs"];

/// What the core is never built on, whichever way it would come in.
const NEVER_IN_CORE: &[&str] = &["tauri", "tokio", "wry", "tao"];

/// Adds a sentence to `broken` for each import that looks outwards.
pub fn check(broken: &mut Vec<String>) -> Result<()> {
    let source = root().join("src-tauri/core/src");
    let map = fs::read_to_string(source.join("lib.rs")).context("the map of the core, its lib.rs")?;
    let layers = layers_of(&map, broken);
    let mut files = Vec::new();
    rust_files(&source, &mut files)?;
    for file in files {
        let Some(room) = room_of(&source, &file) else {
            continue;
        };
        let text = fs::read_to_string(&file).with_context(|| format!("could not read {}", file.display()))?;
        for outward in outward_looks(&room, &text, &layers) {
            broken.push(format!(
                "{}: {outward}",
                file.strip_prefix(root()).unwrap_or(&file).display()
            ));
        }
    }
    Ok(())
}

/// An error if the core is built on the shell's crates.
pub fn check_crates() -> Result<()> {
    let tree = output(cargo([
        "tree",
        "--package=arguendo-core",
        "--edges=normal,build",
        "--prefix=none",
        "--target=all",
        "--format={p}",
    ]))?;
    let found: Vec<&str> = tree
        .lines()
        .filter(|line| NEVER_IN_CORE.contains(&line.split(' ').next().unwrap_or_default()))
        .collect();
    anyhow::ensure!(
        found.is_empty(),
        "the core must not be built on {}",
        found.join(", ")
    );
    println!("the core is built on none of {}", NEVER_IN_CORE.join(", "));
    Ok(())
}

/// Reads `// pure`, `// resources`, `// verbs` and the `mod` lines below each: room → layer number.
fn layers_of(map: &str, broken: &mut Vec<String>) -> BTreeMap<String, usize> {
    let mut rooms = BTreeMap::new();
    let mut layer = None;
    for line in map.lines() {
        let line = line.trim();
        if let Some(comment) = line.strip_prefix("// ") {
            let word = comment.split([' ', ':', ',']).next().unwrap_or_default();
            layer = LAYERS.iter().position(|name| *name == word).or(layer);
        }
        let Some((_, room)) = line.strip_suffix(';').and_then(|line| line.split_once("mod ")) else {
            continue;
        };
        match layer {
            Some(layer) => {
                rooms.insert(room.to_owned(), layer);
            }
            None => broken.push(format!(
                "src-tauri/core/src/lib.rs: `{room}` stands under no layer"
            )),
        }
    }
    rooms
}

/// `…/mirror/schema.rs` is in the room `mirror`; `lib.rs` is the house itself.
fn room_of(source: &Path, file: &Path) -> Option<String> {
    let first = file.strip_prefix(source).ok()?.components().next()?;
    let room = Path::new(first.as_os_str()).file_stem()?.to_str()?;
    (room != "lib").then(|| room.to_owned())
}

/// One sentence for each `crate::room` in `text` that lies further out than `room`.
fn outward_looks(room: &str, text: &str, layers: &BTreeMap<String, usize>) -> Vec<String> {
    let Some(&own) = layers.get(room) else {
        return vec![format!("`{room}` is not in the map of the core, its lib.rs")];
    };
    let mut looks = Vec::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for other in line
            .match_indices("crate::")
            .flat_map(|(at, name)| rooms_named(&line[at + name.len()..]))
        {
            let Some(&layer) = layers.get(other) else { continue };
            if layer > own {
                looks.push(format!(
                    "{} `{room}` looks out at {} `{other}`",
                    LAYERS[own], LAYERS[layer]
                ));
            }
        }
    }
    looks.dedup();
    looks
}

/// The first names after `crate::`, also in a group: `{dates::Day, names}` gives `dates` and `names`.
fn rooms_named(path: &str) -> Vec<&str> {
    let first = |text: &str| {
        text.find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(text.len())
    };
    let Some(group) = path.strip_prefix('{') else {
        return vec![&path[..first(path)]];
    };
    let mut depth = 0_i32;
    let parts = group.split(|c: char| {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        depth < 0 || (c == ',' && depth == 0)
    });
    parts
        .map(|part| part.trim_start())
        .map(|part| &part[..first(part)])
        .collect()
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("could not list {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            rust_files(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &str = "//! pure is above\n// pure\npub mod dates;\nmod names;\n\n// resources: I/O\npub mod mirror;\n// verbs\npub mod sync;\n";

    fn looks(room: &str, text: &str) -> Vec<String> {
        let mut broken = Vec::new();
        let layers = layers_of(MAP, &mut broken);
        assert_eq!(broken, Vec::<String>::new());
        outward_looks(room, text, &layers)
    }

    #[test]
    fn inwards_and_sideways_is_fine() {
        assert!(looks("sync", "use crate::mirror::Mirror;\nuse crate::dates;\n").is_empty());
        assert!(looks("dates", "use crate::names::fold;\n").is_empty());
        assert!(looks("dates", "/// As crate::sync does.\n").is_empty());
    }

    #[test]
    fn outwards_is_named() {
        assert_eq!(
            looks("dates", "let x = crate::sync::now();"),
            ["pure `dates` looks out at verbs `sync`"]
        );
        assert_eq!(
            looks("mirror", "use crate::{dates::{Day, Time}, sync};"),
            ["resources `mirror` looks out at verbs `sync`"]
        );
    }

    #[test]
    fn a_room_that_is_not_on_the_map_is_named() {
        assert_eq!(looks("cellar", "").len(), 1);
    }
}
