//! The folder that the format was taken from is read whole, and as Jekyll reads it.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its corpus has failed")]

#[path = "../../../tests/src/real_texts.rs"]
mod real_texts;
#[path = "../../../tests/src/skipped.rs"]
mod skipped;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use arguendo_core::content::document::{self, Document, Reading};
use arguendo_core::content::kind::Kind;
use arguendo_core::content::places::{self, Place};
use arguendo_core::content::site_config::{self, SiteConfig};

/// Where the real site's folder lies. None, with a word, where it is not there.
fn corpus() -> Option<PathBuf> {
    let folder = real_texts::folder();
    if folder.is_none() {
        skipped::skipped("real texts", "the real site's folder is not beside the work tree");
    }
    folder
}

fn config(folder: &Path) -> SiteConfig {
    let bytes = fs::read(folder.join("_config.yml")).unwrap();
    let (config, problems) = site_config::read(&bytes);
    assert_eq!(problems, []);
    config
}

fn read(folder: &Path, path: &str, kind: Kind, config: &SiteConfig) -> Document {
    let bytes = fs::read(folder.join(path)).unwrap();
    match document::read(kind, path, bytes.len() as u64, &bytes, config) {
        Reading::Document(document) => *document,
        Reading::NoFrontMatter(problem) => panic!("{path}: {problem:?}"),
    }
}

/// The documents of the directory at `path` and of those under it.
fn documents(folder: &Path, path: &str, config: &SiteConfig, found: &mut Vec<Document>) {
    for entry in fs::read_dir(folder.join(path)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = if path.is_empty() {
            name
        } else {
            format!("{path}/{name}")
        };
        if entry.file_type().unwrap().is_dir() {
            if places::walks_into(&path, config) {
                documents(folder, &path, config, found);
            }
        } else if let Place::Document(kind) = places::of_file(&path, config) {
            found.push(read(folder, &path, kind, config));
        }
    }
}

#[test]
fn every_document_is_found_and_none_is_broken() {
    let Some(folder) = corpus() else { return };
    let config = config(&folder);
    let mut found = Vec::new();
    documents(&folder, "", &config, &mut found);
    let count = |kind| found.iter().filter(|document| document.kind == kind).count();
    assert_eq!(
        [Kind::Question, Kind::Response, Kind::Contributor, Kind::Draft].map(count),
        [7, 33, 40, 0]
    );
    let published = found
        .iter()
        .filter(|document| document.kind == Kind::Contributor && document.published);
    assert_eq!(published.count(), 39);
    for document in &found {
        assert!(
            !document.broken && !document.read_only,
            "{}: {:?}",
            document.path,
            document.problems
        );
        assert!(
            document.kind == Kind::Contributor || document.date.is_some(),
            "{}",
            document.path
        );
    }
}

#[test]
fn slug_title_date_and_published_agree_with_jekyll() {
    let Some(folder) = corpus() else { return };
    let answers = folder.with_file_name("icjt-as-jekyll-reads-it.json");
    let answers: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(&fs::read(answers).unwrap()).unwrap();
    let config = config(&folder);
    assert!(!answers.is_empty());
    for (path, jekyll) in &answers {
        let document = read(&folder, path, Kind::Response, &config);
        let ours = serde_json::json!({
            "slug": document.slug,
            "title": document.title,
            "date": document.date.map(|date| date.rfc3339()),
            "published": document.published,
        });
        for (key, value) in ours.as_object().unwrap() {
            assert_eq!(value, &jekyll[key], "{path}: {key}");
        }
    }
}
