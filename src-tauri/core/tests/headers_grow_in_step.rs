//! However long a header's lists are: twice as many entries cost about twice as much, and no more than a bound.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot write its folder has failed"
)]

#[path = "../../text/tests/growth/spent.rs"]
mod spent;

use std::fs;

use arguendo_core::disk::folder::Folder;
use arguendo_core::mirror::sync;
use arguendo_core::pages::dump::dump;
use arguendo_core::pages::folder_check;
use tempfile::TempDir;

/// A question that lists `count` responses, and one of them with as many contributors, questions and replies.
fn folder(count: usize) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let list = |key: &str, prefix: &str| {
        let entries: String = (0..count)
            .map(|number| format!("  - {prefix}{number}\n"))
            .collect();
        format!("{key}:\n{entries}")
    };
    let write = |directory: &str, name: &str, header: String| {
        fs::create_dir_all(place.path().join(directory)).unwrap();
        let text = format!("---\ntitle: {name}\n{header}---\nText\n");
        fs::write(place.path().join(directory).join(format!("{name}.md")), text).unwrap();
    };
    write("questions", "q", list("arguendo", "r"));
    write(
        "responses",
        "r1",
        format!("arguendo-question: q\n{}", list("contributors", "c")),
    );
    write(
        "responses",
        "r2",
        format!("arguendo-question: q\n{}", list("responds-to", "r")),
    );
    write(
        "responses",
        "r3",
        format!("arguendo-question: q\n{}", list("answers", "")),
    );
    write("questions", "asked", list("asks", "Why is it "));
    place
}

/// All of the folder as the command line gives it, and what there is to say about it.
fn read(place: &TempDir) -> (String, usize) {
    let reader = sync::fresh(&Folder::find(place.path()).unwrap()).unwrap();
    let mut written = Vec::new();
    dump(&reader, &mut written).unwrap();
    let said = folder_check::problems(&reader).unwrap();
    (String::from_utf8(written).unwrap(), said.len())
}

#[test]
fn twice_as_many_entries_cost_twice_as_much() {
    // All of them are read; and more than are read.
    for count in [4_000, 30_000] {
        let (few, many) = (folder(count), folder(4 * count));
        let all = |place: &TempDir| {
            let (written, _) = read(place);
            assert!(!written.is_empty());
        };
        assert!(
            spent::keeps_step(|| all(&many), || all(&few)),
            "four times {count} entries cost too much"
        );
    }
}

#[test]
fn a_list_that_is_too_long_is_left_out_and_said() {
    let (written, said) = read(&folder(400_000));
    assert!(written.len() < 20_000, "{} bytes", written.len());
    assert!(written.contains("front-matter-invalid"), "{written}");
    assert!((5..50).contains(&said), "{said} problems");
}
