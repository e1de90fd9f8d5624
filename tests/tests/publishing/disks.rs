//! A full disk, and one that may only be read.

use std::fs;
use std::process::Command;

use arguendo_core::disk::file_writes::WriteError;
use arguendo_core::drafts::operations::OperationError;
use arguendo_core::drafts::publishing::PublishError;

use arguendo_tests::command::command_by;
use arguendo_tests::folder::Folder;
use arguendo_tests::namespace;
use arguendo_tests::program::program;

use crate::seminar::{Seminar, answer};

#[test]
fn a_full_disk_and_a_read_only_one_leave_everything_as_it_was() {
    if !namespace::is_within("disks::a_full_disk_and_a_read_only_one_leave_everything_as_it_was") {
        return;
    }
    let folder = Folder::empty().unwrap();
    namespace::mount(&["-t", "tmpfs", "-o", "size=200k", "tmpfs"], folder.path());
    folder
        .write(
            "questions/q.md",
            &format!("---\ntitle: Q\n---\n{}", "Ask.\n".repeat(4000)),
        )
        .unwrap();
    folder.write("responses/x.md", "---\ntitle: X\n---\n").unwrap();
    let seminar = Seminar::of(folder);
    let id = seminar.draft("d.md", &answer("Law", "q"));
    let reader = seminar.reader();
    let publishing = seminar.publishing(&reader);
    let before = seminar.files();
    let fill = seminar.folder.path().join("fill");
    // Room for the response, and none for a second copy of the question.
    let mut room = 0;
    while fs::write(&fill, vec![b'x'; room + 4096]).is_ok() {
        room += 4096;
    }
    fs::write(&fill, vec![b'x'; room - 3 * 4096]).unwrap();
    let refused = publishing.carry_out(publishing.plan(id).unwrap()).unwrap_err();
    assert!(
        matches!(
            &refused,
            PublishError::Operation(OperationError::Write {
                source: WriteError::Full { .. },
                ..
            })
        ),
        "{refused}"
    );
    fs::remove_file(&fill).unwrap();
    assert_eq!(seminar.files(), before);
    namespace::mount(&["-o", "remount,ro"], seminar.folder.path());
    let refused = publishing.carry_out(publishing.plan(id).unwrap()).unwrap_err();
    assert!(
        matches!(
            &refused,
            PublishError::Operation(OperationError::Write {
                source: WriteError::ReadOnly { .. },
                ..
            })
        ),
        "{refused}"
    );
    assert_eq!(seminar.files(), before);
    namespace::mount(&["-o", "remount,rw"], seminar.folder.path());
    let done = publishing.carry_out(publishing.plan(id).unwrap()).unwrap();
    seminar.undo(done.undo).unwrap();
    assert_eq!(seminar.files(), before);
}

#[test]
fn a_drive_that_refuses_to_flush_a_directory_is_published_to() {
    for error in ["EINVAL", "EOPNOTSUPP", "EACCES", "EBADF", "EIO"] {
        let seminar = Seminar::small();
        seminar.draft("mine.md", &answer("Mine", "deference"));
        let folder = seminar.folder.path();
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync"]);
        for directory in ["questions", "responses"] {
            strace.arg("-P").arg(folder.join(directory));
        }
        strace.args(["-e", &format!("inject=fsync:error={error}")]);
        strace.arg(program("arguendo-cli").unwrap());
        let mut publish = command_by(strace, folder, seminar.data.path(), &["publish", "mine.md"]).unwrap();
        let done = publish.output().unwrap();
        assert!(
            done.status.success(),
            "{error}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        assert!(seminar.read("responses/mine.md").contains("My words."));
        assert!(seminar.read("questions/deference.md").contains("- mine"));
    }
}
