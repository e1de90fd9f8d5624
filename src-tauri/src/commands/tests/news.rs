//! What is new as the page asks for it: unread until it is read.

use super::*;

#[test]
fn what_arrives_while_the_folder_is_open_is_unread_until_it_is_read() {
    let page = Page::new();
    let (told, news) = std::sync::mpsc::channel();
    page.window.listen_any("arrived", move |event| {
        told.send(event.payload().to_owned()).unwrap()
    });
    let heard = || {
        let told = news.recv_timeout(Duration::from_secs(20)).unwrap();
        serde_json::from_str::<Value>(&told).unwrap()
    };
    page.ask("open_sample", json!({})).unwrap();
    assert_eq!(heard()["responses"], 0, "what was there first is known");
    let unread = || page.ask("news", json!({})).unwrap()["unread"].clone();
    assert_eq!(unread(), json!([]));
    let path = "responses/late.md";
    let text = "---\ntitle: Late\narguendo-question: deference\n---\nLate.\n";
    fs::write(page.place.path().join("seminar").join(path), text).unwrap();
    while heard()["responses"] != 1 {}
    assert_eq!(unread()[0]["questions"], json!(["questions/deference.md"]));
    let next = page.ask("next_unread", json!({"from": null})).unwrap();
    assert_eq!(next["path"], path);
    let shown = page.ask("response", json!({"path": path})).unwrap();
    let read = json!({"path": path, "wording": shown["wording"]});
    assert_eq!(page.ask("mark_read", read).unwrap(), true);
    assert_eq!(unread(), json!([]));
    page.ask("mark_unread", json!({"path": path})).unwrap();
    let marked = page.ask("mark_all_read", json!({"question": null})).unwrap();
    assert_eq!(marked["count"], 1);
    page.ask("undo_marking", json!({"undo": marked["undo"]})).unwrap();
    assert_eq!(unread()[0]["why"], "marked");
    assert_eq!(
        page.ask("set_notify", json!({"on": true})).unwrap()["notify"],
        true
    );
}
