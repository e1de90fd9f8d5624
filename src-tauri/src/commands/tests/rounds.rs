//! No command, whatever it is asked, answers with a word of a response that is hidden.

use super::*;

/// Stands in the title and the text of what is hidden.
const SECRET: &str = "zebrafish";
const THEIRS: &str = "responses/theirs.md";

fn page_of_a_round() -> Page {
    let page = Page::new();
    let folder = page.place.path().join("seminar");
    for (path, text) in [
        ("contributors/ann.md", "---\ntitle: Ann\n---\n"),
        (
            "questions/deference.md",
            "---\ntitle: Deference?\nreveal: after-mine\narguendo: [theirs]\n---\nAsk.\n",
        ),
        (
            THEIRS,
            "---\ntitle: Zebrafish\narguendo-question: deference\ncontributors: [ann, bo]\n---\nThe zebrafish text.\n",
        ),
    ] {
        fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        fs::write(folder.join(path), text).unwrap();
    }
    fs::remove_file(folder.join("responses/yes-they-should.md")).unwrap();
    page.ask("open_sample", json!({})).unwrap();
    page.until_status("up-to-date");
    page
}

fn arguments() -> Value {
    json!({
        "path": THEIRS, "from": "responses/2024/reply.md", "href": "../theirs.md", "query": "the text", "limit": 50, "id": 1,
        "question": "questions/deference.md", "repliesTo": THEIRS, "relation": "rebuts", "yes": true, "key": "", "undo": 1,
        "markdown": "[x](theirs.md)", "exact": "text", "before": "The ", "after": ".", "version": 1, "against": null,
        "restore": true, "mine": true, "name": "x", "language": "en-GB", "word": "x", "words": ["x"], "text": "x",
        "warning": false, "slug": "nobody", "sequence": 1,
    })
}

/// What these end, open or reveal is not to be asked.
const LEFT_OUT: [&str; 6] = [
    "choose_folder",
    "open_recent",
    "forget_recent",
    "ready_to_close",
    "show_round",
    "write_as",
];

fn telling(page: &Page) -> Vec<String> {
    let names = declared().into_iter().filter(|name| !LEFT_OUT.contains(name));
    let tells = |name: &&str| {
        let answer = match page.ask(name, arguments()) {
            Ok(answer) | Err(answer) => answer.to_string().to_lowercase(),
        };
        answer.contains(SECRET)
    };
    names.filter(tells).map(str::to_owned).collect()
}

#[test]
fn no_command_tells_of_a_response_that_is_hidden() {
    let page = page_of_a_round();
    assert_eq!(telling(&page), [""; 0]);
    let followed = page.follow("../theirs.md");
    assert_eq!(followed["target"]["path"], "questions/deference.md");
    let hidden = page.ask("hidden_by", json!({"path": THEIRS})).unwrap();
    assert_eq!(hidden["title"], "Deference?");
    for command in ["revise", "plan_unpublishing"] {
        let refused = page
            .ask(command, json!({"path": THEIRS, "yes": true}))
            .unwrap_err();
        assert!(
            refused["message"].as_str().unwrap().contains("hidden until"),
            "{refused}"
        );
    }
}

#[test]
fn whoever_asks_to_see_them_or_signed_one_is_told_and_the_page_asks_again() {
    let page = page_of_a_round();
    let (told, news) = std::sync::mpsc::channel();
    page.window.listen_any("stale", move |event| {
        told.send(event.payload().to_owned()).unwrap()
    });
    let heard = || news.recv_timeout(Duration::from_secs(10)).unwrap();
    let until_everything = || while !heard().contains("\"everything\"") {};
    let show = |shown: bool| {
        let arguments = json!({"path": "questions/deference.md", "shown": shown});
        page.ask("show_round", arguments).unwrap();
        until_everything();
    };
    let title = || page.ask("response", json!({"path": THEIRS})).unwrap()["card"]["title"].clone();
    show(true);
    assert_eq!(title(), "Zebrafish");
    assert!(telling(&page).contains(&"search".to_owned()));
    show(false);
    assert_eq!(title(), Value::Null);
    page.ask("write_as", json!({"slug": "ann"})).unwrap();
    until_everything();
    assert_eq!(title(), "Zebrafish", "she signed it");
}
