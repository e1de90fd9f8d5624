//! Properties of a merge that hold for any two texts with a common base.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{of, text};
use crate::front_matter::body_of;
use crate::merge::{Choices, Merged, merge};

/// A random document. It has few different words, so that words occur repeatedly.
fn document() -> impl Strategy<Value = Vec<Vec<&'static str>>> {
    let word = prop::sample::select(vec![
        "law", "duty", "of", "the", "a", "court", "holds,", "that", "care.", "“no”", "Größe", "法", "rule",
    ]);
    prop::collection::vec(prop::collection::vec(word, 1..14), 0..7)
}

#[derive(Debug, Clone)]
enum Edit {
    Word(usize, usize, u8),
    Drop(usize),
    Add(usize, u8),
    Swap(usize, usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        (0_usize..9, 0_usize..14, 0_u8..40).prop_map(|(at, word, new)| Edit::Word(at, word, new)),
        (0_usize..9).prop_map(Edit::Drop),
        (0_usize..9, 0_u8..40).prop_map(|(at, new)| Edit::Add(at, new)),
        (0_usize..9, 0_usize..9).prop_map(|(one, other)| Edit::Swap(one, other)),
    ];
    prop::collection::vec(edit, 0..5)
}

/// Makes the edits. New words begin with `side`, so that it is known who added them.
fn edited(paragraphs: &[Vec<&str>], edits: &[Edit], side: &str) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = paragraphs
        .iter()
        .map(|words| words.iter().map(|word| (*word).to_owned()).collect())
        .collect();
    for edit in edits {
        let length = out.len();
        match edit {
            Edit::Word(at, word, new) if length > 0 => {
                let paragraph = &mut out[at % length];
                let place = word % (paragraph.len() + 1);
                match (new % 3, place < paragraph.len()) {
                    (0, true) => paragraph[place] = format!("{side}{new}"),
                    (1, true) if paragraph.len() > 1 => drop(paragraph.remove(place)),
                    _ => paragraph.insert(place, format!("{side}{new}")),
                }
            }
            Edit::Drop(at) if length > 0 => drop(out.remove(at % length)),
            Edit::Add(at, new) => {
                out.insert(at % (length + 1), vec![format!("{side}{new}"), "new".to_owned()])
            }
            Edit::Swap(one, other) if length > 0 => out.swap(one % length, other % length),
            Edit::Word(..) | Edit::Drop(_) | Edit::Swap(..) => {}
        }
    }
    out
}

fn laid(paragraphs: &[Vec<String>], title: &str) -> String {
    let body: Vec<String> = paragraphs.iter().map(|words| words.join(" ")).collect();
    format!("---\ntitle: {title}\n---\n{}\n", body.join("\n\n"))
}

fn counted(text: &str) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

/// Everything that a merge shows: the merged text, and both sides of each conflict.
fn seen(merged: &Merged) -> String {
    let parts = merged.parts().iter().flat_map(|part| match &part.merged {
        Some(merged) => vec![merged.clone()],
        None => [&part.mine, &part.theirs]
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

proptest! {
    #[test]
    fn what_only_one_side_changed_is_what_comes_out(base in document(), changes in edits()) {
        let (start, other) = (laid(&edited(&base, &[], ""), "b"), laid(&edited(&base, &changes, "m"), "x"));
        prop_assert_eq!(&text(&start, &start, &other), &other);
        prop_assert_eq!(&text(&start, &other, &start), &other);
        prop_assert_eq!(&text(&start, &other, &other), &other);
        // The same must hold without the shortcut for a side that has changed nothing.
        for (mine, theirs) in [(&start, &other), (&other, &start), (&other, &other)] {
            let merged = of(&start, mine, theirs);
            prop_assert_eq!(merged.open(), 0);
            let settled = merged.settled(&Choices::default()).unwrap();
            prop_assert_eq!(counted(&settled), counted(&other));
        }
    }

    #[test]
    fn both_sides_come_to_the_same(base in document(), mine in edits(), theirs in edits()) {
        let start = laid(&edited(&base, &[], ""), "b");
        let (mine, theirs) = (laid(&edited(&base, &mine, "m"), "b"), laid(&edited(&base, &theirs, "t"), "t"));
        let (here, there) = (of(&start, &mine, &theirs), of(&start, &theirs, &mine));
        prop_assert_eq!(here.open(), there.open());
        prop_assert_eq!(here.text().ok(), there.text().ok());
    }

    #[test]
    fn no_word_goes_that_nobody_took_out(base in document(), mine in edits(), theirs in edits()) {
        let start = laid(&edited(&base, &[], ""), "b");
        let (mine, theirs) = (laid(&edited(&base, &mine, "m"), "b"), laid(&edited(&base, &theirs, "t"), "b"));
        for base in [Some(start.as_str()), None] {
            let merged = merge(base, &mine, &theirs).unwrap();
            let seen = seen(&merged);
            let found = counted(&seen);
            let (of_base, of_mine, of_theirs) = (counted(base.map_or("", body_of)), counted(body_of(&mine)), counted(body_of(&theirs)));
            for (word, count) in &of_mine {
                let [before, other] = [&of_base, &of_theirs].map(|of| of.get(word).copied().unwrap_or_default());
                // Words that the other side removed may be missing, but no others.
                let gone = before.saturating_sub(other);
                prop_assert!(found.get(word).copied().unwrap_or_default() + gone >= *count, "{} of mine: {}", word, seen);
            }
            for (word, count) in &of_theirs {
                let [before, other] = [&of_base, &of_mine].map(|of| of.get(word).copied().unwrap_or_default());
                let gone = before.saturating_sub(other);
                prop_assert!(found.get(word).copied().unwrap_or_default() + gone >= *count, "{} of theirs: {}", word, seen);
            }
        }
    }

    #[test]
    fn choosing_one_side_everywhere_without_a_base_gives_its_text(base in document(), mine in edits(), theirs in edits()) {
        let (mine, theirs) = (laid(&edited(&base, &mine, "m"), "m"), laid(&edited(&base, &theirs, "t"), "t"));
        let merged = merge(None, &mine, &theirs).unwrap();
        for is_mine in [true, false] {
            let choose = |own: &Option<String>| own.clone().unwrap_or_default();
            let conflicts = merged.parts().iter().enumerate().filter(|(_, part)| part.merged.is_none());
            let parts = conflicts.map(|(number, part)| (number, choose(if is_mine { &part.mine } else { &part.theirs })));
            let open = merged.fields().iter().filter(|field| field.merged.is_none());
            let fields = open.map(|field| (field.key.clone(), if is_mine { field.mine.clone() } else { field.theirs.clone() }));
            let choices = Choices { parts: parts.collect(), fields: fields.collect() };
            let settled = merged.settled(&choices).unwrap();
            // The blank lines of an empty text may differ.
            prop_assert_eq!(settled.trim_end(), if is_mine { &mine } else { &theirs }.trim_end());
        }
    }

    #[test]
    fn nothing_makes_it_panic(base in any::<String>(), mine in any::<String>(), theirs in any::<String>()) {
        let _ = merge(Some(&base), &mine, &theirs).map(|merged| merged.text());
        let _ = merge(None, &mine, &theirs).map(|merged| merged.text());
    }
}
