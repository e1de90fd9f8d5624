//! Drafts as the page asks for them: what it types is kept, whatever becomes of the draft, the folder and the window meanwhile.

use std::sync::mpsc::{Receiver, channel};

use arguendo_core::desk::Desk;
use arguendo_core::desk::operations::{Operation, OperationKind};
use jiff::Timestamp;

use super::*;
use crate::closing::{self, PATIENCE};

impl Page {
    /// A page whose person has begun a draft, and the draft as it was opened.
    fn with_draft() -> (Self, Value) {
        let page = Self::with_folder();
        let entries = json!({"name": "Jane", "lastName": "Doe", "position": "", "bio": ""});
        page.ask(
            "make_profile",
            json!({"entries": entries, "photo": null, "photoName": null}),
        )
        .unwrap();
        let answered = json!({"question": "questions/deference.md", "repliesTo": null, "relation": null});
        let id = page.ask("start_draft", answered).unwrap();
        let opened = page.ask("open_draft", json!({"id": id})).unwrap();
        (page, opened)
    }

    /// Types at the beginning of a draft, as the change of that number.
    pub(super) fn write(&self, opened: &Value, sequence: &Value, text: &str) -> Result<Value, Value> {
        let typed = json!({"kind": "body", "changes": [[0, 0, text]]});
        let (folder, id) = (&opened["folder"], &opened["row"]["id"]);
        self.ask(
            "type_draft",
            json!({"folder": folder, "id": id, "sequence": sequence, "typed": typed}),
        )
    }

    pub(super) fn heard(&self, event: &str) -> Receiver<String> {
        let (told, news) = channel();
        self.window
            .listen_any(event, move |event| told.send(event.payload().to_owned()).unwrap());
        news
    }
}

fn text_of(opened: &Value) -> String {
    fs::read_to_string(opened["row"]["file"].as_str().unwrap()).unwrap()
}

#[test]
fn a_draft_that_is_shared_while_it_is_open_is_written_on() {
    let (page, opened) = Page::with_draft();
    let id = &opened["row"]["id"];
    let kept = page.write(&opened, &opened["sequence"], "One. ").unwrap();
    let path = page.ask("share_draft", json!({"id": id})).unwrap();
    // The page counts on, whether it has heard of the new session or not.
    let kept = page.write(&opened, &kept["sequence"], "Two. ").unwrap();
    page.ask("save_draft", json!({"folder": opened["folder"], "id": id}))
        .unwrap();
    let file = page.place.path().join("seminar").join(path.as_str().unwrap());
    assert!(fs::read_to_string(file).unwrap().contains("Two. One. "));
    let again = page.ask("open_draft", json!({"id": id})).unwrap();
    assert_eq!(again["sequence"], kept["sequence"]);
    assert_eq!(again["row"]["place"], "shared");
}

#[test]
fn a_draft_that_could_not_be_put_away_is_written_on() {
    let (page, opened) = Page::with_draft();
    let id = &opened["row"]["id"];
    let path = page.ask("share_draft", json!({"id": id})).unwrap();
    let file = page.place.path().join("seminar").join(path.as_str().unwrap());
    let drafts = file.parent().unwrap();
    let kept = page.write(&opened, &opened["sequence"], "One. ").unwrap();
    page.ask("save_draft", json!({"folder": opened["folder"], "id": id}))
        .unwrap();
    fs::rename(drafts, drafts.with_file_name("away")).unwrap();
    page.ask("discard_draft", json!({"id": id})).unwrap_err();
    fs::rename(drafts.with_file_name("away"), drafts).unwrap();
    page.write(&opened, &kept["sequence"], "Two. ").unwrap();
    page.ask("close_draft", json!({"folder": opened["folder"], "id": id}))
        .unwrap();
    assert!(fs::read_to_string(&file).unwrap().contains("Two. One. "));
}

#[test]
fn words_that_could_not_be_saved_are_written_on_after_a_refusal() {
    let (page, opened) = Page::with_draft();
    let id = &opened["row"]["id"];
    let path = page.ask("share_draft", json!({"id": id})).unwrap();
    let file = page.place.path().join("seminar").join(path.as_str().unwrap());
    let drafts = file.parent().unwrap();
    let kept = page.write(&opened, &opened["sequence"], "One. ").unwrap();
    let both = json!({"folder": opened["folder"], "id": id});
    page.ask("save_draft", both.clone()).unwrap();
    fs::rename(drafts, drafts.with_file_name("away")).unwrap();
    // These are in the journal alone.
    let kept = page.write(&opened, &kept["sequence"], "Two. ").unwrap();
    assert!(page.ask("save_draft", both.clone()).unwrap()["trouble"].is_string());
    page.ask("discard_draft", json!({"id": id})).unwrap_err();
    page.write(&opened, &kept["sequence"], "Three. ").unwrap();
    fs::rename(drafts.with_file_name("away"), drafts).unwrap();
    let kept = page.ask("save_draft", both).unwrap();
    assert!(kept["saved"].is_number(), "{kept}");
    assert!(fs::read_to_string(&file).unwrap().contains("Three. Two. One. "));
}

#[test]
fn what_is_typed_is_not_put_into_a_text_that_the_page_does_not_show() {
    let (page, opened) = Page::with_draft();
    let id = &opened["row"]["id"];
    let kept = page.write(&opened, &opened["sequence"], "One. ").unwrap();
    page.ask("close_draft", json!({"folder": opened["folder"], "id": id}))
        .unwrap();
    let file = opened["row"]["file"].as_str().unwrap();
    let other = text_of(&opened).replace("One. ", "Quite another text. ");
    fs::write(file, &other).unwrap();
    let refused = page.write(&opened, &kept["sequence"], "Two. ").unwrap_err();
    assert_eq!(refused["code"], "out-of-step");
    let again = page.ask("open_draft", json!({"id": id})).unwrap();
    page.write(&again, &again["sequence"], "Two. ").unwrap();
    assert_eq!(text_of(&opened), other);
}

#[test]
fn a_page_that_has_another_text_has_both_texts_in_one_afterwards() {
    let (page, opened) = Page::with_draft();
    let both = json!({"folder": opened["folder"], "id": opened["row"]["id"]});
    let kept = page
        .write(&opened, &opened["sequence"], "One.\n\nTwo.\n")
        .unwrap();
    page.ask("close_draft", both.clone()).unwrap();
    let theirs = text_of(&opened).replace("Two.", "Two, says a colleague.");
    fs::write(opened["row"]["file"].as_str().unwrap(), theirs).unwrap();
    let refused = page.write(&opened, &kept["sequence"], "Mine. ").unwrap_err();
    assert_eq!(refused["code"], "out-of-step");
    // The folder may have been left by then.
    let other = page.place.path().join("other");
    fs::create_dir(&other).unwrap();
    let session = page.window.state::<AppState>();
    session.open(Place::Folder(other), |_| {}).unwrap();
    let body = opened["body"].as_str().unwrap();
    let had = json!({"fields": opened["fields"], "body": format!("One.\n\nTwo.\n{body}")});
    let mine = json!({"fields": opened["fields"], "body": format!("Mine. One.\n\nTwo.\n{body}")});
    let mut asked = both.clone();
    asked["base"] = had;
    asked["mine"] = mine;
    let kept = page.ask("bring_together", asked).unwrap();
    assert_eq!(kept["merged"]["changes"].as_array().unwrap().len(), 1, "{kept}");
    page.ask("close_draft", both).unwrap();
    assert!(text_of(&opened).contains("Mine. One.\n\nTwo, says a colleague.\n"));
}

#[test]
fn a_plan_is_of_the_text_that_the_page_has_heard_of() {
    let (page, opened) = Page::with_draft();
    let id = json!({"id": opened["row"]["id"]});
    let both = json!({"folder": opened["folder"], "id": opened["row"]["id"]});
    page.write(&opened, &opened["sequence"], "One.\n\nTwo.\n")
        .unwrap();
    assert_eq!(
        page.ask("plan_publishing", id.clone()).unwrap_err()["code"],
        "changed"
    );
    page.ask("save_draft", both.clone()).unwrap();
    let theirs = text_of(&opened).replace("Two.", "Two, says a colleague.");
    fs::write(opened["row"]["file"].as_str().unwrap(), theirs).unwrap();
    assert_eq!(
        page.ask("plan_publishing", id.clone()).unwrap_err()["code"],
        "changed"
    );
    let kept = page.ask("save_draft", both).unwrap();
    assert!(
        kept["merged"]["changes"][0][2]
            .as_str()
            .unwrap()
            .contains("colleague")
    );
    let plan = page.ask("plan_publishing", id).unwrap();
    assert!(plan.to_string().contains("Two, says a colleague."), "{plan}");
}

#[test]
fn what_was_typed_last_goes_to_the_folder_that_it_was_typed_for() {
    let (page, opened) = Page::with_draft();
    let other = page.place.path().join("other");
    fs::create_dir_all(other.join("drafts")).unwrap();
    fs::write(other.join("drafts/theirs.md"), "---\ntitle: Theirs\n---\n").unwrap();
    let session = page.window.state::<AppState>();
    session.open(Place::Folder(other.clone()), |_| {}).unwrap();
    // The drafts of both have the same small numbers.
    page.ask("drafts", json!({})).unwrap();
    let kept = page.write(&opened, &opened["sequence"], "Last words. ").unwrap();
    assert_eq!(kept["sequence"], 2);
    let both = json!({"folder": opened["folder"], "id": opened["row"]["id"]});
    page.ask("close_draft", both).unwrap();
    assert!(text_of(&opened).contains("Last words."));
    page.ask("let_go_of_folder", json!({"folder": opened["folder"]}))
        .unwrap();
    let refused = page.write(&opened, &json!(2), "Later").unwrap_err();
    assert_eq!(refused["code"], "no-folder");
}

#[test]
fn a_folder_that_is_opened_again_at_once_is_the_one_that_was_left() {
    let (page, opened) = Page::with_draft();
    let session = page.window.state::<AppState>();
    let other = page.place.path().join("other");
    fs::create_dir(&other).unwrap();
    session.open(Place::Folder(other), |_| {}).unwrap();
    page.ask("open_sample", json!({})).unwrap();
    page.write(&opened, &opened["sequence"], "Still here. ").unwrap();
    let again = page
        .ask("open_draft", json!({"id": opened["row"]["id"]}))
        .unwrap();
    assert_eq!(again["folder"], opened["folder"]);
    assert!(again["body"].as_str().unwrap().starts_with("Still here."));
}

#[test]
fn a_window_whose_page_has_heard_of_the_end_stays_until_the_page_lets_it_go() {
    let (page, opened) = Page::with_draft();
    page.ask("window_state", json!({})).unwrap();
    page.write(&opened, &opened["sequence"], "Words. ").unwrap();
    let closing = page.heard("closing");
    let app = page.window.app_handle();
    closing::ask(app);
    closing.recv_timeout(Duration::from_secs(10)).unwrap();
    page.ask("closing_heard", json!({})).unwrap();
    std::thread::sleep(PATIENCE + Duration::from_millis(500));
    assert!(!closing::is_over(app), "the page may be asking the person");
    page.ask("ready_to_close", json!({})).unwrap();
    assert!(closing::is_over(app));
    assert!(text_of(&opened).contains("Words."));
}

#[test]
fn a_page_that_does_not_hear_does_not_keep_the_window() {
    let (page, opened) = Page::with_draft();
    page.ask("window_state", json!({})).unwrap();
    page.write(&opened, &opened["sequence"], "Words. ").unwrap();
    let app = page.window.app_handle();
    closing::ask(app);
    let limit = Instant::now() + PATIENCE * 10;
    while !closing::is_over(app) {
        assert!(Instant::now() < limit, "the window stays");
        std::thread::sleep(Duration::from_millis(50));
    }
    let limit = Instant::now() + Duration::from_secs(10);
    while !text_of(&opened).contains("Words.") {
        assert!(Instant::now() < limit, "what it had sent is not saved");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn what_was_mended_at_the_start_is_told() {
    let page = Page::new();
    let folder = page.place.path().join("seminar").canonicalize().unwrap();
    let data = DataDir::new(Some(page.place.path().join("data"))).unwrap();
    let now = Timestamp::now();
    let desk = Desk::open(&data.of_folder(&folder).unwrap(), now).unwrap();
    let publication = Operation {
        at: now.as_millisecond(),
        kind: OperationKind::Publish,
        ..Operation::default()
    };
    desk.begin_operation(&publication).unwrap();
    drop(desk);
    page.ask("open_sample", json!({})).unwrap();
    let news = page.heard("failed");
    page.ask("drafts", json!({})).unwrap();
    let told = news.recv_timeout(Duration::from_secs(10)).unwrap();
    assert!(told.contains("was interrupted, and is finished now"), "{told}");
}
