//! For each rule a small tree that keeps it, and the same with one wrong import planted.

use super::*;

const LIB: &str =
    "//! The root.\npub mod content;\n\n// The only files.\nmod disk;\n// The only SQL.\nmod desk;\n";

fn tree(files: &[(&str, &str)]) -> Sources {
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

fn core(files: &[(&str, &str)]) -> Sources {
    let mut all = tree(&[
        ("src-tauri/core/src/lib.rs", LIB),
        ("src-tauri/core/src/content.rs", "pub struct Kind;"),
        (
            "src-tauri/core/src/disk.rs",
            "pub fn read() -> crate::content::Kind {}",
        ),
        (
            "src-tauri/core/src/desk.rs",
            "use crate::{content::Kind, disk};\nfn open(kind: Kind) { disk::read(); }",
        ),
    ]);
    for (path, text) in files {
        all.insert(format!("src-tauri/core/src/{path}"), (*text).to_owned());
    }
    all
}

fn broken(sources: &Sources) -> Vec<String> {
    parts(sources).unwrap().iter().flat_map(Part::broken).collect()
}

/// The one rule that is broken.
fn only(sources: &Sources) -> String {
    let broken = broken(sources);
    assert_eq!(broken.len(), 1, "{broken:#?}");
    broken[0].clone()
}

#[test]
fn a_room_may_use_what_is_above_it() {
    assert_eq!(broken(&core(&[])), Vec::<String>::new());
}

#[test]
fn a_room_that_uses_one_below_it_is_named_with_what_it_takes() {
    for text in [
        "use crate::desk::Row;",
        "fn f() { crate::desk::Row }",
        "fn f() { println!(\"{}\", super::desk::Row) }",
        "use super::{desk::{self, Row as R}};",
        "use crate::desk;\nfn f(row: desk::Row) {}",
        "fn f() { use crate::desk::Row; }",
        "pub use crate::desk::Row;",
        "use crate::desk::*;\nfn f(row: Row) {}",
    ] {
        let found = only(&core(&[
            ("content.rs", text),
            ("disk.rs", ""),
            ("desk.rs", "pub struct Row;"),
        ]));
        assert_eq!(
            found,
            "src-tauri/core/src/content.rs: `content` uses `desk`, a room below it, for Row of src-tauri/core/src/desk.rs",
            "{text}"
        );
    }
}

#[test]
fn rooms_with_nothing_between_them_are_on_one_floor() {
    let lib = "pub mod content;\n\npub mod desk;\npub mod disk;\n";
    let sources = core(&[("lib.rs", lib)]);
    assert_eq!(broken(&sources), Vec::<String>::new());
}

#[test]
fn what_is_passed_on_comes_from_where_it_is_defined() {
    let sources = core(&[
        (
            "desk.rs",
            "mod rows;\nmod tables;\npub use rows::Row;\npub(crate) use self::tables::Table;",
        ),
        ("desk/rows.rs", "pub struct Row;"),
        ("desk/tables.rs", "use super::Row;\npub struct Table(Row);"),
    ]);
    assert_eq!(broken(&sources), Vec::<String>::new());
    let part = &parts(&sources).unwrap()[0];
    assert_eq!(
        part.files.neighbours("src-tauri/core/src/desk/tables.rs"),
        ["src-tauri/core/src/desk/rows.rs"]
    );
    assert!(part.files.neighbours("src-tauri/core/src/desk.rs").is_empty());
}

#[test]
fn files_in_a_cycle_are_named_with_what_rides_on_each_edge() {
    let found = only(&core(&[
        ("desk.rs", "mod rows;\nmod tables;"),
        ("desk/rows.rs", "pub struct Row(super::tables::Table);"),
        (
            "desk/tables.rs",
            "use super::rows::Row;\npub struct Table(Box<Row>);",
        ),
    ]));
    assert_eq!(
        found,
        "core: files, 2 in a cycle:\n    desk/rows.rs → desk/tables.rs: Table\n    desk/tables.rs → desk/rows.rs: Row"
    );
}

#[test]
fn a_module_and_its_children_are_one_family() {
    let sources = core(&[
        (
            "desk.rs",
            "mod rows;\npub use rows::Row;\npub struct Desk;\nfn first() -> Row {}",
        ),
        ("desk/rows.rs", "pub struct Row(super::Desk);"),
    ]);
    assert_eq!(broken(&sources), Vec::<String>::new());
    let families = parts(&sources).unwrap()[0].families();
    assert_eq!(families, ["desk.rs with desk/rows.rs"]);
}

#[test]
fn two_children_that_use_each_other_are_no_family() {
    let found = only(&core(&[
        (
            "desk.rs",
            "mod rows;\nmod tables;\npub struct Desk;\nfn f() { rows::f() }",
        ),
        (
            "desk/rows.rs",
            "pub struct Row(super::Desk, super::tables::Table);\npub fn f() {}",
        ),
        ("desk/tables.rs", "pub struct Table(super::rows::Row);"),
    ]));
    assert!(found.starts_with("core: files, 2 in a cycle:"), "{found}");
}

#[test]
fn rooms_in_a_cycle_are_named_though_no_two_files_are() {
    let found = only(&core(&[
        ("lib.rs", "pub mod content;\n\npub mod desk;\npub mod disk;\n"),
        ("desk.rs", "pub mod rows;\npub mod tables;"),
        ("desk/rows.rs", "pub struct Row;"),
        ("desk/tables.rs", "fn f() { crate::disk::read() }"),
        ("disk.rs", "pub fn read() -> crate::desk::rows::Row {}"),
    ]));
    assert_eq!(
        found,
        "core: rooms, 2 in a cycle:\n    desk → disk: read in desk/tables.rs\n    disk → desk: Row in disk.rs"
    );
}

#[test]
fn the_grammar_alone_may_be_a_cycle() {
    let files = [
        ("content.rs", "mod markdown;"),
        ("lib.rs", "mod markdown;"),
        ("markdown.rs", "mod kramdown;"),
        ("markdown/kramdown.rs", "mod blocks;\nmod lists;"),
        (
            "markdown/kramdown/blocks.rs",
            "pub fn block() { super::lists::list() }",
        ),
        (
            "markdown/kramdown/lists.rs",
            "pub fn list() { super::blocks::block() }",
        ),
    ];
    let sources = core(&files);
    assert_eq!(broken(&sources), Vec::<String>::new());
    assert_eq!(parts(&sources).unwrap()[0].files.knots().len(), 1);
}

#[test]
fn tests_may_look_anywhere() {
    let sources = core(&[(
        "content.rs",
        "pub struct Kind;\n#[cfg(test)]\nmod tests { use crate::desk::Desk; }\n#[cfg(test)]\nuse crate::desk::Desk;",
    )]);
    assert_eq!(broken(&sources), Vec::<String>::new());
}

fn page(files: &[(&str, &str)]) -> Sources {
    let mut all = tree(&[
        (
            "ui/src/lib/program/program.ts",
            "import type { Page } from './wire';\n",
        ),
        ("ui/src/lib/program/wire.ts", "export type Page = string;\n"),
        (
            "ui/src/lib/words/dates.ts",
            "import type { Page } from '../program/wire';\n",
        ),
        (
            "ui/src/lib/state/news.svelte.ts",
            "import { day } from '$lib/words/dates';\n",
        ),
        (
            "ui/src/lib/actions/mark.ts",
            "import { news } from '$lib/state/news.svelte';\n",
        ),
        (
            "ui/src/components/Card.svelte",
            "<script lang=\"ts\">\n  import { mark } from '$lib/actions/mark';\n</script>\n\n<p>import x</p>\n",
        ),
        (
            "ui/src/pages/News.svelte",
            "<script lang=\"ts\">\n  import Card from '../components/Card.svelte';\n</script>\n",
        ),
    ]);
    for (path, text) in files {
        all.insert(format!("ui/src/{path}"), (*text).to_owned());
    }
    all
}

#[test]
fn the_page_may_use_what_is_further_in() {
    assert_eq!(broken(&page(&[])), Vec::<String>::new());
}

#[test]
fn an_import_that_looks_out_of_its_floor_is_named() {
    for text in [
        "import Card from '../../components/Card.svelte';\n",
        "export { Card } from '../../components/Card.svelte';\n",
        "import {\n  Card,\n} from '../../components/Card.svelte';\n",
        "import type Card from '../../components/Card.svelte';\n",
        "type Card = typeof import('../../components/Card.svelte');\n",
        "const card = await import('../../components/Card.svelte');\n",
        "import '../../components/Card.svelte';\n",
    ] {
        let found = only(&page(&[("lib/words/stray.ts", text)]));
        assert!(
            found.starts_with("ui/src/lib/words/stray.ts: words, text and dom looks out at components, "),
            "{text}: {found}"
        );
    }
}

#[test]
fn files_of_the_page_in_a_cycle_are_named() {
    let other = "<script lang=\"ts\">\n  import Card from './Card.svelte';\n</script>\n";
    let card = "<script lang=\"ts\">\n  import type { Props } from './Other.svelte';\n</script>\n";
    let found = only(&page(&[
        ("components/Other.svelte", other),
        ("components/Card.svelte", card),
    ]));
    assert_eq!(
        found,
        "page: files, 2 in a cycle:\n    components/Card.svelte → components/Other.svelte: Props\n    \
         components/Other.svelte → components/Card.svelte: Card"
    );
}

#[test]
fn a_file_on_no_floor_is_named() {
    let found = only(&page(&[("lib/stray.ts", "export const x = 1;\n")]));
    assert_eq!(found, "ui/src/lib/stray.ts: lies on no floor of the page");
}
