//! More directories than the system lets one person watch: then the folder is looked through instead.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use arguendo_tests::command::{Watch, until_equal};
use arguendo_tests::folder::Folder;
use arguendo_tests::namespace;
use arguendo_tests::program::program;

const TEXT: &str = "---\ntitle: A response\n---\nText.\n";

#[test]
fn beyond_the_limit_of_watches_the_folder_is_polled_and_says_so() {
    let Some(mut limited) = namespace::own() else {
        return;
    };
    let folder = Folder::empty().unwrap();
    let data = tempfile::tempdir().unwrap();
    for number in 0..30 {
        folder.write(&format!("responses/{number}/r.md"), TEXT).unwrap();
    }
    // The limit is that of the namespace; this computer's own stays as it is.
    limited
        .args([
            "sh",
            "-c",
            "echo 10 > /proc/sys/user/max_inotify_watches && exec \"$@\"",
            "sh",
        ])
        .arg(program("arguendo-cli").unwrap());
    let watch = Watch::start_by(limited, folder.path(), data.path()).unwrap();
    watch
        .until_said("as many directories as it may", Duration::from_secs(10))
        .unwrap();
    for number in [0, 12, 29] {
        let path = format!("responses/{number}/r.md");
        folder.write(&path, &format!("{TEXT}More.\n")).unwrap();
        watch.until("changed", &path).unwrap();
    }
    folder.write("responses/new/r.md", TEXT).unwrap();
    folder.delete("responses/20/r.md").unwrap();
    until_equal(folder.path(), data.path(), "edits where nothing is watched").unwrap();
}
