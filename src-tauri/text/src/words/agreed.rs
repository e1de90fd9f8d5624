//! The page must fold words as this crate does: its table is generated from ours, and both are tested with
//! the same cases.

use caseless::Caseless as _;

use super::counting::count;
use super::folding::{is_mark_left_out, letters};
use super::table::{LEFT_OUT, LETTERS, Range, SIGNS, UNDIVIDED, ZEROS};

/// Blocks of old Unicode characters. Each character in them becomes a case.
const BLOCKS: [(u32, u32); 14] = [
    (0x80, 0x52f),
    (0x591, 0x5c7),
    (0x5d0, 0x6ff),
    (0x904, 0x97f),
    (0xe01, 0xe5b),
    (0x10a0, 0x10ff),
    (0x1e00, 0x1f15),
    (0x2070, 0x208e),
    (0x2153, 0x2188),
    (0x3041, 0x30ff),
    (0xfb00, 0xfb06),
    (0xfb1d, 0xfb4f),
    (0xfe80, 0xfefc),
    (0xff01, 0xff9f),
];

/// Letters with combining marks, and words.
const WORDS: [&str; 12] = [
    "Ε\u{301}τους e\u{301}\u{323} ạ̊ É",
    "قَالَ الْعَدْلَ أَسَاسُ إلى آداب مُؤْمِن العـــدالة می\u{200c}خواهم ۱۴۰۲",
    "שָׁלוֹם ﬁrst oﬃcer ＡＢＣ Ⅳ 2½ m²",
    "Rechts\u{ad}schutz no\u{2060}break Qurʾān Đặng Łódź İstanbul ışık",
    "ज़रूरत हाँ क्‍ष क़िताब १२ বাংলা ড় அவன் അവൻ അവന്‍",
    "ｶﾞｯｺｳ がっこう か\u{3099} ガ",
    "ศาลฎีกา น้ำ ๒๕๖๐ ໜ້າ မြန်မာ ខ្មែរ",
    "\u{1112}\u{1161}\u{11ab}국어 한국어 ﾊﾝ",
    "立法机关 邊\u{fe00} 〇 々 ⽅ 豈",
    "𝔄𝟘 ᾳ ᾼ ΐ ﬓ և ŉ ǆ ǰ ẞ ß ſ",
    "Ꭰꭰ ᏸ Ⴀⴀ ა Ა",
    "\u{301}a \u{200b} \u{feff}b ːa a\u{20dd}",
];

/// Texts whose words are counted.
const TEXTS: [&str; 12] = [
    "",
    "It’s 1,420 words — well-set.",
    "a\u{85}b\u{feff}c\u{a0}d\u{3000}e\u{200b}f",
    "最高法院应当尊重立法机关的判断",
    "第12条，GDP增长。",
    "カタカナとGDP ー 々",
    "대법원은 판결을 존중한다",
    "ศาลฎีกาควรเคารพคำวินิจฉัยของฝ่ายนิติบัญญัติ",
    "ศาล abc ไทย ກ",
    "हिन्दी में ½ ² Ⓐ ① — … ' '",
    "ប្រទេសកម្ពុជា မြန်မာ",
    "𝔄 word \u{301} x",
];

fn class(ranges: impl Iterator<Item = (u32, u32)>) -> String {
    ranges
        .map(|(first, last)| format!("\\\\u{{{first:x}}}-\\\\u{{{last:x}}}"))
        .collect()
}

fn ranges(ranges: &[Range]) -> String {
    class(
        ranges
            .iter()
            .map(|(first, last)| (u32::from(*first), u32::from(*last))),
    )
}

/// The ranges of the characters for which `is_so` is true.
fn those(is_so: impl Fn(char) -> bool) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for sign in (0..=0x10_ffff)
        .filter_map(char::from_u32)
        .filter(|sign| is_so(*sign))
    {
        let code = u32::from(sign);
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == code => *last = code,
            _ => ranges.push((code, code)),
        }
    }
    class(ranges.into_iter())
}

/// The case folding of a letter, if it differs from the letter in lower case.
fn case(sign: char) -> Option<String> {
    let folded: String = std::iter::once(sign).default_case_fold().collect();
    let is_whole = unicode_normalization::is_nfkd(&sign.to_string());
    (is_whole && folded != sign.to_lowercase().collect::<String>()).then_some(folded)
}

fn table() -> String {
    let pairs = |pairs: &[(char, String)]| -> String {
        let line =
            |(sign, read): &(char, String)| format!("  ['\\u{{{:x}}}', '{read}'],\n", u32::from(*sign));
        pairs.iter().map(line).collect()
    };
    let cases: Vec<_> = (0..=0x10_ffff)
        .filter_map(char::from_u32)
        .filter_map(|sign| Some((sign, case(sign)?)))
        .collect();
    let letters: Vec<_> = LETTERS
        .iter()
        .map(|(letter, read)| (*letter, (*read).to_owned()))
        .collect();
    let zeros: Vec<_> = ZEROS
        .iter()
        .map(|zero| format!("0x{:x}", u32::from(*zero)))
        .collect();
    format!(
        "// Made of the core's table of folding by `UPDATE_FOLDING=1 cargo test -p arguendo-core words`. Not written by hand.\n\n\
         /** Ranges for a regular expression: what is no part of a word's letters. */\n\
         export const LEFT_OUT = '{}';\n\
         /** Marks that a word can do without. */\n\
         export const MARKS_LEFT_OUT = '{}';\n\
         /** Signs that each count as a word. */\n\
         export const SIGNS = '{}';\n\
         /** Letters of scripts whose words nothing divides. */\n\
         export const UNDIVIDED = '{}';\n\
         /** Where case folding says more than that a letter becomes a small one. */\n\
         export const CASES: [string, string][] = [\n{}];\n\
         /** Letters that are read as others. */\n\
         export const LETTERS: [string, string][] = [\n{}];\n\
         /** The zeros of decimal digits. */\n\
         export const ZEROS = [{}];\n",
        ranges(LEFT_OUT),
        those(is_mark_left_out),
        ranges(SIGNS),
        ranges(UNDIVIDED),
        pairs(&cases),
        pairs(&letters),
        zeros.join(", "),
    )
}

fn folded(text: &str) -> String {
    letters(text).map(|(_, letter)| letter).collect()
}

/// The common cases: texts with their folded forms, and texts with their numbers of words.
fn cases() -> String {
    let signs = BLOCKS
        .iter()
        .flat_map(|(first, last)| (*first..=*last).filter_map(char::from_u32))
        .filter(|sign| super::folding::is_in_word(*sign))
        .map(|sign| sign.to_string());
    let words = WORDS.iter().flat_map(|words| words.split(' ').map(str::to_owned));
    let line = |text: String| format!("[{text:?}, {:?}]", folded(&text));
    let fold: Vec<_> = signs.chain(words).map(line).collect();
    let count: Vec<_> = TEXTS
        .iter()
        .map(|text| format!("[{text:?}, {}]", count(text)))
        .collect();
    format!(
        "// Made by `UPDATE_FOLDING=1 cargo test -p arguendo-core words`. What the page and the core must agree on.\n// Longer than 400 lines: it is a table, a line for each sign.\n\n\
         export const FOLDED: [string, string][] = [\n{}\n];\n\nexport const COUNTED: [string, number][] = [\n{}\n];\n",
        fold.join(",\n"),
        count.join(",\n")
    )
}

fn is_in_step(file: &str, made: &str) -> bool {
    let path = format!("{}/../../ui/src/lib/text/{file}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_FOLDING").is_some() {
        std::fs::write(&path, made).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    kept.replace("\r\n", "\n") == made
}

#[test]
fn the_page_folds_by_the_same_table_and_is_held_to_the_same_cases() {
    for (file, made) in [("folding-table.ts", table()), ("folding-cases.ts", cases())] {
        assert!(
            is_in_step(file, &made),
            "ui/src/lib/text/{file} is out of step: run `UPDATE_FOLDING=1 cargo test -p arguendo-core words`"
        );
    }
}
