//! A draft that somebody has shared with the group: her colleagues find it, open it, and write in it with her.

use std::fs;

use arguendo_core::desk::versions::VersionKind;
use arguendo_core::desk::{Desk, Remembered};
use arguendo_core::drafts::drafting::{self, DraftSession, DraftingError};
use arguendo_core::drafts::publishing::Publishing;
use arguendo_core::pages::group::GroupDraft;

use arguendo_tests::room::{Room, at, insert};
use arguendo_tests::seminar::find;
use jiff::tz::TimeZone;
use tempfile::TempDir;

/// A room whose person has shared a draft, and the desk of a colleague beside it.
struct Group {
    room: Room,
    /// The draft's path in the folder.
    path: String,
    colleague: Desk,
    _place: TempDir,
}

impl Group {
    fn new() -> Self {
        let room = Room::with(&[
            ("contributors/ann.md", "---\ntitle: Ann Ames\n---\n"),
            ("contributors/bo.md", "---\ntitle: Bo Berg\n---\n"),
        ]);
        room.desk.set_value(Remembered::WritesAs, Some("ann")).unwrap();
        let id = room.begun();
        let path = drafting::share(&room.desk, &room.root(), &room.reader(), id, at(2)).unwrap();
        let place = tempfile::tempdir().unwrap();
        let colleague = Desk::open(place.path(), at(0)).unwrap();
        colleague.set_value(Remembered::WritesAs, Some("bo")).unwrap();
        Self {
            room,
            path,
            colleague,
            _place: place,
        }
    }

    fn seen_by(&self, desk: &Desk) -> Vec<GroupDraft> {
        drafting::of_the_group(desk, &self.room.reader()).unwrap()
    }

    fn taken_up(&self) -> i64 {
        let (root, reader) = (self.room.root(), self.room.reader());
        drafting::take_up(&self.colleague, &root, &reader, &self.path, at(3)).unwrap()
    }

    fn open(&self, id: i64) -> DraftSession {
        DraftSession::open(&self.colleague, &self.room.root(), id, at(4)).unwrap()
    }

    fn list(&self) -> Vec<i64> {
        let (root, reader) = (self.room.root(), self.room.reader());
        let rows = drafting::list(&self.colleague, &root, &reader, at(5)).unwrap();
        rows.iter().map(|row| row.id).collect()
    }
}

#[test]
fn a_shared_draft_is_found_by_the_colleagues_and_not_among_theirs_by_whoever_shared_it() {
    let group = Group::new();
    assert_eq!(group.seen_by(&group.room.desk), []);
    let found = group.seen_by(&group.colleague);
    let [row] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(
        (row.path.as_str(), row.id, row.is_mine),
        (group.path.as_str(), None, false)
    );
    assert_eq!(row.people, ["Ann Ames"]);
    assert_eq!(row.question.as_ref().unwrap().path, "questions/why.md");
    assert_eq!(row.words, 2);
    assert!(row.changed > 0);
    assert_eq!(group.list(), [] as [i64; 0], "it is not the colleague's own");
}

#[test]
fn a_co_author_is_told_that_it_is_hers_too() {
    let group = Group::new();
    let text = group.room.text(&group.path).replace("- ann\n", "- ann\n  - bo\n");
    fs::write(group.room.root().join(&group.path), text).unwrap();
    assert!(group.seen_by(&group.colleague)[0].is_mine);
}

#[test]
fn what_a_round_hides_is_no_draft_of_the_group_for_whoever_has_not_answered() {
    let group = Group::new();
    let text = group
        .room
        .text("questions/why.md")
        .replace("due:", "reveal: after-mine\ndue:");
    fs::write(group.room.root().join("questions/why.md"), text).unwrap();
    let mut reader = group.room.reader();
    reader.read_as(Some(arguendo_core::content::rounds::Participant {
        writes_as: Some("bo".to_owned()),
        ..Default::default()
    }));
    assert_eq!(drafting::of_the_group(&group.colleague, &reader).unwrap(), []);
    let refused = drafting::take_up(&group.colleague, &group.room.root(), &reader, &group.path, at(3));
    assert!(
        matches!(refused, Err(DraftingError::NoDocument { .. })),
        "{refused:?}"
    );
}

#[test]
fn a_colleague_writes_in_it_and_both_have_both_their_words() {
    let group = Group::new();
    let id = group.taken_up();
    assert_eq!(group.taken_up(), id, "opened again it is the same");
    assert_eq!(group.seen_by(&group.colleague)[0].id, Some(id));
    assert_eq!(group.list(), [id]);
    let mut theirs = group.open(id);
    let mut hers = group.room.open(group.room.desk.all_drafts().unwrap()[0].id);
    hers.type_(&group.room.desk, 1, &insert(0, "Ann. \n\n"), at(5))
        .unwrap();
    assert!(hers.save(&group.room.desk, at(6)).saved.is_some());
    theirs
        .type_(&group.colleague, 1, &insert(9, "\nBo.\n"), at(7))
        .unwrap();
    let kept = theirs.save(&group.colleague, at(8));
    assert!(kept.saved.is_some() && kept.merged.is_some(), "{kept:?}");
    let text = group.room.text(&group.path);
    assert!(text.ends_with("---\nAnn. \n\nOne two.\n\nBo.\n"), "{text}");
    let versions = drafting::versions(&group.colleague, id).unwrap();
    assert!(
        versions
            .iter()
            .any(|row| row.kind == VersionKind::Outside && row.words == 2)
    );
}

#[test]
fn where_both_change_the_same_words_neither_is_written_over() {
    let group = Group::new();
    let mut theirs = group.open(group.taken_up());
    let file = group.room.root().join(&group.path);
    let hers = group.room.text(&group.path).replace("One two", "Nine two");
    fs::write(&file, &hers).unwrap();
    let typed = arguendo_core::pages::drafts::Typed::Body {
        changes: vec![(0, 3, "Ten".to_owned())],
    };
    theirs.type_(&group.colleague, 1, &typed, at(5)).unwrap();
    let kept = theirs.save(&group.colleague, at(6));
    assert!(kept.outside && kept.saved.is_none(), "{kept:?}");
    assert_eq!(fs::read_to_string(file).unwrap(), hers);
    assert!(theirs.text().contains("Ten two"));
}

#[test]
fn a_colleague_cannot_discard_it_and_it_leaves_her_list_when_it_leaves_the_folder() {
    let group = Group::new();
    let id = group.taken_up();
    let refused = drafting::discard(&group.colleague, &group.room.root(), id, at(5)).unwrap_err();
    assert!(matches!(refused, DraftingError::OfTheGroup(_)), "{refused}");
    let file = group.room.root().join(&group.path);
    assert!(file.exists());
    // While the drive is away nothing has left.
    let away = file.parent().unwrap().with_file_name("away");
    fs::rename(file.parent().unwrap(), &away).unwrap();
    assert_eq!(group.list(), [id]);
    fs::rename(&away, file.parent().unwrap()).unwrap();
    // Words that have not come into the file yet are kept, whatever becomes of it.
    let mut session = group.open(id);
    session
        .type_(&group.colleague, 1, &insert(0, "Bo. "), at(6))
        .unwrap();
    drop(session);
    fs::remove_file(&file).unwrap();
    assert_eq!(group.list(), [id]);
    drafting::discard(&group.colleague, &group.room.root(), id, at(7)).unwrap();
    let kept = drafting::versions(&group.colleague, id).unwrap();
    assert_eq!(kept[0].words, 3);
    // And one that she has only looked at goes with its file.
    let group = Group::new();
    group.taken_up();
    fs::remove_file(group.room.root().join(&group.path)).unwrap();
    assert_eq!(group.list(), [] as [i64; 0]);
}

#[test]
fn a_draft_that_a_colleague_has_published_is_the_response_for_whoever_shared_it_too() {
    let group = Group::new();
    let (folder, reader) = (find(&group.room.seminar), group.room.reader());
    let id = group.taken_up();
    let publishing = Publishing {
        folder: &folder,
        reader: &reader,
        desk: &group.colleague,
        now: at(9).to_zoned_datetime(TimeZone::UTC),
    };
    let key = publishing.plan(id).unwrap().key();
    let response = publishing.publish(id, &key).unwrap().plan.response;
    let own = group.room.desk.all_drafts().unwrap()[0].clone();
    let rows = |room: &Room| drafting::list(&room.desk, &room.root(), &room.reader(), at(10)).unwrap();
    assert_eq!(rows(&group.room), []);
    let now = group.room.desk.draft(own.id).unwrap().unwrap();
    assert_eq!(now.published_as, Some(response));
    assert!(
        group.room.versions(own.id)[0].ends_with("One two.\n"),
        "what she had is kept"
    );
    // One that somebody has only taken out is still hers.
    let group = Group::new();
    fs::remove_file(group.room.root().join(&group.path)).unwrap();
    assert_eq!(rows(&group.room).len(), 1);
}

#[test]
fn whoever_publishes_anothers_draft_is_told_so() {
    let group = Group::new();
    let id = group.taken_up();
    let (folder, reader) = (find(&group.room.seminar), group.room.reader());
    let publishing = Publishing {
        folder: &folder,
        reader: &reader,
        desk: &group.colleague,
        now: at(9).to_zoned_datetime(TimeZone::UTC),
    };
    let plan = publishing.plan(id).unwrap();
    assert!(
        plan.warnings
            .iter()
            .any(|text| text.contains("you do not sign it")),
        "{:?}",
        plan.warnings
    );
    let own = Publishing {
        desk: &group.room.desk,
        ..publishing
    };
    let plan = own.plan(group.room.desk.all_drafts().unwrap()[0].id).unwrap();
    assert!(
        !plan
            .warnings
            .iter()
            .any(|text| text.contains("shared this draft")),
        "{:?}",
        plan.warnings
    );
}
