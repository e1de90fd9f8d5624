//! Tests of the speller, with a small dictionary of our own, and with the real ones if they are installed.

#[path = "../../../../tests/src/skipped.rs"]
mod skipped;

use std::fs;
use std::path::Path;

use super::*;

const AFF: &str = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz'\nSFX S Y 1\nSFX S 0 s .\n";
const DIC: &str = "9\ncourt/S\nwell\nknown\nnaive\nLondon\ndon't\nlaw/S\nmaking\nauthority\n";

const FRENCH_AFF: &str = "SET UTF-8\nTRY esntiarulodcpméâ\n";
const FRENCH_DIC: &str = "4\nautorité\nil\naujourd’hui\npâte\n";

fn english() -> Speller {
    Speller::new(AFF, DIC).unwrap()
}

fn french() -> Speller {
    Speller::new(FRENCH_AFF, FRENCH_DIC).unwrap()
}

fn wrong_in(speller: &Speller, text: &str) -> Vec<String> {
    let words: Vec<String> = text.split(' ').map(String::from).collect();
    speller.misspelt(&words, &|_| false)
}

#[track_caller]
fn all_right(speller: &Speller, text: &str) {
    assert_eq!(wrong_in(speller, text), Vec::<String>::new());
}

#[test]
fn a_word_that_no_dictionary_knows_is_misspelt_as_it_is_written() {
    assert_eq!(
        wrong_in(&english(), "court cuort laws Lawz wel-known"),
        ["cuort", "Lawz", "wel-known"]
    );
}

#[test]
fn a_word_may_begin_a_sentence_or_stand_in_capitals_but_a_name_keeps_its_capital() {
    all_right(&english(), "Court COURTS London LONDON");
    assert_eq!(wrong_in(&english(), "london cOurt"), ["london", "cOurt"]);
}

#[test]
fn apostrophes_may_be_of_either_kind_and_may_stand_around_a_word() {
    all_right(
        &english(),
        "don't don’t 'court' ‘court’ court's court’s courts’ Court’S",
    );
    assert_eq!(wrong_in(&english(), "cuort’s"), ["cuort’s"]);
}

#[test]
fn french_elisions_leave_the_word_after_them() {
    all_right(
        &french(),
        "l’autorité l'autorité L’Autorité L’AUTORITÉ qu’il jusqu’il aujourd'hui aujourd’hui",
    );
    assert_eq!(
        wrong_in(&french(), "l’autorite x’autorité"),
        ["l’autorite", "x’autorité"]
    );
}

#[test]
fn a_compound_is_right_if_each_part_is() {
    all_right(
        &english(),
        "well-known well‑known law-making law–making court/law non-authority London-court",
    );
    assert_eq!(
        wrong_in(&english(), "law-makign non-autority"),
        ["law-makign", "non-autority"]
    );
}

#[test]
fn composed_and_decomposed_letters_are_the_same_and_what_is_not_seen_does_not_count() {
    all_right(&french(), "autorite\u{301} p\u{E2}te pa\u{302}te auto\u{AD}rité");
    assert_eq!(wrong_in(&french(), "pate"), ["pate"]);
}

#[test]
fn where_the_language_has_no_accents_they_do_no_harm() {
    all_right(&english(), "naïve nai\u{308}ve Naïve");
    assert_eq!(wrong_in(&english(), "naïvé-ish"), ["naïvé-ish"]);
}

#[test]
fn what_a_list_of_words_cannot_know_is_left_alone() {
    all_right(
        &english(),
        "ICTY NGOs ICTY’s U.S. e.g. 2nd 1,000 s7 § 北京 العدالة Право a — …",
    );
    assert_eq!(wrong_in(&english(), "CUORTSX"), ["CUORTSX"]);
}

#[test]
fn an_added_word_is_right_in_each_case_that_its_form_allows() {
    let added = Added::new([
        "heteronomous",
        "Foucauldian",
        "iPhone",
        "tu quo\u{AD}que",
        "l’Étranger",
    ]);
    for word in [
        "heteronomous",
        "Heteronomous",
        "HETERONOMOUS",
        "Foucauldian",
        "FOUCAULDIAN",
        "iPhone",
        "IPHONE",
        "tu quoque",
        "l'E\u{301}tranger",
    ] {
        assert!(added.allows(word), "{word}");
    }
    for word in ["foucauldian", "hEteronomous", "iphone", "", "other"] {
        assert!(!added.allows(word), "{word}");
    }
    let words = ["Foucauldian’s", "law-Foucauldian", "foucauldian"].map(String::from);
    assert_eq!(
        english().misspelt(&words, &|word| added.allows(word)),
        ["foucauldian"]
    );
}

#[test]
fn either_dictionary_makes_a_word_right() {
    let british = Speller::new(AFF, "1\ncolour\n").unwrap();
    let american = Speller::new(AFF, "1\ncolor\n").unwrap();
    assert_eq!(wrong_in(&british, "color colour"), ["color"]);
    all_right(&british.or(american), "color colour");
}

#[test]
fn suggestions_keep_what_is_right_about_a_word() {
    assert_eq!(
        english().suggest("cuort").first().map(String::as_str),
        Some("court")
    );
    assert_eq!(
        english().suggest("law-makign").first().map(String::as_str),
        Some("law-making")
    );
    assert_eq!(
        english().suggest("cuort’s").first().map(String::as_str),
        Some("court’s")
    );
    assert_eq!(
        french().suggest("L’autorte").first().map(String::as_str),
        Some("L’autorité")
    );
    assert_eq!(
        french().suggest("aujourd'hiu").first().map(String::as_str),
        Some("aujourd'hui")
    );
}

#[test]
fn a_very_long_word_gets_no_suggestion() {
    assert!(english().suggest(&"court".repeat(20)).is_empty());
}

#[test]
fn what_is_no_dictionary_is_refused_in_a_sentence() {
    let error = Speller::new("SFX S Y nonsense\n", "x").unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("The spelling dictionary cannot be read"),
        "{error}"
    );
}

#[test]
fn a_variety_without_a_dictionary_takes_that_of_its_language() {
    let tag = |tag| language_for(tag).map(|language| language.tag);
    assert_eq!(tag("en-gb"), Some("en-GB"));
    assert_eq!(tag("en_AU"), Some("en"));
    assert_eq!(tag("fr-CA"), Some("fr"));
    assert_eq!(tag("de"), None);
    assert!(
        languages()
            .iter()
            .all(|language| language_for(language.tag) == Some(language))
    );
}

#[test]
fn each_dictionary_that_a_language_names_comes_with_the_window() {
    let step = include_str!("../../../../ui/dictionaries.ts");
    for name in languages().iter().flat_map(|language| language.dictionaries) {
        let is_there = [format!("'{name}': '"), format!(" {name}: '")]
            .iter()
            .any(|entry| step.contains(entry));
        assert!(is_there, "ui/dictionaries.ts does not put {name} into dist");
    }
}

/// The real dictionary with this name, if the window's packages are installed.
fn real(name: &str) -> Option<Speller> {
    let package = match name {
        "en-US" => "dictionary-en".to_owned(),
        name => format!("dictionary-{}", name.to_lowercase()),
    };
    let directory = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../ui/node_modules")
        .join(package);
    let (Ok(aff), Ok(dic)) = (
        fs::read_to_string(directory.join("index.aff")),
        fs::read_to_string(directory.join("index.dic")),
    ) else {
        let why = format!("the dictionary {name} is not installed (npm ci in ui/)");
        skipped::skipped("dictionaries", &why);
        return None;
    };
    Some(Speller::new(&aff, &dic).unwrap())
}

#[test]
fn the_real_english_dictionaries_do_what_a_writer_expects() {
    let (Some(british), Some(american)) = (real("en-GB"), real("en-US")) else {
        return;
    };
    assert_eq!(wrong_in(&british, "colour color organise"), ["color"]);
    assert_eq!(
        wrong_in(&american, "colour color organise"),
        ["colour", "organise"]
    );
    let either = british.or(american);
    all_right(
        &either,
        "colour color organise organize don’t Courts’ state-of-the-art naïve judge’s quasi-judicial",
    );
    assert_eq!(
        either.suggest("jurisdicton").first().map(String::as_str),
        Some("jurisdiction")
    );
    assert!(either.suggest("accomodation").len() <= MOST_SUGGESTED);
}

#[test]
fn the_real_french_and_spanish_dictionaries_do_what_a_writer_expects() {
    if let Some(french) = real("fr") {
        all_right(
            &french,
            "l’autorité L’AUTORITÉ qu’il aujourd’hui d’Oxford peut-être Lorsqu’elle",
        );
        assert_eq!(wrong_in(&french, "l’autorite"), ["l’autorite"]);
        assert!(french.suggest("l’autorté").contains(&"l’autorité".to_owned()));
    }
    if let Some(spanish) = real("es") {
        all_right(&spanish, "jurisdicción Tribunal político-jurídico");
        assert_eq!(wrong_in(&spanish, "jurisdiccion"), ["jurisdiccion"]);
        assert!(
            spanish
                .suggest("jurisdiccion")
                .contains(&"jurisdicción".to_owned())
        );
    }
}
