//! After any history of the folder, the mirror that followed it equals one that is built fresh.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::Path;

use arguendo_core::folder::Folder;
use arguendo_core::mirror::Reader;
use arguendo_core::sync::{self, Company, Writer};
use arguendo_core::{dump, live};
use arguendo_tests::history::History;

fn dump_of(reader: &Reader) -> String {
    let mut out = Vec::new();
    dump::dump(reader, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The first line in which two dumps differ, which says more than both in full.
fn difference(live: &str, fresh: &str) -> Option<String> {
    if live == fresh {
        return None;
    }
    let at = live
        .lines()
        .zip(fresh.lines())
        .find(|(live, fresh)| live != fresh);
    Some(format!("{at:#?}"))
}

fn follow(writer: &mut Writer, folder: &Folder, hints: &BTreeSet<String>, whole: bool) {
    let company = &mut Company::nobody();
    let outcome = if whole {
        writer.sync(folder, company)
    } else {
        writer.sync_paths(folder, hints, company)
    };
    outcome.unwrap();
}

fn lives_through(seed: u64, steps: usize, databases: &Path) {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::find(place.path()).unwrap();
    let mut history = History::new(folder.root(), seed);
    let mut writer = sync::open(databases).unwrap();
    follow(&mut writer, &folder, &BTreeSet::new(), true);
    let mut hints = BTreeSet::new();
    for step in 0..steps {
        hints.extend(history.step().unwrap());
        // Batches of one to three steps; now and then a restart, which compares everything.
        if step % 3 == usize::try_from(seed).unwrap() % 3 || step + 1 == steps {
            let whole = step % 11 == 0;
            follow(&mut writer, &folder, &std::mem::take(&mut hints), whole);
            let live = dump_of(&Reader::open(databases).unwrap());
            let fresh = dump_of(&sync::fresh(&folder).unwrap());
            if let Some(difference) = difference(&live, &fresh) {
                panic!(
                    "seed {seed}, step {step}: {difference}\nhistory:\n{}",
                    history.told.join("\n")
                );
            }
        }
    }
}

#[test]
fn the_mirror_equals_a_fresh_one_after_every_batch_of_random_histories() {
    let histories = if std::env::var_os("ARGUENDO_LONG").is_some() {
        2_000
    } else {
        120
    };
    for seed in 0..histories {
        let databases = tempfile::tempdir().unwrap();
        lives_through(seed, 40, databases.path());
    }
}

#[test]
fn what_a_batch_makes_stale_is_never_less_than_what_it_changed() {
    let place = tempfile::tempdir().unwrap();
    let databases = tempfile::tempdir().unwrap();
    let folder = Folder::find(place.path()).unwrap();
    let mut writer = sync::open(databases.path()).unwrap();
    follow(&mut writer, &folder, &BTreeSet::new(), true);
    let put = |path: &str, text: &str| {
        let full = place.path().join(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(full, text).unwrap();
    };
    put("questions/q.md", "---\ntitle: Q\narguendo: [r]\n---\nQuestion.\n");
    put(
        "responses/r.md",
        "---\ntitle: R\narguendo-question: q\ncontributors: [c]\n---\nFirst.\n",
    );
    put(
        "responses/s.md",
        "---\ntitle: S\narguendo-question: q\n---\nSecond.\n",
    );
    put("responses/far.md", "---\ntitle: Far\n---\nElsewhere.\n");
    follow(&mut writer, &folder, &BTreeSet::new(), true);
    put("contributors/c.md", "---\ntitle: C\n---\nBio.\n");
    let hints = BTreeSet::from(["contributors/c.md".to_owned()]);
    let outcome = writer
        .sync_paths(&folder, &hints, &mut Company::nobody())
        .unwrap();
    let stale = live::Stale::from(&outcome.touched);
    let expected = ["contributors/c.md", "responses/r.md"].map(str::to_owned);
    assert!(!stale.everything && stale.library);
    assert_eq!(stale.documents, BTreeSet::from(expected));
}
