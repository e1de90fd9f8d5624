//! Tests of how words are folded, separated, counted and shown.

use super::*;

fn folded(text: &str) -> String {
    let words: Vec<_> = words(text).into_iter().map(|word| word.folded).collect();
    words.join(" ")
}

fn marked(text: &str, terms: &[(&str, bool)]) -> String {
    let terms: Vec<_> = terms
        .iter()
        .filter_map(|(text, open)| Term::new(text, *open))
        .collect();
    passage(text, &terms)
        .parts
        .into_iter()
        .map(|(piece, is_match)| if is_match { format!("[{piece}]") } else { piece })
        .collect()
}

#[test]
fn words_are_runs_of_letters_digits_and_their_marks() {
    assert_eq!(folded("L’État, c'est moi: 2½ क़िताब"), "l etat c est moi 2½ किताब");
    assert_eq!(
        folded("§ 12(3)(b), 28 U.S.C., C-6/64, co‑operate"),
        "12 3 b 28 u s c c 6 64 co operate"
    );
    assert_eq!(folded("— ? \u{200b} \u{301}"), "");
}

#[test]
fn a_word_comes_to_its_plain_form() {
    for (written, plain) in [
        // Compatible forms.
        ("ﬁrst oﬃcer ＡＢＣ１２３ Ⅳ m²", "first officer abc123 iv m2"),
        ("𝔄𝔟𝔠 ﻗﺎﺿﻲ ｶﾞｯｺｳ", "abc قاضي ガッ ッコ コウ ウ"),
        // Letters.
        (
            "Straße STRASSE ẞ Cœur Œuvre Łódź Søren Đặng Þór Æsir ıİIi Haɗin",
            "strasse strasse ss coeur oeuvre lodz soren dang thor aesir iiii hadin",
        ),
        ("col·lecció ŉ ĳs", "colleccio n ijs"),
        ("ΟΔΥΣΣΕΥΣ Ὀδυσσεύς ᾳ", "οδυσσευσ οδυσσευσ α"),
        ("Ёлка п'ять п’ять пʼять Київ", "елка пять пять пять киів"),
        ("ქართული ᲥᲐᲠᲗᲣᲚᲘ Երևան", "ქართული ქართული երեւան"),
        // Invisible characters, and those of scholars.
        (
            "Rechts\u{ad}schutz no\u{2060}break super\u{200b}cali \u{feff}a a\u{fe0f}b",
            "rechtsschutz nobreak supercali a ab",
        ),
        (
            "Qurʾān Qurʼan ʿAbd al‑Raḥmān Hawaiʻi",
            "quran quran abd al rahman hawaii",
        ),
        // Arabic and related scripts.
        (
            "قَالَ أَسَاسُ إلى آداب مُؤْمِن العـــدالة",
            "قال اساس الي اداب مومن عداله",
        ),
        (
            "والعدالة بالقانون للعدالة فالقاضي وبالعدل الله والله والد",
            "عداله قانون عداله قاضي عدل الله والله والد",
        ),
        ("می\u{200c}خواهم کتاب ۱۴۰۲ ١٤٤٥", "ميخواهم كتاب 1402 1445"),
        ("שָׁלוֹם צה״ל צה\"ל ג׳ירפה", "שלום צהל צהל גירפה"),
        // The vowel signs of India are letters.
        ("ज़रूरत हाँ क्‍ष १२", "जरूरत हां क्ष 12"),
        ("বাংলা তমিழ் മലയാളം അവൻ അവന്‍", "বাংলা তমিழ் മലയാളം അവന് അവന്"),
        (
            "한국어 \u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}",
            "한국어 한국",
        ),
        // Vietnamese.
        ("Pháp luật ĐƯỜNG", "phap luat duong"),
    ] {
        assert_eq!(folded(written), plain, "{written}");
    }
}

#[test]
fn what_makes_another_word_is_not_folded_away() {
    for (one, other) in [
        ("かき", "がき"),
        ("कि", "की"),
        ("ปี", "ปู"),
        ("ကား", "ကာ"),
        ("ば", "ぱ"),
        ("ড়", "ড"),
    ] {
        assert_ne!(folded(one), folded(other), "{one} {other}");
    }
}

#[test]
fn folding_what_is_folded_changes_nothing() {
    let folded = |text: &str| letters(text).map(|(_, letter)| letter).collect::<String>();
    for code in 0..0x3_0000_u32 {
        let Some(sign) = char::from_u32(code) else {
            continue;
        };
        let once = folded(&sign.to_string());
        assert_eq!(folded(&once), once, "{code:x}");
        let is_bare = |word: &Word<'_>| word.folded.chars().all(is_in_word);
        assert!(words(&sign.to_string()).iter().all(is_bare), "{code:x}");
    }
}

#[test]
fn signs_without_spaces_stand_in_pairs() {
    assert_eq!(folded("立法机关，第12条"), "立法 法机 机关 关 第 12 条");
    assert_eq!(folded("ศาลฎีกา"), "ศา าล ลฎี ฎีก กา า");
    assert_eq!(folded("ｶﾀｶﾅとGDP"), "カタ タカ カナ ナと と gdp");
}

#[test]
fn one_sign_or_more_are_found_and_no_more_is_marked() {
    let text = "最高法院应当尊重立法机关的判断。";
    for (query, shown) in [
        ("尊重", "最高法院应当[尊重]立法机关的判断"),
        ("立法机关", "最高法院应当尊重[立法机关]的判断"),
        ("法", "最高[法]院应当尊重立[法]机关的判断"),
        ("断", "…法院应当尊重立法机关的判[断]"),
        ("法关", "最高法院应当尊重立法机关的判断"),
    ] {
        for open in [true, false] {
            assert_eq!(marked(text, &[(query, open)]), shown, "{query}");
        }
    }
    assert_eq!(
        marked("대법원은 판결을", &[("대법원", false)]),
        "[대법원은] 판결을"
    );
    assert_eq!(marked("ในศาลฎีกาไทย", &[("ศาลฎีกา", false)]), "ใน[ศาลฎีกา]ไทย");
}

#[test]
fn beginnings_stand_once_each_and_have_three_letters() {
    assert_eq!(beginnings(&["Courts, courtly; of", "Cour of"]), "cou of ");
    assert_eq!(beginnings(&["Éte\u{301}rnel"]), "ete ");
    assert_eq!(beginnings(&["法院与法"]), "与 法 院 ");
}

#[test]
fn a_match_is_marked_as_it_is_written() {
    assert_eq!(
        marked("The État and the etat.", &[("etat", false)]),
        "The [État] and the [etat]"
    );
    assert_eq!(
        marked("Judicial review here", &[("judicial rev", true)]),
        "[Judicial review] here"
    );
    assert_eq!(
        marked("Judicial preview", &[("judicial rev", true)]),
        "Judicial preview"
    );
    assert_eq!(
        marked("Rechts\u{ad}schutz, der", &[("rechtsschutz", false)]),
        "[Rechts\u{ad}schutz], der"
    );
    assert_eq!(
        marked("غاية والعـــدالة هنا", &[("عدالة", false)]),
        "غاية [والعـــدالة] هنا"
    );
    assert_eq!(marked("Ein cœur", &[("coeur", false)]), "Ein [cœur]");
    assert_eq!(
        marked("The Qurʾān, the Qur’an", &[("Qur'an", false)]),
        "The [Qurʾān], the [Qur’an]"
    );
    assert_eq!(marked("We were", &[("we're", false)]), "We were");
    assert_eq!(
        marked("The Qur'an of l’homme", &[("quran", false), ("homm", true)]),
        "The [Qur'an] of l’[homme]"
    );
}

#[test]
fn words_that_an_apostrophe_parts_come_once_more_as_one_and_shortened_ones_do_not() {
    for (text, words) in [
        ("The Qur'an", "The Qur'an \u{2bc} quran "),
        ("don't, it's, we'll", "don't, it's, we'll"),
        ("'quoted' rock 'n' roll", "'quoted' rock 'n' roll"),
        (
            "l’État et l'homme",
            "l etat et l homme \u{2bc} letat \u{2bc} lhomme ",
        ),
        ("Jeanne d’Arc’s", "jeanne d arc s "),
    ] {
        assert_eq!(searchable(text), words, "{text}");
    }
}

#[test]
fn the_passage_shows_as_many_terms_as_it_can() {
    let far = "filler ".repeat(60);
    let text = format!("court {far} court of deference {far}");
    let shown = marked(&text, &[("court", false), ("deference", false)]);
    assert!(shown.starts_with('…') && shown.ends_with('…'), "{shown}");
    assert!(shown.contains("[court] of [deference]"), "{shown}");
}

#[test]
fn the_passage_shows_a_word_as_it_was_looked_for_before_other_forms_of_it() {
    let far = "كلمة ".repeat(60);
    let text = format!("والعدالة {far} العدالة {far} للعدالة");
    let shown = marked(&text, &[("العدالة", false)]);
    assert!(shown.contains("[العدالة]") && !shown.contains('و'), "{shown}");
    let far = "filler ".repeat(60);
    let text = format!("Courts {far} a court {far} courts");
    let shown = marked(&text, &[("Court", true)]);
    assert!(shown.contains("a [court] filler"), "{shown}");
    // A match in the same form wins even after many matches in other forms.
    let text = format!("{} {far} a court", "courts ".repeat(300));
    assert!(marked(&text, &[("court", true)]).contains("a [court]"));
}

#[test]
fn every_form_that_matches_is_told_once_as_it_is_written() {
    let term = |text: &str, open| Term::new(text, open).unwrap();
    assert_eq!(
        passage("والعدالة عدالة بالعدل عدالة", &[term("العدالة", false)]).forms,
        ["والعدالة", "عدالة"]
    );
    assert_eq!(
        passage(
            "Courts, a court of review.",
            &[term("court", true), term("of rev", true)]
        )
        .forms,
        ["Courts", "court", "of review"]
    );
    assert_eq!(passage("", &[term("court", true)]).forms, [""; 0]);
}

#[test]
fn a_text_without_a_match_shows_its_beginning() {
    assert_eq!(marked("One two.", &[("three", false)]), "One two");
    assert_eq!(marked("", &[("three", false)]), "");
}

#[test]
fn words_are_counted_as_a_word_processor_counts_them() {
    for (text, number) in [
        ("", 0),
        ("It’s 1,420 words — well-set.", 4),
        ("最高法院应当尊重立法机关的判断", 15),
        ("第12条，GDP增长。", 6),
        ("カタカナとGDP", 6),
        ("대법원은 판결을 존중한다", 3),
        // A dictionary finds eight words.
        ("ศาลฎีกาควรเคารพคำวินิจฉัยของฝ่ายนิติบัญญัติ", 9),
        ("ศาล abc ไทย", 3),
        ("हिन्दी में", 2),
    ] {
        assert_eq!(count(text), number, "{text}");
    }
}

#[test]
fn a_beginning_ends_with_a_word_in_every_script() {
    for (beginning, whole) in [
        ("The court defers to Con", "The court defers to"),
        ("The court ", "The court"),
        ("Unbroken", "Unbroke"),
        ("Note 最高法院应当尊重", "Note 最高法院应当尊"),
        ("最高法院 defe", "最高法院"),
        ("ในศาลฎี", "ในศาล"),
        ("", ""),
    ] {
        assert_eq!(whole_words(beginning), whole, "{beginning}");
    }
}
