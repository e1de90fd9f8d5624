//! Where two files cannot be exchanged, a document is away for a moment while it is replaced, and has not gone.

#![allow(clippy::unwrap_used)]

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use arguendo_core::mirror::sync::{self, SyncHooks};

use arguendo_tests::seminar::{Seminar, find, fresh, live};

fn response(title: &str) -> String {
    format!("---\ntitle: {title}\n---\nText.\n")
}

#[test]
fn a_document_that_somebody_is_just_replacing_has_not_gone() {
    let seminar = Seminar::of(&[]);
    seminar.put(&[
        ("responses/a.md", &response("A")),
        ("responses/b.md", &response("B")),
    ]);
    seminar.look();
    // As where two files cannot be exchanged: the old text lies aside until the new one is there.
    let directory = seminar.folder.path().join("responses");
    let aside = directory.join(".arguendo-publish-1-1-0-0123456789abcdef-aside.tmp");
    std::fs::rename(directory.join("a.md"), &aside).unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(200));
            std::fs::write(directory.join("a.md"), response("A, changed")).unwrap();
            std::fs::remove_file(&aside).unwrap();
        });
        let mut writer = sync::open(seminar.databases.path()).unwrap();
        let outcome = writer.sync(&find(&seminar), &mut SyncHooks::none()).unwrap();
        assert_eq!((outcome.changed, outcome.removed), (1, 0));
    });
    // Beside nothing of the kind, what was removed has gone.
    std::fs::remove_file(directory.join("a.md")).unwrap();
    seminar.sync().unwrap();
    assert_eq!(live(&seminar), fresh(&seminar));
}

#[test]
fn a_document_that_is_replaced_again_and_again_is_never_taken_for_gone() {
    let seminar = Seminar::of(&[]);
    seminar.put(&[("responses/a.md", &response("A"))]);
    seminar.look();
    let directory = seminar.folder.path().join("responses");
    let (document, stop) = (directory.join("a.md"), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in (0_u64..).take_while(|_| !stop.load(Ordering::Relaxed)) {
                let beside = |what| directory.join(format!(".arguendo-publish-1-{number:016x}-{what}.tmp"));
                std::fs::write(beside("new"), response(&format!("A, changed {number} times"))).unwrap();
                std::fs::rename(&document, beside("aside")).unwrap();
                std::fs::hard_link(beside("new"), &document).unwrap();
                std::fs::remove_file(beside("new")).unwrap();
                std::fs::remove_file(beside("aside")).unwrap();
            }
        });
        let mut writer = sync::open(seminar.databases.path()).unwrap();
        let looks = (0..300).map(|_| writer.sync(&find(&seminar), &mut SyncHooks::none()).unwrap());
        let removed: u64 = looks.map(|outcome| outcome.removed).sum();
        stop.store(true, Ordering::Relaxed);
        assert_eq!(removed, 0);
    });
}
