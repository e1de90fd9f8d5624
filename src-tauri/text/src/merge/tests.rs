//! The results of merging two texts. Tests with random texts are in a module of their own.

mod by_chance;
mod histories;

use std::collections::BTreeMap;

use super::parts::head_of;
use super::*;

const BASE: &str = "---\ntitle: The duty\ncontributors:\n  - ann\n---\n\nOne thing is said here first.\n\nA second thing follows, and it is long enough to be changed in two places at once.\n\nThe third thing ends it.\n";

fn of(base: &str, mine: &str, theirs: &str) -> Merged {
    merge(Some(base), mine, theirs).unwrap()
}

fn states(merged: &Merged) -> Vec<MergeState> {
    merged.parts().iter().map(|part| part.state).collect()
}

fn text(base: &str, mine: &str, theirs: &str) -> String {
    of(base, mine, theirs).text().unwrap()
}

#[test]
fn edits_in_different_paragraphs_come_together() {
    let mine = BASE.replace("first.", "first of all.");
    let theirs = BASE.replace("ends it", "closes it");
    let merged = of(BASE, &mine, &theirs);
    assert_eq!(
        states(&merged),
        [MergeState::Mine, MergeState::Same, MergeState::Theirs]
    );
    assert_eq!(merged.text().unwrap(), mine.replace("ends it", "closes it"));
}

#[test]
fn edits_in_one_paragraph_that_do_not_touch_come_together() {
    let mine = BASE.replace("A second", "Another second");
    let theirs = BASE.replace("two places at once", "two places");
    let merged = of(BASE, &mine, &theirs);
    assert_eq!(
        states(&merged),
        [MergeState::Same, MergeState::Both, MergeState::Same]
    );
    assert_eq!(
        merged.text().unwrap(),
        mine.replace("two places at once", "two places")
    );
}

#[test]
fn edits_of_neighbouring_words_touch() {
    let mine = BASE.replace("long enough", "short enough");
    let theirs = BASE.replace("long enough", "long and deep");
    let merged = of(BASE, &mine, &theirs);
    assert_eq!(
        states(&merged),
        [MergeState::Same, MergeState::Conflict, MergeState::Same]
    );
    assert_eq!(merged.text(), Err(MergeError::Unsettled(1)));
    let part = &merged.parts()[1];
    assert!(part.mine.as_ref().unwrap().contains("short enough"));
    assert!(part.theirs.as_ref().unwrap().contains("long and deep"));
}

#[test]
fn a_paragraph_that_one_side_took_out_and_the_other_changed_is_a_conflict() {
    let mine = BASE
        .replace("The third thing ends it.\n", "")
        .trim_end()
        .to_owned()
        + "\n";
    let theirs = BASE.replace("ends it", "closes it");
    let merged = of(BASE, &mine, &theirs);
    let last = merged.parts().last().unwrap();
    assert_eq!((last.state, &last.mine), (MergeState::Conflict, &None));
    let choose = |said: &str| {
        let parts = BTreeMap::from([(merged.parts().len() - 1, said.to_owned())]);
        let choices = Choices {
            parts,
            ..Choices::default()
        };
        merged.settled(&choices).unwrap()
    };
    assert_eq!(choose(""), mine);
    assert_eq!(choose("The third thing closes it."), theirs);
}

#[test]
fn two_paragraphs_that_were_put_in_the_same_place_are_a_choice_and_both_can_stay() {
    let mine = BASE.replace("first.\n", "first.\n\nMine is new.\n");
    let theirs = BASE.replace("first.\n", "first.\n\nTheirs came too, quite another.\n");
    let merged = of(BASE, &mine, &theirs);
    assert_eq!(merged.open(), 1);
    let number = states(&merged)
        .iter()
        .position(|state| *state == MergeState::Conflict)
        .unwrap();
    let parts = BTreeMap::from([(
        number,
        "Mine is new.\n\nTheirs came too, quite another.".to_owned(),
    )]);
    let settled = merged
        .settled(&Choices {
            parts,
            ..Choices::default()
        })
        .unwrap();
    assert!(
        settled.contains("first.\n\nMine is new.\n\nTheirs came too, quite another.\n\nA second"),
        "{settled}"
    );
}

#[test]
fn a_paragraph_that_came_in_is_a_part_of_its_own() {
    let theirs = BASE.replace("first.\n", "first.\n\nTheirs is new.\n");
    let mine = BASE.replace("ends it", "closes it");
    let merged = of(BASE, &mine, &theirs);
    assert_eq!(
        states(&merged),
        [
            MergeState::Same,
            MergeState::Theirs,
            MergeState::Same,
            MergeState::Mine
        ]
    );
    assert_eq!(merged.parts()[1].base, None);
    assert_eq!(merged.text().unwrap(), theirs.replace("ends it", "closes it"));
}

#[test]
fn a_new_paragraph_does_not_touch_the_end_of_the_one_before() {
    let base = "One is here now.\n";
    let mine = "One was there then!\n";
    let theirs = "One is here now.\n\nTwo is new.\n";
    for (mine, theirs) in [(mine, theirs), (theirs, mine)] {
        let merged = of(base, mine, theirs);
        assert_eq!(merged.text().unwrap(), "One was there then!\n\nTwo is new.\n");
        assert_eq!(merged.parts().len(), 2);
    }
    let more = "One is here now. And it stays.\n";
    for (mine, theirs) in [(more, theirs), (theirs, more)] {
        assert_eq!(
            text(base, mine, theirs),
            "One is here now. And it stays.\n\nTwo is new.\n"
        );
    }
}

#[test]
fn fields_are_merged_one_by_one_and_lists_as_lists() {
    let mine = BASE
        .replace("title: The duty", "title: The duty of care")
        .replace("  - ann\n", "  - ann\n  - bo\n");
    let theirs = BASE.replace("  - ann\n", "  - ann\n  - cy\nthesis: There is one. # mine\n");
    let merged = of(BASE, &mine, &theirs);
    let shown: Vec<_> = merged
        .fields()
        .iter()
        .map(|field| (field.key.as_str(), field.state))
        .collect();
    assert_eq!(
        shown,
        [
            ("title", MergeState::Mine),
            ("contributors", MergeState::Both),
            ("thesis", MergeState::Theirs)
        ]
    );
    assert_eq!(
        head_of(&merged.text().unwrap()),
        "---\ntitle: The duty of care\ncontributors:\n  - ann\n  - bo\n  - cy\nthesis: There is one. # mine\n---\n"
    );
}

#[test]
fn a_field_that_both_changed_is_a_choice_and_a_date_stays_a_date() {
    let base = "---\ntitle: A\ndate: 2024-01-31\n---\nText.\n";
    let merged = of(
        base,
        &base.replace("01-31", "02-01"),
        &base.replace("2024-01-31", "2024-03-01 10:00"),
    );
    assert_eq!(merged.open(), 1);
    let choose = |text: &str| {
        let value = FieldValue::Text {
            text: text.to_owned(),
        };
        let fields = BTreeMap::from([("date".to_owned(), value)]);
        merged
            .settled(&Choices {
                fields,
                ..Choices::default()
            })
            .unwrap()
    };
    assert_eq!(
        choose("2024-03-01 10:00"),
        base.replace("2024-01-31", "2024-03-01 10:00")
    );
    assert_eq!(choose("2024-04-04"), base.replace("2024-01-31", "2024-04-04"));
}

#[test]
fn comments_that_only_one_side_wrote_stay() {
    let mine = BASE.replace("title: The duty\n", "title: The duty\nlang: en # ours\n");
    let theirs = BASE.replace("  - ann\n", "  - ann\n# to be asked: cy\n");
    let merged = text(BASE, &mine, &theirs);
    assert!(
        merged.contains("# ours") && merged.contains("# to be asked: cy"),
        "{merged}"
    );
}

#[test]
fn line_ends_are_those_of_the_side_that_changed_them() {
    let mine = BASE.replace("first.", "first of all.");
    let theirs = BASE.replace("ends it", "closes it").replace('\n', "\r\n");
    let wanted = mine.replace("ends it", "closes it").replace('\n', "\r\n");
    assert_eq!(text(BASE, &mine, &theirs), wanted);
    let long = BASE.replace('\n', "\r\n");
    assert_eq!(text(&long, &mine.replace('\n', "\r\n"), &theirs), wanted);
    let marked = |text: &str| format!("\u{feff}{text}");
    let closes = BASE.replace("ends it", "closes it");
    assert_eq!(
        text(&marked(BASE), &marked(&mine), &marked(&closes)),
        marked(&mine.replace("ends it", "closes it"))
    );
}

#[test]
fn without_a_base_every_difference_is_a_choice() {
    let mine = "---\ntitle: A\n---\nOne.\n\nTwo is here.\n";
    let theirs = "---\ntitle: B\n---\nOne.\n\nTwo was here.\n\nThree.\n";
    let merged = merge(None, mine, theirs).unwrap();
    assert_eq!(
        states(&merged),
        [MergeState::Same, MergeState::Conflict, MergeState::Conflict]
    );
    assert_eq!(merged.open(), 3);
    assert_eq!(merged.parts()[2].mine, None);
}

#[test]
fn a_front_matter_that_cannot_be_read_is_not_merged() {
    let broken = BASE.replace("title: The duty", "title: [");
    assert!(merge(Some(BASE), &broken, BASE).is_err());
    assert!(merge(Some(&broken), BASE, &BASE.replace("ends", "closes")).is_ok());
}

#[test]
fn two_texts_that_share_a_few_words_are_not_mixed() {
    let base = "The rule is old and nobody doubts that it holds.\n";
    let mine = "Courts apply a test that it seldom meets in practice.\n";
    let theirs = "The rule is old and nobody doubts that it still holds.\n";
    assert_eq!(of(base, mine, theirs).open(), 1);
}

#[test]
fn three_texts_with_nothing_in_common_are_bounded() {
    let noise = |seed: usize| -> String {
        let words = (0..200_000).map(|number| format!("w{} ", (number * 7919 + seed * 104_729) % 50_021));
        words.collect()
    };
    let (base, mine, theirs) = (noise(1), noise(2), noise(3));
    let merged = of(&base, &mine, &theirs);
    assert_eq!(states(&merged), [MergeState::Conflict]);
}
