//! Tests of the hints that follow from the system's events, and of removing watches.

use std::path::Path;

use notify::event::{AccessKind, DataChange, ModifyKind, RemoveKind, RenameMode};

use super::*;

/// The hints that these events give in a new folder.
fn hints_of(events: impl Fn(&Path) -> Vec<notify::Result<Event>>) -> Waited {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::find(place.path()).unwrap();
    let inbox = Inbox::default();
    for event in events(folder.root()) {
        inbox.take_event(&folder, event);
    }
    inbox.wait(Duration::ZERO)
}

fn changed(path: PathBuf) -> notify::Result<Event> {
    let kind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    Ok(Event::new(kind).add_path(path))
}

#[test]
fn events_name_paths_and_looking_at_a_file_is_none() {
    let waited = hints_of(|root| {
        let opened = Event::new(EventKind::Access(AccessKind::Any)).add_path(root.join("read.md"));
        vec![changed(root.join("responses/a.md")), Ok(opened)]
    });
    let paths = BTreeSet::from(["responses/a.md".to_owned()]);
    let everything = false;
    assert_eq!(waited, Waited::Hints(Hints { paths, everything }));
    let waited = hints_of(|root| {
        vec![Ok(
            Event::new(EventKind::Access(AccessKind::Any)).add_path(root.join("a"))
        )]
    });
    assert_eq!(waited, Waited::Nothing);
}

#[test]
fn lost_events_and_what_befalls_the_folder_itself_call_for_everything() {
    let rescan = || Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan));
    assert_eq!(
        hints_of(|root| vec![changed(root.join("a.md")), rescan(), changed(root.join("b.md"))]),
        Waited::Hints(Hints::all())
    );
    // The folder was deleted, unmounted or moved away: notify reports each in its own way.
    for kind in [
        EventKind::Remove(RemoveKind::Folder),
        EventKind::Remove(RemoveKind::Other),
        EventKind::Modify(ModifyKind::Name(RenameMode::From)),
    ] {
        let waited = hints_of(|root| vec![Ok(Event::new(kind).add_path(root.to_path_buf()))]);
        assert_eq!(waited, Waited::Hints(Hints::all()), "{kind:?}");
    }
    let many = |root: &Path| {
        (0..=MOST_PATHS)
            .map(|n| changed(root.join(n.to_string())))
            .collect()
    };
    assert_eq!(hints_of(many), Waited::Hints(Hints::all()));
}

#[test]
fn an_error_of_the_watching_ends_it_with_a_reason() {
    let waited = hints_of(|_| vec![Err(Error::new(ErrorKind::MaxFilesWatch))]);
    assert_eq!(waited, Waited::Failed(WatchError::LimitReached));
    let waited = hints_of(|_| vec![Err(Error::generic("broken"))]);
    assert_eq!(
        waited,
        Waited::Failed(WatchError::NotPossible("broken".to_owned()))
    );
}

#[test]
fn watches_are_taken_off_one_by_one_only_where_that_is_quick() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::find(place.path()).unwrap();
    let mut watch = Watch::new(&folder, Arc::default()).unwrap();
    let hints = |path: &str| Hints {
        paths: BTreeSet::from([path.to_owned()]),
        everything: false,
    };
    let few = ["a", "a/b", "a.b", "c"].map(|path| folder.root().join(path));
    watch.directories.extend(few);
    assert!(watch.leave(&hints("a")));
    let left: Vec<_> = watch
        .directories
        .iter()
        .map(|path| folder.inside(path).unwrap())
        .collect();
    assert_eq!(left, ["a.b", "c"]);
    assert!(!watch.leave(&Hints::all()));
    let many = (0..1100).map(|number| folder.root().join(format!("c/{number}")));
    watch.directories.extend(many);
    assert!(!watch.leave(&hints("c")));
    assert!(watch.leave(&hints("c/7")));
}
