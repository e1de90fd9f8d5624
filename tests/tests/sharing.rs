//! Sharing the folder by a real Syncthing: what is said of it, and what is done about it, without a file being touched.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use arguendo_core::pages::sharing::{Offer, SharedState, Sharing, SharingPage};
use arguendo_core::sharing::{self, SharingError, syncthing};

use arguendo_tests::command::command;
use arguendo_tests::folder::Folder;
use arguendo_tests::syncthing::{Pair, SHARED, Syncthing, is_installed};
use jiff::Timestamp;
use serde_json::Value;

/// How long one Syncthing may take to hear of another.
const PATIENCE: Duration = Duration::from_secs(60);
/// An ID of no device, with check characters that fit.
const SOMEBODY: &str = "EYS72WX-OPI4UKS-2WBLVSL-BMIH54B-XJOWBHQ-3W7H7YT-KA6CNAV-3WGLOAS";

fn now() -> Timestamp {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

fn found(real: &Syncthing) -> syncthing::Syncthing {
    syncthing::Syncthing::find(&[real.home().to_path_buf()])
        .unwrap()
        .unwrap()
}

fn page(real: &Syncthing, folder: &Path) -> SharingPage {
    match sharing::look(&[real.home().to_path_buf()], folder, 0) {
        Sharing::Present(page) => *page,
        other => panic!("{other:?}"),
    }
}

/// Waits until what is said of the folder is as it should be.
fn until(real: &Syncthing, folder: &Path, is_so: impl Fn(&SharingPage) -> bool) -> SharingPage {
    let over = Instant::now() + PATIENCE;
    loop {
        let page = page(real, folder);
        if is_so(&page) {
            return page;
        }
        assert!(Instant::now() < over, "{page:#?}\n{}", real.log());
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_folder_is_shared_with_a_device_received_there_and_no_longer_shared_and_no_file_is_touched() {
    if !is_installed() {
        return;
    }
    let [anna, bela] = ["Anna", "Bela"].map(|name| Syncthing::start(name).unwrap());
    let [ours, theirs] = [Folder::sample().unwrap(), Folder::empty().unwrap()];
    ours.write(".stignore", "*.tmp\n").unwrap();
    let before = ours.everything().unwrap();
    assert_eq!(page(&anna, ours.path()).folder, None);
    assert_eq!(page(&anna, ours.path()).own.name, "Anna");

    sharing::share(&found(&anna), ours.path(), "Our seminar", now()).unwrap();
    let shared = page(&anna, ours.path()).folder.unwrap();
    assert_eq!(
        (shared.label.as_str(), shared.exact, shared.one_way),
        ("Our seminar", true, false)
    );
    assert!(!shared.forgets_conflicts && shared.peers.is_empty());
    let again = sharing::share(&found(&anna), ours.path(), "Again", now()).unwrap_err();
    assert!(matches!(again, SharingError::Already(label) if label == "Our seminar"));

    // Nothing announces them to each other here: one is told where the other is. In life, both find each other.
    sharing::share_with(
        &found(&anna),
        ours.path(),
        &bela.id.to_lowercase(),
        "Bela of York",
    )
    .unwrap();
    anna.know(&bela, true).unwrap();
    let offered = until(&bela, theirs.path(), |page| !page.offers.is_empty());
    assert!(
        matches!(&offered.offers[0], Offer::Device { device } if device.id == anna.id && device.name == "Anna")
    );
    sharing::admit(&found(&bela), theirs.path(), &anna.id).unwrap();
    assert_eq!(page(&bela, theirs.path()).devices[0].name, "Anna");
    let offered = until(&bela, theirs.path(), |page| {
        matches!(page.offers[..], [Offer::Folder { .. }])
    });
    let Offer::Folder { id, label, device } = &offered.offers[0] else {
        unreachable!()
    };
    assert_eq!(
        (id, label.as_str(), device.name.as_str()),
        (&shared.id, "Our seminar", "Anna")
    );
    sharing::accept(&found(&bela), theirs.path(), id, &device.id).unwrap();

    let is_there = |page: &SharingPage| {
        let folder = page.folder.as_ref().unwrap();
        folder.peers.iter().all(|peer| peer.connected && peer.behind == 0)
            && folder.state == SharedState::InStep
            && folder.coming_files == 0
            && theirs.path().join("_config.yml").exists()
    };
    until(&bela, theirs.path(), is_there);
    let there = until(&anna, ours.path(), is_there);
    assert_eq!(there.folder.unwrap().peers[0].device.id, bela.id);
    assert!(there.offers.is_empty() && there.devices.is_empty());

    sharing::stop(&found(&anna), ours.path(), id).unwrap();
    assert_eq!(page(&anna, ours.path()).folder, None);
    assert_eq!(
        page(&anna, ours.path()).devices.len(),
        1,
        "the device stays known"
    );
    let gone = sharing::stop(&found(&anna), ours.path(), id).unwrap_err();
    assert!(matches!(gone, SharingError::NotShared));
    let files = |folder: &Folder| {
        let mut files = folder.everything().unwrap();
        files.retain(|path, _| !path.ends_with(".stfolder"));
        files
    };
    assert_eq!(files(&ours), before, "every file is as it was");
    let untouched = |path: &PathBuf| path.strip_prefix(ours.path()).unwrap() != Path::new(".stignore");
    let carried = before.keys().filter(|path| untouched(path)).count();
    assert_eq!(files(&theirs).len(), carried, "and so it is on the other side");
}

#[test]
fn a_wrong_device_id_and_a_folder_that_lies_in_another_change_nothing() {
    if !is_installed() {
        return;
    }
    let anna = Syncthing::start("Anna").unwrap();
    let outer = Folder::sample().unwrap();
    let inner = outer.path().join("responses");
    sharing::share(&found(&anna), outer.path(), "Outer", now()).unwrap();
    let settings = || anna.get("config").unwrap();
    let before = settings();

    let mistyped = SOMEBODY.replace("OPI4UKS", "OPI4UKT");
    for typed in [mistyped.as_str(), "", "hello", &anna.id] {
        let error = sharing::share_with(&found(&anna), outer.path(), typed, "X").unwrap_err();
        assert!(error.to_string().contains("Nothing was changed"), "{error}");
    }
    let around = page(&anna, &inner).folder.unwrap();
    assert!(!around.exact && around.label == "Outer");
    let errors = [
        sharing::share(&found(&anna), &inner, "Inner", now()),
        sharing::share_with(&found(&anna), &inner, SOMEBODY, "X"),
        sharing::stop(&found(&anna), &inner, &around.id),
        sharing::share(&found(&anna), outer.path().parent().unwrap(), "Larger", now()),
    ];
    for error in errors {
        assert!(matches!(error.unwrap_err(), SharingError::Nested(label) if label == "Outer"));
    }
    let unasked = sharing::accept(&found(&anna), outer.path(), "other", SOMEBODY).unwrap_err();
    assert!(matches!(unasked, SharingError::NotOffered));
    let unknown = sharing::admit(&found(&anna), outer.path(), SOMEBODY).unwrap_err();
    assert!(matches!(unknown, SharingError::NotOffered));
    assert_eq!(settings(), before);
}

#[test]
fn other_folders_and_known_devices_stay_exactly_as_they_are() {
    if !is_installed() {
        return;
    }
    let [ours, theirs, another] = [(); 3].map(|()| Folder::sample().unwrap());
    let pair = Pair::of([ours.path(), theirs.path()]).unwrap();
    let [anna, bela] = &pair.sides;
    let entries = || {
        let mut config = anna.get("config").unwrap();
        let folders = config["folders"].as_array_mut().unwrap();
        folders.retain(|folder| folder["id"] == SHARED);
        config
    };
    let before = entries();
    sharing::share(&found(anna), another.path(), "Another", now()).unwrap();
    sharing::share_with(&found(anna), another.path(), &bela.id, "A name that is not taken").unwrap();
    let shared = page(anna, another.path()).folder.unwrap();
    assert_eq!(shared.peers[0].device.name, "Bela");
    assert_eq!(entries(), before);
    let wrong = sharing::stop(&found(anna), another.path(), SHARED).unwrap_err();
    assert!(matches!(wrong, SharingError::NotShared));
    sharing::stop(&found(anna), another.path(), &shared.id).unwrap();
    assert_eq!(anna.get("config").unwrap(), before);
}

#[test]
fn the_command_says_who_is_connected_and_what_is_to_come_and_that_a_syncthing_is_not_there() {
    if !is_installed() {
        return;
    }
    let [ours, theirs] = [Folder::sample().unwrap(), Folder::empty().unwrap()];
    let pair = Pair::of([ours.path(), theirs.path()]).unwrap();
    let data = tempfile::tempdir().unwrap();
    let said = |home: &Path, arguments: &[&str]| {
        let mut command = command(ours.path(), data.path(), &[&["sharing"], arguments].concat()).unwrap();
        let output = command.env("STHOMEDIR", home).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let home = pair.sides[0].home();
    let (code, text) = said(home, &[]);
    assert_eq!(code, Some(0));
    assert!(text.contains("Bela: connected, 0 files behind"), "{text}");
    assert!(text.contains("still to come: 0 files, 0 bytes"), "{text}");

    pair.part(true).unwrap();
    ours.write("responses/new.md", "---\ntitle: New\n---\n").unwrap();
    pair.sides[0].scan(SHARED).unwrap();
    let (_, json) = said(home, &["--json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let peer = &json["folder"]["peers"][0];
    assert_eq!(
        (&json["kind"], &peer["connected"], &peer["paused"]),
        (&"present".into(), &false.into(), &true.into())
    );
    assert_eq!(peer["behind"], 1);

    let nowhere = tempfile::tempdir().unwrap();
    assert_eq!(
        said(nowhere.path(), &[]).1,
        "Syncthing was not found on this computer.\n"
    );
    fs::copy(home.join("config.xml"), nowhere.path().join("config.xml")).unwrap();
    drop(pair);
    let (code, text) = said(nowhere.path(), &[]);
    assert!(code == Some(1) && text.contains("does not answer"), "{text}");
}
