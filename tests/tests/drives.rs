//! Drives that come and go under a folder, and drives that other computers write to.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use arguendo_tests::command::{LIMIT, Watch, cli, dump, until_equal};
use arguendo_tests::folder::{Folder, repository};
use arguendo_tests::namespace::{Drive, copy, is_within, mount, unmount};
use arguendo_tests::skipped::skipped;

const TEXT: &str = "---\ntitle: A response\n---\nText.\n";

/// Longer than the two seconds after which an absent folder is looked for again.
const A_LOOK: Duration = Duration::from_secs(3);

fn dump_of(drive: &Drive, how: &str) -> String {
    dump(&drive.point, &drive.data, how).unwrap()
}

/// What stands at the mount point is not the folder; so nothing follows from it.
fn loses_nothing(drive: &Drive, before: &str, what_stands_there: &str) {
    let refused = cli(&drive.point, &drive.data, &["sync"]).unwrap();
    let said = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{what_stands_there}");
    assert!(
        said.contains("Nothing was removed"),
        "{what_stands_there}: {said}"
    );
    assert_eq!(dump_of(drive, "--no-sync"), before, "{what_stands_there}");
}

/// Unmounts the folder, puts two others in its place, and has it mounted again, all under a running `watch`.
fn goes_and_comes_back(drive: &Drive, watch: &Watch, notices: bool, mount_again: impl Fn()) {
    let before = dump_of(drive, "--no-sync");
    assert_eq!(before, dump_of(drive, "--fresh"));
    assert!(before.contains("responses/"));

    unmount(&drive.point);
    if notices {
        watch.until_said("Nothing was removed", LIMIT).unwrap();
    }
    loses_nothing(drive, &before, "an empty mount point");
    mount(&["-t", "tmpfs", "empty"], &drive.point);
    std::thread::sleep(A_LOOK);
    loses_nothing(drive, &before, "an empty drive");
    unmount(&drive.point);
    drive.bind(&drive.other);
    std::thread::sleep(A_LOOK);
    loses_nothing(drive, &before, "another folder");
    unmount(&drive.point);

    mount_again();
    until_equal(&drive.point, &drive.data, "mounted again").unwrap();
    assert_eq!(dump_of(drive, "--no-sync"), before, "0 rows lost");
    for path in ["responses/back.md", "responses/deep/er.md"] {
        fs::create_dir_all(drive.point.join("responses/deep")).unwrap();
        fs::write(drive.point.join(path), TEXT).unwrap();
        watch.until("changed", path).unwrap();
    }
    until_equal(&drive.point, &drive.data, "edits after the return").unwrap();
}

#[test]
fn a_drive_that_is_pulled_out_and_put_back_loses_nothing() {
    if !is_within("a_drive_that_is_pulled_out_and_put_back_loses_nothing") {
        return;
    }
    let drive = Drive::new();
    let put_in = || {
        mount(&["-t", "tmpfs", "drive"], &drive.point);
        copy(&repository().join("content"), &drive.point);
    };
    put_in();
    let watch = Watch::start(&drive.point, &drive.data).unwrap();
    goes_and_comes_back(&drive, &watch, true, put_in);
    drop(watch);
    unmount(&drive.point);
}

#[test]
fn a_folder_whose_mount_is_taken_away_without_an_event_loses_nothing() {
    if !is_within("a_folder_whose_mount_is_taken_away_without_an_event_loses_nothing") {
        return;
    }
    // The drive stays mounted elsewhere; so the system sees no reason to tell.
    let drive = Drive::new();
    mount(&["-t", "tmpfs", "drive"], &drive.kept);
    copy(&repository().join("content"), &drive.kept);
    drive.bind(&drive.kept);
    let watch = Watch::start(&drive.point, &drive.data).unwrap();
    goes_and_comes_back(&drive, &watch, false, || drive.bind(&drive.kept));
    drop(watch);
    unmount(&drive.point);
    unmount(&drive.kept);
}

#[test]
fn a_folder_that_is_deleted_and_restored_is_watched_again() {
    let folder = Folder::sample().unwrap();
    let data = tempfile::tempdir().unwrap();
    let watch = Watch::start(folder.path(), data.path()).unwrap();
    let aside = folder.path().with_extension("aside");
    copy(folder.path(), &aside);
    fs::remove_dir_all(folder.path()).unwrap();
    watch.until_said("Nothing in it was changed", LIMIT).unwrap();
    fs::rename(&aside, folder.path()).unwrap();
    for path in ["responses/back.md", "responses/deep/er.md"] {
        folder.write(path, TEXT).unwrap();
        watch.until("changed", path).unwrap();
    }
    until_equal(folder.path(), data.path(), "deleted and restored").unwrap();
}

/// A directory shown at another place as a drive that another computer serves. It goes with this value.
struct Share {
    program: Child,
    point: PathBuf,
}

impl Share {
    /// None, and a printed word, where bindfs or FUSE is not at hand.
    fn of(source: &Path, point: &Path) -> Option<Self> {
        let started = Command::new("bindfs")
            .args(["-f", "-o", "subtype=sshfs"])
            .args([source, point])
            .stderr(Stdio::null())
            .spawn();
        let Ok(program) = started else {
            skipped("bindfs", "bindfs is not installed");
            return None;
        };
        let mut share = Self {
            program,
            point: point.to_path_buf(),
        };
        let started = Instant::now();
        while started.elapsed() < LIMIT && matches!(share.program.try_wait(), Ok(None)) {
            if fs::read_to_string("/proc/self/mountinfo")
                .unwrap()
                .contains(" fuse.sshfs ")
            {
                return Some(share);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        skipped("bindfs", "bindfs may not mount here");
        None
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.point).output();
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn a_folder_on_a_network_drive_is_polled_and_says_so() {
    if !is_within("a_folder_on_a_network_drive_is_polled_and_says_so") {
        return;
    }
    let drive = Drive::new();
    copy(&repository().join("content"), &drive.kept);
    let Some(_share) = Share::of(&drive.kept, &drive.point) else {
        return;
    };
    let watch = Watch::start(&drive.point, &drive.data).unwrap();
    watch.until_said("network drive (fuse.sshfs)", LIMIT).unwrap();
    // As another computer does it: past the file system that is looked at.
    fs::write(drive.kept.join("responses/which-water.md"), TEXT).unwrap();
    watch.until("changed", "responses/which-water.md").unwrap();
    until_equal(&drive.point, &drive.data, "edits from another computer").unwrap();
}

#[test]
fn a_data_directory_on_a_network_drive_is_refused_with_a_reason() {
    if !is_within("a_data_directory_on_a_network_drive_is_refused_with_a_reason") {
        return;
    }
    let drive = Drive::new();
    let Some(_share) = Share::of(&drive.kept, &drive.point) else {
        return;
    };
    let folder = repository().join("content");
    for arguments in [&["sync"][..], &["watch"], &["dump", "--no-sync"]] {
        let refused = cli(&folder, &drive.point.join("data"), arguments).unwrap();
        let said = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}");
        assert!(said.contains("fuse.sshfs") && said.contains("--data"), "{said}");
    }
    let written: Vec<_> = fs::read_dir(drive.point.join("data")).unwrap().collect();
    assert!(written.is_empty(), "{written:?}");
}
