//! Files are made, replaced and removed as expected, and words that nobody has read are never lost.

use super::temporary::Holds;
use std::fs;
use std::io;
use std::path::Path;

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

fn create(path: &str) -> FileWrite<'_> {
    FileWrite::Create { path, bytes: NEW }
}

fn replace<'a>(path: &'a str, expected: &'a [u8]) -> FileWrite<'a> {
    let bytes = NEW;
    FileWrite::Replace {
        path,
        expected,
        bytes,
    }
}

#[test]
fn a_file_is_made_replaced_and_removed_and_nothing_is_left_beside_it() {
    let folder = folder();
    let root = folder.path();
    execute(root, &create("responses/b.md"), "t", &nothing_to_keep).unwrap();
    execute(root, &replace("responses/a.md", OLD), "t", &nothing_to_keep).unwrap();
    assert_eq!(read(root, "responses/a.md").unwrap().unwrap(), NEW);
    let path = "responses/a.md";
    execute(
        root,
        &FileWrite::Remove { path, expected: NEW },
        "t",
        &nothing_to_keep,
    )
    .unwrap();
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
        FileWrite::Remove {
            path,
            expected: b"read before",
        },
    ] {
        let refused = execute(root, &job, "t", &nothing_to_keep);
        assert!(matches!(refused, Err(WriteError::Changed { found: Some(found), .. }) if found == OLD));
    }
    let refused = execute(root, &replace("responses/none.md", OLD), "t", &nothing_to_keep);
    assert!(matches!(refused, Err(WriteError::Changed { found: None, .. })));
    assert!(matches!(
        execute(root, &create(path), "t", &nothing_to_keep),
        Err(WriteError::Exists { .. })
    ));
    assert_eq!(read(root, path).unwrap().unwrap(), OLD);
    assert_eq!(names(root), ["a.md"]);
}

#[test]
fn directories_are_made_for_a_new_file_but_never_the_folder_itself() {
    let folder = folder();
    let root = folder.path();
    execute(
        root,
        &create("responses/images/deep/b.png"),
        "t",
        &nothing_to_keep,
    )
    .unwrap();
    assert_eq!(read(root, "responses/images/deep/b.png").unwrap().unwrap(), NEW);
    let away = root.join("away");
    assert!(matches!(
        execute(&away, &create("responses/b.md"), "t", &nothing_to_keep),
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
        assert!(
            execute(root, &create(path), "t", &nothing_to_keep).is_err(),
            "{path}"
        );
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
            matches!(
                execute(root, &job, "t", &nothing_to_keep),
                Err(WriteError::NotOrdinary { .. })
            ),
            "{job:?}"
        );
    }
    assert!(fs::read_dir(outside.path()).unwrap().next().is_none());
    let full = root.join("responses/a.md");
    fs::set_permissions(&full, fs::Permissions::from_mode(0o664)).unwrap();
    execute(root, &replace("responses/a.md", OLD), "t", &nothing_to_keep).unwrap();
    assert_eq!(fs::metadata(&full).unwrap().permissions().mode() & 0o777, 0o664);
}

/// The texts that were kept, in order.
#[derive(Default)]
struct Words(std::cell::RefCell<Vec<Vec<u8>>>);

impl Words {
    fn keep(&self) -> impl Fn(&str, &[u8]) -> Result<(), KeepError> + '_ {
        |_, words| {
            self.0.borrow_mut().push(words.to_vec());
            Ok(())
        }
    }

    fn taken(&self) -> Vec<Vec<u8>> {
        self.0.take()
    }
}

const PATH: &str = "responses/a.md";

/// Makes a file that an interrupted program has left beside the document, as a temporary file of token `t`.
fn left(root: &Path, holds: Holds, bytes: &[u8]) {
    fs::write(temporary::fresh_name(&root.join("responses"), "t", holds), bytes).unwrap();
}

/// Clears up as the next start does after an interrupted write of [`NEW`] over [`OLD`].
fn clear_up(root: &Path, words: &Words) {
    clear(root, PATH, "t", (&[NEW], &[OLD]), &words.keep()).unwrap();
}

#[test]
fn what_an_ended_job_left_is_cleared_and_somebodys_words_are_kept() {
    let (folder, words) = (folder(), Words::default());
    let root = folder.path();
    for (holds, ours) in [
        (Holds::New, &NEW[..3]),
        (Holds::New, b"anything: it was never in the document's place"),
        (Holds::Aside, NEW),
        (Holds::Aside, OLD),
        (Holds::Aside, b""),
        (Holds::BeingPut, NEW),
    ] {
        left(root, holds, ours);
        clear_up(root, &words);
        assert_eq!(names(root), ["a.md"], "{holds:?}");
    }
    assert!(words.taken().is_empty());
    // Their text begins like ours or like the old one, but it is not an unfinished one of ours.
    for theirs in [b"theirs".as_slice(), &OLD[..3], &NEW[..3]] {
        left(root, Holds::Aside, theirs);
        clear_up(root, &words);
        assert_eq!(words.taken(), [theirs]);
        assert_eq!(names(root), ["a.md"]);
        assert_eq!(read(root, PATH).unwrap().unwrap(), OLD);
    }
    clear(root, "nowhere/a.md", "t", (&[], &[]), &words.keep()).unwrap();
}

#[test]
fn words_that_cannot_be_kept_stay_where_they_are_and_it_is_said_where() {
    let folder = folder();
    let root = folder.path();
    left(root, Holds::Aside, b"theirs");
    let refused = clear(root, PATH, "t", (&[NEW], &[OLD]), &nothing_to_keep);
    let Err(WriteError::NotKept { beside, .. }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(fs::read(beside).unwrap(), b"theirs");
}

#[test]
fn a_document_that_was_taken_aside_comes_back_to_its_place() {
    for (aside, comes_back) in [
        (vec![(Holds::Aside, NEW), (Holds::Aside, OLD)], OLD),
        (
            vec![(Holds::Aside, NEW), (Holds::Aside, b"theirs".as_slice())],
            b"theirs",
        ),
        (vec![(Holds::New, NEW), (Holds::Aside, OLD)], OLD),
    ] {
        let (folder, words) = (folder(), Words::default());
        let root = folder.path();
        fs::remove_file(root.join(PATH)).unwrap();
        for (holds, bytes) in aside {
            left(root, holds, bytes);
        }
        clear_up(root, &words);
        assert_eq!(read(root, PATH).unwrap().unwrap(), comes_back);
        assert_eq!(names(root), ["a.md"]);
        assert!(words.taken().is_empty());
    }
}

#[test]
fn words_that_were_replaced_by_ours_come_back_to_their_place() {
    let (folder, words) = (folder(), Words::default());
    let root = folder.path();
    fs::write(root.join(PATH), NEW).unwrap();
    left(root, Holds::Aside, b"theirs");
    clear_up(root, &words);
    assert_eq!(read(root, PATH).unwrap().unwrap(), b"theirs");
    assert_eq!(names(root), ["a.md"]);
}

#[test]
fn a_part_of_a_text_that_could_only_be_written_in_its_place_gives_way_to_the_document() {
    for part in [&NEW[..3], b""] {
        let (folder, words) = (folder(), Words::default());
        let root = folder.path();
        fs::write(root.join(PATH), part).unwrap();
        left(root, Holds::BeingPut, NEW);
        left(root, Holds::Aside, OLD);
        clear_up(root, &words);
        assert_eq!(read(root, PATH).unwrap().unwrap(), OLD);
        assert_eq!(names(root), ["a.md"]);
        assert_eq!(words.taken(), if part.is_empty() { vec![] } else { vec![part] });
    }
}

#[test]
fn a_text_that_somebody_is_just_writing_in_its_place_is_left_to_him() {
    let (folder, words) = (folder(), Words::default());
    let root = folder.path();
    // Another program does this where a drive supports neither exchanges nor hard links.
    let beside = root.join("responses/.arguendo-other-0123456789abcdef-being-put.tmp");
    fs::write(&beside, NEW).unwrap();
    let remove = |expected| {
        let path = PATH;
        execute(root, &FileWrite::Remove { path, expected }, "t", &words.keep())
    };
    fs::write(root.join(PATH), &NEW[..3]).unwrap();
    let refused = remove(&NEW[..3]);
    assert!(matches!(refused, Err(WriteError::Changed { .. })), "{refused:?}");
    // The other program sees that, and puts back what was there before.
    assert_eq!(read(root, PATH).unwrap(), None);
    assert_eq!(words.taken(), [&NEW[..3]]);
    fs::write(root.join(PATH), NEW).unwrap();
    remove(NEW).unwrap();
    assert!(beside.exists());
}

#[test]
fn no_two_steps_have_one_temporary_name_and_each_is_known_by_its_token() {
    let names: std::collections::BTreeSet<_> = (0..1000)
        .map(|_| temporary::fresh_name(Path::new(""), "draft-1", Holds::New))
        .collect();
    assert_eq!(names.len(), 1000);
    let name = names.first().unwrap().to_str().unwrap();
    assert!(is_of(name, "draft-1"));
    assert!(is_of(".arguendo-draft-1.tmp", "draft-1"));
    for other in ["draft-11", "draft-", "draft", "other"] {
        assert!(!is_of(name, other), "{other}");
    }
    assert!(!is_of(".arguendo-draft-1-2.tmp", "draft-1"));
}

#[test]
fn what_cannot_be_renamed_nor_named_twice_is_written_in_its_place() {
    let folder = folder();
    let root = folder.path();
    let new = root.join("responses/new");
    fs::write(&new, NEW).unwrap();
    let refused = moves::write_in_place(&new, &root.join(PATH), NEW).unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(read(root, PATH).unwrap().unwrap(), OLD);
    moves::write_in_place(&new, &root.join("responses/b.md"), NEW).unwrap();
    assert_eq!(read(root, "responses/b.md").unwrap().unwrap(), NEW);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_is_replaced_keeps_its_extended_attributes() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let folder = folder();
    let full = folder.path().join(PATH);
    setxattr(&full, "user.colour", b"blue", XattrFlags::empty()).unwrap();
    execute(folder.path(), &replace(PATH, OLD), "t", &nothing_to_keep).unwrap();
    let mut value = [0; 16];
    let length = getxattr(&full, "user.colour", &mut value[..]).unwrap();
    assert_eq!(&value[..length], b"blue");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_flushed_at_all_is_no_failure() {
    // A pipe answers like a drive that does not support flushing.
    let (_reader, writer) = io::pipe().unwrap();
    let file = fs::File::from(std::os::fd::OwnedFd::from(writer));
    assert!(file.sync_all().is_err());
    moves::flush(&file).unwrap();
}
