//! The modules of one crate as its files declare them: what each defines, imports and names.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result};
use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree, Visibility};

/// Files by their path from the root of the work tree, with their text.
pub type Sources = BTreeMap<String, String>;

/// A module: a file, or a block within one.
#[derive(Debug)]
pub struct Module {
    /// The file that it is written in.
    pub file: String,
    /// The module around it; the root has none.
    pub parent: Option<usize>,
    /// What its names mean; a name may be a module and a function at once.
    pub names: HashMap<String, Vec<Meaning>>,
    /// What it imports as a whole, `use x::*`.
    pub globs: Vec<Vec<String>>,
    /// Its `use` lines, one for each name.
    pub imports: Vec<Import>,
    /// Every path in its code, `use` lines left out.
    pub paths: Vec<Vec<String>>,
}

/// What a name means in a module.
#[derive(Debug)]
pub enum Meaning {
    /// A module below it.
    Module(usize),
    /// Something that it defines itself.
    Item,
    /// What the path leads to.
    Import(Vec<String>),
}

/// One name of a `use` line.
#[derive(Debug)]
pub struct Import {
    /// From where, the name last.
    pub path: Vec<String>,
    /// Whether it passes the name on, `pub use`, in whatever measure.
    pub is_passed_on: bool,
}

/// Reads the crate whose root is the file `root`, tests left out. The first module is the root.
pub fn read(root: &str, sources: &Sources) -> Result<Vec<Module>> {
    let mut modules = Vec::new();
    let directory = root.rsplit_once('/').map_or("", |(directory, _)| directory);
    read_file(root, directory, None, sources, &mut modules)?;
    Ok(modules)
}

/// Reads `file`, whose children lie in `directory`, and all below it; its number.
fn read_file(
    file: &str,
    directory: &str,
    parent: Option<usize>,
    sources: &Sources,
    modules: &mut Vec<Module>,
) -> Result<usize> {
    let text = sources
        .get(file)
        .with_context(|| format!("the module {file} is not there"))?;
    let parsed = syn::parse_file(text).with_context(|| format!("{file} could not be read"))?;
    read_items(&parsed.items, file, directory, parent, sources, modules)
}

fn read_items(
    items: &[Item],
    file: &str,
    directory: &str,
    parent: Option<usize>,
    sources: &Sources,
    modules: &mut Vec<Module>,
) -> Result<usize> {
    let own = modules.len();
    modules.push(Module {
        file: file.to_owned(),
        parent,
        names: HashMap::new(),
        globs: Vec::new(),
        imports: Vec::new(),
        paths: Vec::new(),
    });
    for item in items.iter().filter(|item| !is_for_tests(attributes(item))) {
        if let Item::Mod(inner) = item {
            let name = inner.ident.to_string();
            let below = format!("{directory}/{name}");
            let child = match &inner.content {
                Some((_, items)) => read_items(items, file, &below, Some(own), sources, modules)?,
                None => {
                    let candidates = [format!("{below}.rs"), format!("{below}/mod.rs")];
                    let child = candidates.iter().find(|path| sources.contains_key(*path));
                    let child =
                        child.with_context(|| format!("{file} declares `{name}`, which is not there"))?;
                    read_file(child, &below, Some(own), sources, modules)?
                }
            };
            modules[own]
                .names
                .entry(name)
                .or_default()
                .push(Meaning::Module(child));
            continue;
        }
        if let Some(name) = name_of(item) {
            modules[own].names.entry(name).or_default().push(Meaning::Item);
        }
        let mut reader = Reader {
            module: &mut modules[own],
        };
        reader.visit_item(item);
    }
    Ok(own)
}

/// Collects the paths and imports of one item.
struct Reader<'module> {
    module: &'module mut Module,
}

impl Reader<'_> {
    fn import(&mut self, tree: &UseTree, before: &[String], is_passed_on: bool) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.import(&path.tree, &with(&path.ident), is_passed_on),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, before, is_passed_on);
                }
            }
            UseTree::Glob(_) => self.module.globs.push(before.to_vec()),
            UseTree::Name(name) if name.ident == "self" => self.import_as(
                before.to_vec(),
                before.last().cloned().unwrap_or_default(),
                is_passed_on,
            ),
            UseTree::Name(name) => {
                self.import_as(with(&name.ident), name.ident.to_string(), is_passed_on);
            }
            UseTree::Rename(rename) => {
                let path = if rename.ident == "self" {
                    before.to_vec()
                } else {
                    with(&rename.ident)
                };
                self.import_as(path, rename.rename.to_string(), is_passed_on);
            }
        }
    }

    fn import_as(&mut self, path: Vec<String>, name: String, is_passed_on: bool) {
        let meaning = Meaning::Import(path.clone());
        self.module.names.entry(name).or_default().push(meaning);
        self.module.imports.push(Import { path, is_passed_on });
    }

    /// The paths in what a macro is given: names joined by `::`.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.take(&mut path);
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.take(&mut path);
                    self.tokens(group.stream());
                    colons = 0;
                }
                _ => {
                    self.take(&mut path);
                    colons = 0;
                }
            }
        }
        self.take(&mut path);
    }

    fn take(&mut self, path: &mut Vec<String>) {
        if !path.is_empty() {
            self.module.paths.push(std::mem::take(path));
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        if !is_for_tests(&function.attrs) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let is_passed_on = !matches!(item.vis, Visibility::Inherited);
        self.import(&item.tree, &[], is_passed_on);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter().map(|segment| segment.ident.to_string());
        self.module.paths.push(names.collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        self.tokens(call.tokens.clone());
    }

    // `pub(in crate::drafts)` says who may look, and looks at nobody.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

/// Whether it is there in tests alone.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || (attribute.path().is_ident("cfg")
                && attribute
                    .parse_args::<syn::Path>()
                    .is_ok_and(|path| path.is_ident("test")))
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn name_of(item: &Item) -> Option<String> {
    Some(match item {
        Item::Const(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Fn(item) => item.sig.ident.to_string(),
        Item::Macro(item) => item.ident.as_ref()?.to_string(),
        Item::Static(item) => item.ident.to_string(),
        Item::Struct(item) => item.ident.to_string(),
        Item::Trait(item) => item.ident.to_string(),
        Item::TraitAlias(item) => item.ident.to_string(),
        Item::Type(item) => item.ident.to_string(),
        Item::Union(item) => item.ident.to_string(),
        _ => return None,
    })
}
