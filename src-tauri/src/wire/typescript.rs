//! Makes the page's types and its functions for each command, from the Rust types and functions.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

use super::signature::Signature;
use super::{Events, WireError};

/// Makes `ui/src/lib/program/wire.ts`.
pub struct Typescript {
    config: Config,
    seen: HashSet<TypeId>,
    types: BTreeMap<String, String>,
    commands: Vec<Command>,
}

/// A command, as its function is declared.
struct Command {
    name: &'static str,
    docs: String,
    /// The names and types of its arguments.
    arguments: Vec<(String, String)>,
    answer: String,
}

impl Typescript {
    /// With the types of events and of errors, which belong to no single command.
    pub fn with_events() -> Self {
        let mut typescript = Self {
            config: config(),
            seen: HashSet::new(),
            types: BTreeMap::new(),
            commands: Vec::new(),
        };
        typescript.visit::<WireError>();
        typescript.visit::<Events>();
        typescript
    }

    /// Adds the command `name`: `function` is its function, and `source` the text of the file that declares
    /// it.
    pub fn command<Arguments>(
        &mut self,
        name: &'static str,
        source: &str,
        function: &impl Signature<Arguments>,
    ) {
        let config = config();
        let types = function.types(&config, self);
        let (docs, names) = written(source, name);
        assert_eq!(names.len(), types.arguments.len(), "the arguments of {name}");
        self.commands.push(Command {
            name,
            docs,
            arguments: names.into_iter().zip(types.arguments).collect(),
            answer: types.answer,
        });
    }

    /// The names of the commands.
    pub fn names(&self) -> Vec<&'static str> {
        self.commands.iter().map(|command| command.name).collect()
    }

    /// The text of the whole file.
    pub fn text(&self) -> String {
        let types: Vec<&str> = self.types.values().map(String::as_str).collect();
        let mut text = format!(
            "// The values that cross between the program and this page, and what the page can ask.\n\
             // Made from Rust by src-tauri/src/wire/typescript.rs; a test keeps it so. Do not edit.\n\
             import {{ invoke }} from '@tauri-apps/api/core';\n\n{}\n\
             /**\n * What each command answers.\n */\nexport type Answers = {{\n",
            types.join("\n")
        );
        for Command { name, answer, .. } in &self.commands {
            let _ = writeln!(text, "  {name}: {answer};");
        }
        text.push_str("};\n\nexport const commands = {\n");
        for command in &self.commands {
            text.push_str(&command.client());
        }
        text.push_str("};\n");
        text
    }
}

impl Command {
    /// The page's function that calls the command.
    fn client(&self) -> String {
        let Self { name, answer, .. } = self;
        let typed: Vec<String> = self
            .arguments
            .iter()
            .map(|(name, kind)| format!("{name}: {kind}"))
            .collect();
        let names: Vec<&str> = self.arguments.iter().map(|(name, _)| name.as_str()).collect();
        let asked = if names.is_empty() {
            String::new()
        } else {
            format!(", {{ {} }}", names.join(", "))
        };
        format!(
            "  /** {} */\n  {}: ({}) => invoke<{answer}>('{name}'{asked}),\n",
            self.docs,
            camel(name),
            typed.join(", ")
        )
    }
}

impl TypeVisitor for Typescript {
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
        self.types.insert(T::ident(&self.config), text);
    }
}

/// In TypeScript, `number` is used for all numbers that are sent.
fn config() -> Config {
    Config::new().with_large_int("number")
}

/// Reads the command `name` in its source: its doc comment in one line, and the names of its arguments
/// without the handle.
fn written(source: &str, name: &str) -> (String, Vec<String>) {
    let (before, after) = source
        .split_once(&format!("pub async fn {name}<R: Runtime>("))
        .unwrap_or_else(|| panic!("no function {name}"));
    let docs = before
        .lines()
        .rev()
        .skip_while(|line| line.starts_with("#["))
        .map_while(|line| line.strip_prefix("/// "));
    let mut docs: Vec<&str> = docs.collect();
    docs.reverse();
    let (arguments, _) = after.split_once(") ->").unwrap_or_default();
    let names = arguments
        .split([',', '\n'])
        .filter_map(|argument| argument.split_once(": "))
        .skip(1)
        .map(|(name, _)| camel(name.trim()));
    (docs.join(" "), names.collect())
}

/// `text_size` in the page's spelling: `textSize`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(1.min(word.len()));
        name + &initial.to_uppercase() + rest
    })
}

#[test]
fn the_pages_types_and_commands_are_these() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/lib/program/wire.ts");
    let made = crate::commands::typescript().text();
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

#[test]
fn a_command_is_read_as_it_is_written() {
    let source = "/// Does it.\n/// Well.\n#[tauri::command]\npub async fn do_it<R: Runtime>(\n    app: AppHandle<R>,\n    \
                  text_size: Option<Vec<u8>>,\n    on: bool,\n) -> Result<(), WireError> {\n";
    let (docs, names) = written(source, "do_it");
    assert_eq!(
        (docs.as_str(), names),
        ("Does it. Well.", vec!["textSize".to_owned(), "on".to_owned()])
    );
}
