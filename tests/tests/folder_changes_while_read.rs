//! What happens to a folder and its mirror while they are being looked at, and what must not follow from it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use arguendo_core::disk::data::DataDir;
use arguendo_core::drafts::publishing;
use arguendo_core::mirror::live::Live;
use arguendo_core::mirror::sync::{self, SyncError, SyncHooks};
use arguendo_core::mirror::{MirrorError, Reader};
use arguendo_core::pages::reading;

use arguendo_tests::seminar::{Seminar, entries, find, fresh, live};

fn response(title: &str) -> String {
    format!("---\ntitle: {title}\n---\nText.\n")
}

#[test]
fn a_folder_that_goes_away_while_it_is_walked_loses_nothing() {
    let seminar = Seminar::of(&[]);
    for number in 0..20 {
        seminar.put(&[(&format!("responses/{number}/r.md"), &response("R"))]);
    }
    seminar.look();
    let before = live(&seminar);
    let folder = find(&seminar);
    let away = seminar.folder.path().with_extension("away");
    let mut hooks = SyncHooks::none();
    hooks.entering = Box::new(|directories| {
        // Those that were just found in `responses`, none of which has been listed yet.
        if directories.len() == 20 {
            std::fs::rename(folder.root(), &away).unwrap();
            std::fs::create_dir(folder.root()).unwrap();
        }
    });
    let result = sync::open(seminar.databases.path())
        .unwrap()
        .sync(&folder, &mut hooks);
    assert!(matches!(result, Err(SyncError::Offline(_))), "{result:?}");
    assert_eq!(live(&seminar), before);
    assert!(
        matches!(seminar.sync(), Err(SyncError::Offline(_))),
        "nor is the empty one taken for it afterwards"
    );
}

#[test]
fn a_folder_made_anew_in_its_place_or_sharing_a_file_with_it_is_not_taken_for_it() {
    let seminar = Seminar::of(&[]);
    let files = ["responses/a.md", "responses/b.md", "responses/c.md"];
    for path in files {
        seminar.put(&[(path, &response(path))]);
    }
    seminar.look();
    let before = live(&seminar);
    let root = seminar.folder.path().to_path_buf();
    std::fs::remove_dir_all(&root).unwrap();
    std::fs::create_dir(&root).unwrap();
    assert!(matches!(seminar.sync(), Err(SyncError::Offline(_))));
    seminar.put(&[(files[0], &response("Another"))]);
    assert!(matches!(seminar.sync(), Err(SyncError::Offline(_))));
    assert_eq!(live(&seminar), before);
    // Most of it is back: it is the same folder, restored. Or a person says that this is it now.
    seminar.put(&[(files[1], &response("b"))]);
    seminar.sync().unwrap();
    std::fs::remove_dir_all(&root).unwrap();
    std::fs::create_dir(&root).unwrap();
    sync::forget(seminar.databases.path()).unwrap();
    seminar.sync().unwrap();
    assert_eq!(live(&seminar), fresh(&seminar));
}

#[test]
fn settings_that_change_while_documents_are_read_are_honoured_the_next_time() {
    let seminar = Seminar::of(&[("responses/r.md", "---\ntitle: R\ndate: 2024-01-01 00:30\n---\n")]);
    let folder = find(&seminar);
    let mut hooks = SyncHooks::none();
    hooks.entering = Box::new(|_| {
        std::fs::write(folder.root().join("_config.yml"), "timezone: America/New_York\n").unwrap();
    });
    let mut writer = sync::open(seminar.databases.path()).unwrap();
    writer.sync(&folder, &mut hooks).unwrap();
    let hints = BTreeSet::from(["_config.yml".to_owned()]);
    writer
        .sync_paths(&folder, &hints, &mut SyncHooks::none())
        .unwrap();
    assert_eq!(live(&seminar), fresh(&seminar));
    assert!(live(&seminar).contains("2024-01-01T05:30:00Z"));
}

#[test]
fn a_directory_moved_in_one_piece_is_seen_in_one_piece() {
    let seminar = Seminar::of(&[]);
    for number in 0..700 {
        seminar.put(&[(&format!("responses/before/{number}.md"), &response("R"))]);
    }
    seminar.look();
    let place = seminar.folder.path().join("responses");
    std::fs::rename(place.join("before"), place.join("after")).unwrap();
    let hints = BTreeSet::from(["responses/before", "responses/after"].map(str::to_owned));
    let mut transactions = 0;
    let mut hooks = SyncHooks::none();
    hooks.progress = Box::new(|_, _| transactions += 1);
    let mut writer = sync::open(seminar.databases.path()).unwrap();
    let outcome = writer.sync_paths(&find(&seminar), &hints, &mut hooks).unwrap();
    drop(hooks);
    assert_eq!((outcome.added, outcome.removed, transactions), (700, 700, 1));
}

#[test]
fn a_mirror_that_is_deleted_under_its_writer_is_made_anew() {
    let seminar = Seminar::of(&[("responses/a.md", &response("A"))]);
    let mut writer = sync::open(seminar.databases.path()).unwrap();
    writer.sync(&find(&seminar), &mut SyncHooks::none()).unwrap();
    let reader = Reader::open(seminar.databases.path()).unwrap();
    sync::forget(seminar.databases.path()).unwrap();
    assert!(!reader.is_current());
    seminar.put(&[("responses/b.md", &response("B"))]);
    let hints = BTreeSet::from(["responses/b.md".to_owned()]);
    let outcome = writer
        .sync_paths(&find(&seminar), &hints, &mut SyncHooks::none())
        .unwrap();
    assert!(outcome.touched.everything);
    assert_eq!(live(&seminar), fresh(&seminar));
}

#[test]
fn a_mirror_damaged_on_any_page_is_made_anew() {
    let seminar = Seminar::of(&[]);
    for number in 0..60 {
        seminar.put(&[(
            &format!("responses/{number}.md"),
            &response(&format!("Title {number}")),
        )]);
    }
    let file = seminar.databases.path().join("mirror.db");
    seminar.look();
    let pages = std::fs::metadata(&file).unwrap().len() / 4096;
    for page in 1..pages {
        let mut bytes = std::fs::read(&file).unwrap();
        let at = usize::try_from(page * 4096).unwrap();
        let end = bytes.len().min(at + 4096);
        for (position, byte) in bytes[at..end].iter_mut().enumerate() {
            *byte = u8::try_from((position * 7 + 13) % 251).unwrap();
        }
        std::fs::write(&file, bytes).unwrap();
        seminar.sync().unwrap();
        assert_eq!(live(&seminar), fresh(&seminar), "page {page} of {pages}");
    }
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_read_by_way_of_a_link() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("new.md"), response("Secret")).unwrap();
    std::fs::write(outside.path().join("config"), "title: Secret\n").unwrap();
    let seminar = Seminar::of(&[
        ("responses/sub/new.md", &response("Mine")),
        ("_news/x.md", &response("News")),
    ]);
    seminar.look();
    let root = find(&seminar).root().to_path_buf();
    // A directory gives way to a link, while a file in it is still being asked for.
    std::fs::remove_dir_all(root.join("responses/sub")).unwrap();
    symlink(outside.path(), root.join("responses/sub")).unwrap();
    symlink(outside.path(), root.join("_arguendo")).unwrap();
    symlink(outside.path().join("config"), root.join("_config.yml")).unwrap();
    symlink(root.join("_news/x.md"), root.join("responses/skipped.md")).unwrap();
    let hints = BTreeSet::from(["responses/sub/new.md", "responses/sub"].map(str::to_owned));
    let mut writer = sync::open(seminar.databases.path()).unwrap();
    writer
        .sync_paths(&find(&seminar), &hints, &mut SyncHooks::none())
        .unwrap();
    writer.sync(&find(&seminar), &mut SyncHooks::none()).unwrap();
    let dump = live(&seminar);
    assert_eq!(dump, fresh(&seminar));
    assert!(!dump.contains("Secret") && !dump.contains("News"), "{dump}");
    let reported = |path: &str, code: &str| seminar.codes().contains(&(path.to_owned(), code.to_owned()));
    for path in ["responses/sub", "_arguendo", "responses/skipped.md"] {
        assert!(reported(path, "symlink-not-followed"), "{path}");
    }
    assert!(reported("_config.yml", "config-invalid"));
}

#[cfg(target_os = "linux")]
#[test]
fn settings_that_are_a_pipe_do_not_stop_the_program() {
    let seminar = Seminar::of(&[("responses/r.md", &response("R"))]);
    let made = std::process::Command::new("mkfifo")
        .arg(seminar.folder.path().join("_config.yml"))
        .status();
    assert!(made.unwrap().success());
    assert!(
        seminar
            .codes()
            .contains(&("_config.yml".to_owned(), "config-invalid".to_owned()))
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_unicode_is_reported_and_displaces_nobody() {
    use std::os::unix::ffi::OsStrExt as _;
    let seminar = Seminar::of(&[("responses/a\u{fffd}.md", &response("Real"))]);
    for name in [&b"responses/a\xff.md"[..], b"responses/a\xfe.md"] {
        let path = seminar
            .folder
            .path()
            .join(Path::new(std::ffi::OsStr::from_bytes(name)));
        std::fs::write(path, response("Odd")).unwrap();
    }
    for _ in 0..2 {
        assert_eq!(seminar.unfiled(), ["responses/a\u{fffd}.md"]);
    }
    let odd = seminar
        .codes()
        .into_iter()
        .filter(|(_, code)| code == "name-unreadable");
    assert_eq!(
        odd.map(|(path, _)| path).collect::<Vec<_>>(),
        ["responses/a\\xfe.md", "responses/a\\xff.md"]
    );
}

#[test]
fn the_last_good_version_survives_an_empty_save_in_between() {
    let path = "responses/r.md";
    let seminar = Seminar::of(&[(path, &response("Good"))]);
    for text in ["", "---\ntitle: [\n---\n"] {
        seminar.look();
        seminar.put(&[(path, text)]);
    }
    let page = seminar.response(path);
    assert_eq!((page.raw, page.html.as_str()), (false, "<p>Text.</p>\n"));
}

#[test]
fn a_response_points_back_to_the_question_that_its_words_mean_and_to_no_other_of_that_name() {
    let seminar = Seminar::of(&[
        ("questions/q1.md", "---\ntitle: Q1\nslug: x\n---\n"),
        ("questions/x.md", "---\ntitle: Q2\nslug: y\narguendo: [s]\n---\n"),
        (
            "responses/r1.md",
            "---\ntitle: R1\nslug: s\narguendo-question: x\n---\n",
        ),
        (
            "responses/r2.md",
            "---\ntitle: R2\nslug: s\narguendo-question: y\n---\n",
        ),
    ]);
    assert_eq!(
        entries(&seminar.question("questions/x.md")),
        ["two-way responses/r2.md"]
    );
    assert_eq!(
        entries(&seminar.question("questions/q1.md")),
        ["points-back responses/r1.md"]
    );
}

#[test]
fn a_data_directory_inside_the_folder_is_refused() {
    let seminar = Seminar::of(&[("responses/r.md", &response("R"))]);
    let root = find(&seminar).root().to_path_buf();
    let elsewhere = tempfile::tempdir().unwrap();
    let mut ways = vec![
        root.join("data"),
        root.join("responses"),
        root.join("responses/deep/data"),
        root.clone(),
    ];
    #[cfg(unix)]
    {
        let link = elsewhere.path().join("link");
        std::os::unix::fs::symlink(&root, &link).unwrap();
        ways.push(link.join("data"));
    }
    let before = seminar.folder.everything().unwrap();
    for inside in ways {
        let refused = DataDir::beside(Some(inside), &root).unwrap_err();
        assert!(refused.to_string().contains("inside the folder"), "{refused}");
    }
    assert_eq!(seminar.folder.everything().unwrap(), before, "nothing was made");
}

#[cfg(target_os = "linux")]
#[test]
fn a_data_directory_that_cannot_be_made_or_written_into_is_told_in_a_sentence() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("file");
    std::fs::write(&file, "").unwrap();
    for unusable in [
        file.clone(),
        file.join("below"),
        "/proc/arguendo".into(),
        "/sys/kernel".into(),
    ] {
        let refused = DataDir::new(Some(unusable.clone())).unwrap_err().to_string();
        let place = unusable.display().to_string();
        assert!(
            refused.contains(&place) && refused.contains("--data DIR"),
            "{refused}"
        );
    }
}

#[test]
fn a_first_reading_that_is_stopped_shows_what_it_has_read_and_is_never_taken_for_the_whole() {
    let seminar = Seminar::of(&[("contributors/c.md", "---\ntitle: C\n---\n")]);
    for number in 0..2_000 {
        seminar.put(&[(&format!("responses/{number}.md"), &response("R"))]);
    }
    let directory = seminar.databases.path();
    let mut writer = sync::open(directory).unwrap();
    let mut hooks = SyncHooks::none();
    hooks.shows = true;
    let cancel = std::sync::Arc::clone(&hooks.cancel);
    hooks.progress = Box::new(move |_, _| cancel.store(true, std::sync::atomic::Ordering::Relaxed));
    let stopped = writer.sync(&find(&seminar), &mut hooks);
    assert!(matches!(stopped, Err(SyncError::Cancelled)), "{stopped:?}");
    assert!(matches!(Reader::open(directory), Err(MirrorError::NotBuilt)));
    let part = Reader::open_unfinished(directory).unwrap();
    let number = part.count().unwrap();
    assert!(number > 0 && number < 2_001, "{number} documents");
    assert!(!part.is_current(), "it is not kept open");
    drop(part);
    writer.sync(&find(&seminar), &mut SyncHooks::none()).unwrap();
    assert_eq!(live(&seminar), fresh(&seminar));
    assert!(matches!(
        Reader::open_unfinished(directory),
        Err(MirrorError::NotBuilt)
    ));
}

#[test]
fn who_reads_at_the_moment_a_first_reading_ends_meets_no_error() {
    let seminar = Seminar::of(&[("contributors/c.md", "---\ntitle: C\n---\n")]);
    let data = DataDir::new(Some(seminar.databases.path().to_path_buf())).unwrap();
    for round in 0..60 {
        let live = Live::open(
            seminar.folder.path(),
            &data,
            Box::new(|_| {}),
            publishing::while_idle(),
        )
        .unwrap();
        let limit = Instant::now() + Duration::from_secs(20);
        // Several at once, as the pages of a window: one begins to read while another ends.
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    while reading::library(&live.reader().unwrap(), jiff::Timestamp::UNIX_EPOCH)
                        .unwrap_or_else(|error| panic!("round {round}: {error}"))
                        .documents
                        == 0
                    {
                        assert!(Instant::now() < limit, "round {round}: never read");
                    }
                });
            }
        });
        drop(live);
        sync::forget(&data.of_folder(find(&seminar).root()).unwrap()).unwrap();
    }
}

#[test]
fn what_an_ended_program_was_building_is_cleared_away() {
    let seminar = Seminar::of(&[("responses/r.md", &response("R"))]);
    let left = seminar.databases.path().join("mirror.building");
    std::fs::write(&left, "half of a mirror").unwrap();
    seminar.look();
    assert!(!left.exists());
    assert_eq!(live(&seminar), fresh(&seminar));
}

#[test]
fn a_text_that_cannot_be_read_keeps_its_last_good_version_when_it_is_moved_or_the_mirror_is_made_anew() {
    let seminar = Seminar::of(&[("responses/r.md", &response("Good"))]);
    seminar.look();
    seminar.put(&[("responses/r.md", "---\ntitle: [\n---\n")]);
    seminar.look();
    let root = seminar.folder.path();
    std::fs::create_dir(root.join("responses/moved")).unwrap();
    std::fs::rename(root.join("responses/r.md"), root.join("responses/moved/r.md")).unwrap();
    assert!(!seminar.response("responses/moved/r.md").raw);
    // So much that is new is read into a mirror of its own.
    for number in 0..5_100 {
        seminar.put(&[(&format!("responses/{number}.md"), &response("R"))]);
    }
    let page = seminar.response("responses/moved/r.md");
    assert_eq!((page.raw, page.html.as_str()), (false, "<p>Text.</p>\n"));
    assert_eq!(live(&seminar), fresh(&seminar));
}
