//! A folder that may be another one in another place, or a copy: the page asks whose drafts it is to have.

use super::*;

/// Leaves a draft of the folder that the page has open, and copies that folder.
fn copied(page: &Page) -> std::path::PathBuf {
    page.until_status("up-to-date");
    let folder = page.place.path().join("seminar").canonicalize().unwrap();
    let data = DataDir::new(Some(page.place.path().join("data"))).unwrap();
    let drafts = data.of_folder(&folder).unwrap().join("drafts");
    fs::create_dir_all(&drafts).unwrap();
    fs::write(drafts.join("mine.md"), "---\ntitle: Mine\n---\nMy words.\n").unwrap();
    let copy = page.place.path().canonicalize().unwrap().join("copy");
    for path in [
        "questions/deference.md",
        "responses/yes-they-should.md",
        "responses/2024/reply.md",
    ] {
        fs::create_dir_all(copy.join(path).parent().unwrap()).unwrap();
        fs::copy(folder.join(path), copy.join(path)).unwrap();
    }
    copy
}

fn titles_of_drafts(page: &Page) -> Vec<String> {
    let drafts = page.ask("drafts", json!({})).unwrap();
    let drafts = drafts.as_array().unwrap().iter();
    drafts
        .map(|draft| draft["title"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn of_a_copy_it_is_asked_once_the_open_folder_stays_and_either_answer_opens_it() {
    for (other, expected) in [(None, vec![]), (Some(0), vec!["Mine".to_owned()])] {
        let page = Page::with_folder();
        let copy = copied(&page);
        let session = page.window.state::<AppState>();
        session.open(Place::Folder(copy.clone()), |_| {}).unwrap();
        let state = page.ask("window_state", json!({})).unwrap();
        assert_eq!(state["folder"]["sample"], true, "the folder before stays open");
        let seminar = copy.with_file_name("seminar");
        assert_eq!(state["whose"]["place"], copy.display().to_string());
        assert_eq!(state["whose"]["others"], json!([seminar.display().to_string()]));
        let again = page.ask("window_state", json!({})).unwrap();
        assert_eq!(again["whose"], Value::Null);
        let answered = page.ask("answer_whose", json!({ "other": other })).unwrap();
        assert_eq!(answered["folder"]["place"], copy.display().to_string());
        page.until_status("up-to-date");
        assert_eq!(titles_of_drafts(&page), expected);
        let refused = page.ask("answer_whose", json!({ "other": other })).unwrap_err();
        assert_eq!(refused["code"], "not-found");
        // It is remembered.
        session.open(Place::Folder(copy), |_| {}).unwrap();
        assert_eq!(page.ask("window_state", json!({})).unwrap()["whose"], Value::Null);
    }
}
