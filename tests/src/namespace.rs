//! Linux namespaces, in which a test may mount and limit as it likes, and nobody else sees anything of it.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Set for the test that runs once more within.
const WITHIN: &str = "ARGUENDO_TEST_WITHIN_OWN_MOUNTS";

/// A command that runs the words which follow it, as one who may do everything in a namespace of its own and nothing
/// outside. None, and a printed word, where the system does not permit that.
pub fn own() -> Option<Command> {
    let own = || {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount"]);
        command
    };
    let tried = own().arg("true").output();
    if tried.is_ok_and(|output| output.status.success()) {
        return Some(own());
    }
    println!("skipped: no namespaces are permitted here (`unshare --user --mount`)");
    None
}

/// Whether the caller, the test of this name, runs where it may mount. If not, it is run once more, there.
pub fn is_within(test: &str) -> bool {
    if std::env::var_os(WITHIN).is_some() {
        return true;
    }
    if let Some(mut command) = own() {
        let status = command
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", test, "--nocapture"])
            .env(WITHIN, "1")
            .status()
            .unwrap();
        assert!(status.success(), "{test}, in its own namespace");
    }
    false
}

/// `mount ARGUMENTS AT`.
pub fn mount(arguments: &[&str], at: &Path) {
    let status = Command::new("mount").args(arguments).arg(at).status();
    assert!(status.unwrap().success(), "mount {arguments:?} {}", at.display());
}

/// Takes what is mounted at `at` away, as soon as nobody is reading there.
pub fn unmount(at: &Path) {
    let started = Instant::now();
    while !Command::new("umount").arg(at).output().unwrap().status.success() {
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "umount {}",
            at.display()
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}
