//! Conflicts as the page asks for them: listed, settled and taken back.

use super::*;

impl Page {
    /// The key of the first conflict, once one is found.
    pub(super) fn until_conflict(&self) -> String {
        let limit = Instant::now() + Duration::from_secs(20);
        loop {
            let rows = self.ask("conflicts", json!({})).unwrap();
            if let Some(key) = rows[0]["key"].as_str() {
                return key.to_owned();
            }
            assert!(Instant::now() < limit, "no conflict is found");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

#[test]
fn a_conflict_is_settled_in_its_own_folder_alone() {
    let page = Page::with_folder();
    let (here, there) = (page.place.path().join("seminar"), page.place.path().join("other"));
    let file = "responses/yes-they-should.md";
    let copy = "responses/yes-they-should (1).md";
    fs::create_dir_all(there.join("responses")).unwrap();
    for folder in [&here, &there] {
        for (path, text) in [(file, "Who should?"), (copy, "Some should.")] {
            let text = format!("---\ntitle: Yes\n---\n{text}\n");
            fs::write(folder.join(path), text).unwrap();
        }
    }
    let key = page.until_conflict();
    let shown = page.ask("conflict", json!({ "key": key })).unwrap();
    let session = page.window.state::<AppState>();
    session.open(Place::Folder(there.clone()), |_| {}).unwrap();
    // The other folder has the very same conflict.
    assert_eq!(page.until_conflict(), key);
    let other = page.ask("conflict", json!({ "key": key })).unwrap();
    assert_eq!(shown["token"], other["token"]);
    assert_ne!(shown["folder"], other["folder"]);
    let asked = json!({ "folder": shown["folder"], "key": key, "token": shown["token"], "side": "theirs", "removeCopy": true });
    let settled = page.ask("settle_whole", asked.clone()).unwrap();
    assert!(!here.join(copy).exists() && there.join(copy).exists());
    page.ask("let_go_of_folder", json!({ "folder": shown["folder"] }))
        .unwrap();
    let undo = json!({ "folder": shown["folder"], "undo": settled["undo"] });
    for (command, asked) in [("settle_whole", asked), ("undo", undo)] {
        assert_eq!(page.ask(command, asked).unwrap_err()["code"], "no-folder");
    }
    assert!(there.join(copy).exists());
}

#[test]
fn a_copy_of_a_sync_engine_and_a_draft_that_was_changed_outside_are_settled_and_taken_back() {
    let page = Page::with_folder();
    let original = page.place.path().join("seminar/responses/yes-they-should.md");
    let before = fs::read_to_string(&original).unwrap();
    let copy = original.with_file_name("yes-they-should (1).md");
    fs::write(&copy, before.replace("They should.", "Some should.")).unwrap();
    let key = page.until_conflict();
    let shown = page.ask("conflict", json!({ "key": key })).unwrap();
    assert_eq!(
        (&shown["mine"], &shown["theirs"]),
        (&json!("in-file"), &json!("copy"))
    );
    let asked = json!({ "folder": shown["folder"], "key": key, "token": shown["token"], "side": "theirs", "removeCopy": true });
    let settled = page.ask("settle_whole", asked.clone()).unwrap();
    assert_eq!(settled["removedCopy"], true);
    assert!(!copy.exists());
    assert_eq!(page.ask("settle_whole", asked).unwrap_err()["code"], "not-found");
    page.ask(
        "undo",
        json!({ "folder": shown["folder"], "undo": settled["undo"] }),
    )
    .unwrap();
    assert_eq!(fs::read_to_string(&original).unwrap(), before);
    assert!(copy.exists());

    let revised = json!({ "path": "responses/yes-they-should.md", "yes": true });
    let id = page.ask("revise", revised).unwrap();
    let draft = page.ask("open_draft", json!({ "id": id })).unwrap();
    let typed = json!({ "kind": "body", "changes": [[0, 0, "Indeed, "]] });
    page.ask(
        "type_draft",
        json!({ "folder": draft["folder"], "id": id, "sequence": draft["sequence"], "typed": typed }),
    )
    .unwrap();
    let file = draft["row"]["file"].as_str().unwrap();
    fs::write(file, before.replace("They should.", "Who should?")).unwrap();
    let kept = page
        .ask("save_draft", json!({ "folder": draft["folder"], "id": id }))
        .unwrap();
    assert_eq!((&kept["outside"], &kept["merged"]), (&json!(true), &Value::Null));
    let key = format!("draft:{id}");
    let shown = page.ask("conflict", json!({ "key": key })).unwrap();
    assert_eq!(
        (&shown["open"], &shown["parts"][0]["state"]),
        (&json!(1), &json!("conflict"))
    );
    let settlement = json!({ "parts": [{ "number": 0, "text": "Indeed, who should?" }] });
    let asked =
        json!({ "folder": shown["folder"], "key": key, "token": shown["token"], "settlement": settlement });
    let settled = page.ask("settle_conflict", asked.clone()).unwrap();
    assert!(
        fs::read_to_string(file)
            .unwrap()
            .ends_with("Indeed, who should?\n")
    );
    assert_eq!(
        page.ask("settle_conflict", asked).unwrap_err()["code"],
        "not-found"
    );
    page.ask(
        "undo",
        json!({ "folder": shown["folder"], "undo": settled["undo"] }),
    )
    .unwrap();
    assert!(fs::read_to_string(file).unwrap().ends_with("Who should?\n"));
    let again = page.ask("conflict", json!({ "key": key })).unwrap();
    assert_eq!(again["token"], shown["token"]);
    let both = page
        .ask(
            "keep_both",
            json!({ "folder": shown["folder"], "key": key, "token": again["token"] }),
        )
        .unwrap();
    assert_ne!(both["draft"], id);
    page.ask(
        "merge_seen",
        json!({ "folder": draft["folder"], "id": id, "at": 1 }),
    )
    .unwrap();
}
