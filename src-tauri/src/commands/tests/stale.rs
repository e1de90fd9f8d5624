//! Each command that changes something says, before it answers, what that made stale. All others only look.

use std::collections::BTreeSet;
use std::sync::mpsc::Receiver;

use super::*;

/// Each command that changes what the page may show, and the kinds of what it makes stale.
const CHANGES: [(&str, &[&str]); 25] = [
    ("keep_note", &["activity"]),
    ("take_up_draft", &["drafts", "group-drafts"]),
    ("start_draft", &["drafts"]),
    ("revise", &["drafts"]),
    ("close_draft", &["drafts"]),
    // Not asked below: it needs words that a killed program has left, as a test of the window has them.
    ("recover_draft", &["drafts"]),
    ("restore_version", &["drafts"]),
    ("share_draft", &["drafts"]),
    ("discard_draft", &["drafts"]),
    ("bring_back_draft", &["drafts"]),
    ("publish", &["drafts", "records"]),
    ("unpublish", &["drafts", "records"]),
    ("put_back", &["records"]),
    ("take_out", &["records"]),
    ("show_round", &["everything"]),
    ("write_as", &["everything"]),
    ("make_profile", &["everything"]),
    ("settle_conflict", &["conflicts", "drafts", "records"]),
    ("settle_whole", &["conflicts", "drafts", "records"]),
    ("keep_both", &["conflicts", "drafts", "records"]),
    ("undo", &["conflicts", "drafts", "records"]),
    ("mark_unread", &["news"]),
    ("mark_all_read", &["news"]),
    ("undo_marking", &["news"]),
    // Its answer is what is left: the list of all that is unread is not asked for again at each document that is read.
    ("mark_read", &[]),
];

/// Their answers are all that they change on the page: the window's state, how the folder is shared, the draft that
/// is written in.
const ANSWERED: [&str; 28] = [
    "choose_from_menu",
    "choose_folder",
    "open_recent",
    "answer_whose",
    "forget_recent",
    "let_go_of_folder",
    "open_sample",
    "set_preferences",
    "offer_actions",
    "stop_reading",
    "go_on_reading",
    "look_again",
    "closing_heard",
    "ready_to_close",
    "open_draft",
    "type_draft",
    "bring_together",
    "save_draft",
    "name_version",
    "add_image",
    "keep_dropped",
    "keep_copied",
    "quote",
    "add_word",
    "ignore_word",
    "merge_seen",
    "set_notify",
    "share_folder",
];

/// What they ask of Syncthing they answer, too.
const SHARING: [&str; 4] = ["share_with", "admit_device", "accept_folder", "stop_sharing"];

/// Commands that only look.
const LOOKS: [&str; 38] = [
    "window_state",
    "library",
    "today",
    "question",
    "response",
    "contributor",
    "unfiled",
    "unpublished",
    "problems",
    "search",
    "open_link",
    "activity",
    "records",
    "kept_together",
    "left_response",
    "kept_text",
    "compare_kept",
    "drafts",
    "group_drafts",
    "draft_standing",
    "compare_recovery",
    "draft_versions",
    "compare_version",
    "drafts_put_away",
    "preview",
    "selected_text",
    "plan_publishing",
    "plan_unpublishing",
    "quotes",
    "hidden_by",
    "writing_as",
    "signers",
    "languages",
    "misspelt",
    "suggest_words",
    "conflicts",
    "conflict",
    "news",
];
const MORE_LOOKS: [&str; 4] = ["what_is_new", "next_unread", "compare_read", "sharing"];

#[test]
fn every_command_is_known_to_change_something_or_only_to_look() {
    let changes = CHANGES.iter().map(|(name, _)| *name);
    let others = [&ANSWERED[..], &SHARING, &LOOKS, &MORE_LOOKS].concat();
    let known: BTreeSet<&str> = changes.chain(others).collect();
    let declared: BTreeSet<&str> = declared().into_iter().collect();
    let new: Vec<_> = declared.difference(&known).collect();
    let gone: Vec<_> = known.difference(&declared).collect();
    assert!(new.is_empty() && gone.is_empty(), "new: {new:?}; gone: {gone:?}");
}

/// Asks as the page does, and looks at what is said to be stale before the answer.
struct Listener {
    page: Page,
    stale: Receiver<String>,
    asked: BTreeSet<&'static str>,
}

impl Listener {
    fn new() -> Self {
        let page = Page::with_folder();
        let stale = page.heard("stale");
        let asked = BTreeSet::new();
        Self { page, stale, asked }
    }

    /// Does what changes something.
    fn change(&mut self, command: &'static str, arguments: Value) -> Value {
        let _ = self.stale.try_iter().count();
        let answer = self
            .page
            .ask(command, arguments)
            .unwrap_or_else(|error| panic!("{command}: {error}"));
        let (_, kinds) = CHANGES.iter().find(|(name, _)| *name == command).unwrap();
        let heard: Vec<Vec<String>> = self.stale.try_iter().map(|event| kinds_of(&event)).collect();
        assert!(
            kinds.is_empty() || heard.iter().any(|told| told == kinds),
            "{command} makes {kinds:?} stale, and says {heard:?}"
        );
        self.asked.insert(command);
        answer
    }

    fn look(&self, command: &str, arguments: Value) -> Value {
        self.page.ask(command, arguments).unwrap()
    }

    /// The answer to what is asked, once it is as wanted.
    fn until(&self, command: &str, arguments: Value, is_so: impl Fn(&Value) -> bool) -> Value {
        let limit = Instant::now() + Duration::from_secs(20);
        loop {
            let answer = self.page.ask(command, arguments.clone()).unwrap();
            if is_so(&answer) {
                return answer;
            }
            assert!(Instant::now() < limit, "{command} answers {answer}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn write_file(&self, path: &str, text: &str) {
        let path = self.page.place.path().join("seminar").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn kinds_of(event: &str) -> Vec<String> {
    let stale: Vec<Value> = serde_json::from_str(event).unwrap();
    let kinds = stale.iter().map(|one| one["kind"].as_str().unwrap().to_owned());
    kinds.collect()
}

#[test]
fn what_is_done_to_drafts_makes_their_lists_stale() {
    let mut page = Listener::new();
    page.change("keep_note", json!({"text": "A note.", "warning": false}));
    let entries = json!({"name": "Jane", "lastName": "Doe", "position": "", "bio": ""});
    let me = page.change(
        "make_profile",
        json!({"entries": entries, "photo": null, "photoName": null}),
    );
    page.change("write_as", json!({"slug": me["slug"]}));

    let question = json!({"question": "questions/deference.md", "repliesTo": null, "relation": null});
    let id = page.change("start_draft", question);
    let opened = page.look("open_draft", json!({"id": id}));
    let folder = opened["folder"].clone();
    page.page
        .write(&opened, &opened["sequence"], "Because. ")
        .unwrap();
    page.look("save_draft", json!({"folder": folder, "id": id}));
    page.change("close_draft", json!({"folder": folder, "id": id}));
    let versions = page.look("name_version", json!({"id": id, "name": "First"}));
    page.change("restore_version", json!({"id": id, "version": versions[0]["id"]}));
    page.change("discard_draft", json!({"id": id}));
    page.change("bring_back_draft", json!({"id": id}));

    let plan = page.look("plan_publishing", json!({"id": id}));
    let done = page.change("publish", json!({"id": id, "key": plan["key"]}));
    page.change("undo", json!({"undo": done["undo"]}));
    let plan = page.look("plan_publishing", json!({"id": id}));
    let done = page.change("publish", json!({"id": id, "key": plan["key"]}));
    let path = &done["response"];
    page.until("response", json!({"path": path}), |page| !page.is_null());
    let plan = page.look("plan_unpublishing", json!({"path": path}));
    let done = page.change(
        "unpublish",
        json!({"path": path, "key": plan["key"], "yes": true}),
    );
    page.change("share_draft", json!({"id": done["draft"]}));
    page.change(
        "revise",
        json!({"path": "responses/yes-they-should.md", "yes": true}),
    );
    page.change(
        "show_round",
        json!({"path": "questions/deference.md", "shown": true}),
    );

    let theirs = "drafts/theirs.md";
    page.write_file(
        theirs,
        "---\ntitle: Theirs\narguendo-question: deference\n---\nA draft.\n",
    );
    page.until("group_drafts", json!({}), |rows| rows[0]["path"] == theirs);
    page.change("take_up_draft", json!({"path": theirs}));
    let drafting = [
        "keep_note",
        "make_profile",
        "write_as",
        "start_draft",
        "close_draft",
        "restore_version",
        "discard_draft",
        "bring_back_draft",
        "publish",
        "undo",
        "unpublish",
        "share_draft",
        "revise",
        "show_round",
        "take_up_draft",
    ];
    assert_eq!(page.asked, BTreeSet::from(drafting));
}

#[test]
fn what_is_settled_makes_conflicts_drafts_and_records_stale() {
    let mut page = Listener::new();
    let file = "responses/yes-they-should.md";
    let text = "---\ntitle: Yes\narguendo-question: deference\n---\n";
    page.write_file(
        "responses/yes-they-should (1).md",
        &format!("{text}Some should.\n"),
    );
    let key = page.page.until_conflict();
    let shown = page.look("conflict", json!({"key": key}));
    let whole = |shown: &Value| json!({"folder": shown["folder"], "key": key, "token": shown["token"], "side": "theirs", "removeCopy": true});
    let done = page.change("settle_whole", whole(&shown));
    page.change("undo", json!({"folder": shown["folder"], "undo": done["undo"]}));
    page.page.until_conflict();
    let shown = page.look("conflict", json!({"key": key}));
    let both = json!({"folder": shown["folder"], "key": key, "token": shown["token"]});
    page.change("keep_both", both);

    // The same in a draft, part by part.
    let id = page
        .page
        .ask("revise", json!({"path": file, "yes": true}))
        .unwrap();
    let draft = page.look("open_draft", json!({"id": id}));
    page.page.write(&draft, &draft["sequence"], "Indeed, ").unwrap();
    fs::write(
        draft["row"]["file"].as_str().unwrap(),
        format!("{text}Who should?\n"),
    )
    .unwrap();
    page.look("save_draft", json!({"folder": draft["folder"], "id": id}));
    let key = format!("draft:{id}");
    let shown = page.look("conflict", json!({"key": key}));
    let settlement = json!({"parts": [{"number": 0, "text": "Indeed, who should?"}]});
    let parts =
        json!({"folder": shown["folder"], "key": key, "token": shown["token"], "settlement": settlement});
    page.change("settle_conflict", parts);
}

#[test]
fn what_is_marked_makes_news_stale_and_what_is_put_back_the_record() {
    let mut page = Listener::new();
    let path = "responses/yes-they-should.md";
    page.change("mark_unread", json!({"path": path}));
    let marked = page.change("mark_all_read", json!({"question": null}));
    page.change("undo_marking", json!({"undo": marked["undo"]}));
    page.change("mark_read", json!({"path": path, "wording": null}));

    fs::remove_file(page.page.place.path().join("seminar").join(path)).unwrap();
    let records = page.until("records", json!({"most": 10}), |rows| rows[0]["kept"].is_number());
    let back = page.change("put_back", json!({"id": records[0]["kept"]}));
    assert_eq!(back["target"]["path"], path);
    page.change("take_out", json!({"id": records[0]["kept"]}));
}
