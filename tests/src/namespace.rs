//! Linux namespaces, in which a test may mount and limit as it likes, and nobody else sees anything of it.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::skipped::skipped;
use tempfile::TempDir;

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
    skipped(
        "namespaces",
        "no namespaces are permitted here (`unshare --user --mount`)",
    );
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

const TEXT: &str = "---\ntitle: A response\n---\nText.\n";

/// A mount point for the folder, its documents beside it, and a place for the mirror.
pub struct Drive {
    _holder: TempDir,
    /// Where it is mounted.
    pub point: PathBuf,
    /// What is on it.
    pub kept: PathBuf,
    /// Another folder, with one response.
    pub other: PathBuf,
    /// A place for the mirror.
    pub data: PathBuf,
}

impl Drive {
    /// Makes the directories. Nothing is mounted yet.
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

    /// Has what lies at `from` mounted at the point.
    pub fn bind(&self, from: &Path) {
        mount(&["--bind", from.to_str().unwrap()], &self.point);
    }
}

/// Copies all that lies in `from` to `to`.
pub fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-r").arg(from.join(".")).arg(to).status();
    assert!(copied.unwrap().success());
}
