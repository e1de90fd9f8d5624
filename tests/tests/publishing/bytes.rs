//! No byte changes but those that are shown: over every document of the real site, and over every way to write a list.

use std::collections::BTreeMap;

use arguendo_core::content::kind::Kind;
use arguendo_core::desk::operations::OperationFile;
use arguendo_core::drafts::publishing::Plan;
use arguendo_tests::folder::Folder;
use arguendo_text::front_matter::editing;

use crate::seminar::{Seminar, answer};

/// What publishing may write into a response.
const KEYS: [&str; 4] = ["published", "date", "arguendo-question", "slug"];

fn text(bytes: Option<&Vec<u8>>) -> String {
    String::from_utf8(bytes.unwrap().clone()).unwrap()
}

/// The text without those keys of its header, each with the lines below it that belong to it.
fn without_keys(text: &str) -> String {
    let mut fences = 0;
    let mut is_key = false;
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        fences += usize::from(line.trim_end() == "---");
        let is_continued = is_key && line.starts_with(' ');
        is_key = is_continued || KEYS.iter().any(|key| line.starts_with(&format!("{key}:")));
        if fences != 1 || !is_key {
            out.push_str(line);
        }
    }
    out
}

/// Whether `after` is `before` with one more line.
fn has_one_more_line(before: &str, after: &str) -> bool {
    let (before, after): (Vec<_>, Vec<_>) = (
        before.split_inclusive('\n').collect(),
        after.split_inclusive('\n').collect(),
    );
    let same = before
        .iter()
        .zip(&after)
        .take_while(|(one, other)| one == other)
        .count();
    after.len() == before.len() + 1 && before[same..] == after[same + 1..]
}

fn file<'p>(plan: &'p Plan, path: &str) -> &'p OperationFile {
    plan.files.iter().find(|file| file.path == path).unwrap()
}

fn corpus() -> Option<Seminar> {
    Folder::corpus().unwrap().map(Seminar::of)
}

fn questions(seminar: &Seminar) -> Vec<(String, String)> {
    let reader = seminar.reader();
    let ids = reader.ids_by_path(Kind::Question).unwrap();
    let rows = ids.into_iter().map(|id| reader.document(id).unwrap().unwrap());
    rows.map(|row| (row.path, row.slug)).collect()
}

#[test]
fn every_document_of_the_real_site_can_be_published_under_every_question_and_no_other_byte_changes() {
    let Some(seminar) = corpus() else { return };
    let questions = questions(&seminar);
    assert_eq!(questions.len(), 7);
    let files = seminar.folder.everything().unwrap();
    let documents = files
        .iter()
        .filter(|(path, _)| path.extension().is_some_and(|end| end == "md"));
    let reader = seminar.reader();
    let publishing = seminar.publishing(&reader);
    let mut plans = 0;
    for (path, bytes) in documents {
        let Ok(own) = String::from_utf8(bytes.clone()) else {
            continue;
        };
        if editing::set(&own, "title", "x").is_err() {
            println!("no front matter that can be read: {}", path.display());
            continue;
        }
        for (number, (question, slug)) in questions.iter().enumerate() {
            // What has no such line gets one from publishing; the others are the author's.
            let written = editing::set(&own, "arguendo-question", slug).unwrap();
            let id = seminar.draft(&format!("draft-{plans}-{number}.md"), &written);
            let plan = publishing.plan(id).unwrap();
            assert_eq!(plan.files.len(), 3);
            let (response, question) = (file(&plan, &plan.response), file(&plan, question));
            let (new, before, after) = (
                text(response.after.as_ref()),
                text(question.before.as_ref()),
                text(question.after.as_ref()),
            );
            assert_eq!(without_keys(&new), without_keys(&written), "{}", path.display());
            assert!(has_one_more_line(&before, &after), "{after}");
            assert_eq!(editing::list(&after, "arguendo").last(), Some(&plan.slug));
            assert_eq!(editing::list(&new, "published"), ["true"]);
            plans += 1;
        }
    }
    println!("{plans} plans");
    assert!(plans > 7 * 100);
}

#[test]
fn every_response_of_the_real_site_can_be_taken_out_and_put_back() {
    let Some(seminar) = corpus() else { return };
    let before = seminar.files();
    let reader = seminar.reader();
    let publishing = seminar.publishing(&reader);
    let mut done_for = BTreeMap::new();
    for id in reader.ids_by_path(Kind::Response).unwrap() {
        let path = reader.document(id).unwrap().unwrap().path;
        let plan = publishing.plan_withdrawal(&path, true).unwrap();
        let mut files = plan.files.iter();
        if let Some(listing) = files.find(|file| Some(&file.path) == plan.question.as_ref()) {
            let (whole, less) = (text(listing.before.as_ref()), text(listing.after.as_ref()));
            assert!(has_one_more_line(&less, &whole), "{less}");
        }
        // On the disk, one for each question, and whatever has none.
        let times: &mut u32 = done_for.entry(plan.question.clone()).or_default();
        *times += 1;
        if *times == 1 {
            let done = publishing.carry_out(plan).unwrap();
            assert!(!seminar.folder.path().join(&path).exists());
            let file = &seminar
                .desk
                .draft_state(done.draft.unwrap())
                .unwrap()
                .unwrap()
                .file;
            let kept = std::fs::read(seminar.desk.drafts().join(file)).unwrap();
            assert_eq!(kept, before[&seminar.folder.path().join(&path)]);
            seminar.undo(done.undo).unwrap();
            assert_eq!(seminar.files(), before);
        }
    }
    assert!(done_for.len() >= 7, "{done_for:?}");
}

#[test]
fn published_on_the_disk_withdrawn_and_undone_every_file_has_its_very_bytes_again() {
    let Some(seminar) = corpus() else { return };
    for (number, (_, slug)) in questions(&seminar).into_iter().enumerate() {
        let id = seminar.draft(&format!("mine-{number}.md"), &answer("Mine", &slug));
        let before = seminar.files();
        let published = seminar.publish(id).unwrap();
        let with_response = seminar.files();
        assert_ne!(with_response, before);
        let withdrawn = seminar.unpublish(&published.plan.response).unwrap();
        assert_eq!(withdrawn.draft, Some(id));
        let in_folder =
            |files: &BTreeMap<std::path::PathBuf, Vec<u8>>| -> Vec<(std::path::PathBuf, Vec<u8>)> {
                let files = files
                    .iter()
                    .filter(|(path, _)| path.starts_with(seminar.folder.path()));
                files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
            };
        assert_eq!(in_folder(&seminar.files()), in_folder(&before));
        seminar.undo(withdrawn.undo).unwrap();
        assert_eq!(seminar.files(), with_response);
        seminar.undo(published.undo).unwrap();
        assert_eq!(seminar.files(), before);
        seminar.undo(published.undo).unwrap_err();
    }
}

/// Headers of a question, with a list in every way to write one.
const LISTS: [&str; 16] = [
    "title: Q\n",
    "arguendo:\ntitle: Q\n",
    "title: Q\narguendo: # none yet\n",
    "title: Q\narguendo: ~\nslug:\n",
    "title: Q\narguendo: []\n",
    "arguendo: [a, b]\ntitle: Q\n",
    "arguendo: [ 'a', \"b\" ] # two\ntitle: Q\n",
    "title: Q\narguendo: [\n  a,\n  b, # last\n  ]\nslug:\n",
    "title: Q\narguendo:\n  - a\n  - b\n",
    "title: Q\narguendo:\n- a # first\n\n- 'b'\n# end\nslug:\n",
    "title: >-\n  Folded\n  title\narguendo:\n    - a\n    # between\n    - b\ndescription: |+\n  kept\n\n\n",
    "title:\tQ\t\narguendo:\t\n  -\ta\t\n  -\tb\nx:\t'y'\n",
    "title: Q\narguendo: a\n",
    "arguendo:\n  - lost\ntitle: Q\narguendo:\n  - a\n",
    "\"arguendo\": [a]\n'title': \"Q: \\u00e9\"\n",
    "# all\n\ntitle: Q\nnested: {arguendo: [x]}\narguendo:\n  - a\n\n\n",
];

#[test]
fn lists_of_every_form_get_one_entry_and_lose_it_again() {
    let folder = Folder::empty().unwrap();
    let mut texts = Vec::new();
    for (number, header) in LISTS.iter().enumerate() {
        for (form, [mark, ends, body]) in [
            ["", "\n", "\nAsk.\n"],
            ["\u{feff}", "\r\n", "\nAsk: no end"],
            ["", "\r\n", ""],
            ["", "mixed", "\n---\n\tAsk\n"],
        ]
        .into_iter()
        .enumerate()
        {
            let fence = if form == 2 { "..." } else { "---" };
            let text = format!("{mark}---\n{header}{fence}\n{body}");
            let text = match ends {
                "mixed" => text.replace("title: Q\n", "title: Q\r\n"),
                ends => text.replace('\n', ends),
            };
            let name = format!("q-{number}-{form}");
            folder.write(&format!("questions/{name}.md"), &text).unwrap();
            texts.push((name, text));
        }
    }
    folder.write("responses/a.md", "---\ntitle: A\n---\n").unwrap();
    let seminar = Seminar::of(folder);
    let drafts: Vec<i64> = texts
        .iter()
        .map(|(name, _)| seminar.draft(&format!("{name}.md"), &answer(&format!("For {name}"), name)))
        .collect();
    let before = seminar.files();
    let reader = seminar.reader();
    let publishing = seminar.publishing(&reader);
    let mut published = Vec::new();
    for ((name, text), draft) in texts.iter().zip(&drafts) {
        let done = publishing.carry_out(publishing.plan(*draft).unwrap()).unwrap();
        let now = seminar.read(&format!("questions/{name}.md"));
        let mut listed = editing::list(text, "arguendo");
        listed.push(format!("for-{name}"));
        assert_eq!(editing::list(&now, "arguendo"), listed, "{text:?} became {now:?}");
        published.push(done);
    }
    let all_published = seminar.files();
    // Withdrawn where it was published, every question has its bytes again.
    let reader = seminar.reader();
    let publishing = seminar.publishing(&reader);
    for (done, (name, text)) in published.iter().zip(&texts).step_by(3) {
        let withdrawn = publishing.unpublish(&done.plan.response, false).unwrap();
        assert_eq!(seminar.read(&format!("questions/{name}.md")), *text);
        seminar.undo(withdrawn.undo).unwrap();
    }
    assert_eq!(seminar.files(), all_published);
    // And by somebody who knows nothing of that, the entry goes and nothing else.
    let other = Seminar::of(Folder::copy_of(seminar.folder.path()).unwrap());
    let reader = other.reader();
    for (done, (name, text)) in published.iter().zip(&texts) {
        other
            .publishing(&reader)
            .unpublish(&done.plan.response, true)
            .unwrap();
        let now = other.read(&format!("questions/{name}.md"));
        assert_eq!(editing::list(&now, "arguendo"), editing::list(text, "arguendo"));
        // What had no list, or one without entries' form, cannot be told from what it became.
        let has_form = text.contains("arguendo")
            && !["arguendo: ~", "arguendo: a"]
                .iter()
                .any(|form| text.contains(form));
        if has_form {
            assert_eq!(now, *text);
        }
    }
    for done in published.iter().rev() {
        seminar.undo(done.undo).unwrap();
    }
    assert_eq!(seminar.files(), before);
}
