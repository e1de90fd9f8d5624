//! Files are made, replaced and removed as expected, and never what nobody has read.

use super::*;

const OLD: &[u8] = b"old words\r\n";
const NEW: &[u8] = b"new words";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("responses")).unwrap();
    fs::write(folder.path().join("responses/a.md"), OLD).unwrap();
    folder
}

fn names(root: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(root.join("responses"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn create(path: &str) -> Job<'_> {
    Job::Create { path, bytes: NEW }
}

fn replace<'a>(path: &'a str, expected: &'a [u8]) -> Job<'a> {
    let bytes = NEW;
    Job::Replace {
        path,
        expected,
        bytes,
    }
}

#[test]
fn a_file_is_made_replaced_and_removed_and_nothing_is_left_beside_it() {
    let folder = folder();
    let root = folder.path();
    carry_out(root, &create("responses/b.md"), "t").unwrap();
    carry_out(root, &replace("responses/a.md", OLD), "t").unwrap();
    assert_eq!(read(root, "responses/a.md").unwrap().unwrap(), NEW);
    let path = "responses/a.md";
    carry_out(root, &Job::Remove { path, expected: NEW }, "t").unwrap();
    assert_eq!(read(root, path).unwrap(), None);
    assert_eq!(names(root), ["b.md"]);
}

#[test]
fn what_somebody_else_wrote_is_neither_replaced_nor_removed() {
    let folder = folder();
    let root = folder.path();
    let path = "responses/a.md";
    for job in [
        replace(path, b"read before"),
        Job::Remove {
            path,
            expected: b"read before",
        },
    ] {
        let refused = carry_out(root, &job, "t");
        assert!(matches!(refused, Err(WriteError::Changed { found: Some(found), .. }) if found == OLD));
    }
    let refused = carry_out(root, &replace("responses/none.md", OLD), "t");
    assert!(matches!(refused, Err(WriteError::Changed { found: None, .. })));
    assert!(matches!(
        carry_out(root, &create(path), "t"),
        Err(WriteError::Exists { .. })
    ));
    assert_eq!(read(root, path).unwrap().unwrap(), OLD);
    assert_eq!(names(root), ["a.md"]);
}

#[test]
fn directories_are_made_for_a_new_file_but_never_the_folder_itself() {
    let folder = folder();
    let root = folder.path();
    carry_out(root, &create("responses/images/deep/b.png"), "t").unwrap();
    assert_eq!(read(root, "responses/images/deep/b.png").unwrap().unwrap(), NEW);
    let away = root.join("away");
    assert!(matches!(
        carry_out(&away, &create("responses/b.md"), "t"),
        Err(WriteError::Gone { .. })
    ));
    assert!(matches!(
        read(&away, "responses/b.md"),
        Err(WriteError::Gone { .. })
    ));
    assert!(!away.exists());
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let folder = folder();
    let root = folder.path();
    for path in [
        "../b.md",
        "responses/../../b.md",
        "/b.md",
        "",
        "responses//b.md",
        "responses\\b.md",
        "./b.md",
    ] {
        assert!(carry_out(root, &create(path), "t").is_err(), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_written_through_and_a_file_keeps_its_mode() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (folder, outside) = (folder(), tempfile::tempdir().unwrap());
    let root = folder.path();
    symlink(outside.path(), root.join("responses/out")).unwrap();
    symlink(root.join("responses/a.md"), root.join("responses/link.md")).unwrap();
    for job in [
        create("responses/out/b.md"),
        create("responses/out/deep/b.md"),
        replace("responses/link.md", OLD),
    ] {
        assert!(
            matches!(carry_out(root, &job, "t"), Err(WriteError::NotOrdinary { .. })),
            "{job:?}"
        );
    }
    assert!(fs::read_dir(outside.path()).unwrap().next().is_none());
    let full = root.join("responses/a.md");
    fs::set_permissions(&full, fs::Permissions::from_mode(0o664)).unwrap();
    carry_out(root, &replace("responses/a.md", OLD), "t").unwrap();
    assert_eq!(fs::metadata(&full).unwrap().permissions().mode() & 0o777, 0o664);
}

#[test]
fn what_an_ended_job_left_is_cleared_unless_it_is_somebodys_words() {
    let folder = folder();
    let root = folder.path();
    let path = "responses/a.md";
    let beside = root.join("responses/.arguendo-t.tmp");
    assert_eq!(clear(root, path, "t", &[OLD, NEW]).unwrap(), None);
    for ours in [&NEW[..3], NEW, OLD, b""] {
        fs::write(&beside, ours).unwrap();
        assert_eq!(clear(root, path, "t", &[OLD, NEW]).unwrap(), None);
        assert_eq!(names(root), ["a.md"]);
    }
    fs::write(&beside, "theirs").unwrap();
    assert_eq!(clear(root, path, "t", &[OLD, NEW]).unwrap().unwrap(), b"theirs");
    assert!(beside.exists());
    assert_eq!(clear(root, "nowhere/a.md", "t", &[]).unwrap(), None);
}
