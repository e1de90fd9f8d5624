//! Drafts that a newer version of the program keeps: the folder can be read, and nothing of them is changed.

use arguendo_core::desk::Desk;
use jiff::Timestamp;

use super::*;

#[test]
fn beside_the_desk_of_a_newer_version_pages_are_read_on_and_writing_is_refused_in_words() {
    let page = Page::new();
    let folder = page.place.path().join("seminar").canonicalize().unwrap();
    let data = DataDir::new(Some(page.place.path().join("data"))).unwrap();
    let databases = data.of_folder(&folder).unwrap();
    drop(Desk::open(&databases, Timestamp::now()).unwrap());
    let file = databases.join("desk.db");
    let mut bytes = fs::read(&file).unwrap();
    // `user_version` is at byte 60 of an SQLite file, big-endian.
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&file, &bytes).unwrap();

    page.ask("open_sample", json!({})).unwrap();
    page.until_status("up-to-date");
    let documents = |page: &Page| page.ask("library", json!({})).unwrap()["documents"].clone();
    assert_eq!(documents(&page), 3);
    let shown = page.ask("response", json!({ "path": "responses/yes-they-should.md" }));
    assert!(shown.unwrap()["html"].as_str().unwrap().contains("They should."));
    let refused = page
        .ask("start_draft", json!({ "question": "questions/deference.md" }))
        .unwrap_err();
    assert!(
        refused["message"].as_str().unwrap().contains("newer Arguendo"),
        "{refused}"
    );

    // What comes, changes and leaves goes on being shown.
    fs::remove_file(folder.join("responses/2024/reply.md")).unwrap();
    fs::write(folder.join("responses/new.md"), "---\ntitle: New\n---\n").unwrap();
    let limit = Instant::now() + Duration::from_secs(20);
    while page
        .ask("response", json!({ "path": "responses/new.md" }))
        .unwrap()
        .is_null()
        || !page
            .ask("response", json!({ "path": "responses/2024/reply.md" }))
            .unwrap()
            .is_null()
    {
        assert!(Instant::now() < limit, "the page does not follow");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(fs::read(&file).unwrap(), bytes);
}
