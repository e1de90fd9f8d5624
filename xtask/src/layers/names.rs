//! Which file a name comes from: each path of a crate is followed through imports and re-exports to its definition.

use std::collections::BTreeSet;

use super::graph::Graph;
use super::modules::{Import, Meaning, Module};

/// Who takes what from whom among the files of `modules`.
///
/// An import of a module is no edge, what is taken from it is; nor is passing on what a module below defines.
pub fn graph_of(modules: &[Module]) -> Graph {
    let mut graph = Graph::default();
    for (own, module) in modules.iter().enumerate() {
        graph.add_file(&module.file);
        let crate_of = Crate { modules };
        for import in &module.imports {
            crate_of.take_import(own, import, &mut graph);
        }
        for path in &module.paths {
            crate_of.take(own, path, &mut graph);
        }
    }
    graph
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    /// A module.
    Module(usize),
    /// Something that this module defines.
    ItemOf(usize),
}

struct Crate<'modules> {
    modules: &'modules [Module],
}

impl Crate<'_> {
    fn take(&self, own: usize, path: &[String], graph: &mut Graph) {
        let Some(name) = path.last() else { return };
        for target in self.resolve(own, path, &mut BTreeSet::new()) {
            if let Target::ItemOf(module) = target {
                graph.add(&self.modules[own].file, &self.modules[module].file, name);
            }
        }
    }

    fn take_import(&self, own: usize, import: &Import, graph: &mut Graph) {
        let Some(name) = import.path.last() else { return };
        for target in self.resolve(own, &import.path, &mut BTreeSet::new()) {
            let Target::ItemOf(module) = target else { continue };
            if !(import.is_passed_on && self.is_within(module, own)) {
                graph.add(&self.modules[own].file, &self.modules[module].file, name);
            }
        }
    }

    /// Whether `module` is `around` or lies in it.
    fn is_within(&self, module: usize, around: usize) -> bool {
        let mut next = Some(module);
        while let Some(module) = next {
            if module == around {
                return true;
            }
            next = self.modules[module].parent;
        }
        false
    }

    /// `met` holds the names that are being looked up, so that two modules that import each other come to an end.
    fn resolve(&self, own: usize, path: &[String], met: &mut BTreeSet<(usize, String)>) -> BTreeSet<Target> {
        let mut targets = BTreeSet::new();
        let mut rest = path.iter();
        let mut at = own;
        let mut is_anchored = false;
        let mut segment = rest.next();
        while let Some(name) = segment {
            match name.as_str() {
                "crate" => at = 0,
                "self" => {}
                "super" => at = self.modules[at].parent.unwrap_or(0),
                _ => break,
            }
            is_anchored = true;
            segment = rest.next();
        }
        match segment {
            None if is_anchored => {
                targets.insert(Target::Module(at));
            }
            None => {}
            Some(name) => {
                targets = self.look_up(at, name, met);
                for name in rest {
                    targets = targets
                        .into_iter()
                        .flat_map(|target| match target {
                            Target::Module(module) => self.look_up(module, name, met),
                            Target::ItemOf(_) => BTreeSet::from([target]),
                        })
                        .collect();
                }
            }
        }
        targets
    }

    fn look_up(&self, own: usize, name: &str, met: &mut BTreeSet<(usize, String)>) -> BTreeSet<Target> {
        let key = (own, name.to_owned());
        if !met.insert(key.clone()) {
            return BTreeSet::new();
        }
        let mut targets = BTreeSet::new();
        for meaning in self.modules[own].names.get(name).into_iter().flatten() {
            match meaning {
                Meaning::Module(module) => {
                    targets.insert(Target::Module(*module));
                }
                Meaning::Item => {
                    targets.insert(Target::ItemOf(own));
                }
                Meaning::Import(path) => targets.extend(self.resolve(own, path, met)),
            }
        }
        if targets.is_empty() {
            for glob in &self.modules[own].globs {
                for target in self.resolve(own, glob, met) {
                    if let Target::Module(module) = target {
                        targets.extend(self.look_up(module, name, met));
                    }
                }
            }
        }
        met.remove(&key);
        targets
    }
}
