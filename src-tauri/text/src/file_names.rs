//! Names for the files that the program makes: readable, the same on every file system, and never already
//! taken.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The length of the longest name that is made, in bytes. A file name may have 255 bytes. The rest is for a
/// date in front, the extension, and what sync engines add to the names of conflict copies.
pub const LONGEST: usize = 100;
/// The name of a file whose title has no character that a file name can contain.
const NAMELESS: &str = "response";
/// Names that Windows reserves for devices, with any extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin", "conout", "clock"];
/// Device names that Windows reserves with a digit after them.
const NUMBERED_DEVICES: &[&str] = &["com", "lpt"];

/// A slug for `title`, which is also the stem of the file: only `[a-z0-9-]`, at most [`LONGEST`] bytes, not
/// empty, no dash at either end, and not a name that Windows reserves.
#[must_use]
pub fn slug_of(title: &str) -> String {
    slug_or(title, NAMELESS)
}

/// As [`slug_of`], but with `nameless` for a title of which nothing is left. `nameless` must itself be such a
/// slug.
#[must_use]
pub fn slug_or(title: &str, nameless: &str) -> String {
    let words = dashed(title);
    match cut(&words, LONGEST) {
        "" => nameless.to_owned(),
        slug if is_kept_by_windows(slug) => format!("{slug}-{nameless}"),
        slug => slug.to_owned(),
    }
}

/// `stem`, or the first of `stem-2`, `stem-3` and so on that is not `taken`, shortened to at most [`LONGEST`]
/// bytes. `taken` decides whether names that differ only in case are the same.
#[must_use]
pub fn free(stem: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let whole = cut(stem, LONGEST);
    let numbered = (2_u64..).map(|number| {
        let end = format!("-{number}");
        format!("{}{end}", cut(stem, LONGEST - end.len()))
    });
    std::iter::once(whole.to_owned())
        .chain(numbered)
        .find(|name| !taken(name))
        .unwrap_or_default()
}

/// `stem-second-version`, `stem-third-version` and so on: the first that is not `taken`. The name shows what
/// the text is a version of, and no sync engine names its copies like this. None if all of them are taken.
#[must_use]
pub fn another_version(stem: &str, taken: &dyn Fn(&str) -> bool) -> Option<String> {
    /// Nobody needs more versions than this.
    const NUMBERS: [&str; 8] = [
        "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    ];
    let names = NUMBERS.iter().map(|number| format!("{stem}-{number}-version"));
    names.into_iter().find(|name| !taken(name))
}

/// The letters and digits of `title` in lower-case ASCII. Whatever lies between two words becomes one dash.
fn dashed(title: &str) -> String {
    let mut out = String::new();
    let mut between = false;
    // The text is composed first. Otherwise a letter and its accent would be two characters, and the accent
    // would look like a gap.
    for character in title.nfc() {
        if is_within_a_word(character) {
            continue;
        }
        // A symbol on its own, such as an emoji, is a separate word. A combining vowel sign belongs to its
        // letter.
        let is_apart = !character.is_alphanumeric() && !is_combining_mark(character);
        between |= is_apart;
        // Each character is converted by itself. In a whole text, a symbol without a reading would become a
        // question mark.
        for letter in deunicode::deunicode_char(character).unwrap_or_default().chars() {
            // The reading of each Chinese character ends with a space.
            if !letter.is_ascii_alphanumeric() {
                between |= letter == ' ';
                continue;
            }
            if std::mem::take(&mut between) && !out.is_empty() {
                out.push('-');
            }
            out.push(letter.to_ascii_lowercase());
        }
        between |= is_apart;
    }
    out
}

/// True if this character occurs inside words, so that it does not separate words and leaves nothing in the
/// name: the apostrophe of *don't*, a combining accent, or an invisible character.
fn is_within_a_word(character: char) -> bool {
    matches!(
        character,
        '\'' | '`' | '\u{2019}' | '\u{2BC}' | '\u{300}'
            ..='\u{36F}' | '\u{AD}' | '\u{200B}'
            ..='\u{200D}' | '\u{2060}' | '\u{FE0F}' | '\u{FEFF}'
    )
}

/// `slug` shortened to `longest` bytes, at the end of a word unless that would remove more than half of it.
fn cut(slug: &str, longest: usize) -> &str {
    let mut end = longest.min(slug.len());
    while !slug.is_char_boundary(end) {
        end -= 1;
    }
    let front = &slug[..end];
    let is_mid_word = slug[end..].starts_with(|next| next != '-') && !front.is_empty();
    let whole_words = match front.rfind('-') {
        Some(dash) if is_mid_word && dash > longest / 2 => &front[..dash],
        _ => front,
    };
    whole_words.trim_matches('-')
}

fn is_kept_by_windows(slug: &str) -> bool {
    let is_numbered = || {
        NUMBERED_DEVICES
            .iter()
            .filter_map(|device| slug.strip_prefix(device))
            .any(|number| number.len() == 1 && number.bytes().all(|digit| digit.is_ascii_digit()))
    };
    DEVICES.contains(&slug) || is_numbered()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_becomes_its_words_with_dashes_between() {
        for (title, slug) in [
            (
                "Should courts defer to agencies?",
                "should-courts-defer-to-agencies",
            ),
            (
                "  «L’autorité» de l'État — aujourd’hui ",
                "lautorite-de-letat-aujourdhui",
            ),
            ("Straße & Recht", "strasse-recht"),
            ("Ça\u{301} cafe\u{301}", "ca-cafe"),
            ("don't / do_this", "dont-do-this"),
            ("A\u{AD}gency", "agency"),
            ("1984: a reading", "1984-a-reading"),
            ("§ 7(b)", "ss-7-b"),
            ("Law ⚖\u{FE0F} & order", "law-scales-order"),
        ] {
            assert_eq!(slug_of(title), slug, "{title}");
        }
    }

    #[test]
    fn other_scripts_are_written_in_latin_letters() {
        assert_eq!(slug_of("Πολιτεία"), "politeia");
        assert_eq!(slug_of("Право и мораль"), "pravo-i-moral");
        assert_eq!(slug_of("北京"), "bei-jing");
        assert_eq!(slug_of("न्याय"), "nyaay");
        assert_ne!(slug_of("القانون والعدالة"), "response");
    }

    #[test]
    fn a_title_without_a_word_still_gets_a_name() {
        assert_eq!(slug_of(""), "response");
        assert_eq!(slug_of(" … — !?"), "response");
        assert_eq!(slug_or("???", "contributor"), "contributor");
    }

    #[test]
    fn no_name_is_one_that_windows_keeps() {
        for title in ["CON", "nul", "Com1", "LPT9", "aux"] {
            assert_eq!(slug_of(title), format!("{}-response", title.to_lowercase()));
        }
        assert_eq!(slug_of("Con man"), "con-man");
        assert_eq!(slug_of("com10"), "com10");
    }

    #[test]
    fn a_long_title_ends_with_a_whole_word() {
        let slug = slug_of(&"jurisdiction ".repeat(20));
        assert!(slug.len() <= LONGEST && slug.ends_with("-jurisdiction"), "{slug}");
        assert_eq!(slug_of(&"a".repeat(300)).len(), LONGEST);
    }

    #[test]
    fn a_taken_name_gets_the_next_free_number() {
        let taken = ["deference", "deference-2", "deference-3"];
        let is_taken = |name: &str| taken.contains(&name);
        assert_eq!(free("deference", &is_taken), "deference-4");
        assert_eq!(free("reform", &is_taken), "reform");
    }

    #[test]
    fn a_number_stays_within_the_limit() {
        let long = "a".repeat(LONGEST);
        let name = free(&long, &|name| name == long);
        assert_eq!(name.len(), LONGEST);
        assert!(name.ends_with("a-2"));
    }

    fn is_fit(name: &str) -> bool {
        !name.is_empty()
            && name.len() <= LONGEST
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !name.starts_with('-')
            && !name.ends_with('-')
            && !name.contains("--")
            && !is_kept_by_windows(name)
    }

    proptest! {
        #[test]
        fn every_title_gets_a_fit_name_and_keeps_it(title in any::<String>()) {
            let slug = slug_of(&title);
            prop_assert!(is_fit(&slug), "{slug:?}");
            prop_assert_eq!(slug_of(&slug), slug);
        }

        #[test]
        fn a_free_name_is_fit_and_free(title in any::<String>(), already in 1_usize..40) {
            let slug = slug_of(&title);
            let mut taken = std::collections::BTreeSet::new();
            for _ in 0..already {
                let name = free(&slug, &|name| taken.contains(name));
                prop_assert!(is_fit(&name), "{name:?}");
                prop_assert!(taken.insert(name));
            }
        }
    }
}
