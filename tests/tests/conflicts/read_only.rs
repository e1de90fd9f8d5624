//! The model of a draft in a folder that becomes read-only and writable again, by mounts of the test's own.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use arguendo_tests::namespace::{is_within, mount, unmount};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::places::{Act, World, act, config, step};

impl World {
    pub fn make_read_only(&mut self) {
        let root = self.room.root();
        if self.is_read_only || !root.exists() {
            return;
        }
        mount(&["--bind", root.to_str().unwrap()], &root);
        mount(&["-o", "remount,bind,ro"], &root);
        self.is_read_only = true;
    }

    /// All that was typed meanwhile is written with the next save, unless somebody else has changed the file.
    pub fn make_writable(&mut self) {
        if !std::mem::take(&mut self.is_read_only) {
            return;
        }
        unmount(&self.room.root());
        let now = self.now();
        let has_waited = self.room.desk.has_journal(self.id).unwrap();
        let Some(session) = &mut self.session else { return };
        let kept = session.save(&self.room.desk, now);
        if kept.outside || !has_waited {
            return;
        }
        assert_eq!(kept.trouble, None);
        assert_eq!(
            fs::read_to_string(self.room.file(self.id)).unwrap(),
            session.text()
        );
        assert!(!self.room.desk.has_journal(self.id).unwrap());
        self.written += 1;
    }

    /// Every file of the folder, with its bytes.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let everything = self.room.seminar.folder.everything();
        everything.unwrap()
    }

    /// What was typed last is in the journal, and in no file.
    fn is_in_journal(&self) -> bool {
        let Some(word) = self.typed.last() else {
            return false;
        };
        let journal = self.room.desk.journal(self.id).unwrap();
        let mut changes = journal.into_iter().flat_map(|journal| journal.changes);
        changes.any(|change| change.what.contains(word))
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.session = None;
        if self.is_read_only {
            unmount(&self.room.root());
        }
    }
}

#[test]
fn while_the_folder_is_read_only_every_word_is_in_the_journal_and_is_written_afterwards() {
    let own =
        "read_only::while_the_folder_is_read_only_every_word_is_in_the_journal_and_is_written_afterwards";
    if !is_within(own) {
        return;
    }
    // Mounts in the system's own place for such things may be more limited than can be asked for again.
    mount(&["-t", "tmpfs", "tmp"], &std::env::temp_dir());
    let certain = [
        Act::MakeReadOnly,
        Act::Type(1),
        Act::Save,
        Act::Crash(true),
        Act::Type(2),
    ];
    assert_eq!(live(true, &certain).unwrap(), 1, "what waited is written");
    let act = prop_oneof![
        9 => act(),
        2 => Just(Act::MakeReadOnly),
        1 => Just(Act::MakeWritable),
    ];
    let lives = (any::<bool>(), vec(act, 1..40));
    let lived = TestRunner::new(config()).run(&lives, |(is_shared, acts)| live(is_shared, &acts).map(drop));
    lived.unwrap();
}

/// One life of a draft, at whose end the folder is writable. Gives how often words had waited for that, and were written.
fn live(is_shared: bool, acts: &[Act]) -> Result<usize, TestCaseError> {
    let mut world = World::of(is_shared);
    for act in acts.iter().chain([&Act::MakeWritable]) {
        let before = world.is_read_only.then(|| (world.files(), world.typed.len()));
        step(&mut world, act)?;
        let Some((files, typed)) = before.filter(|_| world.is_read_only) else {
            continue;
        };
        prop_assert_eq!(world.files(), files, "{:?}", act);
        if is_shared && matches!(act, Act::Type(_)) && world.session.is_some() {
            prop_assert!(world.typed.len() > typed, "not taken");
            prop_assert!(world.is_in_journal(), "not in the journal");
        }
    }
    Ok(world.written)
}
