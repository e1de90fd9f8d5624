//! Drives that come and go under a folder, and drives that other computers write to.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use arguendo_core::drafting::{self, Beginning, Sitting};
use arguendo_core::folder::Folder as Content;
use arguendo_core::mirror::Reader;
use arguendo_core::pages::drafts::Typed;
use arguendo_core::sync::{self, Company, SyncError};
use arguendo_core::{desk, live};
use arguendo_tests::command::{LIMIT, Watch, cli, dump, until_equal};
use arguendo_tests::dumps::dump_of;
use arguendo_tests::folder::{Folder, repository};
use arguendo_tests::namespace::{is_within, mount, unmount};
use jiff::Timestamp;
use tempfile::TempDir;

const TEXT: &str = "---\ntitle: A response\n---\nText.\n";

/// Longer than the two seconds after which an absent folder is looked for again.
const A_LOOK: Duration = Duration::from_secs(3);

/// A mount point for the folder, its documents beside it, and a place for the mirror.
struct Desk {
    _holder: TempDir,
    point: PathBuf,
    kept: PathBuf,
    other: PathBuf,
    data: PathBuf,
}

impl Desk {
    fn new() -> Self {
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

    fn dump(&self, how: &str) -> String {
        dump(&self.point, &self.data, how).unwrap()
    }

    fn bind(&self, from: &Path) {
        mount(&["--bind", from.to_str().unwrap()], &self.point);
    }

    /// What stands at the mount point is not the folder; so nothing follows from it.
    fn loses_nothing(&self, before: &str, what_stands_there: &str) {
        let refused = cli(&self.point, &self.data, &["sync"]).unwrap();
        let said = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{what_stands_there}");
        assert!(
            said.contains("Nothing was removed"),
            "{what_stands_there}: {said}"
        );
        assert_eq!(self.dump("--no-sync"), before, "{what_stands_there}");
    }

    /// Unmounts the folder, puts two others in its place, and has it mounted again, all under a running `watch`.
    fn goes_and_comes_back(&self, watch: &Watch, notices: bool, mount_again: impl Fn()) {
        let before = self.dump("--no-sync");
        assert_eq!(before, self.dump("--fresh"));
        assert!(before.contains("responses/"));

        unmount(&self.point);
        if notices {
            watch.until_said("Nothing was removed", LIMIT).unwrap();
        }
        self.loses_nothing(&before, "an empty mount point");
        mount(&["-t", "tmpfs", "empty"], &self.point);
        std::thread::sleep(A_LOOK);
        self.loses_nothing(&before, "an empty drive");
        unmount(&self.point);
        self.bind(&self.other);
        std::thread::sleep(A_LOOK);
        self.loses_nothing(&before, "another folder");
        unmount(&self.point);

        mount_again();
        until_equal(&self.point, &self.data, "mounted again").unwrap();
        assert_eq!(self.dump("--no-sync"), before, "0 rows lost");
        for path in ["responses/back.md", "responses/deep/er.md"] {
            fs::create_dir_all(self.point.join("responses/deep")).unwrap();
            fs::write(self.point.join(path), TEXT).unwrap();
            watch.until("changed", path).unwrap();
        }
        until_equal(&self.point, &self.data, "edits after the return").unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-r").arg(from.join(".")).arg(to).status();
    assert!(copied.unwrap().success());
}

#[test]
fn a_drive_that_is_pulled_out_and_put_back_loses_nothing() {
    if !is_within("a_drive_that_is_pulled_out_and_put_back_loses_nothing") {
        return;
    }
    let desk = Desk::new();
    let put_in = || {
        mount(&["-t", "tmpfs", "drive"], &desk.point);
        copy(&repository().join("content"), &desk.point);
    };
    put_in();
    let watch = Watch::start(&desk.point, &desk.data).unwrap();
    desk.goes_and_comes_back(&watch, true, put_in);
    drop(watch);
    unmount(&desk.point);
}

#[test]
fn a_folder_whose_mount_is_taken_away_without_an_event_loses_nothing() {
    if !is_within("a_folder_whose_mount_is_taken_away_without_an_event_loses_nothing") {
        return;
    }
    // The drive stays mounted elsewhere; so the system sees no reason to tell.
    let desk = Desk::new();
    mount(&["-t", "tmpfs", "drive"], &desk.kept);
    copy(&repository().join("content"), &desk.kept);
    desk.bind(&desk.kept);
    let watch = Watch::start(&desk.point, &desk.data).unwrap();
    desk.goes_and_comes_back(&watch, false, || desk.bind(&desk.kept));
    drop(watch);
    unmount(&desk.point);
    unmount(&desk.kept);
}

/// How often the drive goes and comes back.
const TIMES: usize = 1_000;

/// A person's own writing: a private draft with words in the journal alone, and a shared one with such words.
fn write_drafts(content: &Content, databases: &Path, now: Timestamp) -> [i64; 2] {
    let desk = desk::Desk::open(databases, now).unwrap();
    let reader = Reader::open(databases).unwrap();
    let question = reader.questions().unwrap().remove(0).0;
    [false, true].map(|shared| {
        let beginning = Beginning {
            question: Some(&question.path),
            signed_as: "ann",
            title: if shared { "Ours" } else { "Mine" },
            body: Some("Written.\n"),
            ..Beginning::default()
        };
        let id = drafting::begin(content, &reader, &desk, &beginning, now).unwrap();
        if shared {
            drafting::share(&desk, content.root(), &reader, id, now).unwrap();
        }
        id
    })
}

/// Types a word into a draft, and ends as a program that is killed does: the word is in the journal alone.
fn type_into(content: &Content, desk: &desk::Desk, id: i64, now: Timestamp) {
    let mut sitting = Sitting::open(desk, content.root(), id, now).unwrap();
    let sequence = sitting.kept().sequence;
    let typed = Typed::Body {
        changes: vec![(0, 0, "More. ".to_owned())],
    };
    sitting.type_(desk, sequence, &typed, now).unwrap();
}

/// What is a person's own: which drafts there are, and every word of them that is not in a file.
fn own(desk: &desk::Desk) -> String {
    let drafts = desk.all_drafts().unwrap();
    let journals: Vec<_> = drafts
        .iter()
        .map(|draft| desk.journal(draft.id).unwrap())
        .collect();
    format!("{drafts:?} {journals:?}")
}

#[test]
fn a_drive_that_goes_a_thousand_times_takes_no_row_no_draft_and_no_line_of_the_record_with_it() {
    if !is_within(
        "a_drive_that_goes_a_thousand_times_takes_no_row_no_draft_and_no_line_of_the_record_with_it",
    ) {
        return;
    }
    let place = Desk::new();
    copy(&repository().join("content"), &place.kept);
    place.bind(&place.kept);
    let content = Content::find(&place.point).unwrap();
    let databases = place.data.clone();
    let now = Timestamp::now();
    let mut writer = sync::open(&databases).unwrap();
    writer.sync(&content, &mut Company::nobody()).unwrap();
    let [private, shared] = write_drafts(&content, &databases, now);
    writer.sync(&content, &mut Company::nobody()).unwrap();
    let own_desk = desk::Desk::open(&databases, now).unwrap();
    type_into(&content, &own_desk, private, now);
    let mirrored = || dump_of(&Reader::open(&databases).unwrap()).unwrap();
    let (rows, words, record) = (mirrored(), own(&own_desk), own_desk.records(99).unwrap());
    let some = ["responses", "questions", "drafts"].map(str::to_owned);
    for time in 0..TIMES {
        unmount(&place.point);
        match time % 3 {
            0 => {}
            1 => mount(&["-t", "tmpfs", "empty"], &place.point),
            _ => place.bind(&place.other),
        }
        let whole = writer.sync(&content, &mut Company::nobody());
        let hinted = writer.sync_paths(&content, &some.clone().into(), &mut Company::nobody());
        for refused in [whole, hinted] {
            let refused =
                refused.map_err(|error| matches!(error, SyncError::Offline(_) | SyncError::Folder(_)));
            assert_eq!(refused, Err(true), "time {time}");
        }
        // As a program does that is started meanwhile.
        let left = drafting::tidy_up(&own_desk, content.root(), now);
        assert!(left.is_empty(), "{left:?}");
        if time % 3 != 0 {
            unmount(&place.point);
        }
        place.bind(&place.kept);
        let back = writer.sync(&content, &mut Company::nobody()).unwrap();
        assert_eq!((back.added, back.changed, back.removed), (0, 0, 0), "time {time}");
    }
    assert_eq!(mirrored(), rows, "0 rows removed");
    assert_eq!(own(&own_desk), words, "0 drafts removed");
    assert_eq!(own_desk.records(99).unwrap(), record, "nothing was withdrawn");
    assert!(record.iter().all(|row| row.texts == 0));
    let drafts = own_desk.all_drafts().unwrap();
    assert_eq!(drafts.len(), 2, "{drafts:?} {shared}");
    drop(writer);
    unmount(&place.point);
}

/// Opens a draft, and takes up the words that a sitting before left in the journal, as the person is asked to.
fn sit(desk: &desk::Desk, content: &Content, id: i64, now: Timestamp) -> Sitting {
    let mut sitting = Sitting::open(desk, content.root(), id, now).unwrap();
    if sitting.recovery().is_some() {
        sitting.recover(desk, drafting::Choice::Restore, now).unwrap();
    }
    sitting
}

#[test]
fn while_the_drive_is_away_drafts_are_written_and_the_file_has_every_word_when_it_is_back() {
    if !is_within("while_the_drive_is_away_drafts_are_written_and_the_file_has_every_word_when_it_is_back") {
        return;
    }
    let place = Desk::new();
    copy(&repository().join("content"), &place.kept);
    place.bind(&place.kept);
    let content = Content::find(&place.point).unwrap();
    let now = Timestamp::now();
    sync::open(&place.data)
        .unwrap()
        .sync(&content, &mut Company::nobody())
        .unwrap();
    let ids = write_drafts(&content, &place.data, now);
    let own_desk = desk::Desk::open(&place.data, now).unwrap();
    for away in ["nothing", "an empty drive", "another folder"] {
        unmount(&place.point);
        match away {
            "nothing" => {}
            "an empty drive" => mount(&["-t", "tmpfs", "empty"], &place.point),
            _ => place.bind(&place.other),
        }
        for id in ids {
            let mut sitting = sit(&own_desk, &content, id, now);
            let sequence = sitting.kept().sequence;
            let typed = Typed::Body {
                changes: vec![(0, 0, format!("Typed while {away} was there. "))],
            };
            sitting.type_(&own_desk, sequence, &typed, now).unwrap();
            let kept = sitting.save(&own_desk, now);
            assert_eq!(kept.trouble.is_some(), id == ids[1], "{away}: {kept:?}");
            sitting.close(&own_desk, now);
        }
        assert!(
            !place.point.join("drafts").exists(),
            "nothing is written into {away}"
        );
        if away != "nothing" {
            unmount(&place.point);
        }
        place.bind(&place.kept);
    }
    for id in ids {
        let mut sitting = sit(&own_desk, &content, id, now);
        sitting.save(&own_desk, now);
        let draft = own_desk.draft(id).unwrap().unwrap();
        let root = if draft.shared {
            place.point.clone()
        } else {
            own_desk.drafts()
        };
        let text = fs::read_to_string(root.join(&draft.file)).unwrap();
        for away in ["nothing", "an empty drive", "another folder"] {
            assert!(text.contains(&format!("Typed while {away} was there.")), "{text}");
        }
    }
    unmount(&place.point);
}

#[test]
fn a_folder_that_is_mounted_for_reading_only_says_so_and_when_that_is_over() {
    if !is_within("a_folder_that_is_mounted_for_reading_only_says_so_and_when_that_is_over") {
        return;
    }
    let place = Desk::new();
    copy(&repository().join("content"), &place.kept);
    place.bind(&place.kept);
    mount(&["-o", "remount,bind,ro"], &place.point);
    let watch = Watch::start(&place.point, &place.data).unwrap();
    watch.until_said(live::READ_ONLY, LIMIT).unwrap();
    // It is read all the same, and followed: others may write.
    fs::write(place.kept.join("responses/theirs.md"), TEXT).unwrap();
    watch.until("changed", "responses/theirs.md").unwrap();
    let content = Content::find(&place.point).unwrap();
    assert!(content.is_read_only());
    mount(&["-o", "remount,bind,rw"], &place.point);
    assert!(!content.is_read_only());
    drop(watch);
    unmount(&place.point);
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
            println!("skipped: bindfs is not installed");
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
        println!("skipped: bindfs may not mount here");
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
    let desk = Desk::new();
    copy(&repository().join("content"), &desk.kept);
    let Some(_share) = Share::of(&desk.kept, &desk.point) else {
        return;
    };
    let watch = Watch::start(&desk.point, &desk.data).unwrap();
    watch.until_said("network drive (fuse.sshfs)", LIMIT).unwrap();
    // As another computer does it: past the file system that is looked at.
    fs::write(desk.kept.join("responses/which-water.md"), TEXT).unwrap();
    watch.until("changed", "responses/which-water.md").unwrap();
    until_equal(&desk.point, &desk.data, "edits from another computer").unwrap();
}

#[test]
fn a_data_directory_on_a_network_drive_is_refused_with_a_reason() {
    if !is_within("a_data_directory_on_a_network_drive_is_refused_with_a_reason") {
        return;
    }
    let desk = Desk::new();
    let Some(_share) = Share::of(&desk.kept, &desk.point) else {
        return;
    };
    let folder = repository().join("content");
    for arguments in [&["sync"][..], &["watch"], &["dump", "--no-sync"]] {
        let refused = cli(&folder, &desk.point.join("data"), arguments).unwrap();
        let said = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}");
        assert!(said.contains("fuse.sshfs") && said.contains("--data"), "{said}");
    }
    let written: Vec<_> = fs::read_dir(desk.point.join("data")).unwrap().collect();
    assert!(written.is_empty(), "{written:?}");
}
