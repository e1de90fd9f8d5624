//! The renderer gives the same words in the same order, and the same links, as Jekyll does on a real site's texts.

#[path = "markdown/reading.rs"]
mod reading;

#[path = "../../../tests/src/real_texts.rs"]
mod real_texts;
#[path = "../../../tests/src/skipped.rs"]
mod skipped;

use std::collections::BTreeMap;

use arguendo_text::markdown::{Setting, render};
use reading::read;

/// Schemes of links in the texts that the sanitiser must drop: one letter's reply by script, and footnotes that a word
/// processor made into links to a file on its author's computer.
const DROPPED_FOR_SAFETY: &[&str] = &["javascript:", "file:"];

#[derive(serde::Deserialize)]
struct AsJekyllReadsIt {
    html: String,
}

/// What is below the front matter.
fn body(text: &str) -> Option<&str> {
    let end = text.get(3..)?.find("\n---")? + 3 + "\n---".len();
    let rest = &text[end..];
    Some(&rest[rest.find('\n').map_or(rest.len(), |at| at + 1)..])
}

#[test]
fn every_text_reads_as_on_the_site() {
    let Some(corpus) = real_texts::folder() else {
        skipped::skipped("real texts", "the real site's folder is not beside the work tree");
        return;
    };
    // What Jekyll made of them lies beside them.
    let expected = std::fs::read_to_string(corpus.with_file_name("icjt-as-jekyll-reads-it.json"));
    let expected: BTreeMap<String, AsJekyllReadsIt> =
        serde_json::from_str(&expected.expect("what Jekyll made of them")).expect("a map of documents");
    let mut different = Vec::new();
    for (path, jekyll) in &expected {
        let bytes = std::fs::read(corpus.join(path)).expect("the document's file");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let rendered = render(body(&text).expect("front matter"), Setting::default());
        assert_eq!(rendered.too_complex, None, "{path}");
        let (ours, theirs) = (read(&rendered.html), read(&jekyll.html));
        let is_kept = |link: &&String| !DROPPED_FOR_SAFETY.iter().any(|scheme| link.starts_with(scheme));
        let links: Vec<String> = theirs.links.iter().filter(is_kept).cloned().collect();
        for (ours, theirs) in [(&ours.words, &theirs.words), (&ours.links, &links)] {
            if let Some(at) = first_difference(ours, theirs) {
                let near = |all: &[String]| all[at.saturating_sub(2)..all.len().min(at + 4)].join(" ");
                different.push(format!(
                    "{path}\n  ours   {}\n  theirs {}",
                    near(ours),
                    near(theirs)
                ));
            }
        }
    }
    println!("{} texts compared", expected.len());
    assert!(
        different.is_empty(),
        "{} differences\n{}",
        different.len(),
        different.join("\n")
    );
}

fn first_difference(ours: &[String], theirs: &[String]) -> Option<usize> {
    let same = ours
        .iter()
        .zip(theirs)
        .take_while(|(one, other)| one == other)
        .count();
    (same < ours.len().max(theirs.len())).then_some(same)
}
