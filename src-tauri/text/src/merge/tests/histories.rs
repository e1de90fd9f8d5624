//! Real texts, changed by two people at random: what is to be chosen is made of whole paragraphs, and none is torn.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use unicode_segmentation::UnicodeSegmentation as _;

use super::super::paragraphs::Paragraphs;
use crate::front_matter::body_of;
use crate::merge::{Choices, MergeState, Merged, Part, merge};
use crate::real_texts;

/// Drawn by chance, and the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap()
    }
}

/// The bodies of the sample folder's documents, and of the real site's where they are at hand.
fn real_texts() -> Vec<Vec<String>> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut directories = vec![sample];
    directories.extend(real_texts::folder());
    let mut texts = Vec::new();
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(&directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                directories.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                texts.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    texts.sort();
    let texts = texts.iter().map(|text| paragraphs(body_of(text)));
    texts.filter(|paragraphs| paragraphs.len() > 2).collect()
}

fn paragraphs(text: &str) -> Vec<String> {
    Paragraphs::of(text)
        .all
        .iter()
        .map(|one| one.text.to_owned())
        .collect()
}

fn words(text: &str) -> Vec<&str> {
    text.split_word_bounds()
        .filter(|word| !word.trim().is_empty())
        .collect()
}

/// Some paragraphs moved, put in, taken out, divided, joined, and words changed.
fn changed(text: &[String], others: &[Vec<String>], chance: &mut Chance, side: &str) -> Vec<String> {
    let mut out = text.to_vec();
    for number in 0..1 + chance.below(5) {
        let at = chance.below(out.len());
        match chance.below(8) {
            0 | 1 if !out.is_empty() => {
                let moved = out.remove(at);
                out.insert(chance.below(out.len() + 1), moved);
            }
            2 => {
                let other = &others[chance.below(others.len())];
                out.insert(at, other[chance.below(other.len())].clone());
            }
            3 if out.len() > 1 => drop(out.remove(at)),
            4 if out.len() > 1 && at + 1 < out.len() => {
                let next = out.remove(at + 1);
                out[at] = format!("{} {next}", out[at]);
            }
            5 if !out.is_empty() => {
                let spaces: Vec<usize> = out[at].match_indices(' ').map(|(at, _)| at).collect();
                if !spaces.is_empty() {
                    let behind = out[at].split_off(spaces[chance.below(spaces.len())]);
                    out.insert(at + 1, behind.trim_start().to_owned());
                }
            }
            _ if !out.is_empty() => {
                let mut words: Vec<String> = out[at].split(' ').map(String::from).collect();
                let from = chance.below(words.len());
                let to = (from + chance.below(4)).min(words.len());
                words.splice(from..to, (0..chance.below(3)).map(|_| format!("{side}{number}")));
                out[at] = words.join(" ");
            }
            _ => {}
        }
        out.retain(|paragraph| !paragraph.trim().is_empty());
    }
    out
}

/// The text that comes of taking one side in every open part.
fn chosen(merged: &Merged, of: fn(&Part) -> &Option<String>) -> String {
    let open = merged
        .parts()
        .iter()
        .enumerate()
        .filter(|(_, part)| part.merged.is_none());
    let parts = open.map(|(number, part)| (number, of(part).clone().unwrap_or_default()));
    let choices = Choices {
        parts: parts.collect(),
        fields: BTreeMap::new(),
    };
    merged.settled(&choices).unwrap()
}

/// Panics where the law is broken.
fn look_at(base: Option<&str>, mine: &str, theirs: &str) {
    let merged = merge(base, mine, theirs).unwrap();
    let all = |text: &str| -> BTreeSet<String> { paragraphs(body_of(text)).into_iter().collect() };
    let sides = [all(base.unwrap_or_default()), all(mine), all(theirs)];
    let shown = || {
        format!(
            "base {base:#?}\nmine {mine:#?}\ntheirs {theirs:#?}\nparts {:#?}",
            merged.parts()
        )
    };
    for part in merged.parts().iter().filter(|part| part.merged.is_none()) {
        for (own, side) in [&part.base, &part.mine, &part.theirs].into_iter().zip(&sides) {
            let shown_there = paragraphs(own.as_deref().unwrap_or_default());
            let torn = shown_there.iter().find(|paragraph| !side.contains(*paragraph));
            assert!(torn.is_none(), "{torn:?} is a piece in an open part\n{}", shown());
        }
    }
    // Merged without a question, and as neither side has it.
    let unasked: Vec<String> = merged
        .parts()
        .iter()
        .filter_map(|part| part.merged.as_deref())
        .flat_map(paragraphs)
        .collect();
    for (of, side) in [
        (
            (|part: &Part| &part.mine) as fn(&Part) -> &Option<String>,
            &sides[1],
        ),
        (|part: &Part| &part.theirs, &sides[2]),
    ] {
        let text = chosen(&merged, of);
        let strange = paragraphs(body_of(&text))
            .into_iter()
            .find(|paragraph| !side.contains(paragraph) && !unasked.contains(paragraph));
        assert!(strange.is_none(), "{strange:?} is of nobody\n{}", shown());
    }
    for part in merged
        .parts()
        .iter()
        .filter(|part| part.state == MergeState::Both)
    {
        let came = paragraphs(part.merged.as_deref().unwrap_or_default());
        for new in came
            .iter()
            .filter(|one| sides.iter().all(|side| !side.contains(*one)))
        {
            let others = || {
                came.iter()
                    .filter(|other| *other != new)
                    .map(|other| words(other))
            };
            // A piece of what is whole on both sides, whose other words stand before it and behind it.
            let is_piece = |side: &Option<String>| {
                let all = paragraphs(side.as_deref().unwrap_or_default());
                all.iter()
                    .filter_map(|whole| around(new, whole))
                    .any(|(before, behind)| {
                        (before.is_empty() || others().any(|other| other.ends_with(&before)))
                            && (behind.is_empty() || others().any(|other| other.starts_with(&behind)))
                    })
            };
            assert!(
                !is_piece(&part.mine) || !is_piece(&part.theirs),
                "{new:?} was torn out\n{}",
                shown()
            );
        }
    }
}

/// The words of `whole` before `piece` and behind it, where that is a piece of it.
fn around<'w>(piece: &str, whole: &'w str) -> Option<(Vec<&'w str>, Vec<&'w str>)> {
    let (piece, whole) = (words(piece), words(whole));
    let at = whole.windows(piece.len()).position(|window| window == piece)?;
    let (before, behind) = (whole[..at].to_vec(), whole[at + piece.len()..].to_vec());
    (!before.is_empty() || !behind.is_empty()).then_some((before, behind))
}

#[test]
fn where_paragraphs_moved_what_is_to_be_chosen_is_made_of_whole_ones() {
    let laid = |words: &[&str]| words.join("\n\n") + "\n";
    let base = laid(&["law", "law holds,", "duty", "of"]);
    let mine = laid(&["of", "law holds,", "law"]);
    for at in 0..=4 {
        let mut theirs = vec!["law", "law holds,", "duty", "of"];
        theirs.splice(at..at, ["one is new", "another, too"]);
        let theirs = laid(&theirs);
        look_at(Some(&base), &mine, &theirs);
        look_at(Some(&base), &theirs, &mine);
    }
}

#[test]
fn however_two_people_change_a_real_text_no_paragraph_is_torn() {
    let texts = real_texts();
    let histories = match std::env::var_os("ARGUENDO_LONG") {
        Some(_) => 10_000,
        None => 600,
    };
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    for number in 0..histories {
        let text = &texts[chance.below(texts.len())];
        let from = chance.below(text.len() - 2);
        let text = &text[from..text.len().min(from + 2 + chance.below(14))];
        let laid = |paragraphs: &[String]| format!("---\ntitle: T\n---\n{}\n", paragraphs.join("\n\n"));
        let base = laid(text);
        let mine = laid(&changed(text, &texts, &mut chance, "m"));
        let theirs = laid(&changed(text, &texts, &mut chance, "t"));
        look_at(
            Some(&base).filter(|_| number % 5 > 0).map(String::as_str),
            &mine,
            &theirs,
        );
    }
}
