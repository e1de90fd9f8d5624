//! The page's types, made from the values that cross to it, so that they are never written twice.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};

use ts_rs::{Config, TS, TypeVisitor};

use arguendo_core::pages::conflicts::{Settlement, WholeSide};
use arguendo_core::pages::drafts::{ProfileEntries, Typed, Written};

use super::{Answers, Events, WireError};

/// `ui/src/lib/program/wire.ts`: every type that crosses, in one file, by name.
#[must_use]
pub fn typescript() -> String {
    let mut types = Declarations {
        config: Config::new(),
        seen: HashSet::new(),
        by_name: BTreeMap::new(),
    };
    types.visit::<WireError>();
    types.visit::<Answers>();
    types.visit::<Events>();
    types.visit::<Typed>();
    types.visit::<Written>();
    types.visit::<ProfileEntries>();
    types.visit::<Settlement>();
    types.visit::<WholeSide>();
    let declarations: Vec<String> = types.by_name.into_values().collect();
    format!(
        "// The values that cross between the program and this page.\n\
         // Made from Rust by src-tauri/src/wire.rs; a test keeps it so. Do not edit.\n\n{}",
        declarations.join("\n")
    )
}

struct Declarations {
    config: Config,
    seen: HashSet<TypeId>,
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
        if T::output_path().is_none() {
            return; // a string, a list: nothing to declare
        }
        let (docs, declaration) = (T::docs().unwrap_or_default(), T::decl(&self.config));
        let text = format!("{docs}export {}\n", declaration.trim_end());
        self.by_name.insert(T::ident(&self.config), text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_types_are_these() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/lib/program/wire.ts");
        let made = typescript();
        if std::env::var_os("UPDATE_WIRE").is_some() {
            std::fs::write(path, &made).unwrap();
        }
        let kept = std::fs::read_to_string(path)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        assert!(
            kept == made,
            "ui/src/lib/program/wire.ts is out of step: run `UPDATE_WIRE=1 cargo test -p arguendo wire`"
        );
    }
}
