//! What a file of the page imports, types too, from which other file.

use super::modules::Sources;

/// One import: the file that it leads to, and the names taken from it.
#[derive(Debug, PartialEq, Eq)]
pub struct Import {
    /// Its path from the root of the work tree.
    pub file: String,
    /// What is taken, `everything` where no names are given.
    pub names: Vec<String>,
}

/// What the import addresses that start with `$lib` mean, as `ui/vite.config.ts` has it.
const LIB: &str = "ui/src/lib";

/// The imports of `file` that lead to one of `sources`; what comes from packages is left out.
///
/// The code is formatted, so that a statement begins its line.
pub fn of(file: &str, text: &str, sources: &Sources) -> Vec<Import> {
    let mut imports = Vec::new();
    let mut add = |names: &str, address: &str| {
        if let Some(path) = lies_at(file, address, sources) {
            imports.push(Import {
                file: path,
                names: names_in(names),
            });
        }
    };
    let mut lines = script(file, text).into_iter();
    while let Some(line) = lines.next() {
        let line = line.trim();
        if line.starts_with("//") || line.starts_with('*') || line.starts_with("/*") {
            continue;
        }
        for (_, rest) in line
            .match_indices("import(")
            .map(|(at, call)| line.split_at(at + call.len()))
        {
            if let Some(address) = quoted(rest) {
                add("", address);
            }
        }
        if !(line.starts_with("import ") || line.starts_with("export ")) {
            continue;
        }
        let mut statement = line.to_owned();
        // A list of names over several lines.
        if statement.contains('{') && !statement.contains('}') && is_list(&statement) {
            for line in lines.by_ref() {
                statement.push(' ');
                statement.push_str(line.trim());
                if line.contains('}') {
                    break;
                }
            }
        }
        if let Some((names, address)) = statement.split_once(" from ") {
            if let Some(address) = quoted(address) {
                add(names, address);
            }
        } else if let Some(address) = statement.strip_prefix("import ").and_then(quoted) {
            add("", address);
        }
    }
    imports
}

/// `import {`, `import type {`, `export {`, `import Card, {`: what goes on to a `from`.
fn is_list(statement: &str) -> bool {
    statement.ends_with('{')
        && (statement.starts_with("import ") || matches!(statement, "export {" | "export type {"))
}

/// The lines that are code: all of them, or those between a component's script tags.
fn script<'text>(file: &str, text: &'text str) -> Vec<&'text str> {
    if !file.ends_with(".svelte") {
        return text.lines().collect();
    }
    let mut is_script = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.starts_with("<script") {
            is_script = true;
        } else if line.starts_with("</script") {
            is_script = false;
        } else if is_script {
            lines.push(line);
        }
    }
    lines
}

/// The text between the quotation marks with which `text` begins.
fn quoted(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|mark| matches!(mark, '\'' | '"'))?;
    text[1..].split_once(mark).map(|(address, _)| address)
}

fn names_in(list: &str) -> Vec<String> {
    let list = list.trim_start_matches("import ").trim_start_matches("export ");
    let names: Vec<String> = list
        .split(['{', '}', ','])
        .map(|name| name.trim().trim_start_matches("type ").trim())
        .filter(|name| !name.is_empty() && *name != "type")
        .map(str::to_owned)
        .collect();
    if names.is_empty() {
        vec!["everything".to_owned()]
    } else {
        names
    }
}

fn lies_at(file: &str, address: &str, sources: &Sources) -> Option<String> {
    let mut parts: Vec<&str> = if let Some(rest) = address.strip_prefix("$lib/") {
        LIB.split('/').chain(rest.split('/')).collect()
    } else if address.starts_with('.') {
        let (directory, _) = file.rsplit_once('/')?;
        directory.split('/').chain(address.split('/')).collect()
    } else {
        return None;
    };
    let mut path: Vec<&str> = Vec::new();
    for part in parts.drain(..) {
        match part {
            "." => {}
            ".." => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    let path = path.join("/");
    ["", ".ts", ".svelte.ts", "/index.ts"]
        .iter()
        .map(|end| format!("{path}{end}"))
        .find(|path| sources.contains_key(path))
}
