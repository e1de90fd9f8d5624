//! The command line: what it prints, how it ends, and what it says when something is wrong.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::process::Command;

use arguendo_tests::folder::Folder;
use arguendo_tests::program::program;
use arguendo_tests::skipped::skipped;
use serde_json::Value;

struct Ended {
    code: i32,
    out: String,
    error: String,
}

fn cli(arguments: &[&str], data: &Path) -> Ended {
    let output = Command::new(program("arguendo-cli").unwrap())
        .args(arguments)
        .env("ARGUENDO_DATA", data)
        .output()
        .unwrap();
    Ended {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        error: String::from_utf8(output.stderr).unwrap(),
    }
}

fn json(ended: &Ended) -> Value {
    assert_eq!(ended.error, "");
    serde_json::from_str(&ended.out).unwrap()
}

#[test]
fn sync_counts_what_it_did_and_the_second_time_finds_nothing_to_do() {
    let (folder, data) = (Folder::sample().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().to_str().unwrap();
    let first = json(&cli(&["sync", path], data.path()));
    assert!(first["added"].as_u64().unwrap() > 20 && first["ms"].is_number());
    let second = json(&cli(&["sync", path, "--json"], data.path()));
    assert_eq!(second["added"], 0);
    assert_eq!(second["unchanged"], first["added"]);
    folder.delete("responses/which-water.md").unwrap();
    folder
        .sed("responses/micrograms.md", "s/micrograms/milligrams/")
        .unwrap();
    let third = json(&cli(&["sync", path], data.path()));
    assert_eq!(
        (&third["removed"], &third["changed"]),
        (&Value::from(1), &Value::from(1))
    );
}

#[test]
fn dump_has_the_promised_shape_and_the_same_bytes_with_and_without_a_history() {
    let (folder, data) = (Folder::sample().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().to_str().unwrap();
    let ended = cli(&["dump", path, "--json"], data.path());
    assert_eq!(ended.out, cli(&["dump", path, "--fresh"], data.path()).out);
    let dump = json(&ended);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let sorted = |keys: &[&str]| {
        let mut keys: Vec<_> = keys.iter().map(|key| (*key).to_owned()).collect();
        keys.sort();
        keys
    };
    assert_eq!(
        keys(&dump),
        sorted(&["questions", "responses", "contributors", "problems"])
    );
    let shapes: [(&str, &[&str]); 4] = [
        (
            "questions",
            &[
                "path",
                "slug",
                "title",
                "date",
                "instant",
                "published",
                "description",
                "html",
                "missing",
                "responses",
            ],
        ),
        (
            "responses",
            &[
                "path",
                "slug",
                "title",
                "date",
                "instant",
                "published",
                "thesis",
                "stance",
                "question",
                "responds_to",
                "contributors",
                "words",
                "html",
            ],
        ),
        (
            "contributors",
            &["path", "slug", "name", "position", "image", "published", "html"],
        ),
        ("problems", &["path", "line", "code", "message"]),
    ];
    for (list, shape) in shapes {
        let rows = dump[list].as_array().unwrap();
        assert!(!rows.is_empty(), "{list}");
        for row in rows {
            assert_eq!(keys(row), sorted(shape), "{list}");
        }
        let paths: Vec<_> = rows.iter().map(|row| row["path"].as_str().unwrap()).collect();
        assert!(paths.is_sorted(), "{list} by path");
    }
}

#[test]
fn search_finds_words_phrases_names_and_beginnings_whatever_the_accents() {
    let (folder, data) = (Folder::empty().unwrap(), tempfile::tempdir().unwrap());
    folder
        .write("contributors/z.md", "---\ntitle: Zoë Brontë\n---\nA bio.\n")
        .unwrap();
    let response = "---\ntitle: On juries\ncontributors: [z]\n---\nThe naïve reader of *Chevron* said so.\n";
    folder.write("responses/r.md", response).unwrap();
    folder
        .write(
            "responses/hidden.md",
            "---\ntitle: Hidden\npublished: false\n---\nnaive\n",
        )
        .unwrap();
    let found = |query: &str| -> Vec<String> {
        let results = json(&cli(
            &["search", folder.path().to_str().unwrap(), query, "--json"],
            data.path(),
        ));
        let hits = results["hits"].as_array().unwrap();
        assert_eq!(results["total"], hits.len());
        hits.iter()
            .map(|hit| hit["target"]["path"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(found("naive"), ["responses/r.md"]);
    assert_eq!(found("\"naïve reader\""), ["responses/r.md"]);
    assert_eq!(found("\"reader naive\""), Vec::<String>::new());
    assert_eq!(found("chev"), ["responses/r.md"]);
    assert_eq!(found("bronte juries"), ["responses/r.md"]);
    assert_eq!(found("zoe").len(), 2);
    assert_eq!(found("AND \"( *"), Vec::<String>::new());
    // The name of whoever signed it is found under the new name, though the response itself did not change.
    folder
        .write("contributors/z.md", "---\ntitle: Zoë Eyre\n---\nA bio.\n")
        .unwrap();
    assert_eq!(found("eyre juries"), ["responses/r.md"]);
    assert_eq!(found("bronte"), Vec::<String>::new());
}

#[test]
fn check_ends_with_1_where_there_are_problems_and_0_where_there_are_none() {
    let (folder, data) = (Folder::empty().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().to_str().unwrap();
    let fine = cli(&["check", path], data.path());
    assert_eq!((fine.code, fine.out.as_str()), (0, "No problems.\n"));
    folder
        .write("responses/r.md", "---\ntitle: [\n---\nText.\n")
        .unwrap();
    let ended = cli(&["check", path, "--json"], data.path());
    assert_eq!(ended.code, 1);
    let problems: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(problems[0]["code"], "front-matter-invalid");
    assert!(
        cli(&["check", path], data.path())
            .out
            .starts_with("responses/r.md:")
    );
}

#[test]
fn show_takes_a_path_or_a_slug() {
    let (folder, data) = (Folder::sample().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().to_str().unwrap();
    for name in ["responses/which-water.md", "which-water"] {
        let shown = json(&cli(&["show", path, name, "--json"], data.path()));
        assert_eq!(shown["path"], "responses/which-water.md");
    }
    let unknown = cli(&["show", path, "nothing-like-it"], data.path());
    assert_eq!(unknown.code, 2);
    assert!(unknown.error.contains("nothing-like-it"));
}

#[test]
fn a_wrong_folder_a_file_and_misuse_each_say_what_to_do() {
    let (folder, data) = (Folder::sample().unwrap(), tempfile::tempdir().unwrap());
    let nowhere = folder.path().join("nowhere");
    for (arguments, sentence) in [
        (["dump", nowhere.to_str().unwrap()], "There is no folder at"),
        (
            ["sync", folder.path().join("_config.yml").to_str().unwrap()],
            "is a file, not a folder",
        ),
        (["frobnicate", "x"], "unrecognized subcommand"),
    ] {
        let ended = cli(&arguments, data.path());
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{sentence}");
        assert!(ended.error.contains(sentence), "{}", ended.error);
    }
    assert!(
        !data.path().join("folders").exists(),
        "nothing was made for a wrong folder"
    );
}

#[cfg(unix)]
#[test]
fn an_unreadable_folder_is_named_and_its_mirror_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, data) = (Folder::sample().unwrap(), tempfile::tempdir().unwrap());
    let mode = |mode| std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(mode)).unwrap();
    mode(0o000);
    if std::fs::read_dir(folder.path()).is_ok() {
        mode(0o755);
        skipped("an ordinary user", "this user may read everything");
        return;
    }
    let ended = cli(&["sync", folder.path().to_str().unwrap()], data.path());
    mode(0o755);
    assert_eq!(ended.code, 2);
    assert!(ended.error.contains("cannot be read"), "{}", ended.error);
}

#[test]
fn a_corrupt_mirror_is_said_and_made_anew() {
    let (folder, data) = (Folder::sample().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().to_str().unwrap();
    let before = cli(&["dump", path], data.path()).out;
    let databases = std::fs::read_dir(data.path().join("folders"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    for garbage in [
        "not a database at all, but long enough to be taken for one by its size".repeat(200),
        String::new(),
    ] {
        std::fs::write(databases.join("mirror.db"), garbage).unwrap();
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(databases.join(format!("mirror.db{suffix}")));
        }
        let refused = cli(&["dump", path, "--no-sync"], data.path());
        assert_eq!((refused.code, refused.out.as_str()), (2, ""));
        assert!(
            refused.error.contains("The folder itself is untouched"),
            "{}",
            refused.error
        );
        let ended = cli(&["dump", path], data.path());
        assert_eq!((ended.code, ended.out == before), (0, true));
        assert!(ended.error.contains("made anew"), "{}", ended.error);
    }
}

#[test]
fn opening_a_folder_writes_nothing_into_it() {
    let (folder, data) = (Folder::sample().unwrap(), tempfile::tempdir().unwrap());
    let list = || {
        let mut paths: Vec<_> = walk(folder.path());
        paths.sort();
        paths
    };
    let before = list();
    for arguments in [["sync"].as_slice(), &["check"], &["dump"]] {
        cli(&[arguments[0], folder.path().to_str().unwrap()], data.path());
    }
    assert_eq!(list(), before);
}

fn walk(directory: &Path) -> Vec<(std::path::PathBuf, std::time::SystemTime, u64)> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let entry = entry.unwrap();
        let meta = entry.metadata().unwrap();
        paths.push((entry.path(), meta.modified().unwrap(), meta.len()));
        if meta.is_dir() {
            paths.extend(walk(&entry.path()));
        }
    }
    paths
}
