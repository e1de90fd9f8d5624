//! The commands, asked as the page asks them, without a window.

mod conflicts;
mod drafts;
mod news;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use arguendo_core::disk::data::DataDir;
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;
use tauri::{App, DragDropEvent, Listener, Manager, WebviewWindow, WebviewWindowBuilder, WindowEvent};
use tempfile::TempDir;

use crate::app_state::AppState;
use crate::settings::Place;

mod newer;
mod rounds;
mod stale;
mod whose;

struct Page {
    _app: App<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
    place: TempDir,
}

impl Page {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("seminar");
        for (path, text) in [
            ("_config.yml", "title: Seminar\nurl: https://seminar.example\n"),
            (
                "questions/deference.md",
                "---\ntitle: Deference?\narguendo: [yes-they-should]\n---\nAsk.\n",
            ),
            (
                "responses/yes-they-should.md",
                "---\ntitle: Yes\narguendo-question: deference\n---\nThey should.\n",
            ),
            ("responses/2024/reply.md", "---\ntitle: Reply\n---\nNot so.\n"),
        ] {
            fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
            fs::write(folder.join(path), text).unwrap();
        }
        fs::write(place.path().join("secret.md"), "---\ntitle: Secret\n---\n").unwrap();
        let app = mock_builder()
            .invoke_handler(super::all())
            .build(mock_context(noop_assets()))
            .unwrap();
        let data = DataDir::new(Some(place.path().join("data"))).unwrap();
        app.manage(AppState::new(data, folder));
        app.manage(crate::closing::Closing::default());
        app.manage(crate::dropping::DroppedFiles::default());
        let window = WebviewWindowBuilder::new(&app, "main", Default::default())
            .build()
            .unwrap();
        Self {
            _app: app,
            window,
            place,
        }
    }

    fn with_folder() -> Self {
        let page = Self::new();
        page.ask("open_sample", json!({})).unwrap();
        let limit = Instant::now() + Duration::from_secs(10);
        while page.ask("library", json!({})).unwrap()["documents"] != 3 {
            assert!(Instant::now() < limit, "the folder is not read");
            std::thread::sleep(Duration::from_millis(10));
        }
        page
    }

    fn ask(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let origin = if cfg!(windows) {
            "http://tauri.localhost"
        } else {
            "tauri://localhost"
        };
        let request = InvokeRequest {
            cmd: command.into(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: origin.parse().unwrap(),
            body: InvokeBody::Json(arguments),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_string(),
        };
        get_ipc_response(&self.window, request).map(|body| body.deserialize().unwrap())
    }

    fn until_status(&self, kind: &str) {
        let limit = Instant::now() + Duration::from_secs(20);
        while self.ask("window_state", json!({})).unwrap()["folder"]["status"]["kind"] != kind {
            assert!(Instant::now() < limit, "the folder is not {kind}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// What has happened, newest first, without what the mirror itself notes.
    fn activity(&self) -> Vec<String> {
        let entries = self.ask("activity", json!({})).unwrap();
        let kinds = entries.as_array().unwrap().iter();
        kinds
            .map(|entry| entry["what"]["kind"].as_str().unwrap().to_owned())
            .filter(|kind| kind != "first-reading")
            .collect()
    }

    fn follow(&self, href: &str) -> Value {
        self.ask(
            "open_link",
            json!({"from": "responses/2024/reply.md", "href": href}),
        )
        .unwrap()
    }
}

/// The names of the commands that the page knows.
fn declared() -> Vec<&'static str> {
    super::typescript().names()
}

#[test]
fn every_command_that_the_page_knows_is_there() {
    let page = Page::new();
    let names = declared();
    assert!(names.len() >= 15, "{names:?}");
    for name in names.into_iter().filter(|name| *name != "choose_folder") {
        if let Err(error) = page.ask(name, json!({})) {
            assert!(!error.to_string().contains("not found"), "{name}: {error}");
        }
    }
    let unknown = page.ask("no_such_command", json!({})).unwrap_err();
    assert!(unknown.to_string().contains("not found"));
}

#[test]
fn without_a_folder_the_pages_say_so() {
    let page = Page::new();
    assert_eq!(
        page.ask("window_state", json!({})).unwrap()["folder"],
        Value::Null
    );
    assert_eq!(page.ask("library", json!({})).unwrap_err()["code"], "no-folder");
    let gone = page.ask("open_recent", json!({"id": 7})).unwrap_err();
    assert_eq!(gone["code"], "folder-unusable");
}

#[test]
fn a_folder_is_opened_and_read() {
    let page = Page::with_folder();
    let state = page.ask("window_state", json!({})).unwrap();
    assert_eq!(state["folder"]["title"], "Seminar");
    assert_eq!(state["folder"]["sample"], true);
    assert_eq!(state["recents"], json!([]), "the sample has a place of its own");
    let question = page
        .ask("question", json!({"path": "questions/deference.md"}))
        .unwrap();
    assert_eq!(question["title"], "Deference?");
    assert_eq!(question["entries"][0]["card"]["title"], "Yes");
    let found = page
        .ask("search", json!({"query": "should", "limit": 5}))
        .unwrap();
    assert_eq!(found["hits"][0]["target"]["path"], "responses/yes-they-should.md");
}

#[test]
fn a_path_is_only_looked_up_in_the_mirror() {
    let page = Page::with_folder();
    let outside = page.place.path().join("secret.md");
    for path in [
        "../secret.md",
        outside.to_str().unwrap(),
        "questions/../../secret.md",
        "",
        "/",
        "_config.yml",
    ] {
        for command in ["question", "response", "contributor"] {
            assert_eq!(
                page.ask(command, json!({"path": path})),
                Ok(Value::Null),
                "{command} {path}"
            );
        }
    }
}

#[test]
fn links_to_documents_stay_inside() {
    let page = Page::with_folder();
    for href in [
        "/arguendo/yes-they-should/",
        "https://seminar.example/arguendo/yes-they-should",
        "../yes-they-should.md#why",
    ] {
        let followed = page.follow(href);
        assert_eq!(followed["kind"], "page", "{href}");
        assert_eq!(followed["target"]["path"], "responses/yes-they-should.md");
    }
}

#[test]
fn links_that_are_not_safe_are_refused() {
    let page = Page::with_folder();
    for href in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "../../secret.md",
        "https://a:b@seminar.example/",
    ] {
        let followed = page.follow(href);
        assert_eq!(followed["kind"], "refused", "{href}");
        assert!(followed["reason"].as_str().unwrap().ends_with('.'));
    }
}

#[test]
fn the_same_folder_is_one_place_by_whatever_way_it_is_reached() {
    let page = Page::new();
    let session = page.window.state::<AppState>();
    let other = page.place.path().join("other");
    fs::create_dir(&other).unwrap();
    for path in ["other", "other/../other", "seminar/../other"] {
        session
            .open(Place::Folder(page.place.path().join(path)), |_| {})
            .unwrap();
    }
    let state = page.ask("window_state", json!({})).unwrap();
    assert_eq!(state["recents"].as_array().unwrap().len(), 1);
    session
        .open(Place::Folder(page.place.path().join("seminar")), |_| {})
        .unwrap();
    assert_eq!(session.last(), Some(Place::Sample));
}

#[test]
fn a_folder_that_is_dropped_on_the_window_is_opened_and_files_are_told_of() {
    let page = Page::new();
    let dropped = |names: &[&str]| {
        let paths = names.iter().map(|name| page.place.path().join(name)).collect();
        let position = Default::default();
        let event = WindowEvent::DragDrop(DragDropEvent::Drop { paths, position });
        crate::window_event(page.window.app_handle(), &event);
    };
    let (told, news) = std::sync::mpsc::channel();
    page.window.listen_any("window", move |event| {
        told.send(event.payload().to_owned()).unwrap()
    });
    dropped(&["seminar"]);
    let state = news.recv_timeout(Duration::from_secs(10)).unwrap();
    assert!(state.contains("\"sample\":true"), "{state}");
    let (told, news) = std::sync::mpsc::channel();
    page.window.listen_any("failed", move |event| {
        told.send(event.payload().to_owned()).unwrap()
    });
    for nothing_of_use in [&["seminar", "secret.md"][..], &["not-there"], &[]] {
        dropped(nothing_of_use);
        let failure = news.recv_timeout(Duration::from_secs(10)).unwrap();
        assert!(failure.contains("Drop one folder"), "{failure}");
    }
    let (told, news) = std::sync::mpsc::channel();
    page.window.listen_any("dropped", move |event| {
        told.send(event.payload().to_owned()).unwrap()
    });
    // Pictures lie beside the drafts, which are there once they are asked for.
    page.ask("drafts", json!({})).unwrap();
    fs::write(page.place.path().join("Pic 1.png"), b"\x89PNG\r\n\x1a\nrest").unwrap();
    dropped(&["Pic 1.png", "secret.md"]);
    let told: Value = serde_json::from_str(&news.recv_timeout(Duration::from_secs(10)).unwrap()).unwrap();
    assert_eq!(told["count"], 2);
    let keep = |index: usize| page.ask("keep_dropped", json!({"number": told["number"], "index": index}));
    assert_eq!(keep(0).unwrap(), "/images/pic-1.png");
    let refused = keep(1).unwrap_err().to_string();
    assert!(refused.contains("secret.md was left out"), "{refused}");
}

#[test]
fn a_reading_is_stopped_and_goes_on() {
    let page = Page::new();
    for number in 0..2000 {
        let path = page.place.path().join(format!("seminar/responses/r{number}.md"));
        fs::write(path, format!("---\ntitle: R {number}\n---\nThey should.\n")).unwrap();
    }
    page.ask("open_sample", json!({})).unwrap();
    page.ask("stop_reading", json!({})).unwrap();
    page.until_status("stopped");
    let count = |page: &Page| page.ask("library", json!({})).unwrap()["documents"].clone();
    assert!(count(&page).as_u64().unwrap() < 2003);
    page.ask("go_on_reading", json!({})).unwrap();
    page.until_status("up-to-date");
    assert_eq!(count(&page), 2003);
    assert_eq!(page.activity(), ["gone-on", "stopped"]);
}

#[test]
fn a_note_that_was_shown_is_kept_and_the_page_is_told() {
    let page = Page::new();
    assert_eq!(page.activity(), [""; 0]);
    let (told, news) = std::sync::mpsc::channel();
    page.window.listen_any("stale", move |_| told.send(()).unwrap());
    let note = json!({"text": "The disk is full.", "warning": true});
    page.ask("keep_note", note).unwrap();
    news.recv_timeout(Duration::from_secs(10)).unwrap();
    assert_eq!(page.activity(), ["note"]);
}

#[test]
fn preferences_and_recents_are_kept() {
    let page = Page::new();
    let preferences = json!({"theme": "dark", "textSize": 900});
    let state = page.ask("set_preferences", preferences).unwrap();
    assert_eq!(
        (state["theme"].as_str(), state["textSize"].as_u64()),
        (Some("dark"), Some(240))
    );
    let session = page.window.state::<AppState>();
    let folder = page.place.path().canonicalize().unwrap().join("other");
    fs::create_dir(&folder).unwrap();
    session.open(Place::Folder(folder.clone()), |_| {}).unwrap();
    let recents = page.ask("window_state", json!({})).unwrap()["recents"].clone();
    let id = recents[0]["id"].clone();
    assert!(
        recents[0].get("path").is_none(),
        "the page is given no path to send back"
    );
    let data = DataDir::new(Some(page.place.path().join("data"))).unwrap();
    let next_start = AppState::new(data, Path::new("").into());
    assert_eq!(next_start.last(), Some(Place::Folder(folder)));
    let state = page.ask("forget_recent", json!({"id": id})).unwrap();
    assert_eq!(state["recents"], json!([]));
}

#[test]
fn a_template_that_cannot_be_used_is_told_of_when_a_draft_is_begun_without_it() {
    let page = Page::with_folder();
    let seminar = page.place.path().join("seminar");
    for (path, text) in [
        (
            "_templates/response.md",
            "---\ntitle: a: b\n---\nFrom the template.\n",
        ),
        ("contributors/ann.md", "---\ntitle: Ann\n---\n"),
    ] {
        fs::create_dir_all(seminar.join(path).parent().unwrap()).unwrap();
        fs::write(seminar.join(path), text).unwrap();
    }
    let limit = Instant::now() + Duration::from_secs(10);
    while page.ask("write_as", json!({"slug": "ann"})).is_err() {
        assert!(Instant::now() < limit, "the contributor is not read");
        std::thread::sleep(Duration::from_millis(10));
    }
    let (told, news) = std::sync::mpsc::channel();
    page.window.listen_any("failed", move |event| {
        told.send(event.payload().to_owned()).unwrap()
    });
    let id = page
        .ask("start_draft", json!({"question": "questions/deference.md"}))
        .unwrap();
    let failure = news.recv_timeout(Duration::from_secs(10)).unwrap();
    assert!(
        failure.contains("_templates/response.md") && failure.contains("line 2"),
        "{failure}"
    );
    assert_eq!(page.ask("open_draft", json!({"id": id})).unwrap()["body"], "");
}
