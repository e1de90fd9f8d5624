//! Drafts at their edges: a closing fence without a line end.

use std::fs;

use arguendo_core::drafting::{self, Beginning};

use crate::room::{QUESTION, Room, at, insert};

#[test]
fn words_typed_below_a_closing_fence_without_a_line_end_stay_below_it() {
    for end in ["\n", "\r\n"] {
        let room = Room::plain();
        let file = room.desk.drafts().join("mine.md");
        let header = ["\u{feff}---", "title: 'T' # mine", "---"].join(end);
        fs::write(&file, &header).unwrap();
        drafting::list(&room.desk, &room.root(), &room.reader(), at(1)).unwrap();
        let id = drafting::find(&room.desk, &room.root(), "mine.md")
            .unwrap()
            .unwrap()
            .id;
        let mut sitting = room.open(id);
        assert_eq!(sitting.page(&room.desk, &room.reader()).unwrap().body, "");
        // A change that changes nothing leaves every byte.
        sitting.type_(&room.desk, 1, &insert(0, ""), at(3)).unwrap();
        assert_eq!(sitting.text(), header);
        sitting.type_(&room.desk, 2, &insert(0, "Hello"), at(3)).unwrap();
        sitting
            .type_(&room.desk, 3, &insert(5, ", you\nthere"), at(3))
            .unwrap();
        let written = format!("{header}{end}Hello, you{end}there");
        assert_eq!(sitting.text(), written);
        assert_eq!(
            sitting.page(&room.desk, &room.reader()).unwrap().body,
            "Hello, you\nthere"
        );
        drop(sitting);
        // The journal says the same after a crash.
        let mut sitting = room.open(id);
        sitting
            .recover(&room.desk, drafting::Choice::Restore, at(4))
            .unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), written);
    }
}

#[test]
fn a_body_is_begun_below_a_template_whose_closing_fence_has_no_line_end() {
    for end in ["\n", "\r\n"] {
        let template = ["---", "stance: # yes or no", "---"].join(end);
        let room = Room::of(&[
            ("questions/why.md", QUESTION),
            ("_templates/response.md", &template),
        ]);
        let id = room.begun();
        let text = fs::read_to_string(room.file(id)).unwrap();
        assert!(text.ends_with(&format!("{end}---{end}One two.\n")), "{text:?}");
        let beginning = Beginning {
            question: Some("questions/why.md"),
            signed_as: "ann",
            ..Beginning::default()
        };
        let id = room.begin(&beginning).unwrap();
        let mut sitting = room.open(id);
        sitting.type_(&room.desk, 1, &insert(0, "Hello"), at(3)).unwrap();
        assert!(sitting.text().ends_with(&format!("{end}---{end}Hello")));
    }
}
