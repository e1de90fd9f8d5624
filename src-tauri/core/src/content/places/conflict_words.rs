//! The words that sync engines put into the names of conflict copies, in many languages.

use unicode_normalization::UnicodeNormalization as _;

/// Parts of the words for “conflict”, in lower case.
const CONFLICT: [&str; 17] = [
    "conflic",
    "conflit",
    "konflik",
    "конфлик",
    "конфлік",
    "競合",
    "冲突",
    "衝突",
    "충돌",
    "ristirii",
    "ütköz",
    "çakış",
    "διένεξη",
    "xung đột",
    "bercanggah",
    "متعارض",
    "סותר",
];
/// Parts of the words for “copy”, in lower case.
const COPY: [&str; 24] = [
    "conflicted",
    "copy",
    "copi",
    "cópi",
    "còpi",
    "kopi",
    "kopj",
    "kopy",
    "kópi",
    "копи",
    "копі",
    "コピー",
    "副本",
    "複本",
    "사본",
    "másolat",
    "αντίγραφο",
    "bản sao",
    "salinan",
    "نسخة",
    "עותק",
    "exemplaar",
    "eksemplar",
    "exemplar",
];
/// What Windows, macOS and OneDrive add after the name of a file that was copied by hand: `NAME - Copy`.
const BEHIND: [&str; 14] = [
    "copy",
    "kopie",
    "copie",
    "copia",
    "cópia",
    "kopia",
    "kopi",
    "kopio",
    "コピー",
    "副本",
    "複製",
    "복사본",
    "копия",
    "копія",
];
/// What Google Drive adds before the name: `Copy of NAME`.
const BEFORE: [&str; 12] = [
    "Copy of ",
    "Kopie von ",
    "Copie de ",
    "Copia de ",
    "Copia di ",
    "Cópia de ",
    "Kopie van ",
    "Kopia av ",
    "Kopi af ",
    "Kopi av ",
    "Kopia ",
    "Копия ",
];
/// The words that Google Drive and OneDrive write in brackets or parentheses: `NAME [Conflict]`.
const IN_BRACKETS: [&str; 8] = [
    "conflict",
    "konflikt",
    "conflit",
    "conflicto",
    "conflitto",
    "conflito",
    "競合",
    "冲突",
];

/// True if the words in parentheses mention a conflict.
pub(super) fn is_conflict(inside: &str) -> bool {
    speaks_of(inside, &CONFLICT)
}

/// True if the words in parentheses mention a copy.
pub(super) fn is_copy(inside: &str) -> bool {
    speaks_of(inside, &COPY)
}

/// The text is composed first, because a file system may store a letter and its accent as two characters.
fn speaks_of(inside: &str, words: &[&str]) -> bool {
    let inside: String = inside.nfc().collect::<String>().to_lowercase();
    words.iter().any(|word| inside.contains(word))
}

/// Removes the mark of `NAME - Copy`, `NAME – Kopie`, `Copy of NAME` or `NAME [Conflict]`. Ordinary names may
/// look like these.
pub(super) fn without_copy_words(stem: &str) -> Option<&str> {
    let behind = [" - ", " – ", " — "]
        .iter()
        .find_map(|dash| stem.rsplit_once(dash))
        .filter(|(_, word)| is_one_of(word, &BEHIND));
    let in_brackets = || {
        let (base, word) = stem.strip_suffix([']', ')'])?.rsplit_once(['[', '('])?;
        is_one_of(word, &IN_BRACKETS).then_some(base.strip_suffix(' ')?)
    };
    behind
        .map(|(base, _)| base)
        .or_else(|| BEFORE.iter().find_map(|words| stem.strip_prefix(words)))
        .or_else(in_brackets)
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    let word = word.nfc().collect::<String>().to_lowercase();
    words.iter().any(|known| *known == word)
}

#[cfg(test)]
mod tests {
    use crate::content::places::{conflict_bases, has_conflict_mark};
    use unicode_normalization::UnicodeNormalization as _;

    #[test]
    fn a_conflicted_copy_is_known_in_every_language_that_an_engine_speaks() {
        for words in [
            "Ann's conflicted copy 2024-01-31",
            "In Konflikt stehende Kopie von Ann 2024-01-31",
            "Anns in Konflikt stehende Kopie 2024-01-31",
            "Copie en conflit de Ann 2024-01-31",
            "Copia en conflicto de Ann 2024-01-31",
            "Copia in conflitto di Ann 2024-01-31",
            "Cópia em conflito de Ann 2024-01-31",
            "Cópia conflitante de Ann 2024-01-31",
            "Conflicterende kopie van Ann 2024-01-31",
            "conflicterend exemplaar, kopie, Ann 2024-01-31",
            "Ann の競合コピー 2024-01-31",
            "Ann 的冲突副本 2024-01-31",
            "Ann 的衝突複本 2024-01-31",
            "Ann의 충돌한 사본 2024-01-31",
            "конфликтующая копия Ann 2024-01-31",
            "Конфліктна копія Ann 2024-01-31",
            "Kopia powodująca konflikt (Ann) 2024-01-31",
            "kopia pozostająca w konflikcie, Ann, 2024-01-31",
            "Anns konfliktkopia 2024-01-31",
            "Anns konflikt kopi 2024-01-31",
            "konfliktní kopie Ann 2024-01-31",
            "Ann ütköző másolata 2024-01-31",
            "Ann adlı kullanıcının çakışan kopyası 2024-01-31",
            "Ann ristiriitainen kopio 2024-01-31",
            "Bản sao xung đột của Ann 2024-01-31",
            "Salinan konflik Ann 2024-01-31",
        ] {
            for name in [
                format!("responses/essay ({words}).md"),
                format!("responses/essay ({words}) (1).md"),
                format!("responses/essay ({words}).md").nfd().collect(),
            ] {
                assert_eq!(conflict_bases(&name)[0], "responses/essay.md", "{name}");
                assert!(has_conflict_mark(&name), "{name}");
            }
        }
    }

    #[test]
    fn a_copy_made_by_hand_is_known_in_several_languages_and_is_an_ordinary_name() {
        for name in [
            "essay - Copy.md",
            "essay - Kopie.md",
            "essay – kopia.md",
            "essay - コピー.md",
            "essay - 副本.md",
            "essay — копия.md",
            "essay - Copy (2).md",
            "Copy of essay.md",
            "Kopie von essay.md",
            "essay [Conflict].md",
            "essay (Konflikt).md",
        ] {
            assert!(conflict_bases(name).contains(&"essay.md".to_owned()), "{name}");
            assert!(!has_conflict_mark(name), "{name}");
        }
    }
}
