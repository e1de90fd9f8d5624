//! Linux namespaces, in which a test can mount and limit without any effect outside.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::skipped::skipped;
use tempfile::TempDir;

/// Set for the test when it runs again inside the namespace.
const WITHIN: &str = "ARGUENDO_TEST_WITHIN_OWN_MOUNTS";

/// A command that runs the words after it with all rights inside its own namespace and none outside. None,
/// and a printed message, if the system does not permit that.
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
    skipped(
        "namespaces",
        "no namespaces are permitted here (`unshare --user --mount`)",
    );
    None
}

/// Whether the caller, the test of this name, may mount here. If not, runs the test again in a namespace.
pub fn is_within(test: &str) -> bool {
    if std::env::var_os(WITHIN).is_some() {
        return true;
    }
    if let Some(mut command) = own() {
        let status = command
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", test, "--nocapture", "--include-ignored"])
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

/// Unmounts `at` as soon as nobody reads there.
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

const TEXT: &str = "---\ntitle: A response\n---\nText.\n";

/// A mount point for the folder, its documents beside it, and a place for the mirror.
pub struct Drive {
    _holder: TempDir,
    /// The mount point.
    pub point: PathBuf,
    /// The documents that are mounted.
    pub kept: PathBuf,
    /// Another folder, with one response.
    pub other: PathBuf,
    /// A place for the mirror.
    pub data: PathBuf,
}

impl Drive {
    /// Creates the directories. Nothing is mounted yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        let holder = tempfile::tempdir().unwrap();
        let place = holder.path().canonicalize().unwrap();
        let [point, kept, other, data] = ["point", "kept", "other", "data"].map(|name| place.join(name));
        for directory in [&point, &kept, &other] {
            fs::create_dir(directory).unwrap();
        }
        fs::create_dir(other.join("responses")).unwrap();
        fs::write(other.join("responses/other.md"), TEXT).unwrap();
        Self {
            _holder: holder,
            point,
            kept,
            other,
            data,
        }
    }

    /// Mounts the directory `from` at the mount point.
    pub fn bind(&self, from: &Path) {
        mount(&["--bind", from.to_str().unwrap()], &self.point);
    }
}

/// Copies everything in `from` to `to`.
pub fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-r").arg(from.join(".")).arg(to).status();
    assert!(copied.unwrap().success());
}
