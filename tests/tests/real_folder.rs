//! The real site's folder opens as it stands: nothing lost, nothing filed under another question.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use arguendo_core::disk::folder;
use arguendo_core::mirror::sync;
use arguendo_core::pages::dump;

use arguendo_tests::folder::Folder;
use arguendo_tests::real_texts;
use serde_json::Value;

fn dump() -> Option<Value> {
    let corpus = Folder::corpus().unwrap()?;
    let mut out = Vec::new();
    let reader = sync::fresh(&folder::Folder::find(corpus.path()).unwrap()).unwrap();
    dump::dump(&reader, &mut out).unwrap();
    Some(serde_json::from_slice(&out).unwrap())
}

fn list<'a>(dump: &'a Value, name: &str) -> &'a Vec<Value> {
    dump[name].as_array().unwrap()
}

/// A key's value straight from the file, by no parser of ours.
fn written(corpus: &Folder, path: &str, key: &str) -> String {
    let text = corpus.read(path).unwrap();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(&format!("{key}:")));
    line.unwrap_or_default()
        .trim()
        .trim_matches(['"', '\''])
        .to_owned()
}

#[test]
fn seven_questions_33_responses_and_39_published_contributors() {
    let Some(dump) = dump() else { return };
    assert_eq!(list(&dump, "questions").len(), 7);
    assert_eq!(list(&dump, "responses").len(), 33);
    let published = list(&dump, "contributors")
        .iter()
        .filter(|row| row["published"] == true)
        .count();
    assert_eq!((list(&dump, "contributors").len(), published), (40, 39));
}

#[test]
fn every_response_is_filed_under_the_very_question_that_it_names_and_nowhere_else() {
    let Some(dump) = dump() else { return };
    let corpus = Folder::corpus().unwrap().unwrap();
    let mut filed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for question in list(&dump, "questions") {
        assert_eq!(
            question["missing"],
            Value::from(Vec::<String>::new()),
            "{}",
            question["path"]
        );
        for response in question["responses"].as_array().unwrap() {
            let path = response["path"].as_str().unwrap();
            filed
                .entry(path)
                .or_default()
                .push(question["path"].as_str().unwrap());
        }
    }
    for response in list(&dump, "responses") {
        let path = response["path"].as_str().unwrap();
        let named = format!(
            "_arguendo-questions/{}.md",
            written(&corpus, path, "arguendo-question")
        );
        assert_eq!(
            filed.get(path).map(Vec::as_slice),
            Some([named.as_str()].as_slice()),
            "{path}"
        );
        assert_eq!(response["question"], named.as_str(), "{path}");
        assert!(!response["contributors"].as_array().unwrap().is_empty(), "{path}");
        for contributor in response["contributors"].as_array().unwrap() {
            assert!(contributor["path"].is_string(), "{path}: {contributor}");
        }
    }
}

#[test]
fn the_odd_slugs_and_the_three_unlisted_responses_are_what_the_folder_has() {
    let Some(dump) = dump() else { return };
    let corpus = Folder::corpus().unwrap().unwrap();
    let stem = |path: &str| {
        path.rsplit('/')
            .next()
            .unwrap()
            .trim_end_matches(".md")
            .to_owned()
    };
    let (mut without, mut differing) = (0, BTreeSet::new());
    for response in list(&dump, "responses") {
        let path = response["path"].as_str().unwrap();
        let slug = response["slug"].as_str().unwrap();
        if written(&corpus, path, "slug").is_empty() {
            without += 1;
            assert_eq!(slug, stem(path));
        } else if slug != stem(path) {
            differing.insert(path);
        }
    }
    assert_eq!(
        (without, differing.len()),
        (11, 5),
        "those with none, and those that differ: {differing:?}"
    );
    let questions_without = list(&dump, "questions")
        .iter()
        .filter(|row| written(&corpus, row["path"].as_str().unwrap(), "slug").is_empty());
    assert_eq!(questions_without.count(), 2);
    let links = |kind: &str| {
        let all = list(&dump, "questions")
            .iter()
            .flat_map(|row| row["responses"].as_array().unwrap());
        all.filter(|link| link["link"] == kind).count()
    };
    assert_eq!(
        (links("two-way"), links("listed"), links("points-back")),
        (30, 0, 3)
    );
    let codes: Vec<_> = list(&dump, "problems")
        .iter()
        .map(|row| row["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes.iter().filter(|code| **code == "duplicate-slug").count(), 2);
}

#[test]
fn the_real_texts_are_where_the_variable_says() {
    let folder = Folder::empty().unwrap();
    let set = folder.path().as_os_str().to_owned();
    let found = real_texts::lies_at(Some(set), Path::new("/nowhere"));
    assert_eq!(found.as_deref(), Some(folder.path()));
}

#[test]
#[should_panic(expected = "ARGUENDO_CORPUS is /nowhere/at/all, and no folder is there")]
fn a_variable_that_leads_to_no_folder_is_a_failure_and_no_skip() {
    let _ = real_texts::lies_at(Some("/nowhere/at/all".into()), Path::new("/nowhere"));
}

#[test]
fn without_it_they_lie_beside_the_work_tree_or_nowhere() {
    let parent = Folder::empty().unwrap();
    let work_tree = parent.path().join("arguendo");
    assert_eq!(real_texts::lies_at(None, &work_tree), None);
    parent.write("arguendo/Cargo.lock", "").unwrap();
    parent
        .write("shared/corpus/icjt/_config.yml", "title: A site\n")
        .unwrap();
    let beside = work_tree.join("../shared/corpus/icjt");
    assert_eq!(real_texts::lies_at(None, &work_tree), Some(beside));
}
