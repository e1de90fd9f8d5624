//! Every word of a text is found by its plain form, in whatever script and however it is written; and a query is made of words.

#![allow(clippy::unwrap_used)]

use arguendo_core::mirror::Reader;
use arguendo_core::pages::search::search;

use arguendo_tests::dice::Dice;
use arguendo_tests::seminar::Seminar;

/// A language, a sentence as a careful author or an old file writes it, and its words as a reader types them.
const SENTENCES: [(&str, &str, &str); 24] = [
    (
        "ar",
        "قَالَ الْقَاضِي إِنَّ الْعَدْلَ أَسَاسُ الْمُلْكِ. والعـــدالة غاية.",
        "قال القاضي ان العدل اساس الملك العدالة عدالة غايه غاية أساس",
    ),
    (
        "bn",
        "আদালত আইনসভার সিদ্ধান্তকে সম্মান করবে।",
        "আদালত আইনসভার সিদ্ধান্তকে সম্মান করবে",
    ),
    (
        "ca",
        "La col·lecció d’Història no és pública.",
        "col·lecció colleccio historia no es publica",
    ),
    (
        "cs",
        "Nejvyšší soud má ctít zákonodárce.",
        "nejvyssi soud ma ctit zakonodarce",
    ),
    (
        "da",
        "Højesteret bør respektere Folketinget; også ældre sager.",
        "hojesteret bor respektere folketinget ogsa aeldre sager",
    ),
    (
        "de",
        "Die Rechts\u{ad}schutz\u{ad}versicherung zahlt für die Straße.",
        "rechtsschutzversicherung zahlt fur die strasse straße",
    ),
    (
        "el",
        "Ὁ δικαστὴς σέβεται τοὺς ΝΌΜΟΥΣ τῆς πόλεως.",
        "ο δικαστης σεβεται τους νομους της πολεως",
    ),
    (
        "en",
        "The ﬁrst oﬃcer of Henry Ⅳ’s court; super\u{200b}cali no\u{2060}break ＡＢＣ１２３.",
        "first officer henry iv court supercali nobreak abc123",
    ),
    (
        "es",
        "El señor Núñez pidió más acción en el «Año».",
        "senor nunez pidio mas accion ano",
    ),
    (
        "fa",
        "دادگاه می\u{200c}خواهد قانون سال ۱۴۰۲ را بپذیرد.",
        "دادگاه میخواهد قانون سال 1402 را بپذیرد بپذيرد",
    ),
    (
        "fr",
        "Le cœur de l’œuvre : l’État naïf, garçon, où Ⅷ.",
        "coeur oeuvre l'œuvre etat naif garcon ou viii",
    ),
    ("he", "בֵּית הַמִּשְׁפָּט הָעֶלְיוֹן וְצַהַ״ל", "בית המשפט העליון וצהל"),
    (
        "hi",
        "उच्चतम न्यायालय ने ज़रूरत से पहले हाँ कहा।",
        "उच्चतम न्यायालय ने जरूरत से पहले हां हाँ कहा",
    ),
    (
        "ja",
        "最高裁判所は立法府の判断を尊重すべきである。ｶﾞｯｺｳ",
        "最高裁判所 立法府 判断 判 尊重 ガッコウ",
    ),
    ("km", "តុលាការកំពូល", "តុលាការ កំពូល"),
    (
        "ko",
        "대법원은 국회의 판단을 존중해야 한다.",
        "대법원 국회 판단 존중 한다",
    ),
    (
        "pl",
        "Sąd Najwyższy w Łodzi żąda źródeł.",
        "sad najwyzszy lodzi zada zrodel",
    ),
    (
        "ru",
        "Верхо\u{301}вный суд учтёт всё.",
        "верховный суд учтет все всё",
    ),
    ("ta", "உச்ச நீதிமன்றம் மதிக்க வேண்டும்.", "உச்ச நீதிமன்றம் மதிக்க வேண்டும்"),
    (
        "th",
        "ศาลฎีกาควรเคารพฝ่ายนิติบัญญัติ พ.ศ. ๒๕๖๐",
        "ศาลฎีกา เคารพ ฝ่าย นิติบัญญัติ 2560 ศ",
    ),
    (
        "tr",
        "İstanbul’da ışık yargıcın önünde.",
        "istanbul isik yargicin onunde ışık",
    ),
    (
        "uk",
        "П’ять суддів з Києва; п\u{2bc}ятниця.",
        "п'ять п’ять пять суддів києва пятниця п’ятниця",
    ),
    (
        "vi",
        "Tòa án tôn trọng Đặng và pháp luật.",
        "toa an ton trong dang va phap luat",
    ),
    (
        "zh",
        "最高法院应当尊重立法机关的判断。Qurʾān",
        "尊重 立法机关 最高法院 法 断 quran Qur'an",
    ),
];

fn library() -> Seminar {
    let seminar = Seminar::of(&[]);
    for (language, sentence, _) in SENTENCES {
        let text = format!("---\ntitle: X\n---\n{sentence}\n");
        seminar.put(&[(&format!("responses/{language}.md"), &text)]);
    }
    seminar
}

fn finds(reader: &Reader, query: &str, language: &str) -> bool {
    let results = search(reader, query, 30).unwrap();
    let path = format!("responses/{language}.md");
    let hit = results.hits.into_iter().find(|hit| hit.target.path == path);
    hit.is_some_and(|hit| hit.snippet.iter().any(|part| part.marked))
}

#[test]
fn every_word_is_found_by_its_plain_form_and_as_it_is_written() {
    let seminar = library();
    let reader = seminar.look();
    for (language, sentence, plain) in SENTENCES {
        for word in plain.split(' ').chain(sentence.split_whitespace()) {
            if !word.contains(char::is_alphanumeric) {
                continue;
            }
            // Being typed, and typed: with a space after it.
            for query in [word.to_owned(), format!("{word} ")] {
                assert!(finds(&reader, &query, language), "{language}: {query}");
            }
        }
        assert!(finds(&reader, plain, language), "{language}: {plain}");
        assert!(finds(&reader, sentence, language), "{language}: all of it");
    }
}

#[test]
fn a_query_is_made_of_words_and_never_of_the_engines_syntax() {
    let seminar = library();
    let reader = seminar.look();
    let mut signs: Vec<char> = "aZ09 \"'“”*^:(){}[]+-\\/%_.,;|&!?<>=~`$#@\u{0}\u{7}\t\n½²ªǆßſ ́ः्า法ガ한ﷺﬁ①㍿𝟘\u{200d}\u{feff}\u{fffd}"
        .chars()
        .collect();
    signs.extend(SENTENCES.iter().flat_map(|(_, sentence, _)| sentence.chars()));
    let mut dice = Dice::new(11);
    let pieces = [
        "NEAR(", " AND ", " OR ", " NOT ", "title:", "\"\"", "a*", "^a", "NEAR/3",
    ];
    for round in 0..2_000 {
        let mut query = String::new();
        for _ in 0..dice.roll(12) {
            match dice.roll(8) {
                0 => query.push_str(pieces[dice.roll(pieces.len())]),
                1 => query.extend(char::from_u32(u32::try_from(dice.roll(0x1_1000)).unwrap())),
                _ => query.push(signs[dice.roll(signs.len())]),
            }
        }
        let answer = search(&reader, &query, 5);
        assert!(answer.is_ok(), "round {round}: {query:?}: {:?}", answer.err());
    }
    // Nor does a whole page that was pasted.
    let long = "word ".repeat(5_000) + &"法".repeat(5_000) + &"a'".repeat(5_000);
    assert!(search(&reader, &long, 5).is_ok());
}

#[test]
fn a_word_is_found_with_and_without_the_apostrophe_in_it_and_by_what_follows_it() {
    for written in ["Qur'an", "Qur’an", "Qur‘an", "Qurʾān"] {
        let text = format!("---\ntitle: Text\n---\nThe {written} is read in l'homme. It's his'n.\n");
        let seminar = Seminar::of(&[("responses/text.md", &text)]);
        let reader = seminar.look();
        let is_found = |query: &str| search(&reader, query, 9).unwrap().total == 1;
        for query in [
            "quran",
            "\"quran\"",
            "\"quran",
            "qura",
            "Qur'an",
            &format!("\"{written} is read\""),
            "homme",
            "l'homme",
            "lhomme",
        ] {
            assert!(is_found(query), "{query} in {written}");
        }
        for query in ["its", "\"quran lhomme\"", "\"hisn quran\""] {
            assert!(!is_found(query), "{query} in {written}");
        }
        let hits = search(&reader, "quran", 9).unwrap().hits;
        let marked: Vec<_> = hits[0]
            .snippet
            .iter()
            .filter(|piece| piece.marked)
            .map(|piece| piece.text.as_str())
            .collect();
        assert_eq!(marked, [written.replace('\'', "’")], "as it is set");
    }
}
