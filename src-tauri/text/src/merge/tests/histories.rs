//! Real texts with random changes by two people: each choice consists of whole paragraphs, and no paragraph
//! is torn.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use unicode_segmentation::UnicodeSegmentation as _;

use super::super::paragraphs::Paragraphs;
use crate::changed_texts::{Chance, bodies, changed, histories, laid};
use crate::front_matter::body_of;
use crate::merge::{Choices, MergeState, Merged, Part, merge};

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

/// The text that results from choosing one side in every conflict.
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

/// Panics if a choice has a part of a paragraph, or a paragraph was torn.
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
    // Paragraphs that were merged without a conflict, and that neither side has.
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
            // A piece of a paragraph that is whole on both sides. The other words of that paragraph are in
            // the merged paragraphs before and after it.
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

/// The words of `whole` before and after `piece`; none if `piece` is not a part of it.
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
    let texts = bodies(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content"));
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    for number in 0..histories(600, 10_000) {
        let text = chance.excerpt(&texts);
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
